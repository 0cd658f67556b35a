//! `quiz --plain`: runs over a pipe, and what the log says of them afterwards.

use crate::home::{Home, MODEL_CARD, TAGGED_PAGE};
use serde_json::json;

/// The questions of the three cards, and of those in the order that a run asks them.
const QUESTIONS: [&str; 3] = [
    "What is mulch and why is it used?",
    "Explain how to count plants for a bed.",
    "How does an event bed differ from a thread of ivy?",
];

fn asked(output: &str) -> Vec<&'static str> {
    output.lines().filter_map(|line| QUESTIONS.into_iter().find(|question| *question == line)).collect()
}

const GARDEN: [&str; 5] = ["quiz", "--plain", "source:tagged-page", "--seed", "7"];

#[test]
fn a_run_is_asked_judged_and_recorded() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    // Sure, Enter asks for a rating, good; a skip; not known, the proposed again, taken back, again again; and the missed
    // card once more, think so, good.
    let ran = home.qbank(GARDEN).input("3\n\n3\ns\n0\n\nu\n\n2\n3\n").run().ends(0).warns_of_nothing();
    let ran = ran.says("quiz · source:tagged-page").says("1 of 3").says("tick what you said with letters, or rate");
    let ran = ran.says("comes back: 1 tomorrow, 2 tomorrow, 3 in 2 days, 4 in 8 days\n");
    let ran = ran.says("[1 again]").says("taken back:").says("again · ").says("1 right (0 slow) · 0 partly · 1 wrong");
    let order = asked(&ran.stdout);
    let missed = order[2];
    assert_eq!(order.len(), 5, "three, the missed one again, and once in the report: {order:?}");
    assert_eq!((order[3], order[0] == order[1]), (missed, false));
    assert!(ran.stdout.contains("missed:\n"), "{}", ran.stdout);

    let stats = home.json(["stats", "--json"]);
    assert_eq!((&stats["attempts"], &stats["days"]), (&json!(3), &json!(1)));
    let score = json!({"right": 1, "slow": 0, "partly": 0, "wrong": 1});
    assert_eq!(stats["score"], score);
    assert_eq!(stats["runs"].as_array().map(Vec::len), Some(1));
    assert_eq!(stats["runs"][0]["score"], score);
    let sure = json!({"confidence": "sure", "answers": 1, "right": 1});
    assert!(stats["calibration"].as_array().is_some_and(|lines| lines.contains(&sure)), "{stats}");
    assert_eq!(stats["missed"].as_array().map(Vec::len), Some(1));
    home.qbank(["stats"]).run().ends(0).says("1 right (0 slow) · 0 partly · 1 wrong").says("3 answers in 1 run");
    let new = home.json(["list", "--json", "source:tagged-page is:new"]);
    assert_eq!(
        (&new[0]["question"], new.as_array().map(Vec::len)),
        (&json!(order[1]), Some(1)),
        "a skip is no attempt"
    );
}

#[test]
fn the_same_seed_asks_in_the_same_order() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let order = |seed: &str| {
        let run = home.qbank(["quiz", "--plain", "source:tagged-page", "--seed", seed]).input("s\ns\ns\n").run();
        asked(&run.ends(0).says("nothing was answered; nothing is recorded").stdout)
    };
    let orders: Vec<_> = (0..12).map(|seed| order(&seed.to_string())).collect();
    assert_eq!(order("0"), orders[0]);
    assert!(orders.iter().all(|one| one.len() == 3));
    assert!(orders.iter().any(|one| *one != orders[0]), "seeds differ: {orders:?}");
    assert_eq!(home.attempts(), 0);
}

