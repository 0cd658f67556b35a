//! The four ways to be asked, told as runs of keys.

use super::sample::{Memory, bare, every_way, full};
use super::{Message, Run, Start};
use crate::bank::Card;
use crate::study::event::{Attempt, Confidence, Mode, Rating, Verdict};
use crate::study::ways::Ways;
use crate::tui::message::Effect;
use crate::tui::theme::{Palette, Theme};
use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use ratatui::style::Modifier;

const SIZE: (u16, u16) = (80, 24);
/// High enough for all of an answer.
const TALL: (u16, u16) = (100, 80);

const KEY: &str = "At an await, async with or async for that has to wait";
const DISTRACTOR: &str = "At any moment, once its time slice has run out";

fn world(mode: Mode, cards: Vec<Card>) -> Memory {
    let mut world = Memory::new(cards);
    world.ways = Ways::All(mode);
    world
}

fn all(mode: Mode) -> Run {
    Run::begin(Start::Quiz, world(mode, vec![every_way()]), TALL)
}

/// The letter in front of an option on the screen.
#[track_caller]
fn letter(run: &Run, option: &str) -> String {
    let screen = run.screen();
    let line = screen
        .lines()
        .find(|line| line.trim_end().ends_with(option))
        .unwrap_or_else(|| panic!("no {option:?} on\n{screen}"));
    line.trim_end().trim_end_matches(option).trim().trim_start_matches('▸').trim().to_owned()
}

#[track_caller]
fn choose(run: &mut Run, option: &str) {
    let letter = letter(run, option);
    run.press(&letter);
}

fn attempts(run: &mut Run) -> Vec<Attempt> {
    let effects = run.world.clear_effects().into_iter();
    effects.filter_map(|effect| if let Effect::Record(_, attempt) = effect { Some(attempt) } else { None }).collect()
}

fn paste(run: &mut Run, text: &str) {
    run.now += 300;
    run.settle(Message::Pasted(text.to_owned()));
}

#[test]
fn a_choice_shows_reasons_for_every_option_afterwards() {
    for (option, word) in [(KEY, "right"), (DISTRACTOR, "wrong")] {
        let mut run = all(Mode::Choice);
        run.shows("Where may another asyncio task run").shows_no("can an update").shows_no("time slices belong");
        choose(&mut run, option);
        run.shows("You chose").shows_no("time slices belong").press("2").shows(&format!("{word} · think so"));
        run.shows("time slices belong to threads").shows("the GIL orders threads").shows("sleep(0) is one way");
        run.shows("enter next").shows_no("1 again").press("4").shows("enter next").press("<enter>");
        let attempt = attempts(&mut run).remove(0);
        assert_eq!((attempt.mode, attempt.chosen.as_deref()), (Mode::Choice, Some(option)));
        assert_eq!(attempt.confidence, Some(Confidence::ThinkSo));
        assert_eq!(attempt.verdict == Verdict::Right, word == "right");
        run.press("q");
    }
}

#[test]
fn before_a_choice_the_keys_ask_for_one() {
    let mut run = all(Mode::Choice);
    run.press("3").shows("choose with a-d first, or press 0").press("<enter>").shows("choose with a-d").press(" ");
    run.shows("choose with a-d")
        .press("x")
        .shows_no("time slices belong")
        .press("0")
        .shows("nothing chosen · did not know");
    run.press("<enter>").shows("once more");
    assert_eq!(attempts(&mut run)[0].verdict, Verdict::Wrong);
}

#[test]
fn a_choice_can_be_changed_until_it_is_checked() {
    let mut run = all(Mode::Choice);
    choose(&mut run, DISTRACTOR);
    choose(&mut run, KEY);
    run.press("3").shows("right · sure");
    choose(&mut run, DISTRACTOR);
    run.shows("right · sure");
}

#[test]
fn a_choice_is_seen_however_long_the_text_above_it_is() {
    let mut run = all(Mode::Choice);
    run.resize((40, 12)).shows("Where may another").shows_no("▸").press("d").shows("▸ d").press("g").shows("Where may");
    let mut run = all(Mode::Predict);
    run.resize((80, 24))
        .shows("import asyncio")
        .shows("a  ")
        .shows("d  ")
        .press("b")
        .shows("▸ b")
        .shows("import asyncio");
    run.press("G").shows("asyncio.run(main())").shows("▸ b");
}

