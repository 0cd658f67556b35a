//! The search line: any text is a search, and a query where it is one. It must not know what is found.

use super::filters::{Facet, FacetKey, quoted};
use crate::study::filter;
use crate::study::words;

/// Kinds of values that are completed without their key, the likeliest first.
const MEANT: [FacetKey; 4] = [FacetKey::Tag, FacetKey::Topic, FacetKey::Technology, FacetKey::Level];

/// Fewer letters could begin anything.
const SHORTEST: usize = 2;

/// Nobody reads a longer line, and each key of a pasted megabyte would cost a search of its own.
const LONGEST: usize = 2_000;

#[derive(Debug, Default)]
pub struct SearchLine {
    pub text: String,
    pub editing: bool,
    /// Why the text is no query; its words are looked for then.
    pub why: Option<String>,
}

impl SearchLine {
    pub fn new(text: String) -> SearchLine {
        SearchLine { text, ..SearchLine::default() }
    }

    pub fn change(&mut self, change: impl FnOnce(&mut String)) {
        let longest = self.text.len().max(LONGEST);
        change(&mut self.text);
        if let Some(kept) = (0..=longest).rev().find(|end| self.text.is_char_boundary(*end)) {
            self.text.truncate(kept);
        }
        self.why = filter::parse(&self.text).err().map(|error| error.to_string());
    }

    /// What the library is asked for; `None` where the text has no word to look for.
    pub fn query(&self) -> Option<String> {
        if self.text.trim().is_empty() || self.why.is_none() {
            return Some(self.text.trim().to_owned());
        }
        let words = words::tokens(&self.text);
        (!words.is_empty()).then(|| words.into_iter().map(as_word).collect::<Vec<String>>().join(" "))
    }

    /// The text in words where a screen wrote it for nobody to read: a list of ids.
    pub fn in_words(&self) -> Option<String> {
        let ids = filter::parse(&self.text).ok()?.ids_alone()?;
        (ids > 1).then(|| format!("{ids} cards, named one by one"))
    }

    /// The last word as the name of a value that begins with it: `tag:asyncio` for `asy` or `tag:as`. Of several the first of
    /// the kinds that a person is likeliest to mean, and of those the one with the most cards.
    pub fn completion(&self, known: &[Facet]) -> Option<String> {
        let word = self.last_word();
        let (kinds, begun) = match word.split_once(':') {
            Some((key, begun)) => (FacetKey::ALL.into_iter().filter(|kind| kind.name() == key).collect(), begun),
            None => (MEANT.to_vec(), word),
        };
        let begun = words::folded_name(begun.trim_matches('"'));
        if begun.chars().count() < if word.contains(':') { 1 } else { SHORTEST } {
            return None;
        }
        let of = |kind: &FacetKey| {
            let named = known.iter().filter(|facet| facet.key == *kind);
            named.filter(|facet| words::folded_name(&facet.name).starts_with(&begun)).max_by_key(|facet| facet.cards)
        };
        let facet = kinds.iter().find_map(of)?;
        let term = format!("{}:{}", facet.key.name(), quoted(&facet.name));
        (term != word).then_some(term)
    }

    pub fn complete(&mut self, known: &[Facet]) {
        if let Some(term) = self.completion(known) {
            let kept = self.text.len() - self.last_word().len();
            self.change(|line| line.replace_range(kept.., &term));
        }
    }

    fn last_word(&self) -> &str {
        self.text.rsplit([' ', '(']).next().unwrap_or_default()
    }

    /// Puts other words in the place of those that nobody wrote.
    pub fn correct(&mut self, instead: &[(String, String)]) {
        let mut places = Vec::new();
        words::each_token(&self.text, |place, token| {
            let nearest = instead.iter().find(|(wrong, _)| wrong == token);
            places.extend(nearest.map(|(_, nearest)| (place, nearest)));
        });
        let mut text = self.text.clone();
        for (place, nearest) in places.into_iter().rev() {
            text.replace_range(place, nearest);
        }
        self.change(|line| *line = text);
    }
}

/// A folded word as a term of the query language, where some words are its own.
fn as_word(token: String) -> String {
    if ["or", "and", "not"].contains(&token.as_str()) { format!("\"{token}\"") } else { token }
}

