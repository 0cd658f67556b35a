//! A filter as query text that parses to the same filter. It must not know how a filter is applied.

use super::key::{Key, Part, State};
use super::{Bound, Filter, Name, Node, Term, Wanted};
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        node(&self.root, f)
    }
}

fn node(this: &Node, f: &mut Formatter<'_>) -> fmt::Result {
    match this {
        Node::All(nodes) => {
            let mut keys = BTreeSet::new();
            for (index, part) in nodes.iter().enumerate() {
                if index > 0 {
                    f.write_str(" ")?;
                }
                // Bare, a second term of one key would add its values to the first.
                let would_merge =
                    matches!(part, Node::Term(term) if term.key() != Key::Tag && !keys.insert(term.key()));
                grouped(part, would_merge || is_list(part), f)?;
            }
            Ok(())
        }
        Node::Any(nodes) => {
            for (index, part) in nodes.iter().enumerate() {
                if index > 0 {
                    f.write_str(" or ")?;
                }
                grouped(part, matches!(part, Node::Any(_)), f)?;
            }
            Ok(())
        }
        Node::Not(part) => {
            f.write_str("-")?;
            grouped(part, is_list(part), f)
        }
        Node::Word(text) => f.write_str(&text.written),
        Node::Phrase(text) => quoted(&text.written, f),
        Node::Term(part) => term(part, f),
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node, Node::All(_) | Node::Any(_))
}

fn grouped(part: &Node, group: bool, f: &mut Formatter<'_>) -> fmt::Result {
    if !group {
        return node(part, f);
    }
    f.write_str("(")?;
    node(part, f)?;
    f.write_str(")")
}

fn term(term: &Term, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "{}:", term.key())?;
    match term {
        Term::Tag(names) | Term::Source(names) | Term::Id(names) => values(names, f, name),
        Term::Technology(names) | Term::Topic(names) => values(names, f, |wanted, f| match wanted {
            Wanted::Unknown => f.write_str("unknown"),
            // In quotes it is a name, else the wish that there is none.
            Wanted::Value(name) if name.folded == "unknown" => quoted(&name.written, f),
            Wanted::Value(known) => name(known, f),
        }),
        Term::Level(bounds) => values(bounds, f, bound),
        Term::Difficulty(bounds) => values(bounds, f, bound),
        Term::Is(states) => values(states, f, |state, f| f.write_str(State::name(*state))),
        Term::Has(parts) => values(parts, f, |part, f| f.write_str(Part::name(*part))),
    }
}

fn values<T>(
    values: &[T],
    f: &mut Formatter<'_>,
    write: impl Fn(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write(value, f)?;
    }
    Ok(())
}

fn bound<T: Display>(wanted: &Wanted<Bound<T>>, f: &mut Formatter<'_>) -> fmt::Result {
    match wanted {
        Wanted::Unknown => f.write_str("unknown"),
        Wanted::Value(bound) => bound.fmt(f),
    }
}

fn name(name: &Name, f: &mut Formatter<'_>) -> fmt::Result {
    let plain = |letter: char| !letter.is_whitespace() && !",\"()".contains(letter);
    let means_more = name.written.starts_with(['<', '>', ':']);
    if name.written.chars().all(plain) && !means_more && !name.written.is_empty() {
        f.write_str(&name.written)
    } else {
        quoted(&name.written, f)
    }
}

fn quoted(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
