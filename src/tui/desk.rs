//! The world behind the screens: carries their effects out on the library. It must not know what is on a screen.

use super::message::{Begun, Choice, Effect, Mark, Reply, World};
use super::screen::browse::{Facet, FacetKey, Found, Row};
use super::screen::home::{Overview, Waiting};
use crate::bank::{Bank, Level};
use crate::clock::{self, Ticker};
use crate::library::{Facets, Library, Order};
use crate::practice;
use crate::study::event::{Attempt, CardKey, Day, EventId, What};
use crate::study::filter::{self, Filter, State};
use crate::study::session::{Question, Session, Settings};
use anyhow::{Context, bail};
use std::process;

/// So many rows are listed; a longer list is narrowed by searching, not by scrolling.
const MOST_ROWS: usize = 1000;

/// The device of answers that are not recorded; no library has it.
const UNSAVED_DEVICE: &str = "unsaved";

/// What the command line asks a quiz to be.
#[derive(Debug)]
pub struct Asked {
    /// Which cards, with the words for it: `intermediate`.
    pub filter: Filter,
    pub words: String,
    pub count: usize,
    pub order: Order,
    pub limit_ms: Option<u64>,
    pub per_card_ms: u64,
    pub strict: bool,
    /// The same number gives the same order of cards.
    pub seed: Option<u64>,
    /// Ask from this bank instead of the installed cards.
    pub bank: Option<Bank>,
    /// Record the answers.
    pub save: bool,
}

/// The library, and the run that was begun last on it.
#[derive(Debug)]
pub struct Desk {
    library: Library,
    asked: Asked,
    ticker: Ticker,
    last: Choice,
    /// Runs begun so far: each gets an id and an order of its own.
    runs: u64,
    unsaved_answers: u64,
}

impl Desk {
    pub fn new(library: Library, asked: Asked, ticker: Ticker) -> Desk {
        Desk { library, asked, ticker, last: Choice::AsAsked, runs: 0, unsaved_answers: 0 }
    }

    fn today(&self) -> Day {
        clock::now().day()
    }

    /// Why answers are not kept, where they are not.
    fn unsaved(&self) -> Option<String> {
        if !self.asked.save {
            return Some("--no-save was given".to_owned());
        }
        (!self.library.keeps_scores()).then(|| "there is no folder to keep them in (--data-dir names one)".to_owned())
    }

    fn overview(&self) -> anyhow::Result<Overview> {
        let facets = self.library.facets(&Filter::default(), self.today())?;
        let levels = facets.levels.iter().filter_map(|facet| {
            let level = Level::from_word(facet.name.as_deref()?)?;
            Some((level.name().to_owned(), whole(facet.cards)))
        });
        Ok(Overview {
            cards: whole(facets.cards),
            technologies: facets.technologies.iter().filter(|facet| facet.name.is_some()).count(),
            levels: levels.collect(),
            waiting: None,
            unsaved: self.unsaved(),
        })
    }

    fn waiting(&self) -> anyhow::Result<Waiting> {
        let today = self.today();
        let count = |state| self.library.count(&practice::askable(&Filter::state(state)), today).map(whole);
        Ok(Waiting { due: count(State::Due)?, new: count(State::New)?, missed: count(State::Missed)? })
    }

    fn begin(&mut self, choice: Choice) -> anyhow::Result<Begun> {
        let choice = if choice == Choice::Again { self.last.clone() } else { choice };
        let now = clock::now();
        let (today, utc) = (now.day(), now.utc);
        let seed = self.asked.seed.unwrap_or(utc.unsigned_abs()).wrapping_add(self.runs);
        let (questions, words) = self.questions(&choice, today, seed)?;
        let Asked { limit_ms, per_card_ms, strict, .. } = self.asked;
        let session = format!("{utc}-{}-{}", process::id(), self.runs);
        let settings = Settings { session, limit_ms, per_card_ms, strict, seed };
        let session = Session::new(settings, questions, self.ticker.now());
        let title = if words.is_empty() { "quiz".to_owned() } else { format!("quiz · {words}") };
        self.runs += 1;
        self.last = choice;
        Ok(Begun { session, title, today, unsaved: self.unsaved() })
    }

    fn questions(&self, choice: &Choice, today: Day, seed: u64) -> anyhow::Result<(Vec<Question>, String)> {
        let Asked { count, order, ref bank, .. } = self.asked;
        let (filter, words) = match choice {
            Choice::AsAsked | Choice::Again => (self.asked.filter.clone(), self.asked.words.clone()),
            Choice::Query(query) => (self.filter(query)?, query.clone()),
            Choice::Cards(keys) => return Ok((self.cards(keys)?, "the missed".to_owned())),
        };
        let questions = match (bank, choice) {
            (Some(bank), Choice::AsAsked | Choice::Again) => {
                practice::begin_with(bank, &self.library, &filter, count, order, today, seed)?
            }
            _ => practice::begin(&self.library, &filter, count, order, today, seed)?,
        };
        if questions.is_empty() {
            bail!("{}", self.nothing_to_ask(&filter, today)?);
        }
        Ok((questions, words))
    }

    fn cards(&self, keys: &[CardKey]) -> anyhow::Result<Vec<Question>> {
        keys.iter().map(|key| self.question(key)).collect()
    }

