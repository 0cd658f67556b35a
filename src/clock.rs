//! The only place that reads a clock: the time of day with its offset, and the ticking of a session. It must not know what is timed.

use crate::study::event::Moment;
use crate::study::session::Timestamp;
use jiff::tz::TimeZone;
use std::sync::OnceLock;
use std::time::Instant;

/// Where most systems keep the rules of their own time zone.
const LOCAL_RULES: &str = "/etc/localtime";

/// Now, with the offset from UTC that is in force here.
pub fn now() -> Moment {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    let now = jiff::Timestamp::now();
    Moment { utc: now.as_millisecond(), offset: ZONE.get_or_init(zone).to_offset(now).seconds() }
}

/// The zone of this machine. Its rules are read straight from their file: asking for the system's zone by name walks the
/// whole zone database, which takes longer than drawing the first screen. A zone that `TZ` names needs that walk.
fn zone() -> TimeZone {
    match std::env::var_os("TZ") {
        Some(name) if name.is_empty() => TimeZone::UTC,
        Some(_) => TimeZone::system(),
        None => {
            let rules = std::fs::read(LOCAL_RULES).ok();
            rules.and_then(|rules| TimeZone::tzif("local", &rules).ok()).unwrap_or_else(TimeZone::system)
        }
    }
}

/// A moment in UTC, as file names carry it: `20261120T104400Z`.
pub fn stamp(moment: Moment) -> String {
    let instant = jiff::Timestamp::from_millisecond(moment.utc).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A clock that only goes forward, from zero at its making; it stands still while the machine sleeps.
#[derive(Debug, Clone, Copy)]
pub struct Ticker {
    began: Instant,
}

impl Ticker {
    pub fn start() -> Ticker {
        Ticker { began: Instant::now() }
    }

    pub fn now(&self) -> Timestamp {
        Timestamp(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// The same for a clock that stood still for so many milliseconds.
    pub fn now_without(&self, away_ms: u64) -> Timestamp {
        Timestamp(self.now().0.saturating_sub(away_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ticker, now, stamp};
    use crate::study::event::Moment;

    #[test]
    fn the_clock_shows_our_time_and_a_possible_offset() {
        let moment = now();
        // 2025-01-01 and 2100-01-01 in milliseconds.
        assert!((1_735_689_600_000..4_102_444_800_000).contains(&moment.utc), "{moment:?}");
        assert!(moment.offset.abs() <= 26 * 3600, "{moment:?}");
    }

    #[test]
    fn a_stamp_is_in_utc_whatever_the_offset() {
        assert_eq!(stamp(Moment { utc: 1_795_171_440_000, offset: 7200 }), "20261120T104400Z");
    }

    #[test]
    fn a_ticker_begins_at_zero_and_goes_forward() {
        let ticker = Ticker::start();
        let first = ticker.now();
        assert!(first.0 < 1000 && first <= ticker.now());
    }
}
