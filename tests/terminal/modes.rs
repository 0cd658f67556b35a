//! The four ways to be asked, by keys in a real terminal.

use crate::home::{Home, MODEL_CARD, TAGGED_PAGE};
use crate::runner::{CONTROL_Z, ENTER, ESC, Runner};
use crate::{open, setup};
use rustix::process::Signal;
use std::thread;
use std::time::Duration;

const CONTROL_J: &str = "\n";
const CONTROL_U: &str = "\u{15}";
const KEY: &str = "At an await, async with or async for that has to wait";

fn quiz(home: &Home, mode: &str) -> Runner {
    open(home, &["quiz", "source:model-card", "--seed", "3", "--mode", mode])
}

/// The letter before an option on the screen.
#[track_caller]
fn letter(runner: &Runner, option: &str) -> String {
    let screen = runner.screen();
    let line = screen
        .lines()
        .find(|line| line.trim_end().ends_with(option))
        .unwrap_or_else(|| panic!("no {option:?} on\n{screen}"));
    line.trim_end().trim_end_matches(option).trim().to_owned()
}

#[test]
fn options_are_chosen_by_letters_and_explained() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = quiz(&home, "choice");
    runner.wait_for("Choose one.").shows_no("time slices belong").press("3").wait_for("choose with a-d first");
    let key = letter(&runner, KEY);
    runner.press(&key).wait_for(&format!("You chose {key}")).shows_no("time slices belong").press("3");
    runner.wait_for("right · sure").wait_for("time slices belong to threads").wait_for("the GIL orders threads");
    assert_eq!(home.attempts(), 0);
    runner.rate(ENTER).wait_for("Choice and predict: 1 right (0 slow) · 0 partly · 0 wrong").press("q").ends(0);
    assert_eq!(home.attempts(), 1);
    assert_eq!(home.json(["list", "--json", "is:due"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn a_wrong_choice_comes_back_and_an_undo_shows_it_as_it_was() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = quiz(&home, "choice");
    // The whole last line: before it, the picture that is kept here may be one that is half drawn.
    let last = "enter next   tab sections   ? keys   q leave";
    runner.wait_for("Choose one.").press("0").wait_for("nothing chosen").wait_for(last);
    let shown = |runner: &Runner| runner.screen().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let solved = shown(&runner);
    runner.rate(ENTER).wait_for("once more").press("u").wait_for("nothing chosen").press("?").press(ESC);
    runner.wait_until("the same screen", |runner| shown(runner) == solved);
    assert_eq!(home.attempts(), 0);
    runner.press("q").ends(0);
}

#[test]
fn an_output_is_predicted_by_letter_or_by_typing() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = setup(&home, &["quiz", "source:model-card", "--mode", "predict"]).size((100, 50)).start();
    runner.wait_for("What does this print?").wait_for("async def unsafe(box)").wait_for("100 100").press("t");
    runner
        .wait_for("the output, exactly")
        .shows_no("100 100")
        .send("1 10")
        .wait_for("1 10")
        .send("0")
        .wait_for("1 100");
    runner.press(ENTER).wait_for("right ·").wait_for("as you typed it").wait_for("treats one thread as proof");
    runner.rate(ENTER).wait_for("Choice and predict: 1 right").press("q").ends(0);
    let mut runner = quiz(&home, "predict");
    runner.wait_for("Choose one.").press("a").wait_for("You chose a").press(ENTER).wait_for("enter next").rate(ENTER);
    runner.wait_for("0:0").press("q").wait_for("Choice and predict").press("q").ends(0);
    assert_eq!(home.attempts(), 2);
}

#[test]
fn a_typed_answer_is_edited_submitted_and_marked() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = setup(&home, &["quiz", "source:model-card", "--mode", "typed"]).size((100, 50)).start();
    runner.wait_for("what you would say").press(ENTER).wait_for("nothing is typed yet");
    runner.send("quit? 3 wrongword").wait_for("wrongword").press(CONTROL_U).wait_for_no("wrongword");
    runner.press(CONTROL_U).press(CONTROL_U).press(CONTROL_U).wait_for_no("quit");
    runner
        .send("another task can run")
        .press(CONTROL_J)
        .send("never an asyncio lock")
        .wait_for("never an asyncio lock");
    // Alt and Enter.
    runner.press("\u{1b}\r").send("x").wait_until("a third line", |runner| runner.screen().contains("│ x"));
    runner.press(ENTER).wait_for("You wrote").wait_for("1 of 4 must points").wait_for("✓ a").wait_for("? d");
    runner.wait_for("Did you say one of these?").press("b").wait_for("2 of 4").press("c").wait_for("3 of 4").press("d");
    runner.wait_for("[3 good").press("i").wait_for("[2 hard").rate(ENTER).wait_for("1 partly").press("q").ends(0);
    assert_eq!(home.json(["stats", "--json"])["score"]["partly"], 1);
}

