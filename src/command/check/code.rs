//! The code blocks of pages, run, and what they do wrong put among the pages' findings. It must not know how code is run.

use crate::bank::rules::Place;
use crate::bank::rules::is_explained;
use crate::bank::section::Section;
use crate::bank::{Card, Code};
use crate::parse::Page;
use crate::parse::report::{Diagnostic, Severity};
use crate::python::{self, Interpreter};
use anyhow::{Context, Result};

/// A block that no interpreter could be asked about; a `%` line that begins with this explains it.
const NOT_RUN: &str = "not-run";

pub fn has_python(pages: &[Page]) -> bool {
    blocks(pages).any(|(_, _, _, code)| code.language.as_deref() == Some("python"))
}

pub fn has_runnable(pages: &[Page]) -> bool {
    blocks(pages).any(|(_, _, _, code)| code.run.is_some())
}

/// Every block with the positions of its page, its card and itself.
fn blocks(pages: &[Page]) -> impl Iterator<Item = (usize, usize, usize, &Code)> {
    pages.iter().enumerate().flat_map(|(page, of_page)| {
        of_page.cards.iter().enumerate().flat_map(move |(card, found)| {
            found.card.code.iter().enumerate().map(move |(block, code)| (page, card, block, code))
        })
    })
}

/// Runs the blocks and adds what is found to the reports. Gives the number of pairs of a block and an interpreter.
///
/// # Errors
/// When no temporary folder can be written.
pub fn run(pages: &mut [Page], interpreters: &[Interpreter]) -> Result<usize> {
    let (places, codes): (Vec<_>, Vec<_>) =
        blocks(pages).map(|(page, card, block, code)| ((page, card, block), code)).unzip();
    let python::Findings { list, ran, .. } = python::check(&codes, interpreters).context("cannot run code blocks")?;
    for finding in list {
        let (page, card, block) = places[finding.block];
        let Page { cards, report, .. } = &mut pages[page];
        let found = &cards[card];
        let (kind, severity) =
            if finding.problem.is_error() { ("runs", Severity::Error) } else { (NOT_RUN, Severity::Warning) };
        if severity == Severity::Warning && (says_not_run(&found.card) || is_explained(NOT_RUN, &found.comments)) {
            continue;
        }
        report.diagnostics.push(Diagnostic {
            line: found.lines.line_of(Place::Item(Section::Code, block)),
            column: 1,
            severity,
            kind,
            message: format!("{kind} ({}): {finding}", found.card.id),
        });
    }
    for page in pages {
        page.report.diagnostics.sort_by_key(|finding| (finding.line, finding.column));
    }
    Ok(ran)
}

/// `Checked: 2026-11-20 from the documentation, not run`.
fn says_not_run(card: &Card) -> bool {
    card.checked.as_deref().is_some_and(|checked| checked.contains("not run"))
}
