//! The log: events are only ever added, and a card's progress follows from its own. It must not know why an event happened.

use super::columns::{state_bits, verdict_number};
use super::entry::Writer;
use super::standing::Before;
use super::target::keep_target;
use super::{Library, alike, counts, days, identity, meta, overlay, set_meta};
use crate::study::event::{CardKey, Event, EventId, Moment, What};
use crate::study::progress::{Progress, standing_edit};
use anyhow::Context;
use rand::TryRng;
use rand::rngs::SysRng;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use std::collections::HashSet;

/// The columns that [`read`] reads, in its order.
pub const EVENT: &str = "e.device, e.number, e.utc, e.offset, e.source, e.id, e.kind, e.data";

impl Library {
    /// Adds an event about a card; when this returns, the event is on disk. The card need not be installed.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing was added.
    pub fn append(&mut self, key: &CardKey, what: What, when: Moment) -> anyhow::Result<EventId> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id = append(&transaction, key, &what, when)?;
        transaction.commit()?;
        Ok(id)
    }

    /// Adds an event about no card; when this returns, the event is on disk.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing was added.
    pub fn append_apart(&mut self, what: &What, when: Moment) -> anyhow::Result<EventId> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id = insert(&transaction, None, what, when)?;
        if let What::Target(target) = what {
            keep_target(&transaction, target)?;
        }
        transaction.commit()?;
        Ok(id)
    }

    /// Takes back an event, by another event; `None` where it was taken back already, here or in another terminal.
    ///
    /// # Errors
    /// When there is no such event, or the library cannot be written.
    pub fn undo(&mut self, event: &EventId, when: Moment) -> anyhow::Result<Option<EventId>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = transaction
            .prepare_cached(
                "SELECT source, id FROM event WHERE device = ?1 AND number = ?2 AND kind <> 'undo' AND source NOT NULL",
            )?
            .query_row(params![event.device, i64::try_from(event.number)?], |row| {
                Ok(CardKey { source: row.get(0)?, id: row.get(1)? })
            })
            .optional()?
            .with_context(|| {
                format!("nothing to take back: there is no answer {} of {}", event.number, event.device)
            })?;
        if undone(&transaction)?.contains(event) {
            return Ok(None);
        }
        let id = append(&transaction, &key, &What::Undo(event.clone()), when)?;
        transaction.commit()?;
        Ok(Some(id))
    }

    /// The newest answers of this machine that stand, newest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn last_answers(&self, count: usize) -> anyhow::Result<Vec<Event>> {
        let undone = undone(&self.connection)?;
        let device = meta(&self.connection, "device")?.unwrap_or_default();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {EVENT} FROM event e WHERE e.device = ?1 AND e.kind = 'attempt' ORDER BY e.number DESC"
        ))?;
        let mut rows = statement.query([device])?;
        let mut answers = Vec::new();
        while answers.len() < count
            && let Some(row) = rows.next()?
        {
            let event = read(row)?;
            if matches!(event.what, What::Attempt(_)) && !undone.contains(&event.id) {
                answers.push(event);
            }
        }
        Ok(answers)
    }

    /// All that happened to a card, oldest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn events(&self, key: &CardKey) -> anyhow::Result<Vec<Event>> {
        events(&self.connection, key)
    }
}

fn append(connection: &Connection, key: &CardKey, what: &What, when: Moment) -> anyhow::Result<EventId> {
    let event = insert(connection, Some(key), what, when)?;
    if let Some(num) = identity::number(connection, key).optional()?
        && refresh(connection, num, key)?
    {
        // An edited card may have another level, and another question to be found by.
        counts::recount(connection)?;
        alike::relate(connection)?;
    }
    Ok(event)
}

fn insert(connection: &Connection, key: Option<&CardKey>, what: &What, when: Moment) -> anyhow::Result<EventId> {
    let device = device(connection)?;
    let (kind, data) = what.to_columns();
    let (source, id) = (key.map(|key| &key.source), key.map(|key| &key.id));
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO event (device, number, utc, offset, kind, source, id, data)
             SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7 FROM event WHERE device = ?1
             RETURNING number",
        )?
        .query_row(params![device, when.utc, when.offset, kind, source, id, data.to_string()], |row| row.get(0))?;
    Ok(EventId { device, number: u64::try_from(number)? })
}

/// Writes into the narrow table what follows from the card's events, and shows the edit that stands. True if the card now
/// says something else.
pub fn refresh(connection: &Connection, num: i64, key: &CardKey) -> anyhow::Result<bool> {
    let events = events(connection, key)?;
    let progress = Progress::of(&events, days::kept(connection)?);
    let before = Before::read(connection, num)?;
    connection
        .prepare_cached(
            "UPDATE card SET attempts = ?2, last = ?3, state = ?4, stability = ?5, hardness = ?6, last_day = ?7, due = ?8,
                 first_day = ?9 WHERE num = ?1",
        )?
        .execute(params![
            num,
            progress.attempts,
            progress.last.map(verdict_number),
            state_bits(&progress),
            progress.memory.map(|memory| memory.stability),
            progress.memory.map(|memory| memory.difficulty),
            progress.last_day.map(|day| day.0),
            progress.due.map(|day| day.0),
            progress.first_day.map(|day| day.0),
        ])?;
    before.settle(connection, progress.attempts, progress.suspended)?;
    if !before.edited && !progress.edited {
        return Ok(false);
    }
    let mut writer = Writer::new(connection)?;
    let changed = overlay::show(&mut writer, connection, num, standing_edit(&events))?;
    writer.finish()?;
    Ok(changed)
}

/// Whether there are events about cards of this source.
pub fn knows_source(connection: &Connection, source: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE source = ?1)")?
        .query_row([source], |row| row.get(0))
}

fn events(connection: &Connection, key: &CardKey) -> anyhow::Result<Vec<Event>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {EVENT} FROM event e WHERE e.source = ?1 AND e.id = ?2 ORDER BY e.utc, e.device, e.number"
    ))?;
    let mut rows = statement.query(params![key.source, key.id])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(read(row)?);
    }
    Ok(events)
}

/// The events that were taken back.
fn undone(connection: &Connection) -> anyhow::Result<HashSet<EventId>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {EVENT} FROM event e WHERE e.kind = 'undo'"))?;
    let mut rows = statement.query([])?;
    let mut undone = HashSet::new();
    while let Some(row) = rows.next()? {
        if let What::Undo(event) = read(row)?.what {
            undone.insert(event);
        }
    }
    Ok(undone)
}

pub fn read(row: &Row) -> anyhow::Result<Event> {
    Ok(Event {
        id: EventId { device: row.get(0)?, number: u64::try_from(row.get::<_, i64>(1)?)? },
        when: Moment { utc: row.get(2)?, offset: row.get(3)? },
        // Events about no card have neither.
        card: CardKey {
            source: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            id: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        },
        what: What::from_columns(row.get_ref(6)?.as_str()?, row.get_ref(7)?.as_str()?)?,
    })
}

/// This library's name among others: random, made with the first event.
fn device(connection: &Connection) -> anyhow::Result<String> {
    if let Some(device) = meta(connection, "device")? {
        return Ok(device);
    }
    let device = format!("{:016x}", SysRng.try_next_u64()?);
    set_meta(connection, "device", &device)?;
    Ok(device)
}
