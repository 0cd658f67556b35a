//! Single sessions, told key by key.

use super::{Answered, Judged, Phase, Position, Question, RATING_DEAD_MS, Session, Settings, Timestamp};
use crate::bank::{Card, KeyPoint, UnknownFields};
use crate::study::alike::Alike;
use crate::study::event::{Attempt, CardKey, Confidence, EventId, Rating, Verdict};
use crate::study::progress::Progress;
use crate::study::ways::Ways;

mod modes;

const SOURCE: &str = "qbank";

pub fn settings() -> Settings {
    Settings {
        session: "run".to_owned(),
        limit_ms: None,
        per_card_ms: 60_000,
        strict: false,
        ways: Ways::Mixed,
        seed: 1,
    }
}

/// A card of three must points and a bonus point, on its own topic.
pub fn question(id: &str) -> Question {
    let point = |must| KeyPoint { must, text: "a point".to_owned(), cues: Vec::new(), unknown: UnknownFields::new() };
    let card = Card {
        id: id.to_owned(),
        question: format!("What is {id}?"),
        topic: Some(id.to_owned()),
        answer: Some("An answer.".to_owned()),
        explanation: Some("A mechanism.".to_owned()),
        key_points: vec![point(true), point(true), point(true), point(false)],
        ..Card::default()
    };
    Question {
        key: CardKey { source: SOURCE.to_owned(), id: id.to_owned() },
        card,
        progress: Progress::default(),
        alike: Alike::default(),
    }
}

pub fn event(number: u64) -> EventId {
    EventId { device: "laptop".to_owned(), number }
}

/// A session, and the clock in front of it.
struct Run {
    session: Session,
    now: u64,
}

impl Run {
    fn new(cards: usize) -> Run {
        Run::with(settings(), cards)
    }

    fn with(settings: Settings, cards: usize) -> Run {
        let questions = (0..cards).map(|number| question(&format!("C-{number}"))).collect();
        Run { session: Session::new(settings, questions, Timestamp(1000)), now: 1000 }
    }

    fn at(&self) -> Timestamp {
        Timestamp(self.now)
    }

    fn wait(&mut self, ms: u64) -> &mut Run {
        self.now += ms;
        self
    }

    fn reveal(&mut self, confidence: Option<Confidence>) -> &mut Run {
        self.session.reveal(confidence, self.at());
        self.wait(RATING_DEAD_MS)
    }

    fn tick(&mut self, points: &[usize]) -> &mut Run {
        for &point in points {
            self.session.tick(point);
        }
        self
    }

    #[track_caller]
    fn judge(&mut self, rating: Option<Rating>) -> Attempt {
        match self.session.judge(rating, self.at()) {
            Judged::Attempt(attempt) => attempt,
            other => panic!("no attempt but {other:?}"),
        }
    }

    #[track_caller]
    fn rate(&mut self, rating: Rating) -> Attempt {
        let attempt = self.judge(Some(rating));
        let number = self.session.results().len() as u64 + 1;
        assert!(self.session.accept(attempt.clone(), event(number), self.at()), "{attempt:?} is not accepted");
        attempt
    }

    /// Answers the card on screen without ticks.
    #[track_caller]
    fn answer(&mut self, rating: Rating) -> Attempt {
        self.reveal(None).rate(rating)
    }

    fn skip(&mut self) -> &mut Run {
        self.session.skip(self.at());
        self
    }

    fn take_back(&mut self) -> &mut Run {
        self.session.take_back(self.at());
        self
    }

    fn end(&mut self) -> &mut Run {
        self.session.end(self.at());
        self
    }

    fn pause(&mut self) -> &mut Run {
        self.session.pause(self.at());
        self
    }

    fn resume(&mut self) -> &mut Run {
        self.session.resume(self.at());
        self
    }

    fn reveal_due(&self) -> bool {
        self.session.reveal_due(self.at())
    }

    #[track_caller]
    fn id(&self) -> String {
        self.session.current().expect("a card on screen").key.id.clone()
    }

    #[track_caller]
    fn check_position(&self, number: usize, of: usize, coming_again: usize, again: bool) {
        assert_eq!(self.session.position(), Position { number, of, coming_again, again });
    }

    #[track_caller]
    fn check_clocks(&self, question_ms: u64, session_ms: u64) {
        let clocks = self.session.clocks(self.at());
        assert_eq!((clocks.question_ms, clocks.session_ms), (question_ms, session_ms));
    }

    fn is_over(&self) -> bool {
        self.session.phase().is_over()
    }
}

