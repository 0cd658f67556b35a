//! A log in words, and what it says of its card.

use super::{Feeding, Progress, standing_edit};
use crate::bank::Card;
use crate::study::event::{
    Attempt, CardKey, Confidence, Day, DayTurn, Event, EventId, Mode, Moment, Rating, Verdict, What,
};
use crate::study::schedule;
use fsrs::{FSRS, FSRSItem, FSRSReview};
use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_oneof, proptest};
use proptest::sample::select;
use proptest::test_runner::Config;

const DAY_MS: i64 = 86_400_000;
const NOON_MS: i64 = 43_200_000;

/// The events of a card on one device, in words: `day what`, one per line or `;`.
///
/// `sure` says so. An answer is a verdict (right, partly, wrong) or `again hard good easy`, after the mode if it is not free recall, with
/// `repeat` for a later one of the run; `undo N` takes back the N-th event.
fn log(text: &str) -> Vec<Event> {
    let lines = text.split(';').map(str::trim).filter(|line| !line.is_empty());
    let event = |(place, line): (usize, &str)| {
        let mut words = line.split_whitespace();
        let day: i64 = words.next().expect("a day").parse().expect("a day is a number");
        let number = place as u64 + 1;
        let utc = day * DAY_MS + NOON_MS + number as i64 * 1000;
        Event {
            id: id(number),
            when: Moment { utc, offset: 0 },
            card: CardKey { source: "qbank".to_owned(), id: "X-1".to_owned() },
            what: what(&words.collect::<Vec<_>>()),
        }
    };
    lines.enumerate().map(event).collect()
}

fn id(number: u64) -> EventId {
    EventId { device: "laptop".to_owned(), number }
}

fn what(words: &[&str]) -> What {
    match words {
        ["flag"] => What::Flag(true),
        ["unflag"] => What::Flag(false),
        ["suspend"] => What::Suspend(true),
        ["unsuspend"] => What::Suspend(false),
        ["edit"] => What::Edit(Some(Box::default())),
        ["unedit"] => What::Edit(None),
        ["undo", number] => What::Undo(id(number.parse().expect("a number"))),
        ["kind", kind] => What::Other { kind: (*kind).to_owned(), data: serde_json::json!({}) },
        words => What::Attempt(attempt(words)),
    }
}

fn attempt(words: &[&str]) -> Attempt {
    let has = |word| words.contains(&word);
    let (verdict, rating) = match words.last().copied().expect("a verdict or a rating") {
        "wrong" | "again" => (Verdict::Wrong, Rating::Again),
        "partly" => (Verdict::Partly, Rating::Hard),
        "hard" => (Verdict::Right, Rating::Hard),
        "right" | "good" => (Verdict::Right, Rating::Good),
        "easy" => (Verdict::Right, Rating::Easy),
        other => panic!("no verdict {other}"),
    };
    let modes = [("typed", Mode::Typed), ("choice", Mode::Choice), ("predict", Mode::Predict)];
    Attempt {
        session: "s".to_owned(),
        mode: modes.into_iter().find(|(word, _)| has(*word)).map_or(Mode::Recall, |(_, mode)| mode),
        first: !has("repeat"),
        confidence: has("sure").then_some(Confidence::Sure),
        typed: None,
        chosen: None,
        ticked: Vec::new(),
        mistakes: Vec::new(),
        must: None,
        verdict,
        rating,
        proposed: None,
        slow: false,
        hinted: false,
        answer_ms: 0,
        reading_ms: 0,
    }
}

#[track_caller]
fn check<T: PartialEq + std::fmt::Debug>(text: &str, figure: impl Fn(Progress) -> T, expected: T) {
    let mut events = log(text);
    assert_eq!(figure(Progress::of(&events, DayTurn::default())), expected, "{text}");
    events.reverse();
    events.extend(log(text));
    assert_eq!(figure(Progress::of(&events, DayTurn::default())), expected, "{text}, in another order and twice");
}

#[test]
fn a_card_without_events_was_never_seen() {
    check("", |progress| progress, Progress::default());
}

#[test]
fn attempts_count_and_the_latest_verdict_stands() {
    let figures = |progress: Progress| (progress.attempts, progress.last);
    check("1 right", figures, (1, Some(Verdict::Right)));
    check("1 right; 1 repeat wrong; 2 choice partly", figures, (3, Some(Verdict::Partly)));
    check("1 flag; 1 kind unheard-of", figures, (0, None));
}