#[test]
fn a_text_is_kept_when_the_field_is_left_when_the_program_stops_and_when_time_runs_out() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = open(&home, &["quiz", "source:model-card", "--mode", "typed", "--time", "2s"]);
    runner.wait_for("what you would say").send("another task").wait_for("another task").press(CONTROL_Z);
    runner.wait_until_stopped().signal(Signal::CONT).wait_until_taken().wait_for("another task");
    runner.resize((40, 12)).wait_for("another task").resize((80, 24)).wait_for("time is up").wait_for("another task");
    runner
        .press(ESC)
        .wait_for("You wrote so far")
        .press("t")
        .wait_for("Write it.")
        .send(" can run")
        .wait_for("task can run");
    runner
        .press(ENTER)
        .wait_for("You wrote")
        .wait_for("another task can run")
        .rate("1")
        .wait_for("1 wrong")
        .press("q")
        .ends(0);

    let strict = ["quiz", "source:model-card", "--mode", "typed", "--strict", "--per-card", "2s"];
    let mut runner = open(&home, &strict);
    runner
        .wait_for("what you would say")
        .send("another task can run")
        .wait_for("You wrote")
        .wait_for("another task can run");
    // Who types on leaves nothing and rates nothing; keys act again when the keyboard has been still for a second.
    runner.wait_for("slow").wait_for("your text is kept").press("4").press("q");
    thread::sleep(Duration::from_millis(1_200));
    runner.press("q").ends(0);
    assert_eq!(home.attempts(), 1, "a reveal alone is no attempt");
}

#[test]
fn a_paste_is_text_in_the_field_and_nothing_elsewhere() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = quiz(&home, "typed");
    runner.wait_for("what you would say").paste("one\rtwo q3\n\u{1b}[31m4").wait_for("two q3").wait_for("│ one");
    runner.press(ESC).wait_for("You wrote so far").paste("3\rq").press("?").wait_for("keys: question").press(ESC);
    runner.wait_for("You wrote so far").press("q").ends(0);
    for mode in ["choice", "predict", "recall"] {
        let mut runner = quiz(&home, mode);
        runner.wait_for("How sure").paste("a3\r\n0q").press("?").wait_for("keys: ").press(ESC);
        runner.wait_for("How sure").shows_no("enter next").press("q").ends(0);
    }
    assert_eq!(home.attempts(), 0);
}

#[test]
fn hints_and_options_on_a_new_card() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let mut runner = quiz(&home, "mixed");
    runner.wait_for("h hint").press("h").wait_for("hint 1 of 4").press("h").wait_for("hint 2 of 4").press("2");
    runner.wait_for("hinted").press("q").ends(0);
    let mut runner = quiz(&home, "mixed");
    runner.wait_for("o options").shows_no(KEY).press("o").wait_for(KEY).press("q").ends(0);
    assert_eq!(home.attempts(), 0);
}

/// Keys of all kinds as fast as they can be sent: a question and its answer are seen, each for a while, before an attempt.
#[test]
fn a_storm_of_keys_and_sizes_answers_no_card_unseen() {
    let home = Home::with_pages(&[TAGGED_PAGE, MODEL_CARD]);
    for mode in ["recall", "choice", "typed"] {
        let before = home.attempts();
        let mut runner = open(&home, &["quiz", "source:tagged-page or source:model-card", "--mode", mode]);
        runner.wait_for("1 of ");
        for round in 0..20_u16 {
            runner.send("3a\r4 1ab\r3").resize((40 + 4 * round, 12 + round));
        }
        runner.resize((80, 24)).press("?");
        runner.wait_until("an answer to the keys", |runner| runner.screen().contains("keys: ") || mode == "typed");
        // What twenty rounds without a pause could have answered took no longer than this loop.
        assert!(home.attempts() - before <= 3, "{mode}: {} attempts", home.attempts() - before);
        runner.signal(Signal::TERM).ends(143);
    }
}
