//! Answers in few words, for the tests of the statistics.

use super::{Answer, Dated};
use crate::bank::Level;
use crate::study::event::{Attempt, CardKey, Confidence, Day, Mode, Rating, Verdict};

/// Answers in words, one per `;`: `id verdict` with marks such as `slow`, `sure`, `repeat`, `choice`, a topic after `#`, a
/// level after `@`, milliseconds as `answer/reading`, a run after `%`, a day after `=`; `gone` is a card that is retired.
pub fn dated(text: &str) -> Vec<Dated> {
    text.split(';').map(str::trim).filter(|line| !line.is_empty()).map(one).collect()
}

/// The same without the days.
pub fn answers(text: &str) -> Vec<Answer> {
    dated(text).into_iter().map(|dated| dated.answer).collect()
}

fn one(line: &str) -> Dated {
    let words: Vec<&str> = line.split_whitespace().collect();
    let has = |word| words.contains(&word);
    let after = |sign| words.iter().find_map(|word| word.strip_prefix(sign));
    let verdicts = [("right", Verdict::Right), ("partly", Verdict::Partly), ("wrong", Verdict::Wrong)];
    let confidences = [
        ("unknown", Confidence::DoNotKnow),
        ("guess", Confidence::Guess),
        ("think", Confidence::ThinkSo),
        ("sure", Confidence::Sure),
    ];
    let modes = [("typed", Mode::Typed), ("choice", Mode::Choice), ("predict", Mode::Predict)];
    let times = words.iter().find_map(|word| word.split_once('/')).unwrap_or(("0", "0"));
    let attempt = Attempt {
        session: after("%").unwrap_or("s").to_owned(),
        mode: modes.into_iter().find(|(word, _)| has(*word)).map_or(Mode::Recall, |(_, mode)| mode),
        first: !has("repeat"),
        confidence: confidences.into_iter().find(|(word, _)| has(*word)).map(|(_, confidence)| confidence),
        typed: None,
        chosen: None,
        ticked: Vec::new(),
        mistakes: Vec::new(),
        must: None,
        verdict: verdicts.into_iter().find(|(word, _)| has(*word)).map(|(_, verdict)| verdict).expect("a verdict"),
        rating: Rating::Good,
        proposed: None,
        slow: has("slow"),
        hinted: false,
        answer_ms: times.0.parse().expect("milliseconds"),
        reading_ms: times.1.parse().expect("milliseconds"),
    };
    let answer = Answer {
        key: CardKey { source: "qbank".to_owned(), id: words[0].to_owned() },
        question: format!("What is {}?", words[0]),
        topic: after("#").map(str::to_owned),
        level: after("@").and_then(Level::from_word),
        attempt,
    };
    let day: i32 = after("=").map_or(0, |day| day.parse().expect("a day"));
    Dated { day: Day(day), answer, current: !has("gone") }
}
