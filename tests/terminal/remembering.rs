//! The first run, and runs that are left in every way and gone on with.

use crate::home::{Home, LABELLED_PAGE, TAGGED_PAGE};
use crate::open;
use crate::runner::{ENTER, ESC, Runner};
use rustix::process::Signal;
use std::fs;

const QUIZ: [&str; 6] = ["quiz", "source:tagged-page", "--seed", "7", "--time", "10m"];

fn answer(runner: &mut Runner, position: &str) {
    runner.wait_for(position).wait_for("don't know").press("3").wait_for("3 good").rate("3");
}

/// The question on the screen.
fn question(runner: &Runner) -> String {
    let questions = ["What is mulch and why", "Explain how to count", "How does an event bed"];
    let screen = runner.screen();
    questions.into_iter().find(|question| screen.contains(question)).expect("a question is on the screen").to_owned()
}

#[test]
fn the_first_run_asks_and_begins_and_is_not_asked_again() {
    let home = Home::new();
    let mut runner = open(&home, &[]);
    runner.wait_for("When is the interview?   ____-__-__").shows("12 mixed questions");
    // As fast as a terminal hands on what was pasted, and with a digit that stands twice.
    runner.press("20991231").wait_for("2099-12-31").press("\t").wait_for("[Python]").press(ENTER).wait_for("1 of 12");
    runner.press("q").wait_for("interview in").wait_for("Today").press("q").ends(0);
    let mut runner = open(&home, &[]);
    runner.wait_for("Today").shows("interview in").shows_no("When is").press("t").wait_for("2099-12-31");
    runner.press("q").ends(0);
}

#[test]
fn however_a_run_is_left_r_goes_on_with_it() {
    /// Ends the program from the second question.
    type Leave = fn(&mut Runner);
    let ways: [(&str, Leave); 5] = [
        ("q", |runner| {
            runner.press("q").wait_for("the end").press("q").ends(0);
        }),
        ("control-c", |runner| {
            runner.press("\u{3}").ends(130);
        }),
        ("SIGTERM", |runner| {
            runner.signal(Signal::TERM).ends(143);
        }),
        ("SIGHUP", |runner| {
            runner.signal(Signal::HUP).ends(129);
        }),
        ("SIGKILL", |runner| runner.kill()),
    ];
    for (way, leave) in ways {
        let home = Home::with_pages(&[TAGGED_PAGE]);
        let mut runner = open(&home, &QUIZ);
        answer(&mut runner, "1 of 3");
        runner.wait_for("2 of 3").wait_for("don't know");
        let left_at = question(&runner);
        leave(&mut runner);
        let mut runner = open(&home, &[]);
        runner.wait_for("Unfinished").shows("quiz · source:tagged-page · 1 of 3").press("r").wait_for("2 of 3");
        assert_eq!(question(&runner), left_at, "after {way}");
        // The clock goes on: of ten minutes some seconds are gone.
        runner.wait_for("9:5");
        answer(&mut runner, "2 of 3");
        answer(&mut runner, "3 of 3");
        runner.wait_for("3 right").wait_for("Come back").press(ENTER).wait_for("Today").wait_for("Last run");
        runner.shows_no("Unfinished").press("q").ends(0);
        assert_eq!(home.attempts(), 3, "after {way}");
    }
}

#[test]
fn a_run_goes_on_where_its_last_answer_was_taken_back() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    answer(&mut runner, "1 of 3");
    answer(&mut runner, "2 of 3");
    runner.wait_for("3 of 3").wait_for("don't know");
    runner.kill();
    home.qbank(["undo"]).run().ends(0);
    let mut runner = open(&home, &["quiz", "--resume"]);
    runner.wait_for("2 of 3").wait_for("3 good, 2 days").press("u").wait_for("1 of 3").wait_for("taken back");
    assert_eq!(home.attempts(), 0);
    runner.rate("3").wait_for("2 of 3").press("q").wait_for("1 right").press("q").ends(0);
}

#[test]
fn a_run_over_a_page_that_was_not_imported_goes_on_too() {
    let home = Home::with_pages(&[LABELLED_PAGE]);
    let page = home.file("page.txt", fs::read(TAGGED_PAGE).expect("the page is there"));
    let named = page.to_string_lossy().into_owned();
    let mut runner = open(&home, &["quiz", "--bank", &named, "--seed", "7", "--time", "10m"]);
    answer(&mut runner, "1 of 3");
    runner.wait_for("2 of 3").wait_for("don't know");
    let left_at = question(&runner);
    runner.kill();
    let mut runner = open(&home, &[]);
    runner.wait_for("Unfinished").shows("1 of 3").press("r").wait_for("2 of 3").wait_for("9:5");
    assert_eq!(question(&runner), left_at);
    runner.press("q").wait_for("the end").press(ENTER).wait_for("Unfinished").press("b").wait_for("browse");
    runner.press("q").ends(0);

    // Elsewhere it is not found: the screen says what to do, and so does the command.
    let elsewhere = home.folder("elsewhere").join("page.txt");
    fs::rename(&page, &elsewhere).expect("the page is ours");
    let mut runner = open(&home, &[]);
    runner.wait_for("Unfinished").press("r").wait_for("is not there any more").press("q").ends(0);
    home.qbank(["quiz", "--plain", "--resume"])
        .run()
        .ends(1)
        .warns("or import it (qbank import FILE --source \"page\")");
    let named = elsewhere.to_string_lossy().into_owned();
    let mut runner = open(&home, &["quiz", "--resume", "--bank", &named]);
    answer(&mut runner, "2 of 3");
    answer(&mut runner, "3 of 3");
    runner.wait_for("3 right").wait_for("Come back").press("r").wait_for("1 of 3").press("q").ends(0);
    assert_eq!(home.attempts(), 3);
}

