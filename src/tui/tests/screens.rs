//! How every screen looks, at the sizes that the house promises.

use super::Run;
use super::sample::{self, Memory};
use crate::bank::Card;
use crate::study::event::Mode;
use crate::study::ways::Ways;
use crate::tui::message::Start;
use crate::tui::theme::{Palette, Theme};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (40, 12), (1, 1)];

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
    let mut shown = String::new();
    for size in SIZES {
        let theme = Theme::new(Palette::Sixteen, ascii);
        let mut world = world();
        world.ways = ways;
        let mut run = Run::with_theme(start.clone(), world, size, theme);
        run.press(keys);
        shown.push_str(&format!("{}x{}\n{}\n", size.0, size.1, run.screen()));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
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
fn ending_in_ascii() {
    check_in(Ways::Mixed, "ending-ascii", &Start::Quiz, &sample::busy, "31330323011311<enter>1q", true);
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
fn answered_in_ascii() {
    check("answered-ascii", &Start::Quiz, &[sample::full()], "3ab", true);
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
fn written_in_ascii() {
    check_way(Mode::Typed, "written-ascii", "It can: another task can run; never use an asyncio lock<enter>i", true);
}

#[test]
fn solved_in_ascii() {
    check_way(Mode::Choice, "solved-ascii", "a3", true);
}

#[test]
fn hinted() {
    check("hinted", &Start::Quiz, &[sample::every_way()], "hh", false);
}
