//! A click in the browser. It must not draw.

use super::list::ListLine;
use super::{Browse, Pane};
use crate::tui::message::Effect;
use crate::tui::screen::Stage;
use ratatui::layout::Position;

impl Browse {
    /// Goes to the pane, and in the list to the row; the row under the cursor is opened.
    pub fn click(&mut self, at: Position, stage: &Stage) -> Effect {
        let areas = self.areas(stage);
        if areas.list.contains(at) {
            let lines = self.list.in_sight(&self.found, areas.list.height);
            if let Some(ListLine::Title(row) | ListLine::Excerpt(row)) = lines.get(usize::from(at.y - areas.list.y)) {
                self.pane = if *row == self.list.at && self.pane == Pane::List { Pane::Card } else { Pane::List };
                self.list.at = *row;
            }
        } else if areas.filters.contains(at) {
            self.pane = Pane::Filters;
        } else if areas.card.contains(at) {
            self.pane = Pane::Card;
        }
        self.line.editing = false;
        self.load_if_seen(stage)
    }
}
