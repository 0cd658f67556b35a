use super::{TODAY, bank, install, key, library};
use crate::bank::Bank;
use crate::library::{Arrival, Library, Passage};
use crate::study::filter::{self, Filter};
use crate::study::ties::Tie;
use serde_json::json;

/// Six cards of two levels, and the notes of two pages.
fn stocked() -> Library {
    let mut library = library();
    let note = |line: usize, heading: &str, kind: &str, text: &str| json!({"heading": heading, "kind": kind, "text": text, "origin": {"file": "a/guide.txt", "line": line}});
    let page: Bank = serde_json::from_value(json!({"schema": 1, "name": "guide",
        "notes": [
            note(30, "Locks", "prose", "A lock is held by one thread."),
            note(3, "Before", "prose", "Sleep well. Drink water."),
            note(40, "Locks", "table", "Name Use\nLock one thread"),
            note(50, "Caf\u{e9}s", "quote", "Water, or a thread of thought."),
        ],
        "cards": [
            {"id": "A-1", "question": "What is a lock?", "answer": "Mutual exclusion.", "level": "beginner", "technology": "Python",
             "tags": ["locks"], "needs": ["A-2", "A-9"], "follow_ups": [{"question": "And?", "card": "A-3"}], "contrast": ["A-3"]},
            {"id": "A-2", "question": "What is a thread?", "answer": "A line of work, with a lock at times.", "level": "advanced",
             "technology": "Python", "difficulty": 3},
            {"id": "A-3", "question": "Why does a lock block?", "answer": "Another has it.", "level": "advanced",
             "technology": "Rust", "tags": ["locks", "waiting"]},
        ]}))
    .expect("a bank");
    install(&mut library, &page, Arrival::Page);
    library
}

fn read(query: &str) -> Filter {
    filter::parse(query).expect("a query")
}

#[track_caller]
fn check_passages(query: &str, expected: &[(&str, usize)]) {
    let passages = stocked().passages(&read(query), 10).expect("passages");
    let found: Vec<(&str, usize)> = passages
        .iter()
        .map(|Passage { key, notes, .. }| (key.heading.as_deref().unwrap_or_default(), *notes))
        .collect();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn notes_are_found_by_words_and_source_under_their_headings_in_the_order_of_the_page() {
    check_passages("", &[("Before", 1), ("Locks", 2), ("Caf\u{e9}s", 1)]);
    check_passages("source:guide", &[("Before", 1), ("Locks", 2), ("Caf\u{e9}s", 1)]);
    check_passages("source:other", &[]);
    check_passages("water", &[("Before", 1), ("Caf\u{e9}s", 1)]);
    check_passages("cafe", &[("Caf\u{e9}s", 1)]);
    check_passages("thread -locks", &[("Caf\u{e9}s", 1)]);
    check_passages("\"held by one\" or \"drink water\"", &[("Before", 1), ("Locks", 1)]);
    check_passages("\"by held\"", &[]);
    check_passages("thr*ad", &[]);
}

#[test]
fn what_only_cards_have_finds_no_notes() {
    for query in ["level:advanced", "-tag:locks", "water or is:new", "has:answer", "id:A-1"] {
        check_passages(query, &[]);
    }
}

#[test]
fn a_passage_is_read_whole_and_in_the_order_of_its_page() {
    let library = stocked();
    let passages = library.passages(&read("held"), 10).expect("passages");
    let notes = library.passage(&passages[0].key).expect("notes");
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["A lock is held by one thread.", "Name Use\nLock one thread"]);
    let excerpt = library.passage_excerpt(&passages[0].key, &["held".to_owned()]).expect("an excerpt");
    assert_eq!(excerpt.map(|snippet| snippet.text), Some("A lock is held by one thread.".to_owned()));
}

#[track_caller]
fn check_listing(query: &str, expected: &[&str]) {
    let listing = stocked().listing(&read(query), TODAY, 10).expect("a list");
    let ids: Vec<&str> = listing.rows.iter().map(|row| row.key.id.as_str()).collect();
    assert_eq!((ids.as_slice(), listing.count, listing.more), (expected, expected.len(), false), "{query}");
}

