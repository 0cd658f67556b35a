//! Dispatch: from arguments to a command or the screens, and from an outcome to an exit code. It must not know how a command
//! does its work.

mod arguments;
mod completing;
mod later;
mod manual;

use crate::bank::Bank;
use crate::clock::{self, Ticker};
use crate::command;
use crate::command::report::{printable, printable_lines};
use crate::command::{
    bank_file, check, edit, export, fmt, import, list, new, quiz, report, review, say_left_out, search, show, stats,
    tags, undo,
};
use crate::config::{self, Config, Theme};
use crate::duration;
use crate::library::{Library, Opened, Order, is_damage};
use crate::parse::report::Layout;
use crate::paths::{config_file, data_dir};
use crate::practice::{Desk, Limits, Plan, Refused, Saving, Wish, loose};
use crate::shipped;
use crate::study::event::{CardKey, Mode};
use crate::study::filter::{Filter, Key, State};
use crate::study::ways::Ways;
use crate::tui::{self, Look, Palette, Room, Start};
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Error, Result, bail};
use arguments::{Arguments, Color, Command, Global, Selection};
use clap::Parser;
use later::Later;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Exit codes: done, failed, wrong usage.
const DONE: u8 = 0;
const FAILED: u8 = 1;
const USAGE: u8 = 2;

/// The default plan of a run that the command line says nothing about.
const COUNT: u32 = 20;
const PER_CARD_MS: u64 = 60_000;
const REVIEW_COUNT: usize = 40;
const NEW_A_DAY: u32 = 10;

/// Runs the program with these arguments, the first being its name, and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match completing::answer(&arguments) {
        Ok(false) => {}
        Ok(true) => return ExitCode::from(DONE),
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(FAILED);
        }
    }
    let arguments = match Arguments::try_parse_from(shielded(arguments)) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are an answer, on stdout with code 0; a mistake goes to stderr with code 2, and it repeats what
            // was typed.
            if error.use_stderr() {
                let _ = writeln!(io::stderr(), "{}", printable_lines(&error.render().to_string()));
            } else {
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(FAILED));
        }
    };
    match dispatch(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {}", printable_lines(&format!("{error:#}")));
            if is_damage(&error) {
                let advice =
                    "the library is damaged: move library.db out of its folder, and the next start begins a fresh one";
                let _ = writeln!(io::stderr(), "{advice} (qbank --help says which folder; --data-dir names another)");
            }
            ExitCode::from(if error.chain().any(|cause| cause.is::<Refused>()) { USAGE } else { FAILED })
        }
    }
}

/// `-tag:asyncio` is a query, though it begins like a flag: a blank before it tells clap so. `-h`, `-V`, `-` and long flags
/// stay what they are, and so does everything after `--`.
fn shielded(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut only_values = false;
    let shield = |argument: OsString| {
        only_values |= argument == "--";
        match argument.to_str() {
            Some("-" | "-h" | "-V") | None => argument,
            Some(text) if !only_values && text.starts_with('-') && !text.starts_with("--") => {
                OsString::from(format!(" {text}"))
            }
            Some(_) => argument,
        }
    };
    arguments.into_iter().map(shield).collect()
}

/// The reader of our output has gone, as `head` does: nothing is left to say, and nothing went wrong.
fn is_closed_pipe(error: &Error) -> bool {
    let of_json = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
    };
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind).or_else(|| of_json(cause));
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

