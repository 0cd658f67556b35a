//! What a person asked for, in words and flags -> a filter whose names exist; and why it matches nothing. It must not know
//! what is done with the cards.

use crate::library::Library;
use crate::study::event::Day;
use crate::study::filter::{Filter, FilterError, Key, Node, State, parse};
use anyhow::{Error, Result};
use std::fmt;

/// A wish that cannot be granted as it was worded: a sentence, and often the query with the blamed part marked below it.
#[derive(Debug)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// The query and the flags that are shorthand for parts of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    pub query: String,
    pub flags: Vec<(Key, String)>,
    pub states: Vec<State>,
}

impl Wish {
    /// The filter, and-ed from query and flags.
    ///
    /// # Errors
    /// [`Refused`] when the query cannot be read or names what no card has.
    pub fn filter(&self, library: &Library) -> Result<Filter> {
        let mut filter = read(library, &self.query)?;
        for (key, text) in &self.flags {
            let part = Filter::flag(*key, text).map_err(|error| refuse(library, error, text))?;
            check(library, &part, text)?;
            filter = filter.and(part);
        }
        Ok(self.states.iter().fold(filter, |filter, state| filter.and(Filter::state(*state))))
    }

    /// The filter, without asking whether its names exist.
    ///
    /// # Errors
    /// [`Refused`] when the query cannot be read.
    pub fn filter_unchecked(&self) -> Result<Filter> {
        let refused = |error: FilterError, text: &str| Error::new(Refused(with_place(&error, text)));
        let mut filter = parse(&self.query).map_err(|error| refused(error, &self.query))?;
        for (key, text) in &self.flags {
            filter = filter.and(Filter::flag(*key, text).map_err(|error| refused(error, text))?);
        }
        Ok(self.states.iter().fold(filter, |filter, state| filter.and(Filter::state(*state))))
    }
}

/// Reads a query and holds its names against the library.
///
/// # Errors
/// [`Refused`] as for [`Wish::filter`].
pub fn read(library: &Library, query: &str) -> Result<Filter> {
    let filter = parse(query).map_err(|error| refuse(library, error, query))?;
    check(library, &filter, query)?;
    Ok(filter)
}

fn check(library: &Library, filter: &Filter, text: &str) -> Result<()> {
    library.check_names(filter)?.map_err(|error| Error::new(Refused(with_place(&error, text))))
}

fn refuse(library: &Library, error: FilterError, text: &str) -> Error {
    match library.explain(error) {
        Ok(error) => Error::new(Refused(with_place(&error, text))),
        Err(error) => error,
    }
}

/// The sentence, then the query with the blamed part marked; a short query needs no marks.
fn with_place(error: &FilterError, text: &str) -> String {
    let (start, end) = (error.place.start.min(text.len()), error.place.end.min(text.len()));
    let is_whole = start == 0 && end == text.len();
    if is_whole || text.contains('\n') || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        return error.to_string();
    }
    let before = text[..start].chars().count();
    let marks = "^".repeat(text[start..end].chars().count().max(1));
    format!("{error}\n  {text}\n  {}{marks}", " ".repeat(before))
}

/// `1 card`, `2 cards`.
pub fn cards(count: u64) -> String {
    if count == 1 { "1 card".to_owned() } else { format!("{count} cards") }
}

/// Why no run can begin with the cards of a filter.
///
/// # Errors
/// When the library cannot be read.
pub fn explain_nothing_to_ask(library: &Library, filter: &Filter, today: Day) -> Result<String> {
    let why = match library.count(filter, today)? {
        0 => explain_empty(library, filter, today)?,
        1 => "the one card that matches is suspended or has no answer".to_owned(),
        matching => format!("the {matching} cards that match are suspended or have no answer"),
    };
    let left_out = library.left_out(filter, today)?.into_iter().map(|left_out| left_out.to_string());
    Ok([why].into_iter().chain(left_out).collect::<Vec<String>>().join("; "))
}

/// Why nothing matches: the counts of the filter's parts taken alone, and what to do.
///
/// # Errors
/// When the library cannot be read.
pub fn explain_empty(library: &Library, filter: &Filter, today: Day) -> Result<String> {
    if filter.is_everything() {
        return Ok("there are no cards yet; qbank import FILE reads a page of questions".to_owned());
    }
    let parts: Vec<Filter> = match filter.root() {
        Node::All(nodes) if nodes.len() > 1 => nodes.iter().cloned().map(Filter::from).collect(),
        _ => return Ok(format!("no card matches {filter}; qbank tags shows what there is")),
    };
    let mut counts = Vec::new();
    for part in parts {
        counts.push(format!("{part} alone has {}", cards(library.count(&part, today)?)));
    }
    Ok(format!("no card matches {filter}; {}", counts.join(", ")))
}
