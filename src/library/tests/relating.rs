use super::{TODAY, bank, held, install, key, library, noon, text_of};
use crate::bank::likeness::relations::Kind;
use crate::bank::{Bank, Card, SHIPPED};
use crate::library::clash::ClashReason;
use crate::library::install::Taken;
use crate::library::{Arrival, Found, Installed, Library};
use crate::study::event::What;
use crate::study::filter::parse;
use serde_json::{Value, json};

const QUEUE: &str =
    "A queue hands out the oldest item first, and a stack the newest item. Both take items one at a time.";
const TREE: &str = "In a binary tree each node has at most two children, and a search goes left for what is smaller.";
const HEAP: &str = "A heap keeps its smallest entry at the root, so that a priority can be served next.";

fn queue(id: &str) -> Value {
    json!({"id": id, "question": "What is the difference between a queue and a stack?", "answer": QUEUE, "level": "beginner"})
}

fn tree(id: &str) -> Value {
    json!({"id": id, "question": "How is a binary tree searched?", "answer": TREE, "level": "advanced"})
}

fn heap(id: &str) -> Value {
    json!({"id": id, "question": "What does a heap keep at its root?", "answer": HEAP})
}

/// A card that lost its question, in words a little apart from the known ones.
fn stripped(id: &str, answer: &str) -> Value {
    json!({"id": id, "question": "Explain: …", "answer": answer, "derived": true})
}

fn shipped(library: &mut Library, cards: Value) {
    install(library, &bank(SHIPPED, cards), Arrival::Shipped);
}

fn page(library: &mut Library, name: &str, cards: Value) -> Installed {
    install(library, &bank(name, cards), Arrival::Page)
}

fn take(library: &mut Library, banks: &[Bank]) -> Taken {
    let banks: Vec<(Bank, Arrival)> = banks.iter().map(|bank| (bank.clone(), Arrival::Page)).collect();
    library.install_all(&banks, false).expect("an install")
}

fn counts(installed: &Installed) -> [usize; 4] {
    [installed.added, installed.updated, installed.unchanged, installed.retired]
}

fn ids(library: &Library, query: &str) -> Vec<String> {
    let listed = library.list(&parse(query).expect(query), TODAY).expect("a list");
    listed.into_iter().map(|listed| listed.id).collect()
}

#[test]
fn an_answer_without_a_question_shows_the_one_it_answers() {
    let mut library = library();
    shipped(&mut library, json!([queue("Q-1"), tree("T-1"), heap("H-1")]));
    page(
        &mut library,
        "lost",
        json!([stripped("x1", QUEUE), stripped("x2", "Soil is dug in autumn and raked in spring.")]),
    );
    let found = held(&library, "lost", "x1");
    assert_eq!(found.card.question, "What is the difference between a queue and a stack?");
    assert_eq!((found.card.derived, found.alike.question_of), (false, Some(key(SHIPPED, "Q-1"))));
    let answers: Vec<&str> = found.alike.other_answers.iter().map(|other| other.answer.as_str()).collect();
    assert_eq!(answers, [QUEUE]);
    assert_eq!(ids(&library, "is:derived"), ["x2"]);
    assert_eq!(ids(&library, "source:lost difference"), ["x1"], "search knows the question");
    assert_eq!(held(&library, "lost", "x2").alike.question_of, None);
    let exported = library.export(&parse("source:lost").expect("a query"), TODAY, "out").expect("a bank");
    assert_eq!(exported.cards.iter().map(|card| card.derived).collect::<Vec<_>>(), [true, true], "nothing is invented");
}

#[test]
fn what_was_found_follows_the_cards_whichever_came_first() {
    let mut library = library();
    page(&mut library, "lost", json!([stripped("x1", QUEUE)]));
    assert!(held(&library, "lost", "x1").card.derived);
    page(&mut library, "other", json!([queue("o1"), tree("o2")]));
    assert_eq!(held(&library, "lost", "x1").alike.question_of, Some(key("other", "o1")));
    let again = page(&mut library, "lost", json!([stripped("x1", QUEUE)]));
    assert_eq!(counts(&again), [0, 0, 1, 0], "what was found is not the page's text");
    page(&mut library, "other", json!([tree("o2")]));
    let left = held(&library, "lost", "x1");
    assert_eq!((left.card.derived, left.alike.siblings), (true, None), "the question left with its card");
}

