//! How scores went, run by run and in each way of being asked. It must not know how a run is asked.

use super::calendar::MONTH;
use super::{Dated, Tally};
use crate::study::event::{Day, Mode};
use crate::study::run::Score;

/// So many days up to today are a week.
const WEEK: i32 = 7;

/// What the log says of the beginning of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunHead {
    pub session: String,
    /// What was asked: `quiz · intermediate`.
    pub title: String,
    /// The target for one answer.
    pub per_card_ms: u64,
}

/// One run: its first answers to the cards that were chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct RunScore {
    pub session: String,
    /// Where the log says it, as the target is.
    pub title: Option<String>,
    pub per_card_ms: Option<u64>,
    /// The day of its first answer.
    pub day: Day,
    pub score: Score,
    /// Milliseconds of answering, repeats included.
    pub answer_ms: u64,
}

/// The runs in the order in which they began.
pub fn runs(answers: &[Dated], heads: &[RunHead]) -> Vec<RunScore> {
    let mut runs: Vec<RunScore> = Vec::new();
    for Dated { day, answer, .. } in answers {
        let attempt = &answer.attempt;
        // An answer nearly always belongs to the newest run.
        let place = place(&runs, &attempt.session).unwrap_or_else(|| {
            let head = heads.iter().rev().find(|head| head.session == attempt.session);
            runs.push(RunScore {
                session: attempt.session.clone(),
                title: head.map(|head| head.title.clone()),
                per_card_ms: head.map(|head| head.per_card_ms).filter(|target| *target > 0),
                day: *day,
                score: Score::default(),
                answer_ms: 0,
            });
            runs.len() - 1
        });
        let run = &mut runs[place];
        run.score.add(attempt);
        run.answer_ms = run.answer_ms.saturating_add(attempt.answer_ms);
    }
    runs
}

/// Where a run is, looked for from the newest one on.
pub fn place(runs: &[RunScore], session: &str) -> Option<usize> {
    runs.iter().rposition(|run| run.session == session)
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
    for Dated { day, answer, .. } in answers.iter().filter(|dated| dated.answer.attempt.first) {
        let ago = i64::from(today.0) - i64::from(day.0);
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
    use super::{Day, RunHead, by_mode, runs};
    use crate::study::statistics::samples::dated;

    #[test]
    fn a_run_has_the_first_answers_of_its_cards_and_all_of_its_time() {
        let answers =
            dated("a right %one =5 30/0; b wrong %two =6; a repeat wrong %one =6 12/0; c choice right %two =6");
        let head = RunHead { session: "two".to_owned(), title: "quiz · asyncio".to_owned(), per_card_ms: 60_000 };
        let said: Vec<String> = runs(&answers, &[head])
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
