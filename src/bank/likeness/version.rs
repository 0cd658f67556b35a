//! Whether one card is another version of a second, as when a page's typo was mended: both are about the same words. It must
//! not know any third card.

use super::words::words;
use crate::bank::Card;

/// From here on two cards of one source are one card. Mended pages keep nine words in ten; different cards on one topic share
/// less than half.
pub const SAME_CARD: f32 = 0.6;

/// An answer is longer and changes less at once than its question.
const ANSWER: f32 = 0.65;

/// A card's words in order of the alphabet, to be held against those of others.
#[derive(Debug)]
pub struct Words {
    /// None where the question was made of the answer.
    question: Option<Vec<String>>,
    answer: Option<Vec<String>>,
}

impl Words {
    pub fn of(card: &Card) -> Words {
        let sorted = |text: &str| {
            let mut words = words(text);
            words.sort_unstable();
            words
        };
        Words {
            question: (!card.derived).then(|| sorted(&card.question)),
            answer: card.answer.as_deref().filter(|_| card.is_answered()).map(sorted),
        }
    }

    /// How much both share, from 0 to 1: Dice's coefficient over the words of question and answer. What only one of them has is
    /// not compared.
    pub fn shared(&self, other: &Words) -> f32 {
        let pair = |one: &Option<Vec<String>>, two: &Option<Vec<String>>| {
            one.as_ref().zip(two.as_ref()).map(|(one, two)| dice(one, two))
        };
        match (pair(&self.question, &other.question), pair(&self.answer, &other.answer)) {
            (Some(question), Some(answer)) => ANSWER * answer + (1.0 - ANSWER) * question,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => 0.0,
        }
    }
}

/// Twice the common part over the whole; both lists are sorted.
fn dice(one: &[String], two: &[String]) -> f32 {
    let (mut at, mut common) = (0, 0_usize);
    for word in one {
        while two.get(at).is_some_and(|other| other < word) {
            at += 1;
        }
        if two.get(at) == Some(word) {
            common += 1;
            at += 1;
        }
    }
    let all = one.len() + two.len();
    if all == 0 { 0.0 } else { 2.0 * common as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: [&str; 2], two: [&str; 2], same: bool) {
        let words = |[question, answer]: [&str; 2]| {
            let answer = (!answer.is_empty()).then(|| answer.to_owned());
            let derived = question.is_empty();
            Words::of(&Card { question: question.to_owned(), answer, derived, ..Card::default() })
        };
        let shared = words(one).shared(&words(two));
        assert_eq!(shared >= SAME_CARD, same, "{one:?} {two:?}: {shared}");
        assert_eq!(shared, words(two).shared(&words(one)));
    }

    const QUEUE: &str = "A queue hands out the oldest item first, and a stack the newest.";

    #[test]
    fn a_mended_card_is_the_same_card_and_a_neighbour_is_not() {
        check(["What is a queue?", QUEUE], ["What is a queue?", QUEUE], true);
        check(["What is a queu?", QUEUE], ["What is a queue?", QUEUE], true);
        check(["", "A queue hands out the oldest itme first and a stack the newest."], ["", QUEUE], true);
        check(["", QUEUE], ["What is a queue?", QUEUE], true);
        check(["How does a queue hand out items?", ""], ["How does a queue hand out its items?", ""], true);
        check(["What is a queue?", QUEUE], ["What is a tree?", "Each node has at most two children."], false);
        check(["What is a queue?", ""], ["What is a stack?", ""], false);
        check(
            ["What is a queue?", QUEUE],
            ["What is a queue?", "Something that was rewritten from the first word."],
            false,
        );
        check(["What is it?", ""], ["What is it?", ""], false);
        check(["", ""], ["", ""], false);
    }
}