#[test]
fn a_card_is_missed_until_it_is_right() {
    check("1 wrong", |progress| progress.missed, true);
    check("1 partly", |progress| progress.missed, true);
    check("1 right; 2 wrong", |progress| progress.missed, true);
    check("1 wrong; 1 repeat partly", |progress| progress.missed, true);
    check("1 wrong; 1 repeat right", |progress| progress.missed, false);
}

#[test]
fn an_undone_event_never_happened() {
    let undone = "1 right; 2 wrong; 2 undo 2";
    check(undone, |progress| progress, Progress::of(&log("1 right"), DayTurn::default()));
    check("1 wrong; 1 undo 1", |progress| progress, Progress::default());
    check("1 flag; 1 undo 1", |progress| progress.flagged, false);
    check("1 edit; 1 undo 1", |progress| progress.edited, false);
    check("1 right; 1 undo 99", |progress| progress.attempts, 1);
}

#[test]
fn an_undo_cannot_be_undone() {
    check("1 wrong; 1 undo 1; 1 undo 2", |progress| progress.attempts, 0);
    check("1 wrong; 1 undo 1; 1 undo 2; 1 right", |progress| (progress.attempts, progress.missed), (1, false));
}

#[test]
fn the_last_mark_wins() {
    let marks = |progress: Progress| (progress.flagged, progress.suspended, progress.edited);
    check("1 flag; 2 suspend; 3 edit", marks, (true, true, true));
    check("1 flag; 2 unflag; 3 suspend; 4 unsuspend", marks, (false, false, false));
    check("1 unflag; 2 flag; 3 kind target", marks, (true, false, false));
    check("1 flag; 2 unflag; 2 undo 2", marks, (true, false, false));
    check("1 edit; 2 unedit", marks, (false, false, false));
    check("1 edit; 2 unedit; 2 undo 2", marks, (false, false, true));
}

#[test]
fn the_last_edit_stands_until_it_is_taken_back() {
    let edited = |question: &str| What::Edit(Some(Box::new(Card { question: question.to_owned(), ..Card::default() })));
    let mut events = log("1 edit; 2 edit; 3 flag");
    events[0].what = edited("First?");
    events[1].what = edited("Second?");
    let question = |events: &[Event]| standing_edit(events).map(|card| card.question.clone());
    assert_eq!(question(&events).as_deref(), Some("Second?"));
    events.extend(log("9 flag; 9 flag; 9 flag; 4 undo 2").pop());
    assert_eq!(question(&events).as_deref(), Some("First?"));
    events.extend(log("9 flag; 9 flag; 9 flag; 9 flag; 5 unedit").pop());
    assert_eq!(question(&events), None);
    assert_eq!(question(&[]), None);
}

/// The memory that these ratings give, one per day.
#[track_caller]
fn check_memory(text: &str, ratings: &[(i32, Rating)]) {
    let (mut memory, mut last, mut due) = (None, None, None);
    for &(day, rating) in ratings {
        let (after, falls_due) = schedule::after(memory, last, rating, Day(day));
        (memory, last, due) = (Some(after), Some(Day(day)), Some(falls_due));
    }
    check(text, |progress| (progress.memory, progress.last_day, progress.due), (memory, last, due));
}

#[test]
fn the_first_free_answer_of_a_day_feeds_the_memory() {
    check_memory("1 good", &[(1, Rating::Good)]);
    check_memory("1 again; 1 repeat good; 1 easy", &[(1, Rating::Again)]);
    check_memory("1 good; 3 easy; 9 again", &[(1, Rating::Good), (3, Rating::Easy), (9, Rating::Again)]);
    check_memory("1 typed hard; 1 good", &[(1, Rating::Hard)]);
    check_memory("1 again; 1 undo 1; 1 easy", &[(1, Rating::Easy)]);
    check_memory("1 flag; 1 edit", &[]);
}

#[test]
fn a_choice_feeds_the_memory_only_when_wrong() {
    check_memory("1 choice easy; 2 predict good", &[]);
    check_memory("1 choice wrong", &[(1, Rating::Again)]);
    check_memory("1 predict wrong; 1 choice wrong", &[(1, Rating::Again)]);
    check_memory("1 choice right; 1 good", &[(1, Rating::Good)]);
    check_memory("1 choice wrong; 1 good", &[(1, Rating::Again), (1, Rating::Good)]);
}

