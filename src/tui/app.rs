//! The whole interface as a value: the screens one over the other, and what each message makes of them. It must not read,
//! write or know the time by itself.

mod pointing;
mod replies;

use super::canvas::Canvas;
use super::keys::{self, Command, Repeats, Table, field_command, text_command};
use super::message::{Choice, Effect, Message, Start};
use super::screen::browse::{self, Browse};
use super::screen::ending::Ending;
use super::screen::first::First;
use super::screen::help::Help;
use super::screen::home::{self, Home};
use super::screen::plan::PlanPage;
use super::screen::progress::Progress;
use super::screen::quiz::Quiz;
use super::screen::{Notice, SMALLEST, Stage};
use super::theme::Theme;
use crate::study::event::CardKey;
use crate::study::session::Timestamp;
use ratatui::crossterm::event::{KeyEvent, KeyEventKind};
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

/// One screen with all that it holds.
#[derive(Debug)]
enum Screen {
    Home(Box<Home>),
    First(First),
    Plan(Box<PlanPage>),
    Quiz(Box<Quiz>),
    Ending(Box<Ending>),
    Browse(Box<Browse>),
    Progress(Box<Progress>),
    Help(Help),
}

#[derive(Debug)]
pub struct App {
    theme: Theme,
    size: Size,
    now: Timestamp,
    /// The last one is seen; going back uncovers the one below.
    screens: Vec<Screen>,
    notice: Option<Notice>,
    repeats: Repeats,
    /// The query that the next [`super::message::Reply::Found`] answers when no browser is open yet.
    opening: String,
    /// The one of its cards that is to be read at once.
    opening_at: Option<CardKey>,
    /// Why there was nothing to begin with.
    failure: Option<String>,
}

impl App {
    /// `notices` are said on the first screen, until a key is pressed.
    pub fn new(theme: Theme, size: Size, notices: &[String], now: Timestamp) -> App {
        let (screens, repeats, opening) = (Vec::new(), Repeats::default(), String::new());
        let notice = (!notices.is_empty()).then(|| Notice { text: notices.join("; "), trouble: true });
        App { theme, size, now, screens, notice, repeats, opening, opening_at: None, failure: None }
    }

