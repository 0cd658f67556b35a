//! What each key means: one table per screen, which feeds the bindings, the key bar and the help page. It must not know what
//! a screen does with a command.

mod field;
mod tables;

pub use field::field_command;
pub use tables::{
    ANSWERED, ASKING, BROWSE, CHOOSING, ENDING, FIRST, HELP_PAGE, HOME, PLAN, PREDICTING, PROGRESS, QUERY, SOLVED,
    WRITING,
};

use super::widget::scroll::Step;
use super::widget::text_field::Stroke;
use crate::study::event::{Confidence, Rating};
pub use crate::study::session::POINT_LETTERS;
use crate::study::session::Timestamp;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a person asks for with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Help,
    Back,
    Leave,
    Step(Step),
    NextSection,
    PreviousSection,
    /// Move code aside: to its right end, or back.
    Pan {
        rightward: bool,
    },
    /// What is to be done today.
    Begin,
    NewQuiz,
    Review,
    Resume,
    /// Say what is prepared for.
    Target,
    /// Look at the days to come.
    Plan,
    /// To the next of some choices, or the one before.
    Turn {
        forward: bool,
    },
    Browse,
    /// How it goes.
    Progress,
    Reveal(Option<Confidence>),
    /// Show the next must point before the answer.
    Hint,
    /// Go to the text field, to write the answer.
    Write,
    /// Show the options instead.
    ShowOptions,
    /// Choose the option at this position.
    Pick(usize),
    /// Do something in the text field of the answer.
    Field(Stroke),
    /// Tick the key point that bears the letter with this position in [`POINT_LETTERS`].
    Tick(usize),
    /// A rating, or with `None` the proposed one.
    Rate(Option<Rating>),
    Skip,
    TakeBack,
    Flag,
    Suspend,
    Edit,
    Copy,
    PractiseMissed,
    ReadMissed,
    RunAgain,
    NextPane,
    PreviousPane,
    Choose,
    EditQuery,
    ClearFilter,
    QuizThese,
    NextItem,
    PreviousItem,
    ToNotes,
    Type(char),
    Erase,
    EraseWord,
    EraseAll,
    Submit,
    Complete,
}

impl Command {
    /// Whether a key that is held down may go on doing this. Nothing that reveals, rates or leaves may.
    fn may_repeat(self) -> bool {
        matches!(
            self,
            Command::Step(_)
                | Command::Pan { .. }
                | Command::NextSection
                | Command::PreviousSection
                | Command::NextItem
                | Command::PreviousItem
                | Command::Type(_)
                | Command::Erase
        )
    }
}

/// Keys that belong together, as the key bar and the help page show them.
#[derive(Debug)]
pub struct Entry {
    pub bindings: &'static [(KeyCode, Command)],
    /// The keys in print.
    pub keys: &'static str,
    /// In the key bar; empty where only the help page names it.
    pub label: &'static str,
    /// In the key bar of a narrow screen.
    pub brief: &'static str,
    /// The key bar drops high ranks first.
    pub rank: u8,
    /// On the help page.
    pub help: &'static str,
}

impl Entry {
    const fn new(
        bindings: &'static [(KeyCode, Command)],
        keys: &'static str,
        label: &'static str,
        rank: u8,
        help: &'static str,
    ) -> Entry {
        Entry { bindings, keys, label, brief: label, rank, help }
    }

    const fn or_briefly(self, brief: &'static str) -> Entry {
        Entry { brief, ..self }
    }

    /// On the help page only.
    const fn unlabelled(self) -> Entry {
        Entry { label: "", brief: "", ..self }
    }

    /// What the first of the keys does; the others are its kin.
    pub fn command(&self) -> Command {
        self.bindings[0].1
    }
}

/// The keys of one screen, or of one state of it.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub entries: &'static [Entry],
}

impl Table {
    /// What `key` means here. Keys with Control or Alt mean nothing in a table.
    pub fn command(&self, key: &KeyEvent) -> Option<Command> {
        if !(key.modifiers - KeyModifiers::SHIFT).is_empty() {
            return None;
        }
        let bindings = self.entries.iter().flat_map(|entry| entry.bindings);
        bindings.into_iter().find(|(code, _)| *code == key.code).map(|(_, command)| *command)
    }
}

