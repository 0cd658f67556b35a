//! What likeness found about a card, as studying uses it: its siblings, where its question is from, who answers it. It must
//! not know how likeness is measured.

use super::event::CardKey;
use crate::bank::likeness::relations::{Kind, Relation, relations};
use crate::bank::{Card, Origin};

/// Empty where nothing was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alike {
    /// Siblings have the same number; two of them never meet in one session.
    pub siblings: Option<i64>,
    /// The card whose question this one answers, where it came without a question of its own.
    pub question_of: Option<CardKey>,
    /// Other answers to the same question.
    pub other_answers: Vec<Another>,
    /// The card that answers this question, which came without an answer.
    pub answered_by: Option<Another>,
    /// The cards that answer follow-ups, with the follow-ups' positions.
    pub follow_ups: Vec<(usize, CardKey)>,
}

/// Another card with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Another {
    pub key: CardKey,
    pub question: String,
    pub answer: String,
}

impl Alike {
    /// The answers of other cards: to this very question first.
    pub fn answers(&self) -> impl Iterator<Item = &Another> {
        self.answered_by.iter().chain(&self.other_answers)
    }

    /// The card that answers the follow-up at this position.
    pub fn follow_up(&self, place: usize) -> Option<&CardKey> {
        self.follow_ups.iter().find(|(at, _)| *at == place).map(|(_, key)| key)
    }
}

/// One match, as a report names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    pub key: CardKey,
    /// Where the card stands.
    pub origin: Option<Origin>,
    pub kind: Kind,
    /// What was looked up: a question, or an answer.
    pub text: String,
    pub other: CardKey,
    pub other_question: String,
    /// From 0 to 1.
    pub score: f32,
    /// The best card that asks something else, and its score.
    pub runner_up: Option<(CardKey, f32)>,
}

/// All matches of the cards that `asks` chooses, among cards that are held in no library.
pub fn related(cards: &[(CardKey, &Card)], asks: impl Fn(usize) -> bool) -> Vec<Related> {
    let texts: Vec<&Card> = cards.iter().map(|(_, card)| *card).collect();
    let name = |Relation { card, kind, found }: Relation| {
        let ((key, card), (other, other_card)) = (&cards[card], &cards[found.card]);
        Related {
            key: key.clone(),
            origin: card.origin.clone(),
            kind,
            text: looked_up(card, kind),
            other: other.clone(),
            other_question: other_card.question.clone(),
            score: found.score,
            runner_up: found.runner_up.map(|(rival, score)| (cards[rival].0.clone(), score)),
        }
    };
    relations(&texts, asks).into_iter().map(name).collect()
}

/// What a card was looked up by.
pub fn looked_up(card: &Card, kind: Kind) -> String {
    let text = match kind {
        Kind::Question => card.answer.as_deref(),
        Kind::Answer | Kind::Same => Some(card.question.as_str()),
        Kind::FollowUp(place) => card.follow_ups.get(place).map(|follow_up| follow_up.question.as_str()),
    };
    text.unwrap_or_default().to_owned()
}
