//! `qbank undo`: takes back the newest answers, and says which. It must not know the screens.

use super::report::printable;
use crate::library::Library;
use crate::study::event::{Attempt, Event, Moment, Verdict, What};
use anyhow::{Result, bail};
use std::io::Write;

/// Takes back the newest `count` answers of this machine that stand; nothing is deleted from the log.
///
/// # Errors
/// When there is no answer, the library cannot be read or written, or the output cannot be written.
pub fn run(library: &mut Library, count: usize, now: Moment, out: &mut impl Write) -> Result<()> {
    let answers = library.last_answers(count)?;
    if answers.is_empty() {
        bail!("there is no answer to take back");
    }
    for Event { id, when, card, what } in answers {
        let What::Attempt(Attempt { verdict, .. }) = what else { continue };
        library.undo(&id, now)?;
        let question = library.card(&card)?.map(|held| held.card.question).unwrap_or_default();
        let verdict = match verdict {
            Verdict::Right => "right",
            Verdict::Partly => "partly",
            Verdict::Wrong => "wrong",
        };
        let ago = ago(now.utc.saturating_sub(when.utc));
        writeln!(out, "taken back: {}, {verdict}, {ago}  {}", printable(&card.id), printable(&question))?;
    }
    Ok(())
}

/// `just now`, `12 minutes ago`, `3 hours ago`, `2 days ago`.
fn ago(milliseconds: i64) -> String {
    let counted = |count: i64, noun: &str| match count {
        1 => format!("1 {noun} ago"),
        count => format!("{count} {noun}s ago"),
    };
    match milliseconds / 60_000 {
        ..=0 => "just now".to_owned(),
        minutes @ 1..60 => counted(minutes, "minute"),
        minutes @ 60..1440 => counted(minutes / 60, "hour"),
        minutes => counted(minutes / 1440, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::ago;

    #[test]
    fn times_past_read_as_people_say_them() {
        for (milliseconds, expected) in [
            (-5, "just now"),
            (59_999, "just now"),
            (60_000, "1 minute ago"),
            (3_599_999, "59 minutes ago"),
            (3_600_000, "1 hour ago"),
            (86_399_999, "23 hours ago"),
            (2 * 86_400_000, "2 days ago"),
        ] {
            assert_eq!(ago(milliseconds), expected);
        }
    }
}
