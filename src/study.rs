//! Study: what to ask, how to judge it, what follows. Pure: time and randomness are arguments, and nothing is read or written.

pub mod alike;
pub mod event;
pub mod filter;
pub mod grading;
pub mod plan;
pub mod progress;
pub mod queue;
pub mod ranking;
pub mod readiness;
pub mod run;
pub mod schedule;
pub mod session;
pub mod statistics;
pub mod target;
pub mod ties;
pub mod ways;
pub mod words;
