//! What import, check, quiz and edit make of cards that answer each other.

use crate::home::Home;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

const QUEUE: &str =
    "A queue hands out the oldest plant pot first, and a stack the newest pot. Both take pots one at a time.";
const MULCH: &str = "Mulch is a layer of bark over the soil, which keeps water in and weeds out.";

/// A page of tagged questions, each with its answer.
fn tagged(cards: &[(&str, &str)]) -> String {
    let card = |(question, answer): &(&str, &str)| format!("GardenBeginner\n\n{question}\n\nAnswer\n\n{answer}\n\n");
    cards.iter().map(card).collect()
}

/// An article whose FAQ lost its questions, and that lists questions without answers.
fn article(answers: &[&str]) -> String {
    let mut page = "Garden Interview Questions\n\nCommon questions that are asked:\n\n".to_owned();
    for (number, question) in [
        "What is the difference between a stack and a queue of pots?",
        "What keeps moss off a path?",
        "How deep is a spade dug in?",
    ]
    .iter()
    .enumerate()
    {
        page.push_str(&format!("  {}. {question}\n", number + 1));
    }
    page.push_str("\nFrequently Asked Questions\n\n");
    answers.iter().for_each(|answer| page.push_str(&format!("{answer}\n\n")));
    page
}

const STONE: &str = "Granite is a stone that was molten deep below, and cooled there over a very long time.";

fn pages(home: &Home) -> [PathBuf; 2] {
    let asked = [
        ("What is the difference between a queue and a stack of pots?", QUEUE),
        ("What is mulch, and why is it put on soil?", MULCH),
    ];
    [home.file("asked.txt", tagged(&asked)), home.file("lost.txt", article(&[QUEUE, STONE]))]
}

fn file<'a>(report: &'a Value, name: &str) -> &'a Value {
    let files = report["files"].as_array().expect("a list of files");
    files.iter().find(|file| file["file"].as_str().is_some_and(|file| file.ends_with(name))).expect("the file is there")
}

#[test]
fn import_and_check_report_what_was_found_and_how_sure_it_is() {
    let home = Home::new();
    let [asked, lost] = pages(&home);
    for command in ["check", "import"] {
        let report = home.qbank([command, "--json"]).args([&lost, &asked]).run().ends(0).json();
        let lost = file(&report, "lost.txt");
        assert_eq!((&lost["derived"], &lost["matched"]), (&json!(1), &json!(1)), "{command}: {lost}");
        assert_eq!((&lost["answered"], &lost["unanswered"], &lost["answers_found"]), (&json!(2), &json!(3), &json!(1)));
        assert!(lost["certainty"].as_f64().is_some_and(|sure| (0.0..=1.0).contains(&sure)), "{lost}");
        let found = |kind: &str| {
            let matches = lost["matches"].as_array().expect("matches").clone();
            matches.into_iter().find(|one| one["kind"] == kind).expect("a match of this kind")
        };
        let question = found("question");
        assert_eq!((&question["line"], &question["found"]["source"]), (&json!(11), &json!("asked")));
        assert_eq!(question["found"]["question"], "What is the difference between a queue and a stack of pots?");
        assert!(question["score"].as_f64().is_some_and(|score| score > 0.5 && score <= 1.0), "{question}");
        assert_eq!(found("answer")["found"]["source"], "asked");
    }
    let again = home.qbank(["import", "--dry-run"]).args([&lost, &asked]).run().ends(0);
    let again =
        again.says("(1 questions found, 1 derived)").says("answers the question of asked:").says("is answered by");
    again.says("unchanged: 7").says("article (");
}

