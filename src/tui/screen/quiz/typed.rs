//! A typed answer after the reveal: the person's own words with what decided in them, and the mistakes they may have made. It
//! must not change anything.

use crate::bank::cues::{Mark, deciding};
use crate::bank::{Card, Mistake};
use crate::tui::keys::POINT_LETTERS;
use crate::tui::theme::Theme;
use crate::tui::widget::text::{self, wrap};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use std::collections::BTreeSet;

/// The text with the deciding words underlined; behind those that only ask stands the sign that their points have, too.
pub fn written(text: &str, marks: &[Mark], columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let deciding = deciding(marks, text);
    let mut lines = vec![Line::from(Span::styled("You wrote", theme.strong))];
    let mut begin = 0;
    for line in text.split('\n') {
        let end = begin + line.len();
        let mut runs: Vec<(String, Style)> = Vec::new();
        let mut at = begin;
        for (span, ticks) in &deciding {
            let (from, to) = (span.start.clamp(begin, end), span.end.clamp(begin, end));
            if from < to {
                let style = if *ticks { theme.right } else { theme.attention };
                runs.push((theme.say(&text[at..from]), theme.plain));
                runs.push((theme.say(&text[from..to]), style.add_modifier(Modifier::UNDERLINED)));
                if !ticks {
                    runs.push(("?".to_owned(), style));
                }
                at = to;
            }
        }
        runs.push((theme.say(&text[at..end]), theme.plain));
        lines.extend(wrap(&runs, columns, 0));
        begin = end + 1;
    }
    lines
}

/// What a question mark before a point is about; empty where there is none.
pub fn doubt(marks: &[Mark], ticked: &BTreeSet<usize>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    if !marks.iter().enumerate().any(|(point, mark)| mark.asks() && !ticked.contains(&point)) {
        return Vec::new();
    }
    let said = "? stands near a \"not\" in your text: tick it if you meant it";
    wrap(&[(said.to_owned(), theme.attention)], columns, 2)
}

/// The card's listed mistakes, to be ticked where they were said.
pub fn mistakes(card: &Card, said: &BTreeSet<usize>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    if card.mistakes.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::from(Span::styled("Did you say one of these?", theme.strong))];
    for (place, Mistake { claim, .. }) in card.mistakes.iter().enumerate() {
        let letter = POINT_LETTERS.get(card.key_points.len() + place).copied().unwrap_or(' ');
        let (sign, style) =
            if said.contains(&place) { (theme.glyphs.wrong, theme.wrong) } else { (theme.glyphs.open, theme.plain) };
        let mut runs = vec![(sign.to_owned(), style), (format!(" {letter}  "), theme.accent)];
        runs.extend(text::runs(claim, theme.plain, theme));
        lines.extend(wrap(&runs, columns, 5));
    }
    lines
}
