//! Which runs are being asked right now, in this process or another one. It must not know what a run is.

use super::Library;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::PathBuf;

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

impl Library {
    /// Claims a run. `None` where another process asks it, and where there is no folder to tell others.
    pub fn claim(&self, run: &str) -> Option<Claim> {
        let path = self.claim_file(run)?;
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path).ok()?;
        file.try_lock().ok()?;
        Some(Claim { path, _locked: file })
    }

    /// Whether another process asks this run.
    pub fn is_claimed(&self, run: &str) -> bool {
        let Some(path) = self.claim_file(run) else { return false };
        let Ok(file) = OpenOptions::new().write(true).open(&path) else { return false };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => true,
            // Its process ended without letting go.
            Ok(()) => {
                let _ = fs::remove_file(&path);
                false
            }
            Err(TryLockError::Error(_)) => false,
        }
    }

    fn claim_file(&self, run: &str) -> Option<PathBuf> {
        // The log may come from elsewhere: a name that leads to another folder is none of ours.
        let is_ours = run.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
        let library = self.connection.path().filter(|path| is_ours && !path.is_empty())?;
        Some(PathBuf::from(library).with_file_name(format!("run-{run}.lock")))
    }
}
