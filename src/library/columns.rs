//! How a card and its progress are written in the narrow table. It must not know queries.

use crate::bank::{Card, Level};
use crate::study::event::{Day, Verdict};
use crate::study::progress::Progress;
use crate::study::schedule::Memory;
use rusqlite::Row;

/// Bits of `card.bits`: what the card itself is and has.
pub mod bit {
    pub const ANSWERED: i64 = 1;
    pub const DERIVED: i64 = 2;
    pub const RETIRED: i64 = 4;
    pub const POINTS: i64 = 8;
    pub const OPTIONS: i64 = 16;
    pub const PREDICT: i64 = 32;
    pub const CODE: i64 = 64;
}

/// Bits of `card.state`: what the log says about it.
pub mod state {
    pub const MISSED: i64 = 1;
    pub const FLAGGED: i64 = 2;
    pub const SUSPENDED: i64 = 4;
    pub const EDITED: i64 = 8;
    pub const READY: i64 = 16;
    pub const NEARLY_READY: i64 = 32;
    pub const SURE_BUT_WRONG: i64 = 64;
    /// How the first free answer was; without one neither is set.
    pub const FIRST_RIGHT: i64 = 128;
    pub const FIRST_NOT_RIGHT: i64 = 256;
    pub const ONLY_CHOSEN: i64 = 512;
}

/// The columns that [`progress`] reads, in its order.
pub const PROGRESS: &str = "c.attempts, c.last, c.state, c.stability, c.hardness, c.last_day, c.due, c.first_day";

fn sum(bits: &[(bool, i64)]) -> i64 {
    bits.iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum()
}

pub fn bits(card: &Card) -> i64 {
    sum(&[
        (card.is_answered(), bit::ANSWERED),
        (card.derived, bit::DERIVED),
        (!card.key_points.is_empty(), bit::POINTS),
        (card.options.is_some(), bit::OPTIONS),
        (!card.predict.is_empty(), bit::PREDICT),
        (!card.code.is_empty(), bit::CODE),
    ])
}

pub fn state_bits(progress: &Progress) -> i64 {
    sum(&[
        (progress.missed, state::MISSED),
        (progress.flagged, state::FLAGGED),
        (progress.suspended, state::SUSPENDED),
        (progress.edited, state::EDITED),
        (progress.ready, state::READY),
        (progress.nearly_ready, state::NEARLY_READY),
        (progress.sure_but_wrong, state::SURE_BUT_WRONG),
        (progress.first_right == Some(true), state::FIRST_RIGHT),
        (progress.first_right == Some(false), state::FIRST_NOT_RIGHT),
        (progress.only_chosen, state::ONLY_CHOSEN),
    ])
}

/// Levels are numbered from 1, in their order, so that SQL compares them as [`Level`] does.
pub fn level_number(level: Level) -> i64 {
    1 + Level::ALL.iter().position(|one| *one == level).map_or(0, |place| place as i64)
}

pub fn level(number: i64) -> Option<Level> {
    usize::try_from(number - 1).ok().and_then(|place| Level::ALL.get(place)).copied()
}

const VERDICTS: [Verdict; 3] = [Verdict::Wrong, Verdict::Partly, Verdict::Right];

pub fn verdict_number(verdict: Verdict) -> i64 {
    VERDICTS.iter().position(|one| *one == verdict).map_or(0, |place| place as i64)
}

pub fn verdict(number: i64) -> Option<Verdict> {
    usize::try_from(number).ok().and_then(|place| VERDICTS.get(place)).copied()
}

/// Reads the columns of [`PROGRESS`], which begin at `first`.
pub fn progress(row: &Row, first: usize) -> rusqlite::Result<Progress> {
    let bits: i64 = row.get(first + 2)?;
    let has = |bit: i64| bits & bit != 0;
    let last: Option<usize> = row.get::<_, Option<u32>>(first + 1)?.map(|number| number as usize);
    let (stability, difficulty): (Option<f32>, Option<f32>) = (row.get(first + 3)?, row.get(first + 4)?);
    Ok(Progress {
        attempts: row.get(first)?,
        last: last.and_then(|number| VERDICTS.get(number)).copied(),
        missed: has(state::MISSED),
        flagged: has(state::FLAGGED),
        suspended: has(state::SUSPENDED),
        edited: has(state::EDITED),
        ready: has(state::READY),
        nearly_ready: has(state::NEARLY_READY),
        sure_but_wrong: has(state::SURE_BUT_WRONG),
        only_chosen: has(state::ONLY_CHOSEN),
        first_right: match (has(state::FIRST_RIGHT), has(state::FIRST_NOT_RIGHT)) {
            (false, false) => None,
            (right, _) => Some(right),
        },
        memory: stability.zip(difficulty).map(|(stability, difficulty)| Memory { stability, difficulty }),
        last_day: row.get::<_, Option<i32>>(first + 5)?.map(Day),
        due: row.get::<_, Option<i32>>(first + 6)?.map(Day),
        first_day: row.get::<_, Option<i32>>(first + 7)?.map(Day),
    })
}
