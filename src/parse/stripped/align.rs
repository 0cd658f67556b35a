//! Which paragraph is which: the cheapest way to read a run of paragraphs as cards. It must not know what the texts say.
//!
//! Position alone would shift every card after a lost or doubled paragraph. So every reading has a price: a paragraph in a
//! place that it does not look like, a place left empty, a paragraph left out. The cheapest reading of the whole run wins,
//! found in one pass (Viterbi's algorithm); an undamaged card costs next to nothing, so damage is never spread over two.

use super::PARTS;
use super::traits::Paragraph;

/// What one paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Part(Part),
    /// The rest of the paragraph above, which a line break cut.
    Rest,
    /// The same text as a paragraph just above.
    Copy,
    /// The page's title and motto.
    Furniture,
    /// Belongs to no card.
    Foreign,
}

/// A paragraph in its place in a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its place among the parts of a card.
    pub index: usize,
    pub opens_card: bool,
}

type Price = u32;

const MISSING: Price = 10;
const FOREIGN: Price = 16;
const COPY: Price = 1;
/// The rest of a split paragraph begins in lower case, or at least after a sentence that has not ended.
const REST: Price = 3;
const REST_IN_CAPITALS: Price = 12;
const MOTTO: Price = 2;
/// A few words that end no sentence are no paragraph.
const SCRAP: Price = 7;
/// A card that the end of a file cut off is one loss, however much of it is missing; in front of a pager it is odd.
const CUT_OFF: Price = MISSING;
const CUT_OFF_WITHIN: Price = 3;
const NEVER: Price = Price::MAX / 2;

/// Gaps (paragraphs left out since the last one that was read) are told apart up to this.
const GAPS: usize = 3;
const STATES: usize = PARTS.len() * GAPS + 1;
/// Nothing of a card has been read yet.
const START: usize = STATES - 1;

fn state(part: usize, gap: usize) -> usize {
    part * GAPS + gap.min(GAPS - 1)
}

/// What stands around a run of paragraphs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// The line above the first one was the page's title.
    pub title_above: bool,
    /// The line below the last one closes the page.
    pub pager_below: bool,
}

/// The cheapest role of each paragraph.
pub fn align(paragraphs: &[Paragraph], around: Around) -> Vec<Role> {
    let scale = Scale::of(paragraphs);
    let mut prices = [NEVER; STATES];
    prices[START] = 0;
    let mut steps: Vec<[(u8, Role); STATES]> = Vec::with_capacity(paragraphs.len());
    for at in 0..paragraphs.len() {
        let here = Here { paragraphs, at, scale, around };
        let mut next = [NEVER; STATES];
        let mut taken = [(0, Role::Foreign); STATES];
        for (from, &price) in prices.iter().enumerate().filter(|(_, price)| **price < NEVER) {
            here.each_step(from, |to, role, step| {
                if price + step < next[to] {
                    next[to] = price + step;
                    taken[to] = (from as u8, role);
                }
            });
        }
        // Only differences matter, and sums over millions of paragraphs must not overflow.
        let least = next.iter().copied().min().unwrap_or_default();
        prices = next.map(|price| if price < NEVER { price - least } else { NEVER });
        steps.push(taken);
    }
    let closing = |state: usize| {
        let missing = if state == START { 0 } else { PARTS.len() - 1 - state / GAPS };
        let within = if around.pager_below { CUT_OFF_WITHIN * missing as Price } else { 0 };
        if missing == 0 { 0 } else { CUT_OFF + within }
    };
    let mut at = (0..STATES).min_by_key(|&state| prices[state] + closing(state)).unwrap_or(START);
    let mut roles = Vec::with_capacity(steps.len());
    for step in steps.iter().rev() {
        let (from, role) = step[at];
        roles.push(role);
        at = from.into();
    }
    roles.reverse();
    roles
}

/// How many cards stand there as they should: five paragraphs, none of which is out of place.
pub fn clear_cards(paragraphs: &[Paragraph]) -> usize {
    let scale = Scale::of(paragraphs);
    let is_clear = |start: usize| {
        (0..PARTS.len()).all(|part| {
            let here = Here { paragraphs, at: start + part, scale, around: Around::default() };
            here.out_of_place(part) <= 2 && (part == 0 || here.strangeness(part - 1, 0) < STRANGE)
        })
    };
    let mut clear = 0;
    let mut start = 0;
    while start + PARTS.len() <= paragraphs.len() {
        let found = is_clear(start);
        clear += usize::from(found);
        start += if found { PARTS.len() } else { 1 };
    }
    clear
}

/// How long the paragraphs of this page are.
#[derive(Debug, Clone, Copy)]
struct Scale {
    /// Longer ones are explanations.
    long: usize,
    /// Answers are shorter.
    short: usize,
}

impl Scale {
    fn of(paragraphs: &[Paragraph]) -> Scale {
        // Titles and scraps say nothing about the length of paragraphs.
        let lengths = paragraphs.iter().map(|paragraph| paragraph.words).filter(|&words| words >= 8);
        let (sum, count) = lengths.fold((0, 0), |(sum, count), words| (sum + words, count + 1));
        let mean = sum / count.max(1);
        Scale { long: mean * 7 / 5, short: mean * 11 / 10 }
    }
}

