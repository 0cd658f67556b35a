//! What happens on the screens, told as runs of keys.

use super::sample::{self, Memory, bare, full};
use super::{Message, Run, Size, Start};
use crate::bank::Card;
use crate::study::event::{Attempt, CardKey, Confidence, EventId, Mode, Rating, Verdict};
use crate::study::ways::Ways;
use crate::tui::message::{Choice, Effect, Mark};
use crate::tui::theme::{Palette, Theme};
use ratatui::crossterm::event::KeyCode;
use ratatui::style::{Modifier, Style};
use std::collections::BTreeSet;

const SIZE: (u16, u16) = (80, 24);

fn quiz(cards: Vec<crate::bank::Card>) -> Run {
    Run::begin(Start::Quiz, Memory::new(cards), SIZE)
}

fn browse() -> Run {
    Run::begin(Start::Browse { query: String::new() }, Memory::new(sample::cards()), SIZE)
}

/// The attempts among the effects so far, which are forgotten.
fn recorded(run: &mut Run) -> Vec<(CardKey, Attempt)> {
    let effects = run.world.clear_effects().into_iter();
    effects
        .filter_map(|effect| if let Effect::Record(key, attempt) = effect { Some((key, attempt)) } else { None })
        .collect()
}

#[test]
fn two_keys_answer_a_card_whose_points_were_ticked() {
    let mut run = quiz(vec![full(), bare(1, "asyncio", "Second question?")]);
    run.shows("1 of 2").shows_no("Did you say");
    if run.screen().contains("Second question") {
        run.press("s");
    }
    run.press("3abc<enter>");
    let attempts = recorded(&mut run);
    let (key, attempt) = &attempts[0];
    assert_eq!((key.source.as_str(), key.id.as_str()), ("qbank", "PY-FUNC-004"));
    assert_eq!(attempt.confidence, Some(Confidence::Sure));
    assert_eq!((attempt.verdict, attempt.rating, attempt.must), (Verdict::Right, Rating::Easy, Some((3, 3))));
    assert_eq!(attempt.ticked, [0, 1, 2]);
}

#[test]
fn the_answer_is_not_on_screen_before_the_reveal() {
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.shows("What waits?").shows_no("in one sentence").press("<tab>]jG4<enter>a").shows_no("in one sentence");
    run.press(" ").shows("in one sentence");
}

#[test]
fn every_confidence_is_kept() {
    for (key, confidence) in [
        ("0", Some(Confidence::DoNotKnow)),
        ("1", Some(Confidence::Guess)),
        ("2", Some(Confidence::ThinkSo)),
        ("3", Some(Confidence::Sure)),
        (" ", None),
    ] {
        let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
        run.press(key).press("3");
        assert_eq!(recorded(&mut run)[0].1.confidence, confidence, "after {key:?}");
    }
}

#[test]
fn rating_keys_are_dead_right_after_the_reveal() {
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.press("1");
    run.now += 249;
    run.key(KeyCode::Char('3'));
    assert!(recorded(&mut run).is_empty());
    run.now += 200;
    run.key(KeyCode::Char('4'));
    assert_eq!(recorded(&mut run)[0].1.rating, Rating::Easy);
}

#[test]
fn a_held_key_neither_reveals_nor_rates_a_second_time() {
    let mut run = quiz(sample::cards());
    run.press("2");
    for _ in 0..40 {
        run.now += 33;
        run.key(KeyCode::Char('2'));
    }
    assert!(recorded(&mut run).is_empty());
    run.shows("1 of 5");
}

#[test]
fn the_key_bar_names_just_the_letters_that_tick() {
    for (points, letters) in
        [(1, "a tick"), (2, "a b tick"), (3, "a-c tick"), (6, "a-f tick"), (7, "a-f i tick"), (9, "a-f i l m tick")]
    {
        let mut card = full();
        card.key_points = vec![card.key_points[0].clone(); points];
        quiz(vec![card]).press("1").shows(format!("   {letters}   ").trim_start());
    }
}

