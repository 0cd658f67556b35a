//! From a section's lines to the card's fields. It must not know how the section was found.

use super::super::SectionLines;
use super::items::{self, Item};
use super::outline::Fence;
use super::{CardReader, RawSection, marks};
use crate::bank::section::Section;
use crate::bank::{Card, Distractor, FollowUp, KeyPoint, Mistake, Options, Predict, Said, UnknownFields, WrongOutput};
use crate::parse::comment::{self, Comment, Line};
use crate::parse::follow_ups;
use crate::parse::text::clean_end;

impl CardReader<'_, '_> {
    pub(super) fn read_section(
        &mut self,
        section: &RawSection,
        card: &mut Card,
        places: &mut SectionLines,
        comments: &mut Vec<Comment>,
    ) {
        let body = self.without_comments(section, comments);
        match section.section {
            Section::Answer => card.answer = self.prose(&body),
            Section::Explanation => card.explanation = self.prose(&body),
            Section::Example => card.example = self.prose(&body),
            Section::Scenario => card.scenario = self.prose(&body),
            Section::Code => self.read_code(&body, card, places),
            Section::KeyPoints => self.read_key_points(&body, card, places),
            Section::Said => self.read_said(&body, card, places),
            Section::Predict => self.read_predict(section, &body, card, places),
            Section::Options => self.read_options(section, &body, card, places),
            Section::Mistakes => self.read_mistakes(&body, card, places),
            Section::FollowUps => self.read_follow_ups(&body, card, places),
            Section::Links => self.read_links(&body, card, places),
            Section::Facts => self.read_facts(&body, card, places),
        }
    }

    /// The lines of a section without the author's comments, which are kept apart with the places where they stand.
    fn without_comments(&mut self, section: &RawSection, comments: &mut Vec<Comment>) -> Vec<usize> {
        let body: Vec<usize> =
            section.body.iter().copied().filter(|&line| !matches!(self.kind(line), Line::Comment(_))).collect();
        if body.len() < section.body.len() {
            let lines: Vec<Line> = section.body.iter().map(|&line| self.kind(line)).collect();
            comments.extend(comment::read(section.section, section.argument.as_deref(), &lines));
        }
        body
    }

