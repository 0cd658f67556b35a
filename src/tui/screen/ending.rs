//! The end of a run: the score, what to look at first, and where to go on. It must not know the library: the score follows from
//! the answers of the run, as the statistics do, and how it stands among others is told.

use super::quiz::Quiz;
use super::{Notice, Stage};
use crate::bank::Level;
use crate::practice::when;
use crate::study::event::{CardKey, Day, EventId, Verdict};
use crate::study::run::{Score, change};
use crate::study::session::Answer;
use crate::study::statistics::{Report, Tally};
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Command, ENDING};
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::tally::{bars, tally_line};
use crate::tui::widget::text::{clip, ends, plain, unbroken, width, wrap};
use crate::tui::widget::{clock, trend};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::collections::BTreeMap;

/// Columns of the names in front of what the log says.
const NAME: usize = 13;

const NOTHING_MISSED: &str = "nothing was missed";

/// How a run stands among others, as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedBack {
    /// The scores of earlier runs with the same settings, oldest first.
    pub before: Vec<Score>,
    /// The run may have begun the day before.
    pub today: Day,
    /// How many cards of the run come back on which day.
    pub coming_back: BTreeMap<Day, usize>,
}

/// What is known of the other runs.
#[derive(Debug)]
enum Others {
    /// To be asked for, once the page is drawn.
    NotAsked,
    Known(LookedBack),
    /// Nothing is kept, or it could not be read.
    Unknown,
}

#[derive(Debug)]
pub struct Ending {
    /// The quiz as it ended: an answer can still be taken back.
    pub quiz: Quiz,
    others: Others,
    top: usize,
}

impl Ending {
    pub fn new(quiz: Quiz) -> Ending {
        let others = if quiz.unsaved.is_some() { Others::Unknown } else { Others::NotAsked };
        Ending { quiz, others, top: 0 }
    }

    /// What is left to do once the page is drawn.
    pub fn after_drawing(&self) -> Effect {
        match self.others {
            Others::NotAsked => {
                let finished = self.quiz.session.is_finished();
                Effect::LookBack { run: Box::new(self.quiz.run.clone()), finished }
            }
            Others::Known(_) | Others::Unknown => Effect::None,
        }
    }

