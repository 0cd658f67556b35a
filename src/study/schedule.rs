//! FSRS: memory, due day, recall at a date. It must not know the log.

use super::event::{Day, Rating};
use fsrs::{FSRS, ItemState, MemoryState, NextStates};

/// The share of cards that should be recalled on the day they fall due.
pub const DESIRED_RETENTION: f32 = 0.90;

/// What FSRS keeps about a card: stability in days, difficulty from 1 to 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    pub stability: f32,
    pub difficulty: f32,
}

/// The memory after a rating, and the day on which the card falls due: at least one day from now.
pub fn after(memory: Option<Memory>, last_day: Option<Day>, rating: Rating, today: Day) -> (Memory, Day) {
    let next = next_states(memory, last_day, today);
    let state = match rating {
        Rating::Again => next.again,
        Rating::Hard => next.hard,
        Rating::Good => next.good,
        Rating::Easy => next.easy,
    };
    let ItemState { memory: MemoryState { stability, difficulty }, interval } = state;
    (Memory { stability, difficulty }, due(today, interval))
}

/// The day on which the card would fall due after Again, Hard, Good, Easy.
pub fn previews(memory: Option<Memory>, last_day: Option<Day>, today: Day) -> [Day; 4] {
    let next = next_states(memory, last_day, today);
    [next.again, next.hard, next.good, next.easy].map(|state| due(today, state.interval))
}

/// The chance that the card is recalled on a day, from 0 to 1.
pub fn recall(memory: Memory, last_day: Day, on: Day) -> f32 {
    let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
    fsrs::current_retrievability(state, days_between(last_day, on) as f32, fsrs::FSRS6_DEFAULT_DECAY)
}

fn next_states(memory: Option<Memory>, last_day: Option<Day>, today: Day) -> NextStates {
    let elapsed = last_day.map_or(0, |last| days_between(last, today));
    let state = memory.filter(|memory| memory.is_possible());
    let state = state.map(|Memory { stability, difficulty }| MemoryState { stability, difficulty });
    // Default parameters and a possible memory are all that FSRS asks for.
    let next = FSRS::default().next_states(state, DESIRED_RETENTION, elapsed);
    next.unwrap_or_else(|error| unreachable!("a possible memory has a next state: {error}"))
}

impl Memory {
    /// FSRS works within these limits; a log from elsewhere may hold anything.
    fn is_possible(self) -> bool {
        self.stability.is_finite() && self.stability > 0.0 && (1.0..=10.0).contains(&self.difficulty)
    }
}

/// Clocks differ between machines: a day before the last one counts as the same.
fn days_between(earlier: Day, later: Day) -> u32 {
    u32::try_from(i64::from(later.0) - i64::from(earlier.0)).unwrap_or(0)
}

fn due(today: Day, interval: f32) -> Day {
    // `as` saturates, which is what an interval beyond all calendars should do.
    Day(today.0.saturating_add(interval.round().max(1.0) as i32))
}
