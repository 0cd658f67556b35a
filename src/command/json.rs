//! JSON as it leaves the program: whatever the cards hold, a terminal obeys none of it. It must not know what it says.

use crate::parse::text::steers_terminal;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::Write;

/// Prints a value, indented and with a line break at its end.
///
/// # Errors
/// When the output cannot be written.
pub fn print(value: &impl Serialize, out: &mut impl Write) -> Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", harmless(text))?;
    Ok(())
}

/// The same document with every character that a terminal would obey escaped, which JSON asks only for the oldest of them.
pub fn harmless(text: String) -> String {
    // Between its strings a document is ASCII, so that all others stand inside one; line breaks only stand between.
    let obeyed = |character: char| character != '\n' && steers_terminal(character);
    if !text.contains(obeyed) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 64);
    for character in text.chars() {
        if obeyed(character) {
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::parse::text::steers_terminal;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_read_back_the_same() {
        let text = "a\u{1b}[31m \u{9b}31m \u{202e}b \u{2066} \u{7f} \u{61c}\n\t → é 😀";
        let mut out = Vec::new();
        print(&[text], &mut out).expect("a vector can be written");
        let printed = String::from_utf8(out).expect("JSON is UTF-8");
        assert!(!printed.contains(|character| character != '\n' && steers_terminal(character)), "{printed:?}");
        assert!(printed.contains("→ é 😀"));
        assert_eq!(serde_json::from_str::<Vec<String>>(&printed).expect("it is JSON"), [text]);
    }
}
