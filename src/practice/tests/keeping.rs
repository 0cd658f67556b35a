//! Reviews, and runs that are gone on with.

use super::{TODAY, library, noon};
use crate::bank::Bank;
use crate::library::{Arrival, Library, Order};
use crate::practice::{Desk, Plan, Saving, Started, explain_no_review, has_new, review};
use crate::study::event::{Attempt, CardKey, Day, Moment, Rating, Verdict, What};
use crate::study::filter::{Filter, parse};
use crate::study::run::{Kind, Passed};
use crate::study::session::{Asking, Judged, Phase, Session, Timestamp};
use crate::study::target::Target;
use crate::study::ways::Ways;
use serde_json::{Value, json};

fn stocked(cards: usize) -> Library {
    let mut library = library();
    let cards: Vec<Value> = (0..cards)
        .map(|number| json!({"id": format!("A-{number}"), "question": format!("What is {number}?"), "answer": "A."}))
        .collect();
    let bank: Bank = serde_json::from_value(json!({"schema": 1, "name": "pages", "cards": cards})).expect("a bank");
    library.install(&bank, Arrival::Page).expect("an install");
    library
}

pub fn on(day: i32) -> Moment {
    Moment { utc: noon().utc + i64::from(day) * 86_400_000, offset: 0 }
}

fn key(number: usize) -> CardKey {
    CardKey { source: "pages".to_owned(), id: format!("A-{number}") }
}

fn answer(library: &mut Library, number: usize, rating: Rating, day: i32) {
    let verdict = if rating == Rating::Again { Verdict::Wrong } else { Verdict::Right };
    let attempt: Attempt =
        serde_json::from_value(json!({"session": format!("day {day}"), "mode": "recall", "first": true,
        "verdict": verdict, "rating": rating, "slow": false, "answer_ms": 1, "reading_ms": 1}))
        .expect("an attempt");
    crate::practice::record(library, &key(number), attempt, on(day)).expect("a record");
}

/// The ids of a review on a day, in the order in which they are asked.
fn reviewed(library: &Library, count: usize, new_a_day: usize, day: i32) -> Vec<String> {
    let today = Day(TODAY.0 + day);
    let asked = review(library, &Filter::default(), count, new_a_day, today, 1).expect("a review");
    asked.into_iter().map(|outline| outline.key.id).collect()
}

#[test]
fn a_review_asks_what_is_due_the_weakest_first() {
    let mut library = stocked(4);
    for (number, rating) in [(0, Rating::Easy), (1, Rating::Again), (2, Rating::Good)] {
        answer(&mut library, number, rating, 0);
    }
    assert_eq!(reviewed(&library, 9, 0, 0), [""; 0], "nothing comes back on the day of its answer");
    assert_eq!(reviewed(&library, 9, 0, 1), ["A-1"]);
    assert_eq!(reviewed(&library, 9, 0, 2), ["A-1", "A-2"]);
    assert_eq!(reviewed(&library, 9, 0, 8), ["A-1", "A-2", "A-0"]);
    assert_eq!(reviewed(&library, 2, 0, 8), ["A-1", "A-2"], "when there is too much, the weakest");
}

/// Its own states are no further wish of the same key: a review of the flagged takes what is flagged and due.
#[test]
fn a_review_of_cards_in_a_state_asks_no_others() {
    let mut library = stocked(5);
    for number in 0..4 {
        let rating = if number < 2 { Rating::Again } else { Rating::Good };
        answer(&mut library, number, rating, 0);
    }
    for number in [0, 3] {
        library.append(&key(number), What::Flag(true), on(0)).expect("a mark");
    }
    let asked = |query: &str| {
        let filter = parse(query).expect(query);
        let asked = review(&library, &filter, 9, 9, Day(TODAY.0 + 1), 1).expect("a review");
        asked.into_iter().map(|outline| outline.key.id).collect::<Vec<String>>()
    };
    for (query, expected) in [
        ("", vec!["A-0", "A-1", "A-4"]),
        ("is:flagged", vec!["A-0"]),
        ("is:missed", vec!["A-0", "A-1"]),
        ("-is:flagged", vec!["A-1", "A-4"]),
        ("is:new", vec!["A-4"]),
        ("is:suspended", vec![]),
    ] {
        assert_eq!(asked(query), expected, "{query}");
    }
    let is_new = |query: &str| has_new(&library, &parse(query).expect(query), TODAY).expect("a count");
    assert_eq!(["", "is:flagged", "is:new"].map(is_new), [true, false, true]);
}

