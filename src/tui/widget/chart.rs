//! Charts that are drawn with signs: columns over an axis, and bars with an axis below them. They must not know what they count.

use super::text::{both_ends, clip, width};
use super::trend;
use crate::tui::theme::Theme;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// One value in the order of time.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// `None` draws no column.
    pub value: Option<u64>,
    pub style: Style,
    /// A second value, drawn beside it as a sign at its height.
    pub mark: Option<u64>,
}

/// Columns side by side over an axis.
#[derive(Debug)]
pub struct Columns<'a> {
    pub columns: &'a [Column],
    /// The value at the top of the axis.
    pub most: u64,
    /// Behind the numbers of the axis.
    pub unit: &'a str,
    /// Below the first and the last column.
    pub ends: [&'a str; 2],
}

impl Columns<'_> {
    /// How many of the columns have room, the last of which are drawn.
    pub fn room(columns: usize, most: u64, unit: &str) -> usize {
        columns.saturating_sub(axis_width(most, unit)) / 2
    }

    /// `rows` lines of columns, the axis and its ends.
    pub fn lines(&self, rows: usize, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Columns { most, unit, .. } = *self;
        let (rows, most) = (rows.max(1), most.max(1));
        let room = Columns::room(columns, most, unit);
        let shown = &self.columns[self.columns.len().saturating_sub(room)..];
        let glyphs = &theme.glyphs;
        let numbers = axis_width(most, unit) - 2;
        let mut lines = Vec::new();
        for row in (0..rows).rev() {
            // A number stands where its height is: the top at the highest row, a half only where it is a whole number.
            let half = most.is_multiple_of(2) && rows >= 4 && row + 1 == rows / 2;
            let number = match row + 1 == rows {
                true => format!("{most}{unit}"),
                false if half => format!("{}{unit}", most / 2),
                false => String::new(),
            };
            let sign = if number.is_empty() { glyphs.upright } else { glyphs.tick };
            let mut spans = vec![Span::styled(format!("{number:>numbers$} {sign}"), theme.quiet)];
            spans.extend(shown.iter().flat_map(|column| cell(column, row, rows, most, theme)));
            lines.push(Line::from(spans));
        }
        let feet = format!("{}{}", glyphs.foot, glyphs.rule).repeat(shown.len());
        let axis = format!("{:>numbers$} {}{feet}", format!("0{unit}"), glyphs.corner);
        lines.push(Line::from(Span::styled(axis, theme.quiet)));
        let wide = (2 * shown.len()).max(self.ends.iter().map(|end| width(end)).sum::<usize>() + 3);
        let wide = wide.min(columns.saturating_sub(numbers + 2));
        let [first, last] = if shown.len() > 1 { self.ends } else { ["", self.ends[1]] };
        let mut ends = match first {
            "" => Line::from(Span::styled(clip(last.to_owned(), wide, theme), theme.quiet)),
            first => both_ends(first.to_owned(), theme.quiet, last.to_owned(), theme.quiet, wide, theme),
        };
        ends.spans.insert(0, Span::raw(" ".repeat(numbers + 2)));
        lines.push(ends);
        lines
    }
}

/// Columns that the numbers of the axis and its line take.
fn axis_width(most: u64, unit: &str) -> usize {
    width(&format!("{}{unit}", most.max(1))) + 2
}

/// One column in one row, counted from below.
fn cell(column: &Column, row: usize, rows: usize, most: u64, theme: &Theme) -> [Span<'static>; 2] {
    let part = |value: u64, of: usize| {
        let of = u128::try_from(of).unwrap_or(u128::MAX);
        usize::try_from(u128::from(value.min(most)) * of / u128::from(most)).unwrap_or(0)
    };
    let has_mark = column.mark.is_some_and(|mark| part(mark, rows).min(rows - 1) == row);
    let beside = if has_mark { Span::styled(theme.glyphs.mark, theme.accent) } else { Span::raw(" ") };
    let Some(value) = column.value.filter(|value| *value > 0) else { return [Span::raw(" "), beside] };
    // Something always shows.
    let filled = part(value, 8 * rows).max(1).saturating_sub(8 * row).min(8);
    let sign = match (filled, theme.glyphs.ascii) {
        (0, _) => " ",
        (4.., true) => theme.glyphs.share_full,
        (_, true) if row == 0 => theme.glyphs.share_rest,
        (_, true) => " ",
        (filled, false) => trend::COLUMNS[filled - 1],
    };
    // A line under a blank, or under each part of a column, would only be in the way.
    let style = if sign == " " { Style::new() } else { column.style.remove_modifier(Modifier::UNDERLINED) };
    [Span::styled(sign, style), beside]
}

/// One bar: its name, how long it is, and what is said behind it.
#[derive(Debug)]
pub struct Bar {
    pub name: String,
    pub value: u64,
    pub style: Style,
    pub said: String,
}

