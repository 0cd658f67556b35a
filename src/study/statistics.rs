//! Scores and calibration from attempts. It must not know where they come from.

use super::event::{Attempt, CardKey, Verdict};
use crate::bank::Level;
use std::fmt;

/// One attempt, and what it is counted under.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub key: CardKey,
    pub question: String,
    pub topic: Option<String>,
    pub level: Option<Level>,
    pub attempt: Attempt,
}

/// The score line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub right: usize,
    /// Those of the right ones that took longer than the target.
    pub slow: usize,
    pub partly: usize,
    pub wrong: usize,
}

impl Tally {
    pub fn add(&mut self, attempt: &Attempt) {
        match attempt.verdict {
            Verdict::Right => {
                self.right += 1;
                self.slow += usize::from(attempt.slow);
            }
            Verdict::Partly => self.partly += 1,
            Verdict::Wrong => self.wrong += 1,
        }
    }

    pub fn total(&self) -> usize {
        self.right + self.partly + self.wrong
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { right, slow, partly, wrong } = self;
        write!(f, "{right} right ({slow} slow) · {partly} partly · {wrong} wrong")
    }
}
