//! Home: what to do now, what was left, and how it goes, in a few lines. It must not count anything itself.

use super::{Notice, Stage};
use crate::practice::said::count;
use crate::study::event::Day;
use crate::study::plan::Part;
use crate::study::run::Score;
use crate::study::target::Target;
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Command, HOME};
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::text::{NO_BREAK, clip, ends, unbroken, width, wrap};
use crate::tui::widget::{key_bar, progress_bar, trend};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns of the names in front of the rows.
const NAME: usize = 12;

/// Columns of the bar of readiness.
const BAR: usize = 20;

/// What the library holds, and for what it is studied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    pub cards: usize,
    /// By how many cards they have, the largest first.
    pub technologies: Vec<String>,
    /// Cards of each level that has any, in order of level: `("Beginner", 8)`.
    pub levels: Vec<(String, usize)>,
    pub today: Day,
    pub target: Target,
    /// Nothing was done with this library yet.
    pub is_new: bool,
    /// `None` until it is counted.
    pub waiting: Option<Waiting>,
    /// Why answers are not kept, where they are not.
    pub unsaved: Option<String>,
}

/// Cards that may be asked, by what makes them wait, and what the log says of the runs so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub due: usize,
    pub missed: usize,
    pub new: usize,
    /// What of them belongs to today, as it is planned.
    pub today: Part,
    /// Percent; `None` before the first answer.
    pub readiness: Option<u32>,
    pub unfinished: Option<Unfinished>,
    /// The scores of the last runs, oldest first.
    pub runs: Vec<Score>,
    /// Of the cards that were answered, so many were right the last time: `("asyncio", 1, 4)`, the weakest first.
    pub weakest: Vec<(String, usize, usize)>,
}

/// A run that was left before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub session: String,
    pub title: String,
    pub passed: usize,
    pub of: usize,
    /// Cards that were missed and are still to come back.
    pub again: usize,
}

#[derive(Debug)]
pub struct Home {
    pub overview: Overview,
    pub count_failed: bool,
    top: usize,
}

impl Home {
    pub fn new(overview: Overview) -> Home {
        Home { overview, count_failed: false, top: 0 }
    }

    /// A failed count is not tried again until home is shown anew.
    pub fn is_to_be_counted(&self) -> bool {
        self.overview.waiting.is_none() && self.overview.cards > 0 && !self.count_failed
    }

