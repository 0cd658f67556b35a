//! An inverted index over the words of cards: how much of a text each card covers, and the other way round. It must not know
//! what counts as a match.

use super::parts::{PART_BITS, Part, QUESTION, is_core, strength, texts};
use super::query::{LATER_CLAUSE, Query};
use super::words::{clauses, words_of_run};
use crate::bank::Card;
use std::collections::HashMap;

/// Added to every total, in units of the rarest word: a question of one word is never covered whole, or else "How do class
/// decorators work?" would be the same as "What is a decorator?".
const DOUBT: f32 = 0.4;

/// What one card and a query have in common. Every share runs from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shares {
    /// Of the query's words, those that the card has.
    pub covered: f32,
    /// Of the card's question (or of a follow-up that it answers), the words that the query has.
    pub asked: f32,
    /// The cosine between the query and the card's question, answer and key points.
    pub cosine: f32,
    /// Of what the query's sentences begin with, the words that the card's question has.
    pub subject: f32,
}

/// One question that a card answers: its own, or a follow-up with an answer.
#[derive(Debug)]
struct Ask {
    card: u32,
    /// The weights of its words, added up.
    total: f32,
}

/// Cards are numbered by the order in which they were added.
#[derive(Debug, Default)]
pub struct Index {
    numbers: HashMap<String, u32>,
    /// What was folded already, while cards come in: the same runs come again and again.
    runs: HashMap<String, Vec<u32>>,
    /// For each word its cards: the number, and in the low bits the part that it stands in.
    cards_of: Vec<Vec<u32>>,
    /// For each word its asks: the number times two, plus one if it stands in a later clause.
    asks_of: Vec<Vec<u32>>,
    asks: Vec<Ask>,
    /// For each card the words of its question, answer and key points, as in `cards_of`.
    strong: Vec<Vec<u32>>,
    /// For each card the length of the vector of its strong words.
    lengths: Vec<f32>,
    /// For each card its own question among the asks; `None` for a card that is not known.
    own: Vec<Option<u32>>,
    rarity: Vec<f32>,
}

impl Index {
    /// A card that is not known takes a number and is never found.
    pub fn add(&mut self, card: &Card, is_known: bool) {
        let number = self.own.len() as u32;
        if !is_known {
            self.own.push(None);
            self.strong.push(Vec::new());
            return;
        }
        let mut strong = Vec::new();
        for (part, text) in texts(card) {
            for run in text.split_whitespace() {
                for word in self.numbers_of_run(run) {
                    let cards = &mut self.cards_of[word as usize];
                    // The strongest part comes first, so what stands there stays.
                    if cards.last().is_some_and(|entry| entry >> PART_BITS == number) {
                        continue;
                    }
                    cards.push(number << PART_BITS | part);
                    if is_core(part) {
                        strong.push(word << PART_BITS | part);
                    }
                }
            }
        }
        self.strong.push(strong);
        self.own.push(Some(self.asks.len() as u32));
        self.ask(number, &card.question);
        for follow_up in card.follow_ups.iter().filter(|follow_up| follow_up.answer.is_some()) {
            self.ask(number, &follow_up.question);
        }
    }

    fn ask(&mut self, card: u32, question: &str) {
        let ask = self.asks.len() as u32;
        for (at, clause) in clauses(question).into_iter().enumerate() {
            for word in clause {
                let word = self.number(word);
                let asks = &mut self.asks_of[word as usize];
                if asks.last().is_none_or(|entry| entry >> 1 != ask) {
                    asks.push(ask << 1 | u32::from(at > 0));
                }
            }
        }
        self.asks.push(Ask { card, total: 0.0 });
    }

