//! The Python interpreters at hand, and what a block of code prints under them.
