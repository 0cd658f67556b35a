//! The only file that names a colour: five fixed meanings, those of code, and the glyphs that go with them. It must not know
//! any screen.

use super::grammar::Kind;
use super::widget::text;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

/// How much colour the terminal is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// The sixteen colours of the person's own terminal theme.
    Sixteen,
    /// Dark ink on a light page, whatever the terminal's own colours are.
    Light,
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
    pub emphasis: Style,
    pub link: Style,
    words: Words,
    pub glyphs: Glyphs,
}

/// The words of a block of code.
#[derive(Debug, Clone, Copy)]
struct Words {
    keyword: Style,
    string: Style,
    number: Style,
    comment: Style,
    name: Style,
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
    /// Before the rest of a line of code that was too wide.
    pub goes_on: &'static str,
    pub bar_full: &'static str,
    pub bar_edge: &'static str,
    pub bar_rest: &'static str,
    pub share_full: &'static str,
    pub share_rest: &'static str,
    /// The upright axis of a chart beside a number, its foot, and the level axis below a column.
    pub tick: &'static str,
    pub corner: &'static str,
    pub foot: &'static str,
    /// A second value in a chart.
    pub mark: &'static str,
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
    goes_on: "┊",
    bar_full: "━",
    bar_edge: "╸",
    bar_rest: "─",
    share_full: "█",
    share_rest: "░",
    tick: "┤",
    corner: "└",
    foot: "┴",
    mark: "◆",
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
    goes_on: ":",
    bar_full: "=",
    bar_edge: ">",
    bar_rest: "-",
    share_full: "#",
    share_rest: ".",
    tick: "|",
    corner: "+",
    foot: "+",
    mark: "o",
};

/// The light theme's colours, by their places in the cube of 256 that every terminal has in the same order.
const PAPER: Color = Color::Indexed(231);
const INK: Color = Color::Indexed(235);
const GREY: Color = Color::Indexed(241);
const RED: Color = Color::Indexed(124);
const GREEN: Color = Color::Indexed(22);
const BROWN: Color = Color::Indexed(94);
const BLUE: Color = Color::Indexed(25);
const PURPLE: Color = Color::Indexed(90);

impl Theme {
    pub fn new(palette: Palette, ascii: bool) -> Theme {
        match palette {
            Palette::Sixteen => Theme::sixteen(ascii),
            Palette::Light => Theme::light(ascii),
            Palette::Mono => Theme::mono(ascii),
        }
    }

    /// Whether a cell that nothing is written on differs from one of a cleared screen.
    pub fn colours_blanks(&self) -> bool {
        Cell::EMPTY.style().patch(self.plain) != Cell::EMPTY.style()
    }

    fn sixteen(ascii: bool) -> Theme {
        let mono = Theme::mono(ascii);
        let Theme { plain, strong, .. } = mono;
        let words = Words {
            keyword: plain.fg(Color::Magenta),
            string: plain.fg(Color::Green),
            number: plain.fg(Color::Yellow),
            comment: plain.fg(Color::DarkGray).add_modifier(Modifier::ITALIC),
            name: plain.fg(Color::LightBlue),
        };
        Theme {
            right: plain.fg(Color::Green),
            wrong: plain.fg(Color::Red),
            attention: plain.fg(Color::Yellow),
            accent: plain.fg(Color::Cyan),
            quiet: plain.fg(Color::DarkGray),
            code: plain.fg(Color::Cyan),
            strong,
            words,
            ..mono
        }
    }

    fn light(ascii: bool) -> Theme {
        let on_paper = |style: Style| style.fg(INK).bg(PAPER);
        let mono = Theme::mono(ascii);
        let plain = on_paper(mono.plain);
        let words = Words {
            keyword: plain.fg(PURPLE),
            string: plain.fg(GREEN),
            number: plain.fg(BROWN),
            comment: plain.fg(GREY).add_modifier(Modifier::ITALIC),
            name: plain.fg(BLUE),
        };
        Theme {
            right: plain.fg(GREEN),
            wrong: plain.fg(RED),
            attention: plain.fg(BROWN),
            accent: plain.fg(BLUE),
            quiet: plain.fg(GREY),
            plain,
            strong: on_paper(mono.strong),
            selected: on_paper(mono.selected),
            code: plain.fg(BLUE),
            emphasis: on_paper(mono.emphasis),
            link: on_paper(mono.link),
            words,
            ..mono
        }
    }

