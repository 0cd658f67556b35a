//! What lies ahead: how ready the person is, what belongs to today and the days to come, and what of it is too much. It must
//! not know how it is shown.

use super::said::count;
use super::{askable, cards};
use crate::library::Library;
use crate::study::event::Day;
use crate::study::filter::{Filter, Key};
use crate::study::plan::{Calendar, Pace, Part, calendar, enough_minutes};
use crate::study::readiness::{Seen, readiness};
use crate::study::run::Past;
use anyhow::Result;

/// With an interview ahead a day has so many minutes, where nobody said otherwise.
const MINUTES_A_DAY: usize = 30;

/// How long a card takes, where nothing was answered yet.
const CARD_MS: u64 = 45_000;

/// So many runs say how long a card takes.
const RUNS: usize = 8;

/// What a person wants to take on in a day at most, as far as they said so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    pub minutes: Option<usize>,
    pub new: Option<usize>,
}

/// The cards of a filter, as they stand today and will be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    pub today: Day,
    /// While it is ahead.
    pub interview: Option<Day>,
    /// The day of an interview that is over.
    pub over: Option<Day>,
    pub seen: usize,
    pub unseen: usize,
    pub due: usize,
    pub missed: usize,
    pub ready: usize,
    /// The predicted share of the cards that is recalled on the day of the interview, or without one today; `None` where there
    /// are no cards.
    pub readiness: Option<f64>,
    pub pace: Pace,
    pub calendar: Calendar,
    /// So many minutes a day would do, where the days have no room for all.
    pub enough_minutes: Option<usize>,
}

/// Looks ahead at the cards of `filter` that may be asked. `new_a_day` cards come in on a usual day.
///
/// # Errors
/// When the library cannot be read.
pub fn ahead(library: &Library, filter: &Filter, limits: Limits, new_a_day: usize, today: Day) -> Result<Ahead> {
    let asked = askable(filter);
    let target = library.target()?.unwrap_or_default();
    let interview = target.ahead(today);
    let (seen, unseen) = (library.seen(&asked, today)?, library.unseen(&asked, today)?);
    let pace = Pace {
        card_ms: card_ms(&library.recent_runs(RUNS, None)?),
        minutes: limits.minutes.or(interview.map(|_| MINUTES_A_DAY)),
        usual: new_a_day,
        new: limits.new.unwrap_or(usize::MAX),
        begun_today: library.begun_on(today)?,
    };
    let new = unseen.iter().map(|topic| topic.cards).sum();
    let (mut due, mut missed, mut ready) = (0, 0, 0);
    for Seen { progress, .. } in &seen {
        due += usize::from(progress.due.is_some_and(|due| due <= today));
        missed += usize::from(progress.missed);
        ready += usize::from(progress.ready);
    }
    let calendar = calendar(&seen, new, today, interview, &pace);
    let enough = |interview| enough_minutes(&seen, new, today, interview, &pace);
    Ok(Ahead {
        enough_minutes: interview.filter(|_| calendar.lacks_room()).and_then(enough),
        today,
        over: target.day.filter(|_| interview.is_none()),
        interview,
        seen: seen.len(),
        unseen: new,
        due,
        missed,
        ready,
        readiness: readiness(&seen, &unseen, interview.unwrap_or(today)),
        calendar,
        pace,
    })
}

/// The cards of the field that the person prepares for; a field that no card has any more is none.
///
/// # Errors
/// When the library cannot be read.
pub fn field(library: &Library) -> Result<Filter> {
    let target = library.target()?.unwrap_or_default();
    let Some(field) = target.field else { return Ok(Filter::default()) };
    let filter = Filter::flag(Key::Technology, &format!("\"{field}\"")).unwrap_or_default();
    let is_known = library.check_names(&filter)?.is_ok();
    Ok(if is_known { filter } else { Filter::default() })
}

/// How long a card takes from the question to the rating, as the last runs say.
fn card_ms(runs: &[Past]) -> u64 {
    let (mut sum, mut count) = (0_u64, 0);
    for (_, attempt) in runs.iter().flat_map(Past::answers).filter(|(_, attempt)| attempt.first) {
        sum = sum.saturating_add(attempt.answer_ms).saturating_add(attempt.reading_ms);
        count += 1;
    }
    sum.checked_div(count).unwrap_or(CARD_MS)
}

impl Ahead {
    pub fn cards(&self) -> usize {
        self.seen + self.unseen
    }

    /// Readiness in whole percent; only all of it is 100.
    pub fn percent(&self) -> Option<u32> {
        self.readiness.map(|share| (share * 100.0).floor() as u32)
    }

    /// What the number says: `54% of 247 cards recalled on the day`.
    pub fn said_readiness(&self) -> Option<String> {
        let day = if self.interview.is_some() { "on the day" } else { "today" };
        self.percent().map(|percent| format!("{percent}% of {} recalled {day}", cards(self.cards() as u64)))
    }

    /// `12 ready`, `55 seen`, `192 new`.
    pub fn standing(&self) -> Vec<String> {
        let counts = [(self.ready, "ready"), (self.seen, "seen"), (self.unseen, "new")];
        counts.map(|(count, what)| format!("{count} {what}")).into()
    }

    /// What the days have no room for; `None` where they have room for all, or where no interview sets an end.
    pub fn too_much(&self) -> Option<String> {
        if !self.calendar.lacks_room() {
            return None;
        }
        let minutes = self.pace.minutes.map(|minutes| count(minutes, "minute"));
        let new = (self.pace.new < usize::MAX).then(|| count(self.pace.new, "new card"));
        let limits: Vec<String> = minutes.into_iter().chain(new).collect();
        let would_do = self.enough_minutes.map(|minutes| format!("; {minutes} minutes would do")).unwrap_or_default();
        let unseen = cards(self.calendar.unseen as u64);
        Some(format!("{unseen} will stay unseen at {} a day{would_do}", limits.join(" and ")))
    }
}

/// What a part asks, in facts: `23 again`, `10 new`, `about 25 minutes`; without any there is nothing to do.
pub fn facts(part: &Part) -> Vec<String> {
    let again = if part.weakest { "of the weakest" } else { "again" };
    let counts = [(part.again, again), (part.new, "new")];
    let mut facts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if !facts.is_empty() {
        facts.push(format!("about {}", count(part.minutes, "minute")));
    }
    facts
}
