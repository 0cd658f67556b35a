use super::{Seen, Unseen, readiness};
use crate::study::event::{Attempt, CardKey, Day, DayTurn, Event, EventId, Mode, Moment, Rating, Verdict, What};
use crate::study::progress::Progress;
use crate::study::schedule::{Memory, recall};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;

const DAY: Day = Day(20_030);

fn progress(last: Verdict, stability: f32, days_ago: i32, first_right: bool) -> Progress {
    Progress {
        attempts: 1,
        last: Some(last),
        memory: Some(Memory { stability, difficulty: 5.0 }),
        last_day: Some(Day(DAY.0 - days_ago)),
        first_right: Some(first_right),
        ..Progress::default()
    }
}

fn seen(topic: i64, progress: Progress) -> Seen {
    Seen { topic: Some(topic), progress }
}

fn unseen(topic: i64, cards: usize) -> Unseen {
    Unseen { topic: Some(topic), cards }
}

#[track_caller]
fn check(seen: &[Seen], unseen: &[Unseen], expected: Option<f64>) {
    let share = readiness(seen, unseen, DAY);
    let is_close = share.zip(expected).is_some_and(|(share, expected)| (share - expected).abs() < 1e-6);
    assert!(is_close || (share, expected) == (None, None), "{share:?}, not {expected:?}");
}

#[test]
fn without_cards_there_is_no_readiness_and_without_answers_it_is_nothing() {
    check(&[], &[], None);
    check(&[], &[unseen(1, 9)], Some(0.0));
}

#[test]
fn a_card_that_was_right_counts_with_its_recall_on_the_day() {
    // At one stability FSRS expects nine in ten.
    check(&[seen(1, progress(Verdict::Right, 20.0, 20, false))], &[], Some(0.9));
    check(&[seen(1, progress(Verdict::Right, 20.0, 0, false))], &[], Some(1.0));
    check(&[seen(1, progress(Verdict::Partly, 20.0, 20, false))], &[], Some(0.9));
}

#[test]
fn a_card_that_was_missed_counts_as_not_known() {
    check(&[seen(1, progress(Verdict::Wrong, 20.0, 0, true))], &[], Some(0.0));
}

#[test]
fn an_unseen_card_counts_at_the_first_answer_rate_of_its_topic() {
    let known = |topic, first_right| seen(topic, progress(Verdict::Wrong, 1.0, 1, first_right));
    // Two of three first answers in topic 1 were right, none in topic 2; together two of four.
    let all = [known(1, true), known(1, true), known(1, false), known(2, false)];
    check(&all, &[unseen(1, 6)], Some(4.0 / 10.0));
    check(&all, &[unseen(2, 6)], Some(0.0));
    check(&all, &[unseen(3, 6)], Some(3.0 / 10.0));
    check(&all, &[Unseen { topic: None, cards: 6 }], Some(3.0 / 10.0));
}

#[test]
fn a_card_that_was_right_counts_no_less_than_an_unseen_one_of_its_topic() {
    let faded = progress(Verdict::Right, 0.5, 900, true);
    let by_itself = recall(faded.memory.expect("a memory"), Day(DAY.0 - 900), DAY);
    assert!(by_itself < 0.5);
    check(&[seen(1, faded)], &[], Some(1.0));
}

#[test]
fn a_card_that_was_only_chosen_counts_as_an_unseen_one() {
    let chosen = Progress { attempts: 1, last: Some(Verdict::Right), ..Progress::default() };
    check(&[seen(1, chosen.clone())], &[], Some(0.0));
    check(&[seen(1, chosen), seen(1, progress(Verdict::Wrong, 1.0, 1, true))], &[], Some(0.5));
}

/// One answer: which card, days after the one before, and how it went.
type Answer = (usize, i32, Verdict, Rating, Mode);

const TOPICS: [i64; 5] = [1, 1, 1, 2, 2];

