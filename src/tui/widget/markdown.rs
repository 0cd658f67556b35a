//! The text of a card as lines: paragraphs, list items, quotes, tables and blocks of code. It must not know what the text is
//! about. Cards are plain text that may be marked up, so that a sign is taken for markup only where it can be nothing else.

use super::inline::{Marks, may_be_marked, stars_emphasise, stretches};
use super::text::{width, wrap};
use super::{code, table};
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// Prose in `base`. A line of the text is a line or more on the screen, a blank line is one blank line.
pub fn prose(text: &str, columns: usize, base: Style, theme: &Theme) -> Vec<Line<'static>> {
    let text = theme.say(text);
    let lines: Vec<&str> = text.lines().collect();
    let ink = Ink { base, stars: stars_emphasise(words_of(&lines)), theme };
    let mut drawn = blocks(&lines, columns, &ink);
    while drawn.last().is_some_and(|last| last.spans.is_empty()) {
        drawn.pop();
    }
    drawn
}

/// One line of a card's text as styled runs, to be wrapped together with others.
pub fn runs(text: &str, base: Style, theme: &Theme) -> Vec<(String, Style)> {
    let line = theme.say(text).replace('\n', " ");
    Ink { base, stars: stars_emphasise([&*line]), theme }.runs(&line)
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
    // The blank behind the sign is no part of it: an underline ends before.
    let mut all = vec![(sign.to_owned(), sign_style), (" ".to_owned(), theme.plain)];
    all.extend(runs(text, style, theme));
    wrap(&all, columns, width(sign) + 1)
}

/// `text` as it reads where no style can show what is marked: without the signs.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !may_be_marked(text) {
        return text.into();
    }
    let stars = stars_emphasise(text.lines());
    let lines = text.lines().map(|line| stretches(line, stars).into_iter().map(|stretch| stretch.text).collect());
    lines.collect::<Vec<String>>().join("\n").into()
}

/// How the words of one text are drawn.
pub struct Ink<'a> {
    pub base: Style,
    /// Whether stars emphasise in this text.
    pub stars: bool,
    pub theme: &'a Theme,
}

impl Ink<'_> {
    pub fn runs(&self, line: &str) -> Vec<(String, Style)> {
        stretches(line, self.stars).into_iter().map(|stretch| (stretch.text, self.style(stretch.marks))).collect()
    }

    fn style(&self, marks: Marks) -> Style {
        let Marks { code, emphasis, strong, link, address } = marks;
        let theme = self.theme;
        let mut style = match (code, address) {
            (true, _) => theme.code.add_modifier(self.base.add_modifier),
            (_, true) => theme.quiet,
            _ => self.base,
        };
        let marked = [(emphasis, theme.emphasis), (strong, theme.strong), (link, theme.link)];
        for (_, mark) in marked.into_iter().filter(|(on, _)| *on) {
            style = style.add_modifier(mark.add_modifier);
        }
        style
    }
}

/// The lines in which words are marked up: not those of code, and without the signs of lists.
fn words_of<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match Fence::open(&lines[at..]) {
            Some(fence) => at += fence.rows,
            None => {
                words.push(Head::of(lines[at]).rest);
                at += 1;
            }
        }
    }
    words
}

fn blocks(lines: &[&str], columns: usize, ink: &Ink) -> Vec<Line<'static>> {
    let theme = ink.theme;
    let mut drawn: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(fence) = Fence::open(&lines[at..]) {
            drawn.extend(code::wrapped(&fence.source(), Some(fence.language), columns, theme));
            at += fence.rows;
        } else if let Some(table) = table::read(&lines[at..]) {
            drawn.extend(table.lines(columns, ink));
            at += table.rows();
        } else if quoted(line).is_some() {
            let inside: Vec<&str> = lines[at..].iter().map_while(|line| quoted(line)).collect();
            let edge = Span::styled(format!("{} ", theme.glyphs.upright), theme.quiet);
            for mut line in blocks(&inside, columns.saturating_sub(edge.width()), ink) {
                line.spans.insert(0, edge.clone());
                drawn.push(line);
            }
            at += inside.len();
        } else if line.trim().is_empty() {
            if drawn.last().is_some_and(|last| !last.spans.is_empty()) {
                drawn.push(Line::default());
            }
            at += 1;
        } else {
            drawn.extend(words(line, columns, ink));
            at += 1;
        }
    }
    drawn
}

