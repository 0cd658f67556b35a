//! A click in a quiz. It must not draw.

use super::Quiz;
use crate::study::session::Phase;
use crate::tui::screen::Stage;
use ratatui::layout::{Position, Rect};

impl Quiz {
    /// Where keys are named besides the last lines: the answers to how sure one is.
    pub fn prompt_area(&self, stage: &Stage) -> Rect {
        match (self.session.current(), self.session.phase()) {
            (Some(question), Phase::Asking(asking)) if !self.is_writing() => {
                self.asking_layout(question, asking, stage).0.prompt
            }
            _ => Rect::ZERO,
        }
    }

    /// Goes to the section whose name is under the pointer.
    pub fn click(&mut self, at: Position, stage: &Stage) {
        let (Some(question), Phase::Answered(answered)) = (self.session.current(), self.session.phase()) else {
            return;
        };
        let (places, lines) = self.answer_layout(question, &answered.reply, stage);
        if places.tabs.contains(at) {
            let (_, columns) = self.tab_columns(&places, lines.len(), stage.theme);
            self.reading.turn_to(question, columns, usize::from(at.x - places.tabs.x));
        }
    }
}
