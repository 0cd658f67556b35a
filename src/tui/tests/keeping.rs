//! The first run, home and the end page as they lead on, and what of a run is kept.

use super::sample::{self, Memory, bare};
use super::{Message, Run, Start};
use crate::study::event::{CardKey, Day};
use crate::study::run::Kind;
use crate::study::target::Target;
use crate::tui::message::{Choice, Effect};
use crate::tui::screen::home::Waiting;

const SIZE: (u16, u16) = (80, 24);

fn first_run() -> Run {
    let world = Memory { is_new: true, ..Memory::new(sample::cards()) };
    Run::begin(Start::Home, world, SIZE)
}

fn busy() -> Run {
    Run::begin(Start::Home, sample::busy(), SIZE)
}

/// The last effect that asked for a run.
fn begun(run: &Run) -> Option<&Choice> {
    let mut choices = run.world.effects.iter().rev().filter_map(|effect| match effect {
        Effect::Begin(choice) => Some(choice),
        _ => None,
    });
    choices.next()
}

#[test]
fn the_first_run_asks_for_date_and_field_and_gives_a_first_picture() {
    let mut run = first_run();
    run.shows("When is the interview?   ____-__-__").shows("[any] · Python").shows("12 mixed questions");
    // Day 20,000 is 2024-10-04.
    run.press("2024-10-1").shows("2024-10-1_").press("9").shows("in 15 days").press("<tab>").shows("[Python]");
    run.press("<enter>").shows("1 of 5");
    let target = Target { day: Some(Day(20_015)), field: Some("Python".to_owned()) };
    assert!(run.world.effects.contains(&Effect::SetTarget(target)));
    assert_eq!(begun(&run), Some(&Choice::Picture));
    run.press("q").shows("interview in 15 days").shows_no("When is");
}

#[test]
fn date_and_field_may_stay_empty() {
    let mut run = first_run();
    run.press("<enter>").shows("1 of 5");
    assert!(run.world.effects.contains(&Effect::SetTarget(Target::default())));
}

#[test]
fn a_date_that_is_none_is_told() {
    for (digits, said) in
        [("2024", "the date is not whole"), ("20241332", "there is no such day"), ("20241003", "that day is over")]
    {
        let mut run = first_run();
        run.press(digits).press("<enter>").shows(said).shows("When is the interview?");
        assert!(!run.world.effects.iter().any(|effect| matches!(effect, Effect::SetTarget(_))));
        run.press(&"<backspace>".repeat(9)).shows("____-__-__").press("<enter>").shows("1 of 5");
    }
}

#[test]
fn a_date_may_be_pasted_and_no_other_text() {
    let mut run = first_run();
    run.shows("____-__-__   year-month-day, or empty");
    for (text, shown, is_date) in [
        ("2024-10-19", "2024-10-19", true),
        (" 20241105\n", "2024-11-05", true),
        ("tomorrow", "2024-11-05", false),
        ("19.10.2024", "2024-11-05", false),
        ("2024-02-30", "2024-11-05", false),
        ("2024-10-19-1", "2024-11-05", false),
        ("2024-10-1", "2024-11-05", false),
    ] {
        run.settle(Message::Pasted(text.to_owned()));
        run.shows(&format!("interview?   {shown}"));
        assert_eq!(run.screen().contains("is no date"), !is_date, "{text}");
    }
}

#[test]
fn the_fields_go_round() {
    let mut run = first_run();
    for (key, chosen) in [
        ("<tab>", "[Python]"),
        ("<down>", "[Data science]"),
        ("<right>", "[any]"),
        ("<left>", "[Data science]"),
        ("<backtab>", "[Python]"),
        ("<up>", "[any]"),
    ] {
        run.press(key).shows(chosen);
    }
}

#[test]
fn the_first_run_can_be_put_off() {
    let mut run = first_run();
    run.press("b").shows("5 cards").press("<esc>").shows("When is the interview?");
    run.press("<esc>").shows("What would they ask you today?").press("b<esc>").shows("What would they ask");
    assert!(!run.over);
    let mut run = first_run();
    run.press("q");
    assert!(run.over);
}

#[test]
fn date_and_field_can_be_changed_from_home() {
    let mut run = busy();
    run.shows("interview in 15 days").press("t").shows("2024-10-19").shows("[Python]").shows("keep it");
    run.press("<backspace><backspace>05<tab><enter>").shows("interview tomorrow").shows("Data science");
    run.press("t<esc>").shows("interview tomorrow").press("t").press(&"<backspace>".repeat(8)).press("<enter>");
    run.shows_no("interview tomorrow").shows("What would they ask");
}

