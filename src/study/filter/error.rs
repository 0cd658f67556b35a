//! Why a query cannot be used, as a sentence to the person who wrote it. It must not know how it is shown.

use super::key::{Key, Part, State};
use std::fmt;
use std::ops::Range;

/// What is wrong with a query, and the bytes of the query that are to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    pub place: Range<usize>,
    pub problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    OpenQuote,
    OpenParenthesis,
    StrayParenthesis,
    EmptyParentheses,
    TooDeep,
    /// `or`, `and` or `not` without what it joins.
    Dangling(&'static str),
    /// A word or phrase without a letter or digit.
    NothingToLookFor(String),
    NoSuchKey {
        written: String,
        near: Vec<Near>,
    },
    MissingValue(Key),
    StrayQuote,
    NotComparable(Key),
    NoDifficulty(String),
    EmptyRange {
        least: String,
        most: String,
    },
    /// No such tag, technology, card, …; `others` says how many there are besides the near ones.
    NoSuch {
        key: Key,
        written: String,
        near: Vec<Near>,
        others: usize,
    },
}

/// A name like the one that was written, with the number of its cards where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub name: String,
    pub cards: Option<u64>,
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cards {
            None => write!(f, "\"{}\"", self.name),
            Some(1) => write!(f, "\"{}\" (1 card)", self.name),
            Some(cards) => write!(f, "\"{}\" ({cards} cards)", self.name),
        }
    }
}

impl std::error::Error for FilterError {}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::OpenQuote => f.write_str("this quote is never closed; add a \" at its end"),
            Problem::OpenParenthesis => {
                f.write_str("this parenthesis is never closed; add a ), or put the text in quotes")
            }
            Problem::StrayParenthesis => {
                f.write_str("no parenthesis is open here; remove the ), or put the text in quotes")
            }
            Problem::EmptyParentheses => {
                f.write_str("nothing stands between the parentheses; put terms there, or remove them")
            }
            Problem::TooDeep => {
                f.write_str("too many parentheses and negations inside each other; make the query simpler")
            }
            Problem::Dangling(word) => match *word {
                "not" | "-" => write!(f, "nothing follows \"{word}\"; write what to leave out after it"),
                word => write!(
                    f,
                    "\"{word}\" joins two terms; write one on each side, or put it in quotes to look for the word"
                ),
            },
            Problem::NothingToLookFor(text) => write!(f, "{text:?} has no letter or digit to look for"),
            Problem::NoSuchKey { written, near } => {
                write!(f, "no key \"{written}\"; ")?;
                if near.is_empty() {
                    write!(f, "the keys are {}", list(Key::ALL.map(Key::name)))?;
                } else {
                    write!(f, "did you mean {}?", either(near))?;
                }
                f.write_str(" (to look for the text itself, put it in quotes)")
            }
            Problem::MissingValue(key) => write!(f, "{key}: needs a value, such as {}", example(*key)),
            Problem::StrayQuote => f.write_str("put the whole value in quotes, not a part of it"),
            Problem::NotComparable(key) => {
                write!(f, "{key}: cannot be compared; only level and difficulty take >=, <=, >, < and ..")
            }
            Problem::NoDifficulty(text) => {
                write!(
                    f,
                    "no difficulty {text:?}; write a number from 1 to 10, as in difficulty:7, difficulty:4..7 or difficulty:<=3"
                )
            }
            Problem::EmptyRange { least, most } => {
                write!(f, "nothing lies between {least} and {most}; write the lower end first: {most}..{least}")
            }
            Problem::NoSuch { key, written, near, others } => {
                write!(f, "no {} \"{written}\"; ", key.noun())?;
                match (near.is_empty(), others) {
                    (false, _) => write!(f, "did you mean {}?", either(near)),
                    (true, 0) => f.write_str("there are none yet"),
                    (true, 1..) => match key {
                        Key::Is => write!(f, "a card is {}", list(State::ALL.map(State::name))),
                        Key::Has => write!(f, "a card has {}", list(Part::ALL.map(Part::name))),
                        Key::Level => f.write_str("the levels are beginner, intermediate, advanced, unknown"),
                        Key::Id => f.write_str("qbank list shows the cards"),
                        _ => f.write_str("qbank tags shows what there is"),
                    },
                }
            }
        }
    }
}

fn either(near: &[Near]) -> String {
    near.iter().map(Near::to_string).collect::<Vec<_>>().join(" or ")
}

fn list<const N: usize>(words: [&str; N]) -> String {
    words.join(", ")
}

fn example(key: Key) -> &'static str {
    match key {
        Key::Tag => "tag:asyncio",
        Key::Technology => "technology:python",
        Key::Topic => "topic:\"names and mutability\"",
        Key::Level => "level:>=intermediate",
        Key::Difficulty => "difficulty:4..7",
        Key::Source => "source:qbank",
        Key::Id => "id:PY-ASYNC-006",
        Key::Is => "is:missed",
        Key::Has => "has:options",
    }
}
