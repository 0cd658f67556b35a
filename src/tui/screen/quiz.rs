//! The quiz: a session, what of the card is read, and what its commands do. It must not know the disk: an answer goes out as
//! an effect, and the next question comes only after the reply that it is kept.

mod answered;
mod asking;
mod view;

use super::card::{Reading, in_words};
use super::{Notice, Stage};
use crate::study::event::{Attempt, CardKey, Confidence, Day, EventId};
use crate::study::progress::Progress;
use crate::study::run::Run;
use crate::study::session::{Judged, Phase, Question, Session, Timestamp};
use crate::tui::keys::{ANSWERED, ASKING, Command, POINT_LETTERS, Table};
use crate::tui::message::{Begun, Effect, Mark};
use crate::tui::widget::clock;
use crate::tui::widget::scroll::last_top;
use std::collections::BTreeMap;

#[derive(Debug)]
pub struct Quiz {
    pub session: Session,
    pub run: Run,
    /// The beginning of the run is in the log, or cannot be.
    pub kept: bool,
    pub today: Day,
    interview: Option<Day>,
    pub unsaved: Option<String>,
    reading: Reading,
    /// In how many days the card falls due after each rating; `None` where this answer does not feed the schedule.
    intervals: Option<[i32; 4]>,
    /// Flags and suspensions that were set during this run, newer than what the questions carry.
    marks: BTreeMap<CardKey, Marks>,
    /// The attempt that is on its way to the disk.
    pending: Option<Attempt>,
}

#[derive(Debug, Clone, Copy)]
struct Marks {
    flagged: bool,
    suspended: bool,
}

impl Quiz {
    pub fn new(begun: Begun) -> Quiz {
        let Begun { session, run, resumed, today, interview, unsaved } = begun;
        let kept = resumed || unsaved.is_some();
        let (reading, intervals, marks, pending) = (Reading::default(), None, BTreeMap::new(), None);
        let mut quiz = Quiz { session, run, kept, today, interview, unsaved, reading, intervals, marks, pending };
        // A run that goes on may do so with an answer that was taken back.
        if matches!(quiz.session.phase(), Phase::Answered { .. }) {
            quiz.show_answer();
        }
        quiz
    }

