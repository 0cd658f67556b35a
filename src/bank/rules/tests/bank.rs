//! Every rule of the bank passes a bank that keeps it and fails one that breaks it. It must not know the shipped cards.

use super::*;
use crate::bank::{Distractor, Options};

/// What one rule finds in some cards.
#[track_caller]
fn check(rule: &str, cards: &[Card], lists: &Vocabulary, expected: &[(Scope, &str)]) {
    let cards: Vec<&Card> = cards.iter().collect();
    let found: Vec<Finding> = check_bank(&cards, lists).into_iter().filter(|one| one.rule == rule).collect();
    let told = found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|(one, (scope, message))| one.scope == *scope && one.message.contains(message));
    assert!(told, "{rule} should find {expected:#?}, but finds {found:#?}");
}

fn at(id: &str, place: Place) -> Scope {
    Scope::Card { id: id.into(), place }
}

fn named(id: &str) -> Card {
    Card { id: id.into(), ..Card::default() }
}

fn none() -> Vocabulary {
    Vocabulary::default()
}

#[test]
fn the_model_card_alone_keeps_the_rules_of_the_bank_but_for_its_tags_and_links() {
    let rules: Vec<&str> = check_bank(&[&model()], &vocabulary()).into_iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["linked", "lonely-tag", "lonely-tag", "lonely-tag", "lonely-tag"]);
}

#[test]
fn an_id_is_one_card_s() {
    check("unique", &[named("A-001"), named("A-002")], &none(), &[]);
    let mut again = named("A-001");
    again.origin = Some(crate::bank::Origin { file: "b.txt".into(), line: 7 });
    let message = "the id A-001 stands in another place and in b.txt:7";
    check("unique", &[named("A-001"), again], &none(), &[(at("A-001", Place::Id), message)]);
}

#[test]
fn cards_that_ask_the_same_are_told() {
    let card = |id: &str, question: &str| Card { question: question.into(), ..named(id) };
    let one = card("A-001", "one two three four five six seven");
    // Five runs each, two shared: 2/8.
    let like = card("A-002", "one two three four other words here");
    // One shared: 1/9.
    let unlike = card("A-003", "one two three other words stand here");
    let message = "0.25 like those of A-001";
    check("duplicates", &[one.clone(), like], &none(), &[(at("A-002", Place::Question), message)]);
    check("duplicates", &[one, unlike], &none(), &[]);
}

#[test]
fn needs_have_no_cycle() {
    let needs = |id: &str, needs: &[&str]| Card { needs: needs.iter().map(|&id| id.into()).collect(), ..named(id) };
    check("cycles", &[needs("A", &["B", "C"]), needs("B", &["C"]), needs("C", &["X"])], &none(), &[]);
    let message = "the cards need each other: A -> B -> C -> A";
    let cycle = [needs("Z", &["A"]), needs("C", &["A"]), needs("A", &["B"]), needs("B", &["C"])];
    check("cycles", &cycle, &none(), &[(at("A", NEEDS), message)]);
}

#[test]
fn most_follow_ups_link_to_a_card() {
    let linked = |linked: usize, all: usize| {
        let mut card = named("A-001");
        card.follow_ups =
            (0..all).map(|index| FollowUp { card: (index < linked).then(String::new), ..bare() }).collect();
        card
    };
    check("linked", &[linked(3, 5)], &none(), &[]);
    check("linked", &[linked(0, 0)], &none(), &[]);
    let message = "2 of 5 follow-ups link to a card, at least 60% do";
    check("linked", &[linked(2, 5)], &none(), &[(Scope::Bank, message)]);
}

#[test]
fn with_a_full_blueprint_most_cards_are_linked_to() {
    let head = "id\ttechnology\ttopic\tlevel\tsubject\tfile\n";
    let rows: String =
        ["A-001", "A-002"].iter().map(|id| format!("{id}\tPython\tasyncio\tBeginner\tawait\tdata/a.txt\n")).collect();
    let lists = Vocabulary::parse(&(head.to_owned() + &rows), "tag\tmeaning\n").expect("well formed");
    let mut first = named("A-001");
    first.contrast = vec!["A-002".into()];
    check("linked", &[first.clone()], &lists, &[]);
    let message = "1 of 2 cards are linked to, at least 90% are";
    check("linked", &[first.clone(), named("A-002")], &lists, &[(Scope::Bank, message)]);
    let back = Card { needs: vec!["A-001".into()], ..named("A-002") };
    check("linked", &[first, back], &lists, &[]);
}

#[test]
fn a_tag_is_on_two_cards() {
    let tagged = |id: &str, tags: &[&str]| Card { tags: tags.iter().map(|&tag| tag.into()).collect(), ..named(id) };
    let message = "the tag \"gil\" is on this card alone";
    let cards = [tagged("A-001", &["locks"]), tagged("A-002", &["locks", "gil"])];
    check("lonely-tag", &cards, &none(), &[(at("A-002", TAGS), message)]);
}

/// Cards with three options: the key and the distractors of every card are given by its number.
fn choices(count: usize, options: fn(usize) -> [String; 3]) -> Vec<Card> {
    let card = |number| {
        let [key, first, second] = options(number);
        let distractor = |text| Distractor { text, why: "no".into(), unknown: Default::default() };
        let ask = Some("Which plan keeps the total steady?".to_owned());
        let distractors = vec![distractor(first), distractor(second)];
        let options = Options { ask, key, distractors, unknown: Default::default() };
        Card { options: Some(options), ..named(&format!("A-{number:03}")) }
    };
    (0..count).map(card).collect()
}

/// Three texts of three lengths; the first is the longest, the middle or the shortest, as the number says.
fn turned(number: usize) -> [String; 3] {
    let mut texts = ["xxxx".to_owned(), "yyyyyy".to_owned(), "zzzzzzzz".to_owned()];
    texts.rotate_left(number % 3);
    texts
}

#[test]
fn the_key_is_the_longest_or_the_shortest_option_by_chance_only() {
    check("key-length", &choices(30, turned), &none(), &[]);
    let longest = choices(9, |_| turned(2));
    let expected = [
        (Scope::Bank, "the key is the longest option on 9.0 of 9 cards, chance is 3.0: z = 4.24"),
        (Scope::Bank, "the key is the shortest option on 0.0 of 9 cards, chance is 3.0: z = -2.12"),
    ];
    check("key-length", &longest, &none(), &expected);
    // All of one length: a guess by length is a guess.
    check("key-length", &choices(30, |_| [4, 4, 4].map(|count| "x".repeat(count))), &none(), &[]);
    check("key-length", &[named("A-001")], &none(), &[]);
}

#[test]
fn a_guesser_finds_no_more_keys_than_chance() {
    check("guesser", &choices(30, turned), &none(), &[]);
    let stem = choices(9, |_| ["total steady".into(), "other things".into(), "nothing here".into()]);
    check("guesser", &stem, &none(), &[(Scope::Bank, "finds 9.0 keys of 9, at most 5.8")]);
    let converging = choices(9, |_| ["lock held".into(), "lock lost".into(), "wait held".into()]);
    check("guesser", &converging, &none(), &[(Scope::Bank, "finds 9.0 keys of 9")]);
    // A guesser that is worse than chance tells nobody the key.
    let worse = choices(9, |_| ["other things".into(), "total steady".into(), "steady plan".into()]);
    check("guesser", &worse, &none(), &[]);
}
