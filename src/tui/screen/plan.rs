//! The plan: how ready the person is, and what belongs to today and to each day until the interview. It must not work
//! anything out itself.

use super::Stage;
use crate::practice::Ahead;
use crate::study::plan::Part;
use crate::study::target::spoken;
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Command, PLAN};
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::progress_bar;
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::text::{unbroken, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns of the names and days in front of the rows.
const NAME: usize = 12;

/// Columns of the bar of readiness, and of those of the days.
const BAR: usize = 20;
const DAY_BAR: usize = 12;

/// Columns of a count.
const COUNT: usize = 5;

/// In less the days have no bars.
const ROOM_FOR_BARS: usize = 70;

/// What lies ahead, and in which field.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Empty for any.
    pub field: String,
    pub ahead: Ahead,
}

#[derive(Debug)]
pub struct PlanPage {
    planned: Planned,
    top: usize,
}

impl PlanPage {
    pub fn new(planned: Planned) -> PlanPage {
        PlanPage { planned, top: 0 }
    }

    pub fn update(&mut self, command: Command, stage: &Stage) -> Effect {
        match command {
            Command::Begin => return Effect::Begin(Choice::Today),
            Command::Step(step) => {
                let column = stage.page(self.bars(stage)).column();
                let lines = self.lines(column.width.into(), stage).len();
                self.top = step.from(self.top, last_top(lines, column.height), column.height.into());
            }
            _ => {}
        }
        Effect::None
    }

    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(self.bars(stage));
        let column = page.column();
        let lines = self.lines(column.width.into(), stage);
        let items = self.items(lines.len() > usize::from(column.height));
        let left = Fact { text: left_over(lines.len(), self.top, column.height, theme), style: theme.quiet, rank: 1 };
        let place = match self.planned.field.as_str() {
            "" => "plan".to_owned(),
            field => unbroken(&["plan", field], theme).replace('\u{a0}', " "),
        };
        let facts: Vec<Fact> = self.interview(theme).into_iter().chain([left]).collect();
        page.frame(stage, canvas, &place, &facts, None, &page.keys(&items, theme));
        draw(&lines, self.top, column, canvas);
    }

    fn items(&self, scrolls: bool) -> Vec<Item> {
        let is_done = self.planned.ahead.calendar.today().cards() == 0;
        key_bar::items(&PLAN, |command, item| match command {
            Command::Begin if is_done => Some(item.reading("a quiz")),
            Command::Step(_) if !scrolls => None,
            _ => Some(item),
        })
    }

    /// Lines of keys.
    pub fn bars(&self, stage: &Stage) -> u16 {
        stage.bars(&self.items(true))
    }

    fn interview(&self, theme: &Theme) -> Option<Fact> {
        let Ahead { today, interview, .. } = self.planned.ahead;
        let (text, style) = super::home::until(interview?, today, theme);
        Some(Fact { text, style, rank: 0 })
    }

    fn lines(&self, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let ahead = &self.planned.ahead;
        let mut lines = Vec::new();
        let gap = |lines: &mut Vec<Line>| lines.extend(stage.is_roomy().then(Line::default));
        gap(&mut lines);
        if let Some((percent, said)) = ahead.percent().zip(ahead.said_readiness()) {
            lines.extend(self.readiness(percent, &said, columns, theme));
        }
        lines.extend(named("Cards", &unbroken(&ahead.standing(), theme), theme.plain, columns, theme));
        if let Some((said, style)) = self.outcome(theme) {
            lines.extend(wrap(&[(theme.say(&said), style)], columns, 0));
        }
        gap(&mut lines);
        let most = ahead.calendar.parts.iter().map(Part::cards).max().unwrap_or(0);
        for part in &ahead.calendar.parts {
            lines.extend(self.day(part, most, columns, theme));
        }
        lines
    }

    /// What the days come to: before them, for what is too much is not to be overlooked.
    fn outcome(&self, theme: &Theme) -> Option<(String, Style)> {
        let ahead = &self.planned.ahead;
        match (ahead.interview, ahead.too_much()) {
            (None, _) => {
                let (why, sets) = match ahead.over {
                    Some(over) => (format!("The interview was on {}", spoken(over)), "another"),
                    None => ("No interview date is set".to_owned(), "one"),
                };
                Some((format!("{why}: t sets {sets}, and the days up to it are planned."), theme.quiet))
            }
            (Some(_), Some(said)) => Some((format!("{said} (minutes-a-day in config.toml)"), theme.attention)),
            (Some(_), None) if ahead.unseen > 0 && ahead.calendar.reaches_interview => {
                Some(("Every new card is seen in time.".to_owned(), theme.right))
            }
            (Some(_), None) => None,
        }
    }

    fn readiness(&self, percent: u32, said: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let mut spans = vec![Span::styled(format!("{:<NAME$}", "Readiness"), theme.quiet)];
        spans.extend(progress_bar::share(percent as usize, 100, BAR, theme));
        let beside = format!("  {said}");
        if NAME + BAR + beside.len() <= columns {
            spans.push(Span::styled(beside, theme.strong));
            return vec![Line::from(spans)];
        }
        let mut lines = vec![Line::from(spans)];
        lines.extend(named("", said, theme.strong, columns, theme));
        lines
    }

    /// `Fri 4 Oct   ━━━━────    23 again    10 new    25 min`; without the bar where room is short.
    fn day(&self, part: &Part, most: usize, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Ahead { today, interview, .. } = self.planned.ahead;
        let is_today = part.day == today;
        let name = if is_today { "Today".to_owned() } else { spoken(part.day) };
        let again = if part.weakest { "weakest" } else { "again" };
        let is_interview = interview == Some(part.day);
        let style = if is_today { theme.strong } else { theme.plain };
        let nothing = if is_today { "nothing more" } else { "free" };
        if columns < ROOM_FOR_BARS {
            let counts = [(part.again, again), (part.new, "new"), (part.minutes, "min")];
            let counts =
                counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
            let mut said: Vec<String> =
                is_interview.then(|| "interview".to_owned()).into_iter().chain(counts).collect();
            if said.is_empty() {
                said.push(nothing.to_owned());
            }
            return named(&name, &unbroken(&said, theme), style, columns, theme);
        }
        let count = |count: usize, what: &str| match count {
            0 => " ".repeat(COUNT + what.len() + 1),
            count => format!("{count:>COUNT$} {what}"),
        };
        let said = match part.cards() {
            0 => format!("  {nothing}"),
            _ => format!(
                "{}{}{}",
                count(part.again, &format!("{again:<7}")),
                count(part.new, "new"),
                count(part.minutes, "min")
            ),
        };
        let name_style = if is_interview { theme.attention } else { theme.quiet };
        let mut spans = vec![Span::styled(format!("{name:<NAME$}"), name_style)];
        spans.extend(bar(part, most, theme));
        spans.push(Span::styled(said, style));
        if is_interview {
            spans.push(Span::styled("   the interview", theme.attention));
        }
        vec![Line::from(spans)]
    }
}

/// As long as the day has cards, beside the fullest one: those asked again, then the new ones.
fn bar(part: &Part, most: usize, theme: &Theme) -> [Span<'static>; 3] {
    let cells = |cards: usize| (cards * DAY_BAR).div_ceil(most.max(1));
    let (all, again) = (cells(part.cards()), cells(part.again));
    let glyphs = &theme.glyphs;
    [
        Span::styled(glyphs.bar_full.repeat(again), theme.accent),
        Span::styled(glyphs.bar_rest.repeat(all - again), theme.accent),
        Span::raw(" ".repeat(DAY_BAR - all)),
    ]
}

fn named(name: &str, text: &str, style: Style, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    wrap(&[(format!("{name:<NAME$}"), theme.quiet), (text.to_owned(), style)], columns, NAME)
}
