//! The clocks in a real terminal, on the screens and line by line: what is charged, and what happens when time runs out.

use crate::home::{Home, MODEL_CARD};
use crate::runner::{CONTROL_Z, ENTER, Runner};
use crate::setup;
use rustix::process::Signal;
use std::thread;
use std::time::Duration;

/// High enough for a whole run.
fn open(home: &Home, arguments: &[&str]) -> Runner {
    setup(home, &[&["quiz", "source:model-card"], arguments].concat()).size((100, 90)).start()
}

fn stop_by_hand(runner: &mut Runner) {
    runner.press(CONTROL_Z);
}

fn stop_from_outside(runner: &mut Runner) {
    runner.signal(Signal::STOP);
}

#[test]
fn time_for_which_the_program_is_stopped_is_not_charged() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let ways: [(&[&str], &str, &str, &str); 2] =
        [(&["--plain"], "enter reveals", "2\n", "q\n"), (&[], "How sure are you?", "2", "q")];
    for (arguments, asked, reveal, leave) in ways {
        for stop in [stop_by_hand, stop_from_outside] {
            let mut runner = open(&home, &[arguments, &["--mode", "recall", "--per-card", "3s"]].concat());
            stop(runner.wait_for(asked));
            runner.wait_until_stopped();
            thread::sleep(Duration::from_secs(3));
            runner.signal(Signal::CONT);
            if arguments.is_empty() {
                runner.wait_until_taken();
            }
            runner.wait_for(asked).press(reveal).wait_for("4 easy").wait_for("of 0:03").shows_no("· slow");
            runner.send(leave).ends(0);
        }
    }
    assert_eq!(home.attempts(), 0);
}

#[test]
fn a_strict_clock_ends_the_question_at_the_next_line() {
    let home = Home::with_pages(&[MODEL_CARD]);
    let late = |mode: &str, shown: &str, line: &str| {
        let mut runner = open(&home, &["--plain", "--strict", "--per-card", "1s", "--mode", mode]);
        runner.wait_for(shown);
        thread::sleep(Duration::from_secs(1));
        runner.send(line).wait_for("time ran out");
        runner
    };
    // The line that was being written is kept, and the empty one that was to end it rates nothing.
    let mut runner = late("typed", "type your answer", "another task can run\n\n");
    runner.wait_for("time ran out; your text is kept").wait_for("[another task] can [run]");
    runner
        .send("b c d\n")
        .wait_for("[2 hard]   (time ran out: hard at best)")
        .wait_for("comes back: 1 tomorrow, 2 tomorrow\n");
    runner.send("4\n").wait_for("1 right (1 slow)").ends(0);
    // A key comes too late: it chooses nothing, and shows no hint.
    late("choice", "letters choose", "a\n").wait_for("nothing was chosen").send("q\n").ends(0);
    late("recall", "enter reveals", "h\n").wait_for("(time ran out: hard at best)").shows_no("hint 1").press(ENTER);
    assert_eq!(home.attempts(), 1);
}