#[test]
fn a_question_without_an_answer_and_a_follow_up_find_who_answers_them() {
    let mut library = library();
    shipped(&mut library, json!([queue("Q-1"), tree("T-1"), heap("H-1")]));
    let mut asking = heap("a2");
    asking["question"] = json!("Where is the smallest entry of a heap?");
    asking["follow_ups"] = json!([{"question": "How is a binary tree searched?"}, {"question": "Why is soil dug?"}]);
    let open = json!({"id": "a1", "question": "Explain the difference between a stack and a queue"});
    page(&mut library, "asked", json!([open, asking]));
    let answered = held(&library, "asked", "a1").alike.answered_by.expect("an answer");
    assert_eq!((answered.key, answered.answer.as_str()), (key(SHIPPED, "Q-1"), QUEUE));
    let follow_ups = held(&library, "asked", "a2").alike.follow_ups;
    assert_eq!(follow_ups, [(0, key(SHIPPED, "T-1"))]);
}

#[test]
fn cards_that_ask_the_same_are_siblings_of_each_other() {
    let mut library = library();
    shipped(&mut library, json!([queue("Q-1"), tree("T-1"), heap("H-1")]));
    page(&mut library, "one", json!([queue("o1")]));
    page(&mut library, "two", json!([stripped("t1", QUEUE)]));
    let others = |source: &str, id: &str| {
        let held = held(&library, source, id);
        let mut others: Vec<String> = held.alike.other_answers.into_iter().map(|other| other.key.source).collect();
        others.sort();
        (held.alike.siblings.is_some(), others.join(" "))
    };
    assert_eq!(others("qbank", "Q-1"), (true, "one two".to_owned()));
    assert_eq!(others("one", "o1"), (true, "qbank two".to_owned()));
    assert_eq!(others("two", "t1"), (true, "one qbank".to_owned()));
    assert_eq!(others("qbank", "T-1"), (false, String::new()));
    let candidates =
        library.candidates(&parse("").expect("all"), Default::default(), 20, TODAY, 1).expect("candidates");
    assert_eq!(candidates.iter().filter(|candidate| candidate.siblings.is_some()).count(), 3);
}

#[test]
fn a_report_names_what_was_found_with_its_runner_up() {
    let mut library = library();
    shipped(&mut library, json!([queue("Q-1"), tree("T-1"), heap("H-1")]));
    let mut lost = stripped("x1", QUEUE);
    lost["origin"] = json!({"file": "lost.txt", "line": 7});
    let taken = take(&mut library, &[bank("lost", json!([lost]))]);
    let related = taken.related.expect("a small library is compared");
    assert_eq!(related.len(), 1, "{related:?}");
    let found = &related[0];
    assert_eq!((found.kind, &found.other, &found.key), (Kind::Question, &key(SHIPPED, "Q-1"), &key("lost", "x1")));
    assert_eq!((found.origin.as_ref().map(|origin| origin.line), found.text.as_str()), (Some(7), QUEUE));
    assert!(found.score > 0.5 && found.runner_up.as_ref().is_none_or(|(_, score)| *score < found.score), "{found:?}");
}

/// Imports `before`, then `after`, under one source; says what the second did and which ids there are then.
#[track_caller]
fn check_again(before: &Value, after: &Value, expected: [usize; 4], left: &[&str]) -> Library {
    let mut library = library();
    page(&mut library, "pages", before.clone());
    let done = page(&mut library, "pages", after.clone());
    assert_eq!(counts(&done), expected, "{done:?}");
    let mut ids = ids(&library, "source:pages");
    ids.sort();
    assert_eq!(ids, left);
    library
}

#[test]
fn a_mended_card_keeps_its_key_though_question_and_answer_changed() {
    let typos = json!({"id": "p-1111", "question": "What is teh difference between a queue and a stack?",
        "answer": QUEUE.replace("oldest", "odlest")});
    let mended =
        json!({"id": "p-2222", "question": "What is the difference between a queue and a stack?", "answer": QUEUE});
    let library = check_again(&json!([typos, tree("T")]), &json!([tree("T"), mended]), [0, 1, 1, 0], &["T", "p-1111"]);
    assert_eq!(text_of(&library, "pages", "p-1111").answer.as_deref(), Some(QUEUE));
    let derived = stripped("p-3333", &QUEUE.replace("oldest", "odlest"));
    check_again(&json!([derived]), &json!([stripped("p-4444", QUEUE)]), [0, 1, 0, 0], &["p-3333"]);
}

