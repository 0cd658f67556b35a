//! A card -> the labelled layout: the inverse of reading it. It must not know where the text goes.

use super::Found;
use super::comment::{self, Comment, Line};
use super::labelled::{escape_output, needs_escape};
use crate::bank::section::Section;
use crate::bank::{Card, Code, FollowUp, KeyPoint, Run};
use std::fmt::Write;

/// Cards in the labelled layout, one blank line between them.
pub fn print<'c>(cards: impl IntoIterator<Item = &'c Card>) -> String {
    print_all(cards.into_iter().map(|card| (card, [].as_slice())))
}

/// The same with the comments of their author, each beside what it stood beside.
pub fn print_with_comments<'f>(cards: impl IntoIterator<Item = &'f Found>) -> String {
    print_all(cards.into_iter().map(|found| (&found.card, found.comments.as_slice())))
}

fn print_all<'c>(cards: impl Iterator<Item = (&'c Card, &'c [Comment])>) -> String {
    let mut text = String::new();
    for (card, comments) in cards {
        if !text.is_empty() {
            text.push('\n');
        }
        print_card(&mut text, card, comments);
    }
    text
}

fn print_card(text: &mut String, card: &Card, comments: &[Comment]) {
    line(text, &format!("{} {}", card.id, card.question));
    let header = [card.technology.as_deref(), card.topic.as_deref(), card.level.map(|level| level.title())];
    let header: Vec<&str> = header.into_iter().flatten().collect();
    if !header.is_empty() {
        line(text, &header.join(" · "));
    }
    if let Some(difficulty) = card.difficulty {
        line(text, &format!("{difficulty}/10"));
    }
    for section in Section::ALL {
        print_section(text, card, section, comments);
    }
    text.push('\n');
    let difficulty = card.difficulty.map(|difficulty| format!("Difficulty: {difficulty}/10"));
    let level = card.level.map(|level| format!("Level: {}", level.title()));
    let parts: Vec<String> = [Some(format!("ID: {}", card.id)), difficulty, level].into_iter().flatten().collect();
    line(text, &parts.join(" · "));
}

fn print_section(text: &mut String, card: &Card, section: Section, comments: &[Comment]) {
    let mut body = String::new();
    match section {
        Section::Answer => prose(&mut body, card.answer.as_deref()),
        Section::Explanation => prose(&mut body, card.explanation.as_deref()),
        Section::Example => prose(&mut body, card.example.as_deref()),
        Section::Scenario => prose(&mut body, card.scenario.as_deref()),
        Section::KeyPoints => card.key_points.iter().for_each(|point| line(&mut body, &key_point(point))),
        Section::Said => {
            let said = card.said.clone().unwrap_or_default();
            said.right.iter().for_each(|right| item(&mut body, '=', right));
            said.wrong.iter().for_each(|wrong| item(&mut body, 'x', wrong));
        }
        Section::Code => card.code.iter().for_each(|block| print_block(&mut body, block)),
        Section::Predict => {
            return card.predict.iter().for_each(|predict| {
                let mut body = String::new();
                for wrong in &predict.wrong {
                    item(&mut body, 'x', &format!("{} -- {}", escape_output(&wrong.output), wrong.why));
                }
                open(text, section, Some(&predict.code), &body, comments);
            });
        }
        Section::Options => {
            if let Some(options) = &card.options {
                options.ask.iter().for_each(|ask| line(&mut body, &format!("Ask: {ask}")));
                item(&mut body, '=', &options.key);
                for distractor in &options.distractors {
                    item(&mut body, 'x', &format!("{} -- {}", distractor.text, distractor.why));
                }
            }
        }
        Section::Mistakes => {
            for mistake in &card.mistakes {
                match &mistake.correction {
                    Some(correction) => item(&mut body, '-', &format!("{} -- {correction}", mistake.claim)),
                    None => item(&mut body, '-', &mistake.claim),
                }
            }
        }
        Section::FollowUps => card.follow_ups.iter().for_each(|follow_up| line(&mut body, &print_follow_up(follow_up))),
        Section::Links => {
            for (key, names) in [("Needs", &card.needs), ("Contrast", &card.contrast), ("Tags", &card.tags)] {
                if !names.is_empty() {
                    line(&mut body, &format!("{key}: {}", names.join(", ")));
                }
            }
        }
        Section::Facts => {
            card.applies.iter().for_each(|applies| line(&mut body, &format!("Applies: {applies}")));
            card.checked.iter().for_each(|checked| line(&mut body, &format!("Checked: {checked}")));
            card.sources.iter().for_each(|source| line(&mut body, &format!("Source: {source}")));
        }
    }
    open(text, section, None, &body, comments);
}

