//! The world behind the screens: carries their effects out at the desk. It must not know what is on a screen.

mod looking;
mod standing;

use super::message::{Begun, Choice, Effect, Mark, Reply, World};
use super::screen::ending::LookedBack;
use super::screen::home::{Overview, Unfinished, Waiting};
use super::screen::plan::Planned;
use crate::bank::Level;
use crate::clock::{self, Ticker};
use crate::library::Library;
use crate::practice::{Ahead, Desk, NOTHING_UNFINISHED, Plan, Resumed, Started, askable, field, read, title, titled};
use crate::study::event::{CardKey, Day, Moment, What};
use crate::study::filter::{Filter, parse};
use crate::study::plan::Part;
use crate::study::run::{Kind, Past, Run};
use crate::study::session::{Question, Session, Timestamp};
use crate::study::target::Target;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;

/// So many earlier runs stand beside the newest one.
const RUNS_BEFORE: usize = 7;

/// So many of the weakest topics are named.
const WEAKEST: usize = 3;

/// So many cards give a first picture.
const PICTURE: usize = 12;

/// The desk, and the run that was begun last at it.
#[derive(Debug)]
pub struct Room {
    desk: Desk,
    ticker: Ticker,
    /// The seed of the next run; each run has one of its own.
    seed: u64,
    last: Choice,
    /// How runs were planned before one went on that brings a plan of its own, for itself and for runs that are begun like it.
    own_plan: Option<Plan>,
    /// What opens a card in an editor, and whether it is to keep to ASCII.
    editor: Option<(EditCard, bool)>,
}

/// A run that begins, or one that goes on.
enum Sitting {
    Anew(Box<Started>),
    On(Box<Resumed>),
}

/// Lets the person edit a card of the library; the terminal is theirs meanwhile.
pub type EditCard = fn(&mut Library, &CardKey, bool) -> Result<()>;

impl Room {
    pub fn new(desk: Desk, ticker: Ticker, seed: u64) -> Room {
        Room { desk, ticker, seed, last: Choice::AsAsked, own_plan: None, editor: None }
    }

    /// With cards that can be edited; `ascii` is handed on to the editing.
    pub fn with_editor(self, edit: EditCard, ascii: bool) -> Room {
        Room { editor: Some((edit, ascii)), ..self }
    }

    fn edit(&mut self, key: &CardKey) -> Result<Question> {
        let is_of_page = self.desk.page.as_ref().is_some_and(|page| page.find(key).is_some());
        let Some((edit, ascii)) = self.editor.filter(|_| !is_of_page) else {
            bail!("only cards of the library can be edited: import the file first");
        };
        if !self.desk.library.keeps_scores() {
            bail!("nothing can be changed: there is no folder to keep cards in; name one with --data-dir");
        }
        edit(&mut self.desk.library, key, ascii)?;
        self.question(key)
    }

    fn today(&self) -> Day {
        self.desk.library.day(clock::now())
    }

    fn overview(&self) -> Result<Overview> {
        let _together = self.desk.library.reading()?;
        let facets = self.desk.library.outline()?;
        let levels = facets.levels.iter().filter_map(|facet| {
            let level = Level::from_word(facet.name.as_deref()?)?;
            Some((level.name().to_owned(), whole(facet.cards)))
        });
        let target = self.desk.library.target()?;
        let is_new = target.is_none() && self.desk.unsaved().is_none() && self.desk.library.is_untouched()?;
        Ok(Overview {
            cards: whole(facets.cards),
            technologies: facets.technologies.iter().filter_map(|facet| facet.name.clone()).collect(),
            levels: levels.collect(),
            today: self.today(),
            target: target.unwrap_or_default(),
            is_new,
            waiting: None,
            unsaved: self.desk.unsaved().map(str::to_owned),
        })
    }

    fn waiting(&self) -> Result<Waiting> {
        let _together = self.desk.library.reading()?;
        let today = self.today();
        let library = &self.desk.library;
        let field = field(library)?;
        let ahead = self.desk.ahead(&field, today)?;
        let runs = library.recent_runs(RUNS_BEFORE + 1, None)?;
        let unfinished = self.desk.unfinished(today)?.map(|past| Unfinished {
            session: past.run.settings.session.clone(),
            title: past.run.title.clone(),
            passed: past.passed(),
            of: past.run.cards.len(),
            again: past.coming_again(),
        });
        let weakest = library.weakest_topics(&askable(&field), today, WEAKEST)?.into_iter();
        Ok(Waiting {
            due: ahead.due,
            missed: ahead.missed,
            new: ahead.unseen,
            today: *ahead.calendar.today(),
            readiness: ahead.percent().filter(|_| ahead.seen > 0),
            unfinished,
            runs: runs.iter().rev().map(Past::score).collect(),
            weakest: weakest.map(|standing| (standing.topic, standing.right, standing.of)).collect(),
        })
    }

