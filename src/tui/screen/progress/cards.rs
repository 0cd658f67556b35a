//! The hardest cards, those first that were wrong though the person was sure. It must not know what makes a card hard.

use super::Sheet;
use crate::study::event::Verdict;
use crate::study::statistics::CardScore;
use crate::tui::theme::Theme;
use crate::tui::widget::text::{clip, ends, plain, width, wrap};
use ratatui::text::{Line, Span};

pub fn sheet(cards: &[CardScore], at: usize, columns: usize, theme: &Theme) -> Sheet {
    if cards.is_empty() {
        let text = "No card is hard: each was right whenever it was asked.";
        return Sheet::of(wrap(&[(text.to_owned(), theme.right)], columns, 0));
    }
    let sure = cards.partition_point(|card| card.sure_but_wrong > 0);
    let mut lines = Vec::new();
    let mut cursor = None;
    for (place, card) in cards.iter().enumerate() {
        let title = match place {
            0 if sure > 0 => Some(("Wrong though you were sure: look here first", theme.attention)),
            place if place == sure => Some(("Seldom right at the first answer", theme.plain)),
            _ => None,
        };
        if let Some((title, style)) = title {
            if place > 0 {
                lines.push(Line::default());
            }
            let title = clip(title, columns, theme);
            lines.push(Line::from(Span::styled(title, style.patch(theme.strong.add_modifier))));
        }
        if place == at {
            cursor = Some(lines.len());
        }
        let line = row(card, columns, theme);
        lines.push(if place == at { theme.select(line) } else { line });
    }
    Sheet { lines, fixed: 0, cursor }
}

/// The sign of how it went last, the question, and how often it was right.
fn row(card: &CardScore, columns: usize, theme: &Theme) -> Line<'static> {
    let (sign, style) = match card.last {
        Verdict::Wrong => (theme.glyphs.wrong, theme.wrong),
        Verdict::Partly => (theme.glyphs.partly, theme.attention),
        Verdict::Right => (theme.glyphs.right, theme.right),
    };
    let right = format!("{} of {} right", card.right, card.answers);
    let room = columns.saturating_sub(width(sign) + 1);
    let text = ends(plain(&card.question).into_owned(), theme.plain, right, theme.quiet, room, theme);
    [Span::styled(sign, style), Span::raw(" ")].into_iter().chain(text).collect()
}
