//! Clicks and the wheel as what keys would ask for: a click on an item of the key bar presses its key. It must not know any
//! screen beyond what is drawn on it.

use super::keys::Command;
use super::widget::scroll::Step;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

/// What a person did with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    Wheel(Step),
    Click(Position),
}

/// Lines that one notch of the wheel moves.
pub const NOTCH: usize = 3;

impl Gesture {
    pub fn of(event: MouseEvent) -> Option<Gesture> {
        Some(match event.kind {
            MouseEventKind::ScrollUp => Gesture::Wheel(Step::Up),
            MouseEventKind::ScrollDown => Gesture::Wheel(Step::Down),
            MouseEventKind::Down(MouseButton::Left) => Gesture::Click(Position { x: event.column, y: event.row }),
            _ => return None,
        })
    }
}

/// The key of the item under the pointer, where that is on one of the last `bars` rows and names one key. Items stand three
/// blanks apart; their first word is the key.
pub fn key_under(buffer: &Buffer, bars: u16, at: Position) -> Option<KeyEvent> {
    let area = buffer.area;
    if !area.contains(at) || at.y + bars < area.bottom() {
        return None;
    }
    let row = row(buffer, at.y);
    let column = usize::from(at.x - area.left());
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

/// The key of the letter that stands before the words under the pointer, as in `· c  its words`.
pub fn letter_under(buffer: &Buffer, at: Position) -> Option<KeyEvent> {
    let area = buffer.area;
    let row = area.contains(at).then(|| row(buffer, at.y))?;
    let begin = (0..=usize::from(at.x - area.left())).rev().find(|place| {
        let letter = row.get(*place).is_some_and(char::is_ascii_lowercase);
        letter && row[..*place].ends_with(&[' ']) && row[place + 1..].starts_with(&[' ', ' '])
    })?;
    // Nothing but its sign stands before the letter.
    let is_first = row[..begin].iter().filter(|c| **c != ' ').count() <= 1;
    is_first.then(|| KeyEvent::new(KeyCode::Char(row[begin]), KeyModifiers::NONE))
}

fn row(buffer: &Buffer, y: u16) -> Vec<char> {
    let area = buffer.area;
    (area.left()..area.right()).map(|x| buffer[(x, y)].symbol().chars().next().unwrap_or(' ')).collect()
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

/// What the wheel asks for, once for each line.
pub fn turned(step: Step) -> impl Iterator<Item = Command> {
    std::iter::repeat_n(Command::Step(step), NOTCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_click_on_a_line_with_a_letter_is_that_letter() {
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width: 30, height: 3 });
        buffer.set_string(0, 0, "  · c  fix: no await", Style::default());
        buffer.set_string(0, 1, "  a word  b  and more", Style::default());
        buffer.set_string(0, 2, "    d  without a sign", Style::default());
        for (x, y, letter) in
            [(4, 0, Some('c')), (15, 0, Some('c')), (2, 0, None), (12, 1, None), (29, 2, Some('d')), (40, 0, None)]
        {
            let key = letter_under(&buffer, Position { x, y }).map(|key| key.code);
            assert_eq!(key, letter.map(KeyCode::Char), "at {x},{y}");
        }
    }

    #[test]
    fn a_click_on_an_item_of_the_key_bar_is_its_key() {
        let bar = " [1 again, today]   2 hard   1-3 reveal   space reveal   ? keys";
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width: 70, height: 3 });
        buffer.set_string(0, 2, bar, Style::default());
        buffer.set_string(0, 1, " q leave", Style::default());
        let press = |word: &str, bars| {
            let x = u16::try_from(bar.find(word).unwrap_or(69)).unwrap_or(0);
            key_under(&buffer, bars, Position { x, y: 2 }).map(|key| key.code)
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
        assert_eq!(key_under(&buffer, 1, above), None, "that row is no key bar");
        assert_eq!(key_under(&buffer, 2, above).map(|key| key.code), Some(KeyCode::Char('q')));
        let gap = u16::try_from(bar.find("   2 hard").unwrap_or(0) + 1).unwrap_or(0);
        assert_eq!(key_under(&buffer, 1, Position { x: gap, y: 2 }), None);
        assert_eq!(key_under(&buffer, 1, Position { x: 200, y: 2 }), None);
    }
}
