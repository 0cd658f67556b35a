//! Text -> the words that likeness compares: folded, stripped of their endings, without those that say nothing. It must not
//! know cards.

use super::silent::is_silent;

/// The words of a text in their order. A name in code stays whole where its parts mean nothing alone (`__init__`), an
/// operator that stands by itself is a word (`==`), and a quoted word always counts: `'is'` is the operator, not the verb.
pub fn words(text: &str) -> Vec<String> {
    let text = text.replace('’', "'");
    let mut found = Vec::new();
    for run in text.split_whitespace() {
        if !run.contains(char::is_alphanumeric) {
            found.extend(operator(run));
            continue;
        }
        let is_quoted = is_quoted(run);
        for piece in run.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '\'' | '-'))) {
            add_piece(piece.trim_matches(['\'', '-']), is_quoted, &mut found);
        }
    }
    found
}

/// The parts of a text that a comma, a sentence's end or a second "and how …" divides; those without words are left out.
pub fn clauses(question: &str) -> Vec<Vec<String>> {
    const ASKS: [&str; 9] = ["what", "how", "why", "when", "which", "where", "is", "does", "do"];
    let mut clauses = vec![String::new()];
    let runs: Vec<&str> = question.split_whitespace().collect();
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1).map(|word| word.to_lowercase());
        if *run == "and" && next.is_some_and(|word| ASKS.contains(&word.as_str())) {
            clauses.push(String::new());
            continue;
        }
        if let Some(clause) = clauses.last_mut() {
            clause.push_str(run);
            clause.push(' ');
        }
        if run.ends_with([',', '.', '?', ';', ':']) {
            clauses.push(String::new());
        }
    }
    clauses.iter().map(|clause| words(clause)).filter(|clause| !clause.is_empty()).collect()
}

/// The words of the first sentence that has any, and those of the rest.
pub fn first_sentence(text: &str) -> (Vec<String>, Vec<String>) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = sentence_end(rest);
        let first = words(&rest[..end]);
        rest = &rest[end..];
        if !first.is_empty() {
            return (first, words(rest));
        }
    }
    (Vec::new(), Vec::new())
}

/// The byte behind the first mark that ends a sentence and has a blank after it, or the whole length.
fn sentence_end(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let ends = matches!(character, '.' | '?' | '!' | ';' | ':' | '—');
        if ends && characters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            return at + character.len_utf8();
        }
    }
    text.len()
}

/// `==` and its like. A dash is none, nor are brackets and dots.
fn operator(run: &str) -> Option<String> {
    let core = run.trim_matches(['\'', '"', '`', '(', ')', ',', '.', ';', ':', '?']);
    let is_operator = !core.is_empty()
        && core.chars().all(|c| matches!(c, '=' | '<' | '>' | '+' | '*' | '/' | '%' | '&' | '|' | '^' | '~' | '@' | '!'));
    is_operator.then(|| core.to_owned())
}

