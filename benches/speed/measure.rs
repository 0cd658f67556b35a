//! What is measured, and what was promised of it (DESIGN, section 10). Whatever has a yardstick takes turns with it, so that a
//! busy machine slows both. It must not know how the figures are printed.

use crate::bank::{RARE_TAG, SOURCE, of};
use crate::figures::{Counted, Promise, Samples, Timed};
use crate::terminal::{Call, Screen};
use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const MIB: f64 = 1024.0 * 1024.0;

/// Longer than keys are dead after a question or an answer appears.
const THOUGHT: Duration = Duration::from_millis(300);
/// Answers that the statistics find.
const HISTORY: usize = 400;
/// The most cards that a quiz takes.
const LONGEST_QUIZ: usize = 500;
/// What a search is for, letter by letter; Control-U empties the line.
const SEARCH: &str = "transaction lock\u{15}hash tree\u{15}naive scheduler\u{15}";
/// As long as the log's note of one answer.
const NOTE: [u8; 300] = [b'x'; 300];

/// How often each thing is done.
#[derive(Debug, Clone, Copy)]
pub struct Rounds {
    pub starts: usize,
    pub commands: usize,
    pub installs: usize,
    pub moves: usize,
    pub letters: usize,
    pub questions: usize,
    pub answers: usize,
    /// How long a screen is left alone.
    pub rest: Duration,
}

/// The programs, and a folder for all that they write.
#[derive(Debug, Clone)]
pub struct Bench {
    pub program: PathBuf,
    /// Starts and ends.
    pub noop: PathBuf,
    /// Draws, and draws anew for every `j`.
    pub idle: Call,
    pub folder: PathBuf,
    pub cards: usize,
    pub rounds: Rounds,
}

/// All figures in the order in which they are told.
///
/// # Errors
/// When a program does not do what it is to be timed at.
pub fn all(bench: &Bench) -> Result<(Vec<Timed>, Vec<Counted>)> {
    let shipped = bench.folder.join("shipped");
    bench.run(&shipped, &["tags"], "")?;
    bench.answer(&shipped, "", HISTORY.min(20))?;
    let installs = bench.installs()?;
    let full = bench.data(0);
    bench.answer(&full, &format!("source:{SOURCE}"), HISTORY.min(bench.cards / 2))?;

    let (mut timed, peaks) = bench.starts(&full, &shipped)?;
    timed.extend(bench.moves(&full)?);
    timed.extend(bench.letters(&full)?);
    timed.extend(bench.questions(&full)?);
    timed.extend(bench.commands(&full)?);
    timed.push(bench.durable(&full)?);
    timed.push(installs);
    let mut counted = peaks;
    counted.extend(bench.rest(&full)?);
    let size = fs::metadata(&bench.program)?.len() as f64;
    counted.push(Counted { what: "the program".to_owned(), found: size, most: Some(8e6), unit: "bytes" });
    Ok((timed, counted))
}

const HOME: (&[&str], &str) = (&[], "Today");
const QUIZ: (&[&str], &str) = (&["quiz", "--mode", "recall"], "don't know");
const BROWSE: (&[&str], &str) = (&["browse"], "Technology");

impl Bench {
    fn data(&self, number: usize) -> PathBuf {
        self.folder.join(format!("cards-{number}"))
    }

    fn variables(&self, data: &Path) -> Vec<(&'static str, String)> {
        vec![
            ("QBANK_DATA_DIR", data.display().to_string()),
            ("QBANK_CONFIG", String::new()),
            ("TERM", "xterm-256color".to_owned()),
        ]
    }