#[test]
fn home_says_what_to_do_now() {
    let mut run = busy();
    run.shows("23 due · 10 new · about 25 minutes · 4 missed").shows("enter begin");
    run.shows("54% recalled on the day");
    run.shows("quiz · intermediate · 7 of 20").shows("r resume").shows("70% right").shows("isolation levels 1 of 4");
    for (key, choice) in [
        ("<enter>", Choice::Today),
        ("v", Choice::Review),
        ("n", Choice::Field),
        ("r", Choice::Unfinished(Some("run-1".to_owned()))),
    ] {
        let mut run = busy();
        run.press(key).shows("1 of 5");
        assert_eq!(begun(&run), Some(&choice), "after {key}");
    }
}

#[test]
fn home_says_of_a_run_that_was_left_what_is_still_to_come_back() {
    let mut world = sample::busy();
    let unfinished = world.waiting.as_mut().and_then(|waiting| waiting.unfinished.as_mut()).expect("a run was left");
    (unfinished.passed, unfinished.again) = (20, 2);
    Run::begin(Start::Home, world, SIZE).shows("quiz · intermediate · 20 of 20 · 2 coming again");
}

#[test]
fn home_has_no_key_for_what_is_not_there() {
    let mut run = Run::begin(Start::Home, Memory::new(sample::cards()), SIZE);
    run.shows_no("resume").press("r").shows("no run waits to be resumed");
    assert_eq!(begun(&run), None);
    let mut run = Run::begin(Start::Home, Memory::new(Vec::new()), SIZE);
    for key in ["<enter>", "n", "v"] {
        run.press(key).shows("qbank import FILE");
    }
    assert_eq!(begun(&run), None);
}

#[test]
fn home_says_when_there_is_nothing_to_do() {
    let mut world = Memory::new(sample::cards());
    world.waiting = Some(sample::waiting(0, 2, 0, 0));
    Run::begin(Start::Home, world, SIZE)
        .shows("nothing is due · 2 new for another day")
        .shows_no("enter begin")
        .shows("enter a quiz   n new");
    let mut world = Memory::new(sample::cards());
    world.waiting = Some(sample::waiting(0, 0, 0, 0));
    Run::begin(Start::Home, world, SIZE).shows("nothing is due or new");
}

#[test]
fn home_says_what_of_it_belongs_to_today() {
    for (due, again, weakest, new, said) in [
        (23, 23, false, 10, "23 due · 10 new · about 25 minutes"),
        (99, 40, false, 0, "40 of 99 due · about 25 minutes"),
        (3, 40, true, 0, "40 of the weakest · about 25 minutes"),
        (99, 0, false, 0, "done for today · 99 due for another day"),
    ] {
        let mut waiting = sample::waiting(due, 180, new, 25);
        (waiting.today.again, waiting.today.weakest) = (again, weakest);
        let world = Memory { waiting: Some(waiting), ..Memory::new(sample::cards()) };
        Run::begin(Start::Home, world, SIZE).shows(said);
    }
}

#[test]
fn a_weak_topic_with_a_long_name_stays_beside_its_row() {
    let weakest = vec![("Files, text, numbers and all the rest".to_owned(), 0, 2), ("locks".to_owned(), 1, 2)];
    let waiting = Waiting { weakest, ..sample::waiting(3, 2, 2, 4) };
    let world = Memory { waiting: Some(waiting), ..Memory::new(sample::cards()) };
    let mut run = Run::begin(Start::Home, world, (40, 12));
    run.shows("Weakest     Files, text, nu… 0 of 2 ·").shows("            locks 1 of 2").resize(SIZE);
    run.shows("Weakest     Files, text, numbers and all the rest 0 of 2 · locks 1 of 2");
}

#[test]
fn the_beginning_of_a_run_is_kept_once_it_is_drawn() {
    let mut run = Run::begin(Start::Quiz, Memory::new(sample::cards()), SIZE);
    let kept = |run: &Run| run.world.effects.iter().filter(|effect| matches!(effect, Effect::KeepRun(_))).count();
    assert_eq!(kept(&run), 1);
    let Some(Effect::KeepRun(begun)) = run.world.effects.last() else { panic!("{:?}", run.world.effects) };
    assert_eq!((begun.kind, begun.cards.len(), begun.settings.seed), (Kind::Quiz, 5, 7));
    run.press("13").wait(1000);
    assert_eq!(kept(&run), 1, "once");
}

#[test]
fn a_beginning_that_cannot_be_kept_is_told_and_the_run_goes_on() {
    let mut run = Run::begin(Start::Home, Memory::new(sample::cards()), SIZE);
    run.press("n").shows("1 of 5");
    run.world.failing = Some("the disk is full".to_owned());
    run.press("s").shows("the disk is full").shows("2 of 5");
    run.world.failing = None;
    run.press("13").shows("3 of 5").shows_no("disk");
}

