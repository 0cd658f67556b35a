//! Stripped answers on pages of our own words, and on the real ones where they are at hand: what is read, and how far
//! damage reaches.

use qbank::bank::Card;
use qbank::parse::report::{Agreement, Layout, LineCounts, Report};
use qbank::parse::{Expectation, Page, parse, sets};
use std::path::PathBuf;

const FIRST: &str = include_str!("fixtures/stripped-page.txt");
const SECOND: &str = include_str!("fixtures/stripped-page-2.txt");

/// Pages that nobody here wrote are not part of the project; `QBANK_SHARED` says where they are.
fn seed(name: &str) -> String {
    let folder =
        PathBuf::from(std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the folder of shared pages"));
    std::fs::read_to_string(folder.join("seeds").join(name)).expect("the shared page is there")
}

#[track_caller]
fn read(text: &str) -> Page {
    let expectation = Expectation { source: "garden", ..Expectation::default() };
    let page = parse("garden.txt", text.as_bytes(), &expectation).expect("the page is read");
    let LineCounts { card, note, furniture, blank, unread, total } = page.report.lines;
    assert_eq!(card + note + furniture + blank + unread, total, "every line is of one kind");
    page
}

/// Cards without the place that they were read from.
fn cards(page: &Page) -> Vec<Card> {
    page.cards.iter().map(|found| Card { origin: None, ..found.card.clone() }).collect()
}

fn findings(page: &Page) -> Vec<(&'static str, usize)> {
    let own = page.report.diagnostics.iter().filter(|finding| finding.kind != "page-missing");
    own.map(|finding| (finding.kind, finding.line)).collect()
}

#[track_caller]
fn check_whole(text: &str, expected_cards: usize) {
    let page = read(text);
    let report = &page.report;
    assert_eq!(findings(&page), []);
    let counts = (report.layout, report.answered, report.unanswered, report.derived);
    assert_eq!(counts, (Layout::Stripped, expected_cards, 0, expected_cards));
    let LineCounts { card, furniture, blank, unread, .. } = report.lines;
    assert_eq!((card, furniture, blank, unread), (5 * expected_cards, 3, 0, 0));
    for Card { id, question, answer, explanation, example, mistakes, scenario, derived, .. } in cards(&page) {
        assert!(answer.is_some() && explanation.is_some() && example.is_some() && scenario.is_some(), "{id}");
        assert!(*[mistakes.len() == 1, derived, !question.is_empty()].iter().min().unwrap(), "{id}");
        assert!(question.chars().count() <= 90, "{question}");
    }
}

#[test]
fn a_page_of_stripped_answers_is_read_whole() {
    check_whole(FIRST, 3);
    check_whole(SECOND, 2);
    let page = read(FIRST);
    let last = &page.cards[2].card;
    assert!(last.answer.as_deref().is_some_and(|answer| answer.starts_with("*climbers need")));
    assert!(last.scenario.as_deref().is_some_and(|scenario| scenario.ends_with("stayed on the surface.")));
    assert_eq!(page.cards[1].lines.head, 8);
    assert_eq!(read(SECOND).cards[0].card.question, "What is Pruning?");
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_real_pages_are_read_whole() {
    check_whole(&seed("000_f4e05edb8af065a5.txt"), 15);
    check_whole(&seed("001_1a5eca4beb942109.txt"), 4);
}

fn declared(report: &Report) -> (usize, usize, Agreement) {
    let [declared] = report.declared.as_slice() else { panic!("one number is declared: {:?}", report.declared) };
    (declared.says, declared.found, declared.verdict)
}

fn page_missing(report: &Report) -> Vec<(usize, &str)> {
    let missing = report.diagnostics.iter().filter(|finding| finding.kind == "page-missing");
    missing.map(|finding| (finding.line, finding.message.as_str())).collect()
}

#[track_caller]
fn check_set(first: &str, second: &str, counts: [usize; 2]) {
    let total = counts[0] + counts[1];
    let (mut first, mut second) = (read(first).report, read(second).report);
    assert_eq!(declared(&first), (total, counts[0], Agreement::AnotherSet));
    assert_eq!(declared(&second), (total, counts[1], Agreement::AnotherSet));
    let message = format!("{} of {total}, page 2 not read; read all 2 pages in one run", counts[0]);
    assert_eq!(page_missing(&first), [(first.lines.total, message.as_str())]);
    let alone = first.clone();
    for _ in 0..2 {
        sets::join(&mut [&mut second, &mut first]);
        for report in [&first, &second] {
            assert_eq!(declared(report), (total, total, Agreement::Agrees));
            assert_eq!(page_missing(report), []);
        }
    }
    sets::join(&mut [&mut first]);
    assert_eq!(first, alone, "alone again, a page misses the other one again");
}

#[test]
fn pages_of_one_list_agree_when_they_are_read_together() {
    check_set(FIRST, SECOND, [3, 2]);
    let fewer = SECOND.lines().filter(|line| !line.starts_with("To harden off")).collect::<Vec<_>>().join("\n");
    let fewer = fewer.replacen("5 QUESTIONS", "6 QUESTIONS", 1);
    let (mut first, mut second) = (read(&FIRST.replace("5 QUESTIONS", "6 QUESTIONS")).report, read(&fewer).report);
    sets::join(&mut [&mut first, &mut second]);
    assert_eq!(declared(&first), (6, 5, Agreement::Disagrees));
    let (mut first, mut other) = (read(FIRST).report, read(&SECOND.replace("5 QUESTIONS", "9 QUESTIONS")).report);
    sets::join(&mut [&mut first, &mut other]);
    assert_eq!((declared(&first).2, declared(&other).2), (Agreement::AnotherSet, Agreement::AnotherSet));
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_real_pages_agree_when_they_are_read_together() {
    check_set(&seed("000_f4e05edb8af065a5.txt"), &seed("001_1a5eca4beb942109.txt"), [15, 4]);
}

#[track_caller]
fn check_concatenated(first: &str, second: &str) {
    let expected: Vec<Card> = [first, second].iter().flat_map(|text| cards(&read(text))).collect();
    for between in ["", "\n", "\n\n"] {
        let page = read(&format!("{}{between}{second}", first.trim_end()));
        assert_eq!(cards(&page), expected, "{between:?}");
        assert_eq!(page.report.diagnostics, [], "{between:?}");
        assert!(page.report.declared.iter().all(|declared| declared.verdict == Agreement::Agrees));
    }
}

#[test]
fn pages_in_one_file_are_all_read() {
    check_concatenated(FIRST, SECOND);
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_real_pages_in_one_file_are_all_read() {
    check_concatenated(&seed("000_f4e05edb8af065a5.txt"), &seed("001_1a5eca4beb942109.txt"));
}

#[test]
fn a_page_cut_anywhere_keeps_the_cards_before_the_cut() {
    let whole = cards(&read(FIRST));
    let second = FIRST.lines().take(7).map(|line| line.len() + 1).sum::<usize>();
    let third = FIRST.lines().take(12).map(|line| line.len() + 1).sum::<usize>();
    for cut in (third..FIRST.len()).filter(|&cut| FIRST.is_char_boundary(cut)) {
        let found = cards(&read(&FIRST[..cut]));
        assert_eq!(found[..2], whole[..2], "cut at {cut}");
        assert!(found.len() <= 3, "cut at {cut}");
    }
    for cut in (second..third).filter(|&cut| FIRST.is_char_boundary(cut)) {
        let expectation = Expectation { source: "garden", layout: Some(Layout::Stripped), ..Expectation::default() };
        let page = parse("garden.txt", &FIRST.as_bytes()[..cut], &expectation).expect("the page is read");
        assert_eq!(cards(&page).first(), Some(&whole[0]), "cut at {cut}");
    }
}

#[test]
fn a_paragraph_that_a_line_break_cut_is_whole_again() {
    let text = FIRST.replacen("whatever it is made of", "whatever it is\nmade of", 1);
    let page = read(&text);
    assert_eq!(cards(&page), cards(&read(FIRST)));
    assert_eq!(findings(&page), [("paragraph-split", 5)]);
}

/// One way to damage a line of a page.
struct Damage {
    name: &'static str,
    /// What stands in its place.
    with: fn(&str) -> Vec<String>,
    finding: &'static str,
    /// From the damaged line to the line that the finding names.
    at: fn(part: usize) -> isize,
    /// Whether the damaged card holds all that it held.
    is_harmless: bool,
}

fn cut(text: &str, share: (usize, usize)) -> (String, String) {
    let words: Vec<&str> = text.split(' ').collect();
    let mut at = words.len() * share.0 / share.1;
    // Not at the end of a sentence: that would be no damage that anyone could see.
    while at > 1 && words[at - 1].ends_with(['.', ':', ';', ')', '\'']) {
        at -= 1;
    }
    (words[..at].join(" "), words[at..].join(" "))
}

const FOREIGN: [&str; 4] = [
    "Advertisement",
    "Subscribe to our newsletter and never miss a recipe again.",
    "Hotels in Lisbon are full by May since museums waive their fees for a month.",
    "A ferry leaves Bergen at noon. It was built in Norway and brought mail before it brought tourists.",
];

const DAMAGES: [Damage; 9] = [
    Damage {
        name: "deleted",
        with: |_| vec![],
        finding: "paragraph-missing",
        // The scenario is missed at the line before it, the others at the line after.
        at: |part| if part == 4 { -1 } else { 0 },
        is_harmless: false,
    },
    Damage {
        name: "doubled",
        with: |text| vec![text.to_owned(), text.to_owned()],
        finding: "paragraph-twice",
        at: |_| 1,
        is_harmless: true,
    },
    Damage {
        name: "cut in the middle",
        with: |text| vec![cut(text, (1, 2)).0],
        finding: "cut-off",
        at: |_| 0,
        is_harmless: false,
    },
    Damage {
        name: "cut near its end",
        with: |text| vec![cut(text, (9, 10)).0],
        finding: "cut-off",
        at: |_| 0,
        is_harmless: false,
    },
    Damage {
        name: "cut near its start",
        with: |text| vec![cut(text, (1, 4)).0],
        finding: "cut-off",
        at: |_| 0,
        is_harmless: false,
    },
    Damage { name: FOREIGN[0], with: |text| foreign(text, 0), finding: "foreign-line", at: |_| 1, is_harmless: true },
    Damage { name: FOREIGN[1], with: |text| foreign(text, 1), finding: "foreign-line", at: |_| 1, is_harmless: true },
    Damage { name: FOREIGN[2], with: |text| foreign(text, 2), finding: "foreign-line", at: |_| 1, is_harmless: true },
    Damage { name: FOREIGN[3], with: |text| foreign(text, 3), finding: "foreign-line", at: |_| 1, is_harmless: true },
];

fn foreign(text: &str, which: usize) -> Vec<String> {
    vec![text.to_owned(), FOREIGN[which].to_owned()]
}

/// Damages every paragraph of a page in every way, and looks at what changed.
fn check_damage(text: &str) {
    let whole = cards(&read(text));
    let lines: Vec<&str> = text.lines().collect();
    let mut spread = Vec::new();
    for (card, original) in whole.iter().enumerate() {
        for part in 0..5 {
            let line = 2 + 5 * card + part;
            for damage in &DAMAGES {
                let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                changed.splice(line..=line, (damage.with)(lines[line]));
                let page = read(&changed.join("\n"));
                let found = cards(&page);
                let at = (line as isize + 1 + (damage.at)(part)) as usize;
                let others_stand = found.len() == whole.len()
                    && found.iter().zip(&whole).enumerate().all(|(at, (found, whole))| at == card || found == whole);
                let is_reported = findings(&page).contains(&(damage.finding, at)) && findings(&page).len() == 1;
                let card_stands = (found.get(card) == Some(original)) == damage.is_harmless;
                if !(others_stand && is_reported && card_stands) {
                    spread.push((damage.name, card, part, others_stand, findings(&page), at));
                }
            }
        }
    }
    assert!(spread.is_empty(), "{} of {}: {spread:#?}", spread.len(), whole.len() * 5 * DAMAGES.len());
}

#[test]
fn damage_touches_one_card_and_is_reported_at_its_line() {
    check_damage(FIRST);
    check_damage(SECOND);
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn damage_of_the_real_pages_touches_one_card_and_is_reported_at_its_line() {
    check_damage(&seed("000_f4e05edb8af065a5.txt"));
    check_damage(&seed("001_1a5eca4beb942109.txt"));
}
