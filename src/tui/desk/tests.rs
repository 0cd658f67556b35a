use super::Room;
use crate::bank::{Bank, Card, Level};
use crate::clock::Ticker;
use crate::library::{Arrival, Library, Order};
use crate::practice::{Desk, Page, Plan, Saving};
use crate::study::event::{CardKey, Confidence, EventId, Mode, Moment, Rating};
use crate::study::filter::Filter;
use crate::study::session::{Judged, Timestamp};
use crate::study::target::Target;
use crate::study::ways::Ways;
use crate::tui::message::{Begun, Choice, Effect, Mark, Reply, World};
use crate::tui::screen::browse::{Item, ItemKey, Look, Seen};
use crate::tui::screen::home::Waiting;

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
        review_count: 40,
        new_a_day: 10,
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
    let mut begun = match desk.carry_out(Effect::Begin(choice)) {
        Some(Reply::Begun(begun)) => (*begun)?,
        other => panic!("{other:?}"),
    };
    let unread: Vec<CardKey> = begun.session.unread().cloned().collect();
    match desk.carry_out(Effect::ReadRest(unread)) {
        Some(Reply::Rest(Ok(rest))) => begun.session.complete(rest),
        other => panic!("{other:?}"),
    }
    assert_eq!(begun.session.unread().len(), 0);
    Ok(begun)
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
        Some(Reply::Recorded { event: Ok(event), .. }) => event,
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
        Some(Reply::Overview(overview)) => {
            let overview = overview.expect("a readable library");
            assert_eq!((overview.cards, overview.technologies.len(), overview.is_new), (3, 1, true));
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
    assert_eq!(waiting(&mut desk), (1, 2, 1), "it was sure and wrong: it is due again today");
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
        assert_eq!((begun.session.position().of, begun.run.title.as_str()), (expected, title));
        let again = begin(&mut desk, Choice::Again).expect("cards");
        assert_eq!((again.session.position().of, again.run.title.as_str()), (expected, title), "{choice:?} again");
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
        let refused = begin(&mut desk, Choice::Query(query.to_owned())).map(|begun| begun.run.title);
        assert_eq!(refused, Err(expected.to_owned()), "{query}");
    }
}

fn id(item: &Item) -> String {
    match item.key() {
        ItemKey::Card(key) => key.id,
        ItemKey::Passage(key) => format!("note {}", key.heading.unwrap_or_default()),
    }
}

#[test]
fn a_query_finds_cards_and_counts_what_they_have() {
    let mut desk = desk(true);
    let Some(Reply::Found(Ok(found))) = desk.carry_out(Effect::Find("topic:asyncio".to_owned())) else {
        panic!("the query is sound")
    };
    assert_eq!((found.cards, found.all, found.technologies, found.counts), (2, 3, 1, None));
    let ids: Vec<String> = found.items.iter().map(id).collect();
    assert_eq!(ids, ["A-1", "A-3"]);
    let Some(Reply::Seen(Ok(Seen::Counts(counts)))) =
        desk.carry_out(Effect::Look(Look::Counts("topic:asyncio".to_owned())))
    else {
        panic!("the query is sound")
    };
    let facets: Vec<(&str, usize)> = counts.facets.iter().map(|facet| (facet.name.as_str(), facet.cards)).collect();
    // The other topic stays on offer.
    assert_eq!(
        facets,
        [("Python", 2), ("advanced", 1), ("asyncio", 2), ("isolation levels", 1), ("locks", 2), ("pages", 2)]
    );
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
    desk.desk.page = Some(Page::of(&bank, None, &desk.desk.library).expect("cards"));
    let mut begun = begin(&mut desk, Choice::AsAsked).expect("the bank has a card");
    answer(&mut desk, &mut begun, Rating::Again);
    let missed = CardKey { source: "file".to_owned(), id: "B-1".to_owned() };
    let practised = begin(&mut desk, Choice::Cards(vec![missed])).expect("the card is in the bank");
    assert_eq!(practised.session.current().map(|question| question.progress.attempts), Some(1));
}

fn counted(desk: &mut Room) -> Waiting {
    match desk.carry_out(Effect::CountWaiting) {
        Some(Reply::Waiting(Ok(waiting))) => waiting,
        other => panic!("{other:?}"),
    }
}

/// Begins a run and makes its beginning durable, as the loop does once it is drawn.
#[track_caller]
fn begin_and_keep(desk: &mut Room, choice: Choice) -> Begun {
    let begun = begin(desk, choice).expect("cards");
    if !begun.resumed {
        let kept = desk.carry_out(Effect::KeepRun(Box::new(begun.run.clone())));
        assert!(matches!(kept, Some(Reply::Noted(Ok(())))), "{kept:?}");
    }
    begun
}

