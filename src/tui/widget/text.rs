//! Text as lines of styled spans: cleaned, wrapped by display width, code spans and blocks told apart. It must not know what
//! the text is about: cards are plain text with backticks, so `*args` and `__init__` stand as they are written.

use crate::parse::text::steers_terminal;
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

/// A blank at which no line breaks; it is drawn as any other.
pub const NO_BREAK: &str = "\u{a0}";

/// Columns that a tab stands for.
const TAB: &str = "    ";

/// `text` without anything that steers a terminal: controls, escapes and bidirectional marks are gone, tabs are blanks, line
/// breaks stay. With `ascii`, signs that have an ASCII spelling get it.
pub fn clean(text: &str, ascii: bool) -> Cow<'_, str> {
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

/// Columns that a text of one line takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` in at most `columns`, with the sign of a cut where something is missing. Line breaks become blanks.
pub fn clip(text: &str, columns: usize, theme: &Theme) -> String {
    let text = theme.say(text).replace('\n', " ");
    if width(&text) <= columns {
        return text;
    }
    let cut = theme.glyphs.cut;
    if columns <= width(cut) {
        return prefix(cut, columns).to_owned();
    }
    format!("{}{cut}", prefix(&text, columns - width(cut)).trim_end())
}

/// The longest beginning of `text` that fits.
fn prefix(text: &str, columns: usize) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if width(&text[..next]) > columns {
            break;
        }
        end = next;
    }
    &text[..end]
}

/// Prose in `base`: paragraphs, hanging list items, code spans and fenced blocks. A blank line in the text is one blank line.
pub fn prose(text: &str, columns: usize, base: Style, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in theme.say(text).lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            lines.push(code_line(line, columns, theme));
        } else if line.trim().is_empty() {
            if lines.last().is_some_and(|last: &Line| !last.spans.is_empty()) {
                lines.push(Line::default());
            }
        } else {
            lines.extend(wrap(&code_spans(line, base, theme), columns, marker(line)));
        }
    }
    while lines.last().is_some_and(|last| last.spans.is_empty()) {
        lines.pop();
    }
    lines
}

/// A block of code from its column `left` on: lines as they are, cut with a mark where the screen ends.
pub fn code(source: &str, columns: usize, left: usize, theme: &Theme) -> Vec<Line<'static>> {
    let from_left = |line: &str| line[prefix(line, left).len()..].to_owned();
    theme.say(source).lines().map(|line| code_line(&from_left(line), columns, theme)).collect()
}

fn code_line(line: &str, columns: usize, theme: &Theme) -> Line<'static> {
    let edge = Span::styled(format!("{} ", theme.glyphs.upright), theme.quiet);
    let columns = columns.saturating_sub(edge.width());
    if width(line) <= columns {
        return Line::from(vec![edge, Span::styled(line.to_owned(), theme.plain)]);
    }
    let cut = theme.glyphs.cut;
    let kept = prefix(line, columns.saturating_sub(width(cut))).to_owned();
    Line::from(vec![edge, Span::styled(kept, theme.plain), Span::styled(cut, theme.attention)])
}

/// Columns of the list sign that opens `line`, under which its other lines hang.
fn marker(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let sign = ["- ", "* ", "• ", "+ "].into_iter().find(|sign| rest.starts_with(sign)).map(width);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits) && (rest[digits..].starts_with(". ") || rest[digits..].starts_with(") "));
    indent + sign.unwrap_or(if numbered { digits + 2 } else { 0 })
}

/// One line of a card's text as styled runs, to be wrapped together with others.
pub fn runs(text: &str, base: Style, theme: &Theme) -> Vec<(String, Style)> {
    code_spans(&theme.say(text).replace('\n', " "), base, theme)
}

/// A text behind a sign, its further lines under its first word.
pub fn item(
    sign: &str,
    sign_style: Style,
    text: &str,
    style: Style,
    columns: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut all = vec![(format!("{sign} "), sign_style)];
    all.extend(runs(text, style, theme));
    wrap(&all, columns, width(sign) + 1)
}

/// `text` as it reads where no style can show code: without the backticks around it.
pub fn plain(text: &str) -> String {
    code_runs(text).into_iter().map(|(text, _)| text).collect()
}

/// `line` cut at its backticks: what stands between a pair of equally long runs is code, and loses them.
fn code_spans(line: &str, base: Style, theme: &Theme) -> Vec<(String, Style)> {
    let code = Style { add_modifier: base.add_modifier | theme.code.add_modifier, ..theme.code };
    code_runs(line).into_iter().map(|(text, is_code)| (text.to_owned(), if is_code { code } else { base })).collect()
}

/// The stretches of `line`, and whether each is code.
fn code_runs(line: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(found) = line[at..].find('`') {
        let open = at + found;
        let ticks = line[open..].bytes().take_while(|byte| *byte == b'`').count();
        let inside = open + ticks;
        at = inside;
        if let Some(length) = closing(&line[inside..], ticks).filter(|length| *length > 0) {
            runs.push((&line[begin..open], false));
            runs.push((&line[inside..inside + length], true));
            at = inside + length + ticks;
            begin = at;
        }
    }
    runs.push((&line[begin..], false));
    runs.retain(|(text, _)| !text.is_empty());
    runs
}

