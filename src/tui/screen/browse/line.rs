//! The search line: any text is a search, and a query where it is one. It must not know what is found.

use crate::study::filter;
use crate::study::words;

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
        change(&mut self.text);
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
