//! What is due, what was left, what is taken back: `review`, `quiz --resume`, `undo`, and that the figures agree.

use crate::home::{Home, TAGGED_PAGE};
use rusqlite::Connection;
use serde_json::{Value, json};

const GARDEN: [&str; 5] = ["quiz", "--plain", "source:tagged-page", "--seed", "7"];

/// The page's cards as if they had been answered so many days ago: the log is moved back, and read anew.
fn days_later(home: &Home, days: i64) {
    let connection = Connection::open(home.library()).expect("the library is a database");
    connection
        .execute_batch("DROP TRIGGER IF EXISTS event_never_changes")
        .and_then(|()| connection.execute("UPDATE event SET utc = utc - ?1", [days * 86_400_000]))
        .expect("the log can be moved");
    connection
        .execute(
            "UPDATE card SET due = due - ?1, last_day = last_day - ?1, first_day = first_day - ?1 WHERE attempts > 0",
            [days],
        )
        .expect("the cards can be moved");
}

fn kinds(home: &Home) -> Vec<String> {
    let connection = Connection::open(home.library()).expect("the library is a database");
    let mut statement = connection.prepare("SELECT kind FROM event ORDER BY number").expect("the log is there");
    let kinds = statement.query_map([], |row| row.get(0)).expect("the log can be read");
    kinds.map(|kind| kind.expect("a kind is text")).collect()
}

#[test]
fn a_review_asks_what_is_due_and_a_few_new_cards() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(GARDEN).args(["--count", "2"]).input("3\n3\n3\n4\n").run().ends(0).says("2 right");
    let review = |arguments: &[&str]| {
        home.qbank(["review", "--plain", "source:tagged-page"]).args(arguments).input("q\n").run().ends(0)
    };
    review(&["--new-a-day", "2"]).says(
        "nothing is due today; 2 cards were new today already, and a review takes 2 a day; 1 card comes back in 2 days\n\
         qbank quiz is:new asks new cards (review --new-a-day N allows more), qbank quiz is:missed what you missed\n",
    );
    review(&[]).says("review · source:tagged-page").says("1 of 1");
    days_later(&home, 2);
    review(&["--new-a-day", "0"]).says("1 of 1");
    review(&[]).says("1 of 2");
    days_later(&home, 9);
    review(&[]).says("1 of 3");
    review(&["--count", "1"]).says("1 of 1");
    // Without a terminal and without --plain it says what to do.
    home.qbank(["review"]).run().ends(2).warns("qbank review --plain");
    home.qbank(["review", "--plain", "tag:none"]).run().ends(2).warns("no tag \"none\"");
}

#[test]
fn reviewing_without_saving_leaves_the_schedule() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(GARDEN).args(["--count", "1"]).input("3\n3\n").run().ends(0);
    days_later(&home, 5);
    let due = || home.json(["list", "--json", "source:tagged-page is:due"]).as_array().map(Vec::len);
    assert_eq!(due(), Some(1));
    let review = ["review", "--plain", "source:tagged-page", "--new-a-day", "0"];
    home.qbank(review).args(["--no-save"]).input("3\n3\n").run().ends(0).says("1 right").says("answers are not kept");
    assert_eq!((due(), home.attempts()), (Some(1), 1));
    home.qbank(review).input("3\n3\n").run().ends(0).says("1 right");
    assert_eq!((due(), home.attempts()), (Some(0), 2));
}

#[test]
fn the_last_answers_are_taken_back_and_named() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(["undo"]).run().ends(1).says_nothing().warns("there is no answer to take back");
    home.qbank(GARDEN).input("3\n3\n1\n1\nq\n").run().ends(0).says("1 right (0 slow) · 0 partly · 1 wrong");
    let ran = home.qbank(["undo"]).run().ends(0).says("taken back: ").says(", wrong, just now  ");
    assert_eq!((ran.stdout.lines().count(), home.attempts()), (1, 1));
    home.qbank(["undo", "--count", "5"]).run().ends(0).says(", right, just now  ");
    assert_eq!(home.attempts(), 0);
    assert_eq!(home.json(["list", "--json", "source:tagged-page is:new"]).as_array().map(Vec::len), Some(3));
    home.qbank(["undo"]).run().ends(1).warns("there is no answer to take back");
    assert_eq!(kinds(&home), ["run", "attempt", "attempt", "leave", "undo", "undo"], "nothing is deleted");
}

#[test]
fn a_run_that_was_left_is_resumed_with_its_order_and_its_answers() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let resume = ["quiz", "--plain", "--resume"];
    home.qbank(resume).run().ends(1).says_nothing().warns("no run waits to be resumed; qbank quiz begins a new one");
    let whole = home.qbank(GARDEN).args(["--no-save"]).input("3\n3\n3\n3\n3\n3\n").run().ends(0);
    let asked = |output: &str| -> Vec<String> {
        output.lines().filter(|line| line.ends_with('?') || line.ends_with("bed.")).map(str::to_owned).collect()
    };
    let order = asked(&whole.stdout);
    home.qbank(GARDEN).input("3\n3\nq\n").run().ends(0);
    let ran = home.qbank(resume).input("q\n").run().ends(0).says("quiz · source:tagged-page").says("2 of 3");
    assert_eq!(asked(&ran.stdout)[0], order[1]);
    // Its answers are there to be taken back, and it ends as one run.
    let ran = home.qbank(resume).input("u\n1\n3\n3\n3\n3\n3\n3\n").run().ends(0).says("taken back:");
    assert!(asked(&ran.says("2 right (0 slow) · 0 partly · 1 wrong").stdout).contains(&order[2]));
    home.qbank(resume).run().ends(1).warns("no run waits");
    let stats = home.json(["stats", "--json"]);
    assert_eq!(stats["runs"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&stats["runs"][0]["score"]["right"], &stats["runs"][0]["title"]),
        (&json!(2), &json!("quiz · source:tagged-page"))
    );
}

