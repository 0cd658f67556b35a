//! What a paragraph looks like: its length, its sentences, its words. It must not know which section it is.

use super::super::text::stable_hash;

/// What tells the paragraphs of a card from each other, and one card from the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    pub words: usize,
    /// The first sentence begins with a gerund or a negation and has no subject: `Forgetting to water.`
    pub opens_as_fragment: bool,
    /// Begins with what people do wrong: `Forgetting`, `Thinking`.
    pub opens_with_mistake: bool,
    /// How many of its sentences are such fragments.
    pub fragments: usize,
    pub sentences: usize,
    /// Words that tell what happened.
    pub past: usize,
    /// Begins with `A` or `An`.
    pub opens_with_article: bool,
    pub opens_in_lower_case: bool,
    /// Its last sentence has ended.
    pub is_closed: bool,
    /// Tells texts apart: of two equal paragraphs one is a copy.
    pub print: u32,
    /// The words that carry its subject, as hashes, each once and sorted.
    subject: Vec<u32>,
}

impl Paragraph {
    pub fn of(text: &str) -> Paragraph {
        let mut paragraph = Paragraph {
            words: 0,
            opens_as_fragment: false,
            opens_with_mistake: false,
            fragments: 0,
            sentences: 0,
            past: 0,
            opens_with_article: false,
            opens_in_lower_case: text.starts_with(char::is_lowercase),
            is_closed: is_closed(text),
            print: stable_hash(text),
            subject: Vec::new(),
        };
        let mut begins_sentence = true;
        for token in text.split_whitespace() {
            let word = token.trim_matches(|character: char| !character.is_alphanumeric());
            let is_first = paragraph.words == 0;
            paragraph.words += 1;
            if begins_sentence {
                paragraph.sentences += 1;
                let is_fragment = is_fragment_opening(word);
                paragraph.fragments += usize::from(is_fragment);
                paragraph.opens_as_fragment |= is_first && is_fragment;
                paragraph.opens_with_mistake |= is_first && MISTAKES.contains(&word);
                paragraph.opens_with_article |= is_first && ["A", "An"].contains(&word);
            }
            begins_sentence = token.trim_end_matches(['\'', '"', ')', '”', '’']).ends_with(['.', '!', '?']);
            paragraph.past += usize::from(is_past(word));
        }
        let words = text.split(|character: char| !(character.is_alphanumeric() || character == '_'));
        paragraph.subject = words.filter_map(stem).collect();
        paragraph.subject.sort_unstable();
        paragraph.subject.dedup();
        paragraph
    }

    /// It lists mistakes: its first sentence is a fragment that begins with one, or nearly all of its sentences are.
    pub fn is_list_of_mistakes(&self) -> bool {
        self.opens_as_fragment && (self.opens_with_mistake || 3 * self.fragments >= 2 * self.sentences)
    }

    /// How many words of its subject another paragraph has too.
    pub fn shared_with(&self, other: &Paragraph) -> usize {
        let (mut left, mut right) = (self.subject.iter().peekable(), other.subject.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        shared
    }
}

const MISTAKES: [&str; 14] = [
    "Assuming",
    "Believing",
    "Confusing",
    "Expecting",
    "Forgetting",
    "Ignoring",
    "Leaving",
    "Missing",
    "Mixing",
    "Not",
    "Relying",
    "Thinking",
    "Treating",
    "Using",
];

/// Whether a text ends where a sentence does.
pub fn is_closed(text: &str) -> bool {
    text.trim_end_matches(['\'', '"', ')', ']', '”', '’', '`', '*']).ends_with(['.', '!', '?', '…', ':', ';'])
}

fn is_fragment_opening(word: &str) -> bool {
    const NEGATIONS: [&str; 4] = ["Not", "Never", "No", "Lack"];
    let is_gerund = word.len() > 4 && word.ends_with("ing") && word.starts_with(char::is_uppercase);
    is_gerund || NEGATIONS.contains(&word)
}

fn is_past(word: &str) -> bool {
    const IRREGULAR: [&str; 12] =
        ["was", "were", "had", "did", "broke", "ran", "took", "led", "made", "found", "lost", "fell"];
    IRREGULAR.contains(&word) || word.len() > 4 && word.ends_with("ed")
}

/// The stem of a word that carries meaning: a few letters, so that `list`, `lists` and `listed` are one.
fn stem(word: &str) -> Option<u32> {
    const LETTERS: usize = 5;
    // Words that stand in every text and say nothing of its subject.
    const EMPTY: [&str; 62] = [
        "about", "after", "all", "also", "and", "any", "are", "because", "been", "before", "being", "between", "both",
        "but", "can", "cannot", "could", "does", "each", "every", "for", "from", "has", "have", "how", "into", "its",
        "just", "less", "may", "more", "most", "never", "not", "one", "only", "other", "over", "same", "should",
        "some", "such", "than", "that", "the", "their", "them", "then", "they", "this", "two", "under", "using", "was",
        "were", "what", "when", "which", "while", "will", "with", "you",
    ];
    let word = word.to_lowercase();
    if word.chars().count() < 3 || EMPTY.contains(&word.as_str()) {
        return None;
    }
    let end = word.char_indices().nth(LETTERS).map_or(word.len(), |(end, _)| end);
    let stem = if end == word.len() { word.trim_end_matches('s') } else { &word[..end] };
    Some(stable_hash(stem))
}
