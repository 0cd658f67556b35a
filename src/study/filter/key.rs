//! The keys of the query language and the fixed values of `is` and `has`. It must not know how they are parsed or tested.

use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Tag,
    Technology,
    Topic,
    Level,
    Difficulty,
    Source,
    Id,
    Is,
    Has,
}

impl Key {
    pub const ALL: [Key; 9] =
        [Key::Tag, Key::Technology, Key::Topic, Key::Level, Key::Difficulty, Key::Source, Key::Id, Key::Is, Key::Has];

    /// As it is written before the colon.
    pub fn name(self) -> &'static str {
        match self {
            Key::Tag => "tag",
            Key::Technology => "technology",
            Key::Topic => "topic",
            Key::Level => "level",
            Key::Difficulty => "difficulty",
            Key::Source => "source",
            Key::Id => "id",
            Key::Is => "is",
            Key::Has => "has",
        }
    }

    /// What one value of the key is called in a sentence: `no card "PY-1"`.
    pub fn noun(self) -> &'static str {
        match self {
            Key::Id => "card",
            Key::Is => "state",
            Key::Has => "part",
            key => key.name(),
        }
    }

    pub fn from_word(word: &str) -> Option<Key> {
        Key::ALL.into_iter().find(|key| key.name().eq_ignore_ascii_case(word))
    }
}

/// What a card can be: `is:due`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Never answered.
    New,
    /// Its day to come back is today or past; a new card is not due.
    Due,
    /// Missed and not right since.
    Missed,
    Flagged,
    Suspended,
    Edited,
    /// Its question was derived from an answer.
    Derived,
    /// The page gave no answer.
    Unanswered,
    Ready,
    /// No longer in its source.
    Retired,
}

impl State {
    pub const ALL: [State; 10] = [
        State::New,
        State::Due,
        State::Missed,
        State::Flagged,
        State::Suspended,
        State::Edited,
        State::Derived,
        State::Unanswered,
        State::Ready,
        State::Retired,
    ];

    pub fn name(self) -> &'static str {
        match self {
            State::New => "new",
            State::Due => "due",
            State::Missed => "missed",
            State::Flagged => "flagged",
            State::Suspended => "suspended",
            State::Edited => "edited",
            State::Derived => "derived",
            State::Unanswered => "unanswered",
            State::Ready => "ready",
            State::Retired => "retired",
        }
    }
}

/// What a card can have: `has:options`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Points,
    Options,
    Predict,
    Code,
    Answer,
}

impl Part {
    pub const ALL: [Part; 5] = [Part::Points, Part::Options, Part::Predict, Part::Code, Part::Answer];

    pub fn name(self) -> &'static str {
        match self {
            Part::Points => "points",
            Part::Options => "options",
            Part::Predict => "predict",
            Part::Code => "code",
            Part::Answer => "answer",
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
