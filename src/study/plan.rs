//! The days until an interview, or without one the coming week: how many cards are asked again on each, and how many new
//! ones come in. It must not know where the cards come from.
//!
//! Each day takes first what is due, the weakest first; what finds no room waits for the next day. The room that is left goes
//! to new cards: as many as on any day, or more where all are not seen otherwise before the last days. These take the weakest cards,
//! due or not, and new ones only where room is left. That answers will be right is assumed: cards that are missed come on top.

use super::event::{Day, Rating};
use super::readiness::Seen;
use super::schedule::{self, Memory};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// So many days before an interview the weakest cards are asked, due or not, and on the day itself.
const LAST_DAYS: i32 = 3;

/// Without an interview so many days are planned.
const WEEK: i32 = 7;

/// No plan looks further ahead: until then all will be different.
const FARTHEST: i32 = 180;

const MINUTE_MS: u64 = 60_000;

/// Minutes of a day that are proposed where fewer do not do.
const STEPS: [usize; 7] = [30, 45, 60, 90, 120, 180, 240];

/// How much a person takes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How long a card takes, in milliseconds.
    pub card_ms: u64,
    /// At most so many minutes a day.
    pub minutes: Option<usize>,
    /// So many new cards come in on a usual day, and more where an interview asks for it.
    pub usual: usize,
    /// At most so many new cards a day.
    pub new: usize,
    /// So many of today's came in already.
    pub begun_today: usize,
}

/// What belongs to one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub day: Day,
    /// Cards that were seen before.
    pub again: usize,
    /// These are the weakest, due or not.
    pub weakest: bool,
    pub new: usize,
    /// About so long, rounded up.
    pub minutes: usize,
}

impl Part {
    pub fn cards(&self) -> usize {
        self.again + self.new
    }
}

/// The parts of the days, the first of which is today's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub parts: Vec<Part>,
    /// New cards for which none of these days has room.
    pub unseen: usize,
    /// It leads up to the interview.
    pub reaches_interview: bool,
}

impl Calendar {
    /// Whether new cards are left over when the interview comes.
    pub fn lacks_room(&self) -> bool {
        self.unseen > 0 && self.reaches_interview
    }

    pub fn today(&self) -> &Part {
        // There is always one day: today.
        &self.parts[0]
    }
}

/// Whether on this day the weakest cards are asked, due or not.
pub fn is_last_day(day: Day, interview: Day) -> bool {
    i64::from(interview.0) - i64::from(day.0) <= i64::from(LAST_DAYS)
}

/// Plans the days from `today` on; `unseen` cards were never answered.
pub fn calendar(seen: &[Seen], unseen: usize, today: Day, interview: Option<Day>, pace: &Pace) -> Calendar {
    let interview = interview.filter(|interview| *interview >= today);
    let wanted = interview.map_or(WEEK - 1, |interview| interview.0.saturating_sub(today.0));
    let days = wanted.min(FARTHEST - 1);
    let mut cards: Vec<Card> = seen.iter().filter_map(Card::of).collect();
    let done = cards.iter().filter(|card| card.last == today && !card.is_due(today)).count();
    let (mut parts, mut left) = (Vec::new(), unseen);
    for ahead in 0..=days {
        let day = Day(today.0.saturating_add(ahead));
        let is_today = ahead == 0;
        let weakest = interview.is_some_and(|interview| is_last_day(day, interview));
        let room = pace.room().saturating_sub(if is_today { done } else { 0 });
        let again = ask_again(&mut cards, day, weakest, room);
        let begun = if is_today { pace.begun_today } else { 0 };
        let share = match interview {
            // The last days are not counted on, unless there are no others.
            Some(_) if weakest => usize::MAX,
            Some(_) => {
                let even = (left + begun).div_ceil(usize::try_from(wanted - LAST_DAYS - ahead).unwrap_or(1));
                even.max(pace.usual)
            }
            None => pace.usual,
        };
        let new = share.min(pace.new).saturating_sub(begun).min(left).min(room.saturating_sub(again));
        left -= new;
        cards.extend((0..new).map(|_| Card::new(day)));
        let minutes = pace.minutes_for(again + new);
        parts.push(Part { day, again, weakest, new, minutes });
    }
    Calendar { parts, unseen: left, reaches_interview: interview.is_some() && days == wanted }
}

