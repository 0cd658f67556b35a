//! `qbank fmt`: files of labelled cards brought into canonical form. It must not know what that form is.

use super::report::{Style, printable, render};
use super::{Refused, input, replacing};
use crate::parse::format::format;
use anyhow::{Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

pub struct Settings {
    /// Files, or folders with all their `.txt`.
    pub paths: Vec<PathBuf>,
    /// Only say which files are not in canonical form.
    pub check: bool,
    pub style: Style,
}

/// Brings files into canonical form and names those that were not; a file with an error is named too, and left as it is.
/// Tells whether all is well: no error, and with `check` nothing left to change.
///
/// # Errors
/// [`Refused`] for standard input; else when a file cannot be read or written, or the output cannot.
pub fn run(settings: &Settings, out: &mut impl Write) -> Result<bool> {
    let (mut sound, mut changed, mut left) = (0, 0, 0);
    for path in &settings.paths {
        if path == Path::new("-") {
            return Err(Error::new(Refused("fmt writes files in their place; name a file or a folder".to_owned())));
        }
        for input in input::read(path)? {
            let name = printable(&input.name);
            match format(&input.name, &input.bytes) {
                Ok(text) if text.as_bytes() == input.bytes => sound += 1,
                Ok(text) => {
                    changed += 1;
                    let line = first_difference(&String::from_utf8_lossy(&input.bytes), &text);
                    if settings.check {
                        writeln!(out, "{name}:{line}: not in canonical form from here")?;
                    } else {
                        replacing::replace(&input.path, &text)?;
                        writeln!(out, "{name}: written anew from line {line}")?;
                    }
                }
                Err(findings) => {
                    left += 1;
                    let text = String::from_utf8_lossy(&input.bytes);
                    for finding in &findings {
                        write!(out, "{}", render(&input.name, &text, finding, settings.style))?;
                    }
                    writeln!(out, "{name}: left as it is; mend it first")?;
                }
            }
        }
    }
    let changing = if settings.check { "to be written anew" } else { "written anew" };
    writeln!(out, "{sound} in canonical form · {changed} {changing} · {left} left as they are")?;
    Ok(left == 0 && (changed == 0 || !settings.check))
}

/// The first line, from 1, that is not the same in both; how a line ends is a part of it.
fn first_difference(one: &str, other: &str) -> usize {
    1 + one.split('\n').zip(other.split('\n')).take_while(|(one, other)| one == other).count()
}
