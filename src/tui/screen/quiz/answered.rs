//! The answer as it is drawn, with its points to tick and its ratings. It must not change anything.

use super::asking::PREDICT;
use super::{Quiz, solved, typed};
use crate::bank::cues::Mark;
use crate::bank::section::Section;
use crate::bank::{Card, KeyPoint};
use crate::study::event::{Confidence, Rating};
use crate::study::session::{Answered, Question, Reply, Said};
use crate::tui::canvas::Canvas;
use crate::tui::keys::POINT_LETTERS;
use crate::tui::screen::card::Tab;
use crate::tui::screen::{Stage, card, draw_line, inset, split};
use crate::tui::theme::Theme;
use crate::tui::widget::clock;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, left_over};
use crate::tui::widget::text::{self, both_ends, prose, wrap};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::collections::BTreeSet;

/// Where the parts of an answer stand.
pub(super) struct Places {
    head: Rect,
    pub(super) body: Rect,
    pub(super) tabs: Rect,
}

impl Quiz {
    pub(super) fn view_answered(&self, question: &Question, answered: &Answered, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(self.bars(stage));
        let (places, lines) = self.answer_layout(question, &answered.reply, stage);
        let overflows = lines.len() > usize::from(places.body.height);
        let columns = usize::from(inset(page.bar).width);
        let first = match answered.reply.solution() {
            Some(solution) => Quiz::consequence(solution, columns, theme),
            None => self.ratings(columns, theme),
        };
        let keys = match self.pending {
            // No key acts before the disk has the answer.
            Some(_) if self.unsaved.is_none() => {
                vec![Line::from(Span::styled(theme.say("saving the answer…"), theme.quiet))]
            }
            _ => key_bar::lines(&self.items(overflows, stage), columns, page.bar.height.saturating_sub(1), theme),
        };
        self.frame(&page, stage, canvas, &[vec![first], keys].concat());
        let (given, style) = self.given(answered, stage);
        let mut head = self.head(question, given, style, stage);
        head.extend(self.question_lines(question, &answered.reply, stage));
        draw(&head, 0, places.head, canvas);
        draw(&lines, self.reading.top, places.body, canvas);
        if stage.is_roomy() {
            let line = key_bar::line(&self.moving(question, overflows), places.tabs.width.into(), theme);
            draw_line(&line, at_the_end(places.tabs, places.tabs.y + 1, line.width()), canvas);
        }
        let (more, tabs) = self.tab_columns(&places, lines.len(), theme);
        draw_line(&self.reading.tab_line(question, tabs, theme), places.tabs, canvas);
        let corner = at_the_end(places.tabs, places.tabs.y, text::width(&more));
        draw_line(&Line::from(Span::styled(more, theme.quiet)), corner, canvas);
    }

    /// How much of the answer is left, in the corner, and the columns that it leaves to the names of the sections.
    pub(super) fn tab_columns(&self, places: &Places, lines: usize, theme: &Theme) -> (String, usize) {
        let more = left_over(lines, self.reading.top, places.body.height, theme);
        let columns = usize::from(places.tabs.width).saturating_sub(text::width(&more) + 2);
        (more, columns)
    }

    /// What was said about the answer before it was seen: `sure · 0:31 of 1:00`.
    fn given(&self, answered: &Answered, stage: &Stage) -> (String, Style) {
        let theme = stage.theme;
        let clocks = self.session.clocks(stage.now);
        let time = format!("{} of {}", clock::minutes(clocks.question_ms), clock::minutes(clocks.target_ms));
        let sure = answered.confidence.map(|confidence| match confidence {
            Confidence::DoNotKnow => "did not know",
            Confidence::Guess => "guess",
            Confidence::ThinkSo => "think so",
            Confidence::Sure => "sure",
        });
        let verdict = answered.reply.solution().map(|solution| solved::verdict(solution, theme));
        let slow = clocks.slow.then_some("slow");
        let hinted = answered.reply.said().is_some_and(|said| said.hinted).then_some("hinted");
        let word = verdict.map(|(word, _)| word);
        let facts: Vec<&str> = [word, sure, Some(&*time), slow, hinted].into_iter().flatten().collect();
        let style = if clocks.slow { theme.attention } else { theme.quiet };
        (theme.facts(&facts), verdict.map_or(style, |(_, style)| style))
    }

    /// The question above its answer; a long one is cut, for it was read before.
    fn question_lines(&self, question: &Question, reply: &Reply, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let columns = usize::from(self.column(&stage.page(2), stage).width);
        let most = if stage.is_roomy() { 3 } else { 2 };
        let asked = match reply {
            Reply::Predict { .. } => PREDICT,
            Reply::Choice(solution) => solution.ask.as_ref().unwrap_or(&question.card.question),
            Reply::Recall(_) | Reply::Typed { .. } => &question.card.question,
        };
        let mut lines = prose(asked, columns, theme.strong, theme);
        if lines.len() > most {
            let last: String = lines[most - 1].spans.iter().map(|span| span.content.as_ref()).collect();
            lines.truncate(most);
            // The sign of a cut stands even where the line itself fits.
            let cut = text::clip(format!("{last} {}", " ".repeat(columns)), columns, theme);
            lines[most - 1] = Line::from(Span::styled(cut, theme.strong));
        }
        lines
    }

