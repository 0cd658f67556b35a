//! Whether blocks of code do what their cards say under the Python interpreters at hand. It must not know cards, files of
//! cards, or who asks.

mod children;
mod interpreters;

pub use interpreters::{Interpreter, at_hand};

use crate::bank::Code;
use children::{Ended, Job, run_all};
use interpreters::{MORE, minor};
use std::fmt;
use std::io;
use std::path::Path;
use std::process::Command;

/// Every block runs so often, since what differs from run to run is seldom seen in one.
const RUNS: usize = 3;

/// What was found about the blocks, and how much was done to find it.
#[derive(Debug, Default)]
pub struct Findings {
    pub list: Vec<Finding>,
    /// Pairs of a block and an interpreter that ran it.
    pub ran: usize,
    /// Blocks that were only read.
    pub parsed: usize,
}

/// One block that does not do what its card says, or that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The position of the block among those given.
    pub block: usize,
    /// The version under which it showed; `None` when no interpreter was asked.
    pub version: Option<String>,
    pub problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    Prints {
        expected: String,
        found: String,
    },
    /// It ended with this status, and this was the last it said.
    Fails {
        status: i32,
        last: String,
    },
    RaisesNothing {
        expected: String,
    },
    TooSlow,
    DoesNotParse {
        line: usize,
        message: String,
    },
    /// No interpreter at hand is of a version that the block is for.
    NotRun {
        range: String,
    },
    CannotStart {
        reason: String,
    },
}

impl Problem {
    /// A block that no interpreter could be asked about is not wrong, only unproved.
    pub fn is_error(&self) -> bool {
        !matches!(self, Problem::NotRun { .. })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(version) = &self.version {
            write!(f, "python {version}: ")?;
        }
        match &self.problem {
            Problem::Prints { expected, found } => {
                write!(f, "the block prints {found:?}, its output says {expected:?}; correct the output or the block")
            }
            Problem::Fails { status, last } => {
                write!(f, "the block ends with status {status} ({last}); mend it, or name what it raises: raises=NAME")
            }
            Problem::RaisesNothing { expected } => {
                write!(f, "the block does not raise {expected}; mend it, or delete raises={expected}")
            }
            Problem::TooSlow => {
                write!(f, "the block runs for more than {} s; make it quicker", children::LIMIT.as_secs())
            }
            Problem::DoesNotParse { line, message } => {
                write!(f, "line {line} of the block is not python: {message}")
            }
            Problem::NotRun { range } => {
                write!(f, "the block was not run: no interpreter at hand is {range}; name one in {MORE}")
            }
            Problem::CannotStart { reason } => write!(f, "the interpreter does not start: {reason}"),
        }
    }
}

/// Runs the blocks that are meant to run, each under every interpreter in its range and several times, and reads the other
/// Python blocks. Blocks in other languages are passed over.
///
/// # Errors
/// When no temporary folder can be written.
pub fn check(blocks: &[&Code], interpreters: &[Interpreter]) -> io::Result<Findings> {
    let mut findings = Findings::default();
    run_blocks(blocks, interpreters, &mut findings)?;
    parse_blocks(blocks, interpreters, &mut findings)?;
    findings.list.sort_by_key(|finding| finding.block);
    Ok(findings)
}

fn is_python(code: &Code) -> bool {
    code.language.as_deref() == Some("python")
}

fn run_blocks(blocks: &[&Code], interpreters: &[Interpreter], findings: &mut Findings) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut asked = Vec::new();
    let mut jobs = Vec::new();
    for (block, code) in blocks.iter().enumerate().filter(|(_, code)| is_python(code)) {
        let Some(run) = &code.run else { continue };
        let file = folder.path().join(format!("block{block}.py"));
        std::fs::write(&file, &code.source)?;
        let bound = |version: &Option<String>| version.as_deref().and_then(minor);
        let (least, most) = (bound(&run.min).unwrap_or(0), bound(&run.max).unwrap_or(u32::MAX));
        let mut fitting = interpreters.iter().filter(|one| (least..=most).contains(&one.minor)).peekable();
        if fitting.peek().is_none() {
            let range = range(run.min.as_deref(), run.max.as_deref());
            findings.list.push(Finding { block, version: None, problem: Problem::NotRun { range } });
        }
        for interpreter in fitting {
            for _ in 0..RUNS {
                asked.push((block, interpreter));
                jobs.push(Job { command: isolated(interpreter, folder.path(), &file) });
            }
        }
    }
    findings.ran += jobs.len() / RUNS;
    let mut last = None;
    for ((block, interpreter), ended) in asked.into_iter().zip(run_all(jobs)) {
        // One of the runs is enough to tell.
        if last == Some((block, interpreter.minor)) {
            continue;
        }
        if let Some(problem) = judge(blocks[block], ended) {
            last = Some((block, interpreter.minor));
            findings.list.push(Finding { block, version: Some(interpreter.version.clone()), problem });
        }
    }
    Ok(())
}

