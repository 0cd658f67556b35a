//! The names that cards have, held against the names in a filter. It must not know where cards are kept.

use super::Filter;
use super::error::{FilterError, Near, Problem};
use super::key::Key;
use crate::study::words::folded_name;
use std::collections::BTreeMap;

/// More suggestions than this are no help.
const SUGGESTIONS: usize = 3;

/// The known names of each key with the number of their cards.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    names: BTreeMap<(Key, String), (String, u64)>,
}

impl Vocabulary {
    /// Adds a name; names that fold to the same are one.
    pub fn add(&mut self, key: Key, name: &str, cards: u64) {
        let entry = self.names.entry((key, folded_name(name))).or_insert_with(|| (name.to_owned(), 0));
        entry.1 += cards;
    }

    fn of(&self, key: Key) -> impl Iterator<Item = (&str, Option<u64>)> {
        self.names
            .range((key, String::new())..)
            .take_while(move |((other, _), _)| *other == key)
            .map(|(_, (name, cards))| (name.as_str(), Some(*cards)))
    }

    /// Refuses the first name in `filter` that no card has.
    ///
    /// # Errors
    /// With the nearest names and their counts.
    pub fn check(&self, filter: &Filter) -> Result<(), FilterError> {
        for (key, name) in filter.names() {
            if !self.names.contains_key(&(key, name.folded.clone())) {
                return Err(FilterError { place: name.place.clone(), problem: self.no_such(key, &name.written) });
            }
        }
        Ok(())
    }

    /// A refusal that was made without knowing the cards, with the counts added to the names that it suggests.
    pub fn with_counts(&self, mut error: FilterError) -> FilterError {
        if let Problem::NoSuch { key, near, .. } = &mut error.problem {
            for near in near {
                near.cards = self.names.get(&(*key, folded_name(&near.name))).map(|(_, cards)| *cards);
            }
        }
        error
    }

    fn no_such(&self, key: Key, written: &str) -> Problem {
        let near = nearest(written, self.of(key));
        let others = self.of(key).count() - near.len();
        Problem::NoSuch { key, written: written.to_owned(), near, others }
    }
}

/// The names most like `written`: few slips away, or longer or shorter by whole letters.
pub fn nearest<'a>(written: &str, names: impl Iterator<Item = (&'a str, Option<u64>)>) -> Vec<Near> {
    let wanted = folded_name(written);
    let slips_allowed = (wanted.chars().count() / 3).max(1);
    let mut near: Vec<(usize, Near)> = names
        .filter_map(|(name, cards)| {
            let folded = folded_name(name);
            let slips = strsim::damerau_levenshtein(&wanted, &folded);
            let is_part = wanted.chars().count() >= 3 && folded.contains(&wanted);
            let is_whole = folded.chars().count() >= 3 && wanted.contains(&folded);
            (slips <= slips_allowed || is_part || is_whole).then(|| (slips, Near { name: name.to_owned(), cards }))
        })
        .collect();
    near.sort_by(|(slips, one), (others, other)| {
        (slips, std::cmp::Reverse(one.cards), &one.name).cmp(&(others, std::cmp::Reverse(other.cards), &other.name))
    });
    near.into_iter().take(SUGGESTIONS).map(|(_, near)| near).collect()
}
