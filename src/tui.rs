//! The loop: draw; wait for the terminal, a signal or the next tick; update; run effects. It must not know what is on a screen.

mod app;
mod canvas;
mod desk;
mod grammar;
mod keys;
mod message;
mod mouse;
mod painter;
mod screen;
mod signals;
mod terminal;
mod theme;
mod widget;

pub use desk::Room;
pub use message::{Start, World};
pub use theme::Palette;

use crate::clock::Ticker;
use crate::study::session::Timestamp;
use anyhow::{Context, anyhow};
use app::App;
use keys::Break;
use message::{Effect, Message, Reply};
use mouse::Gesture;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal as Posix, getpid, kill_process};
use signals::{Signal, Signals};
use std::io::{self, IsTerminal};
use std::time::Duration;
use terminal::Terminal;
use theme::Theme;

/// Exit codes of a program that a signal ended are this and its number.
const ENDED_BY_SIGNAL: u8 = 128;
const INTERRUPT: u8 = 2;
const HANGUP: u8 = 1;

/// How the program is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub palette: Palette,
    /// Draw with ASCII signs only.
    pub ascii: bool,
    /// Take clicks and the wheel.
    pub mouse: bool,
}

/// Whether there is a terminal to draw on and to read keys from.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Runs the interface until the person leaves; the value is the exit code. `notices` are said on the
/// first screen; the world begins its sessions by the same ticker.
///
/// # Errors
/// When the terminal fails, or when there is nothing to begin with: the text says what to do. The terminal is given back.
pub fn run(start: Start, look: Look, notices: &[String], world: &mut dyn World, ticker: Ticker) -> anyhow::Result<u8> {
    let signals = Signals::watch().context("cannot watch signals")?;
    let terminal = Terminal::take(look.mouse).context("cannot take the terminal")?;
    let size = terminal.size().context("cannot ask the terminal for its size")?;
    let app = App::new(Theme::new(look.palette, look.ascii), size, notices, ticker.now());
    let mut running = Running { app, world, ticker, terminal, signals, last_awake: ticker.now() };
    let code = running.until_left(start);
    let Running { app, terminal, .. } = running;
    drop(terminal);
    match app.failure() {
        Some(why) => Err(anyhow!(why.to_owned())),
        None => code.context("the terminal failed"),
    }
}

/// What woke the loop.
struct Woken {
    keys: bool,
    hung_up: bool,
}

struct Running<'a> {
    app: App,
    world: &'a mut dyn World,
    ticker: Ticker,
    terminal: Terminal,
    signals: Signals,
    /// When the loop last woke and had not been stopped since it woke before.
    last_awake: Timestamp,
}

