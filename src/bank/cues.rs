//! Words of an answer -> points ticked, by the cues of a card's key points. It must not know the screen or the score.

use crate::bank::KeyPoint;
use std::ops::Range;

/// All parts of one alternative stand within this many words of one sentence: what is said in the next sentence is often the
/// opposite.
const WINDOW: usize = 20;

/// A negation reaches this many words forward, within its clause.
const REACH: usize = 3;

/// What a text says about one key point. The ranges are bytes of that text, in its order: the words that decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Mark {
    /// No cue of the point occurs.
    #[default]
    Silent,
    /// A cue occurs, but only after a negation: the person is asked what was meant.
    Ask(Vec<Range<usize>>),
    Tick(Vec<Range<usize>>),
}

impl Mark {
    pub fn ticks(&self) -> bool {
        matches!(self, Mark::Tick(_))
    }

    pub fn asks(&self) -> bool {
        matches!(self, Mark::Ask(_))
    }

    /// The words that decided, as byte ranges of the text that was read.
    pub fn spans(&self) -> &[Range<usize>] {
        match self {
            Mark::Silent => &[],
            Mark::Ask(spans) | Mark::Tick(spans) => spans,
        }
    }
}

/// Reads `text` for the cues of each point: one mark for every point, in their order.
///
/// Any text is legal; the work grows with the text times the number of cue parts.
pub fn points(card_points: &[KeyPoint], text: &str) -> Vec<Mark> {
    let words = words(text);
    card_points.iter().map(|point| mark(point, &words)).collect()
}

/// The stretches of `text` that decided about any point, in their order and apart from each other. The flag says whether a
/// stretch ticked a point; else one was only asked about.
pub fn deciding(marks: &[Mark], text: &str) -> Vec<(Range<usize>, bool)> {
    let mut deciding: Vec<(Range<usize>, bool)> = Vec::new();
    // Where both kinds meet, the tick is what counts: it is laid over the others.
    let mut kinds = vec![None; text.len()];
    for ticks in [false, true] {
        let spans = marks.iter().filter(|mark| mark.ticks() == ticks).flat_map(Mark::spans);
        spans.for_each(|span| kinds[span.clone()].fill(Some(ticks)));
    }
    for (at, kind) in kinds.into_iter().enumerate() {
        let Some(ticks) = kind else { continue };
        match deciding.last_mut() {
            Some((span, same)) if span.end == at && *same == ticks => span.end = at + 1,
            _ => deciding.push((at..at + 1, ticks)),
        }
    }
    deciding
}

/// Whether a part of a cue holds a word that could ever occur in a text.
pub fn can_match(part: &str) -> bool {
    !CueWord::of_part(part).is_empty()
}

fn mark(point: &KeyPoint, words: &[Word]) -> Mark {
    let mut best = Mark::Silent;
    for alternative in &point.cues {
        match read(alternative, words) {
            tick @ Mark::Tick(_) => return tick,
            ask @ Mark::Ask(_) if best == Mark::Silent => best = ask,
            Mark::Ask(_) | Mark::Silent => {}
        }
    }
    best
}

/// One alternative: a window without negated parts ticks, one with some asks.
fn read(alternative: &[String], words: &[Word]) -> Mark {
    let mut occurrences = Vec::new();
    for (part, text) in alternative.iter().enumerate() {
        let cue = CueWord::of_part(text);
        let before = occurrences.len();
        occurrences.extend(occurrences_of(part, &cue, words));
        if occurrences.len() == before {
            return Mark::Silent;
        }
    }
    occurrences.sort_by_key(|occurrence| occurrence.words.end);
    let parts = alternative.len();
    let spans = |found: Vec<&Occurrence>| {
        let mut spans: Vec<Range<usize>> = found
            .iter()
            .map(|occurrence| words[occurrence.words.start].span.start..words[occurrence.words.end - 1].span.end)
            .collect();
        spans.sort_by_key(|span| span.start);
        spans
    };
    if let Some(found) = window(parts, occurrences.iter().filter(|occurrence| !occurrence.negated)) {
        return Mark::Tick(spans(found));
    }
    window(parts, occurrences.iter()).map_or(Mark::Silent, |found| Mark::Ask(spans(found)))
}

/// One place where a part of an alternative stands: a range of words.
struct Occurrence {
    part: usize,
    words: Range<usize>,
    sentence: usize,
    negated: bool,
}

fn occurrences_of<'a>(
    part: usize,
    cue: &'a [CueWord],
    words: &'a [Word],
) -> impl Iterator<Item = Occurrence> + use<'a> {
    // `windows` refuses length 0; an empty part occurs nowhere.
    let length = cue.len().max(1);
    let matches = move |stretch: &[Word]| !cue.is_empty() && cue.iter().zip(stretch).all(|(cue, word)| cue.fits(word));
    words.windows(length).enumerate().filter(move |(_, stretch)| matches(stretch)).map(move |(start, _)| Occurrence {
        part,
        words: start..start + length,
        sentence: words[start].sentence,
        negated: is_negated(words, start),
    })
}