#[test]
fn a_found_question_is_asked_with_the_other_answers_behind_it_and_siblings_never_meet() {
    let home = Home::new();
    let [asked, lost] = pages(&home);
    home.qbank(["import"]).args([&asked, &lost]).run().ends(0);
    let listed = home.json(["list", "--json", "source:lost -is:unanswered"]);
    let derived: Vec<&Value> = listed.as_array().expect("cards").iter().map(|card| &card["derived"]).collect();
    assert_eq!(derived, [false, true]);
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let run =
            home.qbank(["quiz", "--plain", "queue source:asked,lost", "--seed", seed]).input("\n+\nq\n").run().ends(0);
        let run = run.says("1 of 1").says("(+ shows 1 other answer to this)").says("another answer to this, from ");
        assert_eq!(
            run.stdout.contains("question found for the answer"),
            run.stdout.contains("another answer to this, from asked")
        );
    }
    home.qbank(["quiz", "--plain", "granite"]).input("q\n").run().ends(0).says("question derived from the answer");
    let id = listed[0]["id"].as_str().expect("an id").to_owned();
    home.qbank(["show", &id])
        .run()
        .ends(0)
        .says("Another answer, from asked")
        .says("the page has no question for this answer");
}

#[test]
fn an_unanswered_question_is_asked_when_it_is_named_and_shows_who_answers_it() {
    let home = Home::new();
    let [asked, lost] = pages(&home);
    home.qbank(["import"]).args([&asked, &lost]).run().ends(0);
    home.qbank(["quiz", "--plain", "moss"]).run().ends(1).warns("has no answer");
    let run = home.qbank(["quiz", "--plain", "is:unanswered stack"]).input("\nq\n").run().ends(0);
    run.says("this question came without an answer; another card answers it")
        .says("from asked, ")
        .says("the oldest plant pot");
    let bank = home.qbank(["quiz", "--plain", "--bank"]).args([&lost]).args(["is:unanswered stack", "--data-dir"]);
    let run = bank.args([home.folder("other")]).input("\nq\n").run().ends(0);
    run.says("this question came without an answer");
}

#[test]
fn a_page_that_is_asked_without_being_imported_finds_its_questions_too() {
    let home = Home::new();
    let [asked, lost] = pages(&home);
    home.qbank(["import"]).args([&asked]).run().ends(0);
    let run = home.qbank(["quiz", "--plain", "--bank"]).args([&lost]).args(["oldest"]).input("\n+\nq\n").run().ends(0);
    let run =
        run.says("question found for the answer").says("What is the difference between a queue and a stack of pots?");
    run.says("another answer to this, from asked");
}

#[test]
fn clashing_ids_are_named_with_both_places_and_change_nothing() {
    let home = Home::new();
    let card = |id: &str, answer: &str| {
        format!(
            "{id} What is done with the pots?\nGarden · Pots · Beginner\n2/10\n\nAnswer\n\n{answer}\n\nID: {id} · Difficulty: 2/10 · Level: Beginner\n"
        )
    };
    let shipped = home.json(["list", "--json"])[0]["id"].as_str().expect("an id").to_owned();
    let before = home.json(["show", &shipped, "--json"]);
    let page = home.file("page.txt", card(&shipped, "They are washed."));
    let import = home.qbank(["import"]).args([&page]).run().ends(0).says("added: 1");
    let import = import.says(&format!("note: {}:1: {shipped} is the id of a card of qbank too (", page.display()));
    import.says(&format!("page:{shipped} names this one"));
    assert_eq!(home.json(["show", &shipped, "--json"]), before);
    home.qbank(["show", &format!("page:{shipped}")]).run().ends(0).says("They are washed.");

    let other = home.file("other.txt", card(&shipped, "They are stacked."));
    home.qbank(["import"])
        .args([&other])
        .run()
        .ends(0)
        .says("is the id of a card of page too")
        .says("of a card of qbank too");
    let clash = home.qbank(["import", "--source", "page"]).args([&page, &other]).run().ends(0);
    clash.says(&format!("not taken: {}:1: {shipped} stands in {}:1 already", other.display(), page.display()));
    home.qbank(["show", &format!("page:{shipped}")]).run().ends(0).says("They are washed.");
    let both = home.file("both.txt", format!("{}\n{}", card("GA-POT-001", "One."), card("GA-POT-001", "Two.")));
    home.qbank(["import"]).args([&both]).run().ends(0).says("GA-POT-001 stands at line 1 already").says("added: 1");
    let small = home.file("small.txt", card("ga-pot-001", "Three."));
    home.qbank(["import", "--source", "both"]).args([&small]).run();
    assert_eq!(
        home.json(["list", "--json", "source:both"]).as_array().map(Vec::len),
        Some(1),
        "an id is one id in either case"
    );
}

