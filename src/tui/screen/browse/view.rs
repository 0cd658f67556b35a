//! The browser as it is drawn: its frame, the search line and the filters. It must not change anything.

use super::filters::{Facet, FilterRow};
use super::pane::{Pane, Room};
use super::{Browse, words};
use crate::tui::canvas::Canvas;
use crate::tui::keys::{BROWSE, Command};
use crate::tui::screen::{Page, Stage, draw_line};
use crate::tui::theme::Theme;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::text::{self, both_ends, clip, ends};
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Columns of the header that the program's name takes, with the blanks around.
const NAME: usize = 11;

/// Lines of keys, with room for all: as many whatever has the keys, so that the panes stand still.
pub fn bars(stage: &Stage) -> u16 {
    stage.bars_of(&BROWSE)
}

impl Browse {
    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(bars(stage));
        let areas = self.areas(stage);
        let words = self.words(usize::from(stage.area.width).saturating_sub(NAME), theme);
        let keys = self.key_lines(&page, stage);
        page.frame(stage, canvas, &words, &[], None, &keys);
        draw_line(&self.query_line(areas.line.width.into(), theme), areas.line, canvas);
        self.view_filters(areas.filters, theme, canvas);
        self.view_list(areas.list, theme, canvas);
        self.view_open(areas.card, stage, canvas);
        let between = Line::from(Span::styled(theme.glyphs.upright, theme.quiet));
        for pane in [areas.filters, areas.list] {
            let beside = pane.right() + 1;
            if pane.width > 0 && beside < page.body.right() {
                // Down to the rule, wherever that stands.
                for row in (Rect { height: pane.height + page.spare(&keys), ..pane }).rows() {
                    draw_line(&between, Rect { x: beside, width: 1, ..row }, canvas);
                }
            }
        }
    }

    fn key_lines(&self, page: &Page, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let card_in_sight = self.reader.card().is_some() && (self.pane == Pane::Card || Room::of(stage) == Room::Three);
        let completion = self.line.completion(&self.known).map(|term| theme.say(&term));
        let ranked = |rank, item| Some(Item { rank, ..item });
        let items = key_bar::items(self.keys(), |command, item| match (self.pane, command) {
            (_, Command::Submit) if self.can_be_mended() => Some(item.reading("take it")),
            (_, Command::Complete) => Some(item.reading(completion.clone()?)),
            (Pane::Filters, Command::Choose) => Some(item.reading("choose")),
            (Pane::Filters, Command::NextSection) => ranked(1, item.reading("next kind")),
            (_, Command::ClearFilter) if !self.is_narrowed() => None,
            (Pane::Filters | Pane::List, Command::ClearFilter) => ranked(1, item),
            (Pane::Card, Command::Choose) if self.reader.links().is_some() => Some(item.reading("open")),
            (Pane::Card, Command::Choose) if self.reader.wants_links().is_some() => Some(item.reading("related")),
            (Pane::Card, Command::Choose) => None,
            (Pane::List, Command::Choose) if self.found.items.is_empty() => None,
            (_, Command::NextSection) if !card_in_sight => None,
            (Pane::Card, Command::NextSection) => ranked(1, item),
            (Pane::Filters | Pane::List, Command::NextItem) => ranked(7, item),
            (Pane::Filters | Pane::List, Command::Step(_)) => ranked(6, item.reading("move")),
            (_, Command::QuizThese) if self.found.cards == 0 => None,
            (Pane::Filters, Command::EditQuery) => ranked(4, item),
            (_, Command::ToNotes) if self.found.notes == 0 => None,
            (Pane::Card, Command::EditQuery | Command::ClearFilter | Command::QuizThese | Command::ToNotes) => {
                ranked(6, item)
            }
            (Pane::Card, Command::NextPane) if Room::of(stage) != Room::Three => ranked(7, item),
            // The way back leads out, too: of the two it is the one that keeps more.
            (Pane::List, Command::Back) => ranked(1, item),
            (Pane::List, Command::Leave) => ranked(5, item),
            (Pane::Filters | Pane::Card, Command::Back) => ranked(0, item),
            _ => Some(item),
        });
        page.keys(&items, theme)
    }

    /// The search line with what is to be said about it.
    fn query_line(&self, columns: usize, theme: &Theme) -> Line<'static> {
        if !self.line.editing && self.line.text.is_empty() {
            let limited = match (self.found.goes_on, self.found.cards > self.listed()) {
                (false, true) => format!("the first {} are listed; ", self.listed()),
                _ => String::new(),
            };
            let hint = format!("/ {limited}search words, or tag:asyncio level:advanced");
            return Line::from(Span::styled(clip(hint, columns, theme), theme.quiet));
        }
        // While the line is written its end has to be seen.
        let room = columns.saturating_sub(3);
        let in_words = if self.line.editing { None } else { self.line.in_words() };
        let typed = theme.say(in_words.as_ref().unwrap_or(&self.line.text)).replace('\n', " ");
        let skipped = typed.char_indices().map(|(at, _)| at).find(|at| text::width(&typed[*at..]) <= room).unwrap_or(0);
        let mut spans = vec![Span::styled("/ ", theme.accent), Span::styled(typed[skipped..].to_owned(), theme.strong)];
        if self.line.editing {
            spans.push(Span::styled(" ", theme.selected));
        }
        let mut line = Line::from(spans);
        let left_out = self.counts.as_ref().and_then(|counts| counts.left_out.as_ref());
        let said = match &self.line.why {
            Some(why) => Some(format!("its words: {why}")),
            None => left_out.cloned(),
        };
        let left = columns.saturating_sub(line.width() + 3);
        if let Some(said) = said.filter(|said| left > 8 && !said.is_empty() && !self.found.items.is_empty()) {
            line.spans.extend(both_ends("", theme.plain, said, theme.quiet, columns - line.width(), theme).spans);
        }
        line
    }

    /// How many cards the list has.
    fn listed(&self) -> usize {
        super::passages(&self.found).start
    }

    fn view_filters(&self, area: Rect, theme: &Theme, canvas: &mut Canvas) {
        let columns = usize::from(area.width);
        // A large library has hundreds of names: only those in sight are made into lines.
        let (rows, top) = self.filters.rows(&self.offered, area.height, self.pane == Pane::Filters);
        for (row, place) in rows.into_iter().skip(top).zip(area.rows()) {
            let line = match row {
                FilterRow::Gap => continue,
                FilterRow::Heading(key) => Line::from(Span::styled(clip(key.title(), columns, theme), theme.strong)),
                FilterRow::Name(index) => {
                    self.facet_line(&self.offered[index], index == self.filters.at, columns, theme)
                }
            };
            draw_line(&line, place, canvas);
        }
    }

    fn facet_line<'a>(&self, facet: &'a Facet, under_cursor: bool, columns: usize, theme: &Theme) -> Line<'a> {
        let chosen = self.filters.is_chosen(facet);
        let sign = if chosen { theme.glyphs.right } else { " " };
        let style = if chosen { theme.accent } else { theme.plain };
        let room = columns.saturating_sub(text::width(sign) + 1);
        let name = words::value(facet.key, &facet.name);
        let text = ends(name, style, words::grouped(facet.cards), theme.quiet, room, theme);
        let line = [Span::styled(sign, style), Span::styled(" ", style)].into_iter().chain(text).collect();
        if under_cursor && self.pane == Pane::Filters && !self.line.editing { theme.select(line) } else { line }
    }
}
