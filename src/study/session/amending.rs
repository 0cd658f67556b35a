//! A card that was edited while its session runs. It must not know how it was edited.

use super::{Question, Session};
use crate::bank::Card;
use std::cell::OnceCell;

impl Session {
    /// Puts the new text of a card in the place of the old one. False where that cannot be done in the middle of a run: with
    /// other points, options or code, what was ticked and offered would not fit it any more.
    pub fn amend(&mut self, question: &Question) -> bool {
        let Some(place) = self.questions.iter().position(|held| held.key == question.key) else { return false };
        if !is_of_same_parts(&self.questions[place].card, &question.card) {
            return false;
        }
        self.questions[place].card = question.card.clone();
        self.covered[place] = OnceCell::new();
        true
    }
}

fn is_of_same_parts(one: &Card, other: &Card) -> bool {
    let musts = |card: &Card| card.key_points.iter().map(|point| point.must).collect::<Vec<bool>>();
    let mistakes = |card: &Card| card.mistakes.len();
    musts(one) == musts(other)
        && mistakes(one) == mistakes(other)
        && one.options == other.options
        && one.predict == other.predict
        && one.code == other.code
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, Timestamp};
    use super::*;
    use crate::bank::KeyPoint;
    use crate::study::alike::Alike;
    use crate::study::event::CardKey;
    use crate::study::progress::Progress;
    use crate::study::ways::Ways;

    fn question(id: &str, answer: &str, points: usize) -> Question {
        let point = KeyPoint { must: true, text: answer.to_owned(), cues: Vec::new(), unknown: Default::default() };
        let (id, answer) = (id.to_owned(), Some(answer.to_owned()));
        let card = Card { id: id.clone(), answer, key_points: vec![point; points], ..Card::default() };
        let key = CardKey { source: "page".to_owned(), id };
        Question { key, card, progress: Progress::default(), alike: Alike::default() }
    }

    #[test]
    fn the_text_of_a_card_changes_in_the_middle_of_a_run_and_its_parts_do_not() {
        let settings = Settings {
            session: "run".to_owned(),
            limit_ms: None,
            per_card_ms: 1,
            strict: false,
            ways: Ways::Mixed,
            seed: 1,
        };
        let mut session = Session::in_order(settings, vec![question("A", "old", 2)], Timestamp(0));
        session.reveal(None, Timestamp(0));
        let answer = |session: &Session| session.current().and_then(|question| question.card.answer.clone());
        for (id, points, amended) in [("A", 2, true), ("A", 1, false), ("B", 2, false)] {
            assert_eq!(session.amend(&question(id, &format!("new {points} of {id}"), points)), amended);
            assert_eq!(answer(&session).as_deref(), Some("new 2 of A"));
        }
    }
}
