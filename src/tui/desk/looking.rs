//! What the browser sees of the library: lists, counts, passages, links and excerpts. It must not know how they are drawn.

use super::{Room, said, whole};
use crate::library::Facets;
use crate::practice::{explain_empty, read};
use crate::study::event::CardKey;
use crate::study::filter::Filter;
use crate::tui::message::Reply;
use crate::tui::screen::browse::{Counts, Facet, FacetKey, Found, Item, ItemKey, Look, Seen};
use anyhow::{Context, Result};

/// So many cards are listed at first: as many as most screens have rows.
pub const FIRST: usize = 60;

/// So many cards are listed at all; a longer list is narrowed by searching, not by scrolling.
const MOST: usize = 500;

/// So many passages are listed.
const PASSAGES: usize = 500;

impl Room {
    pub fn look(&self, look: Look) -> Reply {
        Reply::Seen(said(match look {
            Look::Whole(query) => return Reply::Found(said(self.find(&query, MOST))),
            Look::Counts(query) => self.counts(&query).map(Seen::Counts),
            Look::Passage(key) => self.desk.library.passage(&key).map(|notes| Seen::Passage(key, notes)),
            Look::Links(key) => self.links(&key),
            Look::Ahead(key) => {
                let question = self.question(&key).ok().map(Box::new);
                Ok(Seen::Ahead(key, question))
            }
            Look::Excerpts(words, keys) => self.excerpts(&words, keys),
        }))
    }

    /// The list of a query with its first `limit` cards.
    pub fn find(&self, query: &str, limit: usize) -> Result<Found> {
        let _together = self.desk.library.reading()?;
        let library = &self.desk.library;
        let filter = read(library, query)?;
        let holdings = library.holdings()?;
        let listing = library.listing(&filter, self.today(), limit)?;
        let passages = if holdings.has_notes { library.passages(&filter, PASSAGES)? } else { Vec::new() };
        let notes = passages.iter().map(|passage| passage.notes).sum();
        let goes_on = limit < MOST && listing.rows.len() == limit && limit < listing.count;
        let mut items: Vec<Item> = listing.rows.into_iter().map(Item::Card).collect();
        if !goes_on {
            items.extend(passages.into_iter().map(Item::Passage));
        }
        // The counts of the whole library are kept, and so cost nothing.
        let counts = if filter.is_everything() { Some(self.counts_of(&filter)?) } else { None };
        Ok(Found {
            items,
            cards: listing.count,
            more: listing.more,
            notes,
            goes_on,
            all: whole(holdings.cards),
            technologies: whole(holdings.technologies),
            words: filter.tokens(),
            counts,
        })
    }

    fn counts(&self, query: &str) -> Result<Counts> {
        let _together = self.desk.library.reading()?;
        self.counts_of(&read(&self.desk.library, query)?)
    }

    fn counts_of(&self, filter: &Filter) -> Result<Counts> {
        let (library, today) = (&self.desk.library, self.today());
        let offer = library.offer(filter, today)?;
        let left_out: Vec<String> =
            library.left_out(filter, today)?.into_iter().map(|left_out| left_out.to_string()).collect();
        let empty = offer.cards == 0;
        let why_empty = if empty { Some(explain_empty(library, filter, today)?) } else { None };
        let instead = if empty { library.nearest_words(&filter.tokens())? } else { Vec::new() };
        let left_out = (!left_out.is_empty()).then(|| left_out.join("; "));
        Ok(Counts { facets: offered(offer), why_empty, left_out, instead })
    }

    fn links(&self, key: &CardKey) -> Result<Seen> {
        let _together = self.desk.library.reading()?;
        let question = self.desk.question(key)?.with_context(|| format!("there is no card {} any more", key.id))?;
        Ok(Seen::Links(self.desk.library.links(&question)?))
    }

    fn excerpts(&self, words: &[String], keys: Vec<ItemKey>) -> Result<Seen> {
        let _together = self.desk.library.reading()?;
        let library = &self.desk.library;
        let mut excerpts = Vec::new();
        for key in keys {
            let found = match &key {
                ItemKey::Card(key) => library.excerpt(key, words)?,
                ItemKey::Passage(key) => library.passage_excerpt(key, words)?,
            };
            excerpts.extend(found.map(|snippet| (key, snippet.text)));
        }
        Ok(Seen::Excerpts(excerpts))
    }
}

/// The counted names in the order of the filters; what has no name is no filter.
fn offered(facets: Facets) -> Vec<Facet> {
    let Facets { technologies, topics, levels, difficulties, tags, sources, .. } = facets;
    let of = |key| match key {
        FacetKey::Technology => &technologies,
        FacetKey::Level => &levels,
        FacetKey::Topic => &topics,
        FacetKey::Difficulty => &difficulties,
        FacetKey::Tag => &tags,
        FacetKey::Source => &sources,
    };
    let mut offered = Vec::new();
    for key in FacetKey::ALL {
        let named = of(key).iter().filter_map(|facet| Some((facet.name.as_ref()?, facet.cards)));
        offered.extend(named.map(|(name, cards)| Facet { key, name: name.clone(), cards: whole(cards) }));
    }
    offered
}
