//! What the log holds: one event per thing that happened, from which all progress follows. It must not know how it is stored.

use super::run::{Passed, Run};
use super::target::Target;
use crate::bank::Card;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// Which card an event is about: (source, id), the card's key for ever.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CardKey {
    pub source: String,
    pub id: String,
}

/// Which event: the device that wrote it and its running number there, from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId {
    pub device: String,
    pub number: u64,
}

/// When something happened: milliseconds since 1970 UTC, and the offset from UTC then in force in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub utc: i64,
    pub offset: i32,
}

/// A day of study: days since 1970-01-01, local time, from one turn of the day to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The time of day at which a day of study begins; who studies past midnight is usually still in the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayTurn {
    /// After midnight, less than a day of them.
    minutes: u16,
}

impl Default for DayTurn {
    fn default() -> DayTurn {
        DayTurn { minutes: 4 * 60 }
    }
}

impl DayTurn {
    /// Reads a time of day, `04:00`.
    pub fn read(text: &str) -> Option<DayTurn> {
        let (hours, minutes) = text.split_once(':')?;
        let number = |text: &str, end: u16| {
            let is_plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|number: &u16| is_plain && *number < end)
        };
        Some(DayTurn { minutes: number(hours, 24)? * 60 + number(minutes, 60)? })
    }
}

impl fmt::Display for DayTurn {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl Moment {
    /// By the clock on the wall, as it was there and then: the offset is that of the moment itself.
    pub fn day(self, turn: DayTurn) -> Day {
        let local_seconds = self.utc.div_euclid(1000) + i64::from(self.offset);
        let day = (local_seconds - i64::from(turn.minutes) * 60).div_euclid(86_400);
        Day(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub when: Moment,
    pub card: CardKey,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Attempt(Attempt),
    /// Takes back an earlier event; nothing is deleted from the log.
    Undo(EventId),
    Flag(bool),
    Suspend(bool),
    /// The card as a person wants it, whatever its page says; `None` goes back to the page's text.
    Edit(Option<Box<Card>>),
    /// A run begins; about no card, as are the end of a run and a target.
    Run(Box<Run>),
    /// The card was passed over.
    Skip(Passed),
    /// The run was left with the card on the screen.
    Leave(Passed),
    /// The run came to its end.
    End {
        session: String,
    },
    Target(Target),
    /// A kind that this version does not know; kept, and without effect.
    Other {
        kind: String,
        data: Value,
    },
}

impl What {
    /// The `kind` column of the log, and the JSON in its `data` column.
    pub fn to_columns(&self) -> (&str, Value) {
        // Attempts and ids are structs of plain fields; turning them into JSON values cannot fail.
        let json = |value: Result<Value, serde_json::Error>| value.unwrap_or(Value::Null);
        match self {
            What::Attempt(attempt) => ("attempt", json(serde_json::to_value(attempt))),
            What::Undo(event) => ("undo", json(serde_json::to_value(event))),
            What::Flag(on) => ("flag", serde_json::json!({ "on": on })),
            What::Suspend(on) => ("suspend", serde_json::json!({ "on": on })),
            What::Edit(card) => ("edit", serde_json::json!({ "card": card })),
            What::Run(run) => ("run", json(serde_json::to_value(run))),
            What::Skip(passed) => ("skip", json(serde_json::to_value(passed))),
            What::Leave(passed) => ("leave", json(serde_json::to_value(passed))),
            What::End { session } => ("end", serde_json::json!({ "session": session })),
            What::Target(target) => ("target", json(serde_json::to_value(target))),
            What::Other { kind, data } => (kind, data.clone()),
        }
    }

    /// The inverse of [`What::to_columns`]. What cannot be understood becomes [`What::Other`]: a log is never refused.
    ///
    /// # Errors
    /// When the data is no JSON.
    pub fn from_columns(kind: &str, data: &str) -> serde_json::Result<What> {
        let on = || serde_json::from_str(data).ok().map(|Switch { on }| on);
        let known = match kind {
            "attempt" => serde_json::from_str(data).ok().map(What::Attempt),
            "undo" => serde_json::from_str(data).ok().map(What::Undo),
            "flag" => on().map(What::Flag),
            "suspend" => on().map(What::Suspend),
            "edit" => serde_json::from_str(data).ok().map(|Edited { card }| What::Edit(card)),
            "run" => serde_json::from_str(data).ok().map(What::Run),
            "skip" => serde_json::from_str(data).ok().map(What::Skip),
            "leave" => serde_json::from_str(data).ok().map(What::Leave),
            "end" => serde_json::from_str(data).ok().map(|Ended { session }| What::End { session }),
            "target" => serde_json::from_str(data).ok().map(What::Target),
            _ => None,
        };
        match known {
            Some(what) => Ok(what),
            None => Ok(What::Other { kind: kind.to_owned(), data: serde_json::from_str(data)? }),
        }
    }
}

#[derive(Deserialize)]
struct Switch {
    on: bool,
}

#[derive(Deserialize)]
struct Edited {
    card: Option<Box<Card>>,
}

#[derive(Deserialize)]
struct Ended {
    session: String,
}

/// One answer to one card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The run it belongs to.
    pub session: String,
    pub mode: Mode,
    /// The card's first answer in this run: what the score line counts.
    pub first: bool,
    /// `None`: revealed without saying.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
    /// The option that was chosen, as it read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// Positions of the ticked points among all key points of the card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticked: Vec<usize>,
    /// Positions of those of the card's listed mistakes that were said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<usize>,
    /// Must points ticked, of how many; absent where nothing was ticked or the card has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must: Option<(usize, usize)>,
    pub verdict: Verdict,
    pub rating: Rating,
    /// What was proposed before the person chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Rating>,
    pub slow: bool,
    #[serde(default)]
    pub hinted: bool,
    /// Milliseconds from the question to the reveal, time away not counted.
    pub answer_ms: u64,
    /// Milliseconds from the reveal to the rating, time away not counted.
    pub reading_ms: u64,
}

impl Attempt {
    /// What costs most in an interview, and comes first in every report.
    pub fn is_sure_but_wrong(&self) -> bool {
        self.verdict == Verdict::Wrong && self.confidence == Some(Confidence::Sure)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Recall,
    Choice,
    Predict,
    Typed,
}

impl Mode {
    pub const ALL: [Mode; 4] = [Mode::Recall, Mode::Typed, Mode::Choice, Mode::Predict];

