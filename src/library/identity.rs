//! Which incoming card is which known one: by id, then same question, then same answer, within one source. It must not know
//! what follows from it.

use super::log;
use super::names::Kind;
use crate::bank::Card;
use crate::study::event::CardKey;
use crate::study::words;
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet};

/// A card of one source that the library has.
#[derive(Debug, Clone)]
pub struct Known {
    pub num: i64,
    pub id: String,
    pub retired: bool,
}

/// The known cards of a source, and which of them were found again.
pub struct Source {
    pub number: i64,
    /// Whether the log knows the source, so that a card may come to answers that are there already.
    pub is_logged: bool,
    by_id: HashMap<String, Known>,
    found: HashSet<i64>,
    /// By question and by answer, made when the first card is not found by its id.
    by_text: Option<[HashMap<String, Known>; 2]>,
}

impl Source {
    pub fn read(connection: &Connection, number: i64, name: &str) -> rusqlite::Result<Source> {
        let mut statement = connection.prepare_cached("SELECT num, id, bits FROM card WHERE source = ?1")?;
        let known = statement.query_map([number], |row| {
            let retired = row.get::<_, i64>(2)? & super::columns::bit::RETIRED != 0;
            Ok(Known { num: row.get(0)?, id: row.get(1)?, retired })
        })?;
        let by_id = known.map(|known| known.map(|known| (known.id.clone(), known))).collect::<rusqlite::Result<_>>()?;
        Ok(Source {
            number,
            is_logged: log::knows_source(connection, name)?,
            by_id,
            found: HashSet::new(),
            by_text: None,
        })
    }

    pub fn find_by_id(&mut self, id: &str) -> Option<Known> {
        let known = self.by_id.get(id)?.clone();
        self.found.insert(known.num);
        Some(known)
    }

    /// The known card with the same question, or else the same answer, that no card of the import has claimed. To be asked
    /// only after every card that keeps its id was found.
    pub fn find_by_text(&mut self, connection: &Connection, card: &Card) -> anyhow::Result<Option<Known>> {
        if self.by_id.len() == self.found.len() {
            return Ok(None);
        }
        let by_text = match &mut self.by_text {
            Some(by_text) => by_text,
            empty => {
                empty.insert(texts(connection, self.by_id.values().filter(|known| !self.found.contains(&known.num)))?)
            }
        };
        let texts = [Some(card.question.as_str()), card.answer.as_deref()];
        for (text, known) in texts.into_iter().zip(by_text) {
            let folded = text.map(folded).filter(|folded| !folded.is_empty());
            if let Some(known) =
                folded.and_then(|folded| known.get(&folded)).filter(|known| !self.found.contains(&known.num))
            {
                self.found.insert(known.num);
                return Ok(Some(known.clone()));
            }
        }
        Ok(None)
    }

    /// The cards that the import did not bring and that are not retired yet.
    pub fn gone(&self) -> impl Iterator<Item = &Known> {
        self.by_id.values().filter(|known| !known.retired && !self.found.contains(&known.num))
    }
}

fn texts<'a>(
    connection: &Connection,
    cards: impl Iterator<Item = &'a Known>,
) -> anyhow::Result<[HashMap<String, Known>; 2]> {
    let mut by_text = [HashMap::new(), HashMap::new()];
    for known in cards {
        let card = read(connection, known.num)?;
        for (text, by_text) in [Some(card.question), card.answer].into_iter().zip(&mut by_text) {
            if let Some(text) = text {
                by_text.entry(folded(&text)).or_insert_with(|| known.clone());
            }
        }
    }
    Ok(by_text)
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    words::append_folded(text, &mut folded);
    folded
}

/// The card as it was last installed.
pub fn read(connection: &Connection, num: i64) -> anyhow::Result<Card> {
    Ok(serde_json::from_str(&read_json(connection, num)?)?)
}

pub fn read_json(connection: &Connection, num: i64) -> rusqlite::Result<String> {
    connection.prepare_cached("SELECT json FROM card_text WHERE num = ?1")?.query_row([num], |row| row.get(0))
}

/// The number of a card; fails with "no rows" where there is none.
pub fn number(connection: &Connection, key: &CardKey) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "SELECT c.num FROM card c JOIN name s ON s.num = c.source
             WHERE c.folded_id = ?1 AND c.id = ?2 AND s.text = ?3 AND s.kind = ?4",
        )?
        .query_row(params![words::folded_name(&key.id), key.id, key.source, Kind::Source.number()], |row| row.get(0))
}
