//! What a screen is drawn on: the cells of one frame, a number each for sign and look. It must not know what is drawn, nor how
//! it comes to a terminal.
//!
//! Ratatui's buffer holds a string and four styles a cell: to fill it, to empty it and to compare it with the one before was
//! more than half of what a key cost, and an eighth of the instructions before a quiz's first question shows.

use super::widget::text::{is_even, is_printable_ascii};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// So many looks and clusters are remembered from frame to frame; the program has some dozens.
const REMEMBERED: usize = 4096;

/// One cell: in its upper half the number of its look, in its lower half its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u64);

impl Code {
    /// Set where the sign is not one column by itself.
    const UNEVEN: u32 = 1 << 31;
    /// No sign, in the look of the terminal's own text.
    pub const BLANK: Code = Code::new(0, b' ' as u32);
    /// What no cell has.
    pub const UNKNOWN: Code = Code(u64::MAX);

    const fn new(look: u32, sign: u32) -> Code {
        Code((look as u64) << 32 | sign as u64)
    }

    /// The number of its look.
    pub fn look(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn sign(self) -> u32 {
        self.0 as u32 & !Code::UNEVEN
    }

    /// Whether its sign is one column by itself.
    pub fn is_even(self) -> bool {
        self.0 as u32 & Code::UNEVEN == 0
    }
}

/// How the text of a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub ink: Color,
    pub paper: Color,
    pub underline: Color,
    pub modifier: Modifier,
}

impl Look {
    /// As the terminal's own text.
    pub const OWN: Look = {
        let Cell { fg: ink, bg: paper, underline_color: underline, modifier, .. } = Cell::EMPTY;
        Look { ink, paper, underline, modifier }
    };

    fn patched(self, style: Style) -> Look {
        Look {
            ink: style.fg.unwrap_or(self.ink),
            paper: style.bg.unwrap_or(self.paper),
            underline: style.underline_color.unwrap_or(self.underline),
            modifier: self.modifier.union(style.add_modifier).difference(style.sub_modifier),
        }
    }
}

/// Styles that were drawn last, over which look, and what they became: a screen goes back and forth between a few.
#[derive(Debug, Default)]
struct Latest {
    all: [(Style, u32, u32); 4],
    oldest: usize,
}

#[derive(Debug)]
pub struct Canvas {
    area: Rect,
    /// The cells row by row.
    codes: Vec<Code>,
    /// By their numbers; the terminal's own is the first.
    looks: Vec<Look>,
    /// Signs of more than one character, by their places behind the last character.
    clusters: Vec<String>,
    places: BTreeMap<String, u32>,
    latest: Latest,
}

impl Canvas {
    pub fn empty(area: Rect) -> Canvas {
        let codes = vec![Code::BLANK; area.area() as usize];
        let (clusters, places) = (Vec::new(), BTreeMap::new());
        Canvas { area, codes, looks: vec![Look::OWN], clusters, places, latest: Latest::default() }
    }

    /// Blank again, and with the numbers that it gave.
    pub fn clear(&mut self) {
        self.codes.clear();
        self.codes.resize(self.area.area() as usize, Code::BLANK);
    }

    /// Gives its cells for older ones, or none, whose memory the next frame takes; before it is drawn on again it is cleared.
    pub fn exchange(&mut self, older: &mut Vec<Code>) {
        std::mem::swap(&mut self.codes, older);
    }

    /// Whether numbers enough were given to begin anew.
    pub fn is_full(&self) -> bool {
        self.looks.len() + self.clusters.len() > REMEMBERED
    }

    pub fn area(&self) -> Rect {
        self.area
    }

