//! Which runs are being asked right now, in this process or another one. It must not know what a run is.

use super::Library;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{error, fmt, thread};

/// A lock is tried for so often, with such a pause between: who only looks whether a run is claimed holds its file for a moment.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(2);

/// Keeps a run to this process for as long as it is held. The system lets go of it however the process ends.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    _locked: File,
}

impl Drop for Claim {
    fn drop(&mut self) {
        // A file that stays behind is no claim: nobody has it locked.
        let _ = fs::remove_file(&self.path);
    }
}

/// Another process asks the run.
#[derive(Debug, PartialEq, Eq)]
pub struct AskedElsewhere;

impl fmt::Display for AskedElsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this run is open in another terminal")
    }
}

impl error::Error for AskedElsewhere {}

impl Library {
    /// Claims a run. `None` where there is no folder to tell others.
    ///
    /// # Errors
    /// When another process asks it: of several that try at once, one gets it.
    pub fn claim(&self, run: &str) -> Result<Option<Claim>, AskedElsewhere> {
        let Some(path) = self.claim_file(run) else { return Ok(None) };
        let locked = lock(OpenOptions::new().write(true).create(true).truncate(false), &path)?;
        Ok(locked.map(|_locked| Claim { path, _locked }))
    }

    /// Whether another process asks this run.
    pub fn is_claimed(&self, run: &str) -> bool {
        let Some(path) = self.claim_file(run) else { return false };
        let locked = lock(OpenOptions::new().write(true), &path);
        if let Ok(Some(_)) = locked {
            // Its process ended without letting go.
            let _ = fs::remove_file(&path);
        }
        locked.is_err()
    }

    fn claim_file(&self, run: &str) -> Option<PathBuf> {
        // The log may come from elsewhere: a name that leads to another folder is none of ours.
        let is_ours = run.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
        let library = self.connection.path().filter(|path| is_ours && !path.is_empty())?;
        Some(PathBuf::from(library).with_file_name(format!("run-{run}.lock")))
    }
}

/// Locks the file of a claim; `None` where it cannot be opened.
fn lock(options: &OpenOptions, path: &Path) -> Result<Option<File>, AskedElsewhere> {
    for _ in 0..TRIES {
        let Ok(file) = options.open(path) else { return Ok(None) };
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => return Ok(Some(file)),
            // It was taken away between opening and locking: nobody else would find this lock.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(AskedElsewhere)
}

/// Whether this is the file that others find at `path`.
fn is_at(file: &File, path: &Path) -> bool {
    let number = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (held, found) = (file.metadata().map(number), fs::metadata(path).map(number));
    matches!((held, found), (Ok(held), Ok(found)) if held == found)
}