#[test]
fn enter_asks_for_a_rating_where_nothing_is_proposed() {
    let mut run = quiz(vec![full()]);
    run.press("1<enter>").shows("tick what you said with a-d, or rate yourself with 1-4");
    assert!(recorded(&mut run).is_empty());
    run.press("a").shows_no("tick what you said");
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.press("1<enter>").shows("rate yourself: 1 again, 2 hard, 3 good, 4 easy");
}

#[test]
fn an_answer_that_could_not_be_saved_stays_and_can_be_tried_again() {
    let mut run = quiz(vec![bare(1, "asyncio", "First question?"), bare(2, "sets", "Second question?")]);
    let first = run.screen().contains("First question?");
    let text = if first { "First question?" } else { "Second question?" };
    run.world.failing = Some("the answer is not saved: the disk is full".to_owned());
    run.press("1")
        .press("3")
        .shows("not saved: the disk is full; rate it again to try again")
        .shows("3 good, 2 days")
        .shows(text)
        .shows("in one sentence");
    run.world.failing = None;
    run.press("3").shows("2 of 2").shows_no("in one sentence").shows_no("disk");
    assert_eq!(recorded(&mut run).len(), 2, "the attempt went out twice and was accepted once");
}

#[test]
fn a_failing_library_at_the_start_ends_with_its_reason() {
    let mut world = Memory::new(sample::cards());
    world.failing = Some("no card matches".to_owned());
    let run = Run::begin(Start::Quiz, world, SIZE);
    assert!(run.over);
    assert_eq!(run.app.failure(), Some("no card matches"));
}

#[test]
fn undo_returns_to_the_answer_even_from_the_end_page() {
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.press("33").shows("the end").shows("1 right").press("u").shows("taken back").shows("What waits?");
    let undone = EventId { device: "here".to_owned(), number: 1 };
    assert!(run.world.clear_effects().contains(&Effect::TakeBack(undone)));
    run.press("1").shows("once more").press("q").shows("1 wrong");
}

#[test]
fn undo_without_an_answer_says_so() {
    let mut run = quiz(sample::cards());
    run.press("u").shows("no answer of this run to take back");
}

#[test]
fn leaving_goes_to_the_end_page_only_if_something_was_answered() {
    let mut run = quiz(sample::cards());
    run.press("q");
    assert!(run.over, "nothing was answered");
    let mut run = quiz(sample::cards());
    run.press("13q").shows("the end").shows("1 card answered").press("q");
    assert!(run.over);
}

#[test]
fn the_end_page_says_what_to_look_at() {
    let mut run = quiz(sample::cards());
    run.wait(70_000).press("24").press("3<enter>1").press("13");
    run.press("q").shows("Wrong though you were sure").shows("Right, but slow").shows("1:10").shows("practise 1");
    run.world.clear_effects();
    run.press("p").shows("1 of 1");
    assert!(
        matches!(&run.world.effects[..], [Effect::Begin(Choice::Cards(keys)), Effect::KeepRun(_)] if keys.len() == 1)
    );
}

#[test]
fn run_again_and_done_lead_on_and_back() {
    let mut run = Run::begin(Start::Home, Memory::new(vec![bare(1, "asyncio", "What waits?")]), SIZE);
    run.press("n").press("13").shows("the end").press("r").shows("What waits?").press("13<enter>").shows("3 due");
    assert!(!run.over);
    run.press("q");
    assert!(run.over);
}

#[test]
fn clocks_run_while_asking_and_stand_otherwise() {
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.shows("0:00 of 1:00").wait(23_400).shows("0:23 of 1:00");
    assert_eq!(run.app.next_tick(crate::study::session::Timestamp(run.now)), Some(600));
    run.press("?");
    assert_eq!(run.app.next_tick(crate::study::session::Timestamp(run.now)), None, "no clock is on the help page");
    run.wait(60_000).press("<esc>").shows("0:23 of 1:00");
    run.wait(40_500).shows("1:04 of 1:00, slow").press("2").shows("1:04 of 1:00");
    assert_eq!(
        run.app.next_tick(crate::study::session::Timestamp(run.now)),
        None,
        "the answer is read without a clock"
    );
}

#[test]
fn a_stopped_program_loses_no_time() {
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.wait(5_000);
    run.settle(Message::Paused);
    run.now += 600_000;
    run.settle(Message::Resumed);
    run.wait(1_000).shows("0:06 of 1:00");
}

