//! The notes of pages as they are read: what a page says under one heading is one passage. It must not know cards.

use super::Library;
use super::names::Kind;
use super::search::{BRIEFLY_BEFORE, Snippet, best_snippet};
use super::select::{index_query, join};
use crate::bank::{Note, NoteKind};
use crate::study::filter::{Filter, Node, Term};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

/// Where a passage stands: the page, and the heading there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageKey {
    pub source: String,
    pub file: Option<String>,
    pub heading: Option<String>,
}

/// A passage in few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub key: PassageKey,
    /// How many of its notes were found.
    pub notes: usize,
    /// Their kind, where it is one.
    pub kind: Option<NoteKind>,
}

const FILE: &str = "json_extract(n.json, '$.origin.file')";
const HEADING: &str = "json_extract(n.json, '$.heading')";
const LINE: &str = "json_extract(n.json, '$.origin.line')";

impl Library {
    /// The first `limit` passages that a filter finds, page by page in the order of the page. Only words and sources say
    /// something about notes: a filter with anything else finds none.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn passages(&self, filter: &Filter, limit: usize) -> anyhow::Result<Vec<Passage>> {
        let mut values = Vec::new();
        let Some(condition) = condition(filter.root(), &mut values) else { return Ok(Vec::new()) };
        values.push(Value::Integer(i64::try_from(limit)?));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT s.text, {FILE}, {HEADING}, count(*), min(json_extract(n.json, '$.kind')), max(json_extract(n.json, '$.kind'))
             FROM note n JOIN name s ON s.num = n.source WHERE {condition}
             GROUP BY n.source, {FILE}, {HEADING} ORDER BY n.source, {FILE}, min({LINE}), min(n.num) LIMIT ?"
        ))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut passages = Vec::new();
        while let Some(row) = rows.next()? {
            let (least, most): (String, String) = (row.get(4)?, row.get(5)?);
            let kind = if least == most { serde_json::from_value(least.into()).ok() } else { None };
            passages.push(Passage {
                key: PassageKey { source: row.get(0)?, file: row.get(1)?, heading: row.get(2)? },
                notes: row.get::<_, u32>(3)? as usize,
                kind,
            });
        }
        Ok(passages)
    }

    /// All notes of a passage, in the order of their page.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn passage(&self, key: &PassageKey) -> anyhow::Result<Vec<Note>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT n.json FROM note n JOIN name s ON s.num = n.source
             WHERE s.kind = ?1 AND s.text = ?2 AND {FILE} IS ?3 AND {HEADING} IS ?4 ORDER BY {LINE}, n.num"
        ))?;
        let PassageKey { source, file, heading } = key;
        let mut rows = statement.query(params![Kind::Source.number(), source, file, heading])?;
        let mut notes = Vec::new();
        while let Some(row) = rows.next()? {
            notes.push(serde_json::from_str(row.get_ref(0)?.as_str()?)?);
        }
        Ok(notes)
    }

    /// The text around the first of these words in a passage.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn passage_excerpt(&self, key: &PassageKey, wanted: &[String]) -> anyhow::Result<Option<Snippet>> {
        let notes = self.passage(key)?;
        Ok(best_snippet(notes.iter().map(|note| note.text.as_str()), wanted, BRIEFLY_BEFORE))
    }
}

/// What a filter means for `note n`; `None` where it asks for what only cards have.
fn condition(node: &Node, values: &mut Vec<Value>) -> Option<String> {
    match node {
        Node::All(nodes) if nodes.is_empty() => Some("1".to_owned()),
        Node::All(nodes) | Node::Any(nodes) => {
            let operator = if matches!(node, Node::All(_)) { "AND" } else { "OR" };
            let conditions = nodes.iter().map(|node| condition(node, values)).collect::<Option<Vec<String>>>()?;
            Some(join(&conditions, operator))
        }
        Node::Not(node) => condition(node, values).map(|condition| format!("(NOT {condition})")),
        Node::Word(text) | Node::Phrase(text) => {
            let prefixes = matches!(node, Node::Word(_));
            values.push(index_query(text.tokens.iter().map(String::as_str), prefixes).into());
            let found = "n.num IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)";
            if prefixes || text.tokens.len() == 1 {
                return Some(found.to_owned());
            }
            values.push(text.tokens.join(" ").into());
            Some(format!("({found} AND note_holds_phrase(n.json, ?))"))
        }
        Node::Term(Term::Source(names)) => {
            let marks = vec!["?"; names.len()].join(", ");
            values.extend(names.iter().map(|name| Value::from(name.folded.clone())));
            let numbers =
                format!("SELECT num FROM name WHERE kind = {} AND folded IN ({marks})", Kind::Source.number());
            Some(format!("n.source IN ({numbers})"))
        }
        Node::Term(_) => None,
    }
}
