//! A program in a pseudo-terminal, with the instant at which each piece of its output arrived. It must not know what the program
//! is.

use anyhow::{Context, Result, bail};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// What is not there by then never comes.
const PATIENCE: Duration = Duration::from_secs(20);
/// After such a silence a picture is whole: second thoughts of a screen about one key belong to that key.
const SILENCE: Duration = Duration::from_millis(20);

/// A program, what it is given, and what its first picture shows.
#[derive(Debug, Clone)]
pub struct Call {
    /// What says when it asks for the program; without it the time to make a terminal counts too.
    pub start: Option<PathBuf>,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    pub variables: Vec<(&'static str, String)>,
    pub shows: &'static str,
}

/// What a process had used by some instant.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// The most memory that it held at once, in bytes.
    pub peak: u64,
    /// How often it was given the processor.
    pub wakeups: u64,
}

/// How the screen followed a key.
#[derive(Debug, Clone, Copy)]
pub struct Followed {
    /// Until the first output, which is a frame: each leaves in one write.
    pub frame: Duration,
    /// Until the last, where more was looked up after the first frame.
    pub whole: Duration,
}

pub struct Screen {
    parser: vt100::Parser,
    output: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// The program's own: the child, or what that started.
    process: u32,
    // Closing it hangs the program up.
    _master: Box<dyn MasterPty + Send>,
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        // With the leader of the session its terminal is gone: what the leader started ends by itself, and is not to be measured
        // against.
        let deadline = Instant::now() + PATIENCE;
        while is_running(self.process) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Screen {
    /// Starts it, and gives the time until its first picture was there down to the last row.
    pub fn open(call: &Call) -> Result<(Screen, Duration)> {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(call.start.as_ref().unwrap_or(&call.program));
        command.args(call.start.iter().map(|_| call.program.as_os_str()));
        command.args(&call.arguments);
        command.env_clear();
        call.variables.iter().for_each(|(name, value)| command.env(name, value));
        let mut reader = pair.master.try_clone_reader()?;
        let writer = pair.master.take_writer()?;
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let cells = |count| NonZeroU16::new(count).context("a terminal has cells");
        let parser = vt100::Parser::new(cells(ROWS)?, cells(COLUMNS)?, 0);
        let asked = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let process = child.process_id().context("the program has a number")?;
        let mut screen = Screen { parser, output, writer, child, process, _master: pair.master };
        let (started, arrived) = if call.start.is_some() { screen.started()? } else { (asked, asked) };
        let drawn = screen.until(call.shows, arrived)?;
        if call.start.is_some() {
            screen.process = child_of(process)?;
        }
        screen.settle();
        Ok((screen, drawn - started))
    }

    /// When the program was asked for, which is said in the first line, and when what came with that line arrived.
    fn started(&mut self) -> Result<(Instant, Instant)> {
        let mut line = Vec::new();
        loop {
            let (arrived, bytes) = self.output.recv_timeout(PATIENCE).context("the program does not begin")?;
            line.extend_from_slice(&bytes);
            let Some(end) = line.iter().position(|byte| *byte == b'\n') else { continue };
            self.parser.process(&line[end + 1..]);
            let said = String::from_utf8_lossy(&line[..end]);
            let nanoseconds = said.trim().parse().with_context(|| format!("the program does not begin: {said}"))?;
            let since = (UNIX_EPOCH + Duration::from_nanos(nanoseconds)).elapsed()?;
            return Ok((Instant::now().checked_sub(since).context("the clock was set")?, arrived));
        }
    }

    /// Takes in what comes until the screen shows `text`, and something stands in its last row.
    fn until(&mut self, text: &str, mut arrived: Instant) -> Result<Instant> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let screen = self.parser.screen();
            let last_row = screen.rows(0, COLUMNS).last().unwrap_or_default();
            if !last_row.trim().is_empty() && screen.contents().contains(text) {
                return Ok(arrived);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok((instant, bytes)) = self.output.recv_timeout(left) else { break };
            self.parser.process(&bytes);
            arrived = instant;
        }
        bail!("{text:?} was never shown; on the screen:\n{}", self.parser.screen().contents())
    }

    /// Takes in what comes until nothing does, and tells when the last of it came.
    fn settle(&mut self) -> Option<Instant> {
        let mut last = None;
        while let Ok((arrived, bytes)) = self.output.recv_timeout(SILENCE) {
            self.parser.process(&bytes);
            last = Some(arrived);
        }
        last
    }

    /// Presses a key, and gives the times until the screen began to follow and until it was at rest again.
    pub fn press(&mut self, key: &str) -> Result<Followed> {
        // What a clock on the screen has drawn meanwhile is not the key's.
        while let Ok((_, bytes)) = self.output.try_recv() {
            self.parser.process(&bytes);
        }
        let pressed = Instant::now();
        self.writer.write_all(key.as_bytes())?;
        self.writer.flush()?;
        match self.output.recv_timeout(PATIENCE) {
            Ok((arrived, bytes)) => {
                self.parser.process(&bytes);
                let whole = self.settle().unwrap_or(arrived) - pressed;
                Ok(Followed { frame: arrived - pressed, whole })
            }
            Err(RecvTimeoutError::Timeout) => {
                bail!("the key {key:?} changed nothing on\n{}", self.parser.screen().contents())
            }
            Err(RecvTimeoutError::Disconnected) => bail!("the key {key:?} ended the program"),
        }
    }

    /// The bytes that come within this time though no key is pressed.
    pub fn bytes_within(&mut self, time: Duration) -> u64 {
        let deadline = Instant::now() + time;
        let mut count = 0;
        while let Ok((_, bytes)) = self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            self.parser.process(&bytes);
            count += bytes.len() as u64;
        }
        count
    }

    pub fn usage(&self) -> Result<Usage> {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.process)).context("this needs Linux's /proc")?;
        let figure = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let peak = figure("VmHWM:").context("the peak is in kB")? * 1024;
        let wakeups = figure("voluntary_ctxt_switches:").context("switches are counted")?;
        Ok(Usage { peak, wakeups })
    }
}

/// The one process that this one started.
fn child_of(process: u32) -> Result<u32> {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
    let children = children.context("this needs Linux's /proc")?;
    children.trim().parse().with_context(|| format!("one child was started, and not {children:?}"))
}

/// Whether the process is there, and not only its number, which may wait for a parent that never asks.
fn is_running(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"));
    // The state stands behind the name, which may hold anything.
    stat.is_ok_and(|stat| stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z')))
}
