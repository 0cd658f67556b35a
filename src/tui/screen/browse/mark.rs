//! The words that were looked for, marked where they stand. It must not know where the text is from.

use crate::study::words;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// `line` with every word that begins with one of these folded `words` marked: in `style`, and underlined, so that the mark is
/// seen without colour.
pub fn mark<'a>(line: Line<'a>, words: &[String], style: Style) -> Line<'a> {
    if words.is_empty() {
        return line;
    }
    let text: String = line.spans.iter().map(|span| &*span.content).collect();
    let mut places = Vec::new();
    words::each_token(&text, |place, token| {
        if words.iter().any(|word| token.starts_with(word.as_str())) {
            places.push(place);
        }
    });
    if places.is_empty() {
        return line;
    }
    let mut spans = Vec::new();
    let mut start = 0;
    for span in line.spans {
        let end = start + span.content.len();
        let mut at = start;
        for place in places.iter().filter(|place| place.start < end && place.end > start) {
            let (from, to) = (place.start.max(start), place.end.min(end));
            if at < from {
                spans.push(Span::styled(text[at..from].to_owned(), span.style));
            }
            let marked = span.style.patch(style).add_modifier(Modifier::UNDERLINED);
            spans.push(Span::styled(text[from..to].to_owned(), marked));
            at = to;
        }
        if at < end {
            spans.push(Span::styled(text[at..end].to_owned(), span.style));
        }
        start = end;
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pieces: &[&'static str], words: &[&str], expected: &[&str]) {
        let line = Line::from(pieces.iter().map(|piece| Span::raw(*piece)).collect::<Vec<Span>>());
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let marked = mark(line, &words, Style::default());
        let shown: String = marked.spans.iter().map(|span| &*span.content).collect();
        assert_eq!(shown, pieces.concat(), "no letter is lost");
        let underlined = marked.spans.iter().filter(|span| span.style.add_modifier.contains(Modifier::UNDERLINED));
        assert_eq!(underlined.map(|span| &*span.content).collect::<Vec<&str>>(), expected);
    }

    #[test]
    fn words_are_marked_where_they_begin_one_whatever_case_and_accents() {
        check(&["Locks and a Lock; block"], &["lock"], &["Locks", "Lock"]);
        check(&["Caf\u{e9} \u{6f22}\u{5b57} C++"], &["cafe", "c++"], &["Caf\u{e9}", "C++"]);
        check(&["across ", "sp", "ans here"], &["span"], &["sp", "ans"]);
        check(&["nothing"], &["else"], &[]);
        check(&["nothing"], &[], &[]);
    }
}
