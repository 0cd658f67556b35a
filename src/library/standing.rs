//! The cards of a filter as readiness and plans see them: those that were seen, one by one, and how many were not. It must not
//! know what follows from them.

use super::columns::{self, bit, state};
use super::select::Selection;
use super::{Library, counts, log};
use crate::study::event::{CardKey, Day};
use crate::study::filter::{Filter, Node, State, Term};
use crate::study::readiness::{Seen, Unseen};
use rusqlite::{Connection, Row, params, params_from_iter};

/// What stands for "no technology" and "no topic" among the kept counts.
const NONE: i64 = -1;

impl Library {
    /// The cards of `filter` that were answered before, as they stand today. This takes time with the answers that were given,
    /// and not with the bank.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn seen(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<Seen>> {
        let interview = self.interview(today)?;
        let Selection { condition, values } = Selection::of(filter, today);
        let mut statement = self.connection.prepare(&format!(
            "SELECT c.topic, {} FROM card c INDEXED BY card_seen WHERE c.attempts > 0 AND ({condition})",
            columns::PROGRESS
        ))?;
        let read = |row: &Row| {
            let progress = columns::progress(row, 1)?.before(interview, today);
            Ok(Seen { topic: row.get(0)?, progress })
        };
        Ok(statement.query_map(params_from_iter(values), read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// How many cards of `filter` were never answered, by topic. Where it leaves out the unanswered and the suspended, as what
    /// is asked does, and else chooses by technology and topic alone, the counts are kept and take no time with the bank.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unseen(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<Unseen>> {
        let Selection { condition, values } = Selection::of(filter, today);
        let (count, from) = match rests_on_kept(filter.root()) {
            // As if every card had one row, with what the condition may ask of it.
            true => (
                "sum(c.cards)",
                format!(
                    "(SELECT nullif(technology, {NONE}) AS technology, nullif(topic, {NONE}) AS topic, cards,
                     {} AS bits, 0 AS state, 0 AS attempts FROM kept_unseen WHERE cards > 0)",
                    bit::ANSWERED
                ),
            ),
            false => ("count(*)", "card".to_owned()),
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT c.topic, {count} FROM {from} c WHERE c.attempts = 0 AND ({condition}) GROUP BY c.topic"
        ))?;
        let read = |row: &Row| Ok(Unseen { topic: row.get(0)?, cards: row.get::<_, u32>(1)? as usize });
        Ok(statement.query_map(params_from_iter(values), read)?.collect::<rusqlite::Result<_>>()?)
    }
}

/// Whether a filter can be answered from the counts by technology and topic: it leaves out what they leave out, and else
/// chooses by nothing but these.
fn rests_on_kept(root: &Node) -> bool {
    let Node::All(nodes) = root else { return false };
    let (states, names): (Vec<_>, Vec<_>) = nodes.iter().partition(|node| excluded(node).is_some());
    let leaves_out = |state| states.iter().filter_map(|node| excluded(node)).any(|states| states == [state]);
    leaves_out(State::Unanswered)
        && leaves_out(State::Suspended)
        && states.len() == 2
        && names.iter().all(|node| chooses_by_name(node))
}

fn excluded(node: &Node) -> Option<&[State]> {
    match node {
        Node::Not(node) => match &**node {
            Node::Term(Term::Is(states)) => Some(states),
            _ => None,
        },
        _ => None,
    }
}

fn chooses_by_name(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().all(chooses_by_name),
        Node::Not(node) => chooses_by_name(node),
        Node::Term(term) => matches!(term, Term::Technology(_) | Term::Topic(_)),
        Node::Word(_) | Node::Phrase(_) => false,
    }
}

/// A condition on `card c`: never answered, and to be asked without being named.
fn is_unseen() -> String {
    let (asked, answered) = (bit::ANSWERED | bit::RETIRED, bit::ANSWERED);
    format!("c.attempts = 0 AND c.bits & {asked} = {answered} AND c.state & {} = 0", state::SUSPENDED)
}

/// Counts the cards that were never answered, and keeps the counts.
pub fn recount_unseen(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "DELETE FROM kept_unseen;
         INSERT INTO kept_unseen (technology, topic, cards)
             SELECT ifnull(c.technology, {NONE}), ifnull(c.topic, {NONE}), count(*) FROM card c WHERE {} GROUP BY 1, 2",
        is_unseen()
    ))
}

/// A card before its progress is written anew.
pub struct Before {
    pub edited: bool,
    technology: Option<i64>,
    topic: Option<i64>,
    /// It has an answer, and is not retired.
    askable: bool,
    unseen: bool,
}

impl Before {
    pub fn read(connection: &Connection, num: i64) -> rusqlite::Result<Before> {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT c.state & {} <> 0, c.technology, c.topic, c.bits & {} = {}, {} FROM card c WHERE c.num = ?1",
            state::EDITED,
            bit::ANSWERED | bit::RETIRED,
            bit::ANSWERED,
            is_unseen()
        ))?;
        statement.query_row([num], |row| {
            Ok(Before {
                edited: row.get(0)?,
                technology: row.get(1)?,
                topic: row.get(2)?,
                askable: row.get(3)?,
                unseen: row.get(4)?,
            })
        })
    }

    /// Keeps the counts, now that the card was answered so often and is suspended or not.
    pub fn settle(&self, connection: &Connection, attempts: u32, suspended: bool) -> rusqlite::Result<()> {
        let unseen = self.askable && attempts == 0 && !suspended;
        let change = i64::from(unseen) - i64::from(self.unseen);
        if change == 0 {
            return Ok(());
        }
        connection
            .prepare_cached(
                "INSERT INTO kept_unseen (technology, topic, cards) VALUES (?1, ?2, ?3)
                 ON CONFLICT (technology, topic) DO UPDATE SET cards = cards + excluded.cards",
            )?
            .execute(params![self.technology.unwrap_or(NONE), self.topic.unwrap_or(NONE), change])?;
        Ok(())
    }
}

/// Writes the progress of every card anew, for a library whose progress says less than it does now.
pub fn reread(connection: &Connection) -> anyhow::Result<()> {
    let mut statement = connection
        .prepare("SELECT c.num, s.text, c.id FROM card c JOIN name s ON s.num = c.source WHERE c.attempts > 0")?;
    let cards =
        statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, CardKey { source: row.get(1)?, id: row.get(2)? })))?;
    for (num, key) in cards.collect::<rusqlite::Result<Vec<_>>>()? {
        log::refresh(connection, num, &key)?;
    }
    counts::recount(connection)?;
    Ok(())
}
