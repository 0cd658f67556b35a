//! A page of labelled cards -> the same page in canonical form, or why not. It must not know files.

use super::report::{Diagnostic, Layout, Severity};
use super::{Expectation, Found, Page, parse, print};
use crate::bank::Card;

/// The page as it is printed: the same cards and comments, written in one way. `file` is the name that findings show.
///
/// # Errors
/// With every finding, when a line would be lost or its meaning guessed. An answer that is not written yet is no such
/// finding.
pub fn format(file: &str, bytes: &[u8]) -> Result<String, Vec<Diagnostic>> {
    let page = read(file, bytes)?;
    let is_settled = page.report.diagnostics.iter().all(|finding| finding.kind == "no-answer");
    if !is_settled || page.report.lines.unread > 0 {
        return Err(page.report.diagnostics);
    }
    let text = print::print_with_comments(&page.cards);
    let again = read(file, text.as_bytes())?;
    let changed =
        page.cards.iter().enumerate().find(|(at, found)| !again.cards.get(*at).is_some_and(|b| says(found, b)));
    if let Some((_, found)) = changed {
        let message =
            format!("printed, {} would say something else; write each of its items on one line", found.card.id);
        let (line, severity) = (found.lines.head, Severity::Error);
        return Err(vec![Diagnostic { line, column: 1, severity, kind: "changes", message }]);
    }
    Ok(text)
}

/// Read as shipped files are: what is a warning on other pages is a guess, and a guess must not be made permanent.
fn read(file: &str, bytes: &[u8]) -> Result<Page, Vec<Diagnostic>> {
    let expectation = Expectation { strict: true, layout: Some(Layout::Labelled), ..Expectation::default() };
    parse(file, bytes, &expectation).map_err(|error| vec![Diagnostic::from(error)])
}

