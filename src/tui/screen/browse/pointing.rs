//! A click and the wheel in the browser. It must not draw.

use super::{Browse, Pane};
use crate::tui::keys::Command;
use crate::tui::message::Effect;
use crate::tui::mouse::NOTCH;
use crate::tui::screen::{Notice, Stage};
use crate::tui::widget::scroll::Step;
use ratatui::layout::Position;

impl Browse {
    /// Goes to the search line, or to the pane and there to the row; a row under the cursor is opened, chosen or followed.
    pub fn click(&mut self, at: Position, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        if self.areas(stage).line.contains(at) {
            self.line.editing = true;
        }
        let Some(pane) = self.pane_at(at, stage) else { return Effect::None };
        let had_keys = std::mem::replace(&mut self.pane, pane) == pane;
        let was_here = !std::mem::take(&mut self.line.editing) && had_keys;
        let areas = self.areas(stage);
        let is_again = match pane {
            Pane::Filters => self.filters.point(&self.offered, areas.filters.height, at.y - areas.filters.y, had_keys),
            Pane::List => self.list.point(&self.found, areas.list.height, at.y - areas.list.y),
            Pane::Card => Some(self.point_at_open(at, areas.card, stage)),
        };
        match is_again {
            Some(true) if was_here => self.update(Command::Choose, stage, notice).unwrap_or(Effect::None),
            _ => self.load_if_seen(stage),
        }
    }

    /// Moves what the pointer is on, wherever the keys are.
    pub fn turn(&mut self, step: Step, at: Position, stage: &Stage) -> Effect {
        let pane = self.pane_at(at, stage).unwrap_or(self.pane);
        (0..NOTCH).for_each(|_| self.move_in(pane, step, stage));
        self.load_if_seen(stage)
    }

    fn pane_at(&self, at: Position, stage: &Stage) -> Option<Pane> {
        let areas = self.areas(stage);
        let panes = [(areas.filters, Pane::Filters), (areas.list, Pane::List), (areas.card, Pane::Card)];
        panes.into_iter().find(|(area, _)| area.contains(at)).map(|(_, pane)| pane)
    }
}
