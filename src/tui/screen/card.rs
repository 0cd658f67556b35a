//! A card's sections as lines, and which of them is read: shared by the quiz and the browser. It must not know either.

mod tabs;

use crate::bank::section::Section;
use crate::bank::{Card, Code, SHIPPED};
use crate::study::alike::{Alike, Another};
use crate::study::event::CardKey;
use crate::study::progress::Progress;
use crate::study::session::Question;
use crate::tui::theme::Theme;
use crate::tui::widget::code;
use crate::tui::widget::key_bar::fitting;
use crate::tui::widget::text::{self, item, prose, wrap};
use ratatui::text::{Line, Span};

/// Columns that code moves at a time.
const PAN: usize = 8;

/// What a tab shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Section(Section),
    /// What other cards answer to the same question.
    OtherAnswers,
}

/// Which part of a card is on screen, and from which line on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Position among the card's own tabs.
    tab: usize,
    pub top: usize,
    /// The first column of code that is shown.
    pub left: usize,
}

impl Reading {
    /// What is on screen; the answer where there is nothing else.
    pub fn shown(self, question: &Question) -> Tab {
        tabs(question).get(self.tab).copied().unwrap_or(Tab::Section(Section::Answer))
    }

    /// Whether it is the card's first section, wherever that stands.
    pub fn is_first(self) -> bool {
        self.tab == 0
    }

    pub fn is_code(self, question: &Question) -> bool {
        self.shown(question) == Tab::Section(Section::Code)
    }

    pub fn next(&mut self, question: &Question) {
        self.turn(question, 1);
    }

    pub fn previous(&mut self, question: &Question) {
        self.turn(question, tabs(question).len().saturating_sub(1));
    }

    fn turn(&mut self, question: &Question, by: usize) {
        let tabs = tabs(question).len().max(1);
        *self = Reading { tab: (self.tab + by) % tabs, ..Reading::default() };
    }

    /// Moves code aside, as far as some of it still shows.
    pub fn pan(&mut self, question: &Question, rightward: bool) {
        let lines = question
            .card
            .code
            .iter()
            .flat_map(|code| code.source.lines().chain(code.output.iter().flat_map(|text| text.lines())));
        let widest = lines.map(text::width).max().unwrap_or(0);
        let moved = if rightward { self.left + PAN } else { self.left.saturating_sub(PAN) };
        self.left =
            if self.shown(question) == Tab::Section(Section::Code) { moved.min(widest.saturating_sub(PAN)) } else { 0 };
    }
}

/// The parts that a card has, in their order; the other answers stand beside its own.
pub fn tabs(question: &Question) -> Vec<Tab> {
    let Question { card, alike, .. } = question;
    let sections = Section::ALL.into_iter().filter(|section| section.tab().is_some() && has(card, *section));
    let mut tabs: Vec<Tab> = sections.map(Tab::Section).collect();
    if !alike.other_answers.is_empty() {
        tabs.insert(1, Tab::OtherAnswers);
    }
    tabs
}

fn has(card: &Card, section: Section) -> bool {
    match section {
        Section::Answer => true,
        Section::Explanation => card.explanation.is_some(),
        Section::Code => !card.code.is_empty(),
        Section::Example => card.example.is_some(),
        Section::Mistakes => !card.mistakes.is_empty(),
        Section::Scenario => card.scenario.is_some(),
        Section::FollowUps => !card.follow_ups.is_empty(),
        Section::Facts => true,
        Section::KeyPoints | Section::Said | Section::Predict | Section::Options | Section::Links => false,
    }
}

/// What the tab says, in lines of `columns`; code begins at its column `left`, or is wrapped where none is given.
pub fn lines(question: &Question, tab: Tab, columns: usize, left: Option<usize>, theme: &Theme) -> Vec<Line<'static>> {
    match tab {
        Tab::OtherAnswers => apart(question.alike.other_answers.iter().map(|other| answer_of(other, columns, theme))),
        Tab::Section(section) => section_lines(question, section, columns, left, theme),
    }
}

/// What another card answers, under its question and where that is from.
fn answer_of(other: &Another, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let from =
        if other.key.source == SHIPPED { "from qbank's own".to_owned() } else { format!("from {}", other.key.source) };
    let mut lines = wrap(&[(theme.say(&theme.facts(&[&from, &other.key.id])), theme.quiet)], columns, 0);
    lines.extend(prose(&other.question, columns, theme.strong, theme));
    lines.extend(prose(&other.answer, columns, theme.plain, theme));
    lines
}

