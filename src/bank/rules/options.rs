//! The multiple-choice form: its stem, its lengths, its grammar and its tricks. It must not know how options are shown.

use super::fields::no_question;
use super::prose::folded_words;
use super::{Place, Report, Vocabulary};
use crate::bank::section::Section;
use crate::bank::{Card, Options};
use std::collections::BTreeSet;

/// The longest option has at most this many times the characters of the shortest.
const SPREAD: f64 = 1.6;

/// The key has at most this many times the mean characters of all options, itself among them.
const KEY_TO_MEAN: f64 = 1.25;

const ASK: Place = Place::Line(Section::Options, "Ask");

/// The key, then the distractors, each with its place.
fn texts(options: &Options) -> impl Iterator<Item = (Place, &str)> {
    let distractors = options.distractors.iter().map(|distractor| distractor.text.as_str());
    let texts = std::iter::once(options.key.as_str()).chain(distractors);
    texts.enumerate().map(|(index, text)| (Place::Item(Section::Options, index), text))
}

pub fn options(card: &Card, _: &Vocabulary, report: &mut Report) {
    let Some(options) = &card.options else { return };
    match options.ask.as_deref() {
        None => report.add(ASK, "give the options a stem of their own: Ask: …?"),
        Some(ask) => {
            if let Some(advice) = no_question(ask) {
                report.add(ASK, format!("the stem: {advice}"));
            }
            if ask.split_whitespace().count() < 4 || ask.trim_end().ends_with("following?") {
                report.add(ASK, "word the stem so that it can be answered with the options covered");
            }
        }
    }
    let count = options.distractors.len();
    if !(2..=3).contains(&count) {
        report.add(Place::Section(Section::Options), format!("{count} distractors; give 2 or 3"));
    }
    let mut known = BTreeSet::new();
    for (place, text) in texts(options) {
        if text.trim().is_empty() || !known.insert(text.trim().to_lowercase()) {
            report.add(place, format!("the option {text:?} is empty or stands twice; give another"));
        }
    }
    for (index, distractor) in options.distractors.iter().enumerate() {
        if distractor.why.trim().is_empty() {
            let place = Place::Item(Section::Options, index + 1);
            report.add(place, "say why the distractor is wrong: x text -- why");
        }
    }
}

pub fn length(card: &Card, _: &Vocabulary, report: &mut Report) {
    let Some(options) = &card.options else { return };
    let lengths: Vec<usize> = texts(options).map(|(_, text)| text.chars().count()).collect();
    let (longest, shortest) = (lengths.iter().max().unwrap_or(&0), lengths.iter().min().unwrap_or(&0));
    if *longest as f64 > SPREAD * *shortest as f64 {
        let message = format!(
            "the longest option has {longest} characters, the shortest {shortest}: at most {SPREAD} times as many; \
             level them"
        );
        report.add(Place::Section(Section::Options), message);
    }
    let mean = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
    let key = options.key.chars().count();
    if key as f64 > KEY_TO_MEAN * mean {
        let message = format!(
            "the key has {key} characters, the mean is {mean:.0}: at most {KEY_TO_MEAN} times that; shorten it"
        );
        report.add(Place::Item(Section::Options, 0), message);
    }
}

/// What can be seen of an option's grammar. Code is no grammar: an option that begins with it has no opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    /// Ends with a full stop.
    stopped: bool,
    opening: Option<Opening>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    YesOrNo,
    Gerund,
    Infinitive,
    Clause,
    Other,
}

impl Form {
    fn of(text: &str) -> Form {
        let text = text.trim();
        let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.', ';', ':']);
        let is_word = !first.is_empty() && first.chars().all(|c| c.is_alphabetic() || c == '\'');
        let opening = is_word.then(|| match first.to_lowercase().as_str() {
            "yes" | "no" => Opening::YesOrNo,
            "to" => Opening::Infinitive,
            "because" | "since" => Opening::Clause,
            "nothing" | "something" | "anything" | "everything" | "during" | "string" | "according" => Opening::Other,
            word if word.len() > 4 && word.ends_with("ing") => Opening::Gerund,
            _ => Opening::Other,
        });
        Form { stopped: text.ends_with('.') && !text.ends_with("..."), opening }
    }
}

/// A key whose grammar is its own gives itself away; a distractor that stands alone only wastes itself.
pub fn form(card: &Card, _: &Vocabulary, report: &mut Report) {
    let Some(options) = &card.options else { return };
    let forms: Vec<Form> = texts(options).map(|(_, text)| Form::of(text)).collect();
    if forms.iter().any(|form| form.stopped != forms[0].stopped) {
        let message = "end all options with a full stop, or none";
        report.add(Place::Section(Section::Options), message);
    }
    let openings: Vec<Opening> = forms[1..].iter().filter_map(|form| form.opening).collect();
    let agreed = openings.windows(2).all(|pair| pair[0] == pair[1]);
    if let (Some(key), Some(other)) = (forms[0].opening, openings.first())
        && agreed
        && key != *other
    {
        let message = "the key alone begins in another grammatical form than the distractors; word all alike";
        report.add(Place::Item(Section::Options, 0), message);
    }
}

pub fn trick(card: &Card, _: &Vocabulary, report: &mut Report) {
    let Some(options) = &card.options else { return };
    if let Some(word) = options.ask.as_deref().and_then(negative_stem) {
        report.add(ASK, format!("ask for what is so, not for what is not: the stem says {word:?}"));
    }
    for (place, text) in texts(options) {
        let words: Vec<String> = folded_words(text).collect();
        if refers_to_others(&words) {
            report.add(place, format!("let each option stand alone: {text:?} refers to the others"));
        }
        if let Some(word) = words.iter().find(|word| ["always", "never"].contains(&word.as_str())) {
            report.add(place, format!("{word:?} marks an option as wrong to whoever guesses; say it otherwise"));
        }
    }
}

/// NOT and EXCEPT in capitals anywhere; in small letters where they turn the question: "which of these is not …".
fn negative_stem(ask: &str) -> Option<&str> {
    let words: Vec<&str> =
        ask.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let loud = words.iter().find(|word| ["NOT", "EXCEPT", "LEAST"].contains(word));
    let choice = words.first().is_some_and(|word| word.eq_ignore_ascii_case("which"));
    let turn = |word: &&&str| {
        let word = word.to_lowercase();
        word == "not" || word == "except" || word.ends_with("n't")
    };
    loud.or_else(|| if choice { words.iter().take(6).find(turn) } else { None }).copied()
}

/// "All of the above", "A and B", "both of these".
fn refers_to_others(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let letter = |word: &str| ["a", "b", "c", "d"].contains(&word);
    match words[..] {
        ["all" | "none" | "both" | "neither" | "either" | "any" | "some", "of", "the" | "these" | "them", ..] => {
            words.len() <= 4 || words.contains(&"above")
        }
        ["all" | "none" | "both" | "neither" | "either"] => true,
        ["both" | "neither" | "either", first, "and" | "or" | "nor", second]
        | [first, "and" | "or" | "nor", second] => letter(first) && letter(second),
        _ => false,
    }
}
