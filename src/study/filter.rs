//! Which cards: the query language and its one meaning. It must not know SQL, the library or the screen.
//!
//! Terms side by side must all hold; `or` between them, `-` or `not` before one, parentheses around several; `and` may be said and adds nothing. A term is a word
//! (some token of the card begins with it), a `"phrase"` (its tokens stand together) or `key:value,value`. The same key again
//! adds another choice, except for tags, which must all hold.
//!
//! A retired card is in no selection, unless the filter names `is:retired` anywhere.

mod bound;
mod error;
mod key;
mod matching;
mod parse;
mod print;
mod value;
mod vocabulary;

pub use bound::Bound;
pub use error::{FilterError, Near, Problem};
pub use key::{Key, Part, State};
pub use matching::{Subject, holds_phrase, pieces_hold_phrase};
pub use parse::parse;
pub use vocabulary::{Vocabulary, nearest};

use crate::bank::Level;
use crate::study::words;
use std::collections::BTreeSet;
use std::ops::Range;

/// Which cards. The default takes every card.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    root: Node,
}

/// One part of a filter. A conjunction of nothing holds for every card.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    /// Every token begins some token of the card.
    Word(Text),
    /// The tokens stand one after another in one piece of the card's text.
    Phrase(Text),
    Term(Term),
}

/// Text to look for, with the tokens that it folds to: at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub written: String,
    pub tokens: Vec<String>,
}

/// A key with its values, of which one has to hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    Tag(Vec<Name>),
    Technology(Vec<Wanted<Name>>),
    Topic(Vec<Wanted<Name>>),
    Level(Vec<Wanted<Bound<Level>>>),
    Difficulty(Vec<Wanted<Bound<u8>>>),
    Source(Vec<Name>),
    Id(Vec<Name>),
    Is(Vec<State>),
    Has(Vec<Part>),
}

/// A value, or the wish that the card has none: `level:unknown`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted<T> {
    Unknown,
    Value(T),
}

/// A name as it was written, with the form in which names are compared and its bytes in the query.
#[derive(Debug, Clone, Eq)]
pub struct Name {
    pub written: String,
    pub folded: String,
    pub place: Range<usize>,
}

impl PartialEq for Name {
    /// Where a name stood does not change what it means.
    fn eq(&self, other: &Name) -> bool {
        self.written == other.written
    }
}

impl Name {
    fn new(written: &str, place: Range<usize>) -> Name {
        Name { written: written.to_owned(), folded: words::folded_name(written), place }
    }
}

impl Default for Filter {
    fn default() -> Filter {
        Filter { root: Node::All(Vec::new()) }
    }
}

impl From<Node> for Filter {
    fn from(node: Node) -> Filter {
        Filter { root: conjunction(into_nodes(node)) }
    }
}

impl From<Term> for Filter {
    fn from(term: Term) -> Filter {
        Filter { root: Node::Term(term) }
    }
}

impl Filter {
    /// The filter that one flag stands for: `--level intermediate,advanced`. Blanks inside a value need no quotes here.
    ///
    /// # Errors
    /// When `text` is no list of values of `key`; the bytes of the error are those of `text`.
    pub fn flag(key: Key, text: &str) -> Result<Filter, FilterError> {
        parse::flag(key, text)
    }

    pub fn state(state: State) -> Filter {
        Term::Is(vec![state]).into()
    }

    /// How many ids the filter lists, where it asks for nothing else.
    pub fn ids_alone(&self) -> Option<usize> {
        let term = match &self.root {
            Node::All(nodes) if nodes.len() == 1 => &nodes[0],
            root => root,
        };
        if let Node::Term(Term::Id(names)) = term { Some(names.len()) } else { None }
    }

    /// Both, as if written side by side: a key that both have gets the values of both, save for tags.
    pub fn and(self, other: Filter) -> Filter {
        let mut nodes = into_nodes(self.root);
        for node in into_nodes(other.root) {
            push_merging(&mut nodes, node);
        }
        Filter { root: conjunction(nodes) }
    }

    /// Both, with every term a condition of its own.
    pub fn within(self, other: Filter) -> Filter {
        let mut nodes = into_nodes(self.root);
        nodes.extend(into_nodes(other.root));
        Filter { root: conjunction(nodes) }
    }

    pub fn negated(self) -> Filter {
        Filter { root: Node::Not(Box::new(self.root)) }
    }