fn section_lines(
    question: &Question,
    section: Section,
    columns: usize,
    left: Option<usize>,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let Question { card, alike, .. } = question;
    match section {
        Section::Answer if card.is_answered() => of_text(card.answer.as_deref(), columns, theme),
        Section::Answer => {
            let (words, style) = match &alike.answered_by {
                Some(_) => ("This question came without an answer. Another card answers it:", theme.attention),
                None => ("This question came without an answer.", theme.quiet),
            };
            let mut lines = wrap(&[(words.to_owned(), style)], columns, 0);
            if let Some(other) = &alike.answered_by {
                lines.push(Line::default());
                lines.extend(answer_of(other, columns, theme));
            }
            lines
        }
        Section::Explanation => of_text(card.explanation.as_deref(), columns, theme),
        Section::Example => of_text(card.example.as_deref(), columns, theme),
        Section::Code => apart(card.code.iter().map(|code| code_block(code, columns, left, theme))),
        Section::Mistakes => apart(card.mistakes.iter().map(|mistake| {
            let sign = theme.glyphs.wrong;
            let hang = text::width(sign) + 1;
            let mut lines = item(sign, theme.wrong, &mistake.claim, theme.strong, columns, theme);
            if let Some(correction) = &mistake.correction {
                lines.extend(indented(prose(correction, columns.saturating_sub(hang), theme.plain, theme), hang));
            }
            lines
        })),
        Section::Scenario => scenario(card.scenario.as_deref().unwrap_or_default(), columns, theme),
        Section::FollowUps => apart(card.follow_ups.iter().enumerate().map(|(at, follow_up)| {
            let number = format!("{}.", at + 1);
            let hang = text::width(&number) + 1;
            let mut lines = item(&number, theme.accent, &follow_up.question, theme.strong, columns, theme);
            let room = columns.saturating_sub(hang);
            if let Some(answer) = &follow_up.answer {
                lines.extend(indented(prose(answer, room, theme.plain, theme), hang));
            }
            if let Some(card) = &follow_up.card {
                lines.extend(indented(prose(&format!("a card of its own: {card}"), room, theme.quiet, theme), hang));
            }
            if let Some(CardKey { source, id }) = alike.follow_up(at) {
                let card = if source == SHIPPED { id.clone() } else { format!("{source}:{id}") };
                let found = format!("a card that answers it: {card}");
                lines.extend(indented(prose(&found, room, theme.quiet, theme), hang));
            }
            lines
        })),
        Section::Facts => facts(question, columns, theme),
        Section::KeyPoints | Section::Said | Section::Predict | Section::Options | Section::Links => Vec::new(),
    }
}

fn of_text(text: Option<&str>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    prose(text.unwrap_or_default(), columns, theme.plain, theme)
}

/// Blocks with a blank line between them.
fn apart(blocks: impl Iterator<Item = Vec<Line<'static>>>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(block);
    }
    lines
}

fn indented(lines: Vec<Line<'static>>, by: usize) -> Vec<Line<'static>> {
    let indent = |mut line: Line<'static>| {
        line.spans.insert(0, Span::raw(" ".repeat(by)));
        line
    };
    lines.into_iter().map(indent).collect()
}

/// Code under its language and name, and what it prints where that is known; from its column `left` on, or wrapped.
pub fn code_block(code: &Code, columns: usize, left: Option<usize>, theme: &Theme) -> Vec<Line<'static>> {
    let draw = |source: &str, language: Option<&str>| match left {
        Some(left) => code::code(source, language, columns, left, theme),
        None => code::wrapped(source, language, columns, theme),
    };
    let mut lines = Vec::new();
    let named: Vec<&str> = [code.language.as_deref(), code.name.as_deref()].into_iter().flatten().collect();
    if !named.is_empty() {
        lines.push(Line::from(Span::styled(text::clip(theme.facts(&named), columns, theme), theme.quiet)));
    }
    lines.extend(draw(&code.source, code.language.as_deref()));
    if let Some(output) = &code.output {
        lines.push(Line::default());
        lines.push(Line::from(Span::styled("prints", theme.quiet)));
        lines.extend(draw(output, None));
    }
    lines
}

