//! `qbank plan`: readiness, the days, and what is too much.

use crate::home::{Home, TAGGED_PAGE};
use rusqlite::Connection;
use serde_json::{Value, json};

/// Sets the interview so many days from today, as the screens do.
fn set_interview(home: &Home, days: i64) -> String {
    let date = home.json(["plan", "--json"])["today"].as_str().expect("a date").to_owned();
    let connection = Connection::open(home.library()).expect("the library is a database");
    let interview: String = connection
        .query_row("SELECT date(?1, ?2 || ' days')", rusqlite::params![date, days], |row| row.get(0))
        .expect("a date");
    connection
        .execute(
            "INSERT INTO event (device, number, utc, offset, kind, data) VALUES ('d', 1, 1, 0, 'target', ?1)",
            [json!({"date": interview}).to_string()],
        )
        .expect("a target");
    interview
}

fn sum(plan: &Value, what: &str) -> u64 {
    let days = plan["days"].as_array().expect("days");
    days.iter().map(|day| day[what].as_u64().expect("a number")).sum()
}

#[test]
fn without_a_date_the_plan_holds_a_week_and_says_how_to_set_one() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let ran = home.qbank(["plan", "source:tagged-page"]).run().ends(0).says("no interview date is set: t on the home");
    let ran = ran.says("cards: source:tagged-page").says("readiness: 0% of 3 cards recalled today");
    ran.says("0 ready · 0 seen · 3 new").says("today       3 new · about 3 minutes");
    let plan = home.json(["plan", "--json", "source:tagged-page"]);
    assert_eq!((&plan["interview"], &plan["minutes_a_day"], &plan["cards"]), (&Value::Null, &Value::Null, &json!(3)));
    assert_eq!((plan["days"].as_array().map(Vec::len), sum(&plan, "new")), (Some(7), 3));
}

#[test]
fn with_a_date_every_day_has_its_part_and_what_is_too_much_is_said() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let interview = set_interview(&home, 9);
    let plan = home.json(["plan", "--json"]);
    let days = plan["days"].as_array().expect("days");
    assert_eq!((days.len(), &days[9]["date"], &plan["interview"]), (10, &json!(interview), &json!(interview)));
    assert_eq!(
        sum(&plan, "new") + plan["new_left"].as_u64().expect("a number"),
        plan["new"].as_u64().expect("a number")
    );
    let weakest: Vec<bool> = days.iter().map(|day| day["weakest"].as_bool().expect("a word")).collect();
    assert_eq!(weakest, [[false; 6].as_slice(), &[true; 4]].concat());
    let ran =
        home.qbank(["plan", "--minutes", "5"]).run().ends(0).says(&format!("interview in 9 days, on {interview}"));
    ran.says("will stay unseen at 5 minutes a day; ").says(" minutes would do (--minutes N plans with more)");
    let settings = home.file("config.toml", "minutes-a-day = 7\nnew-a-day = 2\n");
    let ran = home.qbank(["plan"]).env("QBANK_CONFIG", settings.display().to_string()).run().ends(0);
    ran.says("will stay unseen at 7 minutes and 2 new cards a day");
}

#[test]
fn an_interview_that_is_over_is_not_called_none() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let interview = set_interview(&home, -3);
    let ran = home.qbank(["plan"]).run().ends(0).says(&format!("the interview was on {interview}: t on the home"));
    ran.says("recalled today");
    assert_eq!(home.json(["plan", "--json"])["interview"], Value::Null);
}

#[test]
fn an_answer_moves_readiness_and_the_days() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let quiz = ["quiz", "--plain", "source:tagged-page", "--seed", "7", "--count", "1"];
    let readiness = || home.json(["plan", "--json", "source:tagged-page"])["readiness"].as_f64().expect("a share");
    home.qbank(quiz).input("3\n3\n").run().ends(0).says("1 right");
    assert_eq!(readiness(), 1.0, "all that was asked was known");
    home.qbank(["undo"]).run().ends(0);
    assert_eq!(readiness(), 0.0);
    home.qbank(quiz).input("3\n1\n3\n1\nq\n").run().ends(0).says("1 wrong");
    let plan = home.json(["plan", "--json", "source:tagged-page"]);
    // Sure and wrong: it is due again today.
    assert_eq!((&plan["readiness"], &plan["due"], &plan["missed"]), (&json!(0.0), &json!(1), &json!(1)));
    home.qbank(["plan", "source:tagged-page"]).run().ends(0).says("today       1 again · 2 new · about");
}

#[test]
fn a_plan_for_no_card_says_why() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(["plan", "tag:none"]).run().ends(2).warns("no tag \"none\"");
    home.qbank(["plan", "is:flagged"]).run().ends(0).says_nothing().warns("no card matches is:flagged");
    home.qbank(["plan", "--minutes", "0"]).run().ends(2).warns("1..=960");
}
