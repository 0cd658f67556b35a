//! `qbank show`: cards by id, whole. It must not know how they are stored.

use super::Refused;
use super::json::harmless;
use super::report::{printable, printable_lines};
use crate::bank::section::Section;
use crate::bank::{Bank, Card, SHIPPED, json};
use crate::library::{Found, Held, Library};
use crate::study::event::CardKey;
use anyhow::{Error, Result};
use std::io::Write;

/// Prints the cards of these ids (`ID`, or `SOURCE:ID` where several sources have it); with `json` as one bank.
///
/// # Errors
/// When an id is unknown or not unique, the library cannot be read, or the output cannot be written.
pub fn run(library: &Library, ids: &[String], json: bool, out: &mut impl Write) -> Result<()> {
    let cards = ids.iter().map(|id| find(library, id)).collect::<Result<Vec<Held>>>()?;
    if json {
        let mut bank = Bank::new(SHIPPED);
        bank.cards.extend(cards.into_iter().map(|held| Card { source: Some(held.key.source), ..held.card }));
        out.write_all(harmless(json::write(&bank)).as_bytes())?;
        return Ok(());
    }
    for (number, held) in cards.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        print(held, out)?;
    }
    Ok(())
}

/// A card by `ID` or `SOURCE:ID`.
///
/// # Errors
/// [`Refused`] when there is no such card or there are several.
pub fn find(library: &Library, id: &str) -> Result<Held> {
    if let Some((source, own)) = id.split_once(':') {
        let key = CardKey { source: source.to_owned(), id: own.to_owned() };
        if let Some(held) = library.card(&key)? {
            return Ok(held);
        }
    }
    match library.find(id)? {
        Found::Card(held) => Ok(*held),
        Found::Nothing => {
            // The query language knows the nearest ids.
            crate::practice::read(library, &format!("id:\"{}\"", id.replace('"', "")))?;
            Err(Error::new(Refused(format!("no card {:?}; qbank list shows the cards", printable(id)))))
        }
        Found::Several(keys) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("{}:{}", key.source, key.id)).collect();
            Err(Error::new(Refused(format!("several cards have this id; name one: {}", printable(&keys.join(", "))))))
        }
    }
}

fn print(held: &Held, out: &mut impl Write) -> Result<()> {
    let Held { key, card, retired, alike, .. } = held;
    writeln!(out, "{}", printable(&card.question))?;
    let difficulty = card.difficulty.map(|difficulty| format!("{difficulty} of 10"));
    let level = card.level.map(|level| level.title().to_owned());
    let source = (key.source != SHIPPED).then(|| format!("from {}", key.source));
    let retired = retired.then(|| "retired".to_owned());
    let facts = [Some(key.id.clone()), card.technology.clone(), card.topic.clone(), level, difficulty, source, retired];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    writeln!(out, "{}", printable(&facts.join(" · ")))?;
    if let Some(of) = &alike.question_of {
        writeln!(out, "the page has no question for this answer; {} asks it", printable(&of.id))?;
    }
    print_sections(card, out)?;
    for other in alike.answers() {
        let CardKey { source, id } = &other.key;
        writeln!(out, "\nAnother answer, from {}\n", printable(&format!("{source}, {id}: {}", other.question)))?;
        writeln!(out, "{}", printable_lines(&other.answer))?;
    }
    Ok(())
}

/// Prints the sections that a reader wants, each under its label.
///
/// # Errors
/// When the output cannot be written.
pub fn print_sections(card: &Card, out: &mut impl Write) -> Result<()> {
    for section in Section::ALL {
        let text = body(card, section);
        if !text.is_empty() {
            let heading = section.label();
            writeln!(out, "\n{heading}\n")?;
            for line in text.lines() {
                writeln!(out, "{}", printable(line).trim_end())?;
            }
        }
    }
    Ok(())
}

/// A section as text to read. What only serves asking (`Said`, options, predictions) is left out.
fn body(card: &Card, section: Section) -> String {
    let lines = |lines: Vec<String>| lines.join("\n");
    match section {
        Section::Answer => card.answer.clone().unwrap_or_default(),
        Section::Explanation => card.explanation.clone().unwrap_or_default(),
        Section::Example => card.example.clone().unwrap_or_default(),
        Section::Scenario => card.scenario.clone().unwrap_or_default(),
        Section::KeyPoints => lines(
            card.key_points
                .iter()
                .map(|point| format!("{} {}", if point.must { "!" } else { "+" }, point.text))
                .collect(),
        ),
        Section::Code => lines(
            card.code
                .iter()
                .map(|block| match &block.output {
                    Some(output) => format!("{}\nprints:\n{output}", block.source),
                    None => block.source.clone(),
                })
                .collect(),
        ),
        Section::Mistakes => lines(
            card.mistakes
                .iter()
                .map(|mistake| match &mistake.correction {
                    Some(correction) => format!("- {}\n  {correction}", mistake.claim),
                    None => format!("- {}", mistake.claim),
                })
                .collect(),
        ),
        Section::FollowUps => lines(
            card.follow_ups
                .iter()
                .map(|follow_up| match (&follow_up.card, &follow_up.answer) {
                    (Some(id), _) => format!("- {} ({id})", follow_up.question),
                    (None, Some(answer)) => format!("- {}\n  {answer}", follow_up.question),
                    (None, None) => format!("- {}", follow_up.question),
                })
                .collect(),
        ),
        Section::Links => {
            let named = [("Needs", &card.needs), ("Contrast", &card.contrast), ("Tags", &card.tags)];
            lines(
                named
                    .iter()
                    .filter(|(_, names)| !names.is_empty())
                    .map(|(name, names)| format!("{name}: {}", names.join(", ")))
                    .collect(),
            )
        }
        Section::Facts => {
            let mut facts: Vec<String> = card.applies.iter().map(|applies| format!("Applies: {applies}")).collect();
            facts.extend(card.checked.iter().map(|checked| format!("Checked: {checked}")));
            facts.extend(card.sources.iter().map(|source| format!("Source: {source}")));
            lines(facts)
        }
        Section::Said | Section::Predict | Section::Options => String::new(),
    }
}
