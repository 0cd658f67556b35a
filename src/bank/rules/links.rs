//! What a card says of its place in the bank: its slot, its neighbours, its tags. It must not know the other cards.

use super::{Place, Report, Vocabulary};
use crate::bank::Card;
use crate::bank::section::Section;

/// The card is the one that its slot is kept for.
pub fn slot(card: &Card, vocabulary: &Vocabulary, report: &mut Report) {
    if vocabulary.is_empty() {
        return;
    }
    let id = &card.id;
    let Some(slot) = vocabulary.slot(id) else {
        report.add(Place::Id, format!("no slot {id} in data/blueprint.tsv; take the id of a slot, or add one"));
        return;
    };
    let pairs = [
        ("technology", card.technology.as_deref(), slot.technology.as_str()),
        ("topic", card.topic.as_deref(), slot.topic.as_str()),
        ("level", card.level.map(|level| level.title()), slot.level.title()),
    ];
    for (what, found, planned) in pairs {
        if let Some(found) = found
            && found != planned
        {
            report.add(Place::Header, format!("{what} {found:?}: the slot of {id} says {planned:?}"));
        }
    }
    if let Some(origin) = &card.origin
        && !is_file(&origin.file, &slot.file)
    {
        report.add(Place::Id, format!("{id} belongs into {}, not into {}", slot.file, origin.file));
    }
}

/// A card knows its file from the folder of its bank, or from wherever the program was called.
fn is_file(found: &str, planned: &str) -> bool {
    let planned = planned.strip_prefix("data/").unwrap_or(planned);
    found.replace('\\', "/").strip_suffix(planned).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

pub fn links(card: &Card, vocabulary: &Vocabulary, report: &mut Report) {
    let needs = card.needs.iter().map(|id| (Place::Line(Section::Links, "Needs"), id));
    let contrast = card.contrast.iter().map(|id| (Place::Line(Section::Links, "Contrast"), id));
    let follow_ups = card.follow_ups.iter().enumerate();
    let follow_ups =
        follow_ups.filter_map(|(index, one)| Some((Place::Item(Section::FollowUps, index), one.card.as_ref()?)));
    for (place, id) in needs.chain(contrast).chain(follow_ups) {
        if *id == card.id {
            report.add(place, format!("{id} links to itself; link to another card"));
        } else if !vocabulary.is_empty() && vocabulary.slot(id).is_none() {
            report.add(place, format!("no slot {id} in data/blueprint.tsv; link to a card of the bank"));
        }
    }
    for id in &card.needs {
        if let (Some(level), Some(needed)) = (card.level, vocabulary.slot(id))
            && needed.level > level
        {
            let message = format!("{id} is harder ({}) than this card ({level}); need an easier one", needed.level);
            report.add(Place::Line(Section::Links, "Needs"), message);
        }
    }
}

pub fn tags(card: &Card, vocabulary: &Vocabulary, report: &mut Report) {
    let place = Place::Line(Section::Links, "Tags");
    let count = card.tags.len();
    if !(2..=6).contains(&count) {
        report.add(place, format!("{count} tags; a card has 2 to 6"));
    }
    for (index, tag) in card.tags.iter().enumerate() {
        if !vocabulary.is_empty() && vocabulary.tag(tag).is_none() {
            report.add(place, format!("no tag {tag:?} in data/tags.tsv; take one of the list, or add it there"));
        }
        if card.tags[..index].contains(tag) {
            report.add(place, format!("the tag {tag:?} stands twice; delete one"));
        }
    }
}
