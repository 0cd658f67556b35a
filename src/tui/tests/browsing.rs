//! Looking through cards and notes, told as runs of keys; and how the browser looks.

use super::sample::{self, Memory, bare, full};
use super::{Message, Run, Start, looks};
use crate::bank::Card;
use crate::study::event::CardKey;
use crate::tui::message::{Choice, Effect, Mark};
use crate::tui::theme::{Palette, Theme};
use ratatui::style::Modifier;

const SIZE: (u16, u16) = (80, 24);

/// Five cards, the first of which leads to three others, and the notes of a page.
fn world() -> Memory {
    let mut first = full();
    first.follow_ups[1].card = Some("PY-X-001".to_owned());
    first.needs = vec!["PY-X-003".to_owned(), "PY-X-099".to_owned()];
    first.contrast = vec!["PY-X-004".to_owned()];
    let mut second = bare(1, "asyncio", "What may run while a coroutine waits at an await?");
    second.needs = vec!["PY-X-002".to_owned()];
    let mut cards: Vec<Card> = sample::cards();
    (cards[0], cards[1]) = (first, second);
    let mut world = Memory::new(cards);
    world.notes = sample::notes();
    world
}

fn at(size: (u16, u16), palette: Palette, ascii: bool) -> Run {
    let theme = Theme::new(palette, ascii);
    Run::with_theme(Start::Browse { query: String::new() }, world(), size, theme)
}

fn browse() -> Run {
    at(SIZE, Palette::Sixteen, false)
}

fn key(id: &str) -> CardKey {
    CardKey { source: "qbank".to_owned(), id: id.to_owned() }
}

#[test]
fn notes_stand_under_their_page_and_are_read_under_their_headings() {
    let mut run = browse();
    run.shows("5 cards").shows("3 notes").shows("N notes").shows("Notes of page").shows("2 notes").shows("quote");
    run.press("N<enter>").shows("What I look for when I interview").shows("page.txt").shows("line 3");
    run.shows("Candidates who ask").shows("Level Core topics Time").shows("Senior Locks, memory");
    run.press("n").shows("Before the day").shows("Sleep. Drink water.").shows_no("Candidates who ask");
    run.press("p").shows("Candidates who ask").press("<esc>").shows("Notes of page");
    run.press("N<enter>").shows("A default is evaluated once");
    assert!(!run.world.effects.iter().any(|effect| matches!(effect, Effect::Record(..))), "reading is no attempt");
}

#[test]
fn a_note_is_neither_asked_nor_marked() {
    let mut run = browse();
    run.press("/drink<enter>").shows("showing 1 note").shows("Drink water");
    run.press("F").shows("no card is under the cursor").press("z").shows("no card in the list to ask");
    assert!(!run.world.effects.iter().any(|effect| matches!(effect, Effect::Begin(_) | Effect::Mark(..))));
}

#[test]
fn any_text_is_a_search_and_none_is_an_error() {
    for text in [
        "C++",
        "*args",
        "n += 1",
        "\"",
        "\"half",
        "(",
        ")",
        "- ",
        "or",
        "a or",
        "tag:",
        "tag:nobody",
        "colour:red",
        "id:",
        "difficulty:99",
        "\u{1f600}",
        "e\u{301}",
        "\\",
        "%",
        "^",
        "{}",
        "std::move",
        "not",
        "--",
    ] {
        let mut run = browse();
        run.press("/").press(text).shows("/ ");
        assert!(!run.screen().contains("error"), "{text}\n{}", run.screen());
        run.press("<enter>?").shows("keys: ").press("<esc>C").shows("5 cards").shows("A helper is declared");
    }
}

#[test]
fn the_words_of_a_search_are_marked_with_the_text_around_them() {
    let mut run = browse();
    run.press("/sentenc").shows("The answer to question 1, in one sentence.");
    let marked = marked_text(&run);
    assert!(marked.iter().all(|text| text.to_lowercase().starts_with("sentenc")), "{marked:?}");
    assert!(marked.len() >= 4, "{marked:?}");
}

