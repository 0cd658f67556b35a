//! What is open to be read: a card or a passage, the cards that it leads to, and the way back from those. It must not know the
//! list.

use super::looking::{ItemKey, Link, PassageKey};
use super::read::Sheet;
use crate::bank::Note;
use crate::study::event::CardKey;
use crate::study::session::Question;
use crate::study::ties::ties;
use crate::tui::message::Mark;
use crate::tui::screen::card::Reading;
use crate::tui::widget::scroll::{Step, Window};

#[derive(Debug, Clone, Default)]
pub enum Open {
    #[default]
    Nothing,
    Card(Box<Question>),
    Passage(PassageKey, Vec<Note>),
}

/// The cards that the open one leads to, and the cursor among them.
#[derive(Debug, Clone)]
pub struct Links {
    pub links: Vec<Link>,
    pub at: usize,
    pub window: Window,
}

/// One page of what was read.
#[derive(Debug, Clone, Default)]
struct Page {
    open: Open,
    reading: Reading,
    /// On the screen in place of the text.
    links: Option<Links>,
    laid_out: Option<LaidOut>,
}

/// The first section of a card, laid out before it was shown: nobody waits for it then.
#[derive(Debug, Clone)]
pub struct LaidOut {
    pub columns: usize,
    /// The folded words that are marked.
    pub words: Vec<String>,
    pub sheet: Sheet,
}

#[derive(Debug, Default)]
pub struct Reader {
    page: Page,
    /// The pages from which links were followed, the latest last.
    trail: Vec<Page>,
    /// The card that is loaded next is one that was followed.
    following: bool,
}

impl Reader {
    pub fn open(&self) -> &Open {
        &self.page.open
    }

    pub fn card(&self) -> Option<&Question> {
        match &self.page.open {
            Open::Card(question) => Some(question),
            Open::Nothing | Open::Passage(..) => None,
        }
    }

    pub fn reading(&self) -> Reading {
        self.page.reading
    }

    pub fn links(&self) -> Option<&Links> {
        self.page.links.as_ref()
    }

    /// The card from which the open one was reached.
    pub fn came_from(&self) -> Option<&Question> {
        match &self.trail.last()?.open {
            Open::Card(question) => Some(question),
            Open::Nothing | Open::Passage(..) => None,
        }
    }

    /// Whether this is what the list led to: open, or open below the links that were followed from it.
    pub fn holds(&self, key: &ItemKey) -> bool {
        let first = self.trail.first().unwrap_or(&self.page);
        match (&first.open, key) {
            (Open::Card(question), ItemKey::Card(key)) => question.key == *key,
            (Open::Passage(open, _), ItemKey::Passage(key)) => open == key,
            _ => false,
        }
    }

    pub fn close(&mut self) {
        *self = Reader::default();
    }

    /// The open card as it was laid out, where it is read so: in so many columns, and with these words marked.
    pub fn sheet(&self, columns: usize, words: &[String]) -> Option<&Sheet> {
        let Page { reading, links, laid_out, .. } = &self.page;
        let as_shown = self.trail.is_empty() && links.is_none() && reading.is_first();
        let LaidOut { columns: wide, words: marked, sheet } = laid_out.as_ref().filter(|_| as_shown)?;
        (*wide == columns && marked == words).then_some(sheet)
    }

    /// Opens a card, which may have been laid out.
    pub fn show(&mut self, question: Question, laid_out: Option<LaidOut>) {
        let before = std::mem::take(&mut self.page);
        match self.following {
            true => self.trail.push(before),
            false => self.trail.clear(),
        }
        self.following = false;
        self.page.open = Open::Card(Box::new(question));
        self.page.laid_out = laid_out;
    }

    pub fn show_passage(&mut self, key: PassageKey, notes: Vec<Note>) {
        self.close();
        self.page.open = Open::Passage(key, notes);
    }

    /// The card whose links are to be listed, if it has any.
    pub fn wants_links(&self) -> Option<CardKey> {
        let question = self.card().filter(|question| !ties(question).is_empty())?;
        Some(question.key.clone())
    }

    pub fn list_links(&mut self, links: Vec<Link>) {
        self.page.links = Some(Links { links, at: 0, window: Window::default() });
    }

    pub fn hide_links(&mut self) {
        self.page.links = None;
    }

    /// The card to load next: that of the link under the cursor.
    pub fn follow(&mut self) -> Option<CardKey> {
        let links = self.page.links.as_ref()?;
        let key = links.links.get(links.at)?.key.clone();
        self.following = true;
        Some(key)
    }

    /// The followed card could not be loaded.
    pub fn give_up_following(&mut self) -> bool {
        std::mem::take(&mut self.following)
    }

    /// One step back: from the links to the text, or to the card from which this one was reached. False where neither is left.
    pub fn back(&mut self) -> bool {
        if self.page.links.take().is_some() {
            return true;
        }
        match self.trail.pop() {
            Some(page) => {
                self.page = page;
                true
            }
            None => false,
        }
    }

    pub fn turn(&mut self, forward: bool) {
        self.hide_links();
        if let Open::Card(question) = &self.page.open {
            match forward {
                true => self.page.reading.next(question),
                false => self.page.reading.previous(question),
            }
        }
    }

    /// Shows the section whose name is drawn at this column of the line of names.
    pub fn turn_to(&mut self, columns: usize, column: usize) {
        if let (Open::Card(question), None) = (&self.page.open, &self.page.links) {
            self.page.reading.turn_to(question, columns, column);
        }
    }

    /// Goes to a link, whose window begins at `top`; true where it was under the cursor before.
    pub fn point(&mut self, link: usize, top: usize) -> bool {
        let Some(links) = &mut self.page.links else { return false };
        links.window.hold(top);
        std::mem::replace(&mut links.at, link) == link
    }

    /// The card that is read says something else now.
    pub fn edited(&mut self, question: Question) {
        if self.card().is_some_and(|card| card.key == question.key) {
            self.page.open = Open::Card(Box::new(question));
            self.page.laid_out = None;
        }
    }

    /// Moves the cursor of the links, or else the text, which may begin at `last` at most in a window of `height` lines.
    pub fn step(&mut self, step: Step, last: usize, height: usize) {
        match &mut self.page.links {
            Some(Links { links, at, window }) => {
                window.let_go();
                *at = step.from(*at, links.len().saturating_sub(1), height);
            }
            None => self.page.reading.top = step.from(self.page.reading.top, last, height),
        }
    }

    /// Keeps what was noted about a card.
    pub fn marked(&mut self, key: &CardKey, mark: Mark) {
        for page in self.trail.iter_mut().chain([&mut self.page]) {
            if let Open::Card(question) = &mut page.open
                && question.key == *key
            {
                page.laid_out = None;
                match mark {
                    Mark::Flagged(on) => question.progress.flagged = on,
                    Mark::Suspended(on) => question.progress.suspended = on,
                }
            }
        }
    }
}
