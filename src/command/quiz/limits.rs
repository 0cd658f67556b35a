//! Time that runs out line by line: how much is left, and what a strict clock does. It must not know what an answer is worth.

use super::{Run, time};
use crate::study::session::{Clocks, Phase};
use anyhow::Result;
use std::io::Write;

/// An empty line that comes so soon after a strict clock has ended a text rates nothing.
const CUT_OFF_DEAD_MS: u64 = 1000;

impl<W: Write> Run<'_, W> {
    /// Time has run out in a strict run. The line that was being typed then is part of the answer; a key comes too late.
    pub(super) fn end_question(&mut self, line: &str) -> Result<()> {
        if self.writing && !matches!(line.trim_end(), "" | ".") {
            self.add_line(line.trim_end());
            self.cut_off = Some(self.now());
        }
        let Phase::Asking(asking) = self.session.phase() else { return Ok(()) };
        let kept = if asking.text().is_some_and(|text| !text.trim().is_empty()) { "; your text is kept" } else { "" };
        writeln!(self.out, "\ntime ran out{kept}")?;
        self.reveal(None)
    }

    /// Whether an empty line was to end the text that the clock has ended: nobody has read the answer so soon.
    pub(super) fn ends_text(&self) -> bool {
        self.cut_off.is_some_and(|at| self.now().since(at) < CUT_OFF_DEAD_MS)
    }
}

/// What is left of the run's time, where it has an end; rounded up, for at 0:00 it is over.
pub(super) fn left(clocks: &Clocks) -> Option<String> {
    match clocks.limit_ms?.saturating_sub(clocks.session_ms) {
        0 => Some("time is up".to_owned()),
        left => Some(format!("{} left", time(left.saturating_add(999)))),
    }
}
