//! Reading a card: its text as it was meant, its code in colours, and nothing that wakes when nobody does anything.

use crate::home::Home;
use crate::runner::{ENTER, TAB};
use crate::{open, setup};
use std::time::{Duration, Instant};

const MARKED_PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/marked-page.txt");

#[test]
fn stars_of_code_stay_on_the_screen() {
    let home = Home::with_pages(&[MARKED_PAGE]);
    let mut runner = open(&home, &["browse", "source:marked-page"]);
    runner.wait_for("drainage").press(ENTER).wait_for("**Dig** a hole").shows("*args and").press("q").ends(0);
}

#[test]
fn code_is_in_colours_and_then_all_is_still() {
    let home = Home::with_pages(&[MARKED_PAGE]);
    let mut runner = open(&home, &["browse", "source:marked-page"]);
    runner.wait_for("drainage").press(ENTER).wait_for("Dig").press(TAB).wait_for("def drain");
    runner.wait_until("a keyword has its colour", |runner| {
        let (lines, screen) = (runner.screen(), runner.parser().screen().clone());
        let row = lines.lines().position(|line| line.contains("def drain")).expect("it is shown");
        let column = lines.lines().nth(row).and_then(|line| line.find("def")).expect("it is shown");
        let before = lines.lines().nth(row).map_or(0, |line| line[..column].chars().count());
        let cell = |number: usize| u16::try_from(number).expect("a small number");
        screen.cell(cell(row), cell(before)).is_some_and(|cell| cell.fgcolor() == vt100::Color::Idx(5))
    });
    let mut seen = (runner.bytes().len(), Instant::now());
    runner.wait_until("nothing is drawn for a while", |runner| {
        if runner.bytes().len() != seen.0 {
            seen = (runner.bytes().len(), Instant::now());
        }
        seen.1.elapsed() > Duration::from_millis(500)
    });
    runner.press("q").ends(0);
}

#[test]
fn without_colour_code_has_none() {
    let home = Home::with_pages(&[MARKED_PAGE]);
    let mut runner = setup(&home, &["--color", "never", "browse", "source:marked-page"]).start();
    runner.wait_for("drainage").press(ENTER).wait_for("Dig").press(TAB).wait_for("def drain");
    runner.press(TAB).wait_for("marked-page").press("q").ends(0);
    let text = String::from_utf8_lossy(runner.bytes()).into_owned();
    assert!(!text.contains("[35m") && !text.contains("38;5"), "{text:?}");
}
