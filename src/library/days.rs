//! When days turn. The log stores moments; on which days they fell follows from the person's setting, and the progress that is
//! kept of cards with it. It must not know where the setting comes from.

use super::{Library, identity, log, meta, set_meta};
use crate::study::event::{CardKey, Day, DayTurn, Moment};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// The setting by which the kept progress was computed, in `meta`; without one it is the usual one.
const TURN: &str = "day_turn";

impl Library {
    /// From now on days turn at this time, and always did: where the kept progress was computed by another, it is computed anew
    /// from the log, which does not change. Else this is one look at a stored string.
    ///
    /// # Errors
    /// When the library cannot be read or written; then its days turn as before.
    pub fn turn_days_at(&mut self, turn: DayTurn) -> anyhow::Result<()> {
        if kept(&self.connection)? != turn {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            set_meta(&transaction, TURN, &turn.to_string())?;
            recount(&transaction)?;
            transaction.commit()?;
        }
        self.turn = turn;
        Ok(())
    }

    pub fn day_turn(&self) -> DayTurn {
        self.turn
    }

    /// The day of study to which a moment belongs.
    pub fn day(&self, when: Moment) -> Day {
        when.day(self.turn)
    }
}

/// By what the kept progress is computed. Two programs with two settings then still keep progress by one of them, not by both.
pub fn kept(connection: &Connection) -> rusqlite::Result<DayTurn> {
    Ok(meta(connection, TURN)?.and_then(|text| DayTurn::read(&text)).unwrap_or_default())
}

/// The progress of every card that was answered, anew.
fn recount(connection: &Connection) -> anyhow::Result<()> {
    let mut statement = connection.prepare("SELECT DISTINCT source, id FROM event WHERE kind = 'attempt'")?;
    let keys = statement.query_map([], |row| Ok(CardKey { source: row.get(0)?, id: row.get(1)? }))?;
    for key in keys {
        let key = key?;
        if let Some(num) = identity::number(connection, &key).optional()? {
            log::refresh(connection, num, &key)?;
        }
    }
    Ok(())
}
