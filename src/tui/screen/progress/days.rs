//! The days that were practised: how many, how many in a row, and what was done on each. It must not count.

use super::{Figures, heading};
use crate::practice::said::count;
use crate::study::event::Day;
use crate::study::statistics::{Calendar, MONTH};
use crate::study::target::{within_year, written};
use crate::tui::screen::Stage;
use crate::tui::widget::chart::{Column, Columns};
use crate::tui::widget::clock;
use crate::tui::widget::text::{both_ends, unbroken, wrap};
use ratatui::text::Line;

/// So many of the last days are listed.
const LISTED: usize = 60;

pub fn lines(figures: &Figures, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
    let (calendar, theme) = (&figures.statistics.calendar, stage.theme);
    let facts = [
        format!("Practised on {} of the last {MONTH} days", calendar.in_month),
        format!("now {} in a row", count(calendar.in_a_row, "day")),
        format!("at most {}", calendar.longest_row),
    ];
    let mut lines = wrap(&[(unbroken(&facts, theme), theme.plain)], columns, 0);
    lines.extend(heading("Answers a day", columns, theme));
    lines.extend(chart(calendar, figures.today, columns, stage));
    lines.extend(heading("Day by day", columns, theme));
    for day in calendar.days.iter().rev().take(LISTED) {
        let name = if day.day == figures.today { "today".to_owned() } else { written(day.day) };
        let said = [
            count(day.answers, "answer"),
            format!("{} right", day.right),
            format!("{} spent", clock::minutes(day.spent_ms)),
        ];
        lines.push(both_ends(name, theme.plain, theme.facts(&said), theme.plain, columns, theme));
    }
    lines
}

/// A column for each day up to today, as many whole weeks as have room.
fn chart(calendar: &Calendar, today: Day, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
    let theme = stage.theme;
    let widest = u64::try_from(calendar.most()).unwrap_or(u64::MAX);
    let weeks = (Columns::room(columns, widest, "") / 7).max(1);
    let days = i32::try_from(7 * weeks).unwrap_or(7);
    let first = Day(today.0.saturating_sub(days - 1));
    let values: Vec<Option<u64>> = (first.0..=today.0)
        .map(|day| calendar.answers_on(Day(day)).and_then(|answers| u64::try_from(answers).ok()))
        .collect();
    let most = values.iter().flatten().max().copied().unwrap_or(1);
    let drawn: Vec<Column> =
        values.into_iter().map(|value| Column { value, style: theme.accent, mark: None }).collect();
    let first = within_year(first);
    let chart = Columns { columns: &drawn, most, unit: "", ends: [&first, "today"] };
    chart.lines(if stage.is_roomy() { 6 } else { 3 }, columns, theme)
}
