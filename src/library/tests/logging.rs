use super::{TODAY, attempt, bank, cards, held, install, key, library, noon};
use crate::library::{Arrival, Library, Logged};
use crate::study::event::{Day, EventId, Verdict, What};
use crate::study::filter::{Filter, parse};
use crate::study::progress::Progress;
use crate::study::statistics::RunHead;

fn with_cards() -> Library {
    let mut library = library();
    install(&mut library, &bank("pages", cards(&["A-1", "A-2"])), Arrival::Page);
    library
}

fn append(library: &mut Library, id: &str, what: What) -> EventId {
    library.append(&key("pages", id), what, noon(TODAY)).expect("an event")
}

#[test]
fn events_of_a_device_are_numbered_from_one() {
    let mut library = with_cards();
    let ids: Vec<EventId> = ["A-1", "A-2", "unknown"].map(|id| append(&mut library, id, What::Flag(true))).into();
    assert_eq!(ids.iter().map(|id| id.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(ids.iter().all(|id| id.device == ids[0].device && id.device.len() == 16));
    assert_ne!(append(&mut with_cards(), "A-1", What::Flag(true)).device, ids[0].device);
}

#[test]
fn the_cards_columns_are_what_follows_from_its_events() {
    let mut library = with_cards();
    for what in [
        attempt(Verdict::Wrong),
        What::Flag(true),
        What::Suspend(true),
        attempt(Verdict::Right),
        attempt(Verdict::Partly),
    ] {
        append(&mut library, "A-1", what);
        let events = library.events(&key("pages", "A-1")).expect("events");
        assert_eq!(held(&library, "pages", "A-1").progress, Progress::of(&events, library.day_turn()));
    }
    let progress = held(&library, "pages", "A-1").progress;
    assert_eq!((progress.attempts, progress.flagged, progress.suspended, progress.missed), (3, true, true, true));
    assert!(progress.memory.is_some() && progress.due > Some(TODAY));
    assert_eq!(held(&library, "pages", "A-2").progress, Progress::default());
}

#[test]
fn what_is_taken_back_never_happened() {
    let mut library = with_cards();
    let first = append(&mut library, "A-1", attempt(Verdict::Wrong));
    let undo = library.undo(&first, noon(TODAY)).expect("an undo").expect("it stood until now");
    assert_eq!(held(&library, "pages", "A-1").progress, Progress::default());
    assert_eq!(library.attempts(&Filter::default(), TODAY).expect("attempts"), []);
    let missing = EventId { number: 77, ..first.clone() };
    assert_eq!(library.undo(&first, noon(TODAY)).expect("it is taken back already"), None);
    for (event, message) in [(&missing, "no answer 77"), (&undo, "no answer 2")] {
        let error = library.undo(event, noon(TODAY)).expect_err("nothing to undo");
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn attempts_come_with_what_they_are_counted_under() {
    let mut library = library();
    let page =
        serde_json::json!([{"id": "A-1", "question": "Q?", "technology": "Python", "topic": "T", "level": "advanced"}]);
    install(&mut library, &bank("pages", page), Arrival::Page);
    append(&mut library, "A-1", attempt(Verdict::Right));
    append(&mut library, "elsewhere", attempt(Verdict::Wrong));
    append(&mut library, "A-1", What::Flag(true));
    let counted = |query: &str| -> Vec<(Option<String>, Option<String>)> {
        let attempts = library.attempts(&parse(query).expect(query), Day(0)).expect("attempts");
        let under = |logged: Logged| {
            logged.card.map_or((None, None), |card| (card.topic, card.level.map(|level| level.to_string())))
        };
        attempts.into_iter().map(under).collect()
    };
    let known = (Some("T".to_owned()), Some("advanced".to_owned()));
    assert_eq!(counted(""), [known.clone(), (None, None)]);
    assert_eq!(counted("level:advanced"), [known]);
    assert_eq!(counted("level:beginner"), []);
}

/// The answers to the cards of a filter, and its topics with the number of their cards.
#[test]
fn answers_and_topics_are_those_of_the_filter() {
    let mut library = library();
    let card = |id: &str, topic: Option<&str>, tag: &str| serde_json::json!({"id": id, "question": format!("What is {id}?"), "answer": "A long answer.", "topic": topic, "tags": [tag]});
    let page = [card("A-1", Some("sets"), "x"), card("A-2", Some("sets"), "y"), card("A-3", None, "x")];
    install(&mut library, &bank("pages", page.into_iter().collect()), Arrival::Page);
    for id in ["A-1", "A-3", "A-1", "elsewhere"] {
        append(&mut library, id, attempt(Verdict::Right));
    }
    let taken_back = append(&mut library, "A-2", attempt(Verdict::Wrong));
    library.undo(&taken_back, noon(TODAY)).expect("an undo");
    for (query, answers, topics) in [
        ("", &["A-1", "A-3", "A-1", "elsewhere"][..], &[("-", 1), ("sets", 2)][..]),
        ("tag:x", &["A-1", "A-3", "A-1"], &[("-", 1), ("sets", 1)]),
        ("tag:y", &[], &[("sets", 1)]),
        ("long", &["A-1", "A-3", "A-1"], &[("-", 1), ("sets", 2)]),
        ("\"long answer\" topic:sets", &["A-1", "A-1"], &[("sets", 2)]),
        ("topic:unknown", &["A-3"], &[("-", 1)]),
        ("is:retired", &[], &[]),
        ("id:A-1 or is:new", &["A-1", "A-1"], &[("sets", 2)]),
    ] {
        let filter = parse(query).expect(query);
        let found = library.attempts(&filter, TODAY).expect("attempts");
        assert_eq!(found.iter().map(|logged| logged.key.id.as_str()).collect::<Vec<_>>(), answers, "{query}");
        let mut found: Vec<(String, u64)> = library
            .topics(&filter, TODAY)
            .expect("topics")
            .into_iter()
            .map(|(topic, cards)| (topic.unwrap_or_else(|| "-".to_owned()), cards))
            .collect();
        found.sort();
        let expected: Vec<(String, u64)> = topics.iter().map(|(topic, cards)| ((*topic).to_owned(), *cards)).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn answers_to_a_retired_card_count_where_no_filter_names_cards() {
    let mut library = with_cards();
    append(&mut library, "A-2", attempt(Verdict::Right));
    install(&mut library, &bank("pages", cards(&["A-1"])), Arrival::Page);
    let retired = |query: &str| -> Vec<Option<bool>> {
        let attempts = library.attempts(&parse(query).expect(query), TODAY).expect("attempts");
        attempts.into_iter().map(|logged| logged.card.map(|card| card.retired)).collect()
    };
    assert_eq!([retired(""), retired("is:retired"), retired("id:A-2")], [vec![Some(true)], vec![Some(true)], vec![]]);
}

#[test]
fn a_run_is_named_as_its_event_names_it() {
    let mut library = with_cards();
    let other = serde_json::json!({"title": "no settings"});
    for data in [serde_json::json!({"title": "quiz", "settings": {"session": "s", "per_card_ms": 5}}), other] {
        let what = What::Other { kind: "run".to_owned(), data };
        library.append_apart(&what, noon(TODAY)).expect("an event");
    }
    let head = RunHead { session: "s".to_owned(), title: "quiz".to_owned(), per_card_ms: 5 };
    assert_eq!(library.run_heads().expect("runs"), [head]);
}

#[test]
fn the_log_refuses_to_be_changed() {
    let mut library = with_cards();
    append(&mut library, "A-1", What::Flag(true));
    for sql in ["UPDATE event SET data = '{}'", "DELETE FROM event"] {
        let error = library.connection.execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}
