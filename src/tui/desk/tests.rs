use super::Room;
use crate::bank::{Bank, Card, Level};
use crate::clock::Ticker;
use crate::library::{Arrival, Library, Order};
use crate::practice::loose;
use crate::practice::{Desk, Plan, Saving};
use crate::study::event::{CardKey, Confidence, EventId, Rating};
use crate::study::filter::Filter;
use crate::study::session::{Judged, Timestamp};
use crate::study::ways::Ways;
use crate::tui::message::{Begun, Choice, Effect, Mark, Reply, World};

fn card(id: &str, topic: &str, level: Option<Level>) -> Card {
    Card {
        id: id.to_owned(),
        question: format!("What of {id}?"),
        topic: Some(topic.to_owned()),
        technology: Some("Python".to_owned()),
        level,
        answer: Some(format!("The answer of {id}.")),
        tags: vec!["locks".to_owned()],
        ..Card::default()
    }
}

fn desk(save: bool) -> Room {
    let mut library = Library::in_memory("a test").expect("memory is at hand").library;
    let cards = vec![
        card("A-1", "asyncio", Some(Level::Advanced)),
        card("A-2", "isolation levels", Some(Level::Beginner)),
        card("A-3", "asyncio", None),
    ];
    let bank = Bank { cards, ..Bank::new("pages") };
    library.install(&bank, Arrival::Page).expect("the bank is sound");
    let plan = Plan {
        filter: Filter::default(),
        count: 20,
        order: Order::Mixed,
        limit_ms: None,
        per_card_ms: 60_000,
        strict: false,
        ways: Ways::Mixed,
    };
    let saving = if save { Saving::Library } else { Saving::Nowhere { reason: "a test".to_owned() } };
    Room::new(Desk::new(library, plan, saving, None), Ticker::start(), 1)
}

fn key(id: &str) -> CardKey {
    CardKey { source: "pages".to_owned(), id: id.to_owned() }
}

#[track_caller]
fn begin(desk: &mut Room, choice: Choice) -> Result<Begun, String> {
    match desk.carry_out(Effect::Begin(choice)) {
        Some(Reply::Begun(begun)) => *begun,
        other => panic!("{other:?}"),
    }
}

/// Answers the card on screen with `rating`, and gives the event of it.
#[track_caller]
fn answer(desk: &mut Room, begun: &mut Begun, rating: Rating) -> EventId {
    let key = begun.session.current().expect("a card is on screen").key.clone();
    begun.session.reveal(Some(Confidence::Sure), Timestamp(1_000_000));
    let Judged::Attempt(attempt) = begun.session.judge(Some(rating), Timestamp(1_001_000)) else {
        panic!("a rating judges")
    };
    match desk.carry_out(Effect::Record(key, attempt)) {
        Some(Reply::Recorded(Ok(event))) => event,
        other => panic!("{other:?}"),
    }
}

fn waiting(desk: &mut Room) -> (usize, usize, usize) {
    match desk.carry_out(Effect::CountWaiting) {
        Some(Reply::Waiting(Ok(waiting))) => (waiting.due, waiting.new, waiting.missed),
        other => panic!("{other:?}"),
    }
}