/// A part that begins with a negation says it itself; any other is turned round by one shortly before it.
fn is_negated(words: &[Word], start: usize) -> bool {
    if words[start].is_negation() {
        return false;
    }
    let clause = words[start].clause;
    words[start.saturating_sub(REACH)..start].iter().any(|word| word.clause == clause && word.is_negation())
}

/// The first stretch of at most [`WINDOW`] words of one sentence in which every part occurs. Occurrences come sorted by their end, and all
/// of one part have one length, so the latest of each part gives the shortest stretch that ends here.
fn window<'a>(parts: usize, occurrences: impl Iterator<Item = &'a Occurrence>) -> Option<Vec<&'a Occurrence>> {
    let mut latest: Vec<Option<&Occurrence>> = vec![None; parts];
    for occurrence in occurrences {
        latest[occurrence.part] = Some(occurrence);
        for earlier in &mut latest {
            *earlier = earlier.filter(|earlier| earlier.sentence == occurrence.sentence);
        }
        let found: Option<Vec<&Occurrence>> = latest.iter().copied().collect();
        if let Some(found) = found {
            let first = found.iter().map(|one| one.words.start).min().unwrap_or_default();
            if occurrence.words.end - first <= WINDOW {
                return Some(found);
            }
        }
    }
    None
}

/// A run without blanks, folded, and cut to what lies between its outer punctuation.
struct Word {
    folded: String,
    /// Bytes of the text, outer punctuation left out.
    span: Range<usize>,
    /// Words with the same number stand in one clause.
    clause: usize,
    /// And in one sentence.
    sentence: usize,
}

impl Word {
    fn is_negation(&self) -> bool {
        matches!(self.folded.as_str(), "not" | "no" | "never" | "without" | "cannot") || self.folded.ends_with("n't")
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut clause, mut sentence) = (0, 0);
    let mut end_of_last = 0;
    for run in text.split_whitespace() {
        // `run` is a slice of `text`, so the distance between their starts is its offset.
        let offset = run.as_ptr() as usize - text.as_ptr() as usize;
        // A line break ends a clause: typed lists have no other mark.
        let breaks = text[end_of_last..offset].contains(['\n', '\r']);
        end_of_last = offset + run.len();
        let core = core(run);
        let (before, after) = (&run[..core.start], &run[core.end..]);
        // The brackets of a call, as in `sleep(0)`, belong to the word.
        let called = run[core.start..].contains(['(', '[']);
        let after = if called { after.trim_start_matches(['(', ')', '[', ']']) } else { after };
        clause += usize::from(breaks || ends_clause(before));
        sentence += usize::from(breaks);
        if !core.is_empty() {
            let span = offset + core.start..offset + core.end;
            words.push(Word { folded: fold(&run[core]), span, clause, sentence });
        }
        clause += usize::from(ends_clause(after));
        sentence += usize::from(after.contains(['.', '!', '?', '…']));
    }
    words
}

