//! What each key means: one table per screen, which feeds the bindings, the key bar and the help page. It must not know what
//! a screen does with a command.

use super::widget::scroll::Step;
use crate::study::event::{Confidence, Rating};
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
    NewQuiz,
    Browse,
    Reveal(Option<Confidence>),
    /// Tick the key point that bears the letter with this position in [`POINT_LETTERS`].
    Tick(usize),
    /// A rating, or with `None` the proposed one.
    Rate(Option<Rating>),
    Skip,
    TakeBack,
    Flag,
    Suspend,
    PractiseMissed,
    RunAgain,
    NextPane,
    PreviousPane,
    Choose,
    EditQuery,
    ClearFilter,
    QuizThese,
    Type(char),
    Erase,
    EraseWord,
    EraseAll,
    Submit,
}

impl Command {
    /// Whether a key that is held down may go on doing this. Nothing that reveals, rates or leaves may.
    fn may_repeat(self) -> bool {
        matches!(self, Command::Step(_) | Command::NextSection | Command::PreviousSection)
    }
}

/// The letters that stand before key points: none of them means anything else on that screen.
pub const POINT_LETTERS: [char; 16] = ['a', 'b', 'c', 'd', 'e', 'f', 'i', 'l', 'm', 'n', 'o', 'p', 'r', 'v', 'w', 'x'];

