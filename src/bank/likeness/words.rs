//! Text -> the words that likeness compares: folded, stripped of their endings, without those that say nothing. It must not
//! know cards.

use super::silent::is_silent;

/// The words of a text in their order. A name in code stays whole where its parts mean nothing alone (`__init__`), an
/// operator that stands by itself is a word (`==`), and a quoted word always counts: `'is'` is the operator, not the verb.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().flat_map(words_of_run).collect()
}

/// The words of a stretch without blanks.
pub fn words_of_run(run: &str) -> Vec<String> {
    let run = run.replace('’', "'");
    if !run.contains(char::is_alphanumeric) {
        return operator(&run).into_iter().collect();
    }
    let mut found = Vec::new();
    let is_quoted = is_quoted(&run);
    for piece in run.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '\'' | '-'))) {
        add_piece(piece.trim_matches(['\'', '-']), is_quoted, &mut found);
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

/// What an answer is about, the first thing first: the word that each sentence begins with, and the short form in brackets
/// that the first one gives, as in "The Global Interpreter Lock (GIL) …". A sentence that begins with "It gives" adds none.
pub fn subjects(answer: &str) -> Vec<String> {
    /// An article or a verb may stand before it.
    const BEGINNING: usize = 2;
    /// What they stand for was named before.
    const PRONOUNS: [&str; 8] = ["it", "its", "they", "this", "these", "both", "each", "that"];
    let mut subjects: Vec<String> = Vec::new();
    for (at, sentence) in sentences(answer).enumerate() {
        let first_runs: Vec<&str> = sentence.split_whitespace().take(BEGINNING).collect();
        if first_runs.first().is_some_and(|run| PRONOUNS.contains(&run.to_lowercase().as_str())) {
            continue;
        }
        let mut found: Vec<String> = words(&first_runs.join(" ")).into_iter().take(1).collect();
        if at == 0 {
            found.extend(sentence.split_whitespace().filter_map(short_form).flat_map(words));
        }
        for subject in found {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
    }
    subjects
}

/// The first sentence that has words, and the text behind it.
pub fn first_sentence(text: &str) -> (&str, &str) {
    let mut start = 0;
    for sentence in sentences(text) {
        start += sentence.len();
        if !words(sentence).is_empty() {
            return text.split_at(start);
        }
    }
    (text, "")
}

/// The stretches of a text that a mark with a blank behind it ends; together they are the text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = |(at, character): (usize, char)| {
            let end = at + character.len_utf8();
            let is_mark = matches!(character, '.' | '?' | '!' | ';' | '—');
            (is_mark && rest[end..].starts_with(char::is_whitespace)).then_some(end)
        };
        let (sentence, behind) = rest.split_at(rest.char_indices().find_map(ends).unwrap_or(rest.len()));
        rest = behind;
        Some(sentence)
    })
}

/// `GIL` out of `(GIL)`.
fn short_form(run: &str) -> Option<&str> {
    let inner = run.strip_prefix('(')?.split_once(')')?.0;
    let capitals = inner.chars().filter(|c| c.is_uppercase()).count();
    (capitals >= 2 && inner.chars().all(char::is_alphanumeric)).then_some(inner)
}

/// `==` and its like. A dash is none, nor are brackets and dots.
fn operator(run: &str) -> Option<String> {
    let core = run.trim_matches(['\'', '"', '`', '(', ')', ',', '.', ';', ':', '?']);
    let is_operator = !core.is_empty()
        && core
            .chars()
            .all(|c| matches!(c, '=' | '<' | '>' | '+' | '*' | '/' | '%' | '&' | '|' | '^' | '~' | '@' | '!'));
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
    let parts: Vec<&str> =
        folded.split('-').map(|part| part.trim_matches('\'')).filter(|part| !part.is_empty()).collect();
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
        assert_eq!(
            first_sentence("— Sorting is stable. Equal items stay."),
            ("— Sorting is stable.", " Equal items stay.")
        );
        assert_eq!(first_sentence("no end"), ("no end", ""));
        assert_eq!(first_sentence(""), ("", ""));
    }

    #[test]
    fn each_sentence_names_its_subject() {
        let of = |text| subjects(text).join(" ");
        assert_eq!(of("'break' ends a loop. 'continue' goes on; it skips the rest."), "break continu");
        assert_eq!(of("A Global Mutex (GM) guards the state. The mutex is held."), "global gm mutex");
        assert_eq!(of("It is. They were."), "");
    }
}
