//! All figures together: counted once, for the screen and for the command. It must not know either of them.

use super::{
    Calendar, Calibration, CardScore, Dated, Matrix, ModeScore, Pace, Report, RunHead, RunScore, Tally, cards, runs,
};
use crate::bank::Level;
use crate::study::event::{CardKey, Day};

/// What the figures follow from.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Those that stand, oldest first.
    pub answers: &'a [Dated],
    pub runs: &'a [RunHead],
    /// The topics that there are, with the number of their cards.
    pub topics: &'a [(Option<String>, u64)],
    pub today: Day,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statistics {
    /// Answers, repeats included.
    pub attempts: usize,
    /// First answers: free ones, and those of choice and predict.
    pub score: Tally,
    pub chosen: Tally,
    pub by_topic: Vec<(Option<String>, Tally)>,
    pub by_level: Vec<(Option<Level>, Tally)>,
    pub by_mode: Vec<ModeScore>,
    /// Oldest first.
    pub runs: Vec<RunScore>,
    pub calendar: Calendar,
    pub matrix: Matrix,
    pub pace: Pace,
    pub calibration: Vec<Calibration>,
    pub hardest: Vec<CardScore>,
    /// Cards of which a person was sure, and wrong.
    pub sure_but_wrong_cards: usize,
    /// First answers in the order in which they were given.
    pub missed: Vec<CardKey>,
    pub sure_but_wrong: Vec<CardKey>,
    pub right_but_slow: Vec<CardKey>,
    pub average_answer_ms: Option<u64>,
    pub average_reading_ms: Option<u64>,
}

impl Statistics {
    pub fn of(facts: &Facts) -> Statistics {
        let Facts { answers, runs: heads, topics, today } = *facts;
        let report = Report::of(answers.iter().map(|dated| &dated.answer));
        let (cards, runs) = (cards::cards(answers), runs::runs(answers, heads));
        let keys = |answers: &[&super::Answer]| answers.iter().map(|answer| answer.key.clone()).collect();
        Statistics {
            attempts: answers.len(),
            score: report.score,
            chosen: report.chosen,
            by_topic: report.by_topic.iter().map(|(topic, tally)| (topic.map(str::to_owned), *tally)).collect(),
            by_level: report.by_level.iter().map(|(level, tally)| (*level, *tally)).collect(),
            by_mode: super::runs::by_mode(answers, today),
            calendar: Calendar::of(answers, today),
            matrix: Matrix::of(&cards, topics),
            pace: Pace::of(answers, &runs),
            runs,
            hardest: cards::hardest(&cards),
            sure_but_wrong_cards: cards.iter().filter(|card| card.sure_but_wrong > 0).count(),
            missed: keys(&report.missed),
            sure_but_wrong: keys(&report.sure_but_wrong),
            right_but_slow: keys(&report.right_but_slow),
            average_answer_ms: report.average_answer_ms,
            average_reading_ms: report.average_reading_ms,
            calibration: report.calibration,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Facts, Statistics};
    use crate::study::statistics::samples::dated;

    #[track_caller]
    fn of(text: &str) -> Statistics {
        let answers = dated(text);
        Statistics::of(&Facts { answers: &answers, runs: &[], topics: &[], today: Day(0) })
    }

    /// Every way of counting the first answers comes to the same number.
    #[track_caller]
    fn check(text: &str) {
        let statistics = of(text);
        let first = statistics.score.total() + statistics.chosen.total();
        let runs = statistics.runs.iter().map(|run| run.score.free.total() + run.score.chosen.total());
        let modes = statistics.by_mode.iter().map(|mode| mode.ever.total());
        assert_eq!((runs.sum::<usize>(), modes.sum::<usize>()), (first, first), "{text}");
        let topics = statistics.by_topic.iter().map(|(_, tally)| tally.total()).sum::<usize>();
        let levels = statistics.by_level.iter().map(|(_, tally)| tally.total()).sum::<usize>();
        assert_eq!((topics, levels), (statistics.score.total(), statistics.score.total()), "{text}");
        let paces = statistics.pace.by_topic.iter().map(|topic| topic.answers).sum::<usize>();
        assert_eq!((paces, statistics.pace.answers), (first, first), "{text}");
        let days = statistics.calendar.days.iter().map(|day| day.answers).sum::<usize>();
        assert_eq!((days, statistics.attempts), (dated(text).len(), dated(text).len()), "{text}");
        let missed = first - statistics.score.right - statistics.chosen.right;
        assert_eq!(statistics.missed.len(), missed, "{text}");
    }

    #[test]
    fn all_ways_of_counting_come_to_the_same() {
        check("");
        check("a right #x @beginner; b wrong sure #y; a repeat right #x; c choice partly; d typed wrong gone =3 %two");
        check("a wrong sure; a wrong sure; a repeat wrong sure; b predict right slow #x @advanced %three");
    }

    #[test]
    fn a_card_that_was_sure_and_wrong_twice_is_one_card() {
        let statistics = of("a wrong sure; a wrong sure %two; b wrong sure choice; c right sure");
        assert_eq!((statistics.sure_but_wrong_cards, statistics.sure_but_wrong.len()), (2, 3));
    }
}
