//! The cards that a session may choose from: at most 500 of any number, found without reading all. It must not know which of
//! them are asked.

use super::Library;
use super::columns::state;
use super::select::{Selection, ready};
use crate::study::event::Day;
use crate::study::filter::Filter;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// More candidates than this are never drawn.
pub const LIMIT: usize = 500;

/// So many of them may be cards that were seen before, where there are enough new ones.
const SEEN: usize = 300;

/// For each card that a run asks, so many that were seen before are drawn in the order of their days: it has use for one that
/// is due or was missed, and for one that falls due later. What was missed falls due within days, before most others.
const SEEN_FOR_EACH: usize = 3;

/// So many more cards are drawn at random than a run asks.
const SPARE: usize = 8;

/// Which cards a session wants first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due or was missed, with new cards between.
    #[default]
    Mixed,
    Due,
    Weak,
    Hard,
    Easy,
    Random,
}

impl Order {
    pub const ALL: [Order; 6] = [Order::Mixed, Order::Due, Order::Weak, Order::Hard, Order::Easy, Order::Random];

    /// The order with this name.
    pub fn named(name: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.name() == name)
    }

    /// Whether the cards that were chosen come in random order.
    pub fn mixes(self) -> bool {
        match self {
            Order::Mixed | Order::Random => true,
            Order::Due | Order::Weak | Order::Hard | Order::Easy => false,
        }
    }

    /// As it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Order::Mixed => "mixed",
            Order::Due => "due",
            Order::Weak => "weak",
            Order::Hard => "hard",
            Order::Easy => "easy",
            Order::Random => "random",
        }
    }
}

/// A card that may be asked, with what the choice depends on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidate {
    pub num: i64,
    pub id: String,
    /// The number of its source's name, and of its topic's.
    pub source: i64,
    pub topic: Option<i64>,
    pub seen: bool,
    pub missed: bool,
    pub ready: bool,
    pub due: Option<Day>,
    /// The day of the latest answer that fed the memory.
    pub last_day: Option<Day>,
    pub stability: Option<f32>,
    pub difficulty: Option<u8>,
    /// Cards of one number ask the same.
    pub siblings: Option<i64>,
}

/// All of them are in the index `card_mix`, so that a draw at random reads no row of the table.
const COLUMNS: &str =
    "SELECT c.num, c.attempts, c.state, c.due, c.stability, c.difficulty, c.siblings, c.last_day, c.id,
    c.source, c.topic";

impl Library {
    /// At most [`LIMIT`] cards of `filter` that suit `order`, enough for a run of `count`. Where more would do, `seed` decides
    /// which of them are drawn.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn candidates(
        &self,
        filter: &Filter,
        order: Order,
        count: usize,
        today: Day,
        seed: u64,
    ) -> anyhow::Result<Vec<Candidate>> {
        // A few more than are asked, for siblings of what is asked already are left out.
        let at_random = count.saturating_add(SPARE).min(LIMIT);
        let selection = Selection::of(filter, today);
        let seen =
            |order: &str, limit| self.draw(&selection, &format!("c.attempts > 0 ORDER BY {order}"), limit, today);
        let mut drawn = match order {
            Order::Mixed => seen("c.due", count.saturating_mul(SEEN_FOR_EACH).saturating_add(SPARE).min(SEEN))?,
            Order::Due => seen("c.due", LIMIT)?,
            Order::Weak => seen(&format!("c.state & {} DESC, c.stability", state::MISSED), LIMIT)?,
            Order::Hard => {
                return self.draw(&selection, "1 ORDER BY c.difficulty DESC NULLS LAST, c.mix", LIMIT, today);
            }
            Order::Easy => return self.draw(&selection, "1 ORDER BY c.difficulty NULLS LAST, c.mix", LIMIT, today),
            Order::Random => return self.draw_at_random(&selection, "1", seed, at_random, today),
        };
        drawn.extend(self.draw_at_random(
            &selection,
            "c.attempts = 0",
            seed,
            at_random.min(LIMIT - drawn.len()),
            today,
        )?);
        Ok(drawn)
    }

    /// At most [`LIMIT`] cards of `filter` that were seen before: those first that the person was sure of and wrong about, then
    /// those that are least likely to be recalled today.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn weakest(&self, filter: &Filter, today: Day) -> anyhow::Result<Vec<Candidate>> {
        // What the person was sure of and wrong about comes first. Recall falls with the time since the last answer, measured in
        // stabilities.
        let (first, age) = (state::SURE_BUT_WRONG, format!("({} - c.last_day) / c.stability", today.0));
        let seen = format!("c.attempts > 0 AND c.due IS NOT NULL ORDER BY c.state & {first} DESC, {age} DESC, c.num");
        self.draw(&Selection::of(filter, today), &seen, LIMIT, today)
    }

    /// At most `limit` cards of `filter` that nobody was asked yet; the seed decides which.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn fresh(&self, filter: &Filter, limit: usize, today: Day, seed: u64) -> anyhow::Result<Vec<Candidate>> {
        self.draw_at_random(&Selection::of(filter, today), "c.attempts = 0", seed, limit.min(LIMIT), today)
    }

    /// A stretch of the cards in their mixed order, which begins where the seed says and goes round.
    fn draw_at_random(
        &self,
        selection: &Selection,
        more: &str,
        seed: u64,
        limit: usize,
        today: Day,
    ) -> anyhow::Result<Vec<Candidate>> {
        // Spread over all numbers, also for the small seeds that people choose: the golden ratio's bits.
        let start = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).cast_signed();
        let mut drawn = self.draw(selection, &format!("{more} AND c.mix >= {start} ORDER BY c.mix"), limit, today)?;
        if drawn.len() < limit {
            drawn.extend(self.draw(
                selection,
                &format!("{more} AND c.mix < {start} ORDER BY c.mix"),
                limit - drawn.len(),
                today,
            )?);
        }
        Ok(drawn)
    }

    fn draw(&self, selection: &Selection, more: &str, limit: usize, today: Day) -> anyhow::Result<Vec<Candidate>> {
        let mut statement = self.connection.prepare(&sql(selection, more, today))?;
        let limit = Value::from(i64::try_from(limit)?);
        let mut rows = statement.query(params_from_iter(selection.values.iter().cloned().chain([limit])))?;
        let mut drawn = Vec::new();
        while let Some(row) = rows.next()? {
            drawn.push(read(row)?);
        }
        Ok(drawn)
    }
}

/// What asks for a draw, with the limit as its last value.
pub(super) fn sql(selection: &Selection, more: &str, today: Day) -> String {
    format!("{COLUMNS}, {} FROM card c WHERE {} AND {more} LIMIT ?", ready(today), selection.condition)
}

fn read(row: &Row) -> rusqlite::Result<Candidate> {
    let bits: i64 = row.get(2)?;
    Ok(Candidate {
        num: row.get(0)?,
        seen: row.get::<_, u32>(1)? > 0,
        missed: bits & state::MISSED != 0,
        id: row.get(8)?,
        source: row.get(9)?,
        topic: row.get(10)?,
        ready: row.get(11)?,
        due: row.get::<_, Option<i32>>(3)?.map(Day),
        stability: row.get(4)?,
        difficulty: row.get(5)?,
        siblings: row.get(6)?,
        last_day: row.get::<_, Option<i32>>(7)?.map(Day),
    })
}
