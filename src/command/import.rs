//! `qbank import`: pages and banks -> the library, all of them or none. It must not know how cards are stored.

use super::input::{self, Input};
use super::report::{Style, printable, render};
use super::{Refused, matches};
use crate::bank::{Bank, Card, Level, SHIPPED, json};
use crate::library::{Arrival, Installed, Library};
use crate::parse::report::{Diagnostic, Layout, Report, Severity};
use crate::parse::text::decode;
use crate::parse::{Expectation, is_free_source, parse, sets};
use crate::practice::cards;
use crate::study::alike::Related;
use anyhow::{Context, Error, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// What to import, and how.
pub struct Settings {
    pub paths: Vec<PathBuf>,
    /// The source of the cards; by default the name of each file.
    pub source: Option<String>,
    /// The layout of the pages; without one each is recognised.
    pub layout: Option<Layout>,
    pub fill: Fill,
    pub dry_run: bool,
    pub json: bool,
    pub style: Style,
}

/// What the cards of a page get where the page does not say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fill {
    pub technology: Option<String>,
    pub topic: Option<String>,
    pub level: Option<Level>,
    pub difficulty: Option<u8>,
    pub tags: Vec<String>,
}

impl Fill {
    /// Takes one `KEY=VALUE`.
    ///
    /// # Errors
    /// [`Refused`] when the key is none of these or the value does not fit it.
    pub fn set(&mut self, assignment: &str) -> Result<()> {
        let refuse = |message: String| Error::new(Refused(message));
        let Some((key, value)) = assignment.split_once('=') else {
            return Err(refuse(format!("--set takes KEY=VALUE, such as level=beginner; got {assignment:?}")));
        };
        let value = value.trim();
        match key.trim() {
            "technology" => self.technology = Some(value.to_owned()),
            "topic" => self.topic = Some(value.to_owned()),
            "level" => {
                let level = Level::from_word(value).ok_or_else(|| {
                    refuse(format!("no level {value:?}; the levels are beginner, intermediate, advanced"))
                })?;
                self.level = Some(level);
            }
            "difficulty" => {
                let number = value.parse().ok().filter(|number| (1..=10).contains(number));
                let message = || refuse(format!("no difficulty {value:?}; write a number from 1 to 10"));
                self.difficulty = Some(number.ok_or_else(message)?);
            }
            key => {
                let message = format!("--set knows technology, topic, level and difficulty, not {key:?}");
                return Err(refuse(message));
            }
        }
        Ok(())
    }

    fn complete(&self, card: &mut Card) {
        card.technology = card.technology.take().or_else(|| self.technology.clone());
        card.topic = card.topic.take().or_else(|| self.topic.clone());
        card.level = card.level.or(self.level);
        card.difficulty = card.difficulty.or(self.difficulty);
        for tag in &self.tags {
            if !card.tags.contains(tag) {
                card.tags.push(tag.clone());
            }
        }
    }
}

/// One file that was read, as the report shows it.
enum Read {
    Page { report: Box<Report>, text: String },
    Bank { file: String, cards: usize, notes: usize, shipped: usize },
}

/// Reads the files, installs what they hold in one transaction, and prints the report.
///
/// # Errors
/// When a file cannot be read or holds no questions: then nothing is taken, and the message names the place.
pub fn run(library: &mut Library, settings: &Settings, out: &mut impl Write) -> Result<()> {
    if let Some(source) =
        settings.source.as_deref().filter(|source| !is_free_source(source) || source.trim().is_empty())
    {
        return Err(Error::new(Refused(format!("no page can have the source {source:?}; choose another --source"))));
    }
    let technologies: Vec<String> = library.technologies()?;
    let mut read = Vec::new();
    let mut banks: BTreeMap<String, (Bank, Arrival)> = BTreeMap::new();
    let mut refused = Vec::new();
    for path in &settings.paths {
        for input in input::read(path)? {
            let taken = if input.is_bank() {
                read_bank(&input, settings, &mut banks)
            } else {
                read_page(&input, settings, &technologies, &mut banks)
            };
            match taken {
                Ok(one) => read.push(one),
                Err(message) => refused.push(message),
            }
        }
    }
    if !refused.is_empty() {
        let all = refused.join("\n");
        let rest =
            if read.is_empty() { "" } else { "\nnothing was imported; leave these files out to import the others" };
        return Err(Error::msg(format!("{}{rest}", all.trim_end())));
    }
    join_sets(&mut read);
    let banks: Vec<(Bank, Arrival)> = banks.into_values().collect();
    let taken = library.install_all(&banks, settings.dry_run).context("nothing was imported")?;
    let total = sum(taken.installed);
    let related = taken.related.as_deref().unwrap_or_default();
    for one in &mut read {
        if let Read::Page { report, .. } = one {
            matches::count(report, related);
        }
    }
    if settings.json {
        let files: Vec<Value> = read.iter().map(|one| one.to_json(related)).collect::<Result<_>>()?;
        let clashes: Vec<String> = total.clashes.iter().map(ToString::to_string).collect();
        let report = json!({
            "files": files, "added": total.added, "updated": total.updated, "unchanged": total.unchanged,
            "retired": total.retired, "notes": total.notes, "clashes": clashes, "dry_run": settings.dry_run,
        });
        return super::json::print(&report, out);
    }
    for one in &read {
        one.print(related, settings.style, out)?;
    }
    if taken.related.is_none() {
        writeln!(
            out,
            "the library has too many cards to hold each against all others: nothing was looked up by likeness"
        )?;
    }
    for clash in &total.clashes {
        let what = if clash.was_taken() { "note" } else { "not taken" };
        writeln!(out, "{what}: {}", printable(&clash.to_string()))?;
    }
    let Installed { added, updated, unchanged, retired, .. } = total;
    let verb = if settings.dry_run { "would be" } else { "cards" };
    writeln!(out, "{verb} added: {added} · updated: {updated} · unchanged: {unchanged} · retired: {retired}")?;
    Ok(())
}

