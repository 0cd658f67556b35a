//! How a card is worded: figures without a source, words that age or talk down, long sentences. It must not know the subject.

use super::prose::{all_prose, folded_words, running_text, sentences as sentences_of, without_code, word_count};
use super::{Place, Report, Vocabulary};
use crate::bank::Card;
use crate::bank::section::Section;

const WORDS: [&str; 7] = ["currently", "recently", "latest", "nowadays", "simply", "obviously", "just"];

const HEARSAY: [&str; 5] = ["studies show", "study shows", "research shows", "most companies", "many companies"];

const NUMBERS: [&str; 14] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "fifty", "hundred", "thousand",
    "million",
];

/// A figure stands if a source names it or code of the card prints it.
pub fn figures(card: &Card, _: &Vocabulary, report: &mut Report) {
    let outputs = card.code.iter().filter(|code| code.run.is_some()).filter_map(|code| code.output.as_deref());
    let witnesses: Vec<String> =
        card.sources.iter().map(String::as_str).chain(outputs).map(|text| format!(" {} ", spaced(text))).collect();
    for (place, text) in all_prose(card) {
        for figure in figures_of(text) {
            let number = spaced(figure.number);
            if !witnesses.iter().any(|text| text.contains(&format!(" {number} "))) {
                let shown = figure.shown;
                let message =
                    format!("{shown:?} needs a source line that holds it or code that prints it; else leave it out");
                report.add(place, message);
            }
        }
    }
}

/// Words with one blank between them, cut to letters, digits and what joins them.
fn spaced(text: &str) -> String {
    folded_words(text).collect::<Vec<_>>().join(" ")
}

struct Figure<'a> {
    /// The figure as it is written, with the word that makes it one.
    shown: String,
    /// What a witness has to hold.
    number: &'a str,
}

fn figures_of(text: &str) -> Vec<Figure<'_>> {
    // Code in backticks may hold anything; blanking it here would lose the slices, so its words are skipped instead.
    let mut words: Vec<&str> = Vec::new();
    for (index, piece) in text.split('`').enumerate() {
        words.extend(piece.split_whitespace().filter(|_| index % 2 == 0));
    }
    let mut figures = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£".contains(c));
        let next = words.get(index + 1).map_or("", |next| next.trim_matches(|c: char| !c.is_alphanumeric()));
        let share = word.strip_suffix('%').filter(|number| is_number(number));
        let money = word.strip_prefix(['$', '€', '£']).or_else(|| word.strip_suffix(['$', '€', '£']));
        let money = money.filter(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        let factor = word.strip_suffix(['x', '×']).filter(|number| is_number(number));
        if let Some(number) = share.or(money).or(factor) {
            figures.push(Figure { shown: word.to_owned(), number });
        } else if is_measure(word, next, words.get(index + 2).copied().unwrap_or_default()) {
            figures.push(Figure { shown: format!("{word} {next}"), number: word });
        }
    }
    let folded = text.to_lowercase();
    figures.extend(
        HEARSAY
            .into_iter()
            .filter(|words| folded.contains(words))
            .map(|words| Figure { shown: words.to_owned(), number: words }),
    );
    figures
}

/// `3 times`, `5 percent`, `ten dollars`; a count in words, as in "it is called three times", compares nothing.
fn is_measure(word: &str, unit: &str, then: &str) -> bool {
    let unit = unit.to_lowercase();
    let compares = ["as", "more", "less", "than"].contains(&then) || then.trim_end_matches(['.', ',']).ends_with("er");
    let spelled = NUMBERS.contains(&word.to_lowercase().as_str());
    match unit.as_str() {
        "times" => is_number(word) || (spelled && compares),
        "percent" | "dollars" | "euros" | "pounds" => is_number(word) || spelled,
        _ => false,
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || ".,-–".contains(c))
}

pub fn wording(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (place, text) in all_prose(card) {
        let text = without_code(text);
        for word in folded_words(&text).filter(|word| WORDS.contains(&word.as_str())) {
            report.add(place, format!("{word:?} ages or talks down; leave it out or name the version"));
        }
    }
}

/// The mean and the commas are those of the running text; key points and mistakes are lines, not sentences.
pub fn sentences(card: &Card, _: &Vocabulary, report: &mut Report) {
    const LONGEST: usize = 40;
    const MEAN: f64 = 20.0;
    const COMMAS: f64 = 2.0;
    let (mut words, mut count, mut commas) = (0, 0, 0);
    for (place, text) in running_text(card) {
        commas += text.matches(',').count();
        for sentence in sentences_of(text) {
            let length = word_count(sentence);
            words += length;
            count += 1;
            if length > LONGEST {
                let start: Vec<&str> = sentence.split_whitespace().take(5).collect();
                let start = start.join(" ");
                report
                    .add(place, format!("the sentence \"{start} …\" has {length} words, at most {LONGEST}; split it"));
            }
        }
    }
    if words == 0 {
        return;
    }
    let whole = Place::Section(Section::Explanation);
    let mean = f64::from(words as u32) / f64::from(count);
    if mean > MEAN {
        report.add(whole, format!("the card's sentences have {mean:.1} words on average, at most {MEAN}; split some"));
    }
    let per_hundred = 100.0 * commas as f64 / words as f64;
    if per_hundred < COMMAS {
        let message = format!("{per_hundred:.1} commas in 100 words, at least {COMMAS}; were some lost");
        report.add(whole, message);
    }
}
