//! A quiz by keys, and what is on disk when.

use crate::home::{Home, MODEL_CARD, TAGGED_PAGE};
use crate::open;
use crate::runner::{ENTER, ESC, Runner};
use rusqlite::Connection;
use serde_json::json;

const QUIZ: [&str; 4] = ["quiz", "source:tagged-page", "--seed", "7"];

/// Answers the card on the screen: sure, and good.
fn answer(runner: &mut Runner, position: &str) {
    runner.wait_for(position).wait_for("don't know").press("3").wait_for("3 good").rate("3");
}

#[test]
fn a_quiz_is_answered_to_its_end_page() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    runner.wait_until_taken();
    for position in ["1 of 3", "2 of 3", "3 of 3"] {
        answer(&mut runner, position);
    }
    runner.wait_for("3 right (0 slow) · 0 partly · 0 wrong").shows("3 cards answered").shows("run again");
    assert_eq!(home.attempts(), 3, "all is on disk before the program ends");
    runner.press("q").ends(0);
    runner.shows_no("3 right");
}

#[test]
fn the_answer_waits_for_the_reveal_and_enter_for_a_rating() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &["quiz", "mulch source:tagged-page"]);
    runner.wait_for("What is mulch").shows_no("layer on top").press(ENTER).press(" ").wait_for("A layer on top");
    runner.rate(ENTER).wait_for("rate yourself").shows("A layer on top");
    assert_eq!(home.attempts(), 0);
    runner.press("2").wait_for("1 right").press("q").ends(0);
    assert_eq!(home.attempts(), 1);
}

#[test]
fn a_rating_is_seen_at_once_and_the_next_question_when_the_answer_is_on_disk() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    runner.wait_for("1 of 3").wait_for("don't know").press("3").wait_for("3 good");
    let busy = Connection::open(home.library()).expect("the library is there");
    busy.execute_batch("BEGIN IMMEDIATE").expect("nobody writes");
    runner.rate("2").wait_for("[2 hard").wait_for("saving the answer").shows("1 of 3");
    busy.execute_batch("ROLLBACK").expect("it was begun");
    runner.wait_for("2 of 3").wait_for("don't know").shows_no("saving");
    assert_eq!(home.attempts(), 1);
    runner.press("q").wait_for("run again").press("q").ends(0);
}

#[test]
fn ticks_propose_and_enter_takes_the_rating() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = open(&home, &["quiz", "source:model-card"]);
    runner.wait_for("Can an update still be lost?").press("2").wait_for("Did you say");
    runner.press("a").wait_for("1 of 4").press("b").wait_for("2 of 4").press("c").wait_for("3 of 4");
    runner.wait_for("[2 hard").press("d").wait_for("[3 good").rate(ENTER).wait_for("1 right").press("q").ends(0);
    assert_eq!(home.json(["stats", "--json"])["score"]["right"], 1);
}

#[test]
fn a_missed_card_comes_back_and_an_answer_can_be_taken_back() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    runner.wait_for("1 of 3").press("0").wait_for("[1 again").rate(ENTER).wait_for("2 of 3").wait_for("don't know");
    assert_eq!(home.json(["stats", "--json"])["score"]["wrong"], 1);
    runner.press("u").wait_for("[1 again").wait_for("1 of 3");
    assert_eq!(home.attempts(), 0);
    runner.press(ENTER).wait_for("2 of 3").wait_for("don't know");
    answer(&mut runner, "2 of 3");
    runner.wait_for("3 of 3").wait_for("don't know").press("s").wait_for("once more").press("3");
    runner.wait_for("3 good").rate("3").wait_for("1 right (0 slow) · 0 partly · 1 wrong").shows("1 skipped");
    runner.press("q").ends(0);
    assert_eq!(home.attempts(), 3);
}

#[test]
fn leaving_in_the_middle_keeps_what_was_answered() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    answer(&mut runner, "1 of 3");
    runner.wait_for("2 of 3").press("q").wait_for("1 right").press("q").ends(0);
    assert_eq!(home.attempts(), 1);
    let mut runner = open(&home, &QUIZ);
    runner.wait_for("1 of 3").press(ESC).ends(0);
    assert_eq!(home.attempts(), 1, "nothing was answered, so there is no end page");
}

#[test]
fn killed_in_the_middle_of_the_second_run_nothing_answered_is_lost() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut first = open(&home, &QUIZ);
    for position in ["1 of 3", "2 of 3", "3 of 3"] {
        answer(&mut first, position);
    }
    first.wait_for("3 right").press("q").ends(0);

    let mut second = open(&home, &["quiz", "source:tagged-page", "--seed", "8"]);
    answer(&mut second, "1 of 3");
    answer(&mut second, "2 of 3");
    second.wait_for("3 of 3").wait_for("don't know").press("3").wait_for("3 good");
    second.kill();
    let stats = home.json(["stats", "--json"]);
    assert_eq!(stats["attempts"], 5);
    let scores: Vec<_> =
        stats["runs"].as_array().into_iter().flatten().map(|run| run["score"]["right"].clone()).collect();
    assert_eq!(scores, [json!(3), json!(2)]);
    let mut third = open(&home, &QUIZ);
    third.wait_for("1 of 3").press("q").ends(0);
}

#[test]
fn a_held_key_answers_one_card_at_most() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    let held = "3".repeat(30);
    // What another key does is seen after all of these were dealt with.
    runner.wait_for("1 of 3").press(&held).wait_for("3 good").press("?").wait_for("rate your answer").press(ESC);
    runner.wait_for("1 of 3").wait_for("3 good");
    assert_eq!(home.attempts(), 0, "what revealed does not rate");
    runner.press(&held).wait_for("2 of 3").press("?").wait_for("how sure you are").press(ESC).wait_for("2 of 3");
    assert_eq!(home.attempts(), 1, "what rated does not reveal the next");
    runner
        .press(&held)
        .wait_for("3 good")
        .rate(&held)
        .wait_for("3 of 3")
        .press("q")
        .wait_for("2 right")
        .press("q")
        .ends(0);
    assert_eq!(home.attempts(), 2);
}

#[test]
fn pasted_text_never_acts_as_keys() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    runner
        .wait_for("1 of 3")
        .paste("3\r3\rsq\u{3}")
        .press("?")
        .wait_for("how sure you are")
        .paste("q\u{1b}")
        .press(ESC);
    runner.wait_for("1 of 3").wait_for("don't know").press("3").wait_for("3 good").paste("1234\r\nq").press("?");
    runner.wait_for("rate your answer").press(ESC).wait_for("1 of 3").wait_for("3 good").press("q").ends(0);
    assert_eq!(home.attempts(), 0);
}

#[test]
fn without_saving_nothing_is_recorded_and_that_is_said() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &["quiz", "--no-save", "mulch source:tagged-page"]);
    runner.wait_for("What is mulch").press("3").wait_for("3 good").rate("3").wait_for("1 right").wait_for("not saved");
    runner.press("q").ends(0);
    assert_eq!(home.attempts(), 0);
}
