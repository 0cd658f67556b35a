//! Markdown within one line: code, emphasis, links. It must not know blocks or colours, and it loses no character that might
//! have been meant: `*args`, `__init__`, `a * b`, `handlers[name](event)` stay as they are written.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A line that begins with this is a paragraph to any reader of Markdown, whatever follows.
const SHELTER: &str = "x ";

/// How a stretch of text is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    pub code: bool,
    pub emphasis: bool,
    pub strong: bool,
    pub link: bool,
    /// Where a link leads.
    pub address: bool,
}

/// A stretch of text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub text: String,
    pub marks: Marks,
}

/// Whether stars emphasise in a text of these lines: only where every one of them does. A text with `*args` somewhere is about
/// stars, and all of them stay.
pub fn stars_emphasise<'a>(lines: impl IntoIterator<Item = &'a str>) -> bool {
    let stays = |stretch: &Stretch| !stretch.marks.code && stretch.text.contains('*');
    lines.into_iter().filter(|line| line.contains('*')).all(|line| !stretches(line, true).iter().any(stays))
}

/// Whether `text` has any of the signs that mark something. Without them all of it is one stretch.
pub fn may_be_marked(text: &str) -> bool {
    // Every byte, without an early end: so the compiler compares many at once.
    text.bytes().fold(false, |any, byte| any | matches!(byte, b'`' | b'*' | b'[' | b'<'))
}

/// The stretches of `line`; with `stars`, those emphasise where they plainly do. Underscores never do: names are full of them.
pub fn stretches(line: &str, stars: bool) -> Vec<Stretch> {
    if !may_be_marked(line) {
        let whole = Stretch { text: line.to_owned(), marks: Marks::default() };
        return if line.is_empty() { Vec::new() } else { vec![whole] };
    }
    let source = format!("{SHELTER}{line}");
    let mut reader =
        Reader { source: &source, at: SHELTER.len(), marks: Marks::default(), read: Vec::new(), words: String::new() };
    let mut open = Vec::new();
    for (event, range) in Parser::new_ext(&source, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let Some(opened) = opened(tag, &source, &range, stars) else { continue };
                reader.take_to(range.start);
                open.push((opened.clone(), reader.marks));
                match opened {
                    Opened::Text => {}
                    Opened::Emphasis => (reader.at, reader.marks.emphasis) = (range.start + 1, true),
                    Opened::Strong => (reader.at, reader.marks.strong) = (range.start + 2, true),
                    Opened::Link(_) => {
                        (reader.at, reader.marks.link) = (range.start + 1, true);
                        reader.words.clear();
                    }
                }
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {
                let Some((opened, before)) = open.pop() else { continue };
                match opened {
                    Opened::Text => reader.take_to(range.end),
                    Opened::Emphasis => reader.take_to(range.end - 1),
                    Opened::Strong => reader.take_to(range.end - 2),
                    Opened::Link(address) => reader.end_link(address),
                }
                (reader.at, reader.marks) = (range.end, before);
            }
            Event::Code(code) => {
                reader.take_to(range.start);
                reader.push(&code, Marks { code: true, ..reader.marks });
                reader.at = range.end;
            }
            Event::Text(_) | Event::InlineHtml(_) => reader.take_to(range.end),
            _ => {}
        }
    }
    reader.take_to(source.len());
    reader.read
}

/// What opens at some place of a line.
#[derive(Debug, Clone)]
enum Opened {
    /// It looks like markup and is none.
    Text,
    Emphasis,
    Strong,
    Link(String),
}

fn opened(tag: Tag, source: &str, range: &Range<usize>, stars: bool) -> Option<Opened> {
    Some(match tag {
        Tag::Emphasis if stars && is_plain_emphasis(source, range, 1) => Opened::Emphasis,
        Tag::Strong if stars && is_plain_emphasis(source, range, 2) => Opened::Strong,
        // A title has no place on the screen: such a link stays as it is written.
        Tag::Link { link_type: LinkType::Inline | LinkType::Autolink, dest_url, title, .. }
            if title.is_empty() && is_address(&dest_url) =>
        {
            Opened::Link(dest_url.into_string())
        }
        Tag::Emphasis | Tag::Strong | Tag::Link { .. } => Opened::Text,
        _ => return None,
    })
}

/// Whether a pair of `signs` stars around words stands in prose, as `*this*` does and `2*3*4` or `src/*, lib/*` do not.
fn is_plain_emphasis(source: &str, range: &Range<usize>, signs: usize) -> bool {
    let inside = &source[range.start + signs..range.end - signs];
    let before = source[..range.start].chars().next_back();
    let after = source[range.end..].chars().next();
    source[range.start..].starts_with('*')
        && before.is_none_or(|c| c.is_whitespace() || "(\"'“‘«—–*".contains(c))
        && after.is_none_or(|c| c.is_whitespace() || ".,;:!?)\"'”’»—–*".contains(c))
        && inside.starts_with(|c: char| c.is_alphanumeric() || "\"'“‘«`*".contains(c))
        && inside.ends_with(|c: char| c.is_alphanumeric() || ".!?)%\"'”’»`*".contains(c))
}