#[test]
fn new_cards_are_rationed_by_the_day() {
    let mut library = stocked(9);
    assert_eq!(reviewed(&library, 9, 3, 0).len(), 3);
    answer(&mut library, 0, Rating::Good, 0);
    answer(&mut library, 1, Rating::Again, 0);
    let rest = reviewed(&library, 9, 3, 0);
    assert_eq!((rest.len(), rest.contains(&"A-0".to_owned())), (1, false), "two were new today");
    let next = reviewed(&library, 9, 3, 1);
    assert_eq!((next.len(), next[0].as_str()), (4, "A-1"), "what is due, and a new day's three");
    assert_eq!(reviewed(&library, 1, 3, 1), ["A-1"], "what is due goes before what is new");
    assert_eq!(reviewed(&library, 9, 0, 0), [""; 0]);
}

#[test]
fn the_last_days_take_the_weakest_due_or_not() {
    let mut library = stocked(3);
    for (number, rating) in [(0, Rating::Easy), (1, Rating::Hard), (2, Rating::Good)] {
        answer(&mut library, number, rating, 0);
    }
    for (days_ahead, expected) in [(5, vec!["A-1"]), (4, vec!["A-1", "A-2", "A-0"])] {
        let day = Some(Day(TODAY.0 + days_ahead));
        library.set_target(Target { day, field: None }, on(0)).expect("a target");
        assert_eq!(reviewed(&library, 9, 0, 1), expected, "{days_ahead} days ahead");
        assert_eq!(reviewed(&library, 9, 0, 0), [""; 0], "what was answered today is strong");
    }
}

#[test]
fn what_was_sure_and_wrong_is_reviewed_first_the_same_day_and_the_next() {
    let mut library = stocked(4);
    for day in [0, 8, 40] {
        answer(&mut library, 3, Rating::Easy, day);
    }
    for (number, rating) in [(0, Rating::Again), (1, Rating::Again), (2, Rating::Good)] {
        answer(&mut library, number, rating, 199);
    }
    let sure = |library: &mut Library, verdict: Verdict, rating: Rating, first: bool| {
        let attempt = json!({"session": "s", "mode": "recall", "first": first, "confidence": "sure", "verdict": verdict,
            "rating": rating, "slow": false, "answer_ms": 1, "reading_ms": 1});
        let attempt: Attempt = serde_json::from_value(attempt).expect("an attempt");
        crate::practice::record(library, &key(3), attempt, on(200)).expect("a record");
    };
    sure(&mut library, Verdict::Wrong, Rating::Again, true);
    assert_eq!(reviewed(&library, 9, 0, 200), ["A-3", "A-0", "A-1"], "the same day");
    assert_eq!(reviewed(&library, 1, 0, 200), ["A-3"], "before all others");
    sure(&mut library, Verdict::Right, Rating::Good, false);
    assert_eq!(reviewed(&library, 9, 0, 200), ["A-0", "A-1"], "once recalled it rests for the day");
    assert_eq!(reviewed(&library, 1, 0, 201), ["A-3"], "and comes first on the next");
    answer(&mut library, 3, Rating::Good, 201);
    assert_eq!(reviewed(&library, 9, 0, 202), ["A-0", "A-1", "A-2"]);
}

#[test]
fn a_part_of_the_plan_has_room_for_both_kinds() {
    let mut library = stocked(9);
    for (number, rating) in [(0, Rating::Easy), (1, Rating::Again), (2, Rating::Good)] {
        answer(&mut library, number, rating, 0);
    }
    let asked = |again, new| {
        let today = Day(TODAY.0 + 8);
        let outlines = crate::practice::part(&library, &Filter::default(), again, new, today, 1).expect("a part");
        let seen = outlines.iter().filter(|outline| [0, 1, 2].map(key).contains(&outline.key)).count();
        (seen, outlines.len() - seen)
    };
    for (again, new, expected) in [(2, 4, (2, 4)), (9, 0, (3, 0)), (0, 2, (0, 2)), (9, 9, (3, 6))] {
        assert_eq!(asked(again, new), expected, "{again} again, {new} new");
    }
}

