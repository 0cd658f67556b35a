//! However the program ends or stops, the terminal is as it was before.

use crate::home::{Home, TAGGED_PAGE};
use crate::open;
use crate::runner::{CONTROL_C, CONTROL_Z};
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
