//! The query language: text -> Filter, and what a filter matches. It must not know SQL.
