//! The bank: cards and notes and their one JSON form. It must not know how text is read, how cards are stored or asked.

pub mod cues;
pub mod json;
pub mod likeness;
pub mod rules;
pub mod section;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The newest schema that this program reads, and the one it writes.
pub const SCHEMA: u32 = 1;

/// The source of the cards that ship with the program. No page may claim it.
pub const SHIPPED: &str = "qbank";

/// Fields that a bank carries and this program does not know; kept so that a round trip loses nothing.
pub type UnknownFields = BTreeMap<String, Value>;

/// Cards and notes; the only door through which cards reach a library.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bank {
    pub schema: u32,
    /// The source of every card that names none of its own.
    pub name: String,
    #[serde(default)]
    pub cards: Vec<Card>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

impl Bank {
    pub fn new(name: &str) -> Bank {
        Bank { schema: SCHEMA, name: name.to_owned(), ..Bank::default() }
    }

    /// Where `card` came from: its own source, or else this bank's name.
    pub fn source_of<'a>(&'a self, card: &'a Card) -> &'a str {
        card.source.as_deref().unwrap_or(&self.name)
    }
}

/// One interview question with its answer and sections. An absent field means "unknown"; nothing is invented.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technology: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// From 1 (easiest) to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_points: Vec<KeyPoint>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<Code>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predict: Vec<Predict>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Options>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<Mistake>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// Ids of cards that should be known first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Ids of cards that get confused with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contrast: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// The page held an answer only; the question was derived from it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub derived: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Card {
    /// An unanswered question is never asked unless it is named.
    pub fn is_answered(&self) -> bool {
        self.answer.as_deref().is_some_and(|answer| !answer.trim().is_empty())
    }

    /// The points a good answer has to make, with their position among all key points.
    pub fn must_points(&self) -> impl Iterator<Item = (usize, &KeyPoint)> {
        self.key_points.iter().enumerate().filter(|(_, point)| point.must)
    }
}

/// How far along a candidate a question is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Beginner,
    Intermediate,
    Advanced,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Beginner, Level::Intermediate, Level::Advanced];

    /// As it is written on a page: `Beginner`.
    pub fn title(self) -> &'static str {
        match self {
            Level::Beginner => "Beginner",
            Level::Intermediate => "Intermediate",
            Level::Advanced => "Advanced",
        }
    }

    /// As it is written in JSON and in queries: `beginner`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Beginner => "beginner",
            Level::Intermediate => "intermediate",
            Level::Advanced => "advanced",
        }
    }

    /// Reads a level's word in any case; nothing else is a level.
    pub fn from_word(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name().eq_ignore_ascii_case(word))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
        let word = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Level::from_word(&word).ok_or_else(|| {
            serde::de::Error::custom(format!("no level {word:?}; the levels are beginner, intermediate, advanced"))
        })
    }
}

/// One point of a good answer: a must point has to be made, a bonus point may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyPoint {
    pub must: bool,
    pub text: String,
    /// Alternatives; each is a list of parts that must all occur near each other (see `cues`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<Vec<String>>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// Two spoken answers: one that must tick every must point, one that must tick none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong: Option<String>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// A block of code, with the exact output that it prints when it is run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Code {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    pub source: String,
    /// Present when the block is meant to be run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<Run>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// Where a block runs, and how it ends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The oldest interpreter version, such as `3.8`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The newest interpreter version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The exception that ends the block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raises: Option<String>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// "What does this print?" about one of the card's code blocks; the block's output is the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Predict {
    /// The name of the code block.
    pub code: String,
    pub wrong: Vec<WrongOutput>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WrongOutput {
    pub output: String,
    /// The misconception that leads to it.
    pub why: String,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// A multiple-choice form of the card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Its own stem; without one the card's question serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    pub key: String,
    pub distractors: Vec<Distractor>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distractor {
    pub text: String,
    pub why: String,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// A claim or habit that is wrong, and what is right. Pages often give the claim alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mistake {
    pub claim: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// Where an interviewer goes next: to another card, to a short answer, or on to an open question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    pub question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

/// A piece of a page that is no question: browsed and searched, never asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    pub kind: NoteKind,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    #[serde(flatten)]
    pub unknown: UnknownFields,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    Prose,
    Table,
    List,
    Quote,
}

/// The place in a text that a card or note was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub file: String,
    /// 1-based.
    pub line: usize,
}
