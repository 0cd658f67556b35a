//! A session that goes once more through what the log says of it, so that it stands where it was left. It must not know the log.

use super::showing::Showing;
use super::{Asking, EventId, Offer, Session, Timestamp, Turn};
use crate::bank::Card;
use crate::study::event::{Attempt, CardKey, Day, Mode};
use crate::study::run::{Passed, Step};
use std::collections::BTreeMap;

impl Session {
    /// Takes the steps of the run in their order. A step about a card that is gone changes nothing; where a card comes at
    /// another place than it did (its bank has changed meanwhile), it is brought to the screen all the same. `days` are those
    /// of the answers.
    pub fn replay(&mut self, steps: &[Step], days: BTreeMap<EventId, Day>, now: Timestamp) {
        self.earlier = days;
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
        let Some(turn) = self.course.on_screen.as_ref().map(|showing| showing.turn) else { return };
        let asking = self.asking_of(turn, attempt);
        let session_ms = self.course.spent_ms.saturating_add(attempt.answer_ms);
        let out_of_time = attempt.slow || self.settings.limit_ms.is_some_and(|limit| session_ms >= limit);
        let capped = self.settings.strict && out_of_time;
        let showing = Showing::answered(turn, asking, &self.questions[turn.card].card, attempt, capped, now);
        self.put_on_screen(showing);
        self.accept(attempt.clone(), event.clone(), now);
    }

    /// Whether the card is on the screen now.
    fn bring_to_screen(&mut self, key: &CardKey, now: Timestamp) -> bool {
        let Some(card) = self.questions.iter().position(|question| question.key == *key) else { return false };
        let on_screen = self.course.on_screen.as_ref().map(|showing| showing.turn);
        let was_choice = self.course.on_screen.as_ref().is_some_and(Showing::counts_as_choice);
        if on_screen.is_some_and(|turn| turn.card == card) {
            return true;
        }
        let Some(turn) = self.course.queue.take_card(card) else { return false };
        if let Some(pushed_away) = on_screen {
            self.course.queue.put_first(pushed_away);
            self.course.asked -= usize::from(!pushed_away.again);
            self.course.chosen -= usize::from(was_choice);
        }
        self.course.on_screen = None;
        self.course.asked += usize::from(!turn.again);
        self.put_on_screen(Showing::begin(turn, self.asking(turn), now));
        true
    }

    /// Shows the card in this way, and counts it as asked so, whatever is there now.
    fn put_on_screen(&mut self, showing: Showing) {
        let choices = |showing: &Showing| usize::from(showing.counts_as_choice());
        let before = self.course.on_screen.as_ref().map_or(0, choices);
        self.course.chosen = self.course.chosen + choices(&showing) - before;
        self.course.on_screen = Some(showing);
    }

    /// How the card was asked, and what was given to it.
    fn asking_of(&self, turn: Turn, attempt: &Attempt) -> Asking {
        let card = &self.questions[turn.card].card;
        let seed = self.seed_of(turn.card);
        let hints = usize::from(attempt.hinted);
        let choose = |mut offer: Offer| {
            let place = offer.texts().position(|text| attempt.chosen.as_deref() == Some(text));
            place.into_iter().for_each(|place| offer.choose(place));
            offer
        };
        let asking = match attempt.mode {
            Mode::Recall => None,
            Mode::Typed => Some(Asking::Typed { hints, text: attempt.typed.clone().unwrap_or_default() }),
            Mode::Choice => Offer::choice(card, seed).map(|offer| Asking::Choice(choose(offer))),
            Mode::Predict => Offer::predict(card, seed).map(|(offer, code)| Asking::Predict {
                offer: choose(offer),
                code: Box::new(code),
                text: attempt.typed.clone(),
            }),
        };
        asking.unwrap_or(Asking::Recall { hints })
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
    fn answered(turn: Turn, asking: Asking, card: &Card, attempt: &Attempt, capped: bool, now: Timestamp) -> Showing {
        let mut showing = Showing::begin(turn, asking, now);
        showing.spend(attempt.answer_ms, now);
        // Whatever was given then was enough.
        showing.reveal(attempt.confidence, true, card, now);
        showing.judge_again(attempt, capped, now);
        showing
    }
}

#[cfg(test)]
mod tests;
