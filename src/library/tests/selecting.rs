use super::{TODAY, attempt, bank, cards, install, key, library, noon, text_of};
use crate::bank::{Bank, Card};
use crate::library::candidates::sql;
use crate::library::columns::{bit, state_bits};
use crate::library::select::Selection;
use crate::library::{Arrival, Candidate, Facet, Found, Library, Order, counts};
use crate::study::event::Verdict;
use crate::study::filter::{Filter, Subject, parse, samples};
use crate::study::progress::Progress;
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};
use proptest::sample::select;
use serde_json::json;

/// A card as the property needs it: where it is, what it says, what was done with it.
type Sample = (&'static str, Card, Progress, bool);

fn samples_of_cards() -> impl Strategy<Value = Vec<Sample>> {
    let sample = |number: usize| {
        (select(samples::SOURCES.to_vec()), samples::card(format!("card-{number}")), samples::progress(), any::<bool>())
            .prop_map(|(source, card, progress, often)| (source, card, progress, often))
    };
    (0..4usize).map(sample).collect::<Vec<_>>()
}

/// Writes cards and progress as they are, past the log.
fn stock(all: &[Sample]) -> Library {
    let mut library = library();
    let mut shipped = Bank::new("qbank");
    shipped.cards =
        all.iter().map(|(source, card, ..)| Card { source: Some((*source).to_owned()), ..card.clone() }).collect();
    install(&mut library, &shipped, Arrival::Shipped);
    for (_, card, progress, retired) in all {
        library
            .connection
            .execute(
                "UPDATE card SET attempts = ?2, state = ?3, due = ?4, bits = bits | ?5 WHERE id = ?1",
                rusqlite::params![
                    card.id,
                    progress.attempts,
                    state_bits(progress),
                    progress.due.map(|day| day.0),
                    if *retired { bit::RETIRED } else { 0 }
                ],
            )
            .expect("an update");
    }
    counts::recount(&library.connection).expect("a recount");
    library
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_filter_means_the_same_in_sql(all in samples_of_cards(), filters in proptest::collection::vec(samples::filter(), 25)) {
        let library = stock(&all);
        for filter in filters {
            let today = samples::TODAY;
            // A question that likeness found is the card's question for a filter too.
            let shown = |source: &str, card: &Card| text_of(&library, source, &card.id);
            let expected: Vec<&str> = all
                .iter()
                .filter(|(source, card, progress, retired)| {
                    let card = &shown(source, card);
                    filter.matches(&Subject { source, card, progress, retired: *retired, today })
                })
                .map(|(_, card, ..)| card.id.as_str())
                .collect();
            let listed = library.list(&filter, today).expect("a list");
            let ids: Vec<&str> = listed.iter().map(|listed| listed.id.as_str()).collect();
            assert_eq!(ids, expected, "{filter}");
            assert_eq!(library.count(&filter, today).expect("a count"), expected.len() as u64, "{filter}");
            for order in Order::ALL {
                let candidates = library.candidates(&filter, order, 500, today, 7).expect("candidates");
                let mut nums: Vec<i64> = candidates.iter().map(|candidate| candidate.num).collect();
                nums.sort_unstable();
                nums.dedup();
                assert_eq!(nums.len(), expected.len(), "{order:?} {filter}");
            }
        }
    }
}

fn stocked() -> Library {
    let mut library = library();
    let page = json!([
        {"id": "A-1", "question": "One?", "answer": "1", "technology": "Python", "topic": "T", "level": "beginner", "difficulty": 2, "tags": ["x", "y"]},
        {"id": "A-2", "question": "Two?", "answer": "2", "technology": "Python", "level": "advanced", "difficulty": 10, "tags": ["x"]},
        {"id": "A-3", "question": "Three?", "derived": true},
    ]);
    install(&mut library, &bank("pages", page), Arrival::Page);
    library
}

#[test]
fn a_list_is_json_as_documented() {
    let listed = stocked().list(&parse("id:A-1,A-3").expect("a query"), TODAY).expect("a list");
    assert_eq!(
        serde_json::to_value(&listed).expect("JSON"),
        json!([
            {"id": "A-1", "source": "pages", "question": "One?", "technology": "Python", "topic": "T", "level": "beginner",
             "difficulty": 2, "tags": ["x", "y"], "answered": true, "derived": false},
            {"id": "A-3", "source": "pages", "question": "Three?", "technology": null, "topic": null, "level": null,
             "difficulty": null, "tags": [], "answered": false, "derived": true},
        ])
    );
}

#[test]
fn a_draw_reads_no_row_of_the_table() {
    let library = stocked();
    for query in
        ["", "level:advanced topic:asyncio", "technology:Python difficulty:3..7 source:pages", "has:options -is:due"]
    {
        let selection = Selection::of(&parse(query).expect("a query"), TODAY);
        let asked = sql(&selection, "c.attempts = 0 AND c.mix >= 7 ORDER BY c.mix", TODAY);
        let mut statement = library.connection.prepare(&format!("EXPLAIN QUERY PLAN {asked}")).expect("a plan");
        let values = selection.values.into_iter().chain([9.into()]);
        let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(3)).expect("its steps");
        let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("its steps");
        assert_eq!(steps[0], "SEARCH c USING COVERING INDEX card_mix (mix>?)", "{query}: {steps:?}");
    }
}

