//! FSRS: memory, due day, recall at a date. It must not know the log.
