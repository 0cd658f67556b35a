//! The quiz as it is drawn. It must not change anything.

use super::{Marks, Quiz};
use crate::bank::section::Section;
use crate::bank::{Card, KeyPoint};
use crate::study::event::{Confidence, Rating};
use crate::study::progress::Progress;
use crate::study::session::{Phase, Question};
use crate::tui::keys::{ANSWERED, ASKING, Command, POINT_LETTERS};
use crate::tui::screen::card::{self, facts_within, place, standing, tabs};
use crate::tui::screen::{Page, Stage, draw_line};
use crate::tui::theme::Theme;
use crate::tui::widget::clock;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, left_over};
use crate::tui::widget::text::{self, both_ends, prose, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::collections::BTreeSet;

/// Below this many columns the least of the words are left out.
const NARROW: usize = 60;

/// Where the parts of an answer stand.
struct Places {
    head: Rect,
    body: Rect,
    tabs: Rect,
}

impl Quiz {
    pub fn view(&self, stage: &Stage, buffer: &mut Buffer) {
        let Some(question) = self.session.current() else { return };
        match self.session.phase() {
            Phase::Asking => self.view_asking(question, stage, buffer),
            Phase::Answered { ticked, confidence, .. } => {
                self.view_answered(question, ticked, *confidence, stage, buffer)
            }
            Phase::Over => {}
        }
    }

    fn view_asking(&self, question: &Question, stage: &Stage, buffer: &mut Buffer) {
        let theme = stage.theme;
        let page = stage.page(1);
        let items = key_bar::items(&ASKING, |command, item| self.reading_now(command, item));
        self.frame(&page, stage, buffer, &[page.keys(&items, theme)]);
        let column = self.column(&page, stage);
        let columns = usize::from(column.width);
        let room = columns.saturating_sub(text::width(&place(&question.card, theme)).min(columns / 2) + 2);
        let head = self.head(question, self.standing(question, room, theme), theme.quiet, stage);
        let asked = prose(&question.card.question, columns, theme.strong, theme);
        let prompt = self.prompt(columns, stage);
        let space = if stage.is_roomy() { 3 } else { 1 };
        let [head_rows, prompt_rows] = [head.len(), prompt.len()].map(|rows| u16::try_from(rows).unwrap_or(u16::MAX));
        let room = column.height.saturating_sub(head_rows + prompt_rows + space);
        let asked_rows = u16::try_from(asked.len()).unwrap_or(u16::MAX).min(room);
        let [head_area, asked_area, rest] = stack(column, [head_rows, asked_rows]);
        draw(&head, 0, head_area, buffer);
        draw(&asked, self.reading.top, asked_area, buffer);
        let rest = Rect { y: rest.y + space.min(rest.height), height: rest.height.saturating_sub(space), ..rest };
        draw(&prompt, 0, rest, buffer);
        let more = left_over(asked.len(), self.reading.top, asked_area.height, theme);
        let row = Rect { y: asked_area.bottom(), height: 1, ..column };
        draw_line(&both_ends("", theme.quiet, &more, theme.quiet, columns, theme), row, buffer);
    }

    fn view_answered(
        &self,
        question: &Question,
        ticked: &BTreeSet<usize>,
        confidence: Option<Confidence>,
        stage: &Stage,
        buffer: &mut Buffer,
    ) {
        let theme = stage.theme;
        let page = stage.page(2);
        let (places, lines) = self.answer_layout(question, ticked, stage);
        let overflows = lines.len() > usize::from(places.body.height);
        let items = key_bar::items(&ANSWERED, |command, item| match command {
            Command::Step(_) if !overflows => None,
            _ => self.reading_now(command, item),
        });
        self.frame(&page, stage, buffer, &[self.ratings(&page, stage), page.keys(&items, theme)]);
        let columns = usize::from(places.head.width);
        let (given, style) = self.given(confidence, stage);
        let mut head = self.head(question, given, style, stage);
        head.extend(self.question_lines(question, stage));
        draw(&head, 0, places.head, buffer);
        draw(&lines, self.reading.top, places.body, buffer);
        let more = left_over(lines.len(), self.reading.top, places.body.height, theme);
        let right = text::width(&more);
        let tabs = self.reading.tab_line(&question.card, columns.saturating_sub(right + 2), theme);
        draw_line(&tabs, places.tabs, buffer);
        let corner = Rect { x: places.tabs.right() - u16::try_from(right).unwrap_or(0), ..places.tabs };
        draw_line(&Line::from(Span::styled(more, theme.quiet)), corner, buffer);
    }

    fn frame(&self, page: &Page, stage: &Stage, buffer: &mut Buffer, bars: &[Line]) {
        let theme = stage.theme;
        let position = self.session.position();
        let clocks = self.session.clocks(stage.now);
        let mut facts = Vec::new();
        if position.again {
            facts.push(Fact { text: "once more".to_owned(), style: theme.attention, rank: 3 });
        }
        let number = format!("{} of {}", position.number, position.of);
        facts.push(Fact { text: number, style: theme.plain, rank: 0 });
        if position.coming_again > 0 {
            facts.push(Fact { text: format!("{} coming again", position.coming_again), style: theme.plain, rank: 2 });
        }
        match clocks.limit_ms {
            Some(limit) if clocks.session_ms >= limit => {
                facts.push(Fact { text: "time is up".to_owned(), style: theme.attention, rank: 1 });
            }
            Some(limit) => {
                let left = clock::left(limit, clocks.session_ms);
                let style = if left <= limit / 10 { theme.attention } else { theme.plain };
                facts.push(Fact { text: format!("{} left", clock::minutes(left)), style, rank: 1 });
            }
            None if usize::from(stage.area.width) < NARROW => {}
            None => {
                let text = format!("{} answering", clock::minutes(clocks.session_ms));
                facts.push(Fact { text, style: theme.quiet, rank: 4 });
            }
        }
        if self.unsaved.is_some() {
            facts.push(Fact { text: "not saved".to_owned(), style: theme.attention, rank: 2 });
        }
        page.frame(
            stage,
            buffer,
            &theme.say(&self.title),
            &facts,
            Some((position.number.saturating_sub(1), position.of)),
            bars,
        );
    }

    /// The body's column without the blank rows above it: the question stands at the same place before and after the reveal.
    fn column(&self, page: &Page, stage: &Stage) -> Rect {
        let column = page.column();
        let above = if stage.is_roomy() { (column.height / 8).min(3) } else { 0 };
        Rect { y: column.y + above, height: column.height - above, ..column }
    }

    fn head(&self, question: &Question, right: String, style: Style, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let columns = self.column(&stage.page(1), stage).width.into();
        let mut lines = vec![both_ends(&place(&question.card, theme), theme.quiet, &right, style, columns, theme)];
        if stage.is_roomy() {
            lines.push(Line::default());
        }
        lines
    }

    fn standing(&self, question: &Question, columns: usize, theme: &Theme) -> String {
        let Marks { flagged, suspended } = self.marks_of(question);
        let progress = Progress { flagged, suspended, ..question.progress.clone() };
        facts_within(&standing(&question.card, &progress), columns, theme)
    }

    fn prompt(&self, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let clocks = self.session.clocks(stage.now);
        let time = format!("{} of {}", clock::minutes(clocks.question_ms), clock::minutes(clocks.target_ms));
        let (time, style) = if clocks.slow { (format!("{time}, slow"), theme.attention) } else { (time, theme.plain) };
        let say = if columns < NARROW { "Say it aloud." } else { "Say it aloud, then reveal." };
        let mut lines = vec![both_ends(say, theme.plain, &time, style, columns, theme)];
        let ask = "How sure are you?";
        let choices = [("1", "guess"), ("2", "think so"), ("3", "sure")].map(|(key, label)| Item::new(key, label, 0));
        let choices = key_bar::line(&choices, columns, theme);
        if text::width(ask) + 3 + choices.width() <= columns {
            let mut spans = vec![Span::styled(ask, theme.plain), Span::raw("   ")];
            spans.extend(choices.spans);
            lines.push(Line::from(spans));
        } else {
            lines.push(Line::from(Span::styled(ask, theme.plain)));
            lines.push(choices);
        }
        lines
    }

    /// What was said about the answer before it was seen: `sure · 0:31 of 1:00`.
    fn given(&self, confidence: Option<Confidence>, stage: &Stage) -> (String, Style) {
        let theme = stage.theme;
        let clocks = self.session.clocks(stage.now);
        let time = format!("{} of {}", clock::minutes(clocks.question_ms), clock::minutes(clocks.target_ms));
        let sure = confidence.map(|confidence| match confidence {
            Confidence::DoNotKnow => "did not know",
            Confidence::Guess => "guess",
            Confidence::ThinkSo => "think so",
            Confidence::Sure => "sure",
        });
        let slow = clocks.slow.then_some("slow");
        let facts: Vec<&str> = [sure, Some(&*time), slow].into_iter().flatten().collect();
        (theme.facts(&facts), if clocks.slow { theme.attention } else { theme.quiet })
    }

    /// The question above its answer; a long one is cut, for it was read before.
    fn question_lines(&self, question: &Question, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let columns = usize::from(self.column(&stage.page(2), stage).width);
        let most = if stage.is_roomy() { 3 } else { 2 };
        let mut lines = prose(&question.card.question, columns, theme.strong, theme);
        if lines.len() > most {
            let last: String = lines[most - 1].spans.iter().map(|span| span.content.as_ref()).collect();
            lines.truncate(most);
            // The sign of a cut stands even where the line itself fits.
            let cut = text::clip(&format!("{last} {}", " ".repeat(columns)), columns, theme);
            lines[most - 1] = Line::from(Span::styled(cut, theme.strong));
        }
        lines
    }

    fn answer_layout(
        &self,
        question: &Question,
        ticked: &BTreeSet<usize>,
        stage: &Stage,
    ) -> (Places, Vec<Line<'static>>) {
        let column = self.column(&stage.page(2), stage);
        let head = if stage.is_roomy() { 2 } else { 1 };
        let asked = u16::try_from(self.question_lines(question, stage).len()).unwrap_or(u16::MAX);
        let [head, rest, _] = stack(column, [head + asked, u16::MAX]);
        let gap = u16::from(stage.is_roomy());
        let tabs_height = (1 + gap).min(rest.height);
        let tabs = Rect { y: rest.bottom() - tabs_height + gap.min(tabs_height), height: tabs_height.min(1), ..rest };
        let body =
            Rect { y: rest.y + gap.min(rest.height), height: rest.height.saturating_sub(tabs_height + gap), ..rest };
        let lines = self.answer_lines(&question.card, ticked, body.width.into(), stage.theme);
        (Places { head, body, tabs }, lines)
    }

    fn answer_lines(&self, card: &Card, ticked: &BTreeSet<usize>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let section = self.reading.section(card);
        let mut lines = card::lines(card, section, columns, theme);
        if section == Section::Answer && !card.key_points.is_empty() {
            lines.push(Line::default());
            lines.push(self.points_head(card, ticked, columns, theme));
            for (index, point) in card.key_points.iter().enumerate() {
                lines.extend(point_lines(index, point, ticked.contains(&index), columns, theme));
            }
        }
        lines
    }

    fn points_head(&self, card: &Card, ticked: &BTreeSet<usize>, columns: usize, theme: &Theme) -> Line<'static> {
        let musts = card.must_points().count();
        let made = card.must_points().filter(|(index, _)| ticked.contains(index)).count();
        let count = match musts {
            0 => String::new(),
            1 => format!("{made} of 1 must point"),
            _ => format!("{made} of {musts} must points"),
        };
        let style = if made == musts { theme.right } else { theme.quiet };
        both_ends("Did you say", theme.strong, &count, style, columns, theme)
    }

    /// Lines and height of what the arrows scroll.
    pub(super) fn scrolled(&self, stage: &Stage) -> (usize, u16) {
        let Some(question) = self.session.current() else { return (0, 0) };
        match self.session.phase() {
            Phase::Answered { ticked, .. } => {
                let (places, lines) = self.answer_layout(question, ticked, stage);
                (lines.len(), places.body.height)
            }
            Phase::Asking | Phase::Over => {
                let column = self.column(&stage.page(1), stage);
                let lines = prose(&question.card.question, column.width.into(), stage.theme.strong, stage.theme).len();
                let around = self.prompt(column.width.into(), stage).len() + if stage.is_roomy() { 5 } else { 2 };
                (lines, column.height.saturating_sub(u16::try_from(around).unwrap_or(u16::MAX)))
            }
        }
    }

    /// The four ratings with their intervals, the proposed one in brackets; without the intervals where room is short.
    fn ratings(&self, page: &Page, stage: &Stage) -> Line<'static> {
        let proposal = self.session.proposal();
        let item = |(index, (rating, name)): (usize, (Rating, &str)), with_interval: bool| {
            let interval = if with_interval { self.interval(index, rating, proposal) } else { None };
            let label = interval.map_or_else(|| name.to_owned(), |interval| format!("{name}, {interval}"));
            Item { proposed: proposal == Some(rating), ..Item::new(&(index + 1).to_string(), &label, 0) }
        };
        let names = [(Rating::Again, "again"), (Rating::Hard, "hard"), (Rating::Good, "good"), (Rating::Easy, "easy")];
        let [full, short] =
            [true, false].map(|with| names.into_iter().enumerate().map(|name| item(name, with)).collect::<Vec<Item>>());
        let line = page.keys(&full, stage.theme);
        let all = key_bar::line(&full, usize::MAX, stage.theme).width();
        if line.width() == all { line } else { page.keys(&short, stage.theme) }
    }

    fn interval(&self, index: usize, rating: Rating, proposal: Option<Rating>) -> Option<String> {
        // A wrong answer returns within the run: "again" is said for today, whatever the schedule does after.
        if rating == Rating::Again && proposal.is_none_or(|proposed| proposed == Rating::Again) {
            return Some("today".to_owned());
        }
        Some(match self.intervals?[index] {
            1 => "1 day".to_owned(),
            days @ ..60 => format!("{days} days"),
            days @ 60..730 => format!("{} months", (days + 15) / 30),
            days => format!("{} years", (days + 182) / 365),
        })
    }

    /// The item as it reads now; `None` where its keys can do nothing.
    fn reading_now(&self, command: Command, item: Item) -> Option<Item> {
        match command {
            Command::Rate(None) => {
                let name = match self.session.proposal()? {
                    Rating::Again => "again",
                    Rating::Hard => "hard",
                    Rating::Good => "good",
                    Rating::Easy => "easy",
                };
                Some(item.reading(name))
            }
            Command::Tick(_) => Some(Item { keys: self.letters()?, ..item }),
            Command::TakeBack => self.session.last_answer().map(|_| item),
            Command::NextSection => {
                let card = &self.session.current()?.card;
                (tabs(card).len() > 1).then_some(item)
            }
            _ => Some(item),
        }
    }
}

/// One key point: whether it was said, its letter, its text hanging after both.
fn point_lines(index: usize, point: &KeyPoint, ticked: bool, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let (sign, style) = match (ticked, point.must) {
        (true, _) => (theme.glyphs.right, theme.right),
        (false, true) => (theme.glyphs.open, theme.plain),
        (false, false) => (theme.glyphs.bonus, theme.quiet),
    };
    let letter = POINT_LETTERS.get(index).copied().unwrap_or(' ');
    let words = if point.must || ticked { theme.plain } else { theme.quiet };
    let mut runs = vec![(format!("{sign} "), style), (format!("{letter}  "), theme.accent)];
    runs.extend(text::runs(&point.text, words, theme));
    wrap(&runs, columns, 5)
}

/// `area` cut from the top into rows of the given heights, and the rest.
fn stack(area: Rect, heights: [u16; 2]) -> [Rect; 3] {
    let first = heights[0].min(area.height);
    let second = heights[1].min(area.height - first);
    [
        Rect { height: first, ..area },
        Rect { y: area.y + first, height: second, ..area },
        Rect { y: area.y + first + second, height: area.height - first - second, ..area },
    ]
}
