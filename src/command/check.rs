//! `qbank check`: pages and banks held to the layout and the rules, their code really run. It must not know the library.

mod code;

use crate::bank::SHIPPED;
use crate::bank::rules::{Pages, Vocabulary};
use crate::parse::report::{Agreement, Diagnostic, Layout, Report, Severity};
use crate::parse::{Expectation, Page, parse, shipped};
use crate::python;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder that holds this list is a bank of slots: all its cards are held to the shipped rules.
const BLUEPRINT: &str = "blueprint.tsv";
const TAGS: &str = "tags.tsv";

pub struct Arguments {
    /// Pages, and folders of pages.
    pub paths: Vec<PathBuf>,
    /// Pages, and folders of pages, of which no run of seven words may be found again.
    pub against: Vec<PathBuf>,
    /// Runs the code of pages that belong to no bank as well. Their code is strangers' code, so this has to be asked for.
    pub run: bool,
}

/// What a check came to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    pub cards: usize,
    pub errors: usize,
    pub warnings: usize,
    /// Pairs of a code block and an interpreter that ran it.
    pub ran: usize,
}

/// Prints every finding as `file:line:column: severity: message`, then what was looked at.
///
/// # Errors
/// When a file or folder cannot be read, a list of a bank is malformed, or the output cannot be written.
pub fn check(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome> {
    let foreign = foreign_pages(&arguments.against)?;
    let mut outcome = Outcome::default();
    let mut interpreters = None;
    for (root, files) in by_bank(&arguments.paths)? {
        let mut found = match &root {
            Some(root) => of_a_bank(root, &files, &arguments.paths)?,
            None => of_pages(&files)?,
        };
        if let Some(foreign) = &foreign {
            shipped::check_copied(&mut found.pages, foreign);
        }
        let runs = root.is_some() || arguments.run;
        if runs && code::has_python(&found.pages) {
            let interpreters = match &mut interpreters {
                Some(known) => known,
                unknown => unknown.insert(python::at_hand().context("cannot look for interpreters")?),
            };
            outcome.ran += code::run(&mut found.pages, interpreters)?;
        }
        found.write(out, root.is_none(), &mut outcome)?;
        if !runs && code::has_runnable(&found.pages) {
            writeln!(out, "the code of these pages was not run; --run runs it")?;
        }
    }
    let Outcome { cards, errors, warnings, .. } = outcome;
    write!(out, "{cards} cards: {errors} errors, {warnings} warnings")?;
    if let Some(interpreters) = interpreters {
        let versions: Vec<&str> = interpreters.iter().map(|one| one.version.as_str()).collect();
        let versions = if versions.is_empty() { "no Python at hand".to_owned() } else { versions.join(", ") };
        write!(out, "; {} runs of code blocks on {versions}", outcome.ran)?;
    }
    writeln!(out)?;
    Ok(outcome)
}

/// Pages with their findings, those that could not be read, and what is told of all cards together.
#[derive(Default)]
struct Found {
    pages: Vec<Page>,
    unreadable: Vec<String>,
    of_the_bank: Vec<String>,
}

impl Found {
    fn write(&self, out: &mut impl Write, with_reports: bool, outcome: &mut Outcome) -> Result<()> {
        for line in self.unreadable.iter().chain(&self.of_the_bank) {
            writeln!(out, "{line}")?;
            outcome.errors += 1;
        }
        for Page { cards, report, .. } in &self.pages {
            outcome.cards += cards.len();
            for Diagnostic { line, column, severity, message, .. } in &report.diagnostics {
                let (severity, count) = match severity {
                    Severity::Error => ("error", &mut outcome.errors),
                    Severity::Warning => ("warning", &mut outcome.warnings),
                };
                *count += 1;
                match line {
                    0 => writeln!(out, "{}: {severity}: {message}", report.file)?,
                    _ => writeln!(out, "{}:{line}:{column}: {severity}: {message}", report.file)?,
                }
            }
            if with_reports {
                write_report(report, out)?;
            }
        }
        Ok(())
    }
}

fn write_report(report: &Report, out: &mut impl Write) -> Result<()> {
    let Report { file, layout, answered, unanswered, follow_ups, lines, .. } = report;
    writeln!(out, "{file}: {layout}, {answered} answered, {unanswered} unanswered, {follow_ups} follow-ups")?;
    writeln!(
        out,
        "{file}: {} lines: {} of cards, {} of notes, {} furniture, {} blank, {} unread",
        lines.total, lines.card, lines.note, lines.furniture, lines.blank, lines.unread
    )?;
    for declared in &report.declared {
        let verdict = match declared.verdict {
            Agreement::Agrees => "agrees",
            Agreement::Disagrees => "disagrees",
            Agreement::AnotherSet => "speaks of another set",
        };
        writeln!(out, "{file}: says {} {}, {} found: {verdict}", declared.says, declared.what, declared.found)?;
    }
    Ok(())
}

/// The files by the bank that they belong to, those of none first.
fn by_bank(paths: &[PathBuf]) -> Result<BTreeMap<Option<PathBuf>, Vec<PathBuf>>> {
    let mut files: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        for file in text_files(path)? {
            files.entry(bank_of(&file)?).or_default().push(file);
        }
    }
    Ok(files)
}

