//! qbank: question pages in, a question bank out, timed sessions in the terminal, and a log from which all progress follows.
//!
//! The floors, each importing only downward (`tests/layers.rs` enforces it): 0 [`bank`] and [`parse`]; 1 [`study`];
//! 2 the world (`library`, `practice`, `python`, `editor`, `config`, `duration`, `paths`, `clock`); 3 the front ends (`tui`, `command`); 4 `cli`.

pub mod bank;
pub mod parse;

pub mod study;

mod clock;
mod config;
mod duration;
mod editor;
mod library;
mod paths;
mod practice;
mod python;

mod command;
mod tui;

mod cli;

pub use cli::run;
