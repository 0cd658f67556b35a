//! A session that is left anywhere and replayed stands where it was.

use crate::study::event::{Attempt, CardKey, Confidence, EventId, Rating, Verdict};
use crate::study::run::Step;
use crate::study::session::tests::{event, question, settings};
use crate::study::session::{Judged, Position, Question, Session, Settings, Timestamp};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use proptest::test_runner::Config;

/// What somebody does with the card on the screen, after so many milliseconds.
#[derive(Debug, Clone)]
enum Act {
    Answer {
        confidence: Option<Confidence>,
        ticks: Vec<usize>,
        rating: Rating,
    },
    Skip,
    TakeBack,
    /// An answer is taken back elsewhere, so many answers before the last one.
    TakeBackElsewhere(usize),
}

fn act() -> impl Strategy<Value = (u64, Act)> {
    let rating = select(vec![Rating::Again, Rating::Hard, Rating::Good, Rating::Easy]);
    let confidence = option::of(select(vec![Confidence::Guess, Confidence::Sure]));
    let answer = (confidence, vec(0..4_usize, 0..4), rating).prop_map(|(confidence, ticks, rating)| Act::Answer {
        confidence,
        ticks,
        rating,
    });
    let act = prop_oneof![8 => answer, 1 => Just(Act::Skip), 2 => Just(Act::TakeBack)];
    (0..4000_u64, act)
}

fn questions(cards: usize, topics: usize) -> Vec<Question> {
    let one = |number: usize| {
        let mut question = question(&format!("C-{number}"));
        question.card.topic = (topics > 0).then(|| format!("topic {}", number % topics));
        question.card.contrast = vec![format!("C-{}", (number + 3) % cards)];
        question
    };
    (0..cards).map(one).collect()
}

/// A session with the log that the front ends keep of it.
struct Kept {
    session: Session,
    steps: Vec<Step>,
    now: u64,
    events: u64,
}

impl Kept {
    fn at(&self) -> Timestamp {
        Timestamp(self.now)
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Answer { confidence, ticks, rating } => self.answer(*confidence, ticks, *rating),
            Act::Skip => {
                let asking = self.session.phase().is_asking();
                if let Some((key, passed)) = self.session.on_leaving(self.at()).filter(|_| asking) {
                    self.steps.push(Step::Skipped(key, passed.answer_ms));
                }
                self.session.skip(self.at());
            }
            Act::TakeBack => {
                if let Some(event) = self.session.last_answer().cloned() {
                    self.steps.push(Step::TakenBack(event));
                    self.session.take_back(self.at());
                }
            }
            Act::TakeBackElsewhere(back) => {
                let events: Vec<EventId> = self.session.before.iter().map(|(event, _)| event.clone()).collect();
                if let Some(event) = events.iter().rev().nth(*back) {
                    self.steps.push(Step::TakenBack(event.clone()));
                }
            }
        }
    }

    fn answer(&mut self, confidence: Option<Confidence>, ticks: &[usize], rating: Rating) {
        self.session.reveal(confidence, self.at());
        self.now += 1000;
        ticks.iter().for_each(|tick| self.session.tick(*tick));
        let Judged::Attempt(attempt) = self.session.judge(Some(rating), self.at()) else { return };
        let key = self.session.current().expect("what was judged is on the screen").key.clone();
        self.events += 1;
        let id = event(self.events);
        self.steps.push(Step::Answered(key, id.clone(), Box::new(attempt.clone())));
        assert!(self.session.accept(attempt, id, self.at()));
    }
}

/// All that a person sees, and the order of what is still to come.
type Seen = (Position, Option<CardKey>, Vec<Attempt>, Vec<CardKey>, Vec<usize>, u64);

fn seen(session: &Session, now: Timestamp) -> Seen {
    (
        session.position(),
        session.current().map(|question| question.key.clone()),
        session.results().iter().map(|answer| answer.attempt.clone()).collect(),
        session.skipped().map(|question| question.key.clone()).collect(),
        session.course.queue.upcoming().map(|turn| turn.card).collect(),
        session.clocks(now).session_ms,
    )
}

fn replayed(settings: &Settings, questions: &[Question], steps: &[Step]) -> Session {
    let mut session = Session::new(settings.clone(), questions.to_vec(), Timestamp(50));
    session.replay(steps, Default::default(), Timestamp(50));
    session
}

