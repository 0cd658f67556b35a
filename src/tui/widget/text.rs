//! Text as lines of styled spans: cleaned, and wrapped by display width. It must not know what the text is about, nor how
//! it is marked up.

pub use super::markdown::{item, plain, prose, runs};

use crate::parse::text::steers_terminal;
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A blank at which no line breaks; it is drawn as any other.
pub const NO_BREAK: &str = "\u{a0}";

/// Columns that a tab stands for.
const TAB: &str = "    ";

/// `text` without anything that steers a terminal: controls, escapes and bidirectional marks are gone, tabs are blanks, line
/// breaks stay. With `ascii`, signs that have an ASCII spelling get it.
pub fn clean(text: &str, ascii: bool) -> Cow<'_, str> {
    if all_bytes(text, |byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let is_spelled = |c: char| ascii && spelling(c).is_some();
    let as_it_is = |c: char| c == '\n' || !(is_unsafe(c) || is_spelled(c));
    if text.chars().all(as_it_is) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push_str(TAB),
            c if is_unsafe(c) => {}
            c => match spelling(c) {
                Some(spelled) if ascii => cleaned.push_str(spelled),
                _ => cleaned.push(c),
            },
        }
    }
    Cow::Owned(cleaned)
}

/// Looks at every byte, without an early end, which would keep the compiler from comparing many at once.
fn all_bytes(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(true, |all, byte| all & is(byte))
}

/// Characters that move the cursor, change the direction of writing, or take no room while meaning something.
fn is_unsafe(c: char) -> bool {
    steers_terminal(c)
        || matches!(c,
            '\u{00AD}' | '\u{180E}' | '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn spelling(c: char) -> Option<&'static str> {
    Some(match c {
        '·' | '–' | '‐' | '‑' | '−' | '─' => "-",
        '—' => "--",
        '…' => "...",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‘' | '’' | '‚' => "'",
        '→' | '⇒' => "->",
        '←' => "<-",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '≈' => "~",
        '×' => "x",
        '•' => "*",
        '›' => ">",
        '‹' => "<",
        '✓' | '✔' => "v",
        '✗' | '✘' => "x",
        '\u{00A0}' | '\u{2009}' | '\u{202F}' => " ",
        _ => return None,
    })
}

/// Columns that a text of one line takes: the sum over what a person calls its characters, as the screen is drawn.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if is_even(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether `text` has nothing but the letters, digits and signs of ASCII, and blanks.
pub fn is_printable_ascii(text: &str) -> bool {
    all_bytes(text, |byte| matches!(byte, b' '..=b'~'))
}

/// Whether each character of `text` is one column by itself: printable ASCII, and the signs that prose and screens are full
/// of. To look for characters that belong together, which such a text has not, is most of the work of drawing a page.
pub fn is_even(text: &str) -> bool {
    let is_even = |c: char| {
        matches!(c, ' '..='~' | '\u{a0}' | '·' | '×' | '–' | '—' | '‘'..='”' | '•' | '…' | '‹' | '›' | '←'..='↓'
            | '─'..='▟' | '■' | '□' | '▪'..='▬' | '▲'..='△' | '▸'..='▹' | '▾'..='▿' | '◂' | '●' | '○' | '✓' | '✗')
    };
    is_printable_ascii(text) || text.chars().all(is_even)
}

/// `text` in at most `columns`, with the sign of a cut where something is missing. Line breaks become blanks. What fits as it is
/// is not copied: a list has dozens of names and questions that do.
pub fn clip<'a>(text: impl Into<Cow<'a, str>>, columns: usize, theme: &Theme) -> Cow<'a, str> {
    let text = text.into();
    let cut = theme.glyphs.cut;
    if is_printable_ascii(&text) {
        return match text.get(..columns.saturating_sub(width(cut))) {
            _ if text.len() <= columns => text,
            Some(begin) if !begin.is_empty() => [begin.trim_end(), cut].concat().into(),
            _ => prefix(cut, columns).into(),
        };
    }
    let cleaned = match clean(&text, theme.glyphs.ascii) {
        Cow::Borrowed(same) if !same.contains('\n') => None,
        cleaned => Some(cleaned.replace('\n', " ")),
    };
    let text = cleaned.map_or(text, Cow::Owned);
    if width(&text) <= columns {
        return text;
    }
    if columns <= width(cut) {
        return prefix(cut, columns).into();
    }
    [prefix(&text, columns - width(cut)).trim_end(), cut].concat().into()
}

