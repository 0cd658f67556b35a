//! The shipped bank: every rule holds, every block of code prints what its card says, and what it has to cover is there.

use qbank::bank::rules::{Pages, Vocabulary};
use qbank::bank::{Card, Level, SHIPPED};
use qbank::parse::format::format;
use qbank::parse::report::{Layout, Severity};
use qbank::parse::{Expectation, Page, parse, shipped};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn text_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            files.extend(text_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn pages() -> Vec<(String, Page)> {
    let expectation =
        Expectation { source: SHIPPED, strict: true, layout: Some(Layout::Labelled), ..Expectation::default() };
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a shipped file is text");
        let page = parse(&path.to_string_lossy(), text.as_bytes(), &expectation).expect("a shipped file is read");
        (text, page)
    };
    text_files(&data()).iter().map(read).collect()
}

fn cards() -> Vec<Card> {
    pages().into_iter().flat_map(|(_, page)| page.cards).map(|found| found.card).collect()
}

fn is_full(card: &Card) -> bool {
    (!card.code.is_empty() || card.options.is_some())
        && card.example.is_some()
        && (card.scenario.is_some() || card.level == Some(Level::Beginner))
        && card.follow_ups.len() >= 2
}

#[test]
fn the_bank_has_the_cards_that_were_promised() {
    let cards = cards();
    let count = |level| cards.iter().filter(|card| card.level == Some(level)).count();
    assert!(cards.len() >= 36, "{} cards", cards.len());
    assert!(count(Level::Beginner) >= 8 && count(Level::Intermediate) >= 20 && count(Level::Advanced) >= 8);
    let full = cards.iter().filter(|card| is_full(card)).count();
    assert!(full * 2 >= cards.len(), "{full} full cards of {}", cards.len());
}

/// What two public pages ask, and the card that answers it here.
const ASKED_ELSEWHERE: [(&str, &str); 19] = [
    ("list comprehensions and when not to use one", "PY-FLOW-006"),
    ("large files without loading them", "PY-IO-001"),
    ("how pytest works, what makes a good unit test", "PY-TEST-001"),
    ("decorators and functools.wraps", "PY-FUNC-005"),
    ("context managers and writing one", "PY-EXC-003"),
    ("apply() or vectorised operations", "DS-FRAME-004"),
    ("how dictionaries work and what they cost", "PY-CONT-004"),
    ("the GIL and threads", "PY-CONC-002"),
    ("a REST API with FastAPI, ready for production", "BE-API-005"),
    ("what Python is and why it is popular", "PY-VM-001"),
    ("list or tuple", "PY-CONT-001"),
    ("what a decorator is", "PY-FUNC-005"),
    ("a comprehension or a loop with append", "PY-FLOW-006"),
    ("deep or shallow copy", "PY-NAME-003"),
    ("*args and **kwargs", "PY-FUNC-001"),
    ("== or is", "PY-NAME-001"),
    ("what a virtual environment is", "PY-PKG-002"),
    ("what the GIL is", "PY-CONC-002"),
    ("how garbage collection works", "PY-MEM-002"),
];

#[test]
fn what_the_pages_ask_has_a_card() {
    let cards = cards();
    for (question, id) in ASKED_ELSEWHERE {
        assert!(cards.iter().any(|card| card.id == id && card.is_answered()), "{question}: no card {id}");
    }
}

#[test]
fn every_shipped_file_reads_without_a_finding_and_prints_as_it_was_written() {
    for (text, page) in pages() {
        assert_eq!(page.report.diagnostics, [], "{}", page.report.file);
        let is_canonical = format(&page.report.file, text.as_bytes()).as_ref() == Ok(&text);
        assert!(is_canonical, "{}: qbank fmt brings it into canonical form", page.report.file);
    }
}

#[test]
fn every_rule_holds_for_every_card() {
    let list = |name: &str| fs::read_to_string(data().join(name)).expect("the list is there");
    let vocabulary = Vocabulary::parse(&list("blueprint.tsv"), &list("tags.tsv")).expect("the lists are read");
    let mut pages: Vec<Page> = pages().into_iter().map(|(_, page)| page).collect();
    shipped::check_cards(&mut pages, &vocabulary);
    let of_the_bank = shipped::check_together(&mut pages, &vocabulary);
    assert_eq!(of_the_bank, []);
    for page in &pages {
        assert_eq!(page.report.diagnostics, [], "{}", page.report.file);
    }
}

/// Where no Python is at hand nothing runs and this test proves nothing; `.ci/run` sees that there is one.
#[test]
fn every_block_of_code_prints_what_its_card_says() {
    let output = Command::new(env!("CARGO_BIN_EXE_qbank")).args(["check", "--json"]).arg(data()).output();
    let output = output.expect("qbank runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    assert_eq!((report["errors"].as_u64(), report["warnings"].as_u64()), (Some(0), Some(0)), "{report:#}");
    assert!(output.status.success());
    let blocks: usize = cards().iter().flat_map(|card| &card.code).filter(|block| block.run.is_some()).count();
    let interpreters = report["interpreters"].as_array().map_or(0, Vec::len);
    if interpreters == 0 {
        eprintln!("no Python at hand: {blocks} blocks of code were not run");
        return;
    }
    let runs = report["code_runs"].as_u64().unwrap_or_default();
    assert!(blocks >= 36 && runs as usize * 2 > blocks, "{runs} runs of {blocks} blocks, {interpreters} interpreters");
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn no_card_copies_a_page() {
    let folder = PathBuf::from(std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the shared pages"));
    let texts: Vec<String> = text_files(&folder.join("seeds"))
        .iter()
        .map(|path| fs::read_to_string(path).expect("a shared page is text"))
        .collect();
    assert_eq!(texts.len(), 5);
    let foreign = Pages::new(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut pages: Vec<Page> = pages().into_iter().map(|(_, page)| page).collect();
    shipped::check_copied(&mut pages, &foreign);
    for page in &pages {
        let errors: Vec<_> = page.report.diagnostics.iter().filter(|f| f.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}
