//! Arguments, lists, searches and refusals.

use crate::home::{Home, LABELLED_PAGE, MODEL_CARD, TAGGED_PAGE};
use qbank::bank::json;
use serde_json::Value;
use std::collections::BTreeSet;

fn ids(list: &Value) -> BTreeSet<String> {
    let of = |card: &Value| card["id"].as_str().expect("an id is a string").to_owned();
    list.as_array().expect("a list is an array").iter().map(of).collect()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("it is an object").keys().map(String::as_str).collect()
}

#[test]
fn help_and_version_are_answers() {
    let home = Home::new();
    for arguments in [&["--version"][..], &["-V"], &["--help"], &["-h"], &["help"], &["quiz", "--help"]] {
        let ran = home.qbank(arguments).run().ends(0).warns_of_nothing();
        assert!(!ran.stdout.is_empty(), "{arguments:?}");
    }
    home.qbank(["--version"]).run().says(&format!("qbank {}\n", env!("CARGO_PKG_VERSION")));
    assert!(!home.data_dir().exists(), "nobody asked for a library");
}

#[test]
fn wrong_usage_is_told_on_stderr() {
    let home = Home::new();
    for (arguments, place) in [
        (&["--nope"][..], "--nope"),
        (&["nope"], "nope"),
        (&["-x"], "-x"),
        (&["list", "--nope"], "--nope"),
        (&["quiz", "--count", "0"], "--count"),
        (&["quiz", "--count", "many"], "--count"),
        (&["quiz", "--time", "soon"], "write 90s, 15m"),
        (&["list", "--color", "pink"], "pink"),
        (&["show"], "<ID>"),
        (&["export", "--to", "stone"], "stone"),
    ] {
        home.qbank(arguments).run().ends(2).says_nothing().warns(place);
    }
}

#[test]
fn the_screens_ask_for_a_terminal() {
    let home = Home::new();
    for arguments in [&[][..], &["quiz"], &["browse"], &["browse", "tag:asyncio"]] {
        home.qbank(arguments).run().ends(2).says_nothing().warns("need a terminal").warns("quiz --plain");
    }
}

#[test]
fn a_list_in_json_has_the_fields_of_the_design() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let list = home.json(["list", "--json"]);
    let fields =
        ["answered", "derived", "difficulty", "id", "level", "question", "source", "tags", "technology", "topic"];
    let mut levels = BTreeSet::new();
    for card in list.as_array().expect("a list is an array") {
        assert_eq!(keys(card), BTreeSet::from(fields));
        levels.insert(card["level"].as_str().expect("each of these cards has a level"));
    }
    assert_eq!(levels, BTreeSet::from(["advanced", "beginner", "intermediate"]));
    let mulch = home.json(["list", "--json", "source:tagged-page", "mulch"]);
    assert_eq!(mulch[0]["question"], "What is mulch and why is it used?");
    assert_eq!((&mulch[0]["level"], &mulch[0]["difficulty"]), (&"beginner".into(), &Value::Null));
    assert_eq!((&mulch[0]["answered"], &mulch[0]["derived"]), (&true.into(), &false.into()));
    assert_eq!(mulch[1], Value::Null);
}

#[test]
fn tags_count_what_the_list_holds() {
    let home = Home::with_pages(&[TAGGED_PAGE, LABELLED_PAGE]);
    let tags = home.json(["tags", "--json"]);
    let fields = ["cards", "difficulties", "levels", "sources", "tags", "technologies", "topics"];
    assert_eq!(keys(&tags), BTreeSet::from(fields));
    let list = home.json(["list", "--json"]);
    assert_eq!(tags["cards"].as_u64(), Some(ids(&list).len() as u64));
    let counted = |group: &str, name: &str| {
        let found = tags[group].as_array()?.iter().find(|facet| facet["name"] == name)?;
        found["cards"].as_u64()
    };
    assert_eq!((counted("sources", "tagged-page"), counted("sources", "labelled-page")), (Some(3), Some(2)));
    assert_eq!((counted("technologies", "Gardening"), counted("topics", "Soil and Water")), (Some(4), Some(2)));
    let of_garden = home.json(["tags", "--json", "technology:gardening"]);
    assert_eq!(of_garden["cards"], 4);
}

#[test]
fn a_leading_minus_is_a_query() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let all = ids(&home.json(["list", "--json"]));
    let with = ids(&home.json(["list", "--json", "tag:asyncio"]));
    let without = ids(&home.json(["list", "--json", "-tag:asyncio"]));
    assert!(!with.is_empty() && with.is_disjoint(&without));
    assert_eq!(with.union(&without).cloned().collect::<BTreeSet<_>>(), all);
    assert_eq!(ids(&home.json(["list", "-tag:asyncio", "--json"])), without, "wherever it stands");
    let letter = ids(&home.json(["list", "--json", "-x"]));
    assert!(!letter.is_empty() && letter.len() < all.len(), "one letter is a query as well");
    assert_eq!(ids(&home.json(["list", "--json", "--level", "beginner", "-source:qbank"])).len(), 1);
}