#[test]
fn the_answer_shows_only_after_the_reveal() {
    let mut run = Run::new(1);
    let head = question("C-0").card;
    let seen = run.session.current().expect("a question").card.clone();
    assert_eq!((&seen.question, &seen.topic), (&head.question, &head.topic));
    assert_eq!((seen.answer, seen.explanation, seen.key_points.len()), (None, None, 0));
    run.reveal(None);
    assert_eq!(run.session.current().expect("a question").card, head);
}

#[test]
fn rating_keys_are_dead_right_after_a_reveal() {
    let mut run = Run::new(1);
    run.session.reveal(None, run.at());
    run.wait(RATING_DEAD_MS - 1);
    assert_eq!(run.session.judge(Some(Rating::Good), run.at()), Judged::TooSoon);
    assert_eq!(run.session.judge(None, run.at()), Judged::TooSoon);
    run.wait(1).judge(Some(Rating::Good));
}

#[test]
fn nothing_can_be_rated_without_an_answer_on_screen() {
    let mut run = Run::new(1);
    assert_eq!(run.session.judge(Some(Rating::Good), run.at()), Judged::NothingToRate);
    run.answer(Rating::Good);
    assert!(run.is_over());
    assert_eq!(run.session.judge(Some(Rating::Good), run.at()), Judged::NothingToRate);
}

/// Reveals after ten seconds with `confidence`, ticks, and presses Enter.
#[track_caller]
fn check_enter(confidence: Option<Confidence>, ticked: &[usize], expected: Option<(Rating, Verdict)>) {
    let mut run = Run::new(1);
    run.wait(10_000).reveal(confidence).tick(ticked);
    let judged = run.session.judge(None, run.at());
    let attempt = match &judged {
        Judged::Attempt(attempt) => Some((attempt.rating, attempt.verdict)),
        _ => None,
    };
    assert_eq!(attempt, expected, "{confidence:?}, {ticked:?}: {judged:?}");
    assert_eq!(run.session.proposal(), expected.map(|(rating, _)| rating));
    assert_eq!(judged == Judged::AskForRating, expected.is_none());
}

#[test]
fn enter_takes_the_proposal_or_asks() {
    check_enter(None, &[], None);
    check_enter(Some(Confidence::Sure), &[], None);
    check_enter(Some(Confidence::Sure), &[0, 1, 2], Some((Rating::Easy, Verdict::Right)));
    check_enter(Some(Confidence::Guess), &[0, 1, 2], Some((Rating::Good, Verdict::Right)));
    check_enter(None, &[0, 1], Some((Rating::Hard, Verdict::Partly)));
    check_enter(None, &[2], Some((Rating::Again, Verdict::Wrong)));
    check_enter(None, &[3], None);
    check_enter(None, &[99, usize::MAX], None);
}

#[test]
fn i_do_not_know_proposes_again_until_points_are_ticked() {
    check_enter(Some(Confidence::DoNotKnow), &[], Some((Rating::Again, Verdict::Wrong)));
    check_enter(Some(Confidence::DoNotKnow), &[0, 1], Some((Rating::Hard, Verdict::Partly)));
}

#[test]
fn a_second_tick_takes_the_first_away() {
    check_enter(None, &[0, 1, 0, 1], None);
    check_enter(None, &[0, 1, 2, 2], Some((Rating::Hard, Verdict::Partly)));
}

#[test]
fn a_chosen_rating_overrules_the_schedule_and_not_the_verdict() {
    let mut run = Run::new(2);
    let ticked = run.reveal(None).tick(&[1, 3]).rate(Rating::Easy);
    assert_eq!((ticked.verdict, ticked.rating, ticked.proposed), (Verdict::Wrong, Rating::Easy, Some(Rating::Again)));
    assert_eq!((ticked.ticked, ticked.must), (vec![1, 3], Some((1, 3))));
    let plain = run.answer(Rating::Hard);
    assert_eq!((plain.verdict, plain.rating, plain.proposed, plain.must), (Verdict::Right, Rating::Hard, None, None));
}

#[track_caller]
fn check_time(strict: bool, answer_ms: u64, slow: bool, rating: Rating) {
    let mut run = Run::with(Settings { strict, ..settings() }, 1);
    run.wait(answer_ms);
    assert_eq!(run.reveal_due(), strict && slow);
    let attempt = run.reveal(Some(Confidence::Sure)).tick(&[0, 1, 2]).rate(Rating::Easy);
    assert_eq!((attempt.slow, attempt.rating, attempt.answer_ms), (slow, rating, answer_ms));
    assert_eq!(attempt.verdict, Verdict::Right);
}

#[test]
fn from_the_target_on_an_answer_is_slow_and_strict_caps_it_at_hard() {
    check_time(false, 59_999, false, Rating::Easy);
    check_time(false, 60_000, true, Rating::Easy);
    check_time(true, 59_999, false, Rating::Easy);
    check_time(true, 60_000, true, Rating::Hard);
}

