//! How it goes with the cards of a filter: the library's answers, counted. It must not know who shows the figures.

use crate::library::{Library, Logged};
use crate::study::event::Day;
use crate::study::filter::Filter;
use crate::study::statistics::{Answer, Dated, Facts, Statistics};

/// The figures of the cards of a filter. For the empty filter also answers to cards that are gone count.
///
/// # Errors
/// When the library cannot be read.
pub fn statistics(library: &Library, filter: &Filter, today: Day) -> anyhow::Result<Statistics> {
    let answers: Vec<Dated> =
        library.attempts(filter, today)?.into_iter().map(|logged| dated(library, logged)).collect();
    let (runs, topics) = (library.run_heads()?, library.topics(filter, today)?);
    Ok(Statistics::of(&Facts { answers: &answers, runs: &runs, topics: &topics, today }))
}

fn dated(library: &Library, Logged { when, key, card, attempt, .. }: Logged) -> Dated {
    let current = card.as_ref().is_some_and(|card| !card.retired);
    let (question, topic, level) = match card {
        Some(card) => (card.question, card.topic, card.level),
        None => (key.id.clone(), None, None),
    };
    Dated { day: library.day(when), answer: Answer { key, question, topic, level, attempt }, current }
}
