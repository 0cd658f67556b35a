//! Measures of prose: words, sentences, paragraphs, and which text of a card is prose. It must not know the limits.

use super::Place;
use crate::bank::Card;
use crate::bank::section::Section;

/// Words are runs without blanks, as a reader of the page counts them.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The paragraphs of a text: what stands between blank lines.
pub fn paragraphs(text: &str) -> usize {
    let mut paragraphs = 0;
    let mut inside = false;
    for line in text.lines() {
        let blank = line.trim().is_empty();
        paragraphs += usize::from(!blank && !inside);
        inside = !blank;
    }
    paragraphs
}

/// The words folded to lower case and cut to what lies between their outer punctuation, as a reader hears them.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace().filter_map(|run| {
        let word = run.trim_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then(|| word.to_lowercase().replace('’', "'"))
    })
}

/// The sentences of a text: one ends with a line, or with `.`, `!` or `?` at the end of a word. A sentence about code may
/// begin small (`functools.partial stores …`), so that only after `?`, `!` and shortened words a capital is waited for.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (end, _) in line.match_indices(char::is_whitespace) {
            let next = line[end..].trim_start();
            if ends_sentence(&line[start..end], next) {
                sentences.push(line[start..end].trim());
                start = end;
            }
        }
        sentences.push(line[start..].trim());
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn ends_sentence(text: &str, next: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', ')', '”', '’', '`']);
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches('(');
    // `?` and `...` as words of their own stand for something left out.
    if last == "?" || last == "!" || text.ends_with("...") {
        return false;
    }
    let shortened = ["e.g.", "i.e.", "vs.", "etc.", "cf.", "approx."].contains(&last);
    text.ends_with(['.', '!', '?']) && ((text.ends_with('.') && !shortened) || begins_grandly(next))
}

fn begins_grandly(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'', '(', '“', '‘']);
    text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '`')
}

/// The text with what stands between backticks blanked out, so that code is not taken for words.
pub fn without_code(text: &str) -> String {
    text.split('`').enumerate().map(|(index, piece)| if index % 2 == 0 { piece } else { " " }).collect()
}

/// The running text of a card: what is read as sentences, each piece with its place.
pub fn running_text(card: &Card) -> Vec<(Place, &str)> {
    let mut pieces = Vec::new();
    let sections = [
        (Section::Answer, &card.answer),
        (Section::Explanation, &card.explanation),
        (Section::Example, &card.example),
        (Section::Scenario, &card.scenario),
    ];
    for (section, text) in sections {
        pieces.extend(text.as_deref().map(|text| (Place::Section(section), text)));
    }
    for (index, follow_up) in card.follow_ups.iter().enumerate() {
        pieces.extend(follow_up.answer.as_deref().map(|text| (Place::Item(Section::FollowUps, index), text)));
    }
    pieces
}

/// The running text and the short lines beside it: key points and mistakes.
pub fn all_prose(card: &Card) -> Vec<(Place, &str)> {
    let mut pieces = running_text(card);
    for (index, point) in card.key_points.iter().enumerate() {
        pieces.push((Place::Item(Section::KeyPoints, index), &point.text));
    }
    for (index, mistake) in card.mistakes.iter().enumerate() {
        let place = Place::Item(Section::Mistakes, index);
        pieces.push((place, &mistake.claim));
        pieces.extend(mistake.correction.as_deref().map(|text| (place, text)));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_sentences(text: &str, expected: &[&str]) {
        assert_eq!(sentences(text), expected);
    }

    #[test]
    fn a_sentence_ends_where_another_may_begin() {
        check_sentences("One. Two! Is it? Yes", &["One.", "Two!", "Is it?", "Yes"]);
        check_sentences("\"So.\" (It is.) `x` is.", &["\"So.\"", "(It is.)", "`x` is."]);
        check_sentences("hold an asyncio.Lock here", &["hold an asyncio.Lock here"]);
        check_sentences("UPDATE ... SET id = ? AND so on", &["UPDATE ... SET id = ? AND so on"]);
        check_sentences("It is. asyncio.Lock is too", &["It is.", "asyncio.Lock is too"]);
        check_sentences("One line\n\nanother", &["One line", "another"]);
        check_sentences("(i.e. this one)", &["(i.e. this one)"]);
        check_sentences("", &[]);
    }

    #[test]
    fn paragraphs_stand_between_blank_lines() {
        for (text, expected) in [("", 0), ("a", 1), ("a\nb", 1), ("a\n\nb", 2), ("\n\na\n \n\nb\n", 2)] {
            assert_eq!(paragraphs(text), expected, "{text:?}");
        }
    }

    #[test]
    fn code_in_backticks_is_no_prose() {
        assert_eq!(without_code("take `just` this"), "take   this");
        assert_eq!(without_code("plain"), "plain");
    }
}
