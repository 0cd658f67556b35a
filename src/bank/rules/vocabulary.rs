//! The lists that the bank's cards draw on: slots, technologies, topics, tags. It must not know where the lists lie.

use crate::bank::{Card, Level};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A place in the bank that is kept for one card, so that writers side by side never collide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub technology: String,
    pub topic: String,
    pub level: Level,
    pub subject: String,
    /// Below the root of the repository, with `/` between its parts.
    pub file: String,
}

/// What a card of the bank may name. The default one is empty: no list to hold a card to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    slots: BTreeMap<String, Slot>,
    topics: BTreeSet<(String, String)>,
    tags: BTreeMap<String, String>,
}

/// A list that cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyError {
    pub list: List,
    /// 1-based.
    pub line: usize,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Blueprint,
    Tags,
}

impl List {
    /// The list's file below `data/`.
    pub fn file(self) -> &'static str {
        match self {
            List::Blueprint => "blueprint.tsv",
            List::Tags => "tags.tsv",
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            List::Blueprint => &["id", "technology", "topic", "level", "subject", "file"],
            List::Tags => &["tag", "meaning"],
        }
    }

    /// The rows below the heading, each with its line and as many cells as the list has columns.
    fn rows(self, text: &str) -> Result<Vec<(usize, Vec<&str>)>, VocabularyError> {
        let columns = self.columns();
        let mut rows = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if number == 1 {
                if cells != columns {
                    return Err(self.error(1, format!("begin with the columns {}", columns.join(", "))));
                }
            } else if cells.len() != columns.len() || cells.contains(&"") {
                let message = format!("give {} cells with tabs between them: {}", columns.len(), columns.join(", "));
                return Err(self.error(number, message));
            } else {
                rows.push((number, cells));
            }
        }
        Ok(rows)
    }

    fn error(self, line: usize, message: String) -> VocabularyError {
        VocabularyError { list: self, line, message }
    }
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.list.file(), self.line, self.message)
    }
}

impl std::error::Error for VocabularyError {}

impl Vocabulary {
    /// Reads the two lists: tab-separated text with a heading.
    ///
    /// # Errors
    /// When a heading or a row has other columns, a level is none, or an id or a tag stands twice.
    pub fn parse(blueprint: &str, tags: &str) -> Result<Vocabulary, VocabularyError> {
        let mut vocabulary = Vocabulary::default();
        for (line, cells) in List::Blueprint.rows(blueprint)? {
            let &[id, technology, topic, level, subject, file] = &cells[..] else { continue };
            let level = Level::from_word(level).ok_or_else(|| {
                List::Blueprint.error(line, format!("no level {level:?}: write Beginner, Intermediate or Advanced"))
            })?;
            let slot = Slot {
                technology: technology.to_owned(),
                topic: topic.to_owned(),
                level,
                subject: subject.to_owned(),
                file: file.to_owned(),
            };
            vocabulary.topics.insert((slot.technology.clone(), slot.topic.clone()));
            if vocabulary.slots.insert(id.to_owned(), slot).is_some() {
                return Err(List::Blueprint.error(line, format!("{id} has a slot already; take another id")));
            }
        }
        for (line, cells) in List::Tags.rows(tags)? {
            let &[tag, meaning] = &cells[..] else { continue };
            if vocabulary.tags.insert(tag.to_owned(), meaning.to_owned()).is_some() {
                return Err(List::Tags.error(line, format!("the tag {tag:?} is listed already; delete one of the two")));
            }
        }
        Ok(vocabulary)
    }

    /// Without any slot there is no list to hold a card to.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub fn slot(&self, id: &str) -> Option<&Slot> {
        self.slots.get(id)
    }

    /// All slots by id.
    pub fn slots(&self) -> impl Iterator<Item = (&str, &Slot)> {
        self.slots.iter().map(|(id, slot)| (id.as_str(), slot))
    }

    pub fn has_technology(&self, technology: &str) -> bool {
        self.topics.iter().any(|(known, _)| known == technology)
    }

    pub fn has_topic(&self, technology: &str, topic: &str) -> bool {
        self.topics.contains(&(technology.to_owned(), topic.to_owned()))
    }

    /// All technologies, each once.
    pub fn technologies(&self) -> BTreeSet<&str> {
        self.topics.iter().map(|(technology, _)| technology.as_str()).collect()
    }

    /// A tag's meaning in one line; `None` if the bank does not list it.
    pub fn tag(&self, tag: &str) -> Option<&str> {
        self.tags.get(tag).map(String::as_str)
    }

    /// Whether every slot has its card.
    pub fn is_filled_by(&self, cards: &[&Card]) -> bool {
        let written: BTreeSet<&str> = cards.iter().map(|card| card.id.as_str()).collect();
        !self.is_empty() && self.slots.keys().all(|id| written.contains(id.as_str()))
    }
}
