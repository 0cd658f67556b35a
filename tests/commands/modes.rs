//! `quiz --plain` in each of the ways to be asked, and what the log and the scores say afterwards.

use crate::home::{Home, MODEL_CARD, Ran, TAGGED_PAGE};
use serde_json::{Value, json};

const KEY: &str = "At an await, async with or async for that has to wait";
const REASON: &str = "time slices belong to threads";

/// A run on the model card in one way; what is asked first is the same for the same seed.
fn quiz(home: &Home, mode: &str, input: &str) -> Ran {
    home.qbank(["quiz", "--plain", "--seed", "3", "source:model-card", "--mode", mode]).input(input).run().ends(0)
}

/// The letter before a line that ends so.
fn letter_of(ran: &Ran, text: &str) -> String {
    let line =
        ran.stdout.lines().find(|line| line.ends_with(text)).unwrap_or_else(|| panic!("no {text:?} in {}", ran.stdout));
    line.trim_end_matches(text).trim().trim_start_matches(['>', ' ']).to_owned()
}

fn stats(home: &Home) -> Value {
    home.json(["stats", "--json", "source:model-card"])
}

fn tally(right: u64, partly: u64, wrong: u64) -> Value {
    json!({"right": right, "slow": 0, "partly": partly, "wrong": wrong})
}

#[test]
fn a_choice_is_asked_checked_and_counted_apart() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let asked = quiz(&home, "choice", "\n9\nq\n").says("choose a letter first").says(KEY);
    assert!(!asked.stdout.contains(REASON) && !asked.stdout.contains("One thread removes"), "{}", asked.stdout);
    let key = letter_of(&asked, KEY);
    let ran =
        quiz(&home, "choice", &format!("{key}\n3\n\n")).says("\nright\n").says(REASON).says("the GIL orders threads");
    ran.says("choice and predict: 1 right (0 slow) · 0 partly · 0 wrong");
    let stats = stats(&home);
    assert_eq!((&stats["score"], &stats["attempts"]), (&tally(0, 0, 0), &json!(1)));
    assert_eq!(stats["runs"][0]["score"], tally(0, 0, 0), "a run is scored by its free answers");
    let seen = home.json(["list", "--json", "source:model-card -is:new"]);
    assert_eq!(seen.as_array().map(Vec::len), Some(1));
    let due = home.json(["list", "--json", "source:model-card is:due"]);
    assert_eq!(due.as_array().map(Vec::len), Some(0), "what was recognized is not scheduled");
}

