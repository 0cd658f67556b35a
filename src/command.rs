//! The non-interactive commands, one file each.
