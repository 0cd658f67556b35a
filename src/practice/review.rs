//! What a review asks: what is due, the weakest first, and some new cards. It must not know how it is asked.

use super::{DUE_FOR_EACH_NEW, askable, cards};
use crate::library::{Candidate, Library};
use crate::study::event::Day;
use crate::study::filter::{Filter, State};
use crate::study::plan::is_last_day;
use crate::study::session::Outline;
use crate::study::target::written;
use anyhow::Result;
use std::collections::HashSet;

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
    let new_left = new_left(library, new_a_day, today)?;
    draw(library, filter, count, &|seen| new_left.min(count - seen), today, seed)
}

/// The cards of one day's part of the plan: at most `again` that were seen before, and at most `new`.
///
/// # Errors
/// When the library cannot be read.
pub fn part(
    library: &Library,
    filter: &Filter,
    again: usize,
    new: usize,
    today: Day,
    seed: u64,
) -> Result<Vec<Outline>> {
    draw(library, filter, again, &|_| new, today, seed)
}

/// At most `again` cards that were seen before, and of the new ones as many as `new` says once so many are there.
fn draw(
    library: &Library,
    filter: &Filter,
    again: usize,
    new: &dyn Fn(usize) -> usize,
    today: Day,
    seed: u64,
) -> Result<Vec<Outline>> {
    let mut asked = HashSet::new();
    let mut alone = |candidate: &Candidate| candidate.siblings.is_none_or(|siblings| asked.insert(siblings));
    // Of what was answered today only that is due which the person was sure of and wrong about.
    let is_to_be_asked = |candidate: &Candidate| candidate.last_day < Some(today) || candidate.due <= Some(today);
    let mut seen = library.weakest(&asked_again(library, filter, today)?, today)?;
    seen.retain(|candidate| is_to_be_asked(candidate) && alone(candidate));
    seen.truncate(again);
    let left = new(seen.len());
    // More are drawn than are taken, for siblings of what is asked already are left out.
    let mut fresh = library.fresh(&askable(filter), 2 * left, today, seed)?;
    fresh.retain(alone);
    fresh.truncate(left);
    let (mut seen, mut fresh) = (seen.into_iter(), fresh.into_iter());
    let mut mixed = Vec::new();
    loop {
        let before = mixed.len();
        mixed.extend(seen.by_ref().take(DUE_FOR_EACH_NEW));
        mixed.extend(fresh.next());
        if mixed.len() == before {
            return library.outlines(&mixed);
        }
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
        Some(interview) if is_last_day(today, interview) => askable(filter),
        _ => askable(filter).within(Filter::state(State::Due)),
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
    Ok(library.count(&askable(filter).within(Filter::state(State::New)), today)? > 0)
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
