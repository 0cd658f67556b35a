//! The shipped bank: every rule holds, and every block of code prints what its card says.

#[path = "support/bank.rs"]
mod bank;

use bank::{cards, data, pages, shared, text_files};
use qbank::bank::rules::{Pages, Vocabulary};
use qbank::parse::format::format;
use qbank::parse::report::Severity;
use qbank::parse::{Page, shipped};
use std::fs;
use std::process::Command;

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
    let texts: Vec<String> = text_files(&shared("seeds"))
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
