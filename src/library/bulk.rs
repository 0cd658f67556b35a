//! How the file is written while a large bank comes in. It must not know what is written.

use rusqlite::{Connection, ErrorCode};

/// From so many cards on, the other way of writing pays; below, it would only hold up other processes.
pub const LARGE: usize = 10_000;

/// Room for the pages of a large install, so that none is written twice: 256 MiB.
const ROOM: &str = "PRAGMA cache_size = -262144";

/// SQLite's own default, 2 MiB.
const USUAL_ROOM: &str = "PRAGMA cache_size = -2000";

/// Writes new pages into the file at once, with a rollback journal for the old ones: as safe as WAL, which would write all of
/// it twice. Where another process has the library open, everything stays as it is.
pub fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(ROOM)?;
    set_journal(connection, "DELETE")
}

/// Back to the usual way.
pub fn end(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(USUAL_ROOM)?;
    connection.execute_batch("PRAGMA shrink_memory")?;
    use_wal(connection)
}

/// WAL, in which readers and the writer do not wait for each other; where another process is in the middle of a large
/// install, it will be back when that is done.
pub fn use_wal(connection: &Connection) -> rusqlite::Result<()> {
    set_journal(connection, "WAL")
}

fn set_journal(connection: &Connection, mode: &str) -> rusqlite::Result<()> {
    match connection.pragma_update(None, "journal_mode", mode) {
        Err(error)
            if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) =>
        {
            Ok(())
        }
        result => result,
    }
}
