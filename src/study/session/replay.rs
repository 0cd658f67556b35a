//! A session that goes once more through what the log says of it, so that it stands where it was left. It must not know the log.

use super::showing::Showing;
use super::{EventId, Session, Timestamp, Turn};
use crate::study::event::{Attempt, CardKey};
use crate::study::run::{Passed, Step};

impl Session {
    /// Takes the steps of the run in their order. A step about a card that is gone changes nothing; where a card comes at
    /// another place than it did (its bank has changed meanwhile), it is brought to the screen all the same.
    pub fn replay(&mut self, steps: &[Step], now: Timestamp) {
        for step in steps {
            match step {
                Step::Answered(key, event, attempt) => self.answer_again(key, event, attempt, now),
                Step::Skipped(key, answer_ms) => {
                    if self.bring_to_screen(key, now) {
                        self.spend(*answer_ms, now);
                        self.skip(now);
                    }
                }
                Step::Left(key, answer_ms) => {
                    if self.bring_to_screen(key, now) {
                        self.spend(*answer_ms, now);
                    }
                }
                Step::TakenBack(event) => self.take_back_one(event, now),
            }
        }
    }

    /// What is to be noted of the card on the screen when it goes away without an answer.
    pub fn on_leaving(&self, now: Timestamp) -> Option<(CardKey, Passed)> {
        let showing = self.course.on_screen.as_ref()?;
        let passed = Passed { session: self.settings.session.clone(), answer_ms: showing.answering_ms(now) };
        Some((self.questions[showing.turn.card].key.clone(), passed))
    }

    fn answer_again(&mut self, key: &CardKey, event: &EventId, attempt: &Attempt, now: Timestamp) {
        if !self.bring_to_screen(key, now) {
            return;
        }
        let capped = self.settings.strict && attempt.slow;
        if let Some(showing) = &mut self.course.on_screen {
            *showing = Showing::answered(showing.turn, attempt, capped, now);
        }
        self.accept(attempt.clone(), event.clone(), now);
    }

    /// Whether the card is on the screen now.
    fn bring_to_screen(&mut self, key: &CardKey, now: Timestamp) -> bool {
        let Some(card) = self.questions.iter().position(|question| question.key == *key) else { return false };
        let on_screen = self.course.on_screen.as_ref().map(|showing| showing.turn);
        if on_screen.is_some_and(|turn| turn.card == card) {
            return true;
        }
        let Some(turn) = self.course.queue.take_card(card) else { return false };
        if let Some(pushed_away) = on_screen {
            self.course.queue.put_first(pushed_away);
            self.course.asked -= usize::from(!pushed_away.again);
        }
        self.course.asked += usize::from(!turn.again);
        self.course.on_screen = Some(Showing::begin(turn, now));
        true
    }

    fn spend(&mut self, answer_ms: u64, now: Timestamp) {
        if let Some(showing) = self.course.on_screen.as_mut().filter(|showing| showing.is_asking()) {
            showing.spend(answer_ms, now);
        }
    }

    /// Takes back one answer, whichever: those after it stand.
    fn take_back_one(&mut self, event: &EventId, now: Timestamp) {
        let Some(place) = self.before.iter().rposition(|(one, _)| one == event) else { return };
        let later: Vec<(EventId, CardKey, Attempt)> = (place + 1..self.before.len())
            .map(|at| (self.before[at].0.clone(), self.results[at].key.clone(), self.results[at].attempt.clone()))
            .collect();
        while self.before.len() > place {
            self.take_back(now);
        }
        for (event, key, attempt) in later {
            self.answer_again(&key, &event, &attempt, now);
        }
    }
}

impl Showing {
    /// As it was when this answer was given to it.
    fn answered(turn: Turn, attempt: &Attempt, capped: bool, now: Timestamp) -> Showing {
        let mut showing = Showing::begin(turn, now);
        showing.spend(attempt.answer_ms, now);
        showing.reveal(attempt.confidence, capped, now);
        showing.judge_again(attempt, now);
        showing
    }
}

#[cfg(test)]
mod tests;