/// Answers the card on screen and goes on.
fn go_on(desk: &mut Room, begun: &mut Begun, rating: Rating) {
    let key = begun.session.current().expect("a card is on screen").key.clone();
    begun.session.reveal(None, Timestamp(1_000_000));
    let Judged::Attempt(attempt) = begun.session.judge(Some(rating), Timestamp(1_001_000)) else {
        panic!("a rating judges")
    };
    let Some(Reply::Recorded { event: Ok(event), .. }) = desk.carry_out(Effect::Record(key, attempt.clone())) else {
        panic!("it can be recorded")
    };
    assert!(begun.session.accept(attempt, event, Timestamp(1_001_000)));
}

#[test]
fn an_answer_that_was_taken_back_elsewhere_is_taken_back() {
    let mut desk = desk(true);
    let mut begun = begin(&mut desk, Choice::AsAsked).expect("three cards");
    let event = answer(&mut desk, &mut begun, Rating::Good);
    for _ in 0..2 {
        let taken_back = desk.carry_out(Effect::TakeBack(event.clone()));
        assert!(matches!(taken_back, Some(Reply::TakenBack(Ok(())))), "{taken_back:?}");
    }
    assert_eq!(waiting(&mut desk), (0, 3, 0));
}

#[test]
fn a_run_that_was_left_is_offered_resumed_and_asked_again() {
    let mut desk = desk(true);
    desk.desk.plan.limit_ms = Some(9_000_000);
    let mut begun = begin_and_keep(&mut desk, Choice::Query("tag:locks".to_owned()));
    go_on(&mut desk, &mut begun, Rating::Good);
    let (key, passed) = begun.session.on_leaving(Timestamp(1_001_000)).expect("a card");
    assert!(matches!(desk.carry_out(Effect::Leave(key.clone(), passed)), Some(Reply::Noted(Ok(())))));
    // Somebody else goes on with it, at a desk that plans otherwise.
    desk.desk.plan.limit_ms = None;
    let unfinished = counted(&mut desk).unfinished.expect("the run that was left");
    assert_eq!((unfinished.title.as_str(), unfinished.passed, unfinished.of), ("quiz · locks", 1, 3));
    assert_eq!(unfinished.again, 0);
    for choice in [Choice::Unfinished(Some(unfinished.session)), Choice::Unfinished(None)] {
        let begun = begin_and_keep(&mut desk, choice);
        assert!(begun.resumed && begun.session.results().len() == 1);
        assert_eq!(begun.session.current().map(|question| &question.key), Some(&key));
    }
    let again = begin_and_keep(&mut desk, Choice::Again);
    assert_eq!((again.resumed, again.session.results().len(), again.run.title.as_str()), (false, 0, "quiz · locks"));
    assert_eq!(again.run.settings.limit_ms, Some(9_000_000), "with the settings of the run");
    let next = begin_and_keep(&mut desk, Choice::Field);
    assert_eq!(next.run.settings.limit_ms, None, "another run is planned as this desk plans");
}

#[test]
fn a_run_begun_again_is_like_the_one_that_went_on() {
    let ways = |desk: &mut Room, ways| desk.desk.plan.ways = ways;
    for (choice, count) in [(Choice::AsAsked, 2), (Choice::Review, 3)] {
        let mut desk = desk(true);
        ways(&mut desk, Ways::All(Mode::Typed));
        (desk.desk.plan.count, desk.desk.plan.review_count) = (2, 3);
        let mut begun = begin_and_keep(&mut desk, choice.clone());
        go_on(&mut desk, &mut begun, Rating::Good);
        // The program was left, and begins with other plans.
        ways(&mut desk, Ways::Mixed);
        (desk.desk.plan.count, desk.desk.plan.review_count) = (20, 40);
        desk.desk.plan.new_a_day = 10;
        let resumed = begin_and_keep(&mut desk, Choice::Unfinished(None));
        let missing = begin(&mut desk, Choice::Query("tag:nothing".to_owned()));
        assert!(missing.is_err(), "what cannot begin changes no plan");
        let again = begin_and_keep(&mut desk, Choice::Again);
        assert!(again.run.is_like(&resumed.run), "{choice:?}: {:?}", again.run);
        assert_eq!(again.run.count, count);
        let next = begin_and_keep(&mut desk, Choice::Field);
        assert_eq!((next.run.settings.ways, next.run.count), (Ways::Mixed, 20), "after {choice:?}");
    }
}

