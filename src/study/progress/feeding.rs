//! What the answers to a card do to its schedule. It must not know what else the log says of the card.

use super::Progress;
use crate::study::event::{Attempt, Day, Rating, Verdict};
use crate::study::schedule::{self, Memory};
use std::collections::BTreeSet;

/// The schedule of a card, as the answers so far have left it.
#[derive(Debug, Clone, Default)]
pub struct Feeding {
    memory: Option<Memory>,
    /// The day of the latest answer that fed the memory.
    last_day: Option<Day>,
    due: Option<Day>,
    /// Days that fed the memory with a free answer, and those that did with a wrong choice.
    fed: BTreeSet<(Day, Feed)>,
    /// The day of the latest answer that was wrong though the person was sure, until the card is recalled on a later one.
    sure_but_wrong: Option<Day>,
}

/// Each feeds the memory once a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Feed {
    FreeAnswer,
    WrongChoice,
}

impl Feeding {
    /// The schedule of a card with this progress, so that it can be taken on from there.
    pub fn of(progress: &Progress) -> Feeding {
        let &Progress { memory, last_day, due, only_chosen, .. } = progress;
        let feed = if only_chosen { Feed::WrongChoice } else { Feed::FreeAnswer };
        let fed = last_day.map(|day| (day, feed)).into_iter().collect();
        // Only what is sure and wrong is due on the day on which it was answered.
        let since = if due == last_day { last_day } else { last_day.map(schedule::day_before) };
        Feeding { memory, last_day, due, fed, sure_but_wrong: since.filter(|_| progress.sure_but_wrong) }
    }

    pub fn add(&mut self, attempt: &Attempt, day: Day) {
        self.feed(attempt, day);
        self.bring_back(attempt, day);
    }

    /// The day on which the card falls due with an interview ahead; `None` where nothing has fed its memory.
    pub fn due(&self, interview: Option<Day>) -> Option<Day> {
        Some(schedule::before(interview, self.due?, self.last_day?))
    }

    /// Writes down how the schedule stands.
    pub(super) fn note(&self, progress: &mut Progress) {
        (progress.memory, progress.last_day, progress.due) = (self.memory, self.last_day, self.due);
        progress.sure_but_wrong = self.sure_but_wrong.is_some();
        progress.only_chosen = self.last_day.is_some_and(|day| !self.fed.contains(&(day, Feed::FreeAnswer)));
    }

    /// What a person is sure of and wrong about costs most: it is asked again the same day, until it is recalled, and the
    /// next, whatever the schedule would have.
    fn bring_back(&mut self, attempt: &Attempt, day: Day) {
        let recalled = attempt.verdict == Verdict::Right && attempt.mode.is_free();
        if attempt.is_sure_but_wrong() {
            self.sure_but_wrong = Some(day);
            self.due = Some(day);
        } else if recalled && let Some(since) = self.sure_but_wrong {
            if day > since {
                self.sure_but_wrong = None;
            } else {
                self.due = Some(schedule::day_after(since));
            }
        }
    }

    /// The first free answer of a day feeds the memory; repeats are logged only. A choice can be guessed, so that it says
    /// something only when it is wrong.
    fn feed(&mut self, attempt: &Attempt, day: Day) {
        let (feed, rating) = match (attempt.mode.is_free(), attempt.verdict) {
            (true, _) => (Feed::FreeAnswer, attempt.rating),
            (false, Verdict::Wrong) => (Feed::WrongChoice, Rating::Again),
            (false, Verdict::Partly | Verdict::Right) => return,
        };
        if !self.fed.insert((day, feed)) {
            return;
        }
        let (memory, due) = schedule::after(self.memory, self.last_day, rating, day);
        (self.memory, self.last_day, self.due) = (Some(memory), Some(day), Some(due));
    }
}
