//! What is looked up: the words of a text, each once, with their weights. It must not know the known cards.

use super::parts::{is_core, strength, texts};
use super::words::{clauses, first_sentence, subjects, words};
use crate::bank::Card;
use std::collections::HashMap;

/// The words after the first clause of a question, as in "…, and where are its limits?", name its subject less often.
pub const LATER_CLAUSE: f32 = 0.5;

/// An answer says what it is about in its first sentence.
const FIRST_SENTENCE: f32 = 1.3;

/// And the first thing that it names is what it was asked about.
const FIRST_SUBJECT: f32 = 2.0;

#[derive(Debug, Default)]
pub struct Query {
    words: Vec<(String, f32)>,
    subjects: Vec<(String, f32)>,
    places: HashMap<String, usize>,
}

impl Query {
    pub fn answer(answer: &str) -> Query {
        let mut query = Query::default();
        let (first, rest) = first_sentence(answer);
        for (text, weight) in [(first, FIRST_SENTENCE), (rest, 1.0)] {
            words(text).into_iter().for_each(|word| query.add(word, weight));
        }
        let weights = [FIRST_SUBJECT].into_iter().chain(std::iter::repeat(1.0));
        query.subjects = subjects(answer).into_iter().zip(weights).collect();
        query
    }

    pub fn question(question: &str) -> Query {
        let mut query = Query::default();
        for (at, clause) in clauses(question).into_iter().enumerate() {
            let weight = if at == 0 { 1.0 } else { LATER_CLAUSE };
            clause.into_iter().for_each(|word| query.add(word, weight));
        }
        query
    }

    /// A card's question, answer and key points, weighted as those of the known cards are.
    pub fn card(card: &Card) -> Query {
        let mut query = Query::default();
        for (part, text) in texts(card).filter(|(part, _)| is_core(*part)) {
            words(text).into_iter().for_each(|word| query.add(word, strength(part)));
        }
        query
    }

    /// Of two weights for one word the larger stays.
    fn add(&mut self, word: String, weight: f32) {
        if let Some(&place) = self.places.get(&word) {
            let before = &mut self.words[place].1;
            *before = before.max(weight);
        } else {
            self.places.insert(word.clone(), self.words.len());
            self.words.push((word, weight));
        }
    }

    /// Each word once, in the order of the text.
    pub fn words(&self) -> &[(String, f32)] {
        &self.words
    }

    /// What the sentences of an answer begin with; empty for all else.
    pub fn subjects(&self) -> &[(String, f32)] {
        &self.subjects
    }
}
