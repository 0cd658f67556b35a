//! The labelled layout: a head, a header, labelled sections and a footer for each card. It must not know other layouts.

mod code;
mod declared;
mod header;
mod items;
mod marks;
mod outline;
mod sections;

use super::report::{Findings, LineKind};
use super::{Expectation, Found, Lines, Reading, SectionLines};
use crate::bank::section::Section;
use crate::bank::{Card, Level};
use header::Header;
use marks::{Footer, footer, label};
use outline::{Fence, Outline};
use std::collections::BTreeSet;
use std::ops::Range;

pub use items::escape_output;
pub use marks::needs_escape;

/// Whether a page holds at least one labelled card.
pub fn occurs(lines: &Lines) -> bool {
    !Outline::of(lines).heads.is_empty()
}

/// Reads a page of labelled cards. It never fails: what cannot be read is reported and left unread.
pub fn read(lines: &Lines, expectation: &Expectation) -> Reading {
    let outline = Outline::of(lines);
    let mut reading = Reading::new(lines);
    let first = outline.heads.first().copied().unwrap_or(lines.len());
    let filter = declared::Filter::of(lines, 0..first);
    let mut headers = Vec::new();
    for (index, &head) in outline.heads.iter().enumerate() {
        let end = outline.heads.get(index + 1).copied().unwrap_or(lines.len());
        let mut reader =
            CardReader { lines, outline: &outline, kinds: &mut reading.kinds, findings: &mut reading.findings };
        let (found, header) = reader.read(head..end);
        if found.card.question.is_empty() {
            // Without a question there is nothing to ask: reported, and left unread.
            let unread = |kind: &mut LineKind| {
                if *kind != LineKind::Blank {
                    *kind = LineKind::Unread;
                }
            };
            reading.kinds[head..end].iter_mut().for_each(unread);
            continue;
        }
        reading.cards.push(found);
        headers.push(header);
    }
    if outline.heads.is_empty() {
        reading.findings.error("no-card", 1, "no card found: a card begins with its id, a blank and its question");
    }
    header::place(&mut reading.cards, &headers, &filter, expectation, &mut reading.findings);
    for line in 0..first {
        if reading.kinds[line] == LineKind::Unread {
            reading.kinds[line] = LineKind::Furniture;
        }
    }
    reading.declared = declared::compare(lines, 0..first, &reading.cards, &filter, &mut reading.findings);
    reading
}

/// Reads the lines of one card.
struct CardReader<'a, 't> {
    lines: &'a Lines<'t>,
    outline: &'a Outline,
    kinds: &'a mut Vec<LineKind>,
    findings: &'a mut Findings,
}

/// One section as it stands: its label's line, what follows the label's word, and its lines.
struct RawSection {
    section: Section,
    argument: Option<String>,
    label: usize,
    body: Vec<usize>,
}

impl CardReader<'_, '_> {
    fn read(&mut self, range: Range<usize>) -> (Found, Header) {
        let head = range.start;
        let (id, mut question) = marks::split_head(&self.lines.clean[head])
            .map_or((String::new(), String::new()), |(id, question)| (id.to_owned(), question.to_owned()));
        self.kinds[head] = LineKind::Card;
        let mut card = Card { id, ..Card::default() };
        let mut lines = SectionLines { head: head + 1, ..SectionLines::default() };
        let mut comments = Vec::new();

        let footer_line = (head + 1..range.end)
            .find(|&line| self.outline.fence(line) == Fence::None && footer(&self.lines.clean[line]).is_some());
        let body_end = footer_line.unwrap_or(range.end);
        let labels = self.labels(head + 1..body_end);
        let first_label = labels.first().map_or(body_end, |&(line, _, _)| line);

        let (header, leftover) = self.read_header(head, first_label, &mut question);
        lines.header = header.words.is_some().then_some(header.line + 1);
        lines.difficulty = header.difficulty_line.map(|line| line + 1);
        card.difficulty = header.difficulty;
        card.question = question;
        if card.question.is_empty() {
            self.findings.error("no-question", head + 1, format!("{} has no question; write it after the id", card.id));
        }

        let mut sections = self.cut(&labels, body_end);
        if !leftover.is_empty() {
            if sections.iter().any(|section| section.section == Section::Answer) {
                let message = "this text stands before the first label; put it under the label that it belongs to";
                self.findings.warning("text-before-label", leftover[0] + 1, message);
            } else {
                let message = "this text stands under no label and is taken as the answer; put `Answer` above it";
                self.findings.warning("no-answer-label", leftover[0] + 1, message);
                let label = leftover[0];
                sections.insert(0, RawSection { section: Section::Answer, argument: None, label, body: leftover });
            }
        }
        for section in &sections {
            lines.labels.entry(section.section).or_insert(section.label + 1);
            for &line in &section.body {
                if !self.lines.is_blank(line) && self.outline.fence(line) != Fence::Lost {
                    self.kinds[line] = LineKind::Card;
                }
            }
            self.note_keys(section, &mut lines);
            self.read_section(section, &mut card, &mut lines, &mut comments);
        }
        self.check_broken_fences(range.clone());
        if !card.is_answered() {
            self.findings.warning("no-answer", head + 1, format!("{} has no answer", card.id));
        }
        match footer_line {
            Some(line) => {
                self.kinds[line] = LineKind::Card;
                if let Some(footer) = footer(&self.lines.clean[line]) {
                    self.compare_footer(line, &footer, &mut card, &header);
                }
                for after in line + 1..range.end {
                    if self.kinds[after] == LineKind::Unread {
                        self.kinds[after] = LineKind::Furniture;
                    }
                }
            }
            None => {
                let message = format!("{} has no footer (`ID: …`); its text may have been cut off", card.id);
                self.findings.warning("no-footer", head + 1, message);
            }
        }
        (Found { card, comments, lines }, header)
    }

