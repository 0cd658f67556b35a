//! The time that answers took, against the target of each. It must not count.

use super::{heading, row};
use crate::practice::said::{count, mode};
use crate::study::statistics::{Pace, UP_TO};
use crate::tui::theme::Theme;
use crate::tui::widget::chart::{Bar, bars};
use crate::tui::widget::clock::minutes;
use crate::tui::widget::text::{unbroken, wrap};
use ratatui::style::Style;
use ratatui::text::Line;

pub fn lines(pace: &Pace, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let (Some(answering), Some(reading)) = (pace.median_answer_ms, pace.median_reading_ms) {
        let of_target = pace.median_percent.map(|percent| format!("{percent}% of the target"));
        let half = format!("Half of the answers took at most {}", minutes(answering));
        let reading = format!("reading {}", minutes(reading));
        let facts: Vec<String> = [Some(half), of_target, Some(reading)].into_iter().flatten().collect();
        lines.extend(wrap(&[(unbroken(&facts, theme), theme.plain)], columns, 0));
    }
    let slow = format!("{} of {} slow", pace.slow, count(pace.answers, "answer"));
    let style = if pace.slow > 0 { theme.attention } else { theme.quiet };
    lines.extend(wrap(&[(slow, style)], columns, 0));
    if pace.shares.iter().any(|answers| *answers > 0) {
        lines.extend(heading("First answers by time, in percent of their target", columns, theme));
        lines.extend(shares(pace, columns, theme));
    } else {
        let text = "The targets of these answers are not known.";
        lines.extend(wrap(&[(text.to_owned(), theme.quiet)], columns, 0));
    }
    let modes = pace
        .by_mode
        .iter()
        .map(|of| (mode(of.of).to_owned(), of.median_answer_ms, of.median_percent, of.slow, of.answers));
    lines.extend(heading("By way of asking: half took at most", columns, theme));
    lines.extend(table(modes, columns, theme));
    let topics = pace.by_topic.iter().map(|of| {
        let name = of.of.clone().unwrap_or_else(|| "no topic".to_owned());
        (name, of.median_answer_ms, of.median_percent, of.slow, of.answers)
    });
    lines.extend(heading("By topic, the slowest first", columns, theme));
    lines.extend(table(topics, columns, theme));
    lines
}

fn shares(pace: &Pace, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let names = UP_TO.iter().map(|percent| format!("up to {percent}%")).chain(["more".to_owned()]);
    let over = |at: usize| UP_TO.get(at).is_none_or(|percent| *percent > 100);
    let drawn: Vec<Bar> = names
        .zip(pace.shares)
        .enumerate()
        .map(|(at, (name, answers))| Bar {
            name,
            value: u64::try_from(answers).unwrap_or(u64::MAX),
            style: if over(at) { theme.attention } else { theme.right },
            said: if over(at) { format!("{answers} over") } else { answers.to_string() },
        })
        .collect();
    let most = drawn.iter().map(|bar| bar.value).max().unwrap_or(0);
    bars(&drawn, most, " answers", columns, theme)
}

/// A name, milliseconds, percent of the target, how many were slow, of how many.
type Row = (String, u64, Option<u64>, usize, usize);

fn table(rows: impl Iterator<Item = Row>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let wide = columns >= 60;
    let cell = if wide { 15 } else { 9 };
    let name = columns.saturating_sub(3 * cell);
    let line = |(title, ms, percent, slow, answers): Row| {
        let percent = percent.map_or_else(|| theme.glyphs.open.to_owned(), |percent| format!("{percent}%"));
        let many: Style = if slow > 0 { theme.attention } else { theme.quiet };
        let slow = if wide { format!("{slow} of {answers}") } else { format!("{slow}/{answers}") };
        row(&title, name, &[(minutes(ms), theme.plain), (percent, theme.plain), (slow, many)], cell, theme)
    };
    let heads = ["time", "of target", "slow"].map(|head| (head.to_owned(), theme.quiet));
    [row("", name, &heads, cell, theme)].into_iter().chain(rows.map(line)).collect()
}