#[test]
fn two_terminals_each_do_their_own_run() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut one = open(&home, &QUIZ);
    answer(&mut one, "1 of 3");
    one.wait_for("2 of 3");
    let mut two = open(&home, &[]);
    two.wait_for("Today").wait_for("Last run").shows_no("Unfinished").press("r").wait_for("no run waits");
    two.press("b").wait_for("browse").press("q").ends(0);
    let mut two = open(&home, &QUIZ);
    answer(&mut two, "1 of 3");
    answer(&mut one, "2 of 3");
    answer(&mut two, "2 of 3");
    answer(&mut one, "3 of 3");
    one.wait_for("3 right").wait_for("Come back").press("q").ends(0);
    two.kill();
    assert_eq!(home.attempts(), 5);
    let mut three = open(&home, &[]);
    three.wait_for("2 of 3").press("r").wait_for("3 of 3").wait_for("don't know");
    answer(&mut three, "3 of 3");
    three.wait_for("3 right").wait_for("as the last time").press("q").ends(0);
    let runs = home.json(["stats", "--json"])["runs"].clone();
    assert_eq!(runs.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_run_that_was_left_goes_on_in_one_terminal_alone() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut one = open(&home, &QUIZ);
    answer(&mut one, "1 of 3");
    one.wait_for("2 of 3").wait_for("don't know").press("q").wait_for("the end").wait_for("Come back");
    let mut homes = [open(&home, &[]), open(&home, &[])];
    for home in &mut homes {
        home.wait_for("r resume");
    }
    let [mut two, mut three] = homes;
    two.press("r").wait_for("2 of 3").wait_for("don't know");
    three.press("r").wait_for("this run is open in another terminal");
    one.press("u").wait_for("this run is open in another terminal").shows("the end");
    answer(&mut two, "2 of 3");
    two.wait_for("3 of 3").wait_for("don't know").press("q").wait_for("the end").wait_for("Come back");
    one.press("u").wait_for("this run went on in another terminal").shows("the end");
    assert_eq!(home.attempts(), 2);
    // Where it stands, it can still be judged again.
    two.press("u").wait_for("taken back");
    three.press("r").wait_for("this run is open in another terminal");
}

#[test]
fn the_end_page_says_what_the_statistics_say() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    runner.wait_for("1 of 3").press("3").wait_for("3 good").rate("1");
    answer(&mut runner, "2 of 3");
    answer(&mut runner, "3 of 3");
    runner.wait_for("once more").press("2").wait_for("3 good").rate("3").wait_for("the end").wait_for("Come back");
    let stats = home.json(["stats", "--json"]);
    let figure = |name: &str| stats["score"][name].as_u64().expect("a figure");
    let (right, slow, partly, wrong) = (figure("right"), figure("slow"), figure("partly"), figure("wrong"));
    runner.shows(&format!("{right} right ({slow} slow) · {partly} partly · {wrong} wrong"));
    for topic in stats["by_level"].as_array().expect("levels") {
        let tally = |name: &str| topic[name].as_u64().expect("a figure");
        let all = tally("right") + tally("partly") + tally("wrong");
        runner.shows(&format!("{} of {all} right", tally("right")));
    }
    runner.shows("Wrong though you were sure").shows("1 asked once more").press("b").wait_for("/ id:");
    runner.press("q").ends(0);
}

#[test]
fn the_plan_is_opened_begun_and_followed() {
    let home = Home::new();
    let mut runner = open(&home, &[]);
    runner.wait_for("When is the interview?");
    for digit in "20991231".chars() {
        runner.press(&digit.to_string());
    }
    runner.wait_for("2099-12-31").press(ENTER).wait_for("1 of 12").press("q").wait_for("Today").wait_for("p plan");
    runner.press("p").wait_for("Readiness").wait_for("0% of ").shows("0 ready · 0 seen").shows("10 new");
    runner.press("?").wait_for("keys: plan").press(ESC).wait_for("Readiness").press(ENTER).wait_for("1 of ");
    answer(&mut runner, "1 of ");
    runner.wait_for("2 of ").press("q").wait_for("1 right").press(ENTER).wait_for("Readiness");
    let percent = home.json(["plan", "--json"])["readiness"].as_f64().expect("a share") * 100.0;
    runner.shows(&format!("{}% recalled on the day", percent.floor())).press("p").wait_for("1 seen");
    runner.press(ESC).wait_for("Unfinished").press("q").ends(0);
}

#[test]
fn a_review_in_a_terminal_asks_and_with_nothing_due_says_so() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &["review", "source:tagged-page", "--new-a-day", "1"]);
    runner.wait_for("review · source:tagged-page").wait_for("1 of 1");
    answer(&mut runner, "1 of 1");
    runner.wait_for("1 right").press("q").ends(0);
    let mut runner = open(&home, &["review", "source:tagged-page", "--new-a-day", "1"]);
    runner.ends(0).shows("nothing is due today");
}
