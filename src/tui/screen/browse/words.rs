//! What is being shown, in words: `247 cards · 6 technologies · showing 14 · Intermediate · Python`. It must not know where the
//! words stand.

use super::looking::Found;
use super::{Browse, FacetKey};
use crate::bank::Level;
use crate::tui::theme::Theme;
use crate::tui::widget::key_bar::fitting;
use crate::tui::widget::text::width;
use std::borrow::Cow;

/// `1 card`, `2 cards`.
fn noun(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `12,345`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    if digits.len() <= 3 {
        return digits;
    }
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A value as it is read under its kind.
pub fn value(key: FacetKey, name: &str) -> Cow<'_, str> {
    match key {
        FacetKey::Level => Level::from_word(name).map_or(name, |level| level.title()).into(),
        FacetKey::Difficulty => format!("{name} of 10").into(),
        _ => name.into(),
    }
}

impl Browse {
    /// As much of it as fits into `columns`; what is shown matters more than what there is.
    pub(super) fn words(&self, columns: usize, theme: &Theme) -> String {
        let Found { cards, more, notes, all, technologies, .. } = self.found;
        let narrowed = !self.query().is_empty() || !self.line.text.trim().is_empty();
        let mut facts = vec![("browse".to_owned(), 6), (noun(all, "card", "cards"), 3)];
        if technologies > 1 {
            facts.push((noun(technologies, "technology", "technologies"), 5));
        }
        if narrowed {
            let plus = if more { "+" } else { "" };
            facts.push(match (cards, notes) {
                (0, 1..) => (format!("showing {}", noun(notes, "note", "notes")), 0),
                (_, 0) => (format!("showing {}{plus}", grouped(cards)), 0),
                _ => (format!("showing {}{plus} and {}", grouped(cards), noun(notes, "note", "notes")), 0),
            });
        } else if notes > 0 {
            facts.push((noun(notes, "note", "notes"), 4));
        }
        let alone = |(key, name)| match key {
            FacetKey::Difficulty => Cow::Owned(format!("difficulty {name}")),
            key => value(key, name),
        };
        facts.extend(self.filters.chosen().map(|chosen| (theme.say(&alone(chosen)), 2)));
        let parts: Vec<(usize, u8)> = facts.iter().map(|(text, rank)| (width(text), *rank)).collect();
        let kept = fitting(&parts, width(theme.glyphs.dot), columns).into_iter();
        theme.facts(&kept.map(|at| facts[at].0.as_str()).collect::<Vec<&str>>())
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        for (count, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (100_139, "100,139"), (1_000_000, "1,000,000")]
        {
            assert_eq!(grouped(count), expected);
        }
    }
}