#[test]
fn a_card_on_another_subject_is_another_card() {
    check_again(&json!([queue("p-1")]), &json!([tree("p-2")]), [1, 0, 0, 1], &["p-2"]);
    check_again(&json!([queue("p-1")]), &json!([tree("p-2"), queue("p-1")]), [1, 0, 1, 0], &["p-1", "p-2"]);
    // Two that are equally near: neither is taken for it.
    let near = |id: &str, word: &str| json!({"id": id, "question": format!("{word} is a queue?"), "answer": QUEUE.replace("items", word)});
    check_again(&json!([near("a", "What"), near("b", "When")]), &json!([near("c", "Where")]), [1, 0, 0, 2], &["c"]);
}

#[test]
fn the_stripped_form_of_a_known_page_takes_nothing_from_it() {
    let stripped = json!([stripped("p-1", QUEUE), stripped("p-2", TREE)]);
    let library = check_again(&json!([queue("Q-1"), tree("T-1")]), &stripped, [0, 0, 2, 0], &["Q-1", "T-1"]);
    let card = text_of(&library, "pages", "Q-1");
    assert_eq!(
        (card.question.as_str(), card.level.is_some(), card.derived),
        ("What is the difference between a queue and a stack?", true, false)
    );
    let library = check_again(&stripped, &json!([queue("Q-1"), tree("T-1")]), [0, 2, 0, 0], &["p-1", "p-2"]);
    assert_eq!(text_of(&library, "pages", "p-1").question, "What is the difference between a queue and a stack?");
}

#[test]
fn both_forms_in_one_import_are_one_card() {
    for cards in [json!([queue("Q-1"), stripped("p-1", QUEUE)]), json!([stripped("p-1", QUEUE), queue("Q-1")])] {
        check_again(&json!([]), &cards, [1, 0, 1, 0], &["Q-1"]);
        check_again(&cards, &cards, [0, 0, 2, 0], &["Q-1"]);
    }
}

#[test]
fn an_id_is_one_id_in_either_case() {
    check_again(&json!([queue("Q-1")]), &json!([queue("q-1")]), [0, 0, 1, 0], &["Q-1"]);
    let mut library = library();
    let twice = page(&mut library, "pages", json!([queue("Q-1"), tree("q-1")]));
    assert_eq!((counts(&twice), twice.clashes[0].reason), ([1, 0, 0, 0], ClashReason::Twice));
}

#[test]
fn of_two_pages_with_one_id_the_same_card_stays_whichever_comes_first() {
    let from = |file: &str, card: Value| {
        let mut card = card;
        card["origin"] = json!({"file": file, "line": 3});
        card
    };
    let (one, two) = (from("one.txt", queue("A-1")), from("two.txt", tree("A-1")));
    let mut library = library();
    page(&mut library, "pages", json!([one, two]));
    let question = text_of(&library, "pages", "A-1").question;
    let again = page(&mut library, "pages", json!([two, one]));
    assert_eq!((counts(&again), text_of(&library, "pages", "A-1").question), ([0, 0, 1, 0], question));
    let said = again.clashes[0].to_string();
    assert!(said.starts_with("two.txt:3: A-1 stands in one.txt:3 already"), "{said}");
}

#[test]
fn an_id_that_another_source_has_is_named_with_both_places() {
    let mut library = library();
    let place = |file: &str, card: Value| {
        let mut card = card;
        card["origin"] = json!({"file": file, "line": 5});
        card
    };
    shipped(&mut library, json!([place("ours.txt", queue("Q-1"))]));
    let done = page(&mut library, "page", json!([place("page.txt", tree("q-1"))]));
    assert_eq!(counts(&done), [1, 0, 0, 0]);
    let said: Vec<String> = done.clashes.iter().map(ToString::to_string).collect();
    let expected = "page.txt:5: q-1 is the id of a card of qbank too (ours.txt:5); both stay as they are, and page:q-1 names this one";
    assert_eq!(said, [expected]);
    assert_eq!(text_of(&library, SHIPPED, "Q-1").question, "What is the difference between a queue and a stack?");
    assert!(matches!(library.find("Q-1").expect("a search"), Found::Card(held) if held.key.source == SHIPPED));
}