/// An editor that runs these shell lines on the file; `$1` is its name.
fn editor(home: &Home, name: &str, lines: &str) -> String {
    let script = home.file(name, format!("{lines}\n"));
    format!("sh {}", script.display())
}

#[test]
fn an_edit_is_kept_over_its_page_until_it_is_reverted() {
    let home = Home::new();
    let [asked, _] = pages(&home);
    home.qbank(["import"]).args([&asked]).run().ends(0);
    let id = home.json(["list", "--json", "mulch source:asked"])[0]["id"].as_str().expect("an id").to_owned();
    let edit = |editor: &str| home.qbank(["edit", &id]).env("EDITOR", editor).run();
    edit(&editor(&home, "none.sh", ":")).ends(0).says("nothing changed");
    edit(&editor(&home, "empty.sh", ": > \"$1\"")).ends(0).says("nothing changed");
    edit(&editor(&home, "bark.sh", "sed -i s/bark/straw/ \"$1\"")).ends(0).says("is kept as you wrote it");
    home.qbank(["show", &id]).run().ends(0).says("a layer of straw");
    assert_eq!(home.json(["list", "--json", "is:edited straw"]).as_array().map(Vec::len), Some(1));
    let mended = fs::read_to_string(&asked).expect("the page").replace("weeds", "every weed");
    fs::write(&asked, mended).expect("the page can be written");
    home.qbank(["import"]).args([&asked]).run().ends(0).says("updated: 1");
    home.qbank(["show", &id]).run().ends(0).says("a layer of straw");
    home.qbank(["edit", &id, "--revert"]).run().ends(0).says("says again what its page says");
    home.qbank(["show", &id]).run().ends(0).says("a layer of bark").says("every weed");
    home.qbank(["edit", &id, "--revert"]).run().ends(0).says("was not edited");
}

#[test]
fn a_text_that_is_no_card_is_refused_with_its_place_and_kept_in_a_file() {
    let home = Home::new();
    let [asked, _] = pages(&home);
    home.qbank(["import"]).args([&asked]).run().ends(0);
    let id = home.json(["list", "--json", "mulch source:asked"])[0]["id"].as_str().expect("an id").to_owned();
    let before = home.json(["show", &id, "--json"]);
    let edit = |name: &str, lines: &str| home.qbank(["edit", &id]).env("EDITOR", editor(&home, name, lines)).run();
    let kept = |ran: crate::home::Ran, says: &str| {
        let ran = ran.ends(1).says(says).warns("it is kept in ");
        let path = ran.stderr.trim().rsplit("it is kept in ").next().expect("a path").to_owned();
        let text = fs::read_to_string(&path).expect("the text is there");
        fs::remove_file(path).expect("the file can be removed");
        text
    };
    assert_eq!(kept(edit("prose.sh", "echo 'only prose' > \"$1\""), "no card is left here"), "only prose\n");
    kept(edit("id.sh", "sed -i 's/CARD-001/CARD-002/' \"$1\""), "the id must stay CARD-001");
    let twice = "sed 's/CARD-001/CARD-002/g' \"$1\" > \"$1.2\"; cat \"$1.2\" >> \"$1\"; rm \"$1.2\"";
    kept(edit("two.sh", twice), "a second card begins here; one card is edited at a time");
    edit("fails.sh", "exit 3").ends(1).warns("the editor sh failed").warns("nothing was changed");
    home.qbank(["edit", &id])
        .env("EDITOR", "/no/such/editor")
        .run()
        .ends(1)
        .warns("cannot run the editor /no/such/editor");
    home.qbank(["edit", "NO-SUCH-1"]).env("EDITOR", "true").run().ends(2).warns("NO-SUCH-1");
    assert_eq!(home.json(["show", &id, "--json"]), before);
}
