//! An inverted index over the words of cards: how much of a text each card covers, and the other way round. It must not know
//! what counts as a match.

use super::words::{clauses, words};
use crate::bank::Card;
use std::collections::HashMap;
use std::iter;

/// How much a word says about a card, by the part it stands in: a question names its subject, an example wanders.
/// What the bank's own authors say in other words (`Said`) stays out: it tests this module.
const STRENGTHS: [f32; 5] = [1.0, 0.85, 0.75, 0.5, 0.25];
const QUESTION: u32 = 0;
const ANSWER: u32 = 1;
const KEY_POINTS: u32 = 2;
const EXPLANATION: u32 = 3;
const REST: u32 = 4;

/// The words after the first clause of a question, as in "…, and where are its limits?", name its subject less often.
const LATER_CLAUSE: f32 = 0.5;

/// Added to every total, in units of the rarest word: a question of one word is never covered whole, or else "How do class
/// decorators work?" would be the same as "What is a decorator?".
const DOUBT: f32 = 0.4;

/// The words of a text with their weights, each once; `None` is a word that no known card has.
#[derive(Debug, Default)]
pub struct Query {
    words: Vec<(Option<u32>, f32)>,
    subjects: Vec<(Option<u32>, f32)>,
    seen: HashMap<String, usize>,
}

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
    /// For each word its cards: the number times eight, plus the part that it stands in.
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
        let mut parts: HashMap<u32, u32> = HashMap::new();
        let mut strong = Vec::new();
        for (part, text) in texts(card) {
            for word in words(text) {
                let word = self.number(word);
                if parts.contains_key(&word) {
                    continue;
                }
                parts.insert(word, part);
                self.cards_of[word as usize].push(number << 3 | part);
                if part <= KEY_POINTS {
                    strong.push(word << 3 | part);
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
        let mut seen = Vec::new();
        for (at, clause) in clauses(question).into_iter().enumerate() {
            for word in clause {
                let word = self.number(word);
                if !seen.contains(&word) {
                    seen.push(word);
                    self.asks_of[word as usize].push(ask << 1 | u32::from(at > 0));
                }
            }
        }
        self.asks.push(Ask { card, total: 0.0 });
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
        let cards = self.own.iter().flatten().count() as f32;
        let rarity = |with: f32| (1.0 + (cards + 0.5) / (with + 0.5)).ln();
        let rarest = rarity(0.0);
        self.rarity = self.cards_of.iter().map(|cards| rarity(cards.len() as f32) / rarest).collect();
        for (word, asks) in self.asks_of.iter().enumerate() {
            for &entry in asks {
                self.asks[(entry >> 1) as usize].total += self.rarity[word] * clause_weight(entry);
            }
        }
        let length = |strong: &Vec<u32>| strong.iter().map(|&entry| self.strength(entry).powi(2)).sum::<f32>().sqrt();
        self.lengths = self.strong.iter().map(length).collect();
    }

    /// The weight of an entry of `strong`.
    fn strength(&self, entry: u32) -> f32 {
        self.rarity[(entry >> 3) as usize] * STRENGTHS[(entry & 7) as usize]
    }

    /// Adds a word to a query; of two weights for one word the larger stays.
    pub fn add_to(&self, query: &mut Query, word: String, weight: f32) {
        if let Some(&at) = query.seen.get(&word) {
            let before = &mut query.words[at].1;
            *before = before.max(weight);
            return;
        }
        query.words.push((self.numbers.get(&word).copied(), weight));
        query.seen.insert(word, query.words.len() - 1);
    }

    /// Adds a word that is what the query is about.
    pub fn add_subject(&self, query: &mut Query, word: String, weight: f32) {
        query.subjects.push((self.numbers.get(&word).copied(), weight));
    }

    /// A question as a query: its later clauses weigh less.
    pub fn question(&self, text: &str) -> Query {
        let mut query = Query::default();
        for (at, clause) in clauses(text).into_iter().enumerate() {
            for word in clause {
                self.add_to(&mut query, word, if at == 0 { 1.0 } else { LATER_CLAUSE });
            }
        }
        query
    }

    /// A card's question, answer and key points as a query, weighted as the known cards are.
    pub fn card(&self, card: &Card) -> Query {
        let mut query = Query::default();
        for (part, text) in texts(card).filter(|(part, _)| *part <= KEY_POINTS) {
            for word in words(text) {
                self.add_to(&mut query, word, STRENGTHS[part as usize]);
            }
        }
        query
    }

    /// The shares of every card that has a word of the query, by its number; cards that share nothing stay at 0.
    pub fn shares(&self, query: &Query, follow_ups_count: bool) -> Vec<Shares> {
        let mut shares = vec![Shares::default(); self.own.len()];
        let mut asked = vec![0.0; self.asks.len()];
        let mut length = 0.0;
        for &(word, weight) in &query.words {
            let Some(word) = word else {
                length += weight * weight;
                continue;
            };
            let rarity = self.rarity[word as usize];
            let weight = weight * rarity;
            length += weight * weight;
            for &entry in &self.cards_of[word as usize] {
                let (card, part) = ((entry >> 3) as usize, entry & 7);
                let strength = STRENGTHS[part as usize];
                shares[card].covered += weight * strength;
                if part <= KEY_POINTS {
                    shares[card].cosine += weight * rarity * strength;
                }
            }
            for &entry in &self.asks_of[word as usize] {
                asked[(entry >> 1) as usize] += clause_weight(entry) * rarity.min(weight);
            }
        }
        let subjects = self.total(&query.subjects) + DOUBT;
        for &(word, weight) in &query.subjects {
            let Some(word) = word else { continue };
            let of_question = self.cards_of[word as usize].iter().filter(|&&entry| entry & 7 == QUESTION);
            for &entry in of_question {
                shares[(entry >> 3) as usize].subject += weight * self.rarity[word as usize] / subjects;
            }
        }
        let total = self.total(&query.words) + DOUBT;
        let length = length.sqrt();
        for (card, share) in shares.iter_mut().enumerate() {
            share.covered /= total;
            if share.cosine > 0.0 {
                share.cosine /= length * self.lengths[card];
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

    fn total(&self, words: &[(Option<u32>, f32)]) -> f32 {
        words.iter().map(|(word, weight)| weight * word.map_or(1.0, |word| self.rarity[word as usize])).sum()
    }

    /// The cosine between the strong words of two known cards.
    pub fn cosine_between(&self, one: usize, other: usize) -> f32 {
        let of_other: HashMap<u32, u32> = self.strong[other].iter().map(|&entry| (entry >> 3, entry)).collect();
        let product: f32 = self.strong[one]
            .iter()
            .filter_map(|&entry| of_other.get(&(entry >> 3)).map(|&twin| self.strength(entry) * self.strength(twin)))
            .sum();
        if product > 0.0 { product / (self.lengths[one] * self.lengths[other]) } else { 0.0 }
    }

    /// The words of a question, each once; `None` is a word that no known card has.
    pub fn question_words(&self, question: &str) -> Vec<Option<u32>> {
        self.question(question).words.into_iter().map(|(word, _)| word).collect()
    }

    /// The words of a known card's question.
    pub fn own_words(&self, card: usize) -> Vec<Option<u32>> {
        self.strong[card].iter().filter(|&&entry| entry & 7 == QUESTION).map(|&entry| Some(entry >> 3)).collect()
    }

    /// The geometric mean of what each of two questions has of the other.
    pub fn asked_between(&self, one: &[Option<u32>], other: &[Option<u32>]) -> f32 {
        let weight = |word: &Option<u32>| word.map_or(1.0, |word| self.rarity[word as usize]);
        let total = |words: &[Option<u32>]| words.iter().map(weight).sum::<f32>() + DOUBT;
        let common: f32 = one.iter().filter(|word| word.is_some() && other.contains(word)).map(weight).sum();
        common / (total(one) * total(other)).sqrt()
    }
}

fn clause_weight(entry: u32) -> f32 {
    if entry & 1 == 0 { 1.0 } else { LATER_CLAUSE }
}

/// The texts of a card with the part they belong to, the strongest part first.
fn texts(card: &Card) -> impl Iterator<Item = (u32, &str)> {
    let rest = card.example.iter().chain(&card.scenario);
    let rest =
        rest.chain(card.mistakes.iter().flat_map(|mistake| iter::once(&mistake.claim).chain(&mistake.correction)));
    let rest = rest.chain(card.follow_ups.iter().flat_map(|asked| iter::once(&asked.question).chain(&asked.answer)));
    let points = card.key_points.iter().map(|point| &point.text);
    iter::once((QUESTION, &card.question))
        .chain(card.answer.iter().map(|answer| (ANSWER, answer)))
        .chain(points.map(|point| (KEY_POINTS, point)))
        .chain(card.explanation.iter().map(|explanation| (EXPLANATION, explanation)))
        .chain(rest.map(|text| (REST, text)))
        .map(|(part, text)| (part, text.as_str()))
}
