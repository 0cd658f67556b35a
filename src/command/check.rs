//! `qbank check`: what is wrong in pages of questions, and what to do about it. It must not know the library.

use super::input::{self, Input};
use super::report::{Style, render, summary};
use super::{json, matches};
use crate::bank::rules::{Pages, Place, Vocabulary};
use crate::bank::section::Section;
use crate::bank::{self, Card, Code, SHIPPED};
use crate::parse::report::{Diagnostic, Layout, Severity};
use crate::parse::{Expectation, Page, parse, sets, shipped};
use crate::python;
use crate::study::alike::{self, Related};
use crate::study::event::CardKey;
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What to check, and how.
pub struct Settings {
    /// Files, folders, or `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// The layout of pages outside a folder of shipped cards; without one each is recognised.
    pub layout: Option<Layout>,
    /// A folder of pages that no card may copy from.
    pub against: Option<PathBuf>,
    pub json: bool,
    pub style: Style,
    /// The shipped bank as JSON: other pages are held against it.
    pub shipped: &'static [u8],
}

/// A page that was read, with its text for showing the lines of findings.
struct Checked {
    source: String,
    text: String,
    page: Page,
}

/// The pages below one folder that keeps its own lists of slots and tags, such as `data/`; or, without one, any pages.
#[derive(Default)]
struct Group {
    checked: Vec<Checked>,
    /// Every file of the folder is here, so that rules about all cards together make sense.
    whole: bool,
}

#[derive(Serialize)]
struct Outcome {
    files: Vec<Value>,
    /// Findings about all cards together.
    bank: Vec<String>,
    errors: usize,
    warnings: usize,
    code_runs: usize,
    interpreters: Vec<String>,
}

/// Checks pages and prints what was found. Tells whether no error was.
///
/// # Errors
/// When a file cannot be read or the output cannot be written.
pub fn run(settings: &Settings, out: &mut impl Write) -> Result<bool> {
    let mut groups: BTreeMap<Option<PathBuf>, Group> = BTreeMap::new();
    let mut refused: Vec<(String, String, Diagnostic)> = Vec::new();
    for path in &settings.paths {
        let root = list_root(path);
        let whole = root.as_deref().is_some_and(|root| same_folder(root, path));
        let group = groups.entry(root.clone()).or_default();
        group.whole |= whole;
        for input in input::read(path)? {
            match check_page(&input, root.as_deref(), settings.layout) {
                Ok(checked) => group.checked.push(checked),
                Err(finding) => {
                    refused.push((input.name, String::from_utf8_lossy(&input.bytes).into_owned(), finding));
                }
            }
        }
    }
    let mut bank = Vec::new();
    let interpreters = if groups.keys().any(Option::is_some) { python::at_hand()? } else { Vec::new() };
    let mut code_runs = 0;
    let foreign = settings.against.as_deref().map(foreign_pages).transpose()?;
    for (root, group) in &mut groups {
        let mut pages: Vec<Page> = group.checked.iter().map(|checked| checked.page.clone()).collect();
        match root {
            Some(root) => {
                let vocabulary = vocabulary(root)?;
                shipped::check_cards(&mut pages, &vocabulary);
                if group.whole {
                    let found = shipped::check_together(&mut pages, &vocabulary);
                    bank.extend(found.into_iter().map(|finding| format!("{}: {}", finding.rule, finding.message)));
                }
                code_runs += run_code(&mut pages, &interpreters)?;
            }
            None => pages.iter_mut().for_each(shipped::check_alone),
        }
        if let Some(foreign) = &foreign {
            shipped::check_copied(&mut pages, foreign);
        }
        for (checked, page) in group.checked.iter_mut().zip(pages) {
            checked.page = page;
        }
    }

    let mut reports: Vec<_> =
        groups.values_mut().flat_map(|group| &mut group.checked).map(|checked| &mut checked.page.report).collect();
    sets::join(&mut reports);
    let related = match groups.get(&None) {
        Some(group) => related(group, settings.shipped)?,
        None => Vec::new(),
    };
    if let Some(group) = groups.get_mut(&None) {
        group.checked.iter_mut().for_each(|checked| matches::count(&mut checked.page.report, &related));
    }
    let checked: Vec<&Checked> = groups.values().flat_map(|group| &group.checked).collect();
    let count = |severity| -> usize {
        let of_pages = |checked: &&Checked| {
            checked.page.report.diagnostics.iter().filter(|finding| finding.severity == severity).count()
        };
        checked.iter().map(of_pages).sum()
    };
    let errors = count(Severity::Error) + bank.len() + refused.len();
    let warnings = count(Severity::Warning);
    if settings.json {
        let outcome = Outcome {
            files: checked
                .iter()
                .map(|checked| matches::to_json(&checked.page.report, &related))
                .collect::<Result<_, _>>()?,
            bank: bank.into_iter().chain(refused.iter().map(|(name, _, f)| format!("{name}: {}", f.message))).collect(),
            errors,
            warnings,
            code_runs,
            interpreters: interpreters.iter().map(|interpreter| interpreter.version.clone()).collect(),
        };
        json::print(&outcome, out)?;
        return Ok(errors == 0);
    }
    for (name, text, finding) in &refused {
        write!(out, "{}", render(name, text, finding, settings.style))?;
    }
    for checked in &checked {
        for finding in &checked.page.report.diagnostics {
            write!(out, "{}", render(&checked.page.report.file, &checked.text, finding, settings.style))?;
        }
    }
    for message in &bank {
        writeln!(out, "error: {message}")?;
    }
    for checked in &checked {
        summary(&checked.page.report, out)?;
        matches::print(&checked.page.report, &related, out)?;
    }
    let has_code = |checked: &&Checked| checked.page.cards.iter().any(|found| !found.card.code.is_empty());
    if code_runs == 0 && checked.iter().any(has_code) {
        writeln!(out, "code is run only below a folder with blueprint.tsv and tags.tsv, and with a Python at hand")?;
    }
    if code_runs > 0 {
        let versions: Vec<&str> = interpreters.iter().map(|interpreter| interpreter.version.as_str()).collect();
        writeln!(out, "{code_runs} runs of code blocks under Python {}", versions.join(", "))?;
    }
    let cards: usize = checked.iter().map(|checked| checked.page.cards.len()).sum();
    writeln!(out, "{cards} cards · errors: {errors} · warnings: {warnings}")?;
    Ok(errors == 0)
}

