//! A block of code as lines, its words in the colours of what they are. It must not know any language.

use super::text::{prefix, width};
use crate::tui::grammar::{Word, tell_apart};
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The rest of a line stands so far beyond its beginning.
const HANG: usize = 4;

/// The block from its column `left` on: lines as they are, cut with a mark where the screen ends.
pub fn code(source: &str, language: Option<&str>, columns: usize, left: usize, theme: &Theme) -> Vec<Line<'static>> {
    let edge = edge(theme.glyphs.upright, theme);
    let columns = columns.saturating_sub(edge.width());
    let cut = theme.glyphs.cut;
    let line = |(text, style): (String, Vec<Word>)| {
        let begin = prefix(&text, left).len();
        let shown = &text[begin..];
        let mut spans = vec![edge.clone()];
        if width(shown) <= columns {
            spans.extend(part(&text, &style, begin, text.len(), theme));
        } else {
            let kept = prefix(shown, columns.saturating_sub(width(cut))).len();
            spans.extend(part(&text, &style, begin, begin + kept, theme));
            spans.push(Span::styled(cut, theme.attention));
        }
        Line::from(spans)
    };
    written(source, language, theme).into_iter().map(line).collect()
}

/// The block with all of it in sight: a line that is too wide goes on in the next, behind an edge of its own.
pub fn wrapped(source: &str, language: Option<&str>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let (first, others) = (edge(theme.glyphs.upright, theme), edge(theme.glyphs.goes_on, theme));
    let columns = columns.saturating_sub(first.width()).max(1);
    let mut lines = Vec::new();
    for (text, words) in written(source, language, theme) {
        let hang = hang(&text, columns);
        let mut at = 0;
        loop {
            let kept = fitting(&text[at..], if at == 0 { columns } else { columns - hang });
            let mut spans = vec![if at == 0 { first.clone() } else { others.clone() }];
            if at > 0 && hang > 0 {
                spans.push(Span::raw(" ".repeat(hang)));
            }
            spans.extend(part(&text, &words, at, at + kept, theme));
            lines.push(Line::from(spans));
            at += kept;
            if at >= text.len() {
                break;
            }
        }
    }
    lines
}

/// Columns that the rest of a line is indented by: beyond its beginning, where that leaves room for it.
fn hang(line: &str, columns: usize) -> usize {
    let hang = line.len() - line.trim_start_matches(' ').len() + HANG;
    if hang * 2 > columns { 0 } else { hang }
}

/// The bytes of `text` that one line takes: up to a blank, unless that would leave half of the line empty.
fn fitting(text: &str, columns: usize) -> usize {
    let fits = prefix(text, columns);
    if fits.len() == text.len() {
        return fits.len();
    }
    match fits.rfind(' ') {
        Some(blank) if width(&fits[..blank]) * 2 > columns => blank + 1,
        // A character that is wider than the screen still has to be passed.
        _ if fits.is_empty() => text.chars().next().map_or(0, char::len_utf8),
        _ => fits.len(),
    }
}

fn edge(sign: &'static str, theme: &Theme) -> Span<'static> {
    Span::styled(format!("{sign} "), theme.quiet)
}

/// The lines of the block with the words of each.
fn written(source: &str, language: Option<&str>, theme: &Theme) -> Vec<(String, Vec<Word>)> {
    let said = theme.say(source);
    let mut words = language.map_or_else(Vec::new, |language| tell_apart(language, &said)).into_iter();
    said.lines().map(|line| (line.to_owned(), words.next().unwrap_or_default())).collect()
}

/// The text between two byte positions; what lies beyond its words is plain.
fn part(text: &str, words: &[Word], begin: usize, end: usize, theme: &Theme) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut push = |from: usize, to: usize, style: Style| {
        if let Some(text) = text.get(from.max(begin)..to.min(end)).filter(|text| !text.is_empty()) {
            spans.push(Span::styled(text.to_owned(), style));
        }
    };
    let mut at = 0;
    for word in words {
        push(at, at + word.bytes, theme.of_code(word.kind));
        at += word.bytes;
    }
    push(at, text.len(), theme.plain);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::grammar::Kind;
    use crate::tui::theme::Palette;

    fn theme() -> Theme {
        Theme::new(Palette::Sixteen, false)
    }

    fn shown(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.spans.iter().map(|span| &*span.content).collect()).collect()
    }

    #[test]
    fn code_can_be_moved_aside_and_says_where_it_is_cut() {
        let lines = code("alpha beta\nab\n漢字漢字", None, 8, 3, &theme());
        assert_eq!(shown(&lines), ["│ ha be…", "│ ", "│ 字漢字"]);
    }

    #[test]
    fn wrapped_code_is_all_there_behind_another_edge() {
        let lines = wrapped("if a  ==  b:\n\n    漢字漢字", None, 9, &theme());
        assert_eq!(shown(&lines), ["│ if a  ", "┊ ==  b:", "│ ", "│     漢", "┊ 字漢字"]);
        let lines = wrapped("  call(one, two, three)", None, 20, &theme());
        assert_eq!(shown(&lines), ["│   call(one, two, ", "┊       three)"]);
        assert_eq!(shown(&wrapped("ab", None, 1, &theme())), ["│ a", "┊ b"]);
    }

    #[test]
    fn words_have_their_colours_wherever_a_line_is_cut() {
        let theme = theme();
        let source = "def f\nx = 'y'";
        let styles = |lines: &[Line]| -> Vec<Vec<(String, Style)>> {
            let spans =
                |line: &Line| line.spans[1..].iter().map(|span| (span.content.to_string(), span.style)).collect();
            lines.iter().map(spans).collect()
        };
        let part = |text: &str, kind| (text.to_owned(), theme.of_code(kind));
        let (keyword, name) = (Kind::Keyword, Kind::Name);
        let expected = [
            vec![part("def", keyword), part(" ", Kind::Plain), part("f", name)],
            vec![part("x = ", Kind::Plain), part("'y'", Kind::Text)],
        ];
        let python = Some("python");
        assert_eq!(styles(&code(source, python, 40, 0, &theme)), expected);
        assert_eq!(styles(&wrapped(source, python, 40, &theme)), expected);
        assert_eq!(styles(&wrapped(source, python, 6, &theme))[1], [part(" ", Kind::Plain), part("f", name)][1..]);
        assert_eq!(styles(&code(source, python, 40, 2, &theme))[0][0], part("f", keyword));
        assert_eq!(styles(&code(source, None, 40, 0, &theme))[0], [part("def f", Kind::Plain)]);
    }
}
