//! Lines -> blocks: headings, paragraphs, lists, tables, quotes. It must not know which of them ask.

use super::super::Lines;
use super::super::text::clean_end;
use super::shape;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading,
    Prose,
    List,
    Table,
    Quote,
}

/// Lines that belong together. Blank lines may stand between the items of a list.
#[derive(Debug, Clone)]
pub struct Block {
    pub kind: Kind,
    pub lines: Range<usize>,
    /// Of a list.
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// 0-based.
    pub line: usize,
    pub number: Option<usize>,
    /// Without its mark, on one line.
    pub text: String,
}

impl Block {
    /// Its text as it stands, without the names of links that a quote ends with.
    pub fn text(&self, lines: &Lines) -> String {
        let keeps_indentation = self.kind == Kind::Prose && self.lines.len() > 1;
        let mut kept: Vec<String> = Vec::with_capacity(self.lines.len());
        for line in self.lines.clone() {
            let clean = &lines.clean[line];
            let is_left_out = match self.kind {
                Kind::Prose => false,
                Kind::Quote => shape::is_furniture(clean),
                _ => clean.is_empty(),
            };
            if !is_left_out {
                kept.push(if keeps_indentation { clean_end(lines.raw[line]) } else { clean.clone() });
            }
        }
        kept.join("\n").trim_end().to_owned()
    }
}

/// An article cut into its blocks, in their order.
pub struct Blocks<'a> {
    pub list: Vec<Block>,
    clean: &'a [String],
}

impl<'a> Blocks<'a> {
    pub fn of(lines: &'a Lines) -> Blocks<'a> {
        let mut blocks = Blocks { list: Vec::new(), clean: &lines.clean };
        let last_fence = (0..lines.len()).rev().find(|&line| lines.clean[line] == FENCE);
        let mut line = 0;
        while line < lines.len() {
            let start = line;
            if lines.is_blank(line) {
                line += 1;
            } else if lines.clean[line].starts_with(FENCE) && last_fence.is_some_and(|last| last > line) {
                line += 1;
                while lines.clean[line] != FENCE {
                    line += 1;
                }
                line += 1;
                blocks.push(Kind::Prose, start..line);
            } else if let Some((number, _)) = shape::item(&lines.clean[line]) {
                line += 1;
                while line < lines.len() && blocks.continues_item(lines, line) {
                    line += 1;
                }
                blocks.push_item(start..line, number);
            } else {
                line += 1;
                while line < lines.len() && blocks.continues_text(line) {
                    line += 1;
                }
                let kind = blocks.kind(lines, start..line);
                blocks.push(kind, start..line);
            }
        }
        blocks
    }

    /// The words of all headings.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        let headings = self.list.iter().filter(|block| block.kind == Kind::Heading);
        headings.map(|block| shape::heading(&self.clean[block.lines.start]))
    }

    /// The rest of an item on a line of its own is indented, or goes on in lower case.
    fn continues_item(&self, lines: &Lines, line: usize) -> bool {
        let is_indented = lines.raw[line].starts_with([' ', '\t']);
        self.continues_text(line) && (is_indented || self.clean[line].starts_with(char::is_lowercase))
    }

    fn continues_text(&self, line: usize) -> bool {
        let text = &self.clean[line];
        !text.is_empty() && shape::item(text).is_none() && !text.starts_with(FENCE)
    }

    fn kind(&self, lines: &Lines, range: Range<usize>) -> Kind {
        let first = &self.clean[range.start];
        let is_indented = |line: usize| lines.raw[line].starts_with([' ', '\t']);
        if shape::is_quote(first) {
            Kind::Quote
        } else if range.len() == 1 {
            let stands_alone = range.start == 0 || self.clean[range.start - 1].is_empty() || first.starts_with('#');
            if stands_alone && shape::is_heading(first) { Kind::Heading } else { Kind::Prose }
        } else if range.clone().all(|line| shape::is_row(&self.clean[line]) && !is_indented(line)) {
            Kind::Table
        } else {
            Kind::Prose
        }
    }

    fn push(&mut self, kind: Kind, lines: Range<usize>) {
        self.list.push(Block { kind, lines, items: Vec::new() });
    }

    /// Adds an item to the list above it, where there is one of its kind, else begins a list.
    fn push_item(&mut self, lines: Range<usize>, number: Option<usize>) {
        let first = shape::item(&self.clean[lines.start]).map_or("", |(_, text)| text);
        let rest = lines.clone().skip(1).map(|line| self.clean[line].as_str());
        let text = [first].into_iter().chain(rest).collect::<Vec<_>>().join(" ");
        let item = Item { line: lines.start, number, text };
        if let Some(block) = self.list.last_mut()
            && let Some(last) = block.items.last()
            && match (last.number, number) {
                (None, None) => true,
                // A list that begins at 1 again is another list.
                (Some(before), Some(number)) => number > before || before == 1 && number == 1,
                _ => false,
            }
        {
            block.lines.end = lines.end;
            block.items.push(item);
            return;
        }
        self.list.push(Block { kind: Kind::List, lines, items: vec![item] });
    }
}

const FENCE: &str = "```";
