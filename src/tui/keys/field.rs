//! What a key means in the text field of an answer: every character is text, and only the table's own keys act. It must not
//! know what is written.

use super::{Command, WRITING};
use crate::tui::widget::text_field::Stroke;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// In a `burst` a line break is part of a text that was pasted into a terminal which does not mark it.
pub fn field_command(key: &KeyEvent, burst: bool) -> Option<Command> {
    let [control, alt] = [KeyModifiers::CONTROL, KeyModifiers::ALT].map(|modifier| key.modifiers.contains(modifier));
    let stroke = match key.code {
        KeyCode::Enter if alt || burst => Stroke::Break,
        KeyCode::Char(character) if control => match character {
            'j' => Stroke::Break,
            'u' => Stroke::Undo,
            'r' => Stroke::Redo,
            'w' => Stroke::EraseWord,
            'k' => Stroke::EraseToEnd,
            'h' => Stroke::Erase,
            'a' => Stroke::Start,
            'e' => Stroke::End,
            _ => return None,
        },
        KeyCode::Char(_) if alt => return None,
        KeyCode::Char(character) => Stroke::Type(character),
        KeyCode::Tab => Stroke::Type('\t'),
        KeyCode::Backspace => Stroke::Erase,
        KeyCode::Delete => Stroke::EraseNext,
        KeyCode::Left if control => Stroke::WordLeft,
        KeyCode::Right if control => Stroke::WordRight,
        KeyCode::Left => Stroke::Left,
        KeyCode::Right => Stroke::Right,
        KeyCode::Up => Stroke::Up,
        KeyCode::Down => Stroke::Down,
        KeyCode::Home => Stroke::Start,
        KeyCode::End => Stroke::End,
        _ => return WRITING.command(key),
    };
    Some(Command::Field(stroke))
}

#[cfg(test)]
mod tests {
    use super::{Command, KeyCode, KeyEvent, KeyModifiers, Stroke, field_command};

    #[track_caller]
    fn check(code: KeyCode, modifiers: KeyModifiers, burst: bool, expected: Option<Command>) {
        assert_eq!(field_command(&KeyEvent::new(code, modifiers), burst), expected, "{code:?} with {modifiers:?}");
    }

    #[test]
    fn every_character_is_text() {
        for character in ['q', '?', '1', ' ', 'S', 'é', '漢', 'u'] {
            let typed = Some(Command::Field(Stroke::Type(character)));
            check(KeyCode::Char(character), KeyModifiers::NONE, false, typed);
            check(KeyCode::Char(character), KeyModifiers::SHIFT, true, typed);
        }
    }

    #[test]
    fn enter_submits_and_with_alt_or_control_j_breaks_the_line() {
        let line_break = Some(Command::Field(Stroke::Break));
        check(KeyCode::Enter, KeyModifiers::NONE, false, Some(Command::Submit));
        check(KeyCode::Enter, KeyModifiers::ALT, false, line_break);
        check(KeyCode::Char('j'), KeyModifiers::CONTROL, false, line_break);
        check(KeyCode::Esc, KeyModifiers::NONE, false, Some(Command::Back));
    }

    #[test]
    fn a_line_break_that_no_hand_could_type_so_fast_is_text() {
        check(KeyCode::Enter, KeyModifiers::NONE, true, Some(Command::Field(Stroke::Break)));
    }

    #[test]
    fn keys_without_a_meaning_do_nothing() {
        check(KeyCode::Char('x'), KeyModifiers::CONTROL, false, None);
        check(KeyCode::Char('x'), KeyModifiers::ALT, false, None);
        check(KeyCode::F(1), KeyModifiers::NONE, false, None);
    }
}