fn dispatch(arguments: Arguments) -> Result<u8> {
    let Arguments { mut global, command } = arguments;
    // A shell that starts is not to stumble over the settings.
    if !matches!(command, Some(Command::Completions(_))) {
        global.config = config::read(config_file().as_ref())?;
    }
    global.ascii |= global.config.ascii.unwrap_or(false);
    let global = global;
    let choice = match global.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let style = report::Style { color: true, ascii: global.ascii };
    let today = clock::now().day();
    let mut out = io::BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
    let mut code = DONE;
    match command {
        Some(Command::Completions(Later(arguments))) => completing::script(arguments.shell.name(), &mut out)?,
        Some(Command::Man(Later(arguments))) => manual::write(&arguments.folder, &mut out)?,
        None => code = screens(&global, open(&global)?, plan(&global.config, Filter::default()), None, Start::Home)?,
        Some(Command::Quiz(Later(arguments))) => return run_quiz(&global, arguments, &mut out),
        Some(Command::Review(Later(arguments))) => return run_review(&global, arguments, &mut out),
        Some(Command::Browse(Later(arguments))) => {
            let opened = open(&global)?;
            let filter = wish(arguments.selection).filter(&opened.library)?;
            let query = filter.to_string();
            code = screens(&global, opened, plan(&global.config, filter), None, Start::Browse { query })?;
        }
        Some(Command::List(Later(arguments))) => {
            list::run(&open_and_tell(&global)?, &wish(arguments.selection), today, arguments.json, &mut out)?;
        }
        Some(Command::Show(Later(arguments))) => {
            show::run(&open_and_tell(&global)?, &arguments.ids, arguments.json, &mut out)?
        }
        Some(Command::Tags(Later(arguments))) => {
            tags::run(&open_and_tell(&global)?, &wish(arguments.selection), today, arguments.json, &mut out)?;
        }
        Some(Command::Search(Later(arguments))) => {
            let text = arguments.words.join(" ");
            search::run(&open_and_tell(&global)?, &text, arguments.limit, arguments.json, &mut out)?;
        }
        Some(Command::Stats(Later(arguments))) => {
            stats::run(&open_and_tell(&global)?, &wish(arguments.selection), today, arguments.json, &mut out)?;
        }
        Some(Command::Plan(Later(arguments))) => {
            let arguments::Plan { selection, minutes, json } = arguments;
            let usual = limits(&global.config);
            let limits = Limits { minutes: minutes.map(|minutes| minutes as usize).or(usual.minutes), ..usual };
            let new_a_day = plan(&global.config, Filter::default()).new_a_day;
            let settings = command::plan::Settings { limits, new_a_day, json };
            command::plan::run(&open_and_tell(&global)?, &wish(selection), &settings, today, &mut out)?;
        }
        Some(Command::Import(Later(arguments))) => {
            let mut fill = import::Fill { tags: arguments.tag, ..import::Fill::default() };
            arguments.set.iter().try_for_each(|assignment| fill.set(assignment))?;
            let arguments::Import { paths, source, layout, dry_run, json, .. } = arguments;
            let layout = layout.map(layout_of);
            let settings = import::Settings { paths, source, layout, fill, dry_run, json, style };
            let mut library = open_and_tell(&global)?;
            if !library.keeps_scores() && !settings.dry_run {
                bail!("nothing was imported: there is no folder to keep cards in; name one with --data-dir");
            }
            import::run(&mut library, &settings, &mut out)?;
        }
        Some(Command::Export(Later(arguments))) => {
            let arguments::Format::Json = arguments.to;
            export::run(&open_and_tell(&global)?, &wish(arguments.selection), today, &mut out)?;
        }
        Some(Command::Check(Later(arguments))) => {
            let arguments::Check { paths, layout, against, json } = arguments;
            let layout = layout.map(layout_of);
            let sound = check::run(
                &check::Settings { paths, layout, against, json, style, shipped: shipped::bank() },
                &mut out,
            )?;
            code = if sound { DONE } else { FAILED };
        }
        Some(Command::Fmt(Later(arguments))) => {
            let arguments::Fmt { paths, check } = arguments;
            let sound = fmt::run(&fmt::Settings { paths, check, style }, &mut out)?;
            code = if sound { DONE } else { FAILED };
        }
        Some(Command::New(Later(arguments))) => {
            let arguments::New { topic, data } = arguments;
            new::run(&new::Settings { topic: topic.join(" "), data }, &mut out)?;
        }
        Some(Command::Edit(Later(arguments))) => {
            let arguments::Edit { id, revert } = arguments;
            let mut library = open_and_tell(&global)?;
            if !library.keeps_scores() {
                bail!("nothing was changed: there is no folder to keep cards in; name one with --data-dir");
            }
            let settings = edit::Settings { id, revert, ask: io::stdin().is_terminal(), style };
            edit::run(&mut library, &settings, clock::now(), &mut io::stdin().lock(), &mut out)?;
        }
        Some(Command::Undo(Later(arguments))) => {
            undo::run(&mut open_and_tell(&global)?, arguments.count as usize, clock::now(), &mut out)?;
        }
    }
    out.flush()?;
    Ok(code)
}

fn layout_of(named: arguments::Layout) -> Layout {
    match named {
        arguments::Layout::Labelled => Layout::Labelled,
        arguments::Layout::Tagged => Layout::Tagged,
        arguments::Layout::Stripped => Layout::Stripped,
        arguments::Layout::Article => Layout::Article,
    }
}

