//! How text becomes words to find: the one folding that the filter, the search index and the search box share. It must not
//! know where the words are kept.

use crate::bank::Card;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longer tokens are cut to this many characters: nobody types more of a word, and hashes or keys would swell the index.
const LONGEST: usize = 64;

/// Visits the folded tokens of `text` in order, each with the bytes that it stands for.
///
/// A token is a run of letters and digits, decomposed (NFKD), without marks, in lower case and in the singular. `++` and `#`
/// stay with the letter before them, so that `c++` and `c#` are tokens. Every input gives tokens or none.
pub fn each_token(text: &str, mut visit: impl FnMut(Range<usize>, &str)) {
    let bytes = text.as_bytes();
    let mut token = Token::default();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            // Whole runs at once: most text is ASCII, and a large import folds a hundred megabytes of it.
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            token.push_plain(at, &text[at..at + run]);
            at += run;
        } else if matches!(byte, b'+' | b'#') {
            let sign = if token.ends_in_letter() { glued_sign(&text[at..]) } else { "" };
            for _ in 0..sign.len() {
                token.push(at, at + sign.len(), char::from(byte));
            }
            token.finish(&mut visit);
            at += sign.len().max(1);
        } else if byte.is_ascii() {
            token.finish(&mut visit);
            at += 1;
        } else {
            let Some(letter) = text[at..].chars().next() else { break };
            let end = at + letter.len_utf8();
            if !is_invisible(letter) {
                decompose_compatible(letter, |part| {
                    if part.is_alphanumeric() && !is_combining_mark(part) {
                        for small in part.to_lowercase().filter(|small| !is_combining_mark(*small)) {
                            token.push(at, end, small);
                        }
                    } else if !is_combining_mark(part) {
                        token.finish(&mut visit);
                    }
                });
            }
            at = end;
        }
    }
    token.finish(&mut visit);
}

/// The folded tokens of `text`.
pub fn tokens(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_token(text, |_, token| all.push(token.to_owned()));
    all
}

/// Appends the folded tokens of `text` to `folded`, joined with blanks.
pub fn append_folded(text: &str, folded: &mut String) {
    each_token(text, |_, token| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(token);
    });
}

/// A name as names are compared: without marks and case, blanks as one. Unlike [`tokens`] it keeps punctuation and plurals.
pub fn folded_name(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_combining_mark(*letter))
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a card in which words are looked for, by what a hit there is worth.
pub struct CardText<'a> {
    pub question: &'a str,
    pub answer: &'a str,
    /// Everything else that a reader of the card sees, and its names and tags. Phrases do not cross from piece to piece.
    pub rest: Vec<&'a str>,
}

impl<'a> CardText<'a> {
    /// Options, predictions and spoken answers stay out: a wrong answer must not make a card findable.
    pub fn of(card: &'a Card) -> CardText<'a> {
        let mut rest: Vec<&str> = vec![&card.id];
        rest.extend([&card.technology, &card.topic].into_iter().flatten().map(String::as_str));
        rest.extend(card.tags.iter().map(String::as_str));
        rest.extend(card.key_points.iter().map(|point| point.text.as_str()));
        rest.extend(card.explanation.as_deref());
        for code in &card.code {
            rest.push(&code.source);
            rest.extend(code.output.as_deref());
        }
        rest.extend(card.example.as_deref());
        for mistake in &card.mistakes {
            rest.push(&mistake.claim);
            rest.extend(mistake.correction.as_deref());
        }
        rest.extend(card.scenario.as_deref());
        for follow_up in &card.follow_ups {
            rest.push(&follow_up.question);
            rest.extend(follow_up.answer.as_deref());
        }
        CardText { question: &card.question, answer: card.answer.as_deref().unwrap_or(""), rest }
    }

    pub fn pieces(&self) -> impl Iterator<Item = &'a str> {
        [self.question, self.answer].into_iter().chain(self.rest.iter().copied())
    }
}

/// The token being read.
#[derive(Default)]
struct Token {
    folded: String,
    length: usize,
    place: Range<usize>,
}

impl Token {
    fn push(&mut self, start: usize, end: usize, letter: char) {
        if self.length == 0 {
            self.place.start = start;
        }
        self.place.end = end;
        self.length += 1;
        if self.length <= LONGEST {
            self.folded.push(letter);
        }
    }

    /// Adds ASCII letters and digits.
    fn push_plain(&mut self, start: usize, run: &str) {
        if self.length == 0 {
            self.place.start = start;
        }
        self.place.end = start + run.len();
        let before = self.folded.len();
        self.folded.push_str(&run[..run.len().min(LONGEST.saturating_sub(self.length))]);
        self.folded[before..].make_ascii_lowercase();
        self.length += run.len();
    }

    fn ends_in_letter(&self) -> bool {
        self.folded.chars().next_back().is_some_and(char::is_alphabetic)
    }

    #[inline]
    fn finish(&mut self, visit: &mut impl FnMut(Range<usize>, &str)) {
        if self.length > 0 {
            visit(self.place.clone(), singular(&mut self.folded));
            self.folded.clear();
            self.length = 0;
        }
    }
}

/// The `++` or `#` that `text` opens with, if it belongs to the letter before it: `C++17` and `C#` do, `a+b` and `page#top` do not.
fn glued_sign(text: &str) -> &str {
    let run = text.len() - text.trim_start_matches(['+', '#']).len();
    let goes_on = text[run..].chars().next().is_some_and(char::is_alphabetic);
    match &text[..run] {
        sign @ ("++" | "#") if !goes_on => sign,
        _ => "",
    }
}

