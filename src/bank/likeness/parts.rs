//! The parts of a card, by how much their words say about what it asks. It must not know how words are compared.

use crate::bank::Card;
use std::iter;

/// A part as it is kept in the low bits of an entry.
pub type Part = u32;

pub const QUESTION: Part = 0;
const ANSWER: Part = 1;
const KEY_POINTS: Part = 2;
const EXPLANATION: Part = 3;
const REST: Part = 4;

/// How many bits a part takes.
pub const PART_BITS: u32 = 3;

/// A question names its subject, an example wanders.
const STRENGTHS: [f32; 5] = [1.0, 0.85, 0.75, 0.5, 0.25];

/// From 0 to 1.
pub fn strength(part: Part) -> f32 {
    STRENGTHS[part as usize]
}

/// Question, answer and key points: what the card says itself.
pub fn is_core(part: Part) -> bool {
    part <= KEY_POINTS
}

/// The texts of a card with the part they belong to, the strongest part first. What a person may say (`Said`) stays out:
/// written in other words on purpose, it tests likeness.
pub fn texts(card: &Card) -> impl Iterator<Item = (Part, &str)> {
    let points = card.key_points.iter().map(|point| &point.text);
    let rest = card.example.iter().chain(&card.scenario);
    let rest =
        rest.chain(card.mistakes.iter().flat_map(|mistake| iter::once(&mistake.claim).chain(&mistake.correction)));
    let rest = rest.chain(card.follow_ups.iter().flat_map(|asked| iter::once(&asked.question).chain(&asked.answer)));
    iter::once((QUESTION, &card.question))
        .chain(card.answer.iter().map(|answer| (ANSWER, answer)))
        .chain(points.map(|point| (KEY_POINTS, point)))
        .chain(card.explanation.iter().map(|explanation| (EXPLANATION, explanation)))
        .chain(rest.map(|text| (REST, text)))
        .map(|(part, text)| (part, text.as_str()))
}
