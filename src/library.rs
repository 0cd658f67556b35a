//! The user's own library: installed cards, search, and the log from which all progress follows. The only SQL of the program
//! is here and below. It must not know the screen or the commands.

mod alike;
mod answers;
mod bulk;
mod candidates;
mod cards;
mod claim;
mod clash;
mod columns;
mod counts;
mod days;
mod entry;
mod glance;
mod identity;
mod install;
mod links;
mod listing;
mod log;
mod names;
mod nearest;
mod notes;
mod once;
mod open;
mod overlay;
mod passages;
mod runs;
mod schema;
mod search;
mod select;
mod standing;
mod stripped;
mod target;

pub use answers::Logged;
pub use candidates::{Candidate, Order};
pub use cards::{Found, Held, Listed};
pub use claim::Claim;
pub use counts::{Facet, Facets};
pub use glance::Row;
pub use install::{Arrival, Installed};
pub use links::Link;
pub use nearest::Instead;
pub use open::is_damage;
pub use passages::{Passage, PassageKey};
pub use search::{Hit, HitKind};

use crate::study::event::{DayTurn, Moment};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;

/// An open library. Two processes may have the same one open; each change is a transaction of its own.
#[derive(Debug)]
pub struct Library {
    connection: Connection,
    kept: bool,
    turn: DayTurn,
}

/// A library, and what the person should be told about how it was opened.
#[derive(Debug)]
pub struct Opened {
    pub library: Library,
    pub notices: Vec<String>,
}

impl Library {
    fn new(connection: Connection, kept: bool) -> Library {
        Library { connection, kept, turn: DayTurn::default() }
    }

    /// Opens the library in `folder`, or makes it. Where nothing can be written, or there is no folder, the library lives in
    /// memory and a notice says so; a damaged file is kept aside under a new name, and a notice says that too.
    ///
    /// # Errors
    /// When the file belongs to a newer version or another program, or is locked for long.
    pub fn open(folder: Option<&Path>, now: Moment) -> anyhow::Result<Opened> {
        open::open(folder, now)
    }

    /// The library in `folder` as it lies there, for a look at its names: nothing is made, migrated, mended or moved.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn peek(folder: &Path) -> anyhow::Result<Library> {
        open::peek(folder)
    }

    #[cfg(test)]
    pub fn in_memory(reason: &str) -> anyhow::Result<Opened> {
        open::in_memory(reason)
    }

    /// Whether what is recorded here is still there tomorrow.
    pub fn keeps_scores(&self) -> bool {
        self.kept
    }
}

fn meta(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()
}

fn set_meta(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![key, value])?;
    Ok(())
}

#[cfg(test)]
mod tests;
