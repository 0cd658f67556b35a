//! Beginning a run, recording its answers, taking them back: what both front ends share. It must not know how anything looks.

mod ahead;
mod desk;
mod keeping;
mod loose;
mod page;
mod review;
pub mod said;
mod standing;
mod wish;

pub use ahead::{Ahead, Limits, ahead, facts, field};
pub use desk::{Desk, Plan, Saving, title, titled};
pub use keeping::{NOTHING_UNFINISHED, Resumed, Started};
pub use loose::{Loose, loose};
pub use page::{Page, ReadBank};
pub use review::{explain_no_review, has_new, part, review, when};
pub use standing::statistics;
pub use wish::{Refused, Wish, cards, explain_empty, explain_nothing_to_ask, read};

use crate::library::{Candidate, Library, Order};
use crate::study::event::{Attempt, CardKey, Day, EventId, Moment, What};
use crate::study::filter::{Filter, State, Subject};
use crate::study::progress::Progress;
use crate::study::session::{Outline, Question};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use std::cmp::Ordering;
use std::collections::HashSet;

/// For each new card, so many that are due or missed come first in the mixed order.
const DUE_FOR_EACH_NEW: usize = 2;

/// The cards of a run: at most `count` of `filter`. An unanswered or suspended card is asked only when it is named.
///
/// # Errors
/// When the library cannot be read.
pub fn begin(
    library: &Library,
    filter: &Filter,
    count: usize,
    order: Order,
    today: Day,
    seed: u64,
) -> anyhow::Result<Vec<Outline>> {
    let candidates = library.candidates(&askable(filter), order, count, today, seed)?;
    library.outlines(&choose(candidates, count, order, today, seed))
}

/// The questions of a run on cards that are not installed. Answers are logged under their source: they count at once, and
/// join the cards if these are installed later.
///
/// # Errors
/// When the library cannot be read.
pub fn begin_with(
    cards: &[Loose],
    library: &Library,
    filter: &Filter,
    count: usize,
    order: Order,
    today: Day,
    seed: u64,
) -> anyhow::Result<Vec<Question>> {
    let filter = askable(filter);
    let interview = library.interview(today)?;
    let mut questions = Vec::new();
    for Loose { key, card, alike } in cards {
        let progress = Progress::of(&library.events(key)?, library.day_turn()).before(interview, today);
        if filter.matches(&Subject { source: &key.source, card, progress: &progress, retired: false, today }) {
            let (key, card, alike) = (key.clone(), card.clone(), alike.clone());
            questions.push(Question { key, card, progress, alike });
        }
    }
    let candidates = questions.iter().enumerate().map(|(place, question)| candidate(place, question)).collect();
    let chosen = choose(candidates, count, order, today, seed);
    Ok(chosen
        .into_iter()
        .filter_map(|Candidate { num, .. }| questions.get(usize::try_from(num).ok()?).cloned())
        .collect())
}

/// Records an answer; when this returns, it is on disk.
///
/// # Errors
/// When the library cannot be written; then the answer is not recorded.
pub fn record(library: &mut Library, key: &CardKey, attempt: Attempt, now: Moment) -> anyhow::Result<EventId> {
    library.append(key, What::Attempt(attempt), now)
}

/// Takes an answer back; when this returns, that is on disk.
///
/// # Errors
/// When there is no such answer, or the library cannot be written.
pub fn undo(library: &mut Library, event: &EventId, now: Moment) -> anyhow::Result<()> {
    library.undo(event, now)?;
    Ok(())
}

/// The cards of a filter that a run may ask.
pub fn askable(filter: &Filter) -> Filter {
    filter.clone().without(State::Unanswered).without(State::Suspended)
}

fn candidate(place: usize, question: &Question) -> Candidate {
    let Question { card, progress, alike, .. } = question;
    Candidate {
        num: i64::try_from(place).unwrap_or(i64::MAX),
        seen: progress.attempts > 0,
        missed: progress.missed,
        ready: progress.ready,
        due: progress.due,
        last_day: progress.last_day,
        stability: progress.memory.map(|memory| memory.stability),
        difficulty: card.difficulty,
        siblings: alike.siblings,
        ..Candidate::default()
    }
}

/// The first `count` of the candidates in the wanted order; among equals chance decides, by the seed.
fn choose(mut candidates: Vec<Candidate>, count: usize, order: Order, today: Day, seed: u64) -> Vec<Candidate> {
    candidates.shuffle(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
    let is_due = |candidate: &Candidate| candidate.due.is_some_and(|due| due <= today);
    match order {
        Order::Random => {}
        Order::Hard => candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.difficulty)),
        Order::Easy => candidates.sort_by_key(|candidate| (candidate.difficulty.is_none(), candidate.difficulty)),
        Order::Due => candidates.sort_by_key(|candidate| match candidate {
            due if is_due(due) => (0, due.due),
            new if !new.seen => (1, None),
            later => (2, later.due),
        }),
        Order::Weak => candidates.sort_by(|one, other| {
            let group = |candidate: &Candidate| match candidate {
                Candidate { missed: true, .. } => 0,
                Candidate { seen: true, ready: false, .. } => 1,
                Candidate { seen: false, .. } => 2,
                _ => 3,
            };
            group(one).cmp(&group(other)).then_with(|| weaker(one.stability, other.stability))
        }),
        Order::Mixed => candidates = mixed(candidates, is_due),
    }
    // Of cards that ask the same, the first in that order is asked.
    let mut asked = HashSet::new();
    candidates.retain(|candidate| candidate.siblings.is_none_or(|siblings| asked.insert(siblings)));
    candidates.truncate(count);
    candidates
}

/// The lower stability first; a memory that is not known counts as none.
fn weaker(one: Option<f32>, other: Option<f32>) -> Ordering {
    one.unwrap_or(0.0).total_cmp(&other.unwrap_or(0.0))
}

fn mixed(candidates: Vec<Candidate>, is_due: impl Fn(&Candidate) -> bool) -> Vec<Candidate> {
    let (mut urgent, others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.missed || is_due(candidate));
    let (mut later, new): (Vec<_>, Vec<_>) = others.into_iter().partition(|candidate| candidate.seen);
    urgent.sort_by_key(|candidate| candidate.due);
    later.sort_by_key(|candidate| candidate.due);
    let (mut urgent, mut new) = (urgent.into_iter(), new.into_iter());
    let mut order = Vec::new();
    loop {
        let before = order.len();
        order.extend(urgent.by_ref().take(DUE_FOR_EACH_NEW));
        order.extend(new.next());
        if order.len() == before {
            break;
        }
    }
    order.extend(later);
    order
}

#[cfg(test)]
mod tests;