    pub fn looked_back(&mut self, looked_back: Option<LookedBack>) {
        self.others = looked_back.map_or(Others::Unknown, Others::Known);
    }

    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match command {
            Command::PractiseMissed => {
                let missed = self.missed();
                if missed.is_empty() {
                    *notice = Some(Notice { text: NOTHING_MISSED.to_owned(), trouble: false });
                    return Effect::None;
                }
                Effect::Begin(Choice::Cards(missed))
            }
            Command::Progress => Effect::LoadProgress(String::new()),
            Command::RunAgain => Effect::Begin(Choice::Again),
            Command::TakeBack => self.last_answer().cloned().map_or(Effect::None, Effect::TakeBack),
            Command::Step(step) => {
                let page = stage.page(self.bars(stage));
                let lines = self.lines(page.column().width.into(), stage).len();
                self.top = step.from(self.top, last_top(lines, page.body.height), page.body.height.into());
                Effect::None
            }
            _ => Effect::None,
        }
    }

    fn last_answer(&self) -> Option<&EventId> {
        self.quiz.session.last_answer()
    }

    fn report(&self) -> Report<'_> {
        Report::of(self.quiz.session.results())
    }

    /// The cards that were not right at first, in the order they were asked.
    fn missed(&self) -> Vec<CardKey> {
        self.report().missed.iter().map(|answer| answer.key.clone()).collect()
    }

    /// The query of the missed cards, or why there is none.
    pub fn missed_query(&self) -> Result<String, &'static str> {
        let ids: Vec<String> = self.missed().into_iter().map(|key| format!("\"{}\"", key.id)).collect();
        match (ids.is_empty(), self.quiz.run.loose) {
            (true, _) => Err(NOTHING_MISSED),
            (false, true) => Err("cards of a page can be read once it is imported; p practises them"),
            (false, false) => Ok(format!("id:{}", ids.join(","))),
        }
    }

    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(self.bars(stage));
        let column = page.column();
        let lines = self.lines(column.width.into(), stage);
        let items = self.items(lines.len() > usize::from(column.height));
        let left = left_over(lines.len(), self.top, column.height, theme);
        let facts = [Fact { text: left, style: theme.quiet, rank: 0 }];
        page.frame(
            stage,
            canvas,
            &format!("{}, the end", theme.say(&self.quiz.run.title)),
            &facts,
            Some((1, 1)),
            &page.keys(&items, theme),
        );
        draw(&lines, self.top, column, canvas);
    }

    fn items(&self, scrolls: bool) -> Vec<Item> {
        let missed = self.missed().len();
        key_bar::items(&ENDING, |command, item| match command {
            Command::PractiseMissed if missed == 0 => None,
            Command::ReadMissed if self.missed_query().is_err() => None,
            Command::PractiseMissed => Some(Item {
                label: format!("practise {missed} missed").into(),
                brief: format!("practise {missed}").into(),
                ..item
            }),
            Command::TakeBack if self.last_answer().is_none() => None,
            Command::Step(_) if !scrolls => None,
            _ => Some(item),
        })
    }

    /// Lines of keys.
    pub fn bars(&self, stage: &Stage) -> u16 {
        stage.bars(&self.items(true))
    }

    fn lines(&self, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let report = self.report();
        let missed: Vec<&Answer> =
            report.missed.iter().copied().filter(|answer| !report.sure_but_wrong.contains(answer)).collect();
        let (topics, levels) = (by_topic(&report), by_level(&report));
        let names = topics.iter().chain(&levels).map(|(name, _)| width(&theme.say(name))).max().unwrap_or(0);
        let mut lines = vec![Line::default()];
        lines.extend(score(&report, columns, theme));
        lines.extend(wrap(&[(self.spent(theme), theme.quiet)], columns, 0));
        if stage.is_roomy() {
            lines.extend(self.among_others(columns, theme));
        }
        let mut part = |title: &str, style: Style, rows: Vec<Line<'static>>| {
            if !rows.is_empty() {
                lines.extend([
                    Line::default(),
                    Line::from(Span::styled(clip(title, columns, theme).into_owned(), style)),
                ]);
                lines.extend(rows);
            }
        };
        const SURE: [&str; 2] = ["Wrong though you were sure: look here first", "Wrong though you were sure"];
        part(
            SURE.into_iter().find(|title| title.len() <= columns).unwrap_or(SURE[1]),
            theme.attention.patch(theme.strong.add_modifier),
            // Each of them is wrong: the heading says so.
            questions(&report.sure_but_wrong, columns, theme, |_| String::new()),
        );
        part("By topic", theme.strong, bars(&topics, names, columns, theme));
        part("By level", theme.strong, bars(&levels, names, columns, theme));
        part("Missed", theme.strong, questions(&missed, columns, theme, verdict));
        part("Right, but slow", theme.strong, questions(&report.right_but_slow, columns, theme, time));
        if !stage.is_roomy() {
            lines.push(Line::default());
            lines.extend(self.among_others(columns, theme));
        }
        lines
    }

    /// When the cards come back, and how runs like this one went: two lines from the beginning, so that nothing moves when
    /// they are known.
    fn among_others(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let (coming, trend) = match &self.others {
            Others::Unknown => return Vec::new(),
            Others::NotAsked => (theme.glyphs.cut.to_owned(), theme.glyphs.cut.to_owned()),
            Others::Known(LookedBack { before, today, coming_back }) => {
                let days = coming_back.iter().map(|(day, cards)| format!("{cards} {}", when(*day, *today)));
                let now = Score::of(self.quiz.session.results().iter().map(|answer| &answer.attempt));
                (unbroken(&days.collect::<Vec<String>>(), theme), comparison(before, now, theme))
            }
        };
        let row = |name: &str, text: String| {
            wrap(&[(format!("{name:<NAME$}"), theme.quiet), (text, theme.plain)], columns, NAME)
        };
        let mut lines = if coming.is_empty() { Vec::new() } else { row("Come back", coming) };
        lines.extend(row("Runs so far", trend));
        lines
    }

    /// `20 cards answered · 11:02 answering · 2 skipped`.
    fn spent(&self, theme: &Theme) -> String {
        let session = &self.quiz.session;
        let answers = session.results();
        let first = answers.iter().filter(|answer| answer.attempt.first).count();
        let total: u64 = answers.iter().map(|answer| answer.attempt.answer_ms).sum();
        let counted = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let cards = if first == 1 { "card answered" } else { "cards answered" };
        let facts = [
            Some(format!("{first} {cards}")),
            Some(format!("{} answering", clock::minutes(total))),
            counted(session.skipped().len(), "skipped"),
            counted(answers.len() - first, "asked once more"),
            self.quiz.unsaved.as_ref().map(|why| format!("not saved: {why}")),
        ];
        unbroken(&facts.into_iter().flatten().collect::<Vec<String>>(), theme)
    }
}

