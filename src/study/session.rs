//! The state machine of one session. It must not know the screen or the disk.
//!
//! Calls that do not fit the moment (a tick before the reveal, a second acceptance) change nothing: the keys of a terminal
//! arrive when they like.

mod amending;
mod answering;
mod offer;
mod opening;
mod phase;
mod previews;
mod replay;
mod showing;
mod stopwatch;
mod terms;

pub use super::statistics::Answer;
pub use offer::{Offer, Solution, Solved};
pub use opening::Outline;
pub use phase::{Answered, Asking, Phase, Reply, Said};
pub use stopwatch::Timestamp;
pub use terms::{Clocks, Judged, Position, Question, Settings};

use super::event::{Attempt, CardKey, Day, EventId, Mode, Rating, Verdict};
use super::queue::{Queue, Turn};
use opening::asked_once;
use showing::Showing;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Rating keys are dead for so long after a reveal: who was still pressing a key has not read the answer.
pub const RATING_DEAD_MS: u64 = 250;

/// The letters that stand before key points, in their order: g, h, j, k, q, s, t and u mean other things while a card is open.
pub const POINT_LETTERS: [char; 16] = ['a', 'b', 'c', 'd', 'e', 'f', 'i', 'l', 'm', 'n', 'o', 'p', 'r', 'v', 'w', 'x'];

#[derive(Debug)]
pub struct Session {
    settings: Settings,
    questions: Vec<Question>,
    /// Those of them whose text is still to be brought.
    unread: BTreeSet<usize>,
    /// The same questions, once they are asked, without what must not be seen before the reveal.
    covered: Vec<OnceCell<Question>>,
    course: Course,
    results: Vec<Answer>,
    /// For each result, the event that holds it and the course as it was before.
    before: Vec<(EventId, Course)>,
    /// The days of answers, from before the run was gone on with as well; all others are of today.
    earlier: BTreeMap<EventId, Day>,
    /// The run was left before its end.
    left: bool,
    /// Showings that an undo took off the screen, by card and by how often it had been answered. They go on where they
    /// stood, for their answer may have been seen.
    aside: BTreeMap<(usize, usize), Showing>,
}

/// All that an attempt moves and an undo restores.
#[derive(Debug, Clone)]
struct Course {
    queue: Queue,
    on_screen: Option<Showing>,
    /// How many cards have been on screen, repeats not counted.
    asked: usize,
    /// How many of those were choices.
    chosen: usize,
    skipped: Vec<usize>,
    /// Answering time of the cards that have left the screen.
    spent_ms: u64,
}

impl Session {
    /// Begins with the first question; topics are mixed, and of a card given twice or its siblings one is asked.
    pub fn new(settings: Settings, questions: Vec<Question>, now: Timestamp) -> Session {
        Session::with_queue(settings, questions, now, Queue::mixed)
    }

    /// Like [`Session::new`], but the questions come in the order in which they are given.
    pub fn in_order(settings: Settings, questions: Vec<Question>, now: Timestamp) -> Session {
        Session::with_queue(settings, questions, now, Queue::in_order)
    }

    fn with_queue(
        settings: Settings,
        mut questions: Vec<Question>,
        now: Timestamp,
        queue: fn(&[Option<&str>], u64) -> Queue,
    ) -> Session {
        let mut outlines: Vec<Outline> = questions.iter().map(Outline::from).collect();
        asked_once(&mut outlines);
        let mut asked = outlines.iter().map(|outline| &outline.key).peekable();
        questions.retain(|question| asked.next_if(|key| **key == question.key).is_some());
        let topics: Vec<Option<&str>> = outlines.iter().map(|outline| outline.topic.as_deref()).collect();
        let queue = queue(&topics, settings.seed);
        Session::begun(settings, questions, BTreeSet::new(), queue, now)
    }

    /// How the run was begun; its cards are those of [`Session::keys`].
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The cards of the run, in the order in which they were given.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &CardKey> {
        self.questions.iter().map(|question| &question.key)
    }

    /// Nothing is left to ask, or no time; a run that was left earlier can be gone on with.
    pub fn is_finished(&self) -> bool {
        self.course.on_screen.is_none() && !self.left
    }