    /// Whether the answer comes from the person alone, and not from a list.
    pub fn is_free(self) -> bool {
        match self {
            Mode::Recall | Mode::Typed => true,
            Mode::Choice | Mode::Predict => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    DoNotKnow,
    Guess,
    ThinkSo,
    Sure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Wrong,
    Partly,
    Right,
}

/// FSRS's four ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

#[cfg(test)]
mod tests {
    use super::{DayTurn, Moment};

    /// Days since 1970 of the 25th of October and the 29th of March 2026, when clocks change in Berlin.
    const AUTUMN: i64 = 20_751;
    const SPRING: i64 = 20_541;

    #[track_caller]
    fn check(turn: &str, date: i64, (hour, minute): (i64, i64), offset_hours: i32, days_later: i64) {
        let turn = DayTurn::read(turn).expect(turn);
        let utc = ((date * 24 + hour) * 60 + minute) * 60_000;
        let day = Moment { utc, offset: offset_hours * 3600 }.day(turn);
        assert_eq!(i64::from(day.0), date + days_later, "{turn}, {hour}:{minute:02} UTC{offset_hours:+}");
    }

    #[test]
    fn a_day_turns_by_the_clock_on_the_wall_when_clocks_change() {
        // 02:59 comes twice, and both belong to the day before; then that day has 25 hours.
        check("04:00", AUTUMN, (0, 59), 2, -1);
        check("04:00", AUTUMN, (1, 59), 1, -1);
        check("04:00", AUTUMN, (2, 59), 1, -1);
        check("04:00", AUTUMN, (3, 0), 1, 0);
        // From 02:00 the clock goes to 03:00: the day before has 23 hours.
        check("04:00", SPRING, (0, 59), 1, -1);
        check("04:00", SPRING, (1, 59), 2, -1);
        check("04:00", SPRING, (2, 0), 2, 0);
        // A turn at a time that does not come, and one at a time that comes twice.
        check("02:30", SPRING, (0, 59), 1, -1);
        check("02:30", SPRING, (1, 0), 2, 0);
        check("02:30", AUTUMN, (0, 30), 2, 0);
        check("02:30", AUTUMN, (1, 0), 1, -1);
        check("02:30", AUTUMN, (1, 30), 1, 0);
    }

    #[test]
    fn a_turn_is_a_time_of_day_and_reads_as_it_is_written() {
        for text in ["00:00", "04:00", "09:05", "23:59"] {
            assert_eq!(DayTurn::read(text).map(|turn| turn.to_string()).as_deref(), Some(text));
        }
        for text in ["", "4", "4:00", "24:00", "12:60", "04:00:00", "+4:00", " 4:00", "-1:00", "ab:cd", "04:0\u{660}"] {
            assert_eq!(DayTurn::read(text), None, "{text:?}");
        }
    }
}
