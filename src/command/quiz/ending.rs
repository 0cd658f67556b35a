//! The end of a run line by line: how it went, what to look at first, when the cards come back, and how runs like it went
//! before. It must not know how answers are given.

use super::{Run, time};
use crate::command::report::printable;
use crate::practice::when;
use crate::study::event::CardKey;
use crate::study::run::{Score, change};
use crate::study::statistics::{Answer, Report};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::Write;

impl<W: Write> Run<'_, W> {
    pub(super) fn finish(&mut self) -> Result<()> {
        if self.session.results().is_empty() {
            writeln!(self.out, "\nnothing was answered; nothing is recorded")?;
            return Ok(());
        }
        let report = Report::of(self.session.results());
        writeln!(self.out)?;
        if report.score.total() > 0 || report.chosen.total() == 0 {
            writeln!(self.out, "{}", report.score)?;
        }
        if report.chosen.total() > 0 {
            writeln!(self.out, "choice and predict: {}", report.chosen)?;
        }
        let answering = self.session.results().iter().map(|answer| answer.attempt.answer_ms).sum();
        writeln!(self.out, "{} answering", time(answering))?;
        for line in self.among_others()? {
            writeln!(self.out, "{line}")?;
        }
        let missed: Vec<&Answer> =
            report.missed.iter().copied().filter(|answer| !report.sure_but_wrong.contains(answer)).collect();
        self.out.write_all(listed("wrong though sure: look here first", &report.sure_but_wrong).as_bytes())?;
        for (topic, tally) in &report.by_topic {
            writeln!(self.out, "  {}: {tally}", printable(topic.unwrap_or("no topic")))?;
        }
        for (level, tally) in &report.by_level {
            writeln!(self.out, "  {}: {tally}", level.map_or("no level", |level| level.title()))?;
        }
        self.out.write_all(listed("missed", &missed).as_bytes())?;
        self.out.write_all(listed("right but slow", &report.right_but_slow).as_bytes())?;
        self.out.flush()?;
        Ok(())
    }

    /// When the cards come back, and how runs with the same settings went before. What is not kept has neither.
    fn among_others(&self) -> Result<Vec<String>> {
        if self.desk.unsaved().is_some() {
            return Ok(Vec::new());
        }
        let today = self.desk.library.day((self.clocks.now)());
        let answered: BTreeSet<&CardKey> = self.session.results().iter().map(|answer| &answer.key).collect();
        let days = self.desk.coming_back(answered.into_iter(), today)?;
        let days: Vec<String> = days.iter().map(|(day, cards)| format!("{cards} {}", when(*day, today))).collect();
        let mut lines = Vec::new();
        if !days.is_empty() {
            lines.push(format!("come back: {}", days.join(", ")));
        }
        let mut before = self.desk.library.recent_runs(2, Some(&self.begun))?;
        before.retain(|past| past.run.settings.session != self.begun.settings.session);
        let now = Score::of(self.session.results().iter().map(|answer| &answer.attempt)).percent();
        let last = before.first().and_then(|past| past.score().percent());
        lines.extend(now.map(|now| match last {
            Some(last) => format!("{now}% right, {}", change(last, now)),
            None => format!("{now}% right, the first run like this"),
        }));
        Ok(lines)
    }
}

/// The questions below a title; without any, nothing.
fn listed(title: &str, answers: &[&Answer]) -> String {
    let rows =
        answers.iter().map(|answer| format!("  {}  {}\n", printable(&answer.key.id), printable(&answer.question)));
    if answers.is_empty() { String::new() } else { format!("{title}:\n{}", rows.collect::<String>()) }
}
