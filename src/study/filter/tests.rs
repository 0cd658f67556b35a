use super::{Filter, Key, State, Subject, Vocabulary, parse, samples};
use crate::bank::Card;
use crate::study::event::Day;
use crate::study::progress::Progress;
use proptest::prelude::{any, proptest};

fn card() -> Card {
    serde_json::from_str(
        r#"{"id": "PY-ASYNC-006", "question": "Two asyncio tasks share a counter. Can an update be lost?",
            "technology": "Python", "topic": "Names and mutability", "level": "intermediate", "difficulty": 6,
            "tags": ["asyncio", "race-condition"], "answer": "Yes: C++ caches and the GIL do not help. Hold an asyncio.Lock.",
            "key_points": [{"must": true, "text": "Interleaving", "cues": []}],
            "code": [{"source": "n += 1\nprint(n)"}]}"#,
    )
    .expect("a card")
}

fn progress() -> Progress {
    Progress { attempts: 2, missed: true, due: Some(Day(100)), ..Progress::default() }
}

fn matches(filter: &Filter, retired: bool) -> bool {
    filter.matches(&Subject { source: "qbank", card: &card(), progress: &progress(), retired, today: Day(100) })
}

#[track_caller]
fn check(query: &str, expected: bool) {
    let filter = parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    assert_eq!(matches(&filter, false), expected, "{query}");
}

#[track_caller]
fn check_error(query: &str, blamed: &str, message: &str) {
    let error = parse(query).expect_err(query);
    assert_eq!((&query[error.place.clone()], error.to_string().as_str()), (blamed, message), "{query}");
}

#[test]
fn the_empty_query_takes_every_card() {
    check("", true);
    check("  \t\n", true);
    assert!(parse(" ").expect("a query").is_everything());
}

#[test]
fn every_word_has_to_begin_some_token() {
    check("asyncio", true);
    check("ASYNC tasks", true);
    check("sync", false);
    check("asyncio nothing", false);
    check("cache c++", true);
    check("c#", false);
    check("race_condition", true);
    check("print()", true);
    check("std::vector", false);
    check("py-async-006", true);
    check("interleaving", true);
}

#[test]
fn a_phrase_is_tokens_in_a_row_in_one_text() {
    check("\"share a counter\"", true);
    check("\"counter share\"", false);
    check("\"update be lost yes\"", false);
    check("\"shar\"", false);
    check("\"asyncio lock\"", true);
    check("\"or\" or tag:asyncio", true);
}

#[test]
fn keys_test_what_they_name() {
    check("tag:ASYNCIO", true);
    check("tag:async", false);
    check("technology:python", true);
    check("topic:\"names  and Mutability\"", true);
    check("topic:Names", false);
    check("source:qbank id:py-async-006", true);
    check("level:intermediate", true);
    check("level:>intermediate", false);
    check("level:>=intermediate", true);
    check("level:<Advanced", true);
    check("level:beginner..intermediate", true);
    check("difficulty:6", true);
    check("difficulty:4..7", true);
    check("difficulty:7..", false);
    check("difficulty:..6", true);
    check("difficulty:<=3", false);
    check("level:unknown", false);
    check("level:unknown,intermediate", true);
    check("topic:\"unknown\"", false);
    check("has:points has:code", true);
    check("has:options", false);
    check("has:options,answer", true);
    check("is:due", true);
    check("is:missed -is:new", true);
    check("is:flagged", false);
    check("is:unanswered", false);
}

#[test]
fn the_same_key_again_is_another_choice_save_for_tags() {
    check("level:beginner level:intermediate", true);
    check("level:beginner tag:asyncio level:intermediate", true);
    check("level:beginner (level:intermediate)", false);
    check("is:new is:missed", true);
    check("tag:asyncio tag:race-condition", true);
    check("tag:asyncio tag:gil", false);
    check("tag:asyncio,gil", true);
    check("-level:beginner -level:intermediate", false);
}

#[test]
fn terms_join_with_or_not_and_parentheses() {
    check("tag:gil or tag:asyncio", true);
    check("tag:gil OR nothing", false);
    check("tag:asyncio nothing or tag:asyncio", true);
    check("tag:asyncio (nothing or counter)", true);
    check("tag:asyncio and counter", true);
    check("-counter", false);
    check("not counter", false);
    check("not -counter", true);
    check("-(tag:gil or nothing)", true);
    check("not(tag:gil)", true);
    check("-\"share a counter\"", false);
    check("((counter))", true);
    check("(print(n) or x)", true);
}

#[test]
fn a_retired_card_is_in_no_selection_that_does_not_name_retirement() {
    for (query, expected) in [
        ("", false),
        ("asyncio", false),
        ("is:retired", true),
        ("asyncio or is:retired", true),
        ("-is:retired", false),
        ("-asyncio", false),
    ] {
        assert_eq!(matches(&parse(query).expect(query), true), expected, "{query}");
    }
    check("is:retired", false);
    check("-is:retired", true);
}

