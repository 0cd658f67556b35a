//! The names of a card's sections side by side: drawn, and found again under a pointer. It must not know what they show.

use super::{Reading, Tab, tabs};
use crate::bank::section::Section;
use crate::study::session::Question;
use crate::tui::theme::Theme;
use crate::tui::widget::key_bar::fitting;
use crate::tui::widget::text;
use ratatui::text::{Line, Span};

/// Between two names, which have a blank at both sides.
const GAP: usize = 1;

impl Reading {
    /// The names of the sections in `columns`, the one on screen marked; the farthest give way first.
    pub fn tab_line(self, question: &Question, columns: usize, theme: &Theme) -> Line<'static> {
        let mut spans = Vec::new();
        for (index, name) in self.names(question, columns) {
            if !spans.is_empty() {
                spans.push(Span::raw(" ".repeat(GAP)));
            }
            let style = if index == self.tab { theme.selected } else { theme.plain };
            spans.push(Span::styled(name, style));
        }
        Line::from(spans)
    }

    /// Goes to the section whose name is drawn at this column of [`Reading::tab_line`], if one is.
    pub fn turn_to(&mut self, question: &Question, columns: usize, column: usize) {
        let mut begin = 0;
        for (index, name) in self.names(question, columns) {
            let end = begin + text::width(&name);
            if (begin..end).contains(&column) {
                *self = Reading { tab: index, ..Reading::default() };
                return;
            }
            begin = end + GAP;
        }
    }

    /// The names that fit, with their positions among the tabs.
    fn names(self, question: &Question, columns: usize) -> Vec<(usize, String)> {
        let names: Vec<String> =
            tabs(question).into_iter().map(|tab| format!(" {} ", tab_name(tab, question))).collect();
        let ranks = (0..names.len()).map(|at| u8::try_from(at.abs_diff(self.tab)).unwrap_or(u8::MAX));
        let parts: Vec<(usize, u8)> = names.iter().zip(ranks).map(|(name, rank)| (text::width(name), rank)).collect();
        fitting(&parts, GAP, columns).into_iter().map(|index| (index, names[index].clone())).collect()
    }
}

fn tab_name(tab: Tab, question: &Question) -> String {
    match tab {
        Tab::OtherAnswers => format!("Other answers {}", question.alike.other_answers.len()),
        Tab::Section(section) => {
            let name = section.tab().unwrap_or_default();
            match section {
                Section::FollowUps => format!("{name} {}", question.card.follow_ups.len()),
                _ => name.to_owned(),
            }
        }
    }
}
