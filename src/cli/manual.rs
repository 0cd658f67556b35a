//! The manual pages, made from the same words as `--help`. It must not know what the commands do.

use super::arguments::Arguments;
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes `qbank.1` and a page for each command into the folder, which is made where it is missing.
///
/// # Errors
/// When the folder or a page cannot be written.
pub fn write(folder: &Path, out: &mut impl Write) -> Result<()> {
    let cannot = || format!("cannot write manual pages to {}", folder.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    clap_mangen::generate_to(Arguments::command().disable_help_subcommand(true), folder).with_context(cannot)?;
    writeln!(
        out,
        "manual pages are in {}; man -l {} shows the first",
        folder.display(),
        folder.join("qbank.1").display()
    )?;
    Ok(())
}
