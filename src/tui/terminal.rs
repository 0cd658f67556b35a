//! Taking the terminal and giving it back, whatever happens in between. It must not know what is drawn.

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::Command;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute};
use ratatui::layout::{Rect, Size};
use std::fmt;
use std::io::{self, BufWriter, Stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// A whole frame leaves in one write.
const FRAME_BYTES: usize = 64 * 1024;

/// Whether the terminal is ours now; the panic hook has to know.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is wanted too.
static MOUSE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The terminal while it is ours; dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
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
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
        match ratatui::Terminal::new(backend) {
            Ok(inner) => Ok(Terminal { inner }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    pub fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        self.inner.draw(|frame| view(frame.buffer_mut())).map(|_| ())
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

    /// Forgets what was drawn, so that the next drawing is whole.
    pub fn forget(&mut self) -> io::Result<()> {
        let size = self.inner.size()?;
        // Terminal::clear would ask the terminal where its cursor is; resizing clears without asking.
        self.inner.resize(Rect { x: 0, y: 0, width: size.width, height: size.height })
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
