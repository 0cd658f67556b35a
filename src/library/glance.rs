//! What a screen shows of many cards: a few rows, and how the latest run went. It must not know how it is shown.

use super::listing::{ROW, row};
use super::log::read;
use super::select::Selection;
use super::{Library, log};
use crate::bank::Level;
use crate::study::event::{Attempt, CardKey, Day, Event, EventId, Verdict, What};
use crate::study::filter::Filter;
use rusqlite::{params_from_iter, types::Value};
use std::collections::HashSet;

/// A card in few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub key: CardKey,
    pub question: String,
    pub level: Option<Level>,
    pub difficulty: Option<u8>,
    /// How it was answered last.
    pub last: Option<Verdict>,
    pub flagged: bool,
    pub suspended: bool,
}

/// Keeps the library as it is for as long as it is held, for reads that belong together: each of them then spares the locks
/// and the look whether anything has changed, which cost more than a small read itself.
pub struct Reading<'a>(#[expect(dead_code, reason = "it is held, and dropped")] rusqlite::Transaction<'a>);

impl Library {
    /// Begins reads that belong together.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn reading(&self) -> anyhow::Result<Reading<'_>> {
        Ok(Reading(self.connection.unchecked_transaction()?))
    }

    /// The first `limit` cards of a filter, in the order in which they came into the library.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn rows(&self, filter: &Filter, today: Day, limit: usize) -> anyhow::Result<Vec<Row>> {
        let Selection { condition, mut values } = Selection::of(filter, today);
        values.push(Value::Integer(i64::try_from(limit)?));
        let mut statement =
            self.connection.prepare_cached(&format!("{ROW} WHERE {condition} ORDER BY c.num LIMIT ?"))?;
        Ok(statement.query_map(params_from_iter(values), row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The answers of this machine's latest run that stand, newest first; none where nothing was answered.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn latest_run(&self) -> anyhow::Result<Vec<Attempt>> {
        // From the newest event back to where another run begins: the length of the log does not matter.
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM event e WHERE e.device = ?1 AND e.kind IN ('attempt', 'undo') ORDER BY e.number DESC",
            log::EVENT
        ))?;
        let device = super::meta(&self.connection, "device")?.unwrap_or_default();
        let mut rows = statement.query([device])?;
        let mut undone: HashSet<EventId> = HashSet::new();
        let mut run: Vec<Attempt> = Vec::new();
        while let Some(row) = rows.next()? {
            let Event { id, what, .. } = read(row)?;
            match what {
                What::Undo(event) => {
                    undone.insert(event);
                }
                What::Attempt(attempt) if !undone.contains(&id) => {
                    if run.first().is_some_and(|first| first.session != attempt.session) {
                        break;
                    }
                    run.push(attempt);
                }
                _ => {}
            }
        }
        Ok(run)
    }
}
