//! Options after one was chosen: which is right, and why each of the others is not. It must not change anything.

use super::Quiz;
use super::asking::option;
use crate::study::session::{Solution, Solved};
use crate::tui::theme::Theme;
use crate::tui::widget::code;
use crate::tui::widget::text::{self, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

impl Quiz {
    /// What a choice means for the schedule, where ratings stand under other answers.
    pub(super) fn consequence(solution: &Solution, columns: usize, theme: &Theme) -> Line<'static> {
        let (text, style) = match solution.is_right() {
            true => ("right: recognizing is easier than recalling, so the schedule stays as it is", theme.right),
            false => ("wrong: counts as again, and comes back", theme.wrong),
        };
        let text = if text::width(text) > columns { text.split(':').next().unwrap_or_default() } else { text };
        Line::from(Span::styled(text.to_owned(), style))
    }
}

/// The verdict in a word.
pub(super) fn verdict(solution: &Solution, theme: &Theme) -> (&'static str, Style) {
    match (solution.is_right(), &solution.typed, solution.chosen) {
        (true, ..) => ("right", theme.right),
        (false, None, None) => ("nothing chosen", theme.wrong),
        (false, ..) => ("wrong", theme.wrong),
    }
}

/// Every option with its reason, whether it was chosen or not.
pub(super) fn lines(solution: &Solution, is_output: bool, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let (Some(typed), None) = (&solution.typed, solution.chosen) {
        lines.push(Line::from(vec![
            Span::styled(theme.glyphs.wrong, theme.wrong),
            Span::styled(" you typed", theme.plain),
        ]));
        lines.extend(code::wrapped(typed, None, columns, theme));
        lines.push(Line::default());
    }
    for (place, solved) in solution.options.iter().enumerate() {
        let is_chosen = solution.chosen == Some(place);
        let (sign, style) = match (solved.is_right(), is_chosen) {
            (true, _) => ((theme.glyphs.right, theme.right), theme.strong),
            (false, true) => ((theme.glyphs.wrong, theme.wrong), theme.strong),
            (false, false) => ((" ", theme.plain), theme.plain),
        };
        lines.extend(option(place, sign, (&solved.text, style), is_output, columns, theme));
        lines.extend(reason(solved, is_chosen, solution.typed.is_some(), columns, theme));
    }
    lines
}

/// Why it is wrong, under the text of the option; the reason of the chosen one is what the person came for.
fn reason(solved: &Solved, is_chosen: bool, was_typed: bool, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let indent = text::width(theme.glyphs.cursor) + 4;
    let said = if is_chosen && was_typed { "as you typed it" } else { "" };
    let style = if is_chosen { theme.plain } else { theme.quiet };
    let mut runs = vec![(said.to_owned(), theme.attention)];
    match &solved.why {
        Some(why) if !said.is_empty() => runs.extend(text::runs(&format!(": {why}"), style, theme)),
        Some(why) => runs.extend(text::runs(why, style, theme)),
        None if said.is_empty() => return Vec::new(),
        None => {}
    }
    let indented = |mut line: Line<'static>| {
        line.spans.insert(0, Span::raw(" ".repeat(indent)));
        line
    };
    wrap(&runs, columns.saturating_sub(indent), 0).into_iter().map(indented).collect()
}
