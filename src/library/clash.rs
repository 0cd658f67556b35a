//! Ids that clash: within an import, with a card of another source, or by chance. It must not know how cards are taken in.

use crate::bank::Origin;
use crate::study::event::CardKey;
use std::fmt;

/// A card that was not taken, or that has its id in common with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub key: CardKey,
    pub reason: ClashReason,
    /// The source of the other card, where that is not the same.
    pub other: Option<String>,
    /// Where the card that stays came from.
    pub kept: Option<Origin>,
    pub refused: Option<Origin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClashReason {
    /// The id stands twice in one import.
    Twice,
    /// The card claims a source that is not this bank's to change.
    OtherSource,
    /// The card was taken, and a card of another source has the same id.
    SameId,
}

impl Clash {
    pub fn was_taken(&self) -> bool {
        self.reason == ClashReason::SameId
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |origin: &Option<Origin>, none: &str| match origin {
            Some(Origin { file, line }) => format!("{file}:{line}"),
            None => none.to_owned(),
        };
        let CardKey { source, id } = &self.key;
        let refused = place(&self.refused, "the bank");
        match self.reason {
            ClashReason::Twice => {
                let kept = place(&self.kept, "the same bank");
                write!(f, "{refused}: {id} stands in {kept} already; give one of them another id (the first was kept)")
            }
            ClashReason::OtherSource => {
                let kept = place(&self.kept, "the library");
                write!(
                    f,
                    "{refused}: {id} belongs to {source} ({kept}); import it under a name of its own with --source"
                )
            }
            ClashReason::SameId => {
                let other = self.other.as_deref().unwrap_or_default();
                let kept = place(&self.kept, "the library");
                write!(
                    f,
                    "{refused}: {id} is the id of a card of {other} too ({kept}); both stay as they are, and {source}:{id} names this one"
                )
            }
        }
    }
}
