//! The one translation of a filter to SQL, equal in meaning to `Filter::matches`. It must not know who asks.

use super::columns::{bit, level_number, state};
use super::names::Kind;
use super::target::{is_interview, is_interview_soon};
use crate::bank::{Card, Note};
use crate::study::event::Day;
use crate::study::filter::{
    Bound, Filter, Name, Node, Part, State, Term, Text, Wanted, holds_phrase, pieces_hold_phrase,
};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;

/// A condition on `card c`, with its values in the order of its question marks.
#[derive(Debug, Clone)]
pub struct Selection {
    pub condition: String,
    pub values: Vec<Value>,
}

impl Selection {
    pub fn of(filter: &Filter, today: Day) -> Selection {
        let mut builder = Builder { today, values: Vec::new() };
        let mut conditions = vec![builder.node(filter.root())];
        if !filter.names_retired() {
            conditions.push(has_no_bit(bit::RETIRED));
        }
        Selection { condition: join(&conditions, "AND"), values: builder.values }
    }

    /// Every card that is not retired.
    pub fn everything() -> Selection {
        Selection { condition: has_no_bit(bit::RETIRED), values: Vec::new() }
    }
}

/// Adds what the index cannot tell to SQL: whether the tokens of a phrase stand together in a card's text.
pub fn define_functions(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds_phrase", 2, flags, |context| {
        let card: Card = serde_json::from_str(context.get_raw(0).as_str()?)
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        let phrase: Vec<String> = context.get_raw(1).as_str()?.split(' ').map(str::to_owned).collect();
        Ok(holds_phrase(&card, &phrase))
    })?;
    connection.create_scalar_function("note_holds_phrase", 2, flags, |context| {
        let note: Note = serde_json::from_str(context.get_raw(0).as_str()?)
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        let phrase: Vec<String> = context.get_raw(1).as_str()?.split(' ').map(str::to_owned).collect();
        let pieces = [note.heading.as_deref().unwrap_or_default(), note.text.as_str()];
        Ok(pieces_hold_phrase(pieces.into_iter(), &phrase))
    })
}

/// A search of the index for cards that have all these tokens; a prefix begins a token, a whole token is one.
pub fn index_query<'a>(tokens: impl Iterator<Item = &'a str>, prefixes: bool) -> String {
    // Quoted, a token is never an operator of the index's own query language.
    let star = if prefixes { "*" } else { "" };
    tokens.map(|token| format!("\"{token}\"{star}")).collect::<Vec<_>>().join(" AND ")
}

struct Builder {
    today: Day,
    values: Vec<Value>,
}

impl Builder {
    fn node(&mut self, node: &Node) -> String {
        match node {
            Node::All(nodes) => self.all(nodes),
            Node::Any(nodes) => {
                let conditions: Vec<String> = nodes.iter().map(|node| self.node(node)).collect();
                join(&conditions, "OR")
            }
            Node::Not(node) => format!("(NOT {})", self.node(node)),
            Node::Word(text) => self.words(text.tokens.iter().map(String::as_str)),
            Node::Phrase(text) => self.phrase(text),
            Node::Term(term) => self.term(term),
        }
    }

    /// Words side by side are one search of the index.
    fn all(&mut self, nodes: &[Node]) -> String {
        let mut conditions = Vec::new();
        let mut tokens: Vec<&str> = Vec::new();
        for node in nodes {
            match node {
                Node::Word(text) => tokens.extend(text.tokens.iter().map(String::as_str)),
                node => conditions.push(self.node(node)),
            }
        }
        if !tokens.is_empty() {
            conditions.push(self.words(tokens.into_iter()));
        }
        if conditions.is_empty() { "1".to_owned() } else { join(&conditions, "AND") }
    }