    /// Without colour the words and signs speak; weight only helps the eye to find them.
    fn mono(ascii: bool) -> Theme {
        let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
        let bold = plain.add_modifier(Modifier::BOLD);
        let underlined = plain.add_modifier(Modifier::UNDERLINED);
        let italic = plain.add_modifier(Modifier::ITALIC);
        Theme {
            right: bold,
            wrong: bold.add_modifier(Modifier::UNDERLINED),
            attention: bold.add_modifier(Modifier::UNDERLINED),
            accent: bold,
            quiet: plain,
            plain,
            strong: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            code: underlined,
            emphasis: italic,
            link: underlined,
            words: Words { keyword: bold, string: plain, number: plain, comment: italic, name: plain },
            glyphs: if ascii { ASCII } else { UNICODE },
        }
    }

    /// How a word of code is drawn.
    pub fn of_code(&self, kind: Kind) -> Style {
        match kind {
            Kind::Plain => self.plain,
            Kind::Keyword => self.words.keyword,
            Kind::Text => self.words.string,
            Kind::Number => self.words.number,
            Kind::Comment => self.words.comment,
            Kind::Name => self.words.name,
        }
    }

    /// `text` as it may be drawn: nothing that steers a terminal, and in ASCII mode the signs that have an ASCII spelling.
    pub fn say(&self, text: &str) -> String {
        text::clean(text, self.glyphs.ascii).into_owned()
    }

    /// `line` as the row under the cursor: one bar, whatever its parts meant.
    pub fn select<'a>(&self, mut line: Line<'a>) -> Line<'a> {
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

    fn styles(theme: &Theme) -> Vec<Style> {
        let Theme { right, wrong, attention, accent, quiet, plain, strong, selected, code, emphasis, link, .. } =
            *theme;
        let words = [Kind::Plain, Kind::Keyword, Kind::Text, Kind::Number, Kind::Comment, Kind::Name];
        let words = words.map(|kind| theme.of_code(kind));
        let all = [right, wrong, attention, accent, quiet, plain, strong, selected, code, emphasis, link];
        all.into_iter().chain(words).collect()
    }

    /// Red, green and blue from 0 to 1: the cube of six steps from 16 on, then the greys.
    fn parts(color: Color) -> [f64; 3] {
        let Color::Indexed(index @ 16..) = color else { panic!("{color:?} has no fixed parts") };
        if index >= 232 {
            return [f64::from(index - 232) * 10.0 + 8.0; 3].map(|part| part / 255.0);
        }
        let step = |step: u8| [0.0, 95.0, 135.0, 175.0, 215.0, 255.0][usize::from(step)] / 255.0;
        let index = index - 16;
        [step(index / 36), step(index / 6 % 6), step(index % 6)]
    }

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(color: Color) -> f64 {
        let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        let [red, green, blue] = parts(color).map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn every_ink_of_the_light_theme_stands_out_from_its_paper() {
        assert!((luminance(Color::Indexed(231)) - 1.0).abs() < 1e-9 && luminance(Color::Indexed(16)) < 1e-9);
        for style in styles(&Theme::new(Palette::Light, false)) {
            let (Some(ink), Some(paper)) = (style.fg, style.bg) else { panic!("{style:?} leaves a colour open") };
            let contrast = (luminance(paper) + 0.05) / (luminance(ink) + 0.05);
            assert!(contrast >= 4.5, "{style:?} has a contrast of {contrast:.2}");
        }
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
        for palette in [Palette::Sixteen, Palette::Light] {
            let theme = Theme::new(palette, false);
            let meanings = [theme.right, theme.wrong, theme.attention, theme.accent, theme.quiet];
            for (index, one) in meanings.iter().enumerate() {
                assert!(meanings[index + 1..].iter().all(|other| other.fg != one.fg), "{one:?} has two meanings");
            }
        }
    }
}
