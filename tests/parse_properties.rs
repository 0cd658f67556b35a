//! What holds for any bytes at all: no panic, lines that add up, the same result twice, time that grows with the size.

use proptest::prelude::*;
use qbank::bank::{Card, Code, FollowUp, KeyPoint, Level, Mistake, Run};
use qbank::parse::format::format;
use qbank::parse::report::{Layout, LineCounts};
use qbank::parse::{Expectation, parse, print};
use std::collections::BTreeMap;

const PAGES: [&str; 6] = [
    include_str!("fixtures/labelled-page.txt"),
    include_str!("fixtures/tagged-page.txt"),
    include_str!("fixtures/model-card.txt"),
    include_str!("fixtures/stripped-page.txt"),
    include_str!("fixtures/stripped-page-2.txt"),
    include_str!("fixtures/article.txt"),
];

const LAYOUTS: [Layout; 4] = [Layout::Labelled, Layout::Tagged, Layout::Stripped, Layout::Article];

fn check_any(bytes: &[u8]) {
    for layout in [None].into_iter().chain(LAYOUTS.map(Some)) {
        for strict in [false, true] {
            let expectation = Expectation { source: "any", strict, layout, ..Expectation::default() };
            let first = parse("any.txt", bytes, &expectation);
            assert_eq!(first, parse("any.txt", bytes, &expectation), "the same bytes are read the same twice");
            let Ok(page) = first else { continue };
            let LineCounts { card, note, furniture, blank, unread, total } = page.report.lines;
            assert_eq!(card + note + furniture + blank + unread, total);
            assert_eq!(page.report.answered + page.report.unanswered, page.cards.len());
            assert_eq!(page.report.notes, page.notes.len());
            let is_in = |line: usize| (1..=total).contains(&line);
            assert!(page.notes.iter().all(|note| note.origin.as_ref().is_some_and(|origin| is_in(origin.line))));
            assert!(page.cards.iter().all(|found| is_in(found.lines.head)));
            assert!(page.cards.iter().all(|found| !found.card.question.is_empty()));
            for finding in &page.report.diagnostics {
                assert!((1..=total).contains(&finding.line), "{finding:?} stands in {total} lines");
            }
            let mut ids: Vec<String> = page.cards.iter().map(|found| found.card.id.to_uppercase()).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), page.cards.len(), "every id stands once");
        }
    }
}

/// Pages that nobody here wrote are not part of the project; `QBANK_SHARED` says where they are.
fn real_pages() -> Vec<String> {
    let folder = std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the folder of shared pages");
    let files = std::fs::read_dir(std::path::Path::new(&folder).join("seeds")).expect("the folder is there");
    let paths = files.map(|file| file.expect("the folder can be read").path());
    let mut pages: Vec<_> = paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    pages.sort();
    pages.into_iter().map(|path| std::fs::read_to_string(path).expect("a page is text")).collect()
}

