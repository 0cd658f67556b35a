//! Cards and a world for the tests of the screens.

mod ahead;

pub use ahead::{planned, waiting};

use crate::bank::{Card, Note};
use crate::clock::Ticker;
use crate::library::{Link, Passage, PassageKey, Row};
use crate::study::alike::Alike;
use crate::study::event::{CardKey, Day, EventId};
use crate::study::filter::{self, Filter, Key, Subject, Vocabulary};
use crate::study::progress::Progress;
use crate::study::run::{Kind, Run, Score};
use crate::study::session::{Question, Session, Settings, Timestamp};
use crate::study::statistics::samples::dated;
use crate::study::statistics::{Dated, Facts, RunHead, Statistics, Tally};
use crate::study::target::Target;
use crate::study::ties::{Named, ties};
use crate::study::ways::Ways;
use crate::study::words;
use crate::tui::message::{Begun, Choice, Effect, Reply, World};
use crate::tui::screen::browse::{Counts, Facet, FacetKey, Found, Item, ItemKey, Look, Seen};
use crate::tui::screen::ending::LookedBack;
use crate::tui::screen::home::{Overview, Unfinished, Waiting};
use crate::tui::screen::plan::Planned;
use crate::tui::screen::progress::Figures;
use serde_json::{Value, json};
use std::collections::BTreeMap;

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

/// What a page says beside its questions: prose and a table under one heading, and a quote under another.
pub fn notes() -> Vec<Note> {
    let note = |line: usize, heading: &str, kind: &str, text: &str| {
        let note = json!({"source": "page", "heading": heading, "kind": kind, "text": text,
            "origin": {"file": "page.txt", "line": line}});
        serde_json::from_value(note).expect("the sample is a note")
    };
    vec![
        note(
            3,
            "What I look for when I interview",
            "prose",
            "Candidates who ask before they code do better: half of the work is the question.",
        ),
        note(
            9,
            "What I look for when I interview",
            "table",
            "Level Core topics Time\nEntry Syntax, data types 60%\nSenior Locks, memory, performance under load 15%",
        ),
        note(14, "Before the day", "quote", "Sleep. Drink water.\nA candidate"),
    ]
}

pub fn question(card: Card) -> Question {
    let key = CardKey { source: "qbank".to_owned(), id: card.id.clone() };
    Question { key, card, progress: Progress::default(), alike: Alike::default() }
}

fn run(session: &Session) -> Run {
    Run {
        kind: Kind::Quiz,
        title: "quiz · intermediate".to_owned(),
        query: "level:intermediate".to_owned(),
        order: "mixed".to_owned(),
        count: 20,
        settings: session.settings().clone(),
        cards: session.keys().cloned().collect(),
        mixed: true,
        loose: false,
        file: None,
    }
}

/// Answers of three runs on three days to the sample cards, in every way, with slow, sure and missed ones.
pub fn answers() -> Vec<Dated> {
    let mut answers = dated(
        "PY-X-001 wrong sure #asyncio @intermediate =19970 %s 31000/20000; \
         PY-X-002 partly think #asyncio @advanced =19970 %s 48000/30000; \
         PY-X-003 right guess #containers @beginner =19970 %s 12000/9000; \
         PY-FUNC-004 choice wrong #functions @intermediate =19970 %s 15000/8000; \
         PY-X-001 repeat right sure #asyncio @intermediate =19970 %s 20000/4000; \
         PY-X-001 right sure #asyncio @intermediate =19998 %mixed 22000/6000; \
         PY-X-002 wrong sure #asyncio @advanced =19998 %mixed 64000/41000 slow; \
         PY-X-003 typed right sure #containers @beginner =19998 %mixed 71000/12000 slow; \
         PY-FUNC-004 predict right think #functions @intermediate =19998 %mixed 33000/15000; \
         PY-X-002 right think #asyncio @advanced =19999 %asyncio 41000/14000; \
         PY-X-001 right sure #asyncio @intermediate =19999 %asyncio 18000/3000; \
         PY-FUNC-004 typed partly unknown #functions @intermediate =19999 %asyncio 140000/50000 slow",
    );
    let cards = cards();
    for Dated { answer, .. } in &mut answers {
        let question = cards.iter().find(|card| card.id == answer.key.id).map(|card| card.question.clone());
        answer.question = question.unwrap_or_default();
    }
    answers
}