    pub fn root(&self) -> &Node {
        &self.root
    }

    pub fn is_everything(&self) -> bool {
        self.root == Node::All(Vec::new())
    }

    /// Whether retired cards may be in the selection.
    pub fn names_retired(&self) -> bool {
        self.terms().any(|(term, _)| matches!(term, Term::Is(states) if states.contains(&State::Retired)))
    }

    /// Whether the filter asks for cards in this state, other than by leaving them out.
    pub fn wants_state(&self, state: State) -> bool {
        self.terms().any(|(term, wanted)| wanted && matches!(term, Term::Is(states) if states.contains(&state)))
    }

    /// The same cards without those in `state`, unless the filter asks for that state or for the very card.
    ///
    /// A session asks no unanswered and no suspended card unless it is named.
    pub fn without(self, state: State) -> Filter {
        if self.wants_state(state) {
            return self;
        }
        let named: Vec<Name> = self
            .terms()
            .filter(|(_, wanted)| *wanted)
            .filter_map(|(term, _)| if let Term::Id(names) = term { Some(names.clone()) } else { None })
            .flatten()
            .collect();
        let outside = Filter::state(state).negated();
        match named.is_empty() {
            true => self.within(outside),
            false => self.within(Filter { root: Node::Any(vec![Node::Term(Term::Id(named)), outside.root]) }),
        }
    }

    /// The keys whose being unknown leaves a card out of this selection.
    pub fn needs(&self) -> BTreeSet<Key> {
        self.terms().filter(|(term, wanted)| *wanted && term.needs_knowledge()).map(|(term, _)| term.key()).collect()
    }

    /// The cards that this filter leaves out only because it does not know their `key`.
    pub fn left_out_by(&self, key: Key) -> Option<Filter> {
        let unknown = Term::unknown(key)?;
        if !self.needs().contains(&key) {
            return None;
        }
        let relaxed = Filter { root: relax(&self.root, &unknown) };
        Some(relaxed.within(unknown.into()).within(self.clone().negated()))
    }

    /// The tokens that every card of this filter has: those of words, which begin a token, and of phrases.
    pub fn tokens(&self) -> Vec<String> {
        let mut open = vec![&self.root];
        let mut tokens = Vec::new();
        while let Some(node) = open.pop() {
            match node {
                Node::All(nodes) => open.extend(nodes.iter().rev()),
                Node::Word(text) | Node::Phrase(text) => tokens.extend(text.tokens.iter().cloned()),
                Node::Any(_) | Node::Not(_) | Node::Term(_) => {}
            }
        }
        tokens
    }

    /// The filter without its own words, which an index finds; phrases stay, for their order is no matter of an index.
    pub fn without_words(&self) -> Filter {
        Filter { root: pruned(&self.root, &|node| matches!(node, Node::Word(_))) }
    }

    /// The filter without its wishes for `key`: what stays on offer beside a chosen value. `None` where it has none.
    pub fn without_key(&self, key: Key) -> Option<Filter> {
        let root = pruned(&self.root, &|node| matches!(node, Node::Term(term) if term.key() == key));
        (root != self.root).then_some(Filter { root })
    }

    /// Every name that stands in the filter.
    pub fn names(&self) -> impl Iterator<Item = (Key, &Name)> {
        self.terms().flat_map(|(term, _)| term.names().into_iter().map(|name| (term.key(), name)))
    }

    /// Every term, and whether it is wanted rather than excluded.
    fn terms(&self) -> impl Iterator<Item = (&Term, bool)> {
        let mut open = vec![(&self.root, true)];
        std::iter::from_fn(move || {
            while let Some((node, wanted)) = open.pop() {
                match node {
                    Node::All(nodes) | Node::Any(nodes) => open.extend(nodes.iter().rev().map(|node| (node, wanted))),
                    Node::Not(node) => open.push((node, !wanted)),
                    Node::Word(_) | Node::Phrase(_) => {}
                    Node::Term(term) => return Some((term, wanted)),
                }
            }
            None
        })
    }
}

impl Term {
    pub fn key(&self) -> Key {
        match self {
            Term::Tag(_) => Key::Tag,
            Term::Technology(_) => Key::Technology,
            Term::Topic(_) => Key::Topic,
            Term::Level(_) => Key::Level,
            Term::Difficulty(_) => Key::Difficulty,
            Term::Source(_) => Key::Source,
            Term::Id(_) => Key::Id,
            Term::Is(_) => Key::Is,
            Term::Has(_) => Key::Has,
        }
    }

