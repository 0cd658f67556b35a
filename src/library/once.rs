//! Text for the index: each of its tokens once. It must not know the index.

use crate::study::words::each_token;

/// Gathers tokens, joined with blanks, and leaves out those that are there already.
///
/// The index keeps which column a token is in and not where, so that a second one would only cost time: half of it for common
/// text. A table of its own, because this runs over every word of every import and the standard set's hash takes longer than
/// all the folding.
#[derive(Default)]
pub struct Once {
    /// Where in `text` a token begins and ends; an empty slot has both 0.
    slots: Vec<(u32, u32)>,
    held: usize,
    text: String,
}

impl Once {
    pub fn add(&mut self, piece: &str) {
        each_token(piece, |_, token| self.push(token));
    }

    /// The gathered text; the next begins anew.
    pub fn take(&mut self) -> String {
        self.slots.fill((0, 0));
        self.held = 0;
        let taken = self.text.clone();
        self.text.clear();
        taken
    }

    fn push(&mut self, token: &str) {
        if 2 * self.held >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot_of(token);
        if self.slots[slot] == (0, 0) {
            let start = self.text.len();
            self.text.push_str(token);
            self.slots[slot] = (start as u32, self.text.len() as u32);
            self.text.push(' ');
            self.held += 1;
        }
    }

    /// The slot that holds `token`, or the empty one where it belongs.
    fn slot_of(&self, token: &str) -> usize {
        let last = self.slots.len() - 1;
        // FNV-1a.
        let hash = token.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut slot = (hash ^ (hash >> 15)) as usize & last;
        loop {
            let (start, end) = self.slots[slot];
            if end == 0 || self.text[start as usize..end as usize] == *token {
                return slot;
            }
            slot = (slot + 1) & last;
        }
    }

    fn grow(&mut self) {
        let held: Vec<(u32, u32)> = self.slots.iter().copied().filter(|slot| *slot != (0, 0)).collect();
        self.slots = vec![(0, 0); (2 * self.slots.len()).max(256)];
        for (start, end) in held {
            let slot = self.slot_of(&self.text[start as usize..end as usize]);
            self.slots[slot] = (start, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Once;
    use crate::study::words;
    use std::collections::BTreeSet;

    #[test]
    fn every_token_is_there_once_in_its_first_place() {
        let mut once = Once::default();
        for (pieces, expected) in [
            (&["The lock, the Locks", "a lock: THE end"][..], "the lock a end "),
            (&[""][..], ""),
            (&["lock"][..], "lock "),
        ] {
            pieces.iter().for_each(|piece| once.add(piece));
            assert_eq!(once.take(), expected);
        }
    }

    #[test]
    fn thousands_of_tokens_keep_their_places() {
        let text: String = (0..5000).map(|n| format!("{} w{} ", n % 1700, n)).collect();
        let mut once = Once::default();
        once.add(&text);
        let taken = once.take();
        let (all, set): (Vec<&str>, BTreeSet<&str>) = (taken.split(' ').collect(), taken.split(' ').collect());
        assert_eq!(all.len(), set.len());
        assert_eq!(set.len() - 1, words::tokens(&text).into_iter().collect::<BTreeSet<_>>().len());
    }
}