/// The longest beginning of `text` that fits.
pub fn prefix(text: &str, columns: usize) -> &str {
    if is_even(text) {
        return text.char_indices().nth(columns).map_or(text, |(at, _)| &text[..at]);
    }
    let mut used = 0;
    for (at, character) in text.grapheme_indices(true) {
        used += character.width();
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// Breaks one line of styled runs at blanks so that each piece fits; all but the first are indented by `hang` columns.
pub fn wrap(runs: &[(String, Style)], columns: usize, hang: usize) -> Vec<Line<'static>> {
    let columns = columns.max(1);
    // A hanging indent that leaves no room for words would make every word a line.
    let hang = if hang * 2 > columns { 0 } else { hang };
    let text: String = runs.iter().map(|(text, _)| text.as_str()).collect();
    let mut lines = Vec::new();
    for piece in pieces(&text, columns, columns - hang) {
        let mut spans = styled(runs, piece);
        if !lines.is_empty() && hang > 0 {
            spans.insert(0, Span::raw(" ".repeat(hang)));
        }
        lines.push(Line::from(spans));
    }
    lines
}

/// Where the lines of `text` lie in it: the first in `first` columns, the others in `others`, without the blanks between them.
fn pieces(text: &str, first: usize, others: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut begin, mut end, mut used) = (0, 0, 0);
    for (at, word) in words(text) {
        let wide = width(word);
        let gap = if end == begin && at > 0 && !pieces.is_empty() { 0 } else { at - end };
        let room = if pieces.is_empty() { first } else { others };
        if used + gap + wide <= room {
            (end, used) = (at + word.len(), used + gap + wide);
            continue;
        }
        if end > begin {
            pieces.push(begin..end);
        }
        (begin, end, used) = (at, at, 0);
        for character in word.graphemes(true) {
            let room = if pieces.is_empty() { first } else { others };
            if used + character.width() > room && end > begin {
                pieces.push(begin..end);
                (begin, used) = (end, 0);
            }
            (end, used) = (end + character.len(), used + character.width());
        }
    }
    pieces.push(begin..end);
    pieces
}

/// The words of `text` and where they begin; only a plain blank parts them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let begin = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((begin, word))
    })
}

/// The part of `runs` in a range of their joined text.
fn styled(runs: &[(String, Style)], piece: Range<usize>) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (text, style) in runs {
        let (from, to) = (piece.start.max(start), piece.end.min(start + text.len()));
        if from < to {
            spans.push(Span::styled(text[from - start..to - start].replace(NO_BREAK, " "), *style));
        }
        start += text.len();
    }
    spans
}

/// Facts as a text that [`wrap`] breaks only between them, behind the sign that stands there.
pub fn unbroken<S: AsRef<str>>(facts: &[S], theme: &Theme) -> String {
    let said: Vec<String> = facts.iter().map(|fact| theme.say(fact.as_ref()).replace(' ', NO_BREAK)).collect();
    said.join(&format!("{NO_BREAK}{} ", theme.glyphs.dot.trim()))
}

/// One line with `left` at its beginning and `right` at its end; where both do not fit, `right` stays and `left` is cut.
pub fn both_ends<'a>(
    left: impl Into<Cow<'a, str>>,
    left_style: Style,
    right: impl Into<Cow<'a, str>>,
    right_style: Style,
    columns: usize,
    theme: &Theme,
) -> Line<'a> {
    Line::from_iter(ends(left, left_style, right, right_style, columns, theme))
}

/// The same as the parts of a longer line.
pub fn ends<'a>(
    left: impl Into<Cow<'a, str>>,
    left_style: Style,
    right: impl Into<Cow<'a, str>>,
    right_style: Style,
    columns: usize,
    theme: &Theme,
) -> [Span<'a>; 3] {
    let right = clip(right, columns, theme);
    let apart = if right.is_empty() { 0 } else { width(&right) + 2 };
    let left = clip(left, columns.saturating_sub(apart), theme);
    let gap = columns.saturating_sub(width(&left) + width(&right));
    [Span::styled(left, left_style), blanks(gap), Span::styled(right, right_style)]
}

