//! What likeness finds among the cards of the library, kept because it follows from them alone: whenever cards change, it is
//! looked up anew. It must not know how likeness is measured.

use super::columns::{bit, state};
use super::entry::Writer;
use super::{Library, cards, overlay};
use crate::bank::likeness::relations::{Kind, Relation, relations, siblings};
use crate::bank::{Card, SHIPPED};
use crate::study::alike::{Alike, Another, Related, looked_up};
use crate::study::event::CardKey;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// In a library of more cards than this nothing is looked up: each of them would be held against all others.
pub const MOST: usize = 10_000;

/// A card as it is compared.
struct Compared {
    num: i64,
    /// Shipped cards are found, and need not find anything: they are linked by hand.
    imported: bool,
    edited: bool,
    key: CardKey,
    card: Card,
}

/// Looks up what every imported card has to do with all others, and shows the questions that were found. False where the
/// library is too large for it: then nothing is related.
pub fn relate(connection: &Connection) -> anyhow::Result<bool> {
    let imported: i64 = connection.query_row(
        "SELECT count(*) FROM card c JOIN name s ON s.num = c.source WHERE s.text <> ?1",
        [SHIPPED],
        |row| row.get(0),
    )?;
    let total: i64 = connection.query_row("SELECT count(*) FROM card", [], |row| row.get(0))?;
    let small = usize::try_from(total)? <= MOST;
    let compared = if imported > 0 && small { compared(connection)? } else { Vec::new() };
    let cards: Vec<&Card> = compared.iter().map(|compared| &compared.card).collect();
    let found = relations(&cards, |card| compared[card].imported);
    keep(connection, &compared, &found)?;
    show_questions(connection, &compared, &found)?;
    Ok(small)
}

impl Library {
    /// The cards that others are compared with, without what likeness found for them; none where there are too many.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn compared(&self) -> anyhow::Result<Vec<(CardKey, Card)>> {
        let total: i64 = self.connection.query_row("SELECT count(*) FROM card", [], |row| row.get(0))?;
        let compared = if usize::try_from(total)? <= MOST { compared(&self.connection)? } else { Vec::new() };
        Ok(compared.into_iter().map(|compared| (compared.key, compared.card)).collect())
    }
}

/// Retired cards have no part in it.
fn compared(connection: &Connection) -> anyhow::Result<Vec<Compared>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.num, s.text, c.id, c.state, t.json, p.json
         FROM card c JOIN card_text t ON t.num = c.num JOIN name s ON s.num = c.source
         LEFT JOIN page_text p ON p.num = c.num WHERE c.bits & ?1 = 0 ORDER BY c.num",
    )?;
    let mut rows = statement.query([bit::RETIRED])?;
    let mut compared = Vec::new();
    while let Some(row) = rows.next()? {
        let edited = row.get::<_, i64>(3)? & state::EDITED != 0;
        let key = CardKey { source: row.get(1)?, id: row.get(2)? };
        // What was laid over the page's text by likeness must not speak for itself.
        let page = row.get_ref(5)?.as_str_or_null()?.filter(|_| !edited);
        let text = match page {
            Some(page) => page,
            None => row.get_ref(4)?.as_str()?,
        };
        let card = serde_json::from_str(text)?;
        compared.push(Compared { num: row.get(0)?, imported: key.source != SHIPPED, edited, key, card });
    }
    Ok(compared)
}

fn keep(connection: &Connection, compared: &[Compared], found: &[Relation]) -> anyhow::Result<()> {
    connection.execute("DELETE FROM relation", [])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO relation (card, kind, place, other, score, rival, rival_score) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for Relation { card, kind, found } in found {
        let (number, place) = kind_columns(*kind);
        let (rival, rival_score) = found.runner_up.map(|(rival, score)| (compared[rival].num, score)).unzip();
        let (card, other) = (compared[*card].num, compared[found.card].num);
        insert.execute(params![card, number, i64::try_from(place)?, other, found.score, rival, rival_score])?;
    }
    connection.execute("UPDATE card SET siblings = NULL WHERE siblings IS NOT NULL", [])?;
    let mut update = connection.prepare_cached("UPDATE card SET siblings = ?2 WHERE num = ?1")?;
    for (card, first) in siblings(compared.len(), found).into_iter().enumerate() {
        if let Some(first) = first {
            update.execute([compared[card].num, compared[first].num])?;
        }
    }
    Ok(())
}

