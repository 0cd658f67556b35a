//! Taking a bank into the library, all of it or nothing. It must not know how the bank was read.

use super::clash::{Clash, ClashReason};
use super::columns::bit;
use super::entry::{Entry, Writer, json};
use super::identity::{Known, Source};
use super::once::Once;
use super::{Library, alike, bulk, cards, counts, log, notes, overlay, stripped};
use crate::bank::{self, Bank, Card, Origin, SHIPPED};
use crate::study::alike::Related;
use crate::study::event::CardKey;
use crate::study::words::folded_name;
use anyhow::Context;
use rusqlite::{Connection, TransactionBehavior, params};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc;
use std::thread;

/// From so many new cards on, a second thread prepares them, in chunks and not more than a few chunks ahead: folding text and
/// filling the index each take about half of the time.
const MANY: usize = 1000;
const CHUNK: usize = 200;
const AHEAD: usize = 8;

/// As many cards are named at most that share their id with another one.
const MOST_SAME_IDS: u32 = 50;

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

/// What taking in several banks did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// One for each bank.
    pub installed: Vec<Installed>,
    /// What likeness finds for the cards of their sources, those that were there before included; `None` where the library is
    /// too large to look.
    pub related: Option<Vec<Related>>,
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
        alike::relate(&transaction)?;
        super::set_meta(&transaction, "shipped", hash)?;
        transaction.commit()?;
        Ok(Some(installed))
    }

    #[cfg(test)]
    pub fn install(&mut self, bank: &Bank, arrival: Arrival) -> anyhow::Result<Installed> {
        let mut taken = self.install_all(&[(bank.clone(), arrival)], false)?;
        taken.installed.pop().context("one bank was installed")
    }

    /// Takes in all of these banks, or none, in one transaction. A `rehearsal` tells what would be done, and does nothing.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing was taken.
    pub fn install_all(&mut self, banks: &[(Bank, Arrival)], rehearsal: bool) -> anyhow::Result<Taken> {
        let cards: usize = banks.iter().map(|(bank, _)| bank.cards.len()).sum();
        if cards < bulk::LARGE {
            return self.install_at_once(banks, rehearsal);
        }
        bulk::begin(&self.connection)?;
        let installed = self.install_at_once(banks, rehearsal);
        bulk::end(&self.connection)?;
        installed
    }

    fn install_at_once(&mut self, banks: &[(Bank, Arrival)], rehearsal: bool) -> anyhow::Result<Taken> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut installed = Vec::new();
        for (bank, arrival) in banks {
            installed.push(install(&transaction, bank, *arrival)?);
        }
        let all_compared = alike::relate(&transaction)?;
        let sources = banks.iter().flat_map(|(bank, _)| bank.cards.iter().map(|card| bank.source_of(card)));
        let related = match all_compared {
            true => Some(alike::related(&transaction, &sources.collect())?),
            false => None,
        };
        if !rehearsal {
            transaction.commit()?;
        }
        Ok(Taken { installed, related })
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
    install.name_same_ids()?;
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

    /// Finds each card's counterpart: first those that kept their ids, then the others by their texts, at last by likeness.
    fn recognise(&mut self) -> anyhow::Result<Vec<Arriving<'a>>> {
        let mut arrivals = self.by_ids()?;
        if self.arrival == Arrival::Shipped {
            return Ok(arrivals);
        }
        let again = stripped::forms_of_others(arrivals.iter().map(|arriving| (arriving.source, arriving.card)));
        let mut place = 0;
        arrivals.retain(|arriving| {
            place += 1;
            let stays = arriving.known.is_some() || !again.contains(&(place - 1));
            self.done.unchanged += usize::from(!stays);
            stays
        });
        for Arriving { source, card, known } in arrivals.iter_mut().filter(|arriving| arriving.known.is_none()) {
            if let Some(source) = self.sources.get_mut(source) {
                *known = source.find_by_text(self.connection, card)?;
            }
        }
        for (name, source) in &mut self.sources {
            let mut new: Vec<&mut Arriving> =
                arrivals.iter_mut().filter(|arriving| arriving.known.is_none() && arriving.source == *name).collect();
            let cards: Vec<&Card> = new.iter().map(|arriving| arriving.card).collect();
            let found = source.find_by_likeness(self.connection, &cards)?;
            new.iter_mut().zip(found).for_each(|(arriving, known)| arriving.known = known);
        }
        Ok(arrivals)
    }

    /// The cards of the bank, each id once, with those that have the same ids in the library. Of two cards with one id the one
    /// stays that stands in the page it came from before, whatever the order of the pages; else the first.
    fn by_ids(&mut self) -> anyhow::Result<Vec<Arriving<'a>>> {
        let bank = self.bank;
        let mut firsts: HashMap<(&str, String), usize> = HashMap::with_capacity(bank.cards.len());
        let mut arrivals: Vec<Arriving> = Vec::with_capacity(bank.cards.len());
        for card in &bank.cards {
            let source = bank.source_of(card);
            match firsts.entry((source, folded_name(&card.id))) {
                Slot::Vacant(vacant) => {
                    vacant.insert(arrivals.len());
                    let known = self.sources.get_mut(source).and_then(|known| known.find_by_id(&card.id));
                    arrivals.push(Arriving { source, card, known });
                }
                Slot::Occupied(first) => {
                    let first = &mut arrivals[*first.get()];
                    let (mut stays, mut goes) = (first.card, card);
                    if let Some(known) = &first.known {
                        let before = overlay::page(self.connection, known.num)?.origin;
                        let is_from_there =
                            |card: &Card| card.origin.as_ref().map(file_name) == before.as_ref().map(file_name);
                        if is_from_there(card) && !is_from_there(first.card) {
                            (stays, goes) = (card, first.card);
                        }
                    }
                    first.card = stays;
                    let kept = stays.origin.clone();
                    self.refuse(ClashReason::Twice, source, goes, kept);
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
        let owned = self.owns(source);
        let before = overlay::page(self.connection, known.num)?;
        // The key stays: a card that was found by its text goes on under the id that its answers are logged under.
        let mut card = Card { id: known.id.clone(), source: None, ..card.clone() };
        if card.derived && !before.derived {
            card = stripped::without_loss(&before, card);
        }
        let same = before == card;
        if (same || unplaced(&before) == unplaced(&card)) && (!known.retired || !owned) {
            if owned && !same {
                overlay::move_page(self.connection, known.num, &json(&card)?)?;
            }
            self.done.unchanged += 1;
        } else if owned {
            let entry = Entry::of(&card, json(&card)?, &mut Once::default())?;
            self.writer.update(known.num, number, &card, &entry)?;
            // An edit of the person's own stays, whatever the page says now.
            log::refresh(self.connection, known.num, &key(source, &card))?;
            self.done.updated += 1;
        } else {
            self.refuse(ClashReason::OtherSource, source, &card, before.origin);
        }
        Ok(())
    }

    fn refuse(&mut self, reason: ClashReason, source: &str, card: &Card, kept: Option<Origin>) {
        let refused = card.origin.clone();
        self.done.clashes.push(Clash { key: key(source, card), reason, other: None, kept, refused });
    }

    /// Names the cards that share their id with a card of another source. Nothing is wrong with that, but an id alone may now
    /// lead to the other card.
    fn name_same_ids(&mut self) -> anyhow::Result<()> {
        if self.arrival == Arrival::Shipped {
            return Ok(());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT c.num, o.num FROM card c JOIN card o ON o.folded_id = c.folded_id AND o.source <> c.source
             WHERE c.source = ?1 AND c.bits & ?2 = 0 AND o.bits & ?2 = 0 ORDER BY c.num, o.num LIMIT ?3",
        )?;
        let owned: Vec<i64> =
            self.sources.iter().filter(|(name, _)| self.owns(name)).map(|(_, source)| source.number).collect();
        for number in owned {
            let pairs = statement.query_map(params![number, bit::RETIRED, MOST_SAME_IDS], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })?;
            for pair in pairs {
                let (num, other) = pair?;
                self.done.clashes.push(Clash {
                    key: cards::key(self.connection, num)?,
                    reason: ClashReason::SameId,
                    other: Some(cards::key(self.connection, other)?.source),
                    kept: overlay::page(self.connection, other)?.origin,
                    refused: overlay::page(self.connection, num)?.origin,
                });
            }
        }
        Ok(())
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
                && overlay::page(self.connection, gone.num)?
                    .origin
                    .is_some_and(|origin| !files.contains(file_name(&origin)));
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

fn unplaced(card: &Card) -> Card {
    Card { origin: None, ..card.clone() }
}

/// A page is the same page in another folder.
fn file_name(origin: &Origin) -> &str {
    origin.file.rsplit(['/', '\\']).next().unwrap_or(&origin.file)
}
