use super::{TODAY, attempt, bank, cards, held, install, key, library, noon};
use crate::library::{Arrival, Library, Logged};
use crate::study::event::{Day, EventId, Verdict, What};
use crate::study::filter::{Filter, parse};
use crate::study::progress::Progress;

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
        assert_eq!(held(&library, "pages", "A-1").progress, Progress::of(&events));
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

#[test]
fn the_log_refuses_to_be_changed() {
    let mut library = with_cards();
    append(&mut library, "A-1", What::Flag(true));
    for sql in ["UPDATE event SET data = '{}'", "DELETE FROM event"] {
        let error = library.connection.execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}