    /// A card of the bank that is asked from, or of the library.
    fn question(&self, key: &CardKey) -> anyhow::Result<Question> {
        if let Some(bank) = &self.asked.bank {
            let card = bank.cards.iter().find(|card| card.id == key.id && bank.source_of(card) == key.source);
            if let Some(card) = card {
                let progress = crate::study::progress::Progress::of(&self.library.events(key)?);
                return Ok(Question { key: key.clone(), card: card.clone(), progress });
            }
        }
        let held = self.library.card(key)?.with_context(|| format!("there is no card {} any more", key.id))?;
        Ok(Question { key: held.key, card: held.card, progress: held.progress })
    }

    fn nothing_to_ask(&self, filter: &Filter, today: Day) -> anyhow::Result<String> {
        let matching = self.library.count(filter, today)?;
        let why = match matching {
            0 => "no card matches; ask for less, or for another level or topic".to_owned(),
            1 => "the one card that matches is suspended or has no answer".to_owned(),
            matching => format!("the {matching} cards that match are suspended or have no answer"),
        };
        let left_out = self.library.left_out(filter, today)?.into_iter().map(|left_out| left_out.to_string());
        Ok([why].into_iter().chain(left_out).collect::<Vec<String>>().join("; "))
    }

    /// A query as a filter; names that no card has are refused with the nearest ones.
    fn filter(&self, query: &str) -> anyhow::Result<Filter> {
        let filter = match filter::parse(query) {
            Ok(filter) => filter,
            Err(error) => return Err(self.library.explain(error)?.into()),
        };
        self.library.check_names(&filter)??;
        Ok(filter)
    }

    fn record(&mut self, key: &CardKey, attempt: Attempt) -> anyhow::Result<EventId> {
        if !self.asked.save {
            self.unsaved_answers += 1;
            return Ok(EventId { device: UNSAVED_DEVICE.to_owned(), number: self.unsaved_answers });
        }
        practice::record(&mut self.library, key, attempt, clock::now())
    }

    fn take_back(&mut self, event: &EventId) -> anyhow::Result<()> {
        if event.device != UNSAVED_DEVICE {
            practice::undo(&mut self.library, event, clock::now())?;
        }
        Ok(())
    }

    fn mark(&mut self, key: &CardKey, mark: Mark) -> anyhow::Result<()> {
        let what = match mark {
            Mark::Flagged(on) => What::Flag(on),
            Mark::Suspended(on) => What::Suspend(on),
        };
        self.library.append(key, what, clock::now())?;
        Ok(())
    }

    fn find(&self, query: &str) -> anyhow::Result<Found> {
        let today = self.today();
        let filter = self.filter(query)?;
        let facets = self.library.facets(&filter, today)?;
        let all = self.library.count(&Filter::default(), today)?;
        let listed = self.library.list(&filter, today)?;
        let row = |listed: crate::library::Listed| Row {
            key: listed.key(),
            level: listed.level,
            difficulty: listed.difficulty,
            question: listed.question,
            last: None,
        };
        let hint = match facets.cards {
            0 => {
                let left_out = self.library.left_out(&filter, today)?.into_iter();
                let left_out: Vec<String> = left_out.map(|left_out| left_out.to_string()).collect();
                (!left_out.is_empty()).then(|| format!("No card matches. {}.", left_out.join("; ")))
            }
            _ => None,
        };
        Ok(Found {
            total: whole(facets.cards),
            all: whole(all),
            rows: listed.into_iter().take(MOST_ROWS).map(row).collect(),
            facets: offered(facets),
            hint,
        })
    }
}

/// The counted names in the order of the filters; what has no name is no filter.
fn offered(facets: Facets) -> Vec<Facet> {
    let Facets { technologies, topics, levels, tags, .. } = facets;
    let keys = [
        (FacetKey::Technology, technologies),
        (FacetKey::Topic, topics),
        (FacetKey::Level, levels),
        (FacetKey::Tag, tags),
    ];
    let named = |(key, facets): (FacetKey, Vec<crate::library::Facet>)| {
        facets.into_iter().filter_map(move |facet| Some(Facet { key, name: facet.name?, cards: whole(facet.cards) }))
    };
    keys.into_iter().flat_map(named).collect()
}

fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The outcome with its error as a sentence for the person, causes included.
fn said<T>(outcome: anyhow::Result<T>) -> Result<T, String> {
    outcome.map_err(|error| format!("{error:#}"))
}

impl World for Desk {
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        Some(match effect {
            Effect::None | Effect::Quit => return None,
            Effect::LoadOverview => Reply::Overview(said(self.overview())),
            Effect::CountWaiting => Reply::Waiting(said(self.waiting())),
            Effect::Begin(choice) => Reply::Begun(Box::new(said(self.begin(choice)))),
            Effect::Record(key, attempt) => Reply::Recorded(said(self.record(&key, attempt))),
            Effect::TakeBack(event) => Reply::TakenBack(said(self.take_back(&event))),
            Effect::Mark(key, mark) => {
                let outcome = said(self.mark(&key, mark));
                Reply::Marked(key, mark, outcome)
            }
            Effect::Find(query) => Reply::Found(said(self.find(&query))),
            Effect::LoadCard(key) => Reply::Card(Box::new(said(self.question(&key)))),
        })
    }
}

#[cfg(test)]
mod tests;
