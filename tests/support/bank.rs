//! The shipped bank as its files in `data/` hold it. It must not know what is asked of it.

// Each test program uses a part of this.
#![allow(dead_code)]

use qbank::bank::{Card, Level, SHIPPED};
use qbank::parse::report::Layout;
use qbank::parse::{Expectation, Page, parse};
use std::fs;
use std::path::{Path, PathBuf};

pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// A file of the folder that `QBANK_SHARED` names.
pub fn shared(path: &str) -> PathBuf {
    PathBuf::from(std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the shared pages")).join(path)
}

pub fn text_files(folder: &Path) -> Vec<PathBuf> {
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

/// Each file of the bank with what was read in it.
pub fn pages() -> Vec<(String, Page)> {
    let expectation =
        Expectation { source: SHIPPED, strict: true, layout: Some(Layout::Labelled), ..Expectation::default() };
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a shipped file is text");
        let page = parse(&path.to_string_lossy(), text.as_bytes(), &expectation).expect("a shipped file is read");
        (text, page)
    };
    text_files(&data()).iter().map(read).collect()
}

pub fn cards() -> Vec<Card> {
    pages().into_iter().flat_map(|(_, page)| page.cards).map(|found| found.card).collect()
}

/// A card with everything that a reader may hope for.
pub fn is_full(card: &Card) -> bool {
    (!card.code.is_empty() || card.options.is_some())
        && card.example.is_some()
        && (card.scenario.is_some() || card.level == Some(Level::Beginner))
        && card.follow_ups.len() >= 2
}

/// A card with code that the tests run.
pub fn runs_code(card: &Card) -> bool {
    card.code.iter().any(|block| block.run.is_some())
}

/// The slots of the blueprint: id, technology, topic, level, subject, file.
pub fn slots() -> Vec<Vec<String>> {
    let list = fs::read_to_string(data().join("blueprint.tsv")).expect("the blueprint is there");
    list.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}
