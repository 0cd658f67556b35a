//! What the browser asks of the library and what it gets: values only. It must not know how either is found.

use super::filters::Facet;
use crate::bank::Note;
pub use crate::library::{Instead, Link, Passage, PassageKey, Row};
use crate::study::event::CardKey;
use crate::study::session::Question;

/// What can be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Card(Row),
    Passage(Passage),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKey {
    Card(CardKey),
    Passage(PassageKey),
}

impl Item {
    pub fn key(&self) -> ItemKey {
        match self {
            Item::Card(row) => ItemKey::Card(row.key.clone()),
            Item::Passage(passage) => ItemKey::Passage(passage.key.clone()),
        }
    }

    pub fn is_passage(&self) -> bool {
        matches!(self, Item::Passage(_))
    }
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Cards, then passages: the first of them, or all that a list may have.
    pub items: Vec<Item>,
    pub cards: usize,
    /// There may be more cards than that.
    pub more: bool,
    pub notes: usize,
    /// Whether `items` goes on where more is asked for.
    pub goes_on: bool,
    /// Cards and technologies in the library.
    pub all: usize,
    pub technologies: usize,
    /// The folded words that were looked for.
    pub words: Vec<String>,
    /// The counts of the values on offer, where they cost nothing.
    pub counts: Option<Counts>,
}

/// What can be chosen beside a query, and what is to be said about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// In the order of [`FacetKey`](super::FacetKey).
    pub facets: Vec<Facet>,
    /// Why nothing matched.
    pub why_empty: Option<String>,
    /// What the filter left out for want of knowledge.
    pub left_out: Option<String>,
    /// Words that nobody wrote, with the nearest that somebody did.
    pub instead: Vec<Instead>,
}

/// What the browser wants to see.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// The list of a query as far as a list goes.
    Whole(String),
    Counts(String),
    Passage(PassageKey),
    Links(CardKey),
    /// A card that is likely to be opened next.
    Ahead(CardKey),
    /// The text around these words in each of the items.
    Excerpts(Vec<String>, Vec<ItemKey>),
}

/// What it gets to see.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    Counts(Counts),
    Passage(PassageKey, Vec<Note>),
    Links(Vec<Link>),
    /// Nothing where it could not be loaded: who really opens it is told why.
    Ahead(CardKey, Option<Box<Question>>),
    Excerpts(Vec<(ItemKey, String)>),
}
