//! `qbank stats`: what the log says about the cards of a filter, in lines. It must not know how anything is counted or drawn.

mod document;

use super::json;
use super::report::printable;
use crate::bank::Level;
use crate::library::Library;
use crate::practice::said::{self, count};
use crate::practice::{Wish, cards, statistics};
use crate::study::event::Day;
use crate::study::run::Score;
use crate::study::statistics::{MONTH, Pace, Standing, Statistics, Tally, UP_TO};
use crate::study::target::written;
use anyhow::Result;
use std::io::Write;

/// Runs shown, and days; the newest come last.
const RUNS: usize = 10;
const DAYS: usize = 7;

/// Prints scores, days, topics, times, confidence and the hardest cards; with `json` as one object that has every number.
///
/// # Errors
/// When the wish is refused, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, wish: &Wish, today: Day, json: bool, out: &mut impl Write) -> Result<()> {
    let _together = library.reading()?;
    let filter = wish.filter(library)?;
    let statistics = statistics(library, &filter, today)?;
    if json {
        return json::print(&document::of(&statistics), out);
    }
    if statistics.attempts == 0 {
        let which = if filter.is_everything() { "" } else { " to these cards" };
        writeln!(out, "no answers{which} yet; qbank quiz asks the first questions")?;
        return Ok(());
    }
    summary(&statistics, out)?;
    hardest(&statistics, out)?;
    modes(&statistics, out)?;
    topics_and_levels(&statistics, out)?;
    times(&statistics.pace, out)?;
    confidence(&statistics, out)?;
    runs_and_days(&statistics, out)
}

fn summary(statistics: &Statistics, out: &mut impl Write) -> Result<()> {
    let Statistics { score, chosen, attempts, runs, calendar, pace, .. } = statistics;
    writeln!(out, "{score}")?;
    if chosen.total() > 0 {
        writeln!(out, "choice and predict: {chosen}")?;
    }
    let days = count(calendar.days.len(), "day");
    writeln!(out, "{} in {}, on {days}", count(*attempts, "answer"), count(runs.len(), "run"))?;
    let in_a_row = format!("{} in a row, at most {}", calendar.in_a_row, calendar.longest_row);
    writeln!(out, "{} of the last {MONTH} days; {in_a_row}", calendar.in_month)?;
    if let (Some(answering), Some(reading)) = (statistics.average_answer_ms, statistics.average_reading_ms) {
        writeln!(out, "{} to answer and {} to read, on average", seconds(answering), seconds(reading))?;
    }
    if let (Some(answering), Some(reading)) = (pace.median_answer_ms, pace.median_reading_ms) {
        writeln!(out, "half took at most {} to answer and {} to read", seconds(answering), seconds(reading))?;
    }
    Ok(())
}

fn modes(statistics: &Statistics, out: &mut impl Write) -> Result<()> {
    let mut rows = vec![["", "last 7 days", "last 30 days", "ever"].map(str::to_owned).to_vec()];
    for score in &statistics.by_mode {
        let tallies = [score.week, score.month, score.ever].map(right_of);
        rows.push([said::mode(score.mode).to_owned()].into_iter().chain(tallies).collect());
    }
    table(out, "by way of asking, right", &rows)
}

fn topics_and_levels(statistics: &Statistics, out: &mut impl Write) -> Result<()> {
    let named = |name: String, tally: &Tally| vec![name, tally.to_string()];
    let median = |topic: &Option<String>| statistics.pace.by_topic.iter().find(|typical| typical.of == *topic);
    let topics = statistics.by_topic.iter().map(|(topic, tally)| {
        let half = median(topic).map(|typical| format!("half in {}", seconds(typical.median_answer_ms)));
        named(topic_name(topic.as_deref()), tally).into_iter().chain(half).collect()
    });
    table(out, "by topic", &topics.collect::<Vec<_>>())?;
    let levels = statistics.by_level.iter().map(|(level, tally)| named(level_name(*level), tally));
    table(out, "by level", &levels.collect::<Vec<_>>())?;
    let unknown = statistics.matrix.has_unknown_level().then_some(None);
    let levels: Vec<Option<Level>> = Level::ALL.map(Some).into_iter().chain(unknown).collect();
    let heads = ["", "all levels"].map(str::to_owned).into_iter();
    let mut rows =
        vec![heads.chain(levels.iter().map(|level| level_name(*level))).chain(["in all".to_owned()]).collect()];
    let begun = statistics.matrix.begun();
    for row in begun {
        let standings = [row.all].into_iter().chain(levels.iter().map(|level| row.at(*level))).map(standing);
        let name = [topic_name(row.topic.as_deref())].into_iter();
        rows.push(name.chain(standings).chain([cards(row.cards)]).collect());
    }
    table(out, "cards right the last time, of those answered; the weakest first", &rows)?;
    let others = statistics.matrix.rows.len() - begun.len();
    if others > 0 {
        writeln!(out, "  {} not begun", count(others, "topic"))?;
    }
    Ok(())
}