#[test]
fn a_flag_and_a_suspension_have_their_filters() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let connection = Connection::open(home.library()).expect("the library is a database");
    // As the screens write them.
    let mark = |number: i64, kind: &str, on: bool| {
        let id: String = connection
            .query_row(
                "SELECT id FROM card JOIN name ON name.num = source WHERE text = 'tagged-page' LIMIT 1",
                [],
                |row| row.get(0),
            )
            .expect("a card");
        connection
            .execute(
                "INSERT INTO event (device, number, utc, offset, kind, source, id, data) VALUES ('d', ?1, ?1, 0, ?2, 'tagged-page', ?3, ?4)",
                rusqlite::params![number, kind, id, json!({"on": on}).to_string()],
            )
            .expect("an event");
    };
    mark(1, "flag", true);
    mark(2, "suspend", true);
    // Importing again reads the log anew.
    home.qbank(["import", TAGGED_PAGE, "--tag", "garden"]).run().ends(0);
    let count = |query: &str| home.json(["list", "--json", query]).as_array().map(Vec::len);
    assert_eq!([count("is:flagged"), count("is:suspended"), count("source:tagged-page")], [Some(1), Some(1), Some(3)]);
    let ran = home.qbank(["quiz", "--plain", "--no-save", "source:tagged-page"]).input("q\n").run().ends(0);
    ran.says("1 of 2");
    home.qbank(["quiz", "--plain", "--no-save", "is:suspended"]).input("q\n").run().ends(0).says("1 of 1");
}

#[test]
fn the_statistics_say_what_the_end_of_the_run_says() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    // Sure and wrong; right; the first once more.
    let ran = home.qbank(GARDEN).input("3\n1\n2\n3\n1\n3\n3\n3\n").run().ends(0);
    ran.says("2 right (0 slow) · 0 partly · 1 wrong").says("wrong though sure:");
    let stats = home.json(["stats", "--json"]);
    let run: &Value = &stats["runs"][0];
    assert_eq!(run["score"], stats["score"]);
    assert_eq!(run["score"], json!({"right": 2, "slow": 0, "partly": 0, "wrong": 1}));
    assert_eq!((&run["percent_right"], stats["sure_but_wrong"].as_array().map(Vec::len)), (&json!(67), Some(1)));
    assert_eq!(stats["attempts"], 4);
    home.qbank(["stats"]).run().ends(0).says("2 right (0 slow) · 0 partly · 1 wrong  quiz · source:tagged-page");
}

#[test]
fn the_statistics_print_what_the_screen_shows_and_a_query_narrows_them() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(["stats", "source:tagged-page"]).run().ends(0).says("no answers to these cards yet; qbank quiz");
    home.qbank(GARDEN).input("3\n1\n2\n2\n1\n3\n3\n3\n").run().ends(0);
    let advanced = home.json(["list", "--json", "source:tagged-page level:advanced"])[0]["id"].clone();
    let ran = home.qbank(["stats"]).run().ends(0);
    let stats = home.json(["stats", "--json"]);
    let (right, answered) = (&stats["matrix"][0]["right"], &stats["matrix"][0]["answered"]);
    for said in [
        "hardest cards\n  wrong though sure: look here first\n    0 of 1 right ",
        "1 of the last 30 days; 1 in a row, at most 1\n",
        "by way of asking, right\n            last 7 days  last 30 days  ever\n  recalled  2 of 3       2 of 3        2 of 3\n",
        "time to answer, in percent of its target\n  up to 25%   3 answers\n",
        "last days\n",
        &format!("  unknown  {right} of {answered}"),
    ] {
        assert!(ran.stdout.contains(said), "no {said:?} in\n{}", ran.stdout);
    }
    let narrowed = home.json(["stats", "--json", "level:advanced"]);
    assert_eq!(
        narrowed["score"]["right"].as_u64().zip(narrowed["score"]["wrong"].as_u64()).map(|(r, w)| r + w),
        Some(1)
    );
    assert_eq!(
        (&narrowed["runs"].as_array().map(Vec::len), &narrowed["matrix"][0]["levels"][0]["level"]),
        (&Some(1), &json!("advanced"))
    );
    let hardest = narrowed["hardest"].as_array().expect("a list");
    assert!(hardest.iter().all(|card| card["id"] == advanced), "{hardest:?}");
    home.qbank(["stats", "tag:nobody"]).run().ends(2).says_nothing().warns("no tag \"nobody\"");
}
