//! `qbank new`: an empty card for the next free slot of a topic, in its place in the slot's file. It must not know what an empty
//! card says.

use super::report::printable;
use super::{Refused, check, replacing};
use crate::bank::SHIPPED;
use crate::bank::rules::{self, Slot, Vocabulary};
use crate::parse::report::Layout;
use crate::parse::text::{Unreadable, decode, split_lines};
use crate::parse::{Expectation, parse, print};
use crate::study::filter::nearest;
use crate::study::words::folded_name;
use anyhow::{Context, Error, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

pub struct Settings {
    pub topic: String,
    /// The folder of the bank's files, with its lists of slots and tags.
    pub data: PathBuf,
}

/// Writes the card and says where it stands.
///
/// # Errors
/// [`Refused`] when there is no such topic or it has no free slot; else when a file of the topic cannot be read, has an error,
/// or cannot be written.
pub fn run(settings: &Settings, out: &mut impl Write) -> Result<()> {
    let Settings { topic, data } = settings;
    let vocabulary = check::vocabulary(data).context("--data names the folder of the bank")?;
    let slots = slots_of(topic, &vocabulary)?;
    let files: BTreeSet<&str> = slots.iter().map(|(_, slot)| slot.file.as_str()).collect();
    let files =
        files.into_iter().map(|file| Ok((file, File::read(data, file)?))).collect::<Result<BTreeMap<_, _>>>()?;
    let is_free = |id: &str| files.values().all(|file| file.heads.iter().all(|(other, _)| other != id));
    let free: Vec<_> = slots.iter().filter(|(id, _)| is_free(id)).collect();
    let Some((id, slot)) = free.first() else {
        let name = &slots[0].1.topic;
        let message =
            format!("every slot of \"{name}\" has its card; add a slot to blueprint.tsv, or name another topic");
        return Err(Error::new(Refused(printable(&message))));
    };
    let file = &files[slot.file.as_str()];
    let (text, line) = file.with(id, &print::print([&rules::empty(id, slot)]));
    replacing::replace(&file.path, &text)?;
    let path = printable(&file.path.to_string_lossy());
    writeln!(out, "{path}:{line}: {id}, {}: {}", slot.level.title(), printable(&slot.subject))?;
    let left = free.len() - 1;
    writeln!(out, "slots of \"{}\" that are free still: {left} of {}", printable(&slot.topic), slots.len())?;
    writeln!(out, "qbank check {path} names what is to be written")?;
    Ok(())
}

/// The slots of a topic, by id.
fn slots_of<'v>(topic: &str, vocabulary: &'v Vocabulary) -> Result<Vec<(&'v str, &'v Slot)>> {
    let wanted = folded_name(topic);
    let slots: Vec<_> = vocabulary.slots().filter(|(_, slot)| folded_name(&slot.topic) == wanted).collect();
    if slots.is_empty() {
        let topics: BTreeSet<&str> = vocabulary.slots().map(|(_, slot)| slot.topic.as_str()).collect();
        let near: Vec<String> =
            nearest(topic, topics.iter().map(|&topic| (topic, None))).iter().map(|near| near.to_string()).collect();
        let advice = if near.is_empty() {
            format!("the topics are {}", topics.into_iter().collect::<Vec<_>>().join(", "))
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        return Err(Error::new(Refused(printable(&format!("no topic \"{topic}\" in blueprint.tsv; {advice}")))));
    }
    Ok(slots)
}

/// A file of the bank, with the ids of its cards and the lines, from 1, where they begin.
struct File {
    path: PathBuf,
    text: String,
    heads: Vec<(String, usize)>,
}

impl File {
    /// Reads the file that a slot names: below the folder of the bank, which slots call `data`.
    fn read(data: &Path, slot_file: &str) -> Result<File> {
        let path = data.join(slot_file.strip_prefix("data/").unwrap_or(slot_file));
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            read => read.with_context(|| format!("cannot read {}", path.display()))?,
        };
        let name = path.to_string_lossy();
        let expectation =
            Expectation { source: SHIPPED, strict: true, layout: Some(Layout::Labelled), ..Expectation::default() };
        let page = match parse(&name, &bytes, &expectation) {
            Err(Unreadable::Empty) => return Ok(File { path, text: String::new(), heads: Vec::new() }),
            read => read.with_context(|| name.clone().into_owned())?,
        };
        // Where reading went wrong, a card may have been passed over, and its slot taken for a free one.
        if let Some(finding) = page.report.diagnostics.first() {
            bail!("{name}:{}:{}: {}; mend this first", finding.line, finding.column, finding.message);
        }
        let heads = page.cards.into_iter().map(|found| (found.card.id, found.lines.head)).collect();
        Ok(File { text: decode(&bytes)?, path, heads })
    }

    /// The text with a card before the first one whose id is greater, and the line where it begins.
    fn with(&self, id: &str, card: &str) -> (String, usize) {
        let lines = split_lines(&self.text);
        let next = self.heads.iter().find(|(other, _)| other.as_str() > id).map_or(lines.len(), |(_, head)| head - 1);
        let (before, after) = lines.split_at(next);
        let before = before.join("\n");
        let before = match before.trim_end() {
            "" => String::new(),
            text => format!("{text}\n\n"),
        };
        let after = after.iter().fold(String::new(), |text, line| text + line + "\n");
        let after = if after.is_empty() { after } else { format!("\n{after}") };
        let line = before.matches('\n').count() + 1;
        (format!("{before}{card}{after}"), line)
    }
}
