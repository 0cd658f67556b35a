//! The end of a run: the score, what to look at first, and where to go on. It must not know the library: all of it follows
//! from the answers of the run.

use super::quiz::Quiz;
use super::{Notice, Stage};
use crate::bank::Level;
use crate::study::event::{CardKey, Confidence, EventId, Verdict};
use crate::study::session::Answer;
use crate::study::statistics::Tally;
use crate::tui::keys::{Command, ENDING};
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::text::{NO_BREAK, both_ends, clip, plain, unbroken, width, wrap};
use crate::tui::widget::{clock, progress_bar};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::collections::BTreeSet;

/// Columns of a topic's bar.
const BAR: usize = 10;

#[derive(Debug)]
pub struct Ending {
    /// The quiz as it ended: an answer can still be taken back.
    pub quiz: Quiz,
    top: usize,
}

impl Ending {
    pub fn new(quiz: Quiz) -> Ending {
        Ending { quiz, top: 0 }
    }

    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match command {
            Command::PractiseMissed => {
                let missed = self.missed();
                if missed.is_empty() {
                    *notice = Some(Notice { text: "nothing was missed".to_owned(), trouble: false });
                    return Effect::None;
                }
                Effect::Begin(Choice::Cards(missed))
            }
            Command::RunAgain => Effect::Begin(Choice::Again),
            Command::TakeBack => self.last_answer().cloned().map_or(Effect::None, Effect::TakeBack),
            Command::Step(step) => {
                let page = stage.page(1);
                let lines = self.lines(page.column().width.into(), stage.theme).len();
                self.top = step.from(self.top, last_top(lines, page.body.height), page.body.height.into());
                Effect::None
            }
            _ => Effect::None,
        }
    }

    fn last_answer(&self) -> Option<&EventId> {
        self.quiz.session.last_answer()
    }

    /// The answers that the score counts: each card's first.
    fn first_answers(&self) -> Vec<&Answer> {
        self.quiz.session.results().iter().filter(|answer| answer.attempt.first).collect()
    }

    /// The cards that were not right at first, in the order they were asked.
    fn missed(&self) -> Vec<CardKey> {
        let first = self.first_answers();
        first
            .iter()
            .filter(|answer| answer.attempt.verdict != Verdict::Right)
            .map(|answer| answer.key.clone())
            .collect()
    }

    pub fn view(&self, stage: &Stage, buffer: &mut Buffer) {
        let theme = stage.theme;
        let page = stage.page(1);
        let column = page.column();
        let lines = self.lines(column.width.into(), theme);
        let missed = self.missed().len();
        let items = key_bar::items(&ENDING, |command, item| match command {
            Command::PractiseMissed if missed == 0 => None,
            Command::PractiseMissed => Some(Item { label: format!("practise {missed} missed"), ..item }),
            Command::TakeBack if self.last_answer().is_none() => None,
            Command::Step(_) if lines.len() <= usize::from(column.height) => None,
            _ => Some(item),
        });
        let left = left_over(lines.len(), self.top, column.height, theme);
        let facts = [Fact { text: left, style: theme.quiet, rank: 0 }];
        page.frame(
            stage,
            buffer,
            &format!("{}, the end", theme.say(&self.quiz.title)),
            &facts,
            Some((1, 1)),
            &[page.keys(&items, theme)],
        );
        draw(&lines, self.top, column, buffer);
    }

    fn lines(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let first = self.first_answers();
        let (sure, missed): (Vec<&Answer>, Vec<&Answer>) = first
            .iter()
            .filter(|answer| answer.attempt.verdict != Verdict::Right)
            .partition(|answer| is_sure_but_wrong(answer));
        let slow: Vec<&Answer> = first.iter().copied().filter(|answer| is_right_but_slow(answer)).collect();
        let (free, chosen): (Vec<&Answer>, Vec<&Answer>) =
            first.iter().copied().partition(|answer| answer.attempt.mode.is_free());
        let (topics, levels) = (by_topic(&free), by_level(&free));
        let names = topics.iter().chain(&levels).map(|(name, _)| width(&theme.say(name))).max().unwrap_or(0);
        let mut lines = vec![Line::default()];
        if !free.is_empty() || chosen.is_empty() {
            lines.extend(score(&free, columns, theme));
        }
        if !chosen.is_empty() {
            let said = format!("choice and predict: {}", tally(&chosen));
            lines.extend(wrap(&[(theme.say(&said), theme.plain)], columns, 0));
        }
        lines.extend(wrap(&[(self.spent(&first, theme), theme.quiet)], columns, 0));
        let mut part = |title: &str, style: Style, rows: Vec<Line<'static>>| {
            if !rows.is_empty() {
                lines.extend([Line::default(), Line::from(Span::styled(clip(title, columns, theme), style))]);
                lines.extend(rows);
            }
        };
        part(
            "Wrong though you were sure: look here first",
            theme.attention.patch(theme.strong.add_modifier),
            questions(&sure, columns, theme),
        );
        part("By topic", theme.strong, bars(&topics, names, columns, theme));
        part("By level", theme.strong, bars(&levels, names, columns, theme));
        part("Missed", theme.strong, questions(&missed, columns, theme));
        part("Right, but slow", theme.strong, questions(&slow, columns, theme));
        lines
    }

    /// `20 cards answered · 11:02 answering · 2 skipped`.
    fn spent(&self, first: &[&Answer], theme: &Theme) -> String {
        let session = &self.quiz.session;
        let answers = session.results();
        let total: u64 = answers.iter().map(|answer| answer.attempt.answer_ms).sum();
        let counted = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let cards = if first.len() == 1 { "card answered" } else { "cards answered" };
        let facts = [
            Some(format!("{} {cards}", first.len())),
            Some(format!("{} answering", clock::minutes(total))),
            counted(session.skipped().len(), "skipped"),
            counted(answers.len() - first.len(), "asked once more"),
            self.quiz.unsaved.as_ref().map(|why| format!("not saved: {why}")),
        ];
        unbroken(&facts.into_iter().flatten().collect::<Vec<String>>(), theme)
    }
}

