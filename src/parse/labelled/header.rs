//! `Technology Topic Level`: with dots between them as we write it, or run together as pages do. It must not know sections.

use super::super::report::Findings;
use super::super::{Expectation, Found};
use super::declared::Filter;
use crate::bank::Level;

/// Technologies that pages name, beside those of the shipped bank: they tell a technology from the topic that follows it.
const KNOWN: [&str; 42] = [
    "AI",
    "AI Integration",
    "AI/ML",
    "Android",
    "Angular",
    "AWS",
    "Azure",
    "Backend",
    "C",
    "C#",
    "C++",
    "CSS",
    "Data Engineering",
    "Data Science",
    "Deep Learning",
    "DevOps",
    "Django",
    "Docker",
    "FastAPI",
    "Flask",
    "Frontend",
    "Generative AI",
    "Git",
    "Go",
    "GraphQL",
    "HTML",
    "Java",
    "JavaScript",
    "Kotlin",
    "Kubernetes",
    "Linux",
    "Machine Learning",
    "Node.js",
    "PHP",
    "Python",
    "React",
    "Ruby",
    "Rust",
    "SQL",
    "Swift",
    "System Design",
    "TypeScript",
];

/// A card's header as it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// 0-based.
    pub line: usize,
    pub words: Option<Words>,
    pub level: Option<Level>,
    pub difficulty: Option<u8>,
    /// 0-based.
    pub difficulty_line: Option<usize>,
}

/// What a header says before its level.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    Separated(Vec<String>),
    RunTogether(Vec<String>),
}

impl Header {
    /// Reads the header line; the level is its last word.
    pub fn read(&mut self, line: usize, text: &str) {
        self.line = line;
        if text.contains('·') {
            let mut parts: Vec<String> = text.split('·').map(|part| part.trim().to_owned()).collect();
            self.level = parts.last().and_then(|part| Level::from_word(part));
            if self.level.is_some() {
                parts.pop();
            }
            self.words = Some(Words::Separated(parts));
        } else {
            let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            self.level = words.last().and_then(|word| Level::from_word(word));
            if self.level.is_some() {
                words.pop();
            }
            self.words = Some(Words::RunTogether(words));
        }
    }
}

/// Gives every card its technology, topic and level. Headers that run together are told apart with the known
/// technologies, the page's own filter, and what all headers of the page begin with; else the technology stays unknown.
pub fn place(
    cards: &mut [Found],
    headers: &[Header],
    filter: &Filter,
    expectation: &Expectation,
    findings: &mut Findings,
) {
    let is_known = |words: &[String]| {
        let name = words.join(" ");
        KNOWN.iter().any(|known| known.eq_ignore_ascii_case(&name))
            || expectation.technologies.iter().any(|known| known.eq_ignore_ascii_case(&name))
            || filter.technology.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(&name))
    };
    let known_prefix = |words: &[String]| (1..=words.len()).rev().find(|&length| is_known(&words[..length]));
    let common = common_prefix(headers, |words| known_prefix(words).is_none());

    for (found, header) in cards.iter_mut().zip(headers) {
        let card = &mut found.card;
        card.level = header.level.or(card.level);
        match &header.words {
            None => {}
            Some(Words::Separated(parts)) => {
                card.technology = parts.first().filter(|part| !part.is_empty()).cloned();
                let topic = parts[1.min(parts.len())..].join(" · ");
                card.topic = Some(topic).filter(|topic| !topic.is_empty());
            }
            Some(Words::RunTogether(words)) => {
                let length = known_prefix(words)
                    .or_else(|| (common > 0 && common < words.len()).then_some(common))
                    .or_else(|| doubled(words))
                    .or_else(|| (words.len() == 1).then_some(1));
                let rest = match length {
                    Some(length) => {
                        card.technology = Some(words[..length].join(" "));
                        words[length..].join(" ")
                    }
                    None => {
                        let message = format!(
                            "cannot tell the technology from the topic in \"{}\"; --set technology=… says which it is",
                            words.join(" ")
                        );
                        findings.warning("technology-unknown", header.line + 1, message);
                        words.join(" ")
                    }
                };
                card.topic = Some(rest).filter(|topic| !topic.is_empty());
            }
        }
    }
}

/// How many words all headers of a page begin with, among those that no known technology begins. One header, or headers
/// that are all the same, tell nothing.
fn common_prefix(headers: &[Header], is_open: impl Fn(&[String]) -> bool) -> usize {
    let mut open = headers.iter().filter_map(|header| match &header.words {
        Some(Words::RunTogether(words)) if is_open(words) => Some(words),
        _ => None,
    });
    let Some(first) = open.next() else { return 0 };
    let mut length = first.len();
    let mut differ = false;
    for words in open {
        differ |= words != first;
        length = length.min(first.iter().zip(words).take_while(|(a, b)| a == b).count());
    }
    if differ { length } else { 0 }
}

/// `AI Integration AI Integration`: the topic repeats the technology.
fn doubled(words: &[String]) -> Option<usize> {
    let half = words.len() / 2;
    (half > 0 && words.len().is_multiple_of(2) && words[..half] == words[half..]).then_some(half)
}
