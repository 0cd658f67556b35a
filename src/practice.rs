//! Begin, record, undo: joins study and library for both front ends.
