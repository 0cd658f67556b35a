//! `qbank stats`: what the log says about the cards of a filter. It must not know how anything is drawn.

use super::json;
use super::report::printable;
use crate::library::{Library, Logged};
use crate::practice::Wish;
use crate::study::event::{Attempt, Confidence, Day};
use crate::study::run::Score;
use crate::study::statistics::{Answer, Report, Tally};
use crate::study::target::written;
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Runs shown; the newest come last.
const RUNS: usize = 10;

/// Prints scores, runs, topics, levels and confidence; with `json` as one object that has every number.
///
/// # Errors
/// When the wish is refused, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, wish: &Wish, today: Day, json: bool, out: &mut impl Write) -> Result<()> {
    let _together = library.reading()?;
    let filter = wish.filter(library)?;
    let attempts = library.attempts(&filter, today)?;
    let days: BTreeSet<Day> = attempts.iter().map(|logged| library.day(logged.when)).collect();
    let titles = library.run_titles()?;
    let runs = runs(library, &attempts, &titles);
    let total = attempts.len();
    let answers: Vec<Answer> = attempts.iter().map(answer).collect();
    let report = Report::of(&answers);
    if json {
        return json::print(&to_json(&report, &runs, total, days.len()), out);
    }
    if total == 0 {
        writeln!(out, "no answers yet; qbank quiz asks the first questions")?;
        return Ok(());
    }
    writeln!(out, "{}", report.score)?;
    if report.chosen.total() > 0 {
        writeln!(out, "choice and predict: {}", report.chosen)?;
    }
    let runs_and_days =
        format!("{} in {}, on {}", count(total, "answer"), count(runs.len(), "run"), count(days.len(), "day"));
    writeln!(out, "{runs_and_days}")?;
    if let (Some(answering), Some(reading)) = (report.average_answer_ms, report.average_reading_ms) {
        writeln!(out, "{} to answer and {} to read, on average", seconds(answering), seconds(reading))?;
    }
    let topics = report.by_topic.iter().map(|(topic, tally)| (topic.unwrap_or("unknown").to_owned(), *tally));
    table(out, "by topic", topics.collect())?;
    let levels =
        report.by_level.iter().map(|(level, tally)| (level.map_or("unknown", |l| l.title()).to_owned(), *tally));
    table(out, "by level", levels.collect())?;
    if !report.calibration.is_empty() {
        writeln!(out, "\nsure and right")?;
        for line in &report.calibration {
            let name = confidence(line.confidence).replace('_', " ");
            writeln!(out, "  {name:<12} {} of {} right", line.right, line.answers)?;
        }
    }
    if !report.sure_but_wrong.is_empty() {
        writeln!(out, "\nwrong though sure: look here first")?;
        let seen: BTreeSet<(&str, &str)> =
            report.sure_but_wrong.iter().map(|answer| (answer.key.id.as_str(), answer.question.as_str())).collect();
        for (id, question) in seen {
            writeln!(out, "  {}  {}", printable(id), printable(question))?;
        }
    }
    writeln!(out, "\nlast runs")?;
    for run in runs.iter().rev().take(RUNS).rev() {
        let Score { free, chosen } = run.score;
        let chosen = if chosen.total() > 0 { format!(" · choice and predict: {chosen}") } else { String::new() };
        let title = run.title.map(|title| format!("  {}", printable(title))).unwrap_or_default();
        writeln!(out, "  {}  {free}{chosen}{title}", written(run.day))?;
    }
    Ok(())
}

/// One run: its first answers to the cards that were chosen.
struct Run<'a> {
    session: &'a str,
    /// What was asked, where the log says so.
    title: Option<&'a str>,
    day: Day,
    score: Score,
    /// Milliseconds of answering, repeats included.
    answer_ms: u64,
}

fn runs<'a>(library: &Library, attempts: &'a [Logged], titles: &'a BTreeMap<String, String>) -> Vec<Run<'a>> {
    let mut order: Vec<(&str, Day)> = Vec::new();
    let mut of_run: BTreeMap<&str, Vec<&Attempt>> = BTreeMap::new();
    for Logged { when, attempt, .. } in attempts {
        let attempts = of_run.entry(&attempt.session).or_default();
        if attempts.is_empty() {
            order.push((&attempt.session, library.day(*when)));
        }
        attempts.push(attempt);
    }
    let run = |(session, day)| {
        let attempts = &of_run[session];
        Run {
            session,
            title: titles.get(session).map(String::as_str),
            day,
            score: Score::of(attempts.iter().copied()),
            answer_ms: attempts.iter().fold(0, |sum, attempt| sum.saturating_add(attempt.answer_ms)),
        }
    };
    order.into_iter().map(run).collect()
}

fn answer(logged: &Logged) -> Answer {
    let Logged { key, question, topic, level, attempt, .. } = logged.clone();
    Answer { question: question.unwrap_or_else(|| key.id.clone()), key, topic, level, attempt }
}

fn table(out: &mut impl Write, title: &str, rows: Vec<(String, Tally)>) -> Result<()> {
    writeln!(out, "\n{title}")?;
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, tally) in rows {
        writeln!(out, "  {:<width$}  {tally}", printable(&name))?;
    }
    Ok(())
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100)
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::DoNotKnow => "do_not_know",
        Confidence::Guess => "guess",
        Confidence::ThinkSo => "think_so",
        Confidence::Sure => "sure",
    }
}

fn to_json(report: &Report, runs: &[Run], attempts: usize, days: usize) -> Value {
    let tally =
        |tally: &Tally| json!({"right": tally.right, "slow": tally.slow, "partly": tally.partly, "wrong": tally.wrong});
    let named = |name: Option<&str>, counted: &Tally| {
        let mut value = tally(counted);
        value["name"] = json!(name);
        value
    };
    let ids = |answers: &[&Answer]| -> Vec<Value> {
        answers.iter().map(|answer| json!({"source": answer.key.source, "id": answer.key.id})).collect()
    };
    json!({
        "attempts": attempts,
        "days": days,
        "score": tally(&report.score),
        "chosen": tally(&report.chosen),
        "share_right": report.score.share_right(),
        "by_topic": report.by_topic.iter().map(|(name, tally)| named(*name, tally)).collect::<Vec<_>>(),
        "by_level": report.by_level.iter().map(|(level, tally)| named(level.map(|l| l.name()), tally)).collect::<Vec<_>>(),
        "calibration": report.calibration.iter().map(|line| {
            json!({"confidence": confidence(line.confidence), "answers": line.answers, "right": line.right})
        }).collect::<Vec<_>>(),
        "average_answer_ms": report.average_answer_ms,
        "average_reading_ms": report.average_reading_ms,
        "missed": ids(&report.missed),
        "sure_but_wrong": ids(&report.sure_but_wrong),
        "right_but_slow": ids(&report.right_but_slow),
        "runs": runs.iter().map(|run| {
            json!({
                "session": run.session, "title": run.title, "day": written(run.day), "score": tally(&run.score.free),
                "chosen": tally(&run.score.chosen), "percent_right": run.score.percent(), "answer_ms": run.answer_ms,
            })
        }).collect::<Vec<_>>(),
    })
}