#[test]
fn the_end_says_what_the_end_page_says() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let ran = home.qbank(GARDEN).input("3\n1\n3\n3\n3\n3\n3\n3\n").run().ends(0);
    let ran = ran
        .says("\n2 right (0 slow) · 0 partly · 1 wrong\n0:00 answering\ncome back: ")
        .says("1 tomorrow, 2 in 2 days\n");
    let ran = ran.says("67% right, the first run like this\nwrong though sure: look here first:\n  tagged-page-");
    ran.says("  Advanced: 1 right").says("  Beginner: ");
    let ran = home.qbank(GARDEN).input("3\n3\n3\n3\n3\n3\n").run().ends(0);
    ran.says("100% right, 33 points more than the last time");
    let ran = home.qbank(GARDEN).args(["--no-save"]).input("3\n3\nq\n").run().ends(0).says("1 right");
    assert!(!ran.stdout.contains("come back") && !ran.stdout.contains("% right"), "{}", ran.stdout);
}

#[test]
fn cards_are_flagged_and_suspended_line_by_line() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let ran = home.qbank(GARDEN).input("F\n3\nS\n3\nF\nF\nq\n").run().ends(0);
    ran.says("flagged: is:flagged chooses").says("suspended: is:suspended chooses").says("no longer flagged");
    let ids = |query: &str| home.json(["list", "--json", query]).as_array().map(Vec::len);
    assert_eq!((ids("is:flagged"), ids("is:suspended"), ids("is:flagged is:suspended")), (Some(1), Some(1), Some(1)));
    let ran = home.qbank(GARDEN).args(["--no-save"]).input("F\nq\n").run().ends(0);
    ran.says("marks are not kept: --no-save was given");
}

#[test]
fn ticked_points_propose_the_rating_and_give_the_verdict() {
    let home = Home::with_pages(&[MODEL_CARD]);
    for (input, proposed, score) in [
        ("2\na b c d\n\n", "[3 good]", "1 right (0 slow) · 0 partly · 0 wrong"),
        ("3\na\nb c d e\n\n", "[4 easy]", "1 right (0 slow) · 0 partly · 0 wrong"),
        ("1\na b c\n\n", "[2 hard]", "0 right (0 slow) · 1 partly · 0 wrong"),
        ("1\na b\n\nq\n", "[1 again]", "0 right (0 slow) · 0 partly · 1 wrong"),
        // Ticked twice is not ticked; overruling changes the schedule, not the verdict.
        ("1\na b c d\nd\n4\n", "[2 hard]", "0 right (0 slow) · 1 partly · 0 wrong"),
        ("\nm\na b c d\n\n", "[3 good]", "1 right (0 slow) · 0 partly · 0 wrong"),
    ] {
        let ran = home.qbank(["quiz", "--plain", "--no-save", "source:model-card"]).input(input).run();
        ran.ends(0).says("[ ] a One thread stops").says("[x] a One thread stops").says(proposed).says(score);
    }
}

#[test]
fn the_answer_is_not_printed_before_the_reveal() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let ran = home.qbank(["quiz", "--plain", "source:model-card"]).input("what?\ns\n").run().ends(0);
    assert!(!ran.stdout.contains("One thread removes parallel execution"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("enter reveals").count(), 2, "a line that means nothing shows the keys again");
}

#[test]
fn nothing_is_recorded_without_saving() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let ran = home.qbank(GARDEN).args(["--no-save"]).input("3\n3\n3\n3\n3\n3\n").run().ends(0);
    ran.says("answers are not kept: --no-save was given").says("3 right (0 slow) · 0 partly · 0 wrong");
    assert_eq!(home.attempts(), 0);
    assert_eq!(home.json(["list", "--json", "source:tagged-page is:new"]).as_array().map(Vec::len), Some(3));
}

