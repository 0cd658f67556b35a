//! One card on the screen, from the question to the judgement. It must not know the other cards.

use super::stopwatch::{Stopwatch, Timestamp};
use super::{Judged, Phase, RATING_DEAD_MS, Settings};
use crate::bank::Card;
use crate::study::event::{Attempt, Confidence, Mode, Rating};
use crate::study::grading::{Coverage, Given};
use crate::study::queue::Turn;
use std::collections::BTreeSet;

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
    pub fn begin(turn: Turn, now: Timestamp) -> Showing {
        let mut answering = Stopwatch::default();
        answering.start(now);
        let reading = Stopwatch::default();
        Showing { turn, phase: Phase::Asking, answering, reading, capped: false, judged: None }
    }

    /// Comes back after an undo had set it aside. Its answer may appear unawaited, so the keys wait as after a reveal.
    pub fn return_to_screen(mut self, now: Timestamp) -> Showing {
        if let Phase::Answered { revealed_at, .. } = &mut self.phase {
            *revealed_at = now;
        }
        self.go_on(now);
        self
    }

    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    pub fn is_asking(&self) -> bool {
        self.phase == Phase::Asking
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
    pub fn judge_again(&mut self, attempt: &Attempt, now: Timestamp) {
        self.reading = Stopwatch::gathered(attempt.reading_ms);
        if let Phase::Answered { ticked, .. } = &mut self.phase {
            ticked.extend(&attempt.ticked);
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

    pub fn reveal(&mut self, confidence: Option<Confidence>, capped: bool, now: Timestamp) {
        self.answering.stop(now);
        self.reading.start(now);
        self.capped = capped;
        self.phase = Phase::Answered { confidence, ticked: BTreeSet::new(), revealed_at: now };
    }

    pub fn tick(&mut self, point: usize, card: &Card) {
        let Phase::Answered { ticked, .. } = &mut self.phase else { return };
        if point < card.key_points.len() && !ticked.remove(&point) {
            ticked.insert(point);
        }
        self.judged = None;
    }

    pub fn proposal(&self, card: &Card, settings: &Settings) -> Option<Rating> {
        self.given(card, settings)?.proposal().map(|rating| self.cap(rating))
    }

    pub fn judge(&mut self, rating: Option<Rating>, card: &Card, settings: &Settings, now: Timestamp) -> Judged {
        self.judged = None;
        let Phase::Answered { confidence, ticked, revealed_at } = &self.phase else { return Judged::NothingToRate };
        let Some(given) = self.given(card, settings) else { return Judged::NothingToRate };
        if now.since(*revealed_at) < RATING_DEAD_MS {
            return Judged::TooSoon;
        }
        let proposed = self.proposal(card, settings);
        let Some(rating) = rating.map(|rating| self.cap(rating)).or(proposed) else { return Judged::AskForRating };
        let attempt = Attempt {
            session: settings.session.clone(),
            mode: Mode::Recall,
            first: !self.turn.again,
            confidence: *confidence,
            typed: None,
            ticked: ticked.iter().copied().collect(),
            must: given.coverage.map(Coverage::counts),
            verdict: given.verdict(rating),
            rating,
            proposed,
            slow: given.slow,
            hinted: given.hinted,
            answer_ms: self.answering.elapsed_ms(now),
            reading_ms: self.reading.elapsed_ms(now),
        };
        self.judged = Some(attempt.clone());
        Judged::Attempt(attempt)
    }

    pub fn was_judged(&self, attempt: &Attempt) -> bool {
        self.judged.as_ref() == Some(attempt)
    }

    pub fn forget_judgement(&mut self) {
        self.judged = None;
    }

    /// `None` before the reveal.
    fn given(&self, card: &Card, settings: &Settings) -> Option<Given> {
        let Phase::Answered { confidence, ticked, revealed_at } = &self.phase else { return None };
        Some(Given {
            coverage: Coverage::of(card, ticked),
            confidence: *confidence,
            slow: self.answering.elapsed_ms(*revealed_at) >= settings.per_card_ms,
            hinted: false,
        })
    }

    fn cap(&self, rating: Rating) -> Rating {
        if self.capped { rating.min(Rating::Hard) } else { rating }
    }
}
