//! The last lines of every screen: the keys that act now, as many as fit. It must not know what they do.

use crate::tui::keys::{Command, Entry, Table};
use crate::tui::theme::Theme;
use crate::tui::widget::text::width;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// Blanks between two items.
const GAP: usize = 3;

/// One key and what it does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub keys: Cow<'static, str>,
    pub label: Cow<'static, str>,
    /// The label where room is short.
    pub brief: Cow<'static, str>,
    /// High ranks go first when room is short.
    pub rank: u8,
    /// Stands in brackets: what Enter takes.
    pub proposed: bool,
}

impl Item {
    pub fn new(keys: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, rank: u8) -> Item {
        let label = label.into();
        Item { keys: keys.into(), brief: label.clone(), label, rank, proposed: false }
    }

    /// With other words than those of its table; they serve where room is short, too.
    pub fn reading(self, label: impl Into<Cow<'static, str>>) -> Item {
        let label = label.into();
        Item { brief: label.clone(), label, ..self }
    }

    fn width(&self) -> usize {
        let brackets = if self.proposed { 2 } else { 0 };
        width(&self.keys) + 1 + width(&self.label) + brackets
    }

    fn spans(&self, theme: &Theme) -> Vec<Span<'static>> {
        let label = if self.proposed { theme.strong } else { theme.plain };
        let mut spans = vec![
            Span::styled(self.keys.clone(), theme.accent),
            Span::raw(" "),
            Span::styled(self.label.clone(), label),
        ];
        if self.proposed {
            spans.insert(0, Span::styled("[", theme.strong));
            spans.push(Span::styled("]", theme.strong));
        }
        spans
    }
}

/// The entries of `table` that have a place in the bar, as `reading` makes them read now; `None` where a key can do nothing.
pub fn items(table: &Table, reading: impl Fn(Command, Item) -> Option<Item>) -> Vec<Item> {
    let labelled = table.entries.iter().filter(|entry| !entry.label.is_empty());
    let item = |entry: &Entry| {
        let item = Item { brief: entry.brief.into(), ..Item::new(entry.keys, entry.label, entry.rank) };
        reading(entry.command(), item)
    };
    labelled.filter_map(item).collect()
}

/// Where one line holds them not even with brief labels, a screen with room for it shows them on so many.
const MOST_LINES: u16 = 2;

/// How many lines of `columns` the items ask for: one that is brief rather than two in full.
pub fn lines_for(items: &[Item], columns: usize) -> u16 {
    if [items, &briefly(items)].iter().any(|items| broken(items, columns, 1).is_some()) { 1 } else { MOST_LINES }
}

/// The same for all keys of a table: without making items of them, for a list asks this with every key.
pub fn lines_for_all(table: &Table, columns: usize) -> u16 {
    let widths = table.entries.iter().filter(|entry| !entry.label.is_empty()).map(|entry| {
        let label = width(entry.label).min(width(entry.brief));
        width(entry.keys) + 1 + label + GAP
    });
    if widths.sum::<usize>() <= columns + GAP { 1 } else { MOST_LINES }
}

/// The items on at most `lines` lines of `columns`, in their order: with brief labels rather than without an item, never cut,
/// and without the least important where there is no room even so.
pub fn lines(items: &[Item], columns: usize, lines: u16, theme: &Theme) -> Vec<Line<'static>> {
    if let Some(in_full) = (1..=lines).find_map(|lines| balanced(items, columns, lines)) {
        return drawn(in_full, theme);
    }
    let mut items = briefly(items);
    while broken(&items, columns, lines).is_none() {
        let Some(least) = (0..items.len()).max_by_key(|at| items[*at].rank) else { break };
        items.remove(least);
    }
    drawn(balanced(&items, columns, lines).unwrap_or_default(), theme)
}

/// The same on one line.
pub fn line(items: &[Item], columns: usize, theme: &Theme) -> Line<'static> {
    lines(items, columns, 1, theme).pop().unwrap_or_default()
}

fn briefly(items: &[Item]) -> Vec<Item> {
    items.iter().map(|item| Item { label: item.brief.clone(), ..item.clone() }).collect()
}

/// On lines that are about as long as each other: none stands alone behind a full one.
fn balanced(items: &[Item], columns: usize, lines: u16) -> Option<Vec<&[Item]>> {
    let all: usize = items.iter().map(|item| item.width() + GAP).sum();
    let even = all.checked_div(lines.into()).unwrap_or(0).saturating_sub(GAP);
    (even.min(columns)..=columns).find_map(|columns| broken(items, columns, lines))
}

