//! The filters that were chosen, and the query they make. It must not know how a query is read.

use crate::tui::widget::scroll::Step;

/// What cards can be chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetKey {
    Technology,
    Topic,
    Level,
    Tag,
}

impl FacetKey {
    pub const ALL: [FacetKey; 4] = [FacetKey::Technology, FacetKey::Topic, FacetKey::Level, FacetKey::Tag];

    /// As the query language writes it.
    pub fn name(self) -> &'static str {
        match self {
            FacetKey::Technology => "technology",
            FacetKey::Topic => "topic",
            FacetKey::Level => "level",
            FacetKey::Tag => "tag",
        }
    }

    /// Above its values on the screen.
    pub fn title(self) -> &'static str {
        match self {
            FacetKey::Technology => "Technology",
            FacetKey::Topic => "Topic",
            FacetKey::Level => "Level",
            FacetKey::Tag => "Tag",
        }
    }
}

/// One value, and how many of the found cards have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub key: FacetKey,
    pub name: String,
    pub cards: usize,
}

/// The chosen values, and the cursor among those that are offered.
#[derive(Debug, Default)]
pub struct Filters {
    chosen: Vec<(FacetKey, String)>,
    pub at: usize,
}

impl Filters {
    pub fn is_chosen(&self, facet: &Facet) -> bool {
        self.chosen.iter().any(|(key, name)| *key == facet.key && *name == facet.name)
    }

    pub fn chosen(&self) -> impl Iterator<Item = &str> {
        self.chosen.iter().map(|(_, name)| name.as_str())
    }

    pub fn clear(&mut self) {
        self.chosen.clear();
        self.at = 0;
    }

    /// Chooses the value under the cursor, or lets go of it.
    pub fn choose(&mut self, offered: &[Facet]) {
        let Some(facet) = offered.get(self.at) else { return };
        if self.is_chosen(facet) {
            self.chosen.retain(|(key, name)| *key != facet.key || *name != facet.name);
        } else {
            self.chosen.push((facet.key, facet.name.clone()));
        }
    }

    pub fn step(&mut self, step: Step, offered: &[Facet], page: usize) {
        self.at = step.from(self.at, offered.len().saturating_sub(1), page);
    }

    /// The offer, with the chosen values that no found card has: each can be let go of again.
    pub fn with_chosen(&self, mut offered: Vec<Facet>) -> Vec<Facet> {
        for (key, name) in &self.chosen {
            if !offered.iter().any(|facet| facet.key == *key && facet.name == *name) {
                let end = offered.iter().rposition(|facet| facet.key <= *key).map_or(0, |last| last + 1);
                offered.insert(end, Facet { key: *key, name: name.clone(), cards: 0 });
            }
        }
        offered
    }

    /// Keeps the cursor on the value it stands on while the offer changes.
    pub fn follow(&mut self, before: &[Facet], now: &[Facet]) {
        let same =
            |facet: &Facet| before.get(self.at).is_some_and(|old| old.key == facet.key && old.name == facet.name);
        self.at = now.iter().position(same).unwrap_or(self.at.min(now.len().saturating_sub(1)));
    }

    /// The chosen values and the typed line as one query. Tags must all hold; values of any other key are alternatives.
    pub fn query(&self, line: &str) -> String {
        let mut terms = Vec::new();
        for key in FacetKey::ALL {
            let names: Vec<String> =
                self.chosen.iter().filter(|(of, _)| *of == key).map(|(_, name)| quoted(name)).collect();
            match key {
                _ if names.is_empty() => {}
                FacetKey::Tag => terms.extend(names.iter().map(|name| format!("tag:{name}"))),
                _ => terms.push(format!("{}:{}", key.name(), names.join(","))),
            }
        }
        let line = line.trim();
        if terms.is_empty() {
            return line.to_owned();
        }
        if !line.is_empty() {
            // The line may hold an "or", which must not reach the chosen values.
            terms.push(format!("({line})"));
        }
        terms.join(" ")
    }
}

/// A name as a value of the query language: in quotes unless it is one plain word.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && !name.starts_with('-') && name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facets() -> Vec<Facet> {
        let facet = |key, name: &str| Facet { key, name: name.to_owned(), cards: 3 };
        vec![
            facet(FacetKey::Technology, "Python"),
            facet(FacetKey::Topic, "isolation levels"),
            facet(FacetKey::Topic, "asyncio"),
            facet(FacetKey::Level, "advanced"),
            facet(FacetKey::Tag, "locks"),
            facet(FacetKey::Tag, "c++"),
        ]
    }

    #[track_caller]
    fn check(chosen: &[usize], line: &str, expected: &str) {
        let facets = facets();
        let mut filters = Filters::default();
        for at in chosen {
            filters.at = *at;
            filters.choose(&facets);
        }
        assert_eq!(filters.query(line), expected);
    }

    #[test]
    fn what_is_chosen_and_what_is_typed_make_one_query() {
        check(&[], "", "");
        check(&[], " async or lock ", "async or lock");
        check(&[0], "", "technology:Python");
        check(&[1, 2], "", "topic:\"isolation levels\",asyncio");
        check(&[4, 5, 3], "a or b", "level:advanced tag:locks tag:\"c++\" (a or b)");
        check(&[0, 0], "", "");
    }

    #[test]
    fn what_is_chosen_stays_on_offer_though_no_card_has_it() {
        let mut filters = Filters { at: 2, ..Filters::default() };
        filters.choose(&facets());
        assert_eq!(filters.with_chosen(facets()), facets());
        let offered = filters.with_chosen(vec![facets()[0].clone(), facets()[3].clone()]);
        let names: Vec<(&str, usize)> = offered.iter().map(|facet| (facet.name.as_str(), facet.cards)).collect();
        assert_eq!(names, [("Python", 3), ("asyncio", 0), ("advanced", 3)]);
    }

    #[test]
    fn the_cursor_stays_on_its_value_when_others_go() {
        let before = facets();
        let mut filters = Filters { at: 3, ..Filters::default() };
        filters.follow(&before, &before[2..]);
        assert_eq!(filters.at, 1);
        filters.follow(&before[2..], &[]);
        assert_eq!(filters.at, 0);
    }
}