/// Whether both say the same, wherever they stand.
fn says(one: &Found, other: &Found) -> bool {
    let card = |found: &Found| Card { origin: None, ..found.card.clone() };
    let comments = |found: &Found| {
        let mut remarks = found.remarks();
        remarks.sort();
        remarks
    };
    card(one) == card(other) && comments(one) == comments(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "PY-A-001 What is it?\nPython · Names · Beginner\n2/10\n\n";
    const FOOT: &str = "\nID: PY-A-001 · Difficulty: 2/10 · Level: Beginner\n";

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let page = |body: &str| format!("{HEAD}{body}{FOOT}");
        let formatted = format("page.txt", page(body).as_bytes());
        assert_eq!(formatted.as_deref(), Ok(page(expected).as_str()));
        assert_eq!(format("page.txt", page(expected).as_bytes()).as_deref(), Ok(page(expected).as_str()), "twice");
    }

    #[test]
    fn labels_stand_in_order_and_items_on_one_line() {
        check(
            "common mistakes:\n- a claim\n  that goes on -- mended\n\n\n⭐ ANSWER\nA thing.\n",
            "Answer\n\nA thing.\n\nCommon Mistakes\n\n- a claim that goes on -- mended\n",
        );
        check(
            "Answer\n\nA thing.\n\nFollow-up questions\nWhy? How??\n",
            "Answer\n\nA thing.\n\nFollow-up Questions\n\nWhy?\nHow?\n",
        );
        check(
            "Answer\n\nA thing.\n\nOptions\n\nx no -- so\n= yes\nAsk: Is it?\n",
            "Answer\n\nA thing.\n\nOptions\n\nAsk: Is it?\n= yes\nx no -- so\n",
        );
    }

    #[test]
    fn a_comment_stays_beside_what_it_stood_beside() {
        // Right under a label, between paragraphs on either side, and at the end.
        check("Answer\n%  a \n\nA thing.\n", "Answer\n% a\n\nA thing.\n");
        check("Answer\n\n% a\nA thing.\n", "Answer\n\n% a\nA thing.\n");
        check("Answer\n\nOne.\n% a\n% b\n\n\nTwo.\n", "Answer\n\nOne.\n% a\n% b\n\nTwo.\n");
        check("Answer\n\nOne.\n\n% a\n\nTwo.\n", "Answer\n\nOne.\n\n% a\nTwo.\n");
        check("Answer\n\nOne.\nTwo.\n% a\n", "Answer\n\nOne.\nTwo.\n% a\n");
        check("Answer\n\nOne.\n\n% a\n", "Answer\n\nOne.\n% a\n");
        // With its item, though the items change their order.
        check(
            "Answer\n\nA thing.\n\nOptions\n\n% about no\nx no -- so\n% about yes\n= yes\nAsk: Is it?\n% about asking\n",
            "Answer\n\nA thing.\n\nOptions\n\nAsk: Is it?\n% about asking\n% about yes\n= yes\n% about no\nx no -- so\n",
        );
        check(
            "Answer\n\nA thing.\n\nFollow-up Questions\n\nWhy? How??\n% a\nWhen?\n",
            "Answer\n\nA thing.\n\nFollow-up Questions\n\nWhy?\nHow?\n% a\nWhen?\n",
        );
        check(
            "Answer\n\nA thing.\n\nCode\n\n% a\n```python a\n% b\n\n1\n```\n% c\n```output a\n1\n```\n% d\n",
            "Answer\n\nA thing.\n\nCode\n\n% a\n```python a\n% b\n\n1\n```\n% c\n```output a\n1\n```\n% d\n",
        );
        check(
            "Answer\n\nA thing.\n\nPredict a\n\nx 1 -- so\n% a\nx 2 -- so\n\nPredict b\n% b\n\nx 3 -- so\n",
            "Answer\n\nA thing.\n\nPredict a\n\nx 1 -- so\n% a\nx 2 -- so\n\nPredict b\n% b\n\nx 3 -- so\n",
        );
        // Two lines of one kind become one, and its comments meet there.
        check(
            "Answer\n\nA thing.\n\nLinks\nTags: a\n% of b\nTags: b\n% of need\nNeeds: PY-A-002\n",
            "Answer\n\nA thing.\n\nLinks\n% of need\nNeeds: PY-A-002\n% of b\nTags: a, b\n",
        );
        // A section of comments alone keeps its label.
        check("Answer\n\nA thing.\n\nFacts\n% none yet\n", "Answer\n\nA thing.\n\nFacts\n% none yet\n");
    }

    #[track_caller]
    fn check_refused(page: &str, kind: &str, line: usize) {
        let findings = format("page.txt", page.as_bytes()).expect_err("nothing is printed");
        let found: Vec<_> = findings.iter().map(|finding| (finding.kind, finding.line)).collect();
        assert!(found.contains(&(kind, line)), "{found:?}");
    }

    #[test]
    fn what_would_lose_or_change_a_line_is_left() {
        let page = |body: &str| format!("{HEAD}{body}{FOOT}");
        check_refused("", "unreadable", 0);
        check_refused("Nothing here.\n", "no-card", 1);
        check_refused(&format!("A title\n\n{}", page("Answer\n\nA thing.\n")), "unread-line", 1);
        check_refused(&page("Answer\n\nA thing.\n\nAnwser\n\nAnother.\n"), "unknown-label", 9);
        check_refused(&page("% before\n\nAnswer\n\nA thing.\n"), "text-before-label", 5);
        check_refused(&page("Answer\n\nA thing.\n\nCommon Mistakes\n\nA claim\non two lines.\n"), "changes", 1);
        check_refused(&page("Answer\n\n```\nA thing.\n"), "fence-not-closed", 7);
    }

    #[test]
    fn a_question_without_an_answer_is_printed_too() {
        assert_eq!(format("page.txt", format!("{HEAD}{FOOT}").as_bytes()), Ok(format!("{HEAD}{}", &FOOT[1..])));
    }
}
