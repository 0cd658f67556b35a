//! A frame as the bytes that bring it to a terminal: what differs from the frame that is shown. It must not know what is
//! drawn, nor where the bytes go.

use super::widget::text::is_even;
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::crossterm::style::Colored;
use ratatui::style::{Color, Modifier};
use std::io::Write;

/// Cells that are written once more rather than jumped over: to move the cursor takes six bytes and more.
const NEAR: usize = 6;

/// Appends what makes of `shown` the `next` frame, which has its size; without it the screen is cleared. Before and after,
/// text looks as a terminal's own does.
///
/// A row in which a sign is or was not one column by itself is written whole when it changes, so that no half of one stays.
pub fn paint(shown: Option<&Buffer>, next: &Buffer, bytes: &mut Vec<u8>) {
    let columns = usize::from(next.area.width).max(1);
    let mut painter = Painter { bytes, look: Look::of(&Cell::EMPTY), at: None };
    let Some(shown) = shown else {
        for (y, row) in next.content.chunks_exact(columns).enumerate() {
            painter.row(y, row, 0, |_, cell| is_same(cell, &Cell::EMPTY));
        }
        painter.wear(Look::of(&Cell::EMPTY));
        return;
    };
    for (y, (row, before)) in next.content.chunks_exact(columns).zip(shown.content.chunks_exact(columns)).enumerate() {
        let Some(first) = row.iter().zip(before).position(|(cell, before)| !is_same(cell, before)) else { continue };
        if row.iter().chain(before).all(|cell| is_even(cell.symbol())) {
            painter.row(y, row, first, |x, cell| is_same(cell, &before[x]));
        } else {
            painter.row(y, row, 0, |_, _| false);
        }
    }
    painter.wear(Look::of(&Cell::EMPTY));
}

/// What most often differs is compared first.
fn is_same(one: &Cell, other: &Cell) -> bool {
    let same_symbol = || match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    };
    Look::of(one) == Look::of(other) && same_symbol()
}

/// How the text of a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Color,
    paper: Color,
    underline: Color,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Look {
        Look { ink: cell.fg, paper: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }
}

struct Painter<'a> {
    bytes: &'a mut Vec<u8>,
    /// How the terminal writes now.
    look: Look,
    /// Column and row of the cursor, while they are certain.
    at: Option<(usize, usize)>,
}

