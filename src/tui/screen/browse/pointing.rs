//! A click in the browser. It must not draw.

use super::{Browse, Pane};
use crate::tui::message::Effect;
use crate::tui::screen::Stage;
use crate::tui::widget::scroll::top_for;
use ratatui::layout::Position;

impl Browse {
    /// Goes to the pane, and in the list to the row; the row under the cursor is opened.
    pub fn click(&mut self, at: Position, stage: &Stage) -> Effect {
        let panes = self.panes(stage);
        if panes.list.contains(at) {
            let top = top_for(self.at, self.found.rows.len(), panes.list.height);
            let row = top + usize::from(at.y - panes.list.y);
            if row < self.found.rows.len() {
                self.pane = if row == self.at && self.pane == Pane::List { Pane::Card } else { Pane::List };
                self.at = row;
            }
        } else if panes.filters.contains(at) {
            self.pane = Pane::Filters;
        } else if panes.card_text.contains(at) {
            self.pane = Pane::Card;
        }
        self.editing = false;
        self.load_if_seen(stage)
    }
}
