//! An empty card for a slot: every section, each line saying what belongs there; and the rule that names the lines which still
//! say so. It must not know where the card is written.

use super::copied::texts;
use super::{Place, Report, Slot, Vocabulary};
use crate::bank::section::Section;
use crate::bank::{
    Card, Code, Distractor, FollowUp, KeyPoint, Mistake, Options, Predict, Run, Said, UnknownFields, WrongOutput,
};

/// What a line that waits for its writer says, and no other.
const PLACEHOLDER: &str = "FILL IN";

const STEPS: [(&str, &str); 4] = [
    ("Symptom", "what is seen in production"),
    ("Find", "how the cause is found"),
    ("Fix", "what is changed"),
    ("Prevent", "what keeps it from coming back; the case in 60 to 150 words"),
];

fn wait_for(what: &str) -> String {
    format!("{PLACEHOLDER} {what}")
}

/// A card that has everything but its words. Its difficulty is left out: no number says that it is none.
pub fn empty(id: &str, slot: &Slot) -> Card {
    let point = |must, what: &str| KeyPoint {
        must,
        text: wait_for(what),
        cues: vec![vec![wait_for("words of a right answer")]],
        unknown: UnknownFields::new(),
    };
    let output = |text: &str| format!("{}\n", wait_for(text));
    let wrong = |text: &str| WrongOutput {
        output: output(text),
        why: wait_for("the misconception"),
        unknown: UnknownFields::new(),
    };
    let distractor = || Distractor {
        text: wait_for("what people really believe"),
        why: wait_for("why it is wrong"),
        unknown: UnknownFields::new(),
    };
    let mistake = || Mistake {
        claim: wait_for("a claim or habit"),
        correction: Some(wait_for("what is right")),
        unknown: UnknownFields::new(),
    };
    let follow_up = |card: Option<&str>, answer: Option<&str>| FollowUp {
        question: wait_for("what is asked next?"),
        card: card.map(wait_for),
        answer: answer.map(wait_for),
        unknown: UnknownFields::new(),
    };
    let printed = "what the code prints";
    Card {
        id: id.to_owned(),
        question: wait_for(&format!("one question about: {}?", slot.subject.trim_end_matches('?'))),
        technology: Some(slot.technology.clone()),
        topic: Some(slot.topic.clone()),
        level: Some(slot.level),
        answer: Some(wait_for("the claim first, then what it rests on, in 25 to 75 words.")),
        key_points: vec![
            point(true, "a point that a good answer has to say"),
            point(true, "another, of 2 to 5 such points"),
            point(false, "a point that it may add"),
        ],
        said: Some(Said {
            right: Some(wait_for("a right answer in other words, which ticks every must point")),
            wrong: Some(wait_for("a wrong answer, which ticks none")),
            unknown: UnknownFields::new(),
        }),
        explanation: Some(format!(
            "{}\n\n{}",
            wait_for("the mechanism, not the answer again."),
            wait_for("2 to 5 paragraphs of it, in 110 to 300 words.")
        )),
        code: vec![Code {
            name: Some("demo".to_owned()),
            language: Some("python".to_owned()),
            source: format!("print(\"{}\")\n", wait_for(printed)),
            output: Some(output(printed)),
            run: Some(Run { min: Some("3.8".to_owned()), ..Run::default() }),
            ..Code::default()
        }],
        predict: vec![Predict {
            code: "demo".to_owned(),
            wrong: vec![wrong("a wrong output"), wrong("another wrong output")],
            unknown: UnknownFields::new(),
        }],
        options: Some(Options {
            ask: Some(wait_for("a stem that can be answered with the options covered?")),
            key: wait_for("the right one, as long as the others"),
            distractors: vec![distractor(), distractor()],
            unknown: UnknownFields::new(),
        }),
        example: Some(wait_for("one concrete system, in 40 to 110 words.")),
        mistakes: vec![mistake(), mistake(), mistake()],
        scenario: Some(STEPS.map(|(step, what)| format!("{step}: {}", wait_for(what))).join("\n")),
        follow_ups: vec![
            follow_up(Some("the id of the card that answers it"), None),
            follow_up(None, Some("an answer of at most 40 words.")),
        ],
        needs: vec![wait_for("ids of easier cards to know first; or delete the line")],
        contrast: vec![wait_for("ids of cards that get confused with this one; or delete the line")],
        tags: vec![wait_for("2 to 6 tags of tags.tsv")],
        applies: vec![wait_for("the versions that the card is true of: Python >=3.8")],
        checked: Some(wait_for("the date and what was run: 2026-11-20 on 3.12.1")),
        sources: vec![wait_for("document and section: Python docs, Coroutines and tasks, \"Coroutines\"")],
        ..Card::default()
    }
}

/// Names every line that still waits for its writer.
pub fn placeholder(card: &Card, _: &Vocabulary, report: &mut Report) {
    for (place, text) in all_texts(card) {
        // One line may wait in two halves, a claim and its correction: the first says enough.
        if let Some((_, what)) = text.split_once(PLACEHOLDER)
            && report.found.iter().all(|(other, _)| *other != place)
        {
            let what = what.split(PLACEHOLDER).next().unwrap_or_default().lines().next().unwrap_or_default();
            let what = what.trim().trim_end_matches(['.', '?', ')', '"']);
            report.add(place, format!("still to be written: {what}"));
        }
    }
}

/// Every text of a card with its place, code and facts among them.
fn all_texts(card: &Card) -> Vec<(Place, String)> {
    let mut all = texts(card);
    all.retain(|(place, _)| *place != Place::Section(Section::Scenario));
    for line in card.scenario.iter().flat_map(|text| text.lines()) {
        let step = STEPS.iter().find(|(step, _)| line.starts_with(step));
        let place = step.map_or(Place::Section(Section::Scenario), |(step, _)| Place::Line(Section::Scenario, step));
        all.push((place, line.to_owned()));
    }
    for (index, point) in card.key_points.iter().enumerate() {
        all.extend(point.cues.iter().flatten().map(|cue| (Place::Item(Section::KeyPoints, index), cue.clone())));
    }
    for (index, block) in card.code.iter().enumerate() {
        let output = block.output.as_deref().unwrap_or_default();
        all.push((Place::Item(Section::Code, index), format!("{}{output}", block.source)));
    }
    for (index, predict) in card.predict.iter().enumerate() {
        let wrong = predict.wrong.iter().map(|wrong| format!("{}{}", wrong.output, wrong.why));
        all.extend(wrong.map(|text| (Place::Item(Section::Predict, index), text)));
    }
    for (index, follow_up) in card.follow_ups.iter().enumerate() {
        all.extend(follow_up.card.iter().map(|card| (Place::Item(Section::FollowUps, index), card.clone())));
    }
    let lists: [(Place, &[String]); 6] = [
        (Place::Line(Section::Links, "Needs"), &card.needs),
        (Place::Line(Section::Links, "Contrast"), &card.contrast),
        (Place::Line(Section::Links, "Tags"), &card.tags),
        (Place::Line(Section::Facts, "Applies"), &card.applies),
        (Place::Line(Section::Facts, "Checked"), card.checked.as_slice()),
        (Place::Line(Section::Facts, "Source"), &card.sources),
    ];
    for (place, names) in lists {
        all.extend(names.iter().map(|name| (place, name.clone())));
    }
    all
}
