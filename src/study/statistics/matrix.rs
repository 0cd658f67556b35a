//! How the cards of each topic stand, by level. It must not know how a card is asked.

use super::cards::CardScore;
use crate::bank::Level;
use crate::study::event::Verdict;
use crate::study::ranking::ranked;
use std::cmp::Ordering;

/// Of the cards that were answered, so many were right the last time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    pub right: usize,
    pub of: usize,
}

impl Standing {
    fn add(&mut self, verdict: Verdict) {
        self.of += 1;
        self.right += usize::from(verdict == Verdict::Right);
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicRow {
    /// `None` for the cards of no known topic.
    pub topic: Option<String>,
    /// So many cards the library has of it.
    pub cards: u64,
    pub all: Standing,
    /// In the order of [`LEVELS`].
    pub levels: [Standing; LEVELS.len()],
}

/// The levels, and after them that of cards of no known level.
pub const LEVELS: [Option<Level>; 4] = [Some(Level::Beginner), Some(Level::Intermediate), Some(Level::Advanced), None];

impl TopicRow {
    pub fn at(&self, level: Option<Level>) -> Standing {
        self.levels[place(level)]
    }
}

/// The weakest topic first; those that were not begun come last, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    pub rows: Vec<TopicRow>,
}

impl Matrix {
    /// `topics` are those that there are, with the number of their cards.
    pub fn of(cards: &[CardScore], topics: &[(Option<String>, u64)]) -> Matrix {
        let mut rows: Vec<TopicRow> = Vec::new();
        for (topic, cards) in topics {
            row(&mut rows, topic.as_deref()).cards += cards;
        }
        for card in cards.iter().filter(|card| card.current) {
            let row = row(&mut rows, card.topic.as_deref());
            row.all.add(card.last);
            row.levels[place(card.level)].add(card.last);
        }
        // Equal ones stay in the order of their names.
        Matrix { rows: ranked(rows, order) }
    }

    /// The topics of which some card was answered.
    pub fn begun(&self) -> &[TopicRow] {
        &self.rows[..self.rows.partition_point(|row| row.all.of > 0)]
    }

    /// Whether some answered card has no known level.
    pub fn has_unknown_level(&self) -> bool {
        self.rows.iter().any(|row| row.at(None).of > 0)
    }
}

/// The row of a topic among those that are in the order of their topics; it is made if there is none.
fn row<'rows>(rows: &'rows mut Vec<TopicRow>, topic: Option<&str>) -> &'rows mut TopicRow {
    let place = rows.binary_search_by(|row| row.topic.as_deref().cmp(&topic)).unwrap_or_else(|place| {
        let levels = [Standing::default(); LEVELS.len()];
        let all = Standing::default();
        rows.insert(place, TopicRow { topic: topic.map(str::to_owned), cards: 0, all, levels });
        place
    });
    &mut rows[place]
}

fn place(level: Option<Level>) -> usize {
    LEVELS.iter().position(|one| *one == level).unwrap_or(LEVELS.len() - 1)
}

/// Shares are compared crosswise, so that equal ones are equal; of equals the one with more cards answered is surer.
fn order(one: &TopicRow, other: &TopicRow) -> Ordering {
    let (first, second) = (one.all, other.all);
    let not_begun = (first.of == 0).cmp(&(second.of == 0));
    let share = (first.right * second.of).cmp(&(second.right * first.of));
    not_begun.then(share).then_with(|| second.of.cmp(&first.of))
}

#[cfg(test)]
mod tests {
    use super::{Level, Matrix};
    use crate::study::statistics::cards::cards;
    use crate::study::statistics::samples::dated;

    #[track_caller]
    fn check(text: &str, topics: &[(&str, u64)], expected: &[&str]) {
        let topics: Vec<(Option<String>, u64)> =
            topics.iter().map(|(topic, cards)| (Some((*topic).to_owned()), *cards)).collect();
        let matrix = Matrix::of(&cards(&dated(text)), &topics);
        let rows: Vec<String> = matrix
            .rows
            .iter()
            .map(|row| {
                let levels = [Some(Level::Beginner), Some(Level::Advanced), None].map(|level| row.at(level));
                let levels = levels.map(|standing| format!("{}/{}", standing.right, standing.of)).join(" ");
                let name = row.topic.as_deref().unwrap_or("-");
                format!("{name} {}: {}/{} | {levels}", row.cards, row.all.right, row.all.of)
            })
            .collect();
        assert_eq!(rows, expected, "{text}");
        assert!(matrix.begun().iter().all(|row| row.all.of > 0));
    }

    #[test]
    fn the_weakest_topic_comes_first_and_what_was_not_begun_last() {
        check(
            "a right #x @beginner; b wrong #x @advanced; c wrong #y @beginner; d right #z; e wrong #y @beginner",
            &[("w", 4), ("x", 3), ("y", 2), ("v", 9)],
            &[
                "y 2: 0/2 | 0/2 0/0 0/0",
                "x 3: 1/2 | 1/1 0/1 0/0",
                "z 0: 1/1 | 0/0 0/0 1/1",
                "v 9: 0/0 | 0/0 0/0 0/0",
                "w 4: 0/0 | 0/0 0/0 0/0",
            ],
        );
    }

    #[test]
    fn a_card_counts_once_with_its_last_answer() {
        check(
            "a wrong #x @advanced; a repeat right #x @advanced; b right; b partly",
            &[],
            &["- 0: 0/1 | 0/0 0/0 0/1", "x 0: 1/1 | 0/0 1/1 0/0"],
        );
        check("a wrong #x gone", &[("x", 1)], &["x 1: 0/0 | 0/0 0/0 0/0"]);
    }
}
