//! The non-interactive commands, one file each.

pub mod check;
