//! The author's `%` comments: what they say, and which part of a section each stands beside, so that it keeps its place when
//! the card is printed. It must not know what the parts mean.

use super::follow_ups;
use crate::bank::section::Section;
use std::collections::BTreeMap;

/// One comment of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Without the sign.
    pub text: String,
    pub section: Section,
    /// What follows the section's label: the name after `Predict`.
    pub argument: Option<String>,
    pub place: Place,
}

/// Where in its section a comment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Right under the label.
    Label,
    Above(Part),
    Below(Part),
}

/// A part of a section: a line of running text, an item, a block of code. Parts are counted from 0 among those that begin
/// alike, since printing may bring others before them: the key of Options before its distractors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    begins: String,
    number: usize,
}

/// A line of a section, and what it is to a code block.
#[derive(Debug, Clone, Copy)]
pub enum Line<'t> {
    Comment(&'t str),
    Text(&'t str),
    /// Opens a code block.
    Opening(&'t str),
    /// Of a code block, below its opening.
    Within(&'t str),
}

impl<'t> Line<'t> {
    pub fn text(self) -> &'t str {
        match self {
            Line::Comment(text) | Line::Text(text) | Line::Opening(text) | Line::Within(text) => text,
        }
    }
}

/// The comments among the lines of one section.
pub fn read(section: Section, argument: Option<&str>, lines: &[Line]) -> Vec<Comment> {
    let mut parts = Parts::of(section);
    let stand: Vec<Stand> = lines.iter().map(|&line| parts.stand(line)).collect();
    let is_comment = |at: &usize| matches!(lines[*at], Line::Comment(_));
    let mut comments = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Line::Comment(text) = line else { continue };
        // Comments that stand together belong together.
        let before = (0..at).rev().find(|at| !is_comment(at)).map(|at| &stand[at]);
        let after = (at + 1..lines.len()).find(|at| !is_comment(at)).map(|at| &stand[at]);
        let mut earlier = stand[..at].iter().rev();
        let mut later = stand[at..].iter();
        let last = earlier.find_map(Stand::part);
        let next = later.find_map(Stand::part);
        let stands_alone = matches!(before, Some(Stand::Blank)) && matches!(after, Some(Stand::Blank) | None);
        let place = match (after, last, next) {
            (Some(Stand::Begins(part)), _, _) => Place::Above(part.clone()),
            (_, _, Some(next)) if stands_alone => Place::Above(next.clone()),
            (_, Some(last), _) => Place::Below(last.clone()),
            (_, None, _) => Place::Label,
        };
        comments.push(Comment { text: text.trim().to_owned(), section, argument: argument.map(str::to_owned), place });
    }
    comments
}

/// The lines of a printed section with its comments in their places; those that stand right under the label come apart,
/// and first.
pub fn put(section: Section, body: &[Line], comments: &[&Comment]) -> (String, String) {
    let mut counted = Parts::of(section);
    let stand: Vec<Stand> = body.iter().map(|&line| counted.stand(line)).collect();
    let known: Vec<&Part> = stand.iter().filter_map(Stand::part).collect();
    let mut places: Vec<(Option<Place>, &str)> =
        comments.iter().map(|comment| (at_hand(&comment.place, &known), comment.text.as_str())).collect();
    let mut take = |wanted: Option<Place>, text: &mut String| {
        places.retain(|(place, comment)| {
            if *place == wanted {
                text.push_str(&format!("% {comment}\n"));
            }
            *place != wanted
        });
    };
    let (mut label, mut text) = (String::new(), String::new());
    take(None, &mut label);
    let mut last = None;
    for (stand, line) in stand.iter().zip(body) {
        if !matches!(stand, Stand::Goes) {
            take(last.clone().map(Place::Below), &mut text);
        }
        if let Stand::Begins(part) = stand {
            take(Some(Place::Above(part.clone())), &mut text);
            last = Some(part.clone());
        }
        text.push_str(line.text());
        text.push('\n');
    }
    take(last.map(Place::Below), &mut text);
    (label, text)
}

/// The place among the parts that are there: two lines of links may have become one. `None` is right under the label.
fn at_hand(place: &Place, known: &[&Part]) -> Option<Place> {
    let nearest = |part: &Part| {
        let alike = known.iter().filter(|other| other.begins == part.begins && other.number <= part.number);
        alike.max().map(|&part| part.clone())
    };
    match place {
        Place::Label => None,
        Place::Above(part) => nearest(part).map(Place::Above),
        Place::Below(part) => nearest(part).map(Place::Below),
    }
}

/// What a line is among the parts of its section.
enum Stand {
    Blank,
    Begins(Part),
    /// Goes on with the part above, or is no part of the card.
    Goes,
}

impl Stand {
    fn part(&self) -> Option<&Part> {
        match self {
            Stand::Begins(part) => Some(part),
            Stand::Blank | Stand::Goes => None,
        }
    }
}

/// Tells the parts of a section from each other, line by line.
struct Parts {
    section: Section,
    counts: BTreeMap<String, usize>,
}

impl Parts {
    fn of(section: Section) -> Parts {
        Parts { section, counts: BTreeMap::new() }
    }

    fn stand(&mut self, line: Line) -> Stand {
        let (text, is_opening) = match line {
            Line::Comment(_) | Line::Within(_) => return Stand::Goes,
            Line::Text(text) if text.trim().is_empty() => return Stand::Blank,
            Line::Text(text) => (text, false),
            Line::Opening(text) => (text, true),
        };
        let key = |text: &str| text.split(':').next().unwrap_or_default().trim().to_lowercase();
        let continues = text.starts_with("  ");
        let begins = match self.section {
            Section::Answer | Section::Explanation | Section::Example | Section::Scenario => String::new(),
            Section::FollowUps => String::new(),
            Section::Code if is_opening => block_key(text),
            Section::Links | Section::Facts => key(text),
            Section::KeyPoints | Section::Mistakes if !continues => String::new(),
            Section::Said | Section::Predict | Section::Options if !continues => {
                text.split(' ').next().unwrap_or_default().to_owned()
            }
            Section::Code
            | Section::KeyPoints
            | Section::Mistakes
            | Section::Said
            | Section::Predict
            | Section::Options => return Stand::Goes,
        };
        // Pages run several questions together on one line; printed, each has its own.
        let as_many = if self.section == Section::FollowUps { follow_ups::split(text).len() } else { 1 };
        let count = self.counts.entry(begins.clone()).or_default();
        let number = *count;
        *count += as_many;
        Stand::Begins(Part { begins, number })
    }
}

/// A block of code by its name, or an output by the name of its block.
fn block_key(opening: &str) -> String {
    let mut words = opening.trim_start_matches('`').split_whitespace();
    let kind = if words.next() == Some("output") { "output" } else { "block" };
    let name = words.find(|word| !word.contains('=') && *word != "run").unwrap_or_default();
    format!("{kind} {name}")
}
