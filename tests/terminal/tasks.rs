//! Five tasks as a new person does them at 80 by 24, from `qbank` alone, with the keys read off the screen: each takes at most
//! half as many keys again as the fewest that could do it.

use crate::home::Home;
use crate::open;
use crate::runner::{ENTER, ESC, Runner, TAB};
use serde_json::Value;

/// A hand that presses only what the screen names, and counts.
struct Hand {
    runner: Runner,
    keys: usize,
}

impl Hand {
    #[track_caller]
    fn at(home: &Home) -> Hand {
        let mut runner = open(home, &[]);
        runner.wait_until_taken();
        Hand { runner, keys: 0 }
    }

    /// Presses a key, once the screen says what it does.
    #[track_caller]
    fn reads(&mut self, said: &str, key: &str) -> &mut Hand {
        self.runner.wait_for(said).press(key);
        self.keys += 1;
        self
    }

    #[track_caller]
    fn types(&mut self, text: &str) -> &mut Hand {
        for letter in text.chars() {
            self.runner.press(&letter.to_string());
            self.keys += 1;
        }
        self
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Hand {
        self.runner.wait_for(text);
        self
    }

    #[track_caller]
    fn took_at_most_half_as_many_again_as(&self, fewest: usize) {
        assert!(2 * self.keys <= 3 * fewest, "{} keys, and {fewest} would do", self.keys);
    }
}

/// The beginning of a text as a line of a screen shows it.
fn beginning(text: &Value) -> String {
    text.as_str().unwrap_or_default().replace('`', "").chars().take(24).collect()
}

#[test]
fn reading_all_answers_with_a_tag() {
    let home = Home::new();
    let bank = home.json(["export", "tag:asyncio"]);
    let cards = bank["cards"].as_array().expect("a bank has cards");
    let mut hand = Hand::at(&home);
    hand.reads("b browse", "b").reads("/ search", "/").types("as").reads("tab tag:asyncio", TAB);
    hand.sees("/ tag:asyncio").reads("enter to the list", ENTER).reads("enter open", ENTER);
    for (number, card) in cards.iter().enumerate() {
        hand.sees(&beginning(&card["question"])).sees(&beginning(&card["answer"]));
        if number + 1 < cards.len() {
            hand.reads("n p next", "n");
        }
    }
    assert!(cards.len() >= 4, "else this says little");
    // Browse, to the filters, twice back to the tags, choose the first, to the list, open; and on.
    hand.took_at_most_half_as_many_again_as(7 + cards.len() - 1);
    assert_eq!(home.attempts(), 0, "reading is no answering");
}

#[test]
fn seeing_how_many_cards_each_technology_and_level_has_and_clearing_the_filter() {
    let home = Home::new();
    let counts = home.json(["tags", "--json"]);
    let mut hand = Hand::at(&home);
    hand.reads("b browse", "b").reads("h l panes", "h").reads("enter choose", ENTER).sees("showing");
    for kind in ["technologies", "levels"] {
        for facet in counts[kind].as_array().expect("a list") {
            let Some(name) = facet["name"].as_str() else { continue };
            let name = if kind == "levels" { name[1..].to_owned() } else { name.chars().take(18).collect() };
            hand.sees(&name);
            let all = facet["cards"].to_string();
            let screen = hand.runner.screen();
            let line = screen.lines().find(|line| line.split_once('│').is_some_and(|(left, _)| left.contains(&name)));
            // Of the technologies each still has all its cards: that one of them was chosen takes none off the others.
            let counted = line.and_then(|line| line.split('│').next()?.split_whitespace().last().map(str::to_owned));
            assert!(kind == "levels" || counted == Some(all), "{name} on\n{screen}");
        }
    }
    hand.reads("C clear", "C").runner.wait_for_no("showing");
    hand.took_at_most_half_as_many_again_as(4);
}

/// Types words until the card about lost updates is the first of the list.
fn find_lost_updates(hand: &mut Hand) {
    hand.reads("b browse", "b").reads("/ search", "/");
    for typed in 1..="lost update".len() {
        if hand.runner.screen().contains("▸ Two asyncio tasks share") {
            break;
        }
        hand.types(&"lost update"[typed - 1..typed]).sees(&format!("/ {}", &"lost update"[..typed])).sees("showing");
    }
    hand.sees("▸ Two asyncio tasks share a counter");
}

#[test]
fn finding_a_card_by_words() {
    let home = Home::new();
    let mut hand = Hand::at(&home);
    find_lost_updates(&mut hand);
    hand.reads("enter to the list", ENTER).reads("enter open", ENTER).sees("Yes. One thread removes parallel");
    // `b`, `/`, `lost`, and twice Enter.
    hand.took_at_most_half_as_many_again_as(8);
}

#[test]
fn asking_only_what_is_on_the_list() {
    let home = Home::new();
    let mut hand = Hand::at(&home);
    hand.reads("b browse", "b").reads("/ search", "/").types("lost upd").sees("/ lost upd").sees("showing");
    let found = home.json(["list", "--json", "lost upd"]).as_array().map_or(0, Vec::len);
    hand.sees(&format!("showing {found}")).reads("enter to the list", ENTER).reads("z quiz", "z");
    hand.sees(&format!("1 of {found}"));
    hand.took_at_most_half_as_many_again_as(12);
}

#[test]
fn coming_back_from_a_followed_link() {
    let home = Home::new();
    let mut hand = Hand::at(&home);
    hand.reads("b browse", "b").reads("enter open", ENTER).reads("enter related", ENTER);
    hand.sees("related cards").reads("enter open", ENTER).sees("esc: back to").reads("esc back", ESC);
    hand.sees("related cards").runner.wait_for_no("esc: back to");
    hand.took_at_most_half_as_many_again_as(5);
}
