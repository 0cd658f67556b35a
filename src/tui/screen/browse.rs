//! The browser: filters with the cards left under each, the list, and what is read. It must not know how cards are found.

mod filters;
mod line;
mod list;
mod looking;
mod mark;
mod pane;
mod passage;
mod pointing;
mod read;
mod reader;
mod rows;
mod view;
mod words;

pub use filters::{Facet, FacetKey, quoted};
pub use looking::{Counts, Found, Item, ItemKey, Look, Seen};
pub use view::bars;

use super::card::{Reading, in_words};
use super::{Notice, Stage};
use crate::bank::Note;
use crate::study::event::CardKey;
use crate::study::session::Question;
use crate::tui::keys::{BROWSE, Command, QUERY, Table};
use crate::tui::message::{Choice, Effect, Mark};
use crate::tui::widget::scroll::Step;
use filters::Filters;
use line::{SearchLine, erase, erase_word};
use list::{List, passages};
use looking::PassageKey;
use pane::{Pane, Room};
use read::Sheet;
use reader::{LaidOut, Reader};

/// Who has typed nothing for so long looks at the screen.
const PAUSE_MS: u64 = 60;

#[derive(Debug)]
pub struct Browse {
    filters: Filters,
    line: SearchLine,
    found: Found,
    /// `None` until they are counted, which waits for a pause in the keys.
    counts: Option<Counts>,
    /// The values on offer: those of the latest counts.
    offered: Vec<Facet>,
    /// The most values that were on offer: what a name is completed from.
    known: Vec<Facet>,
    pane: Pane,
    list: List,
    reader: Reader,
    ahead: Option<Ahead>,
}

/// The card that is likely to be opened next.
#[derive(Debug)]
struct Ahead {
    key: CardKey,
    /// Its text, if it could be loaded while nobody waited, and how it is laid out.
    card: Option<(Box<Question>, Option<LaidOut>)>,
}

impl Browse {
    /// Begins with what `query` found.
    pub fn new(query: String, found: Found) -> Browse {
        let mut browse = Browse {
            filters: Filters::default(),
            line: SearchLine::new(query),
            found: Found::default(),
            counts: None,
            offered: Vec::new(),
            known: Vec::new(),
            pane: Pane::List,
            list: List::default(),
            reader: Reader::default(),
            ahead: None,
        };
        browse.take(found);
        browse
    }

    /// Goes on to one of the found cards, to be read.
    pub fn open(&mut self, key: &CardKey) {
        let is_it = |item: &Item| matches!(item, Item::Card(row) if row.key == *key);
        if let Some(at) = self.found.items.iter().position(is_it) {
            self.list.at = at;
            self.pane = Pane::Card;
        }
    }

