//! Where a person sits down to practise: the library, the plan of the runs, and where answers go. It must not know the screen.

use super::keeping::Asked;
use super::{
    Ahead, Limits, Loose, Page, ReadBank, ahead, begin, begin_with, explain_no_review, explain_nothing_to_ask, part,
    record, review,
};
use crate::library::{Library, Order};
use crate::study::event::{Attempt, CardKey, Day, EventId, Moment, What};
use crate::study::filter::{Filter, Term};
use crate::study::progress::Progress;
use crate::study::session::{Outline, Question, Session, Settings, Timestamp};
use crate::study::ways::Ways;
use anyhow::{Context, Error, Result};

/// How runs are to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub filter: Filter,
    /// At most so many cards a run.
    pub count: usize,
    pub order: Order,
    pub limit_ms: Option<u64>,
    pub per_card_ms: u64,
    pub strict: bool,
    /// At most so many cards a review.
    pub review_count: usize,
    /// Of them at most so many a day are new.
    pub new_a_day: usize,
    pub ways: Ways,
}

impl Plan {
    /// Those of the cards of `filter` that can be asked in the way of this plan.
    fn askable_so(&self, filter: &Filter) -> Filter {
        match self.ways.part() {
            Some(part) => filter.clone().within(Term::Has(vec![part]).into()),
            None => filter.clone(),
        }
    }
}

/// What a run asks, in words: `quiz · intermediate`.
pub fn title(filter: &Filter) -> String {
    titled("quiz", filter)
}

/// The same for a run that is called otherwise.
pub fn titled(run: &str, filter: &Filter) -> String {
    if filter.is_everything() {
        return run.to_owned();
    }
    let text = filter.to_string();
    let short = ["level:", "technology:", "topic:", "tag:"].iter().fold(text, |text, key| text.replace(key, ""));
    format!("{run} · {}", short.replace('"', ""))
}

/// What becomes of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// They go into the library's log.
    Library,
    /// They are forgotten with the program, for this reason.
    Nowhere { reason: String },
}

#[derive(Debug)]
pub struct Desk {
    pub library: Library,
    pub plan: Plan,
    pub saving: Saving,
    /// What is asked instead of the cards of the library.
    pub page: Option<Page>,
    /// Reads the page of a run that goes on.
    pub read_bank: Option<ReadBank>,
    limits: Limits,
    pub(super) asked: Asked,
    /// Numbers the answers that are saved nowhere.
    unsaved: u64,
}

impl Desk {
    pub fn new(library: Library, plan: Plan, saving: Saving, page: Option<Page>) -> Desk {
        Desk {
            library,
            plan,
            saving,
            page,
            read_bank: None,
            limits: Limits::default(),
            asked: Asked::Nothing,
            unsaved: 0,
        }
    }

    /// The same, with what the person wants to take on in a day.
    pub fn within(self, limits: Limits) -> Desk {
        Desk { limits, ..self }
    }

    /// Why answers are not kept, where they are not.
    pub fn unsaved(&self) -> Option<&str> {
        match &self.saving {
            Saving::Library => None,
            Saving::Nowhere { reason } => Some(reason),
        }
    }

    /// A run of cards of `filter`. Like every run that this desk begins, it has its first card only, until [`Desk::complete`]
    /// brings the others.
    ///
    /// # Errors
    /// When no card may be asked: the text says why. When the library cannot be read.
    pub fn begin(&self, filter: &Filter, seed: u64, now: Moment, at: Timestamp) -> Result<Session> {
        self.begin_at_most(self.plan.count, filter, seed, now, at)
    }

    /// The same with another number of cards than planned.
    ///
    /// # Errors
    /// As for [`Desk::begin`].
    pub fn begin_at_most(
        &self,
        count: usize,
        filter: &Filter,
        seed: u64,
        now: Moment,
        at: Timestamp,
    ) -> Result<Session> {
        let order = self.plan.order;
        let filter = &self.plan.askable_so(filter);
        let today = self.library.day(now);
        let Some(page) = &self.page else {
            let outlines = begin(&self.library, filter, count, order, today, seed)?;
            if outlines.is_empty() {
                return Err(Error::msg(explain_nothing_to_ask(&self.library, filter, today)?));
            }
            return self.opening(outlines, order, seed, now, at);
        };
        let questions = begin_with(&page.cards, &self.library, filter, count, order, today, seed)?;
        match questions.is_empty() {
            false => Ok(self.session(questions, order, seed, now, at)),
            true if filter.is_everything() => Err(Error::msg("the file has no card that can be asked")),
            true => Err(Error::msg(format!("no card of the file can be asked: {filter}"))),
        }
    }

    /// A review of the cards of `filter`, in the order in which they are weakest.
    ///
    /// # Errors
    /// When nothing is due and no card may be new today: the text says what to do. When the library cannot be read.
    pub fn begin_review(&self, filter: &Filter, seed: u64, now: Moment, at: Timestamp) -> Result<Session> {
        let Plan { review_count, new_a_day, .. } = self.plan;
        let today = self.library.day(now);
        let outlines = review(&self.library, filter, review_count, new_a_day, today, seed)?;
        if outlines.is_empty() {
            return Err(self.nothing_to_review(filter, today));
        }
        self.opening(outlines, Order::Weak, seed, now, at)
    }

