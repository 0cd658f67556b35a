//! Writing an answer: the field, and what goes from it to the session. It must not know how an answer is judged.

use super::Quiz;
use crate::study::session::{Asking, Phase};
use crate::tui::screen::{Notice, Stage};
use crate::tui::widget::text_field::{Stroke, TextField};

impl Quiz {
    /// Whether the keys are text now.
    pub fn is_writing(&self) -> bool {
        self.field.is_some()
    }

    /// Goes to the field, with what was written before in it.
    pub(super) fn write(&mut self, stage: &Stage) {
        self.session.begin_typing();
        let Phase::Asking(asking) = self.session.phase() else { return };
        let placeholder = match asking {
            Asking::Predict { .. } => "the output, exactly",
            Asking::Recall { .. } | Asking::Typed { .. } | Asking::Choice(_) => "what you would say",
        };
        self.field = asking.text().map(|text| TextField::new(text, placeholder, stage.theme));
        self.reading.top = 0;
    }

    pub(super) fn stroke(&mut self, stroke: Stroke) {
        self.change(|field| field.stroke(stroke));
    }

    /// Pasted text is text where one can be written, and nothing elsewhere.
    pub fn paste(&mut self, text: &str) {
        self.change(|field| field.insert(text));
    }

    fn change(&mut self, change: impl FnOnce(&mut TextField)) {
        if let Some(field) = &mut self.field {
            change(field);
            self.session.write(&field.text());
        }
    }

    pub(super) fn submit(&mut self, stage: &Stage) -> Option<Notice> {
        let is_blank = self.field.as_ref().is_some_and(|field| field.text().trim().is_empty());
        if is_blank {
            let text = "nothing is typed yet; esc leaves the field for the other keys";
            return Some(Notice { text: text.to_owned(), trouble: false });
        }
        self.reveal(None, stage)
    }
}
