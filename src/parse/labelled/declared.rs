//! What a page of labelled cards says of itself, held against what was found. It must not know cards' sections.

use super::super::report::{Agreement, Declared, Findings};
use super::super::{Found, Lines};
use crate::bank::Level;
use std::ops::Range;

/// What the page was filtered by when it was saved: `Showing 9 questions · Intermediate · Python`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub level: Option<Level>,
    pub technology: Option<String>,
    /// The number shown, and its 0-based line.
    shown: Option<(usize, usize)>,
}

impl Filter {
    pub fn of(lines: &Lines, range: Range<usize>) -> Filter {
        let mut filter = Filter::default();
        for line in range {
            let Some(count) = shown(&lines.clean[line]) else { continue };
            filter.shown = Some((count, line));
            for part in lines.clean[line].split('·').skip(1).map(str::trim) {
                match Level::from_word(part) {
                    Some(level) => filter.level = Some(level),
                    None => filter.technology = Some(part.to_owned()).filter(|name| !name.is_empty()),
                }
            }
        }
        filter
    }
}

/// Reads `Showing 9 questions …`.
fn shown(line: &str) -> Option<usize> {
    let mut words = line.split_whitespace();
    let is_showing = words.next()?.eq_ignore_ascii_case("showing");
    let count = words.next()?.parse().ok()?;
    let is_questions = words.next()?.to_lowercase().starts_with("question");
    (is_showing && is_questions).then_some(count)
}

/// The counters above the first card (`54` and `Total Questions` on two lines, or on one) and the filter line, each with
/// the verdict on it. Beside a filter the totals speak of the whole site, which is no disagreement.
pub fn compare(
    lines: &Lines,
    range: Range<usize>,
    cards: &[Found],
    filter: &Filter,
    findings: &mut Findings,
) -> Vec<Declared> {
    let mut declared = Vec::new();
    for line in range {
        let Some((says, what)) = counter(lines, line) else { continue };
        let found = match what.as_str() {
            "total questions" | "questions" => cards.len(),
            "technologies" => distinct(cards.iter().filter_map(|found| found.card.technology.as_deref())),
            "levels" => distinct(cards.iter().filter_map(|found| found.card.level)),
            _ => continue,
        };
        let verdict = match (says == found, filter.shown.is_some()) {
            (true, _) => Agreement::Agrees,
            (false, true) if says > found => Agreement::AnotherSet,
            (false, _) => Agreement::Disagrees,
        };
        declared.push(Declared { what, says, found, verdict, line: line + 1, pages: None });
    }
    if let Some((says, line)) = filter.shown {
        let verdict = if says == cards.len() { Agreement::Agrees } else { Agreement::Disagrees };
        let what = "showing questions".to_owned();
        declared.push(Declared { what, says, found: cards.len(), verdict, line: line + 1, pages: None });
    }
    for declared in &declared {
        if declared.verdict == Agreement::Disagrees {
            let Declared { what, says, found, line, .. } = declared;
            let message =
                format!("the page says {says} ({what}), {found} found; the page may be cut off or incomplete");
            findings.warning("count-disagrees", *line, message);
        }
    }
    for found in cards {
        let head = found.lines.head;
        if let (Some(wanted), Some(level)) = (filter.level, found.card.level)
            && wanted != level
        {
            let message = format!("the page shows {} questions, this one is {}", wanted.title(), level.title());
            findings.warning("filter-disagrees", head, message);
        }
        if let (Some(wanted), Some(technology)) = (&filter.technology, &found.card.technology)
            && !wanted.eq_ignore_ascii_case(technology)
        {
            let message = format!("the page shows {wanted} questions, this one is about {technology}");
            findings.warning("filter-disagrees", head, message);
        }
    }
    declared
}

/// A number and what it counts, on one line or on two.
fn counter(lines: &Lines, line: usize) -> Option<(usize, String)> {
    let text = &lines.clean[line];
    let (number, what) = match text.split_once(' ') {
        Some((number, what)) => (number, what),
        None => (text.as_str(), lines.clean[lines.next[line]?].as_str()),
    };
    Some((number.parse().ok()?, what.to_lowercase()))
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    values.collect::<std::collections::BTreeSet<T>>().len()
}
