//! Ticked points, chosen options, typed outputs and confidence -> verdict and proposed rating. It must not know the screen.

use super::event::{Confidence, Rating, Verdict};
use crate::bank::Card;
use std::collections::BTreeSet;

/// How many of a card's must points were made. There is a coverage only where at least one was, or where a text was read
/// for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    made: usize,
    of: usize,
}

impl Coverage {
    /// `ticked` holds positions among all key points of the card; bonus points and unknown positions do not count. `read`
    /// says that there was more to go by than the ticks: a text, or a mistake that was said.
    pub fn of(card: &Card, ticked: &BTreeSet<usize>, read: bool) -> Option<Coverage> {
        let of = card.must_points().count();
        let made = card.must_points().filter(|(position, _)| ticked.contains(position)).count();
        (made > 0 || (read && of > 0)).then_some(Coverage { made, of })
    }

    /// Right when every must point was made, partly from two thirds on, else wrong.
    pub fn verdict(self) -> Verdict {
        if self.made >= self.of {
            Verdict::Right
        } else if 3 * self.made >= 2 * self.of {
            Verdict::Partly
        } else {
            Verdict::Wrong
        }
    }

    /// Must points made, of how many: as an attempt records it.
    pub fn counts(self) -> (usize, usize) {
        (self.made, self.of)
    }
}

/// All that a free answer is graded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// `None`: nothing was ticked or typed, or the card has no must points.
    pub coverage: Option<Coverage>,
    /// One of the card's listed mistakes was said: whatever else was, the answer is not right.
    pub mistaken: bool,
    pub confidence: Option<Confidence>,
    /// The question's clock had reached the card's target at the reveal.
    pub slow: bool,
    pub hinted: bool,
}

impl Given {
    /// The rating that follows from the answer; `None` where only the person can tell.
    pub fn proposal(self) -> Option<Rating> {
        match self.coverage {
            Some(coverage) => Some(self.rating_for(self.held(coverage.verdict()))),
            None if self.confidence == Some(Confidence::DoNotKnow) => Some(Rating::Again),
            None => None,
        }
    }

    fn rating_for(self, verdict: Verdict) -> Rating {
        match verdict {
            Verdict::Wrong => Rating::Again,
            Verdict::Partly => Rating::Hard,
            Verdict::Right if self.hinted => Rating::Hard,
            Verdict::Right if self.confidence == Some(Confidence::Sure) && !self.slow => Rating::Easy,
            Verdict::Right => Rating::Good,
        }
    }

    /// With points ticked the rating overrules the schedule and not the verdict; without, the rating is the verdict.
    pub fn verdict(self, rating: Rating) -> Verdict {
        self.held(match (self.coverage, rating) {
            (Some(coverage), _) => coverage.verdict(),
            (None, Rating::Again) => Verdict::Wrong,
            (None, Rating::Hard | Rating::Good | Rating::Easy) => Verdict::Right,
        })
    }

    /// A mistake that was said keeps the verdict from being right.
    fn held(self, verdict: Verdict) -> Verdict {
        if self.mistaken { verdict.min(Verdict::Partly) } else { verdict }
    }
}

/// What a chosen option or a predicted output comes to. There is nothing to overrule: it was right, or it was not.
pub fn chosen(right: bool) -> (Verdict, Rating) {
    if right { (Verdict::Right, Rating::Good) } else { (Verdict::Wrong, Rating::Again) }
}

/// Whether what was typed is this output, exactly. Blanks at the ends of lines and empty lines at the end cannot be seen in a
/// terminal, and do not count; nor can be seen how many blanks stand for a tab.
pub fn is_same_output(typed: &str, output: &str) -> bool {
    let is_same_line = |typed: &str, line: &str| match line.contains('\t') {
        true => typed.split_whitespace().eq(line.split_whitespace()),
        false => typed.trim_end() == line.trim_end(),
    };
    let (typed, output) = (typed.trim_end(), output.trim_end());
    typed.lines().count() == output.lines().count()
        && typed.lines().zip(output.lines()).all(|(typed, line)| is_same_line(typed, line))
}

