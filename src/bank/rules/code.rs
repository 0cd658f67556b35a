//! Code blocks, their outputs and the guesses at them, as far as reading tells. It must not run anything.

use super::{Place, Report, Vocabulary};
use crate::bank::section::Section;
use crate::bank::{Card, Code};
use std::collections::BTreeSet;

const LINES: usize = 30;
const COLUMNS: usize = 80;

fn place(index: usize) -> Place {
    Place::Item(Section::Code, index)
}

fn name(code: &Code) -> &str {
    code.name.as_deref().unwrap_or("without a name")
}

pub fn code(card: &Card, _: &Vocabulary, report: &mut Report) {
    let mut names = BTreeSet::new();
    for (index, code) in card.code.iter().enumerate() {
        let place = place(index);
        let lines = code.source.lines().count();
        if !(1..=LINES).contains(&lines) {
            report.add(place, format!("the block {} has {lines} lines; a block has 1 to {LINES}", name(code)));
        }
        for (number, line) in (1..).zip(code.source.lines()) {
            let columns = line.chars().count();
            if columns > COLUMNS {
                report.add(place, format!("line {number} of the block has {columns} columns, at most {COLUMNS}"));
            }
        }
        if code.language.is_none() {
            report.add(place, "name the language of the block: ```python");
        }
        if code.name.as_ref().is_some_and(|name| !names.insert(name)) {
            report.add(place, format!("two blocks are called {:?}; rename one", name(code)));
        }
        if let Some(run) = &code.run {
            if code.language.as_deref().is_some_and(|language| language != "python") {
                report.add(place, "only python blocks can run; delete the word run");
            }
            let bounds = [("min", &run.min), ("max", &run.max)];
            for (bound, version) in bounds {
                if version.as_deref().is_some_and(|version| minor(version).is_none()) {
                    report.add(place, format!("write {bound} as a version of Python 3, such as {bound}=3.8"));
                }
            }
            let [least, most] = bounds.map(|(_, version)| version.as_deref().and_then(minor));
            if least.zip(most).is_some_and(|(least, most)| least > most) {
                report.add(place, "no version lies in the range: min is newer than max");
            }
        }
    }
}

/// The 8 of `3.8`.
fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("3.")?.parse().ok()
}

/// What makes two runs differ, by the words that give it away.
const UNSTEADY: &[(&str, &[&str])] = &[
    (
        "the clock",
        &[
            "time.time",
            "time_ns",
            "perf_counter",
            "monotonic(",
            "process_time",
            "datetime.now",
            "datetime.today",
            "date.today",
            "utcnow",
            "timeit",
            "localtime",
            "gmtime",
        ],
    ),
    ("randomness", &["random", "secrets", "uuid", "urandom", "shuffle("]),
    ("an address", &["id("]),
    (
        "threads",
        &[
            "Thread(",
            "ThreadPoolExecutor",
            "ProcessPoolExecutor",
            "InterpreterPoolExecutor",
            "multiprocessing",
            "to_thread",
            "run_in_executor",
            "Timer(",
            "subprocess",
            "os.system",
            "os.fork",
        ],
    ),
    ("the network", &["socket", "urllib.request", "http.client", "requests", "open_connection", "start_server"]),
    (
        "files",
        &[
            "open(",
            "tempfile",
            "read_text",
            "write_text",
            "read_bytes",
            "write_bytes",
            "mkdir",
            "shutil",
            "os.remove",
            "os.listdir",
            "os.scandir",
            "iterdir",
            "__file__",
            "getcwd",
            "sqlite3.connect(\"file",
        ],
    ),
];

/// Only what runs has to come out the same every time.
pub fn steady(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (index, code) in card.code.iter().enumerate().filter(|(_, code)| code.run.is_some()) {
        for (number, line) in (1..).zip(code.source.lines()) {
            let line = line.split_once(" #").map_or(line, |(code, _)| code);
            if line.trim_start().starts_with('#') {
                continue;
            }
            for &(what, words) in UNSTEADY {
                if let Some(word) = words.iter().find(|word| stands(word, line)) {
                    report
                        .add(place(index), format!("line {number} depends on {what} ({word}); make the block steady"));
                }
            }
            if prints_set(line) {
                let message = format!("line {number} prints a set, which has no order; print sorted(…)");
                report.add(place(index), message);
            }
        }
    }
}

/// Whether the words stand in the line as names of their own: `id(` not within `valid(`, `random` not within `randomly`.
fn stands(words: &str, line: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(words).any(|(start, found)| {
        let before = line[..start].chars().next_back();
        let after = line[start + found.len()..].chars().next();
        let own_start = !before.is_some_and(|c| is_name(c) || (c == '.' && found == "open("));
        own_start && (found.ends_with('(') || !after.is_some_and(is_name))
    })
}

/// A set given to `print` as it stands; one behind a name shows when the block runs three times.
fn prints_set(line: &str) -> bool {
    line.match_indices("print(").any(|(start, call)| {
        let argument = line[start + call.len()..].trim_start();
        let literal = argument.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(inside, _)| inside);
        let set =
            literal.is_some_and(|inside| !inside.contains(':') && !inside.trim().is_empty() && inside.contains(','));
        set || argument.starts_with("set(") || argument.starts_with("frozenset(")
    })
}

pub fn output(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (index, code) in card.code.iter().enumerate() {
        let Some(run) = &code.run else { continue };
        if code.name.is_none() {
            report.add(place(index), "name the block that runs, so that its output can be given: ```python demo run");
        } else if code.output.is_none() && run.raises.is_none() {
            let name = name(code);
            report.add(place(index), format!("give what the block {name} prints: ```output {name}"));
        }
    }
}

/// An output that no interpreter was asked for.
pub fn unrun(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (index, code) in card.code.iter().enumerate() {
        let python = code.language.as_deref() == Some("python");
        if python && code.output.is_some() && code.run.is_none() {
            report
                .add(place(index), format!("the block {} has an output but is not run; add the word run", name(code)));
        }
    }
}

pub fn predict(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (index, predict) in card.predict.iter().enumerate() {
        let place = Place::Item(Section::Predict, index);
        let block = card.code.iter().find(|code| code.name.as_deref() == Some(&predict.code));
        let Some(output) = block.and_then(|block| block.output.as_deref()) else {
            report.add(place, format!("no block {:?} with an output to predict", predict.code));
            continue;
        };
        let count = predict.wrong.len();
        if !(2..=3).contains(&count) {
            report.add(place, format!("{count} wrong outputs; give 2 or 3"));
        }
        let mut outputs = BTreeSet::from([output.trim_end()]);
        for wrong in &predict.wrong {
            let shown = wrong.output.trim_end();
            if !outputs.insert(shown) {
                let what = if shown == output.trim_end() { "is what the block prints" } else { "stands twice" };
                report.add(place, format!("the wrong output {shown:?} {what}; give another"));
            }
            if wrong.why.trim().is_empty() {
                report.add(place, format!("say which misconception leads to {shown:?}: x output -- misconception"));
            }
        }
    }
}