/// What a key means in a text field: every character is text, and only the table's own keys act.
pub fn text_command(key: &KeyEvent) -> Option<Command> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('u') if control => Some(Command::EraseAll),
        KeyCode::Char('w') if control => Some(Command::EraseWord),
        KeyCode::Char('h') if control => Some(Command::Erase),
        KeyCode::Char(character) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => Some(Command::Type(character)),
        _ => QUERY.command(key),
    }
}

/// Control-C and Control-Z, which mean the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    Interrupt,
    Stop,
}

impl Break {
    pub fn from_key(key: &KeyEvent) -> Option<Break> {
        match key.code {
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Some(Break::Interrupt),
            KeyCode::Char('z') if key.modifiers.contains(KeyModifiers::CONTROL) => Some(Break::Stop),
            _ => None,
        }
    }
}

/// Within this many milliseconds of its last press the same key is a repeat: a hand is slower, a held key faster.
const REPEAT_MS: u64 = 80;

/// Keys that follow each other within so few milliseconds come from no hand: they are pasted.
const BURST_MS: u64 = 10;

/// Tells a key that is held down from one that is pressed again.
#[derive(Debug, Default)]
pub struct Repeats {
    last: Option<(KeyCode, Timestamp)>,
}

impl Repeats {
    /// Whether `key` is a repeat; it is remembered either way.
    pub fn see(&mut self, key: &KeyEvent, now: Timestamp) -> bool {
        let before = self.last.replace((key.code, now));
        let soon = before.is_some_and(|(code, at)| code == key.code && now.0.saturating_sub(at.0) < REPEAT_MS);
        key.kind == KeyEventKind::Repeat || soon
    }

    /// Whether a key that comes now follows the last one faster than any hand.
    pub fn is_burst(&self, now: Timestamp) -> bool {
        self.last.is_some_and(|(_, at)| now.since(at) < BURST_MS)
    }

