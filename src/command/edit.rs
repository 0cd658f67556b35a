//! `qbank edit`: one card in the labelled layout, through the person's editor and into the log. It must not know how edits
//! are kept.

use super::report::{Style, printable, render};
use super::show::find;
use crate::bank::Card;
use crate::editor::Draft;
use crate::library::{Held, Library};
use crate::parse::report::{Diagnostic, Layout, Severity};
use crate::parse::{Expectation, parse, print, shipped};
use crate::study::event::{Moment, What};
use anyhow::{Result, bail};
use std::io::{BufRead, Write};

pub struct Settings {
    /// `ID` or `SOURCE:ID`.
    pub id: String,
    /// Go back to what the page says.
    pub revert: bool,
    /// Somebody is there to be asked.
    pub ask: bool,
    pub style: Style,
}

/// A card whose id the layout does not allow is edited under this one.
const STAND_IN: &str = "CARD-001";

/// The name that findings show.
const NAME: &str = "your text";

/// Opens a card in the editor, checks what comes back, and keeps it as the person's own version.
///
/// # Errors
/// When there is no such card, the editor fails, the text cannot be taken (it is then kept in a file, which is named), or the
/// library cannot be written.
pub fn run(
    library: &mut Library,
    settings: &Settings,
    now: Moment,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<()> {
    let held = find(library, &settings.id)?;
    let name = printable(&format!("{}:{}", held.key.source, held.key.id));
    if settings.revert {
        if !held.progress.edited {
            writeln!(out, "{name} was not edited; nothing to take back")?;
            return Ok(());
        }
        library.append(&held.key, What::Edit(None), now)?;
        writeln!(out, "{name} says again what its page says")?;
        return Ok(());
    }
    let before = text_of(&held.card);
    let draft = Draft::new(&held.key.id, &before)?;
    loop {
        let text = match draft.edit() {
            Ok(text) => text,
            // Nothing that was written may be lost, not even where the editor ends badly.
            Err(error) if draft.text().is_ok_and(|text| !text.trim().is_empty() && text != before) => {
                bail!("{error:#}; what was written is kept in {}", draft.keep()?.display());
            }
            Err(error) => return Err(error),
        };
        if text.trim().is_empty() || text == before {
            writeln!(out, "nothing changed")?;
            return Ok(());
        }
        let (card, findings) = read(&text, &held);
        for finding in &findings {
            write!(out, "{}", render(NAME, &text, finding, settings.style))?;
        }
        let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
        if let (Some(card), false) = (card, wrong) {
            if card == held.card {
                writeln!(out, "nothing changed")?;
                return Ok(());
            }
            library.append(&held.key, What::Edit(Some(Box::new(card))), now)?;
            writeln!(out, "{name} is kept as you wrote it, whatever its page says; --revert goes back to the page")?;
            return Ok(());
        }
        if !settings.ask || !wants_again(input, out)? {
            let path = draft.keep()?;
            bail!("{name} is unchanged: the text cannot be taken; it is kept in {}", path.display());
        }
    }
}

fn wants_again(input: &mut impl BufRead, out: &mut impl Write) -> Result<bool> {
    write!(out, "edit it again? (enter: yes, n: no) ")?;
    out.flush()?;
    let mut line = String::new();
    let read = input.read_line(&mut line)?;
    Ok(read > 0 && !line.trim().eq_ignore_ascii_case("n"))
}

fn text_of(card: &Card) -> String {
    let text = print::print([card]);
    if is_read_back(&text) {
        return text;
    }
    print::print([&Card { id: STAND_IN.to_owned(), ..card.clone() }])
}

fn is_read_back(text: &str) -> bool {
    let expectation = Expectation { layout: Some(Layout::Labelled), ..Expectation::default() };
    parse(NAME, text.as_bytes(), &expectation).is_ok_and(|page| page.cards.len() == 1)
}

/// The one card of the text, as a version of the one that was edited, and everything that is to be said about it.
fn read(text: &str, held: &Held) -> (Option<Card>, Vec<Diagnostic>) {
    let error =
        |line: usize, message: String| Diagnostic { line, column: 1, severity: Severity::Error, kind: "edit", message };
    let expectation =
        Expectation { source: &held.key.source, layout: Some(Layout::Labelled), ..Expectation::default() };
    let mut page = match parse(NAME, text.as_bytes(), &expectation) {
        Ok(page) => page,
        Err(unreadable) => {
            let line = unreadable.place().map_or(0, |(line, _)| line);
            return (None, vec![error(line, unreadable.to_string())]);
        }
    };
    shipped::check_alone(&mut page);
    // The limits of the shipped bank are advice here: it is the person's own card.
    for finding in &mut page.report.diagnostics {
        finding.severity = Severity::Warning;
    }
    let mut findings = page.report.diagnostics;
    let lines: Vec<usize> = page.cards.iter().map(|found| found.lines.head).collect();
    let [found] = page.cards.as_slice() else {
        let message = match lines.get(1) {
            Some(_) => "a second card begins here; one card is edited at a time".to_owned(),
            None => {
                "no card is left here: a card begins with its id and question, and a label such as Answer".to_owned()
            }
        };
        findings.push(error(lines.get(1).copied().unwrap_or(1), message));
        return (None, findings);
    };
    let own = if is_read_back(&print::print([&held.card])) { held.key.id.as_str() } else { STAND_IN };
    if found.card.id != own {
        findings.push(error(found.lines.head, format!("the id must stay {own}: it carries the card's history")));
        return (None, findings);
    }
    let Card { origin, unknown, source, .. } = held.card.clone();
    // Whoever edits a card has seen its question: it is no guess any more.
    let card = Card { id: held.key.id.clone(), origin, unknown, source, derived: false, ..found.card.clone() };
    (Some(card), findings)
}
