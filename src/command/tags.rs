//! `qbank tags`: what cards can be chosen by, with counts. It must not know how cards are counted.

use super::json;
use super::report::printable;
use crate::library::{Facet, Library};
use crate::practice::cards;
use crate::practice::{Wish, explain_empty};
use crate::study::event::Day;
use anyhow::Result;
use std::io::{self, Write};

/// Prints the technologies, topics, levels, difficulties, sources and tags of the cards of a filter with their counts; with
/// `json` as one object.
///
/// # Errors
/// When the wish is refused, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, wish: &Wish, today: Day, json: bool, out: &mut impl Write) -> Result<()> {
    let _together = library.reading()?;
    let filter = wish.filter(library)?;
    let facets = library.facets(&filter, today)?;
    if json {
        return json::print(&facets, out);
    }
    if facets.cards == 0 {
        writeln!(io::stderr(), "{}", explain_empty(library, &filter, today)?)?;
        return Ok(());
    }
    writeln!(out, "{}", cards(facets.cards))?;
    let groups = [
        ("technology", &facets.technologies),
        ("topic", &facets.topics),
        ("level", &facets.levels),
        ("difficulty", &facets.difficulties),
        ("source", &facets.sources),
        ("tag", &facets.tags),
    ];
    for (key, group) in groups.into_iter().filter(|(_, group)| !group.is_empty()) {
        writeln!(out, "\n{key}")?;
        for Facet { name, cards } in group {
            let name = name.as_deref().unwrap_or("unknown");
            writeln!(out, "{cards:>7}  {}", printable(name))?;
        }
    }
    Ok(())
}
