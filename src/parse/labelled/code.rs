//! The code of a card: fenced blocks with their outputs, and code that a page shows without a fence. It must not know how
//! a block is run.

use super::super::SectionLines;
use super::CardReader;
use super::outline::Fence;
use crate::bank::section::Section;
use crate::bank::{Card, Code, Run};

impl CardReader<'_, '_> {
    pub(super) fn read_code(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        let mut loose: Vec<usize> = Vec::new();
        for &line in body {
            match self.outline.fence(line) {
                Fence::Open { close } => {
                    self.take_loose_code(&mut loose, card, places);
                    self.read_block(line, close, card, places);
                }
                Fence::None if !self.lines.is_blank(line) || !loose.is_empty() => loose.push(line),
                _ => {}
            }
        }
        self.take_loose_code(&mut loose, card, places);
    }

    /// Pages show code without a fence: what stands under `Code` is code.
    fn take_loose_code(&mut self, loose: &mut Vec<usize>, card: &mut Card, places: &mut SectionLines) {
        while loose.last().is_some_and(|&line| self.lines.is_blank(line)) {
            loose.pop();
        }
        let Some(&first) = loose.first() else { return };
        self.findings.warning("no-fence", first + 1, "code stands between ``` lines; taken as one block");
        let source = loose.drain(..).fold(String::new(), |source, line| source + &self.text(line) + "\n");
        Self::remember(places, Section::Code, first);
        card.code.push(Code { source, ..Code::default() });
    }

    fn read_block(&mut self, open: usize, close: usize, card: &mut Card, places: &mut SectionLines) {
        let content = (open + 1..close).fold(String::new(), |content, line| content + self.lines.raw[line] + "\n");
        let information = self.lines.raw[open].trim_start_matches('`').trim().to_owned();
        let mut words = information.split_whitespace();
        let language = words.next().map(str::to_owned);
        if language.as_deref() == Some("output") {
            let name = words.next();
            match Self::block_for(&mut card.code, name) {
                Some(block) if block.output.is_none() => block.output = Some(content),
                _ => {
                    let message = "this output belongs to no block, or to one that has an output; name its block";
                    self.findings.warning("output-without-block", open + 1, message);
                }
            }
            return;
        }
        let mut block = Code { language, source: content, ..Code::default() };
        for word in words {
            match word.split_once('=') {
                None if word == "run" => block.run = Some(block.run.unwrap_or_default()),
                None if block.name.is_none() => block.name = Some(word.to_owned()),
                Some(("min", version)) => block.run.get_or_insert_with(Run::default).min = Some(version.to_owned()),
                Some(("max", version)) => block.run.get_or_insert_with(Run::default).max = Some(version.to_owned()),
                Some(("raises", name)) => block.run.get_or_insert_with(Run::default).raises = Some(name.to_owned()),
                _ => {
                    let message = format!("\"{word}\" says nothing here; a block takes NAME run min= max= raises=");
                    self.findings.warning("unknown-attribute", open + 1, message);
                }
            }
        }
        if block.name.is_some() && card.code.iter().any(|other| other.name == block.name) {
            self.findings.warning("second-name", open + 1, "another block of this card has this name; give it its own");
        }
        Self::remember(places, Section::Code, open);
        card.code.push(block);
    }

    /// The block that an output belongs to: the one of its name, or the last one.
    fn block_for<'c>(code: &'c mut [Code], name: Option<&str>) -> Option<&'c mut Code> {
        match name {
            Some(name) => code.iter_mut().find(|block| block.name.as_deref() == Some(name)),
            None => code.last_mut(),
        }
    }
}
