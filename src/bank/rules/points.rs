//! The cues' own test: which texts of a card tick its must points, and which may not. It must not know how a cue matches.

use super::{Place, Report, Vocabulary};
use crate::bank::cues::{self, Mark};
use crate::bank::section::Section;
use crate::bank::{Card, KeyPoint};

pub fn key_points(card: &Card, _: &Vocabulary, report: &mut Report) {
    let place = Place::Section(Section::KeyPoints);
    let count = card.key_points.len();
    if !(3..=7).contains(&count) {
        report.add(place, format!("{count} key points; a card has 3 to 7"));
    }
    let must = card.must_points().count();
    if !(2..=5).contains(&must) {
        report.add(place, format!("{must} must points (!); a card has 2 to 5"));
    }
    for (index, KeyPoint { text, cues, .. }) in card.key_points.iter().enumerate() {
        let place = Place::Item(Section::KeyPoints, index);
        let characters = text.chars().count();
        if !(1..=110).contains(&characters) {
            report.add(place, format!("{characters} characters; a key point has 1 to 110"));
        }
        if cues.is_empty() {
            report.add(place, "give the key point a cue: text :: word | other words");
        }
    }
}

/// A part without a word would never occur, and with it its alternative.
pub fn cues(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (index, point) in card.key_points.iter().enumerate() {
        for alternative in &point.cues {
            if alternative.is_empty() || !alternative.iter().all(|part| cues::can_match(part)) {
                let message = format!("the cue \"{}\" has a part without a word", alternative.join(" + "));
                report.add(Place::Item(Section::KeyPoints, index), message);
            }
        }
    }
}

/// The must points with what a text says about them.
fn must_marks(card: &Card, text: &str) -> Vec<(usize, Mark)> {
    let marks = cues::points(&card.key_points, text);
    marks.into_iter().enumerate().filter(|&(index, _)| card.key_points[index].must).collect()
}

fn must_tick_all(card: &Card, text: &str, place: Option<Place>, what: &str, report: &mut Report) {
    for (index, mark) in must_marks(card, text) {
        if !mark.ticks() {
            let why = if mark.asks() { "says it only after a negation" } else { "holds none of its cues" };
            let place = place.unwrap_or(Place::Item(Section::KeyPoints, index));
            let point = &card.key_points[index].text;
            report.add(place, format!("{what} does not tick the must point {point:?}: it {why}"));
        }
    }
}

fn must_tick_none(card: &Card, text: &str, place: Place, what: &str, report: &mut Report) {
    for (index, mark) in must_marks(card, text) {
        if mark.ticks() {
            let words = quoted(&mark, text);
            let point = &card.key_points[index].text;
            report.add(place, format!("{what} ticks the must point {point:?} with {words}; narrow the cue"));
        }
    }
}

/// The words of a text that made a mark.
fn quoted(mark: &Mark, text: &str) -> String {
    let words: Vec<&str> = mark.spans().iter().map(|span| &text[span.clone()]).collect();
    format!("\"{}\"", words.join(" … "))
}

pub fn own_words(card: &Card, _: &Vocabulary, report: &mut Report) {
    let pieces = [card.answer.as_deref(), card.explanation.as_deref()];
    let text = pieces.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    must_tick_all(card, &text, None, "the card's own answer with its explanation", report);
}

pub fn giveaway(card: &Card, _: &Vocabulary, report: &mut Report) {
    must_tick_none(card, &card.question, Place::Question, "the question alone", report);
}

pub fn said(card: &Card, _: &Vocabulary, report: &mut Report) {
    let said = card.said.clone().unwrap_or_default();
    match said.right.as_deref() {
        Some(right) => must_tick_all(card, right, Some(Place::Item(Section::Said, 0)), "the right answer (=)", report),
        None => report.add(Place::Section(Section::Said), "give a right answer in other words: = …"),
    }
    match said.wrong.as_deref() {
        Some(wrong) => must_tick_none(card, wrong, Place::Item(Section::Said, 1), "the wrong answer (x)", report),
        None => report.add(Place::Section(Section::Said), "give a wrong answer as people say it: x …"),
    }
}

/// A wrong option or a listed mistake that ticks two points would pass for an answer.
pub fn near_miss(card: &Card, _: &Vocabulary, report: &mut Report) {
    let distractors = card.options.iter().flat_map(|options| &options.distractors).enumerate();
    let distractors =
        distractors.map(|(index, one)| (Place::Item(Section::Options, index + 1), "the distractor", &one.text));
    // Only the claim: a correction says what is right.
    let mistakes = card.mistakes.iter().enumerate();
    let mistakes = mistakes.map(|(index, one)| (Place::Item(Section::Mistakes, index), "the mistake", &one.claim));
    for (place, what, text) in distractors.chain(mistakes) {
        let ticked = must_marks(card, text).iter().filter(|(_, mark)| mark.ticks()).count();
        if ticked > 1 {
            report.add(place, format!("{what} ticks {ticked} must points, at most 1 may be; narrow their cues"));
        }
    }
}
