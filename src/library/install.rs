//! Taking a bank into the library, all of it or nothing. It must not know how the bank was read.

use super::columns::bit;
use super::entry::{Entry, Writer, json};
use super::identity::{Known, Source, read, read_json};
use super::once::Once;
use super::{Library, bulk, counts, log, notes};
use crate::bank::{self, Bank, Card, Origin, SHIPPED};
use crate::study::event::CardKey;
use anyhow::Context;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::mpsc;
use std::thread;

/// From so many new cards on, a second thread prepares them, in chunks and not more than a few chunks ahead: folding text and
/// filling the index each take about half of the time.
const MANY: usize = 1000;
const CHUNK: usize = 200;
const AHEAD: usize = 8;

/// Who brings the bank, and so what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// The bank inside the program: owns every source in it, goes by ids alone, and retires what it no longer has.
    Shipped,
    /// A whole page: what its file no longer has is retired.
    Page,
    /// Cards that join those of their source.
    Addition,
}

/// What an install did. Cards that stayed as they were are `unchanged`, also where only their place in the page moved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Installed {
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub retired: usize,
    pub notes: usize,
    pub clashes: Vec<Clash>,
}

/// A card that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub key: CardKey,
    pub reason: ClashReason,
    /// Where the card that stays came from.
    pub kept: Option<Origin>,
    pub refused: Option<Origin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClashReason {
    /// The id stands twice in one import.
    Twice,
    /// The card claims a source that is not this bank's to change.
    OtherSource,
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |origin: &Option<Origin>, none: &str| match origin {
            Some(Origin { file, line }) => format!("{file}:{line}"),
            None => none.to_owned(),
        };
        let CardKey { source, id } = &self.key;
        let refused = place(&self.refused, "the bank");
        match self.reason {
            ClashReason::Twice => {
                let kept = place(&self.kept, "the same bank");
                write!(f, "{refused}: {id} stands in {kept} already; give one of them another id (the first was kept)")
            }
            ClashReason::OtherSource => {
                let kept = place(&self.kept, "the library");
                write!(
                    f,
                    "{refused}: {id} belongs to {source} ({kept}); import it under a name of its own with --source"
                )
            }
        }
    }
}

impl Library {
    /// Installs the shipped bank, unless it is the one that is installed: that costs one look at a stored string.
    ///
    /// # Errors
    /// When the bank cannot be read or written.
    pub fn ensure_shipped<'a>(
        &mut self,
        hash: &str,
        bytes: impl FnOnce() -> &'a [u8],
    ) -> anyhow::Result<Option<Installed>> {
        if super::meta(&self.connection, "shipped")?.as_deref() == Some(hash) {
            return Ok(None);
        }
        let bank = bank::json::read(bytes()).context("the shipped bank")?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been first while this one waited.
        if super::meta(&transaction, "shipped")?.as_deref() == Some(hash) {
            return Ok(None);
        }
        let installed = install(&transaction, &bank, Arrival::Shipped)?;
        super::set_meta(&transaction, "shipped", hash)?;
        transaction.commit()?;
        Ok(Some(installed))
    }

    #[cfg(test)]
    pub fn install(&mut self, bank: &Bank, arrival: Arrival) -> anyhow::Result<Installed> {
        let mut installed = self.install_all(&[(bank.clone(), arrival)], false)?;
        installed.pop().context("one bank was installed")
    }

    /// Takes in all of these banks, or none, in one transaction. A `rehearsal` tells what would be done, and does nothing.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing was taken.
    pub fn install_all(&mut self, banks: &[(Bank, Arrival)], rehearsal: bool) -> anyhow::Result<Vec<Installed>> {
        let cards: usize = banks.iter().map(|(bank, _)| bank.cards.len()).sum();
        if cards < bulk::LARGE {
            return self.install_at_once(banks, rehearsal);
        }
        bulk::begin(&self.connection)?;
        let installed = self.install_at_once(banks, rehearsal);
        bulk::end(&self.connection)?;
        installed
    }

    fn install_at_once(&mut self, banks: &[(Bank, Arrival)], rehearsal: bool) -> anyhow::Result<Vec<Installed>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut installed = Vec::new();
        for (bank, arrival) in banks {
            installed.push(install(&transaction, bank, *arrival)?);
        }
        if !rehearsal {
            transaction.commit()?;
        }
        Ok(installed)
    }
}

