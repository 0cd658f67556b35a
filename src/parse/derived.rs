//! A question for an answer that lost its own, made of nothing but the answer's first words. It must not know layouts.

use crate::bank::Card;

/// A derived question shows the beginning of its answer, so it shows little of it.
const SHOWN_WORDS: usize = 6;
/// A longer subject is no subject but half of the answer.
const SUBJECT_WORDS: usize = 7;

/// A card for an answer without a question.
pub fn card(answer: String) -> Card {
    Card { question: question(&answer), answer: Some(answer), derived: true, ..Card::default() }
}

/// `What is a module?` where the answer begins with what it defines, else its first words.
pub fn question(answer: &str) -> String {
    let sentence = first_sentence(answer);
    let words: Vec<&str> = sentence.split_whitespace().collect();
    defined(&words).or_else(|| purpose(&words)).unwrap_or_else(|| opening(&words))
}

/// `A module is …` asks what a module is.
fn defined(words: &[&str]) -> Option<String> {
    let verb = words.iter().take(SUBJECT_WORDS + 1).position(|word| ["is", "are"].contains(word))?;
    let (subject, verb) = (&words[..verb], words[verb]);
    let (first, last) = (subject.first()?, subject.last()?);
    // "There is …", "The list that is …": what stands before the verb is no subject.
    let is_no_subject = |word: &str| {
        const OPEN: [&str; 18] = [
            "it", "this", "that", "these", "those", "there", "they", "which", "who", "what", "when", "where", "if",
            "and", "or", "as", "in", "you",
        ];
        OPEN.contains(&word.to_lowercase().as_str())
    };
    let is_broken = subject.iter().any(|word| word.ends_with([',', ';', ':', '—']) || ["—", "–", "-"].contains(word));
    if is_broken || is_no_subject(first) || is_no_subject(last) {
        return None;
    }
    let mut subject = subject.join(" ");
    if subject.matches('(').count() != subject.matches(')').count() {
        return None;
    }
    if ["A", "An", "The"].contains(first) {
        subject[..1].make_ascii_lowercase();
    }
    Some(format!("What {verb} {subject}?"))
}

/// `To prune a rose, cut …` asks how to prune a rose.
fn purpose(words: &[&str]) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let end = rest.iter().take(2 * SUBJECT_WORDS).position(|word| word.ends_with(','))?;
    let purpose = rest[..=end].join(" ");
    (*first == "To").then(|| format!("How do you {}?", purpose.trim_end_matches(',')))
}

fn opening(words: &[&str]) -> String {
    // Half of a short sentence is left to the one who answers.
    let shown = words[..words.len().div_ceil(2).min(SHOWN_WORDS)].join(" ");
    format!("Explain: {} …", shown.trim_end_matches([',', ';', ':', '.', '—', ' ']))
}

/// Up to the first mark that ends a sentence, without looking far.
fn first_sentence(text: &str) -> &str {
    let text = text.lines().next().unwrap_or_default();
    let mut before = None;
    for (at, character) in text.char_indices().take(400) {
        let ends = character.is_whitespace() && before.is_some_and(|before| ['.', '!', '?'].contains(&before));
        if ends && !is_abbreviation(&text[..at]) {
            return &text[..at];
        }
        if !['\'', '"', ')', '”'].contains(&character) {
            before = Some(character);
        }
    }
    text
}

fn is_abbreviation(text: &str) -> bool {
    ["e.g.", "i.e.", "vs.", "etc.", "approx."].iter().any(|short| text.ends_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(answer: &str, expected: &str) {
        assert_eq!(question(answer), expected);
    }

    #[test]
    fn a_question_is_made_of_the_answer_s_first_words() {
        check("A mulch is a layer on the soil. It keeps water in.", "What is a mulch?");
        check("Rakes (with long teeth) are for stones.", "What are Rakes (with long teeth)?");
        check("'dig' turns the soil over. 'hoe' cuts the weeds.", "Explain: 'dig' turns the …");
        check("*peas climbs on anything, e.g. a fence. It is green.", "Explain: *peas climbs on anything …");
        check("The bed that is dry needs water.", "Explain: The bed that is …");
        check("It is wet.", "Explain: It is …");
        check("To prune a rose in winter, cut above a bud.", "How do you prune a rose in winter?");
        check("Beds, once they are dug, stay loose.", "Explain: Beds, once they are …");
        check("Clay", "Explain: Clay …");
        check("日本のリスト。", "Explain: 日本のリスト。 …");
    }
}
