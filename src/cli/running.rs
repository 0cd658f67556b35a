//! Runs: from arguments to a desk with its plan, and from there to the screens or to line by line. It must not know how a run
//! is asked.

use super::arguments::{self, Color, Global};
use super::{DONE, USAGE, open, tell, wish};
use crate::bank::Bank;
use crate::clock::{self, Ticker};
use crate::command::report::{self, printable_lines};
use crate::command::{bank_file, edit, quiz, review, say_left_out};
use crate::config::{Config, Theme};
use crate::library::{Library, Opened, Order};
use crate::practice::{Desk, Limits, Page, Plan, Saving};
use crate::study::event::{CardKey, Mode};
use crate::study::filter::Filter;
use crate::study::ways::Ways;
use crate::tui::{self, Look, Palette, Room, Start};
use anstream::{AutoStream, ColorChoice};
use anyhow::Result;
use rand::TryRng;
use rand::rngs::SysRng;
use std::cell::Cell;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;

/// The default plan of a run that the command line says nothing about.
const COUNT: u32 = 20;
const PER_CARD_MS: u64 = 60_000;
const REVIEW_COUNT: usize = 40;
const NEW_A_DAY: u32 = 10;

/// A run as the settings have it.
pub fn plan(config: &Config, filter: Filter) -> Plan {
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
pub fn limits(config: &Config) -> Limits {
    let wished = |number: Option<u32>| number.map(|number| number as usize);
    Limits { minutes: wished(config.minutes_a_day), new: wished(config.new_a_day) }
}

pub fn run_quiz(global: &Global, arguments: arguments::Quiz, out: &mut impl Write) -> Result<u8> {
    let arguments::Quiz { selection, mode, count, time, per_card, strict, order, no_save, plain, resume, bank } =
        arguments;
    if !plain && !tui::has_terminal() {
        return no_terminal("quiz");
    }
    let opened = open(global)?;
    let read = |path: PathBuf| anyhow::Ok((bank_file::read(&path)?, bank_file::place(&path)));
    let bank = bank.map(read).transpose()?;
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
        say_left_out(&opened.library, &plan.filter, opened.library.day(clock::now()))?;
    }
    if !plain {
        let start = if resume { Start::Resume } else { Start::Quiz };
        return screens_saving(global, opened, plan, bank, start, !no_save);
    }
    tell(&opened.notices);
    let mut desk = desk(opened, plan, bank, !no_save)?;
    let (ticker, away_ms) = (Ticker::start(), Cell::new(0));
    let input = &mut BufReader::new(quiz::Waiting::begin(ticker, &away_ms)?);
    let clocks = quiz::Clocks { now: &clock::now, ticks: &|| ticker.now_without(away_ms.get()) };
    let seed = seed(global)?;
    if resume {
        quiz::resume(&mut desk, &clocks, input, out)?
    } else {
        quiz::run(&mut desk, seed, &clocks, input, out)?
    }
    out.flush()?;
    Ok(DONE)
}

pub fn run_review(global: &Global, arguments: arguments::Review, out: &mut impl Write) -> Result<u8> {
    let arguments::Review { selection, count, new_a_day, time, per_card, strict, no_save, plain } = arguments;
    if !plain && !tui::has_terminal() {
        return no_terminal("review");
    }
    let opened = open(global)?;
    let filter = wish(selection).filter(&opened.library)?;
    say_left_out(&opened.library, &filter, opened.library.day(clock::now()))?;
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
    if let Some(why) = review::nothing_to_ask(&desk, desk.library.day(clock::now()))? {
        tell(&notices);
        writeln!(out, "{}", printable_lines(&why))?;
        out.flush()?;
        return Ok(DONE);
    }
    if !plain {
        return screens_at(global, desk, &notices, Start::Review);
    }
    tell(&notices);
    let (ticker, away_ms) = (Ticker::start(), Cell::new(0));
    let input = &mut BufReader::new(quiz::Waiting::begin(ticker, &away_ms)?);
    let clocks = quiz::Clocks { now: &clock::now, ticks: &|| ticker.now_without(away_ms.get()) };
    let seed = seed(global)?;
    review::run(&mut desk, seed, &clocks, input, out)?;
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

/// What `--bank` names, and where that is found again.
type FromFile = (Bank, Option<PathBuf>);

pub fn screens(global: &Global, opened: Opened, plan: Plan, bank: Option<FromFile>, start: Start) -> Result<u8> {
    if !tui::has_terminal() {
        return no_terminal("quiz");
    }
    screens_saving(global, opened, plan, bank, start, true)
}

fn screens_saving(
    global: &Global,
    opened: Opened,
    plan: Plan,
    bank: Option<FromFile>,
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
    let desk = desk.within(limits(&global.config));
    let mut room = Room::new(desk, ticker, seed(global)?).with_editor(edit_from_screen, global.ascii);
    tui::run(start, look, notices, &mut room, ticker)
}

/// The one place where chance comes in; each run then goes on from its seed.
fn seed(global: &Global) -> Result<u64> {
    Ok(match global.seed {
        Some(seed) => seed,
        // One number straight from the system: a generator of this process would first have to be made.
        None => SysRng.try_next_u64()?,
    })
}

/// What `qbank edit` does, on the terminal as it was before the screens.
fn edit_from_screen(library: &mut Library, key: &CardKey, ascii: bool) -> Result<()> {
    let id = format!("{}:{}", key.source, key.id);
    let settings = edit::Settings { id, revert: false, ask: true, style: report::Style { color: true, ascii } };
    let mut out = AutoStream::new(io::stdout().lock(), ColorChoice::Auto);
    edit::run(library, &settings, clock::now(), &mut io::stdin().lock(), &mut out)
}

fn desk(opened: Opened, plan: Plan, bank: Option<FromFile>, save: bool) -> Result<Desk> {
    let saving = match (save, opened.library.keeps_scores()) {
        (true, true) => Saving::Library,
        (true, false) => {
            Saving::Nowhere { reason: "there is no folder to keep them in (--data-dir names one)".to_owned() }
        }
        (false, _) => Saving::Nowhere { reason: "--no-save was given".to_owned() },
    };
    let page = bank.map(|(bank, file)| Page::of(&bank, file, &opened.library)).transpose()?;
    let mut desk = Desk::new(opened.library, plan, saving, page);
    desk.read_bank = Some(bank_file::read);
    Ok(desk)
}
