//! How sure the person was, and how often that was right. It must not count.

use super::heading;
use crate::practice::said::{confidence, count};
use crate::study::statistics::{Calibration, Statistics};
use crate::tui::theme::Theme;
use crate::tui::widget::chart::{Bar, bars};
use crate::tui::widget::progress_bar::share_style;
use crate::tui::widget::text::wrap;
use ratatui::text::Line;

pub fn lines(statistics: &Statistics, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    if statistics.calibration.is_empty() {
        let text = "You have not said yet how sure you were: 1, 2 and 3 reveal an answer and say it.";
        return wrap(&[(text.to_owned(), theme.plain)], columns, 0);
    }
    let mut lines = Vec::new();
    if statistics.sure_but_wrong_cards > 0 {
        let cards = count(statistics.sure_but_wrong_cards, "card");
        let text = format!("Wrong though sure: {cards}, first under Hardest");
        lines.extend(wrap(&[(text, theme.attention.patch(theme.strong.add_modifier))], columns, 0));
        lines.extend(heading("Right, by how sure you were", columns, theme));
    } else {
        lines.extend(wrap(&[("Right, by how sure you were".to_owned(), theme.strong)], columns, 0));
    }
    // The surest first, as it is the one that ought to be right.
    let bar = |line: &Calibration| Bar {
        name: confidence(line.confidence).to_owned(),
        value: u64::try_from(line.right * 100 / line.answers.max(1)).unwrap_or(0),
        style: share_style(line.right, line.answers, theme),
        said: format!("{} of {}", line.right, line.answers),
    };
    let drawn: Vec<Bar> = statistics.calibration.iter().rev().map(bar).collect();
    lines.extend(bars(&drawn, 100, "% right", columns, theme));
    lines.push(Line::default());
    let text = "Who judges well is right nearly always when sure, and about half of the time when guessing. \
                Where sure is often wrong, the gap is one that you do not see.";
    lines.extend(wrap(&[(text.to_owned(), theme.quiet)], columns, 0));
    lines
}