/// The nearest folder above a file that is a bank of slots.
fn bank_of(file: &Path) -> Result<Option<PathBuf>> {
    let absolute = std::path::absolute(file).with_context(|| named(file))?;
    Ok(absolute.ancestors().skip(1).find(|folder| folder.join(BLUEPRINT).is_file()).map(Path::to_owned))
}

/// A file by itself, or the text files below a folder in an order that is the same on every machine.
fn text_files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).with_context(|| named(path))? {
        entries.push(entry.with_context(|| named(path))?.path());
    }
    entries.sort();
    for entry in entries {
        if entry.is_dir() || entry.extension().is_some_and(|extension| extension == "txt") {
            files.extend(text_files(&entry)?);
        }
    }
    Ok(files)
}

fn named(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// Reads all of a bank, since cards are held to one another, and keeps what was asked for.
fn of_a_bank(root: &Path, asked: &[PathBuf], paths: &[PathBuf]) -> Result<Found> {
    let list = |name| fs::read_to_string(root.join(name)).with_context(|| named(&root.join(name)));
    let vocabulary = Vocabulary::parse(&list(BLUEPRINT)?, &list(TAGS)?).with_context(|| root.display().to_string())?;
    let expectation =
        Expectation { source: SHIPPED, strict: true, layout: Some(Layout::Labelled), ..Expectation::default() };
    let mut found = Found::default();
    let mut shown = BTreeMap::new();
    for file in asked {
        shown.insert(std::path::absolute(file).with_context(|| named(file))?, file);
    }
    let mut is_asked = Vec::new();
    for file in text_files(root)? {
        let name = shown.get(&file).map_or(&file, |&shown| shown);
        if found.read(name, &expectation)? {
            is_asked.push(shown.contains_key(&file));
        }
    }
    let of_the_bank = shipped::check(&mut found.pages, &vocabulary);
    let mut is_asked = is_asked.into_iter();
    found.pages.retain(|_| is_asked.next().unwrap_or(true));
    // Findings about all cards together concern whoever asked for all of them.
    let mut whole = false;
    for path in paths {
        whole |= root.starts_with(std::path::absolute(path).with_context(|| named(path))?);
    }
    if whole {
        let told = of_the_bank.iter();
        let told = told.map(|finding| format!("{}: error: {}: {}", root.display(), finding.rule, finding.message));
        found.of_the_bank = told.collect();
    }
    Ok(found)
}

/// Pages of anybody: what they lack is told; only cards with key points are held to the rules.
fn of_pages(files: &[PathBuf]) -> Result<Found> {
    let mut found = Found::default();
    for file in files {
        let source = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        found.read(file, &Expectation { source: &source, ..Expectation::default() })?;
    }
    found.pages.iter_mut().for_each(shipped::check_alone);
    Ok(found)
}

impl Found {
    /// Adds a page; `false` if its bytes are no page.
    fn read(&mut self, file: &Path, expectation: &Expectation) -> Result<bool> {
        let bytes = fs::read(file).with_context(|| named(file))?;
        let name = file.display().to_string();
        match parse(&name, &bytes, expectation) {
            Ok(page) => {
                self.pages.push(page);
                return Ok(true);
            }
            Err(error) => self.unreadable.push(match error.place() {
                Some((line, column)) => format!("{name}:{line}:{column}: error: {error}"),
                None => format!("{name}: error: {error}"),
            }),
        }
        Ok(false)
    }
}

fn foreign_pages(paths: &[PathBuf]) -> Result<Option<Pages>> {
    if paths.is_empty() {
        return Ok(None);
    }
    let mut texts = Vec::new();
    for path in paths {
        for file in text_files(path)? {
            let bytes = fs::read(&file).with_context(|| named(&file))?;
            texts.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Ok(Some(Pages::new(&texts)))
}

#[cfg(test)]
mod tests;