    pub fn keys(&self) -> &'static Table {
        if self.line.editing { &QUERY } else { &BROWSE }
    }

    /// `None` when the command leads back to the screen before.
    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Option<Effect> {
        match command {
            Command::Back if self.line.editing => self.line.editing = false,
            Command::Back if self.pane == Pane::Card && self.reader.back() => {}
            Command::Back if self.pane != Pane::List => self.pane = Pane::List,
            Command::Back => return None,
            Command::Leave => return Some(Effect::Quit),
            Command::EditQuery => self.line.editing = true,
            Command::Submit => return Some(self.submit(stage)),
            Command::Type(character) => return Some(self.edit(stage, |line| line.push(character))),
            Command::Erase => return Some(self.edit(stage, erase)),
            Command::EraseWord => return Some(self.edit(stage, erase_word)),
            Command::EraseAll => return Some(self.edit(stage, String::clear)),
            Command::Complete if self.line.completion(&self.known).is_none() => {}
            Command::Complete => {
                self.line.complete(&self.known);
                self.list.begin_anew();
                return Some(self.find(stage));
            }
            // What is looked at stays in sight where there is nothing to clear.
            Command::ClearFilter if !self.is_narrowed() => {}
            Command::ClearFilter => {
                self.filters.clear();
                return Some(self.edit(stage, String::clear));
            }
            Command::NextPane => self.pane = if self.pane == Pane::Filters { Pane::List } else { Pane::Card },
            Command::PreviousPane => self.pane = if self.pane == Pane::Card { Pane::List } else { Pane::Filters },
            Command::Choose => match self.pane {
                Pane::Filters => {
                    self.filters.choose(&self.offered);
                    return Some(self.find(stage));
                }
                Pane::List => self.pane = Pane::Card,
                Pane::Card => return Some(self.go_further()),
            },
            Command::QuizThese => match self.line.query().filter(|_| self.found.cards > 0) {
                Some(line) => return Some(Effect::Begin(Choice::Query(self.filters.query(&line)))),
                None => say(notice, "no card in the list to ask; C shows all cards"),
            },
            Command::Progress if self.found.cards > 0 => return Some(Effect::LoadProgress(self.query())),
            Command::Progress => say(notice, "no card in the list; C shows all cards"),
            Command::ToNotes => return Some(self.go_to_notes(stage, notice)),
            Command::NextItem => return Some(self.step_list(Step::Down, stage)),
            Command::PreviousItem => return Some(self.step_list(Step::Up, stage)),
            Command::Step(step) => return Some(self.step(step, stage)),
            Command::NextSection | Command::PreviousSection => {
                let forward = command == Command::NextSection;
                match self.pane {
                    Pane::Filters => self.filters.next_group(forward, &self.offered),
                    Pane::List | Pane::Card => self.reader.turn(forward),
                }
            }
            Command::Edit => return Some(self.on_card(notice, |question| Effect::Edit(question.key.clone()))),
            Command::Copy => return Some(self.on_card(notice, |question| Effect::Copy(in_words(question)))),
            Command::Flag => return Some(self.mark(notice, |flagged, _| Mark::Flagged(!flagged))),
            Command::Suspend => return Some(self.mark(notice, |_, suspended| Mark::Suspended(!suspended))),
            _ => {}
        }
        Some(self.load_if_seen(stage))
    }

    /// Pasted text goes into the search line, and nowhere else.
    pub fn paste(&mut self, text: &str, stage: &Stage) -> Effect {
        if !self.line.editing {
            return Effect::None;
        }
        // The line has one row; what stands before the cursor stays a word of its own.
        let blanks = text.trim_end().chars().map(|character| if character.is_whitespace() { ' ' } else { character });
        self.edit(stage, |line| line.extend(blanks))
    }

    fn edit(&mut self, stage: &Stage, change: impl FnOnce(&mut String)) -> Effect {
        self.line.change(change);
        self.list.begin_anew();
        self.find(stage)
    }

    /// Goes to the list; where nothing is in it for a slip of the pen, mends that first.
    fn submit(&mut self, stage: &Stage) -> Effect {
        if !self.can_be_mended() {
            self.line.editing = false;
            self.pane = Pane::List;
            return self.load_if_seen(stage);
        }
        self.line.correct(self.counts.as_ref().map_or(&[], |counts| &counts.instead));
        self.list.begin_anew();
        self.find(stage)
    }

    /// Whether nothing was found for words that nobody wrote, and others are near.
    fn can_be_mended(&self) -> bool {
        self.found.items.is_empty() && self.counts.as_ref().is_some_and(|counts| !counts.instead.is_empty())
    }

    fn find(&mut self, stage: &Stage) -> Effect {
        match self.line.query() {
            Some(line) => Effect::Find(self.filters.query(&line)),
            None => {
                let Found { all, technologies, .. } = self.found;
                self.take(Found { all, technologies, counts: Some(Counts::default()), ..Found::default() });
                self.load_if_seen(stage)
            }
        }
    }

    /// The whole filter in the query language: what was chosen, and what was typed.
    pub fn query(&self) -> String {
        self.filters.query(&self.line.query().unwrap_or_default())
    }

    fn is_narrowed(&self) -> bool {
        !self.query().is_empty() || !self.line.text.is_empty()
    }

    /// A line that is a query but for a name that nobody has is looked for by its words.
    pub fn found(&mut self, found: Result<Found, String>, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match found {
            Ok(found) => self.take(found),
            Err(why) if self.line.why.is_none() && !self.line.text.trim().is_empty() => {
                self.line.why = Some(why);
                return self.find(stage);
            }
            Err(text) => *notice = Some(Notice { text, trouble: true }),
        }
        self.load_if_seen(stage)
    }

    fn take(&mut self, mut found: Found) {
        let before = self.found.items.get(self.list.at).map(Item::key);
        self.list.take(before, &found);
        let counts = found.counts.take();
        self.found = found;
        self.counts = None;
        counts.into_iter().for_each(|counts| self.count(counts));
    }

    fn count(&mut self, mut counts: Counts) {
        if counts.facets.len() > self.known.len() {
            self.known.clone_from(&counts.facets);
        }
        let offered = self.filters.with_chosen(std::mem::take(&mut counts.facets));
        self.filters.follow(&self.offered, &offered);
        self.offered = offered;
        self.counts = Some(counts);
    }

    /// The next card is loaded where cards are being read.
    pub fn after_drawing(&self) -> Effect {
        let is_loaded = |key: &CardKey| self.ahead.as_ref().is_some_and(|ahead| ahead.key == *key);
        match self.list.next(&self.found) {
            Some(Item::Card(row)) if self.reader.card().is_some() && !is_loaded(&row.key) => {
                Effect::Look(Look::Ahead(row.key.clone()))
            }
            _ => Effect::None,
        }
    }

    /// Milliseconds after which the values on offer are counted, for who types on waits for no counts.
    pub fn next_tick(&self) -> Option<u64> {
        self.counts.is_none().then_some(PAUSE_MS)
    }

    pub fn tick_clock(&self) -> Effect {
        match self.counts {
            Some(_) => Effect::None,
            None => Effect::Look(Look::Counts(self.query())),
        }
    }

    /// The screen is seen again: what was answered meanwhile shows.
    pub fn renew(&mut self, stage: &Stage) -> Effect {
        self.reader.close();
        self.ahead = None;
        self.find(stage)
    }

    pub fn seen(&mut self, seen: Result<Seen, String>, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match seen {
            Ok(Seen::Counts(counts)) => self.count(counts),
            Ok(Seen::Passage(key, notes)) => self.open_passage(key, notes),
            Ok(Seen::Links(links)) if links.is_empty() => say(notice, "the cards that this one names are not here"),
            Ok(Seen::Links(links)) => self.reader.list_links(links),
            Ok(Seen::Ahead(key, question)) => {
                let card = question.map(|question| {
                    let laid_out = self.laid_out(&question, stage);
                    (question, laid_out)
                });
                self.ahead = Some(Ahead { key, card });
                return Effect::None;
            }
            Ok(Seen::Excerpts(excerpts)) => self.list.put_excerpts(&self.found, excerpts),
            Err(text) => {
                // What cannot be counted is not tried again before the next search.
                self.counts.get_or_insert_default();
                *notice = Some(Notice { text, trouble: true });
                return Effect::None;
            }
        }
        self.load_if_seen(stage)
    }

    /// Asks for what is in sight and not there yet: the card or passage under the cursor, and the excerpts of the list.
    pub fn load_if_seen(&mut self, stage: &Stage) -> Effect {
        let Some(item) = self.found.items.get(self.list.at) else {
            self.reader.close();
            if self.pane == Pane::Card {
                self.pane = Pane::List;
            }
            return Effect::None;
        };
        let seen = self.pane == Pane::Card || Room::of(stage) == Room::Three;
        let key = item.key();
        if seen && !self.reader.holds(&key) {
            match (key, self.ahead.take()) {
                (ItemKey::Card(key), Some(Ahead { key: ahead, card: Some((question, laid_out)) })) if ahead == key => {
                    self.reader.show(*question, laid_out);
                }
                (ItemKey::Card(key), _) => return Effect::LoadCard(key),
                (ItemKey::Passage(key), _) => return Effect::Look(Look::Passage(key)),
            }
        }
        let height = self.areas(stage).list.height;
        if self.list.is_near_its_end(&self.found, height.into()) {
            return Effect::Look(Look::Whole(self.query()));
        }
        let wanting = self.list.take_wanting(&self.found, height);
        if wanting.is_empty() {
            return Effect::None;
        }
        Effect::Look(Look::Excerpts(self.found.words.clone(), wanting))
    }

    pub fn loaded(&mut self, question: Question, stage: &Stage) -> Effect {
        let laid_out = self.laid_out(&question, stage);
        self.reader.show(question, laid_out);
        self.load_if_seen(stage)
    }

    /// A card as it is shown first; `None` where no pane for it is on the screen.
    fn laid_out(&self, question: &Question, stage: &Stage) -> Option<LaidOut> {
        let (columns, words) = (usize::from(self.areas(stage).card.width), self.found.words.clone());
        let sheet =
            (columns > 0).then(|| Sheet::of_card(question, Reading::default(), columns, &words, stage.theme))?;
        Some(LaidOut { columns, words, sheet })
    }

    fn open_passage(&mut self, key: PassageKey, notes: Vec<Note>) {
        self.reader.show_passage(key, notes);
    }

    /// A card could not be loaded: its pane would stay empty.
    pub fn not_loaded(&mut self) {
        if !self.reader.give_up_following() {
            self.reader.close();
            self.pane = Pane::List;
        }
    }

    /// From the card to those that it leads to, and on to the chosen one.
    fn go_further(&mut self) -> Effect {
        if let Some(key) = self.reader.follow() {
            return Effect::LoadCard(key);
        }
        self.reader.wants_links().map_or(Effect::None, |key| Effect::Look(Look::Links(key)))
    }

    pub fn marked(&mut self, key: &CardKey, mark: Mark) {
        self.reader.marked(key, mark);
        self.ahead = None;
        for item in &mut self.found.items {
            if let Item::Card(row) = item
                && row.key == *key
            {
                match mark {
                    Mark::Flagged(on) => row.flagged = on,
                    Mark::Suspended(on) => row.suspended = on,
                }
            }
        }
    }

    /// Marks the card that is read, or else the one under the cursor.
    fn mark(&self, notice: &mut Option<Notice>, change: impl Fn(bool, bool) -> Mark) -> Effect {
        let read = self.reader.card().filter(|_| self.pane == Pane::Card);
        let read = read.map(|question| (&question.key, question.progress.flagged, question.progress.suspended));
        let chosen = || match self.found.items.get(self.list.at)? {
            Item::Card(row) if self.pane == Pane::List => Some((&row.key, row.flagged, row.suspended)),
            _ => None,
        };
        match read.or_else(chosen) {
            Some((key, flagged, suspended)) => Effect::Mark(key.clone(), change(flagged, suspended)),
            None => {
                say(notice, "no card is under the cursor");
                Effect::None
            }
        }
    }

    /// What is to be done with the card that is read.
    fn on_card(&self, notice: &mut Option<Notice>, effect: impl Fn(&Question) -> Effect) -> Effect {
        match self.reader.card() {
            Some(question) => effect(question),
            None => {
                say(notice, "open the card first, with enter");
                Effect::None
            }
        }
    }

    /// The card was edited: it is read on where it was.
    pub fn edited(&mut self, question: Question) {
        for item in &mut self.found.items {
            if let Item::Card(row) = item
                && row.key == question.key
            {
                row.question.clone_from(&question.card.question);
            }
        }
        self.ahead = None;
        self.reader.edited(question);
    }

    fn step(&mut self, step: Step, stage: &Stage) -> Effect {
        self.move_in(self.pane, step, stage);
        self.load_if_seen(stage)
    }

    fn move_in(&mut self, pane: Pane, step: Step, stage: &Stage) {
        let areas = self.areas(stage);
        match pane {
            Pane::Filters => self.filters.step(step, &self.offered, areas.list.height.into()),
            Pane::List => self.list.step(step, &self.found, areas.list.height.into()),
            Pane::Card => {
                let (last, height) = self.last_top(areas.card, stage);
                self.reader.step(step, last, height);
            }
        }
    }

    fn step_list(&mut self, step: Step, stage: &Stage) -> Effect {
        self.move_in(Pane::List, step, stage);
        self.load_if_seen(stage)
    }

    /// To the first passage, or from the passages back to the first card.
    fn go_to_notes(&mut self, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        let passages = passages(&self.found);
        if self.found.notes == 0 {
            say(notice, "no notes here; imported articles bring some");
        } else if passages.is_empty() {
            self.list.await_notes();
            return Effect::Look(Look::Whole(self.query()));
        } else {
            self.list.at = if passages.contains(&self.list.at) { 0 } else { passages.start };
            self.pane = if self.pane == Pane::Filters { Pane::List } else { self.pane };
        }
        self.load_if_seen(stage)
    }
}

fn say(notice: &mut Option<Notice>, text: &str) {
    *notice = Some(Notice { text: text.to_owned(), trouble: false });
}
