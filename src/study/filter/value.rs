//! From the values behind a key to a term. It must not know where in a query the values stand.

use super::bound::Bound;
use super::error::{FilterError, Problem};
use super::key::{Key, Part, State};
use super::vocabulary::nearest;
use super::{Name, Term, Wanted};
use crate::bank::Level;
use std::ops::Range;

/// One value as it was written. A quoted one is a name and nothing else: `topic:"unknown"` is a topic of that name.
pub struct Value {
    pub text: String,
    pub quoted: bool,
    pub place: Range<usize>,
}

impl Value {
    fn fails(&self, problem: Problem) -> FilterError {
        FilterError { place: self.place.clone(), problem }
    }

    fn name(&self) -> Name {
        Name::new(&self.text, self.place.clone())
    }

    fn is_unknown(&self) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case("unknown")
    }
}

/// The term that `key` makes with these values.
pub fn term(key: Key, values: &[Value]) -> Result<Term, FilterError> {
    for value in values {
        if value.text.trim().is_empty() {
            return Err(value.fails(Problem::MissingValue(key)));
        }
        let comparable = matches!(key, Key::Level | Key::Difficulty);
        if !comparable && !value.quoted && value.text.starts_with(['<', '>']) {
            return Err(value.fails(Problem::NotComparable(key)));
        }
    }
    Ok(match key {
        Key::Tag => Term::Tag(values.iter().map(Value::name).collect()),
        Key::Source => Term::Source(values.iter().map(Value::name).collect()),
        Key::Id => Term::Id(values.iter().map(Value::name).collect()),
        Key::Technology => Term::Technology(values.iter().map(wanted_name).collect()),
        Key::Topic => Term::Topic(values.iter().map(wanted_name).collect()),
        Key::Level => Term::Level(values.iter().map(|value| wanted_bound(value, level)).collect::<Result<_, _>>()?),
        Key::Difficulty => {
            Term::Difficulty(values.iter().map(|value| wanted_bound(value, difficulty)).collect::<Result<_, _>>()?)
        }
        Key::Is => {
            Term::Is(values.iter().map(|value| fixed(value, key, &State::ALL, State::name)).collect::<Result<_, _>>()?)
        }
        Key::Has => {
            Term::Has(values.iter().map(|value| fixed(value, key, &Part::ALL, Part::name)).collect::<Result<_, _>>()?)
        }
    })
}

fn wanted_name(value: &Value) -> Wanted<Name> {
    if value.is_unknown() { Wanted::Unknown } else { Wanted::Value(value.name()) }
}

/// Reads `x`, `>=x`, `<=x`, `>x`, `<x`, `x..y`, `x..` and `..y`.
fn wanted_bound<T: PartialOrd>(
    value: &Value,
    read: impl Fn(&Value, &str) -> Result<T, FilterError>,
) -> Result<Wanted<Bound<T>>, FilterError> {
    if value.is_unknown() {
        return Ok(Wanted::Unknown);
    }
    let text = value.text.trim();
    type Comparison<T> = (&'static str, fn(T) -> Bound<T>);
    let comparisons: [Comparison<T>; 5] = [
        (">=", Bound::AtLeast),
        ("<=", Bound::AtMost),
        (">", Bound::Above),
        ("<", Bound::Below),
        ("=", Bound::Exactly),
    ];
    for (sign, bound) in comparisons {
        if let Some(rest) = text.strip_prefix(sign) {
            return Ok(Wanted::Value(bound(read(value, rest.trim())?)));
        }
    }
    let bound = match text.split_once("..") {
        None => Bound::Exactly(read(value, text)?),
        Some((least, "")) => Bound::AtLeast(read(value, least.trim())?),
        Some(("", most)) => Bound::AtMost(read(value, most.trim())?),
        Some((least, most)) => {
            let (low, high) = (read(value, least.trim())?, read(value, most.trim())?);
            if low > high {
                return Err(
                    value.fails(Problem::EmptyRange { least: least.trim().to_owned(), most: most.trim().to_owned() })
                );
            }
            Bound::Between(low, high)
        }
    };
    Ok(Wanted::Value(bound))
}

fn level(value: &Value, word: &str) -> Result<Level, FilterError> {
    Level::from_word(word).ok_or_else(|| value.fails(no_such(Key::Level, word, Level::ALL.map(Level::name))))
}

fn difficulty(value: &Value, word: &str) -> Result<u8, FilterError> {
    match word.parse() {
        Ok(number @ 1..=10) => Ok(number),
        _ => Err(value.fails(Problem::NoDifficulty(word.to_owned()))),
    }
}

fn fixed<T: Copy, const N: usize>(
    value: &Value,
    key: Key,
    all: &[T; N],
    name: fn(T) -> &'static str,
) -> Result<T, FilterError> {
    let found = all.iter().find(|one| name(**one).eq_ignore_ascii_case(&value.text));
    found.copied().ok_or_else(|| value.fails(no_such(key, &value.text, all.map(name))))
}

fn no_such<const N: usize>(key: Key, written: &str, all: [&str; N]) -> Problem {
    let near = nearest(written, all.into_iter().map(|name| (name, None)));
    Problem::NoSuch { key, written: written.to_owned(), others: N - near.len(), near }
}
