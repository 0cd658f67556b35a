//! The names that cards share, as numbers. It must not know the cards.

use super::Library;
use super::columns;
use crate::study::filter::{Filter, FilterError, Key, Vocabulary};
use crate::study::words::folded_name;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// What a name names; the numbers are those in the tables `name` and `kept_count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Source = 0,
    Technology = 1,
    Topic = 2,
    Tag = 3,
    /// Counted, but no name: the value is the level's number.
    Level = 4,
    /// Counted, but no name: the value is the difficulty.
    Difficulty = 5,
    /// Counted, but no name: the value is 0.
    Card = 6,
}

impl Kind {
    pub fn number(self) -> i64 {
        self as i64
    }
}

/// The numbers of names during one install.
pub struct Names<'a> {
    connection: &'a Connection,
    known: HashMap<Kind, HashMap<String, i64>>,
}

impl<'a> Names<'a> {
    pub fn new(connection: &'a Connection) -> Names<'a> {
        Names { connection, known: HashMap::new() }
    }

    /// The number of a name, which is made if it has none.
    pub fn number(&mut self, kind: Kind, text: &str) -> rusqlite::Result<i64> {
        let known = self.known.entry(kind).or_default();
        if let Some(number) = known.get(text) {
            return Ok(*number);
        }
        let folded = folded_name(text);
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO name (kind, folded, text) VALUES (?1, ?2, ?3)
             ON CONFLICT (kind, folded, text) DO UPDATE SET text = text RETURNING num",
        )?;
        let number = insert.query_row(params![kind.number(), folded, text], |row| row.get(0))?;
        known.insert(text.to_owned(), number);
        Ok(number)
    }
}

/// The number of a name that may not exist.
pub fn find(connection: &Connection, kind: Kind, text: &str) -> rusqlite::Result<Option<i64>> {
    use rusqlite::OptionalExtension;
    connection
        .prepare_cached("SELECT num FROM name WHERE kind = ?1 AND folded = ?2 AND text = ?3")?
        .query_row(params![kind.number(), folded_name(text), text], |row| row.get(0))
        .optional()
}

const COUNTED: [(Key, Kind); 4] = [
    (Key::Source, Kind::Source),
    (Key::Technology, Kind::Technology),
    (Key::Topic, Kind::Topic),
    (Key::Tag, Kind::Tag),
];

impl Library {
    /// Refuses a filter with a name that no card has.
    ///
    /// # Errors
    /// With the nearest names and their counts, or when the library cannot be read.
    pub fn check_names(&self, filter: &Filter) -> anyhow::Result<Result<(), FilterError>> {
        let mut known = Vocabulary::default();
        let mut missing = Vec::new();
        for (key, name) in filter.names() {
            match self.cards_named(key, &name.folded)? {
                Some(cards) => known.add(key, &name.written, cards),
                None => missing.push(key),
            }
        }
        // All names of a key are read only where one of them has to be suggested.
        for key in missing {
            self.add_names(&mut known, key)?;
        }
        Ok(known.check(filter))
    }

    /// Adds counts to the names that a refused query might have meant.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn explain(&self, error: FilterError) -> anyhow::Result<FilterError> {
        let mut known = Vocabulary::default();
        let mut counts =
            self.connection.prepare("SELECT value, cards FROM kept_count WHERE kind = ?1 AND value >= 0")?;
        let levels = counts.query_map([Kind::Level.number()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for level in levels {
            let (number, cards): (i64, u32) = level?;
            if let Some(level) = columns::level(number) {
                known.add(Key::Level, level.name(), cards.into());
            }
        }
        Ok(known.with_counts(error))
    }

    /// How many cards have this name; `None` where the name is unknown.
    fn cards_named(&self, key: Key, folded: &str) -> rusqlite::Result<Option<u64>> {
        let count = |sql: &str, kind: i64| -> rusqlite::Result<Option<u64>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let (names, cards): (u32, Option<u32>) =
                statement.query_row(params![folded, kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok((names > 0).then_some(cards.unwrap_or(0).into()))
        };
        match COUNTED.iter().find(|(counted, _)| *counted == key) {
            Some((_, kind)) => count(
                "SELECT count(*), sum(k.cards) FROM name n LEFT JOIN kept_count k ON k.kind = n.kind AND k.value = n.num
                 WHERE n.folded = ?1 AND n.kind = ?2",
                kind.number(),
            ),
            None => count("SELECT count(*), count(*) FROM card WHERE folded_id = ?1 AND ?2 >= 0", Kind::Card.number()),
        }
    }

    fn add_names(&self, known: &mut Vocabulary, key: Key) -> rusqlite::Result<()> {
        let kind = COUNTED.iter().find(|(counted, _)| *counted == key).map(|(_, kind)| kind.number());
        let mut statement = self.connection.prepare(match kind {
            Some(_) => {
                "SELECT n.text, k.cards FROM name n JOIN kept_count k ON k.kind = n.kind AND k.value = n.num WHERE n.kind = ?1"
            }
            None => "SELECT id, 1 FROM card WHERE ?1 IS NULL",
        })?;
        let mut rows = statement.query([kind])?;
        while let Some(row) = rows.next()? {
            known.add(key, row.get_ref(0)?.as_str()?, row.get::<_, u32>(1)?.into());
        }
        Ok(())
    }
}