#[test]
fn a_list_with_words_has_its_best_first_and_keeps_the_rest_of_the_query() {
    check_listing("", &["A-1", "A-2", "A-3"]);
    check_listing("lock", &["A-1", "A-3", "A-2"]);
    check_listing("thread", &["A-2"]);
    check_listing("lock level:advanced", &["A-3", "A-2"]);
    check_listing("lock -tag:waiting", &["A-1", "A-2"]);
    check_listing("\"lock block\"", &["A-3"]);
    check_listing("lock or thread", &["A-1", "A-2", "A-3"]);
    check_listing("zebra", &[]);
}

#[track_caller]
fn check_excerpt(id: &str, words: &[&str], expected: &str) {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let excerpt = stocked().excerpt(&key("guide", id), &words).expect("a library").expect("the card");
    assert_eq!(excerpt.text, expected, "{id} {words:?}");
}

#[test]
fn an_excerpt_shows_a_sentence_rather_than_a_name() {
    check_excerpt("A-2", &["lock"], "… work, with a lock at times.");
    check_excerpt("A-1", &["lock"], "locks");
    check_excerpt("A-1", &["zebra"], "Mutual exclusion.");
}

#[test]
fn a_list_says_how_many_there_are_though_it_shows_fewer() {
    let mut library = library();
    let many: Vec<_> = (0..1200).map(|n| json!({"id": n.to_string(), "question": format!("Cache {n}?")})).collect();
    install(&mut library, &bank("pages", many.into()), Arrival::Page);
    for (query, count, more) in
        [("", 1200, false), ("cache", 1000, true), ("cache 7", 111, false), ("source:pages", 1200, false)]
    {
        let listing = library.listing(&read(query), TODAY, 5).expect("a list");
        assert_eq!((listing.rows.len(), listing.count, listing.more), (5, count, more), "{query}");
    }
}

#[test]
fn a_chosen_value_keeps_its_siblings_on_offer() {
    let library = stocked();
    let offer = library.offer(&read("level:beginner technology:python"), TODAY).expect("an offer");
    let named = |facets: &[crate::library::Facet]| -> Vec<(String, u64)> {
        facets.iter().map(|facet| (facet.name.clone().unwrap_or_default(), facet.cards)).collect()
    };
    let expected = |values: &[(&str, u64)]| -> Vec<(String, u64)> {
        values.iter().map(|(name, cards)| ((*name).to_owned(), *cards)).collect()
    };
    assert_eq!(offer.cards, 1);
    assert_eq!(named(&offer.levels), expected(&[("beginner", 1), ("advanced", 1)]));
    assert_eq!(named(&offer.technologies), expected(&[("Python", 1)]));
    let offer = library.offer(&read("(level:advanced lock)"), TODAY).expect("an offer");
    assert_eq!(named(&offer.levels), expected(&[("beginner", 1), ("advanced", 2)]));
    let holdings = library.holdings().expect("holdings");
    assert_eq!((holdings.cards, holdings.technologies, holdings.has_notes), (3, 2, true));
}

#[test]
fn a_card_leads_to_the_cards_that_are_there_each_once() {
    let library = stocked();
    let question = library.card(&key("guide", "A-1")).expect("a library").expect("the card").into();
    let links = library.links(&question).expect("links");
    let named: Vec<(Tie, &str, &str)> =
        links.iter().map(|link| (link.tie, link.key.id.as_str(), link.question.as_str())).collect();
    assert_eq!(named, [(Tie::FollowUp, "A-3", "Why does a lock block?"), (Tie::Need, "A-2", "What is a thread?")]);
}

#[track_caller]
fn check_nearest(word: &str, expected: Option<&str>) {
    let nearest = stocked().nearest_words(&[word.to_owned()]).expect("words");
    let nearest: Vec<&str> = nearest.iter().map(|(_, nearest)| nearest.as_str()).collect();
    assert_eq!(nearest, expected.into_iter().collect::<Vec<&str>>(), "{word}");
}

#[test]
fn a_word_that_nobody_wrote_has_a_nearest_as_it_is_written() {
    check_nearest("exlusion", Some("exclusion"));
    check_nearest("mutaul", Some("Mutual"));
    check_nearest("thraed", Some("thread"));
    // Begun, or in a note, it is written.
    for written in ["thre", "drink", "lock"] {
        check_nearest(written, None);
    }
    for far in ["zebra", "zz", ""] {
        check_nearest(far, None);
    }
}