#[cfg(test)]
mod tests {
    use super::{Confidence, Coverage, Given, Rating, Verdict, chosen, is_same_output};
    use crate::bank::{Card, KeyPoint, UnknownFields};

    /// `m` is a must point, `b` a bonus point.
    fn card(points: &str) -> Card {
        let point = |sign| KeyPoint {
            must: sign == 'm',
            text: "a point".to_owned(),
            cues: Vec::new(),
            unknown: UnknownFields::new(),
        };
        Card { key_points: points.chars().map(point).collect(), ..Card::default() }
    }

    #[track_caller]
    fn check_coverage(points: &str, ticked: &[usize], expected: Option<((usize, usize), Verdict)>) {
        let coverage = Coverage::of(&card(points), &ticked.iter().copied().collect(), false);
        assert_eq!(coverage.map(|coverage| (coverage.counts(), coverage.verdict())), expected, "{points} {ticked:?}");
    }

    #[test]
    fn must_points_decide_the_verdict() {
        check_coverage("mmm", &[0, 1, 2], Some(((3, 3), Verdict::Right)));
        check_coverage("mmm", &[0, 2], Some(((2, 3), Verdict::Partly)));
        check_coverage("mmm", &[1], Some(((1, 3), Verdict::Wrong)));
        check_coverage("mmmm", &[0, 1, 2], Some(((3, 4), Verdict::Partly)));
        check_coverage("mmmm", &[0, 1], Some(((2, 4), Verdict::Wrong)));
        check_coverage("mm", &[0], Some(((1, 2), Verdict::Wrong)));
        check_coverage("m", &[0], Some(((1, 1), Verdict::Right)));
    }

    #[test]
    fn bonus_points_do_not_count() {
        check_coverage("mbm", &[0, 2], Some(((2, 2), Verdict::Right)));
        check_coverage("mbm", &[0, 1], Some(((1, 2), Verdict::Wrong)));
        check_coverage("mbm", &[1], None);
    }

    #[test]
    fn nothing_ticked_is_no_coverage() {
        check_coverage("mmb", &[], None);
        check_coverage("", &[], None);
        check_coverage("mm", &[2, 99, usize::MAX], None);
        check_coverage("mm", &[1, 99], Some(((1, 2), Verdict::Wrong)));
    }

    #[test]
    fn a_text_that_makes_no_point_is_a_coverage_of_none() {
        let coverage = |points: &str, ticked: &[usize]| {
            Coverage::of(&card(points), &ticked.iter().copied().collect(), true).map(Coverage::counts)
        };
        assert_eq!(coverage("mmb", &[]), Some((0, 2)));
        assert_eq!(coverage("mmb", &[0, 2]), Some((1, 2)));
        assert_eq!(coverage("b", &[0]), None);
        assert_eq!(coverage("", &[]), None);
    }

    fn given(made: usize, confidence: Option<Confidence>) -> Given {
        let coverage = Coverage::of(&card("mmm"), &(0..made).collect(), false);
        Given { coverage, mistaken: false, confidence, slow: false, hinted: false }
    }

    #[track_caller]
    fn check_proposal(given: Given, expected: Option<Rating>) {
        assert_eq!(given.proposal(), expected, "{given:?}");
    }

    #[test]
    fn the_proposed_rating_follows_from_the_points() {
        check_proposal(given(3, None), Some(Rating::Good));
        check_proposal(given(2, None), Some(Rating::Hard));
        check_proposal(given(1, None), Some(Rating::Again));
        check_proposal(given(2, Some(Confidence::Sure)), Some(Rating::Hard));
        check_proposal(given(1, Some(Confidence::Sure)), Some(Rating::Again));
    }