fn range(min: Option<&str>, max: Option<&str>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("Python {min} to {max}"),
        (Some(min), None) => format!("Python {min} or newer"),
        (None, Some(max)) => format!("Python {max} or older"),
        (None, None) => "Python 3".to_owned(),
    }
}

/// Isolated from the user's settings and packages, with warnings as errors and no traces left beside the file.
fn isolated(interpreter: &Interpreter, folder: &Path, file: &Path) -> Command {
    let mut command = Command::new(&interpreter.program);
    command.args(["-I", "-B", "-W", "error", "-X", "utf8"]).arg(file).current_dir(folder);
    command
}

fn judge(code: &Code, ended: io::Result<Ended>) -> Option<Problem> {
    let Ended { status, stdout, stderr } = match ended {
        Ok(ended) => ended,
        Err(error) => return Some(Problem::CannotStart { reason: error.to_string() }),
    };
    let Some(status) = status else { return Some(Problem::TooSlow) };
    let stderr = String::from_utf8_lossy(&stderr);
    let fails = || {
        let last = stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it says nothing").trim().to_owned();
        Some(Problem::Fails { status, last })
    };
    match code.run.as_ref().and_then(|run| run.raises.as_deref()) {
        Some(expected) if status == 0 => return Some(Problem::RaisesNothing { expected: expected.to_owned() }),
        Some(expected) if status != 1 || !names(&stderr, expected) => return fails(),
        None if status != 0 => return fails(),
        _ => {}
    }
    let found = String::from_utf8_lossy(&stdout).replace("\r\n", "\n");
    let expected = code.output.as_deref().unwrap_or_default();
    (found != expected).then(|| Problem::Prints { expected: expected.to_owned(), found })
}

/// Whether the exception that ended a run is of this name. It stands at the start of a line below the last traceback; an
/// exception's notes may follow it, and a group is drawn with a frame.
fn names(stderr: &str, exception: &str) -> bool {
    let last = stderr.rfind("Traceback (most recent call last):").map_or(stderr, |start| &stderr[start..]);
    last.lines().any(|line| {
        let line = line.strip_prefix("  | ").unwrap_or(line);
        let name = line.split(':').next().unwrap_or_default();
        name == exception || name.rsplit('.').next() == Some(exception)
    })
}

/// Reads the Python blocks that are not run, all in one call of the newest interpreter.
fn parse_blocks(blocks: &[&Code], interpreters: &[Interpreter], findings: &mut Findings) -> io::Result<()> {
    const READ: &str = r#"
import ast, json, sys
for number, source in json.load(open(sys.argv[1], encoding="utf-8")):
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        print(json.dumps([number, getattr(error, "lineno", None) or 1, getattr(error, "msg", str(error))]))
"#;
    let still: Vec<(usize, &str)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, code)| is_python(code) && code.run.is_none())
        .map(|(block, code)| (block, code.source.as_str()))
        .collect();
    if still.is_empty() {
        return Ok(());
    }
    let Some(newest) = interpreters.last() else {
        findings.list.extend(still.into_iter().map(|(block, _)| {
            let problem = Problem::NotRun { range: range(None, None) };
            Finding { block, version: None, problem }
        }));
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let (script, sources) = (folder.path().join("read.py"), folder.path().join("sources.json"));
    std::fs::write(&script, READ)?;
    std::fs::write(&sources, serde_json::to_vec(&still)?)?;
    let mut command = Command::new(&newest.program);
    // Warnings are left alone here: a block that only parses may hold what a newer version warns of.
    command.args(["-I", "-B", "-X", "utf8"]).arg(&script).arg(&sources).current_dir(folder.path());
    let ended = run_all(vec![Job { command }]).remove(0)?;
    if ended.status != Some(0) {
        return Err(io::Error::other(String::from_utf8_lossy(&ended.stderr).trim().to_owned()));
    }
    findings.parsed += still.len();
    for line in String::from_utf8_lossy(&ended.stdout).lines() {
        let (block, line, message): (usize, usize, String) = serde_json::from_str(line)?;
        let problem = Problem::DoesNotParse { line, message };
        findings.list.push(Finding { block, version: Some(newest.version.clone()), problem });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
