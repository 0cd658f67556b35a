//! The user's library: SQLite with cards, search index, kept counts and the log; the only SQL in the tree.
