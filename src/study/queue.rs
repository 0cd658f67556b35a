//! Which card comes next. It must not know the clock or the screen.
