//! The five layouts' real pages, where they are at hand, and the model card: what reading them finds, to the digit.

use qbank::bank::{Card, json};
use qbank::parse::report::{Agreement, Layout};
use qbank::parse::{Expectation, Page, parse, print};
use std::path::PathBuf;

/// Pages that nobody here wrote are not part of the project; `QBANK_SHARED` says where they are.
fn shared(path: &str) -> Vec<u8> {
    let folder =
        PathBuf::from(std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the folder of shared pages"));
    std::fs::read(folder.join(path)).expect("the shared page is there")
}

fn read(file: &str, source: &str) -> Page {
    let technologies = ["Python".to_owned()];
    let expectation = Expectation { source, technologies: &technologies, ..Expectation::default() };
    parse(file, &shared(file), &expectation).expect("the page is read")
}

fn level_count(page: &Page, level: &str) -> usize {
    page.cards.iter().filter(|found| found.card.level.is_some_and(|found| found.name() == level)).count()
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_labelled_page_is_read_whole() {
    let page = read("seeds/002_5be7a96e7372be12.txt", "002");
    let report = &page.report;
    assert_eq!(report.diagnostics, []);
    assert_eq!((report.layout, report.answered, report.unanswered, report.follow_ups), (Layout::Labelled, 9, 0, 27));
    let lines = report.lines;
    assert_eq!((lines.blank, lines.unread, lines.total), (95, 0, 252));
    assert_eq!(lines.card + lines.furniture + lines.blank, lines.total);
    let declared: Vec<_> = report.declared.iter().map(|d| (d.what.as_str(), d.says, d.verdict)).collect();
    assert_eq!(
        declared,
        [
            ("total questions", 54, Agreement::AnotherSet),
            ("technologies", 3, Agreement::AnotherSet),
            ("levels", 3, Agreement::AnotherSet),
            ("showing questions", 9, Agreement::Agrees),
        ]
    );
    let ids: Vec<&str> = page.cards.iter().map(|found| found.card.id.as_str()).collect();
    let expected = ["PY-INT-001", "PY-INT-005", "PY-INT-006", "PY-INT-002", "PY-INT-004", "PY-DS-001", "PY-INT-008"];
    assert_eq!(ids[..7], expected);
    for found in &page.cards {
        let card = &found.card;
        assert_eq!(card.technology.as_deref(), Some("Python"), "{}", card.id);
        assert!(card.topic.is_some() && card.difficulty.is_some() && card.question.ends_with('?'), "{}", card.id);
        assert!(card.answer.is_some() && card.explanation.is_some() && card.example.is_some(), "{}", card.id);
        assert!(!card.mistakes.is_empty() && card.scenario.is_some(), "{}", card.id);
        assert_eq!(card.follow_ups.len(), 3, "{}", card.id);
        assert!(card.follow_ups.iter().all(|f| f.question.ends_with('?') && !f.question.ends_with("??")));
    }
    assert_eq!(level_count(&page, "intermediate"), 9);
    assert_eq!(page.cards[0].card.topic.as_deref(), Some("Core Python"));
    assert_eq!(page.cards[8].card.difficulty, Some(6));
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_tagged_page_is_read_whole() {
    let page = read("seeds/003_5a94337fd76a6d13.txt", "003");
    let report = &page.report;
    assert_eq!(report.diagnostics, []);
    assert_eq!((report.layout, report.answered, report.unanswered), (Layout::Tagged, 32, 0));
    assert_eq!((report.lines.blank, report.lines.unread, report.lines.furniture), (135, 0, 4));
    let levels = ["beginner", "intermediate", "advanced"].map(|level| level_count(&page, level));
    assert_eq!(levels, [10, 11, 11]);
    assert!(page.cards.iter().all(|found| found.card.technology.as_deref() == Some("Python")));
    let split = page.cards[3].card.answer.as_deref().unwrap_or_default();
    assert!(split.contains("for x in range 10 if x % 2 == 0]") && split.ends_with("filters."), "{split}");
    assert!(!split.contains('\n'));
    let last = page.cards[31].card.answer.as_deref().unwrap_or_default();
    assert!(last.ends_with("numerical data."), "{last}");
    assert!(page.cards[0].card.id.starts_with("003-") && page.cards[0].card.id.len() == 12);
}

fn model() -> (Page, &'static str) {
    let text = include_str!("fixtures/model-card.txt");
    let expectation = Expectation { source: "model", strict: true, ..Expectation::default() };
    (parse("python/asyncio.txt", text.as_bytes(), &expectation).expect("the model card is read"), text)
}

#[test]
fn the_model_card_is_its_json() {
    let (page, _) = model();
    assert_eq!(page.report.diagnostics, []);
    let json = json::read(include_bytes!("fixtures/model-card.json")).expect("the model bank is read");
    let cards: Vec<&Card> = page.cards.iter().map(|found| &found.card).collect();
    assert_eq!(cards, json.cards.iter().collect::<Vec<_>>());
    let written = serde_json::from_str::<serde_json::Value>(&json::write(&json)).expect("what is written is JSON");
    let original: serde_json::Value =
        serde_json::from_slice(include_bytes!("fixtures/model-card.json")).expect("the fixture is JSON");
    assert_eq!(written, original);
}

#[test]
fn the_model_card_prints_as_it_was_written() {
    let (page, text) = model();
    assert_eq!(print::print(page.cards.iter().map(|found| &found.card)), text);
}
