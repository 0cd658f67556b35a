//! A run as the log tells it: how it was begun, and step by step what became of its cards. It must not know the library.

use super::event::{Attempt, CardKey, EventId, Moment, Verdict};
use super::session::Settings;
use super::statistics::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a run was begun: all that is needed to ask the same cards in the same order once more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    pub kind: Kind,
    /// `quiz · intermediate`.
    pub title: String,
    /// The query of its cards; empty for all.
    pub query: String,
    /// The order that was wished for.
    pub order: String,
    /// At most so many cards were wished for.
    pub count: usize,
    pub settings: Settings,
    /// In the order in which the session got them.
    pub cards: Vec<CardKey>,
    /// The session mixes the cards by its seed; else they come as they are listed.
    pub mixed: bool,
    /// Its cards are read from a file and not installed.
    #[serde(default)]
    pub loose: bool,
    /// Where they are found again; `None` for cards of the library, and for what standard input brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PageFile>,
}

/// A file or folder that a run asks from without its cards being installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFile {
    /// From the root on.
    pub path: String,
    /// Changes with what the run's cards say.
    pub print: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Quiz,
    /// What is due, and some new cards.
    Review,
    /// Cards that were named one by one, such as those missed in the run before.
    Cards,
}

impl Run {
    /// Whether the scores of both can be held against each other: all was wished for in the same way.
    pub fn is_like(&self, other: &Run) -> bool {
        let path = |run: &Run| run.file.as_ref().map(|file| file.path.clone());
        let wish = |run: &Run| (run.kind, run.query.clone(), run.order.clone(), run.count, path(run));
        let terms = |run: &Run| Settings { session: String::new(), seed: 0, ..run.settings.clone() };
        wish(self) == wish(other) && terms(self) == terms(other) && self.named() == other.named()
    }

    /// The cards that were wished for one by one.
    fn named(&self) -> BTreeSet<&CardKey> {
        match self.kind {
            Kind::Quiz | Kind::Review => BTreeSet::new(),
            Kind::Cards => self.cards.iter().collect(),
        }
    }
}

/// About one card on the screen of a run, where nothing was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// The run.
    pub session: String,
    /// Milliseconds of answering, time away not counted.
    pub answer_ms: u64,
}

/// One thing that happened in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Answered(CardKey, EventId, Box<Attempt>),
    Skipped(CardKey, u64),
    /// The run was left with this card on the screen.
    Left(CardKey, u64),
    /// An answer of the run was taken back.
    TakenBack(EventId),
}

/// A run with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    pub run: Run,
    pub begun: Moment,
    /// Oldest first.
    pub steps: Vec<Step>,
    /// It came to its end, and nothing was taken back since.
    pub ended: bool,
}

impl Past {
    /// The answers that were not taken back, oldest first.
    pub fn answers(&self) -> impl Iterator<Item = (&CardKey, &Attempt)> {
        let undone: BTreeSet<&EventId> = self.steps.iter().filter_map(taken_back).collect();
        self.steps.iter().filter_map(move |step| match step {
            Step::Answered(key, event, attempt) if !undone.contains(event) => Some((key, attempt.as_ref())),
            _ => None,
        })
    }

    /// Whether an answer stands that was given after this one on the same machine.
    pub fn has_answer_after(&self, event: &EventId) -> bool {
        let undone: BTreeSet<&EventId> = self.steps.iter().filter_map(taken_back).collect();
        self.steps.iter().any(|step| match step {
            Step::Answered(_, one, _) => {
                one.device == event.device && one.number > event.number && !undone.contains(one)
            }
            Step::Skipped(..) | Step::Left(..) | Step::TakenBack(_) => false,
        })
    }

    pub fn score(&self) -> Score {
        Score::of(self.answers().map(|(_, attempt)| attempt))
    }

    /// So many of its cards were answered or skipped.
    pub fn passed(&self) -> usize {
        let answered = self.answers().map(|(key, _)| key);
        let skipped = self.steps.iter().filter_map(|step| match step {
            Step::Skipped(key, _) => Some(key),
            _ => None,
        });
        answered.chain(skipped).collect::<BTreeSet<&CardKey>>().len()
    }

    /// So many of its cards were missed and are still to come back.
    pub fn coming_again(&self) -> usize {
        let undone: BTreeSet<&EventId> = self.steps.iter().filter_map(taken_back).collect();
        let mut owed = BTreeSet::new();
        for step in &self.steps {
            match step {
                Step::Answered(_, event, _) if undone.contains(event) => {}
                Step::Answered(key, _, attempt) if attempt.verdict == Verdict::Wrong => drop(owed.insert(key)),
                Step::Answered(key, _, attempt) if attempt.verdict == Verdict::Right => drop(owed.remove(key)),
                Step::Skipped(key, _) => drop(owed.remove(key)),
                Step::Answered(..) | Step::Left(..) | Step::TakenBack(_) => {}
            }
        }
        owed.len()
    }

    /// Whether there is something to go on with.
    pub fn is_unfinished(&self) -> bool {
        let has_cards = !self.run.loose || self.run.file.is_some();
        !self.ended && has_cards && self.answers().next().is_some()
    }
}

fn taken_back(step: &Step) -> Option<&EventId> {
    match step {
        Step::TakenBack(event) => Some(event),
        Step::Answered(..) | Step::Skipped(..) | Step::Left(..) => None,
    }
}

/// How this run went against the last one, in hundredths of right answers.
pub fn change(last: u32, now: u32) -> String {
    let points = |points: u32| if points == 1 { "1 point".to_owned() } else { format!("{points} points") };
    match now.checked_sub(last) {
        Some(0) => "as the last time".to_owned(),
        Some(more) => format!("{} more than the last time", points(more)),
        None => format!("{} less than the last time", points(last - now)),
    }
}

/// How a run went, by first answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Free answers, as the score line counts them.
    pub free: Tally,
    /// Multiple choice and predict.
    pub chosen: Tally,
}

impl Score {
    pub fn of<'a>(attempts: impl Iterator<Item = &'a Attempt>) -> Score {
        let mut score = Score::default();
        attempts.for_each(|attempt| score.add(attempt));
        score
    }

    /// Only first answers count.
    pub fn add(&mut self, attempt: &Attempt) {
        match (attempt.first, attempt.mode.is_free()) {
            (false, _) => {}
            (true, true) => self.free.add(attempt),
            (true, false) => self.chosen.add(attempt),
        }
    }

    /// How many of a hundred answers were right: of the free ones, or where there are none, of the others.
    pub fn percent(self) -> Option<u32> {
        let share = self.free.share_right().or_else(|| self.chosen.share_right());
        share.map(|share| (share * 100.0).round() as u32)
    }
}