/// How many minutes a day would have room for all cards before the interview, in steps that people think in; `None` where none
/// of them has, or where the minutes are not what it lacks.
pub fn enough_minutes(seen: &[Seen], unseen: usize, today: Day, interview: Day, pace: &Pace) -> Option<usize> {
    let days = usize::try_from(interview.0.saturating_sub(today.0)).unwrap_or(0).saturating_add(1);
    let has_room = |minutes: &usize| {
        let pace = Pace { minutes: Some(*minutes), ..*pace };
        // Without room for the new cards alone there is no need to plan.
        let least = pace.room().min(pace.new).saturating_mul(days);
        least >= unseen && calendar(seen, unseen, today, Some(interview), &pace).unseen == 0
    };
    STEPS.into_iter().filter(|minutes| Some(*minutes) > pace.minutes).find(has_room)
}

impl Pace {
    /// So many cards have room in a day.
    fn room(&self) -> usize {
        let cards = |minutes| (minutes as u64).saturating_mul(MINUTE_MS) / self.card_ms.max(1);
        self.minutes.map_or(usize::MAX, |minutes| usize::try_from(cards(minutes)).unwrap_or(usize::MAX))
    }

    fn minutes_for(&self, cards: usize) -> usize {
        let minutes = (cards as u64).saturating_mul(self.card_ms).div_ceil(MINUTE_MS);
        usize::try_from(minutes).unwrap_or(usize::MAX)
    }
}

/// A card that was seen before, as it will be.
struct Card {
    memory: Memory,
    last: Day,
    due: Day,
    sure_but_wrong: bool,
}

impl Card {
    fn of(seen: &Seen) -> Option<Card> {
        let progress = &seen.progress;
        let sure_but_wrong = progress.sure_but_wrong;
        Some(Card { memory: progress.memory?, last: progress.last_day?, due: progress.due?, sure_but_wrong })
    }

    fn new(day: Day) -> Card {
        let (memory, due) = schedule::after(None, None, Rating::Good, day);
        Card { memory, last: day, due, sure_but_wrong: false }
    }

    fn is_due(&self, day: Day) -> bool {
        self.due <= day
    }

    fn recall(&mut self, day: Day) {
        let (memory, due) = schedule::after(Some(self.memory), Some(self.last), Rating::Good, day);
        *self = Card { memory, last: day, due, sure_but_wrong: false };
    }

    /// Recall falls with the time since the last answer, measured in stabilities.
    fn age(&self, day: Day) -> f32 {
        day.0.saturating_sub(self.last.0).max(0) as f32 / self.memory.stability
    }
}

/// Asks the cards that belong to a day, as a review does, and says how many. What the person was sure of and wrong about finds
/// room in any case.
fn ask_again(cards: &mut [Card], day: Day, weakest: bool, room: usize) -> usize {
    let belongs = |card: &Card| card.is_due(day) || (weakest && card.last < day);
    let pressing = cards.iter().filter(|card| belongs(card) && card.sure_but_wrong).count();
    let room = room.max(pressing);
    // The weakest so far, the strongest of them on top: it gives way when there are too many. An age is not negative, so that
    // its bits are in its order.
    let mut asked = BinaryHeap::new();
    for (place, card) in cards.iter().enumerate().filter(|(_, card)| belongs(card)) {
        asked.push(Reverse((card.sure_but_wrong, card.age(day).to_bits(), place)));
        if asked.len() > room {
            asked.pop();
        }
    }
    for Reverse((_, _, place)) in &asked {
        cards[*place].recall(day);
    }
    asked.len()
}

#[cfg(test)]
mod tests;
