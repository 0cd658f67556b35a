//! The rules that shipped cards keep, as one table of small named checks. It must not know how cards are read, run or stored.

mod cards;
mod code;
mod copied;
mod fields;
mod guessing;
mod links;
mod options;
mod placeholder;
mod points;
mod prose;
mod vocabulary;
mod wording;

pub use copied::Pages;
pub use placeholder::empty;
pub use vocabulary::{Slot, Vocabulary, VocabularyError};

use crate::bank::Card;
use crate::bank::section::Section;

/// An error fails the build; a warning asks for a reason, given in a `%` line of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Warning,
    Error,
}

/// The part of a card that a finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Id,
    Question,
    /// The line of technology, topic and level.
    Header,
    Difficulty,
    /// A section as a whole.
    Section(Section),
    /// One item of a section, counted from 0 in the order of the card: a key point, a code block, a set of predictions, a
    /// mistake, a follow-up. In Options 0 is the key and the distractors follow; in Said 0 is the right answer, 1 the wrong.
    Item(Section, usize),
    /// A line of a section that begins with this word and a colon: `Ask`, `Tags`, `Needs`, `Source`, `Symptom`.
    Line(Section, &'static str),
}

impl Place {
    /// Whether a finding here speaks of the other place too: it is the same, or the section that the other one stands in.
    fn holds(self, other: Place) -> bool {
        let section = match other {
            Place::Item(section, _) | Place::Line(section, _) => Some(section),
            Place::Id | Place::Question | Place::Header | Place::Difficulty | Place::Section(_) => None,
        };
        self == other || section.is_some_and(|section| self == Place::Section(section))
    }
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All cards together.
    Bank,
    Card {
        id: String,
        place: Place,
    },
}

/// One rule that is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name in the table; a `%` line that begins with it explains a warning away.
    pub rule: &'static str,
    pub severity: Severity,
    pub scope: Scope,
    /// Lower case; says what to do and gives the figure and its limit.
    pub message: String,
}

/// What one rule finds in one card.
#[derive(Debug, Default)]
struct Report {
    found: Vec<(Place, String)>,
}

impl Report {
    fn add(&mut self, place: Place, message: impl Into<String>) {
        self.found.push((place, message.into()));
    }
}

struct Rule {
    name: &'static str,
    severity: Severity,
    check: fn(&Card, &Vocabulary, &mut Report),
}

const fn error(name: &'static str, check: fn(&Card, &Vocabulary, &mut Report)) -> Rule {
    Rule { name, severity: Severity::Error, check }
}

const fn warning(name: &'static str, check: fn(&Card, &Vocabulary, &mut Report)) -> Rule {
    Rule { name, severity: Severity::Warning, check }
}

/// The rule that names what is still to be written; it comes first, so that no other says more about the same line.
const UNWRITTEN: &str = "placeholder";

const CARD_RULES: &[Rule] = &[
    error(UNWRITTEN, placeholder::placeholder),
    error("id", fields::id),
    error("question", fields::question),
    error("header", fields::header),
    error("difficulty", fields::difficulty),
    error("slot", links::slot),
    error("answer", fields::answer),
    error("key-points", points::key_points),
    error("cues", points::cues),
    error("own-words", points::own_words),
    error("giveaway", points::giveaway),
    error("said", points::said),
    warning("near-miss", points::near_miss),
    error("explanation", fields::explanation),
    error("code", code::code),
    error("steady", code::steady),
    error("output", code::output),
    warning("unrun", code::unrun),
    error("predict", code::predict),
    error("options", options::options),
    error("options-length", options::length),
    error("options-form", options::form),
    error("options-trick", options::trick),
    error("example", fields::example),
    error("mistakes", fields::mistakes),
    error("scenario", fields::scenario),
    error("follow-ups", fields::follow_ups),
    error("links", links::links),
    error("tags", links::tags),
    error("facts", fields::facts),
    warning("figures", wording::figures),
    warning("wording", wording::wording),
    warning("sentences", wording::sentences),
];

/// Holds one card to every rule that needs that card alone.
///
/// `comments` are the card's `%` lines without the sign: one that begins with a rule's name and a colon explains a warning
/// and silences it; an error stays. With an empty vocabulary the rules that need the bank's own lists keep silent. What is
/// still to be written is named as such, and no rule says more about it or its section as a whole.
pub fn check_card(card: &Card, comments: &[String], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut unwritten: Vec<Place> = Vec::new();
    for rule in CARD_RULES {
        if rule.severity == Severity::Warning && is_explained(rule.name, comments) {
            continue;
        }
        let mut report = Report::default();
        (rule.check)(card, vocabulary, &mut report);
        report.found.retain(|(place, _)| !unwritten.iter().any(|other| place.holds(*other)));
        if rule.name == UNWRITTEN {
            unwritten = report.found.iter().map(|(place, _)| *place).collect();
        }
        findings.extend(report.found.into_iter().map(|(place, message)| Finding {
            rule: rule.name,
            severity: rule.severity,
            scope: Scope::Card { id: card.id.clone(), place },
            message,
        }));
    }
    findings
}

/// Whether a comment such as `figures: the study is named below` speaks of this rule.
pub fn is_explained(rule: &str, comments: &[String]) -> bool {
    comments
        .iter()
        .any(|comment| comment.trim_start().strip_prefix(rule).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// A check of all cards together; it names the rule in what it finds.
type BankRule = fn(&[&Card], &Vocabulary) -> Vec<(Scope, String)>;

const BANK_RULES: &[(&str, BankRule)] = &[
    ("unique", cards::unique),
    ("duplicates", cards::duplicates),
    ("cycles", cards::cycles),
    ("linked", cards::linked),
    ("lonely-tag", cards::lonely_tags),
    ("key-length", guessing::key_length),
    ("guesser", guessing::guesser),
];

/// Holds all cards of a bank to the rules that need more than one of them. Every finding is an error.
pub fn check_bank(cards: &[&Card], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    for &(rule, check) in BANK_RULES {
        let found = check(cards, vocabulary);
        findings.extend(found.into_iter().map(|(scope, message)| Finding {
            rule,
            severity: Severity::Error,
            scope,
            message,
        }));
    }
    findings
}

#[cfg(test)]
mod tests;
