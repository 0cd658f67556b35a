//! However the program ends or stops, the terminal is as it was before.

use crate::home::{Home, MODEL_CARD, TAGGED_PAGE};
use crate::open;
use crate::runner::{CONTROL_C, CONTROL_Z, ENTER, Runner};
use rustix::process::Signal;

const SCREENS: [&[&str]; 3] = [&[], &["quiz"], &["browse"]];

#[test]
fn a_signal_ends_the_program_with_its_code() {
    let home = Home::new();
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        for arguments in SCREENS {
            open(&home, arguments).wait_until_taken().signal(signal).ends(code);
        }
    }
}

#[test]
fn control_c_ends_the_program_everywhere() {
    let home = Home::new();
    for arguments in SCREENS {
        open(&home, arguments).wait_until_taken().press(CONTROL_C).ends(130);
        open(&home, arguments).wait_until_taken().press("?").wait_for("keys: ").press(CONTROL_C).ends(130);
    }
}

/// A way to a screen: arguments, then keys and what is waited for after each.
type Way = (&'static [&'static str], &'static [(&'static str, &'static str)]);

const MULCH: [&str; 2] = ["quiz", "mulch source:tagged-page"];
const MODEL: [&str; 4] = ["quiz", "source:model-card", "--mode", "choice"];

/// Every screen, and what shows that it is there.
const WAYS: [(Way, &str); 13] = [
    ((&[], &[]), "Today"),
    ((&[], &[("t", "When is the interview")]), "When is the interview"),
    ((&[], &[("?", "keys: ")]), "keys: "),
    ((&["browse"], &[]), "Technology"),
    ((&["browse"], &[("/", "to the list"), ("mul", "/ mul")]), "mul"),
    ((&["browse", "mulch source:tagged-page"], &[(ENTER, "A layer on top")]), "A layer on top"),
    ((&["browse", "mulch source:tagged-page"], &[(ENTER, "A layer on top"), (ENTER, "esc back")]), "esc back"),
    ((&MULCH, &[]), "What is mulch"),
    ((&MULCH, &[("t", "What is mulch"), ("straw", "straw")]), "straw"),
    ((&MULCH, &[("3", "3 good")]), "A layer on top"),
    ((&MULCH, &[("3", "3 good"), ("3", "the end")]), "the end"),
    ((&MODEL, &[]), "Where may another"),
    ((&MODEL, &[("0", "enter next")]), "enter next"),
];

fn go((arguments, keys): Way, home: &Home) -> Runner {
    let mut runner = open(home, arguments);
    runner.wait_until_taken().wait_until("a screen", |runner| runner.screen().lines().count() > 10);
    for (key, shown) in keys {
        runner.rate(key).wait_for(shown);
    }
    runner
}

/// A library that was asked from, so that home is no first run.
fn used() -> Home {
    let home = Home::with_pages(&[TAGGED_PAGE, MODEL_CARD]);
    home.qbank(["quiz", "--plain", "source:tagged-page"]).input("3\n3\nq\n").run().ends(0);
    home
}

#[test]
fn every_screen_bears_sizes_and_a_stop() {
    for (way, shown) in WAYS {
        let home = used();
        let mut runner = go(way, &home);
        runner.wait_for(shown).resize((120, 40)).wait_for(shown).resize((20, 5)).wait_for("too small");
        runner.resize((1, 1)).wait_until("one cell", |runner| runner.screen() == "t").resize((80, 24)).wait_for(shown);
        runner.press(CONTROL_Z).wait_until_stopped().is_given_back();
        // The window changes its size while the program is stopped.
        runner.resize((100, 30)).signal(Signal::CONT).wait_until_taken().wait_for(shown);
        runner.resize((40, 12)).resize((200, 60)).resize((80, 24)).wait_for(shown);
        runner.press(CONTROL_C).ends(130);
    }
}

#[test]
fn control_c_leaves_every_screen_and_keeps_what_was_answered() {
    for (way, shown) in WAYS {
        let home = used();
        let before = home.attempts();
        let mut runner = go(way, &home);
        runner.wait_for(shown).send(CONTROL_C).ends(130);
        assert_eq!(home.attempts() - before, u64::from(shown == "the end"), "{way:?}");
    }
}

#[test]
fn control_z_stops_the_program_and_going_on_draws_again() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &["quiz", "mulch source:tagged-page"]);
    for _ in 0..2 {
        runner.wait_until_taken().wait_for("What is mulch").press(CONTROL_Z).wait_until_stopped().is_given_back();
        runner.shows_no("What is mulch").signal(Signal::CONT).wait_until_taken().wait_for("What is mulch");
    }
    runner.press("3").wait_for("A layer on top").rate("3").wait_for("1 right").press("q").ends(0);
    assert_eq!(home.attempts(), 1);
}

#[test]
fn stopped_from_outside_the_program_goes_on_with_a_whole_screen() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &["quiz", "mulch source:tagged-page"]);
    runner.wait_for("What is mulch").signal(Signal::TSTP).wait_until_stopped().is_given_back();
    runner.signal(Signal::CONT).wait_until_taken().wait_for("What is mulch");
    runner.signal(Signal::STOP).wait_until_stopped().signal(Signal::CONT).wait_until_taken().wait_for("What is mulch");
    runner.press("q").ends(0);
}

#[test]
fn a_stopped_program_can_be_ended() {
    let home = Home::new();
    let mut runner = open(&home, &["quiz"]);
    runner.wait_until_taken().press(CONTROL_Z).wait_until_stopped();
    runner.signal(Signal::TERM).signal(Signal::CONT).ends(143);
}

#[test]
fn an_error_at_the_beginning_is_told_on_the_normal_screen() {
    let home = Home::new();
    for (arguments, said) in [
        (&["quiz", "tag:none"][..], "no tag \"none\""),
        (&["browse", "tag:none"], "no tag \"none\""),
        (&["quiz", "level:beginner", "--count", "0"], "--count"),
        (&["quiz", "--bank", "gone.txt"], "cannot read gone.txt"),
    ] {
        let mut runner = open(&home, arguments);
        let code = if said.contains("gone") { 1 } else { 2 };
        runner.ends(code).shows("error: ").shows(said);
        let untouched = !runner.bytes().windows(5).any(|bytes| bytes == b"\x1b[?10");
        assert!(untouched, "the alternate screen was not entered");
    }
}

#[test]
fn a_quiz_without_a_card_gives_the_terminal_back_and_says_why() {
    let home = Home::new();
    let mut runner = open(&home, &["quiz", "is:flagged"]);
    runner.ends(1).shows("error: no card matches is:flagged");
    let home = Home::new();
    open(&home, &["quiz", "--bank", TAGGED_PAGE, "technology:cobol"]).ends(1).shows("error: no card of the file");
}
