//! In which way a card is asked: which ways it has, and which is the hardest that a person is ready for. It must not know
//! the session.

use super::event::{Mode, Verdict};
use super::filter::Part;
use super::progress::Progress;
use crate::bank::{Card, Code, Predict};
use serde::{Deserialize, Serialize};

/// Of what a mixed run has asked, at most so many in so many are choices: recognizing is easier than recalling.
const CHOICES: (usize, usize) = (2, 5);

/// How the cards of a run are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ways {
    /// Each card in the hardest way that the person is ready for.
    #[default]
    Mixed,
    /// All in one way, as far as the cards have it.
    All(Mode),
}

impl Ways {
    /// What a card has to have to be asked so.
    pub fn part(self) -> Option<Part> {
        match self {
            Ways::All(Mode::Choice) => Some(Part::Options),
            Ways::All(Mode::Predict) => Some(Part::Predict),
            Ways::All(Mode::Recall | Mode::Typed) | Ways::Mixed => None,
        }
    }

    /// The way of a card that is asked for the first time in its run, after `asked` others of which `chosen` were choices. A
    /// card that lacks the wanted way is recalled.
    pub fn first(self, card: &Card, progress: &Progress, asked: usize, chosen: usize) -> Mode {
        let wanted = match self {
            Ways::All(mode) => mode,
            Ways::Mixed => hardest(card, progress),
        };
        let (most, of) = CHOICES;
        let is_spent = self == Ways::Mixed && (chosen + 1) * of > (asked + 1) * most;
        if has(card, wanted) && (wanted.is_free() || !is_spent) { wanted } else { Mode::Recall }
    }

    /// The way of a card that was missed and comes back: in a mixed run it was just read, and is to be recalled now.
    pub fn again(self, card: &Card) -> Mode {
        match self {
            Ways::All(mode) if has(card, mode) => mode,
            Ways::All(_) | Ways::Mixed => Mode::Recall,
        }
    }
}

/// The hardest way that the person is ready for: from choosing over predicting and recalling up to writing it down.
fn hardest(card: &Card, progress: &Progress) -> Mode {
    let readable = card.must_points().next().is_some() && card.must_points().all(|(_, point)| !point.cues.is_empty());
    let wanted = match progress.last {
        None => Mode::Recall,
        Some(Verdict::Wrong) if has(card, Mode::Choice) => Mode::Choice,
        Some(Verdict::Wrong | Verdict::Partly) => Mode::Predict,
        Some(Verdict::Right) if progress.ready && readable => Mode::Typed,
        Some(Verdict::Right) => Mode::Recall,
    };
    if has(card, wanted) { wanted } else { Mode::Recall }
}

/// Whether a card can be asked in this way.
pub fn has(card: &Card, mode: Mode) -> bool {
    match mode {
        Mode::Recall | Mode::Typed => true,
        Mode::Choice => card.options.as_ref().is_some_and(|options| !options.distractors.is_empty()),
        Mode::Predict => predictions(card).next().is_some(),
    }
}

/// The predictions that the card can ask for, each with its code and what that prints.
pub fn predictions(card: &Card) -> impl Iterator<Item = (&Predict, &Code, &str)> {
    card.predict.iter().filter(|predict| !predict.wrong.is_empty()).filter_map(|predict| {
        let code = card.code.iter().find(|code| code.name.as_ref() == Some(&predict.code))?;
        Some((predict, code, code.output.as_deref()?))
    })
}

#[cfg(test)]
mod tests {
    use super::{Mode, Progress, Verdict, Ways};
    use crate::bank::Card;
    use serde_json::json;

