//! Keeping a run: its beginning and its end in the log, and going on with it after the program was left. It must not know the
//! screen.

use super::{Desk, Loose, Page, Plan, Saving, undo};
use crate::library::{Claim, Order};
use crate::study::event::{CardKey, Day, Event, EventId, Moment, What};
use crate::study::filter::Filter;
use crate::study::progress::Progress;
use crate::study::run::{Kind, Passed, Past, Run};
use crate::study::session::{Question, Session, Settings, Timestamp};
use anyhow::{Context, Error, Result, bail};
use std::collections::BTreeMap;

/// A run is offered to be gone on with for so many days.
const OFFERED_DAYS: i32 = 7;

/// What to say where no run is left to go on with.
pub const NOTHING_UNFINISHED: &str = "no run waits to be resumed; qbank quiz begins a new one";

/// Among so many of the newest runs an unfinished one is looked for.
const LOOKED_AT: usize = 10;

/// A session with how its run was begun.
#[derive(Debug)]
pub struct Started {
    pub session: Session,
    pub run: Run,
    /// It was begun before, and goes on.
    pub resumed: bool,
}

/// A run that goes on, with what it needs of the desk.
#[derive(Debug)]
pub struct Resumed {
    pub started: Started,
    page: Option<Page>,
    claim: Option<Claim>,
}

/// The run that this process asks, or asked last.
#[derive(Debug)]
pub(super) enum Asked {
    Nothing,
    /// For as long as the claim is held, where others can be told, no other process asks it.
    Now {
        _claim: Option<Claim>,
    },
    /// It was left, or came to its end, and others may go on with it; here its last answer can still be taken back.
    Before {
        run: String,
    },
}

impl Desk {
    /// Makes the beginning of a run durable, and claims it for this process.
    ///
    /// # Errors
    /// When the library cannot be written; then the run cannot be gone on with later.
    pub fn keep(&mut self, run: &Run, now: Moment) -> Result<()> {
        if self.saving == Saving::Library {
            self.asked = Asked::Now { _claim: self.library.claim(&run.settings.session)? };
            self.library
                .append_apart(&What::Run(Box::new(run.clone())), now)
                .context("the beginning of this run is not saved, so that it cannot be resumed")?;
        }
        Ok(())
    }

