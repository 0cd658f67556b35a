//! The browser as it is drawn. It must not change anything.

use super::filters::{Facet, FacetKey};
use super::{Browse, Found, Pane, Room, Row};
use crate::bank::Level;
use crate::bank::section::Section;
use crate::study::event::Verdict;
use crate::tui::keys::Command;
use crate::tui::screen::card::{self, Tab, place, standing};
use crate::tui::screen::{Page, Stage, column, draw_line, inset, split};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, left_over, top_for};
use crate::tui::widget::text::{self, both_ends, clip, item, prose, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Columns of the filters, and of the list beside a card.
const FILTERS: u16 = 26;
const LIST: u16 = 42;

/// Where the panes stand; an area of no width is not on the screen.
pub(super) struct Panes {
    line: Rect,
    pub filters: Rect,
    pub list: Rect,
    card_head: Rect,
    pub card_text: Rect,
    card_tabs: Rect,
}

/// A row of the filters.
enum FilterEntry {
    Gap,
    Heading(FacetKey),
    /// The position among the offered names.
    Name(usize),
}

impl Browse {
    pub fn view(&self, stage: &Stage, buffer: &mut Buffer) {
        let theme = stage.theme;
        let page = stage.page(1);
        let panes = self.panes(stage);
        let Found { total, all, .. } = self.found;
        let count = match total {
            1 if all == 1 => "1 card".to_owned(),
            total if total == all => format!("{total} cards"),
            total => format!("{total} of {all} cards"),
        };
        let facts = [Fact { text: count, style: theme.plain, rank: 0 }];
        page.frame(stage, buffer, "browse", &facts, None, &[self.key_line(&page, stage)]);
        draw_line(&self.query_line(panes.line.width.into(), theme), panes.line, buffer);
        self.view_filters(panes.filters, theme, buffer);
        self.view_list(panes.list, theme, buffer);
        self.view_card(&panes, theme, buffer);
        for pane in [panes.filters, panes.list] {
            let beside = pane.right() + 1;
            if pane.width > 0 && beside < page.body.right() {
                for row in pane.rows() {
                    draw_line(
                        &Line::from(Span::styled(theme.glyphs.upright, theme.quiet)),
                        Rect { x: beside, width: 1, ..row },
                        buffer,
                    );
                }
            }
        }
    }

    pub(super) fn panes(&self, stage: &Stage) -> Panes {
        let body = stage.page(1).body;
        let inner = inset(body);
        let line = Rect { height: inner.height.min(1), ..inner };
        let below = if stage.is_roomy() { 2 } else { 1 };
        let rest = Rect { y: inner.y + below.min(inner.height), height: inner.height.saturating_sub(below), ..inner };
        let none = Rect { width: 0, ..rest };
        let (filters, list, card) = match (Room::of(stage), self.pane) {
            (Room::Three, _) => {
                let filters = Rect { width: FILTERS, ..rest };
                let list = Rect { x: filters.right() + 3, width: LIST, ..rest };
                let card = Rect { x: list.right() + 3, width: rest.right().saturating_sub(list.right() + 3), ..rest };
                (filters, list, card)
            }
            (Room::Two, Pane::Filters | Pane::List) => {
                let filters = Rect { width: FILTERS.min(rest.width / 3), ..rest };
                let list = Rect { x: filters.right() + 3, width: rest.width - filters.width - 3, ..rest };
                (filters, list, none)
            }
            (Room::One, Pane::Filters) => (rest, none, none),
            (Room::One, Pane::List) => (none, rest, none),
            (Room::Two | Room::One, Pane::Card) => (none, none, column(rest)),
        };
        let heading = u16::try_from(self.card_head(card.width.into(), stage.theme).len()).unwrap_or(u16::MAX);
        let [card_head, below] = split(card, heading.min(card.height / 2));
        let [card_tabs, below] = split(below, 1);
        let [_, card_text] = split(below, u16::from(stage.is_roomy()));
        Panes { line, filters, list, card_head, card_text, card_tabs }
    }

    fn key_line(&self, page: &Page, stage: &Stage) -> Line<'static> {
        let items = key_bar::items(self.keys(), |command, item| match command {
            Command::Choose if self.pane == Pane::Filters => Some(item.reading("choose")),
            Command::Choose if self.pane == Pane::Card || self.found.rows.is_empty() => None,
            Command::NextSection if self.card.is_none() => None,
            Command::ClearFilter if self.query().is_empty() => None,
            Command::QuizThese if self.found.total == 0 => None,
            Command::Step(_) if self.pane != Pane::Card => None,
            // Out of the list the way back matters more than what else could be done.
            Command::Back if self.pane != Pane::List => Some(Item { rank: 0, ..item }),
            _ => Some(item),
        });
        page.keys(&items, stage.theme)
    }

    /// The search line with what was chosen, or why it cannot be understood.
    fn query_line(&self, columns: usize, theme: &Theme) -> Line<'static> {
        if let Some(why) = &self.trouble {
            return both_ends(&format!("/ {}", self.line), theme.plain, why, theme.wrong, columns, theme);
        }
        let chosen: Vec<String> = self.filters.chosen().map(|name| theme.say(name)).collect();
        let chosen = chosen.join(theme.glyphs.dot);
        let mut line = match (self.editing, self.line.is_empty()) {
            (false, true) if chosen.is_empty() => {
                let listed = self.found.rows.len();
                let hint = match listed < self.found.total {
                    true => format!("/ searches; the first {listed} are listed"),
                    false => "/ searches; h and l change panes".to_owned(),
                };
                both_ends(&hint, theme.quiet, "", theme.quiet, columns, theme)
            }
            (false, true) => Line::from(Span::styled(clip(&chosen, columns, theme), theme.accent)),
            _ => {
                // While the line is written its end has to be seen.
                let room = columns.saturating_sub(3);
                let typed = theme.say(&self.line).replace('\n', " ");
                let skipped =
                    typed.char_indices().map(|(at, _)| at).find(|at| text::width(&typed[*at..]) <= room).unwrap_or(0);
                let mut spans =
                    vec![Span::styled("/ ", theme.accent), Span::styled(typed[skipped..].to_owned(), theme.strong)];
                if self.editing {
                    spans.push(Span::styled(" ", theme.selected));
                }
                Line::from(spans)
            }
        };
        let used = line.width();
        if !self.line.is_empty() && !chosen.is_empty() && used + 8 < columns {
            line.spans.push(Span::styled(clip(&format!("   {chosen}"), columns - used, theme), theme.accent));
        }
        line
    }

    fn view_filters(&self, area: Rect, theme: &Theme, buffer: &mut Buffer) {
        let columns = usize::from(area.width);
        // A large library has hundreds of names: only those in sight are made into lines.
        let mut entries: Vec<FilterEntry> = Vec::new();
        let mut cursor = 0;
        let mut heading = None;
        for (index, facet) in self.found.facets.iter().enumerate() {
            if heading != Some(facet.key) {
                if heading.is_some() {
                    entries.push(FilterEntry::Gap);
                }
                entries.push(FilterEntry::Heading(facet.key));
                heading = Some(facet.key);
            }
            if index == self.filters.at {
                cursor = entries.len();
            }
            entries.push(FilterEntry::Name(index));
        }
        let top = top_for(cursor, entries.len(), area.height);
        for (entry, place) in entries.iter().skip(top).zip(area.rows()) {
            let line = match *entry {
                FilterEntry::Gap => continue,
                FilterEntry::Heading(key) => Line::from(Span::styled(clip(key.title(), columns, theme), theme.strong)),
                FilterEntry::Name(index) => {
                    self.facet_line(&self.found.facets[index], index == self.filters.at, columns, theme)
                }
            };
            draw_line(&line, place, buffer);
        }
    }

    fn facet_line(&self, facet: &Facet, under_cursor: bool, columns: usize, theme: &Theme) -> Line<'static> {
        let chosen = self.filters.is_chosen(facet);
        let sign = if chosen { theme.glyphs.right } else { " " };
        let name = match (facet.key, Level::from_word(&facet.name)) {
            (FacetKey::Level, Some(level)) => level.title(),
            _ => &facet.name,
        };
        let left = format!("{sign} {name}");
        let style = if chosen { theme.accent } else { theme.plain };
        let line = both_ends(&left, style, &facet.cards.to_string(), theme.quiet, columns, theme);
        if under_cursor && self.pane == Pane::Filters && !self.editing { theme.select(line) } else { line }
    }

    fn view_list(&self, area: Rect, theme: &Theme, buffer: &mut Buffer) {
        let columns = usize::from(area.width);
        if self.found.rows.is_empty() {
            let words = self.found.hint.as_deref().unwrap_or("No card matches. C shows all cards again.");
            draw(&wrap(&[(theme.say(words), theme.attention)], columns, 0), 0, area, buffer);
            return;
        }
        let top = top_for(self.at, self.found.rows.len(), area.height);
        for ((index, row), place) in self.found.rows.iter().enumerate().skip(top).zip(area.rows()) {
            draw_line(&self.row_line(index, row, columns, theme), place, buffer);
        }
    }

    fn row_line(&self, index: usize, row: &Row, columns: usize, theme: &Theme) -> Line<'static> {
        let (sign, style) = match row.last {
            Some(Verdict::Right) => (theme.glyphs.right, theme.right),
            Some(Verdict::Partly) => (theme.glyphs.partly, theme.attention),
            Some(Verdict::Wrong) => (theme.glyphs.wrong, theme.wrong),
            None => (" ", theme.plain),
        };
        let level = row.level.map(|level| level.title()[..3].to_owned());
        let difficulty = row.difficulty.map(|difficulty| format!("{difficulty:>2}"));
        let right: Vec<String> = [level, difficulty].into_iter().flatten().collect();
        let under_cursor = index == self.at;
        let focused = self.pane == Pane::List && !self.editing;
        // The bar shows the cursor where the list is acted on; elsewhere a sign keeps its place.
        let (sign, style) = if under_cursor && !focused { (theme.glyphs.cursor, theme.accent) } else { (sign, style) };
        let mut line = both_ends(
            &text::plain(&row.question),
            theme.plain,
            &right.join(" "),
            theme.quiet,
            columns.saturating_sub(2),
            theme,
        );
        line.spans.insert(0, Span::styled(format!("{sign} "), style));
        if under_cursor && focused { theme.select(line) } else { line }
    }

    fn card_head(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Some(question) = &self.card else { return Vec::new() };
        let mut lines = prose(&question.card.question, columns, theme.strong, theme);
        let facts = [place(&question.card, theme)].into_iter();
        let facts = facts
            .chain(standing(&question.card, &question.alike, &question.progress).into_iter().map(|fact| fact.text));
        let facts: Vec<String> = facts.filter(|fact| !fact.is_empty()).collect();
        lines.extend(wrap(&[(text::unbroken(&facts, theme), theme.quiet)], columns, 0));
        lines.push(Line::default());
        lines
    }

    pub(super) fn card_lines(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Some(question) = &self.card else { return Vec::new() };
        let tab = self.reading.shown(question);
        let mut lines = card::lines(question, tab, columns, None, theme);
        if tab == Tab::Section(Section::Answer) && !question.card.key_points.is_empty() {
            lines.extend([
                Line::default(),
                Line::from(Span::styled(clip("Points to make", columns, theme), theme.strong)),
            ]);
            for point in &question.card.key_points {
                let sign = if point.must { theme.glyphs.bullet } else { theme.glyphs.bonus };
                lines.extend(item(sign, theme.accent, &point.text, theme.plain, columns, theme));
            }
        }
        lines
    }

    fn view_card(&self, panes: &Panes, theme: &Theme, buffer: &mut Buffer) {
        let Some(question) = self.card.as_ref().filter(|_| panes.card_text.width > 0) else { return };
        let columns = usize::from(panes.card_text.width);
        draw(&self.card_head(columns, theme), 0, panes.card_head, buffer);
        let lines = self.card_lines(columns, theme);
        draw(&lines, self.reading.top, panes.card_text, buffer);
        let left = left_over(lines.len(), self.reading.top, panes.card_text.height, theme);
        let room = columns.saturating_sub(text::width(&left) + 2);
        let mut tabs = self.reading.tab_line(question, room, theme);
        let gap = columns.saturating_sub(tabs.width() + text::width(&left));
        tabs.spans.push(Span::raw(" ".repeat(gap)));
        tabs.spans.push(Span::styled(left, theme.quiet));
        draw_line(&tabs, panes.card_tabs, buffer);
    }
}
