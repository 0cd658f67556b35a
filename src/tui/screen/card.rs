//! A card's sections as lines, and which of them is read: shared by the quiz and the browser. It must not know either.

use crate::bank::section::Section;
use crate::bank::{Card, Code};
use crate::study::progress::Progress;
use crate::tui::theme::Theme;
use crate::tui::widget::key_bar::fitting;
use crate::tui::widget::text::{self, item, prose, wrap};
use ratatui::text::{Line, Span};

/// Columns that code moves at a time.
const PAN: usize = 8;

/// Which section of a card is on screen, and from which line on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Position among the card's own tabs.
    tab: usize,
    pub top: usize,
    /// The first column of code that is shown.
    pub left: usize,
}

impl Reading {
    /// The section on screen; the answer where there is nothing else.
    pub fn section(self, card: &Card) -> Section {
        tabs(card).get(self.tab).copied().unwrap_or(Section::Answer)
    }

    pub fn next(&mut self, card: &Card) {
        self.turn(card, 1);
    }

    pub fn previous(&mut self, card: &Card) {
        self.turn(card, tabs(card).len().saturating_sub(1));
    }

    fn turn(&mut self, card: &Card, by: usize) {
        let tabs = tabs(card).len().max(1);
        *self = Reading { tab: (self.tab + by) % tabs, ..Reading::default() };
    }

    /// Moves code aside, as far as some of it still shows.
    pub fn pan(&mut self, card: &Card, rightward: bool) {
        let lines = card
            .code
            .iter()
            .flat_map(|code| code.source.lines().chain(code.output.iter().flat_map(|text| text.lines())));
        let widest = lines.map(text::width).max().unwrap_or(0);
        let moved = if rightward { self.left + PAN } else { self.left.saturating_sub(PAN) };
        self.left = if self.section(card) == Section::Code { moved.min(widest.saturating_sub(PAN)) } else { 0 };
    }

    /// The names of the sections in `columns`, the one on screen marked; the farthest give way first.
    pub fn tab_line(self, card: &Card, columns: usize, theme: &Theme) -> Line<'static> {
        let names: Vec<String> = tabs(card).into_iter().map(|section| tab_name(section, card)).collect();
        let ranks = (0..names.len()).map(|at| u8::try_from(at.abs_diff(self.tab)).unwrap_or(u8::MAX));
        let parts: Vec<(usize, u8)> =
            names.iter().zip(ranks).map(|(name, rank)| (text::width(name) + 2, rank)).collect();
        let mut spans = Vec::new();
        for index in fitting(&parts, 1, columns) {
            if !spans.is_empty() {
                spans.push(Span::raw(" "));
            }
            let style = if index == self.tab { theme.selected } else { theme.plain };
            spans.push(Span::styled(format!(" {} ", names[index]), style));
        }
        Line::from(spans)
    }
}

/// The sections that `card` has, in their order.
pub fn tabs(card: &Card) -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| section.tab().is_some() && has(card, *section)).collect()
}

fn tab_name(section: Section, card: &Card) -> String {
    let name = section.tab().unwrap_or_default();
    match section {
        Section::FollowUps => format!("{name} {}", card.follow_ups.len()),
        _ => name.to_owned(),
    }
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

/// What the section says, in lines of `columns`; code begins at its column `left`.
pub fn lines(card: &Card, section: Section, columns: usize, left: usize, theme: &Theme) -> Vec<Line<'static>> {
    match section {
        Section::Answer if card.is_answered() => of_text(card.answer.as_deref(), columns, theme),
        Section::Answer => {
            vec![Line::from(Span::styled(
                text::clip("This question came without an answer.", columns, theme),
                theme.quiet,
            ))]
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
            lines
        })),
        Section::Facts => facts(card, columns, theme),
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

fn code_block(code: &Code, columns: usize, left: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let named: Vec<&str> = [code.language.as_deref(), code.name.as_deref()].into_iter().flatten().collect();
    if !named.is_empty() {
        lines.push(Line::from(Span::styled(text::clip(&theme.facts(&named), columns, theme), theme.quiet)));
    }
    lines.extend(text::code(&code.source, columns, left, theme));
    if let Some(output) = &code.output {
        lines.push(Line::default());
        lines.push(Line::from(Span::styled("prints", theme.quiet)));
        lines.extend(text::code(output, columns, left, theme));
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

fn facts(card: &Card, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
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
    lines
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

/// How hard it is, and how it went before: `Intermediate`, `difficulty 6 of 10`, `new`.
pub fn standing(card: &Card, progress: &Progress) -> Vec<Fact> {
    let Progress { attempts, missed, flagged, suspended, .. } = *progress;
    let difficulty = card.difficulty.map(|difficulty| format!("difficulty {difficulty} of 10"));
    let before = if attempts == 0 { Some("new") } else { missed.then_some("missed before") };
    let facts = [
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
