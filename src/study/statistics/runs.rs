//! How scores went, run by run and in each way of being asked. It must not know how a run is asked.

use super::calendar::MONTH;
use super::{Dated, Tally};
use crate::study::event::{Attempt, Day, Mode};
use crate::study::run::Score;
use std::collections::{BTreeMap, HashMap};

/// So many days up to today are a week.
const WEEK: i32 = 7;

/// What the log says of the beginning of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunHead {
    /// What was asked: `quiz · intermediate`.
    pub title: String,
    /// The target for one answer.
    pub per_card_ms: u64,
}

/// One run: its first answers to the cards that were chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct RunScore {
    pub session: String,
    /// Where the log says it.
    pub title: Option<String>,
    /// The day of its first answer.
    pub day: Day,
    pub score: Score,
    /// Milliseconds of answering, repeats included.
    pub answer_ms: u64,
}

/// The runs in the order in which they began.
pub fn runs(answers: &[Dated], heads: &BTreeMap<String, RunHead>) -> Vec<RunScore> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut runs: Vec<(&str, Day, Vec<&Attempt>)> = Vec::new();
    for Dated { when, answer, .. } in answers {
        let session = answer.attempt.session.as_str();
        let place = *places.entry(session).or_insert_with(|| {
            runs.push((session, when.day(), Vec::new()));
            runs.len() - 1
        });
        runs[place].2.push(&answer.attempt);
    }
    let run = |(session, day, attempts): (&str, Day, Vec<&Attempt>)| RunScore {
        session: session.to_owned(),
        title: heads.get(session).map(|head| head.title.clone()),
        day,
        score: Score::of(attempts.iter().copied()),
        answer_ms: attempts.iter().fold(0, |sum, attempt| sum.saturating_add(attempt.answer_ms)),
    };
    runs.into_iter().map(run).collect()
}

/// The first answers of one mode, in the last week, in the last month, and ever.
#[derive(Debug, Clone, PartialEq)]
pub struct ModeScore {
    pub mode: Mode,
    pub week: Tally,
    pub month: Tally,
    pub ever: Tally,
}

/// One for each mode in which something was answered.
pub fn by_mode(answers: &[Dated], today: Day) -> Vec<ModeScore> {
    let empty = |mode| ModeScore { mode, week: Tally::default(), month: Tally::default(), ever: Tally::default() };
    let mut modes: Vec<ModeScore> = Mode::ALL.map(empty).into_iter().collect();
    for Dated { when, answer, .. } in answers.iter().filter(|dated| dated.answer.attempt.first) {
        let ago = i64::from(today.0) - i64::from(when.day().0);
        let Some(score) = modes.iter_mut().find(|score| score.mode == answer.attempt.mode) else { continue };
        score.ever.add(&answer.attempt);
        if ago < i64::from(MONTH) {
            score.month.add(&answer.attempt);
        }
        if ago < i64::from(WEEK) {
            score.week.add(&answer.attempt);
        }
    }
    modes.retain(|score| score.ever.total() > 0);
    modes
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Day, RunHead, by_mode, runs};
    use crate::study::statistics::samples::dated;

    #[test]
    fn a_run_has_the_first_answers_of_its_cards_and_all_of_its_time() {
        let answers =
            dated("a right %one =5 30/0; b wrong %two =6; a repeat wrong %one =6 12/0; c choice right %two =6");
        let head = RunHead { title: "quiz · asyncio".to_owned(), per_card_ms: 60_000 };
        let heads = BTreeMap::from([("two".to_owned(), head)]);
        let said: Vec<String> = runs(&answers, &heads)
            .into_iter()
            .map(|run| {
                let title = run.title.unwrap_or_default();
                let (free, chosen) = (run.score.free, run.score.chosen);
                format!(
                    "{} {title} {}: {free}; {} chosen; {} ms",
                    run.session,
                    run.day.0,
                    chosen.total(),
                    run.answer_ms
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                "one  5: 1 right (0 slow) · 0 partly · 0 wrong; 0 chosen; 42 ms",
                "two quiz · asyncio 6: 0 right (0 slow) · 0 partly · 1 wrong; 1 chosen; 0 ms",
            ]
        );
    }

    #[test]
    fn modes_are_counted_for_a_week_a_month_and_ever() {
        let answers = dated(
            "a right =100; a right =94; a wrong =93; a partly =71; a right =70; a repeat right =100; b typed wrong =10",
        );
        let said: Vec<String> = by_mode(&answers, Day(100))
            .into_iter()
            .map(|score| {
                let tallies = [score.week, score.month, score.ever];
                format!(
                    "{:?} {}",
                    score.mode,
                    tallies.map(|tally| format!("{}/{}", tally.right, tally.total())).join(" ")
                )
            })
            .collect();
        assert_eq!(said, ["Recall 2/2 2/4 3/5", "Typed 0/0 0/0 0/1"]);
    }
}
