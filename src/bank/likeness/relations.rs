//! All that likeness finds among cards: whose question an answer is the answer to, which card answers a question, and who
//! asks the same. It must not know where the cards are kept.

use super::{Known, Match};
use crate::bank::Card;

/// What a card has to do with the one that was found for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The card came without a question, and answers that of the other.
    Question,
    /// The card came without an answer, and the other has one.
    Answer,
    /// The other answers this follow-up, by its position.
    FollowUp(usize),
    /// Both ask the same, and each has its own answer.
    Same,
}

/// One match; cards are positions among those that were compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relation {
    pub card: usize,
    pub kind: Kind,
    pub found: Match,
}

/// Looks up the cards that `asks` chooses among all of them. What links itself already (a follow-up with a card or an answer)
/// is not looked up.
pub fn relations(cards: &[&Card], asks: impl Fn(usize) -> bool) -> Vec<Relation> {
    let known = Known::new(cards.iter().copied());
    let mut relations = Vec::new();
    for (number, card) in cards.iter().enumerate().filter(|(number, _)| asks(*number)) {
        let mut add = |kind, found: Option<Match>| {
            relations.extend(found.map(|found| Relation { card: number, kind, found }));
        };
        match &card.answer {
            Some(answer) if card.derived => add(Kind::Question, known.question_for(answer)),
            _ if card.is_answered() => add(Kind::Same, known.same_as(card, Some(number))),
            _ => add(Kind::Answer, known.answer_for(&card.question, Some(number))),
        }
        for (place, follow_up) in card.follow_ups.iter().enumerate() {
            if follow_up.card.is_none() && follow_up.answer.is_none() {
                add(Kind::FollowUp(place), known.answer_for(&follow_up.question, Some(number)));
            }
        }
    }
    relations
}

/// For each of `count` cards its first sibling, the card itself included; `None` for a card that has no sibling. Cards are
/// siblings where one asks the same as the other, or answers its question, and so are the siblings of both.
pub fn siblings(count: usize, relations: &[Relation]) -> Vec<Option<usize>> {
    let mut leads: Vec<usize> = (0..count).collect();
    fn lead(leads: &[usize], mut card: usize) -> usize {
        while leads[card] != card {
            card = leads[card];
        }
        card
    }
    for Relation { card, kind, found } in relations {
        if matches!(kind, Kind::Question | Kind::Same) {
            let (one, other) = (lead(&leads, *card), lead(&leads, found.card));
            leads[one.max(other)] = one.min(other);
        }
    }
    let found: Vec<usize> = (0..count).map(|card| lead(&leads, card)).collect();
    let mut sizes = vec![0_usize; count];
    found.iter().for_each(|&lead| sizes[lead] += 1);
    found.into_iter().map(|lead| (sizes[lead] > 1).then_some(lead)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::FollowUp;

    fn card(question: &str, answer: &str, derived: bool) -> Card {
        let answer = (!answer.is_empty()).then(|| answer.to_owned());
        Card { question: question.to_owned(), answer, derived, ..Card::default() }
    }

    const STACK: &str =
        "A stack gives back the newest item first, a queue the oldest item. A queue is served at the other end.";

    fn cards() -> Vec<Card> {
        let mut linked = card("What is a binary tree?", "Each node has two children at most.", false);
        let ask = |question: &str, card: Option<&str>| FollowUp {
            question: question.to_owned(),
            card: card.map(str::to_owned),
            answer: None,
            unknown: Default::default(),
        };
        linked.follow_ups = vec![
            ask("How does a stack differ from a queue?", Some("ELSEWHERE-1")),
            ask("How does a stack differ from a queue?", None),
        ];
        vec![
            card("What is the difference between a stack and a queue?", STACK, false),
            card("Explain: A stack gives …", "A stack hands out the newest item first; a queue the oldest item.", true),
            card("When is a stack better than a queue?", "", false),
            linked,
            card("How does a stack differ from a queue?", STACK, false),
            card("Explain: Soil is …", "Soil is dug in autumn, and raked in spring.", true),
        ]
    }

    fn found(cards: &[Card], asks: impl Fn(usize) -> bool) -> Vec<(usize, Kind, usize)> {
        let cards: Vec<&Card> = cards.iter().collect();
        relations(&cards, asks).iter().map(|relation| (relation.card, relation.kind, relation.found.card)).collect()
    }

    #[test]
    fn each_card_is_looked_up_as_what_it_lacks() {
        let found = found(&cards(), |_| true);
        for expected in [(0, Kind::Same, 4), (1, Kind::Question, 0), (3, Kind::FollowUp(1), 0), (4, Kind::Same, 0)] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        assert!(found.iter().all(|(card, kind, _)| *card != 5 && *kind != Kind::FollowUp(0)), "{found:?}");
    }

    #[test]
    fn only_the_chosen_cards_are_looked_up() {
        let found = found(&cards(), |card| card == 1);
        assert_eq!(found, [(1, Kind::Question, 0)]);
    }

    #[test]
    fn siblings_of_siblings_are_siblings() {
        let relation =
            |card, kind, other| Relation { card, kind, found: Match { card: other, score: 1.0, runner_up: None } };
        let relations = [
            relation(3, Kind::Same, 1),
            relation(1, Kind::Question, 2),
            relation(0, Kind::Answer, 4),
            relation(5, Kind::FollowUp(0), 1),
        ];
        assert_eq!(siblings(6, &relations), [None, Some(1), Some(1), Some(1), None, None]);
        assert_eq!(siblings(0, &[]), []);
    }
}
