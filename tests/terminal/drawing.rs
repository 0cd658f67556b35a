//! What reaches the terminal: at every size, without colour, in ASCII, and from hostile text.

use crate::home::{Home, TAGGED_PAGE};
use crate::runner::{ENTER, ESC, Runner, TAB};
use crate::{open, setup};
use std::time::Duration;

const QUIZ: [&str; 4] = ["quiz", "source:tagged-page", "--seed", "7"];

#[test]
fn a_quiz_survives_every_size() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, &QUIZ);
    runner.wait_for("1 of 3").resize((120, 40)).wait_for("1 of 3").resize((20, 5)).wait_for("too small: needs 40");
    runner.resize((1, 1)).wait_until("one cell", |runner| runner.screen() == "t");
    runner.resize((80, 24)).wait_for("1 of 3").wait_for("don't know").press("3").wait_for("3 good");
    for size in [(40, 12), (39, 12), (200, 3), (2, 100), (1, 1), (300, 100)] {
        runner.resize(size).wait_until("a frame", |runner| !runner.screen().trim().is_empty());
    }
    runner.resize((40, 12)).wait_for("3 good").rate("3").wait_for("2 of 3").resize((20, 5)).wait_for("too small");
    runner.resize((80, 24)).wait_for("2 of 3").press("q").wait_for("1 right").resize((1, 1)).resize((80, 24));
    runner.wait_for("1 right").press("q").ends(0);
    assert_eq!(home.attempts(), 1);
}

#[test]
fn the_smallest_terminal_opens_and_closes_every_screen() {
    let home = Home::new();
    for arguments in [&[][..], &["quiz"], &["browse"]] {
        let mut runner = setup(&home, arguments).size((1, 1)).start();
        runner.wait_until_taken().wait_until("one cell", |runner| runner.screen() == "t").press("q").ends(0);
    }
}

/// Goes through the screens: home or the first run, browse, the search line, a card, its sections, the help page, a quiz to its end.
fn visit(runner: &mut Runner) {
    runner.wait_for("b browse").press("b").wait_for("Technology").press("/").send("mulch");
    runner
        .wait_for("showing 1")
        .press(ENTER)
        .wait_for("enter open")
        .press(ENTER)
        .wait_for("A layer on top")
        .press(TAB)
        .wait_for("tagged-page-");
    runner.press("?").wait_for("keys: ").press(ESC).wait_for("tagged-page-").press(ESC).wait_for("showing 1");
    runner.press("z").wait_for("1 of 1").press("3").wait_for("3 good").rate("1").wait_for("once more").press("3");
    runner.wait_for("3 good").rate("3").wait_for("0 right").press("q").ends(0);
}

/// The parameters of every sequence that sets how text looks.
fn looks(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\u{1b}[").skip(1).filter_map(|rest| {
        let end = rest.find(|character: char| !(character.is_ascii_digit() || character == ';' || character == ':'))?;
        (rest[end..].starts_with('m')).then(|| rest[..end].to_owned())
    });
    sequences.collect()
}

fn is_colour(parameter: &str) -> bool {
    let number: u16 = parameter.split(':').next().and_then(|number| number.parse().ok()).unwrap_or(0);
    matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
}

fn colours(bytes: &[u8]) -> Vec<String> {
    let looks = looks(bytes);
    looks.into_iter().filter(|look| look.split(';').any(is_colour)).collect()
}

#[test]
fn without_colour_no_colour_code_is_sent_and_the_selected_row_is_still_seen() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut coloured = setup(&home, &[]).start();
    visit(&mut coloured);
    assert!(!colours(coloured.bytes()).is_empty(), "else the rest says nothing");
    for (variable, flag) in [("1", "auto"), ("", "never")] {
        let mut plain = setup(&home, &["--color", flag]).env("NO_COLOR", variable).start();
        visit(&mut plain);
        assert_eq!(colours(plain.bytes()), Vec::<String>::new());
        assert!(looks(plain.bytes()).iter().any(|look| look.split(';').any(|one| one == "7")), "reverse is no colour");
    }
    let mut asked_for = setup(&home, &["--color", "always", "browse"]).env("NO_COLOR", "1").start();
    asked_for.wait_for("Technology").press("q").ends(0);
    assert!(!colours(asked_for.bytes()).is_empty(), "--color is the person's own word");
}

