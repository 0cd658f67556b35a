//! The mouse, the editor and the clipboard.

use super::sample::{self, Memory, bare, full};
use super::{Message, Run, Start};
use crate::study::event::Mode;
use crate::study::ways::Ways;
use crate::tui::message::{Choice, Effect};
use crate::tui::mouse::Gesture;
use crate::tui::widget::scroll::Step;
use ratatui::layout::Position;

const SIZE: (u16, u16) = (80, 24);

fn quiz(cards: Vec<crate::bank::Card>) -> Run {
    Run::begin(Start::Quiz, Memory::new(cards), SIZE)
}

fn browse() -> Run {
    Run::begin(Start::Browse { query: String::new() }, Memory::new(sample::cards()), SIZE)
}

/// The first place where `text` stands.
#[track_caller]
fn place_of(run: &Run, text: &str) -> Position {
    let screen = run.screen();
    let found =
        screen.lines().enumerate().find_map(|(row, line)| Some((row, line[..line.find(text)?].chars().count())));
    let (y, x) = found.unwrap_or_else(|| panic!("no {text:?} on\n{screen}"));
    let [x, y] = [x, y].map(|place| u16::try_from(place).expect("a screen is small"));
    Position { x, y }
}

#[track_caller]
pub fn click<'a>(run: &'a mut Run, text: &str) -> &'a mut Run {
    let place = place_of(run, text);
    click_at(run, place)
}

fn click_at(run: &mut Run, place: Position) -> &mut Run {
    run.now += 300;
    run.settle(Message::Mouse(Gesture::Click(place)));
    run
}

#[test]
fn a_click_on_the_key_bar_presses_the_key() {
    let mut run = quiz(vec![full(), bare(1, "asyncio", "Second question?")]);
    click(&mut run, "? keys").shows("keys: question");
    click(&mut run, "esc back").shows("1 of 2").press("3");
    if run.screen().contains("Second question") {
        click(&mut run, "3 good").press("3");
    }
    click(&mut run, "Defaults are evaluated once").shows("1 of 3 must points").press("a");
    click(&mut run, "3 good").shows_no("must points");
    click(&mut run, "q leave").shows("home");
}

#[test]
fn a_click_on_a_row_goes_to_it_and_the_next_opens_it() {
    let mut run = browse();
    click(&mut run, "When is a set").shows_no("The answer to question 3");
    click(&mut run, "When is a set").shows("The answer to question 3").press("<esc>");
    click(&mut run, "Technology").press("<enter>").shows("Python");
}

#[test]
fn a_click_on_the_name_of_a_section_shows_it() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        for start in [Start::Quiz, Start::Browse { query: String::new() }] {
            let mut run = Run::begin(start.clone(), Memory::new(vec![full()]), size);
            run.press(if start == Start::Quiz { "3" } else { "<enter>" }).shows("A default is evaluated");
            click(&mut run, "Why   ").shows("The statement").shows_no("A default is evaluated");
            click(&mut run, "Code   ").shows("seen.append(item)");
            click(&mut run, "Why   ").shows("The statement");
        }
    }
}

#[test]
fn a_click_on_an_option_chooses_it_and_one_on_how_sure_one_is_checks() {
    for (size, words) in [((80, 24), "time slice has run out"), ((40, 12), "slice has run out")] {
        let mut world = Memory::new(vec![sample::every_way()]);
        world.ways = Ways::All(Mode::Choice);
        let mut run = Run::begin(Start::Quiz, world, size);
        // On a small screen the words stand in the second line of their option.
        click(run.press("G"), words).shows("You chose");
        click(&mut run, "think so").shows("wrong").shows("think so");
    }
    let mut run = quiz(vec![full()]);
    click(&mut run, "How sure").shows("How sure");
    click(&mut run, "3 sure").shows("sure · 0:00").shows("Did you say");
}

#[test]
fn a_click_on_a_field_chooses_it() {
    for size in [(120, 40), (40, 12)] {
        let world = Memory { is_new: true, ..Memory::new(sample::cards()) };
        let mut run = Run::begin(Start::Home, world, size);
        for (field, chosen) in
            [("Python", "[Python]"), ("science", "[Data science]"), ("any", "[any]"), ("When", "[any]")]
        {
            click(&mut run, field).shows(chosen);
        }
    }
}

#[test]
fn a_click_below_the_first_line_of_a_point_ticks_it() {
    let mut run = quiz(vec![full()]);
    run.resize((40, 40)).press("3");
    click(&mut run, "leave the argument out").shows("1 of 3 must points").shows("✓ b");
}

#[test]
fn a_click_on_a_filter_goes_to_it_and_the_next_chooses_it() {
    for size in [(120, 40), (80, 24)] {
        let mut run = browse();
        run.resize(size);
        let advanced = place_of(&run, "  Advanced ");
        for shown in [false, true, false] {
            let screen = click_at(&mut run, advanced).screen();
            assert_eq!(screen.contains("showing 1 · Advanced"), shown, "{screen}");
        }
    }
}

#[test]
fn a_click_on_a_related_card_goes_to_it_and_the_next_opens_it() {
    let mut first = full();
    (first.follow_ups[1].card, first.needs) = (Some("PY-X-001".to_owned()), vec!["PY-X-003".to_owned()]);
    let mut cards = sample::cards();
    cards[0] = first;
    let mut run = Run::begin(Start::Browse { query: String::new() }, Memory::new(cards), SIZE);
    run.press("<enter><enter>").shows("1 of 2 related cards");
    click(&mut run, "Know this first").shows("1 of 2 related cards");
    click(&mut run, "When is a set").shows("2 of 2 related cards");
    click(&mut run, "When is a set").shows("The answer to question 3");
}

