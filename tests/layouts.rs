//! The layouts on pages of our own words: what is read, what is reported, and what never changes.

use qbank::bank::{Card, Level};
use qbank::parse::report::{Agreement, Layout, LineCounts, Severity};
use qbank::parse::text::Unreadable;
use qbank::parse::{Expectation, Page, parse};

const LABELLED: &str = include_str!("fixtures/labelled-page.txt");
const TAGGED: &str = include_str!("fixtures/tagged-page.txt");
const STRIPPED: &str = include_str!("fixtures/stripped-page.txt");
const ARTICLE: &str = include_str!("fixtures/article.txt");

fn read(text: &str) -> Page {
    read_bytes(text.as_bytes())
}

#[track_caller]
fn read_bytes(bytes: &[u8]) -> Page {
    let expectation = Expectation { source: "garden", ..Expectation::default() };
    let page = parse("garden.txt", bytes, &expectation).expect("the page is read");
    let LineCounts { card, note, furniture, blank, unread, total } = page.report.lines;
    assert_eq!(card + note + furniture + blank + unread, total, "every line is of one kind");
    page
}

/// Cards without the place that they were read from.
fn cards(page: &Page) -> Vec<Card> {
    page.cards.iter().map(|found| Card { origin: None, ..found.card.clone() }).collect()
}

fn kinds(page: &Page) -> Vec<(&'static str, usize)> {
    page.report.diagnostics.iter().map(|finding| (finding.kind, finding.line)).collect()
}

#[test]
fn a_labelled_page_is_read_whole() {
    let page = read(LABELLED);
    assert_eq!(kinds(&page), []);
    assert_eq!((page.report.layout, page.report.answered, page.report.follow_ups), (Layout::Labelled, 2, 4));
    assert_eq!(page.report.lines.unread, 0);
    let clay = &page.cards[0].card;
    assert_eq!((clay.id.as_str(), clay.difficulty, clay.level), ("GA-SOIL-001", Some(2), Some(Level::Beginner)));
    assert_eq!((clay.technology.as_deref(), clay.topic.as_deref()), (Some("Gardening"), Some("Soil and Water")));
    assert_eq!(clay.answer.as_deref().map(|answer| answer.split(' ').count()), Some(14));
    let explanation = clay.explanation.as_deref().unwrap_or_default();
    assert!(explanation.contains("See GA-SOIL-002 for sand") && explanation.contains("\n\nAnswer the call"));
    assert_eq!(clay.mistakes[0].correction, None);
    let questions: Vec<&str> = clay.follow_ups.iter().map(|follow_up| follow_up.question.as_str()).collect();
    assert_eq!(questions, ["How do you test drainage?", "When (and how) should you dig clay?", "What does lime do?"]);
    assert_eq!((page.cards[1].card.explanation.as_deref(), page.cards[1].card.follow_ups.len()), (None, 1));
    let declared: Vec<_> = page.report.declared.iter().map(|d| (d.says, d.found, d.verdict)).collect();
    let expected = [
        (31, 2, Agreement::AnotherSet),
        (2, 1, Agreement::AnotherSet),
        (3, 1, Agreement::AnotherSet),
        (2, 2, Agreement::Agrees),
    ];
    assert_eq!(declared, expected);
}

#[test]
fn a_tagged_page_is_read_whole() {
    let page = read(TAGGED);
    assert_eq!(kinds(&page), []);
    assert_eq!((page.report.layout, page.report.answered, page.report.lines.unread), (Layout::Tagged, 3, 0));
    assert_eq!(page.report.lines.furniture, 4);
    let cards = cards(&page);
    assert_eq!(cards[0].level, Some(Level::Beginner));
    let split = "Take the area in squares: for row in range 4 and each row the same. Then divide by the spacing.";
    assert_eq!(cards[1].answer.as_deref(), Some(format!("{split}\n\nA second thought: leave a path.").as_str()));
    assert_eq!((cards[2].technology.as_deref(), cards[2].level), (Some("Node.js"), Some(Level::Advanced)));
    assert_eq!(cards[2].answer.as_deref(), Some("One grows in a loop, the other one climbs."));
}