/// More cards than this are not held against each other: it would take longer than reading them.
const MOST_COMPARED: usize = 10_000;

/// What likeness finds for the cards of pages, in the shipped bank and among each other.
fn related(group: &Group, shipped: &[u8]) -> Result<Vec<Related>> {
    let key = |source: &str, card: &Card| CardKey { source: source.to_owned(), id: card.id.clone() };
    let shipped = bank::json::read(shipped).context("the shipped bank")?;
    let mut cards: Vec<(CardKey, &Card)> = Vec::new();
    for checked in &group.checked {
        let cards_of_page = checked.page.cards.iter().map(|found| (key(&checked.source, &found.card), &found.card));
        cards.extend(cards_of_page);
    }
    let own = cards.len();
    cards.extend(shipped.cards.iter().map(|card| (key(shipped.source_of(card), card), card)));
    if cards.len() > MOST_COMPARED {
        return Ok(Vec::new());
    }
    Ok(alike::related(&cards, |card| card < own))
}

fn check_page(input: &Input, root: Option<&Path>, named: Option<Layout>) -> Result<Checked, Diagnostic> {
    let expectation = Expectation {
        source: if root.is_some() { SHIPPED } else { &input.source },
        strict: root.is_some(),
        layout: root.map(|_| Layout::Labelled).or(named),
        ..Expectation::default()
    };
    let page = parse(&input.name, &input.bytes, &expectation)?;
    let text = crate::parse::text::decode(&input.bytes)?;
    Ok(Checked { source: input.source.clone(), text, page })
}

/// Runs the code of cards under every interpreter at hand; gives the number of runs.
fn run_code(pages: &mut [Page], interpreters: &[python::Interpreter]) -> Result<usize> {
    // Per block: its page, its card, its position in the card.
    let mut places = Vec::new();
    let mut blocks: Vec<Code> = Vec::new();
    for (page, read) in pages.iter().enumerate() {
        for (card, found) in read.cards.iter().enumerate() {
            for (position, block) in found.card.code.iter().enumerate() {
                places.push((page, card, position));
                blocks.push(block.clone());
            }
        }
    }
    let blocks: Vec<&Code> = blocks.iter().collect();
    let findings = python::check(&blocks, interpreters).context("cannot run the code of the cards")?;
    for finding in findings.list {
        let (page, card, position) = places[finding.block];
        let found = &pages[page].cards[card];
        let is_said = |text: &str| text.contains("not run") || text.starts_with("not-run:");
        let comments = found.comments.iter().map(|comment| comment.text.as_str());
        // A card may say that no interpreter at hand is new enough; anything else has to be mended.
        if !finding.problem.is_error() && found.card.checked.as_deref().into_iter().chain(comments).any(is_said) {
            continue;
        }
        let severity = if finding.problem.is_error() { Severity::Error } else { Severity::Warning };
        let Page { cards, report, .. } = &mut pages[page];
        let place = Place::Item(Section::Code, position);
        report.diagnostics.push(shipped::at(&cards[card], place, severity, "run", &finding.to_string()));
    }
    Ok(findings.ran)
}

/// The nearest folder above a path, or the path itself, that keeps lists of slots and tags.
fn list_root(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    let has_lists = |folder: &&Path| folder.join("blueprint.tsv").is_file() && folder.join("tags.tsv").is_file();
    path.ancestors().find(has_lists).map(Path::to_owned)
}

fn same_folder(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| path == root)
}

/// The lists of slots and tags in a folder.
///
/// # Errors
/// When one of them is not there or cannot be read.
pub fn vocabulary(root: &Path) -> Result<Vocabulary> {
    let list = |name: &str| {
        let path = root.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    Vocabulary::parse(&list("blueprint.tsv")?, &list("tags.tsv")?)
        .with_context(|| format!("the lists in {} cannot be read", root.display()))
}

fn foreign_pages(folder: &Path) -> Result<Pages> {
    let texts: Vec<String> =
        input::read(folder)?.iter().map(|input| String::from_utf8_lossy(&input.bytes).into_owned()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Ok(Pages::new(&texts))
}
