//! What the person prepares for, as the log says it last. It must not know what follows from it.

use super::{Library, set_meta};
use crate::study::event::{Day, Moment, What};
use crate::study::progress::soon_until;
use crate::study::target::Target;
use rusqlite::{Connection, OptionalExtension};

/// The day of the interview in `meta`, so that a filter can ask for it (see select.rs).
const INTERVIEW: &str = "interview";

impl Library {
    /// What the person prepares for; `None` where nobody was asked yet.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn target(&self) -> anyhow::Result<Option<Target>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT data FROM event WHERE kind = 'target' ORDER BY utc DESC, device, number DESC LIMIT 1",
        )?;
        let data: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
        let Some(data) = data else { return Ok(None) };
        match What::from_columns("target", &data)? {
            What::Target(target) => Ok(Some(target)),
            // A newer version wrote what this one cannot understand: somebody was asked.
            _ => Ok(Some(Target::default())),
        }
    }

    /// The day of the interview, while it is ahead.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn interview(&self, today: Day) -> anyhow::Result<Option<Day>> {
        Ok(self.target()?.and_then(|target| target.ahead(today)))
    }

    /// Notes what the person prepares for; when this returns, it is on disk.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing was noted.
    pub fn set_target(&mut self, target: Target, when: Moment) -> anyhow::Result<()> {
        self.append_apart(&What::Target(target), when)?;
        Ok(())
    }
}

pub fn keep_target(connection: &Connection, target: &Target) -> rusqlite::Result<()> {
    let day = target.day.map_or_else(String::new, |day| day.0.to_string());
    set_meta(connection, INTERVIEW, &day)
}

/// A condition that holds on the day of the interview.
pub fn is_interview(today: Day) -> String {
    format!("EXISTS (SELECT 1 FROM meta WHERE key = '{INTERVIEW}' AND value = '{}')", today.0)
}

/// A condition that holds while the interview is ahead, and soon. Where there is none, the text that stands there is empty,
/// and no number.
pub fn is_interview_soon(today: Day) -> String {
    format!(
        "EXISTS (SELECT 1 FROM meta WHERE key = '{INTERVIEW}' AND value <> ''
             AND CAST(value AS INTEGER) >= {} AND CAST(value AS INTEGER) < {})",
        today.0,
        soon_until(today).0
    )
}
