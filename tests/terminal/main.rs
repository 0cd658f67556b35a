//! The real program in a real pseudo-terminal: keys in, a screen out, and the terminal given back whatever happens.

mod browsing;
mod clocks;
mod drawing;
mod hands;
#[path = "../support/home.rs"]
mod home;
mod leaving;
mod modes;
mod progress;
mod quiz;
mod reading;
mod remembering;
#[path = "../support/runner.rs"]
mod runner;
mod tasks;

use home::{Home, PROGRAM};
use runner::{Runner, Setup};

/// A call of the program in a terminal of 80 by 24.
fn setup(home: &Home, arguments: &[&str]) -> Setup {
    Setup::new(PROGRAM, home.variables()).args(arguments)
}

fn open(home: &Home, arguments: &[&str]) -> Runner {
    setup(home, arguments).start()
}