/// A line of words, behind the sign of a list where it has one. A heading keeps its signs: comments begin with them too.
fn words(line: &str, columns: usize, ink: &Ink) -> Vec<Line<'static>> {
    let head = Head::of(line);
    let mut all = Vec::new();
    if !head.sign.is_empty() {
        let sign = match head.sign {
            "-" | "*" => ink.theme.glyphs.bullet,
            sign => sign,
        };
        all.push((" ".repeat(head.indent), ink.base));
        all.push((format!("{sign} "), ink.theme.accent));
        all.extend(ink.runs(head.rest));
    } else {
        let base = if is_heading(line) { ink.base.add_modifier(ink.theme.strong.add_modifier) } else { ink.base };
        all.extend(Ink { base, ..*ink }.runs(line));
    }
    wrap(&all, columns, head.hang())
}

fn is_heading(line: &str) -> bool {
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&signs) && line[signs..].starts_with(' ')
}

/// What stands in a quoted line. `>>>` is a prompt, and `>=` a comparison.
fn quoted(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('>')?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// How a line begins: indented, with the sign of a list.
struct Head<'a> {
    indent: usize,
    sign: &'a str,
    rest: &'a str,
}

impl Head<'_> {
    fn of(line: &str) -> Head<'_> {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let bullet = ["- ", "* ", "• ", "+ "].into_iter().find(|sign| trimmed.starts_with(sign)).map(str::len);
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let follows = [". ", ") "].iter().any(|sign| trimmed[digits..].starts_with(sign));
        let numbered = ((1..=3).contains(&digits) && follows).then_some(digits + 2);
        let length = bullet.or(numbered).unwrap_or(0);
        Head { indent, sign: trimmed[..length].trim_end(), rest: &trimmed[length..] }
    }

    /// Columns under which the other lines of an item hang.
    fn hang(&self) -> usize {
        self.indent + if self.sign.is_empty() { 0 } else { width(self.sign) + 1 }
    }
}

/// A block of code between fences.
struct Fence<'a> {
    language: &'a str,
    inside: Vec<&'a str>,
    /// Lines of the text that it takes.
    rows: usize,
}

