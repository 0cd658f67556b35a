//! clap types and dispatch; the only clap in the tree.
