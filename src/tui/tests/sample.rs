//! Cards and a world for the tests of the screens.

use crate::bank::Card;
use crate::clock::Ticker;
use crate::study::alike::Alike;
use crate::study::event::{CardKey, Day, EventId};
use crate::study::progress::Progress;
use crate::study::session::{Question, Session, Settings, Timestamp};
use crate::study::ways::Ways;
use crate::tui::message::{Begun, Choice, Effect, Reply, World};
use crate::tui::screen::browse::{Facet, FacetKey, Found, Row};
use crate::tui::screen::home::{Overview, Waiting};
use serde_json::{Value, json};

pub const TODAY: Day = Day(20_000);

fn card(value: Value) -> Card {
    serde_json::from_value(value).expect("the sample is a card")
}

/// Every section, prose with code and stars, a code line that is wider than a page.
pub fn full() -> Card {
    card(json!({
        "id": "PY-FUNC-004", "technology": "Python", "topic": "functions", "level": "intermediate", "difficulty": 6,
        "tags": ["defaults", "mutability"],
        "question": "A helper is declared as `def add(item, seen=[])` and two callers use it without `seen`. Why does the second caller find the first one's items, and how is it written instead?",
        "answer": "A default is evaluated once, when `def` runs, and kept on the function object. Both calls append to that one list. Use `None` as the default and make a new list inside the body: `seen = [] if seen is None else seen`.",
        "key_points": [
            {"must": true, "text": "Defaults are evaluated once, when def runs"},
            {"must": true, "text": "The one list is shared by all calls that leave the argument out"},
            {"must": true, "text": "Fix: default None, and a new list inside the body"},
            {"must": false, "text": "The object can be seen in `__defaults__`"}
        ],
        "explanation": "The statement `def` is executed like any other. It evaluates the default expressions from left to right and stores the objects in `__defaults__`; a call that leaves an argument out binds the parameter to the stored object, with no copy in between.\n\nWith an immutable default nobody notices, since nothing can change it. With a list, dict or set every such call works on the same object, so *args and **kwargs are no way out: they do not change when the default is made.\n\n- the same happens with `datetime.now()` as a default: the time of the import, for ever\n- a class attribute that holds a list is shared by all instances for a like reason\n\nA sentinel object serves where `None` is itself a meaningful value. Type checkers accept `list[str] | None` for the usual form, and linters report the trap under a rule of its own.",
        "code": [{"name": "demo", "language": "python", "source": "def add(item, seen=[]):\n    seen.append(item)\n    return seen\n\nprint(add(1), add(2), add.__defaults__, \"the list is one and the same in every one of these\")\n", "run": {}, "output": "[1, 2] [1, 2] ([1, 2],)"}],
        "example": "A report service collected warnings in a default list. After a day in production every customer's report listed the warnings of all customers before them.",
        "mistakes": [
            {"claim": "The list is created at each call", "correction": "only the body runs at each call; the default expression ran once."},
            {"claim": "Copying the list at the call site is enough"}
        ],
        "scenario": "Symptom: a cache grows although nobody writes to it.\nFind: print `f.__defaults__` before and after a request.\nFix: default `None`.\nPrevent: a linter rule for mutable defaults.",
        "follow_ups": [
            {"question": "When is a mutable default wanted?", "answer": "As a small cache that should live as long as the function."},
            {"question": "How do dataclasses guard against it?", "card": "PY-OOP-005"}
        ],
        "applies": ["Python >=3.8"], "checked": "2026-11-20 on 3.12.1",
        "sources": ["Python docs, The Python Tutorial, \"Default Argument Values\""]
    }))
}

/// The model card: it can be asked in every way.
pub fn every_way() -> Card {
    let card = include_str!("../../../tests/fixtures/model-card.json");
    let mut card: Value = serde_json::from_str(card).expect("the model card is JSON");
    if let Some(cards) = card.get_mut("cards") {
        card = cards[0].take();
    }
    self::card(card)
}

/// A question and its answer, and nothing else.
pub fn bare(number: usize, topic: &str, question: &str) -> Card {
    let level = ["beginner", "intermediate", "advanced"][number % 3];
    card(json!({
        "id": format!("PY-X-{number:03}"), "technology": "Python", "topic": topic, "level": level, "difficulty": number % 10 + 1,
        "question": question, "answer": format!("The answer to question {number}, in one sentence.")
    }))
}

pub fn cards() -> Vec<Card> {
    vec![
        full(),
        bare(1, "asyncio", "What may run while a coroutine waits at an await?"),
        bare(2, "asyncio", "How does a TaskGroup end when one of its tasks raises?"),
        bare(3, "containers", "When is a set faster than a list?"),
        bare(4, "decorators", "What does functools.wraps keep, and who notices when it is missing?"),
    ]
}

pub fn question(card: Card) -> Question {
    let key = CardKey { source: "qbank".to_owned(), id: card.id.clone() };
    Question { key, card, progress: Progress::default(), alike: Alike::default() }
}