#[test]
fn an_output_can_be_typed_exactly() {
    let mut run = all(Mode::Predict);
    run.shows("What does this print?").shows("async def unsafe").shows_no("Can an update").shows("a  ").press("t");
    run.shows_no("100 100")
        .press("<enter>")
        .shows("nothing is typed yet")
        .press("1 100<enter>")
        .shows("right ·")
        .shows("as you typed it");
    run.shows("treats one thread as proof of safety").press("<enter>");
    let attempt = attempts(&mut run).remove(0);
    assert_eq!((attempt.mode, attempt.verdict), (Mode::Predict, Verdict::Right));
    assert_eq!(attempt.typed.as_deref(), Some("1 100"));

    let mut run = all(Mode::Predict);
    run.press("t1 99<enter>").shows("wrong ·").shows("you typed").shows("│ 1 99").shows("1 100");
    let mut run = all(Mode::Predict);
    run.press("t0 100<enter>").shows("wrong ·").shows("as you typed it: the last writer does store");
    let mut run = all(Mode::Predict);
    run.press("t7<esc>").shows("Your text is kept").shows("o options").press("o").shows("Choose one.").shows("100 100");
}

#[test]
fn who_writes_below_code_that_does_not_fit_is_told_how_to_scroll_it() {
    let mut run = all(Mode::Predict);
    run.press("t")
        .shows("enter check")
        .shows_no("pgdn scroll")
        .resize((80, 24))
        .shows("pgdn scroll")
        .shows("ctrl-u undo");
    run.shows("import asyncio").press("<pgdn>").shows_no("import asyncio");
}

#[test]
fn the_output_of_the_code_is_not_seen_before_it_was_predicted() {
    let mut run = all(Mode::Predict);
    for key in ["<tab>", "G", "j", "<right>", "?", "<esc>", "<enter>", "4", "x"] {
        run.press(key).shows_no("prints").shows_no("treats one thread").shows_no("One thread removes");
    }
}

#[test]
fn what_is_typed_is_marked_and_ticks_its_points() {
    let mut run = all(Mode::Typed);
    run.shows("Can an update").shows("what you would say").press("q?3 u");
    assert!(!run.over);
    run.shows("q?3 u");
    run.key_with(KeyCode::Char('u'), KeyModifiers::CONTROL);
    run.key_with(KeyCode::Char('u'), KeyModifiers::CONTROL);
    run.key_with(KeyCode::Char('u'), KeyModifiers::CONTROL);
    run.key_with(KeyCode::Char('u'), KeyModifiers::CONTROL);
    run.shows_no("q?3");
    run.press("another task can run");
    run.key_with(KeyCode::Char('j'), KeyModifiers::CONTROL);
    run.press("between read and write; never use an asyncio lock<enter>");
    run.shows("You wrote").shows("✓ a").shows("· b").shows("✓ c").shows("? d").shows("2 of 4 must points");
    run.shows("stands near a \"not\"").shows("Did you say one of these?").shows("· i  \"asyncio is single-threaded");
    run.press("bd")
        .shows("4 of 4")
        .shows("✓ d")
        .shows_no("stands near")
        .shows("[3 good")
        .press("i")
        .shows("✗ i")
        .shows("[2 hard");
    run.press("<enter>");
    let attempt = attempts(&mut run).remove(0);
    assert_eq!((attempt.mode, attempt.verdict, attempt.rating), (Mode::Typed, Verdict::Partly, Rating::Hard));
    assert_eq!((attempt.ticked, attempt.mistakes), (vec![0, 1, 2, 3], vec![0]));
    assert_eq!(
        attempt.typed.as_deref(),
        Some("another task can run\nbetween read and write; never use an asyncio lock")
    );
}

/// Whether the first cell of `text` is underlined.
#[track_caller]
fn is_underlined(run: &Run, text: &str) -> bool {
    let screen = run.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| Some((row, line.find(text)?, line)));
    let (row, at, line) = found.unwrap_or_else(|| panic!("no {text:?} on\n{screen}"));
    let column = unicode_width::UnicodeWidthStr::width(&line[..at]);
    let cell = (u16::try_from(column).expect("on screen"), u16::try_from(row).expect("on screen"));
    run.buffer()[cell].style().add_modifier.contains(Modifier::UNDERLINED)
}

#[test]
fn the_deciding_words_are_underlined_whatever_the_colours() {
    for palette in [Palette::Sixteen, Palette::Mono] {
        let theme = Theme::new(palette, false);
        let mut run = Run::with_theme(Start::Quiz, world(Mode::Typed, vec![every_way()]), TALL, theme);
        run.press("here another task can run; no asyncio.lock<enter>");
        for (text, marked) in
            [("here another", false), ("another task can", true), ("run; no", true), ("asyncio.lock", true)]
        {
            assert_eq!(is_underlined(&run, text), marked, "{text}");
        }
    }
}

