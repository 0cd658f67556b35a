//! Comparisons: `>=intermediate`, `4..7`. They must not know what is compared.

use std::fmt;

/// Values that one comparison allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound<T> {
    Exactly(T),
    AtLeast(T),
    AtMost(T),
    Above(T),
    Below(T),
    /// Both ends belong to it.
    Between(T, T),
}

impl<T: PartialOrd> Bound<T> {
    pub fn allows(&self, value: &T) -> bool {
        match self {
            Bound::Exactly(wanted) => value == wanted,
            Bound::AtLeast(least) => value >= least,
            Bound::AtMost(most) => value <= most,
            Bound::Above(limit) => value > limit,
            Bound::Below(limit) => value < limit,
            Bound::Between(least, most) => value >= least && value <= most,
        }
    }
}

impl<T> Bound<T> {
    /// The same comparison of other values.
    pub fn map<U>(self, each: impl Fn(T) -> U) -> Bound<U> {
        match self {
            Bound::Exactly(value) => Bound::Exactly(each(value)),
            Bound::AtLeast(value) => Bound::AtLeast(each(value)),
            Bound::AtMost(value) => Bound::AtMost(each(value)),
            Bound::Above(value) => Bound::Above(each(value)),
            Bound::Below(value) => Bound::Below(each(value)),
            Bound::Between(least, most) => Bound::Between(each(least), each(most)),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Bound<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Exactly(value) => write!(f, "{value}"),
            Bound::AtLeast(value) => write!(f, ">={value}"),
            Bound::AtMost(value) => write!(f, "<={value}"),
            Bound::Above(value) => write!(f, ">{value}"),
            Bound::Below(value) => write!(f, "<{value}"),
            Bound::Between(least, most) => write!(f, "{least}..{most}"),
        }
    }
}
