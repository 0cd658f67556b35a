//! How long answers took, against the time that was given for each. It must not know what they said.

use super::Dated;
use super::runs::{RunScore, place};
use crate::study::event::Mode;
use crate::study::ranking::{median, ranked};

/// Up to so many percent of the target; what is over the last one has a place behind it.
pub const UP_TO: [u64; 5] = [25, 50, 75, 100, 200];

/// On first answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pace {
    pub answers: usize,
    /// More time than the target, whatever the verdict.
    pub slow: usize,
    /// Answers by the share of their target, as [`UP_TO`] has them; those whose target is not known are left out.
    pub shares: [usize; UP_TO.len() + 1],
    /// Milliseconds: half of the answers took at most so long. `None` where nothing was answered.
    pub median_answer_ms: Option<u64>,
    pub median_reading_ms: Option<u64>,
    /// The same in percent of the target.
    pub median_percent: Option<u64>,
    pub by_mode: Vec<Typical<Mode>>,
    /// The slowest first.
    pub by_topic: Vec<Typical<Option<String>>>,
}

/// How long one kind of answers took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typical<Of> {
    pub of: Of,
    pub answers: usize,
    pub slow: usize,
    pub median_answer_ms: u64,
    pub median_percent: Option<u64>,
}

/// The times of some answers.
#[derive(Default)]
struct Times {
    answer_ms: Vec<u64>,
    percent: Vec<u64>,
    slow: usize,
}

impl Times {
    fn add(&mut self, answer_ms: u64, percent: Option<u64>, slow: bool) {
        self.answer_ms.push(answer_ms);
        self.percent.extend(percent);
        self.slow += usize::from(slow);
    }

    fn typical<Of>(self, of: Of) -> Option<Typical<Of>> {
        let Times { answer_ms, percent, slow } = self;
        let (median_answer_ms, median_percent) = (median(&answer_ms)?, median(&percent));
        Some(Typical { of, answers: answer_ms.len(), slow, median_answer_ms, median_percent })
    }
}

impl Pace {
    /// `runs` are those of the answers.
    pub fn of(answers: &[Dated], runs: &[RunScore]) -> Pace {
        let mut pace = Pace::default();
        let mut all = Times::default();
        let mut reading_ms = Vec::new();
        let mut topics: Vec<(Option<&str>, Times)> = Vec::new();
        let mut modes = Mode::ALL.map(|mode| (mode, Times::default()));
        for Dated { answer, .. } in answers.iter().filter(|dated| dated.answer.attempt.first) {
            let attempt = &answer.attempt;
            let target = place(runs, &attempt.session).and_then(|place| runs[place].per_card_ms);
            let percent = target.map(|target| percent(attempt.answer_ms, target));
            if let Some(percent) = percent {
                pace.shares[UP_TO.iter().position(|most| percent <= *most).unwrap_or(UP_TO.len())] += 1;
            }
            all.add(attempt.answer_ms, percent, attempt.slow);
            let topic = answer.topic.as_deref();
            let at = topics.binary_search_by(|(of, _)| of.cmp(&topic)).unwrap_or_else(|at| {
                topics.insert(at, (topic, Times::default()));
                at
            });
            topics[at].1.add(attempt.answer_ms, percent, attempt.slow);
            for (mode, times) in &mut modes {
                if *mode == attempt.mode {
                    times.add(attempt.answer_ms, percent, attempt.slow);
                }
            }
            reading_ms.push(attempt.reading_ms);
        }
        let all = all.typical(());
        let topics = topics.into_iter().filter_map(|(topic, times)| times.typical(topic.map(str::to_owned)));
        let slowness = |of: &Typical<Option<String>>| (of.median_percent, of.median_answer_ms);
        pace.by_topic = ranked(topics.collect(), |one, other| slowness(other).cmp(&slowness(one)));
        pace.by_mode = modes.into_iter().filter_map(|(mode, times)| times.typical(mode)).collect();
        Pace {
            answers: all.as_ref().map_or(0, |all| all.answers),
            slow: all.as_ref().map_or(0, |all| all.slow),
            median_answer_ms: all.as_ref().map(|all| all.median_answer_ms),
            median_percent: all.and_then(|all| all.median_percent),
            median_reading_ms: median(&reading_ms),
            ..pace
        }
    }
}

/// Rounded up, so that what is over the target is over 100.
fn percent(answer_ms: u64, target: u64) -> u64 {
    let percent = (u128::from(answer_ms) * 100).div_ceil(u128::from(target));
    u64::try_from(percent).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use crate::study::statistics::RunHead;
    use crate::study::statistics::runs::runs;
    use crate::study::statistics::samples::dated;

    fn pace(text: &str) -> Pace {
        let head = RunHead { session: "s".to_owned(), title: "quiz".to_owned(), per_card_ms: 1000 };
        let answers = dated(text);
        Pace::of(&answers, &runs(&answers, &[head]))
    }

    #[track_caller]
    fn check_shares(times: &[u64], expected: [usize; 6]) {
        let text: Vec<String> = times.iter().map(|time| format!("a right {time}/0")).collect();
        assert_eq!(pace(&text.join(";")).shares, expected, "{times:?}");
    }

    #[test]
    fn answers_are_counted_by_their_share_of_the_target() {
        check_shares(&[], [0; 6]);
        check_shares(&[0, 250, 251, 500, 750, 751, 1000], [2, 2, 1, 2, 0, 0]);
        check_shares(&[1001, 2000, 2001, u64::MAX], [0, 0, 0, 0, 2, 2]);
    }

    #[test]
    fn half_of_the_answers_took_at_most_the_median() {
        for (text, answer, reading, percent) in [
            ("", None, None, None),
            ("a right 300/40", Some(300), Some(40), Some(30)),
            ("a right 300/40; b right 100/50; c wrong 900/10", Some(300), Some(40), Some(30)),
            ("a right 100/0; b right 200/0; a repeat wrong 9000/0", Some(100), Some(0), Some(10)),
        ] {
            let pace = pace(text);
            let found = (pace.median_answer_ms, pace.median_reading_ms, pace.median_percent);
            assert_eq!(found, (answer, reading, percent), "{text}");
        }
    }

    #[test]
    fn the_slowest_topic_comes_first() {
        let pace = pace("a right #x 100/0; b wrong slow #y 1900/0; c right #y 800/0; d choice right 300/0");
        let topics: Vec<(Option<&str>, usize, usize, u64)> = pace
            .by_topic
            .iter()
            .map(|typical| (typical.of.as_deref(), typical.answers, typical.slow, typical.median_answer_ms))
            .collect();
        assert_eq!(topics, [(Some("y"), 2, 1, 800), (None, 1, 0, 300), (Some("x"), 1, 0, 100)]);
        assert_eq!((pace.answers, pace.slow, pace.by_mode.len()), (4, 1, 2));
    }

    #[test]
    fn without_a_known_target_there_is_no_share() {
        let pace = Pace::of(&dated("a right slow 5000/0"), &[]);
        assert_eq!((pace.shares, pace.median_percent, pace.slow), ([0; 6], None, 1));
    }
}