    fn words<'a>(&mut self, tokens: impl Iterator<Item = &'a str>) -> String {
        self.values.push(index_query(tokens, true).into());
        "c.num IN (SELECT rowid FROM words WHERE words MATCH ?)".to_owned()
    }

    fn phrase(&mut self, text: &Text) -> String {
        self.values.push(index_query(text.tokens.iter().map(String::as_str), false).into());
        if text.tokens.len() == 1 {
            return "c.num IN (SELECT rowid FROM words WHERE words MATCH ?)".to_owned();
        }
        self.values.push(text.tokens.join(" ").into());
        "c.num IN (SELECT words.rowid FROM words CROSS JOIN card_text t ON t.num = words.rowid
             WHERE words MATCH ? AND holds_phrase(t.json, ?))"
            .to_owned()
    }

    fn term(&mut self, term: &Term) -> String {
        match term {
            Term::Tag(names) => {
                let numbers = self.numbers(Kind::Tag, names.iter());
                format!("c.num IN (SELECT card FROM card_tag WHERE tag IN ({numbers}))")
            }
            Term::Source(names) => {
                let numbers = self.numbers(Kind::Source, names.iter());
                format!("c.source IN ({numbers})")
            }
            Term::Id(names) => {
                let marks = self.folded(names.iter());
                format!("c.folded_id IN ({marks})")
            }
            Term::Technology(names) => self.wanted_names("c.technology", Kind::Technology, names),
            Term::Topic(names) => self.wanted_names("c.topic", Kind::Topic, names),
            Term::Level(bounds) => wanted_bounds("c.level", bounds, level_number),
            Term::Difficulty(bounds) => wanted_bounds("c.difficulty", bounds, i64::from),
            Term::Is(states) => {
                let conditions: Vec<String> = states.iter().map(|state| self.is(*state)).collect();
                join(&conditions, "OR")
            }
            Term::Has(parts) => join(&parts.iter().map(|part| has(*part)).collect::<Vec<_>>(), "OR"),
        }
    }

    fn wanted_names(&mut self, column: &str, kind: Kind, wanted: &[Wanted<Name>]) -> String {
        let names: Vec<&Name> = wanted
            .iter()
            .filter_map(|wanted| match wanted {
                Wanted::Unknown => None,
                Wanted::Value(name) => Some(name),
            })
            .collect();
        let mut conditions = Vec::new();
        if names.len() < wanted.len() {
            conditions.push(format!("{column} IS NULL"));
        }
        if !names.is_empty() {
            let numbers = self.numbers(kind, names.into_iter());
            conditions.push(format!("({column} IS NOT NULL AND {column} IN ({numbers}))"));
        }
        join(&conditions, "OR")
    }

    /// The numbers of all names that fold to one of these.
    fn numbers<'a>(&mut self, kind: Kind, names: impl Iterator<Item = &'a Name>) -> String {
        let marks = self.folded(names);
        format!("SELECT num FROM name WHERE kind = {} AND folded IN ({marks})", kind.number())
    }

    fn folded<'a>(&mut self, names: impl Iterator<Item = &'a Name>) -> String {
        let before = self.values.len();
        self.values.extend(names.map(|name| Value::from(name.folded.clone())));
        vec!["?"; self.values.len() - before].join(", ")
    }

    fn is(&mut self, wanted: State) -> String {
        match wanted {
            State::New => "c.attempts = 0".to_owned(),
            // With an interview today nothing falls due after today.
            State::Due => {
                let (today, interview) = (self.today.0, is_interview(self.today));
                let before = format!("ifnull(c.last_day, {today}) < {today}");
                format!("(c.due IS NOT NULL AND (c.due <= {today} OR ({before} AND {interview})))")
            }
            State::Missed => has_state(state::MISSED),
            State::Flagged => has_state(state::FLAGGED),
            State::Suspended => has_state(state::SUSPENDED),
            State::Edited => has_state(state::EDITED),
            State::Ready => ready(self.today),
            State::Derived => has_bit(bit::DERIVED),
            State::Retired => has_bit(bit::RETIRED),
            State::Unanswered => has_no_bit(bit::ANSWERED),
        }
    }
}

/// Whether a card is ready, as `Progress::before` has it.
pub fn ready(today: Day) -> String {
    let [ready, nearly] = [state::READY, state::NEARLY_READY].map(has_state);
    format!("({ready} OR ({nearly} AND {}))", is_interview_soon(today))
}

fn has(part: Part) -> String {
    has_bit(match part {
        Part::Points => bit::POINTS,
        Part::Options => bit::OPTIONS,
        Part::Predict => bit::PREDICT,
        Part::Code => bit::CODE,
        Part::Answer => bit::ANSWERED,
    })
}

fn has_bit(bit: i64) -> String {
    format!("c.bits & {bit} <> 0")
}

fn has_no_bit(bit: i64) -> String {
    format!("c.bits & {bit} = 0")
}

fn has_state(bit: i64) -> String {
    format!("c.state & {bit} <> 0")
}

/// Every condition is true or false, never null, so that `NOT` means what it means in the filter.
fn wanted_bounds<T: Copy>(column: &str, wanted: &[Wanted<Bound<T>>], number: impl Fn(T) -> i64 + Copy) -> String {
    let conditions: Vec<String> = wanted
        .iter()
        .map(|wanted| {
            let bound = match wanted {
                Wanted::Unknown => return format!("{column} IS NULL"),
                Wanted::Value(bound) => bound.map(number),
            };
            let comparison = match bound {
                Bound::Exactly(value) => format!("= {value}"),
                Bound::AtLeast(value) => format!(">= {value}"),
                Bound::AtMost(value) => format!("<= {value}"),
                Bound::Above(value) => format!("> {value}"),
                Bound::Below(value) => format!("< {value}"),
                Bound::Between(least, most) => format!("BETWEEN {least} AND {most}"),
            };
            format!("({column} IS NOT NULL AND {column} {comparison})")
        })
        .collect();
    join(&conditions, "OR")
}

/// Joins conditions as a balanced tree: SQLite limits the depth of an expression, and a query may have many terms.
pub fn join(conditions: &[String], operator: &str) -> String {
    match conditions {
        [] => "0".to_owned(),
        [one] => format!("({one})"),
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            format!("({} {operator} {})", join(left, operator), join(right, operator))
        }
    }
}
