//! A passage of a page as lines: prose, lists and quotes, and tables as they stand. It must not know where it is kept.

use crate::bank::{Note, NoteKind};
use crate::tui::theme::Theme;
use crate::tui::widget::text::{prose, runs, wrap};
use ratatui::text::{Line, Span};

/// Columns by which the further lines of a table's row stand in.
const HANG: usize = 4;

/// What a note is called where it stands alone.
pub fn kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Prose => "prose",
        NoteKind::Table => "table",
        NoteKind::List => "list",
        NoteKind::Quote => "quote",
    }
}

/// The file without its folders.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The notes with a blank line between them.
pub fn lines(notes: &[Note], columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for note in notes {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(match note.kind {
            NoteKind::Prose | NoteKind::List => prose(&note.text, columns, theme.plain, theme),
            NoteKind::Quote => {
                let edge = || Span::styled(format!("{} ", theme.glyphs.upright), theme.quiet);
                let quoted = prose(&note.text, columns.saturating_sub(2), theme.plain, theme).into_iter();
                quoted.map(|line| Line::from([vec![edge()], line.spans].concat())).collect()
            }
            NoteKind::Table => table(&note.text, columns, theme),
        });
    }
    lines
}

/// The rows as the page has them; where its columns are is lost, so nothing is lined up by guessing. The first row is the head.
fn table(text: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let rule = || Line::from(Span::styled(theme.glyphs.rule.repeat(columns), theme.quiet));
    let mut lines = Vec::new();
    for (number, row) in text.lines().filter(|row| !row.trim().is_empty()).enumerate() {
        let style = if number == 0 { theme.strong } else { theme.plain };
        lines.extend(wrap(&runs(row, style, theme), columns, HANG));
        if number == 0 {
            lines.push(rule());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Palette;

    #[track_caller]
    fn check(kind: NoteKind, text: &str, columns: usize, expected: &[&str]) {
        let theme = Theme::new(Palette::Sixteen, false);
        let note = Note {
            source: None,
            heading: None,
            kind,
            text: text.to_owned(),
            origin: None,
            unknown: Default::default(),
        };
        let lines = lines(&[note], columns, &theme);
        let shown: Vec<String> =
            lines.iter().map(|line| line.spans.iter().map(|span| &*span.content).collect()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn notes_keep_their_shape() {
        check(
            NoteKind::Table,
            "Name Use\nList Many things\nSet One",
            12,
            &["Name Use", "────────────", "List Many", "    things", "Set One"],
        );
        check(NoteKind::Quote, "One two three", 9, &["│ One two", "│ three"]);
        check(NoteKind::List, "• one two\n• three", 7, &["• one", "  two", "• three"]);
        check(NoteKind::Prose, "one\n\ntwo", 20, &["one", "", "two"]);
    }
}
