//! The files that a command is given: one by name, all below a folder, or standard input. It must not know what they hold.

use crate::bank::json;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file's bytes, with the name that findings show and the source that it stands for.
pub struct Input {
    pub path: PathBuf,
    pub name: String,
    pub source: String,
    pub bytes: Vec<u8>,
}

impl Input {
    /// Whether this is a JSON bank: no page begins with a brace.
    pub fn is_bank(&self) -> bool {
        let text = self.bytes.strip_prefix(json::BYTE_ORDER_MARK).unwrap_or(&self.bytes);
        text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
    }
}

/// No input is larger than the largest bank; one byte more is enough to refuse it.
const MOST: u64 = crate::bank::json::LARGEST as u64 + 1;

/// Reads a path: a file, every `.txt` below a folder in the order of their names, or `-`.
///
/// # Errors
/// When the path is not there or cannot be read, or a folder holds no `.txt`.
pub fn read(path: &Path) -> Result<Vec<Input>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(MOST).read_to_end(&mut bytes).context("cannot read standard input")?;
        let (path, name) = (path.to_owned(), "standard input".to_owned());
        return Ok(vec![Input { path, name, source: "stdin".to_owned(), bytes }]);
    }
    if !path.is_dir() {
        return Ok(vec![read_file(path, path)?]);
    }
    let files = text_files(path)?;
    if files.is_empty() {
        bail!("{}: no .txt file below this folder", path.display());
    }
    files.iter().map(|file| read_file(file, file)).collect()
}

fn read_file(path: &Path, shown: &Path) -> Result<Input> {
    let context = || format!("cannot read {}", path.display());
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes)).with_context(context)?;
    let source = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Input { path: path.to_owned(), name: shown.to_string_lossy().into_owned(), source, bytes })
}

fn text_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(text_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
