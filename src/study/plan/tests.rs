use super::{Calendar, Pace, Part, calendar, enough_minutes, is_last_day};
use crate::study::event::Day;
use crate::study::progress::Progress;
use crate::study::readiness::Seen;
use crate::study::schedule::Memory;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};

const TODAY: Day = Day(20_000);

const PACE: Pace = Pace { card_ms: 60_000, minutes: Some(10), usual: 0, new: usize::MAX, begun_today: 0 };

/// A card with the days since its last answer, its stability, and the days until it is due.
fn card(last: i32, stability: f32, due: i32) -> Seen {
    let memory = Some(Memory { stability, difficulty: 5.0 });
    let (last_day, due) = (Some(Day(TODAY.0 - last)), Some(Day(TODAY.0 + due)));
    Seen { topic: None, progress: Progress { attempts: 1, memory, last_day, due, ..Progress::default() } }
}

/// The days in few words: cards asked again (`w` where they are the weakest) and new ones.
fn told(calendar: &Calendar) -> String {
    let day = |part: &Part| format!("{}{}+{}", part.again, if part.weakest { "w" } else { "" }, part.new);
    calendar.parts.iter().map(day).collect::<Vec<String>>().join(" ")
}

#[track_caller]
fn check(seen: &[Seen], unseen: usize, interview: Option<i32>, pace: Pace, expected: &str, left: usize) {
    let calendar = calendar(seen, unseen, TODAY, interview.map(|days| Day(TODAY.0 + days)), &pace);
    assert_eq!((told(&calendar).as_str(), calendar.unseen), (expected, left));
}

#[test]
fn new_cards_are_spread_over_the_days_before_the_last_ones() {
    // Of an interview in six days three days are left to learn. A new card that was right comes back in two days.
    check(&[], 9, Some(6), PACE, "0+3 0+3 3+3 9w+0 9w+0 9w+0 9w+0", 0);
    check(&[], 7, Some(6), PACE, "0+3 0+2 3+2 7w+0 7w+0 7w+0 7w+0", 0);
}

#[test]
fn an_interview_that_is_far_does_not_slow_the_usual_pace() {
    let pace = Pace { usual: 4, ..PACE };
    check(&[], 9, Some(6), pace, "0+4 0+4 4+1 9w+0 9w+0 9w+0 9w+0", 0);
    check(&[], 9, Some(6), Pace { new: 2, ..pace }, "0+2 0+2 2+2 6w+2 8w+1 9w+0 9w+0", 0);
}

#[test]
fn what_has_no_room_stays_unseen() {
    check(&[], 100, Some(6), PACE, "0+10 0+10 10+0 10w+0 10w+0 10w+0 10w+0", 80);
    check(&[], 100, Some(4), Pace { new: 4, ..PACE }, "0+4 4w+4 8w+2 10w+0 10w+0", 90);
}

#[test]
fn before_an_interview_that_is_near_new_cards_get_the_room_that_the_weakest_leave() {
    check(&[card(5, 4.0, 1)], 30, Some(1), PACE, "1w+9 10w+0", 21);
    check(&[card(5, 4.0, 1)], 30, Some(0), PACE, "1w+9", 21);
    check(&[card(0, 4.0, 1)], 0, Some(0), PACE, "0w+0", 0);
}

#[test]
fn without_an_interview_the_week_holds_what_comes_due_and_a_few_new_cards() {
    let seen = [card(9, 4.0, -5), card(3, 3.0, 0), card(2, 3.0, 1), card(2, 8.0, 6)];
    let pace = Pace { minutes: None, usual: 2, ..PACE };
    let calendar = calendar(&seen, 3, TODAY, None, &pace);
    assert_eq!((calendar.parts.len(), calendar.reaches_interview), (7, false));
    assert!(told(&calendar).starts_with("2+2 1+1 2+0 "), "{}", told(&calendar));
    check(&[], 0, None, pace, "0+0 0+0 0+0 0+0 0+0 0+0 0+0", 0);
}

#[test]
fn what_finds_no_room_today_waits_for_tomorrow() {
    let seen: Vec<Seen> = (0..25).map(|number| card(3 + number, 3.0, -number)).collect();
    let calendar = calendar(&seen, 0, TODAY, Some(Day(TODAY.0 + 60)), &PACE);
    let first: Vec<usize> = calendar.parts[..3].iter().map(|part| part.again).collect();
    assert_eq!(first, [10, 10, 5]);
}

#[test]
fn it_is_known_how_many_minutes_would_do() {
    for (unseen, new, expected) in
        [(31, usize::MAX, Some(30)), (90, usize::MAX, Some(60)), (20_000, usize::MAX, None), (90, 10, None)]
    {
        let pace = Pace { new, ..PACE };
        let minutes = enough_minutes(&[], unseen, TODAY, Day(TODAY.0 + 6), &pace);
        assert_eq!(minutes, expected, "{unseen}");
        let with = |minutes| calendar(&[], unseen, TODAY, Some(Day(TODAY.0 + 6)), &Pace { minutes, ..pace }).unseen;
        assert!(minutes.is_none_or(|minutes| with(Some(minutes)) == 0 && with(PACE.minutes) > 0), "{unseen}");
    }
}

