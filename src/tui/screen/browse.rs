//! The browser: filters with the cards left under each, the list, and the card. It must not know how cards are found.

mod filters;
mod pointing;
mod view;

pub use crate::library::Row;
pub use filters::{Facet, FacetKey};

use super::card::{Reading, in_words};
use super::{Notice, Stage};
use crate::study::event::CardKey;
use crate::study::session::Question;
use crate::tui::keys::{BROWSE, Command, QUERY, Table};
use crate::tui::message::{Choice, Effect, Mark};
use crate::tui::widget::scroll::{Step, last_top};
use filters::Filters;

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The values that the found cards have, each with its count; keys in the order of [`FacetKey`].
    pub facets: Vec<Facet>,
    pub rows: Vec<Row>,
    pub total: usize,
    /// Cards in the library.
    pub all: usize,
    /// What the filter left out, or what to do where nothing matched.
    pub hint: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Filters,
    List,
    Card,
}

/// How many panes the width has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// Filters, list and card side by side.
    Three,
    /// Filters and list; the card covers both.
    Two,
    One,
}

impl Room {
    fn of(stage: &Stage) -> Room {
        match stage.area.width {
            120.. => Room::Three,
            72.. => Room::Two,
            _ => Room::One,
        }
    }
}

#[derive(Debug)]
pub struct Browse {
    filters: Filters,
    /// What is typed in the search line.
    line: String,
    editing: bool,
    /// Why the line cannot be understood; the list then still shows what was found before.
    trouble: Option<String>,
    found: Found,
    pane: Pane,
    /// The list's cursor.
    at: usize,
    card: Option<Question>,
    reading: Reading,
}

impl Browse {
    /// Begins with what `query` found.
    pub fn new(query: String, found: Found) -> Browse {
        let (filters, pane, reading) = (Filters::default(), Pane::List, Reading::default());
        Browse { filters, line: query, editing: false, trouble: None, found, pane, at: 0, card: None, reading }
    }