#[track_caller]
fn check_same(name: &str, original: &str, changed: &[u8]) {
    assert_eq!(cards(&read_bytes(changed)), cards(&read(original)), "{name}");
}

#[test]
fn dress_changes_nothing() {
    for original in [LABELLED, TAGGED, STRIPPED, ARTICLE] {
        check_same("windows line ends", original, original.replace('\n', "\r\n").as_bytes());
        check_same("old line ends", original, original.replace('\n', "\r").as_bytes());
        check_same("a byte order mark", original, format!("\u{FEFF}{original}").as_bytes());
        check_same("no last line break", original, original.trim_end().as_bytes());
        check_same("blanks at line ends", original, original.replace('\n', " \u{200B}\n").as_bytes());
        check_same("blank lines at both ends", original, format!("\n\n\n{original}\n\n").as_bytes());
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(original.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        check_same("UTF-16", original, &utf16);
    }
    check_same("no-break blanks", LABELLED, LABELLED.replace("  ·  ", " \u{A0}·\u{A0} ").as_bytes());
    check_same("emoji with selectors", LABELLED, LABELLED.replace('⚠', "⚠\u{FE0F}").as_bytes());
    check_same("no emoji", LABELLED, LABELLED.replace("⚠ ", "").replace("🏭 ", "").as_bytes());
    check_same("labels in capitals", LABELLED, LABELLED.replace("Deep Explanation", "DEEP EXPLANATION").as_bytes());
    check_same("labels in small letters", LABELLED, LABELLED.replace("Common Mistakes", "common mistakes").as_bytes());
    check_same("labels with colons", LABELLED, LABELLED.replace("\nAnswer\n", "\nAnswer:\n").as_bytes());
    check_same("blank lines between cards", LABELLED, LABELLED.replace("\nGA-", "\n\n\nGA-").as_bytes());
    check_same(
        "no filter lines",
        LABELLED,
        LABELLED.replace("✕ Clear filters\n", "").replace("Clear all filters\n", "").as_bytes(),
    );
    check_same("tags with a blank", TAGGED, TAGGED.replace("GardeningBeginner", "Gardening Beginner").as_bytes());
}

#[test]
fn every_page_is_read_in_its_own_layout() {
    for (text, layout) in [
        (LABELLED, Layout::Labelled),
        (TAGGED, Layout::Tagged),
        (STRIPPED, Layout::Stripped),
        (ARTICLE, Layout::Article),
    ] {
        assert_eq!(read(text).report.layout, layout);
        // A page that lost its first or its last lines is still what it was.
        let lines: Vec<&str> = text.lines().collect();
        for part in [&lines[3..], &lines[..lines.len() - 2]] {
            assert_eq!(read(&part.join("\n")).report.layout, layout);
        }
    }
    let spread = cards(&read(&STRIPPED.replace('\n', "\n\n")));
    assert_eq!(spread, cards(&read(STRIPPED)), "blank lines between paragraphs change nothing");
}

#[test]
fn sections_in_another_order_are_the_same_card() {
    let (start, end) = (LABELLED.find("Deep Explanation").unwrap(), LABELLED.find("Real-World").unwrap());
    let explanation = &LABELLED[start..end];
    let moved =
        LABELLED.replace(explanation, "").replacen("⚠ Common Mistakes", &format!("{explanation}⚠ Common Mistakes"), 1);
    assert_ne!(moved, LABELLED);
    check_same("explanation after the example", LABELLED, moved.as_bytes());
}

#[track_caller]
fn check_header(header: &str, technology: Option<&str>, topic: Option<&str>) {
    let text = LABELLED
        .replace("Showing 2 questions · Beginner · Gardening\n", "")
        .replace("Gardening Soil and Water Beginner", header);
    let page = read(&text);
    let card = &page.cards[0].card;
    assert_eq!((card.technology.as_deref(), card.topic.as_deref()), (technology, topic), "{header}");
    assert_eq!(card.level, Some(Level::Beginner), "{header}");
}

#[test]
fn a_header_that_runs_together_is_told_apart_by_what_is_known() {
    check_header("AI Integration AI/ML Beginner", Some("AI Integration"), Some("AI/ML"));
    check_header("AI Integration AI Integration Beginner", Some("AI Integration"), Some("AI Integration"));
    check_header("Python Core Python Beginner", Some("Python"), Some("Core Python"));
    check_header("Basket Weaving Basket Weaving Beginner", Some("Basket Weaving"), Some("Basket Weaving"));
    check_header("Gardening · Soil and Water · Beginner", Some("Gardening"), Some("Soil and Water"));
    check_header("Basket Weaving Willow Beginner", None, Some("Basket Weaving Willow"));
    check_header("Gardening Beginner", Some("Gardening"), None);
}

#[test]
fn headers_that_differ_show_the_technology_they_share() {
    let text = LABELLED.replace("Showing 2 questions · Beginner · Gardening\n", "");
    let text = text.replacen("Gardening Soil and Water Beginner", "Basket Weaving Willow Beginner", 1);
    let text = text.replacen("Gardening Soil and Water Beginner", "Basket Weaving Rattan Care Beginner", 1);
    let cards = cards(&read(&text));
    let found: Vec<_> = cards.iter().map(|card| (card.technology.as_deref(), card.topic.as_deref())).collect();
    assert_eq!(found, [(Some("Basket Weaving"), Some("Willow")), (Some("Basket Weaving"), Some("Rattan Care"))]);
}

#[track_caller]
fn check_findings(original: &str, from: &str, to: &str, expected: &[(&'static str, usize)]) -> Vec<Card> {
    assert!(original.contains(from), "the page holds {from:?}");
    let page = read(&original.replacen(from, to, 1));
    assert_eq!(kinds(&page), expected, "{from:?} -> {to:?}");
    cards(&page)
}

#[test]
fn damage_is_reported_at_its_line_and_stays_in_its_card() {
    let second = cards(&read(LABELLED))[1].clone();
    type Damage = (&'static str, &'static str, &'static [(&'static str, usize)]);
    let cases: [Damage; 9] = [
        ("ID: GA-SOIL-001", "ID: GA-SOIL-007", &[("footer-disagrees", 43)]),
        ("Difficulty: 2/10", "Difficulty: 5/10", &[("footer-disagrees", 43)]),
        ("ID: GA-SOIL-001  ·  Difficulty: 2/10  ·  Level: Beginner\n", "", &[("no-footer", 16)]),
        ("Answer\n\nIts", "Its", &[("no-answer-label", 19)]),
        ("Real-World Example", "Real Wold Example", &[("unknown-label", 29)]),
        ("Real-World Example", "Deep Explanation", &[("second-label", 29)]),
        ("flat particles", "flat bits.\n\n```\nparticles", &[("fence-not-closed", 27), ("no-footer", 16)]),
        (
            "Answer\n\nIts particles are tiny and lie close together so water moves through very slowly.\n",
            "",
            &[("no-answer", 16)],
        ),
        ("GA-SOIL-001 Why does clay soil stay wet for so long?", "GA-SOIL-001", &[("no-question", 16)]),
    ];
    for (from, to, expected) in cases {
        let mut expected = expected.to_vec();
        expected.sort_by_key(|&(_, line)| line);
        if to == "GA-SOIL-001" {
            expected.push(("count-disagrees", 13));
            expected.sort_by_key(|&(_, line)| line);
        }
        let found = check_findings(LABELLED, from, to, &expected);
        assert_eq!(found.last(), Some(&second), "{from:?} -> {to:?} leaves the other card alone");
    }
}

#[test]
fn options_of_nothing_but_a_comment_are_reported_at_their_label() {
    let page = read("GA-SOIL-001 Why does clay soil stay wet for so long?\nOptions\n% to be written\n");
    assert!(kinds(&page).contains(&("no-key", 2)), "{:?}", kinds(&page));
}

#[test]
fn a_page_cut_anywhere_keeps_the_cards_before_the_cut() {
    let second = LABELLED.find("GA-SOIL-002 What").unwrap();
    let whole = cards(&read(LABELLED));
    for cut in (second..LABELLED.len()).filter(|&cut| LABELLED.is_char_boundary(cut)) {
        let page = read(&LABELLED[..cut]);
        assert_eq!(cards(&page).first(), Some(&whole[0]), "cut at {cut}");
    }
    let cut = LABELLED.find("before roots").unwrap();
    let page = read(&LABELLED[..cut]);
    assert_eq!(page.cards[1].card.answer.as_deref(), Some("Large pores let water run through"));
    assert!(kinds(&page).iter().any(|&(kind, _)| kind == "no-footer"));
}

#[test]
fn words_of_the_layout_inside_prose_are_prose() {
    let trap = "narrow, and so is\nAnswer\nwhich nobody gives.\n\n```\nGA-TRAP-001 Is this a head?\nGardening Traps Beginner\n4/10\nAnswer\n```\n\nGA-TRAP-002 is named here.\n\n\\Code\n\nID: see below. The end";
    let page = read(&LABELLED.replacen("narrow", trap, 1));
    assert_eq!(kinds(&page), []);
    let explanation = page.cards[0].card.explanation.as_deref().unwrap_or_default();
    for kept in
        ["\nAnswer\nwhich", "GA-TRAP-001 Is this a head?\n", "GA-TRAP-002 is named", "\n\nCode\n\n", "ID: see below."]
    {
        assert!(explanation.contains(kept), "{kept:?} stays in {explanation:?}");
    }
    assert_eq!(page.cards.len(), 2);
}

#[test]
fn the_page_s_own_closing_lines_are_no_answer_and_an_answer_s_are() {
    let last = |text: &str| cards(&read(text)).pop().and_then(|card| card.answer);
    let cut =
        TAGGED.replace("the other one climbs.\n\nReady to plant?\n\nMaster Gardening\n", "the other in range\n\n10");
    assert_eq!(last(&cut).as_deref(), Some("One grows in a loop, the other in range 10"));
    let asked = TAGGED.replace(
        "Ready to plant?\n\nMaster Gardening\n",
        "Would you call that a long and winding answer to a short one, all things considered?\n",
    );
    assert!(last(&asked).is_some_and(|answer| answer.ends_with("considered?")));
}

#[test]
fn tagged_damage_is_reported_at_its_line() {
    check_findings(TAGGED, "What is mulch and why is it used?\n\n", "", &[("no-question", 5)]);
    check_findings(TAGGED, "Answer\n\nA layer", "A layer", &[("no-answer-label", 9)]);
    let twice = format!("{TAGGED}\n{}", &TAGGED[TAGGED.find("GardeningBeginner").unwrap()..]);
    let page = read(&twice);
    assert_eq!(kinds(&page).iter().filter(|&&(kind, _)| kind == "question-twice").count(), 3);
    assert_eq!(page.cards.len(), 6);
    let mut ids: Vec<&str> = page.cards.iter().map(|found| found.card.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn one_id_twice_is_an_error_and_the_first_stays() {
    let page = read(&LABELLED.replace("GA-SOIL-002", "ga-soil-001"));
    assert_eq!(page.cards.len(), 1);
    let errors: Vec<_> = page.report.diagnostics.iter().filter(|f| f.severity == Severity::Error).collect();
    assert_eq!((errors.len(), errors[0].kind), (1, "id-twice"));
}

#[test]
fn what_holds_no_questions_is_refused() {
    let expectation = Expectation { source: "x", ..Expectation::default() };
    for text in
        ["A letter.\n\nIt says nothing.", "Answer\n\n42", "PythonBeginner", "GA-SOIL-001 is a code, not a card."]
    {
        assert_eq!(parse("x.txt", text.as_bytes(), &expectation), Err(Unreadable::NoLayout), "{text:?}");
    }
}

#[test]
fn a_layout_that_does_not_fit_leaves_every_line_unread() {
    for layout in [Layout::Labelled, Layout::Stripped] {
        let expectation = Expectation { source: "x", layout: Some(layout), ..Expectation::default() };
        let page = parse("x.txt", TAGGED.as_bytes(), &expectation).expect("a layout that is named is tried");
        let lines = page.report.lines;
        assert_eq!((page.cards.len(), lines.unread + lines.blank), (0, lines.total), "{layout}");
        assert!(page.report.diagnostics.iter().any(|finding| finding.kind == "no-card"), "{layout}");
    }
}
