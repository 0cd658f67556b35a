use super::{TODAY, attempt, bank, cards, held, install, key, library, noon, text_of};
use crate::bank::{Bank, Card};
use crate::library::clash::ClashReason;
use crate::library::{Arrival, Found, Installed, Library, bulk};
use crate::study::event::Verdict;
use crate::study::filter::{Filter, parse};
use serde_json::{Value, json};

/// Installs `banks` one after the other, and compares what the last one did: added, updated, unchanged, retired.
#[track_caller]
fn check(banks: &[(Arrival, Bank)], expected: [usize; 4]) -> Library {
    let mut library = library();
    let mut last = Installed::default();
    for (arrival, bank) in banks {
        last = install(&mut library, bank, *arrival);
    }
    assert_eq!([last.added, last.updated, last.unchanged, last.retired], expected, "{last:?}");
    library
}

fn page(cards: Value) -> (Arrival, Bank) {
    (Arrival::Page, bank("pages", cards))
}

#[test]
fn importing_again_changes_nothing() {
    check(&[page(cards(&["A-1", "A-2"])), page(cards(&["A-1", "A-2"]))], [0, 0, 2, 0]);
}

#[test]
fn changed_cards_are_updated_and_lost_ones_retired() {
    let changed = json!([{"id": "A-1", "question": "What is A-1?", "answer": "Now something else.", "tags": ["new"]}]);
    let library = check(&[page(cards(&["A-1", "A-2"])), page(changed)], [0, 1, 0, 1]);
    assert_eq!(text_of(&library, "pages", "A-1").answer.as_deref(), Some("Now something else."));
    assert!(held(&library, "pages", "A-2").retired);
    let list = |query: &str| library.list(&parse(query).expect(query), TODAY).expect("a list").len();
    assert_eq!([list(""), list("tag:new"), list("something"), list("\"it is\""), list("is:retired")], [1, 1, 1, 0, 1]);
}

#[test]
fn a_retired_card_that_comes_back_is_the_same_card() {
    let library =
        check(&[page(cards(&["A-1", "A-2"])), page(cards(&["A-1"])), page(cards(&["A-1", "A-2"]))], [0, 1, 1, 0]);
    assert!(!held(&library, "pages", "A-2").retired);
}

#[test]
fn an_addition_retires_nothing() {
    check(&[page(cards(&["A-1"])), (Arrival::Addition, bank("pages", cards(&["A-2"])))], [1, 0, 0, 0]);
}

#[test]
fn pages_of_one_source_do_not_retire_each_other() {
    let from = |file: &str, ids: &[&str]| {
        let mut cards = cards(ids);
        for card in cards.as_array_mut().expect("cards") {
            card["origin"] = json!({ "file": file, "line": 1 });
        }
        page(cards)
    };
    check(&[from("a.txt", &["A-1", "A-2"]), from("b.txt", &["B-1"])], [1, 0, 0, 0]);
    check(&[from("a.txt", &["A-1", "A-2"]), from("b.txt", &["B-1"]), from("other/a.txt", &["A-1"])], [0, 0, 1, 1]);
}

#[test]
fn a_card_that_only_moved_in_its_page_is_unchanged() {
    let at = |line: usize| page(json!([{"id": "A-1", "question": "Q?", "origin": {"file": "a.txt", "line": line}}]));
    let library = check(&[at(1), at(7)], [0, 0, 1, 0]);
    assert_eq!(text_of(&library, "pages", "A-1").origin.map(|origin| origin.line), Some(7));
}

#[test]
fn a_card_with_a_new_id_is_found_by_its_question_or_its_answer_and_keeps_its_key() {
    let before = page(json!([
        {"id": "x1", "question": "What is a lock?", "answer": "One at a time."},
        {"id": "x2", "question": "What is a queue?", "answer": "First in, first out."},
        {"id": "x3", "question": "What is a heap?", "answer": "A tree."},
    ]));
    let after = page(json!([
        {"id": "y1", "question": "What is a LOCK?", "answer": "Mutual exclusion."},
        {"id": "y2", "question": "Explain queues.", "answer": "First in, first out!"},
        {"id": "x3", "question": "What is a heap?", "answer": "A tree."},
        {"id": "y4", "question": "What is a set?", "answer": "A tree."},
    ]));
    let library = check(&[before, after], [1, 2, 1, 0]);
    assert_eq!(text_of(&library, "pages", "x1").answer.as_deref(), Some("Mutual exclusion."));
    assert_eq!(text_of(&library, "pages", "x2").question, "Explain queues.");
    assert_eq!(library.find("y1").expect("a search"), Found::Nothing);
    assert_eq!(text_of(&library, "pages", "y4").question, "What is a set?");
}

