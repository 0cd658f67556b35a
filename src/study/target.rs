//! What a person prepares for: the day of the interview and its field; and days as dates. It must not know what follows from it.

use super::event::Day;
use jiff::civil::{Date, date};
use jiff::{Span, Unit};
use serde::{Deserialize, Serialize};

/// Either may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// In the log it is a date, such as `2026-12-10`.
    #[serde(rename = "date", default, skip_serializing_if = "Option::is_none", with = "as_date")]
    pub day: Option<Day>,
    /// A technology; `None` is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

mod as_date {
    use super::{Day, read, written};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(written).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let day = read(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no date")))?;
        Ok(Some(day))
    }
}

impl Target {
    /// The day of the interview, while it is today or to come.
    pub fn ahead(&self, today: Day) -> Option<Day> {
        self.day.filter(|day| *day >= today)
    }
}

const EPOCH: Date = date(1970, 1, 1);

/// A day as a date: `2026-12-10`.
pub fn written(day: Day) -> String {
    said(day, |date| date.to_string())
}

/// A day as people say it: `Thu 3 Dec`.
pub fn spoken(day: Day) -> String {
    said(day, |date| date.strftime("%a %-d %b").to_string())
}

/// The same within a year: `3 Dec`.
pub fn within_year(day: Day) -> String {
    said(day, |date| date.strftime("%-d %b").to_string())
}

/// A day that no calendar has is a question mark.
fn said(day: Day, form: impl FnOnce(Date) -> String) -> String {
    let date = Span::new().try_days(day.0).and_then(|days| EPOCH.checked_add(days));
    date.map_or_else(|_| "?".to_owned(), form)
}

/// The day of a date such as `2026-12-10`; `None` where there is no such day.
pub fn read(text: &str) -> Option<Day> {
    let has_its_form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date: Date = if has_its_form { text.parse().ok()? } else { return None };
    let days = EPOCH.until((Unit::Day, date)).ok()?.get_days();
    Some(Day(days))
}

#[cfg(test)]
mod tests {
    use super::{Day, Target, read, spoken, within_year, written};

    #[test]
    fn days_are_written_and_read_as_dates() {
        for (day, text) in [(0, "1970-01-01"), (20_000, "2024-10-04"), (20_790, "2026-12-03"), (-1, "1969-12-31")] {
            assert_eq!((written(Day(day)).as_str(), read(text)), (text, Some(Day(day))));
        }
        for text in ["", "2026-13-01", "2026-02-30", "2026-2-3", "2026-12-1x", "20261203", "2026-12-03T"] {
            assert_eq!(read(text), None, "{text}");
        }
        for (day, text) in [(0, "Thu 1 Jan"), (20_790, "Thu 3 Dec"), (i32::MAX, "?")] {
            assert_eq!(spoken(Day(day)), text);
        }
        assert_eq!(written(Day(i32::MAX)), "?");
        for (day, text) in [(0, "1 Jan"), (20_790, "3 Dec"), (i32::MAX, "?")] {
            assert_eq!(within_year(Day(day)), text);
        }
    }

    #[test]
    fn a_target_is_ahead_until_its_day_is_over() {
        let target = Target { day: Some(Day(100)), field: None };
        for (today, ahead) in [(99, Some(Day(100))), (100, Some(Day(100))), (101, None)] {
            assert_eq!(target.ahead(Day(today)), ahead, "on day {today}");
        }
        assert_eq!(Target::default().ahead(Day(0)), None);
    }

    #[test]
    fn a_target_in_the_log_has_a_date() {
        let target = Target { day: Some(Day(20_790)), field: Some("Python".to_owned()) };
        let json = serde_json::json!({"date": "2026-12-03", "field": "Python"});
        assert_eq!(serde_json::to_value(&target).expect("JSON"), json);
        assert_eq!(serde_json::from_value::<Target>(json).expect("a target"), target);
        assert_eq!(serde_json::from_str::<Target>("{}").expect("a target"), Target::default());
        assert!(serde_json::from_str::<Target>(r#"{"date": "soon"}"#).is_err());
    }
}
