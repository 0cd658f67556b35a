//! The person's settings: `config.toml`, read once. It must not know what becomes of them.

use crate::duration::milliseconds;
use crate::paths::ConfigFile;
use crate::study::event::DayTurn;
use anyhow::{Context, Result, bail};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::fs;
use std::io::ErrorKind;

/// More minutes than this are no day.
pub const MOST_MINUTES: u32 = 960;

/// More cards than this are no run.
pub const MOST_CARDS: u32 = 500;

/// What the file says; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    pub theme: Option<Theme>,
    /// Draw with ASCII signs only.
    pub ascii: Option<bool>,
    /// Clicks and the wheel act on the screens; text is then selected with Shift held.
    pub mouse: Option<bool>,
    /// Cards of a quiz.
    #[serde(default, deserialize_with = "count")]
    pub count: Option<u32>,
    /// The target for one answer, in milliseconds.
    #[serde(default, deserialize_with = "time")]
    pub per_card: Option<u64>,
    /// When a day of study begins.
    #[serde(default, deserialize_with = "day_turn")]
    pub day_turn: Option<DayTurn>,
    /// New cards that reviews bring in, at most, on one day.
    #[serde(default, deserialize_with = "new_a_day")]
    pub new_a_day: Option<u32>,
    /// Minutes that a day of the plan has room for.
    #[serde(default, deserialize_with = "minutes_a_day")]
    pub minutes_a_day: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The sixteen colours of the terminal.
    Sixteen,
    Light,
    Mono,
}

fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let count = i64::deserialize(deserializer)?;
    match u32::try_from(count) {
        Ok(count @ 1..=MOST_CARDS) => Ok(Some(count)),
        _ => Err(D::Error::custom(format!("a quiz has 1 to {MOST_CARDS} cards, not {count}"))),
    }
}

fn new_a_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let count = i64::deserialize(deserializer)?;
    match u32::try_from(count) {
        Ok(count @ 0..=MOST_CARDS) => Ok(Some(count)),
        _ => Err(D::Error::custom(format!("0 to {MOST_CARDS} new cards come in on a day, not {count}"))),
    }
}

fn day_turn<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DayTurn>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let wrong = || D::Error::custom(format!("the day turns at a time of day such as \"04:00\", not {text:?}"));
    DayTurn::read(&text).map(Some).ok_or_else(wrong)
}

fn minutes_a_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let minutes = i64::deserialize(deserializer)?;
    match u32::try_from(minutes) {
        Ok(minutes @ 1..=MOST_MINUTES) => Ok(Some(minutes)),
        _ => Err(D::Error::custom(format!("a day has room for 1 to {MOST_MINUTES} minutes, not {minutes}"))),
    }
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let text = String::deserialize(deserializer)?;
    milliseconds(&text).map(Some).map_err(D::Error::custom)
}

/// Reads the settings. Nobody needs to have any; a file that was named has to be there.
///
/// # Errors
/// When the file cannot be read, or says what is no setting: the text names the place.
pub fn read(file: Option<&ConfigFile>) -> Result<Config> {
    let (path, may_lack) = match file {
        None => return Ok(Config::default()),
        Some(ConfigFile::Named(path)) => (path, false),
        Some(ConfigFile::Usual(path)) => (path, true),
    };
    match fs::read_to_string(path) {
        Ok(text) => of_text(&text, &path.display().to_string()),
        Err(error) if may_lack && error.kind() == ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(error).with_context(|| format!("cannot read the settings in {}", path.display())),
    }
}

fn of_text(text: &str, name: &str) -> Result<Config> {
    toml::from_str(text).or_else(|error| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        // A person writes numbers, not types of Rust.
        let said = error.message().replace('\n', "; ").replace("expected i64", "expected a whole number");
        bail!("{name}:{line}:{column}: {said}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[track_caller]
    fn check(text: &str, expected: Config) {
        assert_eq!(of_text(text, "config.toml").map_err(|error| error.to_string()), Ok(expected));
    }

    #[track_caller]
    fn refuses(text: &str, place: &str, said: &str) {
        let error = of_text(text, "config.toml").expect_err("it is wrong").to_string();
        assert!(error.starts_with(&format!("config.toml:{place}: ")), "{error}");
        assert!(error.contains(said), "{error}");
    }

    #[test]
    fn every_key_is_optional() {
        check("", Config::default());
        check("# nothing\n", Config::default());
        check("count = 500", Config { count: Some(500), ..Config::default() });
        check(
            "theme = \"light\"\nascii = true\nmouse = false\ncount = 12\nper-card = \"1m30s\"\nnew-a-day = 0\nminutes-a-day = 45\nday-turn = \"05:30\"\n",
            Config {
                theme: Some(Theme::Light),
                ascii: Some(true),
                mouse: Some(false),
                count: Some(12),
                per_card: Some(90_000),
                day_turn: DayTurn::read("05:30"),
                new_a_day: Some(0),
                minutes_a_day: Some(45),
            },
        );
    }

    #[test]
    fn what_is_no_setting_is_refused_at_its_line() {
        refuses("ascii = true\nthem = \"light\"", "2:1", "them");
        refuses("theme = \"dark\"", "1:9", "sixteen");
        refuses("\n\ncount = 0", "3:9", "1 to 500");
        refuses("count = 501", "1:9", "1 to 500");
        refuses("count = -1", "1:9", "1 to 500");
        refuses("count = \"a\"", "1:9", "expected a whole number");
        refuses("count = 1.5", "1:9", "expected a whole number");
        refuses("minutes-a-day = 99999999999999999999", "1:17", "expected a whole number");
        refuses("per-card = \"soon\"", "1:12", "90s");
        refuses("new-a-day = 501", "1:13", "0 to 500");
        refuses(
            "count = 5\nday-turn = \"24:00\"",
            "2:12",
            "the day turns at a time of day such as \"04:00\", not \"24:00\"",
        );
        refuses("day-turn = 4", "1:12", "");
        refuses("day-turn = 04:00:00", "1:12", "");
        refuses("minutes-a-day = 0", "1:17", "1 to 960");
        refuses("mouse = 1", "1:9", "");
        refuses("ascii = true\nascii = true", "2:1", "");
    }

    #[test]
    fn without_a_file_there_are_no_settings() {
        assert_eq!(read(None).ok(), Some(Config::default()));
        let nowhere = PathBuf::from("/nowhere/config.toml");
        assert_eq!(read(Some(&ConfigFile::Usual(nowhere.clone()))).ok(), Some(Config::default()));
        assert!(read(Some(&ConfigFile::Named(nowhere))).is_err(), "a file that was named has to be there");
        assert!(read(Some(&ConfigFile::Usual(PathBuf::from("/")))).is_err());
    }
}
