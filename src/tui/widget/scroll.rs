//! A window on lines: where it stands, how it moves, and how much is left below. It must not know what the lines say.

use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// One move of the window or of a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    Top,
    Bottom,
}

impl Step {
    /// Where a position goes that must stay at or below `last`, with pages of `page` lines.
    pub fn from(self, position: usize, last: usize, page: usize) -> usize {
        // A page keeps one line of the one before, so that the eye finds its place.
        let page = page.saturating_sub(1).max(1);
        let position = position.min(last);
        match self {
            Step::Up => position.saturating_sub(1),
            Step::Down => (position + 1).min(last),
            Step::PageUp => position.saturating_sub(page),
            Step::PageDown => (position + page).min(last),
            Step::Top => 0,
            Step::Bottom => last,
        }
    }
}

/// The highest first line at which `height` rows are still filled.
pub fn last_top(lines: usize, height: u16) -> usize {
    lines.saturating_sub(usize::from(height))
}

/// The first line to show so that `cursor` is inside a window of `height` rows, with the list as far up as that allows.
pub fn top_for(cursor: usize, lines: usize, height: u16) -> usize {
    let height = usize::from(height);
    cursor.saturating_sub(height / 2).min(lines.saturating_sub(height))
}

/// Where the window of a list begins: so that the cursor is in its middle, or where it stood when somebody pointed at one of its
/// lines, for that line has to stay under the pointer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    held: Option<usize>,
}

impl Window {
    pub fn top(self, cursor: usize, lines: usize, height: u16) -> usize {
        let shows =
            |top: &usize| (*top..top + usize::from(height)).contains(&cursor) && *top <= last_top(lines, height);
        self.held.filter(shows).unwrap_or_else(|| top_for(cursor, lines, height))
    }

    pub fn hold(&mut self, top: usize) {
        self.held = Some(top);
    }

    pub fn let_go(&mut self) {
        self.held = None;
    }
}

/// Draws the lines from `top` on.
pub fn draw(lines: &[Line<'_>], top: usize, area: Rect, canvas: &mut Canvas) {
    let area = area.intersection(canvas.area());
    let top = top.min(last_top(lines.len(), area.height));
    for (row, line) in area.rows().zip(&lines[top..]) {
        canvas.put(line, row.x, row.y, row.width);
    }
}

/// What the corner says about text outside the window, such as `▾ 38%`: the share that was passed; empty when all is seen.
pub fn left_over(lines: usize, top: usize, height: u16, theme: &Theme) -> String {
    let last = last_top(lines, height);
    if last == 0 || height == 0 {
        return String::new();
    }
    let top = top.min(last);
    if top == last {
        return format!("{} end", theme.glyphs.above);
    }
    let seen = (top + usize::from(height)) * 100 / lines;
    format!("{} {seen}% seen", theme.glyphs.below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_never_leaves_the_lines() {
        for (step, position, last, page, expected) in [
            (Step::Up, 0, 9, 5, 0),
            (Step::Down, 9, 9, 5, 9),
            (Step::Down, 3, 9, 5, 4),
            (Step::PageDown, 3, 9, 5, 7),
            (Step::PageDown, 8, 9, 5, 9),
            (Step::PageUp, 3, 9, 5, 0),
            (Step::PageUp, 9, 9, 0, 8),
            (Step::Top, 7, 9, 5, 0),
            (Step::Bottom, 0, 9, 5, 9),
            (Step::Up, 40, 9, 5, 8),
        ] {
            assert_eq!(step.from(position, last, page), expected, "{step:?} from {position}");
        }
    }

    #[test]
    fn a_window_that_is_held_stands_while_it_shows_the_cursor() {
        let mut window = Window::default();
        assert_eq!(window.top(15, 40, 10), 10);
        window.hold(7);
        for (cursor, lines, top) in [(7, 40, 7), (16, 40, 7), (17, 40, 12), (6, 40, 1), (9, 16, 4)] {
            assert_eq!(window.top(cursor, lines, 10), top, "{cursor} of {lines}");
        }
        window.let_go();
        assert_eq!(window.top(15, 40, 10), 10);
    }

    #[test]
    fn the_cursor_is_always_inside_the_window() {
        for lines in 0..30 {
            for height in 1..12_u16 {
                for cursor in 0..lines {
                    let top = top_for(cursor, lines, height);
                    assert!(top <= cursor && cursor < top + usize::from(height), "{cursor} of {lines} in {height}");
                }
            }
        }
    }
}
