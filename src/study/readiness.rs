//! Readiness: the predicted share of some cards that is recalled on a day. It must not know where the cards come from.
//!
//! A card counts with a chance from 0 to 1, and readiness is the mean of them:
//!
//! | the card | its chance |
//! |---|---|
//! | was right the last time | its recall on the day by FSRS-6, but not less than an unseen card of its topic has |
//! | was partly right the last time | its recall on the day by FSRS-6 |
//! | was wrong the last time | 0, until it is right |
//! | was never answered freely | its topic's first-answer rate |
//!
//! The first-answer rate of a topic is the share of its cards whose first free answer was right. Where a topic has none yet,
//! that of all the cards stands in, and where these have none either, 0: nothing is known.
//!
//! FSRS alone would count a card that was just missed nearly as one that is known, for its answer was just read, and one that
//! was just right less than its unseen neighbours in a topic that is known well. With the two bounds a law holds that a person
//! can rely on: **a right answer, rated good or easy, never lowers readiness for a day to come, and a wrong one never raises
//! it.**
//!
//! Source of the recall: the power forgetting curve of FSRS-6 with its default parameters, [`schedule::recall`].

use super::event::{Day, Verdict};
use super::progress::Progress;
use super::schedule;

/// A card that was answered before. Cards of one number share a topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub topic: Option<i64>,
    pub progress: Progress,
}

/// So many cards of a topic were never answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    pub topic: Option<i64>,
    pub cards: usize,
}

/// First free answers that were right, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct First {
    right: usize,
    of: usize,
}

impl First {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

/// How often the first free answers were right, by topic: each topic once, in order.
#[derive(Debug, Default)]
struct FirstAnswers {
    by_topic: Vec<(Option<i64>, First)>,
    all: First,
}

impl FirstAnswers {
    fn of(seen: &[Seen]) -> FirstAnswers {
        let mut first = FirstAnswers::default();
        for Seen { topic, progress } in seen {
            let Some(right) = progress.first_right else { continue };
            first.all.add(right);
            match first.by_topic.binary_search_by_key(topic, |(topic, _)| *topic) {
                Ok(place) => first.by_topic[place].1.add(right),
                Err(place) => {
                    first.by_topic.insert(place, (*topic, First::default()));
                    first.by_topic[place].1.add(right);
                }
            }
        }
        first
    }

    fn rate(&self, topic: Option<i64>) -> f64 {
        let place = self.by_topic.binary_search_by_key(&topic, |(topic, _)| *topic);
        let of_topic = place.ok().and_then(|place| self.by_topic[place].1.rate());
        of_topic.or_else(|| self.all.rate()).unwrap_or(0.0)
    }
}

/// The predicted share of the cards that is recalled on a day, from 0 to 1; `None` where there are no cards.
pub fn readiness(seen: &[Seen], unseen: &[Unseen], on: Day) -> Option<f64> {
    let first = FirstAnswers::of(seen);
    let known: f64 = seen.iter().map(|card| chance(&card.progress, first.rate(card.topic), on)).sum();
    let hoped: f64 = unseen.iter().map(|topic| first.rate(topic.topic) * topic.cards as f64).sum();
    let cards = seen.len() + unseen.iter().map(|topic| topic.cards).sum::<usize>();
    (cards > 0).then(|| ((known + hoped) / cards as f64).clamp(0.0, 1.0))
}

/// The chance that a card that was answered before is recalled on a day; `rate` is what an unseen one of its topic has.
fn chance(progress: &Progress, rate: f64, on: Day) -> f64 {
    let Some((memory, last_day)) = progress.memory.zip(progress.last_day) else {
        // Only chosen, and right: that can be guessed.
        return rate;
    };
    let recall = || f64::from(schedule::recall(memory, last_day, on)).clamp(0.0, 1.0);
    match progress.last {
        Some(Verdict::Wrong) => 0.0,
        Some(Verdict::Partly) | None => recall(),
        Some(Verdict::Right) => recall().max(rate),
    }
}

#[cfg(test)]
mod tests;
