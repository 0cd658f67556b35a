mod browsing;
mod days;
mod installing;
mod logging;
mod opening;
mod relating;
mod running;
mod searching;
mod selecting;
mod standing;

use super::{Arrival, Installed, Library};
use crate::bank::{Bank, Card};
use crate::study::event::{Attempt, CardKey, Day, Mode, Moment, Rating, Verdict, What};
use serde_json::{Value, json};

const TODAY: Day = Day(20_000);

/// Noon of a day of study.
fn noon(day: Day) -> Moment {
    Moment { utc: i64::from(day.0) * 86_400_000 + 12 * 3_600_000, offset: 0 }
}

fn library() -> Library {
    Library::in_memory("a test").expect("a library in memory").library
}

fn bank(name: &str, cards: Value) -> Bank {
    let value = json!({ "schema": 1, "name": name, "cards": cards });
    serde_json::from_value(value).expect("a bank")
}

/// Answered cards with these ids, and questions and answers of their own.
fn cards(ids: &[&str]) -> Value {
    ids.iter()
        .map(|id| json!({ "id": id, "question": format!("What is {id}?"), "answer": format!("It is {id}.") }))
        .collect()
}

fn install(library: &mut Library, bank: &Bank, arrival: Arrival) -> Installed {
    library.install(bank, arrival).expect("an install")
}

fn key(source: &str, id: &str) -> CardKey {
    CardKey { source: source.to_owned(), id: id.to_owned() }
}

fn attempt(verdict: Verdict) -> What {
    let rating = if verdict == Verdict::Right { Rating::Good } else { Rating::Again };
    What::Attempt(Attempt {
        session: "run".to_owned(),
        mode: Mode::Recall,
        first: true,
        confidence: None,
        typed: None,
        chosen: None,
        ticked: Vec::new(),
        mistakes: Vec::new(),
        must: None,
        verdict,
        rating,
        proposed: None,
        slow: false,
        hinted: false,
        answer_ms: 1000,
        reading_ms: 1000,
    })
}

fn held(library: &Library, source: &str, id: &str) -> super::Held {
    library.card(&key(source, id)).expect("a readable library").expect("a card")
}

fn text_of(library: &Library, source: &str, id: &str) -> Card {
    held(library, source, id).card
}
