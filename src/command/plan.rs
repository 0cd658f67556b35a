//! `qbank plan`: how ready the person is, and what belongs to each day until the interview. It must not know how that is
//! worked out.

use super::json;
use super::report::printable;
use crate::library::Library;
use crate::practice::{Ahead, Limits, Wish, ahead, explain_empty, facts, field, when};
use crate::study::event::Day;
use crate::study::plan::Part;
use crate::study::target::{spoken, written};
use anyhow::Result;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Columns of a day's name.
const NAME: usize = 11;

pub struct Settings {
    pub limits: Limits,
    /// Without an interview so many cards are new on a day.
    pub new_a_day: usize,
    pub json: bool,
}

/// Prints the plan for the cards of a wish, or of the field that is prepared for; with `json` as one object.
///
/// # Errors
/// When the wish is refused, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, wish: &Wish, settings: &Settings, today: Day, out: &mut impl Write) -> Result<()> {
    let _together = library.reading()?;
    let wished = wish.filter(library)?;
    let filter = if wished.is_everything() { field(library)? } else { wished };
    let ahead = ahead(library, &filter, settings.limits, settings.new_a_day, today)?;
    if settings.json {
        return json::print(&to_json(&ahead, &filter.to_string()), out);
    }
    if ahead.cards() == 0 {
        writeln!(io::stderr(), "{}", explain_empty(library, &filter, today)?)?;
        return Ok(());
    }
    match (ahead.interview, ahead.over) {
        (Some(interview), _) => writeln!(out, "interview {}, on {}", when(interview, today), written(interview))?,
        (None, Some(over)) => {
            writeln!(out, "the interview was on {}: t on the home screen of qbank sets another date", written(over))?;
        }
        (None, None) => writeln!(out, "no interview date is set: t on the home screen of qbank sets one")?,
    }
    if !filter.is_everything() {
        writeln!(out, "cards: {}", printable(&filter.to_string()))?;
    }
    if let Some(said) = ahead.said_readiness() {
        writeln!(out, "readiness: {said} · {}", ahead.standing().join(" · "))?;
    }
    writeln!(out)?;
    for part in &ahead.calendar.parts {
        writeln!(out, "{}", day(part, &ahead))?;
    }
    if let Some(said) = ahead.too_much() {
        writeln!(out, "\n{said} (--minutes N plans with more)")?;
    }
    Ok(())
}

/// `Fri 4 Oct   23 again · 10 new · about 25 minutes`.
fn day(part: &Part, ahead: &Ahead) -> String {
    let is_today = part.day == ahead.today;
    let name = if is_today { "today".to_owned() } else { spoken(part.day) };
    let mut said = facts(part);
    if said.is_empty() {
        said.push(if is_today { "nothing more" } else { "free" }.to_owned());
    }
    if ahead.interview == Some(part.day) {
        said.insert(0, "the interview".to_owned());
    }
    format!("{name:<NAME$} {}", said.join(" · "))
}

fn to_json(ahead: &Ahead, query: &str) -> Value {
    let days = ahead.calendar.parts.iter().map(|part| {
        let Part { day, again, weakest, new, minutes } = *part;
        json!({"date": written(day), "again": again, "weakest": weakest, "new": new, "minutes": minutes})
    });
    json!({
        "today": written(ahead.today),
        "interview": ahead.interview.map(written),
        "query": query,
        "readiness": ahead.readiness,
        "cards": ahead.cards(),
        "ready": ahead.ready,
        "seen": ahead.seen,
        "new": ahead.unseen,
        "due": ahead.due,
        "missed": ahead.missed,
        "minutes_a_day": ahead.pace.minutes,
        "days": days.collect::<Vec<Value>>(),
        "new_left": ahead.calendar.unseen,
        "enough_minutes": ahead.enough_minutes,
    })
}
