//! Topics by level: how the cards stand that were answered, and the quiz that each cell stands for. It must not know how a
//! quiz is begun.

use super::{Figures, Sheet};
use crate::bank::Level;
use crate::study::statistics::{Matrix, Standing, TopicRow};
use crate::tui::screen::Stage;
use crate::tui::screen::browse::quoted;
use crate::tui::theme::Theme;
use crate::tui::widget::progress_bar::share_style;
use crate::tui::widget::text::{clip, width, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// From so many columns on words are written out, and how many cards there are is said.
const WIDE: usize = 70;

/// The cell under the cursor, by its row and column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    pub row: usize,
    column: usize,
}

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    AllLevels,
    Level(Option<Level>),
}

fn heads(matrix: &Matrix) -> Vec<Head> {
    let unknown = matrix.has_unknown_level().then_some(Head::Level(None));
    [Head::AllLevels].into_iter().chain(Level::ALL.map(|level| Head::Level(Some(level)))).chain(unknown).collect()
}

impl Head {
    fn title(self, wide: bool) -> &'static str {
        match (self, wide) {
            (Head::AllLevels, _) => "all",
            (Head::Level(None), true) => "no level",
            (Head::Level(None), false) => "none",
            (Head::Level(Some(level)), true) => level.title(),
            (Head::Level(Some(level)), false) => &level.title()[..3],
        }
    }

    fn standing(self, row: &TopicRow) -> Standing {
        match self {
            Head::AllLevels => row.all,
            Head::Level(level) => row.at(level),
        }
    }
}

impl Cell {
    pub fn aside(&mut self, rightward: bool, matrix: &Matrix) {
        let last = heads(matrix).len() - 1;
        self.column = if rightward { (self.column + 1).min(last) } else { self.column.min(last).saturating_sub(1) };
    }

    /// To a row, and where one is named to a column.
    pub fn go_to(&mut self, row: usize, column: Option<usize>) {
        *self = Cell { row, column: column.unwrap_or(self.column) };
    }

    /// The query of the cards of the cell, within `base`; `None` where there is no topic.
    pub fn query(self, matrix: &Matrix, base: &str) -> Option<String> {
        let topic = matrix.rows.get(self.row)?.topic.as_deref();
        let mut terms = vec![format!("topic:{}", topic.map_or_else(|| "unknown".to_owned(), quoted))];
        let heads = heads(matrix);
        if let Head::Level(level) = heads[self.column.min(heads.len() - 1)] {
            terms.push(format!("level:{}", level.map_or("unknown", |level| level.name())));
        }
        if !base.is_empty() {
            // It may hold an "or", which must not reach the topic.
            terms.push(format!("({base})"));
        }
        Some(terms.join(" "))
    }
}

/// Where the columns stand.
struct Layout {
    wide: bool,
    name: usize,
    cells: Vec<usize>,
    cards: usize,
}

impl Layout {
    fn of(heads: &[Head], columns: usize) -> Layout {
        let wide = columns >= WIDE;
        let least = if wide { 9 } else { 6 };
        let cells: Vec<usize> = heads.iter().map(|head| (width(head.title(wide)) + 2).max(least)).collect();
        let cards = if wide { 7 } else { 0 };
        let name = columns.saturating_sub(2 + cells.iter().sum::<usize>() + cards);
        Layout { wide, name, cells, cards }
    }
}

/// The column of cells at `x` in a row of `columns`; `None` in the name of the topic, and behind them.
pub fn column_at(matrix: &Matrix, columns: usize, x: usize) -> Option<usize> {
    let layout = Layout::of(&heads(matrix), columns);
    let mut end = 2 + layout.name;
    if x < end {
        return None;
    }
    layout.cells.iter().position(|columns| {
        end += columns;
        x < end
    })
}

