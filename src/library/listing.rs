//! The list of a filter, the best first, and the text around what was searched for. It must not know how a list is shown.

use super::columns::{self, state};
use super::search::{BRIEFLY_BEFORE, RANKED, Snippet, best_snippet, snippet};
use super::select::Selection;
use super::{Library, Row};
use crate::bank::Card;
use crate::study::event::{CardKey, Day};
use crate::study::filter::Filter;
use crate::study::words::{CardText, folded_name};
use rusqlite::{Connection, OptionalExtension, params};

/// The first cards of a filter, and how many there are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    pub rows: Vec<Row>,
    pub count: usize,
    /// There may be more than `count`.
    pub more: bool,
}

/// From so many bytes on a piece of text says more than a name.
const SENTENCE: usize = 24;

/// What [`row`] reads.
pub const ROW: &str = "SELECT c.id, s.text, t.question, c.level, c.difficulty, c.last, c.state
    FROM card c JOIN card_head t ON t.num = c.num JOIN name s ON s.num = c.source";

pub fn row(row: &rusqlite::Row) -> rusqlite::Result<Row> {
    let state: i64 = row.get(6)?;
    Ok(Row {
        key: CardKey { id: row.get(0)?, source: row.get(1)? },
        question: row.get(2)?,
        level: row.get::<_, Option<i64>>(3)?.and_then(columns::level),
        difficulty: row.get(4)?,
        last: row.get::<_, Option<i64>>(5)?.and_then(columns::verdict),
        flagged: state & state::FLAGGED != 0,
        suspended: state & state::SUSPENDED != 0,
    })
}

impl Library {
    /// The first `limit` cards of a filter: with words in it the best first, as a search ranks them, else in the order in which
    /// they came into the library.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn listing(&self, filter: &Filter, today: Day, limit: usize) -> anyhow::Result<Listing> {
        let wanted = filter.tokens();
        if wanted.is_empty() {
            let rows = self.rows(filter, today, limit)?;
            let count = if rows.len() < limit { rows.len() } else { usize::try_from(self.count(filter, today)?)? };
            return Ok(Listing { rows, count, more: false });
        }
        let ranked = self.ranked(&wanted, &Selection::of(&filter.without_words(), today))?;
        let mut statement = self.connection.prepare_cached(&format!("{ROW} WHERE c.num = ?1"))?;
        let rows = ranked.iter().take(limit).map(|num| statement.query_row([num], row));
        let rows = rows.collect::<rusqlite::Result<_>>()?;
        Ok(Listing { rows, count: ranked.len().min(RANKED), more: ranked.len() > RANKED })
    }

    /// The text around the first of these words that stands outside the question; its beginning where none does.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn excerpt(&self, key: &CardKey, wanted: &[String]) -> anyhow::Result<Option<Snippet>> {
        let Some(json) = text(&self.connection, key)? else { return Ok(None) };
        let card: Card = serde_json::from_str(&json)?;
        let text = CardText::of(&card);
        // The question stands above already, and a name alone says little.
        let pieces = || [text.answer].into_iter().chain(text.rest.iter().copied());
        let sentences = pieces().filter(|piece| piece.len() >= SENTENCE);
        let found = best_snippet(sentences, wanted, BRIEFLY_BEFORE);
        let found = found.or_else(|| best_snippet(pieces(), wanted, BRIEFLY_BEFORE));
        Ok(Some(found.unwrap_or_else(|| snippet(text.answer, &[], BRIEFLY_BEFORE))))
    }
}

fn text(connection: &Connection, key: &CardKey) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached(
            "SELECT t.json FROM card c JOIN card_text t ON t.num = c.num JOIN name s ON s.num = c.source
             WHERE c.folded_id = ?1 AND c.id = ?2 AND s.text = ?3",
        )?
        .query_row(params![folded_name(&key.id), key.id, key.source], |row| row.get(0))
        .optional()
}