    pub(super) fn answer_layout(
        &self,
        question: &Question,
        reply: &Reply,
        stage: &Stage,
    ) -> (Places, Vec<Line<'static>>) {
        let column = self.column(&stage.page(self.bars(stage)), stage);
        let head = if stage.is_roomy() { 2 } else { 1 };
        let asked = u16::try_from(self.question_lines(question, reply, stage).len()).unwrap_or(u16::MAX);
        let [head, rest] = split(column, head + asked);
        let gap = u16::from(stage.is_roomy());
        let [_, rest] = split(rest, gap);
        let [tabs, rest] = split(rest, 1);
        let [_, mut body] = split(rest, gap);
        if self.reading.shown(question) == Tab::Section(Section::Code) {
            // Prose keeps to the measure; code may run on to the edge of the page.
            body.width = inset(stage.area).right().saturating_sub(body.x);
        }
        let lines = self.answer_lines(question, reply, body.width.into(), stage.theme);
        (Places { head, body, tabs }, lines)
    }

    /// The section on screen. Beside the answer stands what it is judged by: what was written or chosen, and the points.
    fn answer_lines(&self, question: &Question, reply: &Reply, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let (card, tab) = (&question.card, self.reading.shown(question));
        let section = card::lines(question, tab, columns, Some(self.reading.left), theme);
        if tab != Tab::Section(Section::Answer) {
            return section;
        }
        // What was said aloud is held against the answer; what is in sight already is judged first.
        let mut parts = match reply {
            Reply::Recall(said) => vec![section, self.points(card, said, &[], columns, theme)],
            Reply::Typed { text, marks, said, mistakes } => vec![
                typed::written(text, marks, columns, theme),
                self.points(card, said, marks, columns, theme),
                typed::mistakes(card, mistakes, columns, theme),
                titled("Answer", section, theme),
            ],
            Reply::Choice(solution) => {
                vec![solved::lines(solution, false, columns, theme), titled("Answer", section, theme)]
            }
            Reply::Predict { solution, code } => vec![
                solved::lines(solution, true, columns, theme),
                card::code_block(code, columns, None, theme),
                titled("Answer", section, theme),
            ],
        };
        parts.retain(|part| !part.is_empty());
        parts.join(&Line::default())
    }

    fn points(&self, card: &Card, said: &Said, marks: &[Mark], columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        if card.key_points.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![self.points_head(card, &said.ticked, columns, theme)];
        for (index, point) in card.key_points.iter().enumerate() {
            let ticked = said.ticked.contains(&index);
            let asks = marks.get(index).is_some_and(Mark::asks) && !ticked;
            lines.extend(point_lines(index, point, ticked, asks, columns, theme));
        }
        lines.extend(typed::doubt(marks, &said.ticked, columns, theme));
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
        both_ends("Did you say", theme.strong, count, style, columns, theme)
    }

    /// The ratings that can be had with their intervals, in brackets the one that was given, or else the proposed one; without the
    /// intervals where room is short.
    fn ratings(&self, columns: usize, theme: &Theme) -> Line<'static> {
        let (given, best) = (self.pending.as_ref().map(|attempt| attempt.rating), self.session.best_rating());
        let proposal = given.or_else(|| self.session.proposal());
        let item = |(index, (rating, name)): (usize, (Rating, &str)), with_interval: bool| {
            let interval = if with_interval { self.interval(index, rating, proposal) } else { None };
            let label = interval.map_or_else(|| name.to_owned(), |interval| format!("{name}, {interval}"));
            Item { proposed: proposal == Some(rating), ..Item::new((index + 1).to_string(), label, 0) }
        };
        let names = [(Rating::Again, "again"), (Rating::Hard, "hard"), (Rating::Good, "good"), (Rating::Easy, "easy")];
        let names = names.into_iter().enumerate().filter(|(_, (rating, _))| *rating <= best);
        let [full, short] = [true, false].map(|with| names.clone().map(|name| item(name, with)).collect::<Vec<Item>>());
        let all = key_bar::line(&full, usize::MAX, theme);
        let mut line = if all.width() <= columns { all } else { key_bar::line(&short, columns, theme) };
        let why = "   time ran out: hard at best";
        if best < Rating::Easy && line.width() + why.len() <= columns {
            line.push_span(Span::styled(why, theme.attention));
        }
        line
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
}

/// The last columns of the row `y`, as wide as `area` at most.
fn at_the_end(area: Rect, y: u16, columns: usize) -> Rect {
    let width = u16::try_from(columns).unwrap_or(u16::MAX).min(area.width);
    Rect { x: area.right() - width, y, width, ..area }
}

/// A part under its name.
fn titled(title: &'static str, lines: Vec<Line<'static>>, theme: &Theme) -> Vec<Line<'static>> {
    [vec![Line::from(Span::styled(title, theme.strong))], lines].concat()
}

/// One key point: whether it was said, its letter, its text hanging after both.
fn point_lines(
    index: usize,
    point: &KeyPoint,
    ticked: bool,
    asks: bool,
    columns: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let (sign, style) = match (ticked, point.must) {
        (true, _) => (theme.glyphs.right, theme.right),
        (false, _) if asks => ("?", theme.attention),
        (false, true) => (theme.glyphs.open, theme.plain),
        (false, false) => (theme.glyphs.bonus, theme.quiet),
    };
    let letter = POINT_LETTERS.get(index).copied().unwrap_or(' ');
    let words = if point.must || ticked { theme.plain } else { theme.quiet };
    let mut runs = vec![(sign.to_owned(), style), (format!(" {letter}  "), theme.accent)];
    runs.extend(text::runs(&point.text, words, theme));
    wrap(&runs, columns, 5)
}
