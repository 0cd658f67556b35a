//! Lists inside a section: a sign and a blank at column 0, continued by two blanks; and the one-line forms within items.
//! It must not know which section it reads.

/// One item: its sign, its text with continuation lines joined by a blank, and its 0-based line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub sign: char,
    pub text: String,
    pub line: usize,
}

/// Splits lines into items with one of `signs`, and the lines that belong to none. `lines` yields 0-based numbers and
/// texts without their trailing blanks.
pub fn split<'l>(lines: impl Iterator<Item = (usize, &'l str)>, signs: &[char]) -> (Vec<Item>, Vec<(usize, String)>) {
    let mut items: Vec<Item> = Vec::new();
    let mut rest = Vec::new();
    // Whether the line above belongs to the last item, so that two blanks continue it.
    let mut within = false;
    for (line, text) in lines {
        if text.trim().is_empty() {
            within = false;
            continue;
        }
        let mut characters = text.chars();
        let sign = characters.next().filter(|sign| signs.contains(sign) && characters.next() == Some(' '));
        match (sign, items.last_mut()) {
            (Some(sign), _) => {
                items.push(Item { sign, text: text[sign.len_utf8()..].trim().to_owned(), line });
                within = true;
            }
            (None, Some(last)) if within && text.starts_with("  ") => {
                last.text.push(' ');
                last.text.push_str(text.trim());
            }
            _ => {
                rest.push((line, text.trim().to_owned()));
                within = false;
            }
        }
    }
    (items, rest)
}

/// Reads alternatives ` | ` of parts ` + `.
pub fn cues(text: &str) -> Vec<Vec<String>> {
    let parts = |alternative: &str| {
        alternative.split(" + ").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    text.split(" | ").map(parts).filter(|alternative: &Vec<String>| !alternative.is_empty()).collect()
}

/// Splits at the last ` -- `.
pub fn split_last_dashes(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once(" -- ").map(|(before, after)| (before.trim(), after.trim()))
}

/// Splits at the first ` -- `.
pub fn split_first_dashes(text: &str) -> Option<(&str, &str)> {
    text.split_once(" -- ").map(|(before, after)| (before.trim(), after.trim()))
}

/// `\n` is a line break and `\\` a backslash; anything else stands for itself. The text ends with a line break.
pub fn unescape_output(text: &str) -> String {
    let mut output = String::with_capacity(text.len() + 1);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some('n')) => output.push('\n'),
            ('\\', Some('\\')) => output.push('\\'),
            _ => {
                output.push(character);
                continue;
            }
        }
        characters.next();
    }
    output.push('\n');
    output
}

/// The inverse of [`unescape_output`].
pub fn escape_output(output: &str) -> String {
    output.strip_suffix('\n').unwrap_or(output).replace('\\', "\\\\").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_blanks_continue_an_item_and_a_blank_line_ends_it() {
        let lines = ["! one", "  more", "+ two", "", "  loose", "three"];
        let (items, rest) = split(lines.iter().copied().enumerate(), &['!', '+']);
        let items: Vec<_> = items.iter().map(|item| (item.sign, item.text.as_str(), item.line)).collect();
        assert_eq!(items, [('!', "one more", 0), ('+', "two", 2)]);
        assert_eq!(rest, [(4, "loose".to_owned()), (5, "three".to_owned())]);
    }

    #[test]
    fn cues_are_alternatives_of_parts() {
        assert_eq!(cues("a b + c* | d"), [vec!["a b".to_owned(), "c*".to_owned()], vec!["d".to_owned()]]);
        assert_eq!(cues(" "), Vec::<Vec<String>>::new());
    }

    #[test]
    fn an_output_survives_its_escapes() {
        for output in ["a\n", "a\nb\n", "a\\nb\n", "\\\n", "\\\\n\n", "\n"] {
            assert_eq!(unescape_output(&escape_output(output)), output);
        }
    }
}
