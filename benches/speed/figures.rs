//! Figures: samples of a time, what was promised of them, and the table that holds both. It must not know how they were taken.

use std::fmt::Write;
use std::time::Duration;

/// Times of one thing, in the order in which they were taken.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The time that so many in a hundred do not exceed (nearest rank); nothing without samples.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// How much longer this took than the yardstick, median against median.
    pub fn ratio(&self, yardstick: &Samples) -> f64 {
        self.median().as_secs_f64() / yardstick.median().as_secs_f64()
    }
}

impl FromIterator<Duration> for Samples {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Samples {
        Samples(times.into_iter().collect())
    }
}

/// At most this; DESIGN calls it a promise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Promise {
    /// The median, as a multiple of the yardstick's.
    Times(f64),
    Median(Duration),
    Percentile99(Duration),
}

impl Promise {
    fn is_kept(self, samples: &Samples, yardstick: Option<&Samples>) -> bool {
        match self {
            Promise::Times(most) => yardstick.is_some_and(|yardstick| samples.ratio(yardstick) <= most),
            Promise::Median(most) => samples.median() <= most,
            Promise::Percentile99(most) => samples.percentile(99) <= most,
        }
    }

    fn words(self) -> String {
        match self {
            Promise::Times(most) => format!("{most} x"),
            Promise::Median(most) => format!("p50 {}", time(most)),
            Promise::Percentile99(most) => format!("p99 {}", time(most)),
        }
    }
}

/// What the program does beside what a program takes that does nothing.
#[derive(Debug, Clone)]
pub struct Timed {
    pub what: String,
    pub samples: Samples,
    pub yardstick: Option<Samples>,
    pub promises: Vec<Promise>,
}

/// A figure that is no time; without a promise it is only told.
#[derive(Debug, Clone)]
pub struct Counted {
    pub what: String,
    pub found: f64,
    pub most: Option<f64>,
    pub unit: &'static str,
}

/// Both tables, and how many promises were missed.
pub fn tables(timed: &[Timed], counted: &[Counted]) -> (String, usize) {
    let head = ["what", "runs", "median", "p10 to p90", "p99", "yardstick", "its p99", "ratio", "promised", ""];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(timed.iter().map(row_of_times));
    let mut counts = vec![["what", "found", "promised", ""].map(str::to_owned).to_vec()];
    counts.extend(counted.iter().map(row_of_counts));
    let missed = rows.iter().chain(&counts).filter(|row| row.last().is_some_and(|verdict| verdict == MISSED)).count();
    (format!("{}\n{}", aligned(&rows), aligned(&counts)), missed)
}

const KEPT: &str = "kept";
const MISSED: &str = "missed";

fn row_of_times(timed: &Timed) -> Vec<String> {
    let Timed { what, samples, yardstick, promises } = timed;
    let yardstick = yardstick.as_ref();
    let kept = promises.iter().all(|promise| promise.is_kept(samples, yardstick));
    let promised: Vec<String> = promises.iter().map(|promise| promise.words()).collect();
    vec![
        what.clone(),
        samples.len().to_string(),
        time(samples.median()),
        format!("{} to {}", time(samples.percentile(10)), time(samples.percentile(90))),
        time(samples.percentile(99)),
        yardstick.map(|yardstick| time(yardstick.median())).unwrap_or_default(),
        yardstick.map(|yardstick| time(yardstick.percentile(99))).unwrap_or_default(),
        yardstick.map(|yardstick| format!("{:.2} x", samples.ratio(yardstick))).unwrap_or_default(),
        promised.join(", "),
        verdict(!promises.is_empty(), kept),
    ]
}

fn row_of_counts(counted: &Counted) -> Vec<String> {
    let Counted { what, found, most, unit } = counted;
    let of = |figure: f64| {
        let decimals = if figure.fract() == 0.0 { 0 } else { 1 };
        format!("{figure:.decimals$} {unit}").trim_end().to_owned()
    };
    vec![
        what.clone(),
        of(*found),
        most.map(of).unwrap_or_default(),
        verdict(most.is_some(), most.is_none_or(|most| *found <= most)),
    ]
}

fn verdict(is_promised: bool, is_kept: bool) -> String {
    match (is_promised, is_kept) {
        (false, _) => "",
        (true, true) => KEPT,
        (true, false) => MISSED,
    }
    .to_owned()
}

/// In the unit in which it has two or three digits before the point, or two after it.
fn time(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    match milliseconds {
        0.0..10.0 => format!("{milliseconds:.2} ms"),
        10.0..1000.0 => format!("{milliseconds:.1} ms"),
        _ => format!("{:.2} s", milliseconds / 1000.0),
    }
}

/// Columns under each other: the first begins on the left, the others end on the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = format!("{:<1$}", row[0], widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            // Writing to a text cannot fail.
            let _ = write!(line, "  {cell:>width$}");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