fn install(connection: &Connection, bank: &Bank, arrival: Arrival) -> anyhow::Result<Installed> {
    let writer = Writer::new(connection)?;
    let (sources, done) = (HashMap::new(), Installed::default());
    let mut install = Install { connection, bank, arrival, writer, sources, done };
    install.read_sources()?;
    let arrivals = install.recognise()?;
    install.take_all(&arrivals)?;
    install.retire()?;
    let Install { writer, mut done, .. } = install;
    writer.finish()?;
    done.notes = notes::install(connection, bank, arrival)?;
    counts::recount(connection)?;
    Ok(done)
}

/// A card of the bank, and the one of the library that it is.
struct Arriving<'a> {
    source: &'a str,
    card: &'a Card,
    known: Option<Known>,
}

/// One install on its way.
struct Install<'a> {
    connection: &'a Connection,
    bank: &'a Bank,
    arrival: Arrival,
    writer: Writer<'a>,
    sources: HashMap<&'a str, Source>,
    done: Installed,
}

impl<'a> Install<'a> {
    fn read_sources(&mut self) -> rusqlite::Result<()> {
        let mut names: BTreeSet<&str> = self.bank.cards.iter().map(|card| self.bank.source_of(card)).collect();
        names.insert(&self.bank.name);
        for name in names {
            let number = self.writer.source(name)?;
            self.sources.insert(name, Source::read(self.connection, number, name)?);
        }
        Ok(())
    }

    /// Whether cards of this source may be changed and retired.
    fn owns(&self, source: &str) -> bool {
        match self.arrival {
            Arrival::Shipped => true,
            Arrival::Page | Arrival::Addition => source == self.bank.name && source != SHIPPED,
        }
    }

