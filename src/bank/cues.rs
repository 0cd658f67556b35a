//! Words of an answer -> points ticked. It must not know the screen.
