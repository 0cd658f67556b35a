//! What each card's answers say of it: how often it was right, and which cards are the hardest. It must not know how they are shown.

use super::{Answer, Dated};
use crate::bank::Level;
use crate::study::event::{CardKey, Confidence, Verdict};
use crate::study::ranking::ranked;
use std::cmp::Ordering;
use std::collections::HashMap;

/// So many of the hardest cards are named.
const HARDEST: usize = 20;

/// A card as its answers show it.
#[derive(Debug, Clone, PartialEq)]
pub struct CardScore {
    pub key: CardKey,
    pub question: String,
    pub topic: Option<String>,
    pub level: Option<Level>,
    /// Of its first answers in a run, so many were right.
    pub right: usize,
    pub answers: usize,
    /// So many of them were wrong though the person was sure.
    pub sure_but_wrong: usize,
    /// How it was answered last, repeats included.
    pub last: Verdict,
    /// It is in the library, and its page has it still.
    pub current: bool,
}

/// One for each card that was answered, in the order of the first answers.
pub fn cards(answers: &[Dated]) -> Vec<CardScore> {
    let mut places: HashMap<&CardKey, usize> = HashMap::new();
    let mut cards: Vec<CardScore> = Vec::new();
    for Dated { answer, current, .. } in answers {
        let Answer { key, question, topic, level, attempt } = answer;
        let place = *places.entry(key).or_insert_with(|| {
            cards.push(CardScore {
                key: key.clone(),
                question: question.clone(),
                topic: topic.clone(),
                level: *level,
                right: 0,
                answers: 0,
                sure_but_wrong: 0,
                last: attempt.verdict,
                current: *current,
            });
            cards.len() - 1
        });
        let card = &mut cards[place];
        card.last = attempt.verdict;
        if attempt.first {
            card.answers += 1;
            card.right += usize::from(attempt.verdict == Verdict::Right);
            let was_sure = attempt.confidence == Some(Confidence::Sure);
            card.sure_but_wrong += usize::from(was_sure && attempt.verdict == Verdict::Wrong);
        }
    }
    cards
}

/// The cards that were not always right and can be read: those first about which the person was sure and wrong, then those
/// with the smallest share of right answers.
pub fn hardest(cards: &[CardScore]) -> Vec<CardScore> {
    let hard: Vec<&CardScore> = cards.iter().filter(|card| card.current && card.right < card.answers).collect();
    let hardest = ranked(hard, |one, other| {
        let sure = other.sure_but_wrong.cmp(&one.sure_but_wrong);
        sure.then_with(|| weakness(one, other)).then_with(|| one.key.cmp(&other.key))
    });
    hardest.into_iter().take(HARDEST).cloned().collect()
}

/// Never right in three answers is harder than never right in one: each share is taken as if one more answer had been right
/// and one more wrong. Shares are compared crosswise, so that equal ones are equal.
fn weakness(one: &CardScore, other: &CardScore) -> Ordering {
    ((one.right + 1) * (other.answers + 2)).cmp(&((other.right + 1) * (one.answers + 2)))
}

#[cfg(test)]
mod tests {
    use super::{cards, hardest};
    use crate::study::statistics::samples::dated;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = hardest(&cards(&dated(text)))
            .into_iter()
            .map(|card| {
                format!(
                    "{} {} of {}, {} sure, {:?}",
                    card.key.id, card.right, card.answers, card.sure_but_wrong, card.last
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cards_that_were_always_right_or_are_gone_are_not_hard() {
        check("", &[]);
        check("a right; a right; b wrong gone", &[]);
    }

    #[test]
    fn the_smaller_the_share_of_right_answers_the_harder() {
        check(
            "a wrong; b wrong; b wrong; c wrong; c right; d partly; d right; d right",
            &[
                "b 0 of 2, 0 sure, Wrong",
                "a 0 of 1, 0 sure, Wrong",
                "c 1 of 2, 0 sure, Right",
                "d 2 of 3, 0 sure, Right",
            ],
        );
    }

    #[test]
    fn what_a_person_was_sure_of_and_wrong_about_comes_first() {
        check(
            "a wrong; a wrong; b right; b wrong sure choice; c partly sure",
            &["b 1 of 2, 1 sure, Wrong", "a 0 of 2, 0 sure, Wrong", "c 0 of 1, 0 sure, Partly"],
        );
    }

    #[test]
    fn repeats_count_for_the_last_verdict_alone() {
        check("a wrong; a repeat wrong; a repeat right", &["a 0 of 1, 0 sure, Right"]);
    }

    #[test]
    fn so_many_cards_are_named_at_most() {
        let text: Vec<String> = (0..30).map(|number| format!("c{number:02} wrong")).collect();
        assert_eq!(hardest(&cards(&dated(&text.join(";")))).len(), 20);
    }
}