#[test]
fn a_text_is_kept_when_the_field_is_left() {
    let mut run = all(Mode::Typed);
    run.press("another task can run<esc>")
        .shows("You wrote so far")
        .shows("another task can run")
        .shows("Your text is kept");
    run.press("h")
        .shows("hint 1 of 4")
        .press("t;<esc>3")
        .shows("sure ·")
        .shows("hinted")
        .shows("another task can run;");
    run.press("<enter>");
    let attempt = attempts(&mut run).remove(0);
    assert_eq!((attempt.mode, attempt.confidence, attempt.hinted), (Mode::Typed, Some(Confidence::Sure), true));
}

#[test]
fn recall_turns_into_typing_and_back_to_nothing_typed() {
    let mut run = Run::begin(Start::Quiz, world(Mode::Recall, vec![full()]), SIZE);
    run.press("t<esc>")
        .shows("Your text is kept")
        .press("2")
        .shows("Did you say")
        .shows_no("You wrote")
        .press("abc<enter>");
    let attempt = attempts(&mut run).remove(0);
    assert_eq!((attempt.mode, attempt.typed), (Mode::Recall, None));
}

#[test]
fn hints_come_one_by_one_and_end() {
    let mut run = Run::begin(Start::Quiz, world(Mode::Recall, vec![full()]), SIZE);
    run.shows("h hint").press("h").shows("hint 1 of 3  Defaults are evaluated once").shows_no("hint 2");
    run.press("hh").shows("hint 3 of 3").shows_no("h hint").press("h").shows("that was the last hint");
    run.press("3abc").shows("hinted").shows("[2 hard").press("<enter>");
    assert!(attempts(&mut run)[0].hinted);
    let mut bare = Run::begin(Start::Quiz, Memory::new(vec![bare(1, "asyncio", "What waits?")]), SIZE);
    bare.shows_no("h hint").press("h").shows("no points to hint at");
}

#[test]
fn a_new_card_of_a_mixed_run_shows_options_on_a_key() {
    let mut run = Run::begin(Start::Quiz, Memory::new(vec![every_way()]), TALL);
    run.shows("Say it aloud").shows("o options").shows_no(KEY).press("o").shows(KEY).shows("Choose one.");
    choose(&mut run, KEY);
    run.press("3<enter>").shows("the end").shows("Choice and predict: 1 right").shows_no("0 right");
    assert_eq!(attempts(&mut run)[0].mode, Mode::Choice);
    let mut plain = Run::begin(Start::Quiz, Memory::new(vec![full()]), SIZE);
    plain.shows_no("o options").press("o").shows("Say it aloud");
}

#[test]
fn pasted_text_is_text_in_the_field_and_nothing_elsewhere() {
    let mut run = all(Mode::Typed);
    paste(&mut run, "another task\r\nq3\r\x1b[31m can run\n");
    run.shows("another task").shows("q3").shows("[31m can run");
    assert!(attempts(&mut run).is_empty() && !run.over);
    run.press("<esc>");
    paste(&mut run, "3\nq");
    run.shows("You wrote so far").press("<enter>").shows("You wrote so far");
    for mode in [Mode::Choice, Mode::Predict, Mode::Recall] {
        let mut run = all(mode);
        let before = run.screen();
        paste(&mut run, "a3\n\nq");
        assert_eq!(run.screen(), before, "{mode:?}");
    }
}

/// Sends keys as fast as a terminal that does not mark a paste.
fn pour(run: &mut Run, text: &str) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        run.now += 1;
        let code = if character == '\n' { KeyCode::Enter } else { KeyCode::Char(character) };
        run.key_before(code, KeyModifiers::NONE, characters.peek().is_some());
    }
}

#[test]
fn an_unmarked_paste_is_one_text() {
    let mut run = all(Mode::Typed);
    pour(&mut run, "one\ntwo\n3");
    run.shows("│ one").shows("│ two").shows("│ 3").press("<enter>").shows("You wrote");
    let mut run = all(Mode::Typed);
    run.wait(300);
    pour(&mut run, "one\n");
    run.shows("You wrote");
}

