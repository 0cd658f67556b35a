//! `qbank export`: cards of the library as a bank. It must not know where the text goes.

use super::json::harmless;
use super::say_left_out;
use crate::bank::json;
use crate::library::Library;
use crate::practice::Wish;
use crate::study::event::Day;
use anyhow::Result;
use std::io::Write;

/// Writes the cards of a filter as one JSON bank.
///
/// # Errors
/// When the wish is refused, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, wish: &Wish, today: Day, out: &mut impl Write) -> Result<()> {
    let filter = wish.filter(library)?;
    let bank = library.export(&filter, today, "export")?;
    out.write_all(harmless(json::write(&bank)).as_bytes())?;
    say_left_out(library, &filter, today)
}
