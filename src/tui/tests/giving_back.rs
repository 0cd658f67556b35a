//! A program that panics in the middle, in a real pseudo-terminal: the terminal is given back before the message is printed.

#[path = "../../../tests/support/runner.rs"]
mod runner;

use super::sample::{self, Memory};
use crate::clock::Ticker;
use crate::tui::message::{Effect, Reply, Start, World};
use crate::tui::theme::Palette;
use crate::tui::{Look, run};
use runner::{Runner, Setup};

/// Panics at the first effect of a kind; until then it is a world as others.
struct Broken {
    world: Memory,
    breaks_at: fn(&Effect) -> bool,
}

impl World for Broken {
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        assert!(!(self.breaks_at)(&effect), "the world broke");
        self.world.carry_out(effect)
    }
}

/// Set where the tests below are run for others; elsewhere, as when all ignored tests are run, there is no terminal to break.
const IN_TERMINAL: &str = "QBANK_TEST_IN_TERMINAL";

fn run_in_a_broken_world(breaks_at: fn(&Effect) -> bool) {
    if std::env::var_os(IN_TERMINAL).is_none() {
        return;
    }
    let ticker = Ticker::start();
    let mut world = Memory::new(sample::cards());
    world.ticker = Some(ticker);
    let look = Look { palette: Palette::Sixteen, ascii: false, mouse: false };
    let _ = run(Start::Quiz, look, &[], &mut Broken { world, breaks_at }, ticker);
}

#[test]
#[ignore = "takes the terminal that it runs in; other tests run it"]
fn breaks_at_the_first_answer() {
    run_in_a_broken_world(|effect| matches!(effect, Effect::Record(..)));
}

#[test]
#[ignore = "takes the terminal that it runs in; other tests run it"]
fn breaks_before_the_first_drawing() {
    run_in_a_broken_world(|effect| matches!(effect, Effect::Begin(..)));
}

/// This test program in a terminal, with one test to run.
fn test_in_terminal(name: &str) -> Runner {
    let program = std::env::current_exe().expect("a test is a program");
    let variables = std::env::vars_os().filter(|(name, _)| name == "PATH").collect();
    let name = format!("{}::{name}", module_path!().split_once("::").map_or("", |(_, path)| path));
    let setup = Setup::new(program, variables).env(IN_TERMINAL, "1");
    setup.args(["--exact", &name, "--ignored", "--nocapture"]).start()
}

/// How a test program ends when a test failed.
const FAILED: u32 = 101;

#[test]
fn a_panic_gives_the_terminal_back_and_then_tells() {
    let mut runner = test_in_terminal("breaks_at_the_first_answer");
    runner.wait_until_taken().wait_for("don't know").press("3").wait_for("3 good").rate("3");
    runner.ends(FAILED).shows("the world broke").shows_no("don't know");
}

#[test]
fn a_panic_before_the_first_drawing_gives_the_terminal_back_too() {
    test_in_terminal("breaks_before_the_first_drawing").ends(FAILED).shows("the world broke");
}