#[test]
fn with_nothing_due_it_says_so_and_when_that_changes() {
    let mut library = stocked(2);
    let said = |library: &Library, new_a_day, day: i32| {
        explain_no_review(library, &Filter::default(), new_a_day, Day(TODAY.0 + day)).expect("a reason")
    };
    assert_eq!(said(&library, 0, 0), "nothing is due today");
    answer(&mut library, 0, Rating::Good, 0);
    assert_eq!(
        said(&library, 1, 0),
        "nothing is due today; 1 card was new today already, and a review takes 1 a day; 1 card comes back in 2 days"
    );
    answer(&mut library, 1, Rating::Good, 0);
    assert_eq!(said(&library, 10, 1), "nothing is due today; 2 cards come back tomorrow");
    let desk = desk(library, Order::Mixed);
    let review = desk.begin_review(&Filter::default(), 1, on(1), Timestamp(0)).map(|_| ()).expect_err("nothing is due");
    let part =
        desk.begin_part(&Filter::default(), 9, 9, 1, on(1), Timestamp(0)).map(|_| ()).expect_err("nothing is due");
    for said in [review, part] {
        assert_eq!(said.to_string(), "nothing is due today; 2 cards come back tomorrow; a new quiz asks any card");
    }
}

pub fn desk(library: Library, order: Order) -> Desk {
    let plan = Plan {
        ways: Ways::Mixed,
        filter: Filter::default(),
        count: 20,
        order,
        limit_ms: Some(600_000),
        per_card_ms: 60_000,
        strict: false,
        review_count: 40,
        new_a_day: 10,
    };
    Desk::new(library, plan, Saving::Library, None)
}

pub fn begin(desk: &mut Desk, seed: u64) -> Session {
    let mut session = desk.begin(&Filter::default(), seed, on(0), Timestamp(0)).expect("cards");
    desk.complete(&mut session, TODAY).expect("the other cards");
    let run = desk.describe(Kind::Quiz, "quiz", &Filter::default(), 20, &session);
    desk.keep(&run, on(0)).expect("a beginning");
    session
}

pub fn rate(desk: &mut Desk, session: &mut Session, rating: Rating, at: u64) {
    let key = session.current().expect("a card").key.clone();
    session.reveal(None, Timestamp(at));
    let Judged::Attempt(attempt) = session.judge(Some(rating), Timestamp(at + 1000)) else { panic!("a rating judges") };
    let event = desk.record(&key, attempt.clone(), on(0)).expect("an answer");
    assert!(session.accept(attempt, event, Timestamp(at + 1000)));
}

/// What is left to come, by answering it.
pub fn rest(desk: &mut Desk, mut session: Session, at: u64) -> Vec<String> {
    let mut order = Vec::new();
    while let Some(question) = session.current() {
        order.push(question.key.id.clone());
        rate(desk, &mut session, Rating::Good, at);
    }
    order
}

#[test]
fn a_run_that_was_left_goes_on_at_the_same_card_in_the_same_order() {
    for order in [Order::Mixed, Order::Easy] {
        let mut desk = desk(stocked(12), order);
        let mut session = begin(&mut desk, 77);
        rate(&mut desk, &mut session, Rating::Again, 2000);
        rate(&mut desk, &mut session, Rating::Good, 6000);
        let (key, passed) = session.on_leaving(Timestamp(7500)).expect("a card");
        assert_eq!(passed, Passed { session: session.settings().session.clone(), answer_ms: 500 });
        desk.skip(&key, passed, on(0)).expect("a skip");
        session.skip(Timestamp(7500));
        let past = desk.unfinished(TODAY).expect("runs").expect("an unfinished one");
        assert_eq!((past.passed(), past.run.cards.len(), past.run.title.as_str()), (3, 12, "quiz"));
        let left = desk.resume(&past.run.settings.session, Timestamp(0)).expect("the run");
        let Started { session: mut on, run, resumed } = left.started;
        assert!(resumed && run.mixed == order.mixes());
        assert_eq!(on.position(), session.position());
        assert_eq!(on.clocks(Timestamp(0)).session_ms, session.clocks(Timestamp(7500)).session_ms);
        // An undo goes back through all of it, to cards that know nothing of this run.
        for _ in 0..2 {
            let event = on.last_answer().expect("an answer").clone();
            desk.take_back(&event, super::noon()).expect("an undo");
            on.take_back(Timestamp(10));
        }
        let coming = desk.unfinished(TODAY).expect("runs").map(|past| past.coming_again());
        assert_eq!((past.coming_again(), coming), (1, None), "with all taken back nothing is left to go on with");
        let first = on.current().expect("the first card");
        assert_eq!((first.progress.attempts, on.results().len()), (0, 0));
        assert!(matches!(on.phase(), Phase::Answered { .. }));
        rate(&mut desk, &mut on, Rating::Again, 1000);
        rate(&mut desk, &mut on, Rating::Good, 2000);
        on.skip(Timestamp(2000));
        assert_eq!(rest(&mut desk, on, 9000), rest(&mut desk, session, 9000), "{order:?}");
    }
}

