//! How it goes, in sections: scores, days, topics by level, times, confidence, the hardest cards. It must not count anything
//! itself.

mod cards;
mod days;
mod pointing;
mod scores;
mod sureness;
mod times;
mod topics;

use super::{Notice, Stage};
use crate::study::event::{CardKey, Day};
use crate::study::statistics::Statistics;
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Command, PROGRESS};
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar::{self, Item, fitting};
use crate::tui::widget::scroll::{Step, Window, draw, last_top, left_over};
use crate::tui::widget::text::{clip, width, wrap};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use topics::Cell;

/// The figures of the cards of a query.
#[derive(Debug, Clone)]
pub struct Figures {
    /// `progress · asyncio`.
    pub title: String,
    /// Empty for all cards.
    pub query: String,
    pub today: Day,
    pub statistics: Statistics,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Scores,
    Days,
    Topics,
    Times,
    Sureness,
    Hardest,
}

impl Section {
    const ALL: [Section; 6] =
        [Section::Scores, Section::Days, Section::Topics, Section::Times, Section::Sureness, Section::Hardest];

    fn title(self) -> &'static str {
        match self {
            Section::Scores => "Scores",
            Section::Days => "Days",
            Section::Topics => "Topics",
            Section::Times => "Time",
            Section::Sureness => "Sure",
            Section::Hardest => "Hardest",
        }
    }
}

/// A section as lines: the first `fixed` of them stay while the others scroll, with the cursor, where there is one, in sight.
struct Sheet {
    lines: Vec<Line<'static>>,
    fixed: usize,
    /// The line that is chosen.
    cursor: Option<usize>,
}

/// Where a sheet stands: what stays of it, and the rest from its line `top` on.
struct Placed {
    sheet: Sheet,
    above: Rect,
    below: Rect,
    top: usize,
}

impl Sheet {
    fn of(lines: Vec<Line<'static>>) -> Sheet {
        Sheet { lines, fixed: 0, cursor: None }
    }
}

#[derive(Debug)]
pub struct Progress {
    figures: Figures,
    section: Section,
    /// The first line in sight, where no cursor leads.
    top: usize,
    cell: Cell,
    /// The position among the hardest cards.
    card: usize,
    /// Where the rows begin that the cursor moves in.
    window: Window,
}

impl Progress {
    pub fn new(figures: Figures) -> Progress {
        let (section, cell, window) = (Section::Scores, Cell::default(), Window::default());
        Progress { figures, section, top: 0, cell, card: 0, window }
    }

    pub fn query(&self) -> &str {
        &self.figures.query
    }

    /// The same figures, counted anew: what was looked at stays in sight.
    pub fn renew(&mut self, figures: Figures) {
        let topic = self.figures.statistics.matrix.rows.get(self.cell.row).map(|row| row.topic.clone());
        let same = |topic| figures.statistics.matrix.rows.iter().position(|row| row.topic == topic);
        self.cell.row = topic.and_then(same).unwrap_or(0);
        self.card = self.card.min(figures.statistics.hardest.len().saturating_sub(1));
        self.figures = figures;
    }

    /// `None` when the command leads back to the screen before.
    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Option<Effect> {
        match command {
            Command::Back => return None,
            Command::Leave => return Some(Effect::Quit),
            Command::NextSection => self.turn(1),
            Command::PreviousSection => self.turn(Section::ALL.len() - 1),
            Command::NextPane => self.cell.aside(true, &self.figures.statistics.matrix),
            Command::PreviousPane => self.cell.aside(false, &self.figures.statistics.matrix),
            Command::Step(step) => self.step(step, stage),
            Command::Choose if self.section == Section::Topics => return Some(self.quiz_cell()),
            Command::QuizThese if self.section == Section::Hardest => {
                let keys: Vec<CardKey> = self.hardest().map(|(_, key)| key.clone()).collect();
                if !keys.is_empty() {
                    return Some(Effect::Begin(Choice::Cards(keys)));
                }
                *notice = Some(Notice { text: "no card to ask here".to_owned(), trouble: false });
            }
            _ => {}
        }
        Some(Effect::None)
    }