/// A world in memory: it records, finds, and fails when it is told to.
#[derive(Debug, Default)]
pub struct Memory {
    pub cards: Vec<Card>,
    pub notes: Vec<Note>,
    /// Nothing was done with its library yet.
    pub is_new: bool,
    pub target: Option<Target>,
    pub waiting: Option<Waiting>,
    pub planned: Option<Planned>,
    pub looked_back: LookedBack,
    pub answers: Vec<Dated>,
    pub limit_ms: Option<u64>,
    pub strict: bool,
    pub ways: Ways,
    /// What other cards have to do with each.
    pub alike: Alike,
    /// Its cards are those of a page that was not imported.
    pub loose: bool,
    /// The day on which each card was answered last.
    pub last_day: Option<Day>,
    /// So many days after [`TODAY`] answers are kept.
    pub days_later: i32,
    /// What the next effects fail with.
    pub failing: Option<String>,
    pub effects: Vec<Effect>,
    /// The clock of a run by hand; without one time stands at zero when a session begins.
    pub ticker: Option<Ticker>,
    pub recorded: u64,
}

impl Default for LookedBack {
    fn default() -> LookedBack {
        LookedBack { before: Vec::new(), today: TODAY, coming_back: BTreeMap::new() }
    }
}

impl Memory {
    pub fn new(cards: Vec<Card>) -> Memory {
        let waiting = waiting(3, 2, 2, 4);
        Memory { cards, waiting: Some(waiting), ..Memory::default() }
    }

    pub fn clear_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    fn session(&self, cards: Vec<Card>) -> Session {
        let Memory { limit_ms, strict, ways, .. } = *self;
        let settings = Settings { session: "run-1".to_owned(), limit_ms, per_card_ms: 60_000, strict, ways, seed: 7 };
        let now = self.ticker.map_or(Timestamp(0), |ticker| ticker.now());
        let progress = Progress { last_day: self.last_day, ..Progress::default() };
        let asked = |card| Question { alike: self.alike.clone(), progress: progress.clone(), ..question(card) };
        Session::new(settings, cards.into_iter().map(asked).collect(), now)
    }

    fn outcome<T>(&self, value: T) -> Result<T, String> {
        match &self.failing {
            Some(why) => Err(why.clone()),
            None => Ok(value),
        }
    }

    fn matching(&self, filter: &Filter) -> Vec<&Card> {
        let progress = Progress::default();
        let matches = |card: &&Card| {
            filter.matches(&Subject { source: "qbank", card, progress: &progress, retired: false, today: TODAY })
        };
        self.cards.iter().filter(matches).collect()
    }

    fn figures(&self, query: String) -> Figures {
        let topics: BTreeMap<Option<String>, u64> = self.cards.iter().fold(BTreeMap::new(), |mut topics, card| {
            *topics.entry(card.topic.clone()).or_default() += 1;
            topics
        });
        let topics: Vec<(Option<String>, u64)> = topics.into_iter().collect();
        let head = |session: &str| RunHead {
            session: session.to_owned(),
            title: format!("quiz · {session}"),
            per_card_ms: 60_000,
        };
        let runs = ["s", "mixed", "asyncio"].map(head);
        let facts = Facts { answers: &self.answers, runs: &runs, topics: &topics, today: TODAY };
        Figures { title: "progress".to_owned(), query, today: TODAY, statistics: Statistics::of(&facts) }
    }

    fn read(&self, query: &str) -> Result<Filter, String> {
        let filter = filter::parse(query).map_err(|error| error.to_string())?;
        let mut known = Vocabulary::default();
        for card in &self.cards {
            let names = [(Key::Technology, &card.technology), (Key::Topic, &card.topic)];
            names.into_iter().for_each(|(key, name)| known.add(key, name.as_deref().unwrap_or_default(), 1));
            card.tags.iter().for_each(|tag| known.add(Key::Tag, tag, 1));
            known.add(Key::Id, &card.id, 1);
        }
        ["qbank", "page"].into_iter().for_each(|source| known.add(Key::Source, source, 1));
        known.check(&filter).map_err(|error| error.to_string())?;
        Ok(filter)
    }

