//! How every screen looks, at the sizes that the house promises.

use super::Run;
use super::sample::{self, Memory};
use crate::bank::Card;
use crate::tui::message::Start;
use crate::tui::theme::{Palette, Theme};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (40, 12), (1, 1)];

/// Draws what `keys` lead to at every size, into one snapshot.
#[track_caller]
fn check(name: &str, start: &Start, cards: &[Card], keys: &str, ascii: bool) {
    check_in(name, start, &|| Memory::new(cards.to_vec()), keys, ascii);
}

/// The same in a world that knows more.
#[track_caller]
fn check_in(name: &str, start: &Start, world: &dyn Fn() -> Memory, keys: &str, ascii: bool) {
    let mut shown = String::new();
    for size in SIZES {
        let theme = Theme::new(Palette::Sixteen, ascii);
        let mut run = Run::with_theme(start.clone(), world(), size, theme);
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
    check_in("home-busy", &Start::Home, &sample::busy, "", false);
}

#[test]
fn home_in_ascii() {
    check_in("home-ascii", &Start::Home, &sample::busy, "", true);
}

#[test]
fn first_run() {
    let world = || Memory { is_new: true, ..Memory::new(sample::cards()) };
    check_in("first", &Start::Home, &world, "202410<tab>", false);
}

#[test]
fn ending_among_others() {
    check_in("ending-others", &Start::Quiz, &sample::busy, "31330323011311<enter>1q", false);
}

#[test]
fn ending_in_ascii() {
    check_in("ending-ascii", &Start::Quiz, &sample::busy, "31330323011311<enter>1q", true);
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
