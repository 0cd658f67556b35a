//! Bytes -> lines of text. It must not know what the lines mean.

use std::fmt;

/// Larger pages are refused: 128 MiB.
pub const LARGEST: usize = 128 << 20;

/// Why a file cannot be read as a page at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    TooLarge { bytes: usize },
    Binary { line: usize, column: usize },
    NotUtf8 { line: usize, column: usize },
    BrokenUtf16 { line: usize, column: usize },
    NoLayout,
}

impl Unreadable {
    /// The 1-based line and column, for the reasons that have a place.
    pub fn place(&self) -> Option<(usize, usize)> {
        match *self {
            Unreadable::Binary { line, column }
            | Unreadable::NotUtf8 { line, column }
            | Unreadable::BrokenUtf16 { line, column } => Some((line, column)),
            Unreadable::Empty | Unreadable::TooLarge { .. } | Unreadable::NoLayout => None,
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Empty => f.write_str("the file is empty; save the page's text into it"),
            Unreadable::TooLarge { bytes } => {
                write!(f, "{bytes} bytes are more than the 128 MiB that a page may have; split it into several files")
            }
            Unreadable::Binary { .. } => {
                f.write_str("this is no text but binary data; save the page as plain text (UTF-8)")
            }
            Unreadable::NotUtf8 { .. } => f.write_str("this is not UTF-8; save the page as UTF-8"),
            Unreadable::BrokenUtf16 { .. } => f.write_str("the UTF-16 text is damaged here; save the page as UTF-8"),
            Unreadable::NoLayout => f.write_str(
                "no layout of questions found; qbank reads labelled cards (ID question, Answer, …), tagged questions \
                 (PythonBeginner, question, Answer), answers of five paragraphs each, and articles about interviews: \
                 see \"Formats\" in the README",
            ),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Decodes a page: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// # Errors
/// When the bytes are empty, larger than [`LARGEST`], binary, or not in one of these encodings.
pub fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes)?,
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
                let (line, column) = place_of(&bytes[..at]);
                return Err(Unreadable::Binary { line, column });
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(error) => {
                    let (line, column) = place_of(&bytes[..error.valid_up_to()]);
                    return Err(Unreadable::NotUtf8 { line, column });
                }
            }
        }
    };
    if text.chars().all(is_blank) {
        return Err(Unreadable::Empty);
    }
    Ok(text)
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Unreadable> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok('\0') => {
                let (line, column) = place_of(text.as_bytes());
                return Err(Unreadable::Binary { line, column });
            }
            Ok(character) => text.push(character),
            Err(_) => {
                let (line, column) = place_of(text.as_bytes());
                return Err(Unreadable::BrokenUtf16 { line, column });
            }
        }
    }
    if bytes.len() % 2 == 1 {
        let (line, column) = place_of(text.as_bytes());
        return Err(Unreadable::BrokenUtf16 { line, column });
    }
    Ok(text)
}

/// The 1-based line and column of what follows `before`, which is valid UTF-8 but for its end.
fn place_of(before: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(before);
    let lines = split_lines(&text);
    match lines.last() {
        // A line break at the very end has begun the next line, which `split_lines` does not list.
        Some(_) if text.ends_with(['\n', '\r']) => (lines.len() + 1, 1),
        Some(last) => (lines.len(), last.chars().count() + 1),
        None => (1, 1),
    }
}

/// Lines without their ends (`\n`, `\r\n` or `\r`). A line break at the end of the text begins no further line.
pub fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        match rest.find(['\n', '\r']) {
            None => {
                lines.push(rest);
                break;
            }
            Some(end) => {
                lines.push(&rest[..end]);
                let after = &rest[end..];
                rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
            }
        }
    }
    lines
}

/// White space of any kind, or a mark that has no width: nothing that a reader sees.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Whether a terminal would obey this character instead of showing it: controls, escapes, and marks that turn the direction
/// of writing. None of them may reach a terminal from a page.
pub fn steers_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Zero-width blanks, byte order marks and soft hyphens: they carry no text. Joiners and emoji selectors do.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// A line as it is read: blanks of every width are plain ones, invisible marks are gone, both ends are trimmed.
pub fn clean(line: &str) -> String {
    let end = clean_end(line);
    end.trim_start().to_owned()
}

/// Like [`clean`], but indentation stays: it means something in lists and code.
pub fn clean_end(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for character in line.chars().filter(|&character| !is_invisible(character)) {
        text.push(if character.is_whitespace() && character != '\t' { ' ' } else { character });
    }
    text.truncate(text.trim_end().len());
    text
}

/// FNV-1a over 64 bits folded to 32: stable on every machine and in every release, which ids made from it need.
pub fn stable_hash(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash >> 32) as u32 ^ hash as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_lines(text: &str, expected: &[&str]) {
        assert_eq!(split_lines(text), expected);
    }

    #[test]
    fn every_line_end_ends_one_line() {
        check_lines("", &[]);
        check_lines("a", &["a"]);
        check_lines("a\nb\n", &["a", "b"]);
        check_lines("a\r\nb\rc\n\nd", &["a", "b", "c", "", "d"]);
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], expected: Unreadable) {
        assert_eq!(decode(bytes), Err(expected));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        check_refused(b"", Unreadable::Empty);
        check_refused("\u{FEFF} \n\u{200B}\u{A0}\n".as_bytes(), Unreadable::Empty);
        check_refused(b"ab\ncd\0e", Unreadable::Binary { line: 2, column: 3 });
        check_refused(b"ab\n\xC3\xA9\xFF", Unreadable::NotUtf8 { line: 2, column: 2 });
        check_refused(b"ab\n\xFF", Unreadable::NotUtf8 { line: 2, column: 1 });
        check_refused(b"\xFF\xFEa\0\n\0b", Unreadable::BrokenUtf16 { line: 2, column: 1 });
        check_refused(b"\xFE\xFF\0a\xD8\0\0b", Unreadable::BrokenUtf16 { line: 1, column: 2 });
    }

    #[test]
    fn a_page_larger_than_any_page_is_refused_before_it_is_read() {
        check_refused(&vec![b'a'; LARGEST + 1], Unreadable::TooLarge { bytes: LARGEST + 1 });
    }

    #[test]
    fn marked_encodings_are_decoded() {
        assert_eq!(decode(b"\xEF\xBB\xBFab"), Ok("ab".to_owned()));
        assert_eq!(decode(b"\xFF\xFEa\0\xE9\0"), Ok("aé".to_owned()));
        assert_eq!(decode(b"\xFE\xFF\0a\xD8\x3D\xDE\0"), Ok("a😀".to_owned()));
    }

    #[test]
    fn a_clean_line_has_plain_blanks_and_no_invisible_marks() {
        assert_eq!(clean(" ID:\u{A0}A\u{200B}-1 \u{2003}\u{FEFF}"), "ID: A-1");
        assert_eq!(clean_end("    x\u{A0}= 1 \r"), "    x = 1");
    }
}
