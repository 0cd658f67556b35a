//! `qbank review`: what is due today, and some new cards. It must not know the screens.

use super::quiz::{Clocks, ask};
use crate::practice::{Desk, Started, explain_no_review, has_new, review, titled};
use crate::study::event::Day;
use crate::study::run::Kind;
use anyhow::Result;
use std::io::{BufRead, Write};

/// Why there is nothing to review, and what to do instead; `None` where there is something.
///
/// # Errors
/// When the library cannot be read.
pub fn nothing_to_ask(desk: &Desk, today: Day) -> Result<Option<String>> {
    let (filter, new_a_day) = (&desk.plan.filter, desk.plan.new_a_day);
    let _together = desk.library.reading()?;
    if review(&desk.library, filter, 1, new_a_day, today, 0)?.is_empty() {
        let why = explain_no_review(&desk.library, filter, new_a_day, today)?;
        let instead = match has_new(&desk.library, filter, today)? {
            true => "qbank quiz is:new asks new cards (review --new-a-day N allows more)",
            false => "qbank quiz asks any card",
        };
        return Ok(Some(format!("{why}\n{instead}, qbank quiz is:missed what you missed")));
    }
    Ok(None)
}

/// Asks a review line by line.
///
/// # Errors
/// As for a quiz.
pub fn run(desk: &mut Desk, seed: u64, clocks: &Clocks, input: &mut impl BufRead, out: &mut impl Write) -> Result<()> {
    let filter = desk.plan.filter.clone();
    let mut session = desk.begin_review(&filter, seed, (clocks.now)(), (clocks.ticks)())?;
    let today = desk.library.day((clocks.now)());
    desk.complete(&mut session, today)?;
    let run = desk.describe(Kind::Review, &titled("review", &filter), &filter, desk.plan.review_count, &session);
    ask(desk, Started { session, run, resumed: false }, clocks, input, out)
}
