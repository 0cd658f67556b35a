//! What other cards a card leads to: its follow-ups, what to know first, what it gets confused with, and what asks the same. It
//! must not know whether those cards exist.

use super::event::CardKey;
use super::session::Question;

/// How another card belongs to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    FollowUp,
    Need,
    Contrast,
    /// It answers the question, or asks the same.
    Sibling,
}

/// A card as another one names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// By an id alone: of the same source, or shipped.
    Id(String),
    Key(CardKey),
}

/// The cards that `question` leads to, in the order in which a reader asks for them.
pub fn ties(question: &Question) -> Vec<(Tie, Named)> {
    let Question { card, alike, .. } = question;
    let mut ties = Vec::new();
    for (place, follow_up) in card.follow_ups.iter().enumerate() {
        let written = follow_up.card.clone().map(Named::Id);
        let found = || alike.follow_up(place).cloned().map(Named::Key);
        ties.extend(written.or_else(found).map(|named| (Tie::FollowUp, named)));
    }
    ties.extend(card.needs.iter().map(|id| (Tie::Need, Named::Id(id.clone()))));
    ties.extend(card.contrast.iter().map(|id| (Tie::Contrast, Named::Id(id.clone()))));
    let siblings = alike.question_of.iter().chain(alike.answers().map(|other| &other.key));
    ties.extend(siblings.map(|key| (Tie::Sibling, Named::Key(key.clone()))));
    ties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Card;
    use crate::study::alike::Alike;
    use crate::study::progress::Progress;
    use serde_json::json;

    #[test]
    fn a_card_leads_to_what_it_names_and_to_what_is_like_it() {
        let card: Card = serde_json::from_value(json!({"id": "A-1", "question": "What?", "needs": ["A-2"], "contrast": ["A-3"],
            "follow_ups": [{"question": "And?", "card": "A-4"}, {"question": "Then?"}, {"question": "Why?", "answer": "So."}]}))
        .expect("a card");
        let key = |id: &str| CardKey { source: "page".to_owned(), id: id.to_owned() };
        let alike = Alike { question_of: Some(key("B-1")), follow_ups: vec![(1, key("B-2"))], ..Alike::default() };
        let question = Question { key: key("A-1"), card, progress: Progress::default(), alike };
        let id = |id: &str| Named::Id(id.to_owned());
        assert_eq!(
            ties(&question),
            [
                (Tie::FollowUp, id("A-4")),
                (Tie::FollowUp, Named::Key(key("B-2"))),
                (Tie::Need, id("A-2")),
                (Tie::Contrast, id("A-3")),
                (Tie::Sibling, Named::Key(key("B-1"))),
            ]
        );
    }
}
