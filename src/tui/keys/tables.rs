//! The tables themselves, screen by screen. They must not hold any rule.

use super::{Command, Entry, Table};
use crate::study::event::{Confidence, Rating};
use crate::tui::widget::scroll::Step;
use crate::tui::widget::text_field::Stroke;
use ratatui::crossterm::event::KeyCode;

const fn on(character: char, command: Command) -> (KeyCode, Command) {
    (KeyCode::Char(character), command)
}

/// The way to all others is the last to go.
const HELP: Entry = Entry::new(&[on('?', Command::Help)], "?", "keys", 0, "show the keys of this screen");

const SCROLL: Entry = Entry::new(
    &[
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
    "j k",
    "scroll",
    5,
    "down and up, also with the arrows; PgDn PgUp by pages, g G to both ends",
);

const SECTIONS: Entry = Entry::new(
    &[
        (KeyCode::Tab, Command::NextSection),
        on(']', Command::NextSection),
        (KeyCode::BackTab, Command::PreviousSection),
        on('[', Command::PreviousSection),
    ],
    "tab",
    "sections",
    4,
    "next section of the card; shift-tab the one before; also ] and [",
);

const PAN: Entry = Entry::new(
    &[(KeyCode::Right, Command::Pan { rightward: true }), (KeyCode::Left, Command::Pan { rightward: false })],
    "arrows",
    "move code",
    7,
    "left and right move wide code aside",
);

const FLAG: Entry = Entry::new(&[on('F', Command::Flag)], "F", "", 9, "flag this card, or take the flag off");

const SUSPEND: Entry = Entry::new(
    &[on('S', Command::Suspend)],
    "S",
    "",
    9,
    "suspend this card, so that it is not asked again, or bring it back",
);

const EDIT: Entry = Entry::new(
    &[on('E', Command::Edit)],
    "E",
    "",
    9,
    "edit this card in your editor, $VISUAL or $EDITOR; what its page says stays beside it",
);

const COPY: Entry = Entry::new(&[on('Y', Command::Copy)], "Y", "", 9, "copy the question and its answer");

const TAKE_BACK: Entry =
    Entry::new(&[on('u', Command::TakeBack)], "u", "undo", 6, "take back the last answer and judge it again");

const LEAVE_QUIZ: Entry = Entry::new(
    &[on('q', Command::Leave), (KeyCode::Esc, Command::Leave)],
    "q",
    "leave",
    1,
    "end this run, also with esc; every answer is saved already",
);

const LEAVE: Entry = Entry::new(&[on('q', Command::Leave)], "q", "leave", 1, "leave qbank");

pub static HOME: Table = Table {
    name: "home",
    entries: &[
        Entry::new(
            &[(KeyCode::Enter, Command::Begin)],
            "enter",
            "begin",
            0,
            "what belongs to today: what is due and some new cards, or where nothing waits a quiz",
        ),
        Entry::new(&[on('r', Command::Resume)], "r", "resume", 0, "go on with the run that was left last"),
        Entry::new(&[on('n', Command::NewQuiz)], "n", "new quiz", 3, "a quiz over all cards, or those of your field")
            .or_briefly("quiz"),
        Entry::new(&[on('v', Command::Review)], "v", "review", 4, "what is due, the weakest first, and some new cards"),
        Entry::new(&[on('b', Command::Browse)], "b", "browse", 2, "look through all cards by topic, level and tag"),
        Entry::new(&[on('s', Command::Progress)], "s", "progress", 3, "scores, days, topics, times, the hardest cards"),
        Entry::new(&[on('p', Command::Plan)], "p", "plan", 3, "how ready you are, and what the days to come hold"),
        Entry::new(&[on('t', Command::Target)], "t", "interview", 5, "say when the interview is, and in which field"),
        SCROLL.unlabelled(),
        HELP,
        LEAVE,
    ],
};

pub static PLAN: Table = Table {
    name: "plan",
    entries: &[
        Entry::new(&[(KeyCode::Enter, Command::Begin)], "enter", "begin today's", 0, "begin what belongs to today")
            .or_briefly("begin"),
        Entry::new(&[on('t', Command::Target)], "t", "interview", 3, "say when the interview is, and in which field"),
        SCROLL,
        HELP,
        Entry::new(&[(KeyCode::Esc, Command::Back)], "esc", "home", 2, "to the home screen"),
        LEAVE,
    ],
};

pub static FIRST: Table = Table {
    name: "interview",
    entries: &[
        Entry::new(&[(KeyCode::Enter, Command::Submit)], "enter", "begin", 0, "keep date and field as they stand"),
        Entry::new(
            &[
                on('0', Command::Type('0')),
                on('1', Command::Type('1')),
                on('2', Command::Type('2')),
                on('3', Command::Type('3')),
                on('4', Command::Type('4')),
                on('5', Command::Type('5')),
                on('6', Command::Type('6')),
                on('7', Command::Type('7')),
                on('8', Command::Type('8')),
                on('9', Command::Type('9')),
                on('-', Command::Type('-')),
                (KeyCode::Backspace, Command::Erase),
            ],
            "0-9",
            "date",
            3,
            "the digits of the date: year, month, day; backspace takes the last one away",
        ),
        Entry::new(
            &[
                (KeyCode::Right, Command::Turn { forward: true }),
                (KeyCode::Tab, Command::Turn { forward: true }),
                (KeyCode::Down, Command::Turn { forward: true }),
                (KeyCode::Left, Command::Turn { forward: false }),
                (KeyCode::BackTab, Command::Turn { forward: false }),
                (KeyCode::Up, Command::Turn { forward: false }),
            ],
            "tab",
            "field",
            3,
            "the next field; shift-tab the one before; also with the arrows",
        ),
        Entry::new(&[on('b', Command::Browse)], "b", "browse instead", 4, "look through the cards first")
            .or_briefly("browse"),
        Entry::new(&[(KeyCode::Esc, Command::Back)], "esc", "home", 2, "to the home screen; nothing is kept"),
        HELP,
        LEAVE,
    ],
};

const REVEAL: Entry = Entry::new(
    &[
        on('1', Command::Reveal(Some(Confidence::Guess))),
        on('2', Command::Reveal(Some(Confidence::ThinkSo))),
        on('3', Command::Reveal(Some(Confidence::Sure))),
    ],
    "1-3",
    "reveal, how sure",
    0,
    "reveal the answer and say how sure you are: 1 a guess, 2 think so, 3 sure",
)
.or_briefly("reveal");

const DO_NOT_KNOW: Entry = Entry::new(
    &[on('0', Command::Reveal(Some(Confidence::DoNotKnow)))],
    "0",
    "don't know",
    0,
    "reveal the answer; you do not know it",
);

const SKIP: Entry = Entry::new(&[on('s', Command::Skip)], "s", "skip", 4, "pass over this card; nothing is recorded");

pub static ASKING: Table = Table {
    name: "question",
    entries: &[
        REVEAL,
        Entry::new(
            &[on(' ', Command::Reveal(None))],
            "space",
            "reveal",
            5,
            "reveal the answer without saying how sure you are",
        ),
        DO_NOT_KNOW,
        Entry::new(&[on('t', Command::Write)], "t", "type", 3, "type the answer, or go on with it"),
        Entry::new(
            &[on('h', Command::Hint)],
            "h",
            "hint",
            3,
            "show the next must point; the answer then counts as hinted",
        ),
        Entry::new(
            &[on('o', Command::ShowOptions)],
            "o",
            "options",
            4,
            "choose from options instead, where the card has some; it then counts as chosen",
        ),
        SKIP,
        TAKE_BACK,
        SCROLL,
        FLAG,
        SUSPEND,
        HELP,
        LEAVE_QUIZ,
    ],
};

const PICK: Entry = Entry::new(
    &[
        on('a', Command::Pick(0)),
        on('b', Command::Pick(1)),
        on('c', Command::Pick(2)),
        on('d', Command::Pick(3)),
        on('e', Command::Pick(4)),
        on('f', Command::Pick(5)),
        on('i', Command::Pick(6)),
        on('l', Command::Pick(7)),
        on('m', Command::Pick(8)),
        on('n', Command::Pick(9)),
    ],
    "a b c",
    "choose",
    0,
    "choose the option with this letter; another letter changes the choice",
);

const CHECK: Entry = Entry::new(
    &[(KeyCode::Enter, Command::Reveal(None)), on(' ', Command::Reveal(None))],
    "enter",
    "check",
    5,
    "see whether it is right, without saying how sure you are; also with space",
);

const CHECK_HOW_SURE: Entry = Entry {
    label: "check, how sure",
    brief: "check",
    rank: 1,
    help: "see whether it is right, and say how sure you are: 1 a guess, 2 think so, 3 sure",
    ..REVEAL
};

pub static CHOOSING: Table = Table {
    name: "options",
    entries: &[PICK, CHECK_HOW_SURE, CHECK, DO_NOT_KNOW, SKIP, TAKE_BACK, SCROLL, FLAG, SUSPEND, HELP, LEAVE_QUIZ],
};

pub static PREDICTING: Table = Table {
    name: "output",
    entries: &[
        PICK,
        CHECK_HOW_SURE,
        CHECK,
        DO_NOT_KNOW,
        Entry::new(&[on('t', Command::Write)], "t", "type", 3, "type the output exactly instead of choosing it"),
        Entry::new(&[on('o', Command::ShowOptions)], "o", "options", 3, "back from typing to the options"),
        SKIP,
        TAKE_BACK,
        SCROLL,
        FLAG,
        SUSPEND,
        HELP,
        LEAVE_QUIZ,
    ],
};

/// Letters act here behind Control only, which `field_command` sees to.
pub static WRITING: Table = Table {
    name: "text field",
    entries: &[
        Entry::new(&[(KeyCode::Enter, Command::Submit)], "enter", "reveal", 0, "this is the answer: reveal"),
        Entry::new(
            &[(KeyCode::Esc, Command::Back)],
            "esc",
            "to the keys",
            0,
            "leave the field with its text kept: then 1-3 say how sure you are, h hints, t goes on",
        )
        .or_briefly("keys"),
        Entry::new(
            &[on('j', Command::Field(Stroke::Break))],
            "ctrl-j",
            "new line",
            1,
            "break the line, also with alt-enter",
        ),
        Entry::new(
            &[on('u', Command::Field(Stroke::Undo))],
            "ctrl-u",
            "undo",
            2,
            "undo a word; ctrl-r redoes it, ctrl-w erases a word, ctrl-k to the end of the line; ctrl-left and ctrl-right move by words",
        ),
        Entry::new(
            &[(KeyCode::PageUp, Command::Step(Step::PageUp)), (KeyCode::PageDown, Command::Step(Step::PageDown))],
            "pgdn",
            "scroll",
            3,
            "scroll the question; PgUp goes back",
        ),
    ],
};

pub static ANSWERED: Table = Table {
    name: "answer",
    entries: &[
        Entry::new(
            &[
                on('1', Command::Rate(Some(Rating::Again))),
                on('2', Command::Rate(Some(Rating::Hard))),
                on('3', Command::Rate(Some(Rating::Good))),
                on('4', Command::Rate(Some(Rating::Easy))),
            ],
            "1-4",
            "",
            0,
            "rate your answer: 1 again, 2 hard, 3 good, 4 easy",
        ),
        Entry::new(
            &[(KeyCode::Enter, Command::Rate(None))],
            "enter",
            "take the proposed rating",
            0,
            "take the rating in brackets, which follows from the ticked points",
        ),
        Entry::new(
            &[
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
            "a b c",
            "tick",
            1,
            "tick the point with this letter: you said it",
        ),
        SECTIONS,
        SCROLL,
        PAN,
        TAKE_BACK,
        FLAG,
        SUSPEND,
        EDIT,
        COPY,
        HELP,
        LEAVE_QUIZ,
    ],
};

pub static SOLVED: Table = Table {
    name: "solution",
    entries: &[
        Entry::new(&[(KeyCode::Enter, Command::Rate(None))], "enter", "next", 0, "keep this and go on"),
        SECTIONS,
        SCROLL,
        PAN,
        TAKE_BACK,
        FLAG,
        SUSPEND,
        EDIT,
        COPY,
        HELP,
        LEAVE_QUIZ,
    ],
};

pub static ENDING: Table = Table {
    name: "end of the run",
    entries: &[
        Entry::new(
            &[on('p', Command::PractiseMissed)],
            "p",
            "practise the missed",
            0,
            "a run of the cards that were not right",
        )
        .or_briefly("practise"),
        Entry::new(&[on('b', Command::ReadMissed)], "b", "read them", 3, "read the cards that were not right")
            .or_briefly("read"),
        Entry::new(&[on('r', Command::RunAgain)], "r", "run again", 1, "a new run like this one").or_briefly("again"),
        Entry::new(&[on('s', Command::Progress)], "s", "progress", 6, "how it goes over all runs"),
        TAKE_BACK,
        SCROLL,
        HELP,
        Entry::new(
            &[(KeyCode::Enter, Command::Back), (KeyCode::Esc, Command::Back)],
            "enter",
            "home",
            0,
            "home, or back to the cards that you came from",
        ),
        LEAVE,
    ],
};

pub static BROWSE: Table = Table {
    name: "browse",
    entries: &[
        Entry::new(
            &[(KeyCode::Enter, Command::Choose)],
            "enter",
            "open",
            0,
            "open what is under the cursor, or choose the topic, level or tag there; on a card, the cards that belong to it: follow-ups, what to know first, contrasts, siblings",
        ),
        Entry::new(
            &[on('/', Command::EditQuery)],
            "/",
            "search",
            0,
            "search: any words, or a query such as tag:asyncio level:>=intermediate",
        ),
        Entry::new(&[on('C', Command::ClearFilter)], "C", "clear", 3, "clear filters and search: show all cards again"),
        Entry::new(&[on('z', Command::QuizThese)], "z", "quiz these", 3, "a quiz over the cards in the list")
            .or_briefly("quiz"),
        Entry::new(
            &[on('n', Command::NextItem), on('p', Command::PreviousItem)],
            "n p",
            "next",
            2,
            "the next card of the list, and the one before",
        ),
        Entry::new(&[on('s', Command::Progress)], "s", "", 7, "how it goes with the cards in the list"),
        Entry::new(
            &[on('N', Command::ToNotes)],
            "N",
            "notes",
            4,
            "to the notes of imported pages in the list, and back to its cards",
        ),
        Entry::new(
            &[
                (KeyCode::Right, Command::NextPane),
                on('l', Command::NextPane),
                (KeyCode::Left, Command::PreviousPane),
                on('h', Command::PreviousPane),
            ],
            "h l",
            "panes",
            2,
            "between filters, list and card, also with the arrows left and right",
        ),
        Entry {
            help: "next section of the card, or next kind of filter; shift-tab the one before; also ] and [",
            ..SECTIONS
        },
        SCROLL,
        FLAG,
        SUSPEND,
        EDIT,
        COPY,
        HELP,
        Entry::new(&[(KeyCode::Esc, Command::Back)], "esc", "back", 3, "back to where you came from"),
        LEAVE,
    ],
};

pub static QUERY: Table = Table {
    name: "search line",
    entries: &[
        Entry::new(&[(KeyCode::Enter, Command::Submit)], "enter", "to the list", 0, "go to the list"),
        Entry::new(
            &[(KeyCode::Tab, Command::Complete)],
            "tab",
            "complete",
            1,
            "complete the name of a tag, topic or technology, as the key bar shows it",
        ),
        Entry::new(&[(KeyCode::Esc, Command::Back)], "esc", "leave the line", 0, "leave the line, with its text kept"),
        Entry::new(
            &[(KeyCode::Backspace, Command::Erase)],
            "backspace",
            "",
            3,
            "take the last character away; ctrl-w a word, ctrl-u all",
        ),
    ],
};

pub static PROGRESS: Table = Table {
    name: "progress",
    entries: &[
        Entry::new(
            &[(KeyCode::Enter, Command::Choose)],
            "enter",
            "quiz or read",
            0,
            "under Topics a quiz over the cards of the topic and level under the cursor; under Hardest read the card",
        ),
        Entry { help: "next section; shift-tab the one before; also ] and [", rank: 1, ..SECTIONS },
        Entry::new(
            &[
                (KeyCode::Right, Command::NextPane),
                on('l', Command::NextPane),
                (KeyCode::Left, Command::PreviousPane),
                on('h', Command::PreviousPane),
            ],
            "h l",
            "level",
            2,
            "under Topics from level to level, also with the arrows left and right",
        ),
        Entry::new(&[on('z', Command::QuizThese)], "z", "quiz these", 3, "under Hardest a quiz over these cards")
            .or_briefly("quiz"),
        SCROLL,
        HELP,
        Entry::new(&[(KeyCode::Esc, Command::Back)], "esc", "back", 1, "back to where you came from"),
        LEAVE,
    ],
};

pub static HELP_PAGE: Table = Table {
    name: "keys",
    entries: &[
        SCROLL,
        Entry::new(
            &[
                (KeyCode::Esc, Command::Back),
                (KeyCode::Enter, Command::Back),
                on('?', Command::Back),
                on('q', Command::Back),
            ],
            "esc",
            "back",
            0,
            "back to the screen",
        ),
    ],
};
