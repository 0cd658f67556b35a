//! Looking ahead.

use super::{TODAY, library, noon};
use crate::bank::Bank;
use crate::library::{Arrival, Library};
use crate::practice::{Ahead, Limits, ahead, facts, field, record};
use crate::study::event::{Attempt, CardKey, Day, Moment};
use crate::study::filter::Filter;
use crate::study::plan::Part;
use crate::study::target::Target;
use serde_json::{Value, json};

fn stocked(cards: usize) -> Library {
    let mut library = library();
    let card = |number: usize| {
        let technology = if number.is_multiple_of(2) { "Python" } else { "Rust" };
        json!({"id": format!("A-{number}"), "question": format!("What is {number}?"), "answer": "A.", "technology": technology})
    };
    let cards: Vec<Value> = (0..cards).map(card).collect();
    let bank: Bank = serde_json::from_value(json!({"schema": 1, "name": "pages", "cards": cards})).expect("a bank");
    library.install(&bank, Arrival::Page).expect("an install");
    library
}

fn set(library: &mut Library, days: Option<i32>, field: Option<&str>) {
    let target = Target { day: days.map(|days| Day(TODAY.0 + days)), field: field.map(str::to_owned) };
    library.set_target(target, noon()).expect("a target");
}

fn answer(library: &mut Library, number: usize, right: bool, days: i64) {
    let (verdict, rating) = if right { ("right", "good") } else { ("wrong", "again") };
    let attempt: Attempt = serde_json::from_value(json!({"session": "s", "mode": "recall", "first": true,
        "verdict": verdict, "rating": rating, "slow": false, "answer_ms": 1, "reading_ms": 1}))
    .expect("an attempt");
    let when = Moment { utc: noon().utc + days * 86_400_000, offset: 0 };
    record(library, &CardKey { source: "pages".to_owned(), id: format!("A-{number}") }, attempt, when)
        .expect("a record");
}

fn look(library: &Library, limits: Limits) -> Ahead {
    ahead(library, &Filter::default(), limits, 10, TODAY).expect("a look ahead")
}

const NO_LIMITS: Limits = Limits { minutes: None, new: None };

#[test]
fn without_a_date_new_cards_come_in_as_in_a_review() {
    let library = stocked(30);
    let before = look(&library, NO_LIMITS);
    assert_eq!((before.readiness, before.unseen, before.calendar.parts.len()), (Some(0.0), 30, 7));
    assert_eq!(before.calendar.parts.iter().map(|part| part.new).collect::<Vec<_>>(), [10, 10, 10, 0, 0, 0, 0]);
    assert_eq!(before.too_much(), None, "there is no end to be late for");
}

#[test]
fn with_a_date_the_days_have_half_an_hour_or_what_was_said() {
    let mut library = stocked(300);
    set(&mut library, Some(8), None);
    // 40 cards of 45 seconds fill 30 minutes.
    assert_eq!(look(&library, NO_LIMITS).calendar.today().new, 40);
    for (minutes, new, said) in [
        (None, None, Some("180 cards will stay unseen at 30 minutes a day; 90 minutes would do")),
        (Some(20), Some(5), Some("274 cards will stay unseen at 20 minutes and 5 new cards a day")),
        (Some(120), None, None),
    ] {
        let ahead = look(&library, Limits { minutes, new });
        assert_eq!(ahead.too_much().as_deref(), said, "{minutes:?} {new:?}");
    }
}

#[test]
fn it_says_how_the_cards_stand() {
    let mut library = stocked(8);
    for (number, right, day) in [(0, true, -9), (1, false, -3), (2, true, -30), (2, true, -28), (2, true, -12)] {
        answer(&mut library, number, right, day);
    }
    let ahead = look(&library, NO_LIMITS);
    assert_eq!((ahead.seen, ahead.unseen, ahead.due, ahead.missed, ahead.ready), (3, 5, 2, 1, 1));
    assert_eq!(ahead.standing(), ["1 ready", "3 seen", "5 new"]);
    // One of three first answers was wrong, and of the three cards one is missed now.
    let percent = ahead.percent().expect("cards");
    assert!((60..68).contains(&percent), "{percent}");
    assert_eq!(ahead.said_readiness(), Some(format!("{percent}% of 8 cards recalled today")));
}

#[test]
fn the_field_chooses_the_cards_while_it_has_any() {
    let mut library = stocked(8);
    for (name, cards) in [(None, 8), (Some("Rust"), 4), (Some("Cobol"), 8)] {
        set(&mut library, None, name);
        let filter = field(&library).expect("a field");
        assert_eq!(ahead(&library, &filter, NO_LIMITS, 10, TODAY).expect("a look ahead").cards(), cards, "{name:?}");
    }
}

#[test]
fn a_part_is_said_in_facts() {
    let part = |again, weakest, new, minutes| facts(&Part { day: TODAY, again, weakest, new, minutes }).join(", ");
    assert_eq!(part(23, false, 10, 25), "23 again, 10 new, about 25 minutes");
    assert_eq!(part(40, true, 0, 1), "40 of the weakest, about 1 minute");
    assert_eq!(part(0, true, 0, 0), "");
}
