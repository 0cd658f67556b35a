//! A program in a real pseudo-terminal, and the screen that a person would see there. It must not know what the program is.

// Each test program uses a part of this.
#![allow(dead_code)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

pub const ENTER: &str = "\r";
pub const ESC: &str = "\u{1b}";
pub const TAB: &str = "\t";
pub const CONTROL_C: &str = "\u{3}";
pub const CONTROL_Z: &str = "\u{1a}";

/// What is not there by then never comes.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks at a process, which tells nobody when it changes.
const GLANCE: Duration = Duration::from_millis(10);
/// What a program still does once a screen is drawn is done by then.
const SETTLING: Duration = Duration::from_millis(500);
/// Longer than a held key takes to repeat, and than keys are dead after a question or an answer appears: a hand that means
/// what it does.
const HAND: Duration = Duration::from_millis(260);
const THOUGHT: Duration = Duration::from_millis(300);

/// A program about to be run.
pub struct Setup {
    program: OsString,
    arguments: Vec<OsString>,
    variables: BTreeMap<OsString, OsString>,
    size: (u16, u16),
}

impl Setup {
    pub fn new(program: impl AsRef<OsStr>, variables: BTreeMap<OsString, OsString>) -> Setup {
        Setup { program: program.as_ref().to_owned(), arguments: Vec::new(), variables, size: (80, 24) }
    }

    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Setup {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Setup {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Columns and rows.
    pub fn size(mut self, size: (u16, u16)) -> Setup {
        self.size = size;
        self
    }

    pub fn start(self) -> Runner {
        let pair = native_pty_system().openpty(pty_size(self.size)).expect("there is a pseudo-terminal left");
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.arguments);
        command.env_clear();
        self.variables.iter().for_each(|(name, value)| command.env(name, value));
        let before = mode(&*pair.master);
        let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let writer = pair.master.take_writer().expect("the terminal can be written");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let (columns, rows) = cells(self.size);
        let parser = vt100::Parser::new(rows, columns, 0);
        Runner {
            parser,
            bytes: Vec::new(),
            output,
            writer,
            before,
            master: pair.master,
            slave: Some(pair.slave),
            child,
        }
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    let cell = |count| NonZeroU16::new(count).expect("a terminal has cells");
    (cell(columns), cell(rows))
}

/// The mode of the line, raw or with echo and line editing, in words.
fn mode(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has a mode"))
}

/// A program that runs, or has ended.
pub struct Runner {
    parser: vt100::Parser,
    /// All that came so far.
    bytes: Vec<u8>,
    output: Receiver<Vec<u8>>,
    writer: Box<dyn Write + Send>,
    /// The mode that the program found.
    before: String,
    master: Box<dyn MasterPty + Send>,
    /// Kept, so that the terminal outlives the program.
    slave: Option<Box<dyn SlavePty + Send>>,
    child: Box<dyn Child + Send + Sync>,
}

impl Drop for Runner {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Runner {
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Takes in what has come; without anything for the time of a glance, nothing.
    fn look(&mut self) {
        match self.output.recv_timeout(GLANCE) {
            Ok(bytes) => self.take_in(&bytes),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => thread::sleep(GLANCE),
        }
    }

    fn take_in(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.bytes.extend_from_slice(bytes);
    }

    #[track_caller]
    pub fn wait_until(&mut self, claim: &str, mut holds: impl FnMut(&mut Runner) -> bool) -> &mut Runner {
        let deadline = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < deadline, "never: {claim}; on the screen:\n{}", self.screen());
            self.look();
        }
        self
    }

    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> &mut Runner {
        self.wait_until(&format!("{text:?} is shown"), |runner| runner.screen().contains(text))
    }

    #[track_caller]
    pub fn wait_for_no(&mut self, text: &str) -> &mut Runner {
        self.wait_until(&format!("{text:?} is gone"), |runner| !runner.screen().contains(text))
    }

    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Runner {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} on\n{screen}");
        self
    }

