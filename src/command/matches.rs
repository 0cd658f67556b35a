//! What likeness found for the cards of pages, as reports tell it. It must not know how it was found.

use super::report::printable;
use crate::bank::SHIPPED;
use crate::bank::likeness::relations::Kind;
use crate::parse::report::Report;
use crate::study::alike::Related;
use crate::study::event::CardKey;
use serde_json::{Value, json};
use std::io::{self, Write};

/// So much of what was looked up is shown, in characters.
const SHOWN: usize = 60;

/// The matches of the cards of one file.
pub fn of_file<'a>(file: &'a str, related: &'a [Related]) -> impl Iterator<Item = &'a Related> {
    related.iter().filter(move |related| related.origin.as_ref().is_some_and(|origin| origin.file == file))
}

/// Counts in the report what was found: an answer that found its question is no longer one whose question is derived.
pub fn count(report: &mut Report, related: &[Related]) {
    let found = of_file(&report.file, related).filter(|related| related.kind == Kind::Question).count();
    report.matched = found;
    report.derived = report.derived.saturating_sub(found);
}

/// The report of one file with its matches.
pub fn to_json(report: &Report, related: &[Related]) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(report)?;
    let matches: Vec<Value> = of_file(&report.file, related).map(one_to_json).collect();
    let of = |kind: fn(Kind) -> bool| of_file(&report.file, related).filter(|related| kind(related.kind)).count();
    value["answers_found"] = json!(of(|kind| kind == Kind::Answer));
    value["follow_ups_found"] = json!(of(|kind| matches!(kind, Kind::FollowUp(_))));
    value["siblings"] = json!(of(|kind| kind == Kind::Same));
    value["matches"] = json!(matches);
    Ok(value)
}

fn one_to_json(related: &Related) -> Value {
    let Related { key, origin, kind, text, other, other_question, score, runner_up } = related;
    let kind = match kind {
        Kind::Question => "question",
        Kind::Answer => "answer",
        Kind::FollowUp(_) => "follow-up",
        Kind::Same => "sibling",
    };
    let rounded = |score: f32| (f64::from(score) * 1000.0).round() / 1000.0;
    let runner_up =
        runner_up.as_ref().map(|(key, score)| json!({"source": key.source, "id": key.id, "score": rounded(*score)}));
    json!({
        "line": origin.as_ref().map(|origin| origin.line), "id": key.id, "kind": kind, "text": text,
        "found": {"source": other.source, "id": other.id, "question": other_question},
        "score": rounded(*score), "runner_up": runner_up,
    })
}

/// The matches of one file, a line each.
///
/// # Errors
/// When the output cannot be written.
pub fn print(report: &Report, related: &[Related], out: &mut impl Write) -> io::Result<()> {
    let mut of_file = of_file(&report.file, related).peekable();
    if of_file.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "    found by likeness (score from 0 to 1, and the runner-up's):")?;
    for Related { origin, kind, text, other, other_question, score, runner_up, .. } in of_file {
        let line = origin.as_ref().map_or(0, |origin| origin.line);
        let (is, shown) = match kind {
            Kind::Question => ("answers the question of", other_question),
            Kind::Answer => ("is answered by", text),
            Kind::FollowUp(_) => ("has a follow-up that is answered by", text),
            Kind::Same => ("asks the same as", other_question),
        };
        let next = runner_up.as_ref().map_or(String::new(), |(key, score)| format!(", next {} {score:.2}", name(key)));
        writeln!(out, "      {line:>5}  {is} {} ({score:.2}{next}): {}", name(other), shortened(shown))?;
    }
    Ok(())
}

fn name(key: &CardKey) -> String {
    printable(&if key.source == SHIPPED { key.id.clone() } else { format!("{}:{}", key.source, key.id) })
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.truncate(shown.trim_end().len());
        shown.push_str(" …");
    }
    printable(&shown)
}