/// The earlier runs and this one: `▁▃▂▅  82% right, 8 points more than the last time`.
fn comparison(before: &[Score], now: Score, theme: &Theme) -> String {
    let percents: Vec<u32> = before.iter().copied().chain([now]).filter_map(Score::percent).collect();
    match percents[..] {
        [] | [_] => "the first like this".to_owned(),
        [.., last, now] => {
            format!("{}  {now}% right, {}", trend::columns(&percents, theme), change(last, now))
        }
    }
}

/// The score line, each part in the colour of what it says; what was chosen among options stands below it.
fn score(report: &Report, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if report.score.total() > 0 || report.chosen.total() == 0 {
        lines.extend(tally_line("", report.score, columns, theme));
    }
    if report.chosen.total() > 0 {
        lines.extend(tally_line("Choice and predict: ", report.chosen, columns, theme));
    }
    lines
}

/// Each topic's answers, the weakest first.
fn by_topic(report: &Report) -> Vec<(String, Tally)> {
    let named = report.by_topic.iter().map(|(topic, tally)| (topic.unwrap_or("no topic").to_owned(), *tally));
    let mut rows: Vec<(String, Tally)> = named.collect();
    // Shares are compared crosswise, so that equal ones are equal; the sort keeps topics in order of name.
    rows.sort_by(|(_, one), (_, other)| (one.right * other.total()).cmp(&(other.right * one.total())));
    rows
}

fn by_level(report: &Report) -> Vec<(String, Tally)> {
    let named = report.by_level.iter();
    named.map(|(level, tally)| (level.map_or("no level", Level::title).to_owned(), *tally)).collect()
}

fn verdict(answer: &Answer) -> String {
    match answer.attempt.verdict {
        Verdict::Right => "right",
        Verdict::Partly => "partly",
        Verdict::Wrong => "wrong",
    }
    .to_owned()
}

fn time(answer: &Answer) -> String {
    clock::minutes(answer.attempt.answer_ms)
}

/// The questions, each with the sign of its verdict, and at the end of the line what `right` says of it.
fn questions(
    answers: &[&Answer],
    columns: usize,
    theme: &Theme,
    right: impl Fn(&Answer) -> String,
) -> Vec<Line<'static>> {
    let row = |answer: &&Answer| {
        let (sign, style) = match answer.attempt.verdict {
            Verdict::Wrong => (theme.glyphs.wrong, theme.wrong),
            Verdict::Partly => (theme.glyphs.partly, theme.attention),
            Verdict::Right => (theme.glyphs.right, theme.right),
        };
        let (question, room) = (plain(&answer.question).into_owned(), columns.saturating_sub(4));
        let text = ends(question, theme.plain, right(answer), theme.quiet, room, theme);
        let sign = [Span::raw("  "), Span::styled(sign, style), Span::raw(" ")];
        sign.into_iter().chain(text).collect()
    };
    answers.iter().map(row).collect()
}
