//! Clicks and the wheel as what keys would ask for: a click on an item of the key bar presses its key. It must not know any
//! screen beyond what is drawn on it.

use super::canvas::Canvas;
use super::widget::scroll::Step;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

/// What a person did with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    Wheel(Step, Position),
    Click(Position),
}

/// Lines that one notch of the wheel moves.
pub const NOTCH: usize = 3;

impl Gesture {
    pub fn of(event: MouseEvent) -> Option<Gesture> {
        let at = Position { x: event.column, y: event.row };
        Some(match event.kind {
            MouseEventKind::ScrollUp => Gesture::Wheel(Step::Up, at),
            MouseEventKind::ScrollDown => Gesture::Wheel(Step::Down, at),
            MouseEventKind::Down(MouseButton::Left) => Gesture::Click(at),
            _ => return None,
        })
    }
}

/// The key of the item under the pointer, where that is in `area` and names one key. Items stand three blanks apart; their first
/// word is the key.
pub fn key_under(canvas: &Canvas, area: Rect, at: Position) -> Option<KeyEvent> {
    if !area.intersection(canvas.area()).contains(at) {
        return None;
    }
    let row = row(canvas, at.y);
    let column = usize::from(at.x - canvas.area().left());
    let is_gap = |place: usize| row[place..].iter().take(3).all(|c| *c == ' ');
    let begin = (0..=column).rev().find(|place| is_gap(*place)).map_or(0, |gap| gap + 3);
    let item: String = row.get(begin.min(column)..)?.iter().collect();
    let item = item.split("   ").next().unwrap_or_default();
    // Between two items there is nothing to click on.
    if begin > column && row[column] == ' ' {
        return None;
    }
    named(item.trim().trim_start_matches('[').split(' ').next()?)
}

/// The key of the letter that stands before the words under the pointer, as in `· c  its words`; the words may go on below it.
pub fn letter_under(canvas: &Canvas, at: Position) -> Option<KeyEvent> {
    let area = canvas.area();
    if !area.contains(at) {
        return None;
    }
    let column = usize::from(at.x - area.left());
    let mut y = at.y;
    let mut row = row(canvas, y);
    let hang = row.iter().position(|c| *c != ' ')?;
    loop {
        if let Some(begin) = letter_before(&row, column) {
            // Nothing but its sign stands before the letter, and what goes on below hangs under the first word.
            let hangs = y == at.y || hang == begin + 3 && column >= hang;
            return hangs.then(|| KeyEvent::new(KeyCode::Char(row[begin]), KeyModifiers::NONE));
        }
        y = y.checked_sub(1).filter(|y| *y >= area.top())?;
        row = self::row(canvas, y);
        // Only lines of the same words may stand between.
        let first = row.iter().position(|c| *c != ' ')?;
        if first != hang && letter_before(&row, column).is_none() {
            return None;
        }
    }
}

/// The column of a letter at the beginning of `row`, at or before `column`.
fn letter_before(row: &[char], column: usize) -> Option<usize> {
    let begin = (0..=column).rev().find(|place| {
        let letter = row.get(*place).is_some_and(char::is_ascii_lowercase);
        letter && row[..*place].ends_with(&[' ']) && row[place + 1..].starts_with(&[' ', ' '])
    })?;
    let is_first = row[..begin].iter().filter(|c| **c != ' ').count() <= 1;
    is_first.then_some(begin)
}

fn row(canvas: &Canvas, y: u16) -> Vec<char> {
    let area = canvas.area();
    (area.left()..area.right()).map(|x| canvas.character(x, y)).collect()
}

fn named(key: &str) -> Option<KeyEvent> {
    let code = match key {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        _ => {
            let mut characters = key.chars();
            let only = characters.next().filter(|_| characters.next().is_none())?;
            KeyCode::Char(only)
        }
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::text::Line;

    #[test]
    fn a_click_on_a_line_with_a_letter_is_that_letter() {
        let mut canvas = Canvas::empty(Rect { x: 0, y: 0, width: 30, height: 8 });
        for (row, text) in (0..).zip([
            "  · c  fix: no await",
            "  a word  b  and more",
            "    d  without a sign",
            "       that goes on",
            "       and on",
            "  a line of its own",
            "",
            "       and one far below",
        ]) {
            canvas.put(&Line::from(text), 0, row, 30);
        }
        for (x, y, letter) in [
            (4, 0, Some('c')),
            (15, 0, Some('c')),
            (2, 0, None),
            (12, 1, None),
            (29, 2, Some('d')),
            (40, 0, None),
            (8, 3, Some('d')),
            (29, 4, Some('d')),
            (5, 4, None),
            (8, 5, None),
            (8, 6, None),
            (8, 7, None),
            (8, 8, None),
        ] {
            let key = letter_under(&canvas, Position { x, y }).map(|key| key.code);
            assert_eq!(key, letter.map(KeyCode::Char), "at {x},{y}");
        }
    }

    #[test]
    fn a_click_on_an_item_of_the_key_bar_is_its_key() {
        let bar = " [1 again, today]   2 hard   1-3 reveal   space reveal   ? keys";
        let mut canvas = Canvas::empty(Rect { x: 0, y: 0, width: 70, height: 3 });
        canvas.put(&Line::from(bar), 0, 2, 70);
        canvas.put(&Line::from(" q leave"), 0, 1, 70);
        let bar_of = |rows| Rect { x: 0, y: 3 - rows, width: 70, height: rows };
        let press = |word: &str, bars| {
            let x = u16::try_from(bar.find(word).unwrap_or(69)).unwrap_or(0);
            key_under(&canvas, bar_of(bars), Position { x, y: 2 }).map(|key| key.code)
        };
        for (word, key) in [
            ("[1", Some(KeyCode::Char('1'))),
            ("today]", Some(KeyCode::Char('1'))),
            ("2 hard", Some(KeyCode::Char('2'))),
            ("hard", Some(KeyCode::Char('2'))),
            ("1-3", None),
            ("space", Some(KeyCode::Char(' '))),
            ("? keys", Some(KeyCode::Char('?'))),
            ("keys", Some(KeyCode::Char('?'))),
            ("nothing is there", None),
        ] {
            assert_eq!(press(word, 1), key, "{word}");
        }
        let above = Position { x: 1, y: 1 };
        assert_eq!(key_under(&canvas, bar_of(1), above), None, "that row is no key bar");
        assert_eq!(key_under(&canvas, bar_of(2), above).map(|key| key.code), Some(KeyCode::Char('q')));
        let gap = u16::try_from(bar.find("   2 hard").unwrap_or(0) + 1).unwrap_or(0);
        assert_eq!(key_under(&canvas, bar_of(1), Position { x: gap, y: 2 }), None);
        assert_eq!(key_under(&canvas, bar_of(1), Position { x: 200, y: 2 }), None);
    }
}
