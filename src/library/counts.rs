//! How many cards have a name, a level, a difficulty: kept for the whole library, counted for a selection. It must not know
//! what the counts are for.

use super::Library;
use super::columns;
use super::names::Kind;
use super::select::Selection;
use super::standing::recount_unseen;
use crate::study::event::Day;
use crate::study::filter::{Filter, Key};
use anyhow::Context;
use rusqlite::{Connection, Params, Statement, params, params_from_iter};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The value that stands for "unknown" among the counted ones.
const UNKNOWN: i64 = -1;

/// The cards of a selection, counted in every way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    pub cards: u64,
    pub sources: Vec<Facet>,
    pub technologies: Vec<Facet>,
    pub topics: Vec<Facet>,
    pub levels: Vec<Facet>,
    pub difficulties: Vec<Facet>,
    pub tags: Vec<Facet>,
}

/// How many cards share a name; without a name, how many have none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub name: Option<String>,
    pub cards: u64,
}

/// What a library holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    pub cards: u64,
    pub technologies: u64,
    pub has_notes: bool,
}

/// Cards by kind and value.
type Tally = Vec<((i64, i64), u64)>;

impl Library {
    /// Counts the cards of a filter; for the empty filter the counts are kept, so that this costs as little as reading them.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn facets(&self, filter: &Filter, today: Day) -> anyhow::Result<Facets> {
        if filter.is_everything() {
            return kept(&self.connection);
        }
        let tally = count(&self.connection, &Selection::of(filter, today))?;
        Ok(with_names(&self.connection, tally.into_iter().collect())?)
    }

    /// Like [`Library::facets`], but where the filter chose some values of a kind, that kind is counted as if it had not: the
    /// other values stay on offer. Tags, which must all hold, only narrow.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn offer(&self, filter: &Filter, today: Day) -> anyhow::Result<Facets> {
        let mut offer = self.facets(filter, today)?;
        for key in [Key::Technology, Key::Topic, Key::Level, Key::Difficulty, Key::Source] {
            let Some(wider) = filter.without_key(key) else { continue };
            let facets = self.facets(&wider, today)?;
            match key {
                Key::Technology => offer.technologies = facets.technologies,
                Key::Topic => offer.topics = facets.topics,
                Key::Level => offer.levels = facets.levels,
                Key::Difficulty => offer.difficulties = facets.difficulties,
                _ => offer.sources = facets.sources,
            }
        }
        Ok(offer)
    }

    /// How much there is, as it is kept.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn holdings(&self) -> anyhow::Result<Holdings> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT cards FROM kept_count WHERE kind = ?1 AND value = 0),
                 (SELECT count(*) FROM kept_count WHERE kind = ?2 AND value >= 0), EXISTS (SELECT 1 FROM note)",
        )?;
        let kinds = params![Kind::Card.number(), Kind::Technology.number()];
        Ok(statement.query_row(kinds, |row| {
            let cards: Option<u32> = row.get(0)?;
            Ok(Holdings {
                cards: cards.unwrap_or(0).into(),
                technologies: row.get::<_, u32>(1)?.into(),
                has_notes: row.get(2)?,
            })
        })?)
    }

    /// The kept counts of all cards, by technology and by level: what the first screen shows. The many topics and tags, each
    /// of whose names would be looked up, stay out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn outline(&self) -> anyhow::Result<Facets> {
        let mut statement =
            self.connection.prepare_cached("SELECT kind, value, cards FROM kept_count WHERE kind IN (?1, ?2, ?3)")?;
        let shown = [Kind::Card, Kind::Technology, Kind::Level].map(Kind::number);
        Ok(with_names(&self.connection, tally(&mut statement, shown)?)?)
    }

    /// The technologies that cards have.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn technologies(&self) -> anyhow::Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("SELECT text FROM name WHERE kind = ?1 ORDER BY num")?;
        let names = statement.query_map([Kind::Technology.number()], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// How many cards a filter takes.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count(&self, filter: &Filter, today: Day) -> anyhow::Result<u64> {
        if filter.is_everything() {
            return Ok(self.holdings()?.cards);
        }
        let Selection { condition, values } = Selection::of(filter, today);
        let mut statement = self.connection.prepare(&format!("SELECT count(*) FROM card c WHERE {condition}"))?;
        Ok(statement.query_row(params_from_iter(values), |row| row.get::<_, u32>(0))?.into())
    }
}

fn with_names(connection: &Connection, tally: Tally) -> rusqlite::Result<Facets> {
    let mut name = connection.prepare_cached("SELECT text FROM name WHERE num = ?1")?;
    named(tally, |number| name.query_row([number], |row| row.get(0)))
}

