//! The plan as it is opened from home, read and begun.

use super::sample::{self, Memory};
use super::{Run, Start};
use crate::practice::Ahead;
use crate::study::event::Day;
use crate::study::plan::calendar;
use crate::tui::message::{Choice, Effect};
use crate::tui::screen::plan::Planned;
use crate::tui::theme::{Palette, Theme};

const SIZE: (u16, u16) = (80, 24);

fn planned(interview: Option<i32>, minutes: Option<usize>) -> Planned {
    let Planned { field, ahead } = sample::planned();
    let interview = interview.map(|days| Day(sample::TODAY.0 + days));
    let mut pace = ahead.pace;
    pace.minutes = minutes;
    let calendar = calendar(&[], ahead.unseen, ahead.today, interview, &pace);
    Planned { field, ahead: Ahead { interview, pace, calendar, ..ahead } }
}

fn open(planned: Planned, size: (u16, u16), theme: Theme) -> Run {
    let world = Memory { planned: Some(planned), ..sample::busy() };
    let mut run = Run::with_theme(Start::Home, world, size, theme);
    run.press("p");
    run
}

fn plan(interview: Option<i32>, minutes: Option<usize>) -> Run {
    open(planned(interview, minutes), SIZE, Theme::new(Palette::Sixteen, false))
}

fn begun(run: &Run) -> Vec<&Choice> {
    let choices = run.world.effects.iter().filter_map(|effect| match effect {
        Effect::Begin(choice) => Some(choice),
        _ => None,
    });
    choices.collect()
}

#[test]
fn p_leads_from_home_to_the_plan_and_esc_back() {
    let mut run = Run::begin(Start::Home, sample::busy(), SIZE);
    run.shows("54% recalled on the day")
        .shows("p plan")
        .press("p")
        .shows("plan · Python")
        .shows("interview in 15 days");
    run.press("<esc>").shows("What would they ask you today?").press("p?").shows("keys: plan").press("<esc><esc>");
    run.shows("What would they ask you today?");
    assert!(!run.over);
    run.press("pq");
    assert!(run.over);
}

#[test]
fn the_plan_says_what_each_day_holds_and_what_is_too_much() {
    let mut run = open(sample::planned(), (80, 40), Theme::new(Palette::Sixteen, false));
    run.shows("of 247 cards recalled on the day").shows("12 ready · 55 seen · 192 new");
    run.shows("Today ").shows("Sat 5 Oct").shows("26 weakest").shows("Sat 19 Oct").shows("the interview");
    run.shows("53 cards will stay unseen at 20 minutes a day; 30 minutes would do");
    plan(Some(15), Some(240)).shows("16 new").shows_no("unseen").shows("Every new card is seen in time.");
}

#[test]
fn without_a_date_the_plan_holds_a_week_and_says_how_to_set_one() {
    let mut run = plan(None, None);
    run.shows("recalled today").shows("Thu 10 Oct").shows_no("Fri 11 Oct").shows("t sets one").shows("10 new");
    run.press("t").shows("When is the interview?").press("<esc>").shows("What would they ask you today?");
}

#[test]
fn an_interview_that_is_over_is_not_called_none() {
    let Planned { field, ahead } = planned(None, None);
    let ahead = Ahead { over: Some(Day(sample::TODAY.0 - 3)), ..ahead };
    let mut run = open(Planned { field, ahead }, SIZE, Theme::new(Palette::Sixteen, false));
    run.shows("The interview was on Tue 1 Oct: t sets another").shows_no("No interview").shows("recalled today");
}

#[test]
fn enter_begins_what_belongs_to_today_and_home_follows() {
    let mut run = plan(Some(15), Some(30));
    run.shows("enter begin").press("<enter>").shows("1 of 5");
    assert_eq!(begun(&run), [&Choice::Today]);
    run.press("13q").shows("the end").press("<enter>").shows("What would they ask you today?");
    // The plan does not lie under home: there is no way on from here but a new look.
    let looks = |run: &Run| run.world.effects.iter().filter(|effect| **effect == Effect::LoadPlan).count();
    run.press("<esc>").shows("What would they ask you today?");
    assert_eq!(looks(&run), 1);
}

#[test]
fn a_plan_that_cannot_be_read_is_told() {
    let mut run = Run::begin(Start::Home, sample::busy(), SIZE);
    run.world.failing = Some("the disk is full".to_owned());
    run.press("p").shows("the disk is full").shows("What would they ask you today?");
}

#[test]
fn without_cards_there_is_nothing_to_plan() {
    let mut run = Run::begin(Start::Home, Memory::new(Vec::new()), SIZE);
    run.press("p").shows("qbank import FILE");
    assert!(!run.world.effects.contains(&Effect::LoadPlan));
}

#[test]
fn at_every_size_in_every_look_the_plan_is_read_to_its_end() {
    for size in [(40, 12), (41, 13), (63, 18), (80, 24), (300, 12), (120, 100)] {
        for (palette, ascii) in [(Palette::Sixteen, false), (Palette::Mono, false), (Palette::Mono, true)] {
            for days in [None, Some(0), Some(1), Some(15), Some(400)] {
                let mut run = open(planned(days, Some(20)), size, Theme::new(palette, ascii));
                for key in ["G", "g", "<pgdn>", "<pgdn>", "j", "k", "<up>"] {
                    run.press(key);
                    assert!(!ascii || run.screen().is_ascii(), "{}", run.screen());
                }
                run.press("G");
                let end = match days {
                    None => "10 Oct",
                    Some(0) => "interview",
                    Some(400) => "free",
                    Some(_) => "min",
                };
                run.shows(end);
                run.resize((39, 11)).shows("too small").resize(size).shows(end);
            }
        }
    }
}
