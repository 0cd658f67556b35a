//! A few child processes at a time, each with a limit to its time. It must not know what they run.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A child that runs for longer is stopped.
pub const LIMIT: Duration = Duration::from_secs(2);

/// Children are looked after this often. Their time is counted in such waits, so that a machine under load, which makes
/// waits longer, does not make children late.
const WAIT: Duration = Duration::from_millis(4);

/// No more is read of what a child writes.
const MOST_BYTES: u64 = 1 << 20;

pub struct Job {
    pub command: Command,
}

/// How a child ended.
#[derive(Debug)]
pub struct Ended {
    /// `None` when it was stopped for its time; -1 when a signal ended it.
    pub status: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

struct Running {
    /// The position of its job.
    job: usize,
    child: Child,
    /// Files, not pipes: a full pipe would stop a child that nobody reads.
    stdout: File,
    stderr: File,
    waits: u32,
}

/// Runs all jobs, as many at a time as there are processors; the results stand in the order of the jobs.
pub fn run_all(jobs: Vec<Job>) -> Vec<io::Result<Ended>> {
    let at_once = std::thread::available_parallelism().map_or(2, usize::from);
    let mut results: Vec<Option<io::Result<Ended>>> = jobs.iter().map(|_| None).collect();
    let mut waiting = jobs.into_iter().enumerate();
    let mut running: Vec<Running> = Vec::new();
    loop {
        while running.len() < at_once {
            let Some((job, Job { command })) = waiting.next() else { break };
            match start(job, command) {
                Ok(child) => running.push(child),
                Err(error) => results[job] = Some(Err(error)),
            }
        }
        if running.is_empty() {
            break;
        }
        let mut left = Vec::new();
        for mut child in running {
            match child.look() {
                None => left.push(child),
                Some(ended) => results[child.job] = Some(ended),
            }
        }
        running = left;
        if running.len() == at_once || (waiting.len() == 0 && !running.is_empty()) {
            std::thread::sleep(WAIT);
        }
    }
    results.into_iter().map(|result| result.unwrap_or_else(|| Err(io::Error::other("it was not started")))).collect()
}

fn start(job: usize, mut command: Command) -> io::Result<Running> {
    let (stdout, stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let child = command.stdin(Stdio::null()).stdout(stdout.try_clone()?).stderr(stderr.try_clone()?).spawn()?;
    Ok(Running { job, child, stdout, stderr, waits: 0 })
}

impl Running {
    /// What it came to, once it ended or its time is over.
    fn look(&mut self) -> Option<io::Result<Ended>> {
        let status = match self.child.try_wait() {
            Err(error) => return Some(Err(error)),
            Ok(Some(status)) => Some(status.code().unwrap_or(-1)),
            Ok(None) if WAIT * self.waits < LIMIT => {
                self.waits += 1;
                return None;
            }
            Ok(None) => {
                if let Err(error) = self.child.kill().and_then(|()| self.child.wait()) {
                    return Some(Err(error));
                }
                None
            }
        };
        Some(self.output().map(|(stdout, stderr)| Ended { status, stdout, stderr }))
    }

    fn output(&mut self) -> io::Result<(Vec<u8>, Vec<u8>)> {
        Ok((read(&mut self.stdout)?, read(&mut self.stderr)?))
    }
}

fn read(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
