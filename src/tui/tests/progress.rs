//! How it goes, told as runs of keys; and how that looks.

use super::hands::click;
use super::sample::{self, Memory};
use super::{Run, Start, looks};
use crate::study::event::CardKey;
use crate::study::statistics::samples::dated;
use crate::tui::message::{Choice, Effect};
use crate::tui::theme::{Palette, Theme};

const SIZE: (u16, u16) = (80, 24);

fn world() -> Memory {
    Memory { answers: sample::answers(), ..Memory::new(sample::cards()) }
}

fn at(world: Memory, size: (u16, u16), palette: Palette, ascii: bool) -> Run {
    let mut run = Run::with_theme(Start::Home, world, size, Theme::new(palette, ascii));
    run.press("s");
    run
}

fn progress() -> Run {
    at(world(), SIZE, Palette::Sixteen, false)
}

fn begun(run: &mut Run) -> Vec<Choice> {
    let effects = run.world.clear_effects().into_iter();
    effects.filter_map(|effect| if let Effect::Begin(choice) = effect { Some(choice) } else { None }).collect()
}

#[test]
fn every_section_says_what_it_is_about() {
    let mut run = progress();
    run.shows("Wrong though sure: 2 cards, first under Hardest").shows("5 right (1 slow) · 2 partly · 2 wrong");
    run.shows("Choice and predict: 1 right (0 slow) · 0 partly · 1 wrong").shows("12 answers · 3 runs · 3 days");
    run.shows("Right at the first answer, run by run").shows("4 Sep").shows("3 Oct");
    run.press("<tab>").shows("Practised on 2 of the last 30 days").shows("now 2 days in a row").shows("today");
    run.press("<tab>").shows("the weakest topic first").shows("Beginner").shows("decorators");
    run.press("<tab>").shows("Half of the answers took at most 0:33").shows("3 of 11 answers slow").shows("more");
    run.press("<tab>").shows("Right, by how sure you were").shows("sure").shows("3 of 5").shows("100% right");
    run.press("<tab>").shows("Wrong though you were sure: look here first").shows("Seldom right at the first answer");
    run.press("<tab>")
        .shows("run by run")
        .press("[")
        .shows("look here first")
        .press("<backtab>")
        .shows("how sure you were");
    run.press("]]").shows("run by run").press("<esc>").shows("What would they ask you");
}

#[test]
fn enter_on_a_cell_begins_the_quiz_of_its_topic_and_level() {
    for (keys, query) in [
        ("<enter>", "topic:functions"),
        ("l<enter>", "topic:functions level:beginner"),
        ("jll<enter>", "topic:asyncio level:intermediate"),
        ("jlllllhh<enter>", "topic:asyncio level:beginner"),
        ("G<right><enter>", "topic:decorators level:beginner"),
    ] {
        let mut run = progress();
        run.press("<tab><tab>").press(keys).shows("1 of 5");
        assert_eq!(begun(&mut run), [Choice::Query(query.to_owned())], "{keys}");
        // Left without an answer, it comes back to the cell.
        run.press("q").shows("the weakest topic first").press("<enter>");
        assert_eq!(begun(&mut run), [Choice::Query(query.to_owned())], "{keys} again");
    }
}

#[test]
fn the_hardest_cards_are_read_and_asked() {
    let mut run = progress();
    run.press("[").shows("1 of 3 right").press("jj<enter>").shows("enter related").shows("evaluated once");
    run.press("<esc>").shows("showing 3").shows("/ 3 cards, named one by one").shows_no("id:");
    run.press("<esc>").shows("look here first");
    run.press("z").shows("1 of 3");
    let key = |id: &str| CardKey { source: "qbank".to_owned(), id: id.to_owned() };
    let hardest = ["PY-X-002", "PY-X-001", "PY-FUNC-004"].map(key).to_vec();
    assert_eq!(begun(&mut run), [Choice::Cards(hardest)]);
}

#[test]
fn a_click_on_a_hard_card_goes_to_it_and_the_next_reads_it() {
    let mut run = progress();
    click(&mut run, "Hardest");
    click(&mut run, "Seldom right").shows("A helper is declared");
    click(&mut run, "A helper is declared").shows_no("evaluated once");
    click(&mut run, "A helper is declared").shows("evaluated once");
}

#[test]
fn progress_is_seen_from_the_end_of_a_run_and_for_what_the_browser_lists() {
    let mut run = Run::begin(Start::Quiz, world(), SIZE);
    run.press("13q").shows("the end").press("s").shows("run by run").press("<esc>").shows("the end");
    let mut run = Run::begin(Start::Browse { query: String::new() }, world(), SIZE);
    run.press("/await<enter>s").shows("run by run").press("<tab><tab><enter>");
    let query = "topic:functions (await)".to_owned();
    assert!(run.world.effects.contains(&Effect::LoadProgress("await".to_owned())));
    assert_eq!(begun(&mut run), [Choice::Query(query)]);
    let mut run = Run::begin(Start::Browse { query: String::new() }, world(), SIZE);
    run.press("/zebra<enter>s").shows("no card in the list");
}

