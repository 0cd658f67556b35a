//! A table of Markdown as lines: columns side by side, or row by row where they have no room. It must not know what it holds.

use super::markdown::Ink;
use super::text::{width, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Below this many columns a cell is not worth reading.
const LEAST: usize = 8;
const GAP: usize = 2;

/// A heading and rows of as many cells.
#[derive(Debug, PartialEq, Eq)]
pub struct Table<'a> {
    sides: Vec<Side>,
    /// The first is the heading.
    rows: Vec<Vec<&'a str>>,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Middle,
    Right,
}

type Cell = Vec<(String, Style)>;

/// The table that begins with the first of the lines: a heading, a line of dashes with as many cells, and the rows below.
pub fn read<'a>(lines: &[&'a str]) -> Option<Table<'a>> {
    let [heading, dashes, below @ ..] = lines else { return None };
    if !heading.contains('|') || !dashes.contains('|') {
        return None;
    }
    let sides: Vec<Side> = cells(dashes).into_iter().map(side).collect::<Option<_>>()?;
    let heading = cells(heading);
    if heading.len() != sides.len() {
        return None;
    }
    // A row with more cells than the heading is no row of this table: it would lose them.
    let is_row = |line: &&&str| line.contains('|') && cells(line).len() <= sides.len();
    let mut rows = vec![heading];
    for line in below.iter().take_while(is_row) {
        let mut row = cells(line);
        row.resize(sides.len(), "");
        rows.push(row);
    }
    Some(Table { sides, rows })
}

/// The cells of a line; a bar within code or behind a backslash parts none.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
    let mut cells = Vec::new();
    let (mut begin, mut in_code, mut before) = (0, false, ' ');
    for (at, character) in line.char_indices() {
        match character {
            '`' => in_code = !in_code,
            '|' if !in_code && before != '\\' => {
                cells.push(line[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
        before = character;
    }
    cells.push(line[begin..].trim());
    cells
}

fn side(dashes: &str) -> Option<Side> {
    let (left, right) = (dashes.starts_with(':'), dashes.ends_with(':'));
    let inside = dashes.trim_matches(':');
    (!inside.is_empty() && inside.bytes().all(|byte| byte == b'-')).then_some(match (left, right) {
        (true, true) => Side::Middle,
        (false, true) => Side::Right,
        _ => Side::Left,
    })
}

impl Table<'_> {
    /// Lines of the text that it takes.
    pub fn rows(&self) -> usize {
        self.rows.len() + 1
    }

    pub fn lines(&self, columns: usize, ink: &Ink) -> Vec<Line<'static>> {
        let strong = Ink { base: ink.base.add_modifier(ink.theme.strong.add_modifier), ..*ink };
        let cells: Vec<Vec<Cell>> = self
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| row.iter().map(|cell| if at == 0 { &strong } else { ink }.runs(cell)).collect())
            .collect();
        match fitted(natural(&cells), columns) {
            Some(widths) => self.side_by_side(&cells, &widths, ink),
            None => row_by_row(&cells, columns),
        }
    }

    fn side_by_side(&self, cells: &[Vec<Cell>], widths: &[usize], ink: &Ink) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for (at, row) in cells.iter().enumerate() {
            let wrapped: Vec<Vec<Line>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width, 0)).collect();
            let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                let mut spans = Vec::new();
                for (column, (cell, width)) in wrapped.iter().zip(widths).enumerate() {
                    let cell = cell.get(line).cloned().unwrap_or_default();
                    let free = width.saturating_sub(cell.width());
                    let before = match self.sides[column] {
                        Side::Left => 0,
                        Side::Middle => free / 2,
                        Side::Right => free,
                    };
                    spans.push(Span::raw(" ".repeat(before)));
                    spans.extend(cell.spans);
                    spans.push(Span::raw(" ".repeat(free - before + GAP)));
                }
                spans.pop();
                lines.push(Line::from(spans));
            }
            if at == 0 {
                let rules: Vec<String> = widths.iter().map(|width| ink.theme.glyphs.rule.repeat(*width)).collect();
                lines.push(Line::from(Span::styled(rules.join(&" ".repeat(GAP)), ink.theme.quiet)));
            }
        }
        lines
    }
}

/// Each row as a block: its first cell, and below it the others behind the names of their columns.
fn row_by_row(cells: &[Vec<Cell>], columns: usize) -> Vec<Line<'static>> {
    let Some((heading, rows)) = cells.split_first() else { return Vec::new() };
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        for (name, cell) in heading.iter().zip(row) {
            let named = name.iter().cloned().chain([(": ".to_owned(), Style::default())]).chain(cell.iter().cloned());
            lines.extend(wrap(&named.collect::<Cell>(), columns, 2));
        }
    }
    lines
}

/// Columns that each column would like to have.
fn natural(cells: &[Vec<Cell>]) -> Vec<usize> {
    let wide = |cell: &Cell| cell.iter().map(|(text, _)| width(text)).sum::<usize>();
    let columns = cells.first().map_or(0, Vec::len);
    (0..columns).map(|column| cells.iter().map(|row| wide(&row[column])).max().unwrap_or(0).max(1)).collect()
}

/// The widths with which all columns fit, the widest giving way first; `None` where they would be too narrow to read.
fn fitted(mut widths: Vec<usize>, columns: usize) -> Option<Vec<usize>> {
    let room = columns.checked_sub(GAP * widths.len().saturating_sub(1))?;
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max()?;
        if *widest <= LEAST {
            return None;
        }
        *widest -= 1;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use crate::tui::theme::{Palette, Theme};
    use crate::tui::widget::text::{prose, width};

    #[track_caller]
    fn check(text: &str, columns: usize, expected: &[&str]) {
        let theme = Theme::new(Palette::Sixteen, false);
        let lines = prose(text, columns, theme.plain, &theme);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| line.spans.iter().map(|span| &*span.content).collect::<String>().trim_end().to_owned())
            .collect();
        assert_eq!(shown, expected);
        assert!(shown.iter().all(|line| width(line) <= columns));
    }

    #[test]
    fn a_table_stands_in_columns() {
        check(
            "| type | cost |\n|:---|---:|\n| list | 1 |\n| `a | b` | 漢字 |\nend",
            40,
            &["type   cost", "─────  ────", "list      1", "a | b  漢字", "end"],
        );
    }

    #[test]
    fn wide_cells_are_wrapped_and_narrow_screens_get_rows() {
        let table = "name | what it does\n--- | ---\nlock | one at a time holds it";
        check(table, 24, &["name  what it does", "────  ──────────────────", "lock  one at a time", "      holds it"]);
        check(table, 12, &["name: lock", "what it", "  does: one", "  at a time", "  holds it"]);
    }

    #[test]
    fn bars_in_prose_are_no_table() {
        check("a | b\nc | d", 20, &["a | b", "c | d"]);
        check("x | y\n--- | --- | ---", 20, &["x | y", "--- | --- | ---"]);
        check("a | b\n--|--\nc | d | e", 20, &["a  b", "─  ─", "c | d | e"]);
    }
}
