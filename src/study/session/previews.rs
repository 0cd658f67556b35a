//! When the card on the screen would come back. It must not know how days are said.

use super::Session;
use crate::study::event::Day;
use crate::study::progress::Progress;
use crate::study::schedule;

impl Session {
    /// The day on which the card on the screen would fall due after Again, Hard, Good, Easy; `None` where its answer does not
    /// feed the schedule: the first of a day does. With an interview ahead no day is after it.
    pub fn previews(&self, today: Day, interview: Option<Day>) -> Option<[Day; 4]> {
        let question = self.current()?;
        let Progress { memory, last_day, .. } = question.progress;
        let fed = last_day == Some(today) || self.results.iter().any(|answer| answer.key == question.key);
        let days = (!fed).then(|| schedule::previews(memory, last_day, today))?;
        Some(days.map(|day| schedule::before(interview, day, today)))
    }
}

#[cfg(test)]
mod tests {
    use crate::study::event::{Day, Rating};
    use crate::study::progress::Progress;
    use crate::study::session::tests::{event, question, settings};
    use crate::study::session::{Judged, Session, Timestamp};

    #[track_caller]
    fn check(last_day: Option<i32>, interview: Option<i32>, expected: Option<[i32; 4]>) {
        let mut question = question("C-1");
        question.progress = Progress { last_day: last_day.map(Day), ..Progress::default() };
        let mut session = Session::new(settings(), vec![question], Timestamp(0));
        let days = |session: &Session| session.previews(Day(100), interview.map(Day)).map(|days| days.map(|day| day.0));
        assert_eq!(days(&session), expected);
        session.reveal(None, Timestamp(0));
        let Judged::Attempt(attempt) = session.judge(Some(Rating::Again), Timestamp(500)) else { panic!("it judges") };
        assert!(session.accept(attempt, event(1), Timestamp(500)));
        assert_eq!(days(&session), None, "a repeat feeds nothing");
    }

    #[test]
    fn the_first_answer_of_a_day_has_days_not_after_the_interview() {
        check(None, None, Some([101, 101, 102, 108]));
        check(None, Some(105), Some([101, 101, 102, 105]));
        check(None, Some(100), Some([101, 101, 102, 108]));
        check(Some(99), None, Some([101, 101, 102, 108]));
        check(Some(100), None, None);
    }
}
