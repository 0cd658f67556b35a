//! One card on the screen, from the question to the judgement. It must not know the other cards.

use super::phase::{Answered, Asking, Phase, Reply};
use super::stopwatch::{Stopwatch, Timestamp};
use super::{Judged, RATING_DEAD_MS, Settings};
use crate::bank::Card;
use crate::study::event::{Attempt, Confidence, Mode, Rating};
use crate::study::grading::{Coverage, Given, chosen};
use crate::study::queue::Turn;

#[derive(Debug, Clone, PartialEq)]
pub struct Showing {
    pub turn: Turn,
    /// `Asking` or `Answered`: a card on the screen is never over.
    phase: Phase,
    answering: Stopwatch,
    reading: Stopwatch,
    /// Time ran out in a strict run, so that the rating ends at Hard.
    capped: bool,
    /// What the last judgement gave: only that can be accepted.
    judged: Option<Attempt>,
}

impl Showing {
    pub fn begin(turn: Turn, asking: Asking, now: Timestamp) -> Showing {
        let mut answering = Stopwatch::default();
        answering.start(now);
        let reading = Stopwatch::default();
        Showing { turn, phase: Phase::Asking(asking), answering, reading, capped: false, judged: None }
    }

    /// Comes back after an undo had set it aside. Its answer may appear unawaited, so the keys wait as after a reveal.
    pub fn return_to_screen(mut self, now: Timestamp) -> Showing {
        if let Phase::Answered(answered) = &mut self.phase {
            answered.revealed_at = now;
        }
        self.go_on(now);
        self
    }

    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    pub fn is_asking(&self) -> bool {
        self.phase.is_asking()
    }

    /// What is asked, to be given something; `None` after the reveal.
    pub fn asking(&mut self) -> Option<&mut Asking> {
        match &mut self.phase {
            Phase::Asking(asking) => Some(asking),
            Phase::Answered(_) | Phase::Over => None,
        }
    }

    /// The way in which the card is asked, or was answered.
    pub fn mode(&self) -> Option<Mode> {
        match &self.phase {
            Phase::Asking(asking) => Some(asking.mode()),
            Phase::Answered(answered) => Some(answered.reply.mode()),
            Phase::Over => None,
        }
    }

    /// Whether the card counts among the choices of its run: it is asked for the first time, and not from memory.
    pub fn counts_as_choice(&self) -> bool {
        !self.turn.again && self.mode().is_some_and(|mode| !mode.is_free())
    }

    pub fn answering_ms(&self, now: Timestamp) -> u64 {
        self.answering.elapsed_ms(now)
    }

    /// So much time of answering has passed in all, before the run was gone on with.
    pub fn spend(&mut self, answer_ms: u64, now: Timestamp) {
        self.answering = Stopwatch::gathered(answer_ms);
        self.go_on(now);
    }

    /// Stands as when `attempt` was judged, which can now be accepted again.
    pub fn judge_again(&mut self, attempt: &Attempt, capped: bool, now: Timestamp) {
        self.reading = Stopwatch::gathered(attempt.reading_ms);
        self.capped = capped;
        if let Phase::Answered(answered) = &mut self.phase {
            answered.reply.say_again(attempt);
        }
        self.judged = Some(attempt.clone());
        self.go_on(now);
    }

    pub fn stand_still(&mut self, now: Timestamp) {
        self.answering.stop(now);
        self.reading.stop(now);
    }

    pub fn go_on(&mut self, now: Timestamp) {
        if self.is_asking() { self.answering.start(now) } else { self.reading.start(now) }
    }

    /// Shows the answer. False, and without effect, where nothing was given that could be checked, unless the person does
    /// not know or the time is over.
    pub fn reveal(&mut self, confidence: Option<Confidence>, out_of_time: bool, card: &Card, now: Timestamp) -> bool {
        let Phase::Asking(asking) = &self.phase else { return false };
        let knows = confidence != Some(Confidence::DoNotKnow);
        if knows && !out_of_time && asking.is_open() {
            return false;
        }
        let reply = asking.clone().answered(card, knows);
        self.answering.stop(now);
        self.reading.start(now);
        self.capped = out_of_time;
        self.phase = Phase::Answered(Answered { confidence, revealed_at: now, reply });
        true
    }

