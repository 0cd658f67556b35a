//! Scores and calibration from attempts. It must not know where they come from.

mod calendar;
mod cards;
mod matrix;
mod pace;
mod runs;
#[cfg(test)]
pub mod samples;
mod whole;

pub use calendar::{Calendar, MONTH};
pub use cards::CardScore;
pub use matrix::{LEVELS, Matrix, Standing, TopicRow};
pub use pace::{Pace, Typical, UP_TO};
pub use runs::{ModeScore, RunHead, RunScore};
pub use whole::{Facts, Statistics};

use super::event::{Attempt, CardKey, Confidence, Day, Mode, Verdict};
use crate::bank::Level;
use std::collections::BTreeMap;
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

/// An answer, and the day on which it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    pub day: Day,
    pub answer: Answer,
    /// Its card is in the library, and not retired.
    pub current: bool,
}

/// The score line: `14 right (3 slow) · 3 partly · 3 wrong`.
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

    pub fn total(self) -> usize {
        self.right + self.partly + self.wrong
    }

    /// From 0 to 1; `None` where nothing was answered.
    pub fn share_right(self) -> Option<f64> {
        (self.total() > 0).then(|| self.right as f64 / self.total() as f64)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { right, slow, partly, wrong } = self;
        write!(f, "{right} right ({slow} slow) · {partly} partly · {wrong} wrong")
    }
}

/// How often an answer given with some confidence was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calibration {
    pub confidence: Confidence,
    pub answers: usize,
    pub right: usize,
}

/// What some answers say. Only first answers count; the lists keep the order of the answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report<'a> {
    /// Free answers.
    pub score: Tally,
    /// Multiple choice and predict, which can be guessed.
    pub chosen: Tally,
    /// Free answers by topic, in the topics' order; those of no known topic come first.
    pub by_topic: BTreeMap<Option<&'a str>, Tally>,
    /// Free answers by level, the lowest first; those of no known level come first.
    pub by_level: BTreeMap<Option<Level>, Tally>,
    /// Answers of any mode: what a person is sure of and wrong about is what costs most.
    pub sure_but_wrong: Vec<&'a Answer>,
    /// Answers of any mode that were wrong or partly right.
    pub missed: Vec<&'a Answer>,
    pub right_but_slow: Vec<&'a Answer>,
    /// For every confidence that was named, the lowest first.
    pub calibration: Vec<Calibration>,
    /// Milliseconds from the question to the reveal; `None` where nothing was answered.
    pub average_answer_ms: Option<u64>,
    /// Milliseconds from the reveal to the rating; `None` where nothing was answered.
    pub average_reading_ms: Option<u64>,
}

impl<'a> Report<'a> {
    pub fn of(answers: impl IntoIterator<Item = &'a Answer>) -> Report<'a> {
        let mut report = Report::default();
        let mut named: BTreeMap<Confidence, Calibration> = BTreeMap::new();
        let (mut answer_ms, mut reading_ms) = (Average::default(), Average::default());
        for answer in answers.into_iter().filter(|answer| answer.attempt.first) {
            let attempt = &answer.attempt;
            report.add_to_tallies(answer);
            report.add_to_lists(answer);
            answer_ms.add(attempt.answer_ms);
            reading_ms.add(attempt.reading_ms);
            if let Some(confidence) = attempt.confidence {
                let entry = named.entry(confidence).or_insert(Calibration { confidence, answers: 0, right: 0 });
                entry.answers += 1;
                entry.right += usize::from(attempt.verdict == Verdict::Right);
            }
        }
        report.calibration = named.into_values().collect();
        report.average_answer_ms = answer_ms.value();
        report.average_reading_ms = reading_ms.value();
        report
    }

    fn add_to_tallies(&mut self, answer: &'a Answer) {
        let attempt = &answer.attempt;
        match attempt.mode {
            Mode::Recall | Mode::Typed => {
                self.score.add(attempt);
                self.by_topic.entry(answer.topic.as_deref()).or_default().add(attempt);
                self.by_level.entry(answer.level).or_default().add(attempt);
            }
            Mode::Choice | Mode::Predict => self.chosen.add(attempt),
        }
    }

    fn add_to_lists(&mut self, answer: &'a Answer) {
        let attempt = &answer.attempt;
        match attempt.verdict {
            Verdict::Right if attempt.slow => self.right_but_slow.push(answer),
            Verdict::Right => {}
            Verdict::Partly => self.missed.push(answer),
            Verdict::Wrong => {
                self.missed.push(answer);
                if attempt.is_sure_but_wrong() {
                    self.sure_but_wrong.push(answer);
                }
            }
        }
    }
}

#[derive(Default)]
struct Average {
    sum: u128,
    count: u128,
}

impl Average {
    fn add(&mut self, value: u64) {
        self.sum += u128::from(value);
        self.count += 1;
    }