#[test]
fn ascii_means_ascii() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = setup(&home, &["--ascii"]).start();
    visit(&mut runner);
    let text = String::from_utf8_lossy(runner.bytes()).into_owned();
    let others: Vec<char> = text.chars().filter(|character| !character.is_ascii()).collect();
    assert_eq!(others, []);
}

#[test]
fn hostile_text_stays_harmless_on_the_screens() {
    let home = Home::new();
    let hostile = "\u{1b}]0;owned\u{7} \u{1b}[31mred \u{9b}31m \u{90}q\u{9c} \u{202e}turned\u{202c} \u{2066}x\u{2069} \u{200f}\u{61c}";
    let page = format!(
        "Py\u{1b}[31m\u{202e}\u{9b}thonBeginner\n\nWhat is {hostile} for?\n\nAnswer\n\nIt is {hostile} for nothing.\n"
    );
    let page = home.file("hostile.txt", page);
    home.qbank(["import"]).args([page]).run().ends(0);
    let mut browse = open(&home, &["browse", "source:hostile"]);
    browse.wait_for("What is").press("l").press(ENTER).wait_for("for nothing").press("?").press(ESC);
    browse.wait_for("for nothing").press(ESC).wait_for("enter open").press("/").paste(hostile).send("\u{9b}\u{202e}");
    browse.wait_for("red").press(ESC).press("C").wait_for_no("source:hostile").press("q").ends(0);
    let mut quiz = open(&home, &["quiz", "source:hostile"]);
    quiz.wait_for("What is").press("0").wait_for("for nothing").rate("1").wait_for("once more").press("3");
    quiz.wait_for("3 good").rate("3").wait_for("1 wrong").press("q").ends(0);

    for bytes in [browse.bytes(), quiz.bytes()] {
        let text = String::from_utf8_lossy(bytes);
        let obeyed = |character: &char| {
            ('\u{80}'..='\u{9f}').contains(character)
                || ('\u{202a}'..='\u{202e}').contains(character)
                || ('\u{2066}'..='\u{2069}').contains(character)
                || ['\u{7}', '\u{200e}', '\u{200f}', '\u{61c}'].contains(character)
        };
        assert_eq!(text.chars().filter(obeyed).collect::<Vec<char>>(), []);
        assert!(!text.contains("\u{1b}]"), "the title stays as it is");
    }
}

/// Longer than a clock takes to change.
const WHILE: Duration = Duration::from_millis(1200);

#[test]
#[cfg(target_os = "linux")]
fn nothing_wakes_where_no_clock_is_on_the_screen() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut quiz = open(&home, &QUIZ);
    let (woken, sent) = quiz.wait_for("1 of 3").leave_alone(WHILE);
    assert!(woken > 0 && sent > 0, "else the rest says nothing");
    assert_eq!(quiz.press("3").wait_for("3 good").leave_alone(WHILE), (0, 0), "an answer is read");
    assert_eq!(quiz.press("?").wait_for("keys: answer").leave_alone(WHILE), (0, 0), "the help page");
    assert_eq!(quiz.press(ESC).wait_for("3 good").rate("3").press("q").wait_for("the end").leave_alone(WHILE), (0, 0));
    quiz.press("q").ends(0);
    for (arguments, shown) in [(&[][..], "b browse"), (&["browse"], "Technology")] {
        let mut runner = open(&home, arguments);
        assert_eq!(runner.wait_for(shown).leave_alone(WHILE), (0, 0), "{shown}");
        runner.press("q").ends(0);
    }
}