/// Two days make a card ready when the interview is soon, and what is ready is typed: in a run, in one that goes on, and in one
/// of chosen cards.
#[test]
fn what_is_ready_as_the_interview_is_soon_is_asked_so_in_every_run() {
    let mut library = library();
    let point = json!({"must": true, "text": "a point", "cues": [["one"]]});
    let card = json!({"id": "A-0", "question": "What is 0?", "answer": "A.", "key_points": [point]});
    let bank: Bank = serde_json::from_value(json!({"schema": 1, "name": "pages", "cards": [card]})).expect("a bank");
    library.install(&bank, Arrival::Page).expect("an install");
    for day in [-9, -7] {
        answer(&mut library, 0, Rating::Good, day);
    }
    library.set_target(Target { day: Some(Day(TODAY.0 + 4)), field: None }, on(0)).expect("a target");
    let mut desk = desk(library, Order::Mixed);
    let is_typed = |session: &Session| matches!(session.phase(), Phase::Asking(Asking::Typed { .. }));
    let session = begin(&mut desk, 1);
    assert!(is_typed(&session));
    let resumed = desk.resume(&session.settings().session, Timestamp(0)).expect("the run");
    assert!(is_typed(&resumed.started.session));
    assert!(is_typed(&desk.begin_cards(&[key(0)], 1, on(0), Timestamp(0)).expect("the card")));
}

/// The days of a run's answers go on with it.
#[test]
fn a_card_that_was_missed_yesterday_feeds_again_where_its_run_goes_on() {
    let mut desk = desk(stocked(1), Order::Mixed);
    let mut session = begin(&mut desk, 1);
    rate(&mut desk, &mut session, Rating::Again, 1000);
    let days = |today: i32| {
        let mut resumed = desk.resume(&session.settings().session, Timestamp(0)).expect("the run").started.session;
        resumed.reveal(None, Timestamp(0));
        resumed.previews(Day(TODAY.0 + today), None).expect("days").map(|day| day.0 - TODAY.0)
    };
    assert_eq!(days(0), [1; 4], "a repeat of the day feeds nothing");
    assert!(days(4)[3] > 6, "{:?}", days(4));
    let again = |desk: &Desk| desk.unfinished(TODAY).expect("runs").map(|past| past.coming_again());
    assert_eq!(again(&desk), Some(1));
    let session = session.settings().session.clone();
    desk.skip(&key(0), Passed { session, answer_ms: 0 }, on(0)).expect("a skip");
    assert_eq!(again(&desk), Some(0), "what is passed over comes no more");
}

#[test]
fn a_run_is_asked_at_one_desk_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Library::open(Some(folder.path()), on(0)).expect("a library").library;
    let cards: Vec<Value> =
        (0..4).map(|number| json!({"id": format!("A-{number}"), "question": "What?", "answer": "A."})).collect();
    let bank: Bank = serde_json::from_value(json!({"schema": 1, "name": "pages", "cards": cards})).expect("a bank");
    open().install(&bank, Arrival::Page).expect("an install");
    let (mut one, mut other) = (desk(open(), Order::Easy), desk(open(), Order::Easy));
    let mut session = begin(&mut one, 3);
    rate(&mut one, &mut session, Rating::Good, 2000);
    let run = session.settings().session.clone();
    let refused = |outcome: anyhow::Result<()>| format!("{:#}", outcome.expect_err("it is refused"));
    let resumed = |desk: &Desk| desk.resume(&run, Timestamp(0)).map(drop);
    assert_eq!(refused(resumed(&other)), "this run is open in another terminal");
    // Who left it can take its last answer back, until somebody else goes on with it.
    let (key, passed) = session.on_leaving(Timestamp(4000)).expect("a card");
    one.leave(&key, passed, on(0)).expect("a note");
    let resumed_run = other.resume(&run, Timestamp(0)).expect("the run");
    let mut session_of_other = other.take_up(resumed_run).session;
    let last = session.last_answer().expect("an answer").clone();
    let take_back = |desk: &mut Desk| desk.take_back(&last, on(0));
    let open_elsewhere = "the answer is not taken back: this run is open in another terminal";
    assert_eq!(refused(take_back(&mut one)), open_elsewhere);
    rate(&mut other, &mut session_of_other, Rating::Good, 2000);
    let (key, passed) = session_of_other.on_leaving(Timestamp(4000)).expect("a card");
    other.leave(&key, passed, on(0)).expect("a note");
    let went_on = "the answer is not taken back: this run went on in another terminal";
    assert_eq!(refused(take_back(&mut one)), went_on);
    assert_eq!(other.library.last_answers(9).expect("answers").len(), 2);
    // Once that answer is gone the run stands as it did, and is asked here again.
    let later = session_of_other.last_answer().expect("an answer").clone();
    other.take_back(&later, on(0)).expect("an undo");
    let (key, passed) = session_of_other.on_leaving(Timestamp(4000)).expect("a card");
    other.leave(&key, passed, on(0)).expect("a note");
    take_back(&mut one).expect("an undo");
    assert_eq!(refused(resumed(&other)), "this run is open in another terminal");
}

