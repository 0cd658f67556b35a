//! The question as it is drawn, before the reveal. It must not change anything.

use super::view::NARROW;
use super::{Marks, Quiz};
use crate::study::progress::Progress;
use crate::study::session::Question;
use crate::tui::keys::ASKING;
use crate::tui::screen::card::{facts_within, place, standing};
use crate::tui::screen::{Stage, draw_line, split};
use crate::tui::theme::Theme;
use crate::tui::widget::clock;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, left_over};
use crate::tui::widget::text::{self, both_ends, prose};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

impl Quiz {
    pub(super) fn view_asking(&self, question: &Question, stage: &Stage, buffer: &mut Buffer) {
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
        let [head_area, rest] = split(column, head_rows);
        let [asked_area, rest] = split(rest, asked_rows);
        let [_, rest] = split(rest, space);
        draw(&head, 0, head_area, buffer);
        draw(&asked, self.reading.top, asked_area, buffer);
        draw(&prompt, 0, rest, buffer);
        let more = left_over(asked.len(), self.reading.top, asked_area.height, theme);
        let row = Rect { y: asked_area.bottom(), height: 1, ..column };
        draw_line(&both_ends("", theme.quiet, &more, theme.quiet, columns, theme), row, buffer);
    }

    fn standing(&self, question: &Question, columns: usize, theme: &Theme) -> String {
        let Marks { flagged, suspended } = self.marks_of(question);
        let progress = Progress { flagged, suspended, ..question.progress.clone() };
        facts_within(&standing(&question.card, &question.alike, &progress), columns, theme)
    }

    pub(super) fn prompt(&self, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
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
}
