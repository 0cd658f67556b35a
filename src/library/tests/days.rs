use super::{TODAY, bank, cards, held, install, key, library};
use crate::clock;
use crate::library::{Arrival, Library};
use crate::study::event::{Attempt, Day, DayTurn, EventId, Mode, Moment, Rating, Verdict, What};
use crate::study::filter::{Filter, parse};
use crate::study::progress::Progress;

const HOUR_MS: i64 = 3_600_000;

fn turn(text: &str) -> DayTurn {
    DayTurn::read(text).expect(text)
}

/// An hour after the midnight with which [`TODAY`] begins; the day before has negative ones.
fn at(hour: i64) -> Moment {
    Moment { utc: i64::from(TODAY.0) * 24 * HOUR_MS + hour * HOUR_MS, offset: 0 }
}

fn answer(library: &mut Library, id: &str, hour: i64, rating: Rating) -> EventId {
    let What::Attempt(usual) = super::attempt(Verdict::Right) else { unreachable!("it is an attempt") };
    let attempt = Attempt { rating, mode: Mode::Recall, ..usual };
    library.append(&key("pages", id), What::Attempt(attempt), at(hour)).expect("an answer")
}

/// Two cards, each answered before and after a midnight, and one that is not installed.
fn stock(library: &mut Library) {
    install(library, &bank("pages", cards(&["A-1", "A-2", "A-3"])), Arrival::Page);
    for (id, hour, rating) in [
        ("A-1", -2, Rating::Good),
        ("A-1", 2, Rating::Easy),
        ("A-2", 2, Rating::Again),
        ("A-2", 30, Rating::Good),
        ("unknown", 2, Rating::Good),
    ] {
        answer(library, id, hour, rating);
    }
}

/// What the library keeps of its cards is what follows from the log by its own setting.
#[track_caller]
fn check(library: &Library, last_days: [i32; 2]) {
    for (id, last_day) in ["A-1", "A-2"].into_iter().zip(last_days) {
        let events = library.events(&key("pages", id)).expect("events");
        let kept = held(library, "pages", id).progress;
        assert_eq!(kept, Progress::of(&events, library.day_turn()), "{id}");
        assert_eq!(kept.last_day, Some(Day(TODAY.0 + last_day)), "{id}");
    }
    assert_eq!(held(library, "pages", "A-3").progress, Progress::default());
}

#[test]
fn another_turn_of_the_day_recounts_the_days_of_the_log_and_leaves_the_log() {
    let mut library = library();
    stock(&mut library);
    check(&library, [-1, 1]);
    let log = library.attempts(&Filter::default(), TODAY).expect("attempts");
    let usual = held(&library, "pages", "A-1").progress;
    library.turn_days_at(turn("00:00")).expect("a turn");
    check(&library, [0, 1]);
    assert_ne!(held(&library, "pages", "A-1").progress.memory, usual.memory, "the second answer feeds it now");
    assert_eq!(library.day(at(2)), TODAY);
    answer(&mut library, "A-2", 31, Rating::Easy);
    check(&library, [0, 1]);
    library.turn_days_at(turn("07:00")).expect("a turn");
    check(&library, [-1, 1]);
    library.turn_days_at(turn("04:00")).expect("a turn");
    assert_eq!(held(&library, "pages", "A-1").progress, usual);
    assert_eq!(library.attempts(&Filter::default(), TODAY).expect("attempts")[..log.len()], log);
    assert_eq!(library.events(&key("pages", "A-1")).expect("events").len(), 2);
}

#[test]
fn what_is_due_follows_the_turn_of_the_day() {
    let mut library = library();
    stock(&mut library);
    let due = |library: &Library, day: i32| {
        library.count(&parse("is:due id:A-2").expect("a query"), Day(TODAY.0 + day)).expect("a count")
    };
    let before = (0..9).map(|day| due(&library, day)).collect::<Vec<_>>();
    library.turn_days_at(turn("08:00")).expect("a turn");
    // Both of its answers now belong to a day earlier.
    let after = (-1..8).map(|day| due(&library, day)).collect::<Vec<_>>();
    assert_eq!(before, after);
}

#[test]
fn two_programs_with_two_settings_keep_progress_by_one_of_them() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let open = || Library::open(Some(folder.path()), clock::now()).expect("a library").library;
    let mut one = open();
    stock(&mut one);
    let mut other = open();
    other.turn_days_at(turn("00:00")).expect("a turn");
    answer(&mut one, "A-1", 3, Rating::Hard);
    check(&other, [0, 1]);
    let mut again = open();
    again.turn_days_at(turn("04:00")).expect("a turn");
    check(&again, [-1, 1]);
}