    pub fn keys(&self) -> &'static Table {
        if self.editing { &QUERY } else { &BROWSE }
    }

    /// `None` when the command leads back to the screen before.
    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Option<Effect> {
        match command {
            Command::Back if self.editing => self.editing = false,
            Command::Back if self.pane != Pane::List => self.pane = Pane::List,
            Command::Back => return None,
            Command::Leave => return Some(Effect::Quit),
            Command::EditQuery => self.editing = true,
            Command::Submit => {
                self.editing = false;
                self.pane = Pane::List;
            }
            Command::Type(character) => return Some(self.edit(|line| line.push(character))),
            Command::Erase => {
                return Some(self.edit(|line| {
                    line.pop();
                }));
            }
            Command::EraseWord => return Some(self.edit(erase_word)),
            Command::EraseAll => return Some(self.edit(String::clear)),
            Command::ClearFilter => {
                self.filters.clear();
                return Some(self.edit(String::clear));
            }
            Command::NextPane => self.pane = if self.pane == Pane::Filters { Pane::List } else { Pane::Card },
            Command::PreviousPane => self.pane = if self.pane == Pane::Card { Pane::List } else { Pane::Filters },
            Command::Choose if self.pane == Pane::Filters => {
                self.filters.choose(&self.found.facets);
                return Some(self.find());
            }
            Command::Choose => self.pane = Pane::Card,
            Command::QuizThese if self.found.total == 0 => *notice = Some(no_card()),
            Command::QuizThese => return Some(Effect::Begin(Choice::Query(self.query()))),
            Command::Step(step) => self.step(step, stage),
            Command::NextSection | Command::PreviousSection => self.turn(command),
            Command::Edit => return Some(self.on_card(|question| Effect::Edit(question.key.clone()), notice)),
            Command::Copy => return Some(self.on_card(|question| Effect::Copy(in_words(question)), notice)),
            Command::Flag => return Some(self.mark(|question| Mark::Flagged(!question.progress.flagged), notice)),
            Command::Suspend => {
                return Some(self.mark(|question| Mark::Suspended(!question.progress.suspended), notice));
            }
            _ => {}
        }
        Some(self.load_if_seen(stage))
    }

    /// Pasted text goes into the search line, and nowhere else.
    pub fn paste(&mut self, text: &str) -> Effect {
        if !self.editing {
            return Effect::None;
        }
        // The line has one row; what stands before the cursor stays a word of its own.
        let blanks = text.trim_end().chars().map(|character| if character.is_whitespace() { ' ' } else { character });
        self.edit(|line| line.extend(blanks))
    }

    fn edit(&mut self, change: impl FnOnce(&mut String)) -> Effect {
        change(&mut self.line);
        self.find()
    }

    fn find(&mut self) -> Effect {
        Effect::Find(self.query())
    }

    /// The whole filter in the query language: what was chosen, and what was typed.
    pub fn query(&self) -> String {
        self.filters.query(&self.line)
    }

    pub fn found(&mut self, found: Result<Found, String>, stage: &Stage) -> Effect {
        match found {
            Ok(found) => {
                let key = self.found.rows.get(self.at).map(|row| &row.key);
                self.at = found.rows.iter().position(|row| Some(&row.key) == key).unwrap_or(0);
                let facets = self.filters.with_chosen(found.facets);
                self.filters.follow(&self.found.facets, &facets);
                self.found = Found { facets, ..found };
                self.trouble = None;
            }
            Err(why) => self.trouble = Some(why),
        }
        self.load_if_seen(stage)
    }

    /// Asks for the card under the cursor where its pane is on screen and another card is in it.
    pub fn load_if_seen(&mut self, stage: &Stage) -> Effect {
        let Some(row) = self.found.rows.get(self.at) else {
            self.card = None;
            if self.pane == Pane::Card {
                self.pane = Pane::List;
            }
            return Effect::None;
        };
        let seen = self.pane == Pane::Card || Room::of(stage) == Room::Three;
        let loaded = self.card.as_ref().is_some_and(|question| question.key == row.key);
        if seen && !loaded { Effect::LoadCard(row.key.clone()) } else { Effect::None }
    }

    pub fn loaded(&mut self, question: Question) {
        self.card = Some(question);
        self.reading = Reading::default();
    }

    /// A card could not be loaded: its pane would stay empty.
    pub fn not_loaded(&mut self) {
        self.card = None;
        self.pane = Pane::List;
    }

    /// The card was edited: it is read on where it was.
    pub fn edited(&mut self, question: Question) {
        if let Some(row) = self.found.rows.iter_mut().find(|row| row.key == question.key) {
            row.question.clone_from(&question.card.question);
        }
        if self.card.as_ref().is_some_and(|held| held.key == question.key) {
            self.card = Some(question);
        }
    }

    pub fn marked(&mut self, key: &CardKey, mark: Mark) {
        let Some(question) = self.card.as_mut().filter(|question| question.key == *key) else { return };
        match mark {
            Mark::Flagged(on) => question.progress.flagged = on,
            Mark::Suspended(on) => question.progress.suspended = on,
        }
    }

    fn mark(&self, change: impl Fn(&Question) -> Mark, notice: &mut Option<Notice>) -> Effect {
        self.on_card(|question| Effect::Mark(question.key.clone(), change(question)), notice)
    }

    /// What is to be done with the card under the cursor, which has to be open.
    fn on_card(&self, effect: impl Fn(&Question) -> Effect, notice: &mut Option<Notice>) -> Effect {
        let row = self.found.rows.get(self.at);
        match self.card.as_ref().filter(|question| row.is_some_and(|row| row.key == question.key)) {
            Some(question) => effect(question),
            None => {
                *notice = Some(Notice { text: "open the card first, with enter".to_owned(), trouble: false });
                Effect::None
            }
        }
    }

    fn turn(&mut self, command: Command) {
        let Some(question) = &self.card else { return };
        match command {
            Command::NextSection => self.reading.next(question),
            _ => self.reading.previous(question),
        }
    }

    fn step(&mut self, step: Step, stage: &Stage) {
        let panes = self.panes(stage);
        match self.pane {
            Pane::Filters => self.filters.step(step, &self.found.facets, panes.list.height.into()),
            Pane::List => {
                let last = self.found.rows.len().saturating_sub(1);
                self.at = step.from(self.at, last, panes.list.height.into());
            }
            Pane::Card => {
                let (lines, height) =
                    (self.card_lines(panes.card_text.width.into(), stage.theme).len(), panes.card_text.height);
                self.reading.top = step.from(self.reading.top, last_top(lines, height), height.into());
            }
        }
    }
}

fn no_card() -> Notice {
    Notice { text: "no card in the list to ask; C shows all cards".to_owned(), trouble: false }
}

/// Takes the last word of the line away, with the blanks after it.
fn erase_word(line: &mut String) {
    let kept = line.trim_end().rfind(' ').map_or(0, |blank| blank + 1);
    line.truncate(kept);
}