#[test]
fn the_time_limit_lets_the_card_on_screen_be_finished() {
    let mut world = Memory::new(sample::cards());
    world.limit_ms = Some(30_000);
    let mut run = Run::begin(Start::Quiz, world, SIZE);
    run.shows("0:30 left").wait(31_000).shows("time is up").press("13").shows("the end");
}

#[test]
fn marks_go_out_and_show() {
    let mut run = quiz(vec![bare(1, "asyncio", "What waits?")]);
    run.press("F").shows("flagged");
    let key = CardKey { source: "qbank".to_owned(), id: "PY-X-001".to_owned() };
    assert_eq!(run.world.effects.last(), Some(&Effect::Mark(key.clone(), Mark::Flagged(true))));
    run.press("F").shows("no longer flagged").press("S").shows("suspended: it is not asked again");
    assert_eq!(run.world.effects.last(), Some(&Effect::Mark(key, Mark::Suspended(true))));
}

#[test]
fn sections_turn_and_long_ones_scroll() {
    let mut run = quiz(vec![full()]);
    run.resize((60, 24)).press("1").shows("Did you say");
    run.press("<tab>").shows("is executed like any other").shows("% seen").shows_no("rule of");
    run.press("G").shows("end").shows("its own").press("g").shows("is executed like any other");
    run.press("<tab>").shows("seen.append(item)").shows_no("every one");
    run.press("<right><right><right><right><right><right><right>")
        .shows("every one")
        .shows_no("append")
        .press("<left><left><left><left><left><left><left>")
        .shows("append(");
    run.press("<backtab><backtab>").shows("evaluated once");
    run.press("[").shows("PY-FUNC-004");
}

#[test]
fn typing_in_the_search_line_is_text_and_nothing_else() {
    let mut run = browse();
    run.press("/quick?").shows("/ quick?").shows("no card matches");
    assert!(!run.over);
    run.press("<backspace><backspace><backspace><backspace><backspace><backspace>await")
        .shows("What may run")
        .shows("5 cards · showing 1");
    run.press("<esc>").shows("/ await").press("C").shows("5 cards");
}

#[test]
fn pasted_text_never_acts_as_keys() {
    let mut run = quiz(sample::cards());
    run.world.clear_effects();
    run.settle(Message::Pasted("1\n3\nq".to_owned()));
    assert!(run.world.effects.is_empty() && !run.over);
    run.shows("1 of 5");
    let mut run = browse();
    run.settle(Message::Pasted("q\n".to_owned()));
    run.shows("5 cards").press("/");
    run.settle(Message::Pasted("await\n\x1b[31m".to_owned()));
    run.shows("/ await [31m");
}

#[test]
fn the_card_of_the_browser_opens_and_closes() {
    let mut run = browse();
    run.press("j<enter>").shows("The answer to question 1").press("<esc>").shows_no("The answer to question 1");
    run.press("<enter>F").shows("flagged").press("<esc><esc>");
    assert!(run.over);
}

#[test]
fn beside_the_list_the_card_follows_the_cursor() {
    let mut run = browse();
    run.resize((120, 40))
        .shows("Points to make")
        .press("j")
        .shows("The answer to question 1")
        .press("j")
        .shows("question 2");
    run.resize((119, 40)).shows_no("question 2").resize((120, 40)).shows("question 2");
}

#[test]
fn what_was_found_can_be_asked() {
    let mut run = browse();
    run.press("/await<enter>z").shows("1 of");
    assert!(run.world.effects.contains(&Effect::Begin(Choice::Query("await".to_owned()))));
    run.press("q").shows("browse");
}

#[test]
fn a_chosen_filter_becomes_part_of_the_query() {
    let mut run = browse();
    run.press("h<tab><tab>jj<enter>");
    assert!(run.world.effects.contains(&Effect::Find("topic:decorators".to_owned())));
    run.press("<enter>").shows("5 cards").shows_no("showing");
}