    fn find(&self, query: &str) -> Result<Found, String> {
        let filter = self.read(query)?;
        let row = |card: &&Card| {
            Item::Card(Row {
                key: question((*card).clone()).key,
                question: card.question.clone(),
                level: card.level,
                difficulty: card.difficulty,
                last: None,
                flagged: false,
                suspended: false,
            })
        };
        let mut items: Vec<Item> = self.matching(&filter).iter().map(row).collect();
        let cards = items.len();
        let words = filter.tokens();
        let only_words = filter.without_words().is_everything();
        let is_held = |note: &&Note| {
            let held = words::tokens(&note.text);
            only_words && words.iter().all(|word| held.iter().any(|token| token.starts_with(word.as_str())))
        };
        let mut passages: Vec<Passage> = Vec::new();
        for note in self.notes.iter().filter(is_held) {
            match passages.iter_mut().find(|passage| passage.key == passage_key(note)) {
                Some(passage) => passage.notes += 1,
                None => passages.push(Passage { key: passage_key(note), notes: 1, kind: Some(note.kind) }),
            }
        }
        let notes = passages.iter().map(|passage| passage.notes).sum();
        items.extend(passages.into_iter().map(Item::Passage));
        let all = self.cards.len();
        Ok(Found { cards, notes, items, all, technologies: 1, words, ..Found::default() })
    }

    fn counts(&self, query: &str) -> Result<Counts, String> {
        let cards = self.matching(&self.read(query)?);
        let mut facets = Vec::new();
        for key in FacetKey::ALL {
            let of = |card: &Card| match key {
                FacetKey::Technology => card.technology.clone().into_iter().collect(),
                FacetKey::Topic => card.topic.clone().into_iter().collect(),
                FacetKey::Level => card.level.map(|level| level.name().to_owned()).into_iter().collect(),
                FacetKey::Difficulty => card.difficulty.map(|difficulty| difficulty.to_string()).into_iter().collect(),
                FacetKey::Tag => card.tags.clone(),
                FacetKey::Source => vec!["qbank".to_owned()],
            };
            let names: Vec<String> = cards.iter().flat_map(|card| of(card)).collect();
            let different: std::collections::BTreeSet<&String> = names.iter().collect();
            facets.extend(different.into_iter().map(|name| Facet {
                key,
                name: name.clone(),
                cards: names.iter().filter(|other| *other == name).count(),
            }));
        }
        let why_empty = cards.is_empty().then(|| format!("no card matches {query}; qbank tags shows what there is"));
        let instead = if query == "awiat" { vec![("awiat".to_owned(), "await".to_owned())] } else { Vec::new() };
        Ok(Counts { facets, why_empty, instead, left_out: None })
    }

    fn look(&self, look: Look) -> Reply {
        Reply::Seen(self.outcome(match look {
            Look::Whole(query) => return Reply::Found(self.find(&query).and_then(|found| self.outcome(found))),
            Look::Counts(query) => match self.counts(&query) {
                Ok(counts) => Seen::Counts(counts),
                Err(why) => return Reply::Seen(Err(why)),
            },
            Look::Passage(key) => {
                let notes = self.notes.iter().filter(|note| passage_key(note) == key).cloned().collect();
                Seen::Passage(key, notes)
            }
            Look::Links(key) => {
                let from = self.cards.iter().find(|card| card.id == key.id).cloned().map(question);
                let named = from.map(|question| ties(&question)).unwrap_or_default().into_iter();
                let link = |(tie, named)| {
                    let id = match named {
                        Named::Id(id) => id,
                        Named::Key(key) => key.id,
                    };
                    let card = self.cards.iter().find(|card| card.id == id)?.clone();
                    Some(Link { tie, question: card.question.clone(), key: question(card).key })
                };
                Seen::Links(named.filter_map(link).collect())
            }
            Look::Ahead(key) => {
                let card = self.cards.iter().find(|card| card.id == key.id).filter(|_| self.failing.is_none());
                return Reply::Seen(Ok(Seen::Ahead(key, card.cloned().map(question).map(Box::new))));
            }
            Look::Excerpts(_, keys) => {
                let excerpt = |key: ItemKey| {
                    let text = match &key {
                        ItemKey::Card(key) => self.cards.iter().find(|card| card.id == key.id)?.answer.clone()?,
                        ItemKey::Passage(key) => self.notes.iter().find(|note| passage_key(note) == *key)?.text.clone(),
                    };
                    Some((key, text))
                };
                Seen::Excerpts(keys.into_iter().filter_map(excerpt).collect())
            }
        }))
    }
}

fn passage_key(note: &Note) -> PassageKey {
    let file = note.origin.as_ref().map(|origin| origin.file.clone());
    PassageKey { source: note.source.clone().unwrap_or_default(), file, heading: note.heading.clone() }
}