    fn kind(&self, line: usize) -> Line<'_> {
        let raw = self.lines.raw[line];
        match self.outline.fence(line) {
            Fence::None => match marks::comment(raw) {
                Some(comment) => Line::Comment(comment),
                None if self.lines.is_blank(line) => Line::Text(""),
                None => Line::Text(raw),
            },
            Fence::Open { .. } => Line::Opening(raw),
            Fence::Inside | Fence::Close | Fence::Broken | Fence::Lost => Line::Within(raw),
        }
    }

    /// Running text: line breaks inside paragraphs stay, one blank line parts them, `\` at a line's start is taken off.
    fn prose(&mut self, body: &[usize]) -> Option<String> {
        let mut text = String::new();
        let mut blank = false;
        for &line in body {
            if matches!(self.outline.fence(line), Fence::Broken | Fence::Lost) {
                continue;
            }
            if self.outline.fence(line) == Fence::None {
                if self.lines.is_blank(line) {
                    blank = true;
                    continue;
                }
                self.report_lone_words(line);
            }
            if !text.is_empty() {
                text.push_str(if blank { "\n\n" } else { "\n" });
            }
            blank = false;
            text.push_str(&self.text(line));
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A line's text: raw inside a code block, else clean, without the `\` that makes it text.
    pub(super) fn text(&self, line: usize) -> String {
        if self.outline.fence(line) != Fence::None {
            return self.lines.raw[line].to_owned();
        }
        let text = clean_end(self.lines.raw[line]);
        match text.strip_prefix('\\') {
            Some(rest) => rest.to_owned(),
            None => text,
        }
    }

    /// One to four words alone between blank lines may be a misspelt label.
    fn report_lone_words(&mut self, line: usize) {
        let text = &self.lines.clean[line];
        let is_alone = self.lines.is_blank(line - 1) && (line + 1 == self.lines.len() || self.lines.is_blank(line + 1));
        let is_short = text.split_whitespace().count() <= 4 && marks::label(text).is_none();
        if is_alone && is_short && text.ends_with(char::is_alphanumeric) && !text.starts_with('\\') {
            let message = format!("\"{text}\" is no known label and is taken as text; start it with \\ if it is text");
            self.findings.warning("unknown-label", line + 1, message);
        }
    }

    /// Items of a section; lines that are no items are handed to `otherwise`, or reported as text in the wrong place.
    fn items(&mut self, body: &[usize], signs: &[char]) -> (Vec<Item>, Vec<(usize, String)>) {
        let texts: Vec<(usize, String)> = body
            .iter()
            .filter(|&&line| !matches!(self.outline.fence(line), Fence::Broken | Fence::Lost))
            .map(|&line| (line, clean_end(self.lines.raw[line])))
            .collect();
        items::split(texts.iter().map(|(line, text)| (*line, text.as_str())), signs)
    }

    fn report_stray(&mut self, section: Section, form: &str, stray: &[(usize, String)]) {
        for (line, _) in stray {
            let message = format!("not an item of {}; an item is {form}", section.label());
            self.findings.warning("no-item", line + 1, message);
            self.kinds[*line] = super::LineKind::Unread;
        }
    }

    fn read_key_points(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        let (items, stray) = self.items(body, &['!', '+', '-', '•', '*']);
        for item in items {
            let (text, cues) = match item.text.split_once(" :: ") {
                Some((text, cues)) => (text.trim().to_owned(), items::cues(cues)),
                None => (item.text.clone(), Vec::new()),
            };
            Self::remember(places, Section::KeyPoints, item.line);
            let must = item.sign == '!';
            card.key_points.push(KeyPoint { must, text, cues, unknown: UnknownFields::new() });
        }
        // Pages write their points as plain lines: each is a point that may be made.
        for (line, text) in stray {
            Self::remember(places, Section::KeyPoints, line);
            card.key_points.push(KeyPoint { must: false, text, cues: Vec::new(), unknown: UnknownFields::new() });
        }
    }

    fn read_said(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        let (items, stray) = self.items(body, &['=', 'x']);
        let mut said = Said::default();
        for item in items {
            let slot = if item.sign == '=' { &mut said.right } else { &mut said.wrong };
            if slot.is_some() {
                let message = "a second answer of this kind is left out; Said holds one right (=) and one wrong (x)";
                self.findings.warning("second-said", item.line + 1, message);
                self.kinds[item.line] = super::LineKind::Unread;
                continue;
            }
            *slot = Some(item.text);
            Self::remember(places, Section::Said, item.line);
        }
        self.report_stray(Section::Said, "`= a right answer` or `x a wrong one`", &stray);
        card.said = Some(said).filter(|said| said.right.is_some() || said.wrong.is_some());
    }

    fn read_predict(&mut self, section: &RawSection, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        let (items, stray) = self.items(body, &['x']);
        self.report_stray(Section::Predict, "`x a wrong output -- its misconception`", &stray);
        let Some(code) = section.argument.clone() else {
            let message = "Predict names the code block that it asks about: `Predict NAME`";
            self.findings.warning("predict-without-name", section.label + 1, message);
            return;
        };
        let mut wrong = Vec::new();
        for item in items {
            let (output, why) = items::split_last_dashes(&item.text).unwrap_or((&item.text, ""));
            if why.is_empty() {
                let message = "a wrong output needs its misconception: `x output -- misconception`";
                self.findings.warning("no-reason", item.line + 1, message);
            }
            let output = items::unescape_output(output);
            wrong.push(WrongOutput { output, why: why.to_owned(), unknown: UnknownFields::new() });
        }
        Self::remember(places, Section::Predict, section.label);
        card.predict.push(Predict { code, wrong, unknown: UnknownFields::new() });
    }

    fn read_options(&mut self, section: &RawSection, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        let (items, rest) = self.items(body, &['=', 'x']);
        let mut ask = None;
        let mut stray = Vec::new();
        for (line, text) in rest {
            match text.strip_prefix("Ask:") {
                Some(stem) if ask.is_none() => ask = Some(stem.trim().to_owned()),
                _ => stray.push((line, text)),
            }
        }
        self.report_stray(Section::Options, "`= the key` or `x a distractor -- why`", &stray);
        let mut key = None;
        let mut distractors = Vec::new();
        // Findings count the key as the first option, wherever it stands.
        let (keys, others): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.sign == '=');
        for item in keys.into_iter().chain(others) {
            Self::remember(places, Section::Options, item.line);
            if item.sign == '=' {
                if key.replace(item.text.clone()).is_some() {
                    self.findings.warning("second-key", item.line + 1, "a second key; options have one (=)");
                }
            } else {
                let (text, why) = items::split_last_dashes(&item.text).unwrap_or((&item.text, ""));
                if why.is_empty() {
                    let message = "a distractor needs its reason: `x distractor -- why it is wrong`";
                    self.findings.warning("no-reason", item.line + 1, message);
                }
                let (text, why) = (text.to_owned(), why.to_owned());
                distractors.push(Distractor { text, why, unknown: UnknownFields::new() });
            }
        }
        match key {
            Some(key) => card.options = Some(Options { ask, key, distractors, unknown: UnknownFields::new() }),
            None => {
                // Where nothing but the author's comments stand below the label, it is the label that lacks them.
                let line = body.first().unwrap_or(&section.label) + 1;
                self.findings.warning("no-key", line, "the options have no key; mark the right one with `= `");
            }
        }
    }

    fn read_mistakes(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        let (items, _) = self.items(body, &['-']);
        let entries: Vec<(usize, String)> = if items.is_empty() {
            self.paragraphs(body)
        } else {
            let (items, stray) = self.items(body, &['-']);
            self.report_stray(Section::Mistakes, "`- claim or habit -- correction`", &stray);
            items.into_iter().map(|item| (item.line, item.text)).collect()
        };
        for (line, text) in entries {
            Self::remember(places, Section::Mistakes, line);
            let (claim, correction) = match items::split_first_dashes(&text) {
                Some((claim, correction)) => (claim.to_owned(), Some(correction.to_owned())),
                None => (text, None),
            };
            card.mistakes.push(Mistake { claim, correction, unknown: UnknownFields::new() });
        }
    }

    /// Paragraphs with the line that each begins at.
    fn paragraphs(&mut self, body: &[usize]) -> Vec<(usize, String)> {
        let mut paragraphs = Vec::new();
        for run in body.split(|&line| self.lines.is_blank(line)) {
            if let Some(&first) = run.first()
                && let Some(text) = self.prose(run)
            {
                paragraphs.push((first, text));
            }
        }
        paragraphs
    }

    fn read_follow_ups(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        for &line in body {
            let text = &self.lines.clean[line];
            if text.is_empty() || matches!(self.outline.fence(line), Fence::Broken | Fence::Lost) {
                continue;
            }
            for follow_up in follow_ups::split(text.strip_prefix('\\').unwrap_or(text)) {
                Self::remember(places, Section::FollowUps, line);
                card.follow_ups.push(FollowUp { unknown: UnknownFields::new(), ..follow_up });
            }
        }
    }

    fn read_links(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        for &line in body {
            let text = self.lines.clean[line].clone();
            let names = |list: &str| -> Vec<String> {
                list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
            };
            match text.split_once(':').map(|(key, list)| (key.trim().to_lowercase(), list)) {
                _ if text.is_empty() => continue,
                Some((key, list)) if key == "needs" => card.needs.extend(names(list)),
                Some((key, list)) if key == "contrast" => card.contrast.extend(names(list)),
                Some((key, list)) if key == "tags" => card.tags.extend(names(list)),
                _ => {
                    self.report_stray(Section::Links, "`Needs:`, `Contrast:` or `Tags:` and names", &[(line, text)]);
                    continue;
                }
            }
            Self::remember(places, Section::Links, line);
        }
    }

    fn read_facts(&mut self, body: &[usize], card: &mut Card, places: &mut SectionLines) {
        for &line in body {
            let text = self.lines.clean[line].clone();
            match text.split_once(':').map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_owned())) {
                _ if text.is_empty() => continue,
                Some((key, value)) if key == "applies" => card.applies.push(value),
                Some((key, value)) if key == "checked" && card.checked.is_none() => card.checked = Some(value),
                Some((key, value)) if key == "source" => card.sources.push(value),
                _ => {
                    self.report_stray(Section::Facts, "`Applies:`, one `Checked:` or `Source:`", &[(line, text)]);
                    continue;
                }
            }
            Self::remember(places, Section::Facts, line);
        }
    }
}
