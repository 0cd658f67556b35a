//! What the clocks of a quiz do by themselves, and when they change next. It must not draw.

use super::{Quiz, view};
use crate::study::session::Timestamp;
use crate::tui::screen::{Notice, Stage};
use crate::tui::widget::clock;

/// When a strict clock takes a question away, keys are dead until none has come for so long: who was typing types on, and what
/// was text would tick, rate and leave.
const CUT_OFF_DEAD_MS: u64 = 1000;

impl Quiz {
    /// Lets a strict clock act. Clocks are drawn anew by whoever calls this.
    pub fn tick_clock(&mut self, stage: &Stage, notice: &mut Option<Notice>) {
        if !self.session.reveal_due(stage.now) {
            return;
        }
        let has_text = self.field.as_ref().is_some_and(|field| !field.text().trim().is_empty());
        let text = if has_text { "time ran out; your text is kept" } else { "time ran out" };
        if self.session.reveal(None, stage.now) {
            self.show_answer();
            self.cut_off = Some(stage.now);
            *notice = Some(Notice { text: text.to_owned(), trouble: false });
        }
    }

    /// Whether a key that comes now is still meant for the question that a strict clock took away.
    pub fn is_cut_off(&mut self, now: Timestamp) -> bool {
        let is_soon = self.cut_off.is_some_and(|at| now.since(at) < CUT_OFF_DEAD_MS);
        self.cut_off = is_soon.then_some(now);
        is_soon
    }

    /// Milliseconds until a clock on this screen changes; `None` where none runs.
    pub fn next_tick(&self, stage: &Stage) -> Option<u64> {
        let clocks = self.session.clocks(stage.now);
        if !self.session.phase().is_asking() {
            return None;
        }
        let question = clock::until_next_second(clocks.question_ms);
        let session = view::shows_session_clock(&clocks, stage).then(|| clock::until_next_second(clocks.session_ms));
        Some(session.map_or(question, |session| session.min(question)))
    }
}