    /// Notes that a card was passed over.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn skip(&mut self, key: &CardKey, passed: Passed, now: Moment) -> Result<()> {
        self.note(key, What::Skip(passed), now).context("it is not noted that this card was skipped")
    }

    /// Notes with which card on the screen a run is left, so that its clock can go on; others may go on with it.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn leave(&mut self, key: &CardKey, passed: Passed, now: Moment) -> Result<()> {
        self.asked = Asked::Before { run: passed.session.clone() };
        self.note(key, What::Leave(passed), now).context("it is not noted where this run was left")
    }

    /// Notes that a run came to its end.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn end(&mut self, session: &str, now: Moment) -> Result<()> {
        if self.saving == Saving::Library {
            self.library.append_apart(&What::End { session: session.to_owned() }, now)?;
        }
        self.asked = Asked::Before { run: session.to_owned() };
        Ok(())
    }

    /// Makes the undo of an answer durable. A run that was left before goes on with it, in this process alone.
    ///
    /// # Errors
    /// When the run goes on elsewhere, or the library cannot be written; then the answer stands.
    pub fn take_back(&mut self, event: &EventId, now: Moment) -> Result<()> {
        if self.saving == Saving::Library {
            let returned = self.return_to_run(event).context("the answer is not taken back")?;
            undo(&mut self.library, event, now).context("the answer is not taken back")?;
            if let Some(returned) = returned {
                self.asked = returned;
            }
        }
        Ok(())
    }

    /// Claims the run again that was left, if it stands as it did; `None` where it was not left.
    fn return_to_run(&self, last: &EventId) -> Result<Option<Asked>> {
        let Asked::Before { run } = &self.asked else { return Ok(None) };
        let claim = self.library.claim(run)?;
        let past = self.library.past_run(run)?;
        if past.is_some_and(|past| past.has_answer_after(last)) {
            bail!("this run went on in another terminal");
        }
        Ok(Some(Asked::Now { _claim: claim }))
    }

    /// The newest run that was left before its end and is asked nowhere else.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unfinished(&self, today: Day) -> Result<Option<Past>> {
        let runs = self.library.recent_runs(LOOKED_AT, None)?;
        let is_recent = |past: &Past| today.0.saturating_sub(self.library.day(past.begun).0) <= OFFERED_DAYS;
        let is_free = |past: &Past| !self.library.is_claimed(&past.run.settings.session);
        Ok(runs.into_iter().find(|past| is_recent(past) && past.is_unfinished() && is_free(past)))
    }

    /// A run that was left, as it stood: the same cards in the same order, and no time passed since.
    ///
    /// # Errors
    /// When another process asks it, when none of its cards is left, or when the library cannot be read. Where its page is
    /// another one now, the text says what to do.
    pub fn resume(&self, session: &str, at: Timestamp) -> Result<Resumed> {
        let claim = self.library.claim(session)?;
        let past = self.library.past_run(session)?.context("this run is no longer in the log")?;
        let Past { run, steps, begun, .. } = past;
        let page = self.page_of(&run)?;
        let begun = self.library.day(begun);
        let interview = self.library.interview(begun)?;
        let (mut questions, mut days) = (Vec::new(), BTreeMap::new());
        for key in &run.cards {
            let Some(question) = self.as_begun(key, &run, page.as_ref(), &mut days)? else { continue };
            questions.push(Question { progress: question.progress.clone().before(interview, begun), ..question });
        }
        if questions.is_empty() {
            return Err(Error::msg("the cards of this run are no longer here"));
        }
        let begin = if run.mixed { Session::new } else { Session::in_order };
        let mut session = begin(run.settings.clone(), questions, at);
        session.replay(&steps, days, at);
        Ok(Resumed { started: Started { session, run, resumed: true }, page, claim })
    }

    /// A card of a run with what was known of it when the run began; `days` gets those of its answers in the run.
    fn as_begun(
        &self,
        key: &CardKey,
        run: &Run,
        page: Option<&Page>,
        days: &mut BTreeMap<EventId, Day>,
    ) -> Result<Option<Question>> {
        let question = match page {
            Some(page) => page.find(key).cloned().map(|Loose { key, card, alike }| Question {
                key,
                card,
                progress: Progress::default(),
                alike,
            }),
            None => self.library.card(key)?.map(Question::from),
        };
        let Some(question) = question else { return Ok(None) };
        let is_of_run =
            |event: &Event| matches!(&event.what, What::Attempt(attempt) if attempt.session == run.settings.session);
        let (of_run, events): (Vec<Event>, Vec<Event>) = self.library.events(key)?.into_iter().partition(is_of_run);
        days.extend(of_run.into_iter().map(|event| (event.id, self.library.day(event.when))));
        Ok(Some(Question { progress: Progress::of(&events, self.library.day_turn()), ..question }))
    }

    /// Plans further runs as this one was planned.
    pub fn plan_like(&mut self, run: &Run) {
        let Settings { limit_ms, per_card_ms, strict, ways, .. } = run.settings;
        let order = Order::named(&run.order).unwrap_or(self.plan.order);
        let Plan { count, review_count, .. } = self.plan;
        let (count, review_count) = match run.kind {
            Kind::Quiz => (run.count, review_count),
            Kind::Review => (count, run.count),
            Kind::Cards => (count, review_count),
        };
        self.plan = Plan { limit_ms, per_card_ms, strict, order, count, review_count, ways, ..self.plan.clone() };
    }

    /// Sits down to a run that goes on: its page lies on the desk, and its claim is kept; that of the run before is given up.
    pub fn take_up(&mut self, resumed: Resumed) -> Started {
        self.page = resumed.page;
        self.asked = Asked::Now { _claim: resumed.claim };
        resumed.started
    }

    /// Gives up the claim of the run before.
    pub fn let_go(&mut self) {
        self.asked = Asked::Nothing;
    }

    /// What a run was begun with, as the log keeps it.
    pub fn describe(&self, kind: Kind, title: &str, filter: &Filter, count: usize, session: &Session) -> Run {
        let (mixed, order) = match kind {
            Kind::Quiz => (self.plan.order.mixes(), self.plan.order.name()),
            Kind::Review => (false, "review"),
            Kind::Cards => (true, "mixed"),
        };
        let page = self.page.as_ref().filter(|_| kind != Kind::Review);
        Run {
            kind,
            title: title.to_owned(),
            query: filter.to_string(),
            order: order.to_owned(),
            count,
            settings: session.settings().clone(),
            cards: session.keys().cloned().collect(),
            mixed,
            loose: page.is_some(),
            file: page.and_then(|page| page.origin(session.keys())),
        }
    }

    /// How many of these cards come back on which day.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn coming_back<'a>(&self, keys: impl Iterator<Item = &'a CardKey>, today: Day) -> Result<BTreeMap<Day, usize>> {
        let interview = self.library.interview(today)?;
        let mut days = BTreeMap::new();
        for key in keys {
            let progress = match &self.page {
                Some(_) => Progress::of(&self.library.events(key)?, self.library.day_turn()),
                None => self.library.progress(key)?,
            };
            if let Some(due) = progress.before(interview, today).due {
                *days.entry(due.max(today)).or_default() += 1;
            }
        }
        Ok(days)
    }
}
