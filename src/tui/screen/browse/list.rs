//! The cursor of the list, and which line of it shows what. It must not know how a line looks.

use super::looking::{Found, Item, ItemKey};
use crate::tui::widget::scroll::{Step, Window};
use std::ops::Range;

/// A line of the list; the numbers are positions among the items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListLine {
    Gap,
    /// Above the first passage of a page.
    Page(usize),
    Title(usize),
    /// The text around what was searched for.
    Excerpt(usize),
}

/// Where the cursor goes when the rest of the list is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    End,
    Notes,
}

#[derive(Debug, Default)]
pub struct List {
    pub at: usize,
    window: Window,
    /// The cursor moved up last.
    upward: bool,
    /// One for each item; `None` where none was asked for yet.
    excerpts: Vec<Option<String>>,
    awaited: Option<Awaited>,
    /// The next list is one of another search, and begins with its best.
    anew: bool,
}

impl List {
    pub fn begin_anew(&mut self) {
        self.anew = true;
    }

    /// Stays on the item under the cursor, where the new list has it.
    pub fn take(&mut self, before: Option<ItemKey>, found: &Found) {
        let kept = before.filter(|_| !self.anew);
        self.at = kept.and_then(|key| found.items.iter().position(|item| item.key() == key)).unwrap_or(0);
        match self.awaited.take() {
            Some(Awaited::End) => self.at = found.items.len().saturating_sub(1),
            Some(Awaited::Notes) => self.at = passages(found).start.min(found.items.len().saturating_sub(1)),
            None => {}
        }
        self.anew = false;
        self.window.let_go();
        self.excerpts = vec![None; found.items.len()];
    }

    pub fn step(&mut self, step: Step, found: &Found, height: usize) {
        let page = if found.words.is_empty() { height } else { height / 2 };
        self.window.let_go();
        self.upward = matches!(step, Step::Up | Step::PageUp | Step::Bottom);
        self.at = step.from(self.at, found.items.len().saturating_sub(1), page);
        self.awaited = (found.goes_on && step == Step::Bottom).then_some(Awaited::End);
    }

    /// The item that one more move of the same kind would lead to.
    pub fn next<'a>(&self, found: &'a Found) -> Option<&'a Item> {
        let next = if self.upward { self.at.checked_sub(1)? } else { self.at + 1 };
        found.items.get(next)
    }

    /// Whether the list goes on where the screen soon is.
    pub fn is_near_its_end(&self, found: &Found, height: usize) -> bool {
        found.goes_on && self.at + height >= found.items.len()
    }

    pub fn await_notes(&mut self) {
        self.awaited = Some(Awaited::Notes);
    }

    /// All lines, and which of them is under the cursor.
    pub fn lines(&self, found: &Found) -> (Vec<ListLine>, usize) {
        let mut lines = Vec::with_capacity(2 * found.items.len());
        let mut cursor = 0;
        let mut page = None;
        for (at, item) in found.items.iter().enumerate() {
            if let Item::Passage(passage) = item {
                let of = (&passage.key.source, &passage.key.file);
                if page != Some(of) {
                    if at > 0 {
                        lines.push(ListLine::Gap);
                    }
                    lines.push(ListLine::Page(at));
                    page = Some(of);
                }
            }
            if at == self.at {
                cursor = lines.len();
            }
            lines.push(ListLine::Title(at));
            if !found.words.is_empty() {
                lines.push(ListLine::Excerpt(at));
            }
        }
        (lines, cursor)
    }

    /// The lines that a window of `height` rows shows.
    pub fn in_sight(&self, found: &Found, height: u16) -> Vec<ListLine> {
        let (lines, cursor) = self.lines(found);
        let top = self.window.top(cursor, lines.len(), height);
        lines.into_iter().skip(top).take(height.into()).collect()
    }

    /// Goes to the item whose line is in this row of the window. True where it was under the cursor before; `None` where the
    /// row belongs to no item.
    pub fn point(&mut self, found: &Found, height: u16, row: u16) -> Option<bool> {
        let (lines, cursor) = self.lines(found);
        let top = self.window.top(cursor, lines.len(), height);
        let (ListLine::Title(at) | ListLine::Excerpt(at)) = *lines.get(top + usize::from(row))? else { return None };
        self.window.hold(top);
        Some(std::mem::replace(&mut self.at, at) == at)
    }

    pub fn excerpt(&self, at: usize) -> Option<&str> {
        self.excerpts.get(at)?.as_deref()
    }

    /// The items in sight whose excerpts were not asked for yet; now they are.
    pub fn take_wanting(&mut self, found: &Found, height: u16) -> Vec<ItemKey> {
        if found.words.is_empty() {
            return Vec::new();
        }
        let mut keys = Vec::new();
        for line in self.in_sight(found, height) {
            if let ListLine::Excerpt(at) = line
                && let Some(excerpt @ None) = self.excerpts.get_mut(at)
            {
                *excerpt = Some(String::new());
                keys.push(found.items[at].key());
            }
        }
        keys
    }

    pub fn put_excerpts(&mut self, found: &Found, excerpts: Vec<(ItemKey, String)>) {
        for (key, text) in excerpts {
            if let Some(at) = found.items.iter().position(|item| item.key() == key) {
                self.excerpts[at] = Some(text);
            }
        }
    }
}

/// The passages among the items.
pub fn passages(found: &Found) -> Range<usize> {
    let first = found.items.iter().position(Item::is_passage).unwrap_or(found.items.len());
    first..found.items.len()
}