    fn command(&self, data: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).env_clear().envs(self.variables(data));
        command
    }

    fn call(&self, data: &Path, (arguments, shows): (&[&str], &'static str)) -> Call {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        Call {
            start: self.idle.start.clone(),
            program: self.program.clone(),
            arguments,
            variables: self.variables(data),
            shows,
        }
    }

    /// A command with this input, to its end.
    fn run(&self, data: &Path, arguments: &[&str], input: &str) -> Result<()> {
        let mut command = self.command(data, arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        child.stdin.take().context("stdin is a pipe")?.write_all(input.as_bytes())?;
        ensure!(child.wait()?.success(), "qbank {arguments:?} failed");
        Ok(())
    }

    /// So many answers in the log.
    fn answer(&self, data: &Path, query: &str, count: usize) -> Result<()> {
        let arguments = ["quiz", query, "--plain", "--mode", "recall", "--count", &count.to_string()];
        self.run(data, &arguments, &"\n3\n".repeat(count))
    }

    /// The bank into new libraries that have had their first run.
    fn installs(&self) -> Result<Timed> {
        let file = self.folder.join(format!("{SOURCE}.json"));
        fs::write(&file, of(self.cards))?;
        let mut samples = Samples::default();
        for number in 0..self.rounds.installs {
            let data = self.data(number);
            self.run(&data, &["tags"], "")?;
            let begun = Instant::now();
            self.run(&data, &["import", &file.display().to_string()], "")?;
            samples.push(begun.elapsed());
        }
        // The promise is about this many.
        let promises = if self.cards == 100_000 { vec![Promise::Median(Duration::from_secs(3))] } else { Vec::new() };
        Ok(Timed { what: format!("installing {} cards", self.cards), samples, yardstick: None, promises })
    }

    fn starts(&self, full: &Path, shipped: &Path) -> Result<(Vec<Timed>, Vec<Counted>)> {
        let screens = [("home", HOME), ("quiz", QUIZ), ("browse", BROWSE)];
        let banks = [(full, format!("{} cards", self.cards)), (shipped, "the shipped cards".to_owned())];
        let named = |(data, bank): &(&Path, String)| {
            screens.map(|(name, screen)| (format!("first frame of {name}, {bank}"), self.call(data, screen), 0.0_f64))
        };
        let mut calls: Vec<(String, Call, f64)> = banks.iter().flat_map(named).collect();
        let mut idle = Samples::default();
        let mut samples = vec![Samples::default(); calls.len()];
        // The first round finds nothing in the caches of the system, and is not counted.
        for round in 0..=self.rounds.starts {
            let (_, time) = Screen::open(&self.idle)?;
            if round > 0 {
                idle.push(time);
            }
            for ((_, call, peak), samples) in calls.iter_mut().zip(&mut samples) {
                let (screen, time) = Screen::open(call)?;
                *peak = peak.max(screen.usage()?.peak as f64);
                if round > 0 {
                    samples.push(time);
                }
            }
        }
        let mut timed = Vec::new();
        let mut counted = Vec::new();
        for ((what, _, peak), samples) in calls.into_iter().zip(samples) {
            let what_peak = what.replace("first frame of", "peak memory at the first frame of");
            counted.push(Counted { what: what_peak, found: peak / MIB, most: Some(16.0), unit: "MiB" });
            let promises = vec![Promise::Times(2.0)];
            timed.push(Timed { what, samples, yardstick: Some(idle.clone()), promises });
        }
        Ok((timed, counted))
    }

    /// Down the list of all cards.
    fn moves(&self, full: &Path) -> Result<Vec<Timed>> {
        let (mut idle, _) = Screen::open(&self.idle)?;
        let (mut browse, _) = Screen::open(&self.call(full, BROWSE))?;
        let [mut yardstick, mut frames, mut wholes] = [(); 3].map(|()| Samples::default());
        for _ in 0..self.rounds.moves {
            yardstick.push(idle.press("j")?.frame);
            let followed = browse.press("j")?;
            frames.push(followed.frame);
            wholes.push(followed.whole);
        }
        let what = "moving, until the card beside it is there".to_owned();
        let whole = Timed { what, samples: wholes, yardstick: Some(yardstick.clone()), promises: Vec::new() };
        Ok(vec![of_key("moving", frames, yardstick), whole])
    }

    /// A search over question and answer as it is typed.
    fn letters(&self, full: &Path) -> Result<Vec<Timed>> {
        let (mut idle, _) = Screen::open(&self.idle)?;
        let (mut browse, _) = Screen::open(&self.call(full, BROWSE))?;
        browse.press("/")?;
        let [mut yardstick, mut samples] = [Samples::default(), Samples::default()];
        for letter in SEARCH.chars().cycle().take(self.rounds.letters) {
            yardstick.push(idle.press("j")?.frame);
            // What was found is part of it.
            samples.push(browse.press(&letter.to_string())?.whole);
        }
        let promises =
            vec![Promise::Median(Duration::from_millis(3)), Promise::Percentile99(Duration::from_millis(16))];
        let what = "key to frame, typing a search".to_owned();
        Ok(vec![Timed { what, samples, yardstick: Some(yardstick), promises }])
    }

    /// Reveals, and ratings: when the screen says that one is being saved, and when it is on disk and the next question there.
    fn questions(&self, full: &Path) -> Result<Vec<Timed>> {
        let count = (self.rounds.questions + 1).to_string();
        let query = unseen();
        let arguments = ["quiz", &query, "--mode", "recall", "--seed", "1", "--count", &count];
        let (mut idle, _) = Screen::open(&self.idle)?;
        let (mut quiz, _) = Screen::open(&self.call(full, (&arguments, QUIZ.1)))?;
        let [mut yardstick, mut reveals, mut ratings, mut wholes] = [(); 4].map(|()| Samples::default());
        for _ in 0..self.rounds.questions {
            thread::sleep(THOUGHT);
            yardstick.push(idle.press("j")?.frame);
            reveals.push(quiz.press(" ")?.frame);
            thread::sleep(THOUGHT);
            yardstick.push(idle.press("j")?.frame);
            let followed = quiz.press("3")?;
            ratings.push(followed.frame);
            wholes.push(followed.whole);
        }
        let what = "rating, until it is on disk and the next question there".to_owned();
        let whole = Timed { what, samples: wholes, yardstick: Some(yardstick.clone()), promises: Vec::new() };
        Ok(vec![of_key("revealing", reveals, yardstick.clone()), of_key("rating", ratings, yardstick), whole])
    }

    fn commands(&self, full: &Path) -> Result<Vec<Timed>> {
        let milliseconds = |most| vec![Promise::Median(Duration::from_millis(most))];
        let rare = format!("tag:{RARE_TAG}");
        let commands: [(&str, &[&str], Vec<Promise>); 4] = [
            ("--version", &["--version"], vec![Promise::Times(1.5)]),
            ("list --json of 20 cards", &["list", &rare, "--json"], milliseconds(5)),
            ("tags", &["tags"], milliseconds(5)),
            ("stats", &["stats"], milliseconds(25)),
        ];
        let mut noop = Samples::default();
        let mut samples = vec![Samples::default(); commands.len()];
        for round in 0..=self.rounds.commands {
            let time = to_the_end(&mut Command::new(&self.noop))?;
            if round > 0 {
                noop.push(time);
            }
            for ((_, arguments, _), samples) in commands.iter().zip(&mut samples) {
                let time = to_the_end(&mut self.command(full, arguments))?;
                if round > 0 {
                    samples.push(time);
                }
            }
        }
        let named = commands.into_iter().zip(samples);
        Ok(named
            .map(|((what, _, promises), samples)| Timed {
                what: format!("qbank {what}"),
                samples,
                yardstick: Some(noop.clone()),
                promises,
            })
            .collect())
    }

    /// What keeping an answer adds to rating it line by line, beside a commit of as many bytes to a table of its own.
    fn durable(&self, full: &Path) -> Result<Timed> {
        let count = self.rounds.answers.min(LONGEST_QUIZ - 1);
        let query = unseen();
        let count_and_one = (count + 1).to_string();
        let quiz = ["quiz", &query, "--plain", "--mode", "recall", "--seed", "2", "--count", &count_and_one];
        let mut keeping = Lines::of(&mut self.command(full, &quiz))?;
        let mut forgetting = Lines::of(self.command(full, &quiz).arg("--no-save"))?;
        let bare = Connection::open(self.folder.join("bare.db"))?;
        bare.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE note (number INTEGER PRIMARY KEY, data BLOB)",
        )?;
        let mut insert = bare.prepare("INSERT INTO note (data) VALUES (?1)")?;
        let [mut yardstick, mut samples] = [Samples::default(), Samples::default()];
        for _ in 0..count {
            let kept = keeping.answer()?;
            let forgotten = forgetting.answer()?;
            samples.push(kept.saturating_sub(forgotten));
            let begun = Instant::now();
            insert.execute([&NOTE[..]])?;
            yardstick.push(begun.elapsed());
        }
        let promises = vec![Promise::Times(1.3)];
        Ok(Timed { what: "one answer made durable".to_owned(), samples, yardstick: Some(yardstick), promises })
    }

    /// Screens without a clock that nobody touches.
    fn rest(&self, full: &Path) -> Result<Vec<Counted>> {
        let mut counted = Vec::new();
        for (what, screen, key) in [("home", HOME, None), ("browse", BROWSE, None), ("an answer", QUIZ, Some(" "))] {
            let (mut shown, _) = Screen::open(&self.call(full, screen))?;
            if let Some(key) = key {
                thread::sleep(THOUGHT);
                shown.press(key)?;
            }
            let before = shown.usage()?;
            let bytes = shown.bytes_within(self.rounds.rest) as f64;
            let wakeups = (shown.usage()?.wakeups - before.wakeups) as f64;
            counted.push(Counted {
                what: format!("wakeups at rest on {what}"),
                found: wakeups,
                most: Some(0.0),
                unit: "",
            });
            counted.push(Counted {
                what: format!("output at rest on {what}"),
                found: bytes,
                most: Some(0.0),
                unit: "bytes",
            });
        }
        Ok(counted)
    }
}

