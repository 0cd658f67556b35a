//! Home and browse by keys.

use crate::home::{Home, TAGGED_PAGE};
use crate::runner::{CONTROL_C, ENTER, ESC};
use crate::{open, setup};

/// How many there are, as the screens say it.
fn cards(home: &Home) -> String {
    format!("{} cards", home.json(["tags", "--json"])["cards"])
}

#[test]
fn home_leads_to_browse_and_quiz_and_back() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let all = cards(&home);
    let mut runner = open(&home, &[]);
    runner.wait_until_taken().wait_for("When is the interview?").press(ESC);
    runner.wait_for("What would they ask you today?").wait_for(&all).wait_for("n new quiz");
    runner
        .press("b")
        .wait_for("Technology")
        .wait_for("Gardening")
        .press(ESC)
        .wait_for("What would they ask you today?");
    runner.press("n").wait_for("1 of 20").press("q").wait_for("What would they ask you today?");
    runner.press("?").wait_for("a quiz over all cards").press(ESC).wait_for_no("a quiz over all cards");
    runner.press("q").ends(0);
    assert_eq!(home.attempts(), 0);
}

#[test]
fn leaving_at_once_works_on_every_screen() {
    let home = Home::new();
    for arguments in [&[][..], &["browse"], &["browse", "tag:asyncio"], &["quiz"]] {
        open(&home, arguments).wait_until_taken().press("q").ends(0);
    }
    // Typed before the program has taken the terminal.
    open(&home, &[]).send("q").ends(0);
}

#[test]
fn a_search_narrows_as_it_is_typed() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let all = cards(&home);
    let mut runner = open(&home, &["browse"]);
    runner.wait_for(&all).press("/").send("mulch").wait_for("showing 1").shows("What is mulch");
    runner
        .send("q")
        .wait_for("mulchq")
        .wait_for("showing 0")
        .send("\u{7f} weeds")
        .wait_for("/ mulch weeds")
        .wait_for("showing 1");
    runner.paste(" no\nq").wait_for("mulch weeds no q").press(ESC).wait_for("mulch weeds no q");
    runner.press("C").wait_for_no("mulch weeds").wait_for(&all);
    runner
        .press("/")
        .send("source:tagged-page mulch")
        .wait_for("showing 1")
        .press(ENTER)
        .wait_for("enter open")
        .press(ENTER);
    runner.wait_for("A layer on top of the soil.").press(ESC).wait_for("Technology").wait_for("What is mulch");
    runner.press("z").wait_for("1 of 1").press("q").wait_for("What is mulch").press("q").ends(0);
    assert_eq!(home.attempts(), 0, "looking at an answer is no attempt");
}

#[test]
fn what_cannot_be_read_as_a_query_is_searched_for_and_said() {
    let home = Home::new();
    let all = cards(&home);
    let mut runner = open(&home, &["browse"]);
    runner.wait_for(&all).press("/").send("tag:asynci").wait_for("asyncio\"").send("o").wait_for_no("showing 0");
    for (text, said) in [
        ("difficulty:99 zq", "write a number from 1 to 10"),
        ("colour:red", "colour"),
        ("C++ *args", "/ C++ *args"),
        ("\"half a phrase", "/ \"half a phrase"),
        ("\u{e9}\u{1f600}", "/ \u{e9}\u{1f600}"),
        ("tag:asyncio", "showing"),
        ("asyncoi", "Did you mean \"asyncio\""),
    ] {
        // Control-U empties the line.
        runner.press("\u{15}").wait_for_no("showing").wait_for(&all).send(text).wait_for(said);
    }
    runner.press(ENTER).wait_for("/ asyncio").wait_for_no("showing 0").press(CONTROL_C).ends(130);
}

#[test]
fn what_became_of_the_library_is_said_on_the_first_screen() {
    let home = Home::new();
    let mut runner = setup(&home, &[]).env("QBANK_DATA_DIR", "/dev/null/x").start();
    runner.wait_for("scores of this run are not kept").press("q").ends(0);
    std::fs::create_dir(home.data_dir()).expect("the folder can be made");
    std::fs::write(home.library(), "no library").expect("the file can be written");
    open(&home, &[]).wait_for("the library was damaged and is kept as").press("q").ends(0);
}

#[test]
fn browse_begins_with_a_query() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let all = cards(&home);
    open(&home, &["browse", "source:tagged-page", "--level", "advanced"])
        .wait_for(&all)
        .wait_for("showing 1")
        .wait_for("How does an event bed")
        .press("q")
        .ends(0);
}
