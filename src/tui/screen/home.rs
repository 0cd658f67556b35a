//! Home: what exists and what waits, in a few lines. It must not count anything itself.

use super::{Notice, Stage};
use crate::tui::keys::{Command, HOME};
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::Theme;
use crate::tui::widget::key_bar;
use crate::tui::widget::scroll::{draw, last_top};
use crate::tui::widget::text::{unbroken, width, wrap};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What the library holds and what waits in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    pub cards: usize,
    pub technologies: usize,
    /// Cards of each level that has any, in order of level: `("Beginner", 8)`.
    pub levels: Vec<(String, usize)>,
    /// `None` until it is counted.
    pub waiting: Option<Waiting>,
    /// Why answers are not kept, where they are not.
    pub unsaved: Option<String>,
}

/// Cards that may be asked, by what makes them wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub due: usize,
    pub new: usize,
    pub missed: usize,
    /// The score line of the latest run.
    pub last_run: Option<String>,
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

    pub fn update(&mut self, command: Command, stage: &Stage, notice: &mut Option<Notice>) -> Effect {
        match command {
            Command::NewQuiz if self.overview.cards == 0 => {
                *notice = Some(Notice {
                    text: "no cards yet: qbank import FILE reads a page of questions".to_owned(),
                    trouble: false,
                });
                Effect::None
            }
            Command::NewQuiz => Effect::Begin(Choice::AsAsked),
            Command::Browse => Effect::Find(String::new()),
            Command::Leave => Effect::Quit,
            Command::Step(step) => {
                let page = stage.page(1);
                let lines = self.lines(page.column().width.into(), stage.theme).len();
                self.top = step.from(self.top, last_top(lines, page.body.height), page.body.height.into());
                Effect::None
            }
            _ => Effect::None,
        }
    }

    pub fn view(&self, stage: &Stage, buffer: &mut Buffer) {
        let theme = stage.theme;
        let page = stage.page(1);
        let items = key_bar::items(&HOME, |_, item| Some(item));
        page.frame(stage, buffer, "", &[], None, &[page.keys(&items, theme)]);
        let column = page.column();
        let lines = self.lines(column.width.into(), theme);
        // The few lines stand somewhat above the middle, where the eye falls.
        let spare = column.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        let above = spare / 3;
        let area = ratatui::layout::Rect { y: column.y + above, height: column.height - above, ..column };
        draw(&lines, self.top, area, buffer);
    }

    fn lines(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Overview { cards, technologies, levels, waiting, unsaved } = &self.overview;
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| lines.extend(wrap(&[(theme.say(text), style)], columns, 0));
        if *cards == 0 {
            say("There are no cards yet.", theme.strong);
            say("", theme.plain);
            say("qbank import FILE reads a page of questions and makes cards of it.", theme.plain);
            return lines;
        }
        say("What would they ask you today?", theme.strong);
        let noun = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mut holds = vec![noun(*cards, "card", "cards")];
        if *technologies > 0 {
            holds.push(noun(*technologies, "technology", "technologies"));
        }
        say("", theme.plain);
        let mut rows = vec![("Bank", unbroken(&holds, theme))];
        let levels: Vec<String> = levels.iter().map(|(level, count)| format!("{count} {level}")).collect();
        rows.push(("", unbroken(&levels, theme)));
        // The row stands before its numbers are counted, so that nothing moves when they come.
        let waits = waiting.as_ref().map_or_else(|| vec![theme.glyphs.cut.to_owned()], Waiting::facts);
        rows.push(("Today", unbroken(&waits, theme)));
        if let Some(last_run) = waiting.as_ref().and_then(|waiting| waiting.last_run.as_deref()) {
            rows.push(("Last run", unbroken(&last_run.split(" · ").collect::<Vec<&str>>(), theme)));
        }
        for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
            let head = format!("{name:<11}");
            lines.extend(wrap(&[(head.clone(), theme.quiet), (value, theme.plain)], columns, width(&head)));
        }
        if let Some(why) = unsaved {
            lines.push(Line::default());
            let text = format!("Answers are not kept: {why}");
            lines.extend(wrap(&[(theme.say(&text), theme.attention)], columns, 0));
        }
        lines.push(Line::default());
        for (key, what) in [("enter", "begin a quiz"), ("b", "browse the cards")] {
            lines.push(Line::from(vec![Span::styled(format!("{key:<11}"), theme.accent), Span::raw(what)]));
        }
        lines
    }
}

impl Waiting {
    fn facts(&self) -> Vec<String> {
        let Waiting { due, new, missed, .. } = self;
        let counted = [(due, "due"), (missed, "missed before"), (new, "new")];
        let facts: Vec<String> = counted
            .into_iter()
            .filter(|(count, _)| **count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if facts.is_empty() { vec!["nothing is due, and no card is new".to_owned()] } else { facts }
    }
}