#[test]
fn a_card_is_ready_when_right_on_three_days_the_last_by_free_recall() {
    let ready = |progress: Progress| progress.ready;
    check("1 right; 2 right", ready, false);
    check("1 right; 2 right; 3 right", ready, true);
    check("1 right; 1 right; 1 right", ready, false);
    check("1 choice right; 2 predict right; 3 typed right", ready, true);
    check("1 right; 2 right; 3 choice right", ready, false);
    check("1 right; 2 right; 3 choice right; 4 right", ready, true);
    check("1 right; 2 wrong; 3 partly; 4 right; 5 right", ready, true);
    check("1 right; 2 right; 3 wrong; 3 repeat right", ready, false);
    check("1 right; 2 right; 3 right; 4 wrong", ready, false);
    check("1 right; 2 right; 3 right; 3 undo 3", ready, false);
}

#[test]
fn soon_before_an_interview_two_days_make_a_card_ready() {
    let today = Day(100);
    for (text, days_ahead, expected) in [
        ("1 right; 2 right", Some(13), true),
        ("1 right; 2 right", Some(0), true),
        ("1 right; 2 right", Some(14), false),
        ("1 right; 2 right", None, false),
        ("1 right; 2 right; 3 right", None, true),
        ("1 right; 1 repeat right", Some(3), false),
        ("1 right; 2 choice right", Some(3), false),
        ("1 right; 2 right; 3 wrong", Some(3), false),
    ] {
        let interview = days_ahead.map(|days| Day(today.0 + days));
        check(text, |progress| progress.before(interview, today).ready, expected);
    }
}

#[test]
fn what_was_sure_and_wrong_comes_again_the_same_day_and_the_next() {
    let due = |progress: Progress| (progress.due.map(|due| due.0), progress.sure_but_wrong);
    // A strong memory, which a lapse alone would bring back after more than a day.
    let known = "1 easy; 9 easy; 40 easy";
    let lapsed = Progress::of(&log(&format!("{known}; 200 again")), DayTurn::default()).due.expect("a due day");
    assert!(lapsed > Day(201), "{lapsed:?}");
    let log = |more: &str| format!("{known}; {more}");
    check(&log("200 sure again"), due, (Some(200), true));
    check(&log("200 sure again; 200 repeat partly"), due, (Some(200), true));
    check(&log("200 sure again; 200 repeat choice right"), due, (Some(200), true));
    check(&log("200 sure again; 200 repeat right"), due, (Some(201), true));
    check(&log("200 sure choice wrong"), due, (Some(200), true));
    check(&log("200 sure again; 200 undo 4"), |progress| progress.sure_but_wrong, false);
    check(&log("200 sure right"), |progress| progress.sure_but_wrong, false);
    check(&log("200 sure again; 201 right"), |progress| progress.sure_but_wrong, false);
    check(&log("200 sure again; 201 right"), |progress| progress.due > Some(Day(201)), true);
    check(&log("200 sure again; 201 again"), |progress| progress.sure_but_wrong, true);
}

#[test]
fn the_first_free_answer_says_whether_it_was_known() {
    for (text, first) in [
        ("", None),
        ("1 choice right", None),
        ("1 right; 2 wrong", Some(true)),
        ("1 partly; 1 repeat right", Some(false)),
        ("1 choice right; 2 typed wrong", Some(false)),
        ("1 wrong; 1 undo 1; 2 right", Some(true)),
    ] {
        check(text, |progress| progress.first_right, first);
    }
}

#[test]
fn the_day_turns_at_its_time_by_the_offset_of_the_answer() {
    #[track_caller]
    fn check(turn: &str, hour: i64, offset: i32, day: i32) {
        let turn = DayTurn::read(turn).expect(turn);
        let mut events = log("1 again; 2 good");
        events[1].when = Moment { utc: 2 * DAY_MS + hour * 3_600_000, offset };
        assert_eq!(Progress::of(&events, turn).last_day, Some(Day(day)), "{turn} {hour} {offset}");
    }
    // 03:00 on the second day still belongs to the first, whose free answer has been given.
    check("04:00", 3, 0, 1);
    check("04:00", 3, 3600, 2);
    check("03:00", 3, 0, 2);
    check("00:00", 0, 0, 2);
    check("23:30", 23, 0, 1);
    assert_eq!(DayTurn::default(), DayTurn::read("04:00").expect("a time of day"));
}

