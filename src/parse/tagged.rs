//! The tagged layout: `PythonBeginner`, a question, `Answer`, an answer. It must not know other layouts.

use super::report::{Findings, LineKind};
use super::{Found, Lines, Reading, SectionLines};
use crate::bank::section::Section;
use crate::bank::{Card, Level};
use std::ops::Range;

/// Whether a page holds at least one tagged question.
pub fn occurs(lines: &Lines) -> bool {
    (0..lines.len()).any(|line| is_start(lines, line))
}

/// Reads a page of tagged questions. It never fails: what cannot be read is reported and left unread.
pub fn read(lines: &Lines) -> Reading {
    let mut reading = Reading::new(lines);
    let starts: Vec<usize> = (0..lines.len()).filter(|&line| is_start(lines, line)).collect();
    let first = starts.first().copied().unwrap_or(lines.len());
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let is_last = index + 1 == starts.len();
        let found = read_card(lines, start..end, is_last, &mut reading.kinds, &mut reading.findings);
        if !found.card.question.is_empty() {
            reading.cards.push(found);
        }
    }
    if starts.is_empty() {
        let message = "no question found: a question stands between a tag such as PythonBeginner and the word Answer";
        reading.findings.error("no-card", 1, message);
    }
    for line in 0..first {
        if reading.kinds[line] == LineKind::Unread {
            reading.kinds[line] = LineKind::Furniture;
        }
    }
    reading
}

/// Technology and level of a tag, glued together or with a blank between.
fn tag(line: &str) -> Option<(&str, Level)> {
    if line.len() > 60 {
        return None;
    }
    let level = Level::ALL.into_iter().find(|level| {
        line.len().checked_sub(level.name().len()).and_then(|at| line.get(at..)).is_some_and(|end| {
            // Glued, the level keeps its capital: "Absolute beginner" in prose is no tag.
            end == level.title()
                || end.eq_ignore_ascii_case(level.name()) && end.len() < line.len() && is_capitals(line)
        })
    })?;
    let technology = line[..line.len() - level.name().len()].trim_end_matches([' ', '·', '-', '/', '|', ':']);
    (!technology.is_empty() && !technology.contains('·') && technology.split(' ').count() <= 4)
        .then_some((technology, level))
}

fn is_capitals(line: &str) -> bool {
    !line.contains(char::is_lowercase)
}

fn is_answer_label(line: &str) -> bool {
    line.trim_end_matches([':', '*'])
        .trim_start_matches(|first: char| !first.is_alphanumeric())
        .eq_ignore_ascii_case("answer")
}

/// A tag begins a question when an `Answer` follows the line below it, or a question stands below it.
fn is_start(lines: &Lines, line: usize) -> bool {
    if tag(&lines.clean[line]).is_none() {
        return false;
    }
    let Some(question) = lines.after(line, 1) else { return false };
    let is_question = |line: usize| tag(&lines.clean[line]).is_none() && !is_answer_label(&lines.clean[line]);
    let answer_follows = (2..=3).any(|n| {
        lines.after(line, n).is_some_and(|at| is_answer_label(&lines.clean[at]))
            && (1..n).all(|n| lines.after(line, n).is_some_and(is_question))
    });
    answer_follows
        || is_answer_label(&lines.clean[question])
        || (lines.clean[question].ends_with('?') && is_question(question))
}

fn read_card(
    lines: &Lines,
    range: Range<usize>,
    is_last: bool,
    kinds: &mut [LineKind],
    findings: &mut Findings,
) -> Found {
    let mut card = Card::default();
    let mut places = SectionLines { head: range.start + 1, ..SectionLines::default() };
    if let Some((technology, level)) = tag(&lines.clean[range.start]) {
        card.technology = Some(technology.to_owned());
        card.level = Some(level);
    }
    kinds[range.start] = LineKind::Card;

    let texts: Vec<usize> = (range.start + 1..range.end).filter(|&line| !lines.is_blank(line)).collect();
    let label = texts.iter().take(3).position(|&line| is_answer_label(&lines.clean[line]));
    // Without a label the question is the first paragraph, and what follows is taken as its answer.
    let answer_from = label.map_or(1.min(texts.len()), |label| label + 1);
    let question_to = label.unwrap_or(answer_from);
    let question: Vec<&str> = texts[..question_to].iter().map(|&line| lines.clean[line].as_str()).collect();
    card.question = question.join(" ");
    if card.question.is_empty() {
        let message = "this tag has an answer but no question; write the question between the tag and `Answer`";
        findings.error("no-question", range.start + 1, message);
    }
    if let (None, Some(&line)) = (label, texts.get(answer_from)) {
        let message = "no `Answer` stands above this text; it is taken as the answer";
        findings.warning("no-answer-label", line + 1, message);
    }

    let mut answer_lines = &texts[answer_from.min(texts.len())..];
    if is_last {
        answer_lines = without_footer(lines, answer_lines);
    }
    if let Some(label) = label {
        places.labels.insert(Section::Answer, texts[label] + 1);
    }
    card.answer = join(lines, answer_lines);
    if card.answer.is_none() {
        findings.warning("no-answer", range.start + 1, format!("\"{}\" has no answer", card.question));
    }
    let read_to = answer_lines.last().or(texts[..answer_from.min(texts.len())].last()).copied();
    for &line in &texts {
        // A card without a question is not taken, so its lines are not read either.
        kinds[line] = match read_to {
            _ if card.question.is_empty() => LineKind::Unread,
            Some(last) if line <= last => LineKind::Card,
            _ => LineKind::Furniture,
        };
    }
    if card.question.is_empty() {
        kinds[range.start] = LineKind::Unread;
    }
    Found { card, comments: Vec::new(), lines: places }
}

/// The lines of the last answer without the page's own closing lines: short ones that end no sentence, after one that did.
fn without_footer<'l>(lines: &Lines, answer: &'l [usize]) -> &'l [usize] {
    let mut kept = answer;
    while let [rest @ .., last] = kept {
        let text = &lines.clean[*last];
        let is_short = text.split_whitespace().count() <= 8 && !text.ends_with(['.', ':', ')', '"', '…', ';']);
        let follows_sentence = rest.last().is_some_and(|&before| {
            let before = &lines.clean[before];
            is_closed(before) || before.split_whitespace().count() <= 8 && before.ends_with('?')
        });
        let starts_anew = text.starts_with(|first: char| first.is_uppercase() || !first.is_alphanumeric());
        if !(is_short && follows_sentence && starts_anew) {
            break;
        }
        kept = rest;
    }
    kept
}

/// Whether a sentence has ended.
fn is_closed(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '"', ')', '`', ':', ';'])
}

/// Paragraphs of an answer. One that a page split (in the middle of a sentence, around a number) is joined by a blank.
fn join(lines: &Lines, answer: &[usize]) -> Option<String> {
    let mut text = String::new();
    for &line in answer {
        let next = lines.clean[line].as_str();
        if !text.is_empty() {
            let continues =
                !is_closed(&text) || next.starts_with(|first: char| first.is_lowercase() || ":;,)]".contains(first));
            let adjacent = line > 0 && !lines.is_blank(line - 1);
            text.push_str(match (continues, adjacent) {
                (true, _) => " ",
                (false, true) => "\n",
                (false, false) => "\n\n",
            });
        }
        text.push_str(next);
    }
    Some(text).filter(|text| !text.is_empty())
}
