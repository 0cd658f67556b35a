//! Whether the options of all cards give their keys away to somebody who knows nothing. It must not know the subject.

use super::prose::folded_words;
use super::{Scope, Vocabulary};
use crate::bank::{Card, Options};
use std::collections::BTreeSet;

/// So many standard deviations from chance are chance.
const DEVIATIONS: f64 = 2.0;

/// A way of guessing: a number for every option, the key first; the highest is taken.
type Score = fn(&Options) -> Vec<f64>;

/// How often a way of guessing hits the key, beside what chance would hit.
#[derive(Debug, Default)]
struct Tally {
    cards: usize,
    /// A tie between k options counts as 1/k.
    hits: f64,
    expected: f64,
    variance: f64,
}

impl Tally {
    /// Guesses the option that scores best on every card that has options; the key is option 0.
    fn of(cards: &[&Card], score: Score) -> Tally {
        let mut tally = Tally::default();
        for options in cards.iter().filter_map(|card| card.options.as_ref()) {
            let scores = score(options);
            let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            // Scores are sums of few terms: this close is a tie.
            let ties = scores.iter().filter(|&&one| best - one < 1e-9).count();
            if best - scores[0] < 1e-9 {
                tally.hits += 1.0 / ties as f64;
            }
            let chance = 1.0 / scores.len() as f64;
            tally.cards += 1;
            tally.expected += chance;
            tally.variance += chance * (1.0 - chance);
        }
        tally
    }

    /// Standard deviations above chance.
    fn z(&self) -> f64 {
        if self.variance > 0.0 { (self.hits - self.expected) / self.variance.sqrt() } else { 0.0 }
    }
}

fn texts(options: &Options) -> Vec<&str> {
    let distractors = options.distractors.iter().map(|distractor| distractor.text.as_str());
    std::iter::once(options.key.as_str()).chain(distractors).collect()
}

fn lengths(options: &Options) -> Vec<f64> {
    texts(options).iter().map(|text| text.chars().count() as f64).collect()
}

fn shortness(options: &Options) -> Vec<f64> {
    lengths(options).iter().map(|length| -length).collect()
}

pub fn key_length(cards: &[&Card], _: &Vocabulary) -> Vec<(Scope, String)> {
    let ways: [(&str, Score); 2] = [("longest", lengths), ("shortest", shortness)];
    let mut found = Vec::new();
    for (which, score) in ways {
        let tally = Tally::of(cards, score);
        let z = tally.z();
        if z.abs() >= DEVIATIONS {
            let (hits, cards, expected) = (tally.hits, tally.cards, tally.expected);
            let message = format!(
                "the key is the {which} option on {hits:.1} of {cards} cards, chance is {expected:.1}: z = {z:.2}, \
                 |z| below {DEVIATIONS} is asked; level the options"
            );
            found.push((Scope::Bank, message));
        }
    }
    found
}

/// A guesser that knows what test writers do: the key is long, repeats the stem, and shares most with the other options.
pub fn guesser(cards: &[&Card], _: &Vocabulary) -> Vec<(Scope, String)> {
    let tally = Tally::of(cards, clues);
    if tally.z() <= DEVIATIONS {
        return Vec::new();
    }
    let most = tally.expected + DEVIATIONS * tally.variance.sqrt();
    let message = format!(
        "a guesser by length, overlap with the stem and convergence finds {:.1} keys of {}, at most {most:.1}; word \
         distractors as full and as near to the stem as keys",
        tally.hits, tally.cards
    );
    vec![(Scope::Bank, message)]
}

/// The three clues, each scaled so that its best option has 1 and its worst 0.
fn clues(options: &Options) -> Vec<f64> {
    let words: Vec<BTreeSet<String>> = texts(options).iter().map(|text| content(text)).collect();
    let stem = content(options.ask.as_deref().unwrap_or_default());
    let overlap: Vec<f64> = words.iter().map(|words| words.intersection(&stem).count() as f64).collect();
    let convergence: Vec<f64> = (0..words.len())
        .map(|one| {
            let others = (0..words.len()).filter(|&other| other != one);
            others.map(|other| words[one].intersection(&words[other]).count() as f64).sum()
        })
        .collect();
    let mut sums = vec![0.0; words.len()];
    for clue in [lengths(options), overlap, convergence] {
        let best = clue.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let worst = clue.iter().copied().fold(f64::INFINITY, f64::min);
        for (sum, one) in sums.iter_mut().zip(clue) {
            *sum += if best > worst { (one - worst) / (best - worst) } else { 0.0 };
        }
    }
    sums
}

/// Words of four letters and more: shorter ones are in every option.
fn content(text: &str) -> BTreeSet<String> {
    folded_words(text).filter(|word| word.chars().count() >= 4).collect()
}
