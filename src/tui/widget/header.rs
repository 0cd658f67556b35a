//! The first line of every screen: the name, where one is, and facts at the right end. It must not know what they count.

use crate::tui::theme::Theme;
use crate::tui::widget::key_bar::fitting;
use crate::tui::widget::text::{clip, width};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const NAME: &str = "qbank";
const GAP: usize = 3;

/// A fact at the right end; high ranks go first when room is short.
#[derive(Debug)]
pub struct Fact {
    pub text: String,
    pub style: Style,
    pub rank: u8,
}

/// The line in `columns`: the facts keep their room, the place is cut to what is left.
pub fn line<'a>(place: &'a str, facts: &'a [Fact], columns: usize, theme: &Theme) -> Line<'a> {
    // What is not said leaves no gap at the end.
    let facts: Vec<&Fact> = facts.iter().filter(|fact| !fact.text.is_empty()).collect();
    let parts: Vec<(usize, u8)> = facts.iter().map(|fact| (width(&fact.text), fact.rank)).collect();
    // Where the facts leave no room for the name, the name is not what matters.
    let kept = fitting(&parts, GAP, columns);
    let right = kept.iter().map(|index| parts[*index].0).sum::<usize>() + GAP * kept.len().saturating_sub(1);
    let left = columns.saturating_sub(right + 2);
    let name = if left >= width(NAME) { NAME } else { "" };
    let place = if left > width(NAME) + 6 { clip(place, left - width(NAME) - 2, theme) } else { "".into() };
    let mut spans = vec![Span::styled(name, theme.accent.patch(theme.strong.add_modifier))];
    let mut used = width(name);
    if !place.is_empty() {
        used += 2 + width(&place);
        spans.push(Span::raw("  "));
        spans.push(Span::styled(place, theme.plain));
    }
    spans.push(Span::raw(" ".repeat(columns.saturating_sub(used + right))));
    for (number, index) in kept.into_iter().enumerate() {
        if number > 0 {
            spans.push(Span::raw(" ".repeat(GAP)));
        }
        spans.push(Span::styled(facts[index].text.as_str(), facts[index].style));
    }
    Line::from(spans)
}
