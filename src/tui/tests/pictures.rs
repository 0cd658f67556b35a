//! The pictures of the README, drawn by the program from its own bank; `QBANK_PICTURES=write cargo test --lib pictures` draws
//! them anew. Nothing in them depends on the machine or the day.

use super::{Run, Start, svg};
use crate::clock::{self, Ticker};
use crate::library::{Library, Order};
use crate::practice::{Desk, Plan, Saving, read, title};
use crate::shipped;
use crate::study::event::{Day, DayTurn, Mode, Moment, Rating};
use crate::study::run::Kind;
use crate::study::session::{Judged, Timestamp};
use crate::study::target::Target;
use crate::study::ways::Ways;
use crate::tui::desk::Room;
use ratatui::buffer::Buffer;
use std::path::Path;

const SIZE: (u16, u16) = (80, 24);
const TALL: (u16, u16) = (80, 36);
const WIDE: (u16, u16) = (120, 34);

const DAY_MS: i64 = 86_400_000;

/// The first question is left alone for so long. Clocks then stand late in a second: the fraction of one that a busy machine
/// takes to begin the run does not show.
const BEGUN_MS: u64 = 20_150;

/// The shipped bank, untouched.
fn fresh(query: &str) -> Desk {
    let mut library = Library::in_memory("a picture").expect("memory is at hand").library;
    library.ensure_shipped(shipped::HASH, shipped::bank).expect("the shipped bank is sound");
    let plan = Plan {
        filter: read(&library, query).expect("the query is one"),
        count: 20,
        order: Order::Mixed,
        limit_ms: None,
        per_card_ms: 60_000,
        strict: false,
        review_count: 40,
        new_a_day: 10,
        ways: Ways::Mixed,
    };
    Desk::new(library, plan, Saving::Library, None)
}

/// A run of some days ago, left after so many answers, all said aloud: of each ten cards `missed` are wrong as often as they
/// are asked.
fn practise(desk: &mut Desk, days_ago: i64, query: &str, missed: usize, answers: usize) {
    let now = Moment { utc: clock::now().utc - days_ago * DAY_MS, offset: clock::now().offset };
    let filter = read(&desk.library, query).expect("the query is one");
    let seed = u64::try_from(days_ago).expect("a day that is over");
    let mut session = desk.begin(&filter, seed, now, Timestamp(0)).expect("cards that can be asked");
    let run = desk.describe(Kind::Quiz, &title(&filter), &filter, desk.plan.count, &session);
    desk.keep(&run, now).expect("memory takes it");
    let mut at = 0;
    for number in 0..answers {
        let Some(question) = session.current() else { break };
        let key = question.key.clone();
        let rating = match number * 7 % 10 {
            place if place < missed => Rating::Again,
            9 => Rating::Hard,
            _ => Rating::Good,
        };
        session.reveal(None, Timestamp(at + 30_000));
        let judged = session.judge(Some(rating), Timestamp(at + 45_000));
        let Judged::Attempt(attempt) = judged else { panic!("{judged:?}") };
        let event = desk.record(&key, attempt.clone(), now).expect("memory takes it");
        at += 50_000;
        session.accept(attempt, event, Timestamp(at));
    }
    match session.on_leaving(Timestamp(at)) {
        Some((key, passed)) => desk.leave(&key, passed, now).expect("memory takes it"),
        None => desk.end(&run.settings.session, now).expect("memory takes it"),
    }
}

/// The shipped bank after a fortnight of practice, an interview ahead.
fn practised() -> Desk {
    let mut desk = fresh("");
    desk.plan.ways = Ways::All(Mode::Recall);
    for (days_ago, query, missed, answers) in [
        (13, "technology:Python level:beginner", 5, 14),
        (9, "technology:Python level:intermediate", 4, 16),
        (6, "technology:Backend", 4, 12),
        (3, "technology:Python level:intermediate", 2, 16),
        (2, "technology:Backend,Python", 2, 14),
        (1, "level:intermediate", 1, 7),
    ] {
        practise(&mut desk, days_ago, query, missed, answers);
    }
    desk.plan.ways = Ways::Mixed;
    let interview = Day(clock::now().day(DayTurn::default()).0 + 15);
    let target = Target { day: Some(interview), field: None };
    desk.library.set_target(target, clock::now()).expect("memory takes it");
    desk
}

/// The first seed with which a run asks the card `id` at the place `number`, so that the picture shows that card
/// however large the bank grows.
fn seed(desk: &Desk, id: &str, number: usize) -> u64 {
    let asks = |seed: &u64| {
        let begun = desk.begin(&desk.plan.filter, *seed, clock::now(), Timestamp(0));
        let mut session = begun.expect("cards that can be asked");
        (1..number).for_each(|_| session.skip(Timestamp(0)));
        session.current().is_some_and(|question| question.key.id == id)
    };
    (1..10_000).find(asks).expect("one of so many runs asks the card there")
}

/// A run of `query` that asks the card `id` after `before` others, which were right.
fn quiz(query: &str, ways: Ways, id: &str, before: usize) -> Run<Room> {
    let mut desk = fresh(query);
    desk.plan.ways = ways;
    let seed = seed(&desk, id, before + 1);
    let mut run = Run::begin(Start::Quiz, Room::new(desk, Ticker::start(), seed), SIZE);
    run.wait(BEGUN_MS);
    for _ in 0..before {
        run.press("3").wait(9_000).press("3").wait(24_000);
    }
    run
}

fn opened(start: Start, desk: Desk, size: (u16, u16)) -> Run<Room> {
    Run::begin(start, Room::new(desk, Ticker::start(), 1), size)
}

/// Compares the picture with what is drawn now, or writes it.
#[track_caller]
fn check(name: &str, title: &str, drawn: &Buffer) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(format!("{name}.svg"));
    let picture = svg::picture(title, drawn);
    assert!(picture.len() <= 40_000, "docs/{name}.svg has {} bytes", picture.len());
    if std::env::var("QBANK_PICTURES").as_deref() == Ok("write") {
        return std::fs::write(&path, picture).expect("the picture can be written");
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == picture,
        "docs/{name}.svg is not what the program draws now; QBANK_PICTURES=write cargo test --lib pictures draws it anew"
    );
}

#[test]
fn a_question() {
    let mut run = quiz("level:advanced", Ways::Mixed, "PY-ASYNC-006", 5);
    check("question", "A question, before its answer", &run.shows("Two asyncio tasks").buffer());
}

#[test]
fn an_answer() {
    let mut run = quiz("level:advanced", Ways::Mixed, "PY-ASYNC-006", 5);
    run.wait(7_000).press("3abc").shows("3 of 4 must points");
    check("answer", "The answer, judged point by point", &run.buffer());
}

#[test]
fn an_output() {
    let mut run = quiz("topic:asyncio", Ways::All(Mode::Predict), "PY-ASYNC-006", 0);
    run.resize(TALL).press("b2");
    check("output", "What a piece of code prints, and why not something else", &run.buffer());
}

#[test]
fn home() {
    let mut run = opened(Start::Home, practised(), SIZE);
    check("home", "Home: what waits today", &run.shows("interview in 15 days").buffer());
}

#[test]
fn browsing() {
    let mut run = opened(Start::Browse { query: String::new() }, fresh(""), WIDE);
    run.press("/lost update<enter>");
    check("browse", "Filters, the cards that a search found, and one of them", &run.buffer());
}

#[test]
fn progress() {
    let mut run = opened(Start::Home, practised(), SIZE);
    check("progress", "Progress: topics by level", &run.press("s<tab><tab>").shows("the weakest topic first").buffer());
}
