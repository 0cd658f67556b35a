//! What flows between the loop, the screens and the world: messages in, effects out, replies back in. It must not know how
//! any of them is carried out.

use super::keys::Command;
use super::mouse::Gesture;
use super::screen::browse::{Found, Look, Seen};
use super::screen::ending::LookedBack;
use super::screen::home::{Overview, Waiting};
use super::screen::plan::Planned;
use super::screen::progress::Figures;
use crate::study::event::{Attempt, CardKey, Day, EventId};
use crate::study::run::{Passed, Run};
use crate::study::session::{Question, Session};
use crate::study::target::Target;
use ratatui::layout::Size;

/// Something that happened; [`App::update`](super::app::App::update) answers it with an [`Effect`].
#[derive(Debug)]
pub enum Message {
    /// The program begins with this screen.
    Start(Start),
    Command(Command),
    /// Text that was pasted; it never acts as keys.
    Pasted(String),
    Resized(Size),
    /// A clock on the screen has reached its next second.
    ClockTick,
    /// The program is about to be stopped, and later: it goes on.
    Paused,
    Resumed,
    Mouse(Gesture),
    /// The program is about to be ended by a signal.
    Leaving,
    /// What an effect brought.
    Reply(Reply),
}

/// Where the program begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    Home,
    Quiz,
    /// What is due, and some new cards.
    Review,
    /// The run that was left last.
    Resume,
    Browse {
        query: String,
    },
}

/// What the loop is to do next. Every effect but `None` and `Quit` is answered with a [`Reply`] before the next drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    None,
    /// Leave the program, with exit code 0.
    Quit,
    LoadOverview,
    /// Count what waits: too slow for the first drawing, so that it follows it.
    CountWaiting,
    /// Look at the days to come.
    LoadPlan,
    Begin(Choice),
    /// Bring the cards of a run that were not read when it began; the first drawing does not wait for them.
    ReadRest(Vec<CardKey>),
    /// Make the beginning of a run durable; the first drawing does not wait for it either.
    KeepRun(Box<Run>),
    /// Note that a card was passed over, or that a run is left with it on the screen.
    Skip(CardKey, Passed),
    Leave(CardKey, Passed),
    /// Note that a run came to its end, if it did, and see how it stands among others.
    LookBack {
        run: Box<Run>,
        finished: bool,
    },
    SetTarget(Target),
    /// Count how it goes with the cards of a query.
    LoadProgress(String),
    /// Make an answer durable.
    Record(CardKey, Attempt),
    /// Make the undo of an answer durable.
    TakeBack(EventId),
    Mark(CardKey, Mark),
    /// List the cards that a query matches, with the counts of the filters under it.
    Find(String),
    LoadCard(CardKey),
    /// Open a card in the person's editor, on the screen that they came from.
    Edit(CardKey),
    /// Hand a text to the clipboard.
    Copy(String),
    /// What else the browser wants to see.
    Look(Look),
}

impl Effect {
    /// Whether it ends only when the disk has taken what it writes, and a key was pressed for it: what the screen says of the key
    /// is drawn before.
    pub fn waits_for_disk(&self) -> bool {
        matches!(self, Effect::Record(..))
    }
}

/// Which cards a run is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// As the command line said, or all cards.
    AsAsked,
    /// What belongs to today, as it is planned, or where nothing does a quiz.
    Today,
    Review,
    /// A quiz over all cards of the field that the person prepares for.
    Field,
    /// A few of them, for a first picture.
    Picture,
    /// The run that was left last, or the one with this name.
    Unfinished(Option<String>),
    /// As the run before.
    Again,
    Query(String),
    /// Those of the page that is asked from instead of the library.
    OfPage(String),
    Cards(Vec<CardKey>),
}

impl Choice {
    /// Whether cards of the library are asked, whatever page was asked from before.
    pub fn is_of_library(&self) -> bool {
        match self {
            Choice::Today | Choice::Review | Choice::Field | Choice::Picture | Choice::Query(_) => true,
            Choice::AsAsked | Choice::Unfinished(_) | Choice::Again | Choice::OfPage(_) | Choice::Cards(_) => false,
        }
    }
}

/// What a person can note about a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Flagged(bool),
    Suspended(bool),
}

impl Mark {
    /// What the screen says once it is noted.
    pub fn said(self) -> &'static str {
        match self {
            Mark::Flagged(true) => "flagged",
            Mark::Flagged(false) => "no longer flagged",
            Mark::Suspended(true) => "suspended: it is not asked again",
            Mark::Suspended(false) => "no longer suspended",
        }
    }
}

/// A run that is ready to be asked.
#[derive(Debug)]
pub struct Begun {
    pub session: Session,
    /// How it was begun; its title says what is asked.
    pub run: Run,
    /// Its beginning is in the log already.
    pub resumed: bool,
    pub today: Day,
    /// The day of the interview, while it is ahead.
    pub interview: Option<Day>,
    /// Why answers are not kept, where they are not.
    pub unsaved: Option<String>,
}

/// What an effect brought; the text of an error is a sentence for the person.
#[derive(Debug)]
pub enum Reply {
    Overview(Box<Result<Overview, String>>),
    Waiting(Result<Waiting, String>),
    Planned(Box<Result<Planned, String>>),
    Begun(Box<Result<Begun, String>>),
    /// The cards of the run that were still to be read.
    Rest(Result<Vec<Question>, String>),
    /// Something about the run was noted, or not.
    Noted(Result<(), String>),
    LookedBack(Result<LookedBack, String>),
    TargetSet(Result<(), String>),
    Progress(Box<Result<Figures, String>>),
    /// `today` may be another day than that on which the run began.
    Recorded {
        event: Result<EventId, String>,
        today: Day,
    },
    TakenBack(Result<(), String>),
    Marked(CardKey, Mark, Result<(), String>),
    Found(Result<Found, String>),
    Card(Box<Result<Question, String>>),
    /// The card as it is after its editor was left.
    Edited(Box<Result<Question, String>>),
    Copied(Result<(), String>),
    Seen(Result<Seen, String>),
}

impl Reply {
    /// Whether it can change what is on the screen: a card that was loaded ahead is not seen before the next key.
    pub fn is_seen(&self) -> bool {
        !matches!(self, Reply::Seen(Ok(Seen::Ahead(..))))
    }
}

/// Runs effects against the library; the tests have one of their own.
pub trait World {
    /// Carries out `effect`, to the end, and says what came of it; `None` for the effects that bring nothing.
    fn carry_out(&mut self, effect: Effect) -> Option<Reply>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_all_replies_a_card_that_was_loaded_ahead_is_not_seen() {
        let key = CardKey { source: "qbank".to_owned(), id: "PY-X-001".to_owned() };
        for (reply, is_seen) in [
            (Reply::Seen(Ok(Seen::Ahead(key, None))), false),
            (Reply::Seen(Ok(Seen::Excerpts(Vec::new()))), true),
            (Reply::Seen(Err("the library is gone".to_owned())), true),
            (Reply::Noted(Ok(())), true),
        ] {
            assert_eq!(reply.is_seen(), is_seen, "{reply:?}");
        }
    }
}