/// Where in `text` a run of exactly `ticks` backticks begins.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let begin = at + found;
        let run = text[begin..].bytes().take_while(|byte| *byte == b'`').count();
        if run == ticks {
            return Some(begin);
        }
        at = begin + run;
    }
    None
}

/// Breaks one line of styled runs at blanks so that each piece fits; all but the first are indented by `hang` columns.
pub fn wrap(runs: &[(String, Style)], columns: usize, hang: usize) -> Vec<Line<'static>> {
    let columns = columns.max(1);
    // A hanging indent that leaves no room for words would make every word a line.
    let hang = if hang * 2 > columns { 0 } else { hang };
    let text: String = runs.iter().map(|(text, _)| text.as_str()).collect();
    let indent = " ".repeat(hang);
    let options = Options::new(columns)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .subsequent_indent(&indent)
        .break_words(true);
    let mut lines = Vec::new();
    let mut at = 0;
    for (number, piece) in textwrap::wrap(&text, options).into_iter().enumerate() {
        let words = if number == 0 { &*piece } else { piece.strip_prefix(indent.as_str()).unwrap_or(&piece) };
        // Pieces stand in the text one after another; only blanks lie between them.
        let begin = text[at..].find(words).map_or(at, |found| at + found);
        at = begin + words.len();
        let mut spans = styled(runs, begin, at);
        if number > 0 && hang > 0 {
            spans.insert(0, Span::raw(indent.clone()));
        }
        lines.push(Line::from(spans));
    }
    lines
}

/// The part of `runs` between two byte positions of their joined text.
fn styled(runs: &[(String, Style)], begin: usize, end: usize) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (text, style) in runs {
        let (from, to) = (begin.max(start), end.min(start + text.len()));
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
pub fn both_ends(
    left: &str,
    left_style: Style,
    right: &str,
    right_style: Style,
    columns: usize,
    theme: &Theme,
) -> Line<'static> {
    let right = clip(right, columns, theme);
    let apart = if right.is_empty() { 0 } else { width(&right) + 2 };
    let left = clip(left, columns.saturating_sub(apart), theme);
    let gap = columns.saturating_sub(width(&left) + width(&right));
    Line::from(vec![Span::styled(left, left_style), Span::raw(" ".repeat(gap)), Span::styled(right, right_style)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Palette;

    fn theme(ascii: bool) -> Theme {
        Theme::new(Palette::Sixteen, ascii)
    }

    fn shown(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.spans.iter().map(|span| &*span.content).collect()).collect()
    }

    #[track_caller]
    fn check(text: &str, columns: usize, expected: &[&str]) {
        let theme = theme(false);
        let lines = shown(&prose(text, columns, theme.plain, &theme));
        assert_eq!(lines, expected);
        assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?} is wider than {columns}");
    }

    #[test]
    fn prose_is_wrapped_by_display_width() {
        check("one two three", 8, &["one two", "three"]);
        check("漢字漢字 ab", 8, &["漢字漢字", "ab"]);
        check("abcdefghij kl", 4, &["abcd", "efgh", "ij", "kl"]);
        check("a\n\n\n\nb\n\n", 10, &["a", "", "b"]);
        check("Symptom: slow\nFind: measure", 20, &["Symptom: slow", "Find: measure"]);
    }

    #[test]
    fn list_items_hang_under_their_text() {
        check("- one two three", 9, &["- one two", "  three"]);
        check("12. one two three", 11, &["12. one two", "    three"]);
        check("- a word", 3, &["- a", "wor", "d"]);
    }

    #[test]
    fn prose_with_stars_and_underscores_stays_as_it_is_written() {
        check(
            "*args and **kwargs, __init__, a_b_c, # no heading, <b>",
            80,
            &["*args and **kwargs, __init__, a_b_c, # no heading, <b>"],
        );
        check("a lone ` stays, `` too", 80, &["a lone ` stays, `` too"]);
    }

    #[test]
    fn code_between_backticks_is_styled_and_loses_them() {
        let theme = theme(false);
        let lines = prose("use `a b` or ``x`y``", 80, theme.plain, &theme);
        assert_eq!(shown(&lines), ["use a b or x`y"]);
        let code: Vec<&str> =
            lines[0].spans.iter().filter(|span| span.style == theme.code).map(|span| &*span.content).collect();
        assert_eq!(code, ["a b", "x`y"]);
    }

    #[test]
    fn a_code_span_may_break_over_two_lines() {
        check("call `alpha beta` now", 12, &["call alpha", "beta now"]);
    }

    #[test]
    fn fenced_code_is_cut_with_a_mark_and_never_wrapped() {
        check(
            "so:\n```python\nif a  ==  b and c:\n    pass\n```\nend",
            10,
            &["so:", "│ if a  =…", "│     pass", "end"],
        );
    }

    #[test]
    fn code_can_be_moved_aside() {
        let theme = theme(false);
        assert_eq!(shown(&code("alpha beta\nab\n漢字漢字", 8, 3, &theme)), ["│ ha be…", "│ ", "│ 字漢字"]);
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
