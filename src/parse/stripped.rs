//! The stripped layout: five paragraphs a card, without question and labels. It must not know other layouts.

mod align;
mod pager;
mod traits;

use super::report::{Agreement, Declared, Findings, LineKind, PageOfSet};
use super::{Found, Lines, Reading, SectionLines, derived};
use crate::bank::section::Section;
use crate::bank::{Card, Mistake, UnknownFields};
use align::{Around, Part, Role, align};
use pager::Pager;
use std::ops::Range;
use traits::Paragraph;

/// What the paragraphs of a card are, in their order.
pub const PARTS: [Section; 5] =
    [Section::Answer, Section::Explanation, Section::Example, Section::Mistakes, Section::Scenario];

/// Whether a page holds cards of five paragraphs. The line that numbers a page of questions is half of the proof.
pub fn occurs(lines: &Lines) -> bool {
    let page = Paragraphs::of(lines);
    let wanted = if page.pagers.is_empty() { 2 } else { 1 };
    page.runs().filter(|run| !run.is_empty()).map(|run| align::clear_cards(&page.all[run])).sum::<usize>() >= wanted
}

/// Reads a page of stripped answers. It never fails: what cannot be read is reported and left unread.
pub fn read(lines: &Lines) -> Reading {
    let mut reading = Reading::new(lines);
    let page = Paragraphs::of(lines);
    for (index, run) in page.runs().enumerate() {
        let before = reading.cards.len();
        let around = Around {
            title_above: index > 0 && page.pagers[index - 1].2.has_more,
            pager_below: index < page.pagers.len(),
        };
        let roles = align(&page.all[run.clone()], around);
        let numbers = &page.numbers[run];
        read_run(lines, numbers, &roles, &mut reading);
        if let Some((_, line, pager)) = page.pagers.get(index) {
            reading.kinds[*line] = LineKind::Furniture;
            let here = reading.cards.len() - before;
            let pages = PageOfSet { number: pager.number, of: pager.of, here, missing: Vec::new() };
            reading.declared.push(Declared {
                what: "questions in total".to_owned(),
                says: pager.total,
                found: here,
                verdict: Agreement::AnotherSet,
                line: line + 1,
                pages: Some(pages),
            });
        }
    }
    for &line in &page.furniture {
        reading.kinds[line] = LineKind::Furniture;
    }
    if reading.cards.is_empty() {
        let message = "no card found: a card is five paragraphs (answer, explanation, example, mistakes, scenario)";
        reading.findings.error("no-card", 1, message);
    }
    reading
}

/// A page's paragraphs, cut into runs by the lines that number its pages.
struct Paragraphs {
    all: Vec<Paragraph>,
    /// The 0-based line of each.
    numbers: Vec<usize>,
    /// How many paragraphs stand before it, its 0-based line, and what it says.
    pagers: Vec<(usize, usize, Pager)>,
    /// The 0-based lines of pagers that say too little.
    furniture: Vec<usize>,
}

impl Paragraphs {
    fn of(lines: &Lines) -> Paragraphs {
        let mut page = Paragraphs { all: Vec::new(), numbers: Vec::new(), pagers: Vec::new(), furniture: Vec::new() };
        for line in (0..lines.len()).filter(|&line| !lines.is_blank(line)) {
            match Pager::read(&lines.clean[line]) {
                Some(pager) => page.pagers.push((page.all.len(), line, pager)),
                None if pager::is_begun(&lines.clean[line]) => page.furniture.push(line),
                None => {
                    page.all.push(Paragraph::of(&lines.clean[line]));
                    page.numbers.push(line);
                }
            }
        }
        page
    }

    /// The paragraphs of each page, and those after the last pager.
    fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.pagers.iter().map(|&(end, _, _)| end).chain([self.all.len()]);
        let starts = [0].into_iter().chain(self.pagers.iter().map(|&(end, _, _)| end));
        starts.zip(ends).map(|(start, end)| start..end)
    }
}

