//! The quiz: a session, what of the card is read, and what its commands do. It must not know the disk: an answer goes out as
//! an effect, and the next question comes only after the reply that it is kept.

mod answered;
mod asking;
mod bars;
mod pointing;
mod solved;
mod ticking;
mod typed;
mod view;
mod writing;

use super::card::{Reading, in_words};
use super::{Notice, Stage};
use crate::study::event::{Attempt, CardKey, Confidence, Day, EventId};
use crate::study::progress::Progress;
use crate::study::run::Run;
use crate::study::session::{Asking, Judged, Phase, Question, Reply, Session, Timestamp};
use crate::tui::keys::{ANSWERED, ASKING, CHOOSING, Command, PREDICTING, SOLVED, Table, WRITING};
use crate::tui::message::{Begun, Effect, Mark};
use crate::tui::widget::scroll::last_top;
use crate::tui::widget::text_field::TextField;
use std::collections::BTreeMap;

/// Keys that reveal are dead for so long after a question appears: who pressed one meant the card before.
const QUESTION_DEAD_MS: u64 = 200;

#[derive(Debug)]
pub struct Quiz {
    pub session: Session,
    pub run: Run,
    /// The beginning of the run is in the log, or cannot be.
    pub kept: bool,
    /// As it was when something of this run was kept last.
    today: Day,
    interview: Option<Day>,
    pub unsaved: Option<String>,
    reading: Reading,
    /// In how many days the card falls due after each rating; `None` where this answer does not feed the schedule.
    intervals: Option<[i32; 4]>,
    /// Flags and suspensions that were set during this run, newer than what the questions carry.
    marks: BTreeMap<CardKey, Marks>,
    /// The attempt that is on its way to the disk.
    pending: Option<Attempt>,
    /// What the answer is written in, while it has the keys; the session is told of every change.
    field: Option<TextField>,
    /// When a strict clock took the question away, or the last key came that was still meant for it.
    cut_off: Option<Timestamp>,
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
        let mut quiz = Quiz {
            session,
            run,
            kept,
            today,
            interview,
            unsaved,
            reading: Reading::default(),
            intervals: None,
            marks: BTreeMap::new(),
            pending: None,
            field: None,
            cut_off: None,
        };
        // A run that goes on may do so with an answer that was taken back.
        if matches!(quiz.session.phase(), Phase::Answered(_)) {
            quiz.show_answer();
        }
        quiz
    }

    /// What is left to do once the first question is drawn.
    pub fn after_drawing(&self) -> Effect {
        match self.session.unread() {
            unread if unread.len() > 0 => Effect::ReadRest(unread.cloned().collect()),
            _ if !self.kept => Effect::KeepRun(Box::new(self.run.clone())),
            _ => Effect::None,
        }
    }

    pub fn keys(&self) -> &'static Table {
        match self.session.phase() {
            Phase::Asking(_) if self.is_writing() => &WRITING,
            Phase::Asking(Asking::Choice(_)) => &CHOOSING,
            Phase::Asking(Asking::Predict { .. }) => &PREDICTING,
            Phase::Asking(Asking::Recall { .. } | Asking::Typed { .. }) | Phase::Over => &ASKING,
            Phase::Answered(answered) => match answered.reply {
                Reply::Recall(_) | Reply::Typed { .. } => &ANSWERED,
                Reply::Choice(_) | Reply::Predict { .. } => &SOLVED,
            },
        }
    }

    pub fn is_over(&self) -> bool {
        self.session.phase().is_over()
    }

    /// Which question of the run is on the screen, and whether its answer is.
    pub fn asked(&self) -> (usize, usize, bool) {
        (self.session.position().number, self.session.results().len(), self.session.phase().is_asking())
    }

    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match command {
            Command::Reveal(confidence) => *notice = self.reveal(confidence, stage),
            Command::Submit => *notice = self.submit(stage),
            Command::Hint => *notice = self.hint(),
            Command::Write => self.write(stage),
            Command::Back => self.field = None,
            Command::ShowOptions => self.session.show_options(),
            Command::Pick(place) => self.pick(place, stage),
            Command::Field(stroke) => self.stroke(stroke),
            Command::Tick(place) => {
                self.session.tick(place);
                self.preview();
            }
            Command::Rate(rating) => match self.session.judge(rating, stage.now) {
                Judged::Attempt(attempt) => return self.record(attempt),
                Judged::AskForRating => *notice = Some(Notice { text: self.ask_for_rating(), trouble: false }),
                Judged::TooSoon | Judged::NothingToRate => {}
            },
            Command::Skip => {
                let passed = self.session.on_leaving(stage.now);
                self.session.skip(stage.now);
                self.show_question(stage);
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

    /// Reveals, where there is something to check; a key that was pressed before the question could be read does nothing.
    fn reveal(&mut self, confidence: Option<Confidence>, stage: &Stage) -> Option<Notice> {
        if self.session.clocks(stage.now).question_ms < QUESTION_DEAD_MS {
            return None;
        }
        if self.session.reveal(confidence, stage.now) {
            self.show_answer();
            return None;
        }
        Some(Notice { text: self.ask_for_choice()?, trouble: false })
    }

    fn pick(&mut self, place: usize, stage: &Stage) {
        self.session.choose(place);
        if self.scrolls_options(stage) {
            // They stand at the end, where the choice is then seen.
            self.reading.top = usize::MAX;
        }
    }

    fn hint(&mut self) -> Option<Notice> {
        if self.session.hint() {
            // The newest hint stands at the end.
            self.reading.top = usize::MAX;
            return None;
        }
        let text = match self.session.hints() {
            (_, 0) => "this card has no points to hint at",
            _ => "that was the last hint",
        };
        Some(Notice { text: text.to_owned(), trouble: false })
    }

    fn record(&mut self, attempt: Attempt) -> Effect {
        let Some(question) = self.session.current() else { return Effect::None };
        let key = question.key.clone();
        self.pending = Some(attempt.clone());
        Effect::Record(key, attempt)
    }

    /// The answer is durable, or it is not and stays on the screen to be tried again.
    pub fn recorded(&mut self, event: Result<EventId, String>, today: Day, stage: &Stage) -> Option<Notice> {
        self.today = today;
        let attempt = self.pending.take()?;
        match event {
            Ok(event) => {
                self.session.date(event.clone(), today);
                self.session.accept(attempt, event, stage.now);
                self.show_question(stage);
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

    /// The next card is on the screen: a question, or an answer that an undo had set aside.
    pub fn show_question(&mut self, stage: &Stage) {
        self.begin_reading();
        match self.session.phase() {
            Phase::Asking(Asking::Typed { .. }) => self.write(stage),
            Phase::Answered(_) => self.show_answer(),
            Phase::Asking(_) | Phase::Over => {}
        }
    }

    fn begin_reading(&mut self) {
        self.reading = Reading::default();
        self.intervals = None;
        self.field = None;
    }

    fn show_answer(&mut self) {
        self.begin_reading();
        self.preview();
    }

    fn preview(&mut self) {
        let days = self.session.previews(self.today, self.interview);
        self.intervals = days.map(|days| days.map(|day| day.0.saturating_sub(self.today.0)));
    }
}
