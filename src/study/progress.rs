//! What the log says about one card. It must not know the library.

use super::event::{Day, Event, Verdict};
use super::schedule::Memory;

/// Derived from a card's events; the default is a card that was never seen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    pub attempts: u32,
    pub last: Option<Verdict>,
    pub missed: bool,
    pub flagged: bool,
    pub suspended: bool,
    pub edited: bool,
    pub ready: bool,
    pub memory: Option<Memory>,
    pub last_day: Option<Day>,
    pub due: Option<Day>,
}

impl Progress {
    pub fn of(_events: &[Event]) -> Progress {
        Progress::default()
    }
}
