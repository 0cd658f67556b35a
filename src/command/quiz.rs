//! `qbank quiz --plain`: a run line by line, for pipes and screen readers. It must not know the screens.

mod answered;
mod asking;
mod ending;
mod limits;
mod waiting;

pub use waiting::Waiting;

use super::report::printable;
use crate::practice::{Desk, NOTHING_UNFINISHED, Started, said, title, when};
use crate::study::event::{Confidence, Moment, Rating, What};
use crate::study::progress::Progress;
use crate::study::run::{self, Kind};
use crate::study::session::{Judged, POINT_LETTERS, Phase, Session, Timestamp};
use anyhow::{Context, Result};
use std::io::{BufRead, Write};

/// The two clocks that a run needs.
pub struct Clocks<'a> {
    pub now: &'a dyn Fn() -> Moment,
    pub ticks: &'a dyn Fn() -> Timestamp,
}

/// Asks a run of the desk's plan; answers come as lines. Every answer is on disk before the next question is printed. The end
/// of the input leaves the run.
///
/// # Errors
/// When the input cannot be read or the output written; a failed write to the library is told, and the answer can be tried
/// again.
pub fn run(desk: &mut Desk, seed: u64, clocks: &Clocks, input: &mut impl BufRead, out: &mut impl Write) -> Result<()> {
    let filter = desk.plan.filter.clone();
    let mut session = desk.begin(&filter, seed, (clocks.now)(), (clocks.ticks)())?;
    let today = desk.library.day((clocks.now)());
    desk.complete(&mut session, today)?;
    let run = desk.describe(Kind::Quiz, &title(&filter), &filter, desk.plan.count, &session);
    ask(desk, Started { session, run, resumed: false }, clocks, input, out)
}

/// Goes on with the run that was left last.
///
/// # Errors
/// When there is none, and as for [`run()`].
pub fn resume(desk: &mut Desk, clocks: &Clocks, input: &mut impl BufRead, out: &mut impl Write) -> Result<()> {
    let past = desk.unfinished(desk.library.day((clocks.now)()))?.context(NOTHING_UNFINISHED)?;
    let resumed = desk.resume(&past.run.settings.session, (clocks.ticks)())?;
    let started = desk.take_up(resumed);
    ask(desk, started, clocks, input, out)
}

/// Asks a run; its beginning and its end are kept.
///
/// # Errors
/// As for [`run()`].
pub fn ask(
    desk: &mut Desk,
    started: Started,
    clocks: &Clocks,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<()> {
    let Started { session, run, resumed } = started;
    writeln!(out, "{}", printable(&run.title))?;
    if !resumed && let Err(error) = desk.keep(&run, (clocks.now)()) {
        writeln!(out, "{}", printable(&said::error(&error)))?;
    }
    let mut run = Run { desk, session, begun: run, clocks, writing: false, deliberate_ms: 0, cut_off: None, out };
    if let Some(why) = run.desk.unsaved() {
        writeln!(run.out, "answers are not kept: {}", printable(why))?;
    }
    run.ask()?;
    let mut line = String::new();
    while !run.session.phase().is_over() {
        line.clear();
        // A line that is no text is an answer that means nothing, not the end of the run.
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        line.push_str(&String::from_utf8_lossy(&bytes));
        if !run.take(line.trim_end_matches(['\n', '\r']))? {
            break;
        }
    }
    let now = run.now();
    let left = run.session.on_leaving(now).filter(|_| !run.session.results().is_empty());
    run.session.end(now);
    let kept = match left {
        Some((key, passed)) => run.desk.leave(&key, passed, (clocks.now)()),
        None if run.session.is_finished() => run.desk.end(&run.session.settings().session, (clocks.now)()),
        None => Ok(()),
    };
    run.tell_failure(kept)?;
    run.finish()
}

struct Run<'a, W> {
    desk: &'a mut Desk,
    session: Session,
    /// How it was begun.
    begun: run::Run,
    clocks: &'a Clocks<'a>,
    /// Lines are text of the answer, and not commands.
    writing: bool,
    /// Rating is dead for a moment after a reveal, against keys that are held. A line was ended with Enter: it is meant, and
    /// the moment is counted as passed.
    deliberate_ms: u64,
    /// When a strict clock ended the question in the middle of a text.
    cut_off: Option<Timestamp>,
    out: &'a mut W,
}

