//! What is open, as it is drawn: a card with its sections, the cards that it leads to, or a passage. It must not change anything.

use super::looking::Link;
use super::mark::mark;
use super::reader::{Links, Open};
use super::{Browse, passage};
use crate::bank::section::Section;
use crate::bank::{Note, Origin};
use crate::study::session::Question;
use crate::study::ties::Tie;
use crate::tui::canvas::Canvas;
use crate::tui::screen::card::{self, Reading, Tab, place, standing};
use crate::tui::screen::{Stage, draw_line, split};
use crate::tui::theme::Theme;
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::text::{self, clip, item, prose, wrap};
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// What is read, as lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    head: Vec<Line<'static>>,
    text: Vec<Line<'static>>,
    /// For each line of the text the related card that it names, if it does.
    links: Vec<Option<usize>>,
}

/// The page in its parts.
struct Parts {
    head: Rect,
    tabs: Rect,
    text: Rect,
}

/// What of it is in sight.
struct Sight<'a> {
    sheet: Cow<'a, Sheet>,
    parts: Parts,
    top: usize,
    /// How much of the text is left, in the corner.
    left: String,
    /// What that leaves to the names of the sections.
    columns: usize,
}

impl Browse {
    pub(super) fn view_open(&self, area: Rect, stage: &Stage, canvas: &mut Canvas) {
        if area.width == 0 || matches!(self.reader.open(), Open::Nothing) {
            return;
        }
        let theme = stage.theme;
        let Sight { sheet, parts, top, left, columns } = self.sight(area, stage);
        draw(&sheet.head, 0, parts.head, canvas);
        draw(&sheet.text, top, parts.text, canvas);
        let mut tabs = match (self.reader.card(), self.reader.links()) {
            (Some(_), Some(Links { links, at, .. })) => {
                let text = format!("{} of {} related cards", at + 1, links.len());
                Line::from(Span::styled(clip(text, columns, theme), theme.accent))
            }
            (Some(question), None) => self.reader.reading().tab_line(question, columns, theme),
            (None, _) => Line::default(),
        };
        let gap = usize::from(area.width).saturating_sub(tabs.width() + text::width(&left));
        tabs.spans.push(Span::raw(" ".repeat(gap)));
        tabs.spans.push(Span::styled(left, theme.quiet));
        draw_line(&tabs, parts.tabs, canvas);
    }

    fn sight(&self, area: Rect, stage: &Stage) -> Sight<'_> {
        let sheet = self.sheet(area.width.into(), stage.theme);
        let parts = self.parts(&sheet, area, stage);
        let (lines, height) = (sheet.text.len(), parts.text.height);
        let top = match self.reader.links() {
            Some(Links { at, window, .. }) => {
                let cursor = sheet.links.iter().position(|link| *link == Some(*at)).unwrap_or(0);
                window.top(cursor, lines, height)
            }
            None => self.reader.reading().top,
        };
        let left = left_over(lines, top, height, stage.theme);
        let columns = usize::from(area.width).saturating_sub(text::width(&left) + 2);
        Sight { sheet, parts, top, left, columns }
    }

    /// What a click in the card does: a name of a section shows it, and a related card is gone to; true where that was under the
    /// cursor before.
    pub(super) fn point_at_open(&mut self, at: Position, area: Rect, stage: &Stage) -> bool {
        let Sight { sheet, parts, top, columns, .. } = self.sight(area, stage);
        if parts.tabs.contains(at) {
            self.reader.turn_to(columns, usize::from(at.x - area.x));
        } else if parts.text.contains(at) {
            let link = sheet.links.get(top + usize::from(at.y - parts.text.y)).copied().flatten();
            return link.is_some_and(|link| self.reader.point(link, top));
        }
        false
    }

    /// The last line that the text may begin with, and the height of its window.
    pub(super) fn last_top(&self, area: Rect, stage: &Stage) -> (usize, usize) {
        let sheet = self.sheet(area.width.into(), stage.theme);
        let height = self.parts(&sheet, area, stage).text.height;
        (last_top(sheet.text.len(), height), height.into())
    }

    fn parts(&self, sheet: &Sheet, area: Rect, stage: &Stage) -> Parts {
        let heading = u16::try_from(sheet.head.len()).unwrap_or(u16::MAX);
        let [head, below] = split(area, heading.min(area.height / 2));
        // A passage has no sections, and says on the same line how much of it is left.
        let [tabs, below] = split(below, 1);
        let is_card = self.reader.card().is_some();
        let [_, text] = split(below, u16::from(stage.is_roomy() && is_card));
        Parts { head, tabs, text }
    }

    /// What is open, in lines of `columns`: as it was laid out beforehand, where it was.
    fn sheet(&self, columns: usize, theme: &Theme) -> Cow<'_, Sheet> {
        let words = &self.found.words;
        if let Some(sheet) = self.reader.sheet(columns, words) {
            debug_assert_eq!(*sheet, self.lay_out(columns, words, theme), "what was laid out is what would be");
            return Cow::Borrowed(sheet);
        }
        Cow::Owned(self.lay_out(columns, words, theme))
    }

    fn lay_out(&self, columns: usize, words: &[String], theme: &Theme) -> Sheet {
        let mut sheet = match self.reader.open() {
            Open::Nothing => Sheet::default(),
            Open::Card(question) => Sheet::of_card(question, self.reader.reading(), columns, words, theme),
            Open::Passage(key, notes) => {
                let title = key.heading.as_deref().unwrap_or("Without a heading");
                let head = head(title, &page_facts(notes, &key.source), columns, words, theme);
                Sheet { head, text: marked(passage::lines(notes, columns, theme), words, theme), links: Vec::new() }
            }
        };
        if let Some(links) = self.reader.links() {
            (sheet.text, sheet.links) = link_lines(links, columns, theme);
        }
        if let Some(from) = self.reader.came_from() {
            let from = format!("esc: back to {}", text::plain(&from.card.question));
            sheet.head.insert(0, Line::from(Span::styled(clip(from, columns, theme), theme.quiet)));
        }
        sheet
    }
}