    /// What lies ahead with the cards of `filter`.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn ahead(&self, filter: &Filter, today: Day) -> Result<Ahead> {
        ahead(&self.library, filter, self.limits, self.plan.new_a_day, today)
    }

    /// What belongs to today: `again` cards that were seen before, in the order in which they are weakest, and `new` ones.
    ///
    /// # Errors
    /// When there is no such card: the text says what to do. When the library cannot be read.
    pub fn begin_part(
        &self,
        filter: &Filter,
        again: usize,
        new: usize,
        seed: u64,
        now: Moment,
        at: Timestamp,
    ) -> Result<Session> {
        let outlines = part(&self.library, filter, again, new, self.library.day(now), seed)?;
        if outlines.is_empty() {
            return Err(self.nothing_to_review(filter, self.library.day(now)));
        }
        self.opening(outlines, Order::Weak, seed, now, at)
    }

    /// Why there is nothing to review, and what to do instead.
    fn nothing_to_review(&self, filter: &Filter, today: Day) -> Error {
        let why = explain_no_review(&self.library, filter, self.plan.new_a_day, today);
        why.map_or_else(|error| error, |why| Error::msg(format!("{why}; a new quiz asks any card")))
    }

    /// A run of exactly these cards; those that are gone are left out.
    ///
    /// # Errors
    /// When none is left, or the library cannot be read.
    pub fn begin_cards(&self, keys: &[CardKey], seed: u64, now: Moment, at: Timestamp) -> Result<Session> {
        let today = self.library.day(now);
        let interview = self.library.interview(today)?;
        let as_today =
            |question: Question| Question { progress: question.progress.clone().before(interview, today), ..question };
        let read = |key: &CardKey| Ok(self.question(key)?.map(as_today));
        let questions = keys.iter().filter_map(|key| read(key).transpose()).collect::<Result<Vec<Question>>>()?;
        if questions.is_empty() {
            return Err(Error::msg("these cards are no longer here"));
        }
        Ok(self.session(questions, Order::Mixed, seed, now, at))
    }

    /// A card, of the page that is asked from or of the library.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn question(&self, key: &CardKey) -> Result<Option<Question>> {
        if let Some(Loose { key, card, alike }) = self.page.as_ref().and_then(|page| page.find(key)) {
            let progress = Progress::of(&self.library.events(key)?, self.library.day_turn());
            return Ok(Some(Question { key: key.clone(), card: card.clone(), progress, alike: alike.clone() }));
        }
        let held = self.library.card(key)?;
        Ok(held.map(Question::from))
    }

    /// Brings the cards of a run that were not read when it began.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn complete(&self, session: &mut Session, today: Day) -> Result<()> {
        let rest = self.unread(session.unread(), today)?;
        session.complete(rest);
        Ok(())
    }

    /// The cards with these keys, which the library has, with their progress as it stands today.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unread<'a>(&self, keys: impl Iterator<Item = &'a CardKey>, today: Day) -> Result<Vec<Question>> {
        let interview = self.library.interview(today)?;
        let read = |key: &CardKey| {
            let held = self.library.card(key)?.with_context(|| format!("there is no card {} any more", key.id))?;
            let question = Question::from(held);
            Ok(Question { progress: question.progress.clone().before(interview, today), ..question })
        };
        keys.map(read).collect()
    }

    fn session(&self, questions: Vec<Question>, order: Order, seed: u64, now: Moment, at: Timestamp) -> Session {
        let begin = if order.mixes() { Session::new } else { Session::in_order };
        begin(self.settings(seed, now), questions, at)
    }

    fn opening(&self, outlines: Vec<Outline>, order: Order, seed: u64, now: Moment, at: Timestamp) -> Result<Session> {
        let first = |key: &CardKey| {
            let mut read = self.unread([key].into_iter(), self.library.day(now))?;
            read.pop().with_context(|| format!("there is no card {} any more", key.id))
        };
        Session::opening(self.settings(seed, now), outlines, order.mixes(), at, first)
    }

    fn settings(&self, seed: u64, now: Moment) -> Settings {
        let Plan { limit_ms, per_card_ms, strict, ways, .. } = self.plan;
        // The seed parts two runs that begin in the same millisecond.
        let session = format!("{:x}-{:04x}", now.utc, seed & 0xffff);
        Settings { session, limit_ms, per_card_ms, strict, ways, seed }
    }

    /// Makes an answer durable.
    ///
    /// # Errors
    /// When the library cannot be written; then the answer is not recorded.
    pub fn record(&mut self, key: &CardKey, attempt: Attempt, now: Moment) -> Result<EventId> {
        match self.saving {
            Saving::Library => record(&mut self.library, key, attempt, now).context("the answer is not saved"),
            Saving::Nowhere { .. } => {
                self.unsaved += 1;
                Ok(EventId { device: "unsaved".to_owned(), number: self.unsaved })
            }
        }
    }

    /// Flags or suspends a card.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn mark(&mut self, key: &CardKey, what: What, now: Moment) -> Result<()> {
        self.note(key, what, now).context("the mark is not saved")
    }

    /// Makes durable what happened to a card, where anything is kept.
    pub(super) fn note(&mut self, key: &CardKey, what: What, now: Moment) -> Result<()> {
        if self.saving == Saving::Library {
            self.library.append(key, what, now)?;
        }
        Ok(())
    }
}