#[test]
fn the_end_stands_among_the_runs_before() {
    let mut desk = desk(true);
    let mut before = 0;
    for rating in [Rating::Good, Rating::Again] {
        let mut begun = begin_and_keep(&mut desk, Choice::AsAsked);
        while !begun.session.results().iter().any(|answer| !answer.attempt.first) && begun.session.current().is_some() {
            go_on(&mut desk, &mut begun, rating);
        }
        let finished = begun.session.is_finished();
        let look_back = Effect::LookBack { run: Box::new(begun.run.clone()), finished };
        let Some(Reply::LookedBack(Ok(looked_back))) = desk.carry_out(look_back) else { panic!("it can be read") };
        assert_eq!(looked_back.before.len(), before);
        assert_eq!(looked_back.coming_back.values().sum::<usize>(), 3);
        let unfinished = counted(&mut desk).unfinished;
        assert_eq!(unfinished.is_none(), finished, "after {rating:?}");
        let left = unfinished.map(|unfinished| (unfinished.passed, unfinished.of, unfinished.again));
        assert_eq!(left, (!finished).then_some((3, 3, 3)), "all were asked, and all were missed");
        before += 1;
        assert_eq!(counted(&mut desk).runs.len(), before);
    }
    let weakest = counted(&mut desk).weakest;
    assert_eq!(weakest[0], ("asyncio".to_owned(), 0, 2));
}

#[test]
fn what_is_prepared_for_chooses_the_cards() {
    let mut desk = desk(true);
    let bank = Bank {
        cards: vec![Card { technology: Some("Rust".to_owned()), ..card("R-1", "traits", None) }],
        ..Bank::new("more")
    };
    desk.desk.library.install(&bank, Arrival::Page).expect("the bank is sound");
    let asked = |desk: &mut Room, choice| begin(desk, choice).expect("cards").session.position().of;
    assert_eq!(asked(&mut desk, Choice::Field), 4);
    let set = |desk: &mut Room, field: &str| {
        let set = desk.carry_out(Effect::SetTarget(Target { day: None, field: Some(field.to_owned()) }));
        assert!(matches!(set, Some(Reply::TargetSet(Ok(())))), "{set:?}");
    };
    set(&mut desk, "Rust");
    for (choice, cards) in [(Choice::Field, 1), (Choice::Picture, 1), (Choice::Today, 1), (Choice::AsAsked, 4)] {
        assert_eq!(asked(&mut desk, choice.clone()), cards, "{choice:?}");
    }
    assert_eq!((waiting(&mut desk).1, counted(&mut desk).today.new), (1, 1));
    set(&mut desk, "Cobol \"85\"");
    assert_eq!(asked(&mut desk, Choice::Field), 4, "a field without cards is none");
    match desk.carry_out(Effect::LoadOverview) {
        Some(Reply::Overview(overview)) => assert!(!overview.expect("a readable library").is_new),
        other => panic!("{other:?}"),
    }
}

#[test]
fn today_is_a_review_when_something_is_due() {
    let mut desk = desk(true);
    let attempt = serde_json::from_value(serde_json::json!({"session": "run", "mode": "recall", "first": true,
        "verdict": "right", "rating": "good", "slow": false, "answer_ms": 1, "reading_ms": 1}));
    let long_ago = Moment { utc: crate::clock::now().utc - 30 * 86_400_000, offset: 0 };
    desk.desk.record(&key("A-1"), attempt.expect("an attempt"), long_ago).expect("a record");
    let begun = begin(&mut desk, Choice::Today).expect("cards");
    assert_eq!((begun.run.title.as_str(), begun.session.position().of), ("review", 3));
    assert_eq!(
        begun.session.current().map(|question| question.key.id.as_str()),
        Some("A-1"),
        "what is due comes first"
    );
    desk.desk.plan.new_a_day = 0;
    assert_eq!(begin(&mut desk, Choice::Review).expect("cards").session.position().of, 1);
    assert_eq!(counted(&mut desk).today.new, 0);
}

#[test]
fn today_asks_exactly_what_the_plan_has_for_it() {
    let mut desk = desk(true);
    desk.desk.plan.new_a_day = 2;
    let planned = |desk: &mut Room| match desk.carry_out(Effect::LoadPlan) {
        Some(Reply::Planned(planned)) => planned.expect("a plan"),
        other => panic!("{other:?}"),
    };
    let before = planned(&mut desk);
    assert_eq!((before.ahead.unseen, before.ahead.readiness, before.field.as_str()), (3, Some(0.0), ""));
    let mut begun = begin_and_keep(&mut desk, Choice::Today);
    assert_eq!((begun.run.title.as_str(), begun.session.position().of), ("new cards", 2));
    go_on(&mut desk, &mut begun, Rating::Good);
    assert_eq!(counted(&mut desk).readiness, Some(100), "all that was asked was known");
    let part = *planned(&mut desk).ahead.calendar.today();
    assert_eq!((part.again, part.new), (0, 1), "one of two is left for today");
    assert_eq!(begin(&mut desk, Choice::Today).expect("a card").session.position().of, 1);
    go_on(&mut desk, &mut begun, Rating::Good);
    // Today is done: what follows is a quiz over all.
    let begun = begin(&mut desk, Choice::Today).expect("cards");
    assert_eq!((begun.run.title.as_str(), begun.session.position().of), ("quiz", 3));
}
