//! Random filters, cards and progress that meet often enough for properties to mean something.

use super::{Bound, Filter, Name, Node, Part, State, Term, Text, Wanted};
use crate::bank::{Card, Code, KeyPoint, Level, Options, Predict};
use crate::study::event::Day;
use crate::study::progress::Progress;
use crate::study::words;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};
use proptest::sample::{select, subsequence};

pub const TODAY: Day = Day(20_000);
pub const SOURCES: [&str; 3] = ["qbank", "Pages", "other notes"];

const TAGS: [&str; 5] = ["asyncio", "GIL", "café", "c++", "unknown"];
const TECHNOLOGIES: [&str; 4] = ["Python", "C++", "AI/ML", "unknown"];
const TOPICS: [&str; 4] = ["asyncio", "Names and mutability", "Loops, (nested)", "say \"hi\" \\ bye"];
const WORDS: [&str; 9] = ["lock", "c++", "race_condition", "caches", "print()", "std::vector", "l", "日本", "Größe"];
const TEXTS: [&str; 8] = [
    "A race condition needs a lock.",
    "The cache of C++ code, `print(std::vector)`",
    "locks: 日本語 text",
    "condition race",
    "RACE — condition",
    "Groß, größer",
    "",
    "l33t vectors race.Condition",
];

pub fn filter() -> impl Strategy<Value = Filter> {
    let leaf = proptest::prop_oneof![
        select(WORDS.to_vec()).prop_map(|word| Node::Word(text(word))),
        select(TEXTS.to_vec())
            .prop_filter("words to find", |text| !words::tokens(text).is_empty())
            .prop_map(|phrase| Node::Phrase(text(phrase))),
        term().prop_map(Node::Term),
    ];
    let node = leaf.prop_recursive(4, 16, 3, |inner| {
        proptest::prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Node::All),
            vec(inner.clone(), 2..4).prop_map(Node::Any),
            inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    });
    proptest::prop_oneof![9 => node, 1 => Just(Node::All(Vec::new()))].prop_map(|root| Filter { root })
}

/// A card whose texts, names and parts come from the same small pools as the filters.
pub fn card(id: String) -> impl Strategy<Value = Card> {
    let names = (
        option::of(select(TECHNOLOGIES.to_vec())),
        option::of(select(TOPICS.to_vec())),
        option::of(select(Level::ALL.to_vec())),
        option::of(1..=10u8),
        subsequence(TAGS.to_vec(), 0..3),
    );
    let texts = (
        select(TEXTS.to_vec()),
        option::of(select(TEXTS.to_vec())),
        vec(select(TEXTS.to_vec()), 0..2),
        vec(select(TEXTS.to_vec()), 0..2),
    );
    (names, texts, any::<(bool, bool, bool)>()).prop_map(move |(names, texts, (options, predict, derived))| {
        let (technology, topic, level, difficulty, tags) = names;
        let (question, answer, points, code) = texts;
        let point = |text: &&str| KeyPoint {
            must: true,
            text: (*text).to_owned(),
            cues: Vec::new(),
            unknown: Default::default(),
        };
        let choice = Options { ask: None, key: "k".to_owned(), distractors: Vec::new(), unknown: Default::default() };
        let output = Predict { code: "c".to_owned(), wrong: Vec::new(), unknown: Default::default() };
        Card {
            id: id.clone(),
            question: question.to_owned(),
            technology: technology.map(str::to_owned),
            topic: topic.map(str::to_owned),
            level,
            difficulty,
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            answer: answer.map(str::to_owned),
            key_points: points.iter().map(point).collect(),
            code: code.iter().map(|text| Code { source: (*text).to_owned(), ..Code::default() }).collect(),
            options: options.then_some(choice),
            predict: if predict { vec![output] } else { Vec::new() },
            derived,
            ..Card::default()
        }
    })
}

pub fn progress() -> impl Strategy<Value = Progress> {
    let due = option::of((TODAY.0 - 2..=TODAY.0 + 2).prop_map(Day));
    (0..3u32, any::<[bool; 5]>(), due).prop_map(|(attempts, [missed, flagged, suspended, edited, ready], due)| {
        Progress { attempts, missed, flagged, suspended, edited, ready, due, ..Progress::default() }
    })
}

fn text(written: &str) -> Text {
    Text { written: written.to_owned(), tokens: words::tokens(written) }
}

fn term() -> BoxedStrategy<Term> {
    let names = |pool: &'static [&'static str]| vec(select(pool).prop_map(|written| Name::new(written, 0..0)), 1..3);
    let wanted = |pool: &'static [&'static str]| {
        let value = select(pool).prop_map(|written| Wanted::Value(Name::new(written, 0..0)));
        vec(proptest::prop_oneof![4 => value, 1 => Just(Wanted::Unknown)], 1..3)
    };
    let levels = vec(bound(select(Level::ALL.to_vec()).boxed()), 1..3);
    let difficulties = vec(bound((1..=10u8).boxed()), 1..3);
    proptest::prop_oneof![
        names(&TAGS).prop_map(Term::Tag),
        wanted(&TECHNOLOGIES).prop_map(Term::Technology),
        wanted(&TOPICS).prop_map(Term::Topic),
        levels.prop_map(Term::Level),
        difficulties.prop_map(Term::Difficulty),
        names(&SOURCES).prop_map(Term::Source),
        names(&["card-0", "CARD-1", "card 2"]).prop_map(Term::Id),
        vec(select(State::ALL.to_vec()), 1..3).prop_map(Term::Is),
        vec(select(Part::ALL.to_vec()), 1..3).prop_map(Term::Has),
    ]
    .boxed()
}

fn bound<T: Copy + Ord + std::fmt::Debug + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<Wanted<Bound<T>>> {
    let two = (value.clone(), value.clone()).prop_map(|(one, other)| Bound::Between(one.min(other), one.max(other)));
    let make =
        select(vec![Bound::Exactly as fn(T) -> Bound<T>, Bound::AtLeast, Bound::AtMost, Bound::Above, Bound::Below]);
    let one = (make, value).prop_map(|(make, value)| make(value));
    proptest::prop_oneof![3 => one.prop_map(Wanted::Value), 1 => two.prop_map(Wanted::Value), 1 => Just(Wanted::Unknown)].boxed()
}
