//! A line put into the cells of a screen, as ratatui puts it. It must not know what the line says.

use super::text::is_even;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::Line;

/// Draws `line` into at most `columns` cells from `x` on. A text of one cell a character goes into its cells directly.
pub fn put(line: &Line, x: u16, y: u16, columns: u16, buffer: &mut Buffer) {
    let area = buffer.area;
    if y < area.y || y >= area.bottom() || x < area.x {
        return;
    }
    let end = x.saturating_add(columns).min(area.right());
    let mut at = x;
    for span in &line.spans {
        if at >= end {
            break;
        }
        let style = line.style.patch(span.style);
        let is_styled = style != Style::default();
        if is_even(&span.content) {
            let (first, last) = (buffer.index_of(at, y), buffer.index_of(end - 1, y));
            for (cell, character) in buffer.content[first..=last].iter_mut().zip(span.content.chars()) {
                // Most blanks fall on blanks, and most text looks as the page does.
                if character != ' ' || cell.symbol() != " " {
                    cell.set_char(character);
                }
                if is_styled {
                    cell.set_style(style);
                }
                at += 1;
            }
        } else {
            (at, _) = buffer.set_stringn(at, y, &span.content, usize::from(end - at), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::put;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};
    use ratatui::text::{Line, Span};

    proptest! {
        #[test]
        fn a_line_looks_as_ratatui_draws_it(
            texts in proptest::collection::vec("[ -~]{0,12}|[a-c漢é\u{301}\u{200d}\u{fe0f}😀✓▸·… ]{0,6}|\\PC{0,4}|[—─…·×‘-”→●]{0,9}", 0..5),
            x in 0_u16..12,
            columns in 0_u16..14,
        ) {
            let spans: Vec<Span> = texts
                .iter()
                .enumerate()
                .map(|(at, text)| Span::styled(text.clone(), Style::new().fg(Color::Indexed(at as u8))))
                .collect();
            let line = Line::from(spans);
            let area = Rect::new(0, 0, 20, 2);
            let [mut ours, mut theirs] = [Buffer::empty(area), Buffer::empty(area)];
            put(&line, x, 1, columns, &mut ours);
            theirs.set_line(x, 1, &line, columns);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn nothing_is_drawn_outside_of_the_screen() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        for (x, y) in [(0, 1), (4, 0), (9, 9), (3, 0)] {
            put(&Line::from("text"), x, y, 10, &mut buffer);
        }
        assert_eq!(buffer, Buffer::with_lines(["   t"]));
    }
}