#[test]
fn hostile_text_is_harmless_in_every_way() {
    let hostile = "x\x1b[2J\u{202e}y\u{9b}31m\u{2066}z\u{200f}\u{7}\r";
    let mut card = every_way();
    let options = card.options.as_mut().expect("it has options");
    (options.ask, options.key) = (Some(format!("{hostile} which?")), format!("{hostile} key"));
    options.distractors[0].text = hostile.to_owned();
    options.distractors[0].why = hostile.to_owned();
    card.predict[0].wrong[0].output = format!("{hostile}\n{hostile}");
    card.predict[0].wrong[0].why = hostile.to_owned();
    card.code[0].source = format!("{hostile}\n{hostile}");
    card.code[0].language = Some(hostile.to_owned());
    card.key_points[0].text = hostile.to_owned();
    card.mistakes[0].claim = hostile.to_owned();
    for (mode, keys) in [(Mode::Choice, "a3"), (Mode::Predict, "bt0<enter>"), (Mode::Typed, "x<esc>hht<enter>i")] {
        let mut run = Run::begin(Start::Quiz, world(mode, vec![card.clone()]), TALL);
        paste(&mut run, hostile);
        for key in keys.split_inclusive(|c: char| c == '>' || c.is_ascii_digit()) {
            run.press(key);
            let screen = run.screen();
            let found =
                screen.chars().find(|c| *c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200f}".contains(*c)));
            assert_eq!(found, None, "after {key} in {mode:?}\n{screen}");
        }
    }
}

#[test]
fn in_ascii_mode_every_way_is_ascii() {
    for (mode, keys) in
        [(Mode::Choice, "a3"), (Mode::Predict, "bt1 101<enter>"), (Mode::Typed, "not a lock<esc>ht<enter>i")]
    {
        for size in [(120, 40), (80, 24), (40, 12)] {
            let theme = Theme::new(Palette::Mono, true);
            let mut run = Run::with_theme(Start::Quiz, world(mode, vec![every_way()]), size, theme);
            for key in keys.split_inclusive(|c: char| c == '>' || c.is_ascii_digit()) {
                run.press(key);
                assert!(run.screen().is_ascii(), "after {key} on\n{}", run.screen());
            }
        }
    }
}

#[test]
fn a_key_that_was_meant_for_the_card_before_does_not_reveal_the_next() {
    let cards = vec![bare(1, "asyncio", "What waits?"), bare(2, "sets", "What is a set?")];
    let mut run = Run::begin(Start::Quiz, Memory::new(cards), SIZE);
    run.press("33").shows("2 of 2").shows_no("in one sentence");
    run.now += 100;
    run.key(KeyCode::Char('3'));
    run.now += 99;
    run.key(KeyCode::Char('2'));
    run.shows("How sure").shows_no("in one sentence").press("3").shows("in one sentence");
}

#[test]
fn two_hundred_keys_a_second_make_one_attempt_a_card_that_was_there_long_enough() {
    for keys in ["3", "34", "1<2", "ab3\r", " \r4", "t3\r", "o3s"] {
        let cards = (0..8).map(|number| bare(number, "asyncio", &format!("Question {number}?"))).collect();
        let mut run = Run::begin(Start::Quiz, Memory::new(cards), SIZE);
        let begin = run.now;
        for key in keys.chars().cycle().take(400) {
            run.now += 5;
            run.key(if key == '\r' { KeyCode::Enter } else { KeyCode::Char(key) });
        }
        let (attempts, passed) = (attempts(&mut run), run.now - begin);
        // A card is seen for a fifth of a second before it is revealed, and its answer for a quarter before it is rated.
        assert!(attempts.len() as u64 <= passed / 450, "{keys:?}: {} attempts in {passed} ms", attempts.len());
        assert!(attempts.iter().all(|attempt| attempt.answer_ms >= 200 && attempt.reading_ms >= 250), "{keys:?}");
    }
}

#[test]
fn time_that_runs_out_while_typing_keeps_the_text() {
    let mut limited = world(Mode::Typed, vec![every_way()]);
    limited.limit_ms = Some(30_000);
    let mut run = Run::begin(Start::Quiz, limited, TALL);
    run.press("another task").wait(40_000).shows("time is up").shows("another task").press(" can run<enter>");
    run.shows("You wrote").shows("another task can run").press("<enter>").shows("the end");
    assert_eq!(attempts(&mut run)[0].typed.as_deref(), Some("another task can run"));

    let mut strict = world(Mode::Typed, vec![every_way()]);
    strict.strict = true;
    let mut run = Run::begin(Start::Quiz, strict, TALL);
    run.press("another task can run").wait(60_000).shows("You wrote").shows("another task can run").shows("slow");
    run.shows("time ran out; your text is kept");
    // Who was typing types on, and nothing of it acts: not until the keyboard has been still for a second.
    run.press("abiq?<esc>4u").shows("✓ a").shows("· i").shows("1 of 4").shows("your text is kept");
    run.wait(700).press("b").shows("2 of 4").shows_no("your text is kept").press("cd");
    run.shows("[2 hard, 1 day]   time ran out: hard at best").shows_no("3 good").press("4");
    let attempt = attempts(&mut run).remove(0);
    assert_eq!((attempt.rating, attempt.slow, attempt.verdict), (Rating::Hard, true, Verdict::Right));
}

