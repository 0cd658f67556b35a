//! The loop: draw; wait for the terminal, a signal or the next tick; update; run effects.