    fn planned(&self) -> Result<Planned> {
        let _together = self.desk.library.reading()?;
        let field = field(&self.desk.library)?;
        let ahead = self.desk.ahead(&field, self.today())?;
        let name = self.desk.library.target()?.and_then(|target| target.field).filter(|_| !field.is_everything());
        Ok(Planned { field: name.unwrap_or_default(), ahead })
    }

    fn begin(&mut self, choice: Choice) -> Result<Begun> {
        let own_plan = if choice == Choice::Again { None } else { self.own_plan.take() };
        let plan = own_plan.as_ref().map(|own| std::mem::replace(&mut self.desk.plan, own.clone()));
        let choice = if choice == Choice::Again { self.last.clone() } else { choice };
        let (now, at) = (clock::now(), self.ticker.now());
        let aside = if choice.is_of_library() { self.desk.page.take() } else { None };
        let sat = {
            let _together = self.desk.library.reading()?;
            self.sit_down(&choice, now, at)
        };
        let Started { session, run, resumed } = match sat {
            Ok(Sitting::On(resumed)) => self.desk.take_up(*resumed),
            Ok(Sitting::Anew(started)) => {
                self.desk.let_go();
                *started
            }
            Err(error) => {
                self.desk.page = self.desk.page.take().or(aside);
                if let Some(plan) = plan {
                    (self.desk.plan, self.own_plan) = (plan, own_plan);
                }
                return Err(error);
            }
        };
        self.seed = self.seed.wrapping_add(1);
        if resumed {
            self.own_plan = Some(self.desk.plan.clone());
            self.desk.plan_like(&run);
        }
        // Once more is a new run of the same kind, not the same run.
        self.last = match (choice, run.kind) {
            (Choice::Unfinished(_), Kind::Quiz) if self.desk.page.is_some() => Choice::OfPage(run.query.clone()),
            (Choice::Unfinished(_), Kind::Quiz) => Choice::Query(run.query.clone()),
            (Choice::Unfinished(_), Kind::Review) => Choice::Review,
            (Choice::Unfinished(_), Kind::Cards) => Choice::Cards(run.cards.clone()),
            (choice, _) => choice,
        };
        let interview = self.desk.library.interview(self.desk.library.day(now))?;
        let unsaved = self.desk.unsaved().map(str::to_owned);
        Ok(Begun { session, run, resumed, today: self.desk.library.day(now), interview, unsaved })
    }

    fn sit_down(&self, choice: &Choice, now: Moment, at: Timestamp) -> Result<Sitting> {
        let Room { desk, seed, .. } = self;
        let anew = |kind, title: &str, filter: &Filter, count, session: Session| {
            let run = desk.describe(kind, title, filter, count, &session);
            Sitting::Anew(Box::new(Started { session, run, resumed: false }))
        };
        let quiz = |filter: &Filter, count| {
            let session = desk.begin_at_most(count, filter, *seed, now, at)?;
            Ok(anew(Kind::Quiz, &title(filter), filter, count, session))
        };
        let review = |filter: &Filter| {
            let session = desk.begin_review(filter, *seed, now, at)?;
            Ok(anew(Kind::Review, &titled("review", filter), filter, desk.plan.review_count, session))
        };
        match choice {
            Choice::AsAsked | Choice::Again => quiz(&desk.plan.filter, desk.plan.count),
            Choice::Query(query) => quiz(&read(&desk.library, query)?, desk.plan.count),
            Choice::OfPage(query) => quiz(&parse(query)?, desk.plan.count),
            Choice::Field => quiz(&field(&self.desk.library)?, desk.plan.count),
            Choice::Picture => quiz(&field(&self.desk.library)?, PICTURE),
            Choice::Review => review(&self.reviewed()?),
            Choice::Today => {
                let field = field(&desk.library)?;
                let Ahead { calendar, .. } = desk.ahead(&field, desk.library.day(now))?;
                match *calendar.today() {
                    Part { again: 0, new: 0, .. } => quiz(&field, desk.plan.count),
                    Part { again, new, .. } => {
                        let session = desk.begin_part(&field, again, new, *seed, now, at)?;
                        let name = if again > 0 { "review" } else { "new cards" };
                        Ok(anew(Kind::Review, &titled(name, &field), &field, desk.plan.review_count, session))
                    }
                }
            }
            Choice::Cards(keys) => {
                let session = desk.begin_cards(keys, *seed, now, at)?;
                Ok(anew(Kind::Cards, "quiz · the missed", &Filter::default(), keys.len(), session))
            }
            Choice::Unfinished(Some(session)) => Ok(Sitting::On(Box::new(desk.resume(session, at)?))),
            Choice::Unfinished(None) => {
                let past = desk.unfinished(desk.library.day(now))?.context(NOTHING_UNFINISHED)?;
                Ok(Sitting::On(Box::new(desk.resume(&past.run.settings.session, at)?)))
            }
        }
    }