/// Keys that belong together, as the key bar and the help page show them.
#[derive(Debug)]
pub struct Entry {
    pub bindings: &'static [(KeyCode, Command)],
    /// The keys in print.
    pub keys: &'static str,
    /// In the key bar; empty where only the help page names it.
    pub label: &'static str,
    /// On the help page.
    pub help: &'static str,
    /// The key bar drops high ranks first.
    pub rank: u8,
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

const fn on(character: char, command: Command) -> (KeyCode, Command) {
    (KeyCode::Char(character), command)
}

const HELP: Entry =
    Entry { bindings: &[on('?', Command::Help)], keys: "?", label: "keys", help: "show the keys of this screen", rank: 2 };

const SCROLL: Entry = Entry {
    bindings: &[
        (KeyCode::Up, Command::Step(Step::Up)),
        on('k', Command::Step(Step::Up)),
        (KeyCode::Down, Command::Step(Step::Down)),
        on('j', Command::Step(Step::Down)),
        (KeyCode::PageUp, Command::Step(Step::PageUp)),
        (KeyCode::PageDown, Command::Step(Step::PageDown)),
        (KeyCode::Home, Command::Step(Step::Top)),
        on('g', Command::Step(Step::Top)),
        (KeyCode::End, Command::Step(Step::Bottom)),
        on('G', Command::Step(Step::Bottom)),
    ],
    keys: "j k",
    label: "scroll",
    help: "down and up, also with the arrows; PgDn PgUp by pages, g G to both ends",
    rank: 6,
};

const SECTIONS: Entry = Entry {
    bindings: &[
        (KeyCode::Tab, Command::NextSection),
        on(']', Command::NextSection),
        (KeyCode::BackTab, Command::PreviousSection),
        on('[', Command::PreviousSection),
    ],
    keys: "tab",
    label: "sections",
    help: "next section of the card; shift-tab the one before; also ] and [",
    rank: 4,
};

const FLAG: Entry =
    Entry { bindings: &[on('F', Command::Flag)], keys: "F", label: "", help: "flag this card, or take the flag off", rank: 9 };

const SUSPEND: Entry = Entry {
    bindings: &[on('S', Command::Suspend)],
    keys: "S",
    label: "",
    help: "suspend this card, so that it is not asked again, or bring it back",
    rank: 9,
};

const TAKE_BACK: Entry = Entry {
    bindings: &[on('u', Command::TakeBack)],
    keys: "u",
    label: "undo",
    help: "take back the last answer and judge it again",
    rank: 5,
};

const LEAVE_QUIZ: Entry = Entry {
    bindings: &[on('q', Command::Leave), (KeyCode::Esc, Command::Leave)],
    keys: "q",
    label: "leave",
    help: "end this run; every answer is saved already",
    rank: 1,
};

const LEAVE: Entry = Entry { bindings: &[on('q', Command::Leave)], keys: "q", label: "leave", help: "leave qbank", rank: 1 };

pub const HOME: Table = Table {
    name: "home",
    entries: &[
        Entry {
            bindings: &[on('n', Command::NewQuiz), (KeyCode::Enter, Command::NewQuiz)],
            keys: "n",
            label: "new quiz",
            help: "begin a quiz over all cards; enter does the same",
            rank: 0,
        },
        Entry {
            bindings: &[on('b', Command::Browse)],
            keys: "b",
            label: "browse",
            help: "look through all cards by topic, level and tag",
            rank: 0,
        },
        Entry { label: "", ..SCROLL },
        HELP,
        LEAVE,
    ],
};

pub const ASKING: Table = Table {
    name: "question",
    entries: &[
        Entry {
            bindings: &[
                on('1', Command::Reveal(Some(Confidence::Guess))),
                on('2', Command::Reveal(Some(Confidence::ThinkSo))),
                on('3', Command::Reveal(Some(Confidence::Sure))),
            ],
            keys: "1-3",
            label: "reveal, that sure",
            help: "reveal the answer and say how sure you are: 1 a guess, 2 think so, 3 sure",
            rank: 0,
        },
        Entry {
            bindings: &[on(' ', Command::Reveal(None))],
            keys: "space",
            label: "reveal",
            help: "reveal the answer without saying how sure you are",
            rank: 3,
        },
        Entry {
            bindings: &[on('0', Command::Reveal(Some(Confidence::DoNotKnow)))],
            keys: "0",
            label: "don't know",
            help: "reveal the answer; you do not know it",
            rank: 0,
        },
        Entry {
            bindings: &[on('s', Command::Skip)],
            keys: "s",
            label: "skip",
            help: "pass over this card; nothing is recorded",
            rank: 4,
        },
        TAKE_BACK,
        Entry { label: "", ..SCROLL },
        FLAG,
        SUSPEND,
        HELP,
        LEAVE_QUIZ,
    ],
};

pub const ANSWERED: Table = Table {
    name: "answer",
    entries: &[
        Entry {
            bindings: &[
                on('1', Command::Rate(Some(Rating::Again))),
                on('2', Command::Rate(Some(Rating::Hard))),
                on('3', Command::Rate(Some(Rating::Good))),
                on('4', Command::Rate(Some(Rating::Easy))),
            ],
            keys: "1-4",
            label: "",
            help: "rate your answer: 1 again, 2 hard, 3 good, 4 easy",
            rank: 0,
        },
        Entry {
            bindings: &[(KeyCode::Enter, Command::Rate(None))],
            keys: "enter",
            label: "take the proposed rating",
            help: "take the rating in brackets, which follows from the ticked points",
            rank: 0,
        },
        Entry {
            bindings: &[
                on('a', Command::Tick(0)),
                on('b', Command::Tick(1)),
                on('c', Command::Tick(2)),
                on('d', Command::Tick(3)),
                on('e', Command::Tick(4)),
                on('f', Command::Tick(5)),
                on('i', Command::Tick(6)),
                on('l', Command::Tick(7)),
                on('m', Command::Tick(8)),
                on('n', Command::Tick(9)),
                on('o', Command::Tick(10)),
                on('p', Command::Tick(11)),
                on('r', Command::Tick(12)),
                on('v', Command::Tick(13)),
                on('w', Command::Tick(14)),
                on('x', Command::Tick(15)),
            ],
            keys: "a b c",
            label: "tick",
            help: "tick the point with this letter: you said it",
            rank: 0,
        },
        SECTIONS,
        SCROLL,
        TAKE_BACK,
        FLAG,
        SUSPEND,
        HELP,
        LEAVE_QUIZ,
    ],
};

pub const ENDING: Table = Table {
    name: "end of the run",
    entries: &[
        Entry {
            bindings: &[on('p', Command::PractiseMissed)],
            keys: "p",
            label: "practise the missed",
            help: "a run of the cards that were not right",
            rank: 0,
        },
        Entry {
            bindings: &[on('r', Command::RunAgain)],
            keys: "r",
            label: "run again",
            help: "a new run like this one",
            rank: 0,
        },
        TAKE_BACK,
        SCROLL,
        HELP,
        Entry {
            bindings: &[(KeyCode::Enter, Command::Back), (KeyCode::Esc, Command::Back)],
            keys: "enter",
            label: "done",
            help: "back to where you came from",
            rank: 0,
        },
        LEAVE,
    ],
};

pub const BROWSE: Table = Table {
    name: "browse",
    entries: &[
        Entry {
            bindings: &[(KeyCode::Enter, Command::Choose)],
            keys: "enter",
            label: "open",
            help: "open the card, or choose the topic, level or tag under the cursor",
            rank: 0,
        },
        Entry {
            bindings: &[on('/', Command::EditQuery)],
            keys: "/",
            label: "search",
            help: "search: words, or a query such as tag:asyncio level:>=intermediate",
            rank: 0,
        },
        Entry {
            bindings: &[on('C', Command::ClearFilter)],
            keys: "C",
            label: "clear",
            help: "show all cards again",
            rank: 4,
        },
        Entry {
            bindings: &[on('z', Command::QuizThese)],
            keys: "z",
            label: "quiz these",
            help: "a quiz over the cards in the list",
            rank: 2,
        },
        Entry {
            bindings: &[
                (KeyCode::Right, Command::NextPane),
                on('l', Command::NextPane),
                (KeyCode::Left, Command::PreviousPane),
                on('h', Command::PreviousPane),
            ],
            keys: "h l",
            label: "panes",
            help: "between filters, list and card, also with the arrows left and right",
            rank: 5,
        },
        SECTIONS,
        Entry { label: "", ..SCROLL },
        FLAG,
        SUSPEND,
        HELP,
        Entry { bindings: &[(KeyCode::Esc, Command::Back)], keys: "esc", label: "back", help: "back to where you came from", rank: 3 },
        LEAVE,
    ],
};

pub const QUERY: Table = Table {
    name: "search line",
    entries: &[
        Entry { bindings: &[(KeyCode::Enter, Command::Submit)], keys: "enter", label: "to the list", help: "go to the list", rank: 0 },
        Entry {
            bindings: &[(KeyCode::Esc, Command::Back)],
            keys: "esc",
            label: "leave the line",
            help: "leave the line, with its text kept",
            rank: 0,
        },
        Entry {
            bindings: &[(KeyCode::Backspace, Command::Erase)],
            keys: "backspace",
            label: "",
            help: "take the last character away; ctrl-w a word, ctrl-u all",
            rank: 3,
        },
    ],
};

pub const HELP_PAGE: Table = Table {
    name: "keys",
    entries: &[
        SCROLL,
        Entry {
            bindings: &[
                (KeyCode::Esc, Command::Back),
                (KeyCode::Enter, Command::Back),
                on('?', Command::Back),
                on('q', Command::Back),
            ],
            keys: "esc",
            label: "back",
            help: "back to the screen",
            rank: 0,
        },
    ],
};

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

    /// What a key may still do when it is a repeat.
    pub fn allowed(command: Command, repeat: bool) -> bool {
        !repeat || command.may_repeat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [&Table; 7] = [&HOME, &ASKING, &ANSWERED, &ENDING, &BROWSE, &QUERY, &HELP_PAGE];

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    #[test]
    fn no_key_has_two_meanings_on_one_screen() {
        for table in TABLES {
            let codes: Vec<KeyCode> = table.entries.iter().flat_map(|entry| entry.bindings).map(|(code, _)| *code).collect();
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
    }

    #[test]
    fn every_entry_is_on_the_help_page_and_in_ascii() {
        for entry in TABLES.iter().flat_map(|table| table.entries) {
            assert!(!entry.help.is_empty() && !entry.keys.is_empty(), "{entry:?}");
            assert!([entry.keys, entry.label, entry.help].iter().all(|text| text.is_ascii()), "{entry:?}");
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
