//! Follow-up questions on one line: ours with a link or an answer, or several as pages run them together.

use crate::bank::FollowUp;

/// Splits a line into follow-ups. `question? -> ID` and `question? = answer` split at their last mark; else every `?`
/// that a blank or the end follows ends a question, and `??` is one.
pub fn split(line: &str) -> Vec<FollowUp> {
    let follow_up = |question: &str, card: Option<&str>, answer: Option<&str>| FollowUp {
        question: question.to_owned(),
        card: card.map(str::to_owned),
        answer: answer.map(str::to_owned),
        unknown: Default::default(),
    };
    let link = line.rfind("? -> ").map(|at| (at, "? -> "));
    let answer = line.rfind("? = ").map(|at| (at, "? = "));
    match link.max(answer) {
        Some((at, mark)) => {
            let (question, rest) = (&line[..=at], line[at + mark.len()..].trim());
            if mark == "? -> " {
                vec![follow_up(question, Some(rest), None)]
            } else {
                vec![follow_up(question, None, Some(rest))]
            }
        }
        None => questions(line).into_iter().map(|question| follow_up(&question, None, None)).collect(),
    }
}

fn questions(line: &str) -> Vec<String> {
    let mut questions = Vec::new();
    let mut start = 0;
    let bytes = line.as_bytes();
    for at in 0..bytes.len() {
        let ends = bytes[at] == b'?' && bytes.get(at + 1).is_none_or(|&next| next == b' ');
        if !ends {
            continue;
        }
        let question = line[start..=at].trim();
        let marks = question.len() - question.trim_end_matches('?').len();
        // "What does ? do in Rust?": a mark that stands alone ends nothing.
        if question[..question.len() - marks].ends_with(' ') || question.len() == marks {
            continue;
        }
        questions.push(format!("{}?", question.trim_end_matches('?')));
        start = at + 1;
    }
    let rest = line[start..].trim();
    if !rest.is_empty() {
        // Cut off in mid-sentence: kept as it stands.
        questions.push(rest.to_owned());
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(&str, Option<&str>, Option<&str>)]) {
        let found = split(line);
        let found: Vec<_> =
            found.iter().map(|f| (f.question.as_str(), f.card.as_deref(), f.answer.as_deref())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_split_as_its_writer_meant_it() {
        check("What next? -> PY-CONC-008", &[("What next?", Some("PY-CONC-008"), None)]);
        check("Is x = 1? ok? = Yes. It is.", &[("Is x = 1? ok?", None, Some("Yes. It is."))]);
        check(
            "What is a? How do (b and c) work? And d??",
            &[("What is a?", None, None), ("How do (b and c) work?", None, None), ("And d?", None, None)],
        );
        check("What does ? do in Rust?", &[("What does ? do in Rust?", None, None)]);
        check("What is a? How does the mach", &[("What is a?", None, None), ("How does the mach", None, None)]);
        check("No mark at all", &[("No mark at all", None, None)]);
        check("??", &[("??", None, None)]);
    }
}
