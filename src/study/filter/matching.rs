//! What a filter means for one card: the one meaning that the library's SQL has to share. It must not know SQL.

use super::key::{Part, State};
use super::{Bound, Filter, Name, Node, Term, Wanted};
use crate::bank::Card;
use crate::study::event::Day;
use crate::study::progress::Progress;
use crate::study::words::{self, CardText, folded_name};
use std::cell::OnceCell;

/// A card as a filter sees it.
pub struct Subject<'a> {
    pub source: &'a str,
    pub card: &'a Card,
    pub progress: &'a Progress,
    pub retired: bool,
    pub today: Day,
}

impl Filter {
    pub fn matches(&self, subject: &Subject) -> bool {
        if subject.retired && !self.names_retired() {
            return false;
        }
        Matching { subject, pieces: OnceCell::new() }.node(&self.root)
    }
}

/// Whether the tokens stand one after another in one piece of the card's text.
pub fn holds_phrase(card: &Card, phrase: &[String]) -> bool {
    pieces_hold_phrase(CardText::of(card).pieces(), phrase)
}

/// Whether the tokens stand one after another in one of these pieces of text.
pub fn pieces_hold_phrase<'a>(mut pieces: impl Iterator<Item = &'a str>, phrase: &[String]) -> bool {
    pieces.any(|piece| {
        let mut is_held = false;
        // How many tokens of the phrase have been read, for each place where it may have begun; the oldest comes first.
        let mut begun: Vec<usize> = Vec::new();
        words::each_token(piece, |_, token| {
            begun.push(0);
            begun.retain_mut(|read| {
                let goes_on = phrase.get(*read).is_some_and(|next| next == token);
                *read += 1;
                goes_on
            });
            is_held |= begun.first() == Some(&phrase.len());
        });
        is_held
    })
}

/// One card under test, with its tokens once a word asked for them.
struct Matching<'a> {
    subject: &'a Subject<'a>,
    pieces: OnceCell<Vec<Vec<String>>>,
}

impl Matching<'_> {
    fn node(&self, node: &Node) -> bool {
        match node {
            Node::All(nodes) => nodes.iter().all(|node| self.node(node)),
            Node::Any(nodes) => nodes.iter().any(|node| self.node(node)),
            Node::Not(node) => !self.node(node),
            Node::Word(text) => {
                text.tokens.iter().all(|start| self.pieces().iter().flatten().any(|token| token.starts_with(start)))
            }
            Node::Phrase(text) => {
                self.pieces().iter().any(|piece| piece.windows(text.tokens.len().max(1)).any(|run| run == text.tokens))
            }
            Node::Term(term) => self.term(term),
        }
    }

    fn pieces(&self) -> &[Vec<String>] {
        self.pieces.get_or_init(|| CardText::of(self.subject.card).pieces().map(words::tokens).collect())
    }

    fn term(&self, term: &Term) -> bool {
        let card = self.subject.card;
        match term {
            Term::Tag(names) => card.tags.iter().any(|tag| is_named(tag, names)),
            Term::Technology(names) => is_wanted_name(card.technology.as_deref(), names),
            Term::Topic(names) => is_wanted_name(card.topic.as_deref(), names),
            Term::Level(bounds) => is_within(card.level.as_ref(), bounds),
            Term::Difficulty(bounds) => is_within(card.difficulty.as_ref(), bounds),
            Term::Source(names) => is_named(self.subject.source, names),
            Term::Id(names) => is_named(&card.id, names),
            Term::Is(states) => states.iter().any(|state| self.is(*state)),
            Term::Has(parts) => parts.iter().any(|part| self.has(*part)),
        }
    }

    fn is(&self, state: State) -> bool {
        let Subject { card, progress, retired, today, .. } = self.subject;
        match state {
            State::New => progress.attempts == 0,
            State::Due => progress.due.is_some_and(|due| due <= *today),
            State::Missed => progress.missed,
            State::Flagged => progress.flagged,
            State::Suspended => progress.suspended,
            State::Edited => progress.edited,
            State::Derived => card.derived,
            State::Unanswered => !card.is_answered(),
            State::Ready => progress.ready,
            State::Retired => *retired,
        }
    }

    fn has(&self, part: Part) -> bool {
        let card = self.subject.card;
        match part {
            Part::Points => !card.key_points.is_empty(),
            Part::Options => card.options.is_some(),
            Part::Predict => !card.predict.is_empty(),
            Part::Code => !card.code.is_empty(),
            Part::Answer => card.is_answered(),
        }
    }
}

fn is_named(name: &str, names: &[Name]) -> bool {
    let folded = folded_name(name);
    names.iter().any(|name| name.folded == folded)
}

fn is_wanted_name(name: Option<&str>, wanted: &[Wanted<Name>]) -> bool {
    let folded = name.map(folded_name);
    wanted.iter().any(|wanted| match wanted {
        Wanted::Unknown => folded.is_none(),
        Wanted::Value(wanted) => folded.as_deref() == Some(wanted.folded.as_str()),
    })
}

fn is_within<T: PartialOrd>(value: Option<&T>, wanted: &[Wanted<Bound<T>>]) -> bool {
    wanted.iter().any(|wanted| match wanted {
        Wanted::Unknown => value.is_none(),
        Wanted::Value(bound) => value.is_some_and(|value| bound.allows(value)),
    })
}