#[test]
fn a_bank_is_asked_without_an_import_and_the_answers_join_it_later() {
    let home = Home::new();
    let quiz = ["quiz", "--plain", "--seed", "7", "--bank", TAGGED_PAGE];
    let ran = home.qbank(quiz).input("3\n3\n0\n1\nq\n").run().ends(0);
    let order = asked(&ran.says("1 of 3").says("1 right (0 slow) · 0 partly · 1 wrong").stdout);
    assert_eq!(home.json(["tags", "--json"])["sources"].as_array().map(Vec::len), Some(1), "nothing was imported");

    home.qbank(["import", TAGGED_PAGE]).run().ends(0).says("cards added: 3");
    assert_eq!(home.attempts(), 2);
    let missed = home.json(["list", "--json", "is:missed"]);
    assert_eq!((&missed[0]["question"], missed.as_array().map(Vec::len)), (&json!(order[1]), Some(1)));
    assert_eq!(home.json(["list", "--json", "source:tagged-page -is:new"]).as_array().map(Vec::len), Some(2));
    assert_eq!(
        home.json(["stats", "--json"])["by_level"].as_array().map(Vec::len),
        Some(2),
        "levels came with the cards"
    );
}

#[test]
fn a_run_over_a_bank_goes_on_line_by_line() {
    let home = Home::new();
    let page = home.file("page.txt", std::fs::read(TAGGED_PAGE).expect("the page is there"));
    let ran = home.qbank(["quiz", "--plain", "--seed", "7", "--bank"]).args([&page]).input("3\n3\n").run().ends(0);
    let begun = asked(&ran.stdout);
    let ran = home.qbank(["quiz", "--plain", "--resume"]).input("u\n4\n3\n3\n3\n3\n").run().ends(0);
    let order = asked(&ran.says("2 of 3").says("taken back:").stdout);
    assert_eq!(order[0], begun[1]);
    home.qbank(["quiz", "--plain", "--resume"]).run().ends(1).warns("no run waits to be resumed");
    let piped = std::fs::read(TAGGED_PAGE).expect("the page is there");
    home.qbank(["quiz", "--plain", "--bank", "-"]).input(piped).run().ends(0).says("nothing was answered");
}

#[test]
fn a_bank_is_asked_by_the_same_filters() {
    let home = Home::new();
    let ran = home.qbank(["quiz", "--plain", "--bank", TAGGED_PAGE, "level:advanced"]).input("3\n3\n").run().ends(0);
    assert_eq!(asked(&ran.says("1 of 1").stdout), [QUESTIONS[2]]);
    home.qbank(["quiz", "--plain", "--bank", TAGGED_PAGE, "technology:cobol"])
        .run()
        .ends(1)
        .warns("no card of the file");
    home.qbank(["quiz", "--plain", "--bank", "gone.txt"]).run().ends(1).says_nothing().warns("cannot read gone.txt");
}

#[test]
fn the_end_of_the_input_leaves_with_what_was_answered() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(GARDEN).input("3\n3\n1\n").run().ends(0).says("1 right (0 slow) · 0 partly · 0 wrong");
    home.qbank(GARDEN).input("3\n4").run().ends(0).says("1 right");
    home.qbank(GARDEN).input("").run().ends(0).says("nothing was answered");
    home.qbank(GARDEN).input(b"\xFF\xFE\n3\n3\nq\n").run().ends(0).says("1 right");
    assert_eq!(home.attempts(), 3);
}

#[test]
fn two_processes_at_once_lose_nothing() {
    const RUNS: usize = 4;
    const CARDS: usize = 15;
    let home = Home::new();
    let answers = "3\n3\n".repeat(CARDS);
    let count = CARDS.to_string();
    // The first to come also make the library, all at once.
    let quiz = |seed: usize| {
        home.qbank(["quiz", "--plain", "--count", &count, "--seed", &seed.to_string()]).input(&answers).start()
    };
    let started: Vec<_> = (0..RUNS).map(quiz).collect();
    for run in started {
        run.wait().ends(0).warns_of_nothing().says(&format!("{CARDS} right (0 slow) · 0 partly · 0 wrong"));
    }
    let stats = home.json(["stats", "--json"]);
    assert_eq!(stats["attempts"], RUNS * CARDS);
    assert_eq!(stats["runs"].as_array().map(Vec::len), Some(RUNS));
}