    /// The rows from top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &[Code]> {
        self.codes.chunks_exact(usize::from(self.area.width).max(1))
    }

    /// By their numbers.
    pub fn looks(&self) -> &[Look] {
        &self.looks
    }

    /// Appends the sign of a cell to `text`.
    pub fn write_sign(&self, code: Code, text: &mut Vec<u8>) {
        match u8::try_from(code.sign()) {
            Ok(byte) if byte.is_ascii() => text.push(byte),
            _ => match char::from_u32(code.sign()) {
                Some(character) => text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                None => text.extend_from_slice(self.cluster(code).as_bytes()),
            },
        }
    }

    fn cluster(&self, code: Code) -> &str {
        let place = code.sign().checked_sub(FIRST_CLUSTER).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.clusters.get(place)).map_or("", String::as_str)
    }

    /// Whether the sign is made of several characters.
    pub fn is_cluster(code: Code) -> bool {
        code.sign() >= FIRST_CLUSTER
    }

    /// Columns that the sign takes.
    pub fn columns(&self, code: Code) -> usize {
        if code.is_even() {
            return 1;
        }
        let columns = match char::from_u32(code.sign()) {
            Some(character) => character.encode_utf8(&mut [0; 4]).cell_width(),
            None => self.cluster(code).cell_width(),
        };
        usize::from(columns).max(1)
    }

    /// The first character in the cell at this column and row.
    pub fn character(&self, x: u16, y: u16) -> char {
        let code = self.index(x, y).map_or(Code::BLANK, |index| self.codes[index]);
        char::from_u32(code.sign()).or_else(|| self.cluster(code).chars().next()).unwrap_or(' ')
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let Rect { x: left, y: top, width, height } = self.area;
        let (column, row) = (x.checked_sub(left)?, y.checked_sub(top)?);
        (column < width && row < height).then(|| usize::from(row) * usize::from(width) + usize::from(column))
    }

    /// Draws `line` into at most `columns` cells from `x` on, as far as they are on the canvas. What stands there gives way, and
    /// its look is kept where the line says nothing of it.
    pub fn put(&mut self, line: &Line, x: u16, y: u16, columns: u16) {
        let Some(begin) = self.index(x, y) else { return };
        let room = usize::from(columns.min(self.area.right() - x));
        let (mut at, end) = (begin, begin + room);
        for span in &line.spans {
            if at >= end {
                break;
            }
            at = self.put_text(&span.content, at, end, line.style.patch(span.style));
        }
    }

    /// The cell behind the text.
    fn put_text(&mut self, text: &str, at: usize, end: usize, style: Style) -> usize {
        if is_printable_ascii(text) {
            return self.put_signs(text.bytes().map(u32::from), at, end, style);
        }
        if is_even(text) {
            return self.put_signs(text.chars().map(u32::from), at, end, style);
        }
        let mut at = at;
        for cluster in text.graphemes(true).filter(|cluster| !cluster.contains(char::is_control)) {
            let columns = usize::from(cluster.cell_width());
            if columns > end - at {
                break;
            }
            if columns > 0 {
                let sign = self.sign(cluster);
                self.put_signs([sign].into_iter(), at, end, style);
                // The further columns of a wide sign are hidden by it.
                self.codes[at + 1..at + columns].fill(Code::BLANK);
                at += columns;
            }
        }
        at
    }

    fn put_signs(&mut self, signs: impl Iterator<Item = u32>, begin: usize, end: usize, style: Style) -> usize {
        let Canvas { codes, looks, latest, .. } = self;
        let (mut before, mut look, mut count) = (u32::MAX, 0, 0);
        for (code, sign) in codes[begin..end].iter_mut().zip(signs) {
            if code.look() != before {
                before = code.look();
                look = patched(looks, latest, before, style);
            }
            *code = Code::new(look, sign);
            count += 1;
        }
        begin + count
    }

    fn sign(&mut self, cluster: &str) -> u32 {
        let mut characters = cluster.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) if is_even(cluster) => u32::from(only),
            (Some(only), None) => u32::from(only) | Code::UNEVEN,
            _ => self.cluster_sign(cluster) | Code::UNEVEN,
        }
    }

    fn cluster_sign(&mut self, cluster: &str) -> u32 {
        if let Some(known) = self.places.get(cluster) {
            return *known;
        }
        // There are fewer cells than numbers, and what is remembered is bounded.
        let sign = FIRST_CLUSTER + self.clusters.len() as u32;
        self.clusters.push(cluster.to_owned());
        self.places.insert(cluster.to_owned(), sign);
        sign
    }

    /// Gives all cells of `area` that are on the canvas this style, over their own.
    pub fn set_style(&mut self, area: Rect, style: Style) {
        for row in area.intersection(self.area).rows() {
            let Some(begin) = self.index(row.x, row.y) else { continue };
            for at in begin..begin + usize::from(row.width) {
                let code = self.codes[at];
                let look = patched(&mut self.looks, &mut self.latest, code.look(), style);
                self.codes[at] = Code::new(look, code.0 as u32);
            }
        }
    }

    /// Draws what a widget of ratatui's drew.
    pub fn take(&mut self, drawn: &Buffer) {
        for row in drawn.area.intersection(self.area).rows() {
            for Rect { x, y, .. } in row.columns() {
                let (cell, Some(at)) = (&drawn[(x, y)], self.index(x, y)) else { continue };
                let Cell { fg: ink, bg: paper, underline_color: underline, modifier, .. } = *cell;
                let (look, sign) =
                    (number(&mut self.looks, Look { ink, paper, underline, modifier }), self.sign(cell.symbol()));
                self.codes[at] = Code::new(look, sign);
            }
        }
    }
}

