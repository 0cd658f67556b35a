//! Text -> (bank, report): lines with positions, one module per layout. It must not know files, folders or the library.

mod article;
pub mod comment;
mod derived;
mod follow_ups;
pub mod format;
mod identity;
mod labelled;
pub mod print;
pub mod report;
pub mod sets;
pub mod shipped;
mod stripped;
mod tagged;
pub mod text;

use crate::bank::section::Section;
use crate::bank::{Bank, Card, Note, Origin, SHIPPED};
use comment::Comment;
use report::{Layout, LineCounts, LineKind, Report, Severity};
use std::collections::{BTreeMap, BTreeSet};
use text::{Unreadable, clean, decode, split_lines};

/// What the reader of a page knows before reading it.
#[derive(Debug, Clone, Default)]
pub struct Expectation<'a> {
    /// The source that the cards will belong to; ids of cards that bring none are made from it.
    pub source: &'a str,
    /// Held to the shipped layout: what is a warning on other pages is an error.
    pub strict: bool,
    /// Technologies that tell a card's technology from its topic where a page runs them together.
    pub technologies: &'a [String],
    /// Reads the page in this layout, whatever it looks like.
    pub layout: Option<Layout>,
}

/// A card with what its page says about it but JSON does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub card: Card,
    /// The author's `%` comments, in the order of the page.
    pub comments: Vec<Comment>,
    pub lines: SectionLines,
}

impl Found {
    /// What the comments say, as the rules take it.
    pub fn remarks(&self) -> Vec<String> {
        self.comments.iter().map(|comment| comment.text.clone()).collect()
    }
}

/// Where the parts of a card stand: the line of each label, and of each item below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionLines {
    /// The line of the card's id and question.
    pub head: usize,
    /// The line of technology, topic and level.
    pub header: Option<usize>,
    pub difficulty: Option<usize>,
    pub labels: BTreeMap<Section, usize>,
    pub items: BTreeMap<Section, Vec<usize>>,
    /// The first line of a section that begins with a word and a colon, by that word.
    pub keyed: BTreeMap<(Section, String), usize>,
}

/// Everything that one page held: values and all findings.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub cards: Vec<Found>,
    pub notes: Vec<Note>,
    pub report: Report,
}

impl Page {
    /// The page as a bank named after its source.
    pub fn into_bank(self, source: &str) -> Bank {
        let cards = self.cards.into_iter().map(|found| found.card).collect();
        Bank { cards, notes: self.notes, ..Bank::new(source) }
    }
}

/// What a layout's module hands back.
struct Reading {
    cards: Vec<Found>,
    /// Each with its 1-based line.
    notes: Vec<(usize, Note)>,
    kinds: Vec<LineKind>,
    declared: Vec<report::Declared>,
    findings: report::Findings,
}

impl Reading {
    fn new(lines: &Lines) -> Reading {
        Reading {
            cards: Vec::new(),
            notes: Vec::new(),
            kinds: lines.kinds(),
            declared: Vec::new(),
            findings: report::Findings::default(),
        }
    }
}

/// A page's lines, cleaned once, with the neighbours that are not blank.
struct Lines<'t> {
    raw: Vec<&'t str>,
    clean: Vec<String>,
    /// For each line the nearest line after it that is not blank.
    next: Vec<Option<usize>>,
    /// For each line the nearest line before it that is not blank.
    previous: Vec<Option<usize>>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let raw = split_lines(text);
        let clean: Vec<String> = raw.iter().map(|line| clean(line)).collect();
        let mut next = vec![None; raw.len()];
        let mut previous = vec![None; raw.len()];
        let mut last = None;
        for line in 0..raw.len() {
            previous[line] = last;
            if !clean[line].is_empty() {
                last = Some(line);
            }
        }
        last = None;
        for line in (0..raw.len()).rev() {
            next[line] = last;
            if !clean[line].is_empty() {
                last = Some(line);
            }
        }
        Lines { raw, clean, next, previous }
    }

    fn len(&self) -> usize {
        self.raw.len()
    }

    fn is_blank(&self, line: usize) -> bool {
        self.clean[line].is_empty()
    }

    /// The `n`th line after `line` that is not blank, counting from 1.
    fn after(&self, line: usize, n: usize) -> Option<usize> {
        (0..n).try_fold(line, |at, _| self.next[at])
    }

    /// The kinds with which a layout begins: blank lines are blank, and nothing else is read yet.
    fn kinds(&self) -> Vec<LineKind> {
        self.clean.iter().map(|line| if line.is_empty() { LineKind::Blank } else { LineKind::Unread }).collect()
    }
}