    /// The wish that `key` is unknown, for the keys that can be.
    fn unknown(key: Key) -> Option<Term> {
        match key {
            Key::Technology => Some(Term::Technology(vec![Wanted::Unknown])),
            Key::Topic => Some(Term::Topic(vec![Wanted::Unknown])),
            Key::Level => Some(Term::Level(vec![Wanted::Unknown])),
            Key::Difficulty => Some(Term::Difficulty(vec![Wanted::Unknown])),
            Key::Tag | Key::Source | Key::Id | Key::Is | Key::Has => None,
        }
    }

    fn needs_knowledge(&self) -> bool {
        match self {
            Term::Technology(names) | Term::Topic(names) => !names.contains(&Wanted::Unknown),
            Term::Level(bounds) => !bounds.contains(&Wanted::Unknown),
            Term::Difficulty(bounds) => !bounds.contains(&Wanted::Unknown),
            Term::Tag(_) | Term::Source(_) | Term::Id(_) | Term::Is(_) | Term::Has(_) => false,
        }
    }

    fn names(&self) -> Vec<&Name> {
        match self {
            Term::Tag(names) | Term::Source(names) | Term::Id(names) => names.iter().collect(),
            Term::Technology(names) | Term::Topic(names) => names
                .iter()
                .filter_map(|name| match name {
                    Wanted::Unknown => None,
                    Wanted::Value(name) => Some(name),
                })
                .collect(),
            Term::Level(_) | Term::Difficulty(_) | Term::Is(_) | Term::Has(_) => Vec::new(),
        }
    }

    /// Takes the values of a term with the same key; gives it back where the values may not be mixed.
    fn merge(&mut self, other: Term) -> Option<Term> {
        match (self, other) {
            (Term::Technology(mine), Term::Technology(more)) | (Term::Topic(mine), Term::Topic(more)) => {
                mine.extend(more)
            }
            (Term::Level(mine), Term::Level(more)) => mine.extend(more),
            (Term::Difficulty(mine), Term::Difficulty(more)) => mine.extend(more),
            (Term::Source(mine), Term::Source(more)) | (Term::Id(mine), Term::Id(more)) => mine.extend(more),
            (Term::Is(mine), Term::Is(more)) => mine.extend(more),
            (Term::Has(mine), Term::Has(more)) => mine.extend(more),
            (_, other) => return Some(other),
        }
        None
    }
}

fn into_nodes(root: Node) -> Vec<Node> {
    match root {
        Node::All(nodes) => nodes,
        node => vec![node],
    }
}

fn conjunction(mut nodes: Vec<Node>) -> Node {
    match nodes.pop() {
        Some(node) if nodes.is_empty() => node,
        last => {
            nodes.extend(last);
            Node::All(nodes)
        }
    }
}

/// The node without those of its conditions that are `unwanted`.
fn pruned(node: &Node, unwanted: &impl Fn(&Node) -> bool) -> Node {
    match node {
        Node::All(nodes) => {
            conjunction(nodes.iter().filter(|node| !unwanted(node)).map(|node| pruned(node, unwanted)).collect())
        }
        node if unwanted(node) => Node::All(Vec::new()),
        node => node.clone(),
    }
}

/// Adds a term to the values of the term with the same key, or else at the end.
fn push_merging(nodes: &mut Vec<Node>, node: Node) {
    let Node::Term(mut term) = node else { return nodes.push(node) };
    for earlier in nodes.iter_mut() {
        if let Node::Term(earlier) = earlier {
            match earlier.merge(term) {
                None => return,
                Some(unmerged) => term = unmerged,
            }
        }
    }
    nodes.push(Node::Term(term));
}

/// The filter with every wanted term of `unknown`'s key replaced by it.
fn relax(node: &Node, unknown: &Term) -> Node {
    match node {
        Node::All(nodes) => Node::All(nodes.iter().map(|node| relax(node, unknown)).collect()),
        Node::Any(nodes) => Node::Any(nodes.iter().map(|node| relax(node, unknown)).collect()),
        Node::Term(term) if term.key() == unknown.key() => Node::Term(unknown.clone()),
        node => node.clone(),
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub mod samples;