#[test]
fn hostile_text_is_harmless_on_every_screen() {
    let hostile = "x\x1b[2J\u{202e}y\u{9b}31m\u{2066}z\u{200f}\u{7}\r";
    let mut card = full();
    card.question = format!("{hostile} question?");
    for text in [
        &mut card.answer,
        &mut card.topic,
        &mut card.technology,
        &mut card.explanation,
        &mut card.example,
        &mut card.scenario,
    ] {
        *text = Some(format!("{hostile} text"));
    }
    card.tags = vec![hostile.to_owned()];
    card.key_points[0].text = hostile.to_owned();
    card.mistakes[0].claim = hostile.to_owned();
    card.follow_ups[0].question = hostile.to_owned();
    card.code[0].source = format!("{hostile}\n{hostile}");
    card.code[0].name = Some(hostile.to_owned());
    card.sources = vec![hostile.to_owned()];
    for (start, keys) in [
        (Start::Quiz, "3a<tab><tab><tab><tab><tab><tab><tab><tab>?<esc>1q"),
        (Start::Browse { query: hostile.to_owned() }, "C<enter><tab><tab><tab><tab><tab><tab><tab><esc>hjj<enter>"),
    ] {
        let mut run = Run::begin(start, Memory::new(vec![card.clone()]), (120, 40));
        let keys: Vec<&str> = keys.split_inclusive(|c: char| c == '>' || !c.is_alphabetic() && c != '<').collect();
        for key in keys {
            run.press(key);
            let screen = run.screen();
            let unsafe_character =
                screen.chars().find(|c| *c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200f}".contains(*c)));
            assert_eq!(unsafe_character, None, "after {key} on\n{screen}");
        }
    }
}

#[test]
fn in_ascii_mode_nothing_beyond_ascii_is_drawn() {
    let mut card = full();
    card.answer = Some("“Quoted” — and … so on → done ✓".to_owned());
    for size in [(120, 40), (80, 24), (40, 12)] {
        for (start, keys) in [
            (Start::Home, "?<esc>p<esc>t12?<esc><esc>s?<esc><tab><tab><tab><tab><tab>"),
            (Start::Quiz, "3a<tab><tab><tab><tab>?<esc>12q"),
            (Start::Browse { query: String::new() }, "<enter><tab><esc>hj<enter>/x"),
        ] {
            let theme = Theme::new(Palette::Mono, true);
            let mut run =
                Run::with_theme(start, Memory::new(vec![card.clone(), bare(1, "asyncio", "What waits?")]), size, theme);
            for key in keys.split_inclusive(|c: char| c == '>' || c.is_ascii_digit() || c == '?') {
                run.press(key);
                assert!(run.screen().is_ascii(), "after {key} on\n{}", run.screen());
            }
        }
    }
}

/// The style of the first cell of `text` on the screen.
#[track_caller]
pub(super) fn style_of(run: &Run, text: &str) -> Style {
    let screen = run.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| Some((row, line.find(text)?, line)));
    let (row, at, line) = found.unwrap_or_else(|| panic!("no {text:?} on\n{screen}"));
    let column = unicode_width::UnicodeWidthStr::width(&line[..at]);
    run.buffer()[(u16::try_from(column).expect("on screen"), u16::try_from(row).expect("on screen"))].style()
}

#[test]
fn meanings_are_drawn_in_their_styles() {
    for palette in [Palette::Sixteen, Palette::Mono] {
        let theme = Theme::new(palette, false);
        let mut run = Run::with_theme(Start::Quiz, Memory::new(vec![full()]), SIZE, theme.clone());
        run.press("3ab");
        for (text, style) in [
            ("A helper is", theme.strong),
            ("Answer ", theme.selected),
            ("✓ a", theme.right),
            ("· c", theme.plain),
            ("+ d", theme.quiet),
            ("tick", theme.plain),
        ] {
            let drawn = style_of(&run, text);
            assert_eq!(
                (drawn.fg, drawn.bg, drawn.add_modifier),
                (style.fg, style.bg, style.add_modifier),
                "{text} in {palette:?}"
            );
        }
        let mut run =
            Run::with_theme(Start::Browse { query: String::new() }, Memory::new(sample::cards()), SIZE, theme.clone());
        run.press("j");
        assert!(style_of(&run, "What may run").add_modifier.contains(Modifier::REVERSED), "the row under the cursor");
        assert!(!style_of(&run, "How does").add_modifier.contains(Modifier::REVERSED), "the row below");
    }
}

