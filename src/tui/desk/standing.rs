//! How it goes, as the screen of progress shows it. It must not know how the figures are drawn.

use super::Room;
use crate::practice::{read, statistics, titled};
use crate::tui::screen::progress::Figures;
use anyhow::Result;

impl Room {
    /// The figures of the cards of a query.
    pub(super) fn figures(&self, query: String) -> Result<Figures> {
        let _together = self.desk.library.reading()?;
        let (library, today) = (&self.desk.library, self.today());
        let filter = read(library, &query)?;
        let statistics = statistics(library, &filter, today)?;
        Ok(Figures { title: titled("progress", &filter), query, today, statistics })
    }
}
