//! Rules about cards among cards: ids, likeness, links and tags. It must not know how one card is worded.

use super::prose::folded_words;
use super::{Place, Scope, Vocabulary};
use crate::bank::Card;
use crate::bank::section::Section;
use std::collections::{BTreeMap, BTreeSet};

/// Two cards whose shares of three-word runs reach this ask the same.
const TOO_LIKE: f64 = 0.25;

/// This share of the follow-ups links to a card.
const LINKED: f64 = 0.60;

/// With a full blueprint this share of the cards is linked to.
const LINKED_TO: f64 = 0.90;

fn at(card: &Card, place: Place) -> Scope {
    Scope::Card { id: card.id.clone(), place }
}

/// Where a card stands, as far as it knows.
fn origin(card: &Card) -> String {
    card.origin.as_ref().map_or("another place".to_owned(), |origin| format!("{}:{}", origin.file, origin.line))
}

pub fn unique(cards: &[&Card], _: &Vocabulary) -> Vec<(Scope, String)> {
    let mut known: BTreeMap<&str, &Card> = BTreeMap::new();
    let mut found = Vec::new();
    for &card in cards {
        if let Some(first) = known.insert(&card.id, card) {
            let message = format!("the id {} stands in {} and in {}", card.id, origin(first), origin(card));
            found.push((at(card, Place::Id), message));
        }
    }
    found
}

pub fn duplicates(cards: &[&Card], _: &Vocabulary) -> Vec<(Scope, String)> {
    let shingles: Vec<BTreeSet<String>> = cards.iter().map(|card| shingles(card)).collect();
    let mut found = Vec::new();
    for (later, &card) in cards.iter().enumerate() {
        for (earlier, &other) in cards[..later].iter().enumerate() {
            let likeness = jaccard(&shingles[earlier], &shingles[later]);
            if likeness >= TOO_LIKE {
                let message = format!(
                    "question and answer are {likeness:.2} like those of {} (3-word runs), below {TOO_LIKE} is asked; \
                     word them apart or join the cards",
                    other.id
                );
                found.push((at(card, Place::Question), message));
            }
        }
    }
    found
}

/// The three-word runs of question and answer.
fn shingles(card: &Card) -> BTreeSet<String> {
    let text = format!("{} {}", card.question, card.answer.as_deref().unwrap_or_default());
    let words: Vec<String> = folded_words(&text).collect();
    words.windows(3).map(|run| run.join(" ")).collect()
}

fn jaccard(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// Nobody can learn two cards each before the other.
pub fn cycles(cards: &[&Card], _: &Vocabulary) -> Vec<(Scope, String)> {
    let needs: BTreeMap<&str, &Card> = cards.iter().map(|&card| (card.id.as_str(), card)).collect();
    let mut found = Vec::new();
    for &card in cards {
        if let Some(path) = way_back(card, &needs) {
            // Each cycle is told once, at its first id.
            if path.iter().min() == Some(&card.id.as_str()) {
                let message = format!("the cards need each other: {} -> {}; cut one", path.join(" -> "), card.id);
                found.push((at(card, Place::Line(Section::Links, "Needs")), message));
            }
        }
    }
    found
}

/// A way along `Needs` from a card back to itself.
fn way_back<'a>(card: &'a Card, cards: &BTreeMap<&str, &'a Card>) -> Option<Vec<&'a str>> {
    let mut seen = BTreeSet::new();
    let mut open = vec![vec![card.id.as_str()]];
    while let Some(path) = open.pop() {
        let last = path.last().and_then(|id| cards.get(id))?;
        for next in &last.needs {
            if *next == card.id {
                return Some(path);
            }
            if cards.contains_key(next.as_str()) && seen.insert(next.as_str()) {
                open.push(path.iter().copied().chain([next.as_str()]).collect());
            }
        }
    }
    None
}

pub fn linked(cards: &[&Card], vocabulary: &Vocabulary) -> Vec<(Scope, String)> {
    let mut found = Vec::new();
    let follow_ups: Vec<_> = cards.iter().flat_map(|card| &card.follow_ups).collect();
    let linked = follow_ups.iter().filter(|follow_up| follow_up.card.is_some()).count();
    if (linked as f64) < LINKED * follow_ups.len() as f64 {
        let message = format!(
            "{linked} of {} follow-ups link to a card, at least {:.0}% do; link more of them",
            follow_ups.len(),
            100.0 * LINKED
        );
        found.push((Scope::Bank, message));
    }
    // While slots are empty, the cards that will link here may not be written yet.
    if vocabulary.is_filled_by(cards) {
        let targets: BTreeSet<&str> = cards.iter().flat_map(|card| links(card)).collect();
        let reached = cards.iter().filter(|card| targets.contains(card.id.as_str())).count();
        if (reached as f64) < LINKED_TO * cards.len() as f64 {
            let message = format!(
                "{reached} of {} cards are linked to, at least {:.0}% are; link to the others",
                cards.len(),
                100.0 * LINKED_TO
            );
            found.push((Scope::Bank, message));
        }
    }
    found
}

fn links(card: &Card) -> impl Iterator<Item = &str> {
    let follow_ups = card.follow_ups.iter().filter_map(|follow_up| follow_up.card.as_ref());
    card.needs.iter().chain(&card.contrast).chain(follow_ups).map(String::as_str)
}

/// A tag on one card groups nothing.
pub fn lonely_tags(cards: &[&Card], _: &Vocabulary) -> Vec<(Scope, String)> {
    let mut users: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for &card in cards {
        for tag in &card.tags {
            users.entry(tag).or_default().push(card);
        }
    }
    let lonely = users.into_iter().filter_map(|(tag, cards)| match cards[..] {
        [card] => Some((tag, card)),
        _ => None,
    });
    lonely
        .map(|(tag, card)| {
            let message =
                format!("the tag {tag:?} is on this card alone, a tag is on at least 2; use it again or drop it");
            (at(card, Place::Line(Section::Links, "Tags")), message)
        })
        .collect()
}
