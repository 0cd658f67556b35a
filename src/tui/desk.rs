//! The world behind the screens: carries their effects out at the desk. It must not know what is on a screen.

use super::message::{Begun, Choice, Effect, Mark, Reply, World};
use super::screen::browse::{Facet, FacetKey, Found};
use super::screen::home::{Overview, Waiting};
use crate::bank::Level;
use crate::clock::{self, Ticker};
use crate::library::{Facets, Library};
use crate::practice::{Desk, askable, explain_empty, read, title};
use crate::study::event::{CardKey, Day, What};
use crate::study::filter::{Filter, State};
use crate::study::session::Question;
use crate::study::statistics::Tally;
use anyhow::{Context, Result, bail};

/// So many rows are listed; a longer list is narrowed by searching, not by scrolling.
const MOST_ROWS: usize = 500;

/// The desk, and the run that was begun last at it.
#[derive(Debug)]
pub struct Room {
    desk: Desk,
    ticker: Ticker,
    /// The seed of the next run; each run has one of its own.
    seed: u64,
    last: Choice,
    /// What opens a card in an editor, and whether it is to keep to ASCII.
    editor: Option<(EditCard, bool)>,
}

/// Lets the person edit a card of the library; the terminal is theirs meanwhile.
pub type EditCard = fn(&mut Library, &CardKey, bool) -> Result<()>;

impl Room {
    pub fn new(desk: Desk, ticker: Ticker, seed: u64) -> Room {
        Room { desk, ticker, seed, last: Choice::AsAsked, editor: None }
    }

    /// With cards that can be edited; `ascii` is handed on to the editing.
    pub fn with_editor(self, edit: EditCard, ascii: bool) -> Room {
        Room { editor: Some((edit, ascii)), ..self }
    }

    fn edit(&mut self, key: &CardKey) -> Result<Question> {
        let Some((edit, ascii)) = self.editor.filter(|_| self.desk.loose.is_none()) else {
            bail!("only cards of the library can be edited: import the file first");
        };
        if !self.desk.library.keeps_scores() {
            bail!("nothing can be changed: there is no folder to keep cards in; name one with --data-dir");
        }
        edit(&mut self.desk.library, key, ascii)?;
        self.question(key)
    }

    fn today(&self) -> Day {
        clock::now().day()
    }

    fn overview(&self) -> Result<Overview> {
        let _together = self.desk.library.reading()?;
        let facets = self.desk.library.facets(&Filter::default(), self.today())?;
        let levels = facets.levels.iter().filter_map(|facet| {
            let level = Level::from_word(facet.name.as_deref()?)?;
            Some((level.name().to_owned(), whole(facet.cards)))
        });
        Ok(Overview {
            cards: whole(facets.cards),
            technologies: facets.technologies.iter().filter(|facet| facet.name.is_some()).count(),
            levels: levels.collect(),
            waiting: None,
            unsaved: self.desk.unsaved().map(str::to_owned),
        })
    }

    fn waiting(&self) -> Result<Waiting> {
        let _together = self.desk.library.reading()?;
        let today = self.today();
        let library = &self.desk.library;
        let count = |state| library.count(&askable(&Filter::state(state)), today).map(whole);
        let mut tally = Tally::default();
        let run = library.latest_run()?;
        run.iter().filter(|attempt| attempt.first && attempt.mode.is_free()).for_each(|attempt| tally.add(attempt));
        let last_run = (tally.total() > 0).then(|| tally.to_string());
        Ok(Waiting { due: count(State::Due)?, new: count(State::New)?, missed: count(State::Missed)?, last_run })
    }

    fn begin(&mut self, choice: Choice) -> Result<Begun> {
        let choice = if choice == Choice::Again { self.last.clone() } else { choice };
        let _together = self.desk.library.reading()?;
        let (now, at) = (clock::now(), self.ticker.now());
        let of_filter =
            |filter: &Filter| Ok::<_, anyhow::Error>((self.desk.begin(filter, self.seed, now, at)?, title(filter)));
        let (session, title) = match &choice {
            Choice::AsAsked | Choice::Again => of_filter(&self.desk.plan.filter)?,
            Choice::Query(query) => of_filter(&read(&self.desk.library, query)?)?,
            Choice::Cards(keys) => (self.desk.begin_cards(keys, self.seed, now, at)?, "quiz · the missed".to_owned()),
        };
        self.seed = self.seed.wrapping_add(1);
        self.last = choice;
        Ok(Begun { session, title, today: now.day(), unsaved: self.desk.unsaved().map(str::to_owned) })
    }

    fn question(&self, key: &CardKey) -> Result<Question> {
        self.desk.question(key)?.with_context(|| format!("there is no card {} any more", key.id))
    }

    fn mark(&mut self, key: &CardKey, mark: Mark) -> Result<()> {
        let what = match mark {
            Mark::Flagged(on) => What::Flag(on),
            Mark::Suspended(on) => What::Suspend(on),
        };
        self.desk.mark(key, what, clock::now())
    }

    fn find(&self, query: &str) -> Result<Found> {
        let _together = self.desk.library.reading()?;
        let today = self.today();
        let library = &self.desk.library;
        let filter = read(library, query)?;
        let facets = library.facets(&filter, today)?;
        let all = library.count(&Filter::default(), today)?;
        let rows = library.rows(&filter, today, MOST_ROWS)?;
        let left_out = library.left_out(&filter, today)?.into_iter().map(|left_out| left_out.to_string());
        let why = if facets.cards == 0 { Some(explain_empty(library, &filter, today)?) } else { None };
        let hints: Vec<String> = why.into_iter().chain(left_out).collect();
        Ok(Found {
            total: whole(facets.cards),
            all: whole(all),
            rows,
            facets: offered(facets),
            hint: (!hints.is_empty()).then(|| hints.join("; ")),
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
    outcome.map_err(|error| {
        // The query itself is on the screen already: the sentence about it is enough.
        let text = format!("{error:#}");
        text.lines().next().unwrap_or_default().to_owned()
    })
}

impl World for Room {
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        Some(match effect {
            // Copying is the terminal's own affair.
            Effect::None | Effect::Quit | Effect::Copy(_) => return None,
            Effect::Edit(key) => Reply::Edited(Box::new(said(self.edit(&key)))),
            Effect::LoadOverview => Reply::Overview(said(self.overview())),
            Effect::CountWaiting => Reply::Waiting(said(self.waiting())),
            Effect::Begin(choice) => Reply::Begun(Box::new(said(self.begin(choice)))),
            Effect::Record(key, attempt) => Reply::Recorded(said(self.desk.record(&key, attempt, clock::now()))),
            Effect::TakeBack(event) => Reply::TakenBack(said(self.desk.take_back(&event, clock::now()))),
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