/// Puts the cards of one run together from what each of its paragraphs was found to be.
fn read_run(lines: &Lines, numbers: &[usize], roles: &[Role], reading: &mut Reading) {
    let mut open: Option<Draft> = None;
    for (&line, &role) in numbers.iter().zip(roles) {
        let text = lines.clean[line].as_str();
        match (role, &mut open) {
            (Role::Part(part), draft) => {
                if part.opens_card {
                    reading.cards.extend(draft.take().map(|draft| draft.close(&mut reading.findings)));
                }
                let draft = draft.get_or_insert_default();
                draft.add(line, part, text, &mut reading.findings);
                reading.kinds[line] = LineKind::Card;
            }
            (Role::Rest, Some(draft)) => {
                draft.append(text);
                reading.kinds[line] = LineKind::Card;
                let message = "this line goes on in the middle of the sentence above it and is joined to it";
                reading.findings.warning("paragraph-split", line + 1, message);
            }
            (Role::Copy, _) => {
                let message = "this paragraph stands here twice; the second one is left out";
                reading.findings.warning("paragraph-twice", line + 1, message);
            }
            (Role::Furniture, _) => reading.kinds[line] = LineKind::Furniture,
            (Role::Foreign | Role::Rest, _) => {
                let message =
                    "this line fits none of the five paragraphs of a card and is left out; remove it, or mend it";
                reading.findings.warning("foreign-line", line + 1, message);
            }
        }
    }
    reading.cards.extend(open.map(|draft| draft.close(&mut reading.findings)));
}

/// A card while its paragraphs come in.
#[derive(Default)]
struct Draft {
    texts: [Option<String>; PARTS.len()],
    places: SectionLines,
    last: Option<(usize, usize)>,
}

impl Draft {
    fn add(&mut self, line: usize, part: Part, text: &str, findings: &mut Findings) {
        let first = if part.opens_card { 0 } else { self.last.map_or(0, |(last, _)| last + 1) };
        report_missing(first..part.index, line, findings);
        self.check_end(findings);
        if self.last.is_none() {
            self.places.head = line + 1;
        }
        self.places.labels.insert(PARTS[part.index], line + 1);
        self.texts[part.index] = Some(text.to_owned());
        self.last = Some((part.index, line));
    }

    fn append(&mut self, text: &str) {
        if let Some(before) = self.last.and_then(|(part, _)| self.texts[part].as_mut()) {
            before.push(' ');
            before.push_str(text);
        }
    }

    /// The paragraph read last is complete now: its end tells whether it was cut off.
    fn check_end(&self, findings: &mut Findings) {
        let Some((part, line)) = self.last else { return };
        let is_open = |text: &&String| !traits::is_closed(text);
        if self.texts[part].as_ref().filter(is_open).is_some() {
            let message = "this paragraph ends in the middle of a sentence; its page may have been cut off";
            findings.warning("cut-off", line + 1, message);
        }
    }

    fn close(mut self, findings: &mut Findings) -> Found {
        self.check_end(findings);
        if let Some((last, line)) = self.last {
            report_missing(last + 1..PARTS.len(), line, findings);
        }
        let [answer, explanation, example, mistakes, scenario] = self.texts;
        let base = match answer {
            Some(answer) => derived::card(answer),
            // Without its answer a card is named by what else it holds, and stays unanswered.
            None => {
                let first = [&explanation, &example, &scenario, &mistakes].into_iter().find_map(Option::as_deref);
                Card { question: derived::question(first.unwrap_or_default()), derived: true, ..Card::default() }
            }
        };
        let mistakes = mistakes.map(|claim| Mistake { claim, correction: None, unknown: UnknownFields::new() });
        if let (Some(_), Some(&line)) = (&mistakes, self.places.labels.get(&Section::Mistakes)) {
            self.places.items.insert(Section::Mistakes, vec![line]);
        }
        let card = Card { explanation, example, mistakes: mistakes.into_iter().collect(), scenario, ..base };
        Found { card, comments: Vec::new(), lines: self.places }
    }
}

fn report_missing(parts: Range<usize>, line: usize, findings: &mut Findings) {
    if parts.is_empty() {
        return;
    }
    let names: Vec<&str> = PARTS[parts].iter().map(|part| name(*part)).collect();
    let message = format!("the {} of this card is missing; its other paragraphs are kept", names.join(" and the "));
    findings.warning("paragraph-missing", line + 1, message);
}

fn name(part: Section) -> &'static str {
    match part {
        Section::Answer => "answer",
        Section::Explanation => "explanation",
        Section::Example => "example",
        Section::Mistakes => "list of mistakes",
        _ => "scenario",
    }
}
