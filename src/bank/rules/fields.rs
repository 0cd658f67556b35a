//! The limits of each field: counts, lengths and forms. It must not know what the words mean.

use super::prose::{paragraphs, word_count};
use super::{Place, Report, Vocabulary};
use crate::bank::section::Section;
use crate::bank::{Card, FollowUp, Level};
use std::ops::RangeInclusive;

/// Reports a count that is out of its limits.
fn hold(report: &mut Report, place: Place, what: &str, count: usize, limits: RangeInclusive<usize>) {
    let (least, most) = (limits.start(), limits.end());
    if count < *least {
        report.add(place, format!("{what}: {count} are fewer than {least}; the limits are {least} to {most}"));
    } else if count > *most {
        report.add(place, format!("{what}: {count} are more than {most}; the limits are {least} to {most}"));
    }
}

/// The words of a section that every card has.
fn required<'a>(report: &mut Report, section: Section, text: Option<&'a str>) -> Option<&'a str> {
    let text = text.filter(|text| !text.trim().is_empty());
    if text.is_none() {
        report.add(Place::Section(section), format!("write the section {}", section.label()));
    }
    text
}

/// What keeps a text from being one question; `None` if it is one.
pub fn no_question(text: &str) -> Option<&'static str> {
    match text.matches('?').count() {
        0 => Some("end it with a question mark"),
        1 if text.ends_with('?') => None,
        1 => Some("let its question mark be its end"),
        _ => Some("let it have one question mark only, at its end"),
    }
}

pub fn id(card: &Card, _: &Vocabulary, report: &mut Report) {
    let id = &card.id;
    if !is_id(id) {
        let form = "a capital and 1 to 5 capitals or digits, perhaps a second such part of 2 to 6, then 3 or 4 digits";
        report.add(Place::Id, format!("the id {id:?} has not the form PY-ASYNC-006: {form}"));
    } else if let Some(part) = id.split('-').find(|part| ["BEG", "INT", "ADV", "BEGIN", "INTER"].contains(part)) {
        report.add(Place::Id, format!("the id {id} speaks of the level with {part:?}; name the topic instead"));
    }
}

fn is_id(id: &str) -> bool {
    let parts: Vec<&str> = id.split('-').collect();
    let (area, topic, number) = match parts[..] {
        [area, number] => (area, None, number),
        [area, topic, number] => (area, Some(topic), number),
        _ => return false,
    };
    let capitals = |part: &str, lengths: RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    capitals(area, 2..=6)
        && area.starts_with(|c: char| c.is_ascii_uppercase())
        && topic.is_none_or(|topic| capitals(topic, 2..=6))
        && (3..=4).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

pub fn question(card: &Card, _: &Vocabulary, report: &mut Report) {
    hold(report, Place::Question, "characters of the question", card.question.chars().count(), 20..=160);
    if let Some(advice) = no_question(&card.question) {
        report.add(Place::Question, format!("the question: {advice}"));
    }
}

pub fn header(card: &Card, vocabulary: &Vocabulary, report: &mut Report) {
    let (Some(technology), Some(topic), Some(_)) = (&card.technology, &card.topic, card.level) else {
        report.add(Place::Header, "write a line with technology, topic and level: Python · asyncio · Advanced");
        return;
    };
    if vocabulary.is_empty() {
        return;
    }
    if !vocabulary.has_technology(technology) {
        let known: Vec<&str> = vocabulary.technologies().into_iter().collect();
        report.add(Place::Header, format!("no technology {technology:?}; the bank has {}", known.join(", ")));
    } else if !vocabulary.has_topic(technology, topic) {
        report.add(Place::Header, format!("{technology} has no topic {topic:?}; take one of data/blueprint.tsv"));
    }
}

pub fn difficulty(card: &Card, _: &Vocabulary, report: &mut Report) {
    let Some(difficulty) = card.difficulty else {
        report.add(Place::Difficulty, "write the difficulty as a line of its own: 7/10");
        return;
    };
    let Some(level) = card.level else { return };
    let limits = match level {
        Level::Beginner => 1..=4,
        Level::Intermediate => 3..=7,
        Level::Advanced => 6..=10,
    };
    if !limits.contains(&difficulty) {
        let (least, most) = (limits.start(), limits.end());
        let message = format!("difficulty {difficulty} does not fit {}: {least} to {most}", level.title());
        report.add(Place::Difficulty, message);
    }
}

pub fn answer(card: &Card, _: &Vocabulary, report: &mut Report) {
    let place = Place::Section(Section::Answer);
    let Some(answer) = required(report, Section::Answer, card.answer.as_deref()) else { return };
    hold(report, place, "words of the answer", word_count(answer), 25..=75);
    let start = answer.trim_start().to_lowercase();
    if ["it depends", "that depends", "this depends", "depends"].iter().any(|words| start.starts_with(words)) {
        report.add(place, "begin the answer with the claim; say on what it depends afterwards");
    }
}

pub fn explanation(card: &Card, _: &Vocabulary, report: &mut Report) {
    let place = Place::Section(Section::Explanation);
    let Some(text) = required(report, Section::Explanation, card.explanation.as_deref()) else { return };
    hold(report, place, "words of the explanation", word_count(text), 110..=300);
    hold(report, place, "paragraphs of the explanation", paragraphs(text), 2..=5);
}

pub fn example(card: &Card, _: &Vocabulary, report: &mut Report) {
    if let Some(text) = &card.example {
        hold(report, Place::Section(Section::Example), "words of the example", word_count(text), 40..=110);
    }
}

pub fn mistakes(card: &Card, _: &Vocabulary, report: &mut Report) {
    hold(report, Place::Section(Section::Mistakes), "mistakes", card.mistakes.len(), 3..=5);
    for (index, mistake) in card.mistakes.iter().enumerate() {
        if mistake.correction.as_deref().is_none_or(|text| text.trim().is_empty()) {
            report.add(Place::Item(Section::Mistakes, index), "say what is right after the claim: claim -- correction");
        }
    }
}

pub fn scenario(card: &Card, _: &Vocabulary, report: &mut Report) {
    const STEPS: [&str; 4] = ["Symptom", "Find", "Fix", "Prevent"];
    let Some(text) = &card.scenario else { return };
    hold(report, Place::Section(Section::Scenario), "words of the scenario", word_count(text), 60..=150);
    let steps: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_once(':').map(|(step, _)| step))
        .filter(|step| STEPS.contains(step))
        .collect();
    if steps != STEPS {
        let message = format!("tell the case in four lines, in this order: {}:", STEPS.join(": … "));
        report.add(Place::Section(Section::Scenario), message);
    }
}

