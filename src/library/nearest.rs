//! Words that nobody wrote, and the nearest that somebody did. It must not know where they were typed.

use super::Library;
use super::select::index_query;
use crate::bank::Card;
use crate::study::words::{self, CardText};
use rusqlite::OptionalExtension;

/// A shorter word is near to too many.
const SHORTEST: usize = 3;

/// A word that no card has, folded, and one that is meant by it perhaps, as a card writes it.
pub type Instead = (String, String);

impl Library {
    /// For each of these folded words that begins no word of a card or note: the nearest word of the cards.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn nearest_words(&self, wanted: &[String]) -> anyhow::Result<Vec<Instead>> {
        let mut instead = Vec::new();
        for wanted in wanted.iter().filter(|wanted| wanted.chars().count() >= SHORTEST) {
            if !self.is_written(wanted)? {
                instead.extend(self.nearest_word(wanted)?.map(|nearest| (wanted.clone(), nearest)));
            }
        }
        Ok(instead)
    }

    fn is_written(&self, token: &str) -> rusqlite::Result<bool> {
        let query = index_query([token].into_iter(), true);
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM words WHERE words MATCH ?1)
                 OR EXISTS (SELECT 1 FROM note_words WHERE note_words MATCH ?1)",
        )?;
        statement.query_row([query], |row| row.get(0))
    }

    fn nearest_word(&self, wanted: &str) -> anyhow::Result<Option<String>> {
        // The index tells its own words; the table that shows them is no part of the file.
        self.connection
            .execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)")?;
        let allowed = (wanted.chars().count() / 3).max(1);
        let mut statement = self.connection.prepare_cached("SELECT term, doc FROM temp.vocabulary")?;
        let mut rows = statement.query([])?;
        let mut best: Option<((usize, i64), String)> = None;
        while let Some(row) = rows.next()? {
            let term = row.get_ref(0)?.as_str()?;
            if term.len().abs_diff(wanted.len()) > 4 * allowed {
                continue;
            }
            let slips = strsim::damerau_levenshtein(wanted, term);
            // The fewest slips, and of these what most cards have.
            let rank = (slips, -row.get::<_, i64>(1)?);
            if slips <= allowed && best.as_ref().is_none_or(|(before, _)| rank < *before) {
                best = Some((rank, term.to_owned()));
            }
        }
        best.map(|(_, token)| self.as_written(token)).transpose()
    }

    /// The word of a card that folds to this token.
    fn as_written(&self, token: String) -> anyhow::Result<String> {
        let query = index_query([token.as_str()].into_iter(), false);
        let json: Option<String> = self
            .connection
            .prepare_cached(
                "SELECT t.json FROM words CROSS JOIN card_text t ON t.num = words.rowid WHERE words MATCH ?1 LIMIT 1",
            )?
            .query_row([query], |row| row.get(0))
            .optional()?;
        let Some(json) = json else { return Ok(token) };
        let card: Card = serde_json::from_str(&json)?;
        let mut written = None;
        for piece in CardText::of(&card).pieces() {
            words::each_token(piece, |place, found| {
                if found == token && written.is_none() {
                    written = Some(piece[place].to_owned());
                }
            });
        }
        Ok(written.unwrap_or(token))
    }
}
