//! The notes of the library: no questions, but found by the same search. It must not know cards.

use super::install::Arrival;
use super::names::{self, Kind, Names};
use crate::bank::{Bank, Note, SHIPPED};
use crate::study::words::append_folded;
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet};

/// Makes the notes of each source those of the bank, and returns how many the bank brings; an addition only adds.
pub fn install(connection: &Connection, bank: &Bank, arrival: Arrival) -> anyhow::Result<usize> {
    let mut by_source: HashMap<&str, Vec<&Note>> = HashMap::new();
    if arrival != Arrival::Addition {
        by_source.insert(&bank.name, Vec::new());
    }
    for note in &bank.notes {
        by_source.entry(note.source.as_deref().unwrap_or(&bank.name)).or_default().push(note);
    }
    let mut installed = 0;
    for (source, notes) in by_source {
        if source == SHIPPED && arrival != Arrival::Shipped {
            continue;
        }
        let owned = arrival == Arrival::Shipped || (arrival == Arrival::Page && source == bank.name);
        installed += notes.len();
        replace(connection, source, &notes, owned)?;
    }
    Ok(installed)
}

fn replace(connection: &Connection, source: &str, notes: &[&Note], owned: bool) -> anyhow::Result<()> {
    let known = match names::find(connection, Kind::Source, source)? {
        Some(number) => of_source(connection, number)?,
        None if notes.is_empty() => return Ok(()),
        None => HashMap::new(),
    };
    let number = Names::new(connection).number(Kind::Source, source)?;
    let mut kept = HashSet::new();
    for note in notes {
        let json = serde_json::to_string(&Note { source: None, ..(*note).clone() })?;
        if !known.contains_key(&json) && !kept.contains(&json) {
            insert(connection, number, note, &json)?;
        }
        kept.insert(json);
    }
    for (_, num) in known.iter().filter(|(json, _)| owned && !kept.contains(*json)) {
        connection.prepare_cached("DELETE FROM note WHERE num = ?1")?.execute([num])?;
        connection.prepare_cached("DELETE FROM note_words WHERE rowid = ?1")?.execute([num])?;
    }
    Ok(())
}

fn insert(connection: &Connection, source: i64, note: &Note, json: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO note (source, json) VALUES (?1, ?2)")?.execute(params![source, json])?;
    let num = connection.last_insert_rowid();
    let [mut heading, mut text] = [String::new(), String::new()];
    append_folded(note.heading.as_deref().unwrap_or(""), &mut heading);
    append_folded(&note.text, &mut text);
    connection
        .prepare_cached("INSERT INTO note_words (rowid, heading, text) VALUES (?1, ?2, ?3)")?
        .execute(params![num, heading, text])?;
    Ok(())
}

fn of_source(connection: &Connection, source: i64) -> rusqlite::Result<HashMap<String, i64>> {
    let mut statement = connection.prepare_cached("SELECT json, num FROM note WHERE source = ?1")?;
    statement.query_map([source], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// A note with its source.
pub fn read(connection: &Connection, num: i64) -> anyhow::Result<Note> {
    let mut statement = connection.prepare_cached(
        "SELECT note.json, name.text FROM note JOIN name ON name.num = note.source WHERE note.num = ?1",
    )?;
    let (json, source): (String, String) = statement.query_row([num], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Note { source: Some(source), ..serde_json::from_str(&json)? })
}
