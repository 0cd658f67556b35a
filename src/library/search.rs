//! Search as one types: any text is a search, and the best of the first thousand hits come first. It must not know the
//! query language.

use super::columns;
use super::select::{Selection, index_query};
use super::{Library, notes};
use crate::bank::{Card, Level, Note};
use crate::study::event::CardKey;
use crate::study::words::{self, CardText};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

/// Hits beyond this are neither ranked nor counted: ranking every hit of a common word takes a visible pause.
pub const RANKED: usize = 1000;

/// A snippet has about this many characters before and after its first match; one for a narrow list has fewer before it.
const BEFORE: usize = 40;
pub const BRIEFLY_BEFORE: usize = 14;
const AFTER: usize = 120;

#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    pub hits: Vec<Hit>,
    pub count: usize,
    /// There may be more than `count`.
    pub more: bool,
}

impl fmt::Display for Hits {
    /// How many: `14`, `1,000+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.count >= 1000, self.more) {
            (true, more) => write!(f, "{},{:03}{}", self.count / 1000, self.count % 1000, if more { "+" } else { "" }),
            (false, more) => write!(f, "{}{}", self.count, if more { "+" } else { "" }),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: HitKind,
    /// The card's question, or the note's heading.
    pub title: String,
    pub snippet: Snippet,
}

#[derive(Debug, Clone, PartialEq)]
pub enum HitKind {
    Card { key: CardKey, topic: Option<String>, level: Option<Level>, difficulty: Option<u8> },
    Note { source: String },
}

/// Text around the first match, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// The bytes of `text` that match.
    pub matches: Vec<Range<usize>>,
}

impl Library {
    /// The best `limit` hits: cards and notes in which each word of `text` begins some word. Hits in questions come first.
    ///
    /// # Errors
    /// When the library cannot be read; no text is an error.
    pub fn search(&self, text: &str, limit: usize) -> anyhow::Result<Hits> {
        let wanted = words::tokens(text);
        if wanted.is_empty() {
            return Ok(Hits { hits: Vec::new(), count: 0, more: false });
        }
        let cards = self.ranked(&wanted, &Selection::everything())?;
        let notes = note_numbers(&self.connection, &index_query(wanted.iter().map(String::as_str), true))?;
        let mut hits = Vec::new();
        for num in cards.iter().take(limit) {
            hits.push(card_hit(&self.connection, *num, &wanted)?);
        }
        for num in notes.iter().take(limit - hits.len()) {
            hits.push(note_hit(notes::read(&self.connection, *num)?, &wanted));
        }
        let count = cards.len() + notes.len();
        Ok(Hits { hits, count: count.min(RANKED), more: count > RANKED })
    }

    /// The first cards of a selection that have all these words, best first: with all of them whole in the question, begun in
    /// the question, in question and answer, anywhere; among equals in the order of the library. One more than a thousand tells
    /// that there are more.
    pub fn ranked(&self, wanted: &[String], of: &Selection) -> rusqlite::Result<Vec<i64>> {
        let [whole, begun] = [false, true].map(|prefixes| index_query(wanted.iter().map(String::as_str), prefixes));
        let places = [
            format!("{{question}} : ({whole})"),
            format!("{{question}} : ({begun})"),
            format!("{{question answer}} : ({begun})"),
            begun,
        ];
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT words.rowid FROM words CROSS JOIN card c ON c.num = words.rowid
             WHERE words MATCH ? AND {} LIMIT {}",
            of.condition,
            RANKED + 1
        ))?;
        let mut ranked = Vec::new();
        let mut seen = HashSet::new();
        for query in places {
            if ranked.len() <= RANKED {
                let values = [Value::from(query)].into_iter().chain(of.values.iter().cloned());
                let found = statement.query_map(params_from_iter(values), |row| row.get(0))?;
                for num in found {
                    let num = num?;
                    if seen.insert(num) {
                        ranked.push(num);
                    }
                }
            }
        }
        ranked.truncate(RANKED + 1);
        Ok(ranked)
    }
}

fn note_numbers(connection: &Connection, query: &str) -> rusqlite::Result<Vec<i64>> {
    let limit = RANKED as i64 + 1;
    let mut statement = connection.prepare_cached("SELECT rowid FROM note_words WHERE note_words MATCH ?1 LIMIT ?2")?;
    statement.query_map(params![query, limit], |row| row.get(0))?.collect()
}

