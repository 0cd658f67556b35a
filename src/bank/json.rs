//! Reading and writing a bank as JSON. It must not know where the bytes come from or go.

use super::{Bank, Card, SCHEMA};
use serde::Deserialize;
use std::fmt;

/// Larger documents are refused: 1 GiB.
pub const LARGEST: usize = 1 << 30;

/// Some programs write this in front of UTF-8; it is no part of the document.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Why a document is no bank that this program can read.
#[derive(Debug)]
pub enum JsonError {
    TooLarge {
        bytes: usize,
    },
    NewerSchema {
        found: u32,
    },
    NoSchema,
    Malformed(serde_json::Error),
    /// A card that cannot be one: its position from 1, its id, and what it lacks.
    NoCard {
        position: usize,
        id: String,
        lack: &'static str,
    },
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JsonError::TooLarge { bytes } => {
                write!(f, "{bytes} bytes are more than the 1 GiB that a bank may have; split it into several banks")
            }
            JsonError::NewerSchema { found } => {
                write!(f, "the bank has schema {found}, this qbank reads up to {SCHEMA}; update qbank to read it")
            }
            JsonError::NoCard { position, id, lack } => write!(f, "card {position} ({id:?}) {lack}"),
            JsonError::NoSchema => f.write_str("not a question bank: it has no \"schema\""),
            JsonError::Malformed(error) => {
                write!(f, "line {}, column {}: not a question bank: {}", error.line(), error.column(), reason(error))
            }
        }
    }
}

impl std::error::Error for JsonError {}

/// serde_json ends its messages with the place, which is said once, in front.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// Only as much of a bank as tells whether the rest can be understood.
#[derive(Deserialize)]
struct Probe {
    schema: Option<u32>,
}

/// Reads a bank.
///
/// # Errors
/// When the document is larger than [`LARGEST`], is of a newer schema, or is no bank; the message gives line and column.
pub fn read(bytes: &[u8]) -> Result<Bank, JsonError> {
    if bytes.len() > LARGEST {
        return Err(JsonError::TooLarge { bytes: bytes.len() });
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        // What is no text is no document either; only its place is asked for.
        let outcome = serde_json::from_slice::<serde_json::Value>(bytes);
        return Err(outcome.err().map_or(JsonError::NoSchema, JsonError::Malformed));
    };
    // Read as text, cards need no second reader in the program: the library reads them as text, too.
    let bank = match serde_json::from_str::<Bank>(text) {
        Ok(bank) => bank,
        // A newer schema may differ anywhere: say that first, not the field that happens to clash.
        Err(error) => {
            return Err(match serde_json::from_str::<Probe>(text) {
                Ok(Probe { schema: Some(found) }) if found > SCHEMA => JsonError::NewerSchema { found },
                Ok(Probe { schema: None }) => JsonError::NoSchema,
                _ => JsonError::Malformed(error),
            });
        }
    };
    if bank.schema > SCHEMA {
        return Err(JsonError::NewerSchema { found: bank.schema });
    }
    for (card, position) in bank.cards.iter().zip(1..) {
        if let Some(lack) = lack(card) {
            return Err(JsonError::NoCard { position, id: card.id.clone(), lack });
        }
    }
    Ok(bank)
}

/// What keeps a card from being one.
fn lack(card: &Card) -> Option<&'static str> {
    if card.id.trim().is_empty() {
        Some("has no id; give it one of its own")
    } else if card.question.trim().is_empty() {
        Some("has no question; write one")
    } else if card.difficulty.is_some_and(|difficulty| !(1..=10).contains(&difficulty)) {
        Some("has a difficulty outside 1 to 10; write one of these, or leave it out")
    } else {
        None
    }
}

/// Writes a bank as indented JSON that ends with a line break; the same bank gives the same bytes everywhere.
pub fn write(bank: &Bank) -> String {
    let mut text = serde_json::to_string_pretty(bank).unwrap_or_else(|error| {
        // Every field is a string, a number, a list or a map with string keys, which JSON can always hold.
        unreachable!("a bank is always JSON: {error}")
    });
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn check(card: &str, expected: Option<&str>) {
        let text = format!(r#"{{"schema": 1, "name": "x", "cards": [{card}]}}"#);
        let found = read(text.as_bytes()).err().map(|error| error.to_string());
        match expected {
            None => assert_eq!(found, None, "{card}"),
            Some(part) => assert!(found.as_deref().is_some_and(|found| found.contains(part)), "{card}: {found:?}"),
        }
    }

    #[test]
    fn what_cannot_be_a_card_is_refused_with_its_place() {
        check(r#"{"id": "A-1", "question": "What?"}"#, None);
        check(r#"{"id": " ", "question": "What?"}"#, Some("card 1 (\" \") has no id"));
        check(r#"{"id": "A-1", "question": ""}"#, Some("card 1 (\"A-1\") has no question"));
        check(r#"{"id": "A-1", "question": "What?", "difficulty": 11}"#, Some("outside 1 to 10"));
        check(r#"{"id": "A-1", "question": "What?", "level": "wizard"}"#, Some("no level \"wizard\""));
        check(r#"{"question": "What?"}"#, Some("missing field `id`"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        for (bytes, said) in [
            (&b"{\"schema\": 1,\n\"name\": \"\xff\"}"[..], "line 2, column"),
            (b"\xff", "line 1, column 1"),
            (b"", "line 1, column 0"),
        ] {
            let error = read(bytes).expect_err("no bank").to_string();
            assert!(error.starts_with(said) && error.contains("not a question bank"), "{error}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_bank() {
        let marked = "\u{FEFF}{\"schema\": 1, \"name\": \"x\"}";
        assert!(read(marked.as_bytes()).is_ok_and(|bank| bank.name == "x"));
    }
}