#[test]
fn a_key_bar_never_cuts_a_word() {
    const RATINGS: [&str; 4] = ["1 again", "2 hard", "3 good", "4 easy"];
    for width in 40..130 {
        let mut run = quiz(vec![full()]);
        run.resize((width, 24)).press("3ab");
        let bar = run.bars();
        let items = bar.split("   ").map(|item| item.trim().trim_matches(['[', ']']));
        for item in items.filter(|item| !item.is_empty() && !RATINGS.contains(&item.split(',').next().unwrap_or(item)))
        {
            assert!(
                ["enter hard", "a-d tick", "tab sections", "j k scroll", "? keys", "q leave"].contains(&item),
                "{item:?} in {bar:?}"
            );
        }
        assert!(bar.contains("enter hard"), "{bar:?} at {width}");
    }
}

/// Numbers that only look random: the walk is the same on every machine.
struct Walk(u64);

impl Walk {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

#[test]
fn no_keys_at_no_size_make_it_panic_or_draw_outside() {
    const KEYS: [&str; 52] = [
        "t",
        "o",
        "1",
        "2",
        "3",
        "4",
        "0",
        " ",
        "s",
        "u",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "x",
        "F",
        "S",
        "?",
        "q",
        "n",
        "t",
        "v",
        "9",
        "-",
        "r",
        "p",
        "z",
        "C",
        "/",
        "j",
        "k",
        "g",
        "G",
        "h",
        "l",
        "[",
        "]",
        "é",
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
        "<enter>",
    ];
    const SIZES: [(u16, u16); 14] = [
        (120, 40),
        (80, 24),
        (40, 12),
        (1, 1),
        (0, 0),
        (0, 12),
        (40, 0),
        (39, 12),
        (41, 13),
        (72, 12),
        (120, 12),
        (300, 100),
        (40, 60),
        (119, 18),
    ];
    let mut walk = Walk(3);
    let mut reached = BTreeSet::new();
    for round in 0..48 {
        let start = [Start::Home, Start::Quiz, Start::Browse { query: String::new() }, Start::Home][round % 4].clone();
        let mut world = Memory { is_new: round % 4 == 3, ..Memory::new(sample::cards()) };
        // Enough of those that can be chosen from, for the others are only said aloud.
        let with_options = |number| Card { id: format!("PY-E-{number}"), ..sample::every_way() };
        world.cards.extend((0..6).map(with_options));
        world.answers = if round % 3 == 0 { Vec::new() } else { sample::answers() };
        let all = [Mode::Choice, Mode::Predict, Mode::Typed, Mode::Recall].map(Ways::All);
        world.ways = all.get(walk.below(8)).copied().unwrap_or_default();
        world.strict = round % 4 == 0;
        let mut run = Run::begin(start, world, SIZES[walk.below(SIZES.len())]);
        for _ in 0..120 {
            match walk.below(20) {
                0 => drop(run.resize(SIZES[walk.below(SIZES.len())])),
                1 => drop(run.wait(walk.below(50_000) as u64)),
                2 => run.world.failing = (walk.below(3) == 0).then(|| "the disk is full".to_owned()),
                _ => drop(run.press(KEYS[walk.below(KEYS.len())])),
            }
            if run.over {
                break;
            }
            let screen = run.screen();
            for line in screen.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= run.size.0.into(), "{line:?} on\n{screen}");
                assert!(!line.contains(char::is_control), "{line:?} on\n{screen}");
            }
            reached.extend(run.app.keys().map(|table| table.name));
            // A terminal may have any size when it is drawn, whatever was said before.
            let (width, height) = SIZES[walk.below(SIZES.len())];
            let told = run.size;
            run.size = (width, height);
            let _ = run.screen();
            run.size = told;
            assert_eq!(run.app.size(), Size { width: told.0, height: told.1 });
        }
    }
    for screen in ["home", "interview", "question", "options", "output", "text field", "answer", "solution"]
        .into_iter()
        .chain(["end of the run", "browse", "search line", "plan", "progress", "keys"])
    {
        assert!(reached.contains(screen), "the walk never came to {screen}: {reached:?}");
    }
}