#[test]
fn what_was_done_today_is_done() {
    let pace = Pace { begun_today: 2, ..PACE };
    // Three of nine belong to each day; two of today's were seen already, so that seven are left.
    check(&[], 7, Some(6), pace, "0+1 0+3 1+3 7w+0 7w+0 7w+0 7w+0", 0);
    let answered: Vec<Seen> = (0..10).map(|_| card(0, 2.0, 2)).collect();
    let calendar = calendar(&answered, 50, TODAY, Some(Day(TODAY.0 + 20)), &PACE);
    assert_eq!(calendar.today().cards(), 0, "the minutes of today are spent");
}

#[test]
fn what_was_sure_and_wrong_finds_room_in_any_case() {
    let wrong = |last, due| {
        let seen = card(last, 2.0, due);
        Seen { progress: Progress { sure_but_wrong: true, ..seen.progress }, ..seen }
    };
    let mut seen: Vec<Seen> = (0..10).map(|_| card(0, 2.0, 2)).collect();
    seen.push(wrong(0, 0));
    assert_eq!(calendar(&seen, 0, TODAY, Some(Day(TODAY.0 + 20)), &PACE).today().again, 1);
    let tight = Pace { minutes: Some(1), ..PACE };
    assert_eq!(calendar(&[wrong(1, 0), wrong(1, 0)], 0, TODAY, None, &tight).today().again, 2);
}

#[test]
fn a_day_far_ahead_is_planned_only_in_part() {
    for (days, parts, reaches) in [(179, 180, true), (180, 180, false), (i32::MAX, 180, false)] {
        let calendar = calendar(&[], 10, TODAY, Some(Day(TODAY.0.saturating_add(days))), &PACE);
        assert_eq!((calendar.parts.len(), calendar.reaches_interview), (parts, reaches), "{days}");
    }
    let over = calendar(&[], 10, TODAY, Some(Day(TODAY.0 - 1)), &PACE);
    assert_eq!((over.parts.len(), over.reaches_interview), (7, false), "an interview that is over is none");
}

#[test]
fn the_last_days_are_three_and_the_day_itself() {
    let interview = Day(TODAY.0 + 10);
    let last: Vec<i32> = (0..=10).filter(|day| is_last_day(Day(TODAY.0 + day), interview)).collect();
    assert_eq!(last, [7, 8, 9, 10]);
    assert!(!is_last_day(Day(i32::MIN), Day(i32::MAX)));
}

fn seen() -> impl Strategy<Value = Vec<Seen>> {
    let card = (0..60_i32, 0.1..90.0_f32, -20..60_i32, any::<bool>()).prop_map(|(last, stability, due, wrong)| {
        // No card falls due before its last answer.
        let card = card(last, stability, due.max(1 - last));
        Seen { progress: Progress { sure_but_wrong: wrong, ..card.progress }, ..card }
    });
    vec(card, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_totals_add_up_and_nothing_is_planned_after_the_day(
        seen in seen(), unseen in 0..200_usize, days in option::of(0..50_i32),
        minutes in option::of(1..60_usize), usual in 0..12_usize, new in 0..30_usize, begun_today in 0..5_usize,
    ) {
        let interview = days.map(|days| Day(TODAY.0 + days));
        let pace = Pace { card_ms: 45_000, minutes, usual, new, begun_today };
        let calendar = calendar(&seen, unseen, TODAY, interview, &pace);
        let planned: usize = calendar.parts.iter().map(|part| part.new).sum();
        assert_eq!(planned + calendar.unseen, unseen);
        let sure_but_wrong = seen.iter().filter(|card| card.progress.sure_but_wrong).count();
        for (place, part) in calendar.parts.iter().enumerate() {
            assert_eq!(part.day, Day(TODAY.0 + place as i32));
            assert!(interview.is_none_or(|interview| part.day <= interview));
            assert!(part.new <= new && part.again <= seen.len() + planned);
            assert_eq!(part.minutes, (part.cards() * 45).div_ceil(60));
            let room = minutes.map_or(usize::MAX, |minutes| minutes * 60 / 45);
            assert!(part.cards() <= room.max(sure_but_wrong), "{part:?} in a room of {room}");
            assert_eq!(part.weakest, interview.is_some_and(|interview| is_last_day(part.day, interview)));
        }
        let last = calendar.parts.last().map(|part| part.day);
        assert_eq!(last, interview.or(Some(Day(TODAY.0 + 6))));
    }
}
