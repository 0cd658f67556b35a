//! Dispatch: from arguments to a command or the screens, and from an outcome to an exit code. It must not know how a command
//! does its work.

mod arguments;
mod completing;
mod later;
mod manual;
mod running;

use crate::clock;
use crate::command;
use crate::command::report::{printable, printable_lines};
use crate::command::{check, edit, export, fmt, import, list, new, report, search, show, stats, tags, undo};
use crate::config;
use crate::library::{Library, Opened, is_damage};
use crate::parse::report::Layout;
use crate::paths::{config_file, data_dir};
use crate::practice::{Limits, Refused, Wish, said};
use crate::shipped;
use crate::study::filter::{Filter, Key, State};
use crate::tui::Start;
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Error, Result, bail};
use arguments::{Arguments, Color, Command, Global, Selection};
use clap::Parser;
use later::Later;
use running::{limits, plan, run_quiz, run_review, screens};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Exit codes: done, failed, wrong usage.
const DONE: u8 = 0;
const FAILED: u8 = 1;
const USAGE: u8 = 2;

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
            let _ = writeln!(io::stderr(), "error: {}", printable_lines(&said::error(&error)));
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
    let today = clock::now().day(global.config.day_turn.unwrap_or_default());
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

/// The library, with the shipped bank in it.
fn open(global: &Global) -> Result<Opened> {
    let folder = data_dir(global.data_dir.as_deref());
    let mut opened = Library::open(folder.as_deref(), clock::now())?;
    opened.library.turn_days_at(global.config.day_turn.unwrap_or_default())?;
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