#[test]
fn an_edit_lies_over_the_page_until_it_is_taken_back() {
    let mut library = library();
    shipped(&mut library, json!([queue("Q-1"), heap("H-1")]));
    page(&mut library, "pages", json!([tree("T-1")]));
    let edited = Card { tags: vec!["mine".to_owned()], level: None, ..text_of(&library, "pages", "T-1") };
    let edited = Card { question: "How do you search a tree?".to_owned(), ..edited };
    let edit = library.append(&key("pages", "T-1"), What::Edit(Some(Box::new(edited))), noon(TODAY)).expect("an event");
    assert_eq!(
        (ids(&library, "tag:mine"), ids(&library, "is:edited")),
        (vec!["T-1".to_owned()], vec!["T-1".to_owned()])
    );
    assert_eq!(ids(&library, "level:advanced"), Vec::<String>::new());
    assert_eq!(library.facets(&parse("").expect("all"), TODAY).expect("facets").tags.len(), 1, "kept counts follow");
    let mut changed = tree("T-1");
    changed["answer"] = json!("Something else.");
    assert_eq!(counts(&page(&mut library, "pages", json!([changed]))), [0, 1, 0, 0]);
    assert_eq!(text_of(&library, "pages", "T-1").question, "How do you search a tree?", "an update does not touch it");
    let exported = library.export(&parse("id:T-1").expect("a query"), TODAY, "out").expect("a bank");
    assert_eq!(exported.cards[0].question, "How do you search a tree?");
    library.undo(&edit, noon(TODAY)).expect("an undo");
    let page_text = text_of(&library, "pages", "T-1");
    assert_eq!(
        (page_text.question.as_str(), page_text.answer.as_deref()),
        ("How is a binary tree searched?", Some("Something else."))
    );
    assert_eq!((ids(&library, "is:edited"), ids(&library, "level:advanced").len()), (Vec::new(), 1));
}

#[test]
fn a_question_that_a_person_wrote_is_not_replaced_by_one_that_was_found() {
    let mut library = library();
    shipped(&mut library, json!([queue("Q-1"), tree("T-1")]));
    page(&mut library, "lost", json!([stripped("x1", QUEUE)]));
    let own = Card { question: "My own question?".to_owned(), derived: false, ..text_of(&library, "lost", "x1") };
    library.append(&key("lost", "x1"), What::Edit(Some(Box::new(own))), noon(TODAY)).expect("an event");
    assert_eq!(text_of(&library, "lost", "x1").question, "My own question?");
    library.append(&key("lost", "x1"), What::Edit(None), noon(TODAY)).expect("an event");
    assert_eq!(text_of(&library, "lost", "x1").question, "What is the difference between a queue and a stack?");
}

#[test]
fn an_edit_of_a_card_that_comes_later_is_waiting_for_it() {
    let mut library = library();
    let own: Card = serde_json::from_value(queue("Q-1")).expect("a card");
    let own = Card { question: "Mine?".to_owned(), ..own };
    library.append(&key("pages", "Q-1"), What::Edit(Some(Box::new(own))), noon(TODAY)).expect("an event");
    page(&mut library, "pages", json!([queue("Q-1")]));
    assert_eq!(text_of(&library, "pages", "Q-1").question, "Mine?");
}

#[test]
fn an_edit_does_not_bring_a_retired_card_back() {
    let mut library = library();
    page(&mut library, "pages", json!([queue("Q-1"), tree("T-1")]));
    page(&mut library, "pages", json!([tree("T-1")]));
    let own = Card { question: "Mine?".to_owned(), ..text_of(&library, "pages", "Q-1") };
    library.append(&key("pages", "Q-1"), What::Edit(Some(Box::new(own))), noon(TODAY)).expect("an event");
    assert!(held(&library, "pages", "Q-1").retired);
    assert_eq!(ids(&library, ""), ["T-1"]);
}