    /// A card with the parts that `parts` names: `options`, `predict`, `cues`, `points` without cues.
    fn card(parts: &str) -> Card {
        let has = |part| parts.split_whitespace().any(|one| one == part);
        let mut card = json!({"id": "C-1", "question": "What?", "answer": "This."});
        if has("options") {
            card["options"] = json!({"key": "yes", "distractors": [{"text": "no", "why": "it is not"}]});
        }
        if has("predict") {
            card["code"] = json!([{"name": "demo", "source": "print(1)", "output": "1\n"}]);
            card["predict"] = json!([{"code": "demo", "wrong": [{"output": "2\n", "why": "it is one"}]}]);
        }
        if has("cues") || has("points") {
            let cues = if has("cues") { json!([["one"]]) } else { json!([]) };
            card["key_points"] = json!([{"must": true, "text": "a point", "cues": cues}]);
        }
        serde_json::from_value(card).expect("a card")
    }

    fn progress(last: Option<Verdict>, ready: bool) -> Progress {
        Progress { last, ready, attempts: u32::from(last.is_some()), ..Progress::default() }
    }

    #[track_caller]
    fn check(parts: &str, last: Option<Verdict>, ready: bool, expected: Mode) {
        let way = Ways::Mixed.first(&card(parts), &progress(last, ready), 100, 0);
        assert_eq!(way, expected, "{parts:?}, {last:?}, ready: {ready}");
    }

    #[test]
    fn a_new_card_is_recalled() {
        check("", None, false, Mode::Recall);
        check("options predict cues", None, false, Mode::Recall);
    }

    #[test]
    fn the_better_it_went_the_harder_it_is_asked() {
        let all = "options predict cues";
        check(all, Some(Verdict::Wrong), false, Mode::Choice);
        check(all, Some(Verdict::Partly), false, Mode::Predict);
        check(all, Some(Verdict::Right), false, Mode::Recall);
        check(all, Some(Verdict::Right), true, Mode::Typed);
    }

    #[test]
    fn a_way_that_the_card_lacks_gives_way_to_a_harder_one() {
        check("predict", Some(Verdict::Wrong), false, Mode::Predict);
        check("", Some(Verdict::Wrong), false, Mode::Recall);
        check("options", Some(Verdict::Partly), false, Mode::Recall);
    }

    #[test]
    fn without_cues_nothing_reads_what_is_typed() {
        check("points", Some(Verdict::Right), true, Mode::Recall);
        check("", Some(Verdict::Right), true, Mode::Recall);
    }

    #[test]
    fn at_most_two_in_five_of_a_mixed_run_are_choices() {
        for (asked, chosen, expected) in [
            (0, 0, Mode::Recall),
            (1, 0, Mode::Recall),
            (2, 0, Mode::Choice),
            (3, 1, Mode::Recall),
            (4, 1, Mode::Choice),
            (9, 3, Mode::Choice),
            (9, 4, Mode::Recall),
        ] {
            let way = Ways::Mixed.first(&card("options"), &progress(Some(Verdict::Wrong), false), asked, chosen);
            assert_eq!(way, expected, "{chosen} of {asked} were choices");
        }
    }

    #[test]
    fn a_run_of_one_way_asks_all_cards_so_that_have_it() {
        for (mode, parts, expected) in [
            (Mode::Choice, "options", Mode::Choice),
            (Mode::Choice, "predict", Mode::Recall),
            (Mode::Predict, "predict", Mode::Predict),
            (Mode::Predict, "options", Mode::Recall),
            (Mode::Typed, "", Mode::Typed),
            (Mode::Recall, "options predict cues", Mode::Recall),
        ] {
            let card = card(parts);
            assert_eq!(Ways::All(mode).first(&card, &Progress::default(), 0, 0), expected, "{mode:?} of {parts}");
            assert_eq!(Ways::All(mode).again(&card), expected, "{mode:?} of {parts}, again");
        }
        assert_eq!(Ways::Mixed.again(&card("options predict")), Mode::Recall);
    }

    #[test]
    fn code_whose_output_is_unknown_cannot_be_predicted() {
        let mut card = card("predict");
        card.code[0].output = None;
        assert_eq!(Ways::All(Mode::Predict).first(&card, &Progress::default(), 0, 0), Mode::Recall);
    }
}