/// The number of the look `under` with this style over it.
fn patched(looks: &mut Vec<Look>, latest: &mut Latest, under: u32, style: Style) -> u32 {
    let is_it = |known: &&(Style, u32, u32)| known.1 == under && known.0 == style;
    if let Some((.., look)) = latest.all.iter().find(is_it) {
        return *look;
    }
    let look = number(looks, looks[under as usize].patched(style));
    latest.all[latest.oldest] = (style, under, look);
    latest.oldest = (latest.oldest + 1) % latest.all.len();
    look
}

fn number(looks: &mut Vec<Look>, look: Look) -> u32 {
    let known = looks.iter().position(|known| *known == look);
    let number = known.unwrap_or_else(|| {
        looks.push(look);
        looks.len() - 1
    });
    number as u32
}

const FIRST_CLUSTER: u32 = char::MAX as u32 + 1;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::text::Span;

    impl Canvas {
        /// The frame as ratatui keeps it, which is how tests look at it.
        pub fn buffer(&self) -> Buffer {
            let mut buffer = Buffer::empty(self.area);
            for (cell, code) in buffer.content.iter_mut().zip(&self.codes) {
                let mut sign = Vec::new();
                self.write_sign(*code, &mut sign);
                cell.set_symbol(&String::from_utf8(sign).expect("signs are text"));
                let Look { ink, paper, underline, modifier } = self.looks[code.look() as usize];
                (cell.fg, cell.bg, cell.underline_color, cell.modifier) = (ink, paper, underline, modifier);
            }
            buffer
        }
    }

    const TEXT: &str = "[ -~]{0,12}|[a-c漢é\u{301}\u{200d}\u{fe0f}😀✓▸·… ]{0,6}|\\PC{0,4}|[—─…·×‘-”→●]{0,9}";

    fn style() -> impl Strategy<Value = Style> {
        let colour = || prop_oneof![Just(None), any::<u8>().prop_map(|number| Some(Color::Indexed(number)))];
        (colour(), colour(), any::<bool>(), any::<bool>()).prop_map(|(ink, paper, bold, light)| {
            let style = Style { fg: ink, bg: paper, ..Style::new() };
            let style = if bold { style.add_modifier(Modifier::BOLD) } else { style };
            if light { style.remove_modifier(Modifier::BOLD) } else { style }
        })
    }

    fn line() -> impl Strategy<Value = Line<'static>> {
        let span = (TEXT, style()).prop_map(|(text, style)| Span::styled(text, style));
        (proptest::collection::vec(span, 0..5), style()).prop_map(|(spans, style)| Line::from(spans).style(style))
    }

    proptest! {
        #[test]
        fn lines_over_each_other_look_as_ratatui_draws_them(
            lines in proptest::collection::vec((line(), 0_u16..12, 0_u16..3, 0_u16..14), 1..5),
            (coloured, colour) in ((0_u16..9, 0_u16..2), style()),
        ) {
            let area = Rect::new(0, 0, 20, 3);
            let (mut ours, mut theirs) = (Canvas::empty(area), Buffer::empty(area));
            let coloured = Rect { x: coloured.0, y: coloured.1, width: 15, height: 1 };
            ours.set_style(coloured, colour);
            theirs.set_style(coloured, colour);
            for (line, x, y, columns) in &lines {
                ours.put(line, *x, *y, *columns);
                theirs.set_line(*x, *y, line, *columns);
            }
            prop_assert_eq!(ours.buffer(), theirs.clone());
            // What a widget drew is the same once more.
            let mut taken = Canvas::empty(area);
            taken.take(&theirs);
            prop_assert_eq!(taken.buffer(), theirs);
        }
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let mut canvas = Canvas::empty(Rect::new(0, 0, 4, 1));
        for (x, y) in [(0, 1), (4, 0), (9, 9), (3, 0)] {
            canvas.put(&Line::from("text"), x, y, 10);
        }
        canvas.set_style(Rect::new(3, 0, 9, 9), Style::new());
        assert_eq!(canvas.buffer(), Buffer::with_lines(["   t"]));
        assert_eq!([canvas.character(3, 0), canvas.character(4, 0), canvas.character(3, 1)], ['t', ' ', ' ']);
    }

    #[test]
    fn a_cleared_canvas_is_blank() {
        let mut canvas = Canvas::empty(Rect::new(0, 0, 3, 2));
        canvas.put(&Line::from("e\u{301}漢").style(Modifier::BOLD), 0, 1, 3);
        assert_eq!(canvas.character(0, 1), 'e');
        canvas.clear();
        assert_eq!(canvas.buffer(), Buffer::empty(canvas.area()));
    }
}
