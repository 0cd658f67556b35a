//! How far along: a line across the screen for a run, a short bar for a share. It must not know what is counted.

use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A line of `columns` filled for `done` of `of`.
pub fn line(done: usize, of: usize, columns: usize, theme: &Theme) -> Line<'static> {
    let filled = filled(done, of, columns);
    let glyphs = &theme.glyphs;
    let mut spans = Vec::new();
    if filled > 0 {
        spans.push(Span::styled(glyphs.bar_full.repeat(filled - 1), theme.accent));
        let tip = if filled < columns { glyphs.bar_edge } else { glyphs.bar_full };
        spans.push(Span::styled(tip, theme.accent));
    }
    spans.push(Span::styled(glyphs.bar_rest.repeat(columns - filled), theme.quiet));
    Line::from(spans)
}

/// A short bar for a share of right answers: filled in the colour of what it says.
pub fn share(part: usize, of: usize, columns: usize, theme: &Theme) -> [Span<'static>; 2] {
    let filled = filled(part, of, columns);
    [
        Span::styled(theme.glyphs.share_full.repeat(filled), share_style(part, of, theme)),
        Span::styled(theme.glyphs.share_rest.repeat(columns - filled), theme.quiet),
    ]
}

/// The colour of a share of right answers: two thirds are good, a third is too few.
pub fn share_style(part: usize, of: usize, theme: &Theme) -> Style {
    match 3 * part {
        _ if of == 0 => theme.quiet,
        thrice if thrice >= 2 * of => theme.right,
        thrice if thrice >= of => theme.attention,
        _ => theme.wrong,
    }
}

/// Something done always shows, and only all of it fills the line.
fn filled(done: usize, of: usize, columns: usize) -> usize {
    match done.min(of) {
        0 => 0,
        done if done == of => columns,
        done => (done * columns / of).max(1).min(columns.saturating_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_at_the_end_and_empty_only_at_the_beginning() {
        for (done, of, columns, expected) in [
            (0, 20, 10, 0),
            (1, 20, 10, 1),
            (19, 20, 10, 9),
            (20, 20, 10, 10),
            (7, 20, 100, 35),
            (0, 0, 5, 0),
            (30, 20, 5, 5),
            (1, 2, 0, 0),
            (1, 2, 1, 0),
        ] {
            assert_eq!(filled(done, of, columns), expected, "{done} of {of} in {columns}");
        }
    }
}
