//! A frame as the bytes that bring it to a terminal: what differs from the frame that is shown. It must not know what is
//! drawn, nor where the bytes go.

use super::widget::text::is_even;
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::crossterm::style::Colored;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::collections::BTreeMap;
use std::io::Write;

/// Cells that are written once more rather than jumped over: to move the cursor takes six bytes and more.
const NEAR: usize = 6;

/// So many looks and clusters are remembered at the end of a frame; the program has some dozens.
const REMEMBERED: usize = 4096;

/// What the screen of a terminal shows.
///
/// A frame of cells is compared with it number by number: cells are five times as large, and have to be taken apart each time.
#[derive(Debug)]
pub struct Painter {
    area: Rect,
    /// The cells row by row; none is known while the screen is clear.
    codes: Vec<Code>,
    looks: Looks,
    /// The signs of more than one character, with their numbers.
    clusters: BTreeMap<String, u32>,
    /// The row that is being compared.
    row: Vec<Code>,
}

/// One cell: in its upper half the number of its look, in its lower half its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Code(u64);

impl Code {
    /// Set where the sign is not one column by itself.
    const UNEVEN: u64 = 1 << 31;
    const BLANK: Code = Code(b' ' as u64);

    fn look(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn is_even(self) -> bool {
        self.0 & Code::UNEVEN == 0
    }
}

impl Painter {
    /// The screen is clear.
    pub fn new() -> Painter {
        let (codes, clusters, row) = (Vec::new(), BTreeMap::new(), Vec::new());
        Painter { area: Rect::ZERO, codes, looks: Looks::new(), clusters, row }
    }

    /// The screen is cleared.
    pub fn forget(&mut self) {
        self.codes.clear();
    }

    /// Whether something is shown that a frame of this size cannot be drawn over.
    pub fn is_of_another_size(&self, area: Rect) -> bool {
        !self.codes.is_empty() && self.area != area
    }

    /// Appends what makes the `next` frame of what is shown, which has its size if it is anything. Before and after, text looks
    /// as a terminal's own does.
    ///
    /// A row in which a sign is or was not one column by itself is written whole when it changes, so that no half of one stays.
    pub fn paint(&mut self, next: &Buffer, bytes: &mut Vec<u8>) {
        let columns = usize::from(next.area.width).max(1);
        let is_first = self.codes.is_empty();
        if is_first {
            self.area = next.area;
            self.codes.reserve_exact(next.content.len());
        }
        let blank = if is_first { vec![Code::BLANK; columns] } else { Vec::new() };
        let mut brush = Brush { bytes, look: 0, at: None };
        for (y, cells) in next.content.chunks_exact(columns).enumerate() {
            self.encode(cells);
            let place = y * columns..(y + 1) * columns;
            let before = if is_first { &blank } else { &self.codes[place.clone()] };
            if self.row != before {
                brush.row(y, Row { cells, codes: &self.row, before, is_first }, &self.looks);
            }
            if is_first {
                self.codes.extend_from_slice(&self.row);
            } else {
                self.codes[place].copy_from_slice(&self.row);
            }
        }
        brush.wear(0, &self.looks);
        if self.looks.all.len() + self.clusters.len() > REMEMBERED {
            self.forget_numbers();
        }
    }

    /// The numbers begin anew; what is shown is then unknown, which no cell of the next frame equals.
    fn forget_numbers(&mut self) {
        self.looks = Looks::new();
        self.clusters.clear();
        self.codes.fill(Code(u64::MAX));
    }

    fn encode(&mut self, cells: &[Cell]) {
        let Painter { looks, clusters, row, .. } = self;
        row.clear();
        row.extend(cells.iter().map(|cell| {
            let symbol = cell.symbol();
            let sign = match symbol.as_bytes() {
                [byte @ b' '..=b'~'] => u64::from(*byte),
                _ => sign_of(symbol, clusters),
            };
            Code(u64::from(looks.number(cell)) << 32 | sign)
        }));
    }
}

/// The number of a sign: its character, or its place among the clusters behind all characters.
fn sign_of(symbol: &str, clusters: &mut BTreeMap<String, u32>) -> u64 {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) if is_even(symbol) => u64::from(u32::from(only)),
        (Some(only), None) => u64::from(u32::from(only)) | Code::UNEVEN,
        _ => {
            let number = clusters.get(symbol).copied().unwrap_or_else(|| {
                let number = u32::from(char::MAX) + 1 + clusters.len() as u32;
                clusters.insert(symbol.to_owned(), number);
                number
            });
            u64::from(number) | Code::UNEVEN
        }
    }
}

/// How the text of a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// Most cells have the terminal's own colours: to see that costs less than to compare two colours.
    fn is_of(self, cell: &Cell) -> bool {
        let is_same = |one: Color, other: Color| match (one, other) {
            (Color::Reset, Color::Reset) => true,
            (one, other) => one == other,
        };
        self.modifier == cell.modifier
            && is_same(self.ink, cell.fg)
            && is_same(self.paper, cell.bg)
            && is_same(self.underline, cell.underline_color)
    }

    /// One sequence sets all of a look: none of the one before is left.
    fn sequence(self) -> Vec<u8> {
        let mut bytes = b"\x1b[0".to_vec();
        // The nine modifiers are in the order of their codes, from 1 on; a test holds them to it.
        for place in 0..9 {
            if self.modifier.bits() & 1 << place != 0 {
                bytes.extend_from_slice(&[b';', b'1' + place]);
            }
        }
        let of_terminal = Look::of(&Cell::EMPTY);
        for (colour, own, colored) in [
            (self.ink, of_terminal.ink, Colored::ForegroundColor as fn(_) -> _),
            (self.paper, of_terminal.paper, Colored::BackgroundColor),
            (self.underline, of_terminal.underline, Colored::UnderlineColor),
        ] {
            if colour != own {
                // Bytes in memory are always taken.
                let _ = write!(bytes, ";{}", colored(colour.into_crossterm()));
            }
        }
        bytes.push(b'm');
        bytes
    }
}

