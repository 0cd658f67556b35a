//! Ticked points and confidence -> verdict and proposed rating. It must not know the screen.

use super::event::{Confidence, Rating, Verdict};
use crate::bank::Card;
use std::collections::BTreeSet;

/// How many of a card's must points were made. There is a coverage only where at least one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    made: usize,
    of: usize,
}

impl Coverage {
    /// `ticked` holds positions among all key points of the card; bonus points and unknown positions do not count.
    pub fn of(card: &Card, ticked: &BTreeSet<usize>) -> Option<Coverage> {
        let of = card.must_points().count();
        let made = card.must_points().filter(|(position, _)| ticked.contains(position)).count();
        (made > 0).then_some(Coverage { made, of })
    }

    /// Right when every must point was made, partly from two thirds on, else wrong.
    pub fn verdict(self) -> Verdict {
        if self.made >= self.of {
            Verdict::Right
        } else if 3 * self.made >= 2 * self.of {
            Verdict::Partly
        } else {
            Verdict::Wrong
        }
    }

    /// Must points made, of how many: as an attempt records it.
    pub fn counts(self) -> (usize, usize) {
        (self.made, self.of)
    }
}

/// All that a free answer is graded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// `None`: nothing was ticked, or the card has no must points.
    pub coverage: Option<Coverage>,
    pub confidence: Option<Confidence>,
    /// The question's clock had reached the card's target at the reveal.
    pub slow: bool,
    pub hinted: bool,
}

impl Given {
    /// The rating that follows from the answer; `None` where only the person can tell.
    pub fn proposal(self) -> Option<Rating> {
        match self.coverage {
            Some(coverage) => Some(self.rating_for(coverage.verdict())),
            None if self.confidence == Some(Confidence::DoNotKnow) => Some(Rating::Again),
            None => None,
        }
    }

    fn rating_for(self, verdict: Verdict) -> Rating {
        match verdict {
            Verdict::Wrong => Rating::Again,
            Verdict::Partly => Rating::Hard,
            Verdict::Right if self.hinted => Rating::Hard,
            Verdict::Right if self.confidence == Some(Confidence::Sure) && !self.slow => Rating::Easy,
            Verdict::Right => Rating::Good,
        }
    }

    /// With points ticked the rating overrules the schedule and not the verdict; without, the rating is the verdict.
    pub fn verdict(self, rating: Rating) -> Verdict {
        match (self.coverage, rating) {
            (Some(coverage), _) => coverage.verdict(),
            (None, Rating::Again) => Verdict::Wrong,
            (None, Rating::Hard | Rating::Good | Rating::Easy) => Verdict::Right,
        }
    }
}
