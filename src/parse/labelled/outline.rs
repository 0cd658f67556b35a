//! Where cards begin and where code stands: the outline that all else is read by. It must not know what sections mean.

use super::super::Lines;
use super::marks::{difficulty, footer, label, looks_like_header, split_head};
use crate::bank::section::Section;

/// What a line is to a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fence {
    None,
    /// Opens a block that closes at this line.
    Open {
        close: usize,
    },
    Inside,
    Close,
    /// Opens a block that never closes.
    Broken,
    /// Follows a broken opening; reading resumes at the next head.
    Lost,
}

/// The heads of a page, and what each line is to a code block.
pub struct Outline {
    pub heads: Vec<usize>,
    fences: Vec<Fence>,
}

impl Outline {
    pub fn of(lines: &Lines) -> Outline {
        let mut outline = Outline { heads: Vec::new(), fences: vec![Fence::None; lines.len()] };
        // A card is open from its head to its footer.
        let mut open = false;
        let mut answered = false;
        let mut never_closes = usize::MAX;
        let mut line = 0;
        while line < lines.len() {
            if let Some(ticks) = opening(lines.raw[line]) {
                let close = if ticks >= never_closes { None } else { closing(lines, line, ticks, &mut never_closes) };
                match close {
                    Some(close) => {
                        outline.fences[line] = Fence::Open { close };
                        outline.fences[line + 1..close].fill(Fence::Inside);
                        outline.fences[close] = Fence::Close;
                        line = close + 1;
                    }
                    None => {
                        outline.fences[line] = Fence::Broken;
                        line += 1;
                        while line < lines.len() && !is_head(lines, line, false, false) {
                            outline.fences[line] = Fence::Lost;
                            line += 1;
                        }
                    }
                }
                continue;
            }
            if is_head(lines, line, open, answered) {
                outline.heads.push(line);
                (open, answered) = (true, false);
            } else if footer(&lines.clean[line]).is_some() {
                open = false;
            } else if matches!(label(&lines.clean[line]), Some((Section::Answer, _))) {
                answered = true;
            }
            line += 1;
        }
        outline
    }

    pub fn fence(&self, line: usize) -> Fence {
        self.fences[line]
    }
}

/// The number of backticks that open a code block on this line.
fn opening(raw: &str) -> Option<usize> {
    let ticks = raw.len() - raw.trim_start_matches('`').len();
    (ticks >= 3 && !raw[ticks..].contains('`')).then_some(ticks)
}

/// Whether this opening names a language or `output`: such a line opens, and never closes.
fn is_named_opening(raw: &str) -> bool {
    opening(raw).is_some_and(|ticks| raw[ticks..].trim_start().starts_with(|first: char| first.is_alphabetic()))
}

/// The line that closes a block opened at `open` with `ticks` backticks. None when another block opens first by name or a
/// card ends and another begins: then the opening was never closed, and the backticks found later belong to others.
fn closing(lines: &Lines, open: usize, ticks: usize, never_closes: &mut usize) -> Option<usize> {
    for line in open + 1..lines.len() {
        let raw = lines.raw[line];
        let Some(found) = opening(raw) else {
            if ticks == 3
                && is_head(lines, line, true, false)
                && lines.previous[line].is_some_and(|previous| footer(&lines.clean[previous]).is_some())
            {
                return None;
            }
            continue;
        };
        if is_named_opening(raw) {
            if ticks == found {
                return None;
            }
        } else if found >= ticks {
            return Some(line);
        }
    }
    *never_closes = (*never_closes).min(ticks);
    None
}

/// Whether a card begins here. An id at the start of a line is not enough: its neighbours tell a head from prose.
fn is_head(lines: &Lines, line: usize, open: bool, answered: bool) -> bool {
    if lines.raw[line].starts_with([' ', '\t']) {
        return false;
    }
    let Some((_, question)) = split_head(&lines.clean[line]) else { return false };
    let text = |at: Option<usize>| at.map_or("", |at| lines.clean[at].as_str());
    let (first, second) = (text(lines.after(line, 1)), text(lines.after(line, 2)));
    let is_mark = |text: &str| difficulty(text).is_some() || label(text).is_some();
    let asks = question.ends_with('?');
    if question.is_empty() {
        // The question stands on the next line, or is missing.
        let header = if first.ends_with('?') { second } else { first };
        return looks_like_header(header) || difficulty(header).is_some();
    }
    if difficulty(first).is_some() || (looks_like_header(first) && (asks || is_mark(second))) {
        return true;
    }
    if !asks && first.ends_with('?') && (looks_like_header(second) || difficulty(second).is_some()) {
        return true;
    }
    let is_answer = matches!(label(first), Some((Section::Answer, _)));
    if open {
        // The card above has no footer: only a question with an answer of its own ends it.
        return asks && is_answer && answered;
    }
    let follows_a_card = lines.previous[line].is_some_and(|previous| footer(&lines.clean[previous]).is_some());
    label(first).is_some() && (asks || is_answer)
        || asks && is_mark(second)
        // The page was cut off right after this head.
        || follows_a_card && (asks || first.is_empty())
}
