//! When the card on the screen would come back. It must not know how days are said.

use super::{Phase, Question, Session};
use crate::study::event::{Day, EventId, Rating};
use crate::study::progress::Feeding;
use crate::study::schedule;

impl Session {
    /// The day on which the card on the screen would fall due after Again, Hard, Good, Easy, and not before tomorrow: what comes
    /// back on the same day is due after it as well. Where the answer does not feed the schedule, these are the day on which it
    /// is due in any case; `None` where there is none, and before the reveal. With an interview ahead no day is after it.
    /// Whether an answer can get that rating says [`Session::best_rating`].
    pub fn previews(&self, today: Day, interview: Option<Day>) -> Option<[Day; 4]> {
        let showing = self.course.on_screen.as_ref()?;
        let Phase::Answered(answered) = showing.phase() else { return None };
        let Question { key, card, progress, .. } = &self.questions[showing.turn.card];
        let mut so_far = Feeding::of(progress);
        for (earlier, (event, _)) in self.results.iter().zip(&self.before).filter(|(earlier, _)| earlier.key == *key) {
            so_far.add(&earlier.attempt, self.earlier.get(event).copied().unwrap_or(today));
        }
        let due = |rating| {
            let mut feeding = so_far.clone();
            feeding.add(&showing.attempt(Some(rating), card, &self.settings, answered.revealed_at)?, today);
            Some(feeding.due(interview)?.max(schedule::day_after(today)))
        };
        Some([due(Rating::Again)?, due(Rating::Hard)?, due(Rating::Good)?, due(Rating::Easy)?])
    }

    /// Says on which day an answer was given: the run may go on past the turn of the day.
    pub fn date(&mut self, event: EventId, day: Day) {
        self.earlier.insert(event, day);
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::{Distractor, KeyPoint, Options};
    use crate::study::event::{Confidence, Day, Mode, Rating, Verdict};
    use crate::study::progress::Progress;
    use crate::study::run::Step;
    use crate::study::schedule::{self, Memory};
    use crate::study::session::tests::{event, question, settings};
    use crate::study::session::{Judged, Session, Settings, Timestamp};
    use crate::study::ways::Ways;

    fn days(session: &Session, interview: Option<i32>) -> Option<[i32; 4]> {
        session.previews(Day(100), interview.map(Day)).map(|days| days.map(|day| day.0))
    }

    fn begun(progress: Progress, ways: Ways) -> Session {
        let mut question = question("C-1");
        let distractor =
            Distractor { text: "no".to_owned(), why: "it is none".to_owned(), unknown: Default::default() };
        let options =
            Options { ask: None, key: "yes".to_owned(), distractors: vec![distractor], unknown: Default::default() };
        (question.progress, question.card.options) = (progress, Some(options));
        Session::new(Settings { ways, ..settings() }, vec![question], Timestamp(0))
    }

    fn accept(session: &mut Session, rating: Rating, number: u64, at: u64) {
        let Judged::Attempt(attempt) = session.judge(Some(rating), Timestamp(at)) else { panic!("it judges") };
        assert!(session.accept(attempt, event(number), Timestamp(at)));
    }

    /// The days of a first answer and, once it was missed, of the one after it.
    #[track_caller]
    fn check(last_day: Option<i32>, interview: Option<i32>, expected: [i32; 4], of_the_repeat: i32) {
        let progress = Progress { last_day: last_day.map(Day), ..Progress::default() };
        let mut session = begun(progress, Ways::All(Mode::Recall));
        assert_eq!(days(&session, interview), None, "nothing is said before the reveal");
        session.reveal(None, Timestamp(0));
        assert_eq!(days(&session, interview), Some(expected));
        accept(&mut session, Rating::Again, 1, 500);
        session.reveal(None, Timestamp(500));
        assert_eq!(days(&session, interview), Some([of_the_repeat; 4]), "a repeat feeds nothing");
    }

    #[test]
    fn the_first_answer_of_a_day_has_days_not_after_the_interview() {
        check(None, None, [101, 101, 102, 108], 101);
        check(None, Some(105), [101, 101, 102, 105], 101);
        check(None, Some(100), [101, 101, 102, 108], 101);
        check(Some(99), None, [101, 101, 102, 108], 101);
    }

    #[test]
    fn what_was_answered_today_has_the_day_on_which_it_is_due_in_any_case() {
        let memory = Some(Memory { stability: 30.0, difficulty: 5.0 });
        let answered =
            |due: i32| Progress { memory, last_day: Some(Day(100)), due: Some(Day(due)), ..Progress::default() };
        for (progress, interview, expected) in [
            (answered(130), None, Some([130; 4])),
            (answered(130), Some(110), Some([110; 4])),
            // Wrong though sure, today: until it is recalled it is due, and then tomorrow.
            (Progress { sure_but_wrong: true, ..answered(100) }, None, Some([101; 4])),
        ] {
            let mut session = begun(progress, Ways::All(Mode::Recall));
            session.reveal(None, Timestamp(0));
            assert_eq!(days(&session, interview), expected);
        }
    }

    /// A wrong choice counts as again, and leaves the free answer of its day to come.
    #[test]
    fn after_a_wrong_choice_the_free_answer_of_the_day_still_feeds() {
        let known = Memory { stability: 300.0, difficulty: 3.0 };
        let (chosen, due) = schedule::after(Some(known), Some(Day(40)), Rating::Again, Day(100));
        let after_choice = |rating| schedule::after(Some(chosen), Some(Day(100)), rating, Day(100)).1.0;
        let expected = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy].map(after_choice);
        assert!(expected[0] < expected[3] && expected[3] > due.0, "{expected:?}");
        // In an earlier run of the day.
        let (memory, last_day) = (Some(chosen), Some(Day(100)));
        let progress = Progress { memory, last_day, due: Some(due), only_chosen: true, ..Progress::default() };
        let mut session = begun(progress, Ways::All(Mode::Recall));
        session.reveal(None, Timestamp(0));
        assert_eq!(days(&session, None), Some(expected));
        // In the same run, where a missed card that comes back is recalled.
        let (memory, last_day) = (Some(known), Some(Day(40)));
        let (last, due) = (Some(Verdict::Wrong), Some(Day(99)));
        let missed = Progress { attempts: 1, missed: true, last, memory, last_day, due, ..Progress::default() };
        let mut session = begun(missed, Ways::Mixed);
        session.show_options();
        session.reveal(Some(Confidence::DoNotKnow), Timestamp(0));
        accept(&mut session, Rating::Again, 1, 500);
        assert!(!session.results()[0].attempt.mode.is_free());
        session.reveal(None, Timestamp(500));
        assert_eq!(days(&session, None), Some(expected));
    }

