//! `qbank search`: words -> the cards and notes that hold them, best first. It must not know how they are found.

use super::report::printable;
use super::{json, list};
use crate::library::{Hit, HitKind, Instead, Library, Listed};
use crate::study::words;
use anyhow::Result;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Prints at most `limit` hits; any text is a search. With `json` as one object.
///
/// # Errors
/// When the library cannot be read or the output cannot be written.
pub fn run(library: &Library, text: &str, limit: usize, json: bool, out: &mut impl Write) -> Result<()> {
    let hits = library.search(text, limit)?;
    if json {
        let list: Vec<Value> = hits.hits.iter().map(to_json).collect();
        return json::print(&json!({"count": hits.count, "more": hits.more, "hits": list}), out);
    }
    if hits.hits.is_empty() {
        let nearest = library.nearest_words(&words::tokens(text))?;
        writeln!(io::stderr(), "nothing found for {:?}; {}", printable(text), advice(&nearest))?;
        return Ok(());
    }
    for hit in &hits.hits {
        writeln!(out, "{}  {}", name(hit), printable(&hit.title))?;
        if !hit.snippet.text.is_empty() && hit.snippet.text != hit.title {
            writeln!(out, "    {}", printable(&hit.snippet.text))?;
        }
    }
    if hits.hits.len() < hits.count {
        writeln!(io::stderr(), "showing {} of {hits}; --limit N shows more", hits.hits.len())?;
    }
    Ok(())
}

/// What to try instead.
fn advice(nearest: &[Instead]) -> String {
    if nearest.is_empty() {
        return "fewer or shorter words find more".to_owned();
    }
    let nearest: Vec<String> = nearest.iter().map(|(_, nearest)| format!("{:?}", printable(nearest))).collect();
    format!("did you mean {}?", nearest.join(" and "))
}

fn name(hit: &Hit) -> String {
    match &hit.kind {
        HitKind::Card { key, .. } => {
            list::name(&Listed { id: key.id.clone(), source: key.source.clone(), ..Listed::default() })
        }
        HitKind::Note { source } => format!("{} (note)", printable(source)),
    }
}

fn to_json(hit: &Hit) -> Value {
    let mut value = match &hit.kind {
        HitKind::Card { key, topic, level, difficulty } => json!({
            "kind": "card", "id": key.id, "source": key.source, "question": hit.title, "topic": topic, "level": level,
            "difficulty": difficulty,
        }),
        HitKind::Note { source } => json!({"kind": "note", "source": source, "heading": hit.title}),
    };
    value["snippet"] = json!(hit.snippet.text);
    value
}