/// Pages put together from lines and pieces that the layouts give a meaning to.
fn splice(pages: &[String]) -> impl Strategy<Value = String> + use<> {
    let lines: Vec<String> = pages.iter().flat_map(|page| page.lines()).map(str::to_owned).collect();
    let mark = prop::sample::select(vec![
        "",
        "```",
        "```python a run",
        "````",
        "```output a",
        "% note",
        "\\",
        "Answer",
        "Predict a",
        "ID: A-1",
        "A-1 b?",
        "4/10",
        "XBeginner",
        "Python Beginner",
        "x a -- b",
        "! p :: c | d + e*",
        "\u{FEFF}",
        "\u{A0}",
        "Said",
        "10",
        "??",
        "PAGE 1 OF 2 · 5 QUESTIONS TOTAL",
        "PAGE 2 OF 99999999999 · 1 QUESTIONS TOTAL",
        "*args are",
        "Interview Questions",
        "FAQ",
        "Not a word.",
        "• Build a fence",
        "3. Why?",
        "“A quote.”",
        "Updated",
        "# Heading",
    ]);
    let line = prop_oneof![3 => prop::sample::select(lines), 2 => mark.prop_map(str::to_owned)];
    let end = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\r", " "]);
    prop::collection::vec((line, end), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(line, end)| format!("{line}{end}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_any(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
        check_any(text.as_bytes());
    }

    #[test]
    fn any_splice_of_pages_is_read_or_refused(text in splice(&PAGES.map(str::to_owned))) {
        check_any(text.as_bytes());
    }

    #[test]
    #[ignore = "needs QBANK_SHARED"]
    fn any_splice_of_the_real_pages_is_read_or_refused(text in splice(&real_pages())) {
        check_any(text.as_bytes());
    }

    #[test]
    fn a_printed_card_is_the_same_card(card in card()) {
        let text = print::print([&card]);
        let expectation = Expectation { source: "own", layout: Some(Layout::Labelled), ..Expectation::default() };
        let page = parse("own.txt", text.as_bytes(), &expectation).expect("a printed card is a page");
        let cards: Vec<Card> = page.cards.iter().map(|f| Card { origin: None, ..f.card.clone() }).collect();
        prop_assert_eq!(&cards, &[card], "{}", text);
        prop_assert_eq!(print::print(&cards), text);
    }

    #[test]
    fn a_comment_keeps_a_neighbour_wherever_it_is_put(card in card(), at in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
        let printed = print::print([&card]);
        let mut lines: Vec<String> = printed.lines().map(str::to_owned).collect();
        for (number, at) in at.iter().enumerate() {
            lines.insert(at.index(lines.len() + 1), format!("% comment {number}"));
        }
        let page = lines.join("\n") + "\n";
        // Before the first label, or where it parts a label from its blank line, it is no comment, and the page is left.
        let Ok(formatted) = format("own.txt", page.as_bytes()) else { return Ok(()) };
        let is_comment = |line: &&str| line.starts_with("% comment");
        prop_assert_eq!(format("own.txt", formatted.as_bytes()), Ok(formatted.clone()));
        let (before, after) = (neighbours(&page), neighbours(&formatted));
        prop_assert_eq!(before.len(), after.len());
        for (comment, [above, below]) in &before {
            prop_assert!(after[comment][0] == *above || after[comment][1] == *below, "{}\n{}", page, formatted);
        }
        let bare: Vec<&str> = formatted.lines().filter(|line| !is_comment(line)).collect();
        let bare_page: Vec<&str> = page.lines().filter(|line| !is_comment(line)).collect();
        prop_assert_eq!(bare, bare_page);
    }

    #[test]
    fn a_formatted_page_says_the_same_and_stays_as_it_is(text in splice(&PAGES.map(str::to_owned))) {
        let Ok(formatted) = format("any.txt", text.as_bytes()) else { return Ok(()) };
        prop_assert_eq!(format("any.txt", formatted.as_bytes()), Ok(formatted.clone()));
        prop_assert_eq!(said("any.txt", &text), said("any.txt", &formatted));
    }
}

/// The lines that stand above and below each comment, other comments and blank lines aside.
fn neighbours(page: &str) -> BTreeMap<&str, [&str; 2]> {
    let stands = |line: &&&str| !line.is_empty() && !line.starts_with("% comment");
    let lines: Vec<&str> = page.lines().collect();
    let comments = lines.iter().enumerate().filter(|(_, line)| line.starts_with("% comment"));
    let around = |at: usize| {
        let above = lines[..at].iter().rev().find(stands).copied().unwrap_or_default();
        [above, lines[at..].iter().find(stands).copied().unwrap_or_default()]
    };
    comments.map(|(at, line)| (*line, around(at))).collect()
}

fn said(file: &str, text: &str) -> Vec<Card> {
    let expectation = Expectation { layout: Some(Layout::Labelled), ..Expectation::default() };
    let page = parse(file, text.as_bytes(), &expectation).expect("the page was read before");
    page.cards.into_iter().map(|found| Card { origin: None, ..found.card }).collect()
}

#[test]
fn a_comment_may_stand_anywhere_below_the_first_label() {
    // The property above passes over pages that are left; of these none is.
    let page = include_str!("fixtures/model-card.txt");
    let lines: Vec<&str> = page.lines().collect();
    let label = lines.iter().position(|line| *line == "Answer").expect("the model has an answer");
    let footer = lines.iter().position(|line| line.starts_with("ID: ")).expect("the model has a footer");
    let formatted = |at: usize| {
        let with = [&lines[..at], &["% comment"], &lines[at..]].concat().join("\n") + "\n";
        format("model.txt", with.as_bytes()).is_ok_and(|text| text.contains("% comment"))
    };
    let left: Vec<&str> = (label + 1..=footer).filter(|&at| !formatted(at)).map(|at| lines[at]).collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// Sentences with everything in them that means something elsewhere in the layout.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "lists",
        "grow",
        "*args",
        "n += 1",
        "__init__",
        "4/10",
        "PY-INT-001",
        "Answer",
        "a -- b",
        "x | y",
        "Code:",
        "'a'",
        "\\n",
        "% of",
        "? why",
        "naïve",
        "日本",
        "🏭",
    ]);
    prop::collection::vec(word, 5..12).prop_map(|words| format!("So {} end.", words.join(" ")))
}

fn paragraphs() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "Answer",
        "% a comment",
        "\\ slash",
        "ID: PY-INT-001",
        "PY-INT-001 What?",
        "Key Points",
    ]);
    let paragraph = prop_oneof![4 => sentence(), 1 => odd.prop_map(str::to_owned)];
    prop::collection::vec(paragraph, 1..4).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

fn plain() -> impl Strategy<Value = String> {
    "[a-z]{2,8}( [a-z]{2,8}){2,6}"
}

