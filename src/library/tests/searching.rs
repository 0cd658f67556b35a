use super::{bank, install, library};
use crate::bank::Bank;
use crate::library::{Arrival, HitKind, Library};
use serde_json::json;

fn stocked() -> Library {
    let mut library = library();
    let page: Bank = serde_json::from_value(json!({"schema": 1, "name": "pages",
        "notes": [{"heading": "Before the interview", "kind": "prose", "text": "Sleep. Drink water."}],
        "cards": [
            {"id": "1", "question": "What does C++ do with *args and n += 1?", "answer": "It “compiles” — or not."},
            {"id": "2", "question": "What is a lock?", "answer": "Mutual exclusion; the cache is another matter."},
            {"id": "3", "question": "Why is the cache cold at the beginning of everything?", "answer": "Nobody asked it."},
            {"id": "4", "question": "Why does caching help?", "answer": "It saves time."},
            {"id": "5", "question": "Name a structure.", "answer": "A tree.", "tags": ["locks"],
             "explanation": "Long words come before. ".repeat(20) + "Then a lock\n\nis   taken by one thread and the rest of them wait."},
        ]}))
    .expect("a bank");
    install(&mut library, &page, Arrival::Page);
    library
}

/// The ids of the hits in their order; a note is "note".
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let hits = stocked().search(text, 20).expect("no text is an error");
    let ids: Vec<&str> = hits
        .hits
        .iter()
        .map(|hit| match &hit.kind {
            HitKind::Card { key, .. } => key.id.as_str(),
            HitKind::Note { .. } => "note",
        })
        .collect();
    assert_eq!(ids, expected, "{text:?}");
    assert_eq!((hits.count, hits.more), (expected.len(), false));
}

#[test]
fn any_text_is_a_search() {
    check("C++", &["1"]);
    check("*args", &["1"]);
    check("n += 1", &["1"]);
    check("\"compiles", &["1"]);
    check("AND NOT", &["1"]);
    check("lock OR", &[]);
    check("question:lock", &[]);
    check("-x ) ( ^ ' ;--", &[]);
    check("🙂", &[]);
    check("", &[]);
    check("\u{0}", &[]);
}

#[test]
fn hits_in_questions_come_first_and_whole_words_before_begun_ones() {
    check("cache", &["3", "4", "2"]);
    check("caching", &["4"]);
    check("lock", &["2", "5"]);
    check("water", &["note"]);
    check("interview", &["note"]);
}

#[test]
fn every_word_has_to_be_there_anywhere() {
    check("lock mutual", &["2"]);
    check("lock water", &[]);
}

#[test]
fn a_snippet_shows_the_first_match_on_one_line() {
    let hits = stocked().search("lock", 20).expect("hits");
    let snippet = &hits.hits[1].snippet;
    assert_eq!(snippet.text, "locks");
    let hits = stocked().search("lock taken", 20).expect("hits");
    let snippet = &hits.hits[0].snippet;
    assert_eq!(
        snippet.text,
        "… before. Long words come before. Then a lock is taken by one thread and the rest of them wait."
    );
    let marked: Vec<&str> = snippet.matches.iter().map(|place| &snippet.text[place.clone()]).collect();
    assert_eq!(marked, ["lock", "taken"]);
    assert_eq!(hits.hits[0].title, "Name a structure.");
}

#[test]
fn more_than_a_thousand_hits_are_a_thousand_and_more() {
    let mut library = library();
    let many: Vec<_> = (0..1200).map(|n| json!({"id": n.to_string(), "question": format!("Cache {n}?")})).collect();
    install(&mut library, &bank("pages", many.into()), Arrival::Page);
    let hits = library.search("cache", 5).expect("hits");
    assert_eq!((hits.to_string().as_str(), hits.hits.len()), ("1,000+", 5));
    assert_eq!(library.search("cache 7", 5).expect("hits").to_string(), "111");
}

#[test]
fn a_retired_card_is_not_found() {
    let mut library = stocked();
    install(&mut library, &bank("pages", json!([{"id": "1", "question": "Empty?"}])), Arrival::Page);
    assert_eq!(library.search("lock", 5).expect("hits").count, 0);
}