    pub fn tick(&mut self, place: usize, card: &Card) {
        if let Phase::Answered(answered) = &mut self.phase {
            answered.reply.tick(place, card);
            self.judged = None;
        }
    }

    pub fn proposal(&self, card: &Card, settings: &Settings) -> Option<Rating> {
        let Phase::Answered(answered) = &self.phase else { return None };
        let proposal = match answered.reply.solution() {
            Some(solution) => Some(chosen(solution.is_right()).1),
            None => self.given(answered, card, settings).proposal(),
        };
        proposal.map(|rating| self.cap(rating))
    }

    /// The best rating that can be had.
    pub fn best(&self) -> Rating {
        self.cap(Rating::Easy)
    }

    pub fn judge(&mut self, rating: Option<Rating>, card: &Card, settings: &Settings, now: Timestamp) -> Judged {
        self.judged = None;
        let Phase::Answered(answered) = &self.phase else { return Judged::NothingToRate };
        if now.since(answered.revealed_at) < RATING_DEAD_MS {
            return Judged::TooSoon;
        }
        let Some(attempt) = self.attempt(rating, card, settings, now) else { return Judged::AskForRating };
        self.judged = Some(attempt.clone());
        Judged::Attempt(attempt)
    }

    /// What a rating, or without one the proposal, makes of the answer; `None` where neither is there, and before the reveal.
    pub fn attempt(&self, rating: Option<Rating>, card: &Card, settings: &Settings, now: Timestamp) -> Option<Attempt> {
        let Phase::Answered(answered) = &self.phase else { return None };
        let given = self.given(answered, card, settings);
        let proposed = self.proposal(card, settings);
        let solution = answered.reply.solution();
        // Nothing about a choice can be overruled.
        let wanted = if solution.is_some() { proposed } else { rating.map(|rating| self.cap(rating)).or(proposed) };
        let rating = wanted?;
        let (typed, mistakes) = match &answered.reply {
            Reply::Typed { text, mistakes, .. } => (Some(text.clone()), mistakes.iter().copied().collect()),
            Reply::Predict { solution, .. } => (solution.typed.clone(), Vec::new()),
            Reply::Recall(_) | Reply::Choice(_) => (None, Vec::new()),
        };
        Some(Attempt {
            session: settings.session.clone(),
            mode: answered.reply.mode(),
            first: !self.turn.again,
            confidence: answered.confidence,
            typed,
            chosen: solution.and_then(|solution| solution.chosen()).map(|option| option.text.clone()),
            ticked: answered.reply.said().map(|said| said.ticked.iter().copied().collect()).unwrap_or_default(),
            mistakes,
            must: given.coverage.map(Coverage::counts),
            verdict: solution.map_or_else(|| given.verdict(rating), |solution| chosen(solution.is_right()).0),
            rating,
            proposed,
            slow: given.slow,
            hinted: given.hinted,
            answer_ms: self.answering.elapsed_ms(now),
            reading_ms: self.reading.elapsed_ms(now),
        })
    }

    pub fn was_judged(&self, attempt: &Attempt) -> bool {
        self.judged.as_ref() == Some(attempt)
    }

    pub fn forget_judgement(&mut self) {
        self.judged = None;
    }

    fn given(&self, answered: &Answered, card: &Card, settings: &Settings) -> Given {
        let (typed, mistaken) = match &answered.reply {
            Reply::Typed { mistakes, .. } => (true, !mistakes.is_empty()),
            Reply::Recall(_) | Reply::Choice(_) | Reply::Predict { .. } => (false, false),
        };
        let said = answered.reply.said();
        Given {
            coverage: said.and_then(|said| Coverage::of(card, &said.ticked, typed)),
            mistaken,
            confidence: answered.confidence,
            slow: self.answering.elapsed_ms(answered.revealed_at) >= settings.per_card_ms,
            hinted: said.is_some_and(|said| said.hinted),
        }
    }

    fn cap(&self, rating: Rating) -> Rating {
        if self.capped { rating.min(Rating::Hard) } else { rating }
    }
}
