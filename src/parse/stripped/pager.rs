//! The line that closes a page of a longer list: `PAGE 1 OF 2 · 19 QUESTIONS TOTAL`. It must not know cards.

/// What such a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pager {
    /// From 1.
    pub number: usize,
    pub of: usize,
    pub total: usize,
    /// The next page's first line was glued to it, because a file without a last line break was put before another.
    pub has_more: bool,
}

impl Pager {
    /// Reads a pager in any case; what stands between its words does not matter.
    pub fn read(line: &str) -> Option<Pager> {
        const LONGEST: usize = 200;
        let is_candidate = line.len() <= LONGEST && line.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("page"));
        if !is_candidate {
            return None;
        }
        let lower = line.to_lowercase();
        let mut words = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut word = || words.next();
        let is_page = word()? == "page";
        let number = word()?.parse().ok()?;
        let is_of = word()? == "of";
        let of = word()?.parse().ok()?;
        let total = word()?.parse().ok()?;
        let is_count = word()?.starts_with("question");
        let last = word()?;
        let is_pager = is_page && is_of && is_count && last.starts_with("total") && (1..=of).contains(&number);
        let has_more = last != "total" || word().is_some();
        is_pager.then_some(Pager { number, of, total, has_more })
    }
}

/// Whether a line began as a pager and was cut off: `PAGE 1 OF 2 ·`.
pub fn is_begun(line: &str) -> bool {
    const LONGEST: usize = 60;
    let lower = if line.len() <= LONGEST { line.to_lowercase() } else { return false };
    let mut words = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next() == Some("page")
        && words.next().is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        && words.next().is_none_or(|of| of == "o" || of == "of")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(usize, usize, usize, bool)>) {
        let found = Pager::read(line);
        assert_eq!(found.map(|pager| (pager.number, pager.of, pager.total, pager.has_more)), expected);
    }

    #[test]
    fn a_pager_is_read_and_nothing_else() {
        check("PAGE 1 OF 2 · 19 QUESTIONS TOTAL", Some((1, 2, 19, false)));
        check("Page 2 of 3 - 7 questions, total", Some((2, 3, 7, false)));
        check("PAGE 1 OF 2 · 19 QUESTIONS TOTALQuestions & Answers", Some((1, 2, 19, true)));
        check("PAGE 3 OF 2 · 19 QUESTIONS TOTAL", None);
        check("Page 1 of 2", None);
        check("Page one of the two has 19 questions in total", None);
        check("PAGÉ 1", None);
    }

    #[test]
    fn a_pager_that_was_cut_off_is_known() {
        for line in ["PAGE 1", "PAGE 1 OF 2 ·", "Page 12 of 20 · 19 QUEST"] {
            assert!(is_begun(line), "{line}");
        }
        for line in ["PAGE", "Page one", "Page 3 holds the answer"] {
            assert!(!is_begun(line), "{line}");
        }
    }
}
