//! The rules of shipped cards, held against cards that were read, with the line of every finding. It must not know files.

use super::report::{Diagnostic, Severity};
use super::{Found, Page, SectionLines};
use crate::bank::rules::{self, Finding, Pages, Place, Scope, Vocabulary, check_bank, check_card};
use crate::bank::{Card, section::Section};

/// Holds every card of these pages to the rules that need one card alone, and adds what is found to the pages' reports.
pub fn check_cards(pages: &mut [Page], vocabulary: &Vocabulary) {
    for page in pages.iter_mut() {
        for found in &page.cards {
            let findings = check_card(&found.card, &found.remarks(), vocabulary);
            add(&mut page.report.diagnostics, found, findings);
        }
    }
    sort(pages);
}

/// Holds the pages of a whole bank to the rules that need all cards together. Findings about the bank as a whole have no
/// line; they are returned.
pub fn check_together(pages: &mut [Page], vocabulary: &Vocabulary) -> Vec<Finding> {
    let cards: Vec<Card> = pages.iter().flat_map(|page| &page.cards).map(|found| found.card.clone()).collect();
    let cards: Vec<&Card> = cards.iter().collect();
    let mut of_the_bank = Vec::new();
    for finding in check_bank(&cards, vocabulary) {
        let place = match &finding.scope {
            Scope::Bank => None,
            Scope::Card { id, .. } => find(pages, id),
        };
        match place {
            Some((page, card)) => {
                let Page { cards, report, .. } = &mut pages[page];
                add(&mut report.diagnostics, &cards[card], vec![finding]);
            }
            None => of_the_bank.push(finding),
        }
    }
    sort(pages);
    of_the_bank
}

/// Holds the cards of a page that has no list of slots and tags to the rules that need a card alone: those with key points.
pub fn check_alone(page: &mut Page) {
    for found in page.cards.iter().filter(|found| !found.card.key_points.is_empty()) {
        let findings = check_card(&found.card, &found.remarks(), &Vocabulary::default());
        add(&mut page.report.diagnostics, found, findings);
    }
    sort(std::slice::from_mut(page));
}

/// Compares every card with pages that are not ours.
pub fn check_copied(pages: &mut [Page], foreign: &Pages) {
    for page in pages.iter_mut() {
        for found in &page.cards {
            let findings = foreign.shared_runs(&found.card);
            let is_open = |finding: &Finding| {
                finding.severity == rules::Severity::Error || !rules::is_explained(finding.rule, &found.remarks())
            };
            let findings = findings.into_iter().filter(is_open).collect();
            add(&mut page.report.diagnostics, found, findings);
        }
    }
    sort(pages);
}

fn sort(pages: &mut [Page]) {
    for page in pages {
        page.report.diagnostics.sort_by_key(|finding| (finding.line, finding.column));
    }
}

fn find(pages: &[Page], id: &str) -> Option<(usize, usize)> {
    pages.iter().enumerate().find_map(|(page, cards)| {
        let card = cards.cards.iter().position(|found| found.card.id == id)?;
        Some((page, card))
    })
}

fn add(diagnostics: &mut Vec<Diagnostic>, found: &Found, findings: Vec<Finding>) {
    for finding in findings {
        let place = match finding.scope {
            Scope::Card { place, .. } => place,
            Scope::Bank => Place::Id,
        };
        let severity = match finding.severity {
            rules::Severity::Error => Severity::Error,
            rules::Severity::Warning => Severity::Warning,
        };
        diagnostics.push(at(found, place, severity, finding.rule, &finding.message));
    }
}

/// A finding about a card, at the line of the part that it speaks of.
pub fn at(found: &Found, place: Place, severity: Severity, kind: &'static str, message: &str) -> Diagnostic {
    let message = format!("{kind} ({}): {message}", found.card.id);
    Diagnostic { line: found.lines.line_of(place), column: 1, severity, kind, message }
}

impl SectionLines {
    /// The line that a place of a card stands at; where a part is missing, the nearest part that holds it.
    pub fn line_of(&self, place: Place) -> usize {
        let label = |section: Section| self.labels.get(&section).copied().unwrap_or(self.head);
        match place {
            Place::Id | Place::Question => self.head,
            Place::Header => self.header.unwrap_or(self.head),
            Place::Difficulty => self.difficulty.unwrap_or(self.head),
            Place::Section(section) => label(section),
            Place::Item(section, item) => {
                self.items.get(&section).and_then(|lines| lines.get(item)).copied().unwrap_or_else(|| label(section))
            }
            Place::Line(section, word) => {
                self.keyed.get(&(section, word.to_owned())).copied().unwrap_or_else(|| label(section))
            }
        }
    }
}