#[test]
fn home_counts_what_exists_and_what_waits() {
    let mut desk = desk(true);
    match desk.carry_out(Effect::LoadOverview) {
        Some(Reply::Overview(Ok(overview))) => {
            assert_eq!((overview.cards, overview.technologies), (3, 1));
            assert_eq!(overview.levels, [("beginner".to_owned(), 1), ("advanced".to_owned(), 1)]);
            assert_eq!(overview.unsaved, None);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(waiting(&mut desk), (0, 3, 0));
}

#[test]
fn an_answer_counts_until_it_is_taken_back() {
    let mut desk = desk(true);
    let mut begun = begin(&mut desk, Choice::AsAsked).expect("three cards");
    let event = answer(&mut desk, &mut begun, Rating::Again);
    assert_eq!(waiting(&mut desk), (0, 2, 1));
    assert!(matches!(desk.carry_out(Effect::TakeBack(event)), Some(Reply::TakenBack(Ok(())))));
    assert_eq!(waiting(&mut desk), (0, 3, 0));
}

#[test]
fn without_saving_nothing_reaches_the_library() {
    let mut desk = desk(false);
    let mut begun = begin(&mut desk, Choice::AsAsked).expect("three cards");
    assert!(begun.unsaved.is_some());
    let event = answer(&mut desk, &mut begun, Rating::Again);
    assert_eq!(waiting(&mut desk), (0, 3, 0));
    assert!(matches!(desk.carry_out(Effect::TakeBack(event)), Some(Reply::TakenBack(Ok(())))));
}

#[test]
fn a_run_has_the_cards_that_were_chosen() {
    for (choice, expected, title) in [
        (Choice::AsAsked, 3, "quiz"),
        (Choice::Query("topic:\"isolation levels\"".to_owned()), 1, "quiz · isolation levels"),
        (Choice::Cards(vec![key("A-1"), key("A-3")]), 2, "quiz · the missed"),
    ] {
        let mut desk = desk(true);
        let begun = begin(&mut desk, choice.clone()).expect("cards");
        assert_eq!((begun.session.position().of, begun.title.as_str()), (expected, title));
        let again = begin(&mut desk, Choice::Again).expect("cards");
        assert_eq!((again.session.position().of, again.title.as_str()), (expected, title), "{choice:?} again");
    }
}

#[test]
fn a_run_without_cards_says_why() {
    let mut desk = desk(true);
    assert!(matches!(
        desk.carry_out(Effect::Mark(key("A-2"), Mark::Suspended(true))),
        Some(Reply::Marked(_, _, Ok(())))
    ));
    for (query, expected) in [
        (
            "level:beginner",
            "the one card that matches is suspended or has no answer; 1 card has no level: level:unknown shows it",
        ),
        (
            "level:intermediate",
            "no card matches level:intermediate; qbank tags shows what there is; 1 card has no level: level:unknown shows it",
        ),
        ("topic:asynci", "no topic \"asynci\"; did you mean \"asyncio\" (2 cards)?"),
    ] {
        let refused = begin(&mut desk, Choice::Query(query.to_owned())).map(|begun| begun.title);
        assert_eq!(refused, Err(expected.to_owned()), "{query}");
    }
}

#[test]
fn a_query_finds_cards_and_counts_what_they_have() {
    let mut desk = desk(true);
    let Some(Reply::Found(Ok(found))) = desk.carry_out(Effect::Find("topic:asyncio".to_owned())) else {
        panic!("the query is sound")
    };
    assert_eq!((found.total, found.all), (2, 3));
    let ids: Vec<&str> = found.rows.iter().map(|row| row.key.id.as_str()).collect();
    assert_eq!(ids, ["A-1", "A-3"]);
    let facets: Vec<(&str, usize)> = found.facets.iter().map(|facet| (facet.name.as_str(), facet.cards)).collect();
    assert_eq!(facets, [("Python", 2), ("asyncio", 2), ("advanced", 1), ("locks", 2)]);
    assert!(matches!(desk.carry_out(Effect::Find("tag:".to_owned())), Some(Reply::Found(Err(_)))));
}

#[test]
fn a_flag_stays_with_the_card() {
    let mut desk = desk(true);
    desk.carry_out(Effect::Mark(key("A-1"), Mark::Flagged(true)));
    match desk.carry_out(Effect::LoadCard(key("A-1"))) {
        Some(Reply::Card(question)) => assert!((*question).expect("the card is there").progress.flagged),
        other => panic!("{other:?}"),
    }
    match desk.carry_out(Effect::LoadCard(key("A-9"))) {
        Some(Reply::Card(question)) => assert_eq!(*question, Err("there is no card A-9 any more".to_owned())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bank_is_asked_without_being_installed() {
    let mut desk = desk(true);
    let bank = Bank { cards: vec![card("B-1", "joins", None)], ..Bank::new("file") };
    desk.desk.loose = Some(loose(&bank, &desk.desk.library).expect("cards"));
    let mut begun = begin(&mut desk, Choice::AsAsked).expect("the bank has a card");
    answer(&mut desk, &mut begun, Rating::Again);
    let missed = CardKey { source: "file".to_owned(), id: "B-1".to_owned() };
    let practised = begin(&mut desk, Choice::Cards(vec![missed])).expect("the card is in the bank");
    assert_eq!(practised.session.current().map(|question| question.progress.attempts), Some(1));
}
