//! The article: prose about interviews, with lists of questions and tasks, and answers that lost their questions. It must not
//! know other layouts.

mod asking;
mod blocks;
mod shape;

use super::report::{Findings, LineKind};
use super::{Found, Lines, Reading, SectionLines, derived};
use crate::bank::{Card, Note, NoteKind, UnknownFields};
use asking::asks;
use blocks::{Block, Blocks, Item, Kind};

/// Whether a page is an article that asks: a heading speaks of interviews or questions, and questions stand in it.
pub fn occurs(lines: &Lines) -> bool {
    let blocks = Blocks::of(lines);
    let mut headings = blocks.headings().filter(|heading| !asking::opens_answers(heading));
    if !headings.any(asking::speaks_of_interviews) {
        return false;
    }
    let mut reader = Reader::new(lines);
    reader.read(&blocks);
    let listed = reader.reading.cards.iter().filter(|found| found.card.answer.is_none()).count();
    listed >= 3 || reader.reading.cards.len() - listed >= 2
}

/// Reads an article. Every line that is no question is kept as a note, so nothing is left unread.
pub fn read(lines: &Lines) -> Reading {
    let mut reader = Reader::new(lines);
    reader.read(&Blocks::of(lines));
    if reader.reading.cards.is_empty() {
        let message = "no question found: an article has lists of questions or tasks, or answers under \
                       `Frequently Asked Questions`";
        reader.reading.findings.error("no-card", 1, message);
    }
    reader.reading
}

/// Goes down an article, block by block.
struct Reader<'a, 't> {
    lines: &'a Lines<'t>,
    reading: Reading,
    title: Option<String>,
    section: Section,
}

/// What stands under one heading.
#[derive(Default)]
struct Section {
    heading: Option<String>,
    /// The 0-based line of the heading, where it is not the page's title.
    line: Option<usize>,
    /// Its paragraphs answer questions.
    holds_answers: bool,
    /// It holds something that shows the heading.
    is_shown: bool,
    /// The paragraph that introduces what follows it, where it ends with a colon.
    lead_in: String,
    /// The question above, and the card that answers it once its answer has begun.
    question: Option<(usize, String)>,
    answering: bool,
}

impl<'a, 't> Reader<'a, 't> {
    fn new(lines: &'a Lines<'t>) -> Reader<'a, 't> {
        Reader { lines, reading: Reading::new(lines), title: None, section: Section::default() }
    }

    fn read(&mut self, blocks: &Blocks) {
        let mut in_front = true;
        for (at, block) in blocks.list.iter().enumerate() {
            in_front &= block.kind == Kind::Heading;
            let is_last = at + 1 == blocks.list.len();
            match block.kind {
                // What stands below the last sentence is the site's.
                Kind::Prose if is_last && at > 0 && self.is_scrap(block, 4) => self.mark(block, LineKind::Furniture),
                Kind::Heading => self.read_heading(block, in_front),
                Kind::List => self.read_list(block),
                Kind::Prose | Kind::Table | Kind::Quote => self.read_text(block),
            }
        }
        self.close();
    }

    fn read_heading(&mut self, block: &Block, in_front: bool) {
        let line = block.lines.start;
        let text = shape::heading(&self.lines.clean[line]).to_owned();
        let is_title = self.title.as_ref().map_or(in_front, |title| *title == text);
        if shape::is_furniture(&text) {
            self.reading.kinds[line] = LineKind::Furniture;
        } else if is_title {
            // Repeated further down, it begins the page anew.
            self.close();
            self.reading.kinds[line] = LineKind::Furniture;
            self.section = Section { heading: Some(text.clone()), ..Section::default() };
            self.title = Some(text);
        } else if self.section.holds_answers && text.ends_with('?') {
            self.drop_question();
            self.reading.kinds[line] = LineKind::Card;
            self.section.question = Some((line, text));
            self.section.answering = false;
        } else {
            self.close();
            let holds_answers = asking::opens_answers(&text);
            self.section = Section { heading: Some(text), line: Some(line), holds_answers, ..Section::default() };
        }
    }

    /// A heading that no note shows is furniture: it is empty, or there are cards alone below it.
    fn close(&mut self) {
        self.drop_question();
        if let Some(line) = self.section.line {
            self.reading.kinds[line] = if self.section.is_shown { LineKind::Note } else { LineKind::Furniture };
        }
    }

