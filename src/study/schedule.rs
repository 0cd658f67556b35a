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

/// The day on which a card falls due: with an interview ahead of its last answer, not after that.
pub fn before(interview: Option<Day>, due: Day, last: Day) -> Day {
    match interview {
        Some(interview) if last < interview => due.min(interview),
        _ => due,
    }
}

/// The first day on which a card can fall due again.
pub fn day_after(day: Day) -> Day {
    Day(day.0.saturating_add(1))
}

/// The day before this one.
pub fn day_before(day: Day) -> Day {
    Day(day.0.saturating_sub(1))
}

/// The chance that the card is recalled on a day, from 0 to 1; an impossible memory recalls nothing.
pub fn recall(memory: Memory, last_day: Day, on: Day) -> f32 {
    if !memory.is_possible() {
        return 0.0;
    }
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

#[cfg(test)]
mod tests {
    use super::{DESIRED_RETENTION, Day, FSRS, Memory, Rating, after, before, recall};
    use fsrs::{FSRSItem, FSRSReview};
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, prop_oneof, proptest};
    use proptest::sample::select;
    use proptest::test_runner::Config;

    #[track_caller]
    fn check(ratings: &[(i32, Rating)], expected_due: i32) {
        let (mut memory, mut last, mut due) = (None, None, Day(0));
        for &(day, rating) in ratings {
            let (next, falls_due) = after(memory, last, rating, Day(day));
            (memory, last, due) = (Some(next), Some(Day(day)), falls_due);
        }
        assert_eq!(due, Day(expected_due), "{ratings:?}");
    }

    /// The first intervals are FSRS-6's default parameters w0 to w3, rounded to days.
    #[test]
    fn a_new_card_falls_due_after_the_default_intervals() {
        check(&[(100, Rating::Again)], 101);
        check(&[(100, Rating::Hard)], 101);
        check(&[(100, Rating::Good)], 102);
        check(&[(100, Rating::Easy)], 108);
    }

    #[test]
    fn intervals_grow_with_success_and_shrink_with_a_lapse() {
        check(&[(100, Rating::Good), (102, Rating::Good)], 113);
        check(&[(100, Rating::Good), (102, Rating::Good), (113, Rating::Good)], 159);
        check(&[(100, Rating::Good), (102, Rating::Good), (113, Rating::Again)], 115);
    }

    #[test]
    fn no_card_falls_due_on_the_same_day() {
        check(&[(5, Rating::Again), (5, Rating::Again), (5, Rating::Again)], 6);
    }

    #[test]
    fn a_clock_that_was_set_back_counts_as_the_same_day() {
        let (memory, _) = after(None, None, Rating::Good, Day(10));
        assert_eq!(after(Some(memory), Some(Day(10)), Rating::Good, Day(4)).0, {
            after(Some(memory), Some(Day(10)), Rating::Good, Day(10)).0
        });
    }

    #[test]
    fn recall_falls_to_the_desired_share_after_one_stability() {
        let memory = Memory { stability: 20.0, difficulty: 5.0 };
        assert_eq!(recall(memory, Day(3), Day(3)), 1.0);
        assert!((recall(memory, Day(3), Day(23)) - DESIRED_RETENTION).abs() < 0.001);
        assert!(recall(memory, Day(3), Day(60)) < DESIRED_RETENTION);
        assert_eq!(recall(memory, Day(3), Day(1)), 1.0);
    }

    #[test]
    fn with_an_interview_ahead_no_card_falls_due_after_it() {
        for (interview, due, last, expected) in [
            (None, 40, 10, 40),
            (Some(30), 40, 10, 30),
            (Some(30), 20, 10, 20),
            (Some(30), 31, 29, 30),
            // On the day itself the next one is the least.
            (Some(30), 31, 30, 31),
            (Some(30), 40, 35, 40),
        ] {
            assert_eq!(before(interview.map(Day), Day(due), Day(last)), Day(expected), "{interview:?} {due} {last}");
        }
    }

    /// A card's history of ratings, each so many days after the one before.
    fn history() -> impl Strategy<Value = Vec<(u32, Rating)>> {
        let ratings = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
        vec((prop_oneof![3 => 1..12_u32, 1 => 12..900_u32], select(ratings.to_vec())), 1..30)
    }

    proptest! {
        #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

        /// What is kept from answer to answer is what the crate makes of the whole history at once.
        #[test]
        fn states_are_those_of_the_crate(history in history()) {
            let (mut memory, mut last, mut day) = (None, None, 20_000);
            let mut reviews = Vec::new();
            for (place, (days, rating)) in history.into_iter().enumerate() {
                let delta_t = if place == 0 { 0 } else { days };
                day += delta_t as i32;
                let (next, due) = after(memory, last, rating, Day(day));
                assert!(due > Day(day));
                (memory, last) = (Some(next), Some(Day(day)));
                reviews.push(FSRSReview { rating: rating as u32 + 1, delta_t });
                let whole = FSRS::default().memory_state(FSRSItem { reviews: reviews.clone() }, None).expect("a state");
                let close = |one: f32, other: f32| (one - other).abs() <= 1e-5 * other.abs().max(1.0);
                assert!(close(next.stability, whole.stability), "{next:?} {whole:?}");
                assert!(close(next.difficulty, whole.difficulty), "{next:?} {whole:?}");
            }
        }
    }

    #[test]
    fn an_impossible_memory_counts_as_none() {
        let fresh = after(None, None, Rating::Good, Day(7));
        for (stability, difficulty) in
            [(f32::NAN, 5.0), (f32::INFINITY, 5.0), (0.0, 5.0), (-1.0, 5.0), (3.0, f32::NAN), (3.0, 0.0)]
        {
            assert_eq!(after(Some(Memory { stability, difficulty }), Some(Day(1)), Rating::Good, Day(7)), fresh);
            assert_eq!(recall(Memory { stability, difficulty }, Day(1), Day(7)), 0.0);
        }
    }

    #[test]
    fn days_at_the_end_of_time_do_not_overflow() {
        let (memory, due) = after(None, None, Rating::Easy, Day(i32::MAX));
        assert_eq!(due, Day(i32::MAX));
        let (after_ages, _) = after(Some(memory), Some(Day(i32::MIN)), Rating::Easy, Day(i32::MAX));
        assert!(after_ages.stability.is_finite());
    }
}
