//! Which incoming card is which known one: by id, then same question, then same answer, then likeness, within one source. It
//! must not know what follows from it.

use super::names::Kind;
use super::{log, overlay};
use crate::bank::Card;
use crate::bank::likeness::version::{SAME_CARD, Words};
use crate::study::event::CardKey;
use crate::study::words;
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet};

/// More pairs than this are not held against each other: 2,000 new cards and 2,000 lost ones take about a second.
const MOST_PAIRS: usize = 4_000_000;

/// So much better than any other pair of the two has to be the one that is taken for one card.
const MARGIN: f32 = 0.1;

/// A card of one source that the library has.
#[derive(Debug, Clone)]
pub struct Known {
    pub num: i64,
    pub id: String,
    pub retired: bool,
}

/// The known cards of a source, and which of them were found again.
pub struct Source {
    pub number: i64,
    /// Whether the log knows the source, so that a card may come to answers that are there already.
    pub is_logged: bool,
    /// By folded id: an id is one id in either case.
    by_id: HashMap<String, Known>,
    found: HashSet<i64>,
    /// By question and by answer, made when the first card is not found by its id.
    by_text: Option<[HashMap<String, Known>; 2]>,
}

impl Source {
    pub fn read(connection: &Connection, number: i64, name: &str) -> rusqlite::Result<Source> {
        let mut statement = connection.prepare_cached("SELECT num, id, bits FROM card WHERE source = ?1")?;
        let known = statement.query_map([number], |row| {
            let retired = row.get::<_, i64>(2)? & super::columns::bit::RETIRED != 0;
            Ok(Known { num: row.get(0)?, id: row.get(1)?, retired })
        })?;
        let by_id = known
            .map(|known| known.map(|known| (words::folded_name(&known.id), known)))
            .collect::<rusqlite::Result<_>>()?;
        Ok(Source {
            number,
            is_logged: log::knows_source(connection, name)?,
            by_id,
            found: HashSet::new(),
            by_text: None,
        })
    }

    pub fn find_by_id(&mut self, id: &str) -> Option<Known> {
        let known = self.by_id.get(&words::folded_name(id))?.clone();
        self.found.insert(known.num);
        Some(known)
    }

    /// The known card with the same question, or else the same answer, that no card of the import has claimed. To be asked
    /// only after every card that keeps its id was found.
    pub fn find_by_text(&mut self, connection: &Connection, card: &Card) -> anyhow::Result<Option<Known>> {
        if self.by_id.len() == self.found.len() {
            return Ok(None);
        }
        let by_text = match &mut self.by_text {
            Some(by_text) => by_text,
            empty => {
                empty.insert(texts(connection, self.by_id.values().filter(|known| !self.found.contains(&known.num)))?)
            }
        };
        let texts = [Some(card.question.as_str()), card.answer.as_deref()];
        for (text, known) in texts.into_iter().zip(by_text) {
            let folded = text.map(folded).filter(|folded| !folded.is_empty());
            if let Some(known) =
                folded.and_then(|folded| known.get(&folded)).filter(|known| !self.found.contains(&known.num))
            {
                self.found.insert(known.num);
                return Ok(Some(known.clone()));
            }
        }
        Ok(None)
    }

    /// The known cards that are most like these, none of which was found by id or text: a card whose words changed here and
    /// there is still that card. Only what stands out against every other pair counts.
    pub fn find_by_likeness(&mut self, connection: &Connection, cards: &[&Card]) -> anyhow::Result<Vec<Option<Known>>> {
        let mut left: Vec<&Known> = self.gone().collect();
        left.sort_unstable_by_key(|known| known.num);
        let left: Vec<Known> = left.into_iter().cloned().collect();
        let mut matched = vec![None; cards.len()];
        if left.is_empty() || cards.len().saturating_mul(left.len()) > MOST_PAIRS {
            return Ok(matched);
        }
        let new: Vec<Words> = cards.iter().map(|card| Words::of(card)).collect();
        let mut old = Vec::with_capacity(left.len());
        for known in &left {
            old.push(Words::of(&overlay::page(connection, known.num)?));
        }
        let mut pairs = Vec::new();
        for (card, new) in new.iter().enumerate() {
            for (known, old) in old.iter().enumerate() {
                let shared = new.shared(old);
                if shared >= SAME_CARD - MARGIN {
                    pairs.push((shared, card, known));
                }
            }
        }
        pairs.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let mut of_card: HashMap<usize, Vec<(f32, usize)>> = HashMap::new();
        let mut of_known: HashMap<usize, Vec<(f32, usize)>> = HashMap::new();
        for &(shared, card, known) in &pairs {
            of_card.entry(card).or_default().push((shared, known));
            of_known.entry(known).or_default().push((shared, card));
        }
        let (mut taken_cards, mut taken_known) = (HashSet::new(), HashSet::new());
        for &(shared, card, known) in &pairs {
            if shared < SAME_CARD || taken_cards.contains(&card) || taken_known.contains(&known) {
                continue;
            }
            let stands_out = |rivals: Option<&Vec<(f32, usize)>>, own: usize, taken: &HashSet<usize>| {
                let is_near = |(rival, other): &(f32, usize)| shared - rival < MARGIN && *other != own;
                rivals.is_none_or(|rivals| !rivals.iter().any(|rival| is_near(rival) && !taken.contains(&rival.1)))
            };
            if !stands_out(of_card.get(&card), known, &taken_known)
                || !stands_out(of_known.get(&known), card, &taken_cards)
            {
                continue;
            }
            taken_cards.insert(card);
            taken_known.insert(known);
            self.found.insert(left[known].num);
            matched[card] = Some(left[known].clone());
        }
        Ok(matched)
    }

    /// The cards that the import did not bring and that are not retired yet.
    pub fn gone(&self) -> impl Iterator<Item = &Known> {
        self.by_id.values().filter(|known| !known.retired && !self.found.contains(&known.num))
    }
}

fn texts<'a>(
    connection: &Connection,
    cards: impl Iterator<Item = &'a Known>,
) -> anyhow::Result<[HashMap<String, Known>; 2]> {
    let mut by_text = [HashMap::new(), HashMap::new()];
    for known in cards {
        let card = overlay::page(connection, known.num)?;
        for (text, by_text) in [Some(card.question), card.answer].into_iter().zip(&mut by_text) {
            if let Some(text) = text {
                by_text.entry(folded(&text)).or_insert_with(|| known.clone());
            }
        }
    }
    Ok(by_text)
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    words::append_folded(text, &mut folded);
    folded
}

/// The number of a card; fails with "no rows" where there is none.
pub fn number(connection: &Connection, key: &CardKey) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "SELECT c.num FROM card c JOIN name s ON s.num = c.source
             WHERE c.folded_id = ?1 AND c.id = ?2 AND s.text = ?3 AND s.kind = ?4",
        )?
        .query_row(params![words::folded_name(&key.id), key.id, key.source, Kind::Source.number()], |row| row.get(0))
}
