//! Scores in words and as bars, each part in the colour of what it says. It must not know whose scores they are.

use super::progress_bar;
use super::text::{NO_BREAK, clip, unbroken, width, wrap};
use crate::study::statistics::Tally;
use crate::tui::theme::Theme;
use ratatui::text::{Line, Span};

/// Columns of a bar.
const BAR: usize = 10;

/// The score line behind `head`.
pub fn tally_line(head: &str, tally: Tally, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let said = tally.to_string();
    let parts: Vec<&str> = said.split(" · ").collect();
    let dot = theme.glyphs.dot.trim();
    let mut runs = vec![(head.to_owned(), theme.quiet)];
    let counts = [(tally.right, theme.right), (tally.partly, theme.attention), (tally.wrong, theme.wrong)];
    for (index, (part, (count, style))) in parts.iter().zip(counts).enumerate() {
        // What did not happen calls for no attention.
        let style = if count > 0 { style.patch(theme.strong.add_modifier) } else { theme.quiet };
        runs.push((unbroken(&[part], theme), style));
        if index + 1 < parts.len() {
            // The line breaks behind the sign, not before it.
            runs.push((format!("{NO_BREAK}{dot} "), theme.quiet));
        }
    }
    wrap(&runs, columns, 0)
}

/// `asyncio   ████████░░  4 of 5 right`, with `names` columns for the name.
pub fn bars(rows: &[(String, Tally)], names: usize, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let names = names.min(columns.saturating_sub(BAR + 18));
    let row = |(name, tally): &(String, Tally)| {
        let name = clip(name, names, theme).into_owned();
        let gap = " ".repeat(names - width(&name) + 2);
        let mut spans = vec![Span::raw("  "), Span::raw(name), Span::raw(gap)];
        spans.extend(progress_bar::share(tally.right, tally.total(), BAR, theme));
        spans.push(Span::raw(format!("  {} of {} right", tally.right, tally.total())));
        Line::from(spans)
    };
    rows.iter().map(row).collect()
}