#[test]
fn flags_are_shorthand_for_queries() {
    let home = Home::with_pages(&[TAGGED_PAGE, LABELLED_PAGE]);
    for (flags, query) in [
        (&["--level", "beginner"][..], "level:beginner"),
        (&["--level", ">=intermediate"], "level:>=intermediate"),
        (&["--technology", "Python", "--new"], "technology:python is:new"),
        (&["--tag", "asyncio", "--tag", "locks"], "tag:asyncio tag:locks"),
        (&["--difficulty", "4..7"], "difficulty:4..7"),
        (&["--source", "tagged-page"], "source:tagged-page"),
    ] {
        let by_flags = ids(&home.json(["list", "--json"].iter().chain(flags)));
        assert!(!by_flags.is_empty(), "{query}");
        assert_eq!(by_flags, ids(&home.json(["list", "--json", query])), "{query}");
    }
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_and_their_counts() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let cards = |query: &str| {
        let count = ids(&home.json(["list", "--json", query])).len();
        format!("({count} card{})", if count == 1 { "" } else { "s" })
    };
    for (query, nearest, counted) in [
        ("tag:asynci", "\"asyncio\"", Some("tag:asyncio")),
        ("level:intermediat", "\"intermediate\"", Some("level:intermediate")),
        ("technology:gardning", "\"Gardening\"", Some("technology:gardening")),
        ("source:taged-page", "\"tagged-page\"", Some("source:tagged-page")),
        ("id:PY-ASYNC-06", "\"PY-ASYNC-006\"", Some("id:PY-ASYNC-006")),
        ("level:hard", "beginner, intermediate, advanced", None),
        ("colour:red", "tag, technology, topic, level, difficulty, source, id, is, has", None),
        ("difficulty:11", "1 to 10", None),
        ("is:lovely", "due", None),
        ("(tag:asyncio", "(", None),
    ] {
        let counted = counted.map_or(String::new(), cards);
        for command in ["list", "tags", "stats", "export"] {
            home.qbank([command, query]).run().ends(2).says_nothing().warns(nearest).warns(&counted);
        }
        home.qbank(["quiz", "--plain", query]).run().ends(2).says_nothing().warns(nearest);
    }
    home.qbank(["list", "--json", "tag:asynci"]).run().ends(2).says_nothing();
    home.qbank(["show", "PY-ASYNC-06"]).run().ends(2).says_nothing().warns("PY-ASYNC-006");
}

#[test]
fn an_empty_list_says_why() {
    let home = Home::new();
    home.qbank(["list", "tag:asyncio level:beginner is:flagged"]).run().ends(0).says_nothing().warns("no card matches");
    assert_eq!(home.json(["list", "--json", "is:flagged"]), Value::Array(Vec::new()));
    home.qbank(["quiz", "--plain", "is:flagged"]).run().ends(1).says_nothing().warns("no card matches");
}

#[test]
fn any_text_is_a_search() {
    let home = Home::new();
    for text in [
        "C++",
        "*args",
        "n += 1",
        "\"",
        "\"half a phrase",
        "'",
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "(",
        "a*",
        "^",
        "-x",
        "--",
    ]
    .into_iter()
    .chain(["😀", "é", "{}", ":", "tag:", "\\", "%", "_", "a\u{0301}", "\u{202e}", "  ", ";DROP TABLE card"])
    {
        let hits = home.json(["search", "--json", "--", text]);
        assert_eq!(keys(&hits), BTreeSet::from(["count", "hits", "more"]), "{text}");
        home.qbank(["search", "--", text]).run().ends(0);
    }
    home.qbank(["search", "--limit", "500", "*args"]).run().ends(0).says("PY-FUNC-001").warns_of_nothing();
    home.qbank(["search", "xyzzyx"]).run().ends(0).says_nothing().warns("nothing found");
}

#[test]
fn a_search_in_json_names_its_hits() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let found = home.json(["search", "--json", "weeds", "soil"]);
    assert_eq!((&found["count"], &found["more"]), (&1.into(), &false.into()));
    let fields = ["difficulty", "id", "kind", "level", "question", "snippet", "source", "topic"];
    assert_eq!(keys(&found["hits"][0]), BTreeSet::from(fields));
    assert_eq!(found["hits"][0]["question"], "What is mulch and why is it used?");
    assert!(found["hits"][0]["snippet"].as_str().is_some_and(|snippet| snippet.contains("weeds")));
    let limited = home.qbank(["search", "--limit", "2", "python"]).run().ends(0).warns("showing 2 of");
    assert!(limited.stdout.lines().filter(|line| !line.starts_with(' ')).count() == 2, "{}", limited.stdout);
}

#[test]
fn a_card_is_shown_whole_by_its_id() {
    let home = Home::with_pages(&[MODEL_CARD]);
    home.qbank(["show", "PY-ASYNC-006"]).run().ends(0).says("PY-ASYNC-006 · Python").warns_of_nothing();
    for source in ["one", "two"] {
        home.qbank(["import", "--source", source, LABELLED_PAGE]).run().ends(0);
    }
    let several = home.qbank(["show", "GA-SOIL-001"]).run().ends(2).says_nothing();
    several.warns("one:GA-SOIL-001, two:GA-SOIL-001");
    let shown = home.qbank(["show", "model-card:PY-ASYNC-006"]).run().ends(0).warns_of_nothing();
    let sections =
        ["\nAnswer\n", "\nKey Points\n", "\nDeep Explanation\n", "\nCode\n", "\nCommon Mistakes\n", "\nFacts\n"];
    let shown = sections.into_iter().fold(shown, |shown, section| shown.says(section));
    shown.says("Two asyncio tasks share a counter").says("1 100").stays_harmless();

    let bank = home.qbank(["show", "--json", "model-card:PY-ASYNC-006"]).run().ends(0);
    let card = json::read(bank.stdout.as_bytes()).expect("it is a bank").cards.remove(0);
    assert_eq!((card.source.as_deref(), card.key_points.len()), (Some("model-card"), 6));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["tags"],
        &["search", "python", "--limit", "100"],
        &["show", "PY-ASYNC-006"],
        &["stats", "--json"],
        &["export"],
        &["check", TAGGED_PAGE],
        &["import", TAGGED_PAGE],
        &["quiz", "--plain", "--seed", "1"],
        &["--help"],
    ] {
        home.qbank(arguments).input("3\n3\n3\n3\n").run_unread().ends(0).warns_of_nothing();
    }
}
