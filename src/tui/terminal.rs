//! Taking the terminal and giving it back, whatever happens in between, and bringing frames to it. It must not know what is drawn.

use super::canvas::Canvas;
use super::painter::Painter;
use ratatui::crossterm::Command;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use ratatui::crossterm::{cursor, execute, queue};
use ratatui::layout::{Rect, Size};
use rustix::termios::{Winsize, tcgetwinsize};
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is ours now; the panic hook has to know.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is wanted too.
static MOUSE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The terminal while it is ours; dropping it gives it back.
///
/// Ratatui's own compares two frames of cells, and asks for the size at every drawing: its cells are strings with styles, to be
/// taken apart each time.
#[derive(Debug)]
pub struct Terminal {
    /// What the terminal is still to be told: a whole frame leaves in one write.
    bytes: Vec<u8>,
    painter: Painter,
    /// What the last frame was drawn on; the next one is drawn there, too.
    canvas: Option<Canvas>,
}

impl Terminal {
    /// # Errors
    /// When the terminal refuses; it is then as it was.
    pub fn take(mouse: bool) -> io::Result<Terminal> {
        HOOK.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                give_back();
                before(info);
            }));
        });
        // With NO_COLOR crossterm writes an empty colour code, which resets reverse and bold too: the theme leaves colour out.
        force_color_output(true);
        MOUSE.store(mouse, Ordering::SeqCst);
        hold()?;
        Ok(Terminal { bytes: Vec::new(), painter: Painter::new(), canvas: None })
    }

    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<Size> {
        match tcgetwinsize(io::stdout()) {
            Ok(Winsize { ws_col: width @ 1.., ws_row: height @ 1.., .. }) => Ok(Size { width, height }),
            // Some terminals do not tell the kernel; crossterm knows other ways.
            _ => size().map(Size::from),
        }
    }

    /// Draws a frame of this size: what differs from what is shown, in one write.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, size: Size, view: impl FnOnce(&mut Canvas)) -> io::Result<()> {
        let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
        if self.painter.is_of_another_size(area) {
            self.forget()?;
        }
        let mut canvas = match self.canvas.take() {
            Some(mut canvas) if canvas.area() == area && !canvas.is_full() => {
                canvas.clear();
                canvas
            }
            _ => {
                self.painter.forget_numbers();
                Canvas::empty(area)
            }
        };
        view(&mut canvas);
        self.painter.paint(&mut canvas, &mut self.bytes);
        self.canvas = Some(canvas);
        self.send()
    }

    fn send(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(&self.bytes)?;
        self.bytes.clear();
        stdout.flush()
    }

    /// Hands `text` to the clipboard of the person's own machine, through the terminal (OSC 52). Whether the terminal takes it
    /// is not told.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back for a while, as before a stop.
    pub fn release(&mut self) {
        give_back();
    }

    /// Takes it again, whatever others have drawn since.
    pub fn retake(&mut self) -> io::Result<()> {
        // The shell may have changed the mode meanwhile; raw mode is only entered anew after it was left.
        give_back();
        hold()?;
        self.forget()
    }

    /// Clears the screen, so that the next drawing is whole.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn forget(&mut self) -> io::Result<()> {
        self.painter.forget();
        queue!(self.bytes, Clear(ClearType::All))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn hold() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let taken = execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, cursor::Hide);
    let taken = match MOUSE.load(Ordering::SeqCst) {
        true => taken.and_then(|()| execute!(io::stdout(), Mouse(true))),
        false => taken,
    };
    taken.inspect_err(|_| give_back())
}

/// Buttons and the wheel; crossterm's own command asks for every move as well, and each would wake the loop.
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[?1000h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1000l" })
    }
}

/// Nothing can be done about errors here: the terminal may be gone.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        if MOUSE.load(Ordering::SeqCst) {
            let _ = execute!(io::stdout(), Mouse(false));
        }
        let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = disable_raw_mode();
    }
}
