//! A screen as a picture: the cells of a buffer as SVG, in colours of its own. It must not know what is on the screen.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Pixels of a cell: a letter of most monospaced fonts is three fifths of the font's size wide.
const WIDTH: usize = 9;
const HEIGHT: usize = 20;
const SIZE: usize = 15;
/// From the upper edge of a cell down to where its letters stand.
const BASELINE: usize = 15;
/// Around the screen.
const MARGIN: usize = 16;

const FONTS: &str = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
const PAPER: &str = "#14171d";
const EDGE: &str = "#2c323d";
const INK: &str = "#d7dce4";

/// The terminal whose picture it is: its sixteen colours, as far as the theme names them.
fn shade(color: Color) -> &'static str {
    match color {
        Color::Reset => INK,
        Color::DarkGray => "#868f9d",
        Color::Red => "#f2777a",
        Color::Green => "#8fc97f",
        Color::Yellow => "#e6bf6a",
        Color::Magenta => "#c79bea",
        Color::Cyan => "#5fc7d6",
        Color::LightBlue => "#82b1ff",
        other => panic!("no picture has {other:?} yet"),
    }
}

/// Signs that fill their cell to its edges, which no font does as a terminal does it: `x, y, width, height` within the cell,
/// and how much of the ink is on it.
fn shape(symbol: &str) -> Option<([usize; 4], &'static str)> {
    let eighths = "▁▂▃▄▅▆▇".chars().position(|column| symbol == column.to_string());
    Some(match (symbol, eighths) {
        (_, Some(eighths)) => ([1, HEIGHT - 3 - 2 * (eighths + 1), WIDTH - 2, 2 * (eighths + 1)], "1"),
        ("─", _) => ([0, 10, WIDTH, 1], "1"),
        ("━", _) => ([0, 9, WIDTH, 3], "1"),
        ("╸", _) => ([0, 9, 5, 3], "1"),
        ("│", _) => ([4, 0, 1, HEIGHT], "1"),
        ("█", _) => ([0, 3, WIDTH, HEIGHT - 6], "1"),
        ("░", _) => ([0, 3, WIDTH, HEIGHT - 6], "0.3"),
        _ => return None,
    })
}

/// Cells beside each other that look alike.
struct Run {
    column: usize,
    cells: usize,
    text: String,
    shape: Option<([usize; 4], &'static str)>,
    ink: &'static str,
    modifier: Modifier,
}

impl Run {
    fn of(cell: &Cell, column: usize) -> Run {
        let (symbol, shape) = (cell.symbol(), shape(cell.symbol()));
        let cells = symbol.width().max(1);
        Run { column, cells, text: symbol.to_owned(), shape, ink: shade(cell.fg), modifier: cell.modifier }
    }

    /// Takes `other` in where it goes on without a break.
    fn take(&mut self, other: &Run) -> bool {
        let is_wide = |run: &Run| run.shape.is_none_or(|([x, _, width, _], _)| (x, width) == (0, WIDTH));
        let goes_on = (self.shape, self.ink, self.modifier) == (other.shape, other.ink, other.modifier)
            && self.column + self.cells == other.column
            && is_wide(self);
        if goes_on {
            self.cells += other.cells;
            self.text.push_str(&other.text);
        }
        goes_on
    }

    fn draw(&self, row: usize, svg: &mut String) {
        let (x, y) = (MARGIN + self.column * WIDTH, MARGIN + row * HEIGHT);
        if let Some(([left, top, width, height], strength)) = self.shape {
            let width = width + (self.cells - 1) * WIDTH;
            let opacity = if strength == "1" { String::new() } else { format!(" fill-opacity=\"{strength}\"") };
            line(
                svg,
                format_args!("<rect {} fill=\"{}\"{opacity}/>", place(x + left, y + top, width, height), self.ink),
            );
            return;
        }
        let is_selected = self.modifier.contains(Modifier::REVERSED);
        if is_selected {
            line(svg, format_args!("<rect {} fill=\"{}\"/>", place(x, y, self.cells * WIDTH, HEIGHT), self.ink));
        }
        // Blanks in the middle are kept, for a browser may fold them; those at the ends are but paper.
        let (ink, baseline) = (if is_selected { PAPER } else { self.ink }, y + BASELINE);
        let mut column = 0;
        for part in self.text.split_inclusive("  ") {
            let (begin, said) = (part.len() - part.trim_start().len(), part.trim());
            if !said.is_empty() {
                let (x, length) = (x + (column + begin) * WIDTH, said.width() * WIDTH);
                let look = self.look(ink);
                let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                line(svg, format_args!("<text x=\"{x}\" y=\"{baseline}\" textLength=\"{length}\"{look}>{said}</text>"));
            }
            column += part.width();
        }
    }

    fn look(&self, ink: &str) -> String {
        let mut look = if ink == INK { String::new() } else { format!(" fill=\"{ink}\"") };
        for (modifier, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        ] {
            if self.modifier.contains(modifier) {
                look.push_str(attribute);
            }
        }
        look
    }
}

fn place(x: usize, y: usize, width: usize, height: usize) -> String {
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

fn line(svg: &mut String, text: std::fmt::Arguments) {
    writeln!(svg, "{text}").expect("a string takes text");
}

/// The runs of one row, without those that show nothing.
fn runs(buffer: &Buffer, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < buffer.area.width {
        let run = Run::of(&buffer[(column, row)], column.into());
        column += u16::try_from(run.cells).expect("a sign has at most two cells");
        if !runs.last_mut().is_some_and(|last| last.take(&run)) {
            runs.push(run);
        }
    }
    let shows = |run: &Run| !run.text.trim().is_empty() || run.modifier.contains(Modifier::REVERSED);
    runs.retain(shows);
    runs
}

/// The picture of `buffer`, under a title that those hear who do not see it.
pub fn picture(title: &str, buffer: &Buffer) -> String {
    let [columns, rows] = [buffer.area.width, buffer.area.height].map(usize::from);
    let (width, height) = (columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN);
    let mut svg = String::new();
    line(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\">\n<title>{title}</title>"
        ),
    );
    let [inner_width, inner_height] = [width - 1, height - 1];
    line(
        &mut svg,
        format_args!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{inner_width}\" height=\"{inner_height}\" rx=\"8\" fill=\"{PAPER}\" \
             stroke=\"{EDGE}\"/>"
        ),
    );
    line(
        &mut svg,
        format_args!("<g font-family=\"{FONTS}\" font-size=\"{SIZE}\" fill=\"{INK}\" xml:space=\"preserve\">"),
    );
    for row in 0..buffer.area.height {
        for run in runs(buffer, row) {
            run.draw(row.into(), &mut svg);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}
