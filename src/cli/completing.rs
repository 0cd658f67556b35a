//! What a shell offers while a command is typed: commands, options, and the names that the library has. It must not change
//! anything.

use super::arguments::Arguments;
use crate::bank::Level;
use crate::clock;
use crate::library::{Facet, Facets, Library};
use crate::paths::data_dir;
use crate::study::filter::Filter;
use clap::CommandFactory;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::{CompleteEnv, Shells};
use std::ffi::OsString;
use std::io::Write;

/// Set by the scripts of `qbank completions` when they ask for what may follow.
const VARIABLE: &str = "QBANK_COMPLETE";

/// So many ids are offered; who has more cards types more of an id first.
const MOST_IDS: usize = 5000;

/// Answers a shell, and says whether one has asked.
///
/// # Errors
/// When the shell is none that we know.
pub fn answer(arguments: &[OsString]) -> Result<bool, clap::Error> {
    CompleteEnv::with_factory(Arguments::command).var(VARIABLE).try_complete(arguments.iter().cloned(), None)
}

/// Writes the script that makes `shell` ask us.
///
/// # Errors
/// When it cannot be written.
pub fn script(shell: &str, out: &mut impl Write) -> std::io::Result<()> {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(shell) else { return Ok(()) };
    let mut text = Vec::new();
    shell.write_registration(VARIABLE, "qbank", "qbank", "qbank", &mut text)?;
    out.write_all(&text)
}

pub fn levels() -> Vec<CompletionCandidate> {
    Level::ALL.iter().map(|level| CompletionCandidate::new(level.name())).collect()
}

pub fn technologies() -> Vec<CompletionCandidate> {
    facets(|facets| facets.technologies)
}

pub fn topics() -> Vec<CompletionCandidate> {
    facets(|facets| facets.topics)
}

pub fn tags() -> Vec<CompletionCandidate> {
    facets(|facets| facets.tags)
}

pub fn sources() -> Vec<CompletionCandidate> {
    facets(|facets| facets.sources)
}

/// Ids of cards with their questions.
pub fn ids() -> Vec<CompletionCandidate> {
    let Some(library) = library() else { return Vec::new() };
    let rows = library.rows(&Filter::default(), library.day(clock::now()), MOST_IDS).unwrap_or_default();
    rows.into_iter().filter_map(|row| candidate(row.key.id, row.question)).collect()
}

/// A library that is there already; completing makes none.
fn library() -> Option<Library> {
    Library::peek(&data_dir(None)?).ok()
}

fn facets(of: fn(Facets) -> Vec<Facet>) -> Vec<CompletionCandidate> {
    let facets = library().and_then(|library| library.facets(&Filter::default(), library.day(clock::now())).ok());
    let named = facets.map_or_else(Vec::new, of).into_iter().filter_map(|facet| Some((facet.name?, facet.cards)));
    named.filter_map(|(name, cards)| candidate(name, format!("{cards} cards"))).collect()
}

/// Names with blanks would have to be quoted, which not every shell does; and nothing may reach a terminal that steers it.
fn candidate(name: String, help: String) -> Option<CompletionCandidate> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.+#/".contains(c);
    let help: String = help.chars().filter(|c| !crate::parse::text::steers_terminal(*c)).collect();
    name.chars().all(is_plain).then(|| CompletionCandidate::new(name).help(Some(help.into())))
}
