use super::*;
use crate::bank::FollowUp;

fn card(question: &str, answer: &str) -> Card {
    let answer = (!answer.is_empty()).then(|| answer.to_owned());
    Card { question: question.to_owned(), answer, ..Card::default() }
}

const CARDS: [(&str, &str); 12] = [
    (
        "What is the difference between a stack and a queue?",
        "A stack gives back the newest item first, a queue the oldest. Both take one end each for adding; a queue is served at \
         the other end.",
    ),
    (
        "How does a binary tree stay balanced?",
        "After an insertion the heights of the two subtrees are compared, and a rotation moves the higher one up. Red-black \
         trees recolour nodes first.",
    ),
    (
        "What is a deadlock, and how do you prevent one?",
        "Two threads each hold a lock and wait for the other's. Taking all locks in one fixed order prevents it.",
    ),
    (
        "What does a compiler do that an interpreter does not?",
        "A compiler translates the whole program to machine code before it runs. An interpreter carries out the source, or \
         bytecode, step by step.",
    ),
    (
        "When is UDP a better choice than TCP?",
        "UDP sends datagrams without a connection, so there is no handshake and no retransmission. Voice and games prefer a \
         lost packet to a late one. TCP orders and repeats.",
    ),
    (
        "What is tail recursion?",
        "A call is in tail position if nothing is left to do after it. The frame can then be reused, so recursion needs no \
         more stack than a loop.",
    ),
    (
        "How does public-key encryption work?",
        "Everybody may know the public key and encrypt with it; only the private key decrypts. A signature turns this round.",
    ),
    (
        "What is the purpose of an index in a database?",
        "An index is a sorted copy of a column that points at the rows, so a lookup need not scan the table. Writing becomes \
         slower.",
    ),
    ("What is memoisation?", "Results of a function are stored by their arguments and returned when they come again."),
    (
        "What is idempotence in an HTTP interface?",
        "A request is idempotent if sending it twice has the effect of sending it once. PUT and DELETE are, POST is not.",
    ),
    (
        "How does a hash map handle collisions?",
        "Entries whose hash leads to the same bucket are chained in a list, or the next free bucket is probed.",
    ),
    ("What is a race condition?", ""),
];

fn known() -> Known<'static> {
    let cards: Vec<Card> = CARDS.iter().map(|(question, answer)| card(question, answer)).collect();
    Known::new(cards.leak().iter())
}

fn question_of(found: Option<Match>) -> Option<&'static str> {
    found.map(|found| CARDS[found.card].0)
}

#[track_caller]
fn check_answer(answer: &str, expected: Option<usize>) {
    let found = known().question_for(answer);
    assert_eq!(question_of(found), expected.map(|card| CARDS[card].0), "{:?}", known().nearest_question_for(answer));
}

#[track_caller]
fn check_question(question: &str, expected: Option<usize>) {
    let found = known().answer_for(question, None);
    assert_eq!(
        question_of(found),
        expected.map(|card| CARDS[card].0),
        "{:?}",
        known().nearest_answer_for(question, None)
    );
}

#[test]
fn an_answer_in_other_words_finds_its_question() {
    check_answer(
        "Stacks hand out what was added last. Queues are first in, first out: the oldest item is served.",
        Some(0),
    );
    check_answer(
        "A deadlock is when threads wait for each other's locks forever. A fixed order of locks avoids it.",
        Some(2),
    );
    check_answer("UDP needs no connection and no handshake, a lost packet stays lost. TCP sends it again.", Some(4));
    check_answer("Memoisation stores the result of a function call by its arguments.", Some(8));
}

#[test]
fn an_answer_without_its_card_finds_none() {
    check_answer("A semaphore counts how many threads may enter. The last one out wakes the next that waits.", None);
    check_answer("Garbage collectors free what no reference reaches. Generations keep the pauses short.", None);
    check_answer("A mutex admits one thread, a semaphore a number of them.", None);
    check_answer("A stack.", None);
    check_answer("", None);
    check_answer("It is what it is.", None);
}

#[test]
fn a_question_finds_the_card_that_answers_it() {
    check_question("Explain the difference between stacks and queues", Some(0));
    check_question("How can deadlocks be prevented?", Some(2));
    check_question("Implement a hash map with collision handling", Some(10));
    check_question("Describe idempotent HTTP requests", Some(9));
}

#[test]
fn a_question_that_no_card_answers_finds_none() {
    check_question("How does a priority queue use a heap?", None);
    check_question("How does a just-in-time compiler decide what is hot?", None);
    check_question("Which sorting algorithms are stable?", None);
    check_question("", None);
}

#[test]
fn an_unanswered_card_answers_nothing() {
    check_question("What is a race condition?", None);
}

#[test]
fn a_follow_up_never_finds_the_card_that_asks_it() {
    let question = "How can deadlocks be prevented?";
    assert_eq!(known().answer_for(question, Some(2)), None);
}

#[test]
fn an_answered_follow_up_counts_as_a_question_of_its_card() {
    let mut cards: Vec<Card> = CARDS.iter().map(|(question, answer)| card(question, answer)).collect();
    let question = "Which languages promise that a frame is reused?".to_owned();
    let answer = Some("Scheme does, and Lua for proper calls.".to_owned());
    assert_eq!(Known::new(cards.iter()).answer_for(&question, None), None);
    cards[5].follow_ups.push(FollowUp { question: question.clone(), card: None, answer, unknown: Default::default() });
    let found = Known::new(cards.iter()).answer_for(&question, None);
    assert_eq!(found.map(|found| found.card), Some(5));
}

#[test]
fn a_derived_question_is_not_known() {
    let derived = Card { derived: true, ..card(CARDS[0].0, CARDS[0].1) };
    assert_eq!(Known::new([&derived].into_iter()).nearest_question_for(CARDS[0].1), None);
}

#[test]
fn cards_that_ask_the_same_are_siblings_and_no_rivals() {
    let twin = card(
        "How do a stack and a queue differ?",
        "A queue serves the oldest item, a stack the newest. Adding works at one end in both.",
    );
    let found = known().same_as(&twin, None).expect("the twin is found");
    assert_eq!(found.card, 0);
    assert_eq!(known().same_as(&card(CARDS[0].0, CARDS[0].1), Some(0)), None);
    assert_eq!(
        known().same_as(&card("What is a heap?", "A tree whose parents are smaller than their children."), None),
        None
    );

    let cards: Vec<Card> =
        CARDS.iter().map(|(question, answer)| card(question, answer)).chain([twin.clone()]).collect();
    let found = Known::new(cards.iter()).question_for(CARDS[0].1).expect("one of the two is found");
    assert_eq!(found.card, 0);
    assert_ne!(found.runner_up.map(|(card, _)| card), Some(cards.len() - 1));
}

#[test]
fn no_card_is_known_in_an_empty_bank() {
    let known = Known::new([].into_iter());
    assert_eq!((known.question_for("A stack."), known.answer_for("What is a stack?", None)), (None, None));
}

#[test]
fn scores_run_from_0_to_1() {
    for (at, (question, answer)) in CARDS.iter().enumerate() {
        let found = known().nearest_answer_for(question, None).into_iter().chain(known().nearest_question_for(answer));
        for found in found.chain(known().nearest_same_as(&card(question, answer), None)) {
            assert!((0.0..=1.0).contains(&found.score), "{at}: {found:?}");
        }
    }
}
