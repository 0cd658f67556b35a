//! The list as it is drawn: a line for each card and passage, and the text around what was searched for. It must not change
//! anything.

use super::list::ListLine;
use super::looking::{Item, Passage, Row};
use super::mark::mark;
use super::pane::Pane;
use super::{Browse, passage};
use crate::study::event::Verdict;
use crate::tui::canvas::Canvas;
use crate::tui::screen::draw_line;
use crate::tui::theme::Theme;
use crate::tui::widget::scroll::draw;
use crate::tui::widget::text::{self, clip, ends, wrap};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

impl Browse {
    pub(super) fn view_list(&self, area: Rect, theme: &Theme, canvas: &mut Canvas) {
        let columns = usize::from(area.width);
        if columns == 0 {
            return;
        }
        if self.found.items.is_empty() {
            draw(&self.nothing(columns, theme), 0, area, canvas);
            return;
        }
        for (line, place) in self.list.in_sight(&self.found, area.height).into_iter().zip(area.rows()) {
            let line = match line {
                ListLine::Gap => continue,
                ListLine::Page(at) => self.page_line(at, columns, theme),
                ListLine::Title(at) => self.title_line(at, columns, theme),
                ListLine::Excerpt(at) => {
                    let text = text::plain(self.list.excerpt(at).unwrap_or_default());
                    let text = clip(text, columns.saturating_sub(4), theme);
                    let line = Line::from(vec![Span::raw("    "), Span::styled(text, theme.quiet)]);
                    mark(line, &self.found.words, theme.accent)
                }
            };
            draw_line(&line, place, canvas);
        }
    }

    /// Why the list is empty, and what to do.
    fn nothing(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Some(counts) = &self.counts else { return Vec::new() };
        let mut words = Vec::new();
        if !counts.instead.is_empty() {
            let nearest: Vec<String> = counts.instead.iter().map(|(_, nearest)| format!("\"{nearest}\"")).collect();
            let way = if self.line.editing { "enter takes it" } else { "/ and enter take it" };
            words.push(format!("Nothing has these words. Did you mean {}? ({way})", nearest.join(" and ")));
        } else {
            let why = self.line.why.as_ref().or(counts.why_empty.as_ref());
            words.extend(why.cloned());
            words.extend(counts.left_out.clone());
        }
        if self.found.all > 0 {
            let way = if self.line.editing { "ctrl-u empties the line." } else { "C shows all cards again." };
            words.push(way.to_owned());
        }
        let mut lines = Vec::new();
        for (number, text) in words.iter().enumerate() {
            let style = if number == 0 { theme.attention } else { theme.quiet };
            if number > 0 {
                lines.push(Line::default());
            }
            lines.extend(wrap(&[(theme.say(text).replace('\n', " "), style)], columns, 0));
        }
        lines
    }

    fn page_line(&self, at: usize, columns: usize, theme: &Theme) -> Line<'static> {
        let Item::Passage(Passage { key, .. }) = &self.found.items[at] else { return Line::default() };
        let of = key.file.as_deref().map(passage::file_name).filter(|file| !file.starts_with(&key.source));
        let page = of.map_or_else(|| key.source.clone(), |file| format!("{}, {file}", key.source));
        Line::from(Span::styled(clip(format!("Notes of {page}"), columns, theme), theme.strong))
    }

    fn title_line(&self, at: usize, columns: usize, theme: &Theme) -> Line<'_> {
        let (sign, style, title, right) = match &self.found.items[at] {
            Item::Card(row) => card_parts(row, theme),
            Item::Passage(Passage { key, notes, kind }) => {
                let title = key.heading.as_deref().unwrap_or("without a heading").into();
                let right = match (*notes, kind) {
                    (1, Some(kind)) => passage::kind(*kind).to_owned(),
                    (notes, _) => format!("{notes} note{}", if notes == 1 { "" } else { "s" }),
                };
                (theme.glyphs.bullet, theme.quiet, title, right)
            }
        };
        let under_cursor = at == self.list.at;
        let focused = self.pane == Pane::List && !self.line.editing;
        // The bar shows the cursor where the list is acted on; elsewhere a sign keeps its place.
        let (sign, style) = if under_cursor && !focused { (theme.glyphs.cursor, theme.accent) } else { (sign, style) };
        let room = columns.saturating_sub(text::width(sign) + 1);
        let text = ends(title, theme.plain, right, theme.quiet, room, theme);
        let line = [Span::styled(sign, style), Span::raw(" ")].into_iter().chain(text).collect();
        match under_cursor && focused {
            true => mark(theme.select(line), &self.found.words, theme.selected),
            false => mark(line, &self.found.words, theme.accent),
        }
    }
}

/// The sign of how it went last, its style, the question, and how hard it is: `F Int  6` is flagged.
fn card_parts<'a>(row: &'a Row, theme: &Theme) -> (&'static str, Style, Cow<'a, str>, String) {
    let (sign, style) = match row.last {
        Some(Verdict::Right) => (theme.glyphs.right, theme.right),
        Some(Verdict::Partly) => (theme.glyphs.partly, theme.attention),
        Some(Verdict::Wrong) => (theme.glyphs.wrong, theme.wrong),
        None => (" ", theme.plain),
    };
    let level = row.level.map(|level| &level.title()[..3]);
    let mut facts = String::with_capacity("F S Int 10".len());
    for fact in [row.flagged.then_some("F"), row.suspended.then_some("S"), level].into_iter().flatten() {
        facts.push_str(fact);
        facts.push(' ');
    }
    match row.difficulty {
        Some(difficulty) => facts.extend([if difficulty < 10 { " " } else { "" }, &difficulty.to_string()]),
        None => facts.truncate(facts.trim_end().len()),
    }
    (sign, style, text::plain(&row.question), facts)
}