    /// The hardest cards as a query, and the one among them that is to be read.
    pub fn to_read(&self) -> Option<(String, CardKey)> {
        if self.section != Section::Hardest {
            return None;
        }
        let (_, key) = self.hardest().nth(self.card)?;
        let ids: Vec<String> = self.hardest().map(|(_, key)| format!("\"{}\"", key.id.replace('"', ""))).collect();
        Some((format!("id:{}", ids.join(",")), key.clone()))
    }

    fn hardest(&self) -> impl Iterator<Item = (usize, &CardKey)> {
        self.figures.statistics.hardest.iter().map(|card| &card.key).enumerate()
    }

    fn quiz_cell(&self) -> Effect {
        let query = self.cell.query(&self.figures.statistics.matrix, &self.figures.query);
        query.map_or(Effect::None, |query| Effect::Begin(Choice::Query(query)))
    }

    fn turn(&mut self, by: usize) {
        let place = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        self.show(Section::ALL[(place + by) % Section::ALL.len()]);
    }

    fn show(&mut self, section: Section) {
        self.section = section;
        self.top = 0;
        self.window.let_go();
    }

    fn step(&mut self, step: Step, stage: &Stage) {
        let Statistics { matrix, hardest, .. } = &self.figures.statistics;
        let (area, sheet) = (self.sheet_area(stage), self.sheet(stage));
        let rest = sheet.lines.len().saturating_sub(sheet.fixed);
        let height = area.height.saturating_sub(u16::try_from(sheet.fixed).unwrap_or(u16::MAX));
        let page = usize::from(height);
        self.window.let_go();
        match (sheet.cursor, self.section) {
            (Some(_), Section::Topics) => {
                self.cell.row = step.from(self.cell.row, matrix.rows.len().saturating_sub(1), page);
            }
            (Some(_), _) => self.card = step.from(self.card, hardest.len().saturating_sub(1), page),
            (None, _) => self.top = step.from(self.top, last_top(rest, height), page),
        }
    }

    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(self.bars(stage));
        let Placed { sheet, above, below, top } = self.placed(stage);
        let (head, rest) = sheet.lines.split_at(sheet.fixed);
        let left = left_over(rest.len(), top, below.height, theme);
        let scrolls = !left.is_empty();
        let items = self.items(self.section, scrolls);
        let facts = [Fact { text: left, style: theme.quiet, rank: 0 }];
        page.frame(stage, canvas, &theme.say(&self.figures.title), &facts, None, &page.keys(&items, theme));
        let column = page.column();
        let tabs = self.tab_line(column.width.into(), theme);
        super::draw_line(&tabs, Rect { height: column.height.min(1), ..column }, canvas);
        draw(head, 0, above, canvas);
        draw(rest, top, below, canvas);
    }

    fn placed(&self, stage: &Stage) -> Placed {
        let (area, sheet) = (self.sheet_area(stage), self.sheet(stage));
        let [above, below] = super::split(area, u16::try_from(sheet.fixed).unwrap_or(u16::MAX));
        let cursor = sheet.cursor.map(|cursor| cursor.saturating_sub(sheet.fixed));
        let rest = sheet.lines.len().saturating_sub(sheet.fixed);
        let top = cursor.map_or(self.top, |cursor| self.window.top(cursor, rest, below.height));
        Placed { sheet, above, below, top }
    }

    fn items(&self, section: Section, scrolls: bool) -> Vec<Item> {
        let Statistics { matrix, hardest, .. } = &self.figures.statistics;
        key_bar::items(&PROGRESS, |command, item| match (command, section) {
            (Command::Choose, Section::Topics) if !matrix.rows.is_empty() => Some(item.reading("quiz")),
            (Command::Choose, Section::Hardest) if !hardest.is_empty() => Some(item.reading("read")),
            (Command::QuizThese, Section::Hardest) if !hardest.is_empty() => Some(item),
            (Command::NextPane, Section::Topics) if !matrix.rows.is_empty() => Some(item),
            (Command::Choose | Command::QuizThese | Command::NextPane, _) => None,
            (Command::Step(_), Section::Topics | Section::Hardest) => Some(item.reading("move")),
            (Command::Step(_), _) if !scrolls => None,
            _ => Some(item),
        })
    }

    /// Lines of keys: as many in all sections, so that these stand alike.
    pub fn bars(&self, stage: &Stage) -> u16 {
        let bars = Section::ALL.map(|section| stage.bars(&self.items(section, true)));
        bars.into_iter().max().unwrap_or(1)
    }

    /// Below the names of the sections.
    fn sheet_area(&self, stage: &Stage) -> Rect {
        let column = stage.page(self.bars(stage)).column();
        let above = (if stage.is_roomy() { 2 } else { 1 }).min(column.height);
        Rect { y: column.y + above, height: column.height - above, ..column }
    }

    /// The names of the sections, the one on screen marked; the farthest give way first.
    fn tab_line(&self, columns: usize, theme: &Theme) -> Line<'static> {
        let here = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        // A narrow screen has room for all of them with one blank between.
        let roomy = Section::ALL.iter().map(|section| width(section.title()) + 3).sum::<usize>() <= columns;
        let side = if roomy { " " } else { "" };
        let names = Section::ALL.map(|section| format!("{side}{}{side}", section.title()));
        let parts: Vec<(usize, u8)> = names
            .iter()
            .enumerate()
            .map(|(at, name)| (width(name), u8::try_from(at.abs_diff(here)).unwrap_or(u8::MAX)))
            .collect();
        let mut spans = Vec::new();
        for at in fitting(&parts, 1, columns) {
            if !spans.is_empty() {
                spans.push(Span::raw(" "));
            }
            let style = if at == here { theme.selected } else { theme.plain };
            spans.push(Span::styled(names[at].clone(), style));
        }
        Line::from(spans)
    }

    fn sheet(&self, stage: &Stage) -> Sheet {
        let (columns, theme) = (usize::from(self.sheet_area(stage).width), stage.theme);
        let figures = &self.figures;
        match self.section {
            Section::Topics => topics::sheet(figures, self.cell, columns, stage),
            _ if figures.statistics.attempts == 0 => Sheet::of(nothing(figures, columns, theme)),
            Section::Scores => Sheet::of(scores::lines(figures, columns, stage)),
            Section::Days => Sheet::of(days::lines(figures, columns, stage)),
            Section::Times => Sheet::of(times::lines(&figures.statistics.pace, columns, theme)),
            Section::Sureness => Sheet::of(sureness::lines(&figures.statistics, columns, theme)),
            Section::Hardest => cards::sheet(&figures.statistics.hardest, self.card, columns, theme),
        }
    }
}

