//! Times as people read them, and when a clock on the screen changes next. It must not know what is timed.

/// `0:31`, `12:41`, `1:02:03`.
pub fn minutes(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// What is left of `limit`, rounded up: a clock that shows 0:00 is over.
pub fn left(limit: u64, spent: u64) -> u64 {
    limit.saturating_sub(spent).div_ceil(1000) * 1000
}

/// Milliseconds until a clock that counts up and stands at `milliseconds` shows the next second.
pub fn until_next_second(milliseconds: u64) -> u64 {
    1000 - milliseconds % 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_minutes_and_hours() {
        for (milliseconds, expected) in
            [(0, "0:00"), (999, "0:00"), (31_000, "0:31"), (761_000, "12:41"), (3_723_000, "1:02:03")]
        {
            assert_eq!(minutes(milliseconds), expected);
        }
    }

    #[test]
    fn time_left_reaches_zero_only_when_it_is_over() {
        for (spent, expected) in
            [(0, "1:00"), (1, "1:00"), (1000, "0:59"), (59_999, "0:01"), (60_000, "0:00"), (99_000, "0:00")]
        {
            assert_eq!(minutes(left(60_000, spent)), expected, "after {spent}");
        }
    }

    #[test]
    fn the_next_tick_is_at_the_next_whole_second() {
        for (at, expected) in [(0, 1000), (1, 999), (999, 1), (1000, 1000)] {
            assert_eq!(until_next_second(at), expected);
        }
    }
}
