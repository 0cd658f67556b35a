//! Findings about a page, shown as a compiler shows them: place, line, caret, what to do. It must not know who asks.

use crate::parse::SURE;
use crate::parse::report::{Agreement, Declared, Diagnostic, Report, Severity};
use crate::parse::text::{split_lines, steers_terminal};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt::Write;
use std::io;

/// How findings are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub color: bool,
    pub ascii: bool,
}

/// One finding, with the line that it speaks of. A finding without a line, or past the text, shows its message alone.
pub fn render(file: &str, text: &str, finding: &Diagnostic, style: Style) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let lines = split_lines(text);
    let Some(line) = finding.line.checked_sub(1).and_then(|line| lines.get(line)) else {
        let kind = if finding.severity == Severity::Error { "error" } else { "warning" };
        return format!("{kind}: {}: {}\n", printable(file), printable(&finding.message));
    };
    // Only the line itself is handed over: a page may have a million of them.
    let shown = printable(line);
    let start: usize = shown.chars().take(finding.column - 1).map(char::len_utf8).sum();
    let end = shown.len().max(start);
    let message = printable(&finding.message);
    let file = printable(file);
    let snippet = Snippet::source(shown.as_str())
        .path(file.as_str())
        .line_start(finding.line)
        .annotation(AnnotationKind::Primary.span(start..end));
    let report = [level.primary_title(message.as_str()).element(snippet)];
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decoration = if style.ascii {
        annotate_snippets::renderer::DecorStyle::Ascii
    } else {
        annotate_snippets::renderer::DecorStyle::Unicode
    };
    let mut rendered = renderer.decor_style(decoration).render(&report);
    let _ = writeln!(rendered);
    rendered
}

/// What a page held, in a few lines: its layout, its cards, its lines by kind, and what it says of itself.
///
/// # Errors
/// When the output cannot be written.
pub fn summary(report: &Report, out: &mut impl io::Write) -> io::Result<()> {
    let Report { file, layout, answered, unanswered, follow_ups, derived, matched, notes, lines, declared, .. } =
        report;
    let file = printable(file);
    let derived = match (*matched, *derived) {
        (0, 0) => String::new(),
        (0, derived) => format!(" ({derived} questions derived)"),
        (found, 0) => format!(" ({found} questions found)"),
        (found, derived) => format!(" ({found} questions found, {derived} derived)"),
    };
    let notes = if *notes > 0 { format!(" · {notes} notes") } else { String::new() };
    let cards = format!("{answered} answered{derived} · {unanswered} unanswered · {follow_ups} follow-ups{notes}");
    writeln!(out, "{file}: {layout}{}: {cards}", sureness(report))?;
    let crate::parse::report::LineCounts { card, note, furniture, blank, unread, total } = lines;
    writeln!(
        out,
        "    {total} lines: {card} card · {note} note · {furniture} furniture · {blank} blank · {unread} unread"
    )?;
    for Declared { what, says, found, verdict, .. } in declared {
        let verdict = match verdict {
            Agreement::Agrees => "agrees",
            Agreement::Disagrees => "disagrees",
            Agreement::AnotherSet => "speaks of another set",
        };
        writeln!(out, "    the page says {says} {}, {found} found: {verdict}", printable(what))?;
    }
    Ok(())
}

/// How sure the layout is, and what to do where it is not.
fn sureness(report: &Report) -> String {
    let Some(certainty) = report.certainty else { return " (as asked)".to_owned() };
    let word = match certainty {
        certainty if certainty >= SURE => "sure",
        certainty if certainty >= 0.5 => "likely",
        _ => "unsure",
    };
    let others: Vec<String> = report
        .also_like
        .iter()
        .map(|layout| format!("; it looks like {layout} too, --layout {} reads it so", layout.name()))
        .collect();
    format!(" ({word}, {certainty:.2}{})", others.concat())
}

/// Text from a page without anything that a terminal would obey: control, escape and direction characters.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' => ' ',
            character if steers_terminal(character) => '\u{FFFD}',
            character => character,
        })
        .collect()
}

/// The same for a text of several lines, each of which stays one.
pub fn printable_lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<String>>().join("\n")
}
