//! How texts that are marked up look, and code in its colours.

use super::sample::{Memory, full};
use super::{Run, Start, looks};
use crate::bank::Card;
use crate::tui::grammar::Kind;
use crate::tui::theme::{Palette, Theme};
use ratatui::style::Style;

const MARKED: &str =
    "Water moves through it **very slowly**, as [the guide](https://example.org/soil) says; `drain(hole)` \
measures *how* slowly.

- the first item goes on for longer than one line of the page has room, so that it hangs under its first word
  - an item below it with 漢字 and 🏭
1. a numbered one

| soil | cm per hour | what it means |
|:-----|------------:|---------------|
| clay | 0.1 | stays wet for days, so that roots rot unless the bed is raised above the ground around it |
| sand | 20 | dries out within a day |

> Water finds its way, said the old gardener, who had seen more wet summers than dry ones.

```rust
fn drain(hole: &Hole) -> u32 { 42 } // a comment which makes this line of code wider than a page is
```";

fn marked() -> Card {
    Card { answer: Some(MARKED.to_owned()), key_points: Vec::new(), ..full() }
}

fn answered(card: Card, size: (u16, u16), theme: Theme) -> Run {
    let mut run = Run::with_theme(Start::Quiz, Memory::new(vec![card]), size, theme);
    run.press("3");
    run
}

#[test]
fn a_marked_text_at_every_size() {
    for (name, ascii) in [("reading", false), ("reading-ascii", true)] {
        let mut shown = String::new();
        for size in [(120, 60), (80, 44), (40, 60)] {
            let run = answered(marked(), size, Theme::new(Palette::Sixteen, ascii));
            shown.push_str(&format!("{}x{}\n{}\n", size.0, size.1, run.screen()));
        }
        assert!(!ascii || shown.replace(['漢', '字', '🏭'], "").is_ascii(), "{shown}");
        looks::compare(name, &shown);
    }
}

/// The style of the first cell where `text` stands.
#[track_caller]
fn style_of(run: &Run, text: &str) -> Style {
    let screen = run.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| Some((row, line.find(text)?, line)));
    let (row, at, line) = found.unwrap_or_else(|| panic!("no {text:?} on\n{screen}"));
    let column = line[..at].chars().count();
    run.buffer()[(u16::try_from(column).unwrap_or(0), u16::try_from(row).unwrap_or(0))].style()
}

#[test]
fn code_has_the_colours_of_its_words() {
    for palette in [Palette::Sixteen, Palette::Light, Palette::Mono] {
        let theme = Theme::new(palette, false);
        let mut run = answered(full(), (80, 24), theme.clone());
        run.shows_no("move code").press("<tab><tab>").shows("return seen").shows("move code");
        let (keyword, found) = (theme.of_code(Kind::Keyword), style_of(&run, "return seen"));
        assert_eq!((found.fg, found.bg, found.add_modifier), (keyword.fg, keyword.bg, keyword.add_modifier));
    }
}

#[test]
fn the_light_theme_covers_the_whole_page() {
    let theme = Theme::new(Palette::Light, false);
    for (start, keys) in [(Start::Home, ""), (Start::Quiz, ""), (Start::Quiz, "3"), (Start::Quiz, "?")] {
        let mut run = Run::with_theme(start, Memory::new(vec![full()]), (80, 24), theme.clone());
        run.press(keys);
        let buffer = run.buffer();
        assert!(buffer.content.iter().all(|cell| Some(cell.bg) == theme.plain.bg), "after {keys:?}");
    }
}
