//! A frame as the bytes that bring it to a terminal: what differs from the frame that is shown. It must not know what is
//! drawn, nor where the bytes go.

use super::canvas::{Canvas, Code, Look};
use ratatui::backend::IntoCrossterm;
use ratatui::crossterm::style::Colored;
use ratatui::layout::Rect;
use std::io::Write;

/// Cells that are written once more rather than jumped over: to move the cursor takes six bytes and more.
const NEAR: usize = 6;

/// What the screen of a terminal shows.
#[derive(Debug)]
pub struct Painter {
    area: Rect,
    /// The cells row by row; none is known while the screen is clear.
    shown: Vec<Code>,
    /// What makes text look so, by the numbers of the looks.
    sequences: Vec<Vec<u8>>,
}

impl Painter {
    /// The screen is clear.
    pub fn new() -> Painter {
        Painter { area: Rect::ZERO, shown: Vec::new(), sequences: Vec::new() }
    }

    /// The screen is cleared.
    pub fn forget(&mut self) {
        self.shown.clear();
    }

    /// The next frame is of a canvas that gave other numbers: what is shown is none of them.
    pub fn forget_numbers(&mut self) {
        self.shown.fill(Code::UNKNOWN);
        self.sequences.clear();
    }

    /// Whether something is shown that a frame of this size cannot be drawn over.
    pub fn is_of_another_size(&self, area: Rect) -> bool {
        !self.shown.is_empty() && self.area != area
    }

    /// Appends what makes the `next` frame of what is shown, which has its size if it is anything. Before and after, text looks
    /// as a terminal's own does. The cells of the canvas are kept as what is shown, for those that were.
    ///
    /// A row in which a sign is or was not one column by itself is written whole when it changes, so that no half of one stays.
    pub fn paint(&mut self, next: &mut Canvas, bytes: &mut Vec<u8>) {
        self.sequences.extend(next.looks()[self.sequences.len()..].iter().map(|look| sequence(*look)));
        self.area = next.area();
        let columns = usize::from(self.area.width).max(1);
        let blank = if self.shown.is_empty() { vec![Code::BLANK; columns] } else { Vec::new() };
        let mut brush = Brush { canvas: next, sequences: &self.sequences, bytes, look: 0, at: None };
        for (y, codes) in next.rows().enumerate() {
            let before = if self.shown.is_empty() { &blank } else { &self.shown[y * columns..(y + 1) * columns] };
            brush.row(y, codes, before);
        }
        brush.wear(0);
        next.exchange(&mut self.shown);
    }
}

/// One sequence sets all of a look: none of the one before is left.
fn sequence(look: Look) -> Vec<u8> {
    let mut bytes = b"\x1b[0".to_vec();
    // The nine modifiers are in the order of their codes, from 1 on; a test holds them to it.
    for place in 0..9 {
        if look.modifier.bits() & 1 << place != 0 {
            bytes.extend_from_slice(&[b';', b'1' + place]);
        }
    }
    for (colour, own, colored) in [
        (look.ink, Look::OWN.ink, Colored::ForegroundColor as fn(_) -> _),
        (look.paper, Look::OWN.paper, Colored::BackgroundColor),
        (look.underline, Look::OWN.underline, Colored::UnderlineColor),
    ] {
        if colour != own {
            // Bytes in memory are always taken.
            let _ = write!(bytes, ";{}", colored(colour.into_crossterm()));
        }
    }
    bytes.push(b'm');
    bytes
}

struct Brush<'a> {
    canvas: &'a Canvas,
    sequences: &'a [Vec<u8>],
    bytes: &'a mut Vec<u8>,
    /// Number of the look in which the terminal writes now.
    look: u32,
    /// Column and row of the cursor, while they are certain.
    at: Option<(usize, usize)>,
}

impl Brush<'_> {
    fn row(&mut self, y: usize, row: &[Code], before: &[Code]) {
        if row == before {
            return;
        }
        if !row.iter().chain(before).all(|code| code.is_even()) {
            return self.uneven_row(y, row, before);
        }
        let differs = |x: &usize| row[*x] != before[*x];
        let mut x = 0;
        while let Some(first) = (x..row.len()).find(differs) {
            self.reach(first, y, row);
            x = first;
            while x < row.len() && differs(&x) {
                self.write(row[x]);
                x += 1;
            }
            self.at = Some((x, y));
        }
    }

    /// Writes the row whole, but for blanks where nothing else ever was. Behind a sign that may have spread further than it
    /// should, even they are written.
    fn uneven_row(&mut self, y: usize, row: &[Code], before: &[Code]) {
        let was_blank = before.iter().all(|code| *code == Code::BLANK);
        let (mut x, mut is_certain) = (0, true);
        while let Some(code) = row.get(x).copied() {
            let columns = self.canvas.columns(code);
            if !(is_certain && was_blank && code == Code::BLANK) {
                self.reach(x, y, row);
                if code.is_even() {
                    self.write(code);
                    self.at = Some((x + 1, y));
                } else {
                    is_certain &= self.write_uneven(code, x, y, columns);
                }
            }
            // The further columns of a wide sign belong to it.
            x += columns;
        }
    }

    fn reach(&mut self, x: usize, y: usize, row: &[Code]) {
        match self.at {
            Some((from, line)) if line == y && from == x => {}
            Some((from, line)) if line == y && from < x && x - from < NEAR => {
                if row[from..x].iter().all(|code| code.is_even() && code.look() == self.look) {
                    row[from..x].iter().for_each(|code| self.canvas.write_sign(*code, self.bytes));
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

    fn write(&mut self, code: Code) {
        self.wear(code.look());
        self.canvas.write_sign(code, self.bytes);
    }

    /// Terminals do not agree on the width of a sign of several characters: its columns are blank before it is drawn, and
    /// the cursor is placed anew behind it. True where there can be no doubt.
    fn write_uneven(&mut self, code: Code, x: usize, y: usize, columns: usize) -> bool {
        let is_joined = Canvas::is_cluster(code);
        if is_joined {
            self.wear(code.look());
            self.bytes.extend(std::iter::repeat_n(b' ', columns));
            self.go_to(x, y);
        }
        self.write(code);
        self.at = (!is_joined).then_some((x + columns, y));
        !is_joined
    }

    fn wear(&mut self, look: u32) {
        if self.look != look {
            self.look = look;
            self.bytes.extend_from_slice(&self.sequences[look as usize]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::buffer::Buffer;
    use ratatui::style::{Color, Modifier, Style};

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

    fn painted_over(painter: &mut Painter, canvas: &mut Canvas, frame: &Buffer) -> Vec<u8> {
        let mut bytes = Vec::new();
        canvas.clear();
        canvas.take(frame);
        painter.paint(canvas, &mut bytes);
        bytes
    }

    /// The frames one after the other, the third from a new canvas, and the last alone.
    fn painted(frames: &[Buffer]) -> (vt100::Parser, vt100::Parser) {
        let (mut in_turn, mut alone) = (terminal(), terminal());
        let (mut painter, mut canvas) = (Painter::new(), Canvas::empty(frames[0].area));
        for (number, frame) in frames.iter().enumerate() {
            if number == 2 {
                painter.forget_numbers();
                canvas = Canvas::empty(frame.area);
            }
            in_turn.process(&painted_over(&mut painter, &mut canvas, frame));
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
        let (mut painter, mut canvas) = (Painter::new(), Canvas::empty(next.area));
        let frames = shown.into_iter().chain([next]);
        let bytes = frames.map(|frame| painted_over(&mut painter, &mut canvas, frame)).last();
        String::from_utf8(bytes.unwrap()).unwrap()
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
