//! Counts and names in words, so that a command and a screen say the same. It must not know what is counted.

use crate::study::event::{Confidence, Mode};

/// `1 day`, `2 days`: for nouns that take an s.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// How an answer was given: `recalled`.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Recall => "recalled",
        Mode::Typed => "typed",
        Mode::Choice => "chosen",
        Mode::Predict => "predicted",
    }
}

/// How sure a person was: `think so`.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::DoNotKnow => "don't know",
        Confidence::Guess => "guess",
        Confidence::ThinkSo => "think so",
        Confidence::Sure => "sure",
    }
}
