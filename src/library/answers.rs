//! The answers that stand, each with what it is counted under, and what is counted beside them. It must not know how they
//! are counted. Reading them takes as long as the log is, however many cards there are.

use super::names::Kind;
use super::select::Selection;
use super::{Library, columns};
use crate::bank::Level;
use crate::study::event::{Attempt, CardKey, Day, EventId, Moment};
use crate::study::filter::Filter;
use crate::study::ranking::ranked;
use crate::study::statistics::RunHead;
use rusqlite::params_from_iter;
use serde::Deserialize;
use std::collections::HashSet;

/// An attempt that stands, with what it is counted under; of a card that is not installed only the key is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    pub id: EventId,
    pub when: Moment,
    pub key: CardKey,
    pub card: Option<Counted>,
    pub attempt: Attempt,
}

/// What the answers to a card are counted under.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    pub question: String,
    pub topic: Option<String>,
    pub level: Option<Level>,
    pub retired: bool,
}

/// A run as its event tells it; of the rest of the event nothing is read.
#[derive(Deserialize)]
struct Begun {
    title: String,
    settings: Terms,
}

#[derive(Deserialize)]
struct Terms {
    session: String,
    per_card_ms: u64,
}

/// A card that was answered: its source, its id, and the rest.
type Answered = (String, String, Counted);

impl Library {
    /// The attempts at the cards of a filter, oldest first, without those that were taken back. The empty filter takes also
    /// those at cards that are not installed or are retired.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn attempts(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<Logged>> {
        let answered = self.answered(filter, today)?;
        let takes_all = filter.is_everything();
        let mut statement = self.connection.prepare_cached(
            "SELECT device, number, utc, offset, source, id, kind = 'undo', data FROM event
             WHERE kind IN ('attempt', 'undo')",
        )?;
        let mut rows = statement.query([])?;
        let mut attempts = Vec::new();
        let mut undone: HashSet<EventId> = HashSet::new();
        while let Some(row) = rows.next()? {
            let data = row.get_ref(7)?.as_str()?;
            if row.get(6)? {
                undone.extend(serde_json::from_str::<EventId>(data).ok());
                continue;
            }
            let [source, id] = [row.get_ref(4)?, row.get_ref(5)?].map(|text| text.as_str().unwrap_or_default());
            let place = answered.binary_search_by(|card| (card.0.as_str(), card.1.as_str()).cmp(&(source, id)));
            let card = place.ok().map(|place| &answered[place].2);
            if card.is_none() && !takes_all {
                continue;
            }
            // What cannot be understood is without effect: a log is never refused.
            let Ok(attempt) = serde_json::from_str::<Attempt>(data) else { continue };
            attempts.push(Logged {
                id: EventId { device: row.get(0)?, number: u64::try_from(row.get::<_, i64>(1)?)? },
                when: Moment { utc: row.get(2)?, offset: row.get(3)? },
                key: CardKey { source: source.to_owned(), id: id.to_owned() },
                card: card.cloned(),
                attempt,
            });
        }
        attempts.retain(|logged| !undone.contains(&logged.id));
        // One machine writes in the order of time: then there is nothing to sort, and SQL would not know.
        let order =
            |one: &Logged, other: &Logged| one.when.utc.cmp(&other.when.utc).then_with(|| one.id.cmp(&other.id));
        if attempts.is_sorted_by(|one, other| order(one, other).is_le()) {
            return Ok(attempts);
        }
        Ok(ranked(attempts, order))
    }

    /// The cards of a filter that were answered, in the order of source and id. There is an index of them, so that the
    /// others, which may be many, are not looked at.
    fn answered(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<Answered>> {
        let Selection { condition, values } = match filter.is_everything() {
            true => Selection { condition: "1".to_owned(), values: Vec::new() },
            false => Selection::of(filter, today),
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT s.text, c.id, t.question, p.text, c.level, c.bits & {} <> 0
             FROM card c INDEXED BY card_seen CROSS JOIN name s ON s.num = c.source CROSS JOIN card_head t ON t.num = c.num
             LEFT JOIN name p ON p.num = c.topic WHERE c.attempts > 0 AND ({condition}) ORDER BY s.text, c.id",
            columns::bit::RETIRED
        ))?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            let card = Counted {
                question: row.get(2)?,
                topic: row.get(3)?,
                level: row.get::<_, Option<i64>>(4)?.and_then(columns::level),
                retired: row.get(5)?,
            };
            Ok((row.get(0)?, row.get(1)?, card))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What each run asked and how much time it gave, oldest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn run_heads(&self) -> anyhow::Result<Vec<RunHead>> {
        let mut statement = self.connection.prepare_cached("SELECT data FROM event WHERE kind = 'run' ORDER BY utc")?;
        let mut rows = statement.query([])?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            if let Ok(Begun { title, settings: Terms { session, per_card_ms } }) =
                serde_json::from_str(row.get_ref(0)?.as_str()?)
            {
                heads.push(RunHead { session, title, per_card_ms });
            }
        }
        Ok(heads)
    }

    /// The topics of the cards of a filter, with the number of their cards; for the empty filter these are kept.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn topics(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<(Option<String>, u64)>> {
        let (counts, values) = match filter.is_everything() {
            true => {
                let kind = Kind::Topic.number();
                (format!("SELECT value AS topic, cards FROM kept_count WHERE kind = {kind}"), Vec::new())
            }
            false => {
                let Selection { condition, values } = Selection::of(filter, today);
                (format!("SELECT c.topic, count(*) AS cards FROM card c WHERE {condition} GROUP BY c.topic"), values)
            }
        };
        let mut statement = self
            .connection
            .prepare(&format!("SELECT p.text, cards FROM ({counts}) LEFT JOIN name p ON p.num = topic"))?;
        let topics =
            statement.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get::<_, u32>(1)?.into())))?;
        Ok(topics.collect::<rusqlite::Result<_>>()?)
    }
}
