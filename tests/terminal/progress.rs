//! How it goes, by keys; and that the screen says what the command says.

use crate::home::{Home, TAGGED_PAGE};
use crate::runner::{ENTER, ESC, Runner, TAB};
use crate::{open, setup};
use serde_json::Value;

/// Three cards in two runs: one sure and wrong and then right, one partly known, one right.
fn studied() -> Home {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let quiz = ["quiz", "--plain", "source:tagged-page", "--seed", "7"];
    home.qbank(quiz).input("3\n1\n2\n2\n1\n3\n3\n3\n").run().ends(0);
    home.qbank(quiz).args(["--count", "2"]).input("3\n3\n2\n1\n2\n3\n").run().ends(0);
    home
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn texts<'a>(list: &'a Value, name: &str) -> Vec<&'a str> {
    list.as_array().expect("a list").iter().filter_map(|item| item[name].as_str()).collect()
}

#[test]
fn a_cell_of_the_matrix_begins_the_quiz_of_just_its_cards() {
    let home = studied();
    let stats = home.json(["stats", "--json"]);
    let weakest = stats["matrix"][0]["topic"]
        .as_str()
        .map_or_else(|| "topic:unknown".to_owned(), |topic| format!("topic:\"{topic}\""));
    let mut runner = open(&home, &[]);
    runner.wait_until_taken().wait_for("s progress").press("s");
    runner.wait_for("run by run").press(TAB).wait_for("Answers a day").press(TAB).wait_for("the weakest topic first");
    let asked = |query: &str| home.json(["list", "--json", query]).as_array().map_or(0, Vec::len);
    let all = asked(&weakest);
    runner.wait_for("enter quiz").press(ENTER).wait_for("0 don't know").wait_for(&format!("1 of {all}")).press("q");
    // The level with answers: to the right until the cell has some.
    let level = stats["matrix"][0]["levels"][0]["level"].as_str().expect("a level").to_owned();
    let place = ["beginner", "intermediate", "advanced"].iter().position(|name| *name == level).expect("one of three");
    runner.wait_for("the weakest topic first");
    for _ in 0..=place {
        runner.press("l");
    }
    let query = format!("{weakest} level:{level}");
    let cards = home.json(["list", "--json", &query]);
    let count = cards.as_array().map_or(0, Vec::len);
    assert!(0 < count && count < asked(""), "{query}");
    runner.press(ENTER).wait_for("0 don't know").wait_for(&format!("1 of {count}"));
    let question: String = texts(&cards, "question")[0].split_whitespace().take(3).collect::<Vec<&str>>().join(" ");
    if count == 1 {
        runner.wait_for(&question);
    }
    runner
        .press("q")
        .wait_for("the weakest topic first")
        .press(ESC)
        .wait_for("What would they ask you")
        .press("q")
        .ends(0);
}

#[test]
fn the_hardest_card_is_read_from_the_list() {
    let home = studied();
    let hardest = home.json(["stats", "--json"])["hardest"].clone();
    let beginning: String = texts(&hardest, "question")[0].chars().take(20).collect();
    let mut runner = open(&home, &[]);
    runner.wait_until_taken().wait_for("s progress").press("s");
    runner.wait_for("run by run").press("[").wait_for("look here first").shows(&beginning).press(ENTER);
    runner.wait_for("esc back").wait_for(&beginning).press(ESC).wait_for("showing").press(ESC);
    runner.wait_for("look here first").press("q").ends(0);
    assert_eq!(home.attempts(), number(&home.json(["stats", "--json"])["attempts"]), "reading is no answering");
}

/// A line of the screen says this, in cells that stand as far apart as they may.
#[track_caller]
fn says(runner: &mut Runner, text: &str) {
    let squeezed = |line: &str| line.split_whitespace().collect::<Vec<&str>>().join(" ");
    runner.wait_until(&format!("{text:?} is said"), |runner| {
        runner.screen().lines().any(|line| squeezed(line).contains(text))
    });
}

