//! Text -> (bank, report): lines with positions, one module per layout. It must not know files or the library.