#[test]
fn what_is_passed_over_or_left_is_noted_with_its_time() {
    let mut run = Run::begin(Start::Quiz, Memory::new(vec![bare(1, "a", "One?"), bare(2, "b", "Two?")]), SIZE);
    run.wait(5000).press("s");
    assert!(matches!(run.world.effects.last(), Some(Effect::Skip(_, passed)) if passed.answer_ms == 5300));
    run.press("q");
    assert!(!run.world.effects.iter().any(|effect| matches!(effect, Effect::Leave(..))), "nothing was answered");
    let mut run = Run::begin(Start::Quiz, Memory::new(vec![bare(1, "a", "One?"), bare(2, "b", "Two?")]), SIZE);
    run.press("13").wait(2000).press("q").shows("the end");
    let left = run.world.effects.iter().find_map(|effect| match effect {
        Effect::Leave(key, passed) => Some((key.clone(), passed.answer_ms)),
        _ => None,
    });
    let second = CardKey { source: "qbank".to_owned(), id: "PY-X-002".to_owned() };
    let first = CardKey { source: "qbank".to_owned(), id: "PY-X-001".to_owned() };
    assert!(left == Some((second, 2300)) || left == Some((first, 2300)), "{left:?}");
    let finished = run.world.effects.iter().find_map(|effect| match effect {
        Effect::LookBack { finished, .. } => Some(*finished),
        _ => None,
    });
    assert_eq!(finished, Some(false));
}

#[test]
fn a_signal_leaves_as_a_key_does() {
    let mut run = Run::begin(Start::Quiz, Memory::new(sample::cards()), SIZE);
    run.press("13").press("?").settle(Message::Leaving);
    assert!(matches!(run.world.effects.last(), Some(Effect::Leave(..))), "also under the help page");
    let mut run = busy();
    run.world.clear_effects();
    run.settle(Message::Leaving);
    assert_eq!(run.world.effects, []);
}

#[test]
fn the_end_page_stands_among_other_runs() {
    let mut run = Run::begin(Start::Quiz, sample::busy(), SIZE);
    run.press("31330323011311<enter>1q").shows("the end");
    assert!(run.world.effects.iter().any(|effect| matches!(effect, Effect::LookBack { finished: false, .. })));
    run.shows("9 tomorrow · 11 in 4 days · 1 on 2024-12-13");
    run.shows("▄▅▄▆▅  60% right, 10 points less than the last time");
}

/// Who begins before the day turns and ends after it looks back on the day after.
#[test]
fn the_end_page_counts_the_days_from_the_end_of_the_run() {
    let mut world = sample::busy();
    world.looked_back.today = Day(sample::TODAY.0 + 1);
    let mut run = Run::begin(Start::Quiz, world, SIZE);
    run.press("31330323011311<enter>1q").shows("9 today · 11 in 3 days · 1 on 2024-12-13");
}

#[test]
fn the_ratings_count_their_days_from_the_day_that_has_come() {
    let mut run = Run::begin(
        Start::Quiz,
        Memory { last_day: Some(sample::TODAY), days_later: 1, ..Memory::new(sample::cards()) },
        SIZE,
    );
    run.press("3").shows("3 good").shows_no("3 good, 2 days").press("3");
    run.press("3").shows("3 good, 2 days");
}

#[test]
fn the_end_page_leads_on() {
    let ended = || {
        let mut run = Run::begin(Start::Quiz, Memory::new(vec![bare(1, "a", "One?"), bare(2, "b", "Two?")]), SIZE);
        run.press("11").press("13").press("1313").shows("the end").shows("practise 1").shows("b read");
        run.world.clear_effects();
        run
    };
    let mut run = ended();
    run.press("b").shows("cards").shows("/ id:").press("<esc>").shows("the end");
    assert!(run.world.effects.iter().any(|effect| matches!(effect, Effect::Find(query) if query.contains("PY-X-00"))));
    let mut run = ended();
    run.press("<enter>").shows("What would they ask you today?");
    assert!(!run.over);
    let mut run = ended();
    run.press("r").shows("1 of 2");
    assert_eq!(begun(&run), Some(&Choice::Again));
    let mut run = Run::begin(Start::Quiz, Memory::new(vec![bare(1, "a", "One?")]), SIZE);
    run.press("13").shows("the end").shows_no("b read").press("b").shows("nothing was missed");
    run.press("p").shows("nothing was missed");
    let world = Memory { loose: true, ..Memory::new(vec![bare(1, "a", "One?")]) };
    let mut run = Run::begin(Start::Quiz, world, SIZE);
    run.press("11").press("13").shows("the end").shows("practise 1").shows_no("b read");
    run.press("b").shows("can be read once it is imported").shows_no("nothing was missed");
}

#[test]
fn undo_goes_back_through_the_whole_run() {
    let mut run = Run::begin(Start::Quiz, Memory::new(sample::cards()), SIZE);
    run.press("13131313").press("13").shows("the end").shows("5 right");
    run.press("uuuuu").shows("1 of 5").press("u").shows("no answer of this run to take back");
    let undone = run.world.effects.iter().filter(|effect| matches!(effect, Effect::TakeBack(_))).count();
    assert_eq!(undone, 5);
    run.press("3").shows("2 of 5");
}