/// What is underlined on the screen, but for what looks that way without a search.
fn marked_text(run: &Run) -> Vec<String> {
    let buffer = run.buffer();
    let mut marked = Vec::new();
    for row in buffer.area.rows() {
        let mut word = String::new();
        for column in row.columns() {
            let cell = &buffer[(column.x, column.y)];
            if cell.style().add_modifier.contains(Modifier::UNDERLINED) {
                word.push_str(cell.symbol());
            } else if !word.is_empty() {
                marked.push(std::mem::take(&mut word));
            }
        }
    }
    marked
}

#[test]
fn a_slip_of_the_pen_is_mended_by_enter() {
    let mut run = browse();
    run.press("/awiat").shows("Did you mean \"await\"").shows("enter take it");
    run.press("<enter>").shows("/ await").shows("showing 1").press("<enter>").shows("enter open");
}

#[test]
fn tab_completes_the_name_that_the_key_bar_shows() {
    let mut run = browse();
    run.press("/def").shows("tab tag:defaults").press("<tab>").shows("/ tag:defaults").shows("showing 1");
    run.shows_no("tab tag:").press(" asyn").shows("tab topic:asyncio").press("<esc>").shows("/ tag:defaults asyn");
}

#[test]
fn an_empty_list_says_what_to_do() {
    let mut run = browse();
    run.press("/tag:locks").shows("no tag \"locks\"").shows("ctrl-u empties the line");
    run.press("<esc>")
        .shows("C shows all cards again")
        .press("C/zebra crossing<esc>")
        .shows("no card matches zebra crossing")
        .press("C")
        .shows("5 cards");
    run.press("/\u{1f600}").shows("has no letter or digit to look for");
}

#[test]
fn what_is_shown_is_said_in_words() {
    let mut run = browse();
    run.shows("browse · 5 cards · 3 notes").press("h<tab>").press("<enter>");
    run.shows("5 cards · showing 1 · Advanced").shows("C clear").press("<tab>j<enter>");
    run.shows("showing 1 · Advanced · difficulty 3").press("C").shows("5 cards · 3 notes").shows_no("showing");
}

#[test]
fn a_card_leads_to_others_and_back() {
    let mut run = browse();
    run.press("<enter>").shows("enter related").press("<enter>").shows("1 of 3 related cards");
    run.shows("What is asked next").shows("Know this first").shows("Often confused with it");
    run.press("<enter>").shows("The answer to question 1").shows("esc: back to A helper is declared");
    run.press("<enter><enter>").shows("The answer to question 2").shows("esc: back to What may run");
    // Back over the links and cards, one step at a time.
    run.press("<esc>").shows("1 of 1 related cards").press("<esc>").shows("The answer to question 1");
    run.press("<esc>").shows("1 of 3 related cards").press("jj<enter>").shows("The answer to question 4");
    run.press("<esc><esc>").shows("A default is evaluated once").press("<esc>").shows("5 cards").shows("Technology");
    assert!(!run.over);
}

#[test]
fn a_link_that_cannot_be_followed_leaves_everything_as_it_is() {
    let mut run = browse();
    run.press("<enter><enter>");
    run.world.failing = Some("the disk is gone".to_owned());
    run.press("<enter>").shows("the disk is gone").shows("1 of 3 related cards");
    run.world.failing = None;
    run.press("<enter>").shows("The answer to question 1");
}

#[test]
fn the_cards_of_the_list_are_read_one_after_another() {
    let mut run = browse();
    run.press("<enter>").shows("n p next").press("n").shows("question 1").press("n").shows("question 2");
    run.press("p").shows("question 1").press("<enter><enter>").shows("question 2").press("n").shows("question 2");
    run.shows_no("back to").press("<esc>").shows("Technology");
}