#[test]
fn a_strict_clock_keeps_no_text_where_none_was_written() {
    let mut strict = world(Mode::Typed, vec![every_way()]);
    strict.strict = true;
    let mut run = Run::begin(Start::Quiz, strict, TALL);
    run.press(" ").wait(60_000).shows("time ran out").shows_no("your text is kept").shows_no("You wrote");
    run.wait(1_000).press("<enter>").shows("or rate yourself with 1 or 2");
}

#[test]
fn a_strict_clock_checks_what_was_chosen() {
    let mut strict = world(Mode::Choice, vec![every_way()]);
    strict.strict = true;
    let mut run = Run::begin(Start::Quiz, strict, TALL);
    choose(&mut run, KEY);
    run.wait(60_000).shows("right ·").shows("slow");
}

#[test]
fn the_clock_warns_in_words_and_colour() {
    let mut run = Run::begin(Start::Quiz, Memory::new(vec![full()]), SIZE);
    let theme = Theme::new(Palette::Sixteen, false);
    for (wait, words, style) in [
        (44_000, "0:44 of 1:00", theme.plain),
        (1_000, "0:45 of 1:00, 0:15 left", theme.attention),
        (14_000, "0:59 of 1:00, 0:01 left", theme.attention),
        (1_000, "1:00 of 1:00, slow", theme.wrong),
    ] {
        run.wait(wait).shows(words);
        assert_eq!(super::stories::style_of(&run, words).fg, style.fg, "{words}");
    }
}

#[test]
fn the_session_clock_warns_too() {
    let mut world = Memory::new(vec![full()]);
    world.limit_ms = Some(60_000);
    let mut run = Run::begin(Start::Quiz, world, SIZE);
    run.shows("1:00 left").wait(53_000).shows("0:07 left").shows_no("only").wait(1_000).shows("only 0:06 left");
    run.wait(6_000).shows("time is up");
}

#[test]
fn the_clock_runs_while_somebody_writes() {
    let mut run = all(Mode::Typed);
    run.wait(500);
    assert_eq!(run.app.next_tick(crate::study::session::Timestamp(run.now)), Some(500));
    run.wait(10_000).shows("0:10 of 1:00");
}

#[test]
fn an_undo_brings_every_way_back_as_it_was() {
    for (mode, keys, undo) in [
        (Mode::Choice, "b3", "u"),
        (Mode::Predict, "c3", "u"),
        (Mode::Typed, "another task can run<enter>id", "<esc>u"),
    ] {
        let mut run = all(mode);
        run.press(keys);
        let before = run.screen();
        // The help page takes the notice away.
        run.press("<enter>").press(undo).shows("taken back").press("?<esc>");
        assert_eq!(run.screen(), before, "{mode:?}");
    }
}

#[test]
fn the_help_page_of_options_names_their_keys() {
    let mut run = all(Mode::Choice);
    run.press("?")
        .shows("keys: options")
        .shows("choose the option with this letter")
        .shows_no("text field")
        .press("<esc>")
        .shows("Choose one.");
    let mut run = all(Mode::Predict);
    run.press("?")
        .shows("keys: output")
        .shows("type the output exactly")
        .shows("text field")
        .shows("break the line, also with alt-enter")
        .press("<esc>")
        .press("a3?")
        .shows("keys: solution");
}

/// Five cards with fixed outcomes, and a minute and a half of reading after each: the page says what happened.
#[test]
fn five_fixed_outcomes_are_on_the_end_page() {
    let cards =
        (0..5).map(|number| Card { id: format!("PY-F-{number}"), topic: Some(format!("topic {number}")), ..full() });
    let mut run = Run::begin(Start::Quiz, Memory::new(cards.collect()), SIZE);
    run.wait(9_700).press("3abc").wait(90_000).press("<enter>").shows("2 of 5");
    run.wait(74_700).shows("slow").press("3abc").wait(90_000).press("<enter>").shows("3 of 5");
    run.wait(20_000).press("2ab").wait(90_000).press("<enter>").shows("4 of 5");
    run.wait(5_000).press("0").wait(90_000).press("<enter>").shows("5 of 5");
    run.wait(15_000).press(" ").wait(90_000).press("<enter>").shows("tick what you said with a-d, or rate yourself");
    assert_eq!(attempts(&mut run).len(), 4);
    run.press("1q").shows("2 right (1 slow) · 1 partly · 2 wrong");
    run.shows("5 cards answered").shows("2:05 answering");
}
