//! How something went from time to time, as small columns. It must not know what is counted.

use crate::tui::theme::Theme;

/// A cell filled from below, by eighths.
pub const COLUMNS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Percents from the oldest to the newest as columns; in ASCII as the numbers themselves.
pub fn columns(percents: &[u32], theme: &Theme) -> String {
    if theme.glyphs.ascii {
        let numbers: Vec<String> = percents.iter().map(u32::to_string).collect();
        return numbers.join(" ");
    }
    let column = |percent: &u32| COLUMNS[(*percent as usize * COLUMNS.len() / 101).min(COLUMNS.len() - 1)];
    percents.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::tui::theme::{Palette, Theme};

    #[test]
    fn the_higher_the_share_the_higher_the_column() {
        for (percents, drawn, ascii) in
            [(&[0, 12, 50, 88, 100][..], "▁▁▄▇█", "0 12 50 88 100"), (&[], "", ""), (&[999], "█", "999")]
        {
            assert_eq!(columns(percents, &Theme::new(Palette::Sixteen, false)), drawn);
            assert_eq!(columns(percents, &Theme::new(Palette::Sixteen, true)), ascii);
        }
    }
}
