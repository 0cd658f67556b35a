//! The days on which something was answered. It must not know what was.

use super::Dated;
use crate::study::event::Day;

/// So many days up to today are a month.
pub const MONTH: i32 = 30;

/// What was done on one day, repeats included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Practised {
    pub day: Day,
    pub answers: usize,
    pub right: usize,
    /// Milliseconds of answering and of reading.
    pub spent_ms: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Oldest first; days without an answer are left out.
    pub days: Vec<Practised>,
    /// So many of the last [`MONTH`] days, today among them.
    pub in_month: usize,
    /// So many days one after another up to today, or up to yesterday: today is not over.
    pub in_a_row: usize,
    pub longest_row: usize,
}

impl Calendar {
    pub fn of(answers: &[Dated], today: Day) -> Calendar {
        let mut days: Vec<Practised> = Vec::new();
        for Dated { day, answer, .. } in answers {
            let day = *day;
            let place = days.binary_search_by_key(&day, |practised| practised.day).unwrap_or_else(|place| {
                days.insert(place, Practised { day, answers: 0, right: 0, spent_ms: 0 });
                place
            });
            let practised = &mut days[place];
            let attempt = &answer.attempt;
            practised.answers += 1;
            practised.right += usize::from(attempt.verdict == super::Verdict::Right);
            practised.spent_ms =
                practised.spent_ms.saturating_add(attempt.answer_ms).saturating_add(attempt.reading_ms);
        }
        let ago = |day: Day| i64::from(today.0) - i64::from(day.0);
        let in_month = days.iter().filter(|practised| (0..i64::from(MONTH)).contains(&ago(practised.day))).count();
        let (mut row, mut longest_row, mut before) = (0, 0, None);
        for Practised { day, .. } in &days {
            let follows = before.is_some_and(|before| ago(before) - ago(*day) == 1);
            row = if follows { row + 1 } else { 1 };
            longest_row = longest_row.max(row);
            before = Some(*day);
        }
        let in_a_row = if before.is_some_and(|last| (0..=1).contains(&ago(last))) { row } else { 0 };
        Calendar { days, in_month, in_a_row, longest_row }
    }

    /// The answers of a day.
    pub fn answers_on(&self, day: Day) -> Option<usize> {
        let place = self.days.binary_search_by_key(&day, |practised| practised.day).ok()?;
        Some(self.days[place].answers)
    }

    /// The most answers that were given on one day.
    pub fn most(&self) -> usize {
        self.days.iter().map(|practised| practised.answers).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Day};
    use crate::study::statistics::samples::dated;

    /// Days in a month, in a row, and in the longest row.
    #[track_caller]
    fn check(days: &[i32], today: i32, expected: (usize, usize, usize)) {
        let text: Vec<String> = days.iter().map(|day| format!("a right ={day} 20/10")).collect();
        let Calendar { in_month, in_a_row, longest_row, days: practised } =
            Calendar::of(&dated(&text.join(";")), Day(today));
        assert_eq!((in_month, in_a_row, longest_row), expected, "{days:?}");
        assert_eq!(practised.iter().map(|day| day.answers).sum::<usize>(), days.len());
    }

    #[test]
    fn days_in_a_row_end_today_or_yesterday() {
        check(&[], 100, (0, 0, 0));
        check(&[100], 100, (1, 1, 1));
        check(&[98, 99], 100, (2, 2, 2));
        check(&[97, 98], 100, (2, 0, 2));
        check(&[90, 91, 92, 99, 100, 100], 100, (5, 2, 3));
    }

    #[test]
    fn a_month_has_thirty_days_with_today() {
        check(&[70, 71, 100], 100, (2, 1, 2));
        // A clock that was set back.
        check(&[101], 100, (0, 0, 1));
    }

    #[test]
    fn a_day_has_its_answers_and_its_time() {
        let calendar = Calendar::of(&dated("a right =9 20/10; a repeat wrong =9 5/1; b wrong =7 1/1"), Day(9));
        let days: Vec<(i32, usize, usize, u64)> =
            calendar.days.iter().map(|day| (day.day.0, day.answers, day.right, day.spent_ms)).collect();
        assert_eq!((days, calendar.most()), (vec![(7, 1, 0, 2), (9, 2, 1, 36)], 2));
    }
}