    /// The question on screen; before the reveal its card holds what may be seen then, and no answer.
    pub fn current(&self) -> Option<&Question> {
        let showing = self.course.on_screen.as_ref()?;
        let card = showing.turn.card;
        Some(if showing.is_asking() { self.covered(card) } else { &self.questions[card] })
    }

    pub fn phase(&self) -> &Phase {
        self.course.on_screen.as_ref().map_or(&Phase::Over, Showing::phase)
    }

    pub fn position(&self) -> Position {
        Position {
            number: self.course.asked,
            of: self.questions.len(),
            coming_again: self.course.queue.coming_again(),
            again: self.course.on_screen.as_ref().is_some_and(|showing| showing.turn.again),
        }
    }

    pub fn clocks(&self, now: Timestamp) -> Clocks {
        let question_ms = self.course.on_screen.as_ref().map_or(0, |showing| showing.answering_ms(now));
        let Settings { limit_ms, per_card_ms, .. } = self.settings;
        let session_ms = self.course.spent_ms.saturating_add(question_ms);
        Clocks { question_ms, target_ms: per_card_ms, session_ms, limit_ms, slow: question_ms >= per_card_ms }
    }

    /// The attempt that `rating`, or without one the proposal, makes of the answer on screen. The session stays where it is
    /// until that attempt is accepted.
    pub fn judge(&mut self, rating: Option<Rating>, now: Timestamp) -> Judged {
        let Some(showing) = &mut self.course.on_screen else { return Judged::NothingToRate };
        let card = &self.questions[showing.turn.card].card;
        showing.judge(rating, card, &self.settings, now)
    }

    /// Moves on, now that `attempt` is durable as `event`. False, and without effect, unless `attempt` is what
    /// [`Session::judge`] gave last for the card on screen: one showing makes one attempt.
    pub fn accept(&mut self, attempt: Attempt, event: EventId, now: Timestamp) -> bool {
        let Some(showing) = self.course.on_screen.as_mut().filter(|showing| showing.was_judged(&attempt)) else {
            return false;
        };
        showing.stand_still(now);
        showing.forget_judgement();
        let (card, answering_ms) = (showing.turn.card, showing.answering_ms(now));
        self.before.push((event, self.course.clone()));
        let Question { key, card: asked, .. } = &self.questions[card];
        let (question, topic) = (asked.question.clone(), asked.topic.clone());
        let missed_now = attempt.verdict == Verdict::Wrong;
        self.results.push(Answer { key: key.clone(), question, topic, level: asked.level, attempt });
        if self.is_to_come_back(card) {
            self.course.queue.bring_back(card);
        }
        if missed_now {
            self.course.queue.pull_forward(&self.partners_of(card));
        }
        self.course.spent_ms = self.course.spent_ms.saturating_add(answering_ms);
        self.show_next(now);
        true
    }

    /// The event of the latest attempt that was not taken back.
    pub fn last_answer(&self) -> Option<&EventId> {
        self.before.last().map(|(event, _)| event)
    }

    /// Returns to the latest answer, now that its undo is durable: every figure is as before it was rated.
    pub fn take_back(&mut self, now: Timestamp) {
        let Some((_, course)) = self.before.pop() else { return };
        self.left = false;
        self.set_aside(now);
        self.results.pop();
        self.course = course;
        self.resume(now);
    }

    /// Lets the question on screen leave this run. A skip is no attempt; after the reveal there is nothing to skip.
    pub fn skip(&mut self, now: Timestamp) {
        let Some(showing) = self.course.on_screen.as_ref().filter(|showing| showing.is_asking()) else { return };
        let Turn { card, again, .. } = showing.turn;
        self.course.spent_ms = self.course.spent_ms.saturating_add(showing.answering_ms(now));
        if !again {
            self.course.skipped.push(card);
        }
        self.show_next(now);
    }

    /// The questions that were skipped and not answered in this run.
    pub fn skipped(&self) -> impl ExactSizeIterator<Item = &Question> {
        self.course.skipped.iter().map(|&card| self.covered(card))
    }

    /// Ends the run; the card on screen stays without an attempt.
    pub fn end(&mut self, now: Timestamp) {
        self.left |= self.course.on_screen.is_some();
        self.course.spent_ms = self.clocks(now).session_ms;
        self.set_aside(now);
    }

