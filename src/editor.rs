//! The person's own editor, run on a text. It must not know what the text says.

use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// A text on its way through an editor. The file goes with it, unless it is kept.
#[derive(Debug)]
pub struct Draft {
    file: tempfile::NamedTempFile,
}

impl Draft {
    /// A file of this text, whose name ends with `name`.
    ///
    /// # Errors
    /// When no file can be written in the folder for temporary files.
    pub fn new(name: &str, text: &str) -> Result<Draft> {
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let mut file = tempfile::Builder::new()
            .prefix("qbank-")
            .suffix(&format!("-{plain}.txt"))
            .tempfile()
            .context("cannot write a file for the editor")?;
        file.write_all(text.as_bytes()).and_then(|()| file.flush()).context("cannot write a file for the editor")?;
        Ok(Draft { file })
    }

    /// Waits for the editor, and gives the text as it is then. The editor is `$VISUAL`, else `$EDITOR`, else `vi`; words after
    /// its name are its arguments, and no shell reads them.
    ///
    /// # Errors
    /// When the editor cannot be run or fails, or what it left is no text.
    pub fn edit(&self) -> Result<String> {
        let named = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".to_owned());
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        let status = Command::new(program)
            .args(words)
            .arg(self.file.path())
            .status()
            .with_context(|| format!("cannot run the editor {program}; EDITOR names another"))?;
        if !status.success() {
            bail!("the editor {program} failed ({status}); nothing was changed");
        }
        // Many editors write a new file over the old name, so that the open one is not what they left.
        fs::read_to_string(self.file.path()).context("the editor left no text; nothing was changed")
    }

    /// Leaves the file where it is, for nothing that was written may be lost.
    ///
    /// # Errors
    /// When the file has gone.
    pub fn keep(self) -> Result<PathBuf> {
        let (_, path) = self.file.keep().context("the text is lost: its file has gone")?;
        Ok(path)
    }
}