fn wish(selection: Selection) -> Wish {
    let Selection { query, level, technology, topic, tag, source, difficulty, due, new, missed, flagged } = selection;
    let mut flags = Vec::new();
    for (key, values) in [
        (Key::Level, level),
        (Key::Technology, technology),
        (Key::Topic, topic),
        (Key::Tag, tag),
        (Key::Source, source),
        (Key::Difficulty, difficulty),
    ] {
        flags.extend(values.into_iter().map(|value| (key, value)));
    }
    let states = [(State::Due, due), (State::New, new), (State::Missed, missed), (State::Flagged, flagged)];
    let states = states.into_iter().filter_map(|(state, wanted)| wanted.then_some(state)).collect();
    Wish { query: query.join(" ").trim().to_owned(), flags, states }
}

/// A run as the settings have it.
fn plan(config: &Config, filter: Filter) -> Plan {
    let (count, per_card_ms) = (config.count.unwrap_or(COUNT) as usize, config.per_card.unwrap_or(PER_CARD_MS));
    Plan {
        filter,
        count,
        order: Order::Mixed,
        limit_ms: None,
        per_card_ms,
        strict: false,
        ways: Ways::Mixed,
        review_count: REVIEW_COUNT,
        new_a_day: config.new_a_day.unwrap_or(NEW_A_DAY) as usize,
    }
}

/// What the settings say about a day.
fn limits(config: &Config) -> Limits {
    let wished = |number: Option<u32>| number.map(|number| number as usize);
    Limits { minutes: wished(config.minutes_a_day), new: wished(config.new_a_day) }
}

/// The library, with the shipped bank in it.
fn open(global: &Global) -> Result<Opened> {
    let folder = data_dir(global.data_dir.as_deref());
    let mut opened = Library::open(folder.as_deref(), clock::now())?;
    opened.library.ensure_shipped(shipped::HASH, shipped::bank).context("cannot install the shipped bank")?;
    Ok(opened)
}

/// The library, for a command that has no screen to show notices on.
fn open_and_tell(global: &Global) -> Result<Library> {
    let Opened { library, notices } = open(global)?;
    tell(&notices);
    Ok(library)
}

fn tell(notices: &[String]) {
    for notice in notices {
        // Nobody is there to read a notice when stderr is closed.
        let _ = writeln!(io::stderr(), "note: {}", printable(notice));
    }
}

fn run_quiz(global: &Global, arguments: arguments::Quiz, out: &mut impl Write) -> Result<u8> {
    let arguments::Quiz { selection, mode, count, time, per_card, strict, order, no_save, plain, resume, bank } =
        arguments;
    if !plain && !tui::has_terminal() {
        return no_terminal("quiz");
    }
    let opened = open(global)?;
    let bank = bank.map(|path| bank_file::read(&path)).transpose()?;
    let wish = wish(selection);
    let filter = match &bank {
        // The library does not know the names of a bank that is not installed.
        Some(_) => wish.filter_unchecked()?,
        None => wish.filter(&opened.library)?,
    };
    let usual = plan(&global.config, filter);
    let plan = Plan {
        count: count.map_or(usual.count, |count| count as usize),
        order: match order {
            arguments::Order::Mixed => Order::Mixed,
            arguments::Order::Due => Order::Due,
            arguments::Order::Weak => Order::Weak,
            arguments::Order::Hard => Order::Hard,
            arguments::Order::Easy => Order::Easy,
            arguments::Order::Random => Order::Random,
        },
        limit_ms: time,
        per_card_ms: per_card.unwrap_or(usual.per_card_ms),
        strict,
        ways: match mode {
            arguments::Mode::Recall => Ways::All(Mode::Recall),
            arguments::Mode::Choice => Ways::All(Mode::Choice),
            arguments::Mode::Predict => Ways::All(Mode::Predict),
            arguments::Mode::Typed => Ways::All(Mode::Typed),
            arguments::Mode::Mixed => Ways::Mixed,
        },
        ..usual
    };
    if bank.is_none() {
        say_left_out(&opened.library, &plan.filter, clock::now().day())?;
    }
    if !plain {
        let start = if resume { Start::Resume } else { Start::Quiz };
        return screens_saving(global, opened, plan, bank, start, !no_save);
    }
    tell(&opened.notices);
    let mut desk = desk(opened, plan, bank, !no_save)?;
    let ticker = Ticker::start();
    let clocks = quiz::Clocks { now: &clock::now, ticks: &|| ticker.now() };
    let seed = global.seed.unwrap_or_else(rand::random);
    let input = &mut io::stdin().lock();
    if resume {
        quiz::resume(&mut desk, &clocks, input, out)?
    } else {
        quiz::run(&mut desk, seed, &clocks, input, out)?
    }
    out.flush()?;
    Ok(DONE)
}

