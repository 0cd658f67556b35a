//! From the text of a query to a filter. It must not know what the terms mean.

use super::error::{FilterError, Problem};
use super::key::Key;
use super::value::{self, Value};
use super::vocabulary::nearest;
use super::{Filter, Node, Text, conjunction, push_merging};
use crate::study::words;

/// Deeper queries are refused, so that no query can exhaust the stack.
const DEEPEST: usize = 64;

/// Reads a query. The empty query takes every card.
///
/// # Errors
/// When the text is no query, or a key, level, difficulty, state or part is none; names of tags, topics, technologies, sources
/// and cards are the business of a [`Vocabulary`](super::Vocabulary).
pub fn parse(text: &str) -> Result<Filter, FilterError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let root = parser.alternatives()?;
    match parser.rest().is_empty() {
        true => Ok(Filter { root }),
        false => Err(parser.fails(parser.at, parser.at + 1, Problem::StrayParenthesis)),
    }
}

/// Reads the values of a flag.
pub fn flag(key: Key, text: &str) -> Result<Filter, FilterError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.skip_blanks();
    let values = parser.values(key, Blanks::Belong)?;
    match parser.rest().trim().is_empty() {
        true => value::term(key, &values).map(Filter::from),
        false => Err(parser.fails(parser.at, text.len(), Problem::StrayQuote)),
    }
}

/// Whether blanks and parentheses belong to an unquoted value.
#[derive(Clone, Copy, PartialEq)]
enum Blanks {
    End,
    Belong,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn fails(&self, start: usize, end: usize, problem: Problem) -> FilterError {
        FilterError { place: start..end.min(self.text.len()), problem }
    }

    /// Whether this operator stands here, alone as a word.
    fn at_operator(&self, operator: &str) -> bool {
        let rest = self.rest();
        rest.get(..operator.len()).is_some_and(|word| word.eq_ignore_ascii_case(operator))
            && rest[operator.len()..].chars().next().is_none_or(|next| next.is_whitespace() || "()\"".contains(next))
    }

    fn alternatives(&mut self) -> Result<Node, FilterError> {
        let mut nodes = vec![self.side_by_side()?];
        while self.at_operator("or") {
            let operator = self.at;
            self.at += "or".len();
            let next = self.side_by_side()?;
            if nodes.last() == Some(&Node::All(Vec::new())) || next == Node::All(Vec::new()) {
                return Err(self.fails(operator, operator + 2, Problem::Dangling("or")));
            }
            nodes.push(next);
        }
        Ok(match nodes.pop() {
            Some(node) if nodes.is_empty() => node,
            last => {
                nodes.extend(last);
                Node::Any(nodes)
            }
        })
    }

    /// Terms that must all hold, up to an `or`, a closing parenthesis or the end. `and` between two of them says nothing more.
    fn side_by_side(&mut self) -> Result<Node, FilterError> {
        let mut nodes = Vec::new();
        let mut and = None;
        loop {
            self.skip_blanks();
            if matches!(self.peek(), None | Some(')')) || self.at_operator("or") {
                break;
            } else if self.at_operator("and") {
                if nodes.is_empty() || and.is_some() {
                    return Err(self.fails(self.at, self.at + 3, Problem::Dangling("and")));
                }
                and = Some(self.at);
                self.at += "and".len();
            } else {
                and = None;
                let grouped = self.peek() == Some('(');
                let node = self.term()?;
                // A term in parentheses is a condition of its own, as `(difficulty:>3) (difficulty:<8)`.
                if grouped { nodes.push(node) } else { push_merging(&mut nodes, node) }
            }
        }
        match and {
            Some(place) => Err(self.fails(place, place + 3, Problem::Dangling("and"))),
            None => Ok(conjunction(nodes)),
        }
    }

    fn term(&mut self) -> Result<Node, FilterError> {
        let start = self.at;
        if self.at_operator("not") {
            self.at += "not".len();
            self.skip_blanks();
            return self.negation(start, "not");
        }
        match self.peek() {
            Some('-') => {
                self.at += 1;
                self.negation(start, "-")
            }
            Some('(') => {
                self.at += 1;
                let inside = self.deeper(start, Parser::alternatives)?;
                if self.peek() != Some(')') {
                    return Err(self.fails(start, start + 1, Problem::OpenParenthesis));
                }
                self.at += 1;
                match inside == Node::All(Vec::new()) {
                    true => Err(self.fails(start, self.at, Problem::EmptyParentheses)),
                    false => Ok(inside),
                }
            }
            Some('"') => {
                let written = self.quoted()?;
                self.text_to_find(start, written).map(Node::Phrase)
            }
            _ => match self.key()? {
                Some(key) => {
                    let values = self.values(key, Blanks::End)?;
                    value::term(key, &values).map(Node::Term)
                }
                None => {
                    let written = self.run(|letter| letter.is_whitespace() || letter == '"')?.to_owned();
                    self.text_to_find(start, written).map(Node::Word)
                }
            },
        }
    }

