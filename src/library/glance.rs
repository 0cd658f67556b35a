//! What a screen shows of many cards: a few rows, a few counts. It must not know how it is shown.

use super::listing::{ROW, row};
use super::select::Selection;
use super::{Library, columns};
use crate::bank::Level;
use crate::study::event::{CardKey, Day, Verdict};
use crate::study::filter::Filter;
use crate::study::progress::Progress;
use crate::study::words::folded_name;
use rusqlite::{OptionalExtension, params_from_iter, types::Value};

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

/// Of the cards of a topic that were answered, so many were right the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicStanding {
    pub topic: String,
    pub right: usize,
    pub of: usize,
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

    /// How many cards were answered for the first time on a day.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn begun_on(&self, day: Day) -> anyhow::Result<usize> {
        let mut statement =
            self.connection.prepare_cached("SELECT count(*) FROM card WHERE attempts > 0 AND first_day = ?1")?;
        Ok(statement.query_row([day.0], |row| row.get::<_, u32>(0))? as usize)
    }

    /// The next day after today on which cards of a filter fall due, and how many.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn next_due(&self, filter: &Filter, today: Day) -> anyhow::Result<Option<(Day, usize)>> {
        let Selection { condition, values } = Selection::of(filter, today);
        // With an interview ahead nothing falls due after it, but for what is answered on its day.
        let last = self.interview(today)?.map_or(i32::MAX, |interview| interview.0);
        let mut statement = self.connection.prepare(&format!(
            "SELECT iif(c.last_day < {last}, min(c.due, {last}), c.due) AS day, count(*) FROM card c
             WHERE {condition} AND day > {} GROUP BY day ORDER BY day LIMIT 1",
            today.0
        ))?;
        let found =
            statement.query_row(params_from_iter(values), |row| Ok((Day(row.get(0)?), row.get::<_, u32>(1)? as usize)));
        Ok(found.optional()?)
    }

    /// The topics of the cards of a filter that were answered, those first that are known least; among equals the larger one.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn weakest_topics(&self, filter: &Filter, today: Day, limit: usize) -> anyhow::Result<Vec<TopicStanding>> {
        let Selection { condition, mut values } = Selection::of(filter, today);
        values.push(Value::Integer(i64::try_from(limit)?));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT p.text, sum(c.last = {0}), count(*) FROM card c JOIN name p ON p.num = c.topic
             WHERE c.attempts > 0 AND {condition} GROUP BY c.topic HAVING sum(c.last = {0}) < count(*)
             ORDER BY 1.0 * sum(c.last = {0}) / count(*), count(*) DESC, p.text LIMIT ?",
            columns::verdict_number(Verdict::Right),
        ))?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok(TopicStanding {
                topic: row.get(0)?,
                right: row.get::<_, u32>(1)? as usize,
                of: row.get::<_, u32>(2)? as usize,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What the log says of a card, without the card; the default where it is not installed.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn progress(&self, key: &CardKey) -> anyhow::Result<Progress> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM card c JOIN name s ON s.num = c.source WHERE c.folded_id = ?1 AND c.id = ?2 AND s.text = ?3",
            columns::PROGRESS
        ))?;
        let found = statement.query_row([&folded_name(&key.id), &key.id, &key.source], |row| columns::progress(row, 0));
        Ok(found.optional()?.unwrap_or_default())
    }

    /// Whether the log holds anything yet.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn is_untouched(&self) -> anyhow::Result<bool> {
        let mut statement = self.connection.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM event)")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}
