//! Elapsed time that can stand still. It must not know what it measures.

/// Milliseconds on a clock that never goes back and means nothing by itself; only differences count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// Milliseconds since `earlier`; 0 where `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stopwatch {
    gathered_ms: u64,
    running_since: Option<Timestamp>,
}

impl Stopwatch {
    pub fn start(&mut self, now: Timestamp) {
        self.running_since.get_or_insert(now);
    }

    pub fn stop(&mut self, now: Timestamp) {
        self.gathered_ms = self.elapsed_ms(now);
        self.running_since = None;
    }

    /// One that stands still and has measured so much already.
    pub fn gathered(milliseconds: u64) -> Stopwatch {
        Stopwatch { gathered_ms: milliseconds, running_since: None }
    }

    pub fn elapsed_ms(&self, now: Timestamp) -> u64 {
        self.gathered_ms.saturating_add(self.running_since.map_or(0, |since| now.since(since)))
    }
}