    fn unfinished(&self) -> Option<&Unfinished> {
        self.overview.waiting.as_ref()?.unfinished.as_ref()
    }

    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        let mut say = |text: &str| {
            *notice = Some(Notice { text: text.to_owned(), trouble: false });
            Effect::None
        };
        match command {
            Command::Begin | Command::NewQuiz | Command::Review | Command::Plan if self.overview.cards == 0 => {
                say("no cards yet: qbank import FILE reads a page of questions")
            }
            Command::Begin => Effect::Begin(Choice::Today),
            Command::NewQuiz => Effect::Begin(Choice::Field),
            Command::Review => Effect::Begin(Choice::Review),
            Command::Resume => match self.unfinished() {
                Some(unfinished) => Effect::Begin(Choice::Unfinished(Some(unfinished.session.clone()))),
                None => say("no run waits to be resumed"),
            },
            Command::Browse => Effect::Find(String::new()),
            Command::Progress => Effect::LoadProgress(String::new()),
            Command::Plan => Effect::LoadPlan,
            Command::Leave => Effect::Quit,
            Command::Step(step) => {
                let area = area(stage);
                let lines = self.lines(area.width.into(), stage).len();
                self.top = step.from(self.top, last_top(lines, area.height), area.height.into());
                Effect::None
            }
            _ => Effect::None,
        }
    }

    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(bars(stage));
        let items = key_bar::items(&HOME, |command, item| match command {
            Command::Begin if self.overview.waiting.as_ref().is_some_and(Waiting::is_done) => {
                Some(item.reading("a quiz"))
            }
            Command::Resume if self.unfinished().is_none() => None,
            _ => Some(item),
        });
        let area = area(stage);
        let lines = self.lines(area.width.into(), stage);
        let left = left_over(lines.len(), self.top, area.height, theme);
        let interview = self.interview(theme).map(|(text, style)| Fact { text, style, rank: 0 });
        let facts: Vec<Fact> =
            interview.into_iter().chain([Fact { text: left, style: theme.quiet, rank: 1 }]).collect();
        let field = self.overview.target.field.as_deref().unwrap_or_default();
        page.frame(stage, canvas, &theme.say(field), &facts, None, &page.keys(&items, theme));
        draw(&lines, self.top, area, canvas);
    }

    fn interview(&self, theme: &Theme) -> Option<(String, Style)> {
        let Overview { target, today, .. } = &self.overview;
        target.ahead(*today).map(|interview| until(interview, *today, theme))
    }

    fn lines(&self, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let Overview { cards, waiting, unsaved, .. } = &self.overview;
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| lines.extend(wrap(&[(theme.say(text), style)], columns, 0));
        if *cards == 0 {
            say("There are no cards yet.", theme.strong);
            say("", theme.plain);
            say("qbank import FILE reads a page of questions and makes cards of it.", theme.plain);
            return lines;
        }
        say("What would they ask you today?", theme.strong);
        let bank = self.bank();
        let shown = if stage.is_roomy() { bank.len() } else { bank.len().min(2) };
        lines.extend(wrap(&[(unbroken(&bank[..shown], theme), theme.quiet)], columns, 0));
        if let Some(why) = unsaved {
            let text = format!("Answers are not kept: {why}");
            lines.extend(wrap(&[(theme.say(&text), theme.attention)], columns, 0));
        }
        lines.push(Line::default());
        match waiting {
            Some(waiting) => {
                let is_ahead = self.overview.target.ahead(self.overview.today).is_some();
                let on = if is_ahead { "recalled on the day" } else { "recalled today" };
                lines.extend(waiting.lines(on, columns, theme));
            }
            None if self.count_failed => {}
            None => lines.extend(row("Today", theme.glyphs.cut, theme.plain, "", columns, theme)),
        }
        lines
    }

    /// `247 cards · 6 technologies · 80 beginner`.
    fn bank(&self) -> Vec<String> {
        let Overview { cards, technologies, levels, .. } = &self.overview;
        let noun = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mut holds = vec![noun(*cards, "card", "cards")];
        if !technologies.is_empty() {
            holds.push(noun(technologies.len(), "technology", "technologies"));
        }
        holds.extend(levels.iter().map(|(level, count)| format!("{count} {level}")));
        holds
    }
}

/// How long it is until the interview.
pub fn until(interview: Day, today: Day, theme: &Theme) -> (String, Style) {
    match interview.0 - today.0 {
        0 => ("interview today".to_owned(), theme.attention),
        1 => ("interview tomorrow".to_owned(), theme.attention),
        days @ 2..=3 => (format!("interview in {days} days"), theme.attention),
        days => (format!("interview in {days} days"), theme.plain),
    }
}

/// Lines of keys, with room for all: which of them act is known only when the numbers come.
pub fn bars(stage: &Stage) -> u16 {
    stage.bars_of(&HOME)
}

/// Where the lines stand: always at the same height, so that nothing moves when the numbers come.
fn area(stage: &Stage) -> Rect {
    let column = stage.page(bars(stage)).column();
    let above = if stage.is_roomy() { column.height / 6 } else { 0 };
    Rect { y: column.y + above, height: column.height - above, ..column }
}