    /// The clocks stand still until [`Session::resume`], or until the session is taken further.
    pub fn pause(&mut self, now: Timestamp) {
        if let Some(showing) = &mut self.course.on_screen {
            showing.stand_still(now);
        }
    }

    pub fn resume(&mut self, now: Timestamp) {
        if let Some(showing) = &mut self.course.on_screen {
            showing.go_on(now);
        }
    }

    /// Every answer of the run in its order, repeats included.
    pub fn results(&self) -> &[Answer] {
        &self.results
    }

    fn covered(&self, card: usize) -> &Question {
        self.covered[card].get_or_init(|| self.questions[card].without_answer())
    }

    fn show_next(&mut self, now: Timestamp) {
        let in_time = self.settings.limit_ms.is_none_or(|limit| self.course.spent_ms < limit);
        // The first card is asked even where there is no time at all.
        let turn = if in_time || self.course.asked == 0 { self.course.queue.take_next() } else { None };
        let Some(turn) = turn else {
            self.course.on_screen = None;
            return;
        };
        let showing = match self.aside.remove(&(turn.card, self.answers_to(turn.card).count())) {
            Some(showing) => showing.return_to_screen(now),
            None => Showing::begin(turn, self.asking(turn), now),
        };
        self.course.asked += usize::from(!turn.again);
        self.course.chosen += usize::from(showing.counts_as_choice());
        self.course.on_screen = Some(showing);
    }

    /// How a card is asked at this turn.
    fn asking(&self, turn: Turn) -> Asking {
        let Question { card, progress, .. } = &self.questions[turn.card];
        let (ways, Course { asked, chosen, .. }) = (self.settings.ways, &self.course);
        let mode = if turn.again { ways.again(card) } else { ways.first(card, progress, *asked, *chosen) };
        let seed = self.seed_of(turn.card);
        let asking = match mode {
            Mode::Recall => None,
            Mode::Typed => Some(Asking::Typed { hints: 0, text: String::new() }),
            Mode::Choice => Offer::choice(card, seed).map(Asking::Choice),
            Mode::Predict => Offer::predict(card, seed).map(|(offer, code)| Asking::Predict {
                offer,
                code: Box::new(code),
                text: None,
            }),
        };
        asking.unwrap_or(Asking::Recall { hints: 0 })
    }

    /// Shuffles the options of a card: alike for the same showing of the same run, whenever and wherever it is shown again.
    fn seed_of(&self, card: usize) -> u64 {
        let key = &self.questions[card].key;
        let showing = self.answers_to(card).count() as u64;
        // FNV-1a, which is the same on every machine.
        let bytes = key.source.bytes().chain([0]).chain(key.id.bytes()).chain(showing.to_le_bytes());
        bytes.fold(self.settings.seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    fn set_aside(&mut self, now: Timestamp) {
        let Some(mut showing) = self.course.on_screen.take() else { return };
        showing.stand_still(now);
        showing.forget_judgement();
        let card = showing.turn.card;
        self.aside.insert((card, self.answers_to(card).count()), showing);
    }

    /// The latest first.
    fn answers_to(&self, card: usize) -> impl Iterator<Item = &Answer> {
        let key = &self.questions[card].key;
        self.results.iter().rev().filter(move |answer| answer.key == *key)
    }

    /// A card that was missed in this run comes back until it is right.
    fn is_to_come_back(&self, card: usize) -> bool {
        let key = &self.questions[card].key;
        let verdicts =
            self.results.iter().rev().filter(|answer| answer.key == *key).map(|answer| answer.attempt.verdict);
        verdicts.take_while(|&verdict| verdict != Verdict::Right).any(|verdict| verdict == Verdict::Wrong)
    }

    /// The cards that get confused with this one, whichever of the two says so.
    fn partners_of(&self, card: usize) -> Vec<usize> {
        let missed = &self.questions[card];
        let names = |one: &Question, other: &Question| one.card.contrast.contains(&other.key.id);
        let is_partner = |other: &Question| {
            other.key != missed.key
                && other.key.source == missed.key.source
                && (names(missed, other) || names(other, missed))
        };
        (0..self.questions.len()).filter(|&other| is_partner(&self.questions[other])).collect()
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