/// The case step by step: the word that opens a step stands out.
fn scenario(case: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    apart(case.lines().filter(|line| !line.trim().is_empty()).map(|line| match line.split_once(": ") {
        Some((step, rest)) if ["Symptom", "Find", "Fix", "Prevent"].contains(&step) => {
            let mut runs = vec![(format!("{step}: "), theme.strong)];
            runs.extend(text::runs(rest, theme.plain, theme));
            wrap(&runs, columns, 0)
        }
        _ => prose(line, columns, theme.plain, theme),
    }))
}

fn facts(question: &Question, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let Question { key, card, alike, .. } = question;
    let difficulty = card.difficulty.map(|difficulty| format!("{difficulty} of 10")).unwrap_or_default();
    let level = card.level.map(|level| level.title().to_owned()).unwrap_or_default();
    let origin = card.origin.as_ref().map(|origin| format!("{}:{}", origin.file, origin.line)).unwrap_or_default();
    let rows = [
        ("card", card.id.clone()),
        ("level", level),
        ("difficulty", difficulty),
        ("tags", card.tags.join(", ")),
        ("applies", card.applies.join(", ")),
        ("checked", card.checked.clone().unwrap_or_default()),
        ("know first", card.needs.join(", ")),
        ("contrast", card.contrast.join(", ")),
        ("source", if key.source == SHIPPED { String::new() } else { key.source.clone() }),
        ("from", origin),
    ];
    let sources = card.sources.iter().map(|source| ("source", source.clone()));
    let mut lines = Vec::new();
    for (name, value) in rows.into_iter().chain(sources).filter(|(_, value)| !value.is_empty()) {
        let head = format!("{name:<12}");
        lines.extend(wrap(&[(head, theme.quiet), (theme.say(&value), theme.plain)], columns, 12));
    }
    if card.derived {
        lines.extend(wrap(&[("the question was derived from the answer".to_owned(), theme.attention)], columns, 0));
    }
    if let Some(of) = &alike.question_of {
        let said = format!("the page has no question for this answer; {} asks it", of.id);
        lines.extend(wrap(&[(theme.say(&said), theme.attention)], columns, 0));
    }
    lines
}

/// The question and its answer as they were written, for the clipboard: without anything that would steer a terminal that
/// they are pasted into.
pub fn in_words(question: &Question) -> String {
    let Question { card, alike, .. } = question;
    let answer = card.answer.as_deref().or(alike.answered_by.as_ref().map(|other| other.answer.as_str()));
    let parts: Vec<&str> = [Some(card.question.as_str()), answer].into_iter().flatten().collect();
    text::clean(&parts.join("\n\n"), false).into_owned() + "\n"
}

/// The way down to the card: `Python › asyncio`.
pub fn place(card: &Card, theme: &Theme) -> String {
    let steps: Vec<String> =
        [&card.technology, &card.topic].into_iter().flatten().map(|step| theme.say(step)).collect();
    steps.join(theme.glyphs.into)
}

/// A fact about the card; high ranks go first when room is short.
#[derive(Debug)]
pub struct Fact {
    pub text: String,
    rank: u8,
}

/// How hard it is, how it went before, and whether the question is the page's own: `Intermediate`, `difficulty 6 of 10`, `new`.
pub fn standing(card: &Card, alike: &Alike, progress: &Progress) -> Vec<Fact> {
    let Progress { attempts, missed, flagged, suspended, .. } = *progress;
    let difficulty = card.difficulty.map(|difficulty| format!("difficulty {difficulty} of 10"));
    let before = if attempts == 0 { Some("new") } else { missed.then_some("missed before") };
    let asked = if card.derived { Some("question derived from the answer") } else { None };
    let asked = asked.or_else(|| alike.question_of.is_some().then_some("question found for the answer"));
    let facts = [
        (asked.map(str::to_owned), 0),
        (card.level.map(|level| level.title().to_owned()), 0),
        (difficulty, 2),
        (before.map(str::to_owned), 3),
        (flagged.then(|| "flagged".to_owned()), 1),
        (suspended.then(|| "suspended".to_owned()), 1),
    ];
    facts.into_iter().filter_map(|(text, rank)| text.map(|text| Fact { text, rank })).collect()
}

/// As many of the facts as fit on one line.
pub fn facts_within(facts: &[Fact], columns: usize, theme: &Theme) -> String {
    let parts: Vec<(usize, u8)> = facts.iter().map(|fact| (text::width(&fact.text), fact.rank)).collect();
    let kept = fitting(&parts, text::width(theme.glyphs.dot), columns).into_iter();
    theme.facts(&kept.map(|index| facts[index].text.as_str()).collect::<Vec<&str>>())
}