impl Painter<'_> {
    /// Writes the cells of a row from the column `first` on, save those that are there already. Behind a sign that may have
    /// spread further than it should, none is.
    fn row(&mut self, y: usize, row: &[Cell], first: usize, is_there: impl Fn(usize, &Cell) -> bool) {
        let (mut x, mut is_certain) = (first, true);
        while let Some(cell) = row.get(x) {
            if is_even(cell.symbol()) {
                if !(is_certain && is_there(x, cell)) {
                    self.reach(x, y, row);
                    self.write(cell);
                    self.at = Some((x + 1, y));
                }
                x += 1;
                continue;
            }
            let columns = usize::from(cell.cell_width()).max(1);
            if !(is_certain && is_there(x, cell)) {
                self.reach(x, y, row);
                is_certain &= self.write_uneven(cell, x, y, columns);
            }
            // The further columns of a wide sign belong to it.
            x += columns;
        }
    }

    fn reach(&mut self, x: usize, y: usize, row: &[Cell]) {
        match self.at {
            Some((from, line)) if line == y && from <= x => {
                let gap = &row[from..x];
                let is_plain = |cell: &Cell| Look::of(cell) == self.look && is_even(cell.symbol());
                if gap.len() < NEAR && gap.iter().all(is_plain) {
                    gap.iter().for_each(|cell| self.bytes.extend_from_slice(cell.symbol().as_bytes()));
                } else {
                    self.go_to(x, y);
                }
            }
            _ => self.go_to(x, y),
        }
    }

    fn go_to(&mut self, x: usize, y: usize) {
        self.bytes.extend_from_slice(b"\x1b[");
        self.number(y + 1);
        self.bytes.push(b';');
        self.number(x + 1);
        self.bytes.push(b'H');
    }

    fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.bytes.push(b'0' + (number % 10) as u8);
    }

    fn write(&mut self, cell: &Cell) {
        self.wear(Look::of(cell));
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
    }

    /// Terminals do not agree on the width of a sign of several characters: its columns are blank before it is drawn, and
    /// the cursor is placed anew behind it. True where there can be no doubt.
    fn write_uneven(&mut self, cell: &Cell, x: usize, y: usize, columns: usize) -> bool {
        let is_joined = cell.symbol().chars().nth(1).is_some();
        if is_joined {
            self.wear(Look::of(cell));
            self.bytes.extend(std::iter::repeat_n(b' ', columns));
            self.go_to(x, y);
        }
        self.write(cell);
        self.at = (!is_joined).then_some((x + columns, y));
        !is_joined
    }

    /// One sequence sets all of a look: none of the one before is left.
    fn wear(&mut self, look: Look) {
        if self.look == look {
            return;
        }
        self.look = look;
        self.bytes.extend_from_slice(b"\x1b[0");
        // The nine modifiers are in the order of their codes, from 1 on; a test holds them to it.
        for place in 0..9 {
            if look.modifier.bits() & 1 << place != 0 {
                self.bytes.extend_from_slice(&[b';', b'1' + place]);
            }
        }
        let of_terminal = Look::of(&Cell::EMPTY);
        for (colour, own, colored) in [
            (look.ink, of_terminal.ink, Colored::ForegroundColor as fn(_) -> _),
            (look.paper, of_terminal.paper, Colored::BackgroundColor),
            (look.underline, of_terminal.underline, Colored::UnderlineColor),
        ] {
            if colour != own {
                // Bytes in memory are always taken.
                let _ = write!(self.bytes, ";{}", colored(colour.into_crossterm()));
            }
        }
        self.bytes.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const WIDTH: u16 = 24;
    const HEIGHT: u16 = 4;

    fn colour() -> impl Strategy<Value = Color> {
        prop_oneof![
            Just(Color::Reset),
            Just(Color::DarkGray),
            Just(Color::Cyan),
            any::<u8>().prop_map(Color::Indexed),
            any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
        ]
    }

    fn style() -> impl Strategy<Value = Style> {
        let modifiers = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED),
            Just(Modifier::ITALIC | Modifier::UNDERLINED),
        ];
        let coloured = (colour(), colour(), modifiers);
        let coloured =
            coloured.prop_map(|(ink, paper, modifier)| Style::new().fg(ink).bg(paper).add_modifier(modifier));
        prop_oneof![Just(Style::new()), coloured]
    }

    /// Frames of some texts one over the other. The last columns stay free: a sign that a terminal draws wider than it is
    /// would go on in the next row.
    fn frames(text: &'static str) -> impl Strategy<Value = Vec<Buffer>> {
        let written = (0..HEIGHT, 0..WIDTH - 8, text, style());
        let frame = proptest::collection::vec(written, 0..9).prop_map(|written| {
            let mut frame = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            for (y, x, text, style) in written {
                frame.set_stringn(x, y, text, usize::from(WIDTH - 8 - x), style);
            }
            frame
        });
        proptest::collection::vec(frame, 1..5)
    }

    fn terminal() -> vt100::Parser {
        vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0)
    }

    /// The frames one after the other, and the last alone.
    fn painted(frames: &[Buffer]) -> (vt100::Parser, vt100::Parser) {
        let (mut in_turn, mut alone) = (terminal(), terminal());
        let mut bytes = Vec::new();
        let mut shown = None;
        for frame in frames {
            bytes.clear();
            paint(shown, frame, &mut bytes);
            in_turn.process(&bytes);
            shown = Some(frame);
        }
        bytes.clear();
        paint(None, shown.unwrap(), &mut bytes);
        alone.process(&bytes);
        (in_turn, alone)
    }

    /// What each cell says, and how it looks.
    fn texts(terminal: &vt100::Parser) -> Vec<(String, String)> {
        let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x)));
        let cells = places.filter_map(|(y, x)| terminal.screen().cell(y, x));
        let look = |cell: &vt100::Cell| {
            let (ink, paper) = (cell.fgcolor(), cell.bgcolor());
            format!("{ink:?} {paper:?} {} {} {} {}", cell.bold(), cell.italic(), cell.underline(), cell.inverse())
        };
        let text = |cell: &vt100::Cell| match cell.contents() {
            "" if !cell.is_wide_continuation() => " ".to_owned(),
            contents => contents.to_owned(),
        };
        cells.map(|cell| (text(cell), look(cell))).collect()
    }

    proptest! {
        #[test]
        fn frames_in_turn_show_the_last_of_them(
            frames in frames("[ -~]{0,12}|[─│┊▸✓… a]{0,9}|(漢|字|😀|é|e\u{301}|⚠\u{fe0f}|👩\u{200d}💻|🇩🇪|[ab ]){0,6}")
        ) {
            let (in_turn, alone) = painted(&frames);
            prop_assert_eq!(texts(&in_turn), texts(&alone));
        }

        #[test]
        fn plain_text_is_painted_as_ratatui_draws_it(frames in frames("[ -~]{0,12}|[─│┊▸✓… a]{0,9}|[漢字a]{0,5}")) {
            let mut bytes = Vec::new();
            let blank = Buffer::empty(frames[0].area);
            CrosstermBackend::new(&mut bytes).draw(blank.diff_iter(&frames[frames.len() - 1])).unwrap();
            let mut theirs = terminal();
            theirs.process(&bytes);
            prop_assert_eq!(texts(&painted(&frames).0), texts(&theirs));
        }
    }

    fn bytes(shown: Option<&Buffer>, next: &Buffer) -> String {
        let mut bytes = Vec::new();
        paint(shown, next, &mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_modifiers_are_in_the_order_of_their_codes() {
        let modifiers = [
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::ITALIC,
            Modifier::UNDERLINED,
            Modifier::SLOW_BLINK,
            Modifier::RAPID_BLINK,
            Modifier::REVERSED,
            Modifier::HIDDEN,
            Modifier::CROSSED_OUT,
        ];
        assert_eq!(Modifier::all(), modifiers.into_iter().collect());
        for (modifier, code) in modifiers.into_iter().zip(1..) {
            let mut frame = Buffer::with_lines(["a"]);
            frame.content[0].modifier = modifier;
            assert_eq!(bytes(None, &frame), format!("\x1b[1;1H\x1b[0;{code}ma\x1b[0m"));
        }
    }

    #[test]
    fn only_what_differs_is_written() {
        let [one, two] = [["a word here   ", "same"], ["a cord there  ", "same"]].map(Buffer::with_lines);
        assert_eq!(bytes(Some(&one), &one), "");
        assert_eq!(bytes(Some(&one), &two), "\x1b[1;3Hcord there");
        assert_eq!(bytes(None, &Buffer::with_lines(["", "      b"])), "\x1b[2;7Hb");
        let [wide, narrow] = [["漢 far off and away", "x"], ["a  far off and away", "x"]].map(Buffer::with_lines);
        assert_eq!(bytes(Some(&wide), &narrow), "\x1b[1;1Ha  far off and away");
    }
}
