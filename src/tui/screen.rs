//! The screens: one file each, with its state, its update and its view; here what they share. Views read, updates write.

pub mod browse;
pub mod card;
pub mod ending;
pub mod first;
pub mod help;
pub mod home;
pub mod plan;
pub mod progress;
pub mod quiz;

use super::canvas::Canvas;
use super::keys::Table;
use super::theme::Theme;
use super::widget::header::{self, Fact};
use super::widget::key_bar::{self, Item};
use super::widget::{progress_bar, text};
use crate::study::session::Timestamp;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The smallest screen that is drawn in full.
pub const SMALLEST: (u16, u16) = (40, 12);

/// The widest that text runs: longer lines tire the eye.
pub const MEASURE: u16 = 76;

/// Below this many rows, blank lines and rules give way to text.
const ROOMY: u16 = 22;

/// What drawing and updating a screen depend on besides its state.
#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    pub theme: &'a Theme,
    pub area: Rect,
    pub now: Timestamp,
}

impl Stage<'_> {
    pub fn is_roomy(&self) -> bool {
        self.area.height >= ROOMY
    }

    /// Lines of keys at the foot of a screen whose keys are `items` at their most: the same however many of them act just
    /// now, so that nothing else moves with them.
    pub fn bars(&self, items: &[Item]) -> u16 {
        if self.is_roomy() { key_bar::lines_for(items, inset(self.area).width.into()) } else { 1 }
    }

    /// The same where that may be all keys of a table, as it reads.
    pub fn bars_of(&self, table: &Table) -> u16 {
        if self.is_roomy() { key_bar::lines_for_all(table, inset(self.area).width.into()) } else { 1 }
    }

    /// The screen cut into its parts, with `bars` lines of keys at the foot.
    pub fn page(&self, bars: u16) -> Page {
        let Rect { x, y, width, height } = self.area;
        let row = |at: u16| Rect { x, y: y + at.min(height), width, height: u16::from(at < height) };
        let top = if self.is_roomy() { 2 } else { 1 };
        let foot = height.saturating_sub(bars);
        let rule = self.is_roomy().then(|| row(foot.saturating_sub(1)));
        let end = foot.saturating_sub(u16::from(rule.is_some()));
        let body = Rect { x, y: y + top.min(height), width, height: end.saturating_sub(top) };
        let bar = Rect { x, y: y + foot, width, height: height - foot };
        Page { header: row(0), progress: self.is_roomy().then(|| row(1)), body, rule, bar }
    }
}

/// The parts of a screen from top to bottom.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub header: Rect,
    pub progress: Option<Rect>,
    pub body: Rect,
    pub rule: Option<Rect>,
    pub bar: Rect,
}

impl Page {
    /// The part of the body that text runs in: the measure, in the middle.
    pub fn column(&self) -> Rect {
        column(self.body)
    }

    /// Draws what all screens have: the header, how far along it is, the rule, and the lines of keys.
    pub fn frame(
        &self,
        stage: &Stage,
        canvas: &mut Canvas,
        place: &str,
        facts: &[Fact],
        progress: Option<(usize, usize)>,
        bars: &[Line],
    ) {
        let theme = stage.theme;
        let inner = inset(self.header);
        draw_line(&header::line(place, facts, inner.width.into(), theme), inner, canvas);
        if let Some(row) = self.progress {
            let inner = inset(row);
            let line = match progress {
                Some((done, of)) => progress_bar::line(done, of, inner.width.into(), theme),
                None => rule(inner.width, theme),
            };
            draw_line(&line, inner, canvas);
        }
        // Fewer lines than there may be stand at the very foot, and the rule above them.
        let spare = self.spare(bars);
        if let Some(row) = self.rule {
            let inner = inset(Rect { y: row.y + spare, ..row });
            draw_line(&rule(inner.width, theme), inner, canvas);
        }
        for (row, line) in inset(self.bar).rows().skip(spare.into()).zip(bars) {
            draw_line(line, row, canvas);
        }
    }

    /// Rows that the lines of keys leave free above the rule.
    fn spare(&self, bars: &[Line]) -> u16 {
        self.bar.height.saturating_sub(u16::try_from(bars.len()).unwrap_or(u16::MAX))
    }

    /// The lines of keys, as wide as the page.
    pub fn keys(&self, items: &[Item], theme: &Theme) -> Vec<Line<'static>> {
        key_bar::lines(items, inset(self.bar).width.into(), self.bar.height, theme)
    }
}

/// One column of blank at both sides.
fn inset(area: Rect) -> Rect {
    let side = u16::from(area.width > 2);
    Rect { x: area.x + side, width: area.width - 2 * side, ..area }
}

/// The measure in the middle of `area`, with at least one blank column at both sides.
fn column(area: Rect) -> Rect {
    let inner = inset(area);
    let width = inner.width.min(MEASURE);
    Rect { x: inner.x + (inner.width - width) / 2, width, ..inner }
}

/// `area` cut below its first `height` rows.
fn split(area: Rect, height: u16) -> [Rect; 2] {
    let height = height.min(area.height);
    [Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area }]
}

fn rule(columns: u16, theme: &Theme) -> Line<'static> {
    Line::from(Span::styled(theme.glyphs.rule.repeat(columns.into()), theme.quiet))
}

fn draw_line(line: &Line, area: Rect, canvas: &mut Canvas) {
    let area = area.intersection(canvas.area());
    if area.height > 0 {
        canvas.put(line, area.x, area.y, area.width);
    }
}

/// A word to the person on the lowest lines of the body, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    /// Something went wrong, and the text says what to do.
    pub trouble: bool,
}

impl Notice {
    pub fn draw(&self, page: &Page, theme: &Theme, canvas: &mut Canvas) {
        let inner = inset(page.body.union(page.rule.unwrap_or(page.body)));
        let style = if self.trouble { theme.wrong } else { theme.attention };
        let said = theme.say(&self.text).replace('\n', " ");
        let lines = text::wrap(&[(said, style)], inner.width.into(), 0);
        // A long message may take the lower half of the page; its beginning says what happened.
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(inner.height / 2 + 1).min(inner.height);
        let area = Rect { y: inner.bottom() - rows, height: rows, ..inner };
        for (row, line) in area.intersection(canvas.area()).rows().zip(&lines) {
            canvas.put(&Line::styled(" ".repeat(row.width.into()), theme.plain), row.x, row.y, row.width);
            canvas.put(line, row.x, row.y, row.width);
        }
    }
}