    /// What a key asks for on the screen that is seen, unless it is held down and may not. `more` says that further keys are
    /// waiting behind it.
    pub fn command(&mut self, key: &KeyEvent, more: bool, now: Timestamp) -> Option<Command> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let burst = more && self.repeats.is_burst(now);
        let repeat = self.repeats.see(key, now);
        if let Some(Screen::Quiz(quiz)) = self.screens.last_mut() {
            if quiz.is_writing() {
                return field_command(key, burst);
            }
            if quiz.is_cut_off(now) {
                return None;
            }
        }
        if self.is_text_field() {
            return text_command(key);
        }
        self.keys()?.command(key).filter(|command| Repeats::allowed(*command, repeat))
    }

    /// The keys of what is seen.
    pub fn keys(&self) -> Option<&'static Table> {
        Some(match self.screens.last()? {
            Screen::Home(_) => &keys::HOME,
            Screen::First(_) => &keys::FIRST,
            Screen::Plan(_) => &keys::PLAN,
            Screen::Quiz(quiz) => quiz.keys(),
            Screen::Ending(_) => &keys::ENDING,
            Screen::Browse(browse) => browse.keys(),
            Screen::Progress(_) => &keys::PROGRESS,
            Screen::Help(_) => &keys::HELP_PAGE,
        })
    }

    fn is_text_field(&self) -> bool {
        let is = |table: &Table, field| std::ptr::eq(table, field);
        self.keys().is_some_and(|table| is(table, &keys::QUERY) || is(table, &keys::WRITING))
    }

    pub fn size(&self) -> Size {
        self.size
    }

    /// Why the program could not begin; it is to be said once the terminal is given back.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Milliseconds until a clock on the screen changes; `None` while no clock is seen.
    pub fn next_tick(&self, now: Timestamp) -> Option<u64> {
        match self.screens.last()? {
            Screen::Quiz(quiz) => quiz.next_tick(&self.stage(now)),
            Screen::Browse(browse) => browse.next_tick(),
            _ => None,
        }
    }

    /// Which question is asked, and whether its answer is seen: whoever presses a key means the one that was drawn.
    pub fn asked(&self) -> Option<(usize, usize, bool)> {
        match self.screens.last()? {
            Screen::Quiz(quiz) => Some(quiz.asked()),
            _ => None,
        }
    }

    /// What is left to do once the screen is drawn, because the first drawing must not wait for it.
    pub fn after_drawing(&self) -> Effect {
        match self.screens.last() {
            Some(Screen::Home(home)) if home.is_to_be_counted() => Effect::CountWaiting,
            Some(Screen::Quiz(quiz)) => quiz.after_drawing(),
            Some(Screen::Ending(ending)) => ending.after_drawing(),
            Some(Screen::Browse(browse)) => browse.after_drawing(),
            _ => Effect::None,
        }
    }

    fn stage(&self, now: Timestamp) -> Stage<'_> {
        let area = Rect { x: 0, y: 0, width: self.size.width, height: self.size.height };
        Stage { theme: &self.theme, area, now }
    }

    pub fn update(&mut self, message: Message, now: Timestamp) -> Effect {
        self.now = now;
        let effect = match message {
            Message::Start(start) => self.start(start),
            Message::Command(command) => self.obey(command),
            Message::Pasted(text) => self.on_stage(|screen, stage, notice| match screen {
                Screen::Browse(browse) => browse.paste(&text, stage),
                Screen::Quiz(quiz) => {
                    quiz.paste(&text);
                    Effect::None
                }
                Screen::First(first) => {
                    first.paste(&text, notice);
                    Effect::None
                }
                _ => Effect::None,
            }),
            Message::Resized(size) => {
                self.size = size;
                self.on_stage(|screen, stage, _| match screen {
                    Screen::Browse(browse) => browse.load_if_seen(stage),
                    _ => Effect::None,
                })
            }
            Message::ClockTick => self.on_stage(|screen, stage, notice| match screen {
                Screen::Quiz(quiz) => {
                    quiz.tick_clock(stage, notice);
                    Effect::None
                }
                Screen::Browse(browse) => browse.tick_clock(),
                _ => Effect::None,
            }),
            Message::Paused | Message::Resumed => {
                let paused = matches!(message, Message::Paused);
                // Under the help page the session stands still anyway.
                if let Some(Screen::Quiz(quiz)) = self.screens.last_mut() {
                    if paused { quiz.session.pause(now) } else { quiz.session.resume(now) }
                }
                Effect::None
            }
            Message::Mouse(gesture) => self.point(gesture),
            Message::Leaving => {
                let quiz = self.screens.iter().rev().find_map(|screen| match screen {
                    Screen::Quiz(quiz) => Some(quiz),
                    _ => None,
                });
                return quiz.map_or(Effect::None, |quiz| quiz.on_leaving(now));
            }
            Message::Reply(reply) => self.take(reply),
        };
        match effect {
            Effect::None => self.end_finished_quiz(),
            effect => effect,
        }
    }

    fn start(&mut self, start: Start) -> Effect {
        match start {
            Start::Home => Effect::LoadOverview,
            Start::Quiz => Effect::Begin(Choice::AsAsked),
            Start::Review => Effect::Begin(Choice::Review),
            Start::Resume => Effect::Begin(Choice::Unfinished(None)),
            Start::Browse { query } => {
                self.opening.clone_from(&query);
                Effect::Find(query)
            }
        }
    }

    /// Lets the screen that is seen act, together with what drawing depends on.
    fn on_stage(&mut self, act: impl FnOnce(&mut Screen, &Stage, &mut Option<Notice>) -> Effect) -> Effect {
        let area = Rect { x: 0, y: 0, width: self.size.width, height: self.size.height };
        let stage = Stage { theme: &self.theme, area, now: self.now };
        match self.screens.last_mut() {
            Some(screen) => act(screen, &stage, &mut self.notice),
            None => Effect::None,
        }
    }

    fn obey(&mut self, command: Command) -> Effect {
        self.notice = None;
        match (command, self.screens.last()) {
            (Command::Help, _) => return self.open_help(),
            (Command::Back, Some(Screen::Help(_))) => return self.close_help(),
            (Command::Back, Some(Screen::Ending(_))) => return self.leave_ending(),
            (Command::Back, Some(Screen::First(_) | Screen::Plan(_))) => return self.back(),
            (Command::Leave, Some(Screen::Ending(_) | Screen::Home(_) | Screen::First(_) | Screen::Plan(_))) => {
                return Effect::Quit;
            }
            (Command::Target, Some(Screen::Home(_))) => return self.ask_for_target(false),
            (Command::Target, Some(Screen::Plan(_))) => {
                self.screens.pop();
                return self.ask_for_target(false);
            }
            (Command::ReadMissed, Some(Screen::Ending(ending))) => return self.read_missed(ending.missed_query()),
            (Command::Choose, Some(Screen::Progress(progress))) => {
                if let Some((query, key)) = progress.to_read() {
                    self.opening_at = Some(key);
                    return self.read_cards(query);
                }
            }
            _ => {}
        }
        let mut leads_back = false;
        let effect = self.on_stage(|screen, stage, notice| match screen {
            Screen::Home(home) => home.update(command, stage, notice),
            Screen::First(first) => first.update(command, notice),
            Screen::Plan(plan) => plan.update(command, stage),
            Screen::Quiz(quiz) => quiz.update(command, stage, notice),
            Screen::Ending(ending) => ending.update(command, stage, notice),
            Screen::Browse(browse) => browse.update(command, stage, notice).unwrap_or_else(|| {
                leads_back = true;
                Effect::None
            }),
            Screen::Progress(progress) => progress.update(command, stage, notice).unwrap_or_else(|| {
                leads_back = true;
                Effect::None
            }),
            Screen::Help(help) => {
                help.update(command, stage);
                Effect::None
            }
        });
        if leads_back { self.back() } else { effect }
    }

    fn open_help(&mut self) -> Effect {
        if let Some(table) = self.keys() {
            if let Some(Screen::Quiz(quiz)) = self.screens.last_mut() {
                quiz.session.pause(self.now);
            }
            self.screens.push(Screen::Help(Help::new(table)));
        }
        Effect::None
    }

    fn close_help(&mut self) -> Effect {
        self.screens.pop();
        if let Some(Screen::Quiz(quiz)) = self.screens.last_mut() {
            quiz.session.resume(self.now);
        }
        Effect::None
    }

    /// Uncovers the screen below; without one the program ends. What home shows may have changed meanwhile.
    fn back(&mut self) -> Effect {
        self.screens.pop();
        match self.screens.last() {
            None => Effect::Quit,
            Some(Screen::Home(_)) => Effect::LoadOverview,
            Some(Screen::Browse(_)) => self.on_stage(|screen, stage, _| match screen {
                Screen::Browse(browse) => browse.renew(stage),
                _ => Effect::None,
            }),
            Some(Screen::Progress(progress)) => Effect::LoadProgress(progress.query().to_owned()),
            Some(_) => Effect::None,
        }
    }

    /// From the end of a run to the cards that it came from, or else home.
    fn leave_ending(&mut self) -> Effect {
        self.screens.pop();
        match self.screens.last() {
            Some(Screen::Browse(_)) => Effect::None,
            Some(Screen::Progress(progress)) => Effect::LoadProgress(progress.query().to_owned()),
            _ => Effect::LoadOverview,
        }
    }

    /// Lets the cards be read that were missed.
    fn read_missed(&mut self, query: Result<String, &str>) -> Effect {
        match query {
            Ok(query) => self.read_cards(query),
            Err(why) => {
                self.notice = Some(Notice { text: why.to_owned(), trouble: false });
                Effect::None
            }
        }
    }

    /// Lets the cards of a query be read, over the screen that is seen.
    fn read_cards(&mut self, query: String) -> Effect {
        self.opening.clone_from(&query);
        Effect::Find(query)
    }

    /// Asks over home when the interview is, and in which field.
    fn ask_for_target(&mut self, is_first_run: bool) -> Effect {
        if let Some(Screen::Home(home)) = self.screens.last() {
            let overview = &home.overview;
            let first = First::new(&overview.target, &overview.technologies, overview.today, is_first_run);
            self.screens.push(Screen::First(first));
        }
        Effect::None
    }

    /// A quiz that is over gives way to its end page, or, where nothing was answered, to the screen below.
    fn end_finished_quiz(&mut self) -> Effect {
        match self.screens.pop() {
            Some(Screen::Quiz(quiz)) if quiz.is_over() && quiz.session.results().is_empty() => {
                self.screens.push(Screen::Quiz(quiz));
                self.back()
            }
            Some(Screen::Quiz(quiz)) if quiz.is_over() => {
                self.screens.push(Screen::Ending(Box::new(Ending::new(*quiz))));
                Effect::None
            }
            Some(screen) => {
                self.screens.push(screen);
                Effect::None
            }
            None => Effect::None,
        }
    }

    pub fn view(&self, canvas: &mut Canvas) {
        let area = canvas.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            if !area.is_empty() {
                let text = format!("too small: needs {}x{}", SMALLEST.0, SMALLEST.1);
                canvas.put(&Line::styled(text, self.theme.plain), area.x, area.y, area.width);
            }
            return;
        }
        // What no screen writes on has the page's colours, too.
        if self.theme.colours_blanks() {
            canvas.set_style(area, self.theme.plain);
        }
        let stage = Stage { theme: &self.theme, area, now: self.now };
        match self.screens.last() {
            Some(Screen::Home(home)) => home.view(&stage, canvas),
            Some(Screen::First(first)) => first.view(&stage, canvas),
            Some(Screen::Plan(plan)) => plan.view(&stage, canvas),
            Some(Screen::Quiz(quiz)) => quiz.view(&stage, canvas),
            Some(Screen::Ending(ending)) => ending.view(&stage, canvas),
            Some(Screen::Browse(browse)) => browse.view(&stage, canvas),
            Some(Screen::Progress(progress)) => progress.view(&stage, canvas),
            Some(Screen::Help(help)) => help.view(&stage, canvas),
            None => {}
        }
        if let Some(notice) = &self.notice {
            notice.draw(&stage.page(self.bars(&stage)), &self.theme, canvas);
        }
    }

    /// Lines of keys at the foot of the page.
    fn bars(&self, stage: &Stage) -> u16 {
        match self.screens.last() {
            Some(Screen::Home(_)) => home::bars(stage),
            Some(Screen::First(first)) => first.bars(stage),
            Some(Screen::Plan(plan)) => plan.bars(stage),
            Some(Screen::Quiz(quiz)) => quiz.bars(stage),
            Some(Screen::Ending(ending)) => ending.bars(stage),
            Some(Screen::Browse(_)) => browse::bars(stage),
            Some(Screen::Progress(progress)) => progress.bars(stage),
            Some(Screen::Help(_)) | None => 1,
        }
    }
}
