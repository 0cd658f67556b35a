//! Articles on a page of our own words, and on the real one where it is at hand: which lines ask, and which are notes.

use qbank::bank::{Note, NoteKind};
use qbank::parse::report::{Layout, LineCounts};
use qbank::parse::text::Unreadable;
use qbank::parse::{Expectation, Page, parse};
use std::collections::BTreeMap;
use std::path::PathBuf;

const ARTICLE: &str = include_str!("fixtures/article.txt");

/// Pages that nobody here wrote are not part of the project; `QBANK_SHARED` says where they are.
fn seed(name: &str) -> String {
    let folder =
        PathBuf::from(std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the folder of shared pages"));
    std::fs::read_to_string(folder.join("seeds").join(name)).expect("the shared page is there")
}

#[track_caller]
fn read(text: &str) -> Page {
    let expectation = Expectation { source: "yard", ..Expectation::default() };
    let page = parse("yard.txt", text.as_bytes(), &expectation).expect("the page is read");
    assert_eq!(page.report.layout, Layout::Article);
    let LineCounts { card, note, furniture, blank, unread, total } = page.report.lines;
    assert_eq!(card + note + furniture + blank + unread, total, "every line is of one kind");
    page
}

fn count(page: &Page, kind: NoteKind) -> usize {
    page.notes.iter().filter(|note| note.kind == kind).count()
}

fn line(note: &Note) -> usize {
    note.origin.as_ref().map_or(0, |origin| origin.line)
}

#[track_caller]
fn check_notes(page: &Page, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for note in &page.notes {
        let first = note.text.lines().next().unwrap_or_default();
        assert_eq!(lines[line(note) - 1].trim(), first.trim(), "a note stands where it says");
        assert!(note.heading.as_deref().is_some_and(|heading| text.contains(heading)), "{note:?}");
        assert_eq!(note.origin.as_ref().map(|origin| origin.file.as_str()), Some("yard.txt"));
    }
    assert_eq!(page.report.notes, page.notes.len());
}

#[test]
fn an_article_is_read_whole() {
    let page = read(ARTICLE);
    assert_eq!(page.report.diagnostics, []);
    assert_eq!((page.report.answered, page.report.unanswered, page.report.derived), (2, 7, 2));
    let questions: Vec<&str> = page.cards.iter().map(|found| found.card.question.as_str()).collect();
    let expected = [
        "What’s the difference between sand and loam?",
        "Explain why clay cracks in summer",
        "How do you find out what a bed lacks?",
        "Build a low fence from willow rods",
        "Find the driest corner of a bed",
        "Explain how to graft an old pear",
        "Design a border that flowers from March to October",
        "What is Mulch?",
        "How do you get through a garden interview?",
    ];
    assert_eq!(questions, expected);
    let topics: Vec<Option<&str>> = page.cards.iter().map(|found| found.card.topic.as_deref()).collect();
    assert_eq!((topics[0], topics[3], topics[7]), (Some("Soil and Water"), Some("Tasks in the Yard"), None));
    check_notes(&page, ARTICLE);
    let kinds = [NoteKind::Prose, NoteKind::Table, NoteKind::List, NoteKind::Quote].map(|kind| count(&page, kind));
    assert_eq!(kinds, [7, 2, 4, 1]);
    let LineCounts { card, furniture, unread, .. } = page.report.lines;
    // The title twice, `Updated`, the name of a link, the heading above the answers, and the picture at the end.
    assert_eq!((card, furniture, unread), (9, 6, 0));
    let table = page.notes.iter().find(|note| note.kind == NoteKind::Table).expect("there is a table");
    assert_eq!(table.heading.as_deref(), Some("Soil and Water: Questions From My Own Talks"));
    assert_eq!(table.text.lines().count(), 4);
    let quote = page.notes.iter().find(|note| note.kind == NoteKind::Quote).expect("there is a quote");
    assert!(quote.text.ends_with("\nPark Survey, 2024"), "{quote:?}");
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_real_article_is_read_whole() {
    let text = seed("004_050accf3f828526c.txt");
    let page = read(&text);
    assert_eq!(page.report.diagnostics, []);
    assert_eq!((page.report.answered, page.report.unanswered, page.report.derived), (6, 34, 6));
    let LineCounts { card, furniture, blank, unread, note, total } = page.report.lines;
    assert_eq!((card, furniture, blank, unread), (40, 8, 163, 0));
    assert_eq!((note, total), (245, 456));
    check_notes(&page, &text);
    let lines: Vec<usize> =
        page.cards.iter().filter(|found| !found.card.is_answered()).map(|found| found.lines.head).collect();
    let expected: Vec<usize> = [99..=108, 128..=135, 186..=193, 355..=362].into_iter().flatten().collect();
    assert_eq!(lines, expected);
    let tables: Vec<(usize, usize)> = page
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Table)
        .map(|note| (line(note), line(note) + note.text.lines().count() - 1))
        .collect();
    let expected =
        [(66, 69), (112, 116), (167, 172), (197, 202), (260, 264), (282, 286), (350, 354), (383, 387), (422, 426)];
    assert_eq!(tables, expected);
    let lists: Vec<usize> = page.notes.iter().filter(|note| note.kind == NoteKind::List).map(line).collect();
    assert_eq!(lists, [13, 29, 44, 81, 214, 233, 268, 290, 317, 374, 407, 427]);
    assert_eq!(count(&page, NoteKind::Quote), 2);
}

#[test]
fn every_line_is_a_note_a_card_furniture_or_blank() {
    // Whatever line is lost, nothing else changes its kind so far that it is not read.
    let lines: Vec<&str> = ARTICLE.lines().collect();
    for lost in 0..lines.len() {
        let rest: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| *at != lost).map(|(_, line)| *line).collect();
        let page = read(&rest.join("\n"));
        assert_eq!(page.report.lines.unread, 0, "without line {}", lost + 1);
        assert!(page.cards.len() >= 7, "without line {}: {:?}", lost + 1, page.report);
    }
}