/// Whether `[text](…)` is a link by what stands in its parentheses; the arguments of a call are no address.
fn is_address(destination: &str) -> bool {
    ["http://", "https://", "ftp://", "mailto:"].iter().any(|scheme| destination.starts_with(scheme))
}

/// Takes the source in from left to right, so that whatever no event speaks of is text.
struct Reader<'a> {
    source: &'a str,
    at: usize,
    marks: Marks,
    read: Vec<Stretch>,
    /// The words of the link that is read.
    words: String,
}

impl Reader<'_> {
    fn take_to(&mut self, end: usize) {
        if self.at < end {
            self.push(&self.source[self.at..end], self.marks);
            self.at = end;
        }
    }

    fn push(&mut self, text: &str, marks: Marks) {
        self.words.push_str(text);
        match self.read.last_mut() {
            Some(last) if last.marks == marks => last.text.push_str(text),
            _ => self.read.push(Stretch { text: text.to_owned(), marks }),
        }
    }

    /// The words of a link were read; where it leads follows them, unless they say it themselves.
    fn end_link(&mut self, address: String) {
        if self.words != address {
            let unmarked = Marks { link: false, ..self.marks };
            self.push(" (", unmarked);
            self.push(&address, Marks { address: true, ..unmarked });
            self.push(")", unmarked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with its marks spelled out: `{e:…}`, `{s:…}`, `{c:…}`, `{l:…}`, `{a:…}`.
    fn spelled(stretches: &[Stretch]) -> String {
        let mut all = String::new();
        for Stretch { text, marks } in stretches {
            let signs = [
                (marks.emphasis, 'e'),
                (marks.strong, 's'),
                (marks.code, 'c'),
                (marks.link, 'l'),
                (marks.address, 'a'),
            ];
            let signs: String = signs.iter().filter(|(on, _)| *on).map(|(_, sign)| *sign).collect();
            all.push_str(&if signs.is_empty() { text.clone() } else { format!("{{{signs}:{text}}}") });
        }
        all
    }

    #[track_caller]
    fn check(line: &str, expected: &str) {
        assert_eq!(spelled(&stretches(line, stars_emphasise([line]))), expected);
    }

    #[test]
    fn emphasis_in_prose_loses_its_stars() {
        check("an *important* word", "an {e:important} word");
        check("**Never** do it, *ever*.", "{s:Never} do it, {e:ever}.");
        check("***both*** (*in here*)", "{es:both} ({e:in here})");
        check("**bold `*args` code**", "{s:bold }{sc:*args}{s: code}");
    }

    #[test]
    fn stars_that_may_be_meant_stay_and_keep_all_others_of_the_text() {
        for line in [
            "*args and **kwargs",
            "What are *args and **kwargs? *args collects, **kwargs too.",
            "a * b * c",
            "2*3*4 and x**2",
            "src/*.py, tests/*",
            "files called test_*.py or *_test.py",
            "charge(amount, *, currency, **metadata)",
            "SELECT * FROM t",
            "df[\"a\"] * df[\"b\"]",
            "*args next to *emphasis*",
            "print(*a, *b)",
            "a lone * star",
        ] {
            check(line, line);
        }
    }

    #[test]
    fn underscores_brackets_and_tags_are_text() {
        for line in [
            "__init__ and __new__, _private_, a_b_c",
            "[i for i in x] and d[key](argument)",
            "[x]: no definition",
            "[x](https://a.b 'a title')",
            "![alt](picture.png)",
            "a <b> c </b> &lt; \\. \\*",
            "# no heading",
            "- no item",
            "> no quote",
            "    four blanks",
            "ends with \\",
            "x | y",
            "1. one",
        ] {
            check(line, line);
        }
    }

    #[test]
    fn code_between_backticks_loses_them() {
        check("use `a b` or ``x`y``", "use {c:a b} or {c:x`y}");
        check("`` `tick` ``", "{c:`tick`}");
        check("a lone ` stays, `` too", "a lone ` stays, `` too");
    }

    #[test]
    fn a_link_says_where_it_leads() {
        check("see [the docs](https://a.b/c) now", "see {l:the docs} ({a:https://a.b/c}) now");
        check("<https://a.b> and [https://a.b](https://a.b)", "{l:https://a.b} and {l:https://a.b}");
        check("<https://a.b><https://a.b>", "{l:https://a.bhttps://a.b}");
        check("[`code`](http://a.b)", "{cl:code} ({a:http://a.b})");
    }
}
