//! Counts and names in words, so that a command and a screen say the same. It must not know what is counted.

use crate::study::event::{Confidence, Mode};

/// `1 day`, `2 days`: for nouns that take an s.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// An error with its causes: `the answer is not saved: database or disk is full`. A cause that only repeats the one before it, with
/// a number that says nothing to a person, is left out.
pub fn error(error: &anyhow::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.last().is_none_or(|before| !cause.ends_with(before.as_str())) {
            said.push(cause);
        }
    }
    said.join(": ")
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

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    #[test]
    fn an_error_has_each_cause_once() {
        for (causes, expected) in [
            (&["not saved"][..], "not saved"),
            (&["disk is full", "not saved"], "not saved: disk is full"),
            (&["Error code 13: disk is full", "disk is full", "not saved"], "not saved: disk is full"),
        ] {
            let error = causes[1..].iter().fold(anyhow!(causes[0]), |error, context| error.context(*context));
            assert_eq!(super::error(&error), expected);
        }
    }
}