#[test]
fn what_is_no_query_is_refused_with_its_place() {
    check_error("tag:a \"open", "\"", "this quote is never closed; add a \" at its end");
    check_error("a (b or c", "(", "this parenthesis is never closed; add a ), or put the text in quotes");
    check_error("foo(bar", "(", "this parenthesis is never closed; add a ), or put the text in quotes");
    check_error("a ) b", ")", "no parenthesis is open here; remove the ), or put the text in quotes");
    check_error("a ()", "()", "nothing stands between the parentheses; put terms there, or remove them");
    check_error(
        "or a",
        "or",
        "\"or\" joins two terms; write one on each side, or put it in quotes to look for the word",
    );
    check_error(
        "a or",
        "or",
        "\"or\" joins two terms; write one on each side, or put it in quotes to look for the word",
    );
    check_error(
        "a and",
        "and",
        "\"and\" joins two terms; write one on each side, or put it in quotes to look for the word",
    );
    check_error("a -", "-", "nothing follows \"-\"; write what to leave out after it");
    check_error("not", "not", "nothing follows \"not\"; write what to leave out after it");
    check_error("a 🙂", "🙂", "\"🙂\" has no letter or digit to look for");
    check_error("level:", ":", "level: needs a value, such as level:>=intermediate");
    check_error("tag:a, b", ",", "tag: needs a value, such as tag:asyncio");
    check_error("topic:\"\"", "\"\"", "topic: needs a value, such as topic:\"names and mutability\"");
    check_error("topic:a\"b\"", "a\"", "put the whole value in quotes, not a part of it");
    check_error("tag:>=a", ">=a", "tag: cannot be compared; only level and difficulty take >=, <=, >, < and ..");
    check_error("difficulty:7..4", "7..4", "nothing lies between 7 and 4; write the lower end first: 4..7");
    check_error(
        "difficulty:11",
        "11",
        "no difficulty \"11\"; write a number from 1 to 10, as in difficulty:7, difficulty:4..7 or difficulty:<=3",
    );
    check_error("x level:intermdiate", "intermdiate", "no level \"intermdiate\"; did you mean \"intermediate\"?");
    check_error("level:hard", "hard", "no level \"hard\"; the levels are beginner, intermediate, advanced, unknown");
    check_error("is:mised", "mised", "no state \"mised\"; did you mean \"missed\"?");
    check_error("has:x", "x", "no part \"x\"; a card has points, options, predict, code, answer");
    check_error(
        "tagg:x",
        "tagg",
        "no key \"tagg\"; did you mean \"tag\"? (to look for the text itself, put it in quotes)",
    );
    check_error(
        &"(".repeat(100_000),
        "(",
        "too many parentheses and negations inside each other; make the query simpler",
    );
    check_error(
        &"-".repeat(100_000),
        "-",
        "too many parentheses and negations inside each other; make the query simpler",
    );
}

fn vocabulary() -> Vocabulary {
    let mut known = Vocabulary::default();
    for (key, name, cards) in [
        (Key::Tag, "asyncio", 9),
        (Key::Tag, "locks", 1),
        (Key::Tag, "lock", 4),
        (Key::Level, "intermediate", 21),
        (Key::Technology, "Python", 36),
        (Key::Id, "PY-ASYNC-006", 1),
    ] {
        known.add(key, name, cards);
    }
    known
}

#[test]
fn unknown_names_are_refused_with_the_nearest_and_their_counts() {
    for (query, blamed, message) in [
        ("level:beginner tag:asynco", "asynco", "no tag \"asynco\"; did you mean \"asyncio\" (9 cards)?"),
        ("-tag:asyncio,lokc", "lokc", "no tag \"lokc\"; did you mean \"lock\" (4 cards)?"),
        ("tag:lockss", "lockss", "no tag \"lockss\"; did you mean \"locks\" (1 card) or \"lock\" (4 cards)?"),
        ("tag:zebra", "zebra", "no tag \"zebra\"; qbank tags shows what there is"),
        ("technology:\"Pyton\"", "\"Pyton\"", "no technology \"Pyton\"; did you mean \"Python\" (36 cards)?"),
        ("id:PY-ASYNC-060", "PY-ASYNC-060", "no card \"PY-ASYNC-060\"; did you mean \"PY-ASYNC-006\" (1 card)?"),
        ("topic:x", "x", "no topic \"x\"; there are none yet"),
    ] {
        let error = vocabulary().check(&parse(query).expect(query)).expect_err(query);
        assert_eq!((&query[error.place.clone()], error.to_string().as_str()), (blamed, message), "{query}");
    }
    for query in ["tag:ASYNCIO technology:unknown", "level:advanced zebra", "id:py-async-006"] {
        assert_eq!(vocabulary().check(&parse(query).expect(query)), Ok(()), "{query}");
    }
    let error = vocabulary().with_counts(parse("level:intermdiate").expect_err("no level"));
    assert_eq!(error.to_string(), "no level \"intermdiate\"; did you mean \"intermediate\" (21 cards)?");
}