    fn negation(&mut self, start: usize, operator: &'static str) -> Result<Node, FilterError> {
        let ends = self.peek().is_none_or(|next| next.is_whitespace() || next == ')');
        if ends || self.at_operator("or") || self.at_operator("and") {
            return Err(self.fails(start, start + operator.len(), Problem::Dangling(operator)));
        }
        self.deeper(start, Parser::term).map(|node| Node::Not(Box::new(node)))
    }

    fn deeper(
        &mut self,
        start: usize,
        read: impl Fn(&mut Self) -> Result<Node, FilterError>,
    ) -> Result<Node, FilterError> {
        if self.depth == DEEPEST {
            return Err(self.fails(start, start + 1, Problem::TooDeep));
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn text_to_find(&self, start: usize, written: String) -> Result<Text, FilterError> {
        let tokens = words::tokens(&written);
        match tokens.is_empty() {
            true => Err(self.fails(start, self.at, Problem::NothingToLookFor(written))),
            false => Ok(Text { written, tokens }),
        }
    }

    /// Takes `key:`, if a key stands here. `std::vector` has none.
    fn key(&mut self) -> Result<Option<Key>, FilterError> {
        let rest = self.rest();
        let end = rest.find(|letter: char| !(letter.is_alphabetic() || "-_".contains(letter))).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() || !after.starts_with(':') || after.starts_with("::") {
            return Ok(None);
        }
        let Some(key) = Key::from_word(word) else {
            let near = nearest(word, Key::ALL.into_iter().map(|key| (key.name(), None)));
            return Err(self.fails(self.at, self.at + end, Problem::NoSuchKey { written: word.to_owned(), near }));
        };
        self.at += end + 1;
        Ok(Some(key))
    }

    fn values(&mut self, key: Key, blanks: Blanks) -> Result<Vec<Value>, FilterError> {
        let mut values = Vec::new();
        loop {
            let start = self.at;
            let quoted = self.peek() == Some('"');
            let text = match (quoted, blanks) {
                (true, _) => self.quoted()?,
                (false, Blanks::Belong) => self.until(|letter| letter == ',' || letter == '"').trim().to_owned(),
                (false, Blanks::End) => {
                    self.run(|letter| letter.is_whitespace() || letter == ',' || letter == '"')?.to_owned()
                }
            };
            if !quoted && text.is_empty() {
                return Err(self.fails(start.saturating_sub(1), self.at.max(start), Problem::MissingValue(key)));
            }
            if !quoted && self.peek() == Some('"') {
                return Err(self.fails(start, self.at + 1, Problem::StrayQuote));
            }
            values.push(Value { text, quoted, place: start..self.at });
            if quoted && blanks == Blanks::Belong {
                self.skip_blanks();
            }
            if self.peek() != Some(',') {
                return Ok(values);
            }
            self.at += 1;
            if blanks == Blanks::Belong {
                self.skip_blanks();
            }
        }
    }

    fn until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(ends).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Text up to where it `ends`, or to a closing parenthesis that it did not open: `print()` is one word.
    fn run(&mut self, ends: impl Fn(char) -> bool) -> Result<&'a str, FilterError> {
        let rest = self.rest();
        let mut open = Vec::new();
        let mut end = rest.len();
        for (offset, letter) in rest.char_indices() {
            if ends(letter) || (letter == ')' && open.pop().is_none()) {
                end = offset;
                break;
            }
            if letter == '(' {
                open.push(self.at + offset);
            }
        }
        if let Some(place) = open.pop() {
            return Err(self.fails(place, place + 1, Problem::OpenParenthesis));
        }
        self.at += end;
        Ok(&rest[..end])
    }

    /// The text between two quotes; `\"` and `\\` stand for a quote and a backslash in it.
    fn quoted(&mut self) -> Result<String, FilterError> {
        let start = self.at;
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1).peekable();
        while let Some((offset, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.at = start + offset + 1;
                    return Ok(text);
                }
                '\\' => match letters.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                    Some((_, escaped)) => text.push(escaped),
                    None => text.push('\\'),
                },
                letter => text.push(letter),
            }
        }
        Err(self.fails(start, start + 1, Problem::OpenQuote))
    }
}