#[test]
fn a_click_on_the_search_line_begins_a_search() {
    let mut run = browse();
    click(&mut run, "/ search words").press("await").shows("/ await").shows("showing 1");
}

#[test]
fn a_click_on_a_cell_of_the_progress_goes_to_it_and_the_next_asks_its_cards() {
    let cards = (0..60).map(|number| bare(number, &format!("topic {number:02}"), &format!("Question {number:02}?")));
    for size in [(120, 40), (80, 24), (40, 12)] {
        let mut run = Run::begin(Start::Home, Memory::new(cards.clone().collect()), size);
        click(run.press("s"), "Topics").shows("topic 03").press(&"j".repeat(30));
        let mut place = place_of(&run, "topic 31 ");
        for (x, query) in [(0, "topic:\"topic 31\""), (size.0.min(98) - 12, "topic:\"topic 31\" level:")] {
            place.x = if x == 0 { place.x } else { x };
            click_at(&mut run, place);
            assert_eq!(place_of(&run, "topic 31 ").y, place.y, "it stays under the pointer");
            assert!(run.screen().lines().nth(place.y.into()).is_some_and(|line| line.contains('▸')));
            let begun = run.world.effects.len();
            click_at(&mut run, place);
            let begins = |effect: &Effect| matches!(effect, Effect::Begin(Choice::Query(asked)) if asked.starts_with(query) && (x > 0 || asked == query));
            assert!(run.world.effects[begun..].iter().any(begins), "{:?}", &run.world.effects[begun..]);
            run.press("q").shows("Topics");
        }
        click(&mut run, "Scores").shows_no("topic 31");
    }
}

#[test]
fn a_row_that_was_clicked_stays_under_the_pointer() {
    let cards = (0..60).map(|number| bare(number, &format!("topic {number:02}"), &format!("Question {number:02}?")));
    let mut run = Run::begin(Start::Browse { query: String::new() }, Memory::new(cards.collect()), SIZE);
    for (text, opened) in [("Question 15?", "The answer to question 15"), ("topic 06 ", "showing 1")] {
        let place = place_of(&run, text);
        click_at(&mut run, place);
        assert_eq!(place_of(&run, text), place, "{text}");
        click_at(&mut run, place).shows(opened).press("<esc>");
    }
}

#[test]
fn the_wheel_moves_what_the_arrows_move() {
    let mut run = quiz(vec![full()]);
    run.resize((60, 24)).press("1<tab>").shows("is executed like any other");
    run.settle(Message::Mouse(Gesture::Wheel(Step::Down, Position::ORIGIN)));
    run.shows_no("is executed like any other");
    run.settle(Message::Mouse(Gesture::Wheel(Step::Up, Position::ORIGIN)));
    run.shows("is executed like any other");
    let mut run = browse();
    run.press("/").settle(Message::Mouse(Gesture::Wheel(Step::Down, Position::ORIGIN)));
    run.press("x").shows("/ x");
}

#[test]
fn the_wheel_moves_the_pane_that_it_points_at() {
    let mut run = browse();
    run.resize((120, 25)).shows("61% seen");
    let turn = |x| Message::Mouse(Gesture::Wheel(Step::Down, Position { x, y: 10 }));
    run.settle(turn(100));
    run.shows("84% seen").settle(turn(40));
    run.shows("The answer to question 3");
}

#[test]
fn clicks_and_turns_anywhere_never_break_a_screen() {
    let mut place: u16 = 1;
    let mut next = |below: u16| {
        place = place.wrapping_mul(25_173).wrapping_add(13_849);
        (place >> 3) % below
    };
    for start in [Start::Home, Start::Quiz, Start::Browse { query: String::new() }] {
        for size in [(120, 40), (80, 24), (40, 12), (1, 1)] {
            let mut run = Run::begin(start.clone(), Memory::new(sample::cards()), size);
            for _ in 0..60 {
                // Pointers may lie outside of what is drawn, too.
                let at = Position { x: next(size.0 + 2), y: next(size.1 + 2) };
                let gesture = match next(4) {
                    0 => Gesture::Wheel(if next(2) == 0 { Step::Up } else { Step::Down }, at),
                    _ => Gesture::Click(at),
                };
                run.now += 300;
                run.settle(Message::Mouse(gesture));
                let _ = run.screen();
            }
        }
    }
}

#[test]
fn copying_hands_over_the_question_and_its_answer() {
    let mut run = quiz(vec![full()]);
    run.press("Y");
    assert!(run.world.effects.iter().all(|effect| !matches!(effect, Effect::Copy(_))), "no answer before the attempt");
    run.press("3Y").shows("are copied");
    let Some(Effect::Copy(text)) = run.world.effects.last() else { panic!("{:?}", run.world.effects) };
    let (question, answer) = (full().question, full().answer.expect("it has one"));
    assert_eq!(*text, format!("{question}\n\n{answer}\n"));
    let mut run = browse();
    run.press("Y").shows("open the card first").press("<enter>Y").shows("are copied");
}

#[test]
fn an_edited_card_is_read_on_in_its_new_words() {
    let mut run = browse();
    run.press("<enter>E").shows("An answer that was edited");
    run.world.failing = Some("the editor failed".to_owned());
    run.press("E").shows("the editor failed; E opens it again");
    let mut run = quiz(vec![full()]);
    run.press("E").shows_no("An answer that was edited").press("3ab").shows("2 of 3").press("E");
    run.shows("An answer that was edited").shows("2 of 3");
}
