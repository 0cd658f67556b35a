//! The tables themselves, screen by screen. They must not hold any rule.

use super::{Command, Entry, Table};
use crate::study::event::{Confidence, Rating};
use crate::tui::widget::scroll::Step;
use ratatui::crossterm::event::KeyCode;

const fn on(character: char, command: Command) -> (KeyCode, Command) {
    (KeyCode::Char(character), command)
}

const HELP: Entry = Entry {
    bindings: &[on('?', Command::Help)],
    keys: "?",
    label: "keys",
    help: "show the keys of this screen",
    rank: 2,
};

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

const FLAG: Entry = Entry {
    bindings: &[on('F', Command::Flag)],
    keys: "F",
    label: "",
    help: "flag this card, or take the flag off",
    rank: 9,
};

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

const LEAVE: Entry =
    Entry { bindings: &[on('q', Command::Leave)], keys: "q", label: "leave", help: "leave qbank", rank: 1 };

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
        Entry {
            bindings: &[(KeyCode::Esc, Command::Back)],
            keys: "esc",
            label: "back",
            help: "back to where you came from",
            rank: 3,
        },
        LEAVE,
    ],
};

pub const QUERY: Table = Table {
    name: "search line",
    entries: &[
        Entry {
            bindings: &[(KeyCode::Enter, Command::Submit)],
            keys: "enter",
            label: "to the list",
            help: "go to the list",
            rank: 0,
        },
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
