//! What a card on the screen is waiting for, one variant for each way of asking with the data of that way. Nothing that is
//! seen while a card is asked holds its answer. It must not know the clocks.

use super::offer::{Offer, Solution};
use super::stopwatch::Timestamp;
use crate::bank::cues::{self, Mark};
use crate::bank::{Card, Code};
use crate::study::event::{Attempt, Confidence, Mode};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    Asking(Asking),
    Answered(Answered),
    Over,
}

impl Phase {
    pub fn is_asking(&self) -> bool {
        matches!(self, Phase::Asking(_))
    }

    pub fn is_over(&self) -> bool {
        *self == Phase::Over
    }
}

/// A question, and what the person has given to it so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Asking {
    /// To be said aloud.
    Recall { hints: usize },
    /// To be written down; `text` is all that was typed so far.
    Typed { hints: usize, text: String },
    /// To be chosen from options.
    Choice(Offer),
    /// What `code`, which comes without its output, prints: to be chosen, or typed exactly. While there is a text, the
    /// options are not to be seen.
    Predict { offer: Offer, code: Box<Code>, text: Option<String> },
}

impl Asking {
    pub fn mode(&self) -> Mode {
        match self {
            Asking::Recall { .. } => Mode::Recall,
            Asking::Typed { .. } => Mode::Typed,
            Asking::Choice(_) => Mode::Choice,
            Asking::Predict { .. } => Mode::Predict,
        }
    }

    /// What was typed so far, where something can be.
    pub fn text(&self) -> Option<&str> {
        match self {
            Asking::Typed { text, .. } | Asking::Predict { text: Some(text), .. } => Some(text),
            Asking::Recall { .. } | Asking::Choice(_) | Asking::Predict { .. } => None,
        }
    }

    /// The options that may be seen now.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Asking::Choice(offer) | Asking::Predict { offer, text: None, .. } => Some(offer),
            Asking::Recall { .. } | Asking::Typed { .. } | Asking::Predict { .. } => None,
        }
    }

    /// Whether nothing was given yet that could be checked. What is said aloud needs no giving.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Asking::Recall { .. } | Asking::Typed { .. } => false,
            Asking::Choice(offer) | Asking::Predict { offer, text: None, .. } => offer.chosen().is_none(),
            Asking::Predict { text: Some(text), .. } => text.trim().is_empty(),
        }
    }

    /// The answer to `card`, as it stands now that it is seen. Where nothing was typed, it was said aloud.
    pub(super) fn answered(self, card: &Card, knows: bool) -> Reply {
        let hinted = self.hints() > 0;
        match self {
            Asking::Typed { text, .. } if !text.trim().is_empty() => {
                let marks = cues::points(&card.key_points, &text);
                let ticked =
                    marks.iter().enumerate().filter(|(_, mark)| mark.ticks()).map(|(point, _)| point).collect();
                Reply::Typed { text, marks, said: Said { ticked, hinted }, mistakes: BTreeSet::new() }
            }
            Asking::Recall { .. } | Asking::Typed { .. } => Reply::Recall(Said { ticked: BTreeSet::new(), hinted }),
            Asking::Choice(offer) => Reply::Choice(offer.solve(knows)),
            Asking::Predict { offer, code, text: Some(text) } if knows => {
                Reply::Predict { solution: offer.solve_typed(text), code }
            }
            Asking::Predict { offer, code, .. } => Reply::Predict { solution: offer.solve(knows), code },
        }
    }

    /// How many must points were shown as hints.
    pub(super) fn hints(&self) -> usize {
        match self {
            Asking::Recall { hints } | Asking::Typed { hints, .. } => *hints,
            Asking::Choice(_) | Asking::Predict { .. } => 0,
        }
    }
}

/// An answer that was revealed: nothing of it changes any more but what the person ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    pub confidence: Option<Confidence>,
    pub revealed_at: Timestamp,
    pub reply: Reply,
}

/// What the person answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    Recall(Said),
    Typed {
        text: String,
        /// For every key point, what the text says about it.
        marks: Vec<Mark>,
        said: Said,
        /// Positions of the card's listed mistakes that were said.
        mistakes: BTreeSet<usize>,
    },
    Choice(Solution),
    Predict {
        solution: Solution,
        code: Box<Code>,
    },
}

/// The points that were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Positions among all key points of the card.
    pub ticked: BTreeSet<usize>,
    pub hinted: bool,
}

impl Reply {
    pub fn mode(&self) -> Mode {
        match self {
            Reply::Recall(_) => Mode::Recall,
            Reply::Typed { .. } => Mode::Typed,
            Reply::Choice(_) => Mode::Choice,
            Reply::Predict { .. } => Mode::Predict,
        }
    }

    /// The points that were made; `None` where none were asked for.
    pub fn said(&self) -> Option<&Said> {
        match self {
            Reply::Recall(said) | Reply::Typed { said, .. } => Some(said),
            Reply::Choice(_) | Reply::Predict { .. } => None,
        }
    }

    /// Ticks a key point, or one of the listed mistakes that follow them; a second time, takes the tick away.
    pub(super) fn tick(&mut self, place: usize, card: &Card) {
        let points = card.key_points.len();
        match self {
            Reply::Recall(said) | Reply::Typed { said, .. } if place < points => toggle(&mut said.ticked, place),
            Reply::Typed { mistakes, .. } if place - points < card.mistakes.len() => toggle(mistakes, place - points),
            Reply::Recall(_) | Reply::Typed { .. } | Reply::Choice(_) | Reply::Predict { .. } => {}
        }
    }

    /// Ticks what was ticked when the attempt was made.
    pub(super) fn say_again(&mut self, attempt: &Attempt) {
        if let Reply::Recall(said) | Reply::Typed { said, .. } = self {
            said.ticked = attempt.ticked.iter().copied().collect();
        }
        if let Reply::Typed { mistakes, .. } = self {
            *mistakes = attempt.mistakes.iter().copied().collect();
        }
    }

    pub fn solution(&self) -> Option<&Solution> {
        match self {
            Reply::Choice(solution) | Reply::Predict { solution, .. } => Some(solution),
            Reply::Recall(_) | Reply::Typed { .. } => None,
        }
    }
}

fn toggle(set: &mut BTreeSet<usize>, place: usize) {
    if !set.remove(&place) {
        set.insert(place);
    }
}
