//! The options of one showing: shuffled, chosen from, and then solved. It must not know the other ways of asking.

use crate::bank::{Card, Code};
use crate::study::grading::is_same_output;
use crate::study::ways::predictions;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::{IndexedRandom, SliceRandom};

/// More than there are letters for cannot be chosen; the key is always among them.
const MOST_OPTIONS: usize = 10;

/// Options as they may be seen before one is chosen: in their order on the screen, without what is right.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What is asked, where the options bring a question of their own.
    pub ask: Option<String>,
    options: Vec<Solved>,
    chosen: Option<usize>,
}

impl Offer {
    /// The options of a card; `None` where it has none. The same `seed` gives the same order.
    pub(super) fn choice(card: &Card, seed: u64) -> Option<Offer> {
        let options = card.options.as_ref()?;
        let key = Solved { text: options.key.clone(), why: None };
        let wrong = options.distractors.iter();
        let wrong = wrong.map(|wrong| Solved { text: wrong.text.clone(), why: Some(wrong.why.clone()) });
        Some(Offer::shuffled(options.ask.clone(), [key].into_iter().chain(wrong), seed))
    }

    /// One of the card's predictions, with its code and without what that prints; `None` where it has none.
    pub(super) fn predict(card: &Card, seed: u64) -> Option<(Offer, Code)> {
        let all: Vec<_> = predictions(card).collect();
        let (predict, code, output) = *all.choose(&mut Xoshiro256PlusPlus::seed_from_u64(seed))?;
        let key = Solved { text: output.to_owned(), why: None };
        let wrong = predict.wrong.iter();
        let wrong = wrong.map(|wrong| Solved { text: wrong.output.clone(), why: Some(wrong.why.clone()) });
        let (language, source) = (code.language.clone(), code.source.clone());
        let bare = Code { language, source, ..Code::default() };
        Some((Offer::shuffled(None, [key].into_iter().chain(wrong), seed), bare))
    }

    fn shuffled(ask: Option<String>, options: impl Iterator<Item = Solved>, seed: u64) -> Offer {
        let mut options: Vec<Solved> = options.take(MOST_OPTIONS).collect();
        options.shuffle(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
        Offer { ask, options, chosen: None }
    }

    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.options.iter().map(|option| option.text.as_str())
    }

    /// The position of the option that is chosen so far.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// Chooses the option at this position, where there is one.
    pub(super) fn choose(&mut self, place: usize) {
        if place < self.options.len() {
            self.chosen = Some(place);
        }
    }

    /// What is right, now that something was given; who does not know has chosen nothing.
    pub(super) fn solve(self, knows: bool) -> Solution {
        let Offer { ask, options, chosen } = self;
        Solution { ask, options, chosen: chosen.filter(|_| knows), typed: None }
    }

    /// The same for an output that was typed: as good as choosing the option that reads so.
    pub(super) fn solve_typed(self, text: String) -> Solution {
        let Offer { ask, options, .. } = self;
        let chosen = options.iter().position(|option| is_same_output(&text, &option.text));
        Solution { ask, options, chosen, typed: Some(text) }
    }
}

/// One option with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solved {
    pub text: String,
    /// Why it is wrong; `None` for the right one.
    pub why: Option<String>,
}

impl Solved {
    pub fn is_right(&self) -> bool {
        self.why.is_none()
    }
}

/// The options of a showing with their reasons, in the order in which they were offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    pub ask: Option<String>,
    pub options: Vec<Solved>,
    /// The position of the chosen option; `None` where none was, or what was typed is none of them.
    pub chosen: Option<usize>,
    /// The output, where it was typed instead.
    pub typed: Option<String>,
}

impl Solution {
    pub fn chosen(&self) -> Option<&Solved> {
        self.options.get(self.chosen?)
    }

    pub fn is_right(&self) -> bool {
        self.chosen().is_some_and(Solved::is_right)
    }
}

#[cfg(test)]
mod tests {
    use super::Offer;
    use crate::bank::Card;
    use serde_json::json;
    use std::collections::BTreeSet;

    fn card() -> Card {
        let card = json!({
            "id": "C-1", "question": "What?", "answer": "This.",
            "options": {"ask": "Which?", "key": "k", "distractors": [
                {"text": "x", "why": "not x"}, {"text": "y", "why": "not y"}, {"text": "z", "why": "not z"}]},
            "code": [{"name": "one", "language": "python", "source": "print(1)", "output": "1\n"},
                     {"name": "two", "source": "print(2)", "output": "2\n"}],
            "predict": [{"code": "one", "wrong": [{"output": "0\n", "why": "no"}]},
                        {"code": "two", "wrong": [{"output": "3\n", "why": "no"}]}]
        });
        serde_json::from_value(card).expect("a card")
    }

    #[test]
    fn the_seed_decides_the_order_and_the_key_stands_everywhere() {
        let offer = |seed| Offer::choice(&card(), seed).expect("it has options");
        let texts = |seed| offer(seed).texts().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(texts(3), texts(3));
        let places: BTreeSet<usize> =
            (0..40).filter_map(|seed| texts(seed).iter().position(|text| text == "k")).collect();
        assert_eq!(places.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
        let mut sorted = texts(5);
        sorted.sort();
        assert_eq!(sorted, ["k", "x", "y", "z"]);
    }

    #[test]
    fn only_the_key_is_right_and_every_other_option_has_its_reason() {
        for place in 0..4 {
            let mut offer = Offer::choice(&card(), 1).expect("it has options");
            offer.choose(place);
            offer.choose(99);
            let solution = offer.solve(true);
            let chosen = solution.chosen().expect("one was chosen");
            assert_eq!(solution.is_right(), chosen.text == "k");
            assert_eq!(chosen.why.clone(), (chosen.text != "k").then(|| format!("not {}", chosen.text)));
        }
    }

    #[test]
    fn who_does_not_know_has_chosen_nothing() {
        let mut offer = Offer::choice(&card(), 1).expect("it has options");
        offer.choose(0);
        assert_eq!(offer.solve(false).chosen(), None);
    }

    #[test]
    fn every_prediction_is_asked_for_by_some_seed() {
        let sources: BTreeSet<String> =
            (0..20).filter_map(|seed| Offer::predict(&card(), seed)).map(|(_, code)| code.source).collect();
        assert_eq!(sources.into_iter().collect::<Vec<_>>(), ["print(1)", "print(2)"]);
    }

    #[test]
    fn a_typed_output_counts_as_the_option_that_reads_so() {
        let solve = |text: &str| {
            let (offer, code) = Offer::predict(&card(), 1).expect("it predicts");
            let own = code.source.replace("print(", "").replace(')', "");
            let solution = offer.solve_typed(text.replace('#', &own));
            (solution.is_right(), solution.chosen.is_some())
        };
        assert_eq!(solve("#"), (true, true));
        assert_eq!(solve("#\n"), (true, true));
        assert_eq!(solve("##"), (false, false));
        assert_eq!(solve(""), (false, false));
    }
}