#[test]
fn an_article_put_before_another_one_changes_no_question() {
    let questions = |page: &Page| page.cards.iter().map(|found| found.card.question.clone()).collect::<Vec<_>>();
    let once = questions(&read(ARTICLE));
    for between in ["", "\n", "\n\n"] {
        let page = read(&format!("{}{between}{ARTICLE}", ARTICLE.trim_end()));
        assert_eq!(questions(&page), [once.clone(), once.clone()].concat(), "{between:?}");
        assert_eq!(page.report.lines.unread, 0);
    }
}

#[test]
fn a_number_that_is_left_out_is_reported() {
    let page = read(&ARTICLE.replace("  2. Explain why clay cracks in summer\n", ""));
    let findings: Vec<_> = page.report.diagnostics.iter().map(|finding| (finding.kind, finding.line)).collect();
    assert_eq!(findings, [("list-gap", 19)]);
}

#[test]
fn questions_that_kept_their_answers_are_answered() {
    let (above, below) = ARTICLE.split_at(ARTICLE.find("Mulch is a").expect("the answer is there"));
    let text = format!("{above}What does mulch do?\n\n{below}");
    let text = text.replace("\n\nTo get", "\n\n  • straw\n  • bark\n\nAnd how do I get hired?\n\nTo get");
    let page = read(&text);
    let cards: BTreeMap<&str, &str> = page
        .cards
        .iter()
        .filter_map(|found| Some((found.card.question.as_str(), found.card.answer.as_deref()?)))
        .collect();
    assert_eq!(cards.keys().copied().collect::<Vec<_>>(), ["And how do I get hired?", "What does mulch do?"]);
    assert!(cards["What does mulch do?"].ends_with("worms.\n\n• straw\n• bark"), "{cards:?}");
    assert_eq!((page.report.derived, page.report.lines.unread), (0, 0));
}

#[test]
fn lists_in_other_dress_are_the_same_lists() {
    let original = read(ARTICLE);
    for (from, to) in [("  • ", "- "), ("  • ", "* "), ("\n  • ", "\n\n  • ")] {
        let page = read(&ARTICLE.replace(from, to));
        let questions = |page: &Page| page.cards.iter().map(|found| found.card.question.clone()).collect::<Vec<_>>();
        assert_eq!(questions(&page), questions(&original), "{to:?}");
        assert_eq!(page.report.notes, original.report.notes, "{to:?}");
    }
}

#[track_caller]
fn check_refused(text: &str) {
    let expectation = Expectation { source: "x", ..Expectation::default() };
    assert_eq!(parse("x.txt", text.as_bytes(), &expectation), Err(Unreadable::NoLayout), "{text:?}");
}

#[test]
fn letters_and_manuals_are_no_articles() {
    check_refused(
        "Dear Ann,\n\nI have three questions:\n\n1. When do you come?\n2. Who drives?\n3. Is it far?\n\nYours\n\nBob\n",
    );
    check_refused(
        "# Willow\n\nA tool for fences.\n\n## Tasks\n\n- Build the fence\n- Write the manual\n- Test the gate\n\n## Problems\n\n- Find leaks\n\n## Frequently Asked Questions\n\n- How do I begin?\n- Is it safe?\n- Why willow?\n",
    );
    check_refused("Minutes\n\nPresent\n\n1. Fix the roof\n2. Write to the mayor\n3. Find a new broom\n");
    check_refused(
        "A day in May\n\nWe went to the sea. The water was cold.\n\nA boat came by.\n\nUsing a net we caught a fish.\n\nA boy sang.\n\nThe sun set late.\n\nWe walked home.\n\nIt was dark.\n\nNot a light was lit.\n\nA dog barked at us.\n",
    );
}
