//! The mouse, the editor and the clipboard.

use super::sample::{self, Memory, bare, full};
use super::{Message, Run, Start};
use crate::tui::message::Effect;
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

/// Clicks on the first place where `text` stands.
#[track_caller]
fn click<'a>(run: &'a mut Run, text: &str) -> &'a mut Run {
    let screen = run.screen();
    let found =
        screen.lines().enumerate().find_map(|(row, line)| Some((row, line[..line.find(text)?].chars().count())));
    let (y, x) = found.unwrap_or_else(|| panic!("no {text:?} on\n{screen}"));
    let [x, y] = [x, y].map(|place| u16::try_from(place).expect("a screen is small"));
    run.now += 300;
    run.settle(Message::Mouse(Gesture::Click(Position { x, y })));
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
    click(&mut run, "q leave").shows("done");
}

#[test]
fn a_click_on_a_row_goes_to_it_and_the_next_opens_it() {
    let mut run = browse();
    click(&mut run, "When is a set").shows_no("The answer to question 3");
    click(&mut run, "When is a set").shows("The answer to question 3").press("<esc>");
    click(&mut run, "Technology").press("<enter>").shows("Python");
}

#[test]
fn the_wheel_moves_what_the_arrows_move() {
    let mut run = quiz(vec![full()]);
    run.resize((60, 24)).press("1<tab>").shows("is executed like any other");
    run.settle(Message::Mouse(Gesture::Wheel(Step::Down)));
    run.shows_no("is executed like any other");
    run.settle(Message::Mouse(Gesture::Wheel(Step::Up)));
    run.shows("is executed like any other");
    let mut run = browse();
    run.press("/").settle(Message::Mouse(Gesture::Wheel(Step::Down)));
    run.press("x").shows("/ x");
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
                let gesture = match next(4) {
                    0 => Gesture::Wheel(if next(2) == 0 { Step::Up } else { Step::Down }),
                    // Pointers may lie outside of what is drawn, too.
                    _ => Gesture::Click(Position { x: next(size.0 + 2), y: next(size.1 + 2) }),
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