fn card_hit(connection: &Connection, num: i64, wanted: &[String]) -> anyhow::Result<Hit> {
    let mut statement = connection.prepare_cached(
        "SELECT c.id, s.text, t.json, p.text, c.level, c.difficulty
         FROM card c JOIN card_text t ON t.num = c.num JOIN name s ON s.num = c.source
         LEFT JOIN name p ON p.num = c.topic WHERE c.num = ?1",
    )?;
    let mut rows = statement.query([num])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let card: Card = serde_json::from_str(row.get_ref(2)?.as_str()?)?;
    let text = CardText::of(&card);
    // The question stands above the snippet already: what follows shows where else the words are.
    let pieces = [text.answer].into_iter().chain(text.rest.iter().copied());
    let snippet = best_snippet(pieces, wanted, BEFORE).unwrap_or_else(|| snippet(text.answer, wanted, BEFORE));
    let level = row.get::<_, Option<i64>>(4)?.and_then(columns::level);
    let key = CardKey { id: row.get(0)?, source: row.get(1)? };
    let kind = HitKind::Card { key, topic: row.get(3)?, level, difficulty: row.get(5)? };
    Ok(Hit { kind, title: card.question.clone(), snippet })
}

fn note_hit(note: Note, wanted: &[String]) -> Hit {
    let snippet = snippet(&note.text, wanted, BEFORE);
    Hit {
        kind: HitKind::Note { source: note.source.unwrap_or_default() },
        title: note.heading.unwrap_or_default(),
        snippet,
    }
}

/// The snippet of the piece in which the most words are found.
pub fn best_snippet<'a>(pieces: impl Iterator<Item = &'a str>, wanted: &[String], before: usize) -> Option<Snippet> {
    let found = |piece: &str| {
        let mut found = vec![false; wanted.len()];
        words::each_token(piece, |_, token| {
            for (found, wanted) in found.iter_mut().zip(wanted) {
                *found |= token.starts_with(wanted.as_str());
            }
        });
        found.into_iter().filter(|found| *found).count()
    };
    // Among equals the first: `max_by_key` alone would take the last.
    let pieces: Vec<(usize, &str)> = pieces.map(|piece| (found(piece), piece)).collect();
    let (most, piece) = pieces.into_iter().rev().max_by_key(|(found, _)| *found)?;
    (most > 0).then(|| snippet(piece, wanted, before))
}

pub fn snippet(text: &str, wanted: &[String], before: usize) -> Snippet {
    let mut places: Vec<Range<usize>> = Vec::new();
    words::each_token(text, |place, token| {
        if wanted.iter().any(|wanted| token.starts_with(wanted.as_str())) {
            places.push(place);
        }
    });
    let first = places.first().map_or(0, |place| place.start);
    let back =
        |at: usize, letters: usize| text[..at].char_indices().rev().take(letters).last().map_or(at, |(start, _)| start);
    let start = match back(first, before) {
        0 => 0,
        // Begin with a whole word.
        cut => text[cut..first].find(char::is_whitespace).map_or(cut, |blank| cut + blank),
    };
    let end = text[first..].char_indices().nth(AFTER).map_or(text.len(), |(end, _)| first + end);
    let end = match end == text.len() {
        true => end,
        false => text[first..end].rfind(char::is_whitespace).map_or(end, |blank| first + blank),
    };
    let mut snippet = Snippet::default();
    if start > 0 {
        snippet.text.push('…');
    }
    let mut open = None;
    for (offset, letter) in text[start..end].char_indices() {
        let at = start + offset;
        if let Some(begun) = open.filter(|_| !places.iter().any(|place| place.contains(&at))) {
            snippet.matches.push(begun..snippet.text.len());
            open = None;
        }
        if open.is_none() && places.iter().any(|place| place.start == at) {
            open = Some(snippet.text.len());
        }
        match letter.is_whitespace() {
            true if snippet.text.is_empty() || snippet.text.ends_with(' ') => {}
            true => snippet.text.push(' '),
            false => snippet.text.push(letter),
        }
    }
    snippet.matches.extend(open.map(|begun| begun..snippet.text.len()));
    snippet.text.truncate(snippet.text.trim_end().len());
    if end < text.len() {
        snippet.text.push('…');
    }
    snippet
}
