//! The only read of the clock.