/// A world in the middle of a week of practice, with an interview ahead.
pub fn busy() -> Memory {
    let score = |right: usize, wrong: usize| Score {
        free: Tally { right, slow: right / 4, partly: 1, wrong },
        chosen: Tally { right: wrong, ..Tally::default() },
    };
    let before = vec![score(9, 10), score(11, 8), score(10, 9), score(14, 5)];
    let topic = |topic: &str, right, of| (topic.to_owned(), right, of);
    let waiting = Waiting {
        missed: 4,
        new: 180,
        readiness: Some(54),
        unfinished: Some(Unfinished {
            session: "run-1".to_owned(),
            title: "quiz · intermediate".to_owned(),
            passed: 7,
            of: 20,
            again: 0,
        }),
        runs: before.clone(),
        weakest: vec![topic("isolation levels", 1, 4), topic("descriptors", 2, 5), topic("KV cache", 3, 7)],
        ..waiting(23, 180, 10, 25)
    };
    let coming_back = [(1, 9), (4, 11), (70, 1)].map(|(days, cards)| (Day(TODAY.0 + days), cards));
    Memory {
        target: Some(Target { day: Some(Day(TODAY.0 + 15)), field: Some("Python".to_owned()) }),
        waiting: Some(waiting),
        planned: Some(planned()),
        looked_back: LookedBack { before, today: TODAY, coming_back: coming_back.into() },
        ..Memory::new(cards())
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
            Effect::LoadOverview => Reply::Overview(Box::new(self.outcome(Overview {
                cards: self.cards.len(),
                technologies: vec!["Python".to_owned(), "Data science".to_owned()],
                levels: vec![("beginner".to_owned(), 1), ("intermediate".to_owned(), 3), ("advanced".to_owned(), 1)],
                today: TODAY,
                target: self.target.clone().unwrap_or_default(),
                is_new: self.is_new && self.target.is_none(),
                waiting: None,
                unsaved: None,
            }))),
            Effect::CountWaiting => Reply::Waiting(self.outcome(self.waiting.clone().expect("it is known"))),
            Effect::LoadPlan => Reply::Planned(Box::new(self.outcome(self.planned.clone().unwrap_or_else(planned)))),
            Effect::ReadRest(keys) => {
                let cards = self.cards.iter().filter(|card| keys.iter().any(|key| key.id == card.id));
                let rest = cards.cloned().map(question).collect();
                Reply::Rest(self.outcome(rest))
            }
            Effect::KeepRun(_) | Effect::Skip(..) | Effect::Leave(..) => Reply::Noted(self.outcome(())),
            Effect::LookBack { .. } => Reply::LookedBack(self.outcome(self.looked_back.clone())),
            Effect::LoadProgress(query) => Reply::Progress(Box::new(self.outcome(self.figures(query)))),
            Effect::SetTarget(target) => {
                let set = self.outcome(());
                self.target = Some(target);
                Reply::TargetSet(set)
            }
            Effect::Begin(choice) => {
                let chosen = |card: &Card| match &choice {
                    Choice::Cards(keys) => keys.iter().any(|key| key.id == card.id),
                    _ => true,
                };
                let cards = self.cards.iter().filter(|card| chosen(card)).cloned().collect();
                let session = self.session(cards);
                let run = Run { loose: self.loose, ..run(&session) };
                let begun = Begun { session, run, resumed: false, today: TODAY, interview: None, unsaved: None };
                Reply::Begun(Box::new(self.outcome(begun)))
            }
            Effect::Record(..) => {
                self.recorded += 1;
                let event = EventId { device: "here".to_owned(), number: self.recorded };
                Reply::Recorded { event: self.outcome(event), today: Day(TODAY.0 + self.days_later) }
            }
            Effect::TakeBack(_) => Reply::TakenBack(self.outcome(())),
            Effect::Mark(key, mark) => Reply::Marked(key, mark, self.outcome(())),
            Effect::Find(query) => Reply::Found(self.find(&query).and_then(|found| self.outcome(found))),
            Effect::Look(look) => self.look(look),
            Effect::LoadCard(key) => {
                let card = self.cards.iter().find(|card| card.id == key.id).cloned();
                let found = card.map(question).ok_or_else(|| format!("no card {}", key.id));
                Reply::Card(Box::new(found.and_then(|question| self.outcome(question))))
            }
        })
    }
}