fn card() -> impl Strategy<Value = Card> {
    let level = prop::sample::select(Level::ALL.to_vec());
    let points = prop::collection::vec(
        (any::<bool>(), plain(), prop::collection::vec(prop::collection::vec("[a-z]{2,6}[*]?", 1..3), 1..3)),
        0..4,
    );
    let code = prop::option::of(("[ -_a-z]{0,30}", prop::option::of("[ -_a-z]{0,20}"), any::<bool>()));
    let follow_ups = prop::collection::vec((plain(), 0..3), 0..4);
    let mistakes = prop::collection::vec((plain(), prop::option::of(plain())), 0..3);
    (plain(), level, 1..=10_u8, paragraphs(), prop::option::of(paragraphs()), points, code, follow_ups, mistakes)
        .prop_map(|(question, level, difficulty, answer, explanation, points, code, follow_ups, mistakes)| Card {
            id: "OWN-CARD-001".to_owned(),
            question: format!("{question}?"),
            technology: Some("Python".to_owned()),
            topic: Some("Names and more".to_owned()),
            level: Some(level),
            difficulty: Some(difficulty),
            answer: Some(answer),
            explanation,
            key_points: points
                .into_iter()
                .map(|(must, text, cues)| KeyPoint { must, text, cues, unknown: Default::default() })
                .collect(),
            code: code
                .map(|(source, output, run)| Code {
                    name: Some("demo".to_owned()),
                    language: Some("python".to_owned()),
                    source: format!("{source}\n"),
                    run: run.then(|| Run { min: Some("3.8".to_owned()), ..Run::default() }),
                    output: output.map(|output| format!("{output}\n")),
                    ..Code::default()
                })
                .into_iter()
                .collect(),
            follow_ups: follow_ups
                .into_iter()
                .map(|(question, kind)| FollowUp {
                    question: format!("{question}?"),
                    card: (kind == 1).then(|| "OWN-CARD-002".to_owned()),
                    answer: (kind == 2).then(|| "Yes, it is.".to_owned()),
                    unknown: Default::default(),
                })
                .collect(),
            mistakes: mistakes
                .into_iter()
                .map(|(claim, correction)| Mistake { claim, correction, unknown: Default::default() })
                .collect(),
            ..Card::default()
        })
}

/// Counts work, not seconds: text that grows ten times is read in about ten times the steps. The steps are the bytes that
/// the parser asks the allocator for, counted by this binary's own allocator.
#[test]
fn work_grows_with_the_size_and_not_faster() {
    let shapes: [(&str, String); 14] = [
        ("cards", PAGES[0].to_owned()),
        ("tags", PAGES[1].to_owned()),
        ("openings", "```a\n".to_owned()),
        ("heads", "A-1 b?\nPython Beginner\n4/10\n".to_owned()),
        ("labels", "A-1 b?\nPython Beginner\nAnswer\n\nCode\n\n".to_owned()),
        ("questions", "XBeginner\n\nq?\n\nAnswer\n\na.\n\n".to_owned()),
        ("stripped answers", PAGES[3].to_owned()),
        ("pagers", "PAGE 1 OF 2 · 5 QUESTIONS TOTAL\n".to_owned()),
        ("fragments", "Forgetting to dig\n".to_owned()),
        ("one long paragraph", "and so it went on ".to_owned()),
        ("articles", PAGES[5].to_owned()),
        ("headings", "FAQ\n\nWhy dig?\n\n".to_owned()),
        ("items", "1. Why dig?\n".to_owned()),
        ("rows", "Interview Questions\n".to_owned()),
    ];
    for (name, shape) in shapes {
        let work = |bytes: usize| {
            let text = shape.repeat(bytes / shape.len() + 1);
            allocation::counted(|| {
                for layout in [None].into_iter().chain(LAYOUTS.map(Some)) {
                    let expectation = Expectation { source: "x", layout, ..Expectation::default() };
                    let _ = parse("x.txt", text.as_bytes(), &expectation);
                }
            })
        };
        let (small, large) = (work(20_000), work(200_000));
        assert!(large < small * 15, "{name}: {small} bytes allocated for 20 kB, {large} for 200 kB");
    }
}

mod allocation {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::cell::Cell;

    thread_local!(static BYTES: Cell<usize> = const { Cell::new(0) });

    struct Counting;

    // SAFETY: every call is passed on to the system's allocator unchanged.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let _ = BYTES.try_with(|bytes| bytes.set(bytes.get() + layout.size()));
            unsafe { System.alloc(layout) }
        }
        unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
            unsafe { System.dealloc(pointer, layout) }
        }
    }

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    /// The bytes that this thread asks for while `work` runs.
    pub fn counted(work: impl FnOnce()) -> usize {
        let before = BYTES.with(Cell::get);
        work();
        BYTES.with(Cell::get) - before
    }
}
