//! The only file that names a colour: five fixed meanings, and the glyphs that go with them. It must not know any screen.

use super::widget::text;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

/// How much colour the terminal is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// The sixteen colours of the person's own terminal theme.
    Sixteen,
    /// None: bold, underline and reverse carry the meanings.
    Mono,
}

/// The look of every screen: five meanings, the weights of text, and the glyphs.
#[derive(Debug, Clone)]
pub struct Theme {
    pub right: Style,
    pub wrong: Style,
    pub attention: Style,
    pub accent: Style,
    pub quiet: Style,
    pub plain: Style,
    /// The question, and headings.
    pub strong: Style,
    /// The row under the cursor.
    pub selected: Style,
    /// Code within prose.
    pub code: Style,
    pub glyphs: Glyphs,
}

/// The signs that the screens draw with; the ASCII set has nothing beyond ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    pub ascii: bool,
    pub right: &'static str,
    pub wrong: &'static str,
    /// A must point that was not ticked.
    pub open: &'static str,
    /// Said in part.
    pub partly: &'static str,
    /// A bonus point that was not ticked.
    pub bonus: &'static str,
    pub bullet: &'static str,
    /// Between two facts on one line.
    pub dot: &'static str,
    /// From a technology down to its topic.
    pub into: &'static str,
    pub cursor: &'static str,
    /// Where a text was cut.
    pub cut: &'static str,
    pub above: &'static str,
    pub below: &'static str,
    pub rule: &'static str,
    pub upright: &'static str,
    pub bar_full: &'static str,
    pub bar_edge: &'static str,
    pub bar_rest: &'static str,
    pub share_full: &'static str,
    pub share_rest: &'static str,
}

const UNICODE: Glyphs = Glyphs {
    ascii: false,
    right: "✓",
    wrong: "✗",
    open: "·",
    partly: "~",
    bonus: "+",
    bullet: "•",
    dot: " · ",
    into: " › ",
    cursor: "▸",
    cut: "…",
    above: "▴",
    below: "▾",
    rule: "─",
    upright: "│",
    bar_full: "━",
    bar_edge: "╸",
    bar_rest: "─",
    share_full: "█",
    share_rest: "░",
};

const ASCII: Glyphs = Glyphs {
    ascii: true,
    right: "v",
    wrong: "x",
    open: "-",
    partly: "~",
    bonus: "+",
    bullet: "*",
    dot: " - ",
    into: " > ",
    cursor: ">",
    cut: "...",
    above: "^",
    below: "v",
    rule: "-",
    upright: "|",
    bar_full: "=",
    bar_edge: ">",
    bar_rest: "-",
    share_full: "#",
    share_rest: ".",
};

impl Theme {
    pub fn new(palette: Palette, ascii: bool) -> Theme {
        let glyphs = if ascii { ASCII } else { UNICODE };
        let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
        let bold = plain.add_modifier(Modifier::BOLD);
        match palette {
            Palette::Sixteen => Theme {
                right: plain.fg(Color::Green),
                wrong: plain.fg(Color::Red),
                attention: plain.fg(Color::Yellow),
                accent: plain.fg(Color::Cyan),
                quiet: plain.fg(Color::DarkGray),
                plain,
                strong: bold,
                selected: plain.add_modifier(Modifier::REVERSED),
                code: plain.fg(Color::Cyan),
                glyphs,
            },
            // Without colour the words and signs speak; weight only helps the eye to find them.
            Palette::Mono => Theme {
                right: bold,
                wrong: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                attention: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                accent: bold,
                quiet: plain,
                plain,
                strong: bold,
                selected: plain.add_modifier(Modifier::REVERSED),
                code: plain.add_modifier(Modifier::UNDERLINED),
                glyphs,
            },
        }
    }

    /// `text` as it may be drawn: nothing that steers a terminal, and in ASCII mode the signs that have an ASCII spelling.
    pub fn say(&self, text: &str) -> String {
        text::clean(text, self.glyphs.ascii).into_owned()
    }

    /// `line` as the row under the cursor: one bar, whatever its parts meant.
    pub fn select(&self, mut line: Line<'static>) -> Line<'static> {
        for span in &mut line.spans {
            span.style = self.selected;
        }
        line
    }

    /// Facts on one line, with the sign that stands between them.
    pub fn facts<S: AsRef<str>>(&self, facts: &[S]) -> String {
        let said: Vec<String> = facts.iter().map(|fact| self.say(fact.as_ref())).collect();
        said.join(self.glyphs.dot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(theme: &Theme) -> [Style; 9] {
        [
            theme.right,
            theme.wrong,
            theme.attention,
            theme.accent,
            theme.quiet,
            theme.plain,
            theme.strong,
            theme.selected,
            theme.code,
        ]
    }

    #[test]
    fn mono_names_no_colour_and_still_shows_the_selection() {
        let theme = Theme::new(Palette::Mono, false);
        for style in styles(&theme) {
            assert_eq!((style.fg, style.bg), (Some(Color::Reset), Some(Color::Reset)), "{style:?}");
        }
        assert!(theme.selected.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn the_five_meanings_have_five_colours() {
        let theme = Theme::new(Palette::Sixteen, false);
        let meanings = [theme.right, theme.wrong, theme.attention, theme.accent, theme.quiet];
        for (index, one) in meanings.iter().enumerate() {
            assert!(meanings[index + 1..].iter().all(|other| other.fg != one.fg), "{one:?} has two meanings");
        }
    }
}
