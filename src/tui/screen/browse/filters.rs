//! The filters that were chosen, and the query they make. It must not know how a query is read.

use crate::tui::widget::scroll::{Step, Window};

/// What cards can be chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetKey {
    Technology,
    Level,
    Topic,
    Difficulty,
    Tag,
    Source,
}

impl FacetKey {
    /// What has few values comes first, so that a small screen shows it whole.
    pub const ALL: [FacetKey; 6] =
        [FacetKey::Technology, FacetKey::Level, FacetKey::Topic, FacetKey::Difficulty, FacetKey::Tag, FacetKey::Source];

    /// As the query language writes it.
    pub fn name(self) -> &'static str {
        match self {
            FacetKey::Technology => "technology",
            FacetKey::Topic => "topic",
            FacetKey::Level => "level",
            FacetKey::Difficulty => "difficulty",
            FacetKey::Tag => "tag",
            FacetKey::Source => "source",
        }
    }

    /// Above its values on the screen.
    pub fn title(self) -> &'static str {
        match self {
            FacetKey::Technology => "Technology",
            FacetKey::Topic => "Topic",
            FacetKey::Level => "Level",
            FacetKey::Difficulty => "Difficulty",
            FacetKey::Tag => "Tag",
            FacetKey::Source => "Source",
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
    window: Window,
}

/// A row of the filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterRow {
    Gap,
    Heading(FacetKey),
    /// The position among the offered names.
    Name(usize),
}

impl Filters {
    pub fn is_chosen(&self, facet: &Facet) -> bool {
        self.chosen.iter().any(|(key, name)| *key == facet.key && *name == facet.name)
    }

    pub fn chosen(&self) -> impl Iterator<Item = (FacetKey, &str)> {
        self.chosen.iter().map(|(key, name)| (*key, name.as_str()))
    }

    pub fn clear(&mut self) {
        self.chosen.clear();
        self.at = 0;
        self.window.let_go();
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

    /// All rows, each kind under its heading, and the first of them that a window of `height` rows shows: while the keys are
    /// elsewhere, from the first heading on.
    pub fn rows(&self, offered: &[Facet], height: u16, has_keys: bool) -> (Vec<FilterRow>, usize) {
        let mut rows = Vec::new();
        let mut cursor = 0;
        let mut heading = None;
        for (index, facet) in offered.iter().enumerate() {
            if heading != Some(facet.key) {
                rows.extend(heading.map(|_| FilterRow::Gap));
                rows.push(FilterRow::Heading(facet.key));
                heading = Some(facet.key);
            }
            if index == self.at {
                cursor = rows.len();
            }
            rows.push(FilterRow::Name(index));
        }
        let follows = has_keys || cursor >= usize::from(height);
        let top = if follows { self.window.top(cursor, rows.len(), height) } else { 0 };
        (rows, top)
    }

    /// Goes to the value in this row of the window. True where it was under the cursor before; `None` where there is none.
    pub fn point(&mut self, offered: &[Facet], height: u16, row: u16, has_keys: bool) -> Option<bool> {
        let (rows, top) = self.rows(offered, height, has_keys);
        let FilterRow::Name(at) = *rows.get(top + usize::from(row))? else { return None };
        self.window.hold(top);
        Some(std::mem::replace(&mut self.at, at) == at)
    }

    pub fn step(&mut self, step: Step, offered: &[Facet], page: usize) {
        self.window.let_go();
        self.at = step.from(self.at, offered.len().saturating_sub(1), page);
    }

    /// To the first value of the next kind, or of the one before; after the last comes the first.
    pub fn next_group(&mut self, forward: bool, offered: &[Facet]) {
        let Some(here) = offered.get(self.at) else { return };
        let mut kinds: Vec<FacetKey> = offered.iter().map(|facet| facet.key).collect();
        kinds.dedup();
        let place = kinds.iter().position(|key| *key == here.key).unwrap_or(0);
        let next = kinds[(place + if forward { 1 } else { kinds.len() - 1 }) % kinds.len()];
        self.window.let_go();
        self.at = offered.iter().position(|facet| facet.key == next).unwrap_or(0);
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
pub fn quoted(name: &str) -> String {
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
            facet(FacetKey::Level, "advanced"),
            facet(FacetKey::Topic, "isolation levels"),
            facet(FacetKey::Topic, "asyncio"),
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
        check(&[2, 3], "", "topic:\"isolation levels\",asyncio");
        check(&[4, 5, 1], "a or b", "level:advanced tag:locks tag:\"c++\" (a or b)");
        check(&[0, 0], "", "");
    }

    #[test]
    fn what_is_chosen_stays_on_offer_though_no_card_has_it() {
        let mut filters = Filters { at: 3, ..Filters::default() };
        filters.choose(&facets());
        assert_eq!(filters.with_chosen(facets()), facets());
        let offered = filters.with_chosen(vec![facets()[0].clone(), facets()[1].clone()]);
        let names: Vec<(&str, usize)> = offered.iter().map(|facet| (facet.name.as_str(), facet.cards)).collect();
        assert_eq!(names, [("Python", 3), ("advanced", 3), ("asyncio", 0)]);
    }

    #[test]
    fn the_kinds_go_round_in_both_directions() {
        let facets = facets();
        let mut filters = Filters { at: 3, ..Filters::default() };
        for (forward, expected) in [(true, 4), (true, 0), (false, 4), (false, 2), (false, 1), (false, 0)] {
            filters.next_group(forward, &facets);
            assert_eq!(filters.at, expected);
        }
        filters.next_group(true, &[]);
        assert_eq!(filters.at, 0);
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
