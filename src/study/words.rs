//! Text -> folded words, the same for filters and for the search index. It must not know either.