/// A label and its body, with the comments that belong there; a body without a line has no label. Links and Facts are lists
/// of keys and stand close to their label.
fn open(text: &mut String, section: Section, argument: Option<&str>, body: &str, comments: &[Comment]) {
    let belongs = |comment: &&Comment| comment.section == section && comment.argument.as_deref() == argument;
    let comments: Vec<&Comment> = comments.iter().filter(belongs).collect();
    let (under_label, body) = with_comments(section, body, &comments);
    if under_label.is_empty() && body.is_empty() {
        return;
    }
    text.push('\n');
    let argument = argument.map_or(String::new(), |argument| format!(" {argument}"));
    line(text, &format!("{}{argument}", section.label()));
    text.push_str(&under_label);
    if !body.is_empty() && section != Section::Links && section != Section::Facts {
        text.push('\n');
    }
    text.push_str(&body);
}

/// The comments that stand right under the label, and the body with the others.
fn with_comments(section: Section, body: &str, comments: &[&Comment]) -> (String, String) {
    if comments.is_empty() {
        return (String::new(), body.to_owned());
    }
    comment::put(section, &lines_of(body), comments)
}

fn line(text: &mut String, content: &str) {
    text.push_str(content);
    text.push('\n');
}

fn item(text: &mut String, sign: char, content: &str) {
    // An item is one line: a break inside it would end it.
    let content: Vec<&str> = content.lines().map(str::trim).collect();
    line(text, &format!("{sign} {}", content.join(" ")));
}

/// Running text; a line that would be read as a mark is made text with `\`.
fn prose(body: &mut String, text: Option<&str>) {
    for content in lines_of(text.unwrap_or_default()) {
        if matches!(content, Line::Text(text) if needs_escape(text)) {
            body.push('\\');
        }
        line(body, content.text());
    }
}

/// The lines of a text, and what each is to a code block.
fn lines_of(text: &str) -> Vec<Line<'_>> {
    let mut open = None;
    let kind = |content| {
        let ticks = ticks(content);
        match open {
            None if ticks >= 3 && !content[ticks..].contains('`') => {
                open = Some(ticks);
                Line::Opening(content)
            }
            None => Line::Text(content),
            Some(fence) => {
                if ticks >= fence && content.len() == ticks {
                    open = None;
                }
                Line::Within(content)
            }
        }
    };
    text.lines().map(kind).collect()
}

/// The number of backticks that a line begins with.
fn ticks(line: &str) -> usize {
    line.len() - line.trim_start_matches('`').len()
}

fn key_point(point: &KeyPoint) -> String {
    let sign = if point.must { '!' } else { '+' };
    if point.cues.is_empty() {
        return format!("{sign} {}", point.text);
    }
    let cues: Vec<String> = point.cues.iter().map(|parts| parts.join(" + ")).collect();
    format!("{sign} {} :: {}", point.text, cues.join(" | "))
}

fn print_follow_up(follow_up: &FollowUp) -> String {
    match (&follow_up.card, &follow_up.answer) {
        (Some(card), _) => format!("{} -> {card}", follow_up.question),
        (None, Some(answer)) => format!("{} = {answer}", follow_up.question),
        (None, None) => follow_up.question.clone(),
    }
}

fn print_block(body: &mut String, block: &Code) {
    let longest = |text: &str| text.lines().map(ticks).max();
    let inside = longest(&block.source).max(block.output.as_deref().and_then(longest)).unwrap_or(0);
    let fence = "`".repeat(3.max(inside + 1));
    let mut information = block.language.clone().unwrap_or_default();
    if let Some(name) = &block.name {
        let _ = write!(information, " {name}");
    }
    if let Some(Run { min, max, raises, .. }) = &block.run {
        information.push_str(" run");
        for (key, value) in [("min", min), ("max", max), ("raises", raises)] {
            if let Some(value) = value {
                let _ = write!(information, " {key}={value}");
            }
        }
    }
    let mut fenced = |information: &str, content: &str| {
        line(body, &format!("{fence}{information}"));
        body.push_str(content);
        if !content.is_empty() && !content.ends_with('\n') {
            body.push('\n');
        }
        line(body, &fence);
    };
    fenced(&information, &block.source);
    if let Some(output) = &block.output {
        let name = block.name.as_ref().map_or(String::new(), |name| format!(" {name}"));
        fenced(&format!("output{name}"), output);
    }
}
