//! What a review asks: what is due, the weakest first, and some new cards. It must not know how it is asked.

use super::{DUE_FOR_EACH_NEW, askable, cards};
use crate::library::{Candidate, Library};
use crate::study::event::Day;
use crate::study::filter::{Filter, State};
use crate::study::session::Outline;
use crate::study::target::written;
use anyhow::Result;
use std::collections::HashSet;

/// So many days before an interview a review takes the weakest cards, due or not.
const LAST_DAYS: i32 = 3;

/// The cards of a review: at most `count`, of which so many are new that there are at most `new_a_day` today.
///
/// # Errors
/// When the library cannot be read.
pub fn review(
    library: &Library,
    filter: &Filter,
    count: usize,
    new_a_day: usize,
    today: Day,
    seed: u64,
) -> Result<Vec<Outline>> {
    let mut asked = HashSet::new();
    let mut alone = |candidate: &Candidate| candidate.siblings.is_none_or(|siblings| asked.insert(siblings));
    let mut seen = library.weakest(&asked_again(library, filter, today)?, today)?;
    seen.retain(|candidate| candidate.last_day < Some(today) && alone(candidate));
    seen.truncate(count);
    let left = new_left(library, new_a_day, today)?.min(count - seen.len());
    // More are drawn than are taken, for siblings of what is asked already are left out.
    let mut new = library.fresh(&askable(filter), 2 * left, today, seed)?;
    new.retain(alone);
    new.truncate(left);
    let (mut seen, mut new) = (seen.into_iter(), new.into_iter());
    let mut turns = Vec::new();
    loop {
        let turn: Vec<Candidate> = seen.by_ref().take(DUE_FOR_EACH_NEW).chain(new.by_ref().take(1)).collect();
        if turn.is_empty() {
            return library.outlines(&turns);
        }
        turns.extend(turn);
    }
}

/// So many cards may still be new today.
///
/// # Errors
/// When the library cannot be read.
pub fn new_left(library: &Library, new_a_day: usize, today: Day) -> Result<usize> {
    Ok(new_a_day.saturating_sub(library.begun_on(today)?))
}

/// The cards of a filter that a review asks again.
fn asked_again(library: &Library, filter: &Filter, today: Day) -> Result<Filter> {
    let interview = library.interview(today)?;
    Ok(match interview {
        Some(interview) if interview.0 - today.0 <= LAST_DAYS => askable(filter),
        _ => askable(filter).and(Filter::state(State::Due)),
    })
}

/// Why a review has nothing to ask, and when that changes.
///
/// # Errors
/// When the library cannot be read.
pub fn explain_no_review(library: &Library, filter: &Filter, new_a_day: usize, today: Day) -> Result<String> {
    let begun = library.begun_on(today)?;
    let mut said = vec!["nothing is due today".to_owned()];
    if has_new(library, filter, today)? && begun > 0 {
        let were = if begun == 1 { "was" } else { "were" };
        said.push(format!("{} {were} new today already, and a review takes {new_a_day} a day", cards(begun as u64)));
    }
    if let Some((day, due)) = library.next_due(&askable(filter), today)? {
        let come = if due == 1 { "comes" } else { "come" };
        said.push(format!("{} {come} back {}", cards(due as u64), when(day, today)));
    }
    Ok(said.join("; "))
}

/// Whether a filter has cards that nobody was asked yet.
///
/// # Errors
/// When the library cannot be read.
pub fn has_new(library: &Library, filter: &Filter, today: Day) -> Result<bool> {
    Ok(library.count(&askable(filter).and(Filter::state(State::New)), today)? > 0)
}

/// `tomorrow`, `in 4 days`, and for long times the date.
pub fn when(day: Day, today: Day) -> String {
    match day.0.saturating_sub(today.0) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2..=60 => format!("in {days} days"),
        _ => format!("on {}", written(day)),
    }
}
