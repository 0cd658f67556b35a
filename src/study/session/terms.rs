//! The words of a session: what goes into it, and what is seen of it. It must not know how a session moves.

use crate::bank::Card;
use crate::study::alike::Alike;
use crate::study::event::{Attempt, CardKey};
use crate::study::progress::Progress;
use crate::study::ways::Ways;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The id of the run, which every attempt carries.
    pub session: String,
    /// How long all answering together may take; the card then on screen is still finished.
    pub limit_ms: Option<u64>,
    /// The target for one answer; from there on it is slow.
    pub per_card_ms: u64,
    /// Time that runs out ends the question and caps the rating at Hard.
    pub strict: bool,
    #[serde(default)]
    pub ways: Ways,
    pub seed: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub key: CardKey,
    pub card: Card,
    /// As it was when the session began.
    pub progress: Progress,
    pub alike: Alike,
}

/// What became of a wish to rate.
#[derive(Debug, Clone, PartialEq)]
pub enum Judged {
    /// To be made durable, and then accepted.
    Attempt(Attempt),
    /// Nothing follows from what was ticked: a rating has to be chosen, or a point ticked.
    AskForRating,
    TooSoon,
    /// No answer is on the screen.
    NothingToRate,
}

/// Where the session stands: `7 of 20 · 1 coming again`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Cards that were asked so far, the one on screen included; repeats do not count.
    pub number: usize,
    pub of: usize,
    /// Missed cards that are still to come back, the one on screen not included.
    pub coming_again: usize,
    /// The card on screen has come back.
    pub again: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// The time taken to answer the card on screen; it stops at the reveal.
    pub question_ms: u64,
    pub target_ms: u64,
    /// The time spent answering in this session.
    pub session_ms: u64,
    pub limit_ms: Option<u64>,
    /// The question's clock has reached the target.
    pub slow: bool,
}

impl Question {
    /// With the head of its card only: all that a person may see while the answer is still theirs to give.
    pub(super) fn without_answer(&self) -> Question {
        let Card { id, source, question, technology, topic, level, difficulty, tags, derived, .. } = self.card.clone();
        let card =
            Card { id, source, question, technology, topic, level, difficulty, tags, derived, ..Card::default() };
        let alike =
            Alike { siblings: self.alike.siblings, question_of: self.alike.question_of.clone(), ..Alike::default() };
        Question { key: self.key.clone(), card, progress: self.progress.clone(), alike }
    }
}
