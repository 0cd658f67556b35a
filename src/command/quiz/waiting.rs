//! Standard input as a run waits for it: the time for which the process is stopped meanwhile is known. It must not know what
//! the lines mean.

use crate::clock::Ticker;
use crate::study::session::Timestamp;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::{SIGCONT, SIGTSTP};
use signal_hook::{flag, low_level};
use std::cell::Cell;
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reads standard input; to be buffered, for every read waits first.
pub struct Waiting<'a> {
    ticker: Ticker,
    away_ms: &'a Cell<u64>,
    /// Wakes the wait when a signal has come.
    wake: UnixStream,
    stop: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    /// When it was last known to run: at the last line, or when it went on.
    last_awake: Timestamp,
}

impl<'a> Waiting<'a> {
    /// From here on `away_ms` gathers the milliseconds for which the process was stopped: Control-Z stops it as ever.
    ///
    /// # Errors
    /// When the system has no pipe or handler left.
    pub fn begin(ticker: Ticker, away_ms: &'a Cell<u64>) -> io::Result<Waiting<'a>> {
        let (wake, sender) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let [stop, continued]: [Arc<AtomicBool>; 2] = Default::default();
        for (number, raised) in [(SIGTSTP, &stop), (SIGCONT, &continued)] {
            // The flag first: who is woken by the pipe must find it.
            flag::register(number, Arc::clone(raised))?;
            low_level::pipe::register(number, sender.try_clone()?)?;
        }
        Ok(Waiting { ticker, away_ms, wake, stop, continued, last_awake: ticker.now() })
    }

    /// Sleeps until there is something to read, or the input has ended.
    fn wait(&mut self) -> io::Result<()> {
        let stdin = io::stdin();
        loop {
            let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.wake, PollFlags::IN)];
            match poll(&mut fds, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            let has_come = !fds[0].revents().is_empty();
            while matches!(self.wake.read(&mut [0; 64]), Ok(1..)) {}
            if self.stop.swap(false, Ordering::SeqCst) {
                let stopped = self.ticker.now();
                kill_process(getpid(), Signal::STOP)?;
                // What follows runs after the process was continued.
                self.continued.store(false, Ordering::SeqCst);
                self.was_away_since(stopped);
            } else if self.continued.swap(false, Ordering::SeqCst) {
                // It was stopped from outside: when, nobody saw, and what may have been absence is not charged.
                self.was_away_since(self.last_awake);
            } else if has_come {
                self.last_awake = self.ticker.now();
                return Ok(());
            }
        }
    }

    fn was_away_since(&mut self, at: Timestamp) {
        self.last_awake = self.ticker.now();
        self.away_ms.set(self.away_ms.get().saturating_add(self.last_awake.since(at)));
    }
}

impl Read for Waiting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.wait()?;
        // Past the buffer that the library keeps of standard input: what lay in there could not be waited for.
        Ok(rustix::io::read(io::stdin(), buffer)?)
    }
}