    /// The labels of a card, each section once; a second one is text, and reported.
    fn labels(&mut self, range: Range<usize>) -> Vec<(usize, Section, Option<String>)> {
        let mut labels: Vec<(usize, Section, Option<String>)> = Vec::new();
        let mut seen = BTreeSet::new();
        for line in range.clone() {
            let Some((section, argument)) = label(&self.lines.clean[line]) else { continue };
            if self.outline.fence(line) != Fence::None || !self.stands_as_label(line, range.start) {
                continue;
            }
            if seen.insert((section, argument.map(str::to_owned))) {
                labels.push((line, section, argument.map(str::to_owned)));
            } else {
                let message = format!(
                    "a second `{}` in one card is taken as text; remove it, or start the line with \\ to keep it",
                    section.label()
                );
                self.findings.warning("second-label", line + 1, message);
            }
        }
        labels
    }

    /// A word of the label list inside running text is no label: a real one stands after a blank line, after a mark, after
    /// a sentence that has ended, or after the author's comment.
    fn stands_as_label(&self, line: usize, start: usize) -> bool {
        if line == start || self.lines.is_blank(line - 1) || self.outline.fence(line - 1) != Fence::None {
            return true;
        }
        let before = &self.lines.clean[line - 1];
        marks::comment(self.lines.raw[line - 1]).is_some()
            || label(before).is_some()
            || marks::difficulty(before).is_some()
            || marks::looks_like_header(before)
            || before.ends_with(['.', '?', '!', '…', ')', '"', ':'])
    }

    /// Everything between the head and the first label: the header, the difficulty, and what is neither.
    fn read_header(&mut self, head: usize, first_label: usize, question: &mut String) -> (Header, Vec<usize>) {
        let mut header = Header { line: head, ..Header::default() };
        let mut leftover = Vec::new();
        for line in head + 1..first_label {
            if self.lines.is_blank(line) {
                continue;
            }
            let text = &self.lines.clean[line];
            let before_difficulty_or_label = match self.lines.next[line] {
                Some(next) => next == first_label || marks::difficulty(&self.lines.clean[next]).is_some(),
                None => false,
            };
            let is_short = text.split_whitespace().count() <= 8 && !text.ends_with(['.', '?', '!', '…', ':']);
            if let (None, Some(difficulty)) = (header.difficulty, marks::difficulty(text)) {
                header.difficulty = Some(difficulty);
                header.difficulty_line = Some(line);
            } else if !question.ends_with('?') && text.ends_with('?') && header.words.is_none() && leftover.is_empty() {
                // A question that its page wrapped onto the next line.
                if !question.is_empty() {
                    question.push(' ');
                }
                question.push_str(text);
            } else if header.words.is_none()
                && leftover.is_empty()
                && (marks::looks_like_header(text) || (is_short && before_difficulty_or_label))
            {
                header.read(line, text);
            } else {
                leftover.push(line);
                continue;
            }
            self.kinds[line] = LineKind::Card;
        }
        (header, leftover)
    }

    /// The sections of a card: each from its label to the next one.
    fn cut(&mut self, labels: &[(usize, Section, Option<String>)], body_end: usize) -> Vec<RawSection> {
        let mut sections = Vec::new();
        for (index, (label, section, argument)) in labels.iter().enumerate() {
            let end = labels.get(index + 1).map_or(body_end, |&(line, _, _)| line);
            self.kinds[*label] = LineKind::Card;
            let body = (label + 1..end).collect();
            sections.push(RawSection { section: *section, argument: argument.clone(), label: *label, body });
        }
        sections
    }

    /// Notes the lines that begin with a word and a colon, so that later findings can point at them.
    fn note_keys(&self, section: &RawSection, lines: &mut SectionLines) {
        for &line in &section.body {
            if let Some((word, _)) = self.lines.clean[line].split_once(':')
                && !word.contains(' ')
            {
                lines.keyed.entry((section.section, word.to_owned())).or_insert(line + 1);
            }
        }
    }

    fn check_broken_fences(&mut self, range: Range<usize>) {
        for line in range {
            if self.outline.fence(line) == Fence::Broken {
                let message = "this code block never closes, so the rest of its card is not read; close it with as many backticks";
                self.findings.error("fence-not-closed", line + 1, message);
            }
        }
    }

    fn compare_footer(&mut self, line: usize, footer: &Footer, card: &mut Card, header: &Header) {
        if let Some(id) = &footer.id
            && *id != card.id
        {
            let message = format!("the footer says {id}, the head says {}; make them agree", card.id);
            self.findings.warning("footer-disagrees", line + 1, message);
        }
        if let Some(difficulty) = footer.difficulty {
            match card.difficulty {
                Some(above) if above != difficulty => {
                    let message = format!("the footer says {difficulty}/10, the head says {above}/10; make them agree");
                    self.findings.warning("footer-disagrees", line + 1, message);
                }
                _ => card.difficulty = Some(difficulty),
            }
        }
        if let Some(level) = footer.level {
            match header.level {
                Some(above) if above != level => {
                    let message = format!(
                        "the footer says {}, the head says {}; make them agree",
                        level.title(),
                        Level::title(above)
                    );
                    self.findings.warning("footer-disagrees", line + 1, message);
                }
                _ => card.level = Some(level),
            }
        }
    }

    /// Notes the line of every item of a section, so that later findings can point at it.
    fn remember(lines: &mut SectionLines, section: Section, line: usize) {
        lines.items.entry(section).or_default().push(line + 1);
    }
}