    /// What a key may still do when it is a repeat.
    pub fn allowed(command: Command, repeat: bool) -> bool {
        !repeat || command.may_repeat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [&Table; 14] = [
        &HOME,
        &PLAN,
        &FIRST,
        &ASKING,
        &CHOOSING,
        &PREDICTING,
        &WRITING,
        &ANSWERED,
        &SOLVED,
        &ENDING,
        &BROWSE,
        &QUERY,
        &PROGRESS,
        &HELP_PAGE,
    ];

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    #[test]
    fn no_key_has_two_meanings_on_one_screen() {
        for table in TABLES {
            let codes: Vec<KeyCode> =
                table.entries.iter().flat_map(|entry| entry.bindings).map(|(code, _)| *code).collect();
            for (index, code) in codes.iter().enumerate() {
                assert!(!codes[index + 1..].contains(code), "{code:?} has two meanings on {}", table.name);
            }
        }
    }

    #[test]
    fn the_letters_of_points_are_the_keys_that_tick() {
        for (index, letter) in POINT_LETTERS.into_iter().enumerate() {
            assert_eq!(ANSWERED.command(&key(KeyCode::Char(letter))), Some(Command::Tick(index)));
        }
        for (index, letter) in POINT_LETTERS.into_iter().take(10).enumerate() {
            assert_eq!(CHOOSING.command(&key(KeyCode::Char(letter))), Some(Command::Pick(index)));
            assert_eq!(PREDICTING.command(&key(KeyCode::Char(letter))), Some(Command::Pick(index)));
        }
    }

    #[test]
    fn every_entry_is_on_the_help_page_and_in_ascii() {
        for entry in TABLES.iter().flat_map(|table| table.entries) {
            assert!(!entry.help.is_empty() && !entry.keys.is_empty() && !entry.bindings.is_empty(), "{entry:?}");
            assert!([entry.keys, entry.label, entry.brief, entry.help].iter().all(|text| text.is_ascii()), "{entry:?}");
        }
    }

    /// How the README prints a key.
    fn printed(code: KeyCode, command: Command) -> String {
        match (code, command) {
            (_, Command::Pick(_) | Command::Tick(_)) => "letters".to_owned(),
            (KeyCode::Char(_), Command::Type(_)) => "`0`-`9`".to_owned(),
            (KeyCode::Char(letter), Command::Field(_)) => format!("Ctrl-{}", letter.to_ascii_uppercase()),
            (KeyCode::Char(' '), _) => "Space".to_owned(),
            (KeyCode::Char(letter), _) => format!("`{letter}`"),
            (KeyCode::Up | KeyCode::Down, _) => "arrows".to_owned(),
            (KeyCode::Left | KeyCode::Right, Command::Turn { .. }) => "arrows".to_owned(),
            (KeyCode::Left | KeyCode::Right, _) => "left and right".to_owned(),
            (KeyCode::Home, _) => "`g`".to_owned(),
            (KeyCode::End, _) => "`G`".to_owned(),
            (KeyCode::BackTab, _) => "Shift-Tab".to_owned(),
            (KeyCode::PageUp, _) => "PgUp".to_owned(),
            (KeyCode::PageDown, _) => "PgDn".to_owned(),
            (code, _) => format!("{code:?}"),
        }
    }

    #[test]
    fn the_readme_names_all_keys_of_each_screen_and_no_others() {
        const README: &str = include_str!("../../README.md");
        let keys = README.split("\n## ").find_map(|part| part.strip_prefix("Keys\n")).expect("a part is about keys");
        let (always, rows) = keys.split_once("| screen | keys |").expect("it has a table");
        let rows: Vec<(&str, &str)> =
            rows.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | ")).collect();
        let row_of = |name: &str| {
            let row = rows.iter().find(|(names, _)| names.split(", ").any(|other| other == name));
            *row.unwrap_or_else(|| panic!("no row for {name}"))
        };
        for table in TABLES {
            let (names, own) = row_of(table.name);
            let rest = if own.contains("as for an answer") { row_of("answer").1 } else { "" };
            let said = format!("{always}{own}{rest}");
            for (code, command) in table.entries.iter().flat_map(|entry| entry.bindings) {
                let key = printed(*code, *command);
                assert!(said.contains(&key), "the README has no {key} for {}", table.name);
            }
            let of_row = TABLES.iter().filter(|table| names.split(", ").any(|name| name == table.name));
            let bound: Vec<KeyCode> = of_row
                .flat_map(|table| table.entries)
                .flat_map(|entry| entry.bindings)
                .map(|(code, _)| *code)
                .collect();
            for named in own.split('`').skip(1).step_by(2).flat_map(str::chars) {
                assert!(bound.contains(&KeyCode::Char(named)), "{named} does nothing on {names}");
            }
        }
    }

    #[test]
    fn control_and_alt_keys_mean_nothing_in_a_table() {
        for modifiers in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
            assert_eq!(HOME.command(&KeyEvent::new(KeyCode::Char('q'), modifiers)), None);
            assert!(!matches!(text_command(&KeyEvent::new(KeyCode::Char('q'), modifiers)), Some(Command::Type(_))));
        }
        assert_eq!(BROWSE.command(&KeyEvent::new(KeyCode::Char('C'), KeyModifiers::SHIFT)), Some(Command::ClearFilter));
    }

    #[test]
    fn a_held_key_scrolls_and_neither_reveals_nor_rates() {
        let mut repeats = Repeats::default();
        let space = key(KeyCode::Char(' '));
        for (at, repeat) in [(0, false), (79, true), (158, true), (238, false), (500, false)] {
            assert_eq!(repeats.see(&space, Timestamp(at)), repeat, "at {at}");
        }
        assert!(!repeats.see(&key(KeyCode::Char('j')), Timestamp(510)), "another key is no repeat");
        let mut held = key(KeyCode::Down);
        held.kind = KeyEventKind::Repeat;
        assert!(repeats.see(&held, Timestamp(9000)));
        for (command, allowed) in [
            (Command::Step(Step::Down), true),
            // A date has digits that stand twice, and is taken away by holding the key.
            (Command::Type('2'), true),
            (Command::Erase, true),
            (Command::Reveal(None), false),
            (Command::Rate(None), false),
            (Command::Rate(Some(Rating::Good)), false),
            (Command::Leave, false),
            (Command::TakeBack, false),
        ] {
            assert_eq!(Repeats::allowed(command, true), allowed, "{command:?}");
            assert!(Repeats::allowed(command, false));
        }
    }

    #[test]
    fn in_a_text_field_every_character_is_text() {
        for character in ['q', '?', '/', 'C', ' ', 'é', '1'] {
            assert_eq!(text_command(&key(KeyCode::Char(character))), Some(Command::Type(character)));
        }
        assert_eq!(text_command(&KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL)), Some(Command::EraseWord));
        assert_eq!(text_command(&key(KeyCode::Esc)), Some(Command::Back));
    }
}
