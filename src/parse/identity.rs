//! The ids of cards that bring none, the origin of all, and clashes within one page. It must not know the library.

use super::report::Findings;
use super::text::stable_hash;
use super::{Expectation, Found};
use crate::bank::{Card, Origin};
use std::collections::BTreeMap;

/// Completes what a layout has read: an id for cards without one, origins, and one card for each id.
pub fn complete(cards: &mut Vec<Found>, file: &str, expectation: &Expectation, findings: &mut Findings) {
    let mut first_lines: BTreeMap<String, usize> = BTreeMap::new();
    // Per made id: the line where it came first, and how often it came.
    let mut made_before: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    cards.retain_mut(|found| {
        let line = found.lines.head;
        found.card.origin = Some(Origin { file: file.to_owned(), line });
        if !found.card.id.is_empty() {
            // An id is one id in either case: two cards must not differ by capitals alone.
            let first = *first_lines.entry(found.card.id.to_uppercase()).or_insert(line);
            if first != line {
                let message = format!("{} stands at line {first} already; give this card its own id", found.card.id);
                findings.error("id-twice", line, message);
                return false;
            }
            return true;
        }
        let made = made_id(expectation.source, &found.card);
        let (first, count) = made_before.entry(made.clone()).or_insert((line, 0));
        *count += 1;
        let id = if *count == 1 {
            made
        } else {
            let message = format!("the same question stands at line {first} already; both are kept");
            findings.warning("question-twice", line, message);
            format!("{made}-{count}")
        };
        found.card.id = id;
        true
    });
}

/// The source and eight hex digits of the first-seen text: the question, or the answer where the question was derived
/// from it.
fn made_id(source: &str, card: &Card) -> String {
    let text = card.answer.as_deref().filter(|_| card.derived).unwrap_or(&card.question);
    let folded: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    format!("{source}-{:08x}", stable_hash(&folded.join(" ")))
}