/// The looks that were seen, numbered; the terminal's own is the first.
#[derive(Debug)]
struct Looks {
    all: Vec<(Look, Vec<u8>)>,
    /// The one that was asked for last: the next cell mostly has it, too.
    latest: (Look, u32),
}

impl Looks {
    fn new() -> Looks {
        let own = Look::of(&Cell::EMPTY);
        Looks { all: vec![(own, own.sequence())], latest: (own, 0) }
    }

    fn number(&mut self, cell: &Cell) -> u32 {
        if !self.latest.0.is_of(cell) {
            let look = Look::of(cell);
            let known = self.all.iter().position(|(known, _)| *known == look);
            let number = known.unwrap_or_else(|| {
                self.all.push((look, look.sequence()));
                self.all.len() - 1
            });
            self.latest = (look, number as u32);
        }
        self.latest.1
    }

    fn sequence(&self, number: u32) -> &[u8] {
        &self.all[number as usize].1
    }
}

/// A row of a frame, and what is there before it is written.
#[derive(Clone, Copy)]
struct Row<'a> {
    cells: &'a [Cell],
    codes: &'a [Code],
    before: &'a [Code],
    /// Nothing is there.
    is_first: bool,
}

struct Brush<'a> {
    bytes: &'a mut Vec<u8>,
    /// Number of the look in which the terminal writes now.
    look: u32,
    /// Column and row of the cursor, while they are certain.
    at: Option<(usize, usize)>,
}

impl Brush<'_> {
    fn row(&mut self, y: usize, row: Row, looks: &Looks) {
        let is_even = row.codes.iter().chain(row.before).all(|code| code.is_even());
        if !is_even {
            return self.uneven_row(y, row, looks);
        }
        let differs = |x: &usize| row.codes[*x] != row.before[*x];
        let mut x = 0;
        while let Some(first) = (x..row.codes.len()).find(differs) {
            self.reach(first, y, row);
            x = first;
            while x < row.codes.len() && differs(&x) {
                self.write(x, row, looks);
                x += 1;
            }
            self.at = Some((x, y));
        }
    }

    /// Writes the row whole, but for blanks where nothing is. Behind a sign that may have spread further than it should, even
    /// they are written.
    fn uneven_row(&mut self, y: usize, row: Row, looks: &Looks) {
        let (mut x, mut is_certain) = (0, true);
        while let Some(code) = row.codes.get(x) {
            let is_there = is_certain && row.is_first && *code == Code::BLANK;
            let columns = if code.is_even() { 1 } else { usize::from(row.cells[x].cell_width()).max(1) };
            if !is_there {
                self.reach(x, y, row);
                if code.is_even() {
                    self.write(x, row, looks);
                    self.at = Some((x + 1, y));
                } else {
                    is_certain &= self.write_uneven(x, y, columns, row, looks);
                }
            }
            // The further columns of a wide sign belong to it.
            x += columns;
        }
    }

    fn reach(&mut self, x: usize, y: usize, row: Row) {
        match self.at {
            Some((from, line)) if line == y && from == x => {}
            Some((from, line)) if line == y && from < x && x - from < NEAR => {
                let is_plain = |code: &Code| code.is_even() && code.look() == self.look;
                if row.codes[from..x].iter().all(is_plain) {
                    row.cells[from..x].iter().for_each(|cell| self.bytes.extend_from_slice(cell.symbol().as_bytes()));
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

    fn write(&mut self, x: usize, row: Row, looks: &Looks) {
        self.wear(row.codes[x].look(), looks);
        match row.codes[x].0 as u32 {
            ascii @ ..0x80 => self.bytes.push(ascii as u8),
            _ => self.bytes.extend_from_slice(row.cells[x].symbol().as_bytes()),
        }
    }

    /// Terminals do not agree on the width of a sign of several characters: its columns are blank before it is drawn, and
    /// the cursor is placed anew behind it. True where there can be no doubt.
    fn write_uneven(&mut self, x: usize, y: usize, columns: usize, row: Row, looks: &Looks) -> bool {
        let is_joined = row.cells[x].symbol().chars().nth(1).is_some();
        if is_joined {
            self.wear(row.codes[x].look(), looks);
            self.bytes.extend(std::iter::repeat_n(b' ', columns));
            self.go_to(x, y);
        }
        self.write(x, row, looks);
        self.at = (!is_joined).then_some((x + columns, y));
        !is_joined
    }

    fn wear(&mut self, look: u32, looks: &Looks) {
        if self.look != look {
            self.look = look;
            self.bytes.extend_from_slice(looks.sequence(look));
        }
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
        let mut painter = Painter::new();
        for frame in frames {
            let mut bytes = Vec::new();
            painter.paint(frame, &mut bytes);
            in_turn.process(&bytes);
        }
        alone.process(bytes(None, &frames[frames.len() - 1]).as_bytes());
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
        let (mut painter, mut bytes) = (Painter::new(), Vec::new());
        for frame in shown.into_iter().chain([next]) {
            bytes.clear();
            painter.paint(frame, &mut bytes);
        }
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