/// One word between quotes, with no more than punctuation around them.
fn is_quoted(run: &str) -> bool {
    let core = run.trim_start_matches('(').trim_end_matches([',', '.', ';', ':', ')', '?']);
    ['\'', '"', '`'].iter().any(|quote| {
        core.strip_prefix(*quote)
            .and_then(|rest| rest.strip_suffix(*quote))
            .is_some_and(|word| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_'))
    })
}

fn add_piece(piece: &str, is_quoted: bool, found: &mut Vec<String>) {
    let folded: String = piece.chars().flat_map(char::to_lowercase).collect();
    let parts: Vec<&str> = folded.split('-').map(|part| part.trim_matches('\'')).filter(|part| !part.is_empty()).collect();
    // The letter of `f-string` or `k-fold` means nothing alone.
    if parts.len() > 1 && parts.iter().any(|part| part.chars().count() == 1) {
        found.push(stem(&parts.concat()));
        return;
    }
    for part in parts {
        let part = part.strip_suffix("'s").unwrap_or(part);
        let counts = part.chars().count() > 1 && part.chars().any(|c| !c.is_ascii_digit());
        if is_quoted || (counts && !is_silent(part)) {
            found.push(stem(part));
        }
    }
}

/// Longest first: the first that fits is cut.
const ENDINGS: [&str; 38] = [
    "izations", "ization", "ability", "ibility", "ations", "ation", "ators", "ating", "ively", "ments", "ator", "ated",
    "ates", "ions", "ings", "able", "ably", "ible", "ment", "ness", "edly", "ion", "ing", "ers", "ors", "ied", "ies",
    "ity", "ive", "ate", "er", "or", "ed", "es", "ly", "s", "y", "e",
];

/// So short that it is spelled out in one text and cut in the next.
const SHORT_FORMS: [(&str, &str); 3] = [("dictionary", "dict"), ("dictionaries", "dict"), ("dicts", "dict")];

/// A word without its ending, such that `validate`, `validates` and `validation` are one. Names with `_` or digits stay.
fn stem(word: &str) -> String {
    if let Some((_, short)) = SHORT_FORMS.iter().find(|(long, _)| *long == word) {
        return (*short).to_owned();
    }
    if word.contains('_') || word.contains(|c: char| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let word = american(&word.replace('\'', ""));
    let kept = |ending: &str| word.strip_suffix(ending).map_or(0, |stem| stem.chars().count());
    let fits = |ending: &&&str| {
        let enough = if ending.len() == 1 { 3 } else { 4 };
        kept(ending) >= enough && !(**ending == "s" && word.ends_with("ss"))
    };
    let mut stem = ENDINGS.iter().find(fits).and_then(|ending| word.strip_suffix(ending)).unwrap_or(&word);
    let doubled = |stem: &str| {
        let mut letters = stem.chars().rev();
        let last = letters.next();
        last == letters.next() && !matches!(last, Some('l' | 's'))
    };
    // `overfitting` is `overfit`; `mutable` and `mutability` meet at the vowel.
    if stem.chars().count() > 4 && doubled(stem) {
        stem = &stem[..stem.len() - stem.chars().next_back().map_or(0, char::len_utf8)];
    }
    if stem.chars().count() > 4 { stem.trim_end_matches(['e', 'i']).to_owned() } else { stem.to_owned() }
}

/// `vectorised` as `vectorized`. Words as short as `raised` are no such verbs.
fn american(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 6] = [
        ("isations", "izations"),
        ("isation", "ization"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("ise", "ize"),
    ];
    if word.len() > 6 {
        for (ours, theirs) in SPELLINGS {
            if let Some(start) = word.strip_suffix(ours) {
                return format!("{start}{theirs}");
            }
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(words(text).join(" "), expected, "{text}");
    }

    #[test]
    fn words_are_folded_and_lose_their_endings() {
        check("Validates, validation and VALIDATED", "valid valid valid");
        check("It iterates: iteration, iterators", "iter iter iter");
        check("overfitting overfits", "overfit overfit");
        check("vectorised and vectorized", "vectoriz vectoriz");
        check("class classes process processes", "class class process process");
        check("Python’s dictionaries, a dict", "dict dict");
    }

    #[test]
    fn names_and_operators_of_code_are_words() {
        check("*args and **kwargs", "arg kwarg");
        check("__enter__/__exit__", "__enter__ __exit__");
        check("How does == differ?", "==");
        check("DataFrame.apply() on list[bool]", "datafram appl list bool");
        check("f-strings, k-fold", "fstr kfold");
        check("a -- b — c", "");
    }

    #[test]
    fn a_quoted_word_always_counts() {
        check("'is' is not is", "is");
        check("('break', \"pass\")", "break pass");
    }

    #[test]
    fn words_that_say_nothing_are_left_out() {
        check("What is the difference between them, and when should you use each?", "");
    }

    #[test]
    fn clauses_part_where_a_second_question_begins() {
        let parts = clauses("What is a cache, and how do you clear one?");
        assert_eq!(parts, [vec!["cach"], vec!["clear"]]);
        assert_eq!(clauses("threads and processes").len(), 1);
    }

    #[test]
    fn the_first_sentence_stands_apart() {
        let (first, rest) = first_sentence("Sorting is stable. Equal items keep their order: always");
        assert_eq!(first, ["sort", "stabl"]);
        assert_eq!(rest, ["equal", "item", "order"]);
        assert_eq!(first_sentence("").0.len(), 0);
    }
}