#[test]
fn a_slow_answer_is_not_proposed_as_easy() {
    for (strict, expected) in [(false, Rating::Good), (true, Rating::Hard)] {
        let mut run = Run::with(Settings { strict, ..settings() }, 1);
        run.wait(70_000).reveal(Some(Confidence::Sure)).tick(&[0, 1, 2]);
        assert_eq!(run.session.proposal(), Some(expected), "strict: {strict}");
    }
}

#[test]
fn a_strict_session_that_runs_out_ends_the_question_too() {
    let mut run = Run::with(Settings { strict: true, limit_ms: Some(5000), ..settings() }, 2);
    assert!(!run.wait(4999).reveal_due());
    assert!(run.wait(1).reveal_due());
    let attempt = run.answer(Rating::Easy);
    assert_eq!((attempt.rating, attempt.slow), (Rating::Hard, false));
    assert!(run.is_over());
}

#[test]
fn the_clocks_count_answering_only() {
    let mut run = Run::new(3);
    run.wait(4000).check_clocks(4000, 4000);
    run.reveal(None).wait(9750).check_clocks(4000, 4000);
    let first = run.rate(Rating::Good);
    assert_eq!((first.answer_ms, first.reading_ms), (4000, 10_000));
    run.check_clocks(0, 4000);
    run.wait(500).check_clocks(500, 4500);
    run.skip();
    run.wait(70).check_clocks(70, 4570);
    run.end();
    run.wait(1000).check_clocks(0, 4570);
}

#[test]
fn time_away_is_not_counted() {
    let mut run = Run::new(1);
    run.wait(1000).pause();
    run.wait(50_000).check_clocks(1000, 1000);
    run.pause();
    run.resume();
    run.resume();
    run.wait(500).resume().reveal(None).pause();
    run.wait(50_000).resume();
    let attempt = run.wait(50).rate(Rating::Good);
    assert_eq!((attempt.answer_ms, attempt.reading_ms), (1500, RATING_DEAD_MS + 50));
}

#[test]
fn a_clock_that_stands_or_goes_back_counts_nothing() {
    let mut run = Run::new(1);
    run.session.reveal(None, Timestamp(0));
    assert_eq!(run.session.judge(Some(Rating::Good), Timestamp(0)), Judged::TooSoon);
    run.check_clocks(0, 0);
}

#[test]
fn at_the_limit_the_card_on_screen_is_finished() {
    let mut run = Run::with(Settings { limit_ms: Some(10_000), ..settings() }, 5);
    run.wait(9999).answer(Rating::Good);
    assert!(!run.is_over());
    run.wait(30_000);
    assert!(run.session.phase().is_asking());
    assert!(!run.reveal_due());
    run.answer(Rating::Again);
    assert!(run.is_over());
    run.check_clocks(0, 39_999);
    assert_eq!(run.session.results().len(), 2);
}

#[test]
fn a_missed_card_comes_back_until_once_right() {
    let mut run = Run::new(3);
    let missed = run.id();
    run.check_position(1, 3, 0, false);
    run.answer(Rating::Again);
    run.check_position(2, 3, 1, false);
    run.answer(Rating::Good);
    run.answer(Rating::Hard);
    assert_eq!(run.id(), missed);
    run.check_position(3, 3, 0, true);
    let repeat = run.answer(Rating::Again);
    assert!(!repeat.first);
    // It is the only one left: it comes back right away.
    assert_eq!(run.id(), missed);
    run.check_position(3, 3, 0, true);
    let partly = run.reveal(None).tick(&[0, 1]).rate(Rating::Hard);
    assert_eq!(partly.verdict, Verdict::Partly);
    assert_eq!(run.id(), missed);
    run.answer(Rating::Good);
    assert!(run.is_over());
    run.check_position(3, 3, 0, false);
}

#[test]
fn a_first_answer_that_is_partly_right_does_not_come_back() {
    let mut run = Run::new(1);
    run.reveal(None).tick(&[0, 1]).rate(Rating::Again);
    assert!(run.is_over());
}

#[test]
fn a_contrast_partner_follows_a_miss_within_five_cards() {
    for seed in 0..20 {
        for missed_names_it in [true, false] {
            let mut questions: Vec<Question> = (0..30).map(|number| question(&format!("C-{number}"))).collect();
            let settings = Settings { seed, ..settings() };
            let order = |questions: &[Question]| {
                let session = Session::new(settings.clone(), questions.to_vec(), Timestamp(0));
                let rest = session.course.queue.upcoming().map(|turn| turn.card);
                session.course.on_screen.iter().map(|showing| showing.turn.card).chain(rest).collect::<Vec<usize>>()
            };
            let order = order(&questions);
            let (first, last) = (order[0], order[29]);
            let (names, named) = if missed_names_it { (first, last) } else { (last, first) };
            questions[names].card.contrast = vec!["C-99".to_owned(), questions[named].key.id.clone()];
            let mut run = Run { session: Session::new(settings, questions, Timestamp(1000)), now: 1000 };
            run.answer(Rating::Again);
            let after = (1..30).find(|_| {
                let found = run.id() == format!("C-{last}");
                run.answer(Rating::Good);
                found
            });
            assert!(after.is_some_and(|after| after <= 5), "seed {seed}: it came after {after:?}");
        }
    }
}