#[test]
fn kept_counts_are_what_counting_gives() {
    let mut library = stocked();
    install(&mut library, &bank("more", cards(&["B-1", "B-2"])), Arrival::Page);
    install(&mut library, &bank("more", cards(&["B-2"])), Arrival::Page);
    let kept = library.facets(&Filter::default(), TODAY).expect("facets");
    // A filter that every card passes is counted and not looked up.
    let counted = library.facets(&parse("-id:none").expect("a query"), TODAY).expect("facets");
    assert_eq!(kept, counted);
    let outline = library.outline().expect("an outline");
    let whole = (kept.cards, kept.technologies.clone(), kept.levels.clone());
    assert_eq!((outline.cards, outline.technologies, outline.levels), whole);
    let facet = |name: Option<&str>, cards| Facet { name: name.map(str::to_owned), cards };
    assert_eq!(kept.cards, 4);
    assert_eq!(kept.sources, [facet(Some("pages"), 3), facet(Some("more"), 1)]);
    assert_eq!(kept.technologies, [facet(Some("Python"), 2), facet(None, 2)]);
    assert_eq!(kept.topics, [facet(Some("T"), 1), facet(None, 3)]);
    assert_eq!(kept.levels, [facet(Some("beginner"), 1), facet(Some("advanced"), 1), facet(None, 2)]);
    assert_eq!(kept.difficulties, [facet(Some("2"), 1), facet(Some("10"), 1), facet(None, 2)]);
    assert_eq!(kept.tags, [facet(Some("x"), 2), facet(Some("y"), 1)]);
    let advanced = library.facets(&parse("level:advanced").expect("a query"), TODAY).expect("facets");
    assert_eq!((advanced.cards, advanced.tags), (1, vec![facet(Some("x"), 1)]));
}

#[test]
fn a_filter_says_what_it_left_out() {
    let library = stocked();
    for (query, sentences) in [
        ("level:advanced", vec!["1 card has no level: level:unknown shows it"]),
        ("topic:t", vec!["2 cards have no topic: topic:unknown shows them"]),
        ("level:advanced tag:x", vec![]),
        ("-level:advanced", vec![]),
        ("one", vec![]),
    ] {
        let left_out = library.left_out(&parse(query).expect(query), TODAY).expect("counts");
        assert_eq!(left_out.iter().map(ToString::to_string).collect::<Vec<_>>(), sentences, "{query}");
    }
}

#[test]
fn unknown_names_are_refused_with_counts_from_the_library() {
    let library = stocked();
    for (query, message) in [
        ("technology:Pyton", "no technology \"Pyton\"; did you mean \"Python\" (2 cards)?"),
        ("id:A-9", "no card \"A-9\"; did you mean \"A-1\" (1 card) or \"A-2\" (1 card) or \"A-3\" (1 card)?"),
        ("source:page", "no source \"page\"; did you mean \"pages\" (3 cards)?"),
        ("topic:zzz", "no topic \"zzz\"; qbank tags shows what there is"),
    ] {
        let refused = library.check_names(&parse(query).expect(query)).expect("a readable library").expect_err(query);
        assert_eq!(refused.to_string(), message);
    }
    for query in ["technology:PYTHON id:a-1 tag:X -topic:t", "level:unknown words"] {
        assert_eq!(library.check_names(&parse(query).expect(query)).expect("a readable library"), Ok(()), "{query}");
    }
    let error = library.explain(parse("level:begginer").expect_err("no level")).expect("a readable library");
    assert_eq!(error.to_string(), "no level \"begginer\"; did you mean \"beginner\" (1 card)?");
}

