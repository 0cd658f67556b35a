//! A field to write several lines in, with a cursor and an undo. It must not know what is written, or for what.

use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::text::clean;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

/// Characters that a text may have: more than anybody says in an interview, and few enough to be read for cues at once.
const LONGEST: usize = 10_000;

/// Steps that can be taken back.
const STEPS: usize = 2_000;

/// One thing that a key does in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    Type(char),
    Break,
    Erase,
    EraseNext,
    EraseWord,
    EraseToEnd,
    Undo,
    Redo,
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    Start,
    End,
}

/// One step through the history.
type Step = fn(&mut TextArea<'static>) -> bool;

#[derive(Debug)]
pub struct TextField {
    area: TextArea<'static>,
}

impl TextField {
    /// With the cursor behind `text`; while there is none, `placeholder` stands in its place.
    pub fn new(text: &str, placeholder: &str, theme: &Theme) -> TextField {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_max_histories(STEPS);
        area.set_style(theme.plain);
        area.set_cursor_line_style(theme.plain);
        area.set_cursor_style(theme.selected);
        area.set_placeholder_text(placeholder);
        area.set_placeholder_style(theme.quiet);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        TextField { area }
    }

    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    pub fn stroke(&mut self, stroke: Stroke) {
        let area = &mut self.area;
        match stroke {
            Stroke::Type(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            Stroke::Break => self.insert("\n"),
            Stroke::Erase => drop(area.delete_char()),
            Stroke::EraseNext => drop(area.delete_next_char()),
            Stroke::EraseWord => drop(area.delete_word()),
            Stroke::EraseToEnd => drop(area.delete_line_by_end()),
            Stroke::Undo => self.turn_back(TextArea::undo, TextArea::redo),
            Stroke::Redo => self.turn_back(TextArea::redo, TextArea::undo),
            Stroke::Left => area.move_cursor(CursorMove::Back),
            Stroke::Right => area.move_cursor(CursorMove::Forward),
            Stroke::WordLeft => area.move_cursor(CursorMove::WordBack),
            Stroke::WordRight => area.move_cursor(CursorMove::WordForward),
            Stroke::Up => area.move_cursor(CursorMove::Up),
            Stroke::Down => area.move_cursor(CursorMove::Down),
            Stroke::Start => area.move_cursor(CursorMove::Head),
            Stroke::End => area.move_cursor(CursorMove::End),
        }
    }

    /// Takes in a text as it is, save for what steers a terminal; what does not fit any more is left out.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let fitting: String = clean(&text, false).chars().take(room).collect();
        match fitting.as_str() {
            // Typed characters are steps of their own in the history, pasted ones are one.
            "\n" => self.area.insert_newline(),
            text => drop(self.area.insert_str(text)),
        }
    }

    /// Undoes, or redoes, a word at a time: letter by letter nobody gets anywhere. More than a character at once, as a paste is,
    /// goes alone, and so does a letter at another place.
    fn turn_back(&mut self, step: Step, opposite: Step) {
        let mut before: Vec<char> = self.text().chars().collect();
        let mut letter_at: Option<usize> = None;
        while step(&mut self.area) {
            let after: Vec<char> = self.text().chars().collect();
            let (longer, shorter) = if before.len() > after.len() { (&before, &after) } else { (&after, &before) };
            let place = longer.iter().zip(shorter).take_while(|(one, other)| one == other).count();
            let is_one = longer.len() == shorter.len() + 1;
            if letter_at.is_some_and(|at| !is_one || at.abs_diff(place) > 1) {
                opposite(&mut self.area);
                break;
            }
            if !is_one || !longer[place].is_alphanumeric() {
                break;
            }
            letter_at = Some(place);
            before = after;
        }
    }

    /// Draws the part of the text around the cursor.
    pub fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let area = area.intersection(canvas.area());
        if !area.is_empty() {
            let mut drawn = Buffer::empty(area);
            Widget::render(&self.area, area, &mut drawn);
            canvas.take(&drawn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Stroke, TextField};
    use crate::tui::canvas::Canvas;
    use crate::tui::theme::{Palette, Theme};
    use ratatui::layout::Rect;

    fn field(text: &str) -> TextField {
        TextField::new(text, "here", &Theme::new(Palette::Mono, false))
    }

    /// Types `text`, where `<` takes a character away, `^` undoes and `~` redoes.
    #[track_caller]
    fn check(begin: &str, keys: &str, expected: &str) {
        let mut field = field(begin);
        for key in keys.chars() {
            field.stroke(match key {
                '<' => Stroke::Erase,
                '^' => Stroke::Undo,
                '~' => Stroke::Redo,
                '\n' => Stroke::Break,
                key => Stroke::Type(key),
            });
        }
        assert_eq!(field.text(), expected, "{keys:?} behind {begin:?}");
    }

    #[test]
    fn text_goes_in_at_the_cursor() {
        check("", "one", "one");
        check("one\ntwo", "!", "one\ntwo!");
        check("", "one\ntwo", "one\ntwo");
        check("", "one<<", "o");
        check("a\n", "<", "a");
    }

    #[test]
    fn undo_takes_back_a_word_and_redo_brings_it_again() {
        check("", "one two^", "one");
        check("", "one two^^", "");
        check("", "one two^~", "one ");
        check("", "one two^~~", "one two");
        check("kept", " more^^^", "kept");
        check("", "one\ntwo^", "one");
    }

    #[test]
    fn a_pasted_text_is_one_step() {
        let mut field = field("");
        field.stroke(Stroke::Type('a'));
        field.insert(" text\r\nof two lines");
        assert_eq!(field.text(), "a text\nof two lines");
        field.stroke(Stroke::Undo);
        assert_eq!(field.text(), "a");
        field.insert(" pasted");
        for key in "word".chars() {
            field.stroke(Stroke::Type(key));
        }
        for text in ["a pasted", "a", ""] {
            field.stroke(Stroke::Undo);
            assert_eq!(field.text(), text);
        }
        for text in ["a", "a pasted", "a pastedword"] {
            field.stroke(Stroke::Redo);
            assert_eq!(field.text(), text);
        }
    }

    #[test]
    fn letters_at_two_places_are_undone_one_after_the_other() {
        let mut field = field("one two");
        for stroke in [Stroke::Type('b'), Stroke::Type('c'), Stroke::Start, Stroke::Type('x'), Stroke::Type('y')] {
            field.stroke(stroke);
        }
        for text in ["one twobc", "one two", "one two"] {
            field.stroke(Stroke::Undo);
            assert_eq!(field.text(), text);
        }
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_in() {
        let mut field = field("");
        field.insert("a\u{1b}[31mb\u{202e}\u{7}\tc");
        assert_eq!(field.text(), "a[31mb    c");
    }

    #[test]
    fn a_text_has_an_end() {
        let mut field = field("");
        field.insert(&"x".repeat(LONGEST + 5));
        field.stroke(Stroke::Type('y'));
        assert_eq!(field.text().chars().count(), LONGEST);
    }

    #[test]
    fn it_draws_at_any_size_and_keeps_the_cursor_in_sight() {
        let mut field = field(&"some words 漢字 e\u{301} ".repeat(40));
        field.insert("the end");
        for (width, height) in [(0, 0), (1, 1), (2, 3), (20, 3), (76, 10)] {
            let area = Rect { x: 0, y: 0, width, height };
            let mut canvas = Canvas::empty(area);
            field.draw(area, &mut canvas);
            if width >= 20 {
                let shown: String = canvas.buffer().content.iter().map(|cell| cell.symbol()).collect();
                assert!(shown.contains("the end"), "{shown:?}");
            }
        }
    }
}
