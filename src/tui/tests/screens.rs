//! How every screen looks, at the sizes that the house promises.

use super::sample::{self, Memory};
use super::{Run, looks};
use crate::bank::Card;
use crate::study::alike::{Alike, Another};
use crate::study::event::{CardKey, Mode};
use crate::study::ways::Ways;
use crate::tui::message::Start;
use crate::tui::theme::{Palette, Theme};

/// Draws what `keys` lead to at every size, into one snapshot.
#[track_caller]
fn check(name: &str, start: &Start, cards: &[Card], keys: &str, ascii: bool) {
    check_in(Ways::Mixed, name, start, &|| Memory::new(cards.to_vec()), keys, ascii);
}

/// The same for a run that is asked in one way.
#[track_caller]
fn check_way(mode: Mode, name: &str, keys: &str, ascii: bool) {
    check_in(Ways::All(mode), name, &Start::Quiz, &|| Memory::new(vec![sample::every_way()]), keys, ascii);
}

/// The same in a world that knows more.
#[track_caller]
fn check_in(ways: Ways, name: &str, start: &Start, world: &dyn Fn() -> Memory, keys: &str, ascii: bool) {
    let run = |size, theme| {
        let world = Memory { ways, ..world() };
        let mut run = Run::with_theme(start.clone(), world, size, theme);
        run.press(keys);
        run
    };
    if !ascii {
        return looks::check(name, &run);
    }
    let mut shown = String::new();
    for size in looks::SIZES.into_iter().chain([(1, 1)]) {
        looks::say(&mut shown, size, "", &run(size, Theme::new(Palette::Sixteen, true)).screen());
    }
    looks::compare(name, &shown);
}

#[test]
fn home() {
    check("home", &Start::Home, &sample::cards(), "", false);
}

#[test]
fn home_in_the_middle_of_a_week() {
    check_in(Ways::Mixed, "home-busy", &Start::Home, &sample::busy, "", false);
}

#[test]
fn home_in_ascii() {
    check_in(Ways::Mixed, "home-ascii", &Start::Home, &sample::busy, "", true);
}

#[test]
fn plan() {
    check_in(Ways::Mixed, "plan", &Start::Home, &sample::busy, "p", false);
}

#[test]
fn the_end_of_a_plan_in_ascii() {
    check_in(Ways::Mixed, "plan-ascii", &Start::Home, &sample::busy, "pG", true);
}

#[test]
fn first_run() {
    let world = || Memory { is_new: true, ..Memory::new(sample::cards()) };
    check_in(Ways::Mixed, "first", &Start::Home, &world, "202410<tab>", false);
}

#[test]
fn ending_among_others() {
    check_in(Ways::Mixed, "ending-others", &Start::Quiz, &sample::busy, "31330323011311<enter>1q", false);
}

#[test]
fn asking() {
    check("asking", &Start::Quiz, &[sample::full()], "", false);
}

#[test]
fn answered() {
    check("answered", &Start::Quiz, &[sample::full()], "3ab", false);
}

#[test]
fn ending() {
    check("ending", &Start::Quiz, &sample::cards(), "31330323011311<enter>1q", false);
}

#[test]
fn keys_of_the_answer() {
    check("help", &Start::Quiz, &[sample::full()], "3?", false);
}

#[test]
fn choosing() {
    check_way(Mode::Choice, "choosing", "b", false);
}

#[test]
fn solved() {
    check_way(Mode::Choice, "solved", "a3", false);
}

#[test]
fn predicting() {
    check_way(Mode::Predict, "predicting", "", false);
}

#[test]
fn predicted() {
    check_way(Mode::Predict, "predicted", "t0 100<enter>", false);
}

#[test]
fn writing() {
    check_way(Mode::Typed, "writing", "It can: another task may run at an await", false);
}

#[test]
fn written() {
    check_way(Mode::Typed, "written", "It can: another task can run; never use an asyncio lock<enter>i", false);
}

