//! Lists that their site cut into pages: what the pages read in one run declare, held against all of them together. It must
//! not know layouts or files.

use super::report::{Agreement, Declared, Diagnostic, PageOfSet, Report, Severity};
use std::collections::{BTreeMap, BTreeSet};

const PAGE_MISSING: &str = "page-missing";
const PAGES_DISAGREE: &str = "pages-disagree";

/// As many missing pages are named at most: a page may claim to be one of a billion.
const NAMED: usize = 20;

/// Where a declaration stands: its report, and its place among that report's declarations.
type Place = (usize, usize);

/// Holds the pages of each list against each other, and says of each page in its report what the whole run shows: which
/// pages are missing, or whether the pages together hold what they declare. It may be called any number of times.
///
/// Pages belong together when they declare the same total and the same number of pages. Where one page was read several
/// times, the first belongs with the first of every other page, the second with the second.
pub fn join(reports: &mut [&mut Report]) {
    for places in sets(reports).into_values() {
        settle(reports, &places);
    }
    for report in reports {
        let Report { declared, diagnostics, .. } = &mut **report;
        if declared.iter().all(|declared| declared.pages.is_none()) {
            continue;
        }
        diagnostics.retain(|finding| ![PAGE_MISSING, PAGES_DISAGREE].contains(&finding.kind));
        diagnostics.extend(declared.iter().filter_map(finding));
        diagnostics.sort_by_key(|finding| (finding.line, finding.column));
    }
}

/// The declarations of each list: by its total, its number of pages, and which reading of the page it is.
fn sets(reports: &[&mut Report]) -> BTreeMap<(usize, usize, usize), Vec<Place>> {
    let mut readings: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
    let mut sets: BTreeMap<(usize, usize, usize), Vec<Place>> = BTreeMap::new();
    for (place, report) in reports.iter().enumerate() {
        for (at, declared) in report.declared.iter().enumerate() {
            let Some(PageOfSet { number, of, .. }) = declared.pages else { continue };
            let reading = readings.entry((declared.says, of, number)).or_insert(0);
            sets.entry((declared.says, of, *reading)).or_default().push((place, at));
            *reading += 1;
        }
    }
    sets
}

/// Says in every declaration of one list what its pages hold together.
fn settle(reports: &mut [&mut Report], places: &[Place]) {
    let (mut found, mut of, mut numbers) = (0, 0, BTreeSet::new());
    for pages in places.iter().filter_map(|&(report, at)| reports[report].declared[at].pages.as_ref()) {
        found += pages.here;
        of = pages.of;
        numbers.insert(pages.number);
    }
    let missing: Vec<usize> = (1..=of).filter(|number| !numbers.contains(number)).take(NAMED).collect();
    for &(report, at) in places {
        let declared = &mut reports[report].declared[at];
        declared.found = found;
        declared.verdict = match (missing.is_empty(), found == declared.says) {
            (false, _) => Agreement::AnotherSet,
            (true, true) => Agreement::Agrees,
            (true, false) => Agreement::Disagrees,
        };
        if let Some(pages) = &mut declared.pages {
            pages.missing.clone_from(&missing);
        }
    }
}

/// What is to be said of a declaration that does not agree.
fn finding(declared: &Declared) -> Option<Diagnostic> {
    let Declared { says, found, verdict, pages, line, .. } = declared;
    let PageOfSet { of, missing, .. } = pages.as_ref()?;
    let (kind, message) = match verdict {
        Agreement::Agrees => return None,
        Agreement::AnotherSet => {
            let numbers: Vec<String> = missing.iter().map(ToString::to_string).collect();
            let pages = if missing.len() == 1 { "page" } else { "pages" };
            let numbers = numbers.join(", ");
            (PAGE_MISSING, format!("{found} of {says}, {pages} {numbers} not read; read all {of} pages in one run"))
        }
        Agreement::Disagrees => (
            PAGES_DISAGREE,
            format!("the list has {says} questions, its {of} pages hold {found}; one of them may be cut off"),
        ),
    };
    Some(Diagnostic { line: *line, column: 1, severity: Severity::Warning, kind, message })
}