fn times(pace: &Pace, out: &mut impl Write) -> Result<()> {
    if pace.shares.iter().any(|answers| *answers > 0) {
        let names = UP_TO.iter().map(|percent| format!("up to {percent}%")).chain(["more".to_owned()]);
        let rows: Vec<Vec<String>> =
            names.zip(pace.shares).map(|(name, answers)| vec![name, count(answers, "answer")]).collect();
        table(out, "time to answer, in percent of its target", &rows)?;
    }
    let modes = pace.by_mode.iter().map(|typical| {
        let percent = typical.median_percent;
        let of_target = percent.map_or_else(String::new, |percent| format!("{percent}% of its target"));
        let slow = format!("{} of {} slow", typical.slow, typical.answers);
        vec![said::mode(typical.of).to_owned(), seconds(typical.median_answer_ms), of_target, slow]
    });
    table(out, "half of the answers took at most", &modes.collect::<Vec<_>>())
}

fn confidence(statistics: &Statistics, out: &mut impl Write) -> Result<()> {
    let rows: Vec<Vec<String>> = statistics
        .calibration
        .iter()
        .map(|line| {
            vec![said::confidence(line.confidence).to_owned(), format!("{} of {} right", line.right, line.answers)]
        })
        .collect();
    if rows.is_empty() { Ok(()) } else { table(out, "sure and right", &rows) }
}

fn hardest(statistics: &Statistics, out: &mut impl Write) -> Result<()> {
    if statistics.hardest.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nhardest cards")?;
    let sure = statistics.hardest.partition_point(|card| card.sure_but_wrong > 0);
    for (at, card) in statistics.hardest.iter().enumerate() {
        if at == 0 && sure > 0 {
            writeln!(out, "  wrong though sure: look here first")?;
        } else if at == sure && sure > 0 {
            writeln!(out, "  seldom right")?;
        }
        let indent = if sure > 0 { "    " } else { "  " };
        let right = format!("{} of {} right", card.right, card.answers);
        writeln!(out, "{indent}{right:<13}  {}  {}", printable(&card.key.id), printable(&card.question))?;
    }
    Ok(())
}

fn runs_and_days(statistics: &Statistics, out: &mut impl Write) -> Result<()> {
    let days = &statistics.calendar.days;
    let rows: Vec<Vec<String>> = days[days.len().saturating_sub(DAYS)..]
        .iter()
        .map(|day| {
            vec![written(day.day), count(day.answers, "answer"), format!("{} right", day.right), minutes(day.spent_ms)]
        })
        .collect();
    table(out, "last days", &rows)?;
    writeln!(out, "\nlast runs")?;
    for run in &statistics.runs[statistics.runs.len().saturating_sub(RUNS)..] {
        let Score { free, chosen } = run.score;
        let chosen = if chosen.total() > 0 { format!(" · choice and predict: {chosen}") } else { String::new() };
        let title = run.title.as_ref().map(|title| format!("  {}", printable(title))).unwrap_or_default();
        writeln!(out, "  {}  {free}{chosen}{title}", written(run.day))?;
    }
    Ok(())
}

/// Rows in columns under a title.
fn table(out: &mut impl Write, title: &str, rows: &[Vec<String>]) -> Result<()> {
    writeln!(out, "\n{title}")?;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| wide(column).unwrap_or(0)).collect();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{:<width$}", printable(cell))).collect();
        writeln!(out, "  {}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn topic_name(topic: Option<&str>) -> String {
    topic.unwrap_or("unknown").to_owned()
}

fn level_name(level: Option<Level>) -> String {
    level.map_or("unknown", |level| level.title()).to_owned()
}

fn right_of(tally: Tally) -> String {
    if tally.total() == 0 { "-".to_owned() } else { format!("{} of {}", tally.right, tally.total()) }
}

fn standing(standing: Standing) -> String {
    if standing.of == 0 { "-".to_owned() } else { format!("{} of {}", standing.right, standing.of) }
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100)
}

fn minutes(milliseconds: u64) -> String {
    count(usize::try_from(milliseconds.div_ceil(60_000)).unwrap_or(usize::MAX), "minute")
}