impl<W: Write> Run<'_, W> {
    fn now(&self) -> Timestamp {
        Timestamp((self.clocks.ticks)().0 + self.deliberate_ms)
    }

    /// What could not be noted is told; the run goes on.
    fn tell_failure(&mut self, noted: Result<()>) -> Result<()> {
        if let Err(error) = noted {
            writeln!(self.out, "{}", printable(&said::error(&error)))?;
        }
        Ok(())
    }

    /// Carries out one line; false to leave.
    fn take(&mut self, line: &str) -> Result<bool> {
        let command = line.trim();
        match self.session.phase() {
            Phase::Over => return Ok(false),
            Phase::Asking(_) if self.session.reveal_due(self.now()) && (self.writing || command != "q") => {
                self.end_question(line)?
            }
            Phase::Asking(_) if self.writing => self.write(line)?,
            _ if command == "q" => return Ok(false),
            _ if command == "u" => self.undo()?,
            _ if command == "F" => self.mark(What::Flag, |progress| progress.flagged, "flagged")?,
            _ if command == "S" => self.mark(What::Suspend, |progress| progress.suspended, "suspended")?,
            Phase::Asking(_) => self.answer_question(command)?,
            Phase::Answered(_) if command.is_empty() && self.ends_text() => {}
            Phase::Answered(_) => self.answer_rating(command)?,
        }
        self.out.flush()?;
        Ok(true)
    }

    fn answer_question(&mut self, line: &str) -> Result<()> {
        let confidence = match line {
            "" => None,
            "0" => Some(Confidence::DoNotKnow),
            "1" => Some(Confidence::Guess),
            "2" => Some(Confidence::ThinkSo),
            "3" => Some(Confidence::Sure),
            "s" => {
                let passed = self.session.on_leaving(self.now());
                let noted = passed.map(|(key, passed)| self.desk.skip(&key, passed, (self.clocks.now)()));
                self.session.skip(self.now());
                self.tell_failure(noted.unwrap_or(Ok(())))?;
                return self.ask();
            }
            "h" => return self.hint(),
            "o" if self.session.has_options_instead() => {
                self.session.show_options();
                return self.ask();
            }
            "t" => return self.begin_writing(),
            letter => return self.choose(letter),
        };
        self.reveal(confidence)
    }

    fn reveal(&mut self, confidence: Option<Confidence>) -> Result<()> {
        if self.session.reveal(confidence, self.now()) {
            self.writing = false;
            return self.show_answer();
        }
        self.ask_to_choose()
    }

    fn answer_rating(&mut self, line: &str) -> Result<()> {
        let rating = match line {
            "" => None,
            "1" => Some(Rating::Again),
            "2" => Some(Rating::Hard),
            "3" => Some(Rating::Good),
            "4" => Some(Rating::Easy),
            "+" => return self.show_more(),
            letters => return self.tick(letters),
        };
        let judged = match self.session.judge(rating, self.now()) {
            Judged::TooSoon => {
                self.deliberate_ms += crate::study::session::RATING_DEAD_MS;
                self.session.judge(rating, self.now())
            }
            judged => judged,
        };
        match judged {
            Judged::Attempt(attempt) => {
                let Some(key) = self.session.current().map(|question| question.key.clone()) else { return Ok(()) };
                match self.desk.record(&key, attempt.clone(), (self.clocks.now)()) {
                    Ok(event) => {
                        let today = self.desk.library.day((self.clocks.now)());
                        self.session.date(event.clone(), today);
                        self.session.accept(attempt, event, self.now());
                        self.ask()
                    }
                    Err(error) => {
                        writeln!(self.out, "{}; rate again to try again", printable(&said::error(&error)))?;
                        Ok(())
                    }
                }
            }
            Judged::AskForRating => {
                let ratings: Vec<&str> = self.ratings().map(|(_, name)| name).collect();
                writeln!(self.out, "tick what you said with letters, or rate: {}", ratings.join(" "))?;
                Ok(())
            }
            Judged::TooSoon | Judged::NothingToRate => Ok(()),
        }
    }

    fn undo(&mut self) -> Result<()> {
        let Some(event) = self.session.last_answer().cloned() else {
            writeln!(self.out, "nothing to take back in this run")?;
            return Ok(());
        };
        if let Err(error) = self.desk.take_back(&event, (self.clocks.now)()) {
            writeln!(self.out, "{}", printable(&said::error(&error)))?;
            return Ok(());
        }
        self.session.take_back(self.now());
        writeln!(self.out, "\ntaken back:")?;
        self.show_answer()
    }

    /// Marks the card on screen, or takes the mark from it.
    fn mark(&mut self, what: fn(bool) -> What, is_marked: fn(&Progress) -> bool, name: &str) -> Result<()> {
        let Some(key) = self.session.current().map(|question| question.key.clone()) else { return Ok(()) };
        let library = &self.desk.library;
        let on = !is_marked(&Progress::of(&library.events(&key)?, library.day_turn()));
        let said = match (self.desk.unsaved(), on) {
            (Some(why), _) => format!("marks are not kept: {}", printable(why)),
            (None, true) => format!("{name}: is:{name} chooses these cards"),
            (None, false) => format!("no longer {name}"),
        };
        let noted = self.desk.mark(&key, what(on), (self.clocks.now)());
        if noted.is_ok() {
            writeln!(self.out, "{said}")?;
        }
        self.tell_failure(noted)
    }

    /// The ratings that the answer can get, with their keys.
    fn ratings(&self) -> impl Iterator<Item = (Rating, &'static str)> {
        let best = self.session.best_rating();
        let all =
            [(Rating::Again, "1 again"), (Rating::Hard, "2 hard"), (Rating::Good, "3 good"), (Rating::Easy, "4 easy")];
        all.into_iter().filter(move |(rating, _)| *rating <= best)
    }

    /// When the card would come back after each rating.
    fn show_days(&mut self) -> Result<()> {
        let today = self.desk.library.day((self.clocks.now)());
        let interview = self.desk.library.interview(today)?;
        if let Some(days) = self.session.previews(today, interview) {
            let days = self.ratings().zip(days).enumerate();
            let days: Vec<String> =
                days.map(|(place, (_, day))| format!("{} {}", place + 1, when(day, today))).collect();
            writeln!(self.out, "comes back: {}", days.join(", "))?;
        }
        Ok(())
    }
}

/// The position of a letter among those that stand before points and options.
fn point_of(letter: &str) -> Option<usize> {
    POINT_LETTERS.iter().position(|known| letter.chars().eq([*known]))
}

/// The letter that stands before the point or option at this position.
fn letter_of(place: usize) -> char {
    POINT_LETTERS.get(place).copied().unwrap_or(' ')
}

fn time(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
