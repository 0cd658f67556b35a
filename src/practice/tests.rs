mod ahead;
mod keeping;
mod pages;

use super::{Loose, begin, begin_with, choose, loose, record, undo};
use crate::bank::Bank;
use crate::library::{Arrival, Candidate, Library, Order};
use crate::study::event::{Attempt, Day, Moment};
use crate::study::filter::{Filter, parse};
use crate::study::session::Outline;
use serde_json::json;

const TODAY: Day = Day(20_000);

fn bank() -> Bank {
    serde_json::from_value(json!({"schema": 1, "name": "pages", "cards": [
        {"id": "A-1", "question": "One?", "answer": "1", "level": "beginner"},
        {"id": "A-2", "question": "Two?", "answer": "2", "level": "advanced"},
        {"id": "A-3", "question": "Three?"},
    ]}))
    .expect("a bank")
}

fn alone(library: &Library) -> Vec<Loose> {
    loose(&bank(), library).expect("cards")
}

fn library() -> Library {
    Library::in_memory("a test").expect("a library").library
}

fn wrong() -> Attempt {
    serde_json::from_value(
        json!({"session": "run", "mode": "recall", "first": true, "verdict": "wrong", "rating": "again",
        "slow": false, "answer_ms": 1, "reading_ms": 1}),
    )
    .expect("an attempt")
}

fn noon() -> Moment {
    Moment { utc: i64::from(TODAY.0) * 86_400_000 + 12 * 3_600_000, offset: 0 }
}

fn ids(outlines: &[Outline]) -> Vec<&str> {
    let mut ids: Vec<&str> = outlines.iter().map(|outline| outline.key.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// A run on the bank alone.
fn begin_alone(library: &Library, filter: &Filter) -> Vec<Outline> {
    let questions = begin_with(&alone(library), library, filter, 20, Order::Mixed, TODAY, 1).expect("questions");
    questions.iter().map(Outline::from).collect()
}

/// A run on an installed bank and a run on the bank alone ask the same.
#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let mut library = library();
    let filter = parse(query).expect(query);
    let alone = begin_alone(&library, &filter);
    library.install(&bank(), Arrival::Page).expect("an install");
    let installed = begin(&library, &filter, 20, Order::Mixed, TODAY, 1).expect("questions");
    assert_eq!((ids(&alone), ids(&installed)), (expected.to_vec(), expected.to_vec()), "{query}");
}

#[test]
fn an_unanswered_card_is_asked_only_when_it_is_named() {
    check("", &["A-1", "A-2"]);
    check("three", &[]);
    check("id:A-3", &["A-3"]);
    check("id:a-3 or level:beginner", &["A-1", "A-3"]);
    check("is:unanswered", &["A-3"]);
    check("-is:unanswered", &["A-1", "A-2"]);
}

#[test]
fn answers_to_a_bank_that_is_not_installed_join_it_later() {
    let mut library = library();
    let asked = begin_alone(&library, &parse("id:A-1").expect("a query"));
    record(&mut library, &asked[0].key, wrong(), noon()).expect("a record");
    let missed = parse("is:missed").expect("a query");
    assert_eq!(ids(&begin_alone(&library, &missed)), ["A-1"]);
    library.install(&bank(), Arrival::Page).expect("an install");
    assert_eq!(ids(&begin(&library, &missed, 20, Order::Mixed, TODAY, 1).expect("questions")), ["A-1"]);
}

#[test]
fn an_answer_that_is_taken_back_leaves_the_card_new() {
    let mut library = library();
    library.install(&bank(), Arrival::Page).expect("an install");
    let asked = begin(&library, &parse("id:A-1").expect("a query"), 20, Order::Mixed, TODAY, 1).expect("questions");
    let event = record(&mut library, &asked[0].key, wrong(), noon()).expect("a record");
    undo(&mut library, &event, noon()).expect("an undo");
    assert_eq!(
        begin(&library, &parse("id:A-1").expect("a query"), 20, Order::Mixed, TODAY, 1).expect("questions"),
        asked
    );
}

#[test]
fn the_order_decides_who_comes_first() {
    let new = Candidate::default();
    let seen = |num, due: i32, stability| Candidate {
        num,
        seen: true,
        due: Some(Day(due)),
        stability: Some(stability),
        ..new.clone()
    };
    let all = vec![
        Candidate { num: 1, difficulty: Some(9), ..new.clone() },
        seen(2, 19_990, 3.0),
        seen(3, 20_005, 2.0),
        Candidate { missed: true, ..seen(4, 20_001, 9.0) },
        Candidate { ready: true, difficulty: Some(1), ..seen(5, 20_100, 1.0) },
        seen(6, 20_000, 4.0),
    ];
    for (order, expected) in
        [(Order::Due, [2, 6, 1, 4, 3, 5]), (Order::Mixed, [2, 6, 1, 4, 3, 5]), (Order::Weak, [4, 3, 2, 6, 1, 5])]
    {
        let chosen = choose(all.clone(), 6, order, TODAY, 3);
        assert_eq!(chosen.iter().map(|candidate| candidate.num).collect::<Vec<_>>(), expected, "{order:?}");
    }
    let first_two =
        |order| choose(all.clone(), 2, order, TODAY, 3).iter().map(|candidate| candidate.num).collect::<Vec<_>>();
    assert_eq!(first_two(Order::Hard), [1, 5]);
    assert_eq!(first_two(Order::Easy), [5, 1]);
    let orders: Vec<Vec<i64>> = (0..20)
        .map(|seed| choose(all.clone(), 6, Order::Random, TODAY, seed).iter().map(|one| one.num).collect())
        .collect();
    assert!(orders.iter().any(|order| *order != orders[0]), "chance decides");
    assert_eq!(choose(all.clone(), 6, Order::Random, TODAY, 5), choose(all, 6, Order::Random, TODAY, 5));
}