#[test]
fn runs_of_cards_named_one_by_one_are_alike_where_the_cards_are() {
    let mut desk = desk(stocked(3), Order::Mixed);
    let run = |desk: &mut Desk, numbers: &[usize]| {
        let keys: Vec<CardKey> = numbers.iter().map(|number| key(*number)).collect();
        let session = desk.begin_cards(&keys, 1, on(0), Timestamp(0)).expect("cards");
        desk.describe(Kind::Cards, "quiz · the missed", &Filter::default(), keys.len(), &session)
    };
    let missed = run(&mut desk, &[0, 1]);
    for (numbers, alike) in [([0, 1], true), ([1, 0], true), ([0, 2], false)] {
        assert_eq!(missed.is_like(&run(&mut desk, &numbers)), alike, "{numbers:?}");
    }
}

#[test]
fn a_run_is_offered_until_it_ends_and_for_a_week() {
    let mut desk = desk(stocked(3), Order::Mixed);
    let mut session = begin(&mut desk, 1);
    let offered = |desk: &Desk, day: i32| desk.unfinished(Day(TODAY.0 + day)).expect("runs").is_some();
    assert!(!offered(&desk, 0), "nothing was answered yet");
    rate(&mut desk, &mut session, Rating::Good, 1000);
    assert_eq!([0, 7, 8].map(|day| offered(&desk, day)), [true, true, false]);
    desk.end(&session.settings().session.clone(), on(0)).expect("an end");
    assert!(!offered(&desk, 0));
}

#[test]
fn cards_come_back_on_their_days() {
    let mut library = stocked(3);
    for (number, rating) in [(0, Rating::Easy), (1, Rating::Again)] {
        answer(&mut library, number, rating, 0);
    }
    let mut desk = desk(library, Order::Mixed);
    let keys = [key(0), key(1), key(2)];
    let days = |desk: &Desk| -> Vec<(i32, usize)> {
        let days = desk.coming_back(keys.iter(), TODAY).expect("days");
        days.into_iter().map(|(day, cards)| (day.0 - TODAY.0, cards)).collect()
    };
    assert_eq!(days(&desk), [(1, 1), (8, 1)]);
    desk.library.set_target(Target { day: Some(Day(TODAY.0 + 4)), field: None }, on(0)).expect("a target");
    assert_eq!(days(&desk), [(1, 1), (4, 1)], "not after the interview");
}

#[test]
fn a_file_is_filtered_by_the_same_days() {
    let mut library = library();
    let bank: Bank = serde_json::from_value(
        json!({"schema": 1, "name": "pages", "cards": [{"id": "A-0", "question": "What is 0?", "answer": "A."}]}),
    )
    .expect("a bank");
    answer(&mut library, 0, Rating::Easy, 0);
    let due = parse("is:due").expect("a query");
    let asked = |library: &Library, day: i32| {
        let cards = crate::practice::loose(&bank, library).expect("cards");
        let today = Day(TODAY.0 + day);
        crate::practice::begin_with(&cards, library, &due, 20, Order::Mixed, today, 1).expect("questions").len()
    };
    assert_eq!([4, 8].map(|day| asked(&library, day)), [0, 1]);
    library.set_target(Target { day: Some(Day(TODAY.0 + 4)), field: None }, on(0)).expect("a target");
    assert_eq!([3, 4, 5, 8].map(|day| asked(&library, day)), [0, 1, 0, 1]);
}