#[test]
fn shipped_cards_go_by_their_ids_alone() {
    let shipped = |id: &str| (Arrival::Shipped, bank("qbank", json!([{"id": id, "question": "Q?", "answer": "A."}])));
    check(&[shipped("PY-1"), shipped("PY-2")], [1, 0, 0, 1]);
}

#[test]
fn a_page_cannot_touch_a_card_of_another_source() {
    let mine = |source: &str, answer: &str| json!({"id": "A-1", "source": source, "question": "Q?", "answer": answer});
    let shipped = (Arrival::Shipped, bank("qbank", json!([mine("qbank", "ours")])));
    let theirs = (Arrival::Page, bank("theirs", json!([mine("theirs", "theirs")])));
    for (source, answer, clashes, counts) in [
        ("qbank", "changed", 1, [0, 0, 0, 0]),
        ("qbank", "ours", 0, [0, 0, 1, 0]),
        ("theirs", "changed", 1, [0, 0, 0, 0]),
        ("theirs", "theirs", 0, [0, 0, 1, 0]),
        ("others", "new", 0, [1, 0, 0, 0]),
    ] {
        let page = bank("pages", json!([mine(source, answer)]));
        let mut library = check(&[shipped.clone(), theirs.clone(), (Arrival::Page, page.clone())], counts);
        assert_eq!(text_of(&library, "qbank", "A-1").answer.as_deref(), Some("ours"));
        assert_eq!(text_of(&library, "theirs", "A-1").answer.as_deref(), Some("theirs"));
        let again = install(&mut library, &page, Arrival::Page);
        assert_eq!(again.clashes.len(), clashes, "{source} {answer}");
        assert!(again.clashes.iter().all(|clash| clash.reason == ClashReason::OtherSource));
    }
    let claim = json!([{"id": "NEW-1", "source": "qbank", "question": "Q?"}]);
    check(&[(Arrival::Page, bank("pages", claim))], [0, 0, 0, 0]);
    check(&[(Arrival::Page, bank("qbank", cards(&["NEW-1"])))], [0, 0, 0, 0]);
}

#[test]
fn an_id_that_stands_twice_is_a_clash_that_names_both_places() {
    let mut library = library();
    let twice = json!([
        {"id": "A-1", "question": "First?", "origin": {"file": "a.txt", "line": 3}},
        {"id": "A-1", "question": "Second?", "origin": {"file": "b.txt", "line": 9}},
    ]);
    let installed = install(&mut library, &bank("pages", twice), Arrival::Page);
    let clashes: Vec<String> = installed.clashes.iter().map(ToString::to_string).collect();
    assert_eq!(clashes, ["b.txt:9: A-1 stands in a.txt:3 already; give one of them another id (the first was kept)"]);
    assert_eq!((installed.added, text_of(&library, "pages", "A-1").question), (1, "First?".to_owned()));
}

#[test]
fn the_shipped_bank_is_installed_once_and_when_it_changes() {
    let mut library = library();
    let bytes = |ids: &[&str]| serde_json::to_vec(&bank("qbank", cards(ids))).expect("JSON");
    let (first, second) = (bytes(&["A-1", "A-2"]), bytes(&["A-1", "A-3"]));
    let did = |installed: Option<Installed>| installed.map(|did| [did.added, did.updated, did.unchanged, did.retired]);
    assert_eq!(did(library.ensure_shipped("one", || &first).expect("an install")), Some([2, 0, 0, 0]));
    assert_eq!(
        did(library.ensure_shipped("one", || unreachable!("the bank is not looked at")).expect("no install")),
        None
    );
    assert_eq!(did(library.ensure_shipped("two", || &second).expect("an install")), Some([1, 0, 1, 1]));
}