pub fn erase(text: &mut String) {
    text.pop();
}

/// Takes the last word of a text away, with the blanks after it.
pub fn erase_word(text: &mut String) {
    let kept = text.trim_end().rfind(' ').map_or(0, |blank| blank + 1);
    text.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, query: Option<&str>) {
        let mut line = SearchLine::default();
        line.change(|line| line.push_str(text));
        assert_eq!(line.query().as_deref(), query, "{text:?}");
        assert!(query.is_none_or(|query| filter::parse(query).is_ok()), "{text:?}");
    }

    #[test]
    fn any_text_is_a_search_and_a_query_where_it_is_one() {
        for same in ["", "lost update", "tag:asyncio -level:beginner", "\"event loop\"", "a or b", "C++", "*args"] {
            check(same, Some(same));
        }
        check("n += 1", Some("n 1"));
        check("\"half a phrase", Some("half a phrase"));
        check("(x or", Some("x \"or\""));
        check("colour:red", Some("colour red"));
        check("difficulty:99", Some("difficulty 99"));
        check("tag:", Some("tag"));
        check("- not", Some("\"not\""));
        check("\u{1f600}", None);
        check(" ( ", None);
    }

    #[test]
    fn a_pasted_megabyte_is_cut_and_a_long_line_kept() {
        let mut line = SearchLine::default();
        line.change(|line| *line = format!("a{}", "é".repeat(1_000_000)));
        assert_eq!(line.text.len(), LONGEST - 1);
        let mut line = SearchLine::new("id ".repeat(LONGEST));
        line.change(|line| line.push('x'));
        assert_eq!(line.text, "id ".repeat(LONGEST));
    }

    #[test]
    fn a_list_of_ids_is_said_in_words() {
        for (text, expected) in [
            ("id:\"PY-ASYNC-001\",\"PY-ASYNC-002\",PY-ASYNC-003", Some("3 cards, named one by one")),
            ("id:a id:b", Some("2 cards, named one by one")),
            ("id:PY-ASYNC-001", None),
            ("id:a,b await", None),
            ("-id:a,b", None),
            ("tag:a,b", None),
            ("id:\"a", None),
            ("", None),
        ] {
            assert_eq!(SearchLine::new(text.to_owned()).in_words().as_deref(), expected, "{text:?}");
        }
    }

    #[track_caller]
    fn check_completion(text: &str, expected: &str) {
        let facet = |key, name: &str, cards| Facet { key, name: name.to_owned(), cards };
        let known = [
            facet(FacetKey::Technology, "Python", 40),
            facet(FacetKey::Level, "advanced", 9),
            facet(FacetKey::Topic, "Isolation levels", 3),
            facet(FacetKey::Topic, "asyncio", 4),
            facet(FacetKey::Tag, "async-with", 2),
            facet(FacetKey::Tag, "asyncio", 7),
        ];
        let mut line = SearchLine::new(text.to_owned());
        line.complete(&known);
        assert_eq!(line.text, expected);
    }

    #[test]
    fn a_name_is_completed_with_its_kind() {
        check_completion("as", "tag:asyncio");
        check_completion("lost tag:asyncio-", "lost tag:asyncio-");
        check_completion("lost tag:a", "lost tag:asyncio");
        check_completion("topic:as", "topic:asyncio");
        check_completion("(ISO", "(topic:\"Isolation levels\"");
        check_completion("adv", "level:advanced");
        for left in ["", "a", "tag:", "tag:asyncio", "zebra", "colour:as", "as "] {
            check_completion(left, left);
        }
    }

    #[test]
    fn a_word_that_nobody_wrote_gives_way_to_one_that_somebody_did() {
        let mut line = SearchLine::new("Asynco locks, asynco".to_owned());
        line.correct(&[("asynco".to_owned(), "asyncio".to_owned())]);
        assert_eq!(line.text, "asyncio locks, asyncio");
    }

    #[test]
    fn the_last_word_goes_with_the_blanks_after_it() {
        for (text, expected) in [("one two  ", "one "), ("one", ""), ("", "")] {
            let mut text = text.to_owned();
            erase_word(&mut text);
            assert_eq!(text, expected);
        }
    }
}