/// Pages of one list speak of the whole list: only the run as a whole shows whether it is complete.
fn join_sets(read: &mut [Read]) {
    let mut reports: Vec<&mut Report> = read
        .iter_mut()
        .filter_map(|one| match one {
            Read::Page { report, .. } => Some(&mut **report),
            Read::Bank { .. } => None,
        })
        .collect();
    sets::join(&mut reports);
}

fn read_page(
    input: &Input,
    settings: &Settings,
    technologies: &[String],
    banks: &mut BTreeMap<String, (Bank, Arrival)>,
) -> Result<Read, String> {
    let source = settings.source.clone().unwrap_or_else(|| input.source.clone());
    if !is_free_source(&source) {
        return Err(format!("{}: no page can have the source {source:?}; name one with --source", input.name));
    }
    let layout = settings.layout;
    let expectation = Expectation { source: &source, technologies, layout, ..Expectation::default() };
    let refuse = |error: crate::parse::text::Unreadable| {
        let (line, column) = error.place().unwrap_or((0, 1));
        let finding =
            Diagnostic { line, column, severity: Severity::Error, kind: "unreadable", message: error.to_string() };
        match line {
            0 => format!("{}: {}", printable(&input.name), finding.message),
            line => format!("{}:{line}:{column}: {}", printable(&input.name), finding.message),
        }
    };
    let mut page = parse(&input.name, &input.bytes, &expectation).map_err(refuse)?;
    if page.cards.is_empty() && page.notes.is_empty() {
        let layout = page.report.layout;
        return Err(format!(
            "{}: no card found in the layout of {layout}; try without --layout",
            printable(&input.name)
        ));
    }
    let text = decode(&input.bytes).map_err(refuse)?;
    for found in &mut page.cards {
        settings.fill.complete(&mut found.card);
    }
    let report = Box::new(page.report.clone());
    let (bank, _) = banks.entry(source.clone()).or_insert_with(|| (Bank::new(&source), Arrival::Page));
    let Bank { cards, notes, .. } = page.into_bank(&source);
    bank.cards.extend(cards);
    bank.notes.extend(notes);
    Ok(Read::Page { report, text })
}

/// Reads a JSON bank: its cards go to the sources that they name, except for those of the shipped bank, which are here.
fn read_bank(
    input: &Input,
    settings: &Settings,
    banks: &mut BTreeMap<String, (Bank, Arrival)>,
) -> Result<Read, String> {
    let bank = json::read(&input.bytes).map_err(|error| format!("{}: {error}", printable(&input.name)))?;
    let (cards, notes) = (bank.cards.len(), bank.notes.len());
    let name = if bank.name.trim().is_empty() { input.source.clone() } else { bank.name.clone() };
    let place = |own: Option<&String>| settings.source.clone().or_else(|| own.cloned()).unwrap_or_else(|| name.clone());
    let mut shipped = 0;
    for mut card in bank.cards {
        let source = place(card.source.as_ref());
        if !is_free_source(&source) {
            shipped += 1;
            continue;
        }
        settings.fill.complete(&mut card);
        card.source = None;
        let entry = banks.entry(source.clone()).or_insert_with(|| (Bank::new(&source), Arrival::Addition));
        entry.0.cards.push(card);
    }
    for mut note in bank.notes {
        let source = place(note.source.take().as_ref());
        if is_free_source(&source) {
            let entry = banks.entry(source.clone()).or_insert_with(|| (Bank::new(&source), Arrival::Addition));
            entry.0.notes.push(note);
        }
    }
    Ok(Read::Bank { file: input.name.clone(), cards, notes, shipped })
}

fn sum(installed: Vec<Installed>) -> Installed {
    installed.into_iter().fold(Installed::default(), |mut sum, one| {
        sum.added += one.added;
        sum.updated += one.updated;
        sum.unchanged += one.unchanged;
        sum.retired += one.retired;
        sum.notes += one.notes;
        sum.clashes.extend(one.clashes);
        sum
    })
}

impl Read {
    fn to_json(&self, related: &[Related]) -> Result<Value> {
        Ok(match self {
            Read::Page { report, .. } => matches::to_json(report, related)?,
            Read::Bank { file, cards, notes, shipped } => {
                json!({"file": file, "layout": "bank", "cards": cards, "notes": notes, "shipped": shipped})
            }
        })
    }

    fn print(&self, related: &[Related], style: Style, out: &mut impl Write) -> Result<()> {
        match self {
            Read::Page { report, text } => {
                for finding in &report.diagnostics {
                    write!(out, "{}", render(&report.file, text, finding, style))?;
                }
                super::report::summary(report, out)?;
                matches::print(report, related, out)?;
            }
            Read::Bank { file, cards: count, shipped, .. } => {
                write!(out, "{}: a bank of {}", printable(file), cards(*count as u64))?;
                if *shipped > 0 {
                    write!(
                        out,
                        ", {shipped} of them left out: only the program fills {SHIPPED} (--source NAME takes them)"
                    )?;
                }
                writeln!(out)?;
            }
        }
        Ok(())
    }
}
