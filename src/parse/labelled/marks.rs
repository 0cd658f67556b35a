//! The marks of the labelled layout, one line at a time: heads, labels, difficulties, footers. It must not know their neighbours.

use crate::bank::Level;
use crate::bank::section::Section;

/// Whether a word has the form of a card's id: capital letters and digits in groups joined by hyphens, the last a number.
///
/// Pages bring ids in either case; the shipped rules want capitals.
fn is_id(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    let Some((number, names)) = groups.split_last() else { return false };
    word.len() <= 40
        && !names.is_empty()
        && (1..=6).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && names.iter().all(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && names[0].starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Splits `ID question` into its two; the question may be missing.
pub fn split_head(line: &str) -> Option<(&str, &str)> {
    let (id, question) = line.split_once(' ').unwrap_or((line, ""));
    is_id(id).then(|| (id, question.trim()))
}

/// Reads `d/10` alone on a line.
pub fn difficulty(line: &str) -> Option<u8> {
    let (number, of) = line.split_once('/')?;
    if of.trim() != "10" {
        return None;
    }
    number.trim().parse().ok().filter(|number| (1..=10).contains(number))
}

/// Whether a line says technology, topic and level: it ends with a level, is short, and is no sentence.
pub fn looks_like_header(line: &str) -> bool {
    let mut words = line.split([' ', '·']).filter(|word| !word.is_empty());
    let Some(last) = words.next_back() else { return false };
    Level::from_word(last).is_some() && (1..=10).contains(&words.count())
}

/// Reads a label: one of the section words alone on a line, in any case, after any symbols or emoji. `Predict` takes a name.
pub fn label(line: &str) -> Option<(Section, Option<&str>)> {
    // Quick refusal: every line of a page comes by here.
    if line.len() > 120 {
        return None;
    }
    let word = line
        .trim_start_matches(|character: char| !character.is_ascii() && !character.is_alphanumeric())
        .trim_start_matches(['#', '*', ' '])
        .trim_start_matches(|character: char| !character.is_ascii() && !character.is_alphanumeric())
        .trim_start()
        .trim_end_matches(['*', ':', ' ']);
    if !word.starts_with(char::is_alphanumeric) {
        return None;
    }
    let folded = word.to_lowercase().replace(['-', '\u{2010}', '\u{2011}'], " ");
    let same = |section: &Section| {
        folded.split_whitespace().eq(section.label().to_lowercase().replace('-', " ").split_whitespace())
    };
    if let Some(section) = Section::ALL.into_iter().find(same) {
        return Some((section, None));
    }
    let mut words = word.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(first), Some(name), None) if first.eq_ignore_ascii_case(Section::Predict.label()) => {
            Some((Section::Predict, Some(name)))
        }
        _ => None,
    }
}

/// What a card's closing line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footer {
    pub id: Option<String>,
    pub difficulty: Option<u8>,
    pub level: Option<Level>,
}

/// Reads `ID: … · Difficulty: … · Level: …`; parts may be missing, but not the id.
pub fn footer(line: &str) -> Option<Footer> {
    if !line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("id:")) {
        return None;
    }
    let mut footer = Footer::default();
    for part in line.split(['·', '|', '•']) {
        let (key, value) = part.split_once(':')?;
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "id" => footer.id = Some(value.to_owned()).filter(|id| is_id(id)),
            "difficulty" => footer.difficulty = difficulty(value),
            "level" => footer.level = Level::from_word(value),
            _ => return None,
        }
    }
    footer.id.is_some().then_some(footer)
}

/// What the author's comment says: `%` at column 0 and a blank.
pub fn comment(raw: &str) -> Option<&str> {
    raw.strip_prefix('%').filter(|comment| comment.starts_with([' ', '\t']))
}

/// Whether a line of running text would be read as a mark, and so needs a `\` in front.
pub fn needs_escape(line: &str) -> bool {
    let is_short = line.split_whitespace().count() <= 4 && line.ends_with(char::is_alphanumeric);
    line.starts_with('\\')
        || line.starts_with('%')
        || label(line).is_some()
        || split_head(line).is_some()
        || footer(line).is_some()
        || is_short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_id(word: &str, expected: bool) {
        assert_eq!(is_id(word), expected, "{word}");
    }

    #[test]
    fn an_id_is_groups_and_a_number() {
        for id in ["PY-ASYNC-006", "PY-INT-001", "BE-007", "AI-MLO-001", "py-int-001", "X1-2"] {
            check_id(id, true);
        }
        for word in ["PY-INT", "PY", "007", "1-2", "PY--1", "-1", "PY-INT-1a", "e.g.-1", "", "GPT-", "É-1"] {
            check_id(word, false);
        }
    }

    #[track_caller]
    fn check_label(line: &str, expected: Option<(Section, Option<&str>)>) {
        assert_eq!(label(line), expected, "{line}");
    }

    #[test]
    fn a_label_is_its_words_alone_in_any_dress() {
        check_label("Answer", Some((Section::Answer, None)));
        check_label("ANSWER:", Some((Section::Answer, None)));
        check_label("⚠ Common Mistakes", Some((Section::Mistakes, None)));
        check_label("⚠\u{FE0F} common mistakes", Some((Section::Mistakes, None)));
        check_label("🏭 Production Scenario", Some((Section::Scenario, None)));
        check_label("## Deep Explanation", Some((Section::Explanation, None)));
        check_label("**Answer:**", Some((Section::Answer, None)));
        check_label("Real World Example", Some((Section::Example, None)));
        check_label("Follow-Up Questions", Some((Section::FollowUps, None)));
        check_label("Predict demo", Some((Section::Predict, Some("demo"))));
        check_label("- Answer", None);
        check_label("\\Answer", None);
        check_label("Answer the phone", None);
        check_label("Predict what this prints", None);
    }

    #[test]
    fn a_footer_names_its_card() {
        let full = footer("ID: PY-INT-001  ·  Difficulty: 4/10 · Level: Intermediate");
        let expected =
            Footer { id: Some("PY-INT-001".to_owned()), difficulty: Some(4), level: Some(Level::Intermediate) };
        assert_eq!(full, Some(expected));
        assert_eq!(footer("ID: PY-INT-001").and_then(|footer| footer.id), Some("PY-INT-001".to_owned()));
        assert_eq!(footer("ID: see below"), None);
        assert_eq!(footer("Idea: PY-INT-001"), None);
    }

    #[test]
    fn a_header_ends_with_its_level_and_is_no_sentence() {
        assert!(looks_like_header("Python Core Python Intermediate"));
        assert!(looks_like_header("Python · asyncio · ADVANCED"));
        assert!(!looks_like_header("Intermediate"));
        assert!(!looks_like_header("It is meant for readers who are no longer a beginner."));
        assert!(!looks_like_header("this is a very long line of words that happens to end with beginner"));
    }
}