#[test]
fn hinted() {
    check("hinted", &Start::Quiz, &[sample::every_way()], "hh", false);
}

/// Each section of a card, as far as its tabs go.
#[test]
fn sections() {
    let mut keys = "3".to_owned();
    for name in ["why", "code", "example", "mistakes", "case", "follow-ups", "facts"] {
        keys.push_str("<tab>");
        check(&format!("section-{name}"), &Start::Quiz, &[sample::full()], &keys, false);
    }
}

#[test]
fn other_answers() {
    let world = || {
        let key = CardKey { source: "page".to_owned(), id: "PY-ADV-017".to_owned() };
        let (question, answer) = ("Why are mutable defaults shared?".to_owned(), "They are made once.".to_owned());
        let alike = Alike { other_answers: vec![Another { key, question, answer }], ..Alike::default() };
        Memory { alike, ..Memory::new(vec![sample::full()]) }
    };
    check_in(Ways::Mixed, "section-others", &Start::Quiz, &world, "3<tab>", false);
}

#[test]
fn nothing_chosen() {
    check_way(Mode::Choice, "unchosen", "0", false);
}

#[test]
fn an_output_that_was_chosen() {
    check_way(Mode::Predict, "predicted-chosen", "b2", false);
}

#[test]
fn a_text_that_is_kept() {
    check_way(Mode::Typed, "kept", "It can<esc>", false);
}

#[test]
fn home_without_cards() {
    check("home-empty", &Start::Home, &[], "", false);
}

#[test]
fn a_wish_that_is_asked_for_again() {
    check_in(Ways::Mixed, "interview", &Start::Home, &sample::busy, "t", false);
}

#[test]
fn what_an_answer_asks_for() {
    check("asked-to-rate", &Start::Quiz, &[sample::full()], "3<enter>", false);
}

#[test]
fn time_that_is_up() {
    looks::check("slow", &|size, theme| {
        let world = Memory { limit_ms: Some(60_000), ..Memory::new(vec![sample::full()]) };
        let mut run = Run::with_theme(Start::Quiz, world, size, theme);
        run.wait(75_000);
        run
    });
}

#[test]
fn an_answer_that_can_be_taken_back_leaves_no_key_without_a_name() {
    for (mode, keys) in [
        (Mode::Recall, "01"),
        (Mode::Recall, "013ab"),
        (Mode::Recall, "013a<tab><tab>"),
        (Mode::Choice, "0<enter>"),
        (Mode::Choice, "0<enter>b3"),
        (Mode::Predict, "0<enter>"),
        (Mode::Predict, "0<enter>t1"),
        (Mode::Typed, "x<enter>1no<esc>"),
        (Mode::Typed, "x<enter>1no<enter>ai"),
    ] {
        looks::names_its_keys(&format!("{mode:?} {keys}"), &|size, theme| {
            let world = Memory { ways: Ways::All(mode), ..Memory::new(vec![sample::every_way()]) };
            let mut run = Run::with_theme(Start::Quiz, world, size, theme);
            run.press(keys).shows("1 of 1");
            run
        });
    }
}

#[test]
fn what_went_wrong() {
    let why = "the answer is not saved: the disk is full";
    looks::check("not-saved", &|size, theme| {
        let mut run = Run::with_theme(Start::Quiz, Memory::new(vec![sample::full()]), size, theme);
        run.world.failing = Some(why.to_owned());
        run.press("3a").press("3");
        run
    });
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    for (size, said) in
        [((39, 12), "too small: needs 40x12"), ((120, 11), "too small: needs 40x12"), ((9, 1), "too small")]
    {
        for start in [Start::Home, Start::Quiz, Start::Browse { query: String::new() }] {
            let run = Run::begin(start, Memory::new(sample::cards()), size);
            assert_eq!(run.screen().trim_end(), said);
        }
    }
}