#[test]
fn a_wrong_choice_comes_back_shuffled_until_it_is_right() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let ran = quiz(&home, "choice", "0\n\nq\n").says("nothing was chosen").says(" · again");
    let orders: Vec<Vec<&str>> = ran
        .stdout
        .split("its work?")
        .skip(1)
        .map(|showing| showing.lines().skip(2).take(4).map(|line| &line[4..]).collect())
        .collect();
    assert_eq!(orders.len(), 2, "{}", ran.stdout);
    let sorted = |order: &Vec<&str>| {
        let mut order: Vec<String> = order.iter().map(|&text| text.to_owned()).collect();
        order.sort();
        order
    };
    assert_eq!(sorted(&orders[0]), sorted(&orders[1]));
    assert_ne!(orders[0], orders[1], "with this seed the order changes");
    assert_eq!(home.json(["list", "--json", "is:missed"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn an_output_is_chosen_or_typed_exactly() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let asked = quiz(&home, "predict", "q\n").says("What does this print?").says("async def unsafe(box):");
    assert!(!asked.stdout.contains("treats one thread"), "{}", asked.stdout);
    let letter = letter_of(&asked, " 1 100").trim().to_owned();
    quiz(&home, "predict", &format!("{letter}\n\n\n")).says("\nright\n").says("treats one thread as proof");
    quiz(&home, "predict", "t\n1 100\n\n\n").says("type the output exactly").says("\nright\n");
    quiz(&home, "predict", "t\n1 101\n\nq\n").says("you typed").says("\nwrong\n");
    quiz(&home, "predict", "t\n0 100\n\nq\n").says("\nwrong\n").says("yours ");
    quiz(&home, "predict", "t\n.\n1\no\n0\nq\n").says("type the output first").says("nothing was chosen");
}

/// A card whose output has a tab, an empty line and an indented one.
const TABLE: &str = "GA-OUT-001 What is printed?\nGardening · Output · Beginner\n2/10\n\nAnswer\n\nA table of beds.\n\n\
    Code\n\n```python demo\nprint(table)\n```\n```output demo\nbed\tplants\n\n  2\n```\n\n\
    Predict demo\n\nx bed\tplants\\n  2 -- misses the empty line\n\nID: GA-OUT-001 · Difficulty: 2/10 · Level: Beginner\n";

#[test]
fn an_output_of_several_lines_is_typed_and_shown_as_it_is_printed() {
    let home = Home::new();
    let page = home.file("table.txt", TABLE);
    home.qbank(["import"]).args([&page]).run().ends(0);
    let predict = |input: &str| {
        home.qbank(["quiz", "--plain", "source:table", "--mode", "predict", "--time", "5m"]).input(input).run().ends(0)
    };
    for tab in ["\t", "    "] {
        predict(&format!("t\nbed{tab}plants\n \n  2\n\n\n")).says("\nright\n").says("1 of 1 · 5:00 left · Gardening");
    }
    let ran = predict("t\nbed\tplants\n  2\n\n\nq\n").says("\nwrong\n").says(" of 1:00 · 5:00 left\n");
    let shown = [("yours", 8), ("right", 8)].map(|(sign, columns)| {
        let line = ran.stdout.split('\n').skip_while(|line| !line.starts_with(&format!("{sign} "))).collect::<Vec<_>>();
        assert_eq!(line[0].find("bed plants"), Some(columns), "{}", ran.stdout);
        line[1..3].join("|")
    });
    assert_eq!(shown, ["          2|        misses the empty line", "        |          2"]);
}

#[test]
fn a_typed_answer_is_read_for_its_points() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let answer = "another task can run\nbetween the read and the write; never use an asyncio lock\n\n";
    let ran = quiz(&home, "typed", &format!("\n{answer}b d\ni\n\n")).says("nothing is typed yet");
    let ran = ran.says("[x] a One thread").says("[ ] b Control").says("[x] c Read").says("[?] d Fix");
    let ran = ran.says("[another task] can [run]\n").says("[asyncio lock]?\n").says("did you say one of these?");
    ran.says("[x] i \"asyncio is").says("[2 hard]").says("0 right (0 slow) · 1 partly · 0 wrong");
    assert_eq!(stats(&home)["score"], tally(0, 1, 0));
    let ran = quiz(&home, "typed", "q\nu\n.\n3\na b c d\n\n").says("you wrote").says("[4 easy]");
    ran.says("1 right (0 slow)");
}

#[test]
fn recall_can_be_hinted_typed_and_in_a_mixed_run_chosen() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let ran = quiz(&home, "recall", "h\nh\nh\nh\nh\n3\na b c d\n\n").says("hint 4 of 4").says("none is left");
    ran.says(" of 1:00 · hinted\n").says("[2 hard]").says("1 right");
    quiz(&home, "recall", "o\nt\nanother task can run\n\n1\nq\n").says("[x] a").says("1 wrong");
    let home = Home::with_pages(&[MODEL_CARD]);
    quiz(&home, "mixed", "o\n0\n\nq\n").says("o options instead").says(KEY).says("choice and predict: 0 right");
    // What was missed as a choice is recalled when it comes back in the run, and a choice in the next.
    let mixed = quiz(&home, "mixed", "s\n").says("Can an update still be lost?");
    assert!(!mixed.stdout.contains(KEY), "the first card of a run is always free");
}

#[test]
fn a_run_of_one_way_asks_only_cards_that_have_it() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    for (mode, part) in [("choice", "has:options"), ("predict", "has:predict")] {
        let ran = home.qbank(["quiz", "--plain", "source:tagged-page", "--mode", mode]).run().ends(1);
        ran.says_nothing().warns(part);
        home.qbank(["quiz", "--plain", "--bank", TAGGED_PAGE, "--mode", mode]).run().ends(1).warns(part);
    }
    home.qbank(["quiz", "--mode", "guess"]).run().ends(2).warns("recall, choice, predict, typed, mixed");
}
