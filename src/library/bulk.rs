//! How the file is written while a large bank comes in. It must not know what is written.

use super::open::PATIENCE;
use rusqlite::{Connection, ErrorCode};
use std::time::Duration;

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

/// Changes the journal if that is possible at once: another process may have the library open for hours.
fn set_journal(connection: &Connection, mode: &str) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    let changed = connection.pragma_update(None, "journal_mode", mode);
    connection.busy_timeout(PATIENCE)?;
    match changed.as_ref().map_err(rusqlite::Error::sqlite_error_code) {
        Err(Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => Ok(()),
        _ => changed,
    }
}
