//! The keys of the screen below, from its own table. It must not know what that screen is.

use super::Stage;
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Command, HELP_PAGE, Table, WRITING};
use crate::tui::theme::Theme;
use crate::tui::widget::header::Fact;
use crate::tui::widget::key_bar;
use crate::tui::widget::scroll::{draw, last_top, left_over};
use crate::tui::widget::text::wrap;
use ratatui::text::{Line, Span};

/// Columns of the keys in front of what they do.
const KEYS: usize = 11;

#[derive(Debug)]
pub struct Help {
    of: &'static Table,
    top: usize,
}

impl Help {
    pub fn new(of: &'static Table) -> Help {
        Help { of, top: 0 }
    }

    pub fn update(&mut self, command: Command, stage: &Stage) {
        if let Command::Step(step) = command {
            let page = stage.page(1);
            let lines = self.lines(page.column().width.into(), stage.theme).len();
            self.top = step.from(self.top, last_top(lines, page.body.height), page.body.height.into());
        }
    }

    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(1);
        let column = page.column();
        let lines = self.lines(column.width.into(), theme);
        let left = left_over(lines.len(), self.top, column.height, theme);
        let items = key_bar::items(&HELP_PAGE, |command, item| match command {
            Command::Step(_) if left.is_empty() => None,
            _ => Some(item),
        });
        let facts = [Fact { text: left, style: theme.quiet, rank: 0 }];
        page.frame(stage, canvas, &format!("keys: {}", self.of.name), &facts, None, &page.keys(&items, theme));
        draw(&lines, self.top, column, canvas);
    }

    fn lines(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let entries = self.of.entries.iter().map(|entry| (entry.keys, entry.help));
        let always = [
            ("ctrl-c", "leave at once; every answer is saved already"),
            ("ctrl-z", "to the shell; fg comes back, and no clock ran"),
        ];
        let mut lines = Vec::new();
        if columns > 50 {
            lines.push(Line::default());
        }
        let row = |(keys, help): (&str, &str)| {
            wrap(&[(format!("{keys:<KEYS$}"), theme.accent), (help.to_owned(), theme.plain)], columns, KEYS)
        };
        lines.extend(entries.chain(always).flat_map(row));
        if self.of.entries.iter().any(|entry| entry.command() == Command::Write) {
            // There, the key that leads here is text.
            lines.extend([Line::default(), Line::from(Span::styled(WRITING.name, theme.strong))]);
            lines.extend(WRITING.entries.iter().map(|entry| (entry.keys, entry.help)).flat_map(row));
        }
        lines
    }
}
