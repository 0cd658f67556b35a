//! The rules that shipped cards keep. It must not know how cards are read or run.
