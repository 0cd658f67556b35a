//! Reading cards: one, or all of a filter. It must not know how they are shown.

use super::columns::{self, bit};
use super::select::Selection;
use super::{Candidate, Library, alike, notes};
use crate::bank::{Bank, Card, Level, SHIPPED};
use crate::study::alike::Alike;
use crate::study::event::{CardKey, Day};
use crate::study::filter::{Filter, Key};
use crate::study::progress::Progress;
use crate::study::session::{Outline, Question};
use crate::study::words::folded_name;
use rusqlite::{Connection, Row, params, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A card of a list, without its long text. As JSON it is an element of `list --json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Listed {
    pub id: String,
    pub source: String,
    pub question: String,
    pub technology: Option<String>,
    pub topic: Option<String>,
    pub level: Option<Level>,
    pub difficulty: Option<u8>,
    pub tags: Vec<String>,
    pub answered: bool,
    pub derived: bool,
}

/// A card with all that the library knows about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub key: CardKey,
    pub card: Card,
    pub progress: Progress,
    pub retired: bool,
    pub alike: Alike,
}

/// What an id alone leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    Nothing,
    Card(Box<Held>),
    /// Several sources have the id, and the shipped one does not.
    Several(Vec<CardKey>),
}

/// Cards that a filter leaves out because it does not know something about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    pub key: Key,
    pub cards: u64,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LeftOut { key, cards } = self;
        match cards {
            1 => write!(f, "1 card has no {key}: {key}:unknown shows it"),
            cards => write!(f, "{cards} cards have no {key}: {key}:unknown shows them"),
        }
    }
}

/// Where a card with its progress is read from, in the order of the columns that `held` reads.
const HELD: &str = "FROM card c JOIN card_text t ON t.num = c.num JOIN name s ON s.num = c.source";

impl Library {
    /// The cards of a filter, in the order in which they came into the library.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<Listed>> {
        let Selection { condition, values } = Selection::of(filter, today);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.id, s.text, t.question, k.text, p.text, c.level, c.difficulty, t.tags, c.bits
             FROM card c JOIN card_head t ON t.num = c.num JOIN name s ON s.num = c.source
             LEFT JOIN name k ON k.num = c.technology LEFT JOIN name p ON p.num = c.topic
             WHERE {condition} ORDER BY c.num"
        ))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next()? {
            listed.push(read_listed(row)?);
        }
        Ok(listed)
    }

    /// A card by its key, retired or not.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn card(&self, key: &CardKey) -> anyhow::Result<Option<Held>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.id, s.text, t.json, c.bits, {}, c.num {HELD} WHERE c.folded_id = ?1 AND c.id = ?2 AND s.text = ?3",
            columns::PROGRESS
        ))?;
        let mut rows = statement.query(params![folded_name(&key.id), key.id, key.source])?;
        rows.next()?.map(|row| self.held(row)).transpose()
    }

    /// The card of an id: the shipped one, or the only one.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn find(&self, id: &str) -> anyhow::Result<Found> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.id, s.text, t.json, c.bits, {}, c.num {HELD} WHERE c.folded_id = ?1 ORDER BY s.text <> ?2, s.text, c.id <> ?3",
            columns::PROGRESS
        ))?;
        let mut rows = statement.query(params![folded_name(id), SHIPPED, id])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(self.held(row)?);
        }
        // A retired card steps back behind one that is still there.
        all.sort_by_key(|held| held.retired);
        let decided = all.len() == 1 || all.first().is_some_and(|first| first.key.source == SHIPPED && !first.retired);
        Ok(match (all.is_empty(), decided) {
            (true, _) => Found::Nothing,
            (false, true) => Found::Card(Box::new(all.swap_remove(0))),
            (false, false) => Found::Several(all.into_iter().map(|held| held.key).collect()),
        })
    }

    /// The outlines of candidates, in their order.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn outlines(&self, candidates: &[Candidate]) -> anyhow::Result<Vec<Outline>> {
        let mut statement = self.connection.prepare_cached("SELECT text FROM name WHERE num = ?1")?;
        // Many cards share few names.
        let mut names: BTreeMap<i64, String> = BTreeMap::new();
        let mut name = |number| -> rusqlite::Result<String> {
            if let Some(name) = names.get(&number) {
                return Ok(name.clone());
            }
            let name: String = statement.query_row([number], |row| row.get(0))?;
            Ok(names.entry(number).or_insert(name).clone())
        };
        let outline = |Candidate { id, source, topic, siblings, .. }: &Candidate| {
            let key = CardKey { id: id.clone(), source: name(*source)? };
            Ok(Outline { key, topic: topic.map(&mut name).transpose()?, siblings: *siblings })
        };
        Ok(candidates.iter().map(outline).collect::<rusqlite::Result<_>>()?)
    }

    /// What a filter leaves out for want of knowledge.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn left_out(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<LeftOut>> {
        let mut left_out = Vec::new();
        for key in filter.needs() {
            if let Some(others) = filter.left_out_by(key) {
                let cards = self.count(&others, today)?;
                left_out.extend((cards > 0).then_some(LeftOut { key, cards }));
            }
        }
        Ok(left_out)
    }

    /// A bank of the cards of a filter, each with its source, and for the empty filter of all notes.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn export(&self, filter: &Filter, today: Day, name: &str) -> anyhow::Result<Bank> {
        let Selection { condition, values } = Selection::of(filter, today);
        let mut bank = Bank::new(name);
        // A question that likeness found is no part of the card: where the bank goes, it is looked for again.
        let sql = format!(
            "SELECT c.id, s.text, iif(c.state & {} <> 0, t.json, ifnull(x.json, t.json))
             {HELD} LEFT JOIN page_text x ON x.num = c.num WHERE {condition} ORDER BY c.num",
            columns::state::EDITED
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            bank.cards.push(Card { source: Some(row.get(1)?), ..serde_json::from_str(row.get_ref(2)?.as_str()?)? });
        }
        if filter.is_everything() {
            let mut statement = self.connection.prepare("SELECT num FROM note ORDER BY num")?;
            for num in statement.query_map([], |row| row.get(0))? {
                bank.notes.push(notes::read(&self.connection, num?)?);
            }
        }
        Ok(bank)
    }
}

fn read_listed(row: &Row) -> anyhow::Result<Listed> {
    let bits: i64 = row.get(8)?;
    Ok(Listed {
        id: row.get(0)?,
        source: row.get(1)?,
        question: row.get(2)?,
        technology: row.get(3)?,
        topic: row.get(4)?,
        level: row.get::<_, Option<i64>>(5)?.and_then(columns::level),
        difficulty: row.get(6)?,
        tags: serde_json::from_str(row.get_ref(7)?.as_str()?)?,
        answered: bits & bit::ANSWERED != 0,
        derived: bits & bit::DERIVED != 0,
    })
}

/// The key of an installed card.
pub fn key(connection: &Connection, num: i64) -> rusqlite::Result<CardKey> {
    connection
        .prepare_cached("SELECT s.text, c.id FROM card c JOIN name s ON s.num = c.source WHERE c.num = ?1")?
        .query_row([num], |row| Ok(CardKey { source: row.get(0)?, id: row.get(1)? }))
}

impl Library {
    /// Reads id, source, JSON, bits, the columns of progress and the number.
    fn held(&self, row: &Row) -> anyhow::Result<Held> {
        Ok(Held {
            key: CardKey { id: row.get(0)?, source: row.get(1)? },
            card: serde_json::from_str(row.get_ref(2)?.as_str()?)?,
            retired: row.get::<_, i64>(3)? & bit::RETIRED != 0,
            progress: columns::progress(row, 4)?,
            alike: alike::alike(&self.connection, row.get(12)?)?,
        })
    }
}

impl From<Held> for Question {
    fn from(held: Held) -> Question {
        let Held { key, card, progress, alike, .. } = held;
        Question { key, card, progress, alike }
    }
}
