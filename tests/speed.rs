//! The benchmark of `cargo bench` measures what it says: one tiny round with the program in the place of the idle one. How long
//! anything takes is no matter here.

#[path = "../benches/speed/bank.rs"]
mod bank;
#[path = "../benches/speed/figures.rs"]
mod figures;
#[path = "../benches/speed/measure.rs"]
mod measure;
#[path = "../benches/speed/terminal.rs"]
mod terminal;

use figures::{Counted, Promise, Samples, Timed, tables};
use measure::{Bench, Rounds};
use std::path::PathBuf;
use std::time::Duration;
use terminal::Call;

const PROGRAM: &str = env!("CARGO_BIN_EXE_qbank");

const ONCE: Rounds = Rounds {
    starts: 1,
    commands: 1,
    installs: 1,
    moves: 2,
    letters: 3,
    questions: 2,
    answers: 2,
    rest: Duration::from_millis(10),
};

#[test]
fn one_round_measures_all_that_is_promised() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let variables = vec![
        ("QBANK_DATA_DIR", folder.path().join("yardstick").display().to_string()),
        ("QBANK_CONFIG", String::new()),
        ("TERM", "xterm-256color".to_owned()),
    ];
    let program = PathBuf::from(PROGRAM);
    let arguments = vec!["browse".to_owned()];
    let bench = Bench {
        noop: PathBuf::from("true"),
        idle: Call { start: None, program: program.clone(), arguments, variables, shows: "Technology" },
        program,
        folder: folder.path().to_owned(),
        cards: 60,
        rounds: ONCE,
    };
    let (timed, counted) = measure::all(&bench).expect("a round");
    let runs: Vec<usize> = timed.iter().map(|timed| timed.samples.len()).collect();
    assert_eq!(runs, [1, 1, 1, 1, 1, 1, 2, 2, 3, 2, 2, 2, 1, 1, 1, 1, 2, 1]);
    assert!(timed.iter().all(|timed| timed.samples.median() > Duration::ZERO));
    let size = counted.last().expect("the size");
    assert_eq!(size.found as u64, std::fs::metadata(PROGRAM).expect("the program").len());
}

#[track_caller]
fn check(promise: Promise, expected: &str) {
    let milliseconds = |times: &[u64]| -> Samples { times.iter().map(|time| Duration::from_millis(*time)).collect() };
    let timed = Timed {
        what: "work".to_owned(),
        samples: milliseconds(&[30, 10, 20]),
        yardstick: Some(milliseconds(&[10])),
        promises: vec![promise],
    };
    let (text, missed) = tables(&[timed], &[]);
    let row = text.lines().nth(1).expect("a row");
    assert_eq!(row.split_whitespace().collect::<Vec<_>>().join(" "), expected);
    assert_eq!(missed == 1, expected.ends_with("missed"));
}

#[test]
fn a_promise_is_held_against_what_was_measured() {
    let all = "work 3 20.0 ms 10.0 ms to 30.0 ms 30.0 ms 10.0 ms 10.0 ms 2.00 x";
    check(Promise::Times(2.0), &format!("{all} 2 x kept"));
    check(Promise::Times(1.9), &format!("{all} 1.9 x missed"));
    check(Promise::Median(Duration::from_millis(20)), &format!("{all} p50 20.0 ms kept"));
    check(Promise::Percentile99(Duration::from_millis(29)), &format!("{all} p99 29.0 ms missed"));
}

#[test]
fn what_is_counted_has_its_unit() {
    let counted = |found, most| Counted { what: "size".to_owned(), found, most, unit: "MiB" };
    let (text, missed) = tables(&[], &[counted(6.25, Some(16.0)), counted(17.0, Some(16.0)), counted(3.0, None)]);
    let rows: Vec<String> =
        text.lines().skip(3).map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(rows, ["size 6.2 MiB 16 MiB kept", "size 17 MiB 16 MiB missed", "size 3 MiB"]);
    assert_eq!(missed, 1);
}

#[test]
fn the_bank_is_as_large_as_it_is_wished_and_always_the_same() {
    let cards = |text: &str| {
        let bank: serde_json::Value = serde_json::from_str(text).expect("JSON");
        bank["cards"].as_array().expect("cards").clone()
    };
    let text = bank::of(30);
    assert_eq!(text, bank::of(30));
    let cards = cards(&text);
    let rare = |card: &&serde_json::Value| card["tags"].to_string().contains(bank::RARE_TAG);
    assert_eq!((cards.len(), cards.iter().filter(rare).count()), (30, 20));
}