impl Running<'_> {
    fn until_left(&mut self, start: Start) -> io::Result<u8> {
        if self.settle(Message::Start(start)) {
            return Ok(0);
        }
        loop {
            self.fit(self.terminal.size()?);
            self.show()?;
            let woken = self.wait()?;
            for signal in self.signals.take() {
                match signal {
                    Signal::End(number) => {
                        self.settle(Message::Leaving);
                        return Ok(ENDED_BY_SIGNAL + number);
                    }
                    Signal::Stop => self.stop()?,
                    Signal::Continued => self.go_on()?,
                    // Even where the size is as before: a terminal that shrank and grew again has lost what was drawn.
                    Signal::Resized => self.terminal.forget()?,
                }
            }
            self.last_awake = self.ticker.now();
            if woken.hung_up {
                self.settle(Message::Leaving);
                return Ok(ENDED_BY_SIGNAL + HANGUP);
            }
            // A resize reaches crossterm through a signal of its own: events may wait though no key came.
            while event::poll(Duration::ZERO)? {
                let asked = self.app.asked();
                if let Some(code) = self.event(event::read()?)? {
                    return Ok(code);
                }
                // However fast keys come, a question and its answer are on the screen before the next key can act on them.
                if self.app.asked() != asked {
                    self.show()?;
                }
            }
            if !woken.keys && self.settle(Message::ClockTick) {
                return Ok(0);
            }
        }
    }

    /// Draws, and then does what the drawing was not to wait for.
    fn show(&mut self) -> io::Result<()> {
        self.draw()?;
        if self.follow(self.app.after_drawing()) {
            self.draw()?;
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        self.terminal.draw(self.app.size(), |canvas| self.app.view(canvas))
    }

    /// The exit code, where the event ends the program.
    fn event(&mut self, event: Event) -> io::Result<Option<u8>> {
        let over = match event {
            Event::Key(key) => match Break::from_key(&key) {
                Some(Break::Interrupt) => {
                    self.settle(Message::Leaving);
                    return Ok(Some(ENDED_BY_SIGNAL + INTERRUPT));
                }
                Some(Break::Stop) => {
                    self.stop()?;
                    false
                }
                None => {
                    // Only there it matters: a line break in the middle of a text that pours in is part of it.
                    let more = key.code == KeyCode::Enter && event::poll(Duration::ZERO)?;
                    match self.app.command(&key, more, self.ticker.now()) {
                        Some(command) => self.settle(Message::Command(command)),
                        None => false,
                    }
                }
            },
            Event::Paste(text) => self.settle(Message::Pasted(text)),
            // The size is asked for when drawing; the event only has to wake the loop.
            Event::Resize(..) | Event::FocusGained | Event::FocusLost => false,
            Event::Mouse(mouse) => Gesture::of(mouse).is_some_and(|gesture| self.settle(Message::Mouse(gesture))),
        };
        Ok(over.then_some(0))
    }

    /// Updates, and carries out what follows until nothing does: an answer is on disk before the next question. True to leave.
    fn settle(&mut self, message: Message) -> bool {
        let mut effect = self.app.update(message, self.ticker.now());
        loop {
            if effect.waits_for_disk() {
                // That the key was seen shows at once, however slow the disk. Where the terminal is gone, the next drawing says so:
                // the answer is kept all the same.
                let _ = self.draw();
            }
            let Some(reply) = self.carry_out(effect.clone()) else { break };
            effect = self.app.update(Message::Reply(reply), self.ticker.now());
        }
        effect == Effect::Quit
    }

    /// What touches the terminal is done here, all else by the world.
    fn carry_out(&mut self, effect: Effect) -> Option<Reply> {
        match effect {
            Effect::Copy(text) => Some(Reply::Copied(self.terminal.copy(&text).map_err(|error| error.to_string()))),
            Effect::Edit(_) => self.lend_terminal(effect),
            effect => self.world.carry_out(effect),
        }
    }

    /// Carries out what needs the terminal for itself; no time passes for the session meanwhile.
    fn lend_terminal(&mut self, effect: Effect) -> Option<Reply> {
        self.app.update(Message::Paused, self.ticker.now());
        self.terminal.release();
        self.signals.lend(true);
        let reply = self.world.carry_out(effect);
        self.signals.lend(false);
        // Without a terminal the next drawing fails, and says so.
        let _ = self.terminal.retake();
        self.app.update(Message::Resumed, self.ticker.now());
        reply
    }

    /// Whether the screen can have changed.
    fn follow(&mut self, effect: Effect) -> bool {
        let Some(reply) = self.world.carry_out(effect) else { return false };
        let is_seen = reply.is_seen();
        self.settle(Message::Reply(reply));
        is_seen
    }

    fn fit(&mut self, size: Size) {
        if self.app.size() != size {
            self.settle(Message::Resized(size));
        }
    }

    /// Sleeps until a key, a signal, or the next change of a clock on the screen; without a clock nothing else wakes it.
    fn wait(&self) -> io::Result<Woken> {
        let timeout = self.app.next_tick(self.ticker.now()).map(|milliseconds| Timespec {
            tv_sec: i64::try_from(milliseconds / 1000).unwrap_or(i64::MAX),
            tv_nsec: i64::try_from(milliseconds % 1000 * 1_000_000).unwrap_or(0),
        });
        let stdin = io::stdin();
        let signals = self.signals.fd();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::from_borrowed_fd(signals, PollFlags::IN)];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => {
                let events = fds[0].revents();
                let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                Ok(Woken { keys: events.contains(PollFlags::IN), hung_up: events.intersects(gone) })
            }
            Err(rustix::io::Errno::INTR) => Ok(Woken { keys: false, hung_up: false }),
            Err(error) => Err(error.into()),
        }
    }

    /// Control-Z: the terminal goes back, the process stops, and no time passes for the session until it goes on.
    fn stop(&mut self) -> io::Result<()> {
        self.settle(Message::Paused);
        self.terminal.release();
        kill_process(getpid(), Posix::STOP)?;
        // What follows runs after the process was continued; the signal that did it needs no answer of its own.
        self.signals.forget(Signal::Continued);
        self.terminal.retake()?;
        self.settle(Message::Resumed);
        Ok(())
    }

    /// The process was stopped from outside, nobody knows when: perhaps long before the last message came.
    fn go_on(&mut self) -> io::Result<()> {
        self.app.update(Message::Paused, self.last_awake);
        self.terminal.retake()?;
        self.settle(Message::Resumed);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
