//! Likeness: an answer finds the question of the known card most like it, a question the card that answers it, a card the
//! card that asks the same. Words are compared, never meaning, so every match needs a score and a margin, and none is better
//! than a wrong one. It must not know pages or the library.

mod index;
mod parts;
mod query;
pub mod relations;
mod silent;
pub mod version;
mod words;

use crate::bank::Card;
use index::{Index, Shares};
use query::Query;

/// What was found. Cards are numbered by the order in which they were given to [`Known::new`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    pub card: usize,
    /// From 0 to 1.
    pub score: f32,
    /// The best card that does not ask much the same as `card`; another answer to the same question is no rival.
    pub runner_up: Option<(usize, f32)>,
}

impl Match {
    /// How far the score stands out from the runner-up's, which counts at least `silence`.
    fn margin(&self, silence: f32) -> f32 {
        self.score - self.runner_up.map_or(0.0, |(_, score)| score).max(silence)
    }
}

/// One kind of look-up: how the shares of a query and a card make a score, and from where on a match is sure.
///
/// Weights and bars were searched for on the shipped cards and the pages, each also with its right cards taken away: as many
/// right matches as can be had while none is wrong, and while without a right card fewer than 1 look-up in 20 still finds one
/// (`tests/likeness.rs`). What such a look-up finds is a neighbour on the same topic; a higher bar loses right matches faster
/// than wrong ones.
struct Measure {
    covered: f32,
    asked: f32,
    cosine: f32,
    subject: f32,
    /// Below 1, so that a share counts by its order of magnitude: 0.1 against 0.2 says nearly as much as 0.4 against 0.8.
    power: f32,
    /// A runner-up counts at least this much: where no other card comes near, the known ones say little about the topic at all.
    silence: f32,
    /// How much of the margin is added to the score before it is held against the bar.
    margin: f32,
    bar: f32,
}

impl Measure {
    fn score(&self, shares: Shares) -> f32 {
        let weighted = |weight: f32, share: f32| if share > 0.0 { weight * share.powf(self.power) } else { 0.0 };
        weighted(self.covered, shares.covered)
            + weighted(self.asked, shares.asked)
            + weighted(self.cosine, shares.cosine)
            + weighted(self.subject, shares.subject)
    }

    fn admits(&self, found: &Match) -> bool {
        let margin = found.margin(self.silence);
        margin >= LEAST_MARGIN && found.score + self.margin * margin >= self.bar
    }
}

/// Two candidates nearer than this are equals, however high they score.
const LEAST_MARGIN: f32 = 0.02;

/// An answer is long and meets an answer, so the cosine tells most; what its sentences begin with is what was asked about.
const ANSWER: Measure = Measure {
    covered: 0.125,
    asked: 0.21,
    cosine: 0.47,
    subject: 0.195,
    power: 0.7,
    silence: 0.25,
    margin: 0.2,
    bar: 0.512,
};

/// An answer that begins with nothing that any known question asks about is judged by the rest of its words.
const UNNAMED_ANSWER: Measure = Measure { covered: 0.46, asked: 0.0, cosine: 0.54, subject: 0.0, ..ANSWER };

/// Below this share of its subjects in every known question an answer counts as unnamed.
const NAMED: f32 = 0.15;

/// What a question asks has to be covered, and above all the card's question has to be about it. A question is short, so that
/// one shared word weighs much: it has to stand out further.
const QUESTION: Measure =
    Measure { covered: 0.4, asked: 0.58, cosine: 0.02, subject: 0.0, power: 0.7, silence: 0.3, margin: 1.0, bar: 0.73 };

/// From here on two cards ask the same, whatever else is known: no two cards on neighbouring topics come nearer than 0.40.
const SURELY_SAME: f32 = 0.42;

/// From here on they do if each of them stands out for the other by [`APART`].
const SAME: f32 = 0.26;
const APART: f32 = 0.1;

/// Of a card with fewer words one that it shares says too much.
const BRIEF: usize = 15;

/// Cards this near are no rivals of each other: one of them is found, and it may be either.
const KIN: f32 = 0.235;

/// Cards below this cosine are not compared further: what their answers say has nothing in common.
const NEAR: f32 = 0.05;

/// An answer of fewer words says too little: "Business to business" would be about any card with a word of it.
const ENOUGH_WORDS: usize = 5;

/// As many rivals are compared with the best, to tell those that ask the same.
const RIVALS: usize = 16;

/// The cards with an explicit question, ready to be looked up.
///
/// Building takes time in proportion to their text; a look-up reads the entries of the words it has, and one number per card.
#[derive(Debug)]
pub struct Known<'a> {
    cards: Vec<&'a Card>,
    index: Index,
}

