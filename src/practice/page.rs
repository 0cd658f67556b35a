//! A page that is asked from as it lies there, and finding it again when a run over it goes on. It must not know how pages are
//! read.

use super::{Desk, Loose, loose};
use crate::bank::{Bank, Card};
use crate::library::Library;
use crate::parse::text::stable_hash;
use crate::study::event::CardKey;
use crate::study::run::{PageFile, Run};
use anyhow::{Context, Error, Result};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// Reads the cards of a page, a bank, or a folder of pages.
pub type ReadBank = fn(&Path) -> Result<Bank>;

/// Cards that are not installed.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where they were read, from the root on; standard input has no such place.
    pub file: Option<PathBuf>,
    pub cards: Vec<Loose>,
}

impl Page {
    /// # Errors
    /// When the library, to which the cards are likened, cannot be read.
    pub fn of(bank: &Bank, file: Option<PathBuf>, library: &Library) -> Result<Page> {
        Ok(Page { file, cards: loose(bank, library)? })
    }

    pub fn find(&self, key: &CardKey) -> Option<&Loose> {
        self.cards.iter().find(|loose| loose.key == *key)
    }

    /// Where a run over these cards finds them again.
    pub fn origin<'a>(&self, keys: impl Iterator<Item = &'a CardKey>) -> Option<PageFile> {
        let path = self.file.as_ref()?.to_str()?.to_owned();
        Some(PageFile { path, print: self.print(keys)? })
    }

    /// Changes with what answers hang on: points, options, outputs. The question is left out, since likeness may have found it
    /// elsewhere. `None` where a card is missing.
    fn print<'a>(&self, keys: impl Iterator<Item = &'a CardKey>) -> Option<String> {
        let by_key: HashMap<&CardKey, &Card> = self.cards.iter().map(|loose| (&loose.key, &loose.card)).collect();
        let mut text = String::new();
        for key in keys {
            let card = Card { question: String::new(), derived: false, origin: None, ..Card::clone(by_key.get(key)?) };
            text.push_str(&serde_json::to_string(&card).ok()?);
        }
        Some(format!("{:08x}-{}", stable_hash(&text), text.len()))
    }

    fn still_has(&self, run: &Run, origin: &PageFile) -> bool {
        self.print(run.cards.iter()).as_ref() == Some(&origin.print)
    }
}

impl Desk {
    /// The page that a run which was left goes on with: the one at hand, or the one it was begun from, as long as its cards are
    /// what they were. `None` where the run goes on with cards of the library, which they may have joined meanwhile.
    ///
    /// # Errors
    /// When there is neither: the text says what to do. When the library cannot be read.
    pub(super) fn page_of(&self, run: &Run) -> Result<Option<Page>> {
        let Some(origin) = &run.file else { return Ok(None) };
        if let Some(page) = self.page.as_ref().filter(|page| page.still_has(run, origin)) {
            return Ok(Some(page.clone()));
        }
        let why = match self.read_again(Path::new(&origin.path)) {
            Ok(page) if page.still_has(run, origin) => return Ok(Some(page)),
            Ok(_) => format!("{} has changed since this run asked from it: ", origin.path),
            Err(error) if is_gone(&error) => format!("{} is not there any more: ", origin.path),
            Err(error) => format!("{error:#}: "),
        };
        for key in &run.cards {
            if self.library.card(key)?.is_some() {
                return Ok(None);
            }
        }
        // Ids that a page does not bring are made from its source.
        let source = run.cards.first().map_or("", |key| &key.source);
        Err(Error::msg(format!(
            "{why}put it back as it was to go on, or import it (qbank import FILE --source {source:?})"
        )))
    }

    fn read_again(&self, path: &Path) -> Result<Page> {
        let read = self.read_bank.context("pages cannot be read here")?;
        Page::of(&read(path)?, Some(path.to_owned()), &self.library)
    }
}

fn is_gone(error: &Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}