    #[test]
    fn easy_takes_a_sure_answer_in_time_without_a_hint() {
        let sure = given(3, Some(Confidence::Sure));
        check_proposal(sure, Some(Rating::Easy));
        check_proposal(given(3, Some(Confidence::ThinkSo)), Some(Rating::Good));
        check_proposal(given(3, Some(Confidence::Guess)), Some(Rating::Good));
        check_proposal(Given { slow: true, ..sure }, Some(Rating::Good));
        check_proposal(Given { hinted: true, ..sure }, Some(Rating::Hard));
        check_proposal(Given { hinted: true, ..given(1, None) }, Some(Rating::Again));
    }

    #[test]
    fn without_ticks_only_i_do_not_know_proposes() {
        check_proposal(given(0, Some(Confidence::DoNotKnow)), Some(Rating::Again));
        check_proposal(given(3, Some(Confidence::DoNotKnow)), Some(Rating::Good));
        check_proposal(given(0, None), None);
        check_proposal(given(0, Some(Confidence::Sure)), None);
    }

    #[track_caller]
    fn check_verdict(made: usize, rating: Rating, expected: Verdict) {
        assert_eq!(given(made, None).verdict(rating), expected, "{made} of 3, {rating:?}");
    }

    #[test]
    fn with_ticks_the_rating_does_not_touch_the_verdict() {
        check_verdict(3, Rating::Again, Verdict::Right);
        check_verdict(2, Rating::Easy, Verdict::Partly);
        check_verdict(1, Rating::Easy, Verdict::Wrong);
    }

    #[test]
    fn without_ticks_the_rating_is_the_verdict() {
        check_verdict(0, Rating::Again, Verdict::Wrong);
        check_verdict(0, Rating::Hard, Verdict::Right);
        check_verdict(0, Rating::Good, Verdict::Right);
        check_verdict(0, Rating::Easy, Verdict::Right);
    }

    #[test]
    fn a_mistake_that_was_said_keeps_the_verdict_from_being_right() {
        for (made, rating, verdict, proposal) in [
            (3, Rating::Easy, Verdict::Partly, Some(Rating::Hard)),
            (2, Rating::Easy, Verdict::Partly, Some(Rating::Hard)),
            (1, Rating::Easy, Verdict::Wrong, Some(Rating::Again)),
            (0, Rating::Good, Verdict::Partly, None),
            (0, Rating::Again, Verdict::Wrong, None),
        ] {
            let mistaken = Given { mistaken: true, ..given(made, Some(Confidence::Sure)) };
            assert_eq!((mistaken.verdict(rating), mistaken.proposal()), (verdict, proposal), "{made} of 3, {rating:?}");
        }
    }

    #[test]
    fn a_choice_is_right_or_wrong() {
        assert_eq!(chosen(true), (Verdict::Right, Rating::Good));
        assert_eq!(chosen(false), (Verdict::Wrong, Rating::Again));
    }

    #[track_caller]
    fn check_output(typed: &str, output: &str, same: bool) {
        assert_eq!(is_same_output(typed, output), same, "{typed:?} for {output:?}");
    }

    #[test]
    fn an_output_is_typed_exactly_save_for_blanks_that_cannot_be_seen() {
        check_output("1 100", "1 100\n", true);
        check_output("1 100  \n\n", "1 100\n", true);
        check_output("a\nb", "a\r\nb\n", true);
        check_output("a  \nb", "a\nb\n", true);
        check_output("1  100", "1 100\n", false);
        check_output(" 1 100", "1 100\n", false);
        check_output("A", "a\n", false);
        check_output("a\n\nb", "a\nb\n", false);
        check_output("", "\n", true);
        check_output("a    b", "a\tb\n", true);
        check_output("ab", "a\tb\n", false);
        check_output("a    b\nc  d", "a\tb\nc d\n", false);
        check_output("a\tb", "a b\n", false);
    }
}
