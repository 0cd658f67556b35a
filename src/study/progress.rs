//! What the log says about one card. It must not know the library.