pub fn sheet(figures: &Figures, cell: Cell, columns: usize, stage: &Stage) -> Sheet {
    let (matrix, theme) = (&figures.statistics.matrix, stage.theme);
    let mut lines = Vec::new();
    if matrix.rows.is_empty() {
        let text = "There are no cards yet: qbank import FILE reads a page of questions.";
        return Sheet::of(wrap(&[(text.to_owned(), theme.plain)], columns, 0));
    }
    if stage.is_roomy() {
        let text = "Cards right the last time, of those answered: the weakest topic first.";
        lines.extend(wrap(&[(text.to_owned(), theme.quiet)], columns, 0));
    }
    let heads = heads(matrix);
    let layout = Layout::of(&heads, columns);
    let titles = heads.iter().map(|head| (head.title(layout.wide).to_owned(), theme.strong));
    let cards = (layout.cards > 0).then(|| "cards".to_owned());
    lines.push(line("", &titles.collect::<Vec<_>>(), cards, &layout, None, theme));
    let fixed = lines.len();
    for (at, row) in matrix.rows.iter().enumerate() {
        let name = row.topic.as_deref().unwrap_or("no topic");
        let cells: Vec<(String, Style)> =
            heads.iter().map(|head| said(head.standing(row), layout.wide, theme)).collect();
        let chosen = (at == cell.row).then_some(cell.column.min(heads.len() - 1));
        let cards = (layout.cards > 0).then(|| row.cards.to_string());
        lines.push(line(name, &cells, cards, &layout, chosen, theme));
    }
    Sheet { lines, fixed, cursor: Some(fixed + cell.row) }
}

/// `3 of 4`, on a narrow screen `3/4`.
fn said(Standing { right, of }: Standing, wide: bool, theme: &Theme) -> (String, Style) {
    match (of, wide) {
        (0, _) => (theme.glyphs.open.to_owned(), theme.quiet),
        (_, true) => (format!("{right} of {of}"), share_style(right, of, theme)),
        (_, false) => (format!("{right}/{of}"), share_style(right, of, theme)),
    }
}

fn line(
    name: &str,
    cells: &[(String, Style)],
    cards: Option<String>,
    layout: &Layout,
    chosen: Option<usize>,
    theme: &Theme,
) -> Line<'static> {
    let name = clip(name, layout.name, theme);
    let gap = " ".repeat(layout.name - width(&name));
    let sign = if chosen.is_some() { theme.glyphs.cursor } else { " " };
    let mut spans = vec![Span::styled(format!("{sign} "), theme.accent), Span::raw(format!("{name}{gap}"))];
    for (at, ((text, style), columns)) in cells.iter().zip(&layout.cells).enumerate() {
        let text = clip(text, columns.saturating_sub(1), theme).into_owned();
        let before = " ".repeat(columns.saturating_sub(width(&text) + 1));
        match chosen == Some(at) {
            // The bar has a blank at both sides of the number.
            true => spans.extend([
                Span::raw(" ".repeat(before.len().saturating_sub(1))),
                Span::styled(format!(" {text} "), theme.selected),
            ]),
            false => spans.extend([Span::raw(before), Span::styled(text, *style), Span::raw(" ")]),
        }
    }
    if let Some(cards) = cards {
        let cards = clip(cards, layout.cards, theme);
        let before = " ".repeat(layout.cards - width(&cards));
        spans.push(Span::styled(format!("{before}{cards}"), theme.quiet));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Level, Matrix, TopicRow};
    use crate::study::statistics::{LEVELS, Standing};

    #[test]
    fn each_cell_stands_for_a_query() {
        let row = |topic: Option<&str>, levels: &[Option<Level>]| TopicRow {
            topic: topic.map(str::to_owned),
            cards: 3,
            all: Standing::default(),
            levels: LEVELS.map(|level| Standing { right: 0, of: usize::from(levels.contains(&level)) }),
        };
        let matrix =
            Matrix { rows: vec![row(Some("isolation levels"), &[None]), row(None, &[]), row(Some("sets"), &[])] };
        for (at, column, base, expected) in [
            (0, 0, "", "topic:\"isolation levels\""),
            (0, 1, "", "topic:\"isolation levels\" level:beginner"),
            (1, 3, "", "topic:unknown level:advanced"),
            (2, 4, "", "topic:sets level:unknown"),
            (2, 9, "tag:a or tag:b", "topic:sets level:unknown (tag:a or tag:b)"),
        ] {
            let cell = Cell { row: at, column };
            assert_eq!(cell.query(&matrix, base).as_deref(), Some(expected));
        }
        assert_eq!(Cell { row: 3, column: 0 }.query(&matrix, ""), None);
    }
}