/// Reads a page: which layout it has, its cards, and every finding about it. `file` is the name that findings show.
///
/// # Errors
/// When the bytes are no text, or hold questions in no layout that is known.
pub fn parse(file: &str, bytes: &[u8], expectation: &Expectation) -> Result<Page, Unreadable> {
    let text = decode(bytes)?;
    let lines = Lines::new(&text);
    let layout = expectation.layout.or_else(|| recognise(&lines)).ok_or(Unreadable::NoLayout)?;
    let Reading { mut cards, notes, mut kinds, declared, mut findings } = match layout {
        Layout::Labelled => labelled::read(&lines, expectation),
        Layout::Tagged => tagged::read(&lines),
        Layout::Stripped => stripped::read(&lines),
        Layout::Article => article::read(&lines),
    };
    if cards.is_empty() && expectation.layout.is_none() && !expectation.strict {
        return Err(Unreadable::NoLayout);
    }
    if cards.is_empty() && notes.is_empty() {
        // Only around something is there furniture.
        kinds.iter_mut().filter(|kind| **kind == LineKind::Furniture).for_each(|kind| *kind = LineKind::Unread);
    }
    identity::complete(&mut cards, file, expectation, &mut findings);
    let notes: Vec<Note> = notes
        .into_iter()
        // A shipped file has no notes: its lines are reported below.
        .filter(|_| !expectation.strict)
        .map(|(line, note)| Note { origin: Some(Origin { file: file.to_owned(), line }), ..note })
        .collect();
    // What a finding at this line or the one above has said already is not said again.
    let reported: BTreeSet<usize> = findings.list.iter().map(|finding| finding.line).collect();
    for line in report_unread(&mut kinds, expectation.strict)
        .into_iter()
        .filter(|line| !reported.contains(line) && !reported.contains(&(line - 1)))
    {
        let message = "this line belongs to no card; mend the lines around it, or start it with \\ to keep it as text";
        findings.warning("unread-line", line, message);
    }
    findings.list.sort_by_key(|finding| (finding.line, finding.column));
    let mut report = Report {
        file: file.to_owned(),
        layout,
        certainty: None,
        also_like: Vec::new(),
        answered: 0,
        unanswered: 0,
        follow_ups: 0,
        derived: 0,
        matched: 0,
        notes: notes.len(),
        lines: LineCounts::of(&kinds),
        declared,
        diagnostics: findings.list,
    };
    for Found { card, .. } in &cards {
        if card.is_answered() {
            report.answered += 1;
        } else {
            report.unanswered += 1;
        }
        report.follow_ups += card.follow_ups.len();
        report.derived += usize::from(card.derived);
    }
    sets::join(&mut [&mut report]);
    if expectation.layout.is_none() {
        let certainty = certainty(&cards, &report);
        report.certainty = Some(certainty);
        if certainty < SURE {
            report.also_like = weaker(&lines, layout);
        }
    }
    if expectation.strict {
        for finding in &mut report.diagnostics {
            finding.severity = Severity::Error;
        }
    }
    Ok(Page { cards, notes, report })
}

/// The first line (1-based) of every run of unread lines.
fn report_unread(kinds: &mut [LineKind], strict: bool) -> Vec<usize> {
    let mut first_lines = Vec::new();
    let mut inside = false;
    for (line, kind) in kinds.iter_mut().enumerate() {
        // A shipped file has neither furniture nor notes: what is no card there is a mistake.
        if strict && matches!(kind, LineKind::Furniture | LineKind::Note) {
            *kind = LineKind::Unread;
        }
        match kind {
            LineKind::Unread => {
                if !inside {
                    first_lines.push(line + 1);
                }
                inside = true;
            }
            LineKind::Blank => {}
            LineKind::Card | LineKind::Note | LineKind::Furniture => inside = false,
        }
    }
    first_lines
}

/// From here on nobody need ask what else a page looks like.
pub const SURE: f32 = 0.8;

fn occurs(lines: &Lines, layout: Layout) -> bool {
    match layout {
        Layout::Labelled => labelled::occurs(lines),
        Layout::Tagged => tagged::occurs(lines),
        Layout::Stripped => stripped::occurs(lines),
        Layout::Article => article::occurs(lines),
    }
}

/// The layout whose marks a page carries, those with the strongest marks first.
fn recognise(lines: &Lines) -> Option<Layout> {
    Layout::ALL.into_iter().find(|&layout| occurs(lines, layout))
}

/// The layouts with weaker marks than these that a page carries too.
fn weaker(lines: &Lines, than: Layout) -> Vec<Layout> {
    Layout::ALL
        .into_iter()
        .skip_while(|&layout| layout != than)
        .skip(1)
        .filter(|&layout| occurs(lines, layout))
        .collect()
}

/// How sure a layout is: the more of its marks a page has, and the fewer lines of it are odd, the surer. From 0 to 1.
fn certainty(cards: &[Found], report: &Report) -> f32 {
    let whole = |found: &&Found| found.lines.labels.len() == stripped::PARTS.len();
    let pagers = report.declared.iter().filter(|declared| declared.pages.is_some()).count();
    let marks: usize = match report.layout {
        // A head, its labels and the line below it.
        Layout::Labelled => {
            cards.iter().map(|found| 1 + found.lines.labels.len() + usize::from(found.lines.header.is_some())).sum()
        }
        // A tag and the word `Answer`.
        Layout::Tagged => 2 * report.answered,
        // The line that numbers the pages says as much as a few cards.
        Layout::Stripped => cards.iter().filter(whole).count() + 3 * pagers,
        Layout::Article => cards.len(),
    };
    let odd: BTreeSet<usize> = report.diagnostics.iter().map(|finding| finding.line).collect();
    let told = (report.lines.total - report.lines.blank).max(1);
    let fits = 1.0 - ((odd.len() + report.lines.unread) as f32 / told as f32).min(1.0);
    fits * marks as f32 / (marks as f32 + 1.0)
}

/// Whether a source may be claimed by a page.
pub fn is_free_source(source: &str) -> bool {
    !source.eq_ignore_ascii_case(SHIPPED)
}
