//! The interface as a person meets it: keys in, screens out, without a terminal.

mod browsing;
mod by_hand;
mod giving_back;
mod hands;
mod keeping;
mod looks;
mod modes;
mod pictures;
mod planning;
mod progress;
mod reading;
mod sample;
mod screens;
mod stories;
mod svg;

use super::app::App;
use super::canvas::Canvas;
use super::keys::Break;
use super::message::{Effect, Message, Start, World};
use super::theme::{Palette, Theme};
use crate::study::session::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::layout::Size;
use sample::Memory;

/// A run of the interface: a clock that stands unless it is told to go on, and a screen of any size.
struct Run<W = Memory> {
    app: App,
    world: W,
    now: u64,
    size: (u16, u16),
    over: bool,
}

impl<W: World> Run<W> {
    fn begin(start: Start, world: W, size: (u16, u16)) -> Run<W> {
        Run::with_theme(start, world, size, Theme::new(Palette::Sixteen, false))
    }

    fn with_theme(start: Start, world: W, size: (u16, u16), theme: Theme) -> Run<W> {
        let app = App::new(theme, Size { width: size.0, height: size.1 }, &[], Timestamp(0));
        let mut run = Run { app, world, now: 0, size, over: false };
        run.settle(Message::Start(start));
        run.settle(Message::ClockTick);
        run
    }

    fn settle(&mut self, message: Message) {
        let mut effect = self.app.update(message, Timestamp(self.now));
        while let Some(reply) = self.world.carry_out(effect.clone()) {
            effect = self.app.update(Message::Reply(reply), Timestamp(self.now));
        }
        self.over |= effect == Effect::Quit;
        if let Some(reply) = self.world.carry_out(self.app.after_drawing()) {
            // What is not drawn again must look as it did.
            let before = (!reply.is_seen()).then(|| self.buffer());
            self.settle(Message::Reply(reply));
            assert!(before.is_none_or(|before| before == self.buffer()), "a reply that is not seen changed the screen");
        }
    }

    /// Lets time pass, as a person who reads.
    fn wait(&mut self, milliseconds: u64) -> &mut Run<W> {
        self.now += milliseconds;
        self.settle(Message::ClockTick);
        self
    }

    /// Presses keys one after another, slowly enough to be meant, and looks: `<` and `>` stand around names.
    fn press(&mut self, keys: &str) -> &mut Run<W> {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let (code, used) = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
                Some((name, _)) => (named_key(name), name.len() + 2),
                None => (KeyCode::Char(first), first.len_utf8()),
            };
            rest = &rest[used..];
            self.now += 300;
            self.key(code);
        }
        self.settle(Message::ClockTick);
        self
    }

    fn key(&mut self, code: KeyCode) {
        self.key_with(code, KeyModifiers::NONE);
    }

    fn key_with(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.key_before(code, modifiers, false);
    }

    /// A key with more of them waiting behind it, or none.
    fn key_before(&mut self, code: KeyCode, modifiers: KeyModifiers, more: bool) {
        let key = KeyEvent::new(code, modifiers);
        assert_eq!(Break::from_key(&key), None);
        if let Some(command) = self.app.command(&key, more, Timestamp(self.now)) {
            self.settle(Message::Command(command));
        }
    }

    fn resize(&mut self, size: (u16, u16)) -> &mut Run<W> {
        self.size = size;
        self.settle(Message::Resized(Size { width: size.0, height: size.1 }));
        self
    }

    fn buffer(&self) -> Buffer {
        let mut canvas = Canvas::empty(Rect { x: 0, y: 0, width: self.size.0, height: self.size.1 });
        self.app.view(&mut canvas);
        canvas.buffer()
    }

    /// The screen as text, blanks at the ends of lines cut.
    fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut lines = Vec::new();
        for row in buffer.area.rows() {
            let mut line = String::new();
            let mut skip = 0;
            for column in row.columns() {
                let symbol = buffer[(column.x, column.y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
                } else {
                    skip -= 1;
                }
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }

    /// The lines of keys, and whatever stands on the last lines instead.
    fn bars(&self) -> String {
        let screen = self.screen();
        let lines: Vec<&str> = screen.lines().collect();
        lines[lines.len().saturating_sub(2)..].join("   ")
    }

    #[track_caller]
    fn shows(&mut self, text: &str) -> &mut Run<W> {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} on\n{screen}");
        self
    }

    #[track_caller]
    fn shows_no(&mut self, text: &str) -> &mut Run<W> {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} on\n{screen}");
        self
    }
}

fn named_key(name: &str) -> KeyCode {
    match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        other => panic!("no key is called {other}"),
    }
}
