//! The sections of a card, in their order: one list for the parser, the printer and the tabs of every screen.

/// One labelled part of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Answer,
    KeyPoints,
    Said,
    Explanation,
    Code,
    Predict,
    Options,
    Example,
    Mistakes,
    Scenario,
    FollowUps,
    Links,
    Facts,
}

impl Section {
    pub const ALL: [Section; 13] = [
        Section::Answer,
        Section::KeyPoints,
        Section::Said,
        Section::Explanation,
        Section::Code,
        Section::Predict,
        Section::Options,
        Section::Example,
        Section::Mistakes,
        Section::Scenario,
        Section::FollowUps,
        Section::Links,
        Section::Facts,
    ];

    /// The label that opens the section in the labelled layout.
    pub fn label(self) -> &'static str {
        match self {
            Section::Answer => "Answer",
            Section::KeyPoints => "Key Points",
            Section::Said => "Said",
            Section::Explanation => "Deep Explanation",
            Section::Code => "Code",
            Section::Predict => "Predict",
            Section::Options => "Options",
            Section::Example => "Real-World Example",
            Section::Mistakes => "Common Mistakes",
            Section::Scenario => "Production Scenario",
            Section::FollowUps => "Follow-up Questions",
            Section::Links => "Links",
            Section::Facts => "Facts",
        }
    }

    /// The section's short name on a tab; `None` for the parts that no tab shows.
    pub fn tab(self) -> Option<&'static str> {
        match self {
            Section::Answer => Some("Answer"),
            Section::Explanation => Some("Why"),
            Section::Code => Some("Code"),
            Section::Example => Some("Example"),
            Section::Mistakes => Some("Mistakes"),
            Section::Scenario => Some("Case"),
            Section::FollowUps => Some("Follow-ups"),
            Section::Facts => Some("Facts"),
            Section::KeyPoints | Section::Said | Section::Predict | Section::Options | Section::Links => None,
        }
    }
}
