//! The interpreters of Python 3 at hand: where they are looked for, and which version each of them is. It must not know
//! what they will run.

use super::children::{Ended, Job, run_all};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::process::Command;

/// Interpreters that do not lie on the search path: paths of programs or of their folders, separated as in `PATH`.
pub const MORE: &str = "QBANK_PYTHONS";

/// The versions of Python 3 that are looked for by name.
const MINORS: std::ops::RangeInclusive<u32> = 8..=15;

/// An interpreter that answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    pub program: PathBuf,
    /// The 13 of 3.13.0.
    pub minor: u32,
    /// `3.13.0`
    pub version: String,
}

/// The interpreters on the search path and in `QBANK_PYTHONS`, oldest first, one of each minor version.
///
/// # Errors
/// When no temporary folder can be written.
pub fn at_hand() -> io::Result<Vec<Interpreter>> {
    let variable = |name| std::env::var_os(name).unwrap_or_default();
    among(&candidates(&variable("PATH"), &variable(MORE)))
}

/// Programs that might be interpreters, the first of two that turn out equal counting.
pub fn candidates(path: &OsStr, more: &OsStr) -> Vec<PathBuf> {
    let names: Vec<OsString> = std::iter::once("python3".to_owned())
        .chain(MINORS.map(|minor| format!("python3.{minor}")))
        .map(|name| OsString::from(name + std::env::consts::EXE_SUFFIX))
        .collect();
    let inside = |folder: PathBuf| names.iter().map(move |name| folder.join(name));
    let named =
        std::env::split_paths(more).flat_map(|one| if one.is_dir() { inside(one).collect() } else { vec![one] });
    let found = std::env::split_paths(path).flat_map(inside);
    // One program under several names is asked once; the name that stands first is kept.
    let mut known = BTreeSet::new();
    named.chain(found).filter(|program| program.canonicalize().is_ok_and(|program| known.insert(program))).collect()
}

/// Asks each candidate once which version it is; what does not answer, such as a shim without its version, is no interpreter.
pub fn among(candidates: &[PathBuf]) -> io::Result<Vec<Interpreter>> {
    // The program behind a shim is asked for, because a shim costs more than the block.
    const ASK: &str = "import sys; print('%d.%d.%d' % sys.version_info[:3], sys.executable)";
    let folder = tempfile::tempdir()?;
    let jobs = candidates.iter().map(|program| {
        let mut command = Command::new(program);
        command.args(["-I", "-c", ASK]).current_dir(folder.path());
        Job { command }
    });
    let mut interpreters: Vec<Interpreter> = Vec::new();
    for answer in run_all(jobs.collect()) {
        let Ok(Ended { status: Some(0), stdout, .. }) = answer else { continue };
        let answer = String::from_utf8_lossy(&stdout);
        let Some((version, program)) = answer.trim_end().split_once(' ') else { continue };
        let Some(minor) = minor(version) else { continue };
        if !program.is_empty() && interpreters.iter().all(|known| known.minor != minor) {
            interpreters.push(Interpreter { program: program.into(), minor, version: version.to_owned() });
        }
    }
    interpreters.sort_by_key(|interpreter| interpreter.minor);
    Ok(interpreters)
}

/// The 13 of `3.13` and of `3.13.0`.
pub fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("3.")?.split('.').next()?.parse().ok()
}
