//! An answer line by line: what was given, what is right, and what there is to tick and to rate. It must not know the library.

use super::asking::hanging;
use super::limits::left;
use super::{Run, letter_of, point_of, time};
use crate::bank::Card;
use crate::bank::cues::{Mark, deciding};
use crate::command::report::{printable, printable_lines};
use crate::command::show;
use crate::study::alike::Another;
use crate::study::event::{CardKey, Rating};
use crate::study::session::{Phase, Question, Reply, Said, Solution};
use anyhow::Result;
use std::io::Write;

const FREE: &str =
    "letters tick what you said · enter takes [the rating] · 1 again 2 hard 3 good 4 easy · + more · u undo · q leave";
const CHOSEN: &str = "enter goes on · + more · u undo · q leave";

impl<W: Write> Run<'_, W> {
    pub(super) fn show_answer(&mut self) -> Result<()> {
        let Phase::Answered(answered) = self.session.phase().clone() else { return Ok(()) };
        match &answered.reply {
            Reply::Recall(_) => {}
            Reply::Typed { text, marks, .. } => {
                writeln!(self.out, "\nyou wrote, with what decided in brackets:\n{}", marked(text, marks))?;
            }
            Reply::Choice(solution) | Reply::Predict { solution, .. } => self.show_solution(solution)?,
        }
        let Some(Question { card, alike, .. }) = self.session.current() else { return Ok(()) };
        let clocks = self.session.clocks(self.now());
        let slow = clocks.slow.then(|| "slow".to_owned());
        let hinted = answered.reply.said().is_some_and(|said| said.hinted).then(|| "hinted".to_owned());
        let marks: String =
            [slow, hinted, left(&clocks)].into_iter().flatten().map(|mark| format!(" · {mark}")).collect();
        let answer = match (&card.answer, &alike.answered_by) {
            (Some(answer), _) => answer.clone(),
            (None, Some(other)) => {
                format!("this question came without an answer; another card answers it\n{}", said(other))
            }
            (None, None) => "this question came without an answer".to_owned(),
        };
        writeln!(self.out, "\n{}", printable_lines(&answer))?;
        if !alike.other_answers.is_empty() {
            let answers = if alike.other_answers.len() == 1 { "answer" } else { "answers" };
            writeln!(self.out, "\n(+ shows {} other {answers} to this)", alike.other_answers.len())?;
        }
        writeln!(self.out, "\n{} of {}{marks}", time(clocks.question_ms), time(clocks.target_ms))?;
        self.show_points()
    }

    /// Every option with its reason, whether or not it was chosen.
    fn show_solution(&mut self, solution: &Solution) -> Result<()> {
        let verdict = match (solution.is_right(), &solution.typed, solution.chosen()) {
            (true, ..) => "right",
            (false, None, None) => "nothing was chosen",
            (false, ..) => "wrong",
        };
        writeln!(self.out, "\n{verdict}\n")?;
        if let (Some(typed), None) = (&solution.typed, solution.chosen()) {
            writeln!(self.out, "you typed\n    {}\n", hanging(typed, 4))?;
        }
        for (place, option) in solution.options.iter().enumerate() {
            let sign = match (option.is_right(), solution.chosen == Some(place)) {
                (true, _) => "right",
                (false, true) => "yours",
                (false, false) => "     ",
            };
            writeln!(self.out, "{sign} {} {}", letter_of(place), hanging(&option.text, 8))?;
            if let Some(why) = &option.why {
                writeln!(self.out, "        {}", printable(why))?;
            }
        }
        Ok(())
    }

    pub(super) fn tick(&mut self, letters: &str) -> Result<()> {
        let is_free = matches!(self.session.phase(), Phase::Answered(answered) if answered.reply.said().is_some());
        match letters.split_whitespace().map(point_of).collect::<Option<Vec<usize>>>() {
            Some(points) => points.into_iter().for_each(|point| self.session.tick(point)),
            None => writeln!(self.out, "{}", if is_free { FREE } else { CHOSEN })?,
        }
        self.show_points()
    }

    pub(super) fn show_points(&mut self) -> Result<()> {
        let Phase::Answered(answered) = self.session.phase().clone() else { return Ok(()) };
        let Some(Question { card, .. }) = self.session.current() else { return Ok(()) };
        let Some(Said { ticked, .. }) = answered.reply.said() else {
            writeln!(self.out, "{CHOSEN}")?;
            self.out.flush()?;
            return Ok(());
        };
        let (marks, mistakes) = match &answered.reply {
            Reply::Typed { marks, mistakes, .. } => (&marks[..], Some(mistakes)),
            Reply::Recall(_) | Reply::Choice(_) | Reply::Predict { .. } => (&[][..], None),
        };
        let box_of = |ticked, asks| {
            if ticked {
                'x'
            } else if asks {
                '?'
            } else {
                ' '
            }
        };
        for (place, point) in card.key_points.iter().enumerate() {
            let sign = box_of(ticked.contains(&place), marks.get(place).is_some_and(Mark::asks));
            let kind = if point.must { "" } else { " (bonus)" };
            writeln!(self.out, "[{sign}] {} {}{kind}", letter_of(place), printable(&point.text))?;
        }
        if marks.iter().enumerate().any(|(place, mark)| mark.asks() && !ticked.contains(&place)) {
            writeln!(self.out, "[?] stands near a negation: tick it if you meant it")?;
        }
        if let Some(said) = mistakes.filter(|_| !card.mistakes.is_empty()) {
            writeln!(self.out, "did you say one of these?")?;
            for (place, mistake) in card.mistakes.iter().enumerate() {
                let letter = letter_of(card.key_points.len() + place);
                writeln!(
                    self.out,
                    "[{}] {letter} {}",
                    box_of(said.contains(&place), false),
                    printable(&mistake.claim)
                )?;
            }
        }
        let proposal = self.session.proposal();
        let shown: Vec<String> = self
            .ratings()
            .map(|(rating, name)| if proposal == Some(rating) { format!("[{name}]") } else { name.to_owned() })
            .collect();
        let best = if self.session.best_rating() < Rating::Easy { "   (time ran out: hard at best)" } else { "" };
        writeln!(self.out, "{}{best}   + more", shown.join("  "))?;
        self.show_days()?;
        self.out.flush()?;
        Ok(())
    }

    pub(super) fn show_more(&mut self) -> Result<()> {
        if let Some(Question { card, alike, .. }) = self.session.current() {
            for other in &alike.other_answers {
                writeln!(self.out, "\nanother answer to this, {}", printable_lines(&said(other)))?;
            }
            let card = Card { answer: None, key_points: Vec::new(), ..card.clone() };
            writeln!(self.out)?;
            show::print_sections(&card, self.out)?;
        }
        self.show_points()
    }
}

/// The text with brackets around the words that decided, and behind those that only ask the sign that their points have.
fn marked(text: &str, marks: &[Mark]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for (span, ticks) in deciding(marks, text) {
        shown.push_str(&text[at..span.start]);
        shown.push('[');
        shown.push_str(&text[span.clone()]);
        shown.push_str(if ticks { "]" } else { "]?" });
        at = span.end;
    }
    shown.push_str(&text[at..]);
    printable_lines(&shown)
}

/// Another card's answer, under its source and question.
fn said(other: &Another) -> String {
    let CardKey { source, id } = &other.key;
    format!("from {source}, {id}: {}\n{}", other.question, other.answer)
}