    pub fn keys(&self) -> &'static Table {
        match self.session.phase() {
            Phase::Asking | Phase::Over => &ASKING,
            Phase::Answered { .. } => &ANSWERED,
        }
    }

    /// Lines of keys at the foot of the page.
    pub fn bars(&self) -> u16 {
        match self.session.phase() {
            Phase::Asking | Phase::Over => 1,
            Phase::Answered { .. } => 2,
        }
    }

    pub fn is_over(&self) -> bool {
        *self.session.phase() == Phase::Over
    }

    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match command {
            Command::Reveal(confidence) => self.reveal(confidence, stage),
            Command::Tick(letter) => self.tick(letter),
            Command::Rate(rating) => match self.session.judge(rating, stage.now) {
                Judged::Attempt(attempt) => return self.record(attempt),
                Judged::AskForRating => *notice = Some(Notice { text: self.ask_for_rating(), trouble: false }),
                Judged::TooSoon | Judged::NothingToRate => {}
            },
            Command::Skip => {
                let passed = self.session.on_leaving(stage.now);
                self.session.skip(stage.now);
                self.begin_reading();
                return passed.map_or(Effect::None, |(key, passed)| Effect::Skip(key, passed));
            }
            Command::TakeBack => match self.session.last_answer() {
                Some(event) => return Effect::TakeBack(event.clone()),
                None => {
                    *notice = Some(Notice { text: "no answer of this run to take back".to_owned(), trouble: false })
                }
            },
            Command::Flag => return self.mark(|marks| Mark::Flagged(!marks.flagged)),
            Command::Suspend => return self.mark(|marks| Mark::Suspended(!marks.suspended)),
            Command::Edit | Command::Copy => {
                let Some(question) = self.session.current() else { return Effect::None };
                return match command {
                    Command::Edit => Effect::Edit(question.key.clone()),
                    _ => Effect::Copy(in_words(question)),
                };
            }
            Command::Leave => {
                let left = self.on_leaving(stage.now);
                self.session.end(stage.now);
                return left;
            }
            Command::NextSection | Command::PreviousSection => {
                let Some(question) = self.session.current() else { return Effect::None };
                match command {
                    Command::NextSection => self.reading.next(question),
                    _ => self.reading.previous(question),
                }
            }
            Command::Pan { rightward } => {
                if let Some(question) = self.session.current() {
                    self.reading.pan(question, rightward);
                }
            }
            Command::Step(step) => {
                let (lines, height) = self.scrolled(stage);
                self.reading.top = step.from(self.reading.top, last_top(lines, height), height.into());
            }
            _ => {}
        }
        Effect::None
    }

    /// A run in which something was answered can be gone on with.
    pub fn on_leaving(&self, now: Timestamp) -> Effect {
        let left =
            self.session.on_leaving(now).filter(|_| self.unsaved.is_none() && !self.session.results().is_empty());
        left.map_or(Effect::None, |(key, passed)| Effect::Leave(key, passed))
    }

    fn reveal(&mut self, confidence: Option<Confidence>, stage: &Stage) {
        self.session.reveal(confidence, stage.now);
        self.show_answer();
    }

    /// Lets a strict clock act. Clocks are drawn anew by whoever calls this.
    pub fn tick_clock(&mut self, stage: &Stage) {
        if self.session.reveal_due(stage.now) {
            self.reveal(None, stage);
        }
    }

    fn tick(&mut self, letter: usize) {
        self.session.tick(letter);
    }

    fn record(&mut self, attempt: Attempt) -> Effect {
        let Some(question) = self.session.current() else { return Effect::None };
        let key = question.key.clone();
        self.pending = Some(attempt.clone());
        Effect::Record(key, attempt)
    }

    /// The answer is durable, or it is not and stays on the screen to be tried again.
    pub fn recorded(&mut self, event: Result<EventId, String>, stage: &Stage) -> Option<Notice> {
        let attempt = self.pending.take()?;
        match event {
            Ok(event) => {
                self.session.accept(attempt, event, stage.now);
                self.begin_reading();
                None
            }
            Err(why) => Some(Notice { text: format!("{why}; rate it again to try again"), trouble: true }),
        }
    }

    /// The last answer was taken back on disk: its card returns, answered.
    pub fn taken_back(&mut self, stage: &Stage) {
        self.session.take_back(stage.now);
        self.show_answer();
    }

    fn mark(&self, change: impl Fn(Marks) -> Mark) -> Effect {
        match self.session.current() {
            Some(question) => Effect::Mark(question.key.clone(), change(self.marks_of(question))),
            None => Effect::None,
        }
    }

    pub fn marked(&mut self, key: CardKey, mark: Mark) {
        let Some(question) = self.session.current().filter(|question| question.key == key) else { return };
        let mut marks = self.marks_of(question);
        match mark {
            Mark::Flagged(on) => marks.flagged = on,
            Mark::Suspended(on) => marks.suspended = on,
        }
        self.marks.insert(key, marks);
    }

    fn marks_of(&self, question: &Question) -> Marks {
        let Progress { flagged, suspended, .. } = question.progress;
        self.marks.get(&question.key).copied().unwrap_or(Marks { flagged, suspended })
    }

    fn begin_reading(&mut self) {
        self.reading = Reading::default();
        self.intervals = None;
    }

    fn show_answer(&mut self) {
        self.begin_reading();
        let days = self.session.previews(self.today, self.interview);
        self.intervals = days.map(|days| days.map(|day| day.0.saturating_sub(self.today.0)));
    }

    fn ask_for_rating(&self) -> String {
        match self.letters() {
            Some(letters) => format!("tick what you said with {letters}, or rate yourself with 1-4"),
            None => "rate yourself: 1 again, 2 hard, 3 good, 4 easy".to_owned(),
        }
    }

    /// The letters of the key points, such as `a-f i`; `None` where there is nothing to tick that counts.
    fn letters(&self) -> Option<String> {
        let card = &self.session.current()?.card;
        card.must_points().next()?;
        let letters = &POINT_LETTERS[..card.key_points.len().min(POINT_LETTERS.len())];
        // The letters have gaps further on; a range that names keys which do nothing would mislead.
        let follows = |pair: &&[char]| u32::from(pair[0]) + 1 == u32::from(pair[1]);
        let run = letters.windows(2).take_while(follows).count();
        let first = if run > 1 { format!("{}-{}", letters[0], letters[run]) } else { spaced(&letters[..=run]) };
        Some([first, spaced(&letters[run + 1..])].join(" ").trim_end().to_owned())
    }

    /// Milliseconds until a clock on this screen changes; `None` where none runs.
    pub fn next_tick(&self, stage: &Stage) -> Option<u64> {
        let clocks = self.session.clocks(stage.now);
        if *self.session.phase() != Phase::Asking {
            return None;
        }
        let question = clock::until_next_second(clocks.question_ms);
        let session = view::shows_session_clock(&clocks, stage).then(|| clock::until_next_second(clocks.session_ms));
        Some(session.map_or(question, |session| session.min(question)))
    }
}

fn spaced(letters: &[char]) -> String {
    letters.iter().map(char::to_string).collect::<Vec<String>>().join(" ")
}
