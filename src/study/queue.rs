//! Which card comes next. It must not know the clock or the screen.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::{IndexedRandom, SliceRandom};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// A missed card comes back after at least this many others, where there are so many.
const NEAREST: usize = 4;

/// A missed card comes back after at most this many others.
const FARTHEST: usize = 8;

/// A card's contrast partner follows a miss within this many cards.
const PARTNER_WITHIN: usize = 5;

/// One card's turn to be asked; cards are positions in the list that the queue was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    pub card: usize,
    /// It was missed in this run and comes back.
    pub again: bool,
    /// It follows a missed partner, so that nothing may push it away.
    held: bool,
}

/// The turns still to come. The same seed and the same calls give the same order on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    upcoming: VecDeque<Turn>,
    topics: Arc<[Option<usize>]>,
    random: Xoshiro256PlusPlus,
}

impl Queue {
    /// Every card once, in random order with the topics mixed. `None` is a card of no known topic, alike to no other.
    pub fn mixed(topics: &[Option<&str>], seed: u64) -> Queue {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let topics = numbered(topics);
        let mut shuffled: Vec<usize> = (0..topics.len()).collect();
        shuffled.shuffle(&mut random);
        let upcoming =
            apart(shuffled, &topics).into_iter().map(|card| Turn { card, again: false, held: false }).collect();
        Queue { upcoming, topics, random }
    }

    /// Every card once, in the order given; the seed serves the cards that come back.
    pub fn in_order(topics: &[Option<&str>], seed: u64) -> Queue {
        let topics = numbered(topics);
        let upcoming = (0..topics.len()).map(|card| Turn { card, again: false, held: false }).collect();
        Queue { upcoming, topics, random: Xoshiro256PlusPlus::seed_from_u64(seed) }
    }

    pub fn take_next(&mut self) -> Option<Turn> {
        self.upcoming.pop_front()
    }

    /// The next turn of one card, out of its order.
    pub fn take_card(&mut self, card: usize) -> Option<Turn> {
        let place = self.upcoming.iter().position(|turn| turn.card == card)?;
        self.upcoming.remove(place)
    }

    pub fn put_first(&mut self, turn: Turn) {
        self.upcoming.push_front(turn);
    }

    pub fn upcoming(&self) -> impl ExactSizeIterator<Item = &Turn> {
        self.upcoming.iter()
    }

    /// How many of the turns to come are missed cards that come back.
    pub fn coming_again(&self) -> usize {
        self.upcoming.iter().filter(|turn| turn.again).count()
    }

    /// Puts a missed card back behind four to eight others, or behind all where fewer are left.
    pub fn bring_back(&mut self, card: usize) {
        let farthest = FARTHEST.min(self.upcoming.len());
        // Behind those that come back already: none of them may be pushed past its eighth card.
        let behind_others = self.upcoming.iter().rposition(|turn| turn.again).map_or(0, |last| last + 1);
        let nearest = NEAREST.max(behind_others).min(farthest);
        let topic = self.topics[card];
        let (mixing, clashing): (Vec<usize>, Vec<usize>) = (nearest..=farthest).partition(|&place| {
            let before = place.checked_sub(1).and_then(|before| self.topic_at(before));
            topic.is_none() || (before != topic && self.topic_at(place) != topic)
        });
        let places = if mixing.is_empty() { clashing } else { mixing };
        let place = places.choose(&mut self.random).copied().unwrap_or(farthest);
        self.upcoming.insert(place, Turn { card, again: true, held: false });
    }

    /// Lets cards that get confused with a missed one follow it within five cards, where they are still to come.
    ///
    /// Each trades places with a card asked for the first time, so that nothing that comes back is moved. Where all five
    /// places are taken by such cards, the partner gets the first place behind them.
    pub fn pull_forward(&mut self, partners: &[usize]) {
        for &partner in partners {
            let Some(from) = self.upcoming.iter().position(|turn| turn.card == partner && !turn.again) else {
                continue;
            };
            let to = if from < PARTNER_WITHIN { from } else { self.place_for(partner, from) };
            self.upcoming.swap(from, to);
            self.upcoming[to].held = true;
        }
    }

    fn place_for(&self, partner: usize, from: usize) -> usize {
        let free = |place: &usize| !self.upcoming[*place].again && !self.upcoming[*place].held;
        let clashes = |place: &usize| {
            let neighbours = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
            neighbours.filter(|&neighbour| self.same_topic(partner, neighbour)).count()
        };
        let near = (0..PARTNER_WITHIN).filter(free).min_by_key(clashes);
        near.or_else(|| (PARTNER_WITHIN..from).find(free)).unwrap_or(from)
    }

    fn topic_at(&self, place: usize) -> Option<usize> {
        self.upcoming.get(place).and_then(|turn| self.topics[turn.card])
    }

    fn same_topic(&self, card: usize, place: usize) -> bool {
        self.topics[card].is_some() && self.topics[card] == self.topic_at(place)
    }
}

/// Topics as small numbers, which are quick to compare and to count.
fn numbered(topics: &[Option<&str>]) -> Arc<[Option<usize>]> {
    let mut numbers = BTreeMap::new();
    topics
        .iter()
        .map(|topic| {
            topic.map(|topic| {
                let next = numbers.len();
                *numbers.entry(topic).or_insert(next)
            })
        })
        .collect()
}

/// Keeps the order where it can, and takes no two neighbours of one topic where that can be avoided.
fn apart(mut cards: Vec<usize>, topics: &[Option<usize>]) -> Vec<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for topic in topics.iter().flatten() {
        *counts.entry(*topic).or_default() += 1;
    }
    let mut order = Vec::with_capacity(cards.len());
    let mut last = None;
    while !cards.is_empty() {
        let differs = |card: &usize| topics[*card].is_none() || topics[*card] != last;
        // A topic with more than half of what is left has to come now, or it meets itself at the end.
        let pressing = counts.iter().find(|&(&topic, &count)| 2 * count > cards.len() && Some(topic) != last);
        let place = match pressing {
            Some((&topic, _)) => cards.iter().position(|&card| topics[card] == Some(topic)),
            None => cards.iter().position(differs),
        };
        let card = cards.remove(place.unwrap_or(0));
        last = topics[card];
        if let Some(count) = last.and_then(|topic| counts.get_mut(&topic)) {
            *count -= 1;
        }
        order.push(card);
    }
    order
}

#[cfg(test)]
mod tests;
