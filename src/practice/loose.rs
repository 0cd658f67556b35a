//! Cards that are asked without being installed, with what likeness finds for them in the library and among themselves. It
//! must not know how they were read.

use crate::bank::likeness::relations::{Kind, relations, siblings};
use crate::bank::{Bank, Card};
use crate::library::Library;
use crate::study::alike::{Alike, Another};
use crate::study::event::CardKey;
use anyhow::Result;
use std::collections::HashSet;

/// One card as it is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Loose {
    pub key: CardKey,
    pub card: Card,
    pub alike: Alike,
}

/// The cards of a bank, each with the question that it was found to answer where it brings none.
///
/// # Errors
/// When the library cannot be read.
pub fn loose(bank: &Bank, library: &Library) -> Result<Vec<Loose>> {
    let own: Vec<(CardKey, &Card)> = bank
        .cards
        .iter()
        .map(|card| (CardKey { source: bank.source_of(card).to_owned(), id: card.id.clone() }, card))
        .collect();
    let keys: HashSet<&CardKey> = own.iter().map(|(key, _)| key).collect();
    // The same page may be installed too; it is no other answer.
    let known: Vec<(CardKey, Card)> = library.compared()?.into_iter().filter(|(key, _)| !keys.contains(key)).collect();
    let all: Vec<(&CardKey, &Card)> =
        own.iter().map(|(key, card)| (key, *card)).chain(known.iter().map(|(key, card)| (key, card))).collect();
    let cards: Vec<&Card> = all.iter().map(|(_, card)| *card).collect();
    let found = relations(&cards, |card| card < own.len());
    let groups = siblings(cards.len(), &found);
    let another = |at: usize| Another {
        key: all[at].0.clone(),
        question: cards[at].question.clone(),
        answer: cards[at].answer.clone().unwrap_or_default(),
    };
    let mut loose = Vec::with_capacity(own.len());
    for (number, (key, card)) in own.iter().enumerate() {
        let group = groups[number];
        let mut alike = Alike { siblings: group.map(|first| first as i64), ..Alike::default() };
        let mut shown = Card::clone(card);
        for relation in found.iter().filter(|relation| relation.card == number) {
            let other = relation.found.card;
            match relation.kind {
                Kind::Question => {
                    alike.question_of = Some(all[other].0.clone());
                    (shown.question, shown.derived) = (cards[other].question.clone(), false);
                }
                Kind::Answer => alike.answered_by = Some(another(other)),
                Kind::FollowUp(place) => alike.follow_ups.push((place, all[other].0.clone())),
                Kind::Same => {}
            }
        }
        if group.is_some() {
            let others = (0..cards.len()).filter(|&other| other != number && groups[other] == group);
            alike.other_answers = others.map(another).collect();
        }
        loose.push(Loose { key: key.clone(), card: shown, alike });
    }
    Ok(loose)
}