#[test]
fn a_skip_is_no_attempt_and_leaves_the_run() {
    let mut run = Run::new(2);
    let skipped = run.id();
    run.skip();
    run.check_position(2, 2, 0, false);
    run.reveal(None).skip();
    assert!(!run.is_over(), "a revealed card was skipped");
    run.rate(Rating::Good);
    assert!(run.is_over());
    assert_eq!(run.session.results().len(), 1);
    let ids: Vec<&str> = run.session.skipped().map(|question| question.key.id.as_str()).collect();
    assert_eq!(ids, [skipped]);
}

#[test]
fn only_the_last_judgement_is_accepted_and_only_once() {
    let mut run = Run::new(3);
    let stale = run.reveal(None).judge(Some(Rating::Easy));
    let attempt = run.judge(Some(Rating::Good));
    assert!(!run.session.accept(stale, event(1), run.at()));
    assert!(run.session.accept(attempt.clone(), event(1), run.at()));
    assert!(!run.session.accept(attempt.clone(), event(1), run.at()), "accepted twice");
    run.reveal(None);
    assert!(!run.session.accept(attempt, event(1), run.at()), "accepted for the next card");
    let before_tick = run.judge(Some(Rating::Good));
    run.tick(&[0]);
    assert!(!run.session.accept(before_tick, event(2), run.at()), "accepted after the ticks changed");
    assert_eq!(run.session.results().len(), 1);
}

#[test]
fn taking_back_returns_to_the_card_as_it_was_answered() {
    let mut run = Run::new(2);
    let card = run.id();
    run.wait(2000).reveal(Some(Confidence::ThinkSo)).tick(&[0, 3]).rate(Rating::Again);
    assert_eq!(run.session.last_answer(), Some(&event(1)));
    run.wait(3000);
    run.take_back();
    assert_eq!((run.id(), run.session.last_answer(), run.session.results()), (card, None, &[][..]));
    run.check_position(1, 2, 0, false);
    run.check_clocks(2000, 2000);
    let again = run.wait(500).tick(&[1]).rate(Rating::Hard);
    assert_eq!((again.ticked, again.verdict, again.first), (vec![0, 1, 3], Verdict::Partly, true));
    assert_eq!((again.answer_ms, again.reading_ms), (2000, RATING_DEAD_MS + 500));
}

#[test]
fn a_card_whose_answer_was_seen_is_not_asked_anew_after_an_undo() {
    let mut run = Run::new(3);
    run.answer(Rating::Good);
    let seen = run.id();
    run.wait(4000).reveal(Some(Confidence::Sure)).tick(&[2]);
    run.take_back();
    run.rate(Rating::Easy);
    assert_eq!(run.id(), seen);
    assert!(matches!(run.session.phase(), Phase::Answered(Answered { confidence: Some(Confidence::Sure), .. })));
    run.check_clocks(4000, 4000);
    // The answer appears without a key having asked for it, so the keys wait again.
    assert_eq!(run.session.judge(None, run.at()), Judged::TooSoon);
}

#[test]
fn the_end_can_be_taken_back() {
    let mut run = Run::new(2);
    run.answer(Rating::Good);
    run.wait(1000).end();
    assert!(run.is_over());
    assert!(run.session.current().is_none());
    run.take_back();
    run.check_position(1, 2, 0, false);
    run.rate(Rating::Good);
    run.check_position(2, 2, 0, false);
    run.check_clocks(1000, 1000);
}

#[test]
fn a_session_without_questions_is_over() {
    let mut run = Run::new(0);
    assert!(run.is_over());
    run.check_position(0, 0, 0, false);
    run.take_back();
    run.skip();
    run.end();
    assert!(run.is_over());
}

#[test]
fn a_card_given_twice_is_asked_once() {
    let questions = vec![question("C-1"), question("C-2"), question("C-1")];
    let run = Run { session: Session::new(settings(), questions, Timestamp(1000)), now: 1000 };
    run.check_position(1, 2, 0, false);
}

#[test]
fn a_session_with_no_time_asks_one_question() {
    let mut run = Run::with(Settings { limit_ms: Some(0), ..settings() }, 3);
    run.answer(Rating::Good);
    assert!(run.is_over());
}
