//! The commands that print and end, one file each. They must not know the screens.

pub mod bank_file;
pub mod check;
pub mod edit;
pub mod export;
pub mod fmt;
pub mod import;
mod input;
pub mod json;
pub mod list;
mod matches;
pub mod new;
pub mod plan;
pub mod quiz;
mod replacing;
pub mod report;
pub mod review;
pub mod search;
pub mod show;
pub mod stats;
pub mod tags;
pub mod undo;

pub use crate::practice::Refused;

use crate::library::Library;
use crate::study::event::Day;
use crate::study::filter::Filter;
use anyhow::Result;
use std::io::{self, Write};

/// Says on stderr what a filter left out because it is not known of some cards.
///
/// # Errors
/// When the library cannot be read.
pub fn say_left_out(library: &Library, filter: &Filter, today: Day) -> Result<()> {
    for left_out in library.left_out(filter, today)? {
        // Nobody is there to read a notice when stderr is closed.
        let _ = writeln!(io::stderr(), "note: {left_out}");
    }
    Ok(())
}