fn is_sure_but_wrong(answer: &Answer) -> bool {
    answer.attempt.verdict == Verdict::Wrong && answer.attempt.confidence == Some(Confidence::Sure)
}

fn is_right_but_slow(answer: &Answer) -> bool {
    answer.attempt.verdict == Verdict::Right && answer.attempt.slow
}

fn tally<'a>(answers: impl IntoIterator<Item = &'a &'a Answer>) -> Tally {
    let mut tally = Tally::default();
    for answer in answers {
        tally.add(&answer.attempt);
    }
    tally
}

/// The score line, each part in the colour of what it says.
fn score(first: &[&Answer], columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let said = tally(first).to_string();
    let parts: Vec<&str> = said.split(" · ").collect();
    let dot = theme.glyphs.dot.trim();
    let mut runs = Vec::new();
    for (index, (part, style)) in parts.iter().zip([theme.right, theme.attention, theme.wrong]).enumerate() {
        runs.push((unbroken(&[part], theme), style.patch(theme.strong.add_modifier)));
        if index + 1 < parts.len() {
            // The line breaks behind the sign, not before it.
            runs.push((format!("{NO_BREAK}{dot} "), theme.quiet));
        }
    }
    wrap(&runs, columns, 0)
}

/// Each topic's answers, the weakest first.
fn by_topic(first: &[&Answer]) -> Vec<(String, Tally)> {
    let topics: BTreeSet<Option<&str>> = first.iter().map(|answer| answer.topic.as_deref()).collect();
    let of = |topic: Option<&str>| {
        let name = topic.unwrap_or("no topic").to_owned();
        (name, tally(first.iter().filter(|answer| answer.topic.as_deref() == topic)))
    };
    let mut rows: Vec<(String, Tally)> = topics.into_iter().map(of).collect();
    // Shares are compared crosswise, so that equal ones are equal; the sort keeps topics in order of name.
    rows.sort_by(|(_, one), (_, other)| (one.right * other.total()).cmp(&(other.right * one.total())));
    rows
}

fn by_level(first: &[&Answer]) -> Vec<(String, Tally)> {
    let levels: BTreeSet<Option<Level>> = first.iter().map(|answer| answer.level).collect();
    let of = |level: Option<Level>| {
        let name = level.map_or("no level", Level::title).to_owned();
        (name, tally(first.iter().filter(|answer| answer.level == level)))
    };
    levels.into_iter().map(of).collect()
}

/// `asyncio   ████████░░  4 of 5 right`, with `names` columns for the name.
fn bars(rows: &[(String, Tally)], names: usize, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let names = names.min(columns.saturating_sub(BAR + 18));
    let row = |(name, tally): &(String, Tally)| {
        let name = clip(name, names, theme);
        let gap = " ".repeat(names - width(&name) + 2);
        let mut spans = vec![Span::raw("  "), Span::raw(name), Span::raw(gap)];
        spans.extend(progress_bar::share(tally.right, tally.total(), BAR, theme));
        spans.push(Span::raw(format!("  {} of {} right", tally.right, tally.total())));
        Line::from(spans)
    };
    rows.iter().map(row).collect()
}

/// The questions, each with the sign of its verdict and, where there is room, its topic or its time.
fn questions(answers: &[&Answer], columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let row = |answer: &&Answer| {
        let (sign, style) = match answer.attempt.verdict {
            Verdict::Wrong => (theme.glyphs.wrong, theme.wrong),
            Verdict::Partly => (theme.glyphs.partly, theme.attention),
            Verdict::Right => (theme.glyphs.right, theme.right),
        };
        let right = match answer.attempt.verdict {
            Verdict::Right => clock::minutes(answer.attempt.answer_ms),
            Verdict::Partly => "partly".to_owned(),
            Verdict::Wrong => "wrong".to_owned(),
        };
        let mut line =
            both_ends(&plain(&answer.question), theme.plain, &right, theme.quiet, columns.saturating_sub(4), theme);
        line.spans.insert(0, Span::styled(format!("  {sign} "), style));
        line
    };
    answers.iter().map(row).collect()
}
