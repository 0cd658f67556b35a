//! The last line of every screen: the keys that act now, as many as fit. It must not know what they do.

use crate::tui::keys::{Command, Entry, Table};
use crate::tui::theme::Theme;
use crate::tui::widget::text::width;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Blanks between two items.
const GAP: usize = 3;

/// One key and what it does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub keys: String,
    pub label: String,
    /// The label where room is short.
    pub brief: String,
    /// High ranks go first when room is short.
    pub rank: u8,
    /// Stands in brackets: what Enter takes.
    pub proposed: bool,
}

impl Item {
    pub fn new(keys: &str, label: &str, rank: u8) -> Item {
        Item { keys: keys.to_owned(), label: label.to_owned(), brief: label.to_owned(), rank, proposed: false }
    }

    /// With other words than those of its table; they serve where room is short, too.
    pub fn reading(self, label: &str) -> Item {
        Item { label: label.to_owned(), brief: label.to_owned(), ..self }
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
        let item = Item { brief: entry.brief.to_owned(), ..Item::new(entry.keys, entry.label, entry.rank) };
        reading(entry.command(), item)
    };
    labelled.filter_map(item).collect()
}

/// The items that fit into `columns`, in their order: with brief labels rather than without an item, and never cut.
pub fn line(items: &[Item], columns: usize, theme: &Theme) -> Line<'static> {
    let in_full = kept(items, columns);
    if in_full.len() == items.len() {
        return drawn(items, &in_full, theme);
    }
    let brief: Vec<Item> = items.iter().map(|item| Item { label: item.brief.clone(), ..item.clone() }).collect();
    drawn(&brief, &kept(&brief, columns), theme)
}

fn kept(items: &[Item], columns: usize) -> Vec<usize> {
    let parts: Vec<(usize, u8)> = items.iter().map(|item| (item.width(), item.rank)).collect();
    fitting(&parts, GAP, columns)
}

fn drawn(items: &[Item], kept: &[usize], theme: &Theme) -> Line<'static> {
    let mut spans: Vec<Span> = Vec::new();
    for index in kept {
        if !spans.is_empty() {
            spans.push(Span::styled(" ".repeat(GAP), Style::default()));
        }
        spans.extend(items[*index].spans(theme));
    }
    Line::from(spans)
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
        let reveal = Item { brief: "reveal".to_owned(), ..Item::new("1-3", "reveal, that sure", 0) };
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
}