    fn value(&self) -> Option<u64> {
        // An average is no larger than its largest value, which was a u64.
        self.sum.checked_div(self.count).and_then(|average| u64::try_from(average).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::samples::answers;
    use super::{Answer, Calibration, Confidence, Level, Report, Tally};

    #[track_caller]
    fn check_score(text: &str, score: &str, chosen: &str) {
        let answers = answers(text);
        let report = Report::of(&answers);
        assert_eq!((report.score.to_string().as_str(), report.chosen.to_string().as_str()), (score, chosen), "{text}");
    }

    const NOTHING: &str = "0 right (0 slow) · 0 partly · 0 wrong";

    #[test]
    fn the_score_line_counts_verdicts_and_the_slow_among_the_right() {
        check_score("", NOTHING, NOTHING);
        check_score("a right; b right slow; c partly; d wrong", "2 right (1 slow) · 1 partly · 1 wrong", NOTHING);
        check_score("a partly slow; b wrong slow", "0 right (0 slow) · 1 partly · 1 wrong", NOTHING);
    }

    #[test]
    fn the_score_line_is_on_first_answers() {
        check_score("a wrong; a repeat right; a repeat wrong", "0 right (0 slow) · 0 partly · 1 wrong", NOTHING);
    }

    #[test]
    fn choice_and_predict_have_a_column_of_their_own() {
        check_score(
            "a right; b choice right slow; c predict wrong; d typed partly",
            "1 right (0 slow) · 1 partly · 0 wrong",
            "1 right (1 slow) · 0 partly · 1 wrong",
        );
    }

    #[test]
    fn the_score_line_reads_as_designed() {
        let tally = Tally { right: 14, slow: 3, partly: 3, wrong: 3 };
        assert_eq!(tally.to_string(), "14 right (3 slow) · 3 partly · 3 wrong");
        assert_eq!(tally.total(), 20);
        assert_eq!(tally.share_right(), Some(0.7));
        assert_eq!(Tally::default().share_right(), None);
    }

    #[test]
    fn topics_and_levels_add_up_to_the_score() {
        let answers = answers(
            "a right #asyncio @advanced; b wrong #asyncio @beginner; c right #decorators @beginner; \
             d partly; e choice wrong #asyncio",
        );
        let report = Report::of(&answers);
        let lines = |tallies: Vec<(String, Tally)>| -> Vec<String> {
            tallies.into_iter().map(|(name, tally)| format!("{name}: {} of {}", tally.right, tally.total())).collect()
        };
        let name = |topic: &Option<&str>| topic.unwrap_or("-").to_owned();
        let topics = lines(report.by_topic.iter().map(|(topic, tally)| (name(topic), *tally)).collect());
        assert_eq!(topics, ["-: 0 of 1", "asyncio: 1 of 2", "decorators: 1 of 1"]);
        let name = |level: &Option<Level>| level.map_or("-", Level::name).to_owned();
        let levels = lines(report.by_level.iter().map(|(level, tally)| (name(level), *tally)).collect());
        assert_eq!(levels, ["-: 0 of 1", "beginner: 1 of 2", "advanced: 1 of 1"]);
    }

    #[track_caller]
    fn check_list(list: impl for<'a> Fn(&'a Report<'a>) -> &'a [&'a Answer], text: &str, expected: &[&str]) {
        let answers = answers(text);
        let report = Report::of(&answers);
        let ids: Vec<&str> = list(&report).iter().map(|answer| answer.key.id.as_str()).collect();
        assert_eq!(ids, expected, "{text}");
    }

    const RUN: &str = "a wrong sure; b wrong think; c partly sure; d right sure slow; e choice wrong sure; \
                       a repeat wrong sure; f right; g wrong slow; b repeat right slow";

    #[test]
    fn sure_but_wrong_has_the_wrong_ones_only() {
        check_list(|report| &report.sure_but_wrong, RUN, &["a", "e"]);
    }

    #[test]
    fn right_but_slow_has_the_right_ones_only() {
        check_list(|report| &report.right_but_slow, RUN, &["d"]);
    }

    #[test]
    fn missed_are_wrong_and_partly() {
        check_list(|report| &report.missed, RUN, &["a", "b", "c", "e", "g"]);
    }

    #[test]
    fn calibration_counts_the_right_ones_per_confidence() {
        let answers = answers(
            "a right sure; b wrong sure; c right guess; d partly think; e right; f wrong unknown; \
             a repeat wrong sure",
        );
        let figures: Vec<(Confidence, usize, usize)> = Report::of(&answers)
            .calibration
            .into_iter()
            .map(|Calibration { confidence, answers, right }| (confidence, answers, right))
            .collect();
        let expected = [
            (Confidence::DoNotKnow, 1, 0),
            (Confidence::Guess, 1, 1),
            (Confidence::ThinkSo, 1, 0),
            (Confidence::Sure, 2, 1),
        ];
        assert_eq!(figures, expected);
    }

    #[track_caller]
    fn check_averages(text: &str, expected: (Option<u64>, Option<u64>)) {
        let answers = answers(text);
        let report = Report::of(&answers);
        assert_eq!((report.average_answer_ms, report.average_reading_ms), expected, "{text}");
    }

    #[test]
    fn times_are_averaged_over_first_answers() {
        check_averages("", (None, None));
        check_averages("a right 1000/10; b wrong 2000/30; a repeat right 9000/9000", (Some(1500), Some(20)));
        check_averages("a right 18446744073709551615/0; b right 18446744073709551615/0", (Some(u64::MAX), Some(0)));
    }
}