    /// Finds each card's counterpart: first those that kept their ids, then the others by their texts.
    fn recognise(&mut self) -> anyhow::Result<Vec<Arriving<'a>>> {
        let bank = self.bank;
        let mut firsts: HashMap<(&str, &str), &Card> = HashMap::with_capacity(bank.cards.len());
        let mut arrivals = Vec::with_capacity(bank.cards.len());
        for card in &bank.cards {
            let source = bank.source_of(card);
            match firsts.get(&(source, card.id.as_str())) {
                Some(first) => self.refuse(ClashReason::Twice, source, card, first.origin.clone()),
                None => {
                    firsts.insert((source, &card.id), card);
                    let known = self.sources.get_mut(source).and_then(|known| known.find_by_id(&card.id));
                    arrivals.push(Arriving { source, card, known });
                }
            }
        }
        if self.arrival != Arrival::Shipped {
            for Arriving { source, card, known } in arrivals.iter_mut().filter(|arriving| arriving.known.is_none()) {
                if let Some(source) = self.sources.get_mut(source) {
                    *known = source.find_by_text(self.connection, card)?;
                }
            }
        }
        Ok(arrivals)
    }

    fn take_all(&mut self, arrivals: &[Arriving<'a>]) -> anyhow::Result<()> {
        let new: Vec<&Card> = arrivals.iter().filter(|arriving| arriving.known.is_none()).map(|new| new.card).collect();
        if new.len() < MANY {
            let mut once = Once::default();
            let mut entries = new.into_iter().map(|card| Entry::of(card, json(card)?, &mut once));
            return arrivals.iter().try_for_each(|arriving| self.take(arriving, &mut entries));
        }
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                let mut once = Once::default();
                for cards in new.chunks(CHUNK) {
                    let entries: Vec<anyhow::Result<Entry>> =
                        cards.iter().map(|card| Entry::of(card, json(card)?, &mut once)).collect();
                    // Nobody listens any more when the install failed.
                    if sender.send(entries).is_err() {
                        return;
                    }
                }
            });
            let mut entries = receiver.into_iter().flatten();
            arrivals.iter().try_for_each(|arriving| self.take(arriving, &mut entries))
        })
    }

    /// Takes one card; `entries` gives those of the new cards in their order.
    fn take(
        &mut self,
        arriving: &Arriving<'a>,
        entries: &mut impl Iterator<Item = anyhow::Result<Entry>>,
    ) -> anyhow::Result<()> {
        let Arriving { source, card, known } = arriving;
        let Source { number, is_logged, .. } = self.sources[source];
        match known {
            Some(known) => self.renew(source, number, card, known)?,
            None => {
                let entry = entries.next().context("a new card has no entry")??;
                if *source == SHIPPED && !self.owns(source) {
                    self.refuse(ClashReason::OtherSource, source, card, None);
                    return Ok(());
                }
                let num = self.writer.insert(number, card, &entry)?;
                self.done.added += 1;
                if is_logged {
                    log::refresh(self.connection, num, &key(source, card))?;
                }
            }
        }
        Ok(())
    }

    fn renew(&mut self, source: &str, number: i64, card: &Card, known: &Known) -> anyhow::Result<()> {
        // The key stays: a card that was found by its text goes on under the id that its answers are logged under.
        let renamed = (card.id != known.id).then(|| Card { id: known.id.clone(), ..card.clone() });
        let card = renamed.as_ref().unwrap_or(card);
        let owned = self.owns(source);
        let (old, new) = (read_json(self.connection, known.num)?, json(card)?);
        let unplaced = |json: &str| serde_json::from_str::<Card>(json).map(|card| Card { origin: None, ..card });
        let same = old == new || unplaced(&old)? == unplaced(&new)?;
        if same && (!known.retired || !owned) {
            if owned && old != new {
                let mut update = self.connection.prepare_cached("UPDATE card_text SET json = ?2 WHERE num = ?1")?;
                update.execute((known.num, &new))?;
            }
            self.done.unchanged += 1;
        } else if owned {
            self.writer.update(known.num, number, card, &Entry::of(card, new, &mut Once::default())?)?;
            self.done.updated += 1;
        } else {
            let kept = read(self.connection, known.num)?.origin;
            self.refuse(ClashReason::OtherSource, source, card, kept);
        }
        Ok(())
    }

    fn refuse(&mut self, reason: ClashReason, source: &str, card: &Card, kept: Option<Origin>) {
        self.done.clashes.push(Clash { key: key(source, card), reason, kept, refused: card.origin.clone() });
    }

    /// Retires the cards that their source no longer has; where pages share a source, only those of the pages that came.
    fn retire(&mut self) -> anyhow::Result<()> {
        if self.arrival == Arrival::Addition {
            return Ok(());
        }
        let files: BTreeSet<&str> =
            self.bank.cards.iter().filter_map(|card| card.origin.as_ref()).map(file_name).collect();
        let mut statement = self.connection.prepare_cached("UPDATE card SET bits = bits | ?2 WHERE num = ?1")?;
        let owned = self.sources.iter().filter(|(name, _)| self.owns(name));
        let mut retired = 0;
        for gone in owned.flat_map(|(_, source)| source.gone()) {
            let stays = self.arrival == Arrival::Page
                && read(self.connection, gone.num)?.origin.is_some_and(|origin| !files.contains(file_name(&origin)));
            if !stays {
                retired += statement.execute([gone.num, bit::RETIRED])?;
            }
        }
        self.done.retired = retired;
        Ok(())
    }
}

fn key(source: &str, card: &Card) -> CardKey {
    CardKey { source: source.to_owned(), id: card.id.clone() }
}

/// A page is the same page in another folder.
fn file_name(origin: &Origin) -> &str {
    origin.file.rsplit(['/', '\\']).next().unwrap_or(&origin.file)
}