/// A gap of so many columns.
fn blanks(columns: usize) -> Span<'static> {
    const BLANKS: &str = "                                                                                ";
    match BLANKS.get(..columns) {
        Some(blanks) => Span::raw(blanks),
        None => Span::raw(" ".repeat(columns)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Palette;

    fn theme(ascii: bool) -> Theme {
        Theme::new(Palette::Sixteen, ascii)
    }

    #[track_caller]
    fn check(text: &str, columns: usize, hang: usize, expected: &[&str]) {
        let lines = wrap(&[(text.to_owned(), Style::default())], columns, hang);
        let lines: Vec<String> =
            lines.iter().map(|line| line.spans.iter().map(|span| &*span.content).collect()).collect();
        assert_eq!(lines, expected);
        assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?} is wider than {columns}");
    }

    #[test]
    fn an_even_text_is_as_wide_as_it_has_characters() {
        let even: Vec<char> = ('\0'..='\u{10ffff}').filter(|c| is_even(&c.to_string())).collect();
        assert!(even.len() > 150, "{}", even.len());
        let text: String = even.iter().flat_map(|c| [*c, 'a', *c]).collect();
        let graphemes: Vec<&str> = text.graphemes(true).collect();
        assert!(graphemes.iter().all(|one| one.chars().count() == 1 && one.width() == 1), "{graphemes:?}");
        assert_eq!((width(&text), graphemes.len()), (even.len() * 3, even.len() * 3));
        assert_eq!(prefix(&text, 5), graphemes[..5].concat());
        assert_eq!(prefix("a—b", 9), "a—b");
        for uneven in ["é\u{301}", "漢", "😀", "a\u{200d}", "✓\u{fe0f}", "\n", "\u{7f}"] {
            assert!(!is_even(uneven), "{uneven:?}");
        }
    }

    #[test]
    fn lines_break_at_blanks_by_display_width() {
        check("one two three", 8, 0, &["one two", "three"]);
        check("one  two", 4, 0, &["one", "two"]);
        check("  one two", 6, 2, &["  one", "  two"]);
        check("one two  ", 7, 0, &["one two"]);
        check("漢字漢字 ab", 8, 0, &["漢字漢字", "ab"]);
        check("", 8, 2, &[""]);
        check("   ", 8, 2, &[""]);
    }

    #[test]
    fn a_word_that_no_line_holds_is_broken_between_characters() {
        check("abcdefghij kl", 4, 0, &["abcd", "efgh", "ij", "kl"]);
        check("ab cdefghi", 5, 1, &["ab", " cdef", " ghi"]);
        check("漢字漢", 3, 0, &["漢", "字", "漢"]);
    }

    #[test]
    fn a_hang_that_leaves_no_room_is_no_hang() {
        check("- a word", 3, 2, &["- a", "wor", "d"]);
    }

    #[test]
    fn joined_emoji_and_combining_marks_stay_whole_and_count_once() {
        let (coder, accent, flag, sign) = ("👩\u{200d}💻", "e\u{301}", "🇩🇪", "⚠\u{fe0f}");
        for (text, columns) in [(coder, 2), (accent, 1), (flag, 2), (sign, 2)] {
            assert_eq!(width(text), columns, "{text:?}");
            let twice = format!("{text}{text}");
            check(&twice, columns, 0, &[text, text]);
        }
        assert_eq!(prefix(&format!("a{coder}b"), 2), "a");
    }

    #[test]
    fn a_blank_that_does_not_break_is_drawn_as_a_blank() {
        check("a\u{a0}b c", 3, 0, &["a b", "c"]);
    }

    #[test]
    fn nothing_that_steers_a_terminal_survives() {
        let hostile = "a\x1b[31mb\u{202e}c\u{2066}d\u{9b}2Je\u{200f}\rf\x07\u{feff}\tg\u{2028}h\0";
        assert_eq!(clean(hostile, false), "a[31mbcd2Jef    g\nh");
        assert!(matches!(clean("plain — text\nof two lines", false), Cow::Borrowed(_)));
    }

    #[test]
    fn ascii_spells_the_signs_that_it_can() {
        assert_eq!(clean("a · b … c – d — “e” → ✓ ✗", true), "a - b ... c - d -- \"e\" -> v x");
        assert_eq!(clip("a long text — cut", 9, &theme(true)), "a long...");
    }

    #[test]
    fn a_cut_text_says_so_at_any_width() {
        let theme = theme(false);
        for (columns, expected) in [(0, ""), (1, "…"), (2, "a…"), (4, "abc…"), (6, "abc d…"), (7, "abc def")] {
            assert_eq!(clip("abc def", columns, &theme), expected);
        }
        assert_eq!(clip("漢字漢字", 4, &theme), "漢…");
    }
}