impl Sheet {
    /// A card as it is read, in lines of `columns`, with these folded words marked.
    pub fn of_card(question: &Question, reading: Reading, columns: usize, words: &[String], theme: &Theme) -> Sheet {
        let mut head = head(&question.card.question, &card_facts(question, theme), columns, words, theme);
        head.push(Line::default());
        let tab = reading.shown(question);
        let mut text = card::lines(question, tab, columns, None, theme);
        if tab == Tab::Section(Section::Answer) {
            text.extend(points(question, columns, theme));
        }
        Sheet { head, text: marked(text, words, theme), links: Vec::new() }
    }
}

/// What is read, and what is said of it.
fn head(title: &str, facts: &[String], columns: usize, words: &[String], theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = marked(prose(title, columns, theme.strong, theme), words, theme);
    lines.extend(wrap(&[(text::unbroken(facts, theme), theme.quiet)], columns, 0));
    lines
}

fn marked(lines: Vec<Line<'static>>, words: &[String], theme: &Theme) -> Vec<Line<'static>> {
    lines.into_iter().map(|line| mark(line, words, theme.accent)).collect()
}

fn card_facts(question: &Question, theme: &Theme) -> Vec<String> {
    let standing = standing(&question.card, &question.alike, &question.progress).into_iter().map(|fact| fact.text);
    [place(&question.card, theme)].into_iter().chain(standing).filter(|fact| !fact.is_empty()).collect()
}

/// Where a passage is from: `article.txt`, `line 66`, `4 notes`.
fn page_facts(notes: &[Note], source: &str) -> Vec<String> {
    let mut facts = match notes.first().and_then(|note| note.origin.as_ref()) {
        Some(Origin { file, line }) => vec![passage::file_name(file).to_owned(), format!("line {line}")],
        None => vec![source.to_owned()],
    };
    facts.push(if notes.len() == 1 { "1 note".to_owned() } else { format!("{} notes", notes.len()) });
    facts
}

fn points(question: &Question, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let points = &question.card.key_points;
    if points.is_empty() {
        return Vec::new();
    }
    let mut lines =
        vec![Line::default(), Line::from(Span::styled(clip("Points to make", columns, theme), theme.strong))];
    for point in points {
        let sign = if point.must { theme.glyphs.bullet } else { theme.glyphs.bonus };
        lines.extend(item(sign, theme.accent, &point.text, theme.plain, columns, theme));
    }
    lines
}

/// The cards that the open one leads to, by how they belong to it, and for each line which of them it names.
fn link_lines(links: &Links, columns: usize, theme: &Theme) -> (Vec<Line<'static>>, Vec<Option<usize>>) {
    let mut lines = Vec::new();
    let mut named = Vec::new();
    let mut heading = None;
    for (number, Link { tie, question, .. }) in links.links.iter().enumerate() {
        if heading != Some(*tie) {
            if heading.is_some() {
                lines.push(Line::default());
            }
            let title = match tie {
                Tie::FollowUp => "What is asked next",
                Tie::Need => "Know this first",
                Tie::Contrast => "Often confused with it",
                Tie::Sibling => "Asks or answers the same",
            };
            lines.push(Line::from(Span::styled(clip(title, columns, theme), theme.strong)));
            heading = Some(*tie);
        }
        named.resize(lines.len(), None);
        let under_cursor = number == links.at;
        let sign = if under_cursor { theme.glyphs.cursor } else { " " };
        let rows = item(sign, theme.accent, question, theme.plain, columns, theme);
        lines.extend(rows.into_iter().map(|row| if under_cursor { bar(row, columns, theme) } else { row }));
        named.resize(lines.len(), Some(number));
    }
    (lines, named)
}

/// A row under the cursor, as wide as the page.
fn bar(mut row: Line<'static>, columns: usize, theme: &Theme) -> Line<'static> {
    row.spans.push(Span::raw(" ".repeat(columns.saturating_sub(row.width()))));
    theme.select(row)
}