fn kept(settings: &Settings, questions: &[Question], acts: &[(u64, Act)]) -> Kept {
    let session = Session::new(settings.clone(), questions.to_vec(), Timestamp(0));
    let mut kept = Kept { session, steps: Vec::new(), now: 0, events: 0 };
    for (ms, act) in acts {
        kept.now += ms;
        kept.act(act);
    }
    kept
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_session_that_was_left_goes_on_where_it_stood(
        seed in any::<u64>(), cards in 1..14_usize, topics in 0..4_usize, strict in any::<bool>(),
        limit_ms in option::weighted(0.2, 5000..40_000_u64), acts in vec(act(), 0..60), more in vec(act(), 0..20),
    ) {
        let settings = Settings { seed, strict, limit_ms, per_card_ms: 3000, ..settings() };
        let questions = questions(cards, topics);
        let mut kept = kept(&settings, &questions, &acts);
        if let Some((key, passed)) = kept.session.on_leaving(kept.at()) {
            kept.steps.push(Step::Left(key, passed.answer_ms));
        }
        let session = replayed(&settings, &questions, &kept.steps);
        assert_eq!(seen(&session, Timestamp(50)), seen(&kept.session, kept.at()));
        // What comes later is the same too, and can be left again.
        let mut on = Kept { session, steps: kept.steps.clone(), now: 50, events: kept.events };
        let undone_by_both = [(5, Act::TakeBack), (5, Act::TakeBack)];
        for (_, act) in undone_by_both.iter().chain(&more) {
            on.act(act);
            kept.act(act);
        }
        let verdicts = |kept: &Kept| -> Vec<(CardKey, Verdict)> {
            kept.session.results().iter().map(|answer| (answer.key.clone(), answer.attempt.verdict)).collect()
        };
        // Time on a card that an undo had set aside is not in the log, so that a limit may be reached later.
        assert!(limit_ms.is_some() || verdicts(&on) == verdicts(&kept), "{:?} {:?}", verdicts(&on), verdicts(&kept));
        if let Some((key, passed)) = on.session.on_leaving(on.at()) {
            on.steps.push(Step::Left(key, passed.answer_ms));
        }
        let again = replayed(&settings, &questions, &on.steps);
        assert_eq!(seen(&again, Timestamp(50)), seen(&on.session, on.at()));
    }

    /// An answer that was taken back elsewhere is gone, and those after it stand.
    #[test]
    fn any_answer_may_be_taken_back(
        seed in any::<u64>(), cards in 2..10_usize, acts in vec(act(), 1..40), back in 0..10_usize,
    ) {
        let settings = Settings { seed, ..settings() };
        let questions = questions(cards, 2);
        let mut kept = kept(&settings, &questions, &acts);
        let answers = |session: &Session| -> Vec<(EventId, bool)> {
            let events = session.before.iter().map(|(event, _)| event.clone());
            events.zip(session.results().iter().map(|answer| answer.attempt.first)).collect()
        };
        let mut expected = answers(&kept.session);
        if let Some(place) = expected.len().checked_sub(back + 1) {
            expected.remove(place);
        }
        kept.act(&Act::TakeBackElsewhere(back));
        let standing = answers(&replayed(&settings, &questions, &kept.steps));
        assert!(standing.iter().all(|answer| expected.contains(answer)));
        // A card that came again only because of the answer that is gone may not come now; all first answers are there.
        assert!(expected.iter().all(|(event, first)| !first || standing.iter().any(|(one, _)| one == event)));
    }
}

#[test]
fn the_clock_goes_on_and_the_card_too() {
    let questions = questions(3, 0);
    let settings = Settings { limit_ms: Some(60_000), ..settings() };
    let mut kept = kept(&settings, &questions, &[(2000, Act::Skip)]);
    kept.now += 1500;
    let (key, passed) = kept.session.on_leaving(kept.at()).expect("a card on the screen");
    assert_eq!(passed.answer_ms, 1500);
    kept.steps.push(Step::Left(key.clone(), passed.answer_ms));
    let session = replayed(&settings, &questions, &kept.steps);
    let clocks = session.clocks(Timestamp(550));
    assert_eq!((clocks.question_ms, clocks.session_ms), (2000, 4000));
    assert_eq!(session.current().map(|question| &question.key), Some(&key));
    assert!(!session.is_finished());
}

#[test]
fn what_a_strict_clock_has_capped_stays_so() {
    let answer = |ms| (ms, Act::Answer { confidence: None, ticks: Vec::new(), rating: Rating::Easy });
    for (per_card_ms, limit_ms, best) in
        [(60_000, Some(5000), Rating::Hard), (4000, None, Rating::Hard), (60_000, Some(5001), Rating::Easy)]
    {
        let settings = Settings { strict: true, per_card_ms, limit_ms, ..settings() };
        let mut kept = kept(&settings, &questions(3, 0), &[answer(1000), answer(4000)]);
        let mut session = replayed(&settings, &questions(3, 0), &kept.steps);
        for session in [&mut kept.session, &mut session] {
            session.take_back(Timestamp(90_000));
            assert_eq!(session.best_rating(), best, "{per_card_ms} a card, {limit_ms:?}");
        }
    }
}

#[test]
fn a_card_that_is_gone_is_left_out() {
    let all = questions(4, 0);
    let acts: Vec<(u64, Act)> =
        (0..3).map(|_| (10, Act::Answer { confidence: None, ticks: Vec::new(), rating: Rating::Good })).collect();
    let kept = kept(&settings(), &all, &acts);
    let gone = &kept.session.results()[1].key;
    let left: Vec<Question> = all.iter().filter(|question| question.key != *gone).cloned().collect();
    let session = replayed(&settings(), &left, &kept.steps);
    assert_eq!((session.results().len(), session.position().number, session.position().of), (2, 3, 3));
    assert_eq!(session.current().map(|question| &question.key), kept.session.current().map(|question| &question.key));
}

#[test]
fn a_run_that_was_left_is_not_finished() {
    let answer = (10, Act::Answer { confidence: None, ticks: Vec::new(), rating: Rating::Good });
    let mut left = kept(&settings(), &questions(2, 0), std::slice::from_ref(&answer));
    left.session.end(left.at());
    assert!(!left.session.is_finished());
    left.session.take_back(left.at());
    left.act(&answer.1);
    left.act(&answer.1);
    assert!(left.session.is_finished());
}