    #[test]
    fn an_answer_from_before_the_run_was_gone_on_with_is_of_its_own_day() {
        let mut session = begun(Progress::default(), Ways::All(Mode::Recall));
        session.reveal(None, Timestamp(0));
        let Judged::Attempt(missed) = session.judge(Some(Rating::Again), Timestamp(500)) else { panic!("it judges") };
        let key = question("C-1").key;
        let mut session = begun(Progress::default(), Ways::All(Mode::Recall));
        session.replay(
            &[Step::Answered(key, event(1), Box::new(missed))],
            [(event(1), Day(96))].into(),
            Timestamp(900),
        );
        session.reveal(None, Timestamp(900));
        let (memory, _) = schedule::after(None, None, Rating::Again, Day(96));
        let after = |rating| schedule::after(Some(memory), Some(Day(96)), rating, Day(100)).1.0;
        let expected = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy].map(after);
        assert_eq!(days(&session, None), Some(expected));
        assert!(expected[3] > 101, "{expected:?}");
    }

    #[test]
    fn a_repeat_on_the_day_after_feeds() {
        let (memory, _) = schedule::after(None, None, Rating::Again, Day(99));
        let after = |rating| schedule::after(Some(memory), Some(Day(99)), rating, Day(100)).1.0;
        let fed = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy].map(after);
        for (day, expected) in [(99, fed), (100, [101; 4])] {
            let mut session = begun(Progress::default(), Ways::All(Mode::Recall));
            session.reveal(None, Timestamp(0));
            accept(&mut session, Rating::Again, 1, 500);
            session.date(event(1), Day(day));
            session.reveal(None, Timestamp(500));
            assert_eq!(days(&session, None), Some(expected), "missed on {day}");
        }
    }

    #[test]
    fn a_rating_that_is_capped_has_the_days_of_the_one_that_is_given() {
        let settings = Settings { strict: true, per_card_ms: 1000, ..settings() };
        let mut session = Session::new(settings, vec![question("C-1")], Timestamp(0));
        session.reveal(None, Timestamp(2000));
        assert_eq!(days(&session, None), Some([101, 101, 101, 101]), "hard at best");
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
