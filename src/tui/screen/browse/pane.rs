//! Where the panes stand: three beside each other, two, or one at a time. It must not know what is in them.

use super::Browse;
use super::view::bars;
use crate::tui::screen::{Stage, column, inset};
use ratatui::layout::Rect;

/// Columns of the filters, and of the list beside a card.
const FILTERS: u16 = 26;
const LIST: u16 = 42;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    Filters,
    List,
    Card,
}

/// How many panes the width has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Filters, list and card side by side.
    Three,
    /// Filters and list; the card covers both.
    Two,
    One,
}

impl Room {
    pub fn of(stage: &Stage) -> Room {
        match stage.area.width {
            120.. => Room::Three,
            72.. => Room::Two,
            _ => Room::One,
        }
    }
}

/// An area of no width is not on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Areas {
    pub line: Rect,
    pub filters: Rect,
    pub list: Rect,
    pub card: Rect,
}

impl Browse {
    pub(super) fn areas(&self, stage: &Stage) -> Areas {
        let inner = inset(stage.page(bars(stage)).body);
        let line = Rect { height: inner.height.min(1), ..inner };
        let below = if stage.is_roomy() { 2 } else { 1 };
        let rest = Rect { y: inner.y + below.min(inner.height), height: inner.height.saturating_sub(below), ..inner };
        let none = Rect { width: 0, ..rest };
        let (filters, list, card) = match (Room::of(stage), self.pane) {
            (Room::Three, _) => {
                let filters = Rect { width: FILTERS, ..rest };
                let list = Rect { x: filters.right() + 3, width: LIST, ..rest };
                let card = Rect { x: list.right() + 3, width: rest.right().saturating_sub(list.right() + 3), ..rest };
                (filters, list, card)
            }
            (Room::Two, Pane::Filters | Pane::List) => {
                let filters = Rect { width: FILTERS.min(rest.width / 3), ..rest };
                let list = Rect { x: filters.right() + 3, width: rest.width - filters.width - 3, ..rest };
                (filters, list, none)
            }
            (Room::One, Pane::Filters) => (rest, none, none),
            (Room::One, Pane::List) => (none, rest, none),
            (Room::Two | Room::One, Pane::Card) => (none, none, column(rest)),
        };
        Areas { line, filters, list, card }
    }
}