#[test]
fn an_id_alone_finds_the_shipped_card_or_the_only_one() {
    let mut library = stocked();
    install(&mut library, &bank("others", cards(&["A-1", "B-1"])), Arrival::Page);
    let source = |found: Found| match found {
        Found::Card(held) => held.key.source,
        Found::Nothing => "nothing".to_owned(),
        Found::Several(keys) => keys.iter().map(|key| key.source.clone()).collect::<Vec<_>>().join(" and "),
    };
    let find = |library: &Library, id: &str| source(library.find(id).expect("a search"));
    assert_eq!(find(&library, "b-1"), "others");
    assert_eq!(find(&library, "A-1"), "others and pages");
    assert_eq!(find(&library, "C-1"), "nothing");
    install(&mut library, &bank("qbank", cards(&["A-1"])), Arrival::Shipped);
    assert_eq!(find(&library, "A-1"), "qbank");
    assert_eq!(library.card(&key("others", "a-1")).expect("a search"), None);
    assert!(library.card(&key("others", "A-1")).expect("a search").is_some());
}

#[test]
fn many_terms_are_no_trouble() {
    let library = stocked();
    let many = |joiner: &str| (0..3000).map(|n| format!("tag:t{n}")).collect::<Vec<_>>().join(joiner);
    for query in [many(" "), many(" or "), many(" ").replace("tag:", ""), "(-".repeat(30) + "one" + &")".repeat(30)] {
        let listed = library.list(&parse(&query).expect("a query"), TODAY).expect("a list");
        assert!(listed.len() <= 1);
    }
}

#[test]
fn of_many_cards_the_seed_draws_five_hundred() {
    let mut library = library();
    let many: Vec<_> = (0..1500)
        .map(|n| json!({"id": n.to_string(), "question": "Q?", "answer": "A.", "difficulty": 1 + n % 10}))
        .collect();
    install(&mut library, &bank("pages", many.into()), Arrival::Page);
    let draw = |order, seed| -> Vec<i64> {
        let drawn = library.candidates(&Filter::default(), order, 500, TODAY, seed).expect("candidates");
        drawn.into_iter().map(|candidate| candidate.num).collect()
    };
    let (one, same, other) = (draw(Order::Mixed, 1), draw(Order::Mixed, 1), draw(Order::Mixed, 2));
    assert_eq!((one.len(), &one), (500, &same));
    assert!(other.iter().filter(|num| one.contains(num)).count() < 400, "another seed draws other cards");
    // A draw comes from all over the bank, not from one page of it.
    assert!(one.iter().filter(|num| **num <= 500).count() < 250);
    let hardest = library.candidates(&Filter::default(), Order::Hard, 500, TODAY, 1).expect("candidates");
    assert!(hardest.iter().all(|candidate| candidate.difficulty >= Some(7)) && hardest.len() == 500);
}

#[test]
fn a_short_run_draws_few_seen_cards_and_the_missed_among_them() {
    let mut library = library();
    let many: Vec<_> = (0..60).map(|n| json!({"id": n.to_string(), "question": "Q?", "answer": "A."})).collect();
    install(&mut library, &bank("pages", many.into()), Arrival::Page);
    for n in 0..50 {
        let verdict = if n % 10 == 7 { Verdict::Wrong } else { Verdict::Right };
        library.append(&key("pages", &n.to_string()), attempt(verdict), noon(TODAY)).expect("an answer");
    }
    let drawn = library.candidates(&Filter::default(), Order::Mixed, 4, TODAY, 1).expect("candidates");
    let count = |is: fn(&Candidate) -> bool| drawn.iter().filter(|candidate| is(candidate)).count();
    assert_eq!((count(|one| one.seen), count(|one| one.missed), count(|one| !one.seen)), (20, 5, 10));
}
