//! clap types and dispatch; the only clap in the tree. It must not know how a command does its work.

use crate::command::check;
use crate::command::report::Style;
use anstream::{AutoStream, ColorChoice};
use anyhow::{Error, Result};
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Interview questions in the terminal: a question bank, timed quizzes, scores that stay yours.
#[derive(Debug, Parser)]
#[command(name = "qbank", version, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Args)]
struct Global {
    /// Keep the library in this folder [default: qbank in the XDG data folder]
    #[arg(long, global = true, env = "QBANK_DATA_DIR", hide_env_values = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Draw with plain ASCII characters
    #[arg(long, global = true)]
    ascii: bool,
    /// Fix the shuffle: the same number gives the same order
    #[arg(long, global = true, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report on pages of questions: what is found, what is wrong, and what to do
    Check(CheckArguments),
}

#[derive(Debug, clap::Args)]
struct CheckArguments {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A folder of pages that no card may copy from
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Exit codes: done, failed, wrong usage.
const DONE: u8 = 0;
const FAILED: u8 = 1;

/// Runs the program with these arguments, the first being its name, and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are an answer, on stdout with code 0; a mistake goes to stderr with code 2.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(FAILED));
        }
    };
    match dispatch(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

/// The reader of our output has gone, as `head` does: nothing is left to say, and nothing went wrong.
fn is_closed_pipe(error: &Error) -> bool {
    let of_json = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
    };
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind).or_else(|| of_json(cause));
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

fn dispatch(arguments: Arguments) -> Result<u8> {
    let global = arguments.global;
    let choice = match global.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let mut out = io::BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
    let code = match arguments.command {
        Some(Command::Check(arguments)) => {
            let style = Style { color: true, ascii: global.ascii };
            let CheckArguments { paths, against, json } = arguments;
            let sound = check::run(&check::Settings { paths, against, json, style }, &mut out)?;
            if sound { DONE } else { FAILED }
        }
        None => DONE,
    };
    out.flush()?;
    Ok(code)
}
