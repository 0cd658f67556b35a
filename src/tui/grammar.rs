//! Tells the words of code apart: keywords, strings, numbers, comments, names. It must not know colours or screens.
//!
//! A table of words and quotes for each language, not a parser: what a reader's eye needs, in the time of a drawing. Whatever
//! the tables do not know is plain, and every byte of the code is in exactly one word.

mod languages;

use languages::{Language, Quote, language};

/// Beyond this nobody reads code on a card, and drawing must not wait for it.
const MOST_BYTES: usize = 64 * 1024;

/// What a word of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Keyword,
    /// A string.
    Text,
    /// A number, or a constant that the language names.
    Number,
    Comment,
    /// The name of a function, a type, a key.
    Name,
}

/// A stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub bytes: usize,
    pub kind: Kind,
}

/// The words of each line of `source`; one that is not listed to its end is plain from there on. Nothing where the language
/// is unknown.
pub fn tell_apart(name: &str, source: &str) -> Vec<Vec<Word>> {
    let Some(language) = language(name).filter(|_| source.len() <= MOST_BYTES) else { return Vec::new() };
    let mut reader = Reader { language, source, at: 0, defines: false, lines: vec![Vec::new()] };
    while reader.at < source.len() {
        let (bytes, kind) = reader.next();
        reader.push(bytes, kind);
    }
    reader.lines
}

struct Reader<'a> {
    language: &'static Language,
    source: &'a str,
    at: usize,
    /// The word before opens a definition, such as `def`.
    defines: bool,
    lines: Vec<Vec<Word>>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    /// What stands on this line before the word to come.
    fn before(&self) -> &str {
        let begin = self.source[..self.at].rfind('\n').map_or(0, |end| end + 1);
        &self.source[begin..self.at]
    }

    /// Takes the next bytes as words of one kind, line by line.
    fn push(&mut self, bytes: usize, kind: Kind) {
        let text = &self.source[self.at..self.at + bytes];
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                self.lines.push(Vec::new());
            }
            let Some(line) = self.lines.last_mut() else { continue };
            match line.last_mut() {
                _ if part.is_empty() => {}
                Some(last) if last.kind == kind => last.bytes += part.len(),
                _ => line.push(Word { bytes: part.len(), kind }),
            }
        }
        self.at += bytes;
    }

    fn next(&mut self) -> (usize, Kind) {
        let rest = self.rest();
        if let Some(bytes) = self.comment() {
            return (bytes, Kind::Comment);
        }
        if let Some(bytes) = self.string() {
            let is_key = self.language.has_keys && rest[bytes..].trim_start().starts_with(':');
            return (bytes, if is_key { Kind::Name } else { Kind::Text });
        }
        if let Some(bytes) = self.key() {
            return (bytes, Kind::Name);
        }
        let Some(first) = rest.chars().next() else { return (0, Kind::Plain) };
        if first.is_ascii_digit() {
            return (number(rest), Kind::Number);
        }
        if self.language.sigils.contains(first) {
            let name = rest[1..].find(|c: char| !is_of_name(c)).unwrap_or(rest.len() - 1);
            if name > 0 {
                return (1 + name, Kind::Name);
            }
        }
        if !is_of_name(first) {
            self.defines &= first.is_whitespace();
            return (first.len_utf8(), Kind::Plain);
        }
        let word = &rest[..rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len())];
        let kind = self.word(word, &rest[word.len()..]);
        let (bytes, opens) = (word.len(), self.language.defining.split(' ').any(|known| known == word));
        self.defines = opens;
        (bytes, kind)
    }

    fn comment(&self) -> Option<usize> {
        let rest = self.rest();
        let Language { line_comments, block_comment, comments_stand_apart, .. } = self.language;
        // In a shell `$#` counts and `a#b` is a word.
        let apart = !comments_stand_apart || self.before().chars().next_back().is_none_or(char::is_whitespace);
        if apart && line_comments.iter().any(|sign| rest.starts_with(sign)) {
            return Some(rest.find('\n').unwrap_or(rest.len()));
        }
        let (open, close) = block_comment.filter(|(open, _)| rest.starts_with(open))?;
        Some(rest[open.len()..].find(close).map_or(rest.len(), |end| open.len() + end + close.len()))
    }

    /// The bytes of the string that begins here, with the letters before its quote.
    fn string(&self) -> Option<usize> {
        let rest = self.rest();
        if self.before().chars().next_back().is_some_and(is_of_name) {
            return None;
        }
        let prefix = self.language.prefixes.iter().find(|prefix| {
            rest.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix))
                && rest[prefix.len()..].starts_with(['"', '\''])
        });
        let prefix = prefix.map_or(0, |prefix| prefix.len());
        let quoted = &rest[prefix..];
        let quote = self.language.quotes.iter().find(|quote| quoted.starts_with(quote.open))?;
        let inside = &quoted[quote.open.len()..];
        match end_of_string(inside, quote) {
            Some(end) => Some(prefix + quote.open.len() + end),
            // `'a` without an end is a lifetime, `it's` is prose: nothing opens there.
            None if quote.must_close => None,
            None if quote.many_lines => Some(rest.len()),
            None => Some(prefix + quote.open.len() + inside.find('\n').unwrap_or(inside.len())),
        }
    }

    /// The bytes of a key at the beginning of a line, as YAML has them.
    fn key(&self) -> Option<usize> {
        if !self.language.has_bare_keys || !self.before().trim_start_matches([' ', '-']).is_empty() {
            return None;
        }
        let line = self.rest().lines().next()?;
        let end = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1))?;
        let is_name = |c: char| is_of_name(c) || ".-/ ".contains(c);
        (end > 0 && line[..end].starts_with(is_of_name) && line[..end].chars().all(is_name)).then_some(end)
    }

    fn word(&self, word: &str, after: &str) -> Kind {
        let Language { keywords, openers, constants, any_case, has_types, .. } = self.language;
        let is_in = |list: &str| {
            list.split(' ').any(|known| if *any_case { known.eq_ignore_ascii_case(word) } else { known == word })
        };
        let before = self.before();
        let is_member = before.ends_with('.');
        let is_call = after.starts_with('(') || after.starts_with("!(") || after.starts_with("![");
        // `match x:` is a statement, `match = x` and `match(x)` are names.
        let opens = before.trim().is_empty()
            && after.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| !"=.,:)".contains(c)));
        if !is_member && (is_in(keywords) || (opens && is_in(openers))) {
            Kind::Keyword
        } else if !is_member && is_in(constants) {
            Kind::Number
        } else if self.defines || is_call || (*has_types && is_type(word)) {
            Kind::Name
        } else {
            Kind::Plain
        }
    }
}

