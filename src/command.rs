//! The commands that print and end, one file each. They must not know the screens.

pub mod check;
mod input;
pub mod report;