/// The counts by name, the most first; `name` says what a number stands for.
fn named(tally: Tally, mut name: impl FnMut(i64) -> rusqlite::Result<String>) -> rusqlite::Result<Facets> {
    let mut facets = Facets::default();
    let mut by_number: [Vec<(i64, Facet)>; 2] = Default::default();
    for ((kind, value), cards) in tally {
        let known = value != UNKNOWN;
        let list = match kind {
            kind if kind == Kind::Card.number() => {
                facets.cards = cards;
                continue;
            }
            kind if kind == Kind::Level.number() => {
                let name = columns::level(value).map(|level| level.name().to_owned());
                by_number[0].push((value, Facet { name, cards }));
                continue;
            }
            kind if kind == Kind::Difficulty.number() => {
                by_number[1].push((value, Facet { name: known.then(|| value.to_string()), cards }));
                continue;
            }
            kind if kind == Kind::Source.number() => &mut facets.sources,
            kind if kind == Kind::Technology.number() => &mut facets.technologies,
            kind if kind == Kind::Topic.number() => &mut facets.topics,
            _ => &mut facets.tags,
        };
        list.push(Facet { name: if known { Some(name(value)?) } else { None }, cards });
    }
    for list in [&mut facets.sources, &mut facets.technologies, &mut facets.topics, &mut facets.tags] {
        list.sort_by(|one, other| {
            (one.name.is_none(), Reverse(one.cards), &one.name).cmp(&(
                other.name.is_none(),
                Reverse(other.cards),
                &other.name,
            ))
        });
    }
    let [levels, difficulties] = by_number.map(|mut list| {
        list.sort_by_key(|(value, _)| if *value == UNKNOWN { i64::MAX } else { *value });
        list.into_iter().map(|(_, facet)| facet).collect()
    });
    Ok(Facets { levels, difficulties, ..facets })
}

/// Counts every card that is not retired, and keeps the counts.
pub fn recount(connection: &Connection) -> anyhow::Result<()> {
    let tally = count(connection, &Selection::everything())?;
    connection.execute("DELETE FROM kept_count", [])?;
    let mut insert = connection.prepare_cached("INSERT INTO kept_count (kind, value, cards) VALUES (?1, ?2, ?3)")?;
    for ((kind, value), cards) in &tally {
        insert.execute(params![kind, value, i64::try_from(*cards).unwrap_or(i64::MAX)])?;
    }
    let facets = with_names(connection, tally.into_iter().collect())?;
    connection.execute("REPLACE INTO kept_facets (num, json) VALUES (1, ?1)", [serde_json::to_string(&facets)?])?;
    Ok(recount_unseen(connection)?)
}

/// The counts of all cards. Hundreds of rows and names, read one by one, would be a quarter of the instructions before the
/// browser's first frame: they are one text.
fn kept(connection: &Connection) -> anyhow::Result<Facets> {
    let mut statement = connection.prepare_cached("SELECT json FROM kept_facets")?;
    let mut rows = statement.query([])?;
    // Where nothing was ever counted, there is no card.
    let Some(row) = rows.next()? else { return Ok(Facets::default()) };
    serde_json::from_str(row.get_ref(0)?.as_str()?).context("the kept counts of the library cannot be read")
}

fn tally(statement: &mut Statement, parameters: impl Params) -> rusqlite::Result<Tally> {
    statement.query_map(parameters, |row| Ok(((row.get(0)?, row.get(1)?), row.get::<_, u32>(2)?.into())))?.collect()
}

/// Reads the narrow table once; five groupings in SQL take five times as long.
fn count(connection: &Connection, selection: &Selection) -> rusqlite::Result<HashMap<(i64, i64), u64>> {
    let Selection { condition, values } = selection;
    let kinds = [Kind::Source, Kind::Technology, Kind::Topic, Kind::Level, Kind::Difficulty];
    let mut tally = HashMap::new();
    let mut cards = 0;
    let mut statement = connection.prepare(&format!(
        "SELECT c.source, c.technology, c.topic, c.level, c.difficulty FROM card c WHERE {condition}"
    ))?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        cards += 1;
        for (column, kind) in kinds.iter().enumerate() {
            let value: Option<i64> = row.get(column)?;
            *tally.entry((kind.number(), value.unwrap_or(UNKNOWN))).or_default() += 1;
        }
    }
    tally.insert((Kind::Card.number(), 0), cards);
    // Without retired cards a tag's cards are as many as its rows, which are in order.
    let all: u32 = connection.query_row("SELECT count(*) FROM card", [], |row| row.get(0))?;
    let whole = cards == u64::from(all);
    let mut statement = connection.prepare(&match whole {
        true => "SELECT tag, count(*) FROM card_tag GROUP BY tag".to_owned(),
        false => format!(
            "SELECT tag, count(*) FROM card_tag WHERE card IN (SELECT c.num FROM card c WHERE {condition}) GROUP BY tag"
        ),
    })?;
    let mut rows = if whole { statement.query([])? } else { statement.query(params_from_iter(values))? };
    while let Some(row) = rows.next()? {
        tally.insert((Kind::Tag.number(), row.get(0)?), row.get::<_, u32>(1)?.into());
    }
    Ok(tally)
}
