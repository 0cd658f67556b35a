//! The cards that a card leads to, with their questions. It must not know why it leads there.

use super::Library;
use crate::bank::SHIPPED;
use crate::study::event::CardKey;
use crate::study::session::Question;
use crate::study::ties::{Named, Tie, ties};
use crate::study::words::folded_name;
use rusqlite::{OptionalExtension, params};

/// A card that another one leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub tie: Tie,
    pub key: CardKey,
    pub question: String,
}

impl Library {
    /// The cards that `question` leads to and that are here, each once.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn links(&self, question: &Question) -> anyhow::Result<Vec<Link>> {
        let mut links: Vec<Link> = Vec::new();
        for (tie, named) in ties(question) {
            let found = match named {
                Named::Id(id) => self.headed(&id, None, &question.key.source)?,
                Named::Key(CardKey { source, id }) => self.headed(&id, Some(&id), &source)?,
            };
            if let Some((key, question)) = found.filter(|(key, _)| !links.iter().any(|link| link.key == *key)) {
                links.push(Link { tie, key, question });
            }
        }
        Ok(links)
    }

    /// The card of an id and its question: that of `source`, or else the shipped one; `exactly` allows no other spelling.
    fn headed(&self, id: &str, exactly: Option<&str>, source: &str) -> rusqlite::Result<Option<(CardKey, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.text, c.id, t.question FROM card c JOIN card_head t ON t.num = c.num JOIN name s ON s.num = c.source
             WHERE c.folded_id = ?1 AND c.id = ifnull(?2, c.id) AND s.text IN (?3, ?4) ORDER BY s.text <> ?3 LIMIT 1",
        )?;
        statement
            .query_row(params![folded_name(id), exactly, source, SHIPPED], |row| {
                Ok((CardKey { source: row.get(0)?, id: row.get(1)? }, row.get(2)?))
            })
            .optional()
    }
}