/// Nothing in common with the card so far.
const STRANGE: Price = 9;

/// One paragraph among its neighbours.
struct Here<'p> {
    paragraphs: &'p [Paragraph],
    at: usize,
    scale: Scale,
    around: Around,
}

impl Here<'_> {
    /// Every way to read this paragraph after the state `from`.
    fn each_step(&self, from: usize, mut step: impl FnMut(usize, Role, Price)) {
        if from == START {
            step(START, Role::Furniture, self.as_furniture());
            step(START, Role::Foreign, FOREIGN);
            for index in 0..PARTS.len() {
                let price = MISSING * index as Price + self.out_of_place(index) + self.as_first();
                step(state(index, 0), Role::Part(Part { index, opens_card: true }), price);
            }
            return;
        }
        let (last, gap) = (from / GAPS, from % GAPS);
        for index in 0..PARTS.len() {
            let price = self.out_of_place(index);
            if index > last {
                let missing = MISSING * (index - last - 1) as Price;
                let part = Part { index, opens_card: false };
                step(state(index, 0), Role::Part(part), missing + price + self.strangeness(last, gap));
            }
            let missing = MISSING * (PARTS.len() - 1 - last + index) as Price;
            let part = Part { index, opens_card: true };
            step(state(index, 0), Role::Part(part), missing + price + self.likeness(gap));
        }
        step(state(last, gap + 1), Role::Foreign, FOREIGN);
        if (1..=GAPS).any(|back| self.before(back).is_some_and(|before| before.print == self.this().print)) {
            step(state(last, gap + 1), Role::Copy, COPY);
        }
        if self.before(1).is_some_and(|before| !before.is_closed) && gap == 0 {
            let price = if self.this().opens_in_lower_case { REST } else { REST_IN_CAPITALS };
            step(state(last, 0), Role::Rest, price);
        }
    }

    fn this(&self) -> &Paragraph {
        &self.paragraphs[self.at]
    }

    fn before(&self, back: usize) -> Option<&Paragraph> {
        self.at.checked_sub(back).map(|at| &self.paragraphs[at])
    }

    /// How little a paragraph looks like the part of a card that it would be.
    fn out_of_place(&self, part: usize) -> Price {
        let this = self.this();
        let is_long = this.words > self.scale.long;
        let is_list = this.is_list_of_mistakes();
        let price = |wrong: bool, price: Price| if wrong { price } else { 0 };
        let scrap = price(this.words <= 4 && !this.is_closed, SCRAP);
        let stray_list = match (is_list, this.opens_as_fragment) {
            _ if part == 3 => 0,
            (true, _) => 4,
            (false, opens) => price(opens, 2),
        };
        let stray_length = price(is_long && part != 1, 3);
        let own = match part {
            0 => {
                let is_story = this.opens_with_article && this.past > 0;
                let next = self.paragraphs.get(self.at + 1).map_or(usize::MAX, |next| next.words);
                price(this.words > self.scale.short, 2) + price(this.words >= next, 2) + price(is_story, 1)
            }
            1 => price(!is_long, 5),
            2 => 0,
            3 => price(!this.opens_as_fragment, 4) + price(!is_list, 3),
            _ => price(this.past == 0, 3) + price(!this.opens_with_article, 1),
        };
        scrap + stray_list + stray_length + own
    }

    /// How little a paragraph has in common with the card so far, whose last part was `last`.
    fn strangeness(&self, last: usize, gap: usize) -> Price {
        if gap == GAPS - 1 {
            return 2;
        }
        let shared = |back: usize| self.before(back).map_or(0, |before| self.this().shared_with(before));
        let nearest = shared(gap + 1);
        // The paragraph before the last one is of the same card unless the last one began it.
        let common = if last > 0 && nearest < 2 { nearest.max(shared(gap + 2)) } else { nearest };
        // An explanation takes up the words of its answer; the parts after it take up fewer.
        match (common, last) {
            (0, _) => STRANGE,
            (1, 0) => STRANGE - 1,
            (1, _) | (2, 0) => 4,
            _ => 0,
        }
    }

    /// A card that begins has little in common with the one before it.
    fn likeness(&self, gap: usize) -> Price {
        let shared = self.before(gap + 1).map_or(0, |before| self.this().shared_with(before));
        if gap < GAPS - 1 && shared >= 4 { 3 } else { 0 }
    }

    fn is_title(paragraph: &Paragraph) -> bool {
        paragraph.words <= 10 && !paragraph.is_closed
    }

    fn follows_title(&self) -> bool {
        self.before(1).map_or(self.around.title_above, Self::is_title)
    }

    fn as_furniture(&self) -> Price {
        if Self::is_title(self.this()) {
            0
        } else if self.follows_title() && self.this().words <= 25 {
            MOTTO
        } else {
            FOREIGN
        }
    }

    /// Under its title a page has a motto rather than a card.
    fn as_first(&self) -> Price {
        if self.follows_title() { 5 } else { 0 }
    }
}