#[test]
fn flags_mean_what_the_query_would_say() {
    for (key, text, query) in [
        (Key::Level, "intermediate", "level:intermediate"),
        (Key::Level, ">=intermediate", "level:>=intermediate"),
        (Key::Topic, "Names and mutability", "topic:\"Names and mutability\""),
        (Key::Topic, "\"Loops, nested\" , Names (all)", "topic:\"Loops, nested\",\"Names (all)\""),
        (Key::Tag, "gil,asyncio", "tag:gil,asyncio"),
        (Key::Difficulty, " 4..7 ", "difficulty:4..7"),
    ] {
        assert_eq!(Filter::flag(key, text), parse(query), "{text}");
    }
    for (key, text) in
        [(Key::Level, "hard"), (Key::Tag, ""), (Key::Tag, "a,,b"), (Key::Tag, "\"a\" b"), (Key::Tag, "a \"b\"")]
    {
        assert!(Filter::flag(key, text).is_err(), "{text}");
    }
}

#[test]
fn flags_stand_beside_the_query() {
    let level = |word: &str| Filter::flag(Key::Level, word).expect("a level");
    for (query, expected) in [
        ("", "level:beginner level:advanced is:due"),
        ("tag:gil lock", "tag:gil lock level:beginner,advanced is:due"),
        ("level:intermediate", "level:intermediate,beginner,advanced is:due"),
        ("lock or gil", "(lock or gil) level:beginner,advanced is:due"),
    ] {
        let both =
            parse(query).expect(query).and(level("beginner")).and(level("advanced")).and(Filter::state(State::Due));
        assert_eq!(both, parse(expected).expect(expected), "{query}");
    }
}

#[test]
fn a_filter_says_what_it_wants() {
    let unanswered = |query: &str| parse(query).expect(query).wants_state(State::Unanswered);
    assert!(unanswered("lock or is:unanswered"));
    assert!(!unanswered("-is:unanswered"));
    assert!(unanswered("-(lock -is:unanswered)"));
}

#[test]
fn a_state_is_left_out_unless_the_state_or_the_card_is_named() {
    for (query, expected) in [
        ("", "-is:unanswered"),
        ("lock", "lock -is:unanswered"),
        ("lock -is:unanswered", "lock -is:unanswered -is:unanswered"),
        ("lock or is:unanswered", "lock or is:unanswered"),
        ("id:A or lock", "(id:A or lock) (id:A or -is:unanswered)"),
        ("-id:A", "-id:A -is:unanswered"),
    ] {
        let asked = parse(query).expect(query).without(State::Unanswered);
        assert_eq!(asked, parse(expected).expect(expected), "{query}");
    }
}

#[test]
fn a_filter_knows_what_it_leaves_out_for_want_of_knowledge() {
    for (query, needs) in [
        ("level:advanced tag:gil", vec![Key::Level]),
        ("level:advanced or difficulty:>3", vec![Key::Level, Key::Difficulty]),
        ("-level:advanced topic:unknown,x technology:y", vec![Key::Technology]),
        ("lock tag:gil is:due", vec![]),
    ] {
        let filter = parse(query).expect(query);
        assert_eq!(filter.needs().into_iter().collect::<Vec<_>>(), needs, "{query}");
    }
    let left_out =
        parse("level:advanced tag:gil").expect("a query").left_out_by(Key::Level).expect("levels are needed");
    assert_eq!(left_out, parse("level:unknown tag:gil (level:unknown) -(level:advanced tag:gil)").expect("a query"));
    assert_eq!(parse("level:advanced").expect("a query").left_out_by(Key::Topic), None);
}

proptest! {
    #[test]
    fn a_printed_filter_parses_to_itself(filter in samples::filter()) {
        let query = filter.to_string();
        match parse(&query) {
            Ok(parsed) => assert_eq!(parsed, filter, "{query}"),
            Err(error) => panic!("{query}: {error}"),
        }
    }

    #[test]
    fn any_name_can_be_asked_for(name in "\\PC*[a-z]\\PC*") {
        let filter = super::Filter::from(super::Term::Topic(vec![super::Wanted::Value(super::Name::new(&name, 0..0))]));
        assert_eq!(parse(&filter.to_string()), Ok(filter));
    }

    #[test]
    fn any_text_is_a_query_or_refused_at_a_place_inside_it(text in any::<String>(), more in "[-()\":,a-z <>=.]{0,24}") {
        for query in [text, more] {
            match parse(&query) {
                Ok(filter) => assert_eq!(parse(&filter.to_string()), Ok(filter)),
                Err(error) => assert!(query.get(error.place.clone()).is_some() && !error.to_string().is_empty(), "{query:?} {error:?}"),
            }
        }
    }
}