fn nothing(figures: &Figures, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let which = match figures.query.is_empty() {
        true => "Nothing was answered yet.",
        false => "None of these cards was answered yet.",
    };
    let mut lines = wrap(&[(which.to_owned(), theme.strong)], columns, 0);
    let way = "The first answers fill this page. Under Topics, Enter asks the topic under the cursor.";
    lines.extend(wrap(&[(way.to_owned(), theme.plain)], columns, 0));
    lines
}

/// A blank line and a title, as each part of a section begins.
fn heading(title: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    lines.extend(wrap(&[(theme.say(title), theme.strong)], columns, 0));
    lines
}

/// Cells of one row: the first at the left in `name` columns, the others at the right ends of theirs.
fn row(
    name: &str,
    name_columns: usize,
    cells: &[(String, Style)],
    cell_columns: usize,
    theme: &Theme,
) -> Line<'static> {
    let name = clip(name, name_columns, theme);
    let mut spans = vec![Span::raw(format!("{name}{}", " ".repeat(name_columns - width(&name))))];
    for (text, style) in cells {
        let text = clip(text, cell_columns, theme).into_owned();
        spans.push(Span::raw(" ".repeat(cell_columns - width(&text))));
        spans.push(Span::styled(text, *style));
    }
    Line::from(spans)
}
