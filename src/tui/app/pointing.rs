//! What the mouse asks for. It must not know what the screens do with it.

use super::{App, Screen};
use crate::tui::canvas::Canvas;
use crate::tui::keys::Command;
use crate::tui::message::Effect;
use crate::tui::mouse::{Gesture, NOTCH, key_under, letter_under};
use crate::tui::widget::scroll::Step;
use ratatui::layout::{Position, Rect};

impl App {
    /// The wheel moves what the arrows move, in the browser where it points; a click presses the key that it points at, ticks
    /// the point, or chooses the option, the section or the row.
    pub(super) fn point(&mut self, gesture: Gesture) -> Effect {
        match gesture {
            Gesture::Wheel(..) if self.is_text_field() => Effect::None,
            Gesture::Wheel(step, at) => self.turn(step, at),
            Gesture::Click(at) => self.click(at),
        }
    }

    fn turn(&mut self, step: Step, at: Position) -> Effect {
        if let Some(Screen::Browse(_)) = self.screens.last() {
            self.notice = None;
            return self.on_stage(|screen, stage, _| match screen {
                Screen::Browse(browse) => browse.turn(step, at, stage),
                _ => Effect::None,
            });
        }
        (0..NOTCH).map(|_| self.obey(Command::Step(step))).last().unwrap_or(Effect::None)
    }

    fn click(&mut self, at: Position) -> Effect {
        // What is under the pointer is what was drawn there.
        let mut drawn = Canvas::empty(Rect { x: 0, y: 0, width: self.size.width, height: self.size.height });
        self.view(&mut drawn);
        let stage = self.stage(self.now);
        let prompt = match self.screens.last() {
            Some(Screen::Quiz(quiz)) => quiz.prompt_area(&stage),
            _ => Rect::ZERO,
        };
        let bars = stage.page(self.bars(&stage)).bar;
        if let Some(key) = key_under(&drawn, bars, at).or_else(|| key_under(&drawn, prompt, at)) {
            let now = self.now;
            return self.command(&key, false, now).map_or(Effect::None, |command| self.obey(command));
        }
        let letter = letter_under(&drawn, at).and_then(|key| self.keys()?.command(&key));
        if let Some(mark @ (Command::Tick(_) | Command::Pick(_))) = letter {
            return self.obey(mark);
        }
        self.notice = None;
        let mut chooses = false;
        let effect = self.on_stage(|screen, stage, notice| match screen {
            Screen::Browse(browse) => browse.click(at, stage, notice),
            Screen::First(first) => {
                first.click(at, stage);
                Effect::None
            }
            Screen::Quiz(quiz) => {
                quiz.click(at, stage);
                Effect::None
            }
            Screen::Progress(progress) => {
                chooses = progress.click(at, stage);
                Effect::None
            }
            _ => Effect::None,
        });
        if chooses { self.obey(Command::Choose) } else { effect }
    }
}
