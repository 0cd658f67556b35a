//! One card as the tables hold it: numbers, names, JSON and folded text. It must not know which cards are there already.

use super::columns::{self, bit::RETIRED};
use super::names::{Kind, Names};
use super::once::Once;
use super::overlay;
use crate::bank::Card;
use crate::study::words::{CardText, folded_name};
use anyhow::Context;
use rusqlite::{CachedStatement, Connection, params};

/// What can be worked out about a card without the library; for many cards this is half of the work.
pub struct Entry {
    pub json: String,
    folded_id: String,
    tags: String,
    question: String,
    answer: String,
    rest: String,
}

impl Entry {
    /// `once` is only lent, so that its room serves many cards.
    pub fn of(card: &Card, json: String, once: &mut Once) -> anyhow::Result<Entry> {
        let text = CardText::of(card);
        let mut folded = |pieces: &[&str]| {
            pieces.iter().for_each(|piece| once.add(piece));
            once.take()
        };
        Ok(Entry {
            json,
            folded_id: folded_name(&card.id),
            tags: serde_json::to_string(&card.tags)?,
            question: folded(&[text.question]),
            answer: folded(&[text.answer]),
            rest: folded(&text.rest),
        })
    }
}

/// A card's JSON without its source, which is part of its key and not of its text.
pub fn json(card: &Card) -> anyhow::Result<String> {
    let json = match &card.source {
        None => serde_json::to_string(card),
        Some(_) => serde_json::to_string(&Card { source: None, ..card.clone() }),
    };
    json.with_context(|| format!("card {} cannot be written as JSON", card.id))
}

/// The statements that write cards, prepared once.
pub struct Writer<'a> {
    connection: &'a Connection,
    names: Names<'a>,
    insert_card: CachedStatement<'a>,
    update_card: CachedStatement<'a>,
    put_head: CachedStatement<'a>,
    put_text: CachedStatement<'a>,
    put_words: CachedStatement<'a>,
    /// Tag and card; written at the end in their order, which is quicker than one by one.
    tags: Vec<(i64, i64)>,
}

impl<'a> Writer<'a> {
    pub fn new(connection: &'a Connection) -> rusqlite::Result<Writer<'a>> {
        Ok(Writer {
            connection,
            names: Names::new(connection),
            insert_card: connection.prepare_cached(
                "INSERT INTO card (source, technology, topic, level, difficulty, bits, id, folded_id, mix)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?,
            update_card: connection.prepare_cached(
                "UPDATE card SET source = ?1, technology = ?2, topic = ?3, level = ?4, difficulty = ?5,
                     bits = ?6 | (bits & ?8)
                 WHERE num = ?7",
            )?,
            put_head: connection
                .prepare_cached("INSERT OR REPLACE INTO card_head (num, question, tags) VALUES (?1, ?2, ?3)")?,
            put_text: connection.prepare_cached("INSERT OR REPLACE INTO card_text (num, json) VALUES (?1, ?2)")?,
            put_words: connection
                .prepare_cached("INSERT INTO words (rowid, question, answer, rest) VALUES (?1, ?2, ?3, ?4)")?,
            tags: Vec::new(),
        })
    }

    pub fn insert(&mut self, source: i64, card: &Card, entry: &Entry) -> rusqlite::Result<i64> {
        let [technology, topic] = self.card_names(card)?;
        let (level, difficulty) = (card.level.map(columns::level_number), card.difficulty);
        let (bits, mix) = (columns::bits(card), mix(&entry.folded_id));
        self.insert_card.execute(params![
            source,
            technology,
            topic,
            level,
            difficulty,
            bits,
            card.id,
            entry.folded_id,
            mix
        ])?;
        let num = self.connection.last_insert_rowid();
        self.put(num, card, entry)?;
        Ok(num)
    }

    /// Writes what the page now says of a card, which is back if it was retired; what was laid over it is gone.
    pub fn update(&mut self, num: i64, source: i64, card: &Card, entry: &Entry) -> anyhow::Result<()> {
        self.uncover(num, source, card, entry)?;
        self.connection.prepare_cached("UPDATE card SET bits = bits & ~?2 WHERE num = ?1")?.execute([num, RETIRED])?;
        Ok(())
    }

    /// Shows the page's text again, which is `card`.
    pub fn uncover(&mut self, num: i64, source: i64, card: &Card, entry: &Entry) -> anyhow::Result<()> {
        self.replace(num, source, card, entry)?;
        overlay::forget_page(self.connection, num)?;
        Ok(())
    }

    /// Shows `card` in place of the text that its page has, which is kept beside it.
    pub fn lay_over(&mut self, num: i64, source: i64, card: &Card, entry: &Entry) -> anyhow::Result<()> {
        overlay::keep_page(self.connection, num)?;
        self.replace(num, source, card, entry)
    }

    fn replace(&mut self, num: i64, source: i64, card: &Card, entry: &Entry) -> anyhow::Result<()> {
        self.drop_tags(num)?;
        self.connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([num])?;
        let [technology, topic] = self.card_names(card)?;
        let (level, difficulty) = (card.level.map(columns::level_number), card.difficulty);
        let bits = columns::bits(card);
        self.update_card.execute(params![source, technology, topic, level, difficulty, bits, num, RETIRED])?;
        self.put(num, card, entry)?;
        Ok(())
    }

    /// The number of a source.
    pub fn source(&mut self, name: &str) -> rusqlite::Result<i64> {
        self.names.number(Kind::Source, name)
    }

    /// Writes what was gathered.
    pub fn finish(mut self) -> rusqlite::Result<()> {
        self.tags.sort_unstable();
        let mut insert =
            self.connection.prepare_cached("INSERT OR IGNORE INTO card_tag (tag, card) VALUES (?1, ?2)")?;
        for (tag, card) in &self.tags {
            insert.execute([tag, card])?;
        }
        Ok(())
    }

    fn card_names(&mut self, card: &Card) -> rusqlite::Result<[Option<i64>; 2]> {
        let mut number =
            |kind, name: &Option<String>| name.as_ref().map(|name| self.names.number(kind, name)).transpose();
        Ok([number(Kind::Technology, &card.technology)?, number(Kind::Topic, &card.topic)?])
    }

    fn put(&mut self, num: i64, card: &Card, entry: &Entry) -> rusqlite::Result<()> {
        for tag in &card.tags {
            let tag = self.names.number(Kind::Tag, tag)?;
            self.tags.push((tag, num));
        }
        self.put_head.execute(params![num, card.question, entry.tags])?;
        self.put_text.execute(params![num, entry.json])?;
        self.put_words.execute(params![num, entry.question, entry.answer, entry.rest])?;
        Ok(())
    }

    fn drop_tags(&mut self, num: i64) -> anyhow::Result<()> {
        let tags: String = self
            .connection
            .prepare_cached("SELECT tags FROM card_head WHERE num = ?1")?
            .query_row([num], |row| row.get(0))?;
        let mut delete = self.connection.prepare_cached("DELETE FROM card_tag WHERE tag = ?1 AND card = ?2")?;
        for tag in serde_json::from_str::<Vec<String>>(&tags)? {
            delete.execute([self.names.number(Kind::Tag, &tag)?, num])?;
        }
        Ok(())
    }
}

/// A card's place in an order that has nothing to do with its page: a stretch of it is a random draw. FNV-1a, then the
/// finalizer of SplitMix64, so that neighbouring ids land far apart; the same on every machine.
fn mix(folded_id: &str) -> i64 {
    let hash = folded_id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash ^ (hash >> 31)).cast_signed()
}