/// Bars below each other, with an axis that says what their length is: `0 ──── 30 answers`.
pub fn bars(bars: &[Bar], most: u64, unit: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let most = most.max(1);
    let names = bars.iter().map(|bar| width(&bar.name)).max().unwrap_or(0).min(columns / 3);
    let said = bars.iter().map(|bar| width(&bar.said)).max().unwrap_or(0);
    let room = columns.saturating_sub(names + 2 + said + 2).max(1);
    let glyphs = &theme.glyphs;
    let row = |bar: &Bar| {
        let name = clip(&bar.name, names, theme);
        let gap = " ".repeat(names - width(&name));
        let full = u128::from(bar.value.min(most)) * u128::try_from(room).unwrap_or(1) / u128::from(most);
        let full = usize::try_from(full).unwrap_or(0).max(usize::from(bar.value > 0));
        Line::from(vec![
            Span::raw(format!("{name}{gap}")),
            Span::styled(format!(" {}", glyphs.upright), theme.quiet),
            Span::styled(glyphs.share_full.repeat(full), bar.style),
            Span::raw(format!("{}  {}", " ".repeat(room - full), bar.said)),
        ])
    };
    let mut lines: Vec<Line> = bars.iter().map(row).collect();
    let indent = " ".repeat(names + 1);
    let axis = format!("{indent}{}{}", glyphs.corner, glyphs.rule.repeat(room));
    lines.push(Line::from(Span::styled(axis, theme.quiet)));
    let ends = both_ends("0", theme.quiet, format!("{most}{unit}"), theme.quiet, (room + 1).max(width(unit)), theme);
    let mut ends = Line::from(ends.spans);
    ends.spans.insert(0, Span::raw(indent));
    lines.push(ends);
    lines
}

#[cfg(test)]
mod tests {
    use super::{Bar, Column, Columns, bars};
    use crate::tui::theme::{Palette, Theme};
    use crate::tui::widget::text::width;
    use ratatui::text::Line;

    fn shown(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.spans.iter().map(|span| &*span.content).collect::<String>();
        lines.iter().map(|line| text(line).trim_end().to_owned()).collect()
    }

    #[track_caller]
    fn check(values: &[Option<u64>], mark: Option<u64>, ascii: bool, columns: usize, expected: &[&str]) {
        let theme = Theme::new(Palette::Mono, ascii);
        let of = |value: &Option<u64>| Column { value: *value, style: theme.plain, mark: None };
        let mut drawn: Vec<Column> = values.iter().map(of).collect();
        drawn.extend(mark.map(|mark| Column { value: None, style: theme.plain, mark: Some(mark) }));
        let chart = Columns { columns: &drawn, most: 100, unit: "%", ends: ["1 May", "today"] };
        let lines = chart.lines(4, columns, &theme);
        assert_eq!(shown(&lines), expected);
        assert!(lines.iter().all(|line| line.width() <= columns));
    }

    #[test]
    fn columns_stand_on_an_axis_with_numbers() {
        check(
            &[Some(100), Some(50), Some(1), Some(0), None, Some(70)],
            None,
            false,
            40,
            &[
                "100% ┤█",
                "     │█         ▆",
                " 50% ┤█ █       █",
                "     │█ █ ▁     █",
                "  0% └┴─┴─┴─┴─┴─┴─",
                "      1 May   today",
            ],
        );
        check(
            &[Some(100), Some(40)],
            Some(100),
            true,
            40,
            &["100% |#    o", "     |#", " 50% |# #", "     |# #", "  0% ++-+-+-", "      1 May   today"],
        );
    }

    #[test]
    fn without_room_the_last_columns_stay() {
        check(
            &[Some(100), Some(100), Some(50), Some(50)],
            None,
            false,
            10,
            &["100% ┤", "     │", " 50% ┤█ █", "     │█ █", "  0% └┴─┴─", "      tod…"],
        );
    }

    #[test]
    fn one_column_has_one_end() {
        check(&[Some(100)], None, false, 20, &["100% ┤█", "     │█", " 50% ┤█", "     │█", "  0% └┴─", "      today"]);
    }

    #[test]
    fn bars_have_an_axis_and_say_their_number() {
        let theme = Theme::new(Palette::Mono, false);
        let bar = |name: &str, value| Bar { name: name.to_owned(), value, style: theme.plain, said: value.to_string() };
        let drawn = [bar("up to 25%", 10), bar("more", 1), bar("none", 0)];
        let lines = bars(&drawn, 10, " answers", 30, &theme);
        assert_eq!(
            shown(&lines),
            [
                "up to 25% │███████████████  10",
                "more      │█                1",
                "none      │                 0",
                "          └───────────────",
                "          0     10 answers",
            ]
        );
        assert!(shown(&lines).iter().all(|line| width(line) <= 30));
    }
}
