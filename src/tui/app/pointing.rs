//! What the mouse asks for. It must not know what the screens do with it.

use super::{App, Screen};
use crate::tui::keys::Command;
use crate::tui::message::Effect;
use crate::tui::mouse::{Gesture, key_under, letter_under, turned};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

impl App {
    /// The wheel moves what the arrows move; a click presses the key that it points at, ticks the point, or chooses
    /// the option or the row.
    pub(super) fn point(&mut self, gesture: Gesture) -> Effect {
        let at = match gesture {
            Gesture::Wheel(_) if self.is_text_field() => return Effect::None,
            Gesture::Wheel(step) => {
                return turned(step).map(|command| self.obey(command)).last().unwrap_or(Effect::None);
            }
            Gesture::Click(at) => at,
        };
        // What is under the pointer is what was drawn there.
        let mut drawn = Buffer::empty(Rect { x: 0, y: 0, width: self.size.width, height: self.size.height });
        self.view(&mut drawn);
        if let Some(key) = key_under(&drawn, self.bars(), at) {
            let now = self.now;
            return self.command(&key, false, now).map_or(Effect::None, |command| self.obey(command));
        }
        let letter = letter_under(&drawn, at).and_then(|key| self.keys()?.command(&key));
        if let Some(mark @ (Command::Tick(_) | Command::Pick(_))) = letter {
            return self.obey(mark);
        }
        self.notice = None;
        self.on_stage(|screen, stage, _| match screen {
            Screen::Browse(browse) => browse.click(at, stage),
            _ => Effect::None,
        })
    }
}