/// Joiners and soft hyphens stand inside words and change nothing.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Takes the plural off an English word, roughly: what matters is that `cache` and `caches`, `query` and `queries`, `class` and
/// `classes`, `cookie` and `cookies` become the same, not that the result is a word.
fn singular(word: &mut String) -> &str {
    if !matches!(word.as_bytes().last(), Some(b's' | b'e')) {
        return word;
    }
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if word.len() >= 4 && ends(word, &["s"]) && !ends(word, &["ss", "us", "is"]) {
        // `2s` or `ms2s` are no plurals; only a letter before the `s` makes one.
        if word.as_bytes()[word.len() - 2].is_ascii_alphabetic() {
            word.pop();
        }
    }
    if word.len() >= 4 && ends(word, &["sse", "xe", "che", "she", "zze"]) {
        word.pop();
    } else if word.len() >= 4 && ends(word, &["ie"]) {
        word.truncate(word.len() - 2);
        word.push('y');
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{CardText, append_folded, each_token, folded_name, tokens};
    use crate::bank::Card;
    use proptest::prelude::{any, proptest};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(tokens(text), expected, "{text:?}");
    }

    #[test]
    fn words_fold_to_plain_small_letters() {
        check("Race condition", &["race", "condition"]);
        check("Résumé NAÏVE Größe ÅNGSTRÖM", &["resume", "naive", "große", "angstrom"]);
        check("ﬁnal ① O(n²) ＰＹ İstanbul", &["final", "1", "o", "n2", "py", "istanbul"]);
        check("日本語 emoji→arrow μs ½", &["日本語", "emoji", "arrow", "μs", "1", "2"]);
        check("co\u{ad}routine a\u{200d}b e\u{301}te\u{301}", &["coroutine", "ab", "ete"]);
        check("", &[]);
        check(" \u{0}*&^ 🙂 — \u{301}", &[]);
    }

    #[test]
    fn punctuation_and_underscores_separate() {
        check("n += 1", &["n", "1"]);
        check("__init__ functools.lru_cache", &["init", "functool", "lru", "cach"]);
        check("don't *args, **kwargs", &["don", "t", "arg", "kwarg"]);
        check("PY-ASYNC-006", &["py", "async", "006"]);
    }

    #[test]
    fn plus_and_sharp_stay_with_their_letter() {
        check("C++ c# F#, C++17 (C++)", &["c++", "c#", "f#", "c++", "17", "c++"]);
        check("a+b a++b page#top ## ++ 1++ C+++ x#", &["a", "b", "a", "b", "page", "top", "1", "c", "x#"]);
        check("日# é++", &["日#", "e++"]);
    }

    #[test]
    fn one_and_many_are_the_same_word() {
        let pairs = "cache caches|query queries|class classes|cookie cookies|index indexes|hash hashes|branch branches|\
                     box boxes|list lists|process processes|closure closures|lambda lambdas|dependency dependencies|regex regexes";
        for pair in pairs.split('|') {
            let [one, many] = <[String; 2]>::try_from(tokens(pair)).expect("a pair");
            assert_eq!(one, many, "{pair}");
        }
        check("bus status this axis css is as 2s", &["bus", "status", "this", "axis", "css", "is", "as", "2s"]);
    }

    #[test]
    fn endless_words_are_cut() {
        assert_eq!(tokens(&"a".repeat(5000)), ["a".repeat(64)]);
    }

    #[test]
    fn a_token_knows_its_place() {
        let text = "Die Größe_2 — C++, ﬁn";
        let mut places = Vec::new();
        each_token(text, |place, _| places.push(&text[place]));
        assert_eq!(places, ["Die", "Größe", "2", "C++", "ﬁn"]);
    }

    #[test]
    fn names_keep_what_tells_them_apart() {
        for (name, folded) in [
            ("C++", "c++"),
            (" Names  and\tMutability", "names and mutability"),
            ("Café", "cafe"),
            ("AI/ML", "ai/ml"),
            ("", ""),
        ] {
            assert_eq!(folded_name(name), folded);
        }
    }

    #[test]
    fn wrong_options_do_not_make_a_card_findable() {
        let card: Card = serde_json::from_str(
            r#"{"id": "A-1", "question": "What?", "answer": "This.", "tags": ["gil"], "technology": "Python",
                "options": {"key": "right", "distractors": [{"text": "nonsense", "why": "no"}]},
                "mistakes": [{"claim": "c", "correction": "d"}]}"#,
        )
        .expect("a card");
        let text = CardText::of(&card);
        assert_eq!(text.pieces().collect::<Vec<_>>(), ["What?", "This.", "A-1", "Python", "gil", "c", "d"]);
    }

    proptest! {
        #[test]
        fn any_text_folds_to_the_same_tokens_alone_and_joined(text in any::<String>()) {
            let mut folded = String::new();
            append_folded(&text, &mut folded);
            assert_eq!(folded, tokens(&text).join(" "));
            // The search index splits the folded text at ASCII blanks again, and at nothing else.
            for token in tokens(&text) {
                assert!(!token.is_empty());
                assert!(token.chars().all(|c| !c.is_ascii() || c.is_ascii_digit() || c.is_ascii_lowercase() || "+#".contains(c)));
            }
        }
    }
}