/// Cards whose first answer moves their schedule, so that each answer does all the work there is.
fn unseen() -> String {
    format!("source:{SOURCE} is:new")
}

fn of_key(what: &str, samples: Samples, yardstick: Samples) -> Timed {
    let promises = vec![Promise::Times(1.5), Promise::Percentile99(Duration::from_millis(2))];
    Timed { what: format!("key to frame, {what}"), samples, yardstick: Some(yardstick), promises }
}

fn to_the_end(command: &mut Command) -> Result<Duration> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let begun = Instant::now();
    let status = command.status()?;
    let time = begun.elapsed();
    ensure!(status.success(), "{command:?} failed");
    Ok(time)
}

/// A quiz line by line.
struct Lines {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Drop for Lines {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Lines {
    fn of(command: &mut Command) -> Result<Lines> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().context("stdin is a pipe")?;
        let output = BufReader::new(child.stdout.take().context("stdout is a pipe")?);
        let mut lines = Lines { child, input, output };
        lines.until("q leave")?;
        Ok(lines)
    }

    /// Reveals, and rates: the time from the rating to the next question.
    fn answer(&mut self) -> Result<Duration> {
        self.input.write_all(b"\n")?;
        self.until("comes back: ")?;
        let begun = Instant::now();
        self.input.write_all(b"3\n")?;
        self.until("q leave")?;
        Ok(begun.elapsed())
    }

    fn until(&mut self, text: &str) -> Result<()> {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            ensure!(self.output.read_line(&mut line)? > 0, "the quiz ended before it said {text:?}");
        }
        Ok(())
    }
}
