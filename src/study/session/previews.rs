//! When the card on the screen would come back. It must not know how days are said.

use super::{Phase, Session};
use crate::study::event::{Confidence, Day, Rating, Verdict};
use crate::study::progress::Progress;
use crate::study::schedule;

impl Session {
    /// The day on which the card on the screen would fall due after Again, Hard, Good, Easy; `None` where its answer does not
    /// feed the schedule: the first of a day does. With an interview ahead no day is after it. Whether an answer can get that
    /// rating says [`Session::best_rating`].
    pub fn previews(&self, today: Day, interview: Option<Day>) -> Option<[Day; 4]> {
        let question = self.current()?;
        let Progress { memory, last_day, .. } = question.progress;
        let fed = last_day == Some(today) || self.results.iter().any(|answer| answer.key == question.key);
        let days = (!fed).then(|| schedule::previews(memory, last_day, today))?;
        let mut days = days.map(|day| schedule::before(interview, day, today));
        for (day, rating) in days.iter_mut().zip([Rating::Again, Rating::Hard, Rating::Good, Rating::Easy]) {
            // Once more today, and then tomorrow.
            if self.would_be_sure_but_wrong(rating) {
                *day = schedule::day_after(today).min(*day);
            }
        }
        Some(days)
    }

    fn would_be_sure_but_wrong(&self, rating: Rating) -> bool {
        let Some(showing) = &self.course.on_screen else { return false };
        let Phase::Answered(answered) = showing.phase() else { return false };
        let verdict = showing.verdict(rating, &self.questions[showing.turn.card].card, &self.settings);
        answered.confidence == Some(Confidence::Sure) && verdict == Some(Verdict::Wrong)
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::KeyPoint;
    use crate::study::event::{Confidence, Day, Rating};
    use crate::study::progress::Progress;
    use crate::study::schedule::Memory;
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

    #[test]
    fn what_was_sure_and_wrong_comes_back_tomorrow_whatever_the_rating() {
        let (memory, last_day) = (Some(Memory { stability: 30.0, difficulty: 5.0 }), Some(Day(90)));
        let days = |confidence, ticked: &[usize]| {
            let mut question = question("C-1");
            question.progress = Progress { memory, last_day, ..Progress::default() };
            question.card.key_points = ["one", "two", "three"]
                .map(|text| KeyPoint {
                    must: true,
                    text: text.to_owned(),
                    cues: Vec::new(),
                    unknown: Default::default(),
                })
                .into();
            let mut session = Session::new(settings(), vec![question], Timestamp(0));
            session.reveal(Some(confidence), Timestamp(0));
            ticked.iter().for_each(|point| session.tick(*point));
            session.previews(Day(100), None).map(|days| days.map(|day| day.0 - 100))
        };
        let usual = days(Confidence::ThinkSo, &[]).expect("the first answer of a day has days");
        assert!(usual[0] > 1 && usual.is_sorted(), "{usual:?}");
        let [_, hard, good, easy] = usual;
        // Without a tick the rating is the verdict; with one point of three it is wrong, with two partly right.
        assert_eq!(days(Confidence::Sure, &[]), Some([1, hard, good, easy]));
        assert_eq!(days(Confidence::Sure, &[0]), Some([1, 1, 1, 1]));
        assert_eq!(days(Confidence::Sure, &[0, 1]), Some(usual));
        assert_eq!(days(Confidence::ThinkSo, &[0]), Some(usual));
    }
}
