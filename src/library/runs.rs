//! Runs as the log tells them, the newest first, without reading what came before them. It must not know what is done with them.

use super::log::{EVENT, read};
use super::{Library, meta};
use crate::study::event::{Event, EventId, What};
use crate::study::run::{Past, Run, Step};
use rusqlite::params;
use std::collections::HashMap;

/// So many runs are looked at for those that are alike.
const MOST: usize = 60;

impl Library {
    /// The newest runs of this machine, newest first: at most `limit`, of those like `like` where it is given. Those in which
    /// nothing was answered are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn recent_runs(&self, limit: usize, like: Option<&Run>) -> anyhow::Result<Vec<Past>> {
        let mut runs = self.pasts(MOST, |run| like.is_none_or(|like| run.is_like(like)))?;
        runs.retain(|past| past.answers().next().is_some());
        runs.truncate(limit);
        Ok(runs)
    }

    /// One run of this machine.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn past_run(&self, session: &str) -> anyhow::Result<Option<Past>> {
        let mut runs = self.pasts(usize::MAX, |run| run.settings.session == session)?;
        Ok(runs.pop())
    }

    /// The runs among the newest `most` that are `wanted`, newest first.
    fn pasts(&self, most: usize, wanted: impl Fn(&Run) -> bool) -> anyhow::Result<Vec<Past>> {
        let device = meta(&self.connection, "device")?.unwrap_or_default();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {EVENT} FROM event e WHERE e.kind = 'run' AND e.device = ?1 ORDER BY e.utc DESC, e.number DESC LIMIT ?2"
        ))?;
        let mut rows = statement.query(params![device, i64::try_from(most).unwrap_or(i64::MAX)])?;
        let (mut runs, mut oldest) = (Vec::new(), u64::MAX);
        while let Some(row) = rows.next()? {
            let Event { id, when, what, .. } = read(row)?;
            if let What::Run(run) = what
                && wanted(&run)
            {
                oldest = oldest.min(id.number);
                runs.push(Past { run: *run, begun: when, steps: Vec::new(), ended: false });
            }
        }
        if !runs.is_empty() {
            self.follow(&device, oldest, &mut runs)?;
        }
        Ok(runs)
    }

    /// Gives the runs what happened in them, which is in the log behind the beginning of the oldest.
    fn follow(&self, device: &str, oldest: u64, runs: &mut [Past]) -> anyhow::Result<()> {
        let places: HashMap<String, usize> =
            runs.iter().enumerate().map(|(place, past)| (past.run.settings.session.clone(), place)).collect();
        let mut answers: HashMap<EventId, usize> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {EVENT} FROM event e WHERE e.device = ?1 AND e.number > ?2
             AND e.kind IN ('attempt', 'skip', 'leave', 'end', 'undo') ORDER BY e.number"
        ))?;
        let mut rows = statement.query(params![device, i64::try_from(oldest)?])?;
        while let Some(row) = rows.next()? {
            let Event { id, card, what, .. } = read(row)?;
            let (place, step) = match what {
                What::Attempt(attempt) => {
                    let place = places.get(&attempt.session).copied();
                    place.and_then(|place| answers.insert(id.clone(), place));
                    (place, Step::Answered(card, id, Box::new(attempt)))
                }
                What::Skip(passed) => (places.get(&passed.session).copied(), Step::Skipped(card, passed.answer_ms)),
                What::Leave(passed) => (places.get(&passed.session).copied(), Step::Left(card, passed.answer_ms)),
                What::Undo(event) => (answers.get(&event).copied(), Step::TakenBack(event)),
                What::End { session } => {
                    if let Some(place) = places.get(&session) {
                        runs[*place].ended = true;
                    }
                    continue;
                }
                _ => continue,
            };
            if let Some(place) = place {
                // Who takes an answer back after the end goes on.
                runs[place].ended = false;
                runs[place].steps.push(step);
            }
        }
        Ok(())
    }
}