    /// A question that no answer followed is a card all the same.
    fn drop_question(&mut self) {
        if let Some((line, question)) = self.section.question.take()
            && !self.section.answering
        {
            self.add(line, Card { question, ..Card::default() });
        }
    }

    fn read_text(&mut self, block: &Block) {
        let text = block.text(self.lines);
        let is_lead_in = block.kind == Kind::Prose && text.ends_with(':');
        self.section.lead_in = if is_lead_in { text.clone() } else { String::new() };
        if self.section.holds_answers && block.kind == Kind::Prose && !is_lead_in && !self.is_scrap(block, 12) {
            self.mark(block, LineKind::Card);
            self.read_answer(block.lines.start, text);
        } else {
            self.keep(block, text);
        }
    }

    /// At most so many words, which end no sentence.
    fn is_scrap(&self, block: &Block, words: usize) -> bool {
        let texts = &self.lines.clean[block.lines.clone()];
        let count: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
        count <= words && texts.last().is_some_and(|last| !last.ends_with(['.', '!', '?', ':']))
    }

    /// A paragraph among answers: it answers the question above it, or one that the page lost.
    fn read_answer(&mut self, line: usize, text: String) {
        match (&self.section.question, self.section.answering) {
            (None, _) => self.add(line, derived::card(text)),
            (Some((line, question)), false) => {
                let card = Card { question: question.clone(), answer: Some(text), ..Card::default() };
                self.add(*line, card);
                self.section.answering = true;
            }
            (Some(_), true) => {
                if let Some(answer) = self.reading.cards.last_mut().and_then(|found| found.card.answer.as_mut()) {
                    answer.push_str("\n\n");
                    answer.push_str(&text);
                }
            }
        }
    }

    fn read_list(&mut self, block: &Block) {
        report_gaps(&block.items, &mut self.reading.findings);
        let heading = self.section.heading.as_deref().unwrap_or_default();
        if asks(&block.items, heading, &self.section.lead_in) {
            self.mark(block, LineKind::Card);
            for Item { line, text, .. } in &block.items {
                self.add(*line, Card { question: text.clone(), ..Card::default() });
            }
        } else if self.section.holds_answers && self.section.answering {
            self.mark(block, LineKind::Card);
            self.read_answer(block.lines.start, block.text(self.lines));
        } else {
            self.keep(block, block.text(self.lines));
        }
        self.section.lead_in.clear();
    }

    fn add(&mut self, line: usize, card: Card) {
        // What stands in front of a colon is the subject, what follows is the author's view of it.
        let topic = self.section.heading.as_deref().filter(|_| !self.section.holds_answers);
        let topic = topic.map(|heading| heading.split_once(": ").map_or(heading, |(subject, _)| subject).to_owned());
        let card = Card { topic: topic.filter(|_| self.section.line.is_some()), ..card };
        let lines = SectionLines { head: line + 1, ..SectionLines::default() };
        self.reading.cards.push(Found { card, comments: Vec::new(), lines });
    }

    /// Keeps a block as a note.
    fn keep(&mut self, block: &Block, text: String) {
        self.mark(block, LineKind::Note);
        let kind = match block.kind {
            Kind::List => NoteKind::List,
            Kind::Table => NoteKind::Table,
            Kind::Quote => NoteKind::Quote,
            Kind::Prose | Kind::Heading => NoteKind::Prose,
        };
        let heading = self.section.heading.clone();
        let note = Note { source: None, heading, kind, text, origin: None, unknown: UnknownFields::new() };
        self.reading.notes.push((block.lines.start + 1, note));
        self.section.is_shown = true;
    }

    fn mark(&mut self, block: &Block, kind: LineKind) {
        for line in block.lines.clone() {
            let is_link = block.kind == Kind::Quote && shape::is_furniture(&self.lines.clean[line]);
            match self.reading.kinds[line] {
                LineKind::Blank => {}
                _ if is_link => self.reading.kinds[line] = LineKind::Furniture,
                _ => self.reading.kinds[line] = kind,
            }
        }
    }
}

/// A list whose numbers leave some out has lost lines.
fn report_gaps(items: &[Item], findings: &mut Findings) {
    for pair in items.windows(2) {
        if let (Some(before), Some(number)) = (pair[0].number, pair[1].number)
            && number != before + 1
            && number != before
        {
            let message = format!("{number} follows {before} in this list; lines may be missing between them");
            findings.warning("list-gap", pair[1].line + 1, message);
        }
    }
}