/// Each line filled before the next begins; `None` where that takes more than `lines`.
fn broken(items: &[Item], columns: usize, lines: u16) -> Option<Vec<&[Item]>> {
    let mut rest = items;
    let mut filled = Vec::new();
    while !rest.is_empty() {
        let mut used = 0;
        let fits = |item: &&Item| {
            used += if used == 0 { item.width() } else { GAP + item.width() };
            used <= columns
        };
        let count = rest.iter().take_while(fits).count();
        if count == 0 || filled.len() == usize::from(lines) {
            return None;
        }
        let (line, others) = rest.split_at(count);
        filled.push(line);
        rest = others;
    }
    Some(filled)
}

fn drawn(lines: Vec<&[Item]>, theme: &Theme) -> Vec<Line<'static>> {
    let line = |items: &[Item]| {
        let mut spans: Vec<Span> = Vec::new();
        for item in items {
            if !spans.is_empty() {
                spans.push(Span::styled(" ".repeat(GAP), Style::default()));
            }
            spans.extend(item.spans(theme));
        }
        Line::from(spans)
    };
    lines.into_iter().map(line).collect()
}

/// Positions of the parts, given as width and rank, that fit side by side; the highest rank goes first, of equals the last.
pub fn fitting(parts: &[(usize, u8)], gap: usize, columns: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..parts.len()).collect();
    let room =
        |kept: &[usize]| kept.iter().map(|index| parts[*index].0).sum::<usize>() + gap * kept.len().saturating_sub(1);
    while room(&kept) > columns {
        let Some(least) = (0..kept.len()).max_by_key(|at| parts[kept[*at]].1) else { break };
        kept.remove(least);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::{ANSWERED, ASKING, BROWSE, HOME};
    use crate::tui::theme::Palette;

    #[test]
    fn what_does_not_fit_is_dropped_whole_and_least_important_first() {
        let items = [
            Item::new("1-3", "reveal", 0),
            Item::new("s", "skip", 4),
            Item::new("?", "keys", 2),
            Item::new("q", "leave", 1),
        ];
        let theme = Theme::new(Palette::Sixteen, false);
        for (columns, expected) in [
            (60, "1-3 reveal   s skip   ? keys   q leave"),
            (38, "1-3 reveal   s skip   ? keys   q leave"),
            (37, "1-3 reveal   ? keys   q leave"),
            (28, "1-3 reveal   q leave"),
            (10, "1-3 reveal"),
            (9, ""),
            (0, ""),
        ] {
            let text: String = line(&items, columns, &theme).spans.iter().map(|span| span.content.clone()).collect();
            assert_eq!(text, expected, "in {columns} columns");
        }
    }
    #[test]
    fn labels_become_brief_before_an_item_goes() {
        let reveal = Item { brief: "reveal".into(), ..Item::new("1-3", "reveal, that sure", 0) };
        let items = [reveal, Item::new("q", "leave", 1)];
        let theme = Theme::new(Palette::Sixteen, false);
        for (columns, expected) in [
            (31, "1-3 reveal, that sure   q leave"),
            (30, "1-3 reveal   q leave"),
            (20, "1-3 reveal   q leave"),
            (19, "1-3 reveal"),
        ] {
            let text: String = line(&items, columns, &theme).spans.iter().map(|span| span.content.clone()).collect();
            assert_eq!(text, expected, "in {columns} columns");
        }
    }

    #[test]
    fn two_lines_hold_what_one_has_no_room_for_even_briefly() {
        let again = Item { brief: "again".into(), ..Item::new("r", "run again", 3) };
        let items = [Item::new("enter", "begin", 0), again, Item::new("p", "plan", 5), Item::new("q", "leave", 1)];
        let theme = Theme::new(Palette::Sixteen, false);
        for (columns, asked, expected) in [
            (44, 1, "enter begin   r run again   p plan   q leave"),
            (43, 1, "enter begin   r run again|p plan   q leave"),
            (40, 1, "enter begin   r run again|p plan   q leave"),
            (39, 2, "enter begin   r run again|p plan   q leave"),
            (25, 2, "enter begin   r run again|p plan   q leave"),
            (24, 2, "enter begin   r again|p plan   q leave"),
            (20, 2, "enter begin|r again   q leave"),
            (11, 2, "enter begin|q leave"),
            (10, 2, ""),
            (0, 2, ""),
        ] {
            let text = |line: Line| line.spans.iter().map(|span| span.content.clone()).collect::<String>();
            let drawn: Vec<String> = lines(&items, columns, 2, &theme).into_iter().map(text).collect();
            assert_eq!(
                (lines_for(&items, columns), drawn.join("|").as_str()),
                (asked, expected),
                "in {columns} columns"
            );
        }
    }

    #[test]
    fn a_table_asks_for_as_many_lines_as_its_items() {
        for table in [&HOME, &BROWSE, &ASKING, &ANSWERED] {
            let items = items(table, |_, item| Some(item));
            for columns in 0..300 {
                assert_eq!(lines_for_all(table, columns), lines_for(&items, columns), "{} in {columns}", table.name);
            }
        }
    }
}
