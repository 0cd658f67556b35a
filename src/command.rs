//! The commands that print and end, one file each. They must not know the screens.

pub mod check;
pub mod export;
pub mod import;
pub mod input;
pub mod list;
pub mod quiz;
pub mod report;
pub mod search;
pub mod selection;
pub mod show;
pub mod stats;
pub mod tags;

use std::fmt;

/// A wish that cannot be granted as it was worded: the program ends with the code of wrong usage.
#[derive(Debug)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// `1 card`, `2 cards`.
fn cards(count: u64) -> String {
    if count == 1 { "1 card".to_owned() } else { format!("{count} cards") }
}