/// A core card has at least one follow-up, a full one two; which of the two a card is, no field says.
pub fn follow_ups(card: &Card, _: &Vocabulary, report: &mut Report) {
    let least = if is_full_but_for_follow_ups(card) { 2 } else { 1 };
    hold(report, Place::Section(Section::FollowUps), "follow-ups", card.follow_ups.len(), least..=4);
    for (index, FollowUp { question, card, answer, .. }) in card.follow_ups.iter().enumerate() {
        let place = Place::Item(Section::FollowUps, index);
        if let Some(advice) = no_question(question) {
            report.add(place, format!("the follow-up: {advice}"));
        }
        match (card, answer) {
            (None, None) => report.add(place, "link the follow-up to a card (? -> ID) or answer it (? = answer)"),
            (_, Some(answer)) => hold(report, place, "words of the follow-up's answer", word_count(answer), 1..=40),
            (Some(_), None) => {}
        }
    }
}

/// Code or options, an example, and a scenario (which a beginner's card does not need).
fn is_full_but_for_follow_ups(card: &Card) -> bool {
    (!card.code.is_empty() || card.options.is_some())
        && card.example.is_some()
        && (card.scenario.is_some() || card.level == Some(Level::Beginner))
}

pub fn facts(card: &Card, _: &Vocabulary, report: &mut Report) {
    let place = |line| Place::Line(Section::Facts, line);
    if card.applies.iter().all(|applies| applies.trim().is_empty()) {
        report.add(place("Applies"), "say what the card applies to, such as Applies: Python >=3.8");
    }
    match card.checked.as_deref() {
        None => report.add(place("Checked"), "say when and on what the card was checked"),
        Some(checked) if !is_checked(checked) => report.add(
            place("Checked"),
            "write a date, then the versions that were run or what was read: 2026-11-20 on 3.12.1, 3.13.0, or \
             2026-11-20 from the documentation, not run",
        ),
        Some(_) => {}
    }
    hold(report, place("Source"), "sources", card.sources.len(), 1..=4);
    for source in &card.sources {
        // A document alone cannot be looked up; PEPs and RFCs are short enough to stand alone.
        let numbered = source.starts_with("PEP ") || source.starts_with("RFC ");
        if !numbered && !source.contains([',', '"']) {
            report.add(place("Source"), format!("name document and section, not {source:?} alone"));
        }
    }
}

fn is_checked(checked: &str) -> bool {
    let Some((date, rest)) = checked.split_once(' ') else { return false };
    is_date(date) && (checked_versions(rest) > 0 || rest.contains("not run"))
}

fn checked_versions(text: &str) -> usize {
    let Some((_, versions)) = text.split_once("on ") else { return 0 };
    versions
        .split([' ', ',', ';'])
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.'))
        .count()
}

fn is_date(date: &str) -> bool {
    let parts: Vec<Option<u32>> =
        date.split('-').map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?).collect();
    date.len() == 10 && matches!(parts[..], [Some(2000..), Some(1..=12), Some(1..=31)])
}