impl Waiting {
    fn lines(&self, recalled_on: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let key = if self.is_done() { "enter a quiz" } else { "enter begin" };
        let mut lines = row("Today", &unbroken(&self.facts(), theme), theme.strong, key, columns, theme);
        if let Some(Unfinished { title, passed, of, again, .. }) = &self.unfinished {
            let again = (*again > 0).then(|| format!("{again} coming again"));
            let parts: Vec<String> = [title.clone(), format!("{passed} of {of}")].into_iter().chain(again).collect();
            let text = unbroken(&parts, theme);
            lines.extend(row("Unfinished", &text, theme.plain, "r resume", columns, theme));
        }
        if let Some(percent) = self.readiness {
            lines.push(readiness(percent, recalled_on, columns, theme));
        }
        if !self.weakest.is_empty() {
            // A topic that is longer than a line is cut, for it is not broken.
            let room = columns.saturating_sub(NAME + " 9 of 99 -".len());
            let topics =
                self.weakest.iter().map(|(topic, right, of)| format!("{} {right} of {of}", clip(topic, room, theme)));
            let text = unbroken(&topics.collect::<Vec<String>>(), theme);
            lines.extend(row("Weakest", &text, theme.plain, "", columns, theme));
        }
        if let Some(last) = self.runs.last() {
            lines.push(Line::default());
            lines.extend(row("Last run", &said(*last, theme), theme.plain, "", columns, theme));
        }
        let percents: Vec<u32> = self.runs.iter().filter_map(|score| score.percent()).collect();
        if let [.., _, last] = percents[..] {
            let text = format!("{}  {last}% right", trend::columns(&percents, theme));
            lines.extend(row(&format!("Last {} runs", percents.len()), &text, theme.plain, "", columns, theme));
        }
        lines
    }

    /// Nothing belongs to today: what begins then is a quiz.
    fn is_done(&self) -> bool {
        self.today.cards() == 0
    }

    fn facts(&self) -> Vec<String> {
        let Waiting { due, missed, new, today, .. } = self;
        let Part { again, weakest, new: new_today, minutes, .. } = *today;
        if self.is_done() {
            return match (due, new) {
                (0, 0) => vec!["nothing is due or new".to_owned()],
                (0, new) => vec!["nothing is due".to_owned(), format!("{new} new for another day")],
                (due, _) => vec!["done for today".to_owned(), format!("{due} due for another day")],
            };
        }
        let mut facts = Vec::new();
        match again {
            0 => {}
            again if weakest => facts.push(format!("{again} of the weakest")),
            again if again < *due => facts.push(format!("{again} of {due} due")),
            again => facts.push(format!("{again} due")),
        }
        let some = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        facts.extend(some(new_today, "new"));
        facts.push(format!("about {}", count(minutes, "minute")));
        // Most of them are due as well: behind the minutes nobody adds them to what is asked.
        facts.extend(some(*missed, "missed"));
        facts
    }
}

/// `███████░░░  54% recalled on the day`, and the key that leads to the plan.
fn readiness(percent: u32, recalled_on: &str, columns: usize, theme: &Theme) -> Line<'static> {
    const KEY: &str = "p plan";
    let bar = progress_bar::share(percent as usize, 100, BAR, theme);
    let used = NAME + BAR + 2;
    let said = [format!("{percent}% {recalled_on}"), format!("{percent}%")];
    let said = said.into_iter().find(|said| used + said.len() <= columns).unwrap_or_default();
    let room = columns.saturating_sub(used);
    let key = if said.len() + KEY.len() + 3 <= room { KEY } else { "" };
    let head = [Span::styled(format!("{:<NAME$}", "Readiness"), theme.quiet)].into_iter().chain(bar);
    head.chain([Span::raw("  ")]).chain(ends(said, theme.strong, key, theme.accent, room, theme)).collect()
}

/// The score line of a run, breaking only between its parts.
fn said(score: Score, theme: &Theme) -> String {
    let mut parts: Vec<String> = Vec::new();
    if score.free.total() > 0 {
        parts.extend(score.free.to_string().split(" · ").map(str::to_owned));
    }
    if score.chosen.total() > 0 {
        parts.push(format!("{} of {} chosen right", score.chosen.right, score.chosen.total()));
    }
    unbroken(&parts, theme)
}

/// A name, what it stands for, and at the end of the line the key that leads there, where there is room for it.
fn row(name: &str, text: &str, style: Style, key: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let head = format!("{name:<NAME$}");
    let room = columns.saturating_sub(NAME);
    if !key.is_empty() && width(text) + width(key) + 3 <= room {
        let text = ends(text.replace(NO_BREAK, " "), style, key.to_owned(), theme.accent, room, theme);
        return vec![[Span::styled(head, theme.quiet)].into_iter().chain(text).collect()];
    }
    wrap(&[(head, theme.quiet), (text.to_owned(), style)], columns, NAME)
}
