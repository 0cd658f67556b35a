//! What reading a page found: its lines by kind, its cards counted, what it declares, and every finding with its place.

use super::text::Unreadable;
use serde::Serialize;
use std::fmt;

/// One way in which a text file holds questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    Labelled,
    Tagged,
    Stripped,
    Article,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Layout::Labelled => "labelled cards",
            Layout::Tagged => "tagged questions",
            Layout::Stripped => "stripped answers",
            Layout::Article => "article",
        })
    }
}

impl Layout {
    /// Those with the strongest marks first.
    pub const ALL: [Layout; 4] = [Layout::Labelled, Layout::Tagged, Layout::Stripped, Layout::Article];

    /// As `--layout` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Labelled => "labelled",
            Layout::Tagged => "tagged",
            Layout::Stripped => "stripped",
            Layout::Article => "article",
        }
    }
}

/// What became of one line. Every line of a page is of exactly one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Card,
    Note,
    Furniture,
    Blank,
    Unread,
}

/// Lines by kind; the kinds add up to the total, which is the page's number of lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LineCounts {
    pub card: usize,
    pub note: usize,
    pub furniture: usize,
    pub blank: usize,
    pub unread: usize,
    pub total: usize,
}

impl LineCounts {
    pub fn of(kinds: &[LineKind]) -> LineCounts {
        let count = |wanted| kinds.iter().filter(|&&kind| kind == wanted).count();
        LineCounts {
            card: count(LineKind::Card),
            note: count(LineKind::Note),
            furniture: count(LineKind::Furniture),
            blank: count(LineKind::Blank),
            unread: count(LineKind::Unread),
            total: kinds.len(),
        }
    }
}

/// Whether what a page says of itself is what was found in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    Agrees,
    Disagrees,
    /// The page speaks of more than itself: all questions of its site, or all pages of a list.
    AnotherSet,
}

/// One number that a page declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Declared {
    pub what: String,
    pub says: usize,
    pub found: usize,
    pub verdict: Agreement,
    #[serde(skip)]
    pub line: usize,
    /// Set where the number speaks of a list that its site cut into pages.
    #[serde(skip)]
    pub pages: Option<PageOfSet>,
}

/// One page of a list that its site cut into pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOfSet {
    /// From 1.
    pub number: usize,
    pub of: usize,
    /// What was found on this page alone.
    pub here: usize,
    /// The pages of the list that were not read in the same run.
    pub missing: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Warning,
    Error,
}

/// One finding at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// 1-based; 0 for a finding about the page as a whole.
    pub line: usize,
    /// 1-based, counted in characters.
    pub column: usize,
    pub severity: Severity,
    /// The kind of finding, in one hyphenated word.
    #[serde(skip)]
    pub kind: &'static str,
    pub message: String,
}

impl From<Unreadable> for Diagnostic {
    fn from(error: Unreadable) -> Diagnostic {
        let (line, column) = error.place().unwrap_or((0, 1));
        Diagnostic { line, column, severity: Severity::Error, kind: "unreadable", message: error.to_string() }
    }
}

/// What one page held.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub file: String,
    pub layout: Layout,
    /// How sure the layout is, from 0 to 1; `None` where it was named by the person who asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<f32>,
    /// Weaker layouts whose marks the page carries too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_like: Vec<Layout>,
    pub answered: usize,
    pub unanswered: usize,
    pub follow_ups: usize,
    pub derived: usize,
    pub matched: usize,
    pub notes: usize,
    pub lines: LineCounts,
    pub declared: Vec<Declared>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Collects findings while a page is read.
#[derive(Debug, Default)]
pub struct Findings {
    pub list: Vec<Diagnostic>,
}

impl Findings {
    pub fn error(&mut self, kind: &'static str, line: usize, message: impl Into<String>) {
        self.add(Severity::Error, kind, line, message);
    }

    pub fn warning(&mut self, kind: &'static str, line: usize, message: impl Into<String>) {
        self.add(Severity::Warning, kind, line, message);
    }

    pub fn add(&mut self, severity: Severity, kind: &'static str, line: usize, message: impl Into<String>) {
        self.list.push(Diagnostic { line, column: 1, severity, kind, message: message.into() });
    }
}