#[test]
fn marks_go_to_the_card_that_is_read_or_is_under_the_cursor() {
    let mut run = browse();
    run.press("jF").shows("F Int  2").press("F").shows_no("F Int  2").press("<enter>S").shows("suspended: it");
    run.press("<enter><enter>F").shows("The answer to question 2");
    let marks: Vec<Effect> =
        run.world.clear_effects().into_iter().filter(|effect| matches!(effect, Effect::Mark(..))).collect();
    assert_eq!(
        marks,
        [
            Effect::Mark(key("PY-X-001"), Mark::Flagged(true)),
            Effect::Mark(key("PY-X-001"), Mark::Flagged(false)),
            Effect::Mark(key("PY-X-001"), Mark::Suspended(true)),
            Effect::Mark(key("PY-X-002"), Mark::Flagged(true)),
        ]
    );
}

#[test]
fn the_quiz_asks_what_is_listed_also_where_the_line_is_no_query() {
    for (line, query) in [("await", "await"), ("\"await", "await"), ("await n += 1", "await n 1")] {
        let mut run = browse();
        run.press("/").press(line).press("<enter>");
        run.settle(Message::Pasted("not in the line".to_owned()));
        if run.screen().contains("showing 1") {
            run.press("z");
            assert!(run.world.effects.contains(&Effect::Begin(Choice::Query(query.to_owned()))), "{line}");
        }
    }
}

#[test]
fn a_walk_through_the_browser_always_has_a_way_on_and_draws_inside() {
    const KEYS: [&str; 40] = [
        "j",
        "k",
        "g",
        "G",
        "h",
        "l",
        "n",
        "p",
        "N",
        "C",
        "/",
        "F",
        "S",
        "[",
        "]",
        "<enter>",
        "<enter>",
        "<enter>",
        "<esc>",
        "<tab>",
        "<backtab>",
        "<up>",
        "<down>",
        "<left>",
        "<right>",
        "<pgup>",
        "<pgdn>",
        "<backspace>",
        "?",
        "a",
        "w",
        "s",
        "t:",
        "\"",
        "(",
        "+",
        "\u{e9}",
        "\u{6f22}",
        "\u{1f600}",
        " ",
    ];
    const SIZES: [(u16, u16); 10] =
        [(120, 40), (119, 39), (80, 24), (72, 22), (71, 21), (40, 12), (41, 60), (300, 13), (0, 0), (39, 11)];
    let mut seed = 7_u64;
    let mut below = |end: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    };
    for round in 0..20 {
        let mut run = at(SIZES[below(SIZES.len())], [Palette::Sixteen, Palette::Mono][round % 2], round % 3 == 0);
        for _ in 0..150 {
            match below(15) {
                0 => drop(run.resize(SIZES[below(SIZES.len())])),
                1 => run.world.failing = (below(3) == 0).then(|| "the disk is full".to_owned()),
                2 => run.settle(Message::Pasted("two \u{1b}[31mlines\nof text".to_owned())),
                _ => drop(run.press(KEYS[below(KEYS.len())])),
            }
            if run.over {
                break;
            }
            let screen = run.screen();
            for line in screen.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= run.size.0.into(), "{line:?} on\n{screen}");
                assert!(!line.contains(|letter: char| letter.is_control()), "{line:?} on\n{screen}");
            }
            if run.size.0 >= 40 && run.size.1 >= 12 {
                let bar = run.bars();
                assert!(bar.contains("esc ") || bar.contains("enter "), "no way on in {bar:?} on\n{screen}");
            }
        }
    }
}

/// The states of the browser that are worth a look, and the keys that lead there.
const LOOKS: [(&str, &str); 7] = [
    ("browse", ""),
    ("browse-card", "<enter><tab>"),
    ("browse-search", "/sentence"),
    ("browse-filters", "h<tab>jj<enter>"),
    ("browse-related", "<enter><enter>j"),
    ("browse-notes", "N<enter>"),
    ("browse-empty", "/awiat"),
];

#[test]
fn every_state_looks_like_its_picture() {
    for (name, keys) in LOOKS {
        looks::check(name, &|size, theme| {
            let mut run = Run::with_theme(Start::Browse { query: String::new() }, world(), size, theme);
            run.press(keys);
            run
        });
    }
}
