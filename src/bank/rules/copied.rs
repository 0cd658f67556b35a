//! Runs of words that a card shares with other people's pages. It must not know where the pages lie.

use super::prose::folded_words;
use super::{Finding, Place, Scope, Severity};
use crate::bank::Card;
use crate::bank::section::Section;
use std::collections::HashMap;

/// Runs shorter than this are how the language goes.
const WARNED: usize = 5;

/// Runs from this length on are somebody's sentence.
const REFUSED: usize = 7;

/// The pages that no card may copy, ready to be compared.
#[derive(Debug, Default)]
pub struct Pages {
    words: Vec<String>,
    /// Where each run of [`WARNED`] words begins. Runs are kept by their words joined with blanks.
    runs: HashMap<String, Vec<usize>>,
}

impl Pages {
    pub fn new(pages: &[&str]) -> Pages {
        let mut all = Pages::default();
        for page in pages {
            let words: Vec<String> = folded_words(page).collect();
            let offset = all.words.len();
            for (start, run) in words.windows(WARNED).enumerate() {
                all.runs.entry(run.join(" ")).or_default().push(offset + start);
            }
            all.words.extend(words);
            // No word is empty, so that no run goes on from one page into the next.
            all.words.push(String::new());
        }
        all
    }

    /// Runs of 7 and more words that the card shares with a page are errors (`copied`), of 5 and 6 warnings (`echo`).
    pub fn shared_runs(&self, card: &Card) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, text) in texts(card) {
            for run in self.runs_in(&text) {
                let length = run.split(' ').count();
                let (rule, severity) =
                    if length >= REFUSED { ("copied", Severity::Error) } else { ("echo", Severity::Warning) };
                findings.push(Finding {
                    rule,
                    severity,
                    scope: Scope::Card { id: card.id.clone(), place },
                    message: format!("{length} words stand on a page that is not ours: \"{run}\"; use your own"),
                });
            }
        }
        findings
    }

    /// The longest shared runs, none inside another.
    fn runs_in(&self, text: &str) -> Vec<String> {
        let words: Vec<String> = folded_words(text).collect();
        let mut runs = Vec::new();
        let mut end_of_last = 0;
        for (start, run) in words.windows(WARNED).enumerate() {
            let places = self.runs.get(&run.join(" ")).map_or(&[][..], Vec::as_slice);
            let longest = places
                .iter()
                .map(|&place| words[start..].iter().zip(&self.words[place..]).take_while(|(a, b)| a == b).count())
                .max()
                .unwrap_or_default();
            if longest > 0 && start + longest > end_of_last {
                end_of_last = start + longest;
                runs.push(words[start..end_of_last].join(" "));
            }
        }
        runs
    }
}

/// Every text of a card; code is nobody's sentence, what it prints neither.
pub(super) fn texts(card: &Card) -> Vec<(Place, String)> {
    let mut texts = vec![(Place::Question, card.question.clone())];
    for (place, text) in super::prose::running_text(card) {
        texts.push((place, text.to_owned()));
    }
    for (index, point) in card.key_points.iter().enumerate() {
        texts.push((Place::Item(Section::KeyPoints, index), point.text.clone()));
    }
    let said = card.said.iter().flat_map(|said| [&said.right, &said.wrong]).enumerate();
    texts.extend(said.filter_map(|(index, text)| Some((Place::Item(Section::Said, index), text.clone()?))));
    for (index, mistake) in card.mistakes.iter().enumerate() {
        let correction = mistake.correction.as_deref().unwrap_or_default();
        texts.push((Place::Item(Section::Mistakes, index), format!("{} {correction}", mistake.claim)));
    }
    for (index, follow_up) in card.follow_ups.iter().enumerate() {
        texts.push((Place::Item(Section::FollowUps, index), follow_up.question.clone()));
    }
    if let Some(options) = &card.options {
        texts.extend(options.ask.iter().map(|ask| (Place::Line(Section::Options, "Ask"), ask.clone())));
        texts.push((Place::Item(Section::Options, 0), options.key.clone()));
        for (index, one) in options.distractors.iter().enumerate() {
            texts.push((Place::Item(Section::Options, index + 1), format!("{} {}", one.text, one.why)));
        }
    }
    texts
}
