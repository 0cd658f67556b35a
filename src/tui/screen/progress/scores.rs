//! Scores: all of them in a line, run by run as a chart, by way of asking, by level, and the last runs. It must not count.

use super::{Figures, heading, row};
use crate::bank::Level;
use crate::practice::said::{count, mode};
use crate::study::run::Score;
use crate::study::statistics::{RunScore, Statistics, Tally};
use crate::study::target::{within_year, written};
use crate::tui::screen::Stage;
use crate::tui::theme::Theme;
use crate::tui::widget::chart::{Column, Columns};
use crate::tui::widget::progress_bar::share_style;
use crate::tui::widget::tally::{bars, tally_line};
use crate::tui::widget::text::{both_ends, unbroken, width, wrap};
use ratatui::style::Style;
use ratatui::text::Line;

/// So many of the last runs are listed.
const LISTED: usize = 30;

/// From so many columns on words are written out.
const WIDE: usize = 60;

pub fn lines(figures: &Figures, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
    let theme = stage.theme;
    let statistics = &figures.statistics;
    let Statistics { score, chosen, calendar, attempts, runs, sure_but_wrong_cards: sure, .. } = statistics;
    let mut lines = Vec::new();
    if *sure > 0 {
        let text = format!("Wrong though sure: {}, first under Hardest", count(*sure, "card"));
        lines.extend(wrap(&[(text, theme.attention.patch(theme.strong.add_modifier))], columns, 0));
    }
    if score.total() > 0 || chosen.total() == 0 {
        lines.extend(tally_line("", *score, columns, theme));
    }
    if chosen.total() > 0 {
        lines.extend(tally_line("Choice and predict: ", *chosen, columns, theme));
    }
    let facts = [count(*attempts, "answer"), count(runs.len(), "run"), count(calendar.days.len(), "day")];
    lines.extend(wrap(&[(unbroken(&facts, theme), theme.quiet)], columns, 0));
    lines.extend(heading("Right at the first answer, run by run", columns, theme));
    lines.extend(chart(runs, columns, stage));
    lines.extend(heading("By way of asking, right at the first answer", columns, theme));
    lines.extend(modes(statistics, columns, theme));
    if !statistics.by_level.is_empty() {
        lines.extend(heading("By level", columns, theme));
        let name = |level: Option<Level>| level.map_or("no level", |level| level.title()).to_owned();
        let rows: Vec<(String, Tally)> =
            statistics.by_level.iter().map(|(level, tally)| (name(*level), *tally)).collect();
        let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        lines.extend(bars(&rows, names, columns, theme));
    }
    lines.extend(heading("Last runs", columns, theme));
    lines.extend(runs.iter().rev().take(LISTED).flat_map(|run| listed(run, columns, theme)));
    lines
}

/// A column for each run; what was chosen among options is a sign, for it can be guessed.
fn chart(runs: &[RunScore], columns: usize, stage: &Stage) -> Vec<Line<'static>> {
    let theme = stage.theme;
    let percent = |tally: Tally| tally.share_right().map(|share| (share * 100.0).round() as u64);
    let column = |run: &RunScore| {
        let Score { free, chosen } = run.score;
        Column { value: percent(free), style: share_style(free.right, free.total(), theme), mark: percent(chosen) }
    };
    let room = Columns::room(columns, 100, "%");
    let shown = &runs[runs.len().saturating_sub(room)..];
    let drawn: Vec<Column> = shown.iter().map(column).collect();
    let ends = [shown.first(), shown.last()].map(|run| run.map_or_else(String::new, |run| within_year(run.day)));
    let chart = Columns { columns: &drawn, most: 100, unit: "%", ends: [&ends[0], &ends[1]] };
    let rows = match stage.area.height {
        36.. => 8,
        22.. => 6,
        _ => 4,
    };
    let mut lines = chart.lines(rows, columns, theme);
    let glyphs = &theme.glyphs;
    let mut legend = vec![(format!("{} free answers", glyphs.share_full), theme.quiet)];
    if drawn.iter().any(|column| column.mark.is_some()) {
        legend.push((format!("   {} choice and predict", glyphs.mark), theme.quiet));
    }
    if shown.len() < runs.len() {
        legend.push((format!("   the last {} runs", shown.len()), theme.quiet));
    }
    lines.extend(wrap(&legend, columns, 0));
    lines
}

fn modes(statistics: &Statistics, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let (cell, heads) = match columns >= WIDE {
        true => (15, ["last 7 days", "last 30 days", "ever"]),
        false => (9, ["7 days", "30 days", "ever"]),
    };
    let name = columns.saturating_sub(3 * cell).min(14);
    let mut lines = vec![row("", name, &heads.map(|head| (head.to_owned(), theme.quiet)), cell, theme)];
    let said = |tally: Tally| match tally.total() {
        0 => (theme.glyphs.open.to_owned(), theme.quiet),
        total => (format!("{} of {total}", tally.right), share_style(tally.right, total, theme)),
    };
    for score in &statistics.by_mode {
        let cells = [score.week, score.month, score.ever].map(said);
        lines.push(row(mode(score.mode), name, &cells, cell, theme));
    }
    lines
}

/// `2026-11-25  14 right (3 slow) · 3 partly · 3 wrong   quiz · asyncio`; on a narrow screen in two lines.
fn listed(run: &RunScore, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let Score { free, chosen } = run.score;
    let mut said = Vec::new();
    if free.total() > 0 {
        said.push(free.to_string());
    }
    if chosen.total() > 0 {
        said.push(format!("{} of {} chosen right", chosen.right, chosen.total()));
    }
    let day = written(run.day);
    let score = theme.facts(&said);
    let title = theme.say(run.title.as_deref().unwrap_or_default());
    let left = format!("{day}  {score}");
    if width(&left) + width(&title) + 2 <= columns {
        return vec![both_ends(left, theme.plain, title, theme.quiet, columns, theme)];
    }
    let mut lines = vec![both_ends(day, theme.plain, title, theme.quiet, columns, theme)];
    let score: Vec<(String, Style)> = vec![("  ".to_owned(), theme.plain), (unbroken(&said, theme), theme.plain)];
    lines.extend(wrap(&score, columns, 2));
    lines
}