    fn numbers_of_run(&mut self, run: &str) -> Vec<u32> {
        if let Some(numbers) = self.runs.get(run) {
            return numbers.clone();
        }
        let numbers: Vec<u32> = words_of_run(run).into_iter().map(|word| self.number(word)).collect();
        self.runs.insert(run.to_owned(), numbers.clone());
        numbers
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.cards_of.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.cards_of.push(Vec::new());
            self.asks_of.push(Vec::new());
        }
        number
    }

    /// To be called once, when all cards are in: rarity, and what follows from it.
    pub fn finish(&mut self) {
        self.runs = HashMap::new();
        let cards = self.own.iter().flatten().count() as f32;
        let rarity = |with: f32| (1.0 + (cards + 0.5) / (with + 0.5)).ln();
        let rarest = rarity(0.0);
        self.rarity = self.cards_of.iter().map(|cards| rarity(cards.len() as f32) / rarest).collect();
        for (word, asks) in self.asks_of.iter().enumerate() {
            for &entry in asks {
                self.asks[(entry >> 1) as usize].total += self.rarity[word] * clause_weight(entry);
            }
        }
        let length = |strong: &Vec<u32>| strong.iter().map(|&entry| self.weight(entry).powi(2)).sum::<f32>().sqrt();
        self.lengths = self.strong.iter().map(length).collect();
    }

    /// The weight of an entry of `strong`.
    fn weight(&self, entry: u32) -> f32 {
        let (word, part) = split(entry);
        self.rarity[word] * strength(part)
    }

    /// Words that no known card has are as rare as can be.
    fn rarity_of(&self, word: Option<usize>) -> f32 {
        word.map_or(1.0, |word| self.rarity[word])
    }

    /// The words with their numbers and with weights that rarity has changed.
    fn weighted(&self, words: &[(String, f32)]) -> Vec<(Option<usize>, f32)> {
        let weighted = |(word, weight): &(String, f32)| {
            let number = self.numbers.get(word).map(|&number| number as usize);
            (number, weight * self.rarity_of(number))
        };
        words.iter().map(weighted).collect()
    }

    /// The shares of every card that has a word of the query, by its number; cards that share nothing stay at 0.
    pub fn shares(&self, query: &Query, follow_ups_count: bool) -> Vec<Shares> {
        let mut shares = vec![Shares::default(); self.own.len()];
        let mut asked = vec![0.0; self.asks.len()];
        let weighted = self.weighted(query.words());
        for &(word, weight) in &weighted {
            let Some(word) = word else { continue };
            let rarity = self.rarity[word];
            for &entry in &self.cards_of[word] {
                let (card, part) = split(entry);
                shares[card].covered += weight * strength(part);
                if is_core(part) {
                    shares[card].cosine += weight * rarity * strength(part);
                }
            }
            for &entry in &self.asks_of[word] {
                asked[(entry >> 1) as usize] += clause_weight(entry) * rarity.min(weight);
            }
        }
        let subjects = self.weighted(query.subjects());
        for &(word, weight) in &subjects {
            for &entry in word.iter().flat_map(|&word| &self.cards_of[word]) {
                if let (card, QUESTION) = split(entry) {
                    shares[card].subject += weight;
                }
            }
        }
        let total = |weighted: &[(Option<usize>, f32)]| weighted.iter().map(|(_, weight)| weight).sum::<f32>() + DOUBT;
        let (covered_total, subject_total) = (total(&weighted), total(&subjects));
        let length = weighted.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        for (share, card_length) in shares.iter_mut().zip(&self.lengths) {
            share.covered /= covered_total;
            share.subject /= subject_total;
            if share.cosine > 0.0 {
                share.cosine /= length * card_length;
            }
        }
        for (number, (ask, hits)) in self.asks.iter().zip(asked).enumerate() {
            let card = ask.card as usize;
            if hits > 0.0 && (follow_ups_count || self.own[card] == Some(number as u32)) {
                let share = hits / (ask.total + DOUBT);
                shares[card].asked = shares[card].asked.max(share);
            }
        }
        shares
    }

    /// The cosine between the strong words of two known cards.
    pub fn cosine_between(&self, one: usize, other: usize) -> f32 {
        let of_other: HashMap<usize, f32> =
            self.strong[other].iter().map(|&entry| (split(entry).0, self.weight(entry))).collect();
        let product: f32 = self.strong[one]
            .iter()
            .filter_map(|&entry| of_other.get(&split(entry).0).map(|weight| self.weight(entry) * weight))
            .sum();
        if product > 0.0 { product / (self.lengths[one] * self.lengths[other]) } else { 0.0 }
    }

    /// The words of a question, each once; `None` is a word that no known card has.
    pub fn question_words(&self, question: &str) -> Vec<Option<usize>> {
        self.weighted(Query::question(question).words()).into_iter().map(|(word, _)| word).collect()
    }

    /// The words of a known card's question.
    pub fn own_words(&self, card: usize) -> Vec<Option<usize>> {
        let words = self.strong[card].iter().map(|&entry| split(entry));
        words.filter(|&(_, part)| part == QUESTION).map(|(word, _)| Some(word)).collect()
    }

    /// How many words the question, the answer and the key points of a known card have.
    pub fn core_words(&self, card: usize) -> usize {
        self.strong[card].len()
    }

    /// The geometric mean of what each of two questions has of the other.
    pub fn asked_between(&self, one: &[Option<usize>], other: &[Option<usize>]) -> f32 {
        let total = |words: &[Option<usize>]| words.iter().map(|&word| self.rarity_of(word)).sum::<f32>() + DOUBT;
        let common = one.iter().filter(|word| word.is_some() && other.contains(word));
        let common: f32 = common.map(|&word| self.rarity_of(word)).sum();
        common / (total(one) * total(other)).sqrt()
    }
}

/// The card or word of an entry, and the part.
fn split(entry: u32) -> (usize, Part) {
    ((entry >> PART_BITS) as usize, entry & ((1 << PART_BITS) - 1))
}

fn clause_weight(entry: u32) -> f32 {
    if entry & 1 == 0 { 1.0 } else { LATER_CLAUSE }
}
