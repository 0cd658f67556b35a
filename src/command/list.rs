//! `qbank list`: the cards of a filter, a line each. It must not know how they are chosen.

use super::json;
use super::report::printable;
use super::say_left_out;
use crate::bank::SHIPPED;
use crate::library::{Library, Listed};
use crate::practice::{Wish, explain_empty};
use crate::study::event::Day;
use anyhow::Result;
use std::io::{self, Write};

/// Prints the cards of a filter; with `json` as one array.
///
/// # Errors
/// When the wish is refused, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, wish: &Wish, today: Day, json: bool, out: &mut impl Write) -> Result<()> {
    let _together = library.reading()?;
    let filter = wish.filter(library)?;
    let listed = library.list(&filter, today)?;
    if json {
        json::print(&listed, out)?;
    } else if listed.is_empty() {
        writeln!(io::stderr(), "{}", explain_empty(library, &filter, today)?)?;
    } else {
        let width = listed.iter().map(|card| name(card).chars().count()).max().unwrap_or(0);
        for card in &listed {
            writeln!(out, "{}", line(card, width))?;
        }
    }
    say_left_out(library, &filter, today)
}

/// The id; of a card that is not shipped with its source before it.
pub fn name(card: &Listed) -> String {
    let name = if card.source == SHIPPED || card.id.starts_with(&card.source) {
        card.id.clone()
    } else {
        format!("{}:{}", card.source, card.id)
    };
    printable(&name)
}

fn line(card: &Listed, width: usize) -> String {
    let level = card.level.map_or("", |level| level.title());
    let difficulty = card.difficulty.map_or(String::new(), |difficulty| difficulty.to_string());
    let unanswered = if card.answered { "" } else { "  (no answer)" };
    format!("{:<width$}  {level:<12} {difficulty:>2}  {}{unanswered}", name(card), printable(&card.question))
}
