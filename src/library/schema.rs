//! The tables of the library and how older ones become the newest. It must not know what the rows mean.

use super::counts::recount;
use super::standing::reread;
use anyhow::{Context, bail};
use rusqlite::{Connection, TransactionBehavior};

/// Tells this program's files from other SQLite files: "qbnk" in ASCII.
const APPLICATION: i32 = 0x71_62_6e_6b;

/// Each step takes a library from the version of its position to the next; the number of steps is the newest version.
const STEPS: [&str; 5] = [FIRST, ALIKE, RUNS, UNSEEN, TOGETHER];

/// A library below this version has progress that says less than it does now, so that its log is read anew.
const REREAD_BELOW: u32 = 4;

const FIRST: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The names that cards share, by kind (see names.rs); those that fold to the same may be asked for by either.
CREATE TABLE name (num INTEGER PRIMARY KEY, kind INTEGER NOT NULL, folded TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (kind, folded, text));

-- Narrow, so that reading all of it is quick: numbers alone, and progress as it follows from the log.
CREATE TABLE card (
    num INTEGER PRIMARY KEY,
    source INTEGER NOT NULL, id TEXT NOT NULL, folded_id TEXT NOT NULL,
    technology INTEGER, topic INTEGER, level INTEGER, difficulty INTEGER,
    bits INTEGER NOT NULL, mix INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, last INTEGER, state INTEGER NOT NULL DEFAULT 0,
    stability REAL, hardness REAL, last_day INTEGER, due INTEGER);
CREATE UNIQUE INDEX card_key ON card (folded_id, source, id);
CREATE INDEX card_mix ON card (mix);
CREATE INDEX card_seen ON card (due) WHERE attempts > 0;

-- What lists show, close together on few pages; and the long text apart: the JSON is the whole card, with the fields that
-- this version does not know.
CREATE TABLE card_head (num INTEGER PRIMARY KEY, question TEXT NOT NULL, tags TEXT NOT NULL);
CREATE TABLE card_text (num INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE card_tag (tag INTEGER NOT NULL, card INTEGER NOT NULL, PRIMARY KEY (tag, card)) WITHOUT ROWID;

CREATE TABLE note (num INTEGER PRIMARY KEY, source INTEGER NOT NULL, json TEXT NOT NULL);
CREATE INDEX note_source ON note (source);

-- How many cards have a name, a level, a difficulty; -1 stands for those where it is unknown.
CREATE TABLE kept_count (kind INTEGER NOT NULL, value INTEGER NOT NULL, cards INTEGER NOT NULL,
    PRIMARY KEY (kind, value)) WITHOUT ROWID;

CREATE TABLE event (device TEXT NOT NULL, number INTEGER NOT NULL, utc INTEGER NOT NULL, offset INTEGER NOT NULL,
    kind TEXT NOT NULL, source TEXT, id TEXT, data TEXT NOT NULL, PRIMARY KEY (device, number)) WITHOUT ROWID;
CREATE INDEX event_card ON event (source, id);
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Text that is folded already (study/words.rs), so that the tokenizer only splits at blanks. Measured at 100,000 cards:
-- this layout installs fastest and answers one letter quickest, at the price of phrases, which are checked on the card.
CREATE VIRTUAL TABLE words USING fts5(question, answer, rest, content='', contentless_delete=1, detail=column,
    prefix='1 2', tokenize=\"ascii tokenchars '+#'\");
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
CREATE VIRTUAL TABLE note_words USING fts5(heading, text, content='', contentless_delete=1, detail=column,
    prefix='1 2', tokenize=\"ascii tokenchars '+#'\");
";

/// What likeness finds follows from the cards (see alike.rs) and is kept so that a question is shown without looking again.
const ALIKE: &str = "
ALTER TABLE card ADD COLUMN siblings INTEGER;
CREATE INDEX card_siblings ON card (siblings) WHERE siblings IS NOT NULL;
CREATE TABLE relation (card INTEGER NOT NULL, kind INTEGER NOT NULL, place INTEGER NOT NULL, other INTEGER NOT NULL,
    score REAL NOT NULL, rival INTEGER, rival_score REAL, PRIMARY KEY (card, kind, place)) WITHOUT ROWID;

-- The text of a card as its page has it, where card_text shows more: a question that was found, or the person's own edit.
CREATE TABLE page_text (num INTEGER PRIMARY KEY, json TEXT NOT NULL);
";

/// What is asked of the log as a whole: its runs and its targets, which are few, and how many cards were new on a day.
const RUNS: &str = "
ALTER TABLE card ADD COLUMN first_day INTEGER;
CREATE INDEX event_run ON event (utc) WHERE kind = 'run';
CREATE INDEX event_target ON event (utc) WHERE kind = 'target';
";

/// How many cards that may be asked were never answered, by technology and topic; -1 stands for those that have none.
const UNSEEN: &str = "
CREATE TABLE kept_unseen (technology INTEGER NOT NULL, topic INTEGER NOT NULL, cards INTEGER NOT NULL,
    PRIMARY KEY (technology, topic)) WITHOUT ROWID;
";

/// What is read before a first frame stands together. The counts of all cards with their names are one row (see counts.rs); in
/// `meta` a row of several pages would be read whole for each key that is looked for beside it. And a draw of cards is a stretch
/// of an index that has all that the choice depends on (see candidates.rs), where each card's row was a page of its own.
const TOGETHER: &str = "
CREATE TABLE kept_facets (num INTEGER PRIMARY KEY, json TEXT NOT NULL);
DROP INDEX card_mix;
CREATE INDEX card_mix ON card (mix, attempts, state, bits, difficulty, siblings, level, technology, topic, source, id, due,
    stability, last_day);
";

/// Brings the library to the newest version; the usual case is one read of the file's first page.
///
/// # Errors
/// When the file belongs to a newer version or to another program, or cannot be read or written.
pub fn migrate(connection: &mut Connection) -> anyhow::Result<()> {
    let newest = STEPS.len() as u32;
    let found = version(connection)?;
    if found == newest {
        return Ok(());
    }
    if found > newest {
        bail!("the library has version {found}, this qbank reads up to {newest}; update qbank to use it");
    }
    if found == 0 {
        refuse_other_files(connection)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been first.
    let found = version(&transaction)?;
    for step in found..newest {
        transaction
            .execute_batch(STEPS[step as usize])
            .with_context(|| format!("cannot bring the library to version {}", step + 1))?;
        transaction.pragma_update(None, "user_version", step + 1)?;
    }
    match found {
        0 => {}
        1..REREAD_BELOW => reread(&transaction)?,
        _ => recount(&transaction)?,
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn refuse_other_files(connection: &Connection) -> anyhow::Result<()> {
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    // A table without a version is no library of ours: it may be somebody's data.
    let unfinished: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if tables > 0 && unfinished != APPLICATION {
        bail!("the file is a database of another program; move it away, or choose another folder with --data-dir");
    }
    Ok(())
}
