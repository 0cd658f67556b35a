//! A file that is asked from as it is: a page or a bank, without the library. It must not know who asks.

use super::input;
use crate::bank::{Bank, json};
use crate::parse::{Expectation, is_free_source, parse};
use anyhow::{Context, Result, bail};
use std::path::{self, Path, PathBuf};

/// Where a file is found again, whatever folder the program is started in; standard input is not.
pub fn place(path: &Path) -> Option<PathBuf> {
    (path != Path::new("-")).then(|| path::absolute(path).ok()).flatten()
}

/// Reads the cards of a page, a bank, or a folder of pages, each with its source.
///
/// # Errors
/// When a file cannot be read, holds no questions, or takes the shipped bank's name.
pub fn read(path: &Path) -> Result<Bank> {
    let mut bank = Bank::new("");
    for input in input::read(path)? {
        let read = if input.is_bank() {
            json::read(&input.bytes).with_context(|| input.name.clone())?
        } else {
            let source = &input.source;
            if !is_free_source(source) {
                bail!("{}: a page cannot take the shipped bank's name; rename the file", input.name);
            }
            let expectation = Expectation { source, ..Expectation::default() };
            parse(&input.name, &input.bytes, &expectation).with_context(|| input.name.clone())?.into_bank(source)
        };
        let Bank { name, cards, .. } = read;
        bank.cards.extend(cards.into_iter().map(|mut card| {
            card.source.get_or_insert_with(|| name.clone());
            card
        }));
    }
    Ok(bank)
}
