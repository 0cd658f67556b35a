//! How a state of a screen looks: at every size as it reads, by a letter for the colour of each cell, without colour, and in
//! ASCII. It must not know which states there are.

use super::{Message, Run};
use crate::study::session::Timestamp;
use crate::tui::keys::Command;
use crate::tui::screen::SMALLEST;
use crate::tui::theme::{Palette, Theme};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

pub const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Where nothing but a word about it can be drawn.
const TOO_SMALL: (u16, u16) = (1, 1);

/// Holds what `run` leads to against the snapshots `name` and `name-looks`, and that nothing wakes where no clock is on the
/// screen.
#[track_caller]
pub fn check(name: &str, run: &dyn Fn((u16, u16), Theme) -> Run) {
    let (mut read, mut looks) = (String::new(), String::new());
    for size in SIZES {
        let [coloured, plain, ascii] = [(Palette::Sixteen, false), (Palette::Mono, false), (Palette::Sixteen, true)]
            .map(|(palette, ascii)| run(size, Theme::new(palette, ascii)));
        assert_eq!(coloured.screen(), plain.screen(), "{name} says the same without colour");
        assert!(ascii.screen().is_ascii(), "{}", ascii.screen());
        let is_asked = coloured.app.asked().is_some_and(|(_, _, is_asking)| is_asking);
        let ticks = coloured.app.next_tick(Timestamp(coloured.now)).is_some();
        assert_eq!(ticks, is_asked, "{name} wakes for nothing, or its clock stands");
        say(&mut read, size, "", &coloured.screen());
        say(&mut looks, size, " in colour", &letters(&coloured));
        say(&mut looks, size, " without colour", &letters(&plain));
        say(&mut looks, size, " in ASCII", &ascii.screen());
    }
    say(&mut read, TOO_SMALL, "", &run(TOO_SMALL, Theme::new(Palette::Sixteen, false)).screen());
    names_its_keys(name, run);
    compare(name, &read);
    compare(&format!("{name}-looks"), &looks);
}

pub fn say(shown: &mut String, (width, height): (u16, u16), how: &str, screen: &str) {
    shown.push_str(&format!("{width}x{height}{how}\n{screen}\n"));
}

/// Holds a text against a snapshot.
#[track_caller]
pub fn compare(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

/// Every key that has a place in the key bar and does something now is named on an ordinary screen, beside what it acts on or
/// at the foot; on the smallest one at least the key is that shows the others.
#[track_caller]
pub fn names_its_keys(name: &str, run: &dyn Fn((u16, u16), Theme) -> Run) {
    const ORDINARY: (u16, u16) = (80, 24);
    let begin = || run(ORDINARY, Theme::new(Palette::Sixteen, false));
    let (screen, table) = (begin().screen(), begin().app.keys().expect("a screen has keys"));
    if table.entries.iter().any(|entry| entry.command() == Command::Help) {
        let smallest = run(SMALLEST, Theme::new(Palette::Sixteen, false)).screen();
        assert!(smallest.contains("? keys"), "{name} names no way to its keys:\n{smallest}");
    }
    let items: Vec<&str> = screen.lines().flat_map(|line| line.split("   ")).map(str::trim).collect();
    for entry in table.entries.iter().filter(|entry| !entry.label.is_empty()) {
        let names = |item: &&str| {
            // The letters of options and points are named as those that are there.
            let letters = matches!(entry.command(), Command::Pick(_) | Command::Tick(_));
            let keys = item.trim_start_matches('[').strip_prefix(entry.keys);
            keys.is_some_and(|label| label.starts_with(' ')) || letters && item.ends_with(entry.label)
        };
        if !items.iter().any(names) {
            let acting = entry.bindings.iter().find(|(_, command)| acts(begin(), *command));
            assert_eq!(acting, None, "{name} does not name {:?} {}:\n{screen}", entry.keys, entry.label);
        }
    }
}

/// Whether something changes but the word on the last lines that nothing can be done.
fn acts(mut run: Run, command: Command) -> bool {
    run.wait(300);
    let seen = |run: &Run| run.buffer().content()[..18 * 80].to_vec();
    let before = seen(&run);
    run.settle(Message::Command(command));
    run.over || seen(&run) != before
}

/// A letter for each cell: what it means by its colour, or `b`old, `u`nderlined, `s`elected; a dot is plain.
pub fn letters(run: &Run) -> String {
    let buffer = run.buffer();
    let letter = |style: Style| match (style.add_modifier, style.fg) {
        (modifier, _) if modifier.contains(Modifier::REVERSED) => 's',
        (modifier, _) if modifier.contains(Modifier::UNDERLINED) => 'u',
        (_, Some(Color::Cyan)) => 'a',
        (_, Some(Color::DarkGray)) => 'q',
        (_, Some(Color::Yellow)) => 'y',
        (_, Some(Color::Green)) => 'r',
        (_, Some(Color::Red)) => 'w',
        (modifier, _) if modifier.contains(Modifier::BOLD) => 'b',
        _ => '.',
    };
    let row = |row: Rect| {
        let letters: String = row.columns().map(|column| letter(buffer[(column.x, column.y)].style())).collect();
        letters.trim_end_matches('.').to_owned()
    };
    buffer.area.rows().map(row).collect::<Vec<String>>().join("\n")
}
