//! What both faces of a quiz share: the frame with its clocks, the head, what scrolls. It must not change anything.

use super::Quiz;
use crate::study::session::{Clocks, Phase, Question};
use crate::tui::canvas::Canvas;
use crate::tui::screen::card::place;
use crate::tui::screen::{Page, Stage};
use crate::tui::widget::clock;
use crate::tui::widget::header::Fact;
use crate::tui::widget::text::both_ends;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Below this many columns the least of the words are left out.
pub const NARROW: usize = 60;

/// Without a limit the time spent is the first thing to go.
pub fn shows_session_clock(clocks: &Clocks, stage: &Stage) -> bool {
    clocks.limit_ms.is_some() || usize::from(stage.area.width) >= NARROW
}

impl Quiz {
    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let Some(question) = self.session.current() else { return };
        match self.session.phase() {
            Phase::Asking(asking) => self.view_asking(question, asking, stage, canvas),
            Phase::Answered(answered) => self.view_answered(question, answered, stage, canvas),
            Phase::Over => {}
        }
    }

    pub(super) fn frame(&self, page: &Page, stage: &Stage, canvas: &mut Canvas, bars: &[Line]) {
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
                facts.push(Fact { text: "time is up".to_owned(), style: theme.wrong, rank: 1 });
            }
            Some(limit) => {
                let left = clock::left(limit, clocks.session_ms);
                let (only, style) = if left <= limit / 10 { ("only ", theme.attention) } else { ("", theme.plain) };
                facts.push(Fact { text: format!("{only}{} left", clock::minutes(left)), style, rank: 1 });
            }
            None if !shows_session_clock(&clocks, stage) => {}
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
            canvas,
            &theme.say(&self.run.title),
            &facts,
            Some((position.number.saturating_sub(1), position.of)),
            bars,
        );
    }

    /// The body's column without the blank rows above it: the question stands at the same place before and after the reveal.
    pub(super) fn column(&self, page: &Page, stage: &Stage) -> Rect {
        let column = page.column();
        let above = if stage.is_roomy() { (stage.area.height / 13).min(3) } else { 0 };
        Rect { y: column.y + above, height: column.height - above, ..column }
    }

    pub(super) fn head(&self, question: &Question, right: String, style: Style, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let columns = self.column(&stage.page(1), stage).width.into();
        let mut lines = vec![both_ends(place(&question.card, theme), theme.quiet, right, style, columns, theme)];
        if stage.is_roomy() {
            lines.push(Line::default());
        }
        lines
    }

    /// Lines and height of what the arrows scroll.
    pub(super) fn scrolled(&self, stage: &Stage) -> (usize, u16) {
        let Some(question) = self.session.current() else { return (0, 0) };
        match self.session.phase() {
            Phase::Answered(answered) => {
                let (places, lines) = self.answer_layout(question, &answered.reply, stage);
                (lines.len(), places.body.height)
            }
            Phase::Asking(_) => self.asked_scrolled(question, stage),
            Phase::Over => (0, 0),
        }
    }
}
