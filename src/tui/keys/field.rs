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
        // What terminals send for a word with Option or Alt, on macOS for want of another key.
        KeyCode::Char('b') if alt => Stroke::WordLeft,
        KeyCode::Char('f') if alt => Stroke::WordRight,
        KeyCode::Char(_) if alt => return None,
        KeyCode::Char(character) => Stroke::Type(character),
        KeyCode::Tab => Stroke::Type('\t'),
        KeyCode::Backspace if alt => Stroke::EraseWord,
        KeyCode::Backspace => Stroke::Erase,
        KeyCode::Delete => Stroke::EraseNext,
        KeyCode::Left if control || alt => Stroke::WordLeft,
        KeyCode::Right if control || alt => Stroke::WordRight,
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
    fn words_are_moved_by_and_erased_with_control_or_alt() {
        let field = |stroke| Some(Command::Field(stroke));
        for modifiers in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
            check(KeyCode::Left, modifiers, false, field(Stroke::WordLeft));
            check(KeyCode::Right, modifiers, false, field(Stroke::WordRight));
        }
        check(KeyCode::Char('b'), KeyModifiers::ALT, false, field(Stroke::WordLeft));
        check(KeyCode::Char('f'), KeyModifiers::ALT, false, field(Stroke::WordRight));
        check(KeyCode::Backspace, KeyModifiers::ALT, false, field(Stroke::EraseWord));
        check(KeyCode::Char('w'), KeyModifiers::CONTROL, false, field(Stroke::EraseWord));
        check(KeyCode::Left, KeyModifiers::NONE, false, field(Stroke::Left));
    }

    #[test]
    fn keys_without_a_meaning_do_nothing() {
        check(KeyCode::Char('x'), KeyModifiers::CONTROL, false, None);
        check(KeyCode::Char('x'), KeyModifiers::ALT, false, None);
        check(KeyCode::F(1), KeyModifiers::NONE, false, None);
    }
}
