//! The figures of DESIGN's section 10 by one command, each beside what a program takes that does nothing:
//! `cargo bench --bench speed -- [--cards N]`. It is no test: what it says depends on the machine and on what else runs there.

mod bank;
mod figures;
mod measure;
mod terminal;

use anyhow::{Context, Result, bail, ensure};
use measure::{Bench, Rounds};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use terminal::Call;

const CARDS: usize = 10_000;
/// The fewest cards that every measurement finds enough of.
const FEWEST_CARDS: usize = 1_000;

const ROUNDS: Rounds = Rounds {
    starts: 30,
    commands: 50,
    installs: 3,
    moves: 300,
    letters: 300,
    questions: 100,
    answers: 300,
    rest: Duration::from_secs(3),
};

fn main() -> Result<()> {
    let cards = cards(env::args().skip(1))?;
    let program = PathBuf::from(env!("CARGO_BIN_EXE_qbank"));
    let yardsticks = yardsticks(&program)?;
    let folder = tempfile::tempdir()?;
    let variables = vec![("TERM", "xterm-256color".to_owned())];
    let start = Some(yardsticks.join("start"));
    let idle =
        Call { start, program: yardsticks.join("idle"), arguments: Vec::new(), variables, shows: "ready, 0 keys" };
    let bench =
        Bench { program, noop: yardsticks.join("noop"), idle, folder: folder.path().to_owned(), cards, rounds: ROUNDS };
    let (timed, counted) = measure::all(&bench)?;
    let (tables, missed) = figures::tables(&timed, &counted);
    println!("\n{tables}\n{missed} missed");
    Ok(())
}

/// What was asked for behind `--`; cargo itself adds `--bench`.
fn cards(arguments: impl Iterator<Item = String>) -> Result<usize> {
    let mut cards = CARDS;
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        if argument != "--cards" {
            bail!("{argument:?} means nothing here; --cards N makes a bank of N cards");
        }
        let number = arguments.next().context("--cards needs a number")?;
        cards = number.parse().with_context(|| format!("--cards needs a number, not {number:?}"))?;
    }
    ensure!(cards >= FEWEST_CARDS, "--cards has to be {FEWEST_CARDS} or more");
    Ok(cards)
}

/// Builds the programs that do nothing, as the program itself is built; the folder that they are in.
fn yardsticks(program: &Path) -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--release", "--example", "noop", "--example", "idle", "--example", "start"];
    let status = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).status()?;
    ensure!(status.success(), "the yardsticks cannot be built");
    Ok(program.parent().context("the program is in a folder")?.join("examples"))
}
