//! A question line by line: what is printed of it, and what is given to it before the reveal. It must not know the library.

use super::limits::left;
use super::{Run, letter_of, point_of};
use crate::bank::Card;
use crate::command::report::{printable, printable_lines};
use crate::study::session::{Asking, Phase, Question};
use anyhow::Result;
use std::io::Write;

const SURE: &str = "1 guess, 2 think so, 3 sure";
const REST: &str = "0 don't know · s skip · u undo · F flag · S suspend · q leave";
const WRITING: &str = "type your answer; an empty line ends and reveals it, a dot alone goes back to the keys";

impl<W: Write> Run<'_, W> {
    /// Prints the question on screen, or the answer where an undo has brought back a card that was answered.
    pub(super) fn ask(&mut self) -> Result<()> {
        self.writing = false;
        let Phase::Asking(asking) = self.session.phase().clone() else {
            return if self.session.phase().is_over() { Ok(()) } else { self.show_answer() };
        };
        let Some(Question { card, alike, .. }) = self.session.current() else { return Ok(()) };
        let position = self.session.position();
        let again = if position.again { " · again".to_owned() } else { String::new() };
        let coming = match position.coming_again {
            0 => String::new(),
            coming => format!(" · {coming} coming again"),
        };
        let derived = match (card.derived, &alike.question_of) {
            (true, _) => " · question derived from the answer",
            (false, Some(_)) => " · question found for the answer",
            (false, None) => "",
        };
        let left = left(&self.session.clocks(self.now())).map(|left| format!(" · {left}")).unwrap_or_default();
        let place = place(card);
        writeln!(self.out, "\n{} of {}{again}{coming}{left} · {place}{derived}\n", position.number, position.of)?;
        let question = asking.offer().and_then(|offer| offer.ask.as_deref()).unwrap_or(&card.question);
        match &asking {
            Asking::Predict { code, .. } => {
                writeln!(self.out, "What does this print?\n\n{}", printable_lines(code.source.trim_end()))?;
            }
            Asking::Recall { .. } | Asking::Typed { .. } | Asking::Choice(_) => {
                writeln!(self.out, "{}", printable(question))?;
            }
        }
        self.show_options()?;
        writeln!(self.out)?;
        if matches!(asking, Asking::Typed { .. }) {
            return self.begin_writing();
        }
        self.show_keys()
    }

    /// The options that may be seen now, the chosen one marked.
    fn show_options(&mut self) -> Result<()> {
        let Phase::Asking(asking) = self.session.phase() else { return Ok(()) };
        let Some(offer) = asking.offer() else { return Ok(()) };
        writeln!(self.out)?;
        for (place, text) in offer.texts().enumerate() {
            let sign = if offer.chosen() == Some(place) { '>' } else { ' ' };
            writeln!(self.out, "{sign} {} {}", letter_of(place), hanging(text, 4))?;
        }
        Ok(())
    }

    pub(super) fn show_keys(&mut self) -> Result<()> {
        let Phase::Asking(asking) = self.session.phase() else { return Ok(()) };
        let (shown, points) = self.session.hints();
        let hint = if shown.len() < points { " · h hint" } else { "" };
        let options = if self.session.has_options_instead() { " · o options instead" } else { "" };
        let keys = match asking {
            Asking::Recall { .. } => format!("enter reveals · {SURE} · t type it{hint}{options}"),
            Asking::Typed { .. } => format!("enter reveals · {SURE} · t go on typing{hint}{options}"),
            Asking::Choice(_) => format!("letters choose · enter checks · {SURE}"),
            Asking::Predict { text: None, .. } => format!("letters choose · enter checks · {SURE} · t type it exactly"),
            Asking::Predict { .. } => format!("enter checks · {SURE} · t type it anew{options}"),
        };
        writeln!(self.out, "{keys} · {REST}")?;
        self.out.flush()?;
        Ok(())
    }

    pub(super) fn hint(&mut self) -> Result<()> {
        if !self.session.hint() {
            writeln!(self.out, "there is no hint, or none is left")?;
            return Ok(());
        }
        let (shown, points) = self.session.hints();
        let last = printable(shown.last().copied().unwrap_or_default());
        writeln!(self.out, "hint {} of {points}: {last}", shown.len())?;
        Ok(())
    }

    pub(super) fn choose(&mut self, letter: &str) -> Result<()> {
        if let Some(place) = point_of(letter) {
            self.session.choose(place);
        }
        self.show_options()?;
        self.show_keys()
    }

    pub(super) fn ask_to_choose(&mut self) -> Result<()> {
        let Phase::Asking(asking) = self.session.phase() else { return Ok(()) };
        let what = if asking.text().is_some() { "type the output first" } else { "choose a letter first" };
        writeln!(self.out, "{what}, or 0 if you don't know")?;
        Ok(())
    }

    /// From here on lines are text. A predicted output begins anew: lines cannot be gone back to.
    pub(super) fn begin_writing(&mut self) -> Result<()> {
        self.session.begin_typing();
        let Phase::Asking(asking) = self.session.phase() else { return Ok(()) };
        match asking {
            Asking::Typed { .. } => writeln!(self.out, "{WRITING}")?,
            Asking::Predict { .. } => {
                self.session.write("");
                let ends = "an empty line ends and checks it, a blank alone is an empty line of it, \
                            a dot alone goes back to the keys";
                writeln!(self.out, "type the output exactly; {ends}")?;
            }
            Asking::Recall { .. } | Asking::Choice(_) => return self.show_keys(),
        }
        self.writing = true;
        self.out.flush()?;
        Ok(())
    }

    /// Takes one line of the answer.
    pub(super) fn write(&mut self, line: &str) -> Result<()> {
        let Phase::Asking(asking) = self.session.phase() else { return Ok(()) };
        match (line.trim_end(), asking) {
            (".", _) => {
                self.writing = false;
                return self.show_keys();
            }
            ("", Asking::Predict { .. }) if !line.is_empty() => self.add_line(" "),
            ("", _) if asking.text().is_some_and(|text| !text.trim().is_empty()) => return self.reveal(None),
            ("", _) => writeln!(self.out, "nothing is typed yet; a dot alone goes back to the keys")?,
            (line, _) => self.add_line(line),
        }
        Ok(())
    }

    /// Puts a line below what was written before.
    pub(super) fn add_line(&mut self, line: &str) {
        let Phase::Asking(asking) = self.session.phase() else { return };
        let mut text = asking.text().unwrap_or_default().to_owned();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&printable(line));
        self.session.write(&text);
    }
}

/// A text of several lines that begins behind so many columns.
pub(super) fn hanging(text: &str, columns: usize) -> String {
    printable_lines(text.trim_end()).replace('\n', &format!("\n{}", " ".repeat(columns)))
}

fn place(card: &Card) -> String {
    let difficulty = card.difficulty.map(|difficulty| format!("{difficulty} of 10"));
    let level = card.level.map(|level| level.title().to_owned());
    let parts = [card.technology.clone(), card.topic.clone(), level, difficulty];
    printable(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}
