//! Answers as they are heard, written by people who had not seen a card's cues: what the cues tick is held against what was
//! said. The answers stay as they were written; where a cue is mended, they are the test of it and not its model.

use qbank::bank::cues;
use qbank::bank::{Card, SHIPPED};
use qbank::parse::report::Layout;
use qbank::parse::{Expectation, parse};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What was said to one card.
#[derive(Deserialize)]
struct Heard {
    id: String,
    /// The option that was held right before the card was read; `None` where the card has no options.
    chosen: Option<String>,
    answers: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    kind: Kind,
    text: String,
    /// The points that it makes, by their position among all key points of the card.
    makes: Vec<usize>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Good,
    Half,
    Wrong,
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            files.extend(self::files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn cards() -> BTreeMap<String, Card> {
    let expectation =
        Expectation { source: SHIPPED, strict: true, layout: Some(Layout::Labelled), ..Expectation::default() };
    let mut cards = BTreeMap::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), "txt") {
        let bytes = fs::read(&path).expect("a shipped file is read");
        let page = parse(&path.to_string_lossy(), &bytes, &expectation).expect("a shipped file is a page");
        cards.extend(page.cards.into_iter().map(|found| (found.card.id.clone(), found.card)));
    }
    cards
}

fn heard() -> Vec<Heard> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/heard");
    let read = |path: PathBuf| -> Vec<Heard> {
        let text = fs::read_to_string(&path).expect("the answers are text");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    files(&folder, "json").into_iter().flat_map(read).collect()
}

/// Must points: made by what was said, ticked by the cues, and both.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    points: usize,
    made: usize,
    ticked: usize,
    both: usize,
}

fn tally(cards: &BTreeMap<String, Card>, heard: &[Heard]) -> BTreeMap<Kind, Tally> {
    let mut tallies: BTreeMap<Kind, Tally> = BTreeMap::new();
    for heard in heard {
        let card = &cards[&heard.id];
        for said in &heard.answers {
            let marks = cues::points(&card.key_points, &said.text);
            let tally = tallies.entry(said.kind).or_default();
            for (point, _) in card.must_points() {
                let (made, ticked) = (said.makes.contains(&point), marks[point].ticks());
                tally.points += 1;
                tally.made += usize::from(made);
                tally.ticked += usize::from(ticked);
                tally.both += usize::from(made && ticked);
                if made != ticked && std::env::var_os("QBANK_VERBOSE").is_some() {
                    let what = if made { "missed" } else { "TICKED" };
                    println!("{what} {} {:?} {:?}: {}", heard.id, said.kind, card.key_points[point].text, said.text);
                }
            }
        }
    }
    tallies
}

#[test]
fn cues_tick_what_was_said_and_little_else() {
    let (cards, heard) = (cards(), heard());
    let tallies = tally(&cards, &heard);
    println!("{tallies:#?}");
    let sum = |field: fn(&Tally) -> usize| tallies.values().map(field).sum::<usize>();
    let (made, ticked, both) = (sum(|tally| tally.made), sum(|tally| tally.ticked), sum(|tally| tally.both));
    println!("precision {both}/{ticked}, recall {both}/{made}");
    assert!(both * 100 >= ticked * 90, "of {ticked} ticks {both} are right");
    assert!(both * 100 >= made * 65, "of {made} points that were made {both} are ticked");
    let wrong = tallies[&Kind::Wrong];
    assert!(wrong.ticked * 100 <= wrong.points * 5, "wrong answers tick {} of {} points", wrong.ticked, wrong.points);
}

#[test]
fn each_card_was_answered_well_by_half_and_wrongly() {
    let (cards, heard) = (cards(), heard());
    let mut kinds: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
    for heard in &heard {
        let card = cards.get(&heard.id).unwrap_or_else(|| panic!("no card {}", heard.id));
        kinds.entry(&heard.id).or_default().extend(heard.answers.iter().map(|said| said.kind));
        for said in &heard.answers {
            assert!(said.makes.iter().all(|point| *point < card.key_points.len()), "{}", heard.id);
        }
    }
    let unheard: Vec<&String> = cards.keys().filter(|id| !kinds.contains_key(id.as_str())).collect();
    assert_eq!(unheard, Vec::<&String>::new());
    let expected = [Kind::Good, Kind::Half, Kind::Wrong];
    assert!(kinds.values().all(|kinds| *kinds == expected));
}

#[test]
fn the_option_that_is_right_was_chosen_blind() {
    let (cards, heard) = (cards(), heard());
    let solved = |heard: &&Heard| {
        let options = cards[&heard.id].options.as_ref();
        options.zip(heard.chosen.as_ref()).is_some_and(|(options, chosen)| options.key == *chosen)
    };
    let asked = heard.iter().filter(|heard| heard.chosen.is_some()).count();
    let right = heard.iter().filter(solved).count();
    assert!(asked > 100 && right * 100 >= asked * 95, "{right} of {asked} options were found");
}
