//! Opening the library file: new, known, damaged, or not to be had. It must not know what is in it.

use super::{Library, Opened, bulk, schema};
use crate::clock;
use crate::study::event::Moment;
use anyhow::Context;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file in the data folder.
pub const FILE: &str = "library.db";

/// How long one process waits for another to finish writing; the longest write is a large import.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often, and after which pause, to try again where SQLite does not wait by itself.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

pub fn open(folder: Option<&Path>, now: Moment) -> anyhow::Result<Opened> {
    let Some(folder) = folder else {
        return in_memory("there is no home folder; name a folder with --data-dir to keep scores");
    };
    let path = folder.join(FILE);
    let mut notices = Vec::new();
    let error = match open_file(&path) {
        Ok(connection) => return Ok(Opened { library: Library::new(connection, true), notices }),
        Err(error) => error,
    };
    let error = if is_damage(&error) || fails_its_check(&path, &error) {
        let aside =
            set_aside(&path, now).with_context(|| format!("{} is damaged and cannot be moved away", path.display()))?;
        notices.push(format!(
            "the library was damaged and is kept as {}; a fresh one was begun, without the answers so far",
            aside.display()
        ));
        match open_file(&path) {
            Ok(connection) => return Ok(Opened { library: Library::new(connection, true), notices }),
            Err(error) => error,
        }
    } else {
        error
    };
    if cannot_be_written(&error) {
        let reason =
            format!("{} cannot be written; name another folder with --data-dir to keep scores", folder.display());
        let opened = in_memory(&reason)?;
        notices.extend(opened.notices);
        return Ok(Opened { library: opened.library, notices });
    }
    Err(error.context(format!("cannot open {}", path.display())))
}

pub fn peek(folder: &Path) -> anyhow::Result<Library> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    super::select::define_functions(&connection)?;
    Ok(Library::new(connection, false))
}

/// A library that ends with the program.
pub fn in_memory(reason: &str) -> anyhow::Result<Opened> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&mut connection)?;
    let notices = vec![format!("scores of this run are not kept: {reason}")];
    Ok(Opened { library: Library::new(connection, false), notices })
}

fn open_file(path: &Path) -> anyhow::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut tries = 0;
    loop {
        let opened = match Connection::open_with_flags(path, flags) {
            // Most often the folder is there, so that asking for it first would be one call too many.
            Err(error) if is_code(&error, ErrorCode::CannotOpen) => {
                fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
                Connection::open_with_flags(path, flags)
            }
            opened => opened,
        };
        let mut connection = opened?;
        match prepare(&mut connection) {
            // Two processes that make the library at once: changing to WAL does not wait for the other.
            Err(error) if is_busy(&error) && tries < TRIES => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            prepared => return prepared.map(|()| connection),
        }
    }
}

fn prepare(connection: &mut Connection) -> anyhow::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else a statement is planned anew for every value that is bound to it, which takes longer than most of them run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    schema::migrate(connection)?;
    bulk::use_wal(connection)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
    }
    // SQLite's default, said because the promise of durable answers rests on it.
    connection.pragma_update(None, "synchronous", "FULL")?;
    super::select::define_functions(connection)?;
    // The first look at a table: damage behind the first page is to be found here, while the file can still be kept aside.
    super::meta(connection, "shipped")?;
    Ok(())
}

/// Whether the file itself is broken, as far as the error tells.
pub fn is_damage(error: &anyhow::Error) -> bool {
    has_code(error, &[ErrorCode::NotADatabase, ErrorCode::DatabaseCorrupt])
}

/// An error that may come of damage or not: only now is a check of the whole file worth its time.
fn fails_its_check(path: &Path, error: &anyhow::Error) -> bool {
    let unclear = has_code(error, &[ErrorCode::Unknown]);
    unclear
        && Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .and_then(|connection| connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)))
            .is_ok_and(|finding| finding != "ok")
}

fn cannot_be_written(error: &anyhow::Error) -> bool {
    let no_file = error.downcast_ref::<io::Error>().is_some();
    no_file || has_code(error, &[ErrorCode::CannotOpen, ErrorCode::ReadOnly, ErrorCode::PermissionDenied])
}

fn is_busy(error: &anyhow::Error) -> bool {
    has_code(error, &[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked])
}

fn has_code(error: &anyhow::Error, codes: &[ErrorCode]) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<rusqlite::Error>());
    causes.any(|cause| codes.iter().any(|code| is_code(cause, *code)))
}

fn is_code(error: &rusqlite::Error, code: ErrorCode) -> bool {
    error.sqlite_error_code() == Some(code)
}

/// Moves the damaged file and its companions away, to a name that nothing has yet.
fn set_aside(path: &Path, now: Moment) -> io::Result<PathBuf> {
    let stamp = clock::stamp(now);
    let named = |number: u32| match number {
        1 => with_suffix(path, &format!(".damaged-{stamp}")),
        number => with_suffix(path, &format!(".damaged-{stamp}-{number}")),
    };
    let aside = (1..).map(named).find(|aside| !aside.exists()).unwrap_or_else(|| named(1));
    fs::rename(path, &aside)?;
    for companion in ["-wal", "-shm"] {
        match fs::rename(with_suffix(path, companion), with_suffix(&aside, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
