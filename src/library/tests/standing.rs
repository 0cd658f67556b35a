//! What was seen and what was not, by one and by kept counts.

use super::{TODAY, attempt, bank, install, key, library, noon};
use crate::library::{Arrival, Library};
use crate::study::event::{Day, Verdict, What};
use crate::study::filter::{Filter, State, parse};
use crate::study::readiness::{Seen, Unseen};
use crate::study::target::Target;
use serde_json::json;

fn page(without: &[&str]) -> serde_json::Value {
    let card = |id: &str, technology: Option<&str>, topic: Option<&str>, answer: Option<&str>| json!({"id": id, "question": format!("What is {id}?"), "answer": answer, "technology": technology, "topic": topic});
    let cards = [
        card("A-1", Some("Python"), Some("locks"), Some("One.")),
        card("A-2", Some("Python"), Some("locks"), Some("Two.")),
        card("A-3", Some("Python"), None, Some("Three.")),
        card("A-4", Some("Rust"), Some("traits"), Some("Four.")),
        card("A-5", Some("Rust"), Some("traits"), None),
        card("A-6", None, None, Some("Six.")),
    ];
    let is_kept = |card: &serde_json::Value| !without.iter().any(|id| card["id"] == **id);
    cards.into_iter().filter(is_kept).collect()
}

fn stocked() -> Library {
    let mut library = library();
    install(&mut library, &bank("pages", page(&[])), Arrival::Page);
    library
}

fn asked(query: &str) -> Filter {
    parse(query).expect(query).without(State::Unanswered).without(State::Suspended)
}

/// The kept counts, and beside them what counting gives: another condition that always holds keeps from looking them up.
#[track_caller]
fn check(library: &Library, query: &str, expected: &[usize]) {
    let kept = library.unseen(&asked(query), TODAY).expect("counts");
    let counted = library.unseen(&asked(&format!("{query} -id:none")), TODAY).expect("counts");
    assert_eq!(kept, counted, "{query}");
    let cards: Vec<usize> = kept.iter().map(|Unseen { cards, .. }| *cards).collect();
    assert_eq!(cards, expected, "{query}");
}

#[test]
fn unseen_cards_are_counted_by_topic() {
    let library = stocked();
    check(&library, "", &[2, 2, 1]);
    check(&library, "technology:python", &[1, 2]);
    check(&library, "topic:locks or technology:rust", &[2, 1]);
    check(&library, "technology:unknown", &[1]);
    check(&library, "-technology:rust", &[2, 2]);
}

#[test]
fn the_kept_counts_follow_whatever_happens() {
    let mut library = stocked();
    let first = library.append(&key("pages", "A-1"), attempt(Verdict::Wrong), noon(TODAY)).expect("an answer");
    check(&library, "", &[2, 1, 1]);
    library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(TODAY)).expect("an answer");
    check(&library, "", &[2, 1, 1]);
    library.append(&key("pages", "A-3"), What::Suspend(true), noon(TODAY)).expect("a mark");
    check(&library, "", &[1, 1, 1]);
    library.append(&key("pages", "A-3"), What::Suspend(false), noon(Day(TODAY.0 + 1))).expect("a mark");
    check(&library, "", &[2, 1, 1]);
    library.undo(&first, noon(TODAY)).expect("an undo");
    check(&library, "", &[2, 1, 1]);
    let mut edited = super::text_of(&library, "pages", "A-4");
    edited.topic = Some("locks".to_owned());
    library.append(&key("pages", "A-4"), What::Edit(Some(Box::new(edited))), noon(TODAY)).expect("an edit");
    check(&library, "topic:locks", &[2]);
    // What leaves its page is retired, and is back with it.
    install(&mut library, &bank("pages", page(&["A-2"])), Arrival::Page);
    check(&library, "topic:locks", &[1]);
    install(&mut library, &bank("pages", page(&[])), Arrival::Page);
    check(&library, "topic:locks", &[2]);
}

#[test]
fn seen_cards_stand_as_the_interview_has_them() {
    let mut library = stocked();
    for day in [-9, -2] {
        library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(Day(TODAY.0 + day))).expect("an answer");
    }
    library.append(&key("pages", "A-4"), attempt(Verdict::Wrong), noon(TODAY)).expect("an answer");
    let seen = |library: &Library, query: &str| library.seen(&asked(query), TODAY).expect("cards");
    let told = |seen: &[Seen]| -> Vec<(bool, Option<i32>)> {
        seen.iter().map(|card| (card.progress.ready, card.progress.due.map(|due| due.0 - TODAY.0))).collect()
    };
    assert_eq!((seen(&library, "").len(), told(&seen(&library, "topic:locks"))), (2, vec![(false, Some(19))]));
    library.set_target(Target { day: Some(Day(TODAY.0 + 4)), field: None }, noon(TODAY)).expect("a target");
    assert_eq!(told(&seen(&library, "topic:locks")), [(true, Some(4))]);
    let ready = |day: i32| library.count(&parse("is:ready").expect("a query"), Day(TODAY.0 + day)).expect("a count");
    assert_eq!([-10, -9, 4, 5].map(ready), [0, 1, 1, 0], "is:ready means the same");
    let candidates = library.candidates(&asked(""), Default::default(), 9, TODAY, 1).expect("candidates");
    assert_eq!(candidates.iter().filter(|candidate| candidate.ready).count(), 1);
}

#[test]
fn a_library_from_before_reads_its_log_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Library::open(Some(folder.path()), noon(TODAY)).expect("a library").library;
    let mut library = open();
    install(&mut library, &bank("pages", page(&[])), Arrival::Page);
    for day in [0, 1] {
        library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(Day(TODAY.0 + day))).expect("an answer");
    }
    let before = library.seen(&asked(""), TODAY).expect("cards");
    assert!(before[0].progress.nearly_ready);
    let facets = library.facets(&asked(""), TODAY).expect("counts");
    assert!(facets.cards > 0);
    for older in [
        "DROP TABLE kept_facets; DROP TABLE kept_unseen; UPDATE card SET state = 0; PRAGMA user_version = 3;",
        "DROP TABLE kept_facets; PRAGMA user_version = 4;",
    ] {
        library.connection.execute_batch(older).expect("an older library");
        drop(library);
        library = open();
        assert_eq!(library.seen(&asked(""), TODAY).expect("cards"), before);
        assert_eq!(library.facets(&asked(""), TODAY).expect("counts"), facets);
        check(&library, "", &[2, 1, 1]);
    }
}
