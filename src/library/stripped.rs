//! A card in the stripped form of its page, beside the card itself: what it lost is no news. It must not know the tables.

use crate::bank::Card;
use crate::study::words::append_folded;
use std::collections::HashSet;

/// The positions of cards without a question whose answer another card of the import has, with its question: one page in two
/// forms.
pub fn forms_of_others<'a>(cards: impl Iterator<Item = (&'a str, &'a Card)>) -> HashSet<usize> {
    let cards: Vec<(&str, &Card)> = cards.collect();
    let mut again = HashSet::new();
    if cards.iter().all(|(_, card)| !card.derived) {
        return again;
    }
    let answer = |card: &Card| card.answer.as_deref().map(folded).filter(|answer| !answer.is_empty());
    let whole: HashSet<(&str, String)> = cards
        .iter()
        .filter(|(_, card)| !card.derived)
        .filter_map(|(source, card)| Some((*source, answer(card)?)))
        .collect();
    for (place, (source, card)) in cards.iter().enumerate().filter(|(_, (_, card))| card.derived) {
        if answer(card).is_some_and(|answer| whole.contains(&(*source, answer))) {
            again.insert(place);
        }
    }
    again
}

/// What a page in its stripped form says of a card that is known with its question: the texts that it has are taken, and what
/// it cannot have stays.
pub fn without_loss(known: &Card, stripped: Card) -> Card {
    let Card { answer, explanation, example, mistakes, scenario, origin, .. } = stripped;
    let listed = |card: &[crate::bank::Mistake]| {
        let texts = card.iter().flat_map(|mistake| [Some(mistake.claim.as_str()), mistake.correction.as_deref()]);
        folded(&texts.flatten().collect::<Vec<_>>().join(" "))
    };
    let mistakes = match mistakes.is_empty() || listed(&mistakes) == listed(&known.mistakes) {
        true => known.mistakes.clone(),
        false => mistakes,
    };
    Card {
        answer: answer.or_else(|| known.answer.clone()),
        explanation: explanation.or_else(|| known.explanation.clone()),
        example: example.or_else(|| known.example.clone()),
        scenario: scenario.or_else(|| known.scenario.clone()),
        mistakes,
        origin,
        ..known.clone()
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    append_folded(text, &mut folded);
    folded
}