impl<'a> Known<'a> {
    /// Cards whose question is derived are numbered too, but never found.
    pub fn new(cards: impl Iterator<Item = &'a Card>) -> Known<'a> {
        let cards: Vec<&Card> = cards.collect();
        let mut index = Index::default();
        for card in &cards {
            index.add(card, !card.derived);
        }
        index.finish();
        Known { cards, index }
    }

    /// The card whose question this text answers.
    pub fn question_for(&self, answer: &str) -> Option<Match> {
        let query = Query::answer(answer);
        let (measure, found) = self.judge(&query);
        found.filter(|found| query.words().len() >= ENOUGH_WORDS && measure.admits(found))
    }

    /// The best candidate for [`Known::question_for`], whether or not it is sure enough.
    pub fn nearest_question_for(&self, answer: &str) -> Option<Match> {
        self.judge(&Query::answer(answer)).1
    }

    /// The card that answers this question. A follow-up passes its own card as `asked_by`: it asks for more than that says.
    pub fn answer_for(&self, question: &str, asked_by: Option<usize>) -> Option<Match> {
        self.nearest_answer_for(question, asked_by).filter(|found| QUESTION.admits(found))
    }

    /// The best candidate for [`Known::answer_for`], whether or not it is sure enough.
    pub fn nearest_answer_for(&self, question: &str, asked_by: Option<usize>) -> Option<Match> {
        let shares = self.index.shares(&Query::question(question), true);
        let may_be = |card: usize| self.cards[card].is_answered() && Some(card) != asked_by;
        self.best(scores(&shares, &QUESTION, may_be))
    }

    /// The answered card that asks the same thing as this answered card; `except` is the number of the card itself, if it is
    /// known. Unless both are very near, each has to be the other's only candidate: cards on one topic lie close together, and
    /// then none is the sibling of any.
    pub fn same_as(&self, card: &Card, except: Option<usize>) -> Option<Match> {
        let found = self.nearest_same_as(card, except)?;
        let stands_out = |rival: Option<(usize, f32)>| found.score - rival.map_or(0.0, |(_, score)| score) >= APART;
        let is_brief = Query::card(card).words().len().min(self.index.core_words(found.card)) < BRIEF;
        let stand_out_for_each_other = || stands_out(found.runner_up) && stands_out(self.rival_of(found.card, except));
        let is_same = found.score >= SURELY_SAME || (found.score >= SAME && !is_brief && stand_out_for_each_other());
        is_same.then_some(found)
    }

    /// What comes nearest to a known card, apart from the card of this number and what asks the same as that.
    fn rival_of(&self, known: usize, number: Option<usize>) -> Option<(usize, f32)> {
        let nearest = self.nearest_same_as(self.cards[known], Some(known))?;
        let is_kin = number == Some(nearest.card) || self.are_kin(number.unwrap_or(known), nearest.card);
        if is_kin { nearest.runner_up } else { Some((nearest.card, nearest.score)) }
    }

    /// The best candidate for [`Known::same_as`], whether or not it is sure enough.
    pub fn nearest_same_as(&self, card: &Card, except: Option<usize>) -> Option<Match> {
        if !card.is_answered() {
            return None;
        }
        let shares = self.index.shares(&Query::card(card), false);
        let question = self.index.question_words(&card.question);
        let scores = shares.iter().enumerate().map(|(other, shares)| {
            let may_be = shares.cosine >= NEAR && self.cards[other].is_answered() && Some(other) != except;
            let asked = || self.index.asked_between(&question, &self.index.own_words(other));
            if may_be { sameness(asked(), shares.cosine) } else { 0.0 }
        });
        self.best(scores.collect())
    }

    /// The best question for an answer, and the measure that fits it.
    fn judge(&self, answer: &Query) -> (&'static Measure, Option<Match>) {
        let shares = self.index.shares(answer, false);
        let is_named = shares.iter().any(|shares| shares.subject >= NAMED);
        let measure = if is_named { &ANSWER } else { &UNNAMED_ANSWER };
        (measure, self.best(scores(&shares, measure, |_| true)))
    }

    /// The highest score, and the highest among the cards that do not ask the same. Of equals the earlier card wins.
    fn best(&self, scores: Vec<f32>) -> Option<Match> {
        let mut order: Vec<usize> = (0..scores.len()).filter(|&card| scores[card] > 0.0).collect();
        let by_score = |one: &usize, other: &usize| scores[*other].total_cmp(&scores[*one]).then(one.cmp(other));
        if order.len() > RIVALS {
            order.select_nth_unstable_by(RIVALS, by_score);
            order.truncate(RIVALS + 1);
        }
        order.sort_by(by_score);
        let (&card, rivals) = order.split_first()?;
        let kin = self.kin_of(card, rivals);
        let runner_up = rivals.iter().find(|rival| !kin.contains(rival));
        Some(Match { card, score: scores[card], runner_up: runner_up.map(|&rival| (rival, scores[rival])) })
    }

    /// Those of the rivals that ask the same as the card, or the same as one of these.
    fn kin_of(&self, card: usize, rivals: &[usize]) -> Vec<usize> {
        let mut kin = vec![card];
        let mut at = 0;
        while let Some(&one) = kin.get(at) {
            let more: Vec<usize> =
                rivals.iter().copied().filter(|rival| !kin.contains(rival) && self.are_kin(one, *rival)).collect();
            kin.extend(more);
            at += 1;
        }
        kin
    }

    fn are_kin(&self, one: usize, other: usize) -> bool {
        let asked = self.index.asked_between(&self.index.own_words(one), &self.index.own_words(other));
        sameness(asked, self.index.cosine_between(one, other)) >= KIN
    }
}

fn scores(shares: &[Shares], measure: &Measure, may_be: impl Fn(usize) -> bool) -> Vec<f32> {
    let score = |(card, shares): (usize, &Shares)| if may_be(card) { measure.score(*shares) } else { 0.0 };
    shares.iter().enumerate().map(score).collect()
}

/// Two questions in each other's words are nearly enough; else the answers have to agree the more.
fn sameness(asked: f32, cosine: f32) -> f32 {
    0.4 * asked + 0.6 * cosine
}

#[cfg(test)]
mod tests;
