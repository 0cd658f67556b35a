//! Runs over a page that was not imported, and going on with them.

use super::keeping::{begin, desk, on, rate, rest};
use super::{TODAY, library};
use crate::bank::Bank;
use crate::library::{Arrival, Order};
use crate::practice::{Desk, Page, Saving, Started};
use crate::study::event::Rating;
use crate::study::run::Past;
use crate::study::session::{Phase, Session, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

fn card(number: usize, answer: &str) -> Value {
    json!({"id": format!("A-{number}"), "question": format!("What is {number}?"), "answer": answer})
}

fn bank(cards: impl Iterator<Item = Value>) -> Value {
    json!({"schema": 1, "name": "page", "cards": cards.collect::<Vec<_>>()})
}

fn usual() -> Value {
    bank((0..6).map(|number| card(number, "A.")))
}

fn read(path: &Path) -> anyhow::Result<Bank> {
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}

/// A desk with a page on it that lies in a folder of its own.
struct Place {
    desk: Desk,
    file: PathBuf,
    _folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("page.json");
        let mut desk = desk(library(), Order::Mixed);
        desk.read_bank = Some(read);
        let mut place = Place { desk, file, _folder: folder };
        place.write(&usual());
        place.lay(Some(place.file.clone()));
        place
    }

    fn write(&self, bank: &Value) {
        fs::write(&self.file, bank.to_string()).expect("the file can be written");
    }

    fn lay(&mut self, file: Option<PathBuf>) {
        let bank = read(&self.file).expect("a bank");
        self.desk.page = Some(Page::of(&bank, file, &self.desk.library).expect("cards"));
    }

    fn import(&mut self) {
        let bank = read(&self.file).expect("a bank");
        self.desk.library.install(&bank, Arrival::Page).expect("an install");
    }

    /// Two answers, and the program is left.
    fn begin(&mut self) -> Session {
        let mut session = begin(&mut self.desk, 7);
        rate(&mut self.desk, &mut session, Rating::Again, 2000);
        rate(&mut self.desk, &mut session, Rating::Good, 6000);
        let leaving = session.on_leaving(Timestamp(7000)).expect("a card");
        self.desk.leave(&leaving.0, leaving.1, on(0)).expect("a leave");
        session
    }

    /// A new start of the program, without a page.
    fn start_anew(&mut self) -> Option<Past> {
        self.desk.page = None;
        self.desk.unfinished(TODAY).expect("runs")
    }

    fn resume(&mut self) -> Result<Started, String> {
        let past = self.desk.unfinished(TODAY).expect("runs").expect("an unfinished one");
        let resumed =
            self.desk.resume(&past.run.settings.session, Timestamp(0)).map_err(|error| format!("{error:#}"))?;
        Ok(self.desk.take_up(resumed))
    }
}

/// What happens between leaving and going on, and whether the run then goes on over its page, or else with what sentence it
/// does not.
#[track_caller]
fn check(meanwhile: impl FnOnce(&mut Place), expected: Result<bool, &str>) {
    let mut place = Place::new();
    let session = place.begin();
    assert!(place.start_anew().is_some(), "it is offered");
    meanwhile(&mut place);
    match (place.resume(), expected) {
        (Ok(on), Ok(over_page)) => {
            assert_eq!(on.session.position(), session.position());
            assert_eq!(on.session.clocks(Timestamp(0)).session_ms, session.clocks(Timestamp(7000)).session_ms);
            assert_eq!(place.desk.page.is_some(), over_page);
        }
        (Err(said), Err(expected)) => {
            assert!(said.contains(expected) && said.contains("qbank import FILE --source \"page\""), "{said}");
            assert!(said.starts_with(&place.file.display().to_string()), "{said}");
        }
        (on, expected) => panic!("{:?} instead of {expected:?}", on.map(|on| on.run)),
    }
}

#[test]
fn a_run_over_a_page_goes_on_while_its_cards_are_what_they_were() {
    let changed = || bank((0..6).map(|number| card(number, "Another.")));
    check(|_| (), Ok(true));
    check(|place| place.write(&bank((0..9).map(|number| card(number, "A.")))), Ok(true));
    check(|place| place.write(&changed()), Err("has changed since"));
    check(|place| place.write(&bank((1..6).map(|number| card(number, "A.")))), Err("has changed since"));
    check(|place| fs::remove_file(&place.file).expect("it is there"), Err("is not there any more"));
    check(|place| place.import(), Ok(true));
    let imported_and_gone = |place: &mut Place| {
        place.import();
        fs::remove_file(&place.file).expect("it is there");
    };
    check(imported_and_gone, Ok(false));
    let changed_and_imported = |place: &mut Place| {
        place.write(&changed());
        place.import();
    };
    check(changed_and_imported, Ok(false));
    let moved_and_named = |place: &mut Place| {
        let elsewhere = place.file.with_file_name("elsewhere.json");
        place.lay(Some(elsewhere.clone()));
        fs::rename(&place.file, elsewhere).expect("it is there");
    };
    check(moved_and_named, Ok(true));
}

#[test]
fn what_standard_input_brought_is_not_offered() {
    let mut place = Place::new();
    place.lay(None);
    place.begin();
    assert_eq!(place.start_anew(), None);
}

#[test]
fn an_undo_goes_back_through_a_page_and_joins_what_is_imported_later() {
    let mut place = Place::new();
    place.begin();
    place.start_anew();
    let on_day = on(0);
    let mut on = place.resume().expect("the run").session;
    for _ in 0..2 {
        let event = on.last_answer().expect("an answer").clone();
        place.desk.take_back(&event, on_day).expect("an undo");
        on.take_back(Timestamp(10));
    }
    assert!(matches!(on.phase(), Phase::Answered { .. }) && on.results().is_empty());
    let key = on.current().expect("the first card").key.clone();
    place.import();
    assert_eq!(place.desk.library.progress(&key).expect("a card").attempts, 0);
    rate(&mut place.desk, &mut on, Rating::Good, 1000);
    assert_eq!(place.desk.library.progress(&key).expect("a card").attempts, 1);
}

#[test]
fn nothing_of_a_run_that_is_not_kept_is_offered() {
    let mut place = Place::new();
    place.desk.saving = Saving::Nowhere { reason: "a test".to_owned() };
    let mut session = begin(&mut place.desk, 7);
    rate(&mut place.desk, &mut session, Rating::Good, 1000);
    assert_eq!(place.start_anew(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn wherever_it_is_left_it_goes_on_as_if_it_had_not_been(
        seed in any::<u64>(), ratings in prop::collection::vec(0..RATINGS.len(), 1..6),
    ) {
        let mut place = Place::new();
        let mut session = begin(&mut place.desk, seed);
        for (number, rating) in ratings.iter().enumerate() {
            if session.current().is_some() {
                rate(&mut place.desk, &mut session, RATINGS[*rating], 1000 * number as u64);
            }
        }
        if session.is_finished() {
            return Ok(());
        }
        place.start_anew();
        let on = place.resume().expect("the run").session;
        prop_assert_eq!(on.position(), session.position());
        let (resumed, kept) = (rest(&mut place.desk, on, 9000), rest(&mut place.desk, session, 9000));
        prop_assert_eq!(resumed, kept);
    }
}
