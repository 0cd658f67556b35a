//! The lines of keys at the foot of a quiz, and what they say where a key needs something first. It must not change anything.

use super::Quiz;
use crate::study::event::Rating;
use crate::study::session::{Asking, Phase, Question, Reply};
use crate::tui::keys::{Command, POINT_LETTERS};
use crate::tui::screen::Stage;
use crate::tui::screen::card::tabs;
use crate::tui::widget::key_bar::{self, Item};

impl Quiz {
    /// How many there are: as many for all that is done with a card before its reveal, and after it.
    pub fn bars(&self, stage: &Stage) -> u16 {
        let is_asking = self.session.phase().is_asking();
        let most = key_bar::items(self.keys(), |command, item| match command {
            Command::Hint => (self.session.hints().1 > 0).then_some(item),
            Command::Rate(None) if !self.is_solved() => Some(item.reading("again")),
            Command::Step(_) if is_asking => Some(item),
            Command::Step(_) | Command::Pan { .. } => None,
            _ => self.reading_now(command, item),
        });
        if is_asking { stage.bars(&most) } else { 1 + stage.bars(&most) }
    }

    /// The keys of what is on the screen. Those that move an answer stand above it, where a row is left for them.
    pub(super) fn items(&self, scrolls: bool, stage: &Stage) -> Vec<Item> {
        let is_asking = self.session.phase().is_asking();
        key_bar::items(self.keys(), |command, item| match command {
            Command::Step(_) if !scrolls => None,
            // Who cannot see all of the question has to be told how.
            Command::Step(_) if is_asking => Some(Item { rank: 2, ..item }),
            Command::Step(_) | Command::Pan { .. } if stage.is_roomy() => None,
            _ => self.reading_now(command, item),
        })
    }

    /// The keys that move an answer.
    pub(super) fn moving(&self, question: &Question, scrolls: bool) -> Vec<Item> {
        key_bar::items(self.keys(), |command, item| match command {
            Command::Step(_) => scrolls.then_some(item),
            Command::Pan { .. } => self.reading.is_code(question).then_some(item),
            _ => None,
        })
    }

    /// The item as it reads now; `None` where its keys can do nothing.
    fn reading_now(&self, command: Command, item: Item) -> Option<Item> {
        match command {
            Command::Rate(None) => {
                let name = match self.session.proposal()? {
                    _ if self.is_solved() => return Some(item),
                    Rating::Again => "again",
                    Rating::Hard => "hard",
                    Rating::Good => "good",
                    Rating::Easy => "easy",
                };
                Some(item.reading(name))
            }
            Command::Tick(_) => Some(Item { keys: self.letters()?.into(), ..item }),
            Command::Pick(_) => Some(Item { keys: self.option_letters()?.into(), ..item }),
            Command::Hint => {
                let (shown, points) = self.session.hints();
                (shown.len() < points).then_some(item)
            }
            Command::ShowOptions => self.session.has_options_instead().then_some(item),
            Command::Write if self.has_text() => Some(item.reading("go on")),
            Command::Submit if matches!(self.session.phase(), Phase::Asking(Asking::Predict { .. })) => {
                Some(item.reading("check"))
            }
            Command::TakeBack => self.session.last_answer().map(|_| item),
            Command::Pan { .. } => self.reading.is_code(self.session.current()?).then_some(item),
            Command::NextSection => (tabs(self.session.current()?).len() > 1).then_some(item),
            _ => Some(item),
        }
    }

    pub(super) fn is_solved(&self) -> bool {
        matches!(self.session.phase(), Phase::Answered(answered) if answered.reply.solution().is_some())
    }

    fn has_text(&self) -> bool {
        matches!(self.session.phase(), Phase::Asking(asking) if asking.text().is_some_and(|text| !text.is_empty()))
    }

    pub(super) fn ask_for_rating(&self) -> String {
        match (self.letters(), self.session.best_rating()) {
            (Some(letters), Rating::Hard) => format!("tick what you said with {letters}, or rate yourself with 1 or 2"),
            (Some(letters), _) => format!("tick what you said with {letters}, or rate yourself with 1-4"),
            (None, Rating::Hard) => "rate yourself: 1 again, 2 hard".to_owned(),
            (None, _) => "rate yourself: 1 again, 2 hard, 3 good, 4 easy".to_owned(),
        }
    }

    /// What is to be done before there is something to check.
    pub(super) fn ask_for_choice(&self) -> Option<String> {
        let Phase::Asking(asking) = self.session.phase() else { return None };
        Some(match self.option_letters() {
            Some(letters) => format!("choose with {letters} first, or press 0 if you don't know"),
            None if asking.text().is_some() => "type the output with t first, or press 0 if you don't know".to_owned(),
            None => return None,
        })
    }

    /// The letters of the options, such as `a-d`; `None` where none can be chosen.
    fn option_letters(&self) -> Option<String> {
        let Phase::Asking(asking) = self.session.phase() else { return None };
        asking.offer().map(|offer| letters(offer.texts().len()))
    }

    /// The letters of the key points, such as `a-f i`, and of the mistakes where these are offered; `None` where there is
    /// nothing to tick that counts.
    fn letters(&self) -> Option<String> {
        let Phase::Answered(answered) = self.session.phase() else { return None };
        let card = &self.session.current()?.card;
        let mistakes = match answered.reply {
            Reply::Typed { .. } => card.mistakes.len(),
            Reply::Recall(_) => 0,
            Reply::Choice(_) | Reply::Predict { .. } => return None,
        };
        if card.must_points().next().is_none() && mistakes == 0 {
            return None;
        }
        Some(letters(card.key_points.len() + mistakes))
    }
}

/// The first `count` letters. They have gaps further on; a range that names keys which do nothing would mislead.
fn letters(count: usize) -> String {
    let letters = &POINT_LETTERS[..count.clamp(1, POINT_LETTERS.len())];
    let follows = |pair: &&[char]| u32::from(pair[0]) + 1 == u32::from(pair[1]);
    let run = letters.windows(2).take_while(follows).count();
    let first = if run > 1 { format!("{}-{}", letters[0], letters[run]) } else { spaced(&letters[..=run]) };
    [first, spaced(&letters[run + 1..])].join(" ").trim_end().to_owned()
}

fn spaced(letters: &[char]) -> String {
    letters.iter().map(char::to_string).collect::<Vec<String>>().join(" ")
}
