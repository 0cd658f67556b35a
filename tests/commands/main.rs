//! The real program without a terminal: what goes to which stream, with which exit code, and what is kept.

mod asking;
mod exchanging;
#[path = "../support/home.rs"]
mod home;
mod hostile;
mod keeping;
mod likeness;
mod looking_up;
mod modes;
mod planning;
mod remembering;
mod shells;
mod writing;