fn run_review(global: &Global, arguments: arguments::Review, out: &mut impl Write) -> Result<u8> {
    let arguments::Review { selection, count, new_a_day, time, per_card, strict, no_save, plain } = arguments;
    if !plain && !tui::has_terminal() {
        return no_terminal("review");
    }
    let opened = open(global)?;
    let filter = wish(selection).filter(&opened.library)?;
    say_left_out(&opened.library, &filter, clock::now().day())?;
    let notices = opened.notices.clone();
    let usual = plan(&global.config, filter);
    let plan = Plan {
        limit_ms: time,
        per_card_ms: per_card.unwrap_or(usual.per_card_ms),
        strict,
        review_count: count as usize,
        new_a_day: new_a_day.map_or(usual.new_a_day, |cards| cards as usize),
        ..usual
    };
    let mut desk = desk(opened, plan, None, !no_save)?;
    if let Some(why) = review::nothing_to_ask(&desk, clock::now().day())? {
        tell(&notices);
        writeln!(out, "{}", printable_lines(&why))?;
        out.flush()?;
        return Ok(DONE);
    }
    if !plain {
        return screens_at(global, desk, &notices, Start::Review);
    }
    tell(&notices);
    let ticker = Ticker::start();
    let clocks = quiz::Clocks { now: &clock::now, ticks: &|| ticker.now() };
    let seed = global.seed.unwrap_or_else(rand::random);
    review::run(&mut desk, seed, &clocks, &mut io::stdin().lock(), out)?;
    out.flush()?;
    Ok(DONE)
}

fn no_terminal(command: &str) -> Result<u8> {
    writeln!(
        io::stderr(),
        "error: the screens need a terminal; qbank {command} --plain asks line by line without one"
    )?;
    Ok(USAGE)
}

fn screens(global: &Global, opened: Opened, plan: Plan, bank: Option<Bank>, start: Start) -> Result<u8> {
    if !tui::has_terminal() {
        return no_terminal("quiz");
    }
    screens_saving(global, opened, plan, bank, start, true)
}

fn screens_saving(
    global: &Global,
    opened: Opened,
    plan: Plan,
    bank: Option<Bank>,
    start: Start,
    save: bool,
) -> Result<u8> {
    let notices = opened.notices.clone();
    screens_at(global, desk(opened, plan, bank, save)?, &notices, start)
}

fn screens_at(global: &Global, desk: Desk, notices: &[String], start: Start) -> Result<u8> {
    // NO_COLOR asks for none; --color is the person's own word and wins.
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let palette = match global.color {
        Color::Never => Palette::Mono,
        Color::Auto if no_color => Palette::Mono,
        Color::Auto | Color::Always => match global.config.theme {
            Some(Theme::Light) => Palette::Light,
            Some(Theme::Mono) => Palette::Mono,
            Some(Theme::Sixteen) | None => Palette::Sixteen,
        },
    };
    let mouse = global.mouse || global.config.mouse.unwrap_or(false);
    let look = Look { palette, ascii: global.ascii, mouse };
    let ticker = Ticker::start();
    // The one place where chance comes in; each run then goes on from its seed.
    let seed = global.seed.unwrap_or_else(rand::random);
    let desk = desk.within(limits(&global.config));
    let mut room = Room::new(desk, ticker, seed).with_editor(edit_from_screen, global.ascii);
    tui::run(start, look, notices, &mut room, ticker)
}

/// What `qbank edit` does, on the terminal as it was before the screens.
fn edit_from_screen(library: &mut Library, key: &CardKey, ascii: bool) -> Result<()> {
    let id = format!("{}:{}", key.source, key.id);
    let settings = edit::Settings { id, revert: false, ask: true, style: report::Style { color: true, ascii } };
    let mut out = AutoStream::new(io::stdout().lock(), ColorChoice::Auto);
    edit::run(library, &settings, clock::now(), &mut io::stdin().lock(), &mut out)
}

fn desk(opened: Opened, plan: Plan, bank: Option<Bank>, save: bool) -> Result<Desk> {
    let saving = match (save, opened.library.keeps_scores()) {
        (true, true) => Saving::Library,
        (true, false) => {
            Saving::Nowhere { reason: "there is no folder to keep them in (--data-dir names one)".to_owned() }
        }
        (false, _) => Saving::Nowhere { reason: "--no-save was given".to_owned() },
    };
    let loose = bank.map(|bank| loose(&bank, &opened.library)).transpose()?;
    Ok(Desk::new(opened.library, plan, saving, loose))
}
