//! What the log says about one card. It must not know the library.

mod feeding;

pub use feeding::Feeding;

use super::event::{Attempt, Day, DayTurn, Event, EventId, Verdict, What};
use super::schedule::{self, Memory};
use crate::bank::Card;
use std::collections::{BTreeMap, BTreeSet};

/// A card is ready when it was right on so many days.
const DAYS_TO_BE_READY: usize = 3;

/// With an interview less than [`SOON`] days ahead so many are enough: there is no time for more.
const DAYS_WHEN_SOON: usize = 2;
const SOON: i32 = 14;

/// Derived from a card's events; the default is a card that was never seen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    pub attempts: u32,
    /// The latest verdict.
    pub last: Option<Verdict>,
    /// Wrong or partly, and not right since.
    pub missed: bool,
    pub flagged: bool,
    pub suspended: bool,
    pub edited: bool,
    /// Right on three days, the last by free recall, and not missed since.
    pub ready: bool,
    /// The same on two days, which makes a card ready when the interview is soon (see [`Progress::before`]).
    pub nearly_ready: bool,
    /// Wrong though the person was sure, and not recalled on a later day since.
    pub sure_but_wrong: bool,
    /// On the latest day that fed the memory a wrong choice did, and no free answer: that one still will.
    pub only_chosen: bool,
    /// Whether the first free answer was right; a choice, which can be guessed, says nothing here.
    pub first_right: Option<bool>,
    pub memory: Option<Memory>,
    /// The day of the latest answer that fed the memory.
    pub last_day: Option<Day>,
    pub due: Option<Day>,
    /// The day of the first answer.
    pub first_day: Option<Day>,
}

impl Progress {
    /// Folds in all events of one card. Their order does not matter, nor does an event that is there twice: machines merge
    /// by union.
    pub fn of(events: &[Event], turn: DayTurn) -> Progress {
        let mut history = History::default();
        for event in standing(events) {
            history.add(event, turn);
        }
        history.progress
    }

    /// As it stands today with an interview ahead: no card falls due after its day, and soon before it two days make a card
    /// ready.
    pub fn before(self, interview: Option<Day>, today: Day) -> Progress {
        let due = self.due.zip(self.last_day).map(|(due, last)| schedule::before(interview, due, last));
        let ready = self.ready || (self.nearly_ready && interview.is_some_and(|day| day < soon_until(today)));
        Progress { due: due.or(self.due), ready, ..self }
    }
}

/// The last day before which an interview, from today on, is soon.
pub fn soon_until(today: Day) -> Day {
    Day(today.0.saturating_add(SOON))
}

/// The card as a person last edited it; `None` where no edit stands.
pub fn standing_edit(events: &[Event]) -> Option<&Card> {
    let mut edits = standing(events).into_iter().rev().filter_map(|event| match &event.what {
        What::Edit(card) => Some(card.as_deref()),
        _ => None,
    });
    edits.next().flatten()
}

/// The events that were not taken back, in the order in which they happened, each once.
fn standing(events: &[Event]) -> Vec<&Event> {
    let undone: BTreeSet<&EventId> = events.iter().filter_map(|event| takes_back(event)).collect();
    // Who wants an undone answer back answers again: an undo cannot be undone.
    let mut standing: Vec<&Event> =
        events.iter().filter(|event| takes_back(event).is_none() && !undone.contains(&event.id)).collect();
    standing.sort_by_key(|event| (event.when.utc, &event.id));
    standing.dedup_by_key(|event| &event.id);
    standing
}

fn takes_back(event: &Event) -> Option<&EventId> {
    match &event.what {
        What::Undo(earlier) => Some(earlier),
        _ => None,
    }
}

/// The fold's state: the progress so far, and the days on which things happened.
#[derive(Default)]
struct History {
    progress: Progress,
    feeding: Feeding,
    /// Days on which the card was right, and whether by free recall.
    right: BTreeMap<Day, bool>,
}

impl History {
    fn add(&mut self, event: &Event, turn: DayTurn) {
        match &event.what {
            What::Attempt(attempt) => self.add_attempt(attempt, event.when.day(turn)),
            What::Flag(on) => self.progress.flagged = *on,
            What::Suspend(on) => self.progress.suspended = *on,
            What::Edit(card) => self.progress.edited = card.is_some(),
            What::Undo(_)
            | What::Run(_)
            | What::Skip(_)
            | What::Leave(_)
            | What::End { .. }
            | What::Target(_)
            | What::Other { .. } => {}
        }
    }

    fn add_attempt(&mut self, attempt: &Attempt, day: Day) {
        let right = attempt.verdict == Verdict::Right;
        self.progress.attempts = self.progress.attempts.saturating_add(1);
        self.progress.first_day.get_or_insert(day);
        self.progress.last = Some(attempt.verdict);
        self.progress.missed = !right;
        if attempt.mode.is_free() {
            self.progress.first_right.get_or_insert(right);
        }
        // A repeat within the run shows what was just read, not what was known that day.
        if right && attempt.first {
            *self.right.entry(day).or_default() |= attempt.mode.is_free();
        }
        let last_by_free_recall = self.right.last_key_value().is_some_and(|(_, free)| *free);
        let on_days = |days| right && self.right.len() >= days && last_by_free_recall;
        (self.progress.ready, self.progress.nearly_ready) = (on_days(DAYS_TO_BE_READY), on_days(DAYS_WHEN_SOON));
        self.feeding.add(attempt, day);
        self.feeding.note(&mut self.progress);
    }
}

#[cfg(test)]
mod tests;