#[test]
fn what_was_answered_meanwhile_counts_and_the_cursor_stays() {
    let mut run = progress();
    run.press("<tab><tab>j").shows("▸ asyncio").press("<enter>13q").shows("the end");
    // Now another topic is the weakest one.
    run.world.answers.extend(dated("PY-X-004 wrong #decorators @intermediate =20000"));
    run.press("<enter>").shows("▸ asyncio").press("[[").shows("13 answers");
}

#[test]
fn without_an_answer_it_says_how_to_get_some() {
    let mut run = at(Memory::new(sample::cards()), SIZE, Palette::Sixteen, false);
    for _ in 0..2 {
        run.shows("Nothing was answered yet").shows("Under Topics").press("<tab>");
    }
    run.shows("asyncio").shows("enter quiz").press("<tab>").shows("Nothing was answered yet").press("<tab><tab>z");
    assert_eq!(begun(&mut run), []);
    let mut run = at(Memory::new(Vec::new()), SIZE, Palette::Sixteen, false);
    run.press("<tab><tab>").shows("no cards yet").shows_no("enter quiz").press("<enter>jl").shows("no cards yet");
    let mut world = world();
    world.answers = dated("PY-X-001 right #asyncio");
    let mut run = at(world, SIZE, Palette::Sixteen, false);
    run.press("[").shows("No card is hard").press("<enter>[").shows("You have not said yet how sure you were");
    assert_eq!(run.world.effects.iter().filter(|effect| matches!(effect, Effect::Find(_))).count(), 0);
}

#[test]
fn what_cannot_be_counted_leaves_the_screen_as_it_was() {
    let mut run = Run::begin(Start::Home, world(), SIZE);
    run.world.failing = Some("the disk is gone".to_owned());
    run.press("s").shows("the disk is gone").shows("What would they ask you");
    run.world.failing = None;
    run.press("s").shows("run by run");
    run.world.failing = Some("the disk is gone".to_owned());
    run.press("[<enter>").shows("the disk is gone").shows("look here first");
    // What was to be read then is not read with the next list.
    run.world.failing = None;
    run.press("<esc>b").shows("Technology").shows_no("enter related");
}

#[test]
fn hostile_names_are_harmless() {
    let hostile = "x\u{1b}[2J\u{202e}y\u{9b}31m\u{7}\r";
    let mut world = world();
    for answer in &mut world.answers {
        answer.answer.question = format!("{hostile}{}", answer.answer.question);
        answer.answer.topic = Some(hostile.to_owned());
        answer.answer.attempt.session = hostile.to_owned();
    }
    let mut run = at(world, SIZE, Palette::Sixteen, false);
    for _ in 0..6 {
        let screen = run.press("<tab>G").screen();
        let obeyed = |c: &char| *c != '\n' && (c.is_control() || *c == '\u{202e}');
        assert_eq!(screen.chars().find(obeyed), None, "{screen}");
    }
}

#[test]
fn nothing_is_drawn_outside_at_any_size() {
    for (width, height) in [(40, 12), (41, 60), (59, 13), (60, 22), (69, 21), (71, 30), (80, 24), (119, 36), (300, 12)]
    {
        for ascii in [false, true] {
            let mut run = at(world(), (width, height), Palette::Mono, ascii);
            for _ in 0..6 {
                let screen = run.press("<tab>jG").screen();
                for line in screen.lines() {
                    assert!(unicode_width::UnicodeWidthStr::width(line) <= width.into(), "{line:?} on\n{screen}");
                }
                assert!(!ascii || screen.is_ascii(), "{screen}");
                let bar = run.bars();
                assert!(bar.contains("tab sections"), "{bar:?} on\n{screen}");
            }
        }
    }
}

/// The sections, and the keys that lead there.
const LOOKS: [(&str, &str); 7] = [
    ("progress-scores", ""),
    ("progress-days", "<tab>"),
    ("progress-topics", "<tab><tab>jll"),
    ("progress-times", "<tab><tab><tab>"),
    ("progress-sureness", "[["),
    ("progress-hardest", "[j"),
    ("progress-help", "?"),
];

#[test]
fn every_section_looks_like_its_picture() {
    for (name, keys) in LOOKS {
        looks::check(name, &|size, theme| {
            let mut run = Run::with_theme(Start::Home, world(), size, theme);
            run.press("s").press(keys);
            run
        });
    }
}
