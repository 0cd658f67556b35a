//! A click on the progress screen. It must not draw.

use super::{Placed, Progress, Section, cards, topics};
use crate::tui::screen::Stage;
use ratatui::layout::Position;

impl Progress {
    /// Goes to the section whose name is under the pointer, or to the row of a list; true where the cursor was there before.
    pub fn click(&mut self, at: Position, stage: &Stage) -> bool {
        let column = stage.page(self.bars(stage)).column();
        if at.y == column.y && at.x >= column.x {
            self.turn_to(usize::from(at.x - column.x), column.width.into(), stage);
            return false;
        }
        let Placed { below, top, sheet, .. } = self.placed(stage);
        if !below.contains(at) {
            return false;
        }
        let line = sheet.fixed + top + usize::from(at.y - below.y);
        let before = (self.cell, self.card);
        let statistics = &self.figures.statistics;
        match self.section {
            Section::Topics if (sheet.fixed..sheet.lines.len()).contains(&line) => {
                let column = topics::column_at(&statistics.matrix, below.width.into(), usize::from(at.x - below.x));
                self.cell.go_to(line - sheet.fixed, column);
            }
            Section::Hardest => {
                let stands = |card: &usize| {
                    cards::sheet(&statistics.hardest, *card, below.width.into(), stage.theme).cursor == Some(line)
                };
                let Some(card) = (0..statistics.hardest.len()).find(stands) else { return false };
                self.card = card;
            }
            _ => return false,
        }
        // The row stays under the pointer.
        self.window.hold(top);
        before == (self.cell, self.card)
    }

    fn turn_to(&mut self, column: usize, columns: usize, stage: &Stage) {
        let mut begin = 0;
        for span in self.tab_line(columns, stage.theme) {
            let end = begin + span.width();
            let pointed = Section::ALL.into_iter().find(|section| section.title() == span.content.trim());
            if let Some(section) = pointed.filter(|_| (begin..end).contains(&column)) {
                self.show(section);
            }
            begin = end;
        }
    }
}
