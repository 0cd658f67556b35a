//! What the screens ask for, carried out against the desk. It must not know how anything is drawn.

use crate::clock::{self, Ticker};
use crate::command::selection::{explain_empty, read};
use crate::library::{Facet as Counted, Facets};
use crate::practice::Desk;
use crate::study::event::What;
use crate::study::filter::{Filter, State};
use crate::study::session::Session;
use crate::study::statistics::Tally;
use crate::tui::{Begun, Choice, Effect, Facet, FacetKey, Found, Mark, Overview, Reply, Row, World};
use anyhow::{Context, Result, bail};

/// More rows than a person scrolls through are not read; the counts are of all.
const ROWS: usize = 500;

/// The desk, and what the screens may ask of it again.
pub struct Room {
    pub desk: Desk,
    pub ticker: Ticker,
    /// Fixes the shuffle of every run.
    pub seed: Option<u64>,
    /// The choice of the latest run.
    pub latest: Choice,
}

impl World for Room {
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        let now = clock::now();
        let told = |error: anyhow::Error| format!("{error:#}");
        Some(match effect {
            Effect::None | Effect::Quit => return None,
            Effect::LoadOverview => Reply::Overview(self.overview().map_err(told)),
            Effect::Begin(choice) => Reply::Begun(Box::new(self.begin(choice).map_err(told))),
            Effect::Record(key, attempt) => Reply::Recorded(self.desk.record(&key, attempt, now).map_err(told)),
            Effect::TakeBack(event) => Reply::TakenBack(self.desk.take_back(&event, now).map_err(told)),
            Effect::Mark(key, mark) => {
                let what = match mark {
                    Mark::Flagged(on) => What::Flag(on),
                    Mark::Suspended(on) => What::Suspend(on),
                };
                let marked = self.desk.mark(&key, what, now).map_err(told);
                Reply::Marked(key, mark, marked)
            }
            Effect::Find(query) => Reply::Found(self.find(&query).map_err(told)),
            Effect::LoadCard(key) => {
                let question = self.desk.question(&key).and_then(|found| found.context("this card is no longer here"));
                Reply::Card(Box::new(question.map_err(told)))
            }
        })
    }
}

impl Room {
    fn begin(&mut self, choice: Choice) -> Result<Begun> {
        let choice = if choice == Choice::Again { self.latest.clone() } else { choice };
        let (now, at) = (clock::now(), self.ticker.now());
        let seed = self.seed.unwrap_or_else(rand::random);
        let (session, title) = match &choice {
            Choice::AsAsked | Choice::Again => {
                let filter = self.desk.plan.filter.clone();
                (self.begin_filter(&filter, seed)?, title(&filter))
            }
            Choice::Query(query) => {
                let filter = read(&self.desk.library, query)?;
                (self.begin_filter(&filter, seed)?, title(&filter))
            }
            Choice::Cards(keys) => {
                let session = self.desk.begin_cards(keys, seed, now, at)?.context("these cards are no longer here")?;
                (session, "quiz · practising the missed".to_owned())
            }
        };
        self.latest = choice;
        let unsaved = self.desk.unsaved().map(str::to_owned);
        Ok(Begun { session, title, today: now.day(), unsaved })
    }

    /// A run of a filter's cards.
    ///
    /// # Errors
    /// When no card may be asked: the text says why.
    pub fn begin_filter(&self, filter: &Filter, seed: u64) -> Result<Session> {
        let (now, at) = (clock::now(), self.ticker.now());
        match self.desk.begin(filter, seed, now, at)? {
            Some(session) => Ok(session),
            None => bail!("{}", self.nothing_to_ask(filter)?),
        }
    }

    fn nothing_to_ask(&self, filter: &Filter) -> Result<String> {
        let today = clock::now().day();
        let library = &self.desk.library;
        let matching = library.count(filter, today)?;
        if self.desk.bank.is_some() || matching == 0 {
            return explain_empty(library, filter, today);
        }
        let cards = if matching == 1 { "1 card".to_owned() } else { format!("{matching} cards") };
        Ok(format!("{cards} match {filter}, all suspended or without an answer; add is:suspended or is:unanswered to ask them"))
    }

    fn overview(&self) -> Result<Overview> {
        let library = &self.desk.library;
        let today = clock::now().day();
        let everything = Filter::default();
        let Facets { cards, technologies, levels, .. } = library.facets(&everything, today)?;
        let count = |state| -> Result<Option<usize>> {
            Ok(Some(usize::try_from(library.count(&Filter::state(state), today)?)?))
        };
        let mut tally = Tally::default();
        for attempt in library.latest_run()?.iter().filter(|attempt| attempt.first) {
            tally.add(attempt);
        }
        let levels = levels.into_iter().filter_map(|level| Some((level.name?, level.cards)));
        Ok(Overview {
            cards: usize::try_from(cards)?,
            technologies: technologies.iter().filter(|technology| technology.name.is_some()).count(),
            levels: levels.map(|(name, cards)| (capitalised(&name), cards as usize)).collect(),
            due: count(State::Due)?,
            new: count(State::New)?,
            missed: count(State::Missed)?,
            last_run: (tally.total() > 0).then(|| tally.to_string()),
            unsaved: self.desk.unsaved().map(str::to_owned),
        })
    }

    fn find(&self, query: &str) -> Result<Found> {
        let library = &self.desk.library;
        let today = clock::now().day();
        let filter = read(library, query)?;
        let facets = library.facets(&filter, today)?;
        let rows = library.rows(&filter, today, ROWS)?;
        let total = usize::try_from(facets.cards)?;
        let hint = match total {
            0 => Some(explain_empty(library, &filter, today)?),
            _ => {
                let left_out = library.left_out(&filter, today)?;
                (!left_out.is_empty())
                    .then(|| left_out.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
            }
        };
        let shown = |key: FacetKey, counted: Vec<Counted>| {
            counted.into_iter().filter_map(move |one| Some(Facet { key, name: one.name?, cards: one.cards as usize }))
        };
        let facets = shown(FacetKey::Technology, facets.technologies)
            .chain(shown(FacetKey::Topic, facets.topics))
            .chain(shown(FacetKey::Level, facets.levels))
            .chain(shown(FacetKey::Tag, facets.tags))
            .collect();
        let row = |row: crate::library::Row| Row {
            key: row.key,
            question: row.question,
            level: row.level,
            difficulty: row.difficulty,
            last: row.last,
        };
        let all = usize::try_from(library.count(&Filter::default(), today)?)?;
        Ok(Found { facets, more: false, rows: rows.into_iter().map(row).collect(), total, all, hint })
    }
}

/// What a run asks, in words: `quiz · intermediate`.
pub fn title(filter: &Filter) -> String {
    if filter.is_everything() {
        return "quiz".to_owned();
    }
    let text = filter.to_string();
    let short = ["level:", "technology:", "topic:", "tag:"].iter().fold(text, |text, key| text.replace(key, ""));
    format!("quiz · {}", short.replace('"', ""))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