fn ends_clause(punctuation: &str) -> bool {
    punctuation.contains(['.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '…', '–', '—'])
        || (!punctuation.is_empty() && punctuation.bytes().all(|byte| byte == b'-'))
}

/// What is left of a run when its outer punctuation is cut. A run without any letter or digit is an operator such as
/// `==`, which a cue may name, and loses only the marks that quote it; or it is a mere dash, and nothing is left.
fn core(run: &str) -> Range<usize> {
    let outer = if run.contains(char::is_alphanumeric) {
        |c: char| !c.is_alphanumeric()
    } else {
        |c: char| !matches!(c, '=' | '<' | '>' | '+' | '*' | '/' | '%' | '&' | '|' | '^' | '~' | '@' | '!')
    };
    let start = run.len() - run.trim_start_matches(outer).len();
    start..start.max(run.trim_end_matches(outer).len())
}

fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// One word of a cue; `run*` goes on as it likes.
struct CueWord {
    folded: String,
    goes_on: bool,
}

impl CueWord {
    fn of_part(part: &str) -> Vec<CueWord> {
        part.split_whitespace()
            .filter_map(|run| {
                let core = core(run);
                let goes_on = run.contains(char::is_alphanumeric) && run[core.end..].starts_with('*');
                (!core.is_empty()).then(|| CueWord { folded: fold(&run[core]), goes_on })
            })
            .collect()
    }

    fn fits(&self, word: &Word) -> bool {
        if self.goes_on { word.folded.starts_with(&self.folded) } else { word.folded == self.folded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a cue as the labelled layout writes it.
    fn point(cues: &str) -> KeyPoint {
        let alternatives = cues.split(" | ").map(|one| one.split(" + ").map(str::to_owned).collect());
        KeyPoint { must: true, text: String::new(), cues: alternatives.collect(), unknown: Default::default() }
    }

    /// The expectation: `-` for silence, `?` or `!` and the words that decided.
    #[track_caller]
    fn check(cues: &str, text: &str, expected: &str) {
        let marks = points(&[point(cues)], text);
        let shown = match &marks[..] {
            [Mark::Silent] => "-".to_owned(),
            [Mark::Ask(spans)] => format!("? {}", shown(spans, text)),
            [Mark::Tick(spans)] => format!("! {}", shown(spans, text)),
            other => panic!("one point gave {} marks", other.len()),
        };
        assert_eq!(shown, expected, "{cues:?} in {text:?}");
    }

    fn shown(spans: &[Range<usize>], text: &str) -> String {
        spans.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>().join(" … ")
    }

    #[test]
    fn words_match_whole_folded_and_without_their_outer_punctuation() {
        check("stale value", "It writes a \"Stale Value\".", "! Stale Value");
        check("asyncio.lock", "hold an `asyncio.Lock()`", "! asyncio.Lock");
        check("lock", "hold an asyncio.Lock", "-");
        check("lock", "locks", "-");
        check("Über*", "das ÜBERTRAGEN", "! ÜBERTRAGEN");
        check("can't", "It can’t", "! can’t");
        check("__init__", "calls __init__ first", "! init");
    }

    #[test]
    fn a_star_lets_a_word_go_on() {
        check("interleav*", "interleaving", "! interleaving");
        check("interleav*", "interleav", "! interleav");
        check("interleav*", "interlude", "-");
        check("wait* at an await", "it waits at an await", "! waits at an await");
    }

    #[test]
    fn the_words_of_a_part_are_consecutive() {
        check("another task", "another running task", "-");
        check("another task", "another, task", "! another, task");
    }

    #[test]
    fn parts_stand_in_any_order_within_twenty_words_of_a_sentence() {
        check("read + write", "write what you read", "! write … read");
        check("first + last", &format!("first {} last", "so ".repeat(18)), "! first … last");
        check("first + last", &format!("first {} last", "so ".repeat(19)), "-");
        check("first + last", &format!("first {} first last", "so ".repeat(19)), "! first … last");
        check("a b + c", &format!("a b {} c", "so ".repeat(17)), "! a b … c");
        check("a b + c", &format!("a b {} c", "so ".repeat(18)), "-");
        check("read + write", "only a read", "-");
        check("read + write", "First you read. Then you write.", "-");
        check("read + write", "first you read\nand write", "-");
    }

    #[test]
    fn any_alternative_is_enough() {
        check("one thing | another", "another", "! another");
        check("safe | not interleav*", "not safe, not interleaving", "! not interleaving");
    }

    #[test]
    fn a_negation_shortly_before_asks() {
        for negation in ["not", "No", "never", "without", "cannot", "don't", "isn’t"] {
            check("lock*", &format!("{negation} a real lock"), "? lock");
            check("lock*", &format!("{negation} a very real lock"), "! lock");
        }
        check("one thread + safe", "one thread is not safe", "? one thread … safe");
        check("safe", "not safe here, but safe there", "! safe");
    }

    #[test]
    fn a_negation_ends_with_its_clause() {
        for text in ["No, locks", "not. Locks", "not (locks)", "not\nlocks", "not: locks", "not - locks", "not — locks"]
        {
            let word = if text.contains("Locks") { "! Locks" } else { "! locks" };
            check("locks", text, word);
        }
        check("locks", "\"not\" locks", "? locks");
        check("yields", "never sleep(0) yields", "? yields");
        check("yields", "(not sleep) yields", "! yields");
    }

    #[test]
    fn a_part_that_begins_with_the_negation_ticks() {
        check("not interleav*", "not interleaving", "! not interleaving");
        check("without an await + interrupt*", "Without an await none may interrupt", "! Without an await … interrupt");
        check("cannot", "it cannot", "! cannot");
    }

    #[test]
    fn what_decided_is_told_once_and_in_order() {
        let text = "no lock, but a lock across the await; a lock";
        let marks = points(&[point("lock + across"), point("no lock"), point("but a lock"), point("gone")], text);
        let told: Vec<(&str, bool)> =
            deciding(&marks, text).into_iter().map(|(span, ticks)| (&text[span], ticks)).collect();
        assert_eq!(told, [("no lock", true), ("but a lock", true), ("across", true)]);
        let asked = points(&[point("safe")], "not safe");
        assert_eq!(deciding(&asked, "not safe"), [(4..8, false)]);
        assert_eq!(deciding(&[], ""), []);
    }

    #[test]
    fn operators_can_be_cues() {
        check("== + value*", "`==` compares values", "! == … values");
        check("+=", "n += 1", "! +=");
        check("==", "is", "-");
        check("*", "a * b", "! *");
    }

    #[test]
    fn a_cue_without_words_matches_nothing() {
        check("", "anything", "-");
        check("... + lock", "... lock", "-");
        assert!(!can_match(" … "));
        assert!(can_match("lock*"));
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", " ", "\u{0}", "…", "''", "*", "\u{202e}n't", "İ", "ﬀ\u{301} \u{feff}", "a\u{a0}b"] {
            points(&[point("a + b* | not c | * | İ")], text);
        }
        check("a b", "a\u{a0}b", "! a\u{a0}b");
    }
}