/// Where in `inside` the string ends, its closing quote included.
fn end_of_string(inside: &str, quote: &Quote) -> Option<usize> {
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        if inside[at..].starts_with(quote.close) {
            let end = at + quote.close.len();
            // One character stands between the quotes of a character.
            let is_char =
                !quote.must_close || at > 0 && (inside.starts_with('\\') || inside[..at].chars().count() == 1);
            return is_char.then_some(end);
        }
        match character {
            '\\' if quote.escapes => drop(characters.next()),
            '\n' if !quote.many_lines => return None,
            _ => {}
        }
    }
    None
}

/// The bytes of the number that `text` begins with: `10_000`, `0xff`, `1.5e-3`, `3u8`, and of `1..9` the first.
fn number(text: &str) -> usize {
    let mut end = 0;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        let goes_on = character.is_ascii_alphanumeric()
            || character == '_'
            || character == '.' && next.is_some_and(|next| next.is_ascii_digit())
            || "+-".contains(character) && "eE".contains(before) && !text.starts_with("0x");
        if !goes_on {
            break;
        }
        (end, before) = (at + character.len_utf8(), character);
    }
    end
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// `HashMap` and `Int` are types by their look; `MAX` and `T` are anything.
fn is_type(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase()) && word.contains(|c: char| c.is_lowercase())
}

#[cfg(test)]
mod tests;
