//! What a person does with the card on screen before it is judged: asks for a hint, writes, chooses, reveals, ticks. It must
//! not know which card comes next.

use super::{Asking, Offer, Phase, Rating, Session, Showing, Timestamp};
use crate::study::event::{Confidence, Mode};
use crate::study::ways::{self, Ways};

impl Session {
    /// Time has run out in a strict run: the front end is to reveal now.
    pub fn reveal_due(&self, now: Timestamp) -> bool {
        self.settings.strict && self.phase().is_asking() && {
            let clocks = self.clocks(now);
            clocks.slow || clocks.limit_ms.is_some_and(|limit| clocks.session_ms >= limit)
        }
    }

    /// Shows the answer. False, and without effect, where there is nothing to check yet: an option has to be chosen first, or
    /// an output typed. Who does not know needs neither, and when time has run out what was given counts as it stands.
    pub fn reveal(&mut self, confidence: Option<Confidence>, now: Timestamp) -> bool {
        let out_of_time = self.reveal_due(now);
        let Some(showing) = &mut self.course.on_screen else { return false };
        showing.reveal(confidence, out_of_time, &self.questions[showing.turn.card].card, now)
    }

    /// Shows the next must point before the answer, and marks the answer as hinted. False where there is none to show.
    pub fn hint(&mut self) -> bool {
        let Some(showing) = &mut self.course.on_screen else { return false };
        let points = self.questions[showing.turn.card].card.must_points().count();
        match showing.asking() {
            Some(Asking::Recall { hints } | Asking::Typed { hints, .. }) if *hints < points => *hints += 1,
            _ => return false,
        }
        true
    }

    /// The must points that were shown as hints, and how many there are.
    pub fn hints(&self) -> (Vec<&str>, usize) {
        let Some((showing, Phase::Asking(asking))) = self.on_screen() else { return (Vec::new(), 0) };
        let points = self.questions[showing.turn.card].card.must_points();
        let points: Vec<&str> = points.map(|(_, point)| point.text.as_str()).collect();
        (points[..asking.hints().min(points.len())].to_vec(), points.len())
    }

    /// Lets the answer be written: a card that was to be said aloud, or an output that was to be chosen.
    pub fn begin_typing(&mut self) {
        let Some(asking) = self.course.on_screen.as_mut().and_then(Showing::asking) else { return };
        match asking {
            Asking::Recall { hints } => *asking = Asking::Typed { hints: *hints, text: String::new() },
            Asking::Predict { text, .. } => drop(text.get_or_insert_default()),
            Asking::Typed { .. } | Asking::Choice(_) => {}
        }
    }

    /// All that stands in the text field now.
    pub fn write(&mut self, written: &str) {
        let asking = self.course.on_screen.as_mut().and_then(Showing::asking);
        if let Some(Asking::Typed { text, .. } | Asking::Predict { text: Some(text), .. }) = asking {
            written.clone_into(text);
        }
    }

    /// Whether the options of the card on screen can be had instead of what is asked.
    pub fn has_options_instead(&self) -> bool {
        let Some((showing, Phase::Asking(asking))) = self.on_screen() else { return false };
        match asking {
            Asking::Recall { .. } | Asking::Typed { .. } => {
                let card = &self.questions[showing.turn.card].card;
                let nothing_written = asking.text().is_none_or(|text| text.trim().is_empty());
                self.settings.ways == Ways::Mixed && nothing_written && ways::has(card, Mode::Choice)
            }
            Asking::Predict { text, .. } => text.is_some(),
            Asking::Choice(_) => false,
        }
    }

    /// Shows the options instead: the card then counts as chosen from them.
    pub fn show_options(&mut self) {
        if !self.has_options_instead() {
            return;
        }
        let Some(showing) = &self.course.on_screen else { return };
        let (card, again) = (showing.turn.card, showing.turn.again);
        let offer = Offer::choice(&self.questions[card].card, self.seed_of(card));
        let Some(asking) = self.course.on_screen.as_mut().and_then(Showing::asking) else { return };
        match (asking, offer) {
            (Asking::Predict { text, .. }, _) => *text = None,
            (asking, Some(offer)) => {
                *asking = Asking::Choice(offer);
                self.course.chosen += usize::from(!again);
            }
            (_, None) => {}
        }
    }

    /// Chooses the option at this position on the screen; another choice takes its place.
    pub fn choose(&mut self, place: usize) {
        let asking = self.course.on_screen.as_mut().and_then(Showing::asking);
        if let Some(Asking::Choice(offer) | Asking::Predict { offer, text: None, .. }) = asking {
            offer.choose(place);
        }
    }

    /// Ticks a key point, or takes its tick away; `place` is its position among all key points, and behind them among the
    /// listed mistakes where these are offered.
    pub fn tick(&mut self, place: usize) {
        if let Some(showing) = &mut self.course.on_screen {
            let card = &self.questions[showing.turn.card].card;
            showing.tick(place, card);
        }
    }

    /// The rating that Enter would take.
    pub fn proposal(&self) -> Option<Rating> {
        let showing = self.course.on_screen.as_ref()?;
        showing.proposal(&self.questions[showing.turn.card].card, &self.settings)
    }

    /// The best rating that the answer on screen can get: Hard where a strict clock ran out.
    pub fn best_rating(&self) -> Rating {
        self.course.on_screen.as_ref().map_or(Rating::Easy, Showing::best)
    }

    fn on_screen(&self) -> Option<(&Showing, &Phase)> {
        self.course.on_screen.as_ref().map(|showing| (showing, showing.phase()))
    }
}
