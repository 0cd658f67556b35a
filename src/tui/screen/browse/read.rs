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
use crate::tui::screen::card::{self, Tab, place, standing};
use crate::tui::screen::{Stage, draw_line, split};
use crate::tui::theme::Theme;
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::text::{self, clip, item, prose, wrap};
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

/// The page in its parts.
struct Parts {
    head: Vec<Line<'static>>,
    head_area: Rect,
    tabs_area: Rect,
    text_area: Rect,
}

/// What of it is in sight.
struct Sight {
    parts: Parts,
    lines: Vec<Line<'static>>,
    /// For each line the related card that it names, if it does.
    links: Vec<Option<usize>>,
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
        let Sight { parts, lines, top, left, columns, .. } = self.sight(area, stage);
        draw(&parts.head, 0, parts.head_area, canvas);
        draw(&lines, top, parts.text_area, canvas);
        let mut tabs = match (self.reader.card(), self.reader.links()) {
            (Some(_), Some(Links { links, at, .. })) => {
                let text = format!("{} of {} related cards", at + 1, links.len());
                Line::from(Span::styled(clip(&text, columns, theme), theme.accent))
            }
            (Some(question), None) => self.reader.reading().tab_line(question, columns, theme),
            (None, _) => Line::default(),
        };
        let gap = usize::from(area.width).saturating_sub(tabs.width() + text::width(&left));
        tabs.spans.push(Span::raw(" ".repeat(gap)));
        tabs.spans.push(Span::styled(left, theme.quiet));
        draw_line(&tabs, parts.tabs_area, canvas);
    }

    fn sight(&self, area: Rect, stage: &Stage) -> Sight {
        let parts = self.parts(area, stage);
        let (lines, links) = self.lines(area.width.into(), stage.theme);
        let height = parts.text_area.height;
        let top = match self.reader.links() {
            Some(Links { at, window, .. }) => {
                let cursor = links.iter().position(|link| *link == Some(*at)).unwrap_or(0);
                window.top(cursor, lines.len(), height)
            }
            None => self.reader.reading().top,
        };
        let left = left_over(lines.len(), top, height, stage.theme);
        let columns = usize::from(area.width).saturating_sub(text::width(&left) + 2);
        Sight { parts, lines, links, top, left, columns }
    }

    /// What a click in the card does: a name of a section shows it, and a related card is gone to; true where that was under the
    /// cursor before.
    pub(super) fn point_at_open(&mut self, at: Position, area: Rect, stage: &Stage) -> bool {
        let Sight { parts, links, top, columns, .. } = self.sight(area, stage);
        if parts.tabs_area.contains(at) {
            self.reader.turn_to(columns, usize::from(at.x - area.x));
        } else if parts.text_area.contains(at) {
            let link = links.get(top + usize::from(at.y - parts.text_area.y)).copied().flatten();
            return link.is_some_and(|link| self.reader.point(link, top));
        }
        false
    }

    /// The last line that the text may begin with, and the height of its window.
    pub(super) fn last_top(&self, area: Rect, stage: &Stage) -> (usize, usize) {
        let height = self.parts(area, stage).text_area.height;
        let (lines, _) = self.lines(area.width.into(), stage.theme);
        (last_top(lines.len(), height), height.into())
    }

    fn parts(&self, area: Rect, stage: &Stage) -> Parts {
        let head = self.head(area.width.into(), stage.theme);
        let heading = u16::try_from(head.len()).unwrap_or(u16::MAX);
        let [head_area, below] = split(area, heading.min(area.height / 2));
        // A passage has no sections, and says on the same line how much of it is left.
        let [tabs_area, below] = split(below, 1);
        let is_card = self.reader.card().is_some();
        let [_, text_area] = split(below, u16::from(stage.is_roomy() && is_card));
        Parts { head, head_area, tabs_area, text_area }
    }

    fn head(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let (title, facts) = match self.reader.open() {
            Open::Nothing => return Vec::new(),
            Open::Card(question) => (question.card.question.as_str(), card_facts(question, theme)),
            Open::Passage(key, notes) => {
                (key.heading.as_deref().unwrap_or("Without a heading"), page_facts(notes, &key.source))
            }
        };
        let mut lines = Vec::new();
        if let Some(from) = self.reader.came_from() {
            let from = format!("esc: back to {}", text::plain(&from.card.question));
            lines.push(Line::from(Span::styled(clip(&from, columns, theme), theme.quiet)));
        }
        lines.extend(prose(title, columns, theme.strong, theme).into_iter().map(|line| self.marked_line(line, theme)));
        lines.extend(wrap(&[(text::unbroken(&facts, theme), theme.quiet)], columns, 0));
        if matches!(self.reader.open(), Open::Card(_)) {
            lines.push(Line::default());
        }
        lines
    }

    fn marked_line(&self, line: Line<'static>, theme: &Theme) -> Line<'static> {
        mark(line, &self.found.words, theme.accent)
    }

    /// The text, and for each of its lines the related card that it names.
    fn lines(&self, columns: usize, theme: &Theme) -> (Vec<Line<'static>>, Vec<Option<usize>>) {
        let text = match (self.reader.open(), self.reader.links()) {
            (Open::Nothing, _) => Vec::new(),
            (Open::Card(_), Some(links)) => return link_lines(links, columns, theme),
            (Open::Card(question), None) => {
                let reading = self.reader.reading();
                let mut lines = card::lines(question, reading.shown(question), columns, None, theme);
                if reading.shown(question) == Tab::Section(Section::Answer) {
                    lines.extend(points(question, columns, theme));
                }
                lines
            }
            (Open::Passage(_, notes), _) => passage::lines(notes, columns, theme),
        };
        (text.into_iter().map(|line| self.marked_line(line, theme)).collect(), Vec::new())
    }
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
