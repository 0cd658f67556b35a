//! A program that does nothing: what starting and ending any program takes. It must not do more.

fn main() {}