#[test]
fn every_number_of_the_screen_is_that_of_the_command() {
    let home = studied();
    let stats = home.json(["stats", "--json"]);
    let tally = |of: &Value| {
        let [right, slow, partly, wrong] = ["right", "slow", "partly", "wrong"].map(|name| number(&of[name]));
        (right, right + partly + wrong, format!("{right} right ({slow} slow) · {partly} partly · {wrong} wrong"))
    };
    let clock = |ms: &Value| format!("{}:{:02}", number(ms) / 60_000, number(ms) / 1000 % 60);
    let mut runner = setup(&home, &[]).size((120, 100)).start();
    runner.wait_until_taken().wait_for("s progress");
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let plural = |count: u64, noun: &str| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };

    runner.press("s").wait_for("run by run");
    says(&mut runner, &tally(&stats["score"]).2);
    says(&mut runner, &format!("Wrong though sure: {}", plural(number(&stats["sure_but_wrong_cards"]), "card")));
    let days = list(&stats["practised"]["days"]);
    let counts = [
        (number(&stats["attempts"]), "answer"),
        (list(&stats["runs"]).len() as u64, "run"),
        (days.len() as u64, "day"),
    ];
    says(&mut runner, &counts.map(|(count, noun)| plural(count, noun)).join(" · "));
    for mode in list(&stats["by_mode"]) {
        let cells = ["last_7_days", "last_30_days", "ever"].map(|name| tally(&mode[name]));
        says(&mut runner, &format!("recalled {}", cells.map(|(right, of, _)| format!("{right} of {of}")).join(" ")));
    }
    for level in list(&stats["by_level"]) {
        let (right, of, _) = tally(&level);
        says(&mut runner, &format!("{right} of {of} right"));
    }
    for run in list(&stats["runs"]) {
        says(&mut runner, &format!("{} {}", run["day"].as_str().expect("a day"), tally(&run["score"]).2));
    }

    runner.press(TAB).wait_for("Answers a day");
    let practised = &stats["practised"];
    says(&mut runner, &format!("Practised on {} of the last 30 days", number(&practised["of_the_last_30_days"])));
    says(&mut runner, &format!("in a row · at most {}", number(&practised["longest_row"])));
    for day in &days {
        let (answers, right) = (number(&day["answers"]), number(&day["right"]));
        says(&mut runner, &format!("{answers} answers · {right} right · {} spent", clock(&day["spent_ms"])));
    }

    runner.press(TAB).wait_for("the weakest topic first");
    for topic in list(&stats["matrix"]) {
        let cell = |of: &Value| match number(&of["answered"]) {
            0 => "·".to_owned(),
            answered => format!("{} of {answered}", number(&of["right"])),
        };
        let none = serde_json::json!({"right": 0, "answered": 0});
        let at =
            |level: &str| list(&topic["levels"]).into_iter().find(|of| of["level"] == level).unwrap_or(none.clone());
        let levels = ["beginner", "intermediate", "advanced"].map(|level| cell(&at(level))).join(" ");
        says(&mut runner, &format!("{} {levels} {}", cell(&topic), number(&topic["cards"])));
    }

    runner.press(TAB).wait_for("Half of the answers");
    let pace = &stats["pace"];
    let percent = number(&pace["median_percent_of_target"]);
    says(&mut runner, &format!("took at most {} · {percent}% of the target", clock(&pace["median_answer_ms"])));
    says(&mut runner, &format!("{} of {} answers slow", number(&pace["slow"]), number(&pace["answers"])));
    for share in list(&pace["by_share_of_target"]) {
        let name = share["up_to_percent"].as_u64().map_or_else(|| "more".to_owned(), |most| format!("up to {most}%"));
        let answers = number(&share["answers"]);
        let bar = if answers == 0 { "│ ".to_owned() } else { "█ ".to_owned() };
        runner.wait_until(&format!("{name}: {answers}"), |runner| {
            let screen = runner.screen();
            let line = screen.lines().map(str::trim).find(|line| line.starts_with(&name));
            let said = line.and_then(|line| line.rsplit_once(&bar)).map(|(_, said)| said.trim().replace(" over", ""));
            said.is_some_and(|said| said == answers.to_string())
        });
    }
    for of in list(&pace["by_topic"]).iter().chain(&list(&pace["by_mode"])) {
        let (slow, answers) = (number(&of["slow"]), number(&of["answers"]));
        let percent = number(&of["median_percent_of_target"]);
        says(&mut runner, &format!("{} {percent}% {slow} of {answers}", clock(&of["median_answer_ms"])));
    }

    runner.press(TAB).wait_for("by how sure you were");
    for line in list(&stats["calibration"]) {
        says(&mut runner, &format!("{} of {}", number(&line["right"]), number(&line["answers"])));
    }

    runner.press(TAB).wait_for("look here first");
    for card in list(&stats["hardest"]) {
        says(&mut runner, &format!("{} of {} right", number(&card["right"]), number(&card["answers"])));
    }
    runner.press("q").ends(0);
}