impl Fence<'_> {
    /// The block that begins with the first of the lines; one that is never closed runs to the end.
    fn open<'a>(lines: &[&'a str]) -> Option<Fence<'a>> {
        let trimmed = lines.first()?.trim_start();
        let sign = trimmed.chars().next().filter(|sign| ['`', '~'].contains(sign))?;
        let signs = trimmed.len() - trimmed.trim_start_matches(sign).len();
        let info = trimmed[signs..].trim();
        if signs < 3 || info.contains(sign) {
            return None;
        }
        let closes = |line: &&&str| {
            let line = line.trim();
            line.len() >= signs && line.chars().all(|c| c == sign)
        };
        let inside: Vec<&str> = lines[1..].iter().take_while(|line| !closes(line)).copied().collect();
        let rows = (inside.len() + 2).min(lines.len());
        Some(Fence { language: info.split_whitespace().next().unwrap_or_default(), inside, rows })
    }

    fn source(&self) -> String {
        self.inside.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Bank;
    use crate::parse::{Expectation, parse};
    use crate::tui::theme::Palette;
    use std::path::Path;

    fn theme() -> Theme {
        Theme::new(Palette::Sixteen, false)
    }

    fn shown(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.spans.iter().map(|span| &*span.content).collect()).collect()
    }

    #[track_caller]
    fn check(text: &str, columns: usize, expected: &[&str]) {
        let theme = theme();
        let lines = shown(&prose(text, columns, theme.plain, &theme));
        assert_eq!(lines, expected);
        assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?} is wider than {columns}");
    }

    #[test]
    fn lines_stay_lines_and_many_blank_ones_are_one() {
        check("a\n\n\n\nb\n\n", 10, &["a", "", "b"]);
        check("Symptom: slow\nFind: measure", 20, &["Symptom: slow", "Find: measure"]);
    }

    #[test]
    fn list_items_hang_under_their_text() {
        check("- one two three", 9, &["• one two", "  three"]);
        check("* one\n  - two three", 9, &["• one", "  • two", "    three"]);
        check("12. one two three", 11, &["12. one two", "    three"]);
        check("1) one two", 6, &["1) one", "   two"]);
        check("-one\n5-3", 9, &["-one", "5-3"]);
    }

    #[test]
    fn quotes_have_an_edge_and_prompts_are_none() {
        check("> one two\n> - three\nfour", 9, &["│ one two", "│ • three", "four"]);
        check(">>> print(1)\n>= 3", 20, &[">>> print(1)", ">= 3"]);
    }

    #[test]
    fn fenced_code_is_wrapped_as_code_and_keeps_its_blanks() {
        check(
            "so:\n```python\nif a  ==  b:\n    *x*\n```\nend",
            12,
            &["so:", "│ if a  ==  ", "┊     b:", "│     *x*", "end"],
        );
        check("~~~\n```\n~~~", 9, &["│ ```"]);
        check("```\nnever closed", 20, &["│ never closed"]);
        check("```not` a fence", 20, &["```not` a fence"]);
    }

    #[test]
    fn headings_keep_their_signs() {
        let theme = theme();
        let lines = prose("## Why\n#!/bin/sh", 20, theme.plain, &theme);
        assert_eq!(shown(&lines), ["## Why", "#!/bin/sh"]);
        assert_eq!((lines[0].spans[0].style, lines[1].spans[0].style), (theme.strong, theme.plain));
    }

    #[test]
    fn marked_words_are_styled_and_lose_their_signs() {
        let theme = theme();
        let lines = prose("use `a b`, **not** *that*", 80, theme.plain, &theme);
        assert_eq!(shown(&lines), ["use a b, not that"]);
        let styled: Vec<(&str, Style)> = lines[0].spans.iter().map(|span| (&*span.content, span.style)).collect();
        assert!(styled.contains(&("a b", theme.code)) && styled.contains(&("not", theme.strong)), "{styled:?}");
        assert!(styled.contains(&("that", theme.emphasis)), "{styled:?}");
        assert_eq!(plain("use `a b`, **not** *that*"), "use a b, not that");
    }

    #[test]
    fn code_in_a_question_is_as_strong_as_the_question() {
        let theme = theme();
        let lines = prose("why `x`", 80, theme.strong, &theme);
        assert_eq!(lines[0].spans[1].style, theme.code.patch(theme.strong).fg(theme.code.fg.unwrap_or_default()));
    }

    #[test]
    fn one_star_that_is_meant_keeps_those_of_all_lines() {
        check("*args is a tuple\nand *this* stays", 40, &["*args is a tuple", "and *this* stays"]);
        check("```\n*args\n```\n- *this* goes", 40, &["│ *args", "• this goes"]);
    }

    /// Everything that a reader sees of a text, whatever its lines.
    fn seen(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[track_caller]
    fn loses_nothing(bank: &Bank) {
        let theme = theme();
        let mut texts: Vec<String> = bank.notes.iter().map(|note| note.text.clone()).collect();
        for card in &bank.cards {
            texts.push(card.question.clone());
            texts.extend(
                [&card.answer, &card.explanation, &card.example, &card.scenario].into_iter().flatten().cloned(),
            );
            texts.extend(card.mistakes.iter().map(|mistake| mistake.claim.clone()));
            texts.extend(card.follow_ups.iter().map(|follow_up| follow_up.question.clone()));
        }
        for text in texts {
            for columns in [76, 38, 11] {
                let lines = shown(&prose(&text, columns, theme.plain, &theme));
                assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
                // Backticks around code and the dash of a list are signs; all else has to be there.
                let expected = seen(&theme.say(&text)).replace(['`', '-', '•'], "");
                assert_eq!(seen(&lines.concat()).replace(['`', '-', '•'], ""), expected, "in {columns} columns");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_letter_digit_or_underscore_is_ever_lost(
            text in "([a-z0-9_]{1,3}|[*`\\[\\]()<>!|#:.&;\\\\-]|\\*\\*| |\n|> |- |\\|--\\||\\[t\\]\\(https://a\\.b\\)|<https://a\\.b>){0,40}",
        ) {
            // A fence names its language, which is not drawn.
            proptest::prop_assume!(!text.contains("```"));
            let theme = theme();
            let lines = shown(&prose(&text, 4000, theme.plain, &theme));
            let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
            proptest::prop_assert_eq!(words(&lines.concat()), words(&text));
        }
    }

    #[test]
    fn the_shipped_cards_lose_no_character() {
        let bank = crate::bank::json::read(include_bytes!(concat!(env!("OUT_DIR"), "/bank.json")));
        loses_nothing(&bank.expect("the shipped bank is one"));
    }

    #[test]
    #[ignore = "needs the shared pages"]
    fn the_shared_pages_lose_no_character() {
        let Some(shared) = std::env::var_os("QBANK_SHARED") else { return };
        let mut pages = 0;
        for entry in std::fs::read_dir(Path::new(&shared).join("seeds")).expect("the pages are there") {
            let path = entry.expect("the pages are there").path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let bytes = std::fs::read(&path).expect("a page can be read");
            let page = parse("page", &bytes, &Expectation::default()).expect("a page is read");
            let mut bank = Bank::new("page");
            bank.cards = page.cards.into_iter().map(|found| found.card).collect();
            bank.notes = page.notes;
            assert!(!bank.cards.is_empty());
            loses_nothing(&bank);
            pages += 1;
        }
        assert!(pages >= 5, "{pages} pages");
    }
}
