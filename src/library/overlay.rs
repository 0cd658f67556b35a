//! What a card says: the text of its page, and what is laid over it, a person's edit or else the question that was found for
//! it. It must not know how either came about.

use super::entry::{Entry, Writer, json};
use super::once::Once;
use crate::bank::Card;
use rusqlite::{Connection, params};

/// The card as its page has it.
pub fn page(connection: &Connection, num: i64) -> anyhow::Result<Card> {
    Ok(serde_json::from_str(&page_json(connection, num)?)?)
}

pub fn page_json(connection: &Connection, num: i64) -> rusqlite::Result<String> {
    connection
        .prepare_cached(
            "SELECT ifnull(p.json, t.json) FROM card_text t LEFT JOIN page_text p ON p.num = t.num WHERE t.num = ?1",
        )?
        .query_row([num], |row| row.get(0))
}

/// The card as it is shown.
pub fn shown(connection: &Connection, num: i64) -> anyhow::Result<Card> {
    let json: String =
        connection.prepare_cached("SELECT json FROM card_text WHERE num = ?1")?.query_row([num], |row| row.get(0))?;
    Ok(serde_json::from_str(&json)?)
}

/// Sets the page's text beside what is shown, unless it is there already.
pub fn keep_page(connection: &Connection, num: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO page_text (num, json) SELECT num, json FROM card_text WHERE num = ?1")?
        .execute([num])?;
    Ok(())
}

pub fn forget_page(connection: &Connection, num: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM page_text WHERE num = ?1")?.execute([num])?;
    Ok(())
}

/// The page says the same at another place.
pub fn move_page(connection: &Connection, num: i64, page: &str) -> anyhow::Result<()> {
    let kept =
        connection.prepare_cached("UPDATE page_text SET json = ?2 WHERE num = ?1")?.execute(params![num, page])?;
    let shown = match kept {
        0 => page.to_owned(),
        _ => json(&Card { origin: serde_json::from_str::<Card>(page)?.origin, ..shown(connection, num)? })?,
    };
    let mut update = connection.prepare_cached("UPDATE card_text SET json = ?2 WHERE num = ?1")?;
    update.execute(params![num, shown])?;
    Ok(())
}

/// Shows `over` on a card of this source, or without one its page's text, where that is not what is shown already.
pub fn show(writer: &mut Writer, connection: &Connection, num: i64, over: Option<&Card>) -> anyhow::Result<bool> {
    let page = page(connection, num)?;
    let wanted = over.unwrap_or(&page);
    if shown(connection, num)? == *wanted {
        return Ok(false);
    }
    let source: i64 =
        connection.prepare_cached("SELECT source FROM card WHERE num = ?1")?.query_row([num], |row| row.get(0))?;
    let entry = Entry::of(wanted, json(wanted)?, &mut Once::default())?;
    match over {
        Some(card) => writer.lay_over(num, source, card, &entry)?,
        None => writer.uncover(num, source, wanted, &entry)?,
    }
    Ok(true)
}