/// A card without a question of its own shows the one that it answers, and goes back to the derived one when that is gone.
fn show_questions(connection: &Connection, compared: &[Compared], found: &[Relation]) -> anyhow::Result<()> {
    let questions: BTreeMap<usize, usize> = found
        .iter()
        .filter(|relation| relation.kind == Kind::Question)
        .map(|relation| (relation.card, relation.found.card))
        .collect();
    let mut writer = Writer::new(connection)?;
    for (number, Compared { num, card, edited, .. }) in compared.iter().enumerate() {
        if !card.derived || *edited {
            continue;
        }
        let over = questions.get(&number).map(|other| {
            let question = compared[*other].card.question.clone();
            Card { question, derived: false, ..card.clone() }
        });
        overlay::show(&mut writer, connection, *num, over.as_ref())?;
    }
    writer.finish()?;
    Ok(())
}

/// What was found for the cards of these sources, in the order of the library.
pub fn related(connection: &Connection, sources: &BTreeSet<&str>) -> anyhow::Result<Vec<Related>> {
    let mut statement = connection.prepare_cached(
        "SELECT s.text, c.id, c.num, r.kind, r.place, os.text, o.id, ot.question, r.score, vs.text, v.id, r.rival_score
         FROM relation r JOIN card c ON c.num = r.card JOIN name s ON s.num = c.source
         JOIN card o ON o.num = r.other JOIN name os ON os.num = o.source JOIN card_head ot ON ot.num = o.num
         LEFT JOIN card v ON v.num = r.rival LEFT JOIN name vs ON vs.num = v.source
         ORDER BY r.card, r.kind, r.place",
    )?;
    let mut rows = statement.query([])?;
    let mut related = Vec::new();
    while let Some(row) = rows.next()? {
        let source: String = row.get(0)?;
        if !sources.contains(source.as_str()) {
            continue;
        }
        let kind = kind(row.get(3)?, row.get(4)?);
        let card = overlay::page(connection, row.get(2)?)?;
        let rival = row.get::<_, Option<String>>(9)?.zip(row.get::<_, Option<String>>(10)?);
        let rival = rival.map(|(source, id)| CardKey { source, id });
        related.push(Related {
            key: CardKey { source, id: row.get(1)? },
            text: looked_up(&card, kind),
            origin: card.origin,
            kind,
            other: CardKey { source: row.get(5)?, id: row.get(6)? },
            other_question: row.get(7)?,
            score: row.get(8)?,
            runner_up: rival.zip(row.get(11)?),
        });
    }
    Ok(related)
}

/// What is kept about one card.
pub fn alike(connection: &Connection, num: i64) -> anyhow::Result<Alike> {
    let mut alike = Alike::default();
    let mut statement = connection.prepare_cached("SELECT kind, place, other FROM relation WHERE card = ?1")?;
    let found = statement.query_map([num], |row| Ok((kind(row.get(0)?, row.get(1)?), row.get(2)?)))?;
    for found in found {
        let (kind, other): (Kind, i64) = found?;
        match kind {
            Kind::Question => alike.question_of = Some(cards::key(connection, other)?),
            Kind::Answer => alike.answered_by = Some(another(connection, other)?),
            Kind::FollowUp(place) => alike.follow_ups.push((place, cards::key(connection, other)?)),
            Kind::Same => {}
        }
    }
    let mut statement = connection.prepare_cached("SELECT siblings FROM card WHERE num = ?1")?;
    alike.siblings = statement.query_row([num], |row| row.get(0))?;
    if let Some(siblings) = alike.siblings {
        let mut statement =
            connection.prepare_cached("SELECT num FROM card WHERE siblings = ?1 AND num <> ?2 ORDER BY num")?;
        for other in statement.query_map([siblings, num], |row| row.get(0))? {
            alike.other_answers.push(another(connection, other?)?);
        }
    }
    Ok(alike)
}

fn another(connection: &Connection, num: i64) -> anyhow::Result<Another> {
    let Card { question, answer, .. } = overlay::shown(connection, num)?;
    Ok(Another { key: cards::key(connection, num)?, question, answer: answer.unwrap_or_default() })
}

fn kind_columns(kind: Kind) -> (i64, usize) {
    match kind {
        Kind::Question => (0, 0),
        Kind::Answer => (1, 0),
        Kind::FollowUp(place) => (2, place),
        Kind::Same => (3, 0),
    }
}

fn kind(number: i64, place: u32) -> Kind {
    match number {
        0 => Kind::Question,
        1 => Kind::Answer,
        2 => Kind::FollowUp(place as usize),
        _ => Kind::Same,
    }
}
