//! Signals as something that can be waited for together with the terminal. It must not know what they lead to.

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{flag, low_level};
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the loop has to do about a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Give the terminal back and leave, with 128 and this number.
    End(u8),
    Stop,
    Continued,
    Resized,
}

const WATCHED: [(i32, Signal); 6] = [
    (SIGTERM, Signal::End(SIGTERM as u8)),
    (SIGHUP, Signal::End(SIGHUP as u8)),
    (SIGINT, Signal::End(SIGINT as u8)),
    (SIGTSTP, Signal::Stop),
    (SIGCONT, Signal::Continued),
    (SIGWINCH, Signal::Resized),
];

/// Holds the signals that have come and were not asked for yet.
#[derive(Debug)]
pub struct Signals {
    pipe: UnixStream,
    raised: [Arc<AtomicBool>; WATCHED.len()],
    /// Whether the terminal is lent to another program: then its keys end or stop us as they do others.
    lent: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to watch; from here on none of these signals ends the program by itself.
    ///
    /// # Errors
    /// When the system has no pipe or handler left.
    pub fn watch() -> io::Result<Signals> {
        let (pipe, sender) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        let raised: [Arc<AtomicBool>; WATCHED.len()] = std::array::from_fn(|_| Arc::default());
        let lent = Arc::new(AtomicBool::new(false));
        for number in [SIGINT, SIGTSTP] {
            flag::register_conditional_default(number, Arc::clone(&lent))?;
        }
        for ((number, _), raised) in WATCHED.iter().zip(&raised) {
            // The flag first: who is woken by the pipe must find it.
            flag::register(*number, Arc::clone(raised))?;
            low_level::pipe::register(*number, sender.try_clone()?)?;
        }
        Ok(Signals { pipe, raised, lent })
    }

    /// What can be polled: it is ready when a signal has come.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// While another program has the terminal, Control-Z stops both and Control-C ends both.
    pub fn lend(&self, lent: bool) {
        self.lent.store(lent, Ordering::SeqCst);
        if !lent {
            // They were answered while they came.
            self.forget(Signal::Stop);
            self.forget(Signal::Continued);
        }
    }

    /// Drops a signal that was answered already.
    pub fn forget(&self, signal: Signal) {
        for ((_, one), raised) in WATCHED.iter().zip(&self.raised) {
            if *one == signal {
                raised.store(false, Ordering::SeqCst);
            }
        }
    }

    /// The signals since the last call; those that end the program come first.
    pub fn take(&mut self) -> Vec<Signal> {
        let mut bytes = [0; 64];
        while matches!(self.pipe.read(&mut bytes), Ok(1..)) {}
        let raised = WATCHED.iter().zip(&self.raised).filter(|(_, raised)| raised.swap(false, Ordering::SeqCst));
        raised.map(|((_, signal), _)| *signal).collect()
    }
}