    /// The cards that a review is about: those that the command line named, or those of the field.
    fn reviewed(&self) -> Result<Filter> {
        if self.desk.plan.filter.is_everything() {
            field(&self.desk.library)
        } else {
            Ok(self.desk.plan.filter.clone())
        }
    }

    fn rest(&self, keys: &[CardKey]) -> Result<Vec<Question>> {
        let _together = self.desk.library.reading()?;
        self.desk.unread(keys.iter(), self.today())
    }

    fn keep(&mut self, run: &Run) -> Result<()> {
        self.desk.keep(run, clock::now())
    }

    fn look_back(&mut self, run: &Run, finished: bool) -> Result<LookedBack> {
        if finished {
            self.desk.end(&run.settings.session, clock::now())?;
        }
        let _together = self.desk.library.reading()?;
        let mut before = self.desk.library.recent_runs(RUNS_BEFORE + 1, Some(run))?;
        before.retain(|past| past.run.settings.session != run.settings.session);
        before.truncate(RUNS_BEFORE);
        let past = self.desk.library.past_run(&run.settings.session)?;
        let answered: BTreeSet<CardKey> = past.iter().flat_map(Past::answers).map(|(key, _)| key.clone()).collect();
        let today = self.today();
        let coming_back = self.desk.coming_back(answered.iter(), today)?;
        Ok(LookedBack { before: before.iter().rev().map(Past::score).collect(), today, coming_back })
    }

    fn set_target(&mut self, target: Target) -> Result<()> {
        self.desk.library.set_target(target, clock::now()).context("date and field are not saved")
    }

    fn question(&self, key: &CardKey) -> Result<Question> {
        let _together = self.desk.library.reading()?;
        self.desk.question(key)?.with_context(|| format!("there is no card {} any more", key.id))
    }

    fn mark(&mut self, key: &CardKey, mark: Mark) -> Result<()> {
        let what = match mark {
            Mark::Flagged(on) => What::Flag(on),
            Mark::Suspended(on) => What::Suspend(on),
        };
        self.desk.mark(key, what, clock::now())
    }
}

fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The outcome with its error as a sentence for the person, causes included.
fn said<T>(outcome: anyhow::Result<T>) -> Result<T, String> {
    outcome.map_err(|error| {
        // The query itself is on the screen already: the sentence about it is enough.
        let text = crate::practice::said::error(&error);
        text.lines().next().unwrap_or_default().to_owned()
    })
}

impl World for Room {
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        Some(match effect {
            // Copying is the terminal's own affair.
            Effect::None | Effect::Quit | Effect::Copy(_) => return None,
            Effect::Edit(key) => Reply::Edited(Box::new(said(self.edit(&key)))),
            Effect::LoadOverview => Reply::Overview(Box::new(said(self.overview()))),
            Effect::CountWaiting => Reply::Waiting(said(self.waiting())),
            Effect::LoadPlan => Reply::Planned(Box::new(said(self.planned()))),
            Effect::Begin(choice) => Reply::Begun(Box::new(said(self.begin(choice)))),
            Effect::ReadRest(keys) => Reply::Rest(said(self.rest(&keys))),
            Effect::KeepRun(run) => Reply::Noted(said(self.keep(&run))),
            Effect::Skip(key, passed) => Reply::Noted(said(self.desk.skip(&key, passed, clock::now()))),
            Effect::Leave(key, passed) => Reply::Noted(said(self.desk.leave(&key, passed, clock::now()))),
            Effect::LookBack { run, finished } => Reply::LookedBack(said(self.look_back(&run, finished))),
            Effect::LoadProgress(query) => Reply::Progress(Box::new(said(self.figures(query)))),
            Effect::SetTarget(target) => Reply::TargetSet(said(self.set_target(target))),
            Effect::Record(key, attempt) => {
                let event = said(self.desk.record(&key, attempt, clock::now()));
                Reply::Recorded { event, today: self.today() }
            }
            Effect::TakeBack(event) => Reply::TakenBack(said(self.desk.take_back(&event, clock::now()))),
            Effect::Mark(key, mark) => {
                let outcome = said(self.mark(&key, mark));
                Reply::Marked(key, mark, outcome)
            }
            Effect::Find(query) => Reply::Found(said(self.find(&query, looking::FIRST))),
            Effect::LoadCard(key) => Reply::Card(Box::new(said(self.question(&key)))),
            Effect::Look(look) => self.look(look),
        })
    }
}

#[cfg(test)]
mod tests;
