//! What the bank has to cover: each question of the five pages has its card, and the counts that were promised are there.

#[path = "support/asked.rs"]
mod asked;
#[path = "support/bank.rs"]
mod bank;

use asked::ASKED;
use qbank::bank::{Card, Level};
use std::collections::{BTreeMap, BTreeSet};

/// An item with its page and its number there.
fn place(item: &str) -> (&str, usize) {
    let (page, index) = item.split_once('.').expect("an item is a page and a number");
    (page, index.parse().expect("the number is one"))
}

/// Whether its page answers or lists it; otherwise the prose implies it.
fn is_asked(item: &str) -> bool {
    place(item) <= ("004", 40)
}

#[test]
fn whatever_the_pages_answer_or_list_has_an_answered_card() {
    let cards = bank::cards();
    for (item, words, ids) in ASKED.iter().filter(|(item, _, _)| is_asked(item)) {
        for id in ids.split(' ') {
            assert!(cards.iter().any(|card| card.id == id && card.is_answered()), "{item}, {words}: no card {id}");
        }
    }
}

#[test]
fn whatever_their_prose_implies_has_a_card_or_a_slot() {
    let slots: BTreeSet<String> = bank::slots().into_iter().map(|slot| slot[0].clone()).collect();
    for (item, words, ids) in ASKED.iter().filter(|(item, _, _)| !is_asked(item)) {
        for id in ids.split(' ') {
            assert!(slots.contains(id), "{item}, {words}: no slot {id}");
        }
    }
}

#[test]
fn every_item_stands_in_the_table_once() {
    let places: Vec<(&str, usize)> = ASKED.iter().map(|(item, _, _)| place(item)).collect();
    let counted = [("000", 15), ("001", 4), ("002", 9), ("003", 32), ("004", 94)];
    let expected: Vec<(&str, usize)> =
        counted.into_iter().flat_map(|(page, count)| (1..=count).map(move |index| (page, index))).collect();
    assert_eq!(places, expected);
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_table_holds_every_item_of_the_inventory() {
    let inventory = std::fs::read_to_string(bank::shared("seeds/INVENTORY.json")).expect("the inventory is there");
    let inventory: serde_json::Value = serde_json::from_str(&inventory).expect("the inventory is JSON");
    let items = inventory["items"].as_array().expect("the inventory lists items");
    let mut missing: BTreeSet<String> = ASKED.iter().map(|(item, _, _)| (*item).to_owned()).collect();
    for item in items {
        let name = format!("{}.{}", &item["file"].as_str().expect("an item has a file")[..3], item["index"]);
        let implied = item["kind"].as_str().is_some_and(|kind| kind.starts_with("implied"));
        assert!(missing.remove(&name), "the table lacks {name}");
        assert_eq!(is_asked(&name), !implied, "{name}");
    }
    assert!(missing.is_empty(), "no page asks {missing:?}");
}

#[track_caller]
fn check_count(what: &str, count: usize, promised: usize) {
    assert!(count >= promised, "{count} {what}, and {promised} are promised");
}

#[test]
fn the_bank_has_the_cards_that_were_promised() {
    let cards = bank::cards();
    let count = |has: fn(&Card) -> bool| cards.iter().filter(|card| has(card)).count();
    check_count("cards", cards.len(), 120);
    check_count("beginner cards", count(|card| card.level == Some(Level::Beginner)), 32);
    check_count("intermediate cards", count(|card| card.level == Some(Level::Intermediate)), 57);
    check_count("advanced cards", count(|card| card.level == Some(Level::Advanced)), 31);
    check_count("full cards", count(bank::is_full), 80);
    check_count("cards with code that runs", count(bank::runs_code), 60);
    check_count("cards to predict", count(|card| !card.predict.is_empty()), 45);
    check_count("cards with options", count(|card| card.options.is_some()), 90);
}

#[test]
fn every_topic_has_a_third_of_its_slots() {
    let cards = bank::cards();
    let mut topics: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for slot in bank::slots() {
        let (filled, of) = topics.entry(format!("{} cards", slot[2])).or_default();
        *filled += usize::from(cards.iter().any(|card| card.id == slot[0]));
        *of += 1;
    }
    assert_eq!(topics.len(), 37);
    for (topic, (filled, of)) in topics {
        check_count(&topic, filled, of.div_ceil(3));
    }
}