fn answer() -> impl Strategy<Value = Answer> {
    let verdict = select(vec![
        (Verdict::Wrong, Rating::Again),
        (Verdict::Partly, Rating::Hard),
        (Verdict::Right, Rating::Hard),
        (Verdict::Right, Rating::Good),
        (Verdict::Right, Rating::Easy),
    ]);
    let later = prop_oneof![2 => Just(0), 3 => 1..9_i32, 1 => 9..200_i32];
    let mode = prop_oneof![4 => Just(Mode::Recall), 1 => Just(Mode::Choice)];
    // There is no choice that is partly right, and none that is rated hard.
    (0..TOPICS.len(), later, verdict, mode).prop_map(|(card, later, (verdict, rating), mode)| match mode {
        Mode::Choice if verdict == Verdict::Wrong => (card, later, verdict, Rating::Again, mode),
        Mode::Choice => (card, later, Verdict::Right, Rating::Good, mode),
        mode => (card, later, verdict, rating, mode),
    })
}

/// The cards after these answers, and the day of the last one.
fn after(answers: &[Answer]) -> (Vec<Seen>, Vec<Unseen>, Day) {
    let mut day = 20_000;
    let mut logs: Vec<Vec<Event>> = vec![Vec::new(); TOPICS.len()];
    for (number, (card, later, verdict, rating, mode)) in answers.iter().enumerate() {
        day += later;
        let attempt = serde_json::json!({"session": "s", "mode": mode, "first": true, "verdict": verdict, "rating": rating,
            "slow": false, "answer_ms": 1, "reading_ms": 1});
        let attempt: Attempt = serde_json::from_value(attempt).expect("an attempt");
        logs[*card].push(Event {
            id: EventId { device: "here".to_owned(), number: number as u64 + 1 },
            when: Moment { utc: i64::from(day) * 86_400_000 + 43_200_000 + number as i64, offset: 0 },
            card: CardKey { source: "s".to_owned(), id: card.to_string() },
            what: What::Attempt(attempt),
        });
    }
    let (mut seen, mut fresh) = (Vec::new(), Vec::new());
    for (topic, log) in TOPICS.into_iter().zip(logs) {
        match log.is_empty() {
            true => fresh.push(unseen(topic, 1)),
            false => seen.push(Seen { topic: Some(topic), progress: Progress::of(&log, DayTurn::default()) }),
        }
    }
    (seen, fresh, Day(day))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readiness_is_a_share(answers in vec(answer(), 0..30), ahead in 0..400_i32) {
        let (seen, unseen, day) = after(&answers);
        let share = readiness(&seen, &unseen, Day(day.0 + ahead)).expect("there are cards");
        assert!((0.0..=1.0).contains(&share), "{share}");
    }

    /// The law of this module, for any history and any further answer.
    #[test]
    fn a_right_answer_never_lowers_it_and_a_wrong_one_never_raises_it(
        answers in vec(answer(), 0..25), last in answer(), ahead in 0..400_i32, rated_easy in any::<bool>(),
    ) {
        let (card, later, verdict, rating, mode) = last;
        let last = match (verdict, rating) {
            (Verdict::Right, _) => (card, later, verdict, if rated_easy { Rating::Easy } else { Rating::Good }, mode),
            _ => last,
        };
        let with: Vec<Answer> = answers.iter().copied().chain([last]).collect();
        let (seen, unseen, day) = after(&with);
        let on = Day(day.0 + ahead);
        let after_it = readiness(&seen, &unseen, on).expect("there are cards");
        let (seen, unseen, _) = after(&answers);
        let before_it = readiness(&seen, &unseen, on).expect("there are cards");
        // The recall is worked out in single precision.
        match verdict {
            Verdict::Right => assert!(after_it >= before_it - 1e-5, "{before_it} fell to {after_it}"),
            Verdict::Wrong => assert!(after_it <= before_it + 1e-5, "{before_it} rose to {after_it}"),
            Verdict::Partly => {}
        }
    }
}