/// A world in memory: it records, finds by substring, and fails when it is told to.
#[derive(Debug, Default)]
pub struct Memory {
    pub cards: Vec<Card>,
    pub limit_ms: Option<u64>,
    pub strict: bool,
    pub ways: Ways,
    /// What the next effects fail with.
    pub failing: Option<String>,
    pub effects: Vec<Effect>,
    /// The clock of a run by hand; without one time stands at zero when a session begins.
    pub ticker: Option<Ticker>,
    recorded: u64,
}

impl Memory {
    pub fn new(cards: Vec<Card>) -> Memory {
        Memory { cards, ..Memory::default() }
    }

    pub fn clear_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    fn session(&self, cards: Vec<Card>) -> Session {
        let Memory { limit_ms, strict, ways, .. } = *self;
        let settings = Settings { session: "run-1".to_owned(), limit_ms, per_card_ms: 60_000, strict, ways, seed: 7 };
        let now = self.ticker.map_or(Timestamp(0), |ticker| ticker.now());
        Session::new(settings, cards.into_iter().map(question).collect(), now)
    }

    fn outcome<T>(&self, value: T) -> Result<T, String> {
        match &self.failing {
            Some(why) => Err(why.clone()),
            None => Ok(value),
        }
    }

    fn find(&self, query: &str) -> Found {
        let holds = |card: &&Card| query.is_empty() || card.question.to_lowercase().contains(&query.to_lowercase());
        let cards: Vec<&Card> = self.cards.iter().filter(holds).collect();
        let mut facets = Vec::new();
        for key in FacetKey::ALL {
            let of = |card: &Card| match key {
                FacetKey::Technology => card.technology.clone().into_iter().collect(),
                FacetKey::Topic => card.topic.clone().into_iter().collect(),
                FacetKey::Level => card.level.map(|level| level.name().to_owned()).into_iter().collect(),
                FacetKey::Tag => card.tags.clone(),
            };
            let names: Vec<String> = cards.iter().flat_map(|card| of(card)).collect();
            let different: std::collections::BTreeSet<&String> = names.iter().collect();
            facets.extend(different.into_iter().map(|name| Facet {
                key,
                name: name.clone(),
                cards: names.iter().filter(|other| *other == name).count(),
            }));
        }
        let row = |card: &&Card| Row {
            key: question((*card).clone()).key,
            question: card.question.clone(),
            level: card.level,
            difficulty: card.difficulty,
            last: None,
        };
        let rows: Vec<Row> = cards.iter().map(row).collect();
        Found { facets, total: rows.len(), rows, all: self.cards.len(), hint: None }
    }
}

impl World for Memory {
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        if effect != Effect::None {
            self.effects.push(effect.clone());
        }
        Some(match effect {
            Effect::None | Effect::Quit => return None,
            Effect::Copy(_) => Reply::Copied(self.outcome(())),
            Effect::Edit(key) => {
                let card = self.cards.iter_mut().find(|card| card.id == key.id).expect("the card is there");
                card.answer = Some("An answer that was edited.".to_owned());
                let edited = question(card.clone());
                Reply::Edited(Box::new(self.outcome(edited)))
            }
            Effect::LoadOverview => Reply::Overview(self.outcome(Overview {
                cards: self.cards.len(),
                technologies: 1,
                levels: vec![("beginner".to_owned(), 1), ("intermediate".to_owned(), 3), ("advanced".to_owned(), 1)],
                waiting: None,
                unsaved: None,
            })),
            Effect::CountWaiting => Reply::Waiting(self.outcome(Waiting { due: 3, new: 2, missed: 0, last_run: None })),
            Effect::Begin(choice) => {
                let chosen = |card: &Card| match &choice {
                    Choice::Cards(keys) => keys.iter().any(|key| key.id == card.id),
                    _ => true,
                };
                let cards = self.cards.iter().filter(|card| chosen(card)).cloned().collect();
                let session = self.session(cards);
                let begun = Begun { session, title: "quiz · intermediate".to_owned(), today: TODAY, unsaved: None };
                Reply::Begun(Box::new(self.outcome(begun)))
            }
            Effect::Record(..) => {
                self.recorded += 1;
                let event = EventId { device: "here".to_owned(), number: self.recorded };
                Reply::Recorded(self.outcome(event))
            }
            Effect::TakeBack(_) => Reply::TakenBack(self.outcome(())),
            Effect::Mark(key, mark) => Reply::Marked(key, mark, self.outcome(())),
            Effect::Find(query) => Reply::Found(self.outcome(self.find(&query))),
            Effect::LoadCard(key) => {
                let card = self.cards.iter().find(|card| card.id == key.id).cloned();
                let found = card.map(question).ok_or_else(|| format!("no card {}", key.id));
                Reply::Card(Box::new(found.and_then(|question| self.outcome(question))))
            }
        })
    }
}