#[test]
fn a_rehearsal_tells_the_same_and_leaves_no_trace() {
    let mut library = library();
    let page = bank("pages", cards(&["A-1", "A-2"]));
    let rehearsed =
        library.install_all(&[(page.clone(), Arrival::Page)], true).expect("a rehearsal").installed.remove(0);
    assert_eq!(library.count(&Filter::default(), TODAY).expect("a count"), 0);
    assert_eq!(install(&mut library, &page, Arrival::Page), rehearsed);
}

#[test]
fn answers_that_are_there_already_join_a_card_that_comes_later() {
    let mut library = library();
    library.append(&key("pages", "A-1"), attempt(Verdict::Wrong), noon(TODAY)).expect("an event");
    install(&mut library, &bank("pages", cards(&["A-1", "A-2"])), Arrival::Page);
    assert!(held(&library, "pages", "A-1").progress.missed);
    assert_eq!(held(&library, "pages", "A-2").progress.attempts, 0);
}

#[test]
fn an_update_keeps_the_progress() {
    let mut library = library();
    install(&mut library, &bank("pages", cards(&["A-1"])), Arrival::Page);
    library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(TODAY)).expect("an event");
    let before = held(&library, "pages", "A-1").progress;
    install(&mut library, &bank("pages", json!([{"id": "A-1", "question": "Other?"}])), Arrival::Page);
    assert_eq!((before.attempts, held(&library, "pages", "A-1").progress), (1, before));
}

#[test]
fn an_exported_bank_holds_all_that_came_in() {
    let mut library = library();
    let page: Bank = serde_json::from_value(json!({"schema": 1, "name": "pages", "notes": [
            {"heading": "Tips", "kind": "prose", "text": "Breathe.", "from": "somewhere"}],
        "cards": [{"id": "A-1", "question": "Q?", "topic": "T", "tags": ["x"], "colour": "green",
                   "key_points": [{"must": true, "text": "p", "cues": [], "weight": 3}]}]}))
    .expect("a bank");
    install(&mut library, &page, Arrival::Page);
    let exported = library.export(&Filter::default(), TODAY, "pages").expect("an export");
    let unsourced = |bank: Bank| Bank {
        cards: bank.cards.into_iter().map(|card| Card { source: None, ..card }).collect(),
        notes: bank.notes.into_iter().map(|note| crate::bank::Note { source: None, ..note }).collect(),
        ..bank
    };
    assert_eq!(exported.cards[0].source.as_deref(), Some("pages"));
    assert_eq!(unsourced(exported.clone()), page);
    let again = install(&mut library, &exported, Arrival::Page);
    assert_eq!((again.unchanged, again.clashes.len()), (1, 0));
    assert_eq!(library.export(&Filter::default(), TODAY, "pages").expect("an export"), exported);
}

#[test]
fn notes_follow_their_page() {
    let mut library = library();
    let page = |texts: &[&str]| {
        let notes: Vec<Value> = texts.iter().map(|text| json!({"kind": "prose", "text": text})).collect();
        serde_json::from_value::<Bank>(json!({"schema": 1, "name": "pages", "notes": notes})).expect("a bank")
    };
    let found = |library: &Library, text: &str| library.search(text, 10).expect("hits").count;
    install(&mut library, &page(&["breathe", "sleep", "sleep"]), Arrival::Page);
    assert_eq!((found(&library, "breathe"), found(&library, "sleep")), (1, 1));
    install(&mut library, &page(&["sleep", "water"]), Arrival::Page);
    assert_eq!((found(&library, "breathe"), found(&library, "sleep"), found(&library, "water")), (0, 1, 1));
}

#[test]
fn the_way_of_writing_for_large_banks_loses_nothing_alone_and_beside_another_process() {
    for has_neighbour in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || Library::open(Some(folder.path()), noon(TODAY)).expect("a library").library;
        let mut library = open();
        let neighbour = has_neighbour.then(open);
        let mode = |library: &Library| -> String {
            library.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("a mode")
        };
        bulk::begin(&library.connection).expect("the other way");
        assert_eq!(mode(&library), if has_neighbour { "wal" } else { "delete" });
        install(&mut library, &bank("pages", cards(&["A-1", "A-2"])), Arrival::Page);
        bulk::end(&library.connection).expect("the usual way");
        assert_eq!(mode(&library), "wal");
        for library in [Some(library), neighbour].into_iter().flatten() {
            assert_eq!(library.count(&Filter::default(), TODAY).expect("a count"), 2);
        }
    }
}
