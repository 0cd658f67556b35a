//! Import and export: what is taken in, what is refused, what comes out again.

use crate::home::{Home, LABELLED_PAGE, MODEL_CARD, Ran, TAGGED_PAGE};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// What an import says it did: added, updated, unchanged, retired.
#[track_caller]
fn done(ran: Ran) -> [u64; 4] {
    let report = ran.ends(0).json();
    ["added", "updated", "unchanged", "retired"].map(|name| report[name].as_u64().expect("each is a number"))
}

#[test]
fn importing_again_changes_nothing() {
    let home = Home::new();
    let import = ["import", "--json", TAGGED_PAGE, LABELLED_PAGE, MODEL_CARD];
    assert_eq!(done(home.qbank(import).run().warns_of_nothing()), [6, 0, 0, 0]);
    let before = home.json(["export"]);
    assert_eq!(done(home.qbank(import).run()), [0, 0, 6, 0]);
    assert_eq!(home.json(["export"]), before);
}

#[test]
fn a_page_that_changed_updates_and_retires() {
    let home = Home::new();
    let first = fs::read_to_string(TAGGED_PAGE).expect("the fixture is there");
    let page = home.file("garden.txt", &first);
    let import = || home.qbank(["import", "--json"]).args([&page]).run();
    assert_eq!(done(import()), [3, 0, 0, 0]);
    fs::write(&page, first.replace("away from weeds", "away from every weed")).expect("the page can be written");
    assert_eq!(done(import()), [0, 1, 2, 0]);
    let end = first.find("Node.jsAdvanced").expect("the page has a third card");
    fs::write(&page, &first[..end]).expect("the page can be written");
    assert_eq!(done(import()), [0, 1, 1, 1]);
    assert_eq!(home.json(["tags", "--json", "source:garden"])["cards"], 2);
    assert_eq!(home.json(["list", "--json", "source:garden is:retired"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_report_in_json_has_the_fields_of_the_design() {
    let home = Home::new();
    let report = home.json(["import", "--json", LABELLED_PAGE]);
    let file = &report["files"][0];
    assert_eq!((&file["file"], &file["layout"]), (&LABELLED_PAGE.into(), &"labelled".into()));
    let counted = ["answered", "unanswered", "follow_ups", "derived", "matched", "notes"].map(|name| &file[name]);
    assert_eq!(counted, [&json!(2), &json!(0), &json!(4), &json!(0), &json!(0), &json!(0)]);
    let lines = json!({"card": 27, "note": 0, "furniture": 11, "blank": 19, "unread": 0, "total": 57});
    assert_eq!(file["lines"], lines);
    let showing = json!({"what": "showing questions", "says": 2, "found": 2, "verdict": "agrees"});
    assert!(file["declared"].as_array().is_some_and(|declared| declared.contains(&showing)), "{file}");
    assert_eq!(file["diagnostics"], json!([]));

    let page = home.file("odd.txt", "PythonBeginner\n\nIs this answered?\n");
    let odd = home.qbank(["import", "--json"]).args([page]).run().ends(0).json();
    let finding = &odd["files"][0]["diagnostics"][0];
    assert_eq!((&finding["line"], &finding["column"], &finding["severity"]), (&1.into(), &1.into(), &"warning".into()));
    assert!(finding["message"].as_str().is_some_and(|message| message.contains("no answer")), "{finding}");
}

#[test]
fn a_dry_run_changes_nothing() {
    let home = Home::new();
    let before = home.json(["export"]);
    assert_eq!(done(home.qbank(["import", "--dry-run", "--json", TAGGED_PAGE]).run()), [3, 0, 0, 0]);
    home.qbank(["import", "--dry-run", TAGGED_PAGE]).run().ends(0).says("would be added: 3");
    assert_eq!(home.json(["export"]), before);
    assert_eq!(done(home.qbank(["import", "--json", TAGGED_PAGE]).run()), [3, 0, 0, 0]);
}

#[test]
fn a_page_comes_from_standard_input() {
    let home = Home::new();
    let page = fs::read(TAGGED_PAGE).expect("the fixture is there");
    assert_eq!(done(home.qbank(["import", "--json", "-"]).input(&page).run()), [3, 0, 0, 0]);
    assert_eq!(home.json(["tags", "--json", "source:stdin"])["cards"], 3);
    assert_eq!(done(home.qbank(["import", "--json", "--source", "piped", "-"]).input(&page).run()), [3, 0, 0, 0]);
    assert_eq!(home.json(["tags", "--json", "source:piped"])["cards"], 3);
}

#[test]
fn one_file_that_cannot_be_read_refuses_all_with_its_place() {
    let home = Home::new();
    let before = home.json(["export"]);
    let deep = home.folder("deep");
    fs::write(deep.join("notes.md"), "no page").expect("the file can be written");
    let cases: [(PathBuf, &str); 10] = [
        (home.file("binary.txt", b"ab\ncd\0e"), "binary.txt:2:3: this is no text but binary data"),
        (home.file("empty.txt", b""), "empty.txt: the file is empty"),
        (home.file("blank.txt", "\u{feff} \n\u{200b}\n"), "blank.txt: the file is empty"),
        (home.file("utf16.txt", b"\xFF\xFEa\0\n\0b"), "utf16.txt:2:1: the UTF-16 text is damaged"),
        (home.file("latin.txt", b"PythonBeginner\n\nCaf\xE9?\n"), "latin.txt:3:4: this is not UTF-8"),
        (home.file("prose.txt", "Only prose, and no question.\n"), "prose.txt: no layout of questions found"),
        (home.file("broken.json", "{\"schema\": 1,\n \"name\": }"), "broken.json: line 2, column 10"),
        (home.file("other.json", "{\"name\": \"x\"}"), "other.json: not a question bank"),
        (deep, "deep: no .txt file below this folder"),
        (PathBuf::from("gone.txt"), "gone.txt"),
    ];
    for (bad, place) in cases {
        let refused = home.qbank(["import", TAGGED_PAGE]).args([&bad]).run().ends(1).says_nothing().warns(place);
        assert!(refused.stderr.starts_with("error: "), "{}", refused.stderr);
        home.qbank(["import", "--json"]).args([&bad]).args([TAGGED_PAGE]).run().ends(1).says_nothing().warns(place);
    }
    assert_eq!(home.json(["export"]), before, "nothing was taken");
}

#[test]
fn marked_utf16_and_windows_lines_are_read() {
    let home = Home::new();
    let page = fs::read_to_string(TAGGED_PAGE).expect("the fixture is there").replace('\n', "\r\n");
    let units = [0xFEFF].into_iter().chain(page.encode_utf16());
    let utf16: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let path = home.file("tagged-page.txt", utf16);
    assert_eq!(done(home.qbank(["import", "--json"]).args([path]).run()), [3, 0, 0, 0]);
    assert_eq!(done(home.qbank(["import", "--json", TAGGED_PAGE]).run()), [0, 0, 3, 0], "it is the same page");
}

#[test]
fn what_a_page_does_not_say_can_be_set() {
    let home = Home::new();
    let set = ["--set", "level=beginner", "--set", "topic=Beds", "--set", "difficulty=3", "--tag", "outdoors"];
    let page = home.file("p.txt", fs::read(TAGGED_PAGE).expect("the fixture is there"));
    home.qbank(["import", "--source", "garden"]).args([page]).args(set).run().ends(0);
    let list = home.json(["list", "--json", "source:garden"]);
    let cards = list.as_array().expect("a list is an array");
    assert_eq!(cards.len(), 3);
    for card in cards {
        assert_eq!(
            (&card["topic"], &card["difficulty"], &card["tags"]),
            (&json!("Beds"), &json!(3), &json!(["outdoors"]))
        );
    }
    let levels: Vec<&Value> = cards.iter().map(|card| &card["level"]).collect();
    assert!(levels.contains(&&json!("advanced")), "what the page says stands: {levels:?}");
    for (assignment, place) in [
        ("level=hard", "beginner, intermediate, advanced"),
        ("difficulty=11", "1 to 10"),
        ("colour=red", "technology, topic, level and difficulty"),
        ("beginner", "KEY=VALUE"),
    ] {
        home.qbank(["import", TAGGED_PAGE, "--set", assignment]).run().ends(2).says_nothing().warns(place);
    }
}

#[test]
fn a_page_never_takes_the_shipped_banks_name() {
    let home = Home::new();
    let before = home.json(["export"]);
    let page = home.file("qbank.txt", fs::read(TAGGED_PAGE).expect("the fixture is there"));
    home.qbank(["import", "--source", "qbank", TAGGED_PAGE]).run().ends(2).says_nothing().warns("\"qbank\"");
    home.qbank(["import"]).args([&page]).run().ends(1).says_nothing().warns("--source");
    home.qbank(["quiz", "--plain", "--bank"]).args([&page]).run().ends(1).says_nothing().warns("rename the file");
    assert_eq!(home.json(["export"]), before);
    home.qbank(["import", "--source", "garden"]).args([&page]).run().ends(0);
}

#[test]
fn pages_keep_their_ids_apart_from_shipped_ones() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let shipped = home.json(["show", "--json", "qbank:PY-ASYNC-006"]);
    home.qbank(["import", MODEL_CARD, "--set", "topic=other"]).run().ends(0);
    assert_eq!(home.json(["show", "--json", "qbank:PY-ASYNC-006"]), shipped);
    assert_eq!(home.json(["list", "--json", "id:PY-ASYNC-006"]).as_array().map(Vec::len), Some(2));
}

#[test]
fn what_is_exported_is_the_same_in_a_fresh_library() {
    let home = Home::with_pages(&[TAGGED_PAGE, LABELLED_PAGE, MODEL_CARD]);
    let exported = home.qbank(["export", "--to", "json", "-source:qbank"]).run().ends(0);
    let bank = home.file("bank.json", &exported.stdout);
    let fresh = Home::new();
    fresh.qbank(["import"]).args([&bank]).run().ends(0).says("cards added: 6");
    assert_eq!(fresh.qbank(["export", "-source:qbank"]).run().ends(0).stdout, exported.stdout);
    assert_eq!(done(fresh.qbank(["import", "--json"]).args([&bank]).run()), [0, 0, 6, 0]);
    assert_eq!(
        done(home.qbank(["import", "--json"]).args([&bank]).run()),
        [0, 0, 6, 0],
        "here they are the pages' own"
    );
}

#[test]
fn a_bank_of_a_newer_schema_is_refused() {
    let home = Home::new();
    let newer = json!({"schema": 2, "name": "x", "cards": [{"id": {"of": "tomorrow"}}]}).to_string();
    for arguments in [&["import", "-"][..], &["quiz", "--plain", "--bank", "-"]] {
        let refused = home.qbank(arguments).input(&newer).run().ends(1).says_nothing();
        refused.warns("the bank has schema 2, this qbank reads up to 1; update qbank");
    }
}

#[test]
fn fields_of_tomorrow_survive() {
    let home = Home::new();
    let card = json!({
        "id": "X-1", "source": "mine", "question": "Why?", "answer": "Because.", "mood": {"colour": ["blue", 7]},
        "key_points": [{"must": true, "text": "a point", "weight": 3}]
    });
    let bank = json!({"schema": 1, "name": "mine", "cards": [card]}).to_string();
    home.qbank(["import", "-"]).input(bank).run().ends(0);
    assert_eq!(home.json(["export", "source:mine"])["cards"], json!([card]));
    assert_eq!(home.json(["show", "--json", "X-1"])["cards"], json!([card]));
}

#[test]
fn check_judges_pages_and_touches_no_library() {
    let home = Home::new();
    home.qbank(["check", TAGGED_PAGE, LABELLED_PAGE]).run().ends(0).says("5 cards · errors: 0").warns_of_nothing();
    let page = home.file("odd.txt", b"ab\ncd\0e");
    home.qbank(["check"]).args([&page]).run().ends(1).says("odd.txt:2:3").says("errors: 1");
    let report = home.qbank(["check", "--json"]).args([&page]).run().ends(1).json();
    assert_eq!((&report["errors"], &report["warnings"]), (&json!(1), &json!(0)));
    let report = home.json(["check", "--json", LABELLED_PAGE]);
    assert_eq!((&report["files"][0]["answered"], &report["errors"]), (&json!(2), &json!(0)));
    assert!(!home.data_dir().exists());
}

#[test]
fn colour_is_a_wish() {
    let home = Home::new();
    let page = home.file("odd.txt", "PythonBeginner\n\nIs this answered?\n");
    let check = |color: &str| home.qbank(["check", "--color", color]).args([&page]);
    check("never").run().ends(0).stays_harmless();
    check("auto").run().ends(0).stays_harmless();
    check("auto").env("NO_COLOR", "1").run().ends(0).stays_harmless();
    check("never").env("CLICOLOR_FORCE", "1").run().ends(0).stays_harmless();
    check("always").run().ends(0).says("\u{1b}[");
    check("always").env("NO_COLOR", "1").run().ends(0).says("\u{1b}[");
    let ascii = home.qbank(["check", "--ascii"]).args([&page]).run().ends(0);
    let drawing: Vec<&str> = ascii.stdout.lines().take_while(|line| !line.contains("answered ·")).collect();
    assert!(drawing.len() > 3 && drawing.iter().all(|line| line.is_ascii()), "{}", ascii.stdout);
}

/// Pages that nobody here wrote are not part of the project; `QBANK_SHARED` says where they are.
fn seed(number: &str) -> PathBuf {
    let shared = std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the folder of shared pages");
    let seeds = fs::read_dir(PathBuf::from(shared).join("seeds")).expect("the seeds are there");
    let mut paths = seeds.map(|entry| entry.expect("the folder can be read").path());
    let is_it = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number));
    paths.find(is_it).expect("the seed is there")
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_real_pages_give_their_figures() {
    let home = Home::new();
    let ran = home.qbank(["import", "--json"]).args([seed("002"), seed("003")]).run().ends(0).warns_of_nothing();
    let report = ran.json();
    let figures = |file: &Value| {
        let lines = &file["lines"];
        [&file["answered"], &file["unanswered"], &file["follow_ups"], &lines["unread"], &lines["blank"], &lines["note"]]
            .map(|number| number.as_u64().expect("each is a number"))
    };
    assert_eq!(figures(&report["files"][0]), [9, 0, 27, 0, 95, 0]);
    assert_eq!(figures(&report["files"][1]), [32, 0, 0, 0, 135, 0]);
    assert_eq!(report["added"], 41);
    let source = seed("003").file_stem().map(|stem| stem.to_string_lossy().into_owned()).expect("it has a name");
    for (level, cards) in [("beginner", 10), ("intermediate", 11), ("advanced", 11)] {
        assert_eq!(home.json(["tags", "--json", &format!("source:{source} level:{level}")])["cards"], cards, "{level}");
    }
    let again = home.qbank(["import", "--json"]).args([seed("002"), seed("003")]).run();
    assert_eq!(done(again), [0, 0, 41, 0]);
}