    #[track_caller]
    pub fn shows_no(&mut self, text: &str) -> &mut Runner {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} on\n{screen}");
        self
    }

    /// Keys, or any other bytes, all at once.
    pub fn send(&mut self, keys: &str) -> &mut Runner {
        self.writer.write_all(keys.as_bytes()).and_then(|()| self.writer.flush()).expect("the terminal takes keys");
        self
    }

    /// A key, pressed by a hand that has looked at the screen first. The pause is the program's own rule about held keys; to
    /// see what a key does, wait for it.
    pub fn press(&mut self, key: &str) -> &mut Runner {
        thread::sleep(HAND);
        self.send(key)
    }

    /// The same for keys that are dead for a while after a reveal.
    pub fn rate(&mut self, key: &str) -> &mut Runner {
        thread::sleep(THOUGHT);
        self.send(key)
    }

    pub fn paste(&mut self, text: &str) -> &mut Runner {
        self.send(&format!("\u{1b}[200~{text}\u{1b}[201~"))
    }

    pub fn resize(&mut self, size: (u16, u16)) -> &mut Runner {
        let (columns, rows) = cells(size);
        self.parser.screen_mut().set_size(rows, columns);
        self.master.resize(pty_size(size)).expect("the terminal takes a size");
        self
    }

    fn pid(&self) -> Pid {
        let pid = self.child.process_id().and_then(|pid| i32::try_from(pid).ok());
        pid.and_then(Pid::from_raw).expect("the program has a number")
    }

    /// How often the program has gone to sleep so far: once more for each time that something woke it.
    pub fn sleeps(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid().as_raw_nonzero()));
        let status = status.expect("the program runs, and the system tells of it");
        let count = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        count.and_then(|count| count.trim().parse().ok()).expect("the system counts")
    }

    /// Lets the program be for a while: how often it woke, and how many bytes it sent.
    pub fn leave_alone(&mut self, time: Duration) -> (u64, usize) {
        let settled = Instant::now() + SETTLING;
        while Instant::now() < settled {
            self.look();
        }
        let (sleeps, sent) = (self.sleeps(), self.bytes.len());
        let end = Instant::now() + time;
        while Instant::now() < end {
            self.look();
        }
        (self.sleeps() - sleeps, self.bytes.len() - sent)
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Runner {
        kill_process(self.pid(), signal).expect("the program is there");
        self
    }

    /// To the program and all that it has started, as a shell does that goes on with a stopped job.
    pub fn signal_group(&mut self, signal: Signal) -> &mut Runner {
        kill_process_group(self.pid(), signal).expect("the program leads a group");
        self
    }

    #[track_caller]
    pub fn wait_until_stopped(&mut self) -> &mut Runner {
        let pid = WaitId::Pid(self.pid());
        self.wait_until("the program stops", |_| {
            let stopped = waitid(pid.clone(), WaitIdOptions::STOPPED | WaitIdOptions::NOHANG);
            matches!(stopped, Ok(Some(status)) if status.stopped())
        })
    }

    /// The program holds the terminal: the alternate screen, no cursor, pasted text marked, raw mode.
    #[track_caller]
    pub fn wait_until_taken(&mut self) -> &mut Runner {
        self.wait_until("the terminal is taken", |runner| {
            let screen = runner.parser.screen();
            let modes = [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()];
            modes == [true; 3] && mode(&*runner.master) != runner.before
        })
    }

    /// Everything is as the program found it.
    #[track_caller]
    pub fn is_given_back(&mut self) -> &mut Runner {
        self.wait_until("the terminal is given back", |runner| {
            let screen = runner.parser.screen();
            let modes = [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()];
            modes == [false; 3] && mode(&*runner.master) == runner.before
        })
    }

    /// Waits for the end of the program; the screen then shows all that it wrote.
    #[track_caller]
    fn end(&mut self) -> portable_pty::ExitStatus {
        let mut ended = None;
        self.wait_until("the program ends", |runner| {
            ended = runner.child.try_wait().expect("the program can be waited for");
            ended.is_some()
        });
        ended.expect("it has ended")
    }

    /// The program ends by itself with this code, and the terminal is as it was before.
    #[track_caller]
    pub fn ends(&mut self, code: u32) -> &mut Runner {
        let status = self.end();
        self.is_given_back();
        // Without a program and without us nobody has the terminal open: then its output ends.
        self.slave = None;
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.take_in(&bytes);
        }
        assert!(status.signal().is_none(), "ended by {status}; on the screen:\n{}", self.screen());
        assert_eq!(status.exit_code(), code, "on the screen:\n{}", self.screen());
        self
    }

    /// Ends the program where it stands.
    #[track_caller]
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        assert!(self.end().signal().is_some());
    }

    /// The screen with its colours.
    pub fn parser(&self) -> &vt100::Parser {
        &self.parser
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
