//! Lists in an order of their own. All of them are sorted by one function, for a sort is a large piece of a program and each kind
//! of item would get a copy of it. It must not know what is in the lists.

use std::cmp::Ordering;

/// `items` in the order that `compare` says; equal ones stay as they stood.
pub fn ranked<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(items.len(), &|one, other| compare(&items[one], &items[other]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| items[place].take()).collect()
}

/// The value that half of the values do not exceed: the lower one of the two in the middle.
pub fn median(values: &[u64]) -> Option<u64> {
    let middle = values.len().checked_sub(1)? / 2;
    let order = order(values.len(), &|one, other| values[one].cmp(&values[other]));
    order.get(middle).map(|place| values[*place])
}

/// The places from 0 to `count` in their order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::{median, ranked};

    #[test]
    fn equal_items_stay_as_they_stood() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let ranked: String = ranked(items, |one, other| one.0.cmp(&other.0)).into_iter().map(|item| item.1).collect();
        assert_eq!(ranked, "dbeac");
    }

    #[test]
    fn the_median_is_the_lower_one_of_the_middle() {
        for (values, expected) in
            [(&[][..], None), (&[7], Some(7)), (&[9, 1], Some(1)), (&[5, 1, 9], Some(5)), (&[4, 3, 2, 1], Some(2))]
        {
            assert_eq!(median(values), expected, "{values:?}");
        }
    }
}