/// An answer: hours since the one before, the offset in quarters of an hour then in force, the rating, whether it is free.
fn answers() -> impl Strategy<Value = Vec<(u32, i32, Rating, bool)>> {
    let rating = select(vec![Rating::Again, Rating::Hard, Rating::Good, Rating::Easy]);
    vec((prop_oneof![2 => 0..30_u32, 1 => 24..2000_u32], -48..=56_i32, rating, proptest::bool::weighted(0.8)), 0..25)
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    /// A log of random answers in changing time zones leads to the memory that the crate makes of the days: the first free
    /// answer of each counts, and a day turns at its time by the offset that its event has stored.
    #[test]
    fn the_memory_is_the_crates_for_the_days_of_the_log(answers in answers(), turn in 0..96_i64) {
        let (mut hours, mut events, mut reviews) = (500_000_i64, Vec::new(), Vec::<(i64, u32)>::new());
        let mut fed = std::collections::BTreeSet::new();
        for (place, (later, quarters, rating, free)) in answers.into_iter().enumerate() {
            hours += i64::from(later);
            let word = if free { "recall good" } else { "choice good" };
            let attempt = Attempt { rating, ..attempt(&word.split(' ').collect::<Vec<_>>()) };
            events.push(Event {
                id: id(place as u64 + 1),
                when: Moment { utc: hours * 3_600_000, offset: quarters * 900 },
                card: CardKey { source: "qbank".to_owned(), id: "X-1".to_owned() },
                what: What::Attempt(attempt),
            });
            let day = (hours * 4 + i64::from(quarters) - turn).div_euclid(96);
            if free && fed.insert(day) {
                reviews.push((day, rating as u32 + 1));
            }
        }
        let turn = DayTurn::read(&format!("{:02}:{:02}", turn / 4, turn % 4 * 15)).expect("a time of day");
        let memory = Progress::of(&events, turn).memory;
        let mut before = None;
        let reviews: Vec<FSRSReview> = reviews
            .into_iter()
            .map(|(day, rating)| {
                // A journey westward may bring an earlier day after a later one: no time has passed.
                let delta_t = u32::try_from(day - before.replace(day).unwrap_or(day)).unwrap_or(0);
                FSRSReview { rating, delta_t }
            })
            .collect();
        match (memory, reviews.is_empty()) {
            (None, true) => {}
            (Some(memory), false) => {
                let whole = FSRS::default().memory_state(FSRSItem { reviews }, None).expect("a state");
                let close = |one: f32, other: f32| (one - other).abs() <= 1e-5 * other.abs().max(1.0);
                assert!(close(memory.stability, whole.stability) && close(memory.difficulty, whole.difficulty), "{memory:?} {whole:?}");
            }
            (memory, _) => panic!("{memory:?}"),
        }
    }

    /// What is kept of a card leads on as its whole log does: so a rating can say its day without reading the log. (That an
    /// answer of the same day was wrong though sure is kept as far as one more recall asks for it.)
    #[test]
    fn a_schedule_goes_on_from_what_is_kept(
        before in vec((1..9_i64, select(WORDS.to_vec())), 0..8),
        today in vec(select(WORDS[3..].to_vec()), 0..4),
        next in select(FREE.to_vec()),
        interview in proptest::option::of(0..30_i32),
    ) {
        let (mut day, mut text) = (100, String::new());
        for (later, word) in before {
            text += &format!("{day} {word}; ");
            day += later;
        }
        today.iter().for_each(|word| text += &format!("{day} {word}; "));
        let of = |text: &str| Progress::of(&log(text), DayTurn::default());
        let (day, whole) = (Day(day as i32), of(&format!("{text} {day} {next}")));
        let interview = interview.map(|days| Day(day.0 + days));
        let mut kept = Feeding::of(&of(&text));
        kept.add(&attempt(&next.split(' ').collect::<Vec<_>>()), day);
        let mut noted = Progress::default();
        kept.note(&mut noted);
        assert_eq!(noted.memory, whole.memory, "{text}, then {next}");
        assert_eq!(kept.due(interview), whole.before(interview, day).due, "{text}, then {next}");
    }
}

const WORDS: [&str; 12] = [
    "sure wrong",
    "sure choice wrong",
    "sure predict wrong",
    "choice wrong",
    "choice right",
    "predict wrong",
    "again",
    "partly",
    "hard",
    "right",
    "easy",
    "repeat right",
];
const FREE: [&str; 7] = ["again", "partly", "hard", "right", "easy", "sure right", "typed right"];
