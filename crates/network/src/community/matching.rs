//! Numbers of clusters that stay what they were in an earlier partition.

use std::{cmp::Reverse, collections::BTreeMap};

use rustc_hash::FxHashSet;

use crate::community::Partition;

/// A number for each cluster of `partition`, by the clusters that its vertices had `earlier` (`None`: not there).
///
/// Pairs of a cluster and an earlier one take each other in the order of the vertices that they share, most first, ties by the
/// earlier number, then by the cluster's own; so an earlier cluster that was cut in two gives its number to the larger part. The
/// clusters that are left take the numbers that are left, in their order. All numbers are below the number of clusters: an earlier
/// number that is not is given up.
///
/// Time `O(n log n)`.
///
/// # Panics
///
/// If `earlier` is not as long as the partition has vertices.
///
/// ```
/// use network::community::{Partition, matched};
/// let partition = Partition::new(&[7, 7, 7, 8, 8]);
/// assert_eq!(matched(&partition, &[Some(1), Some(1), None, Some(0), Some(1)]), [1, 0]);
/// ```
pub fn matched(partition: &Partition, earlier: &[Option<u32>]) -> Vec<u32> {
    let clusters = partition.clusters();
    assert_eq!(clusters.len(), earlier.len(), "an earlier cluster, or none, for every vertex");
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (&cluster, &earlier) in clusters.iter().zip(earlier) {
        if let Some(number) = earlier.filter(|&number| (number as usize) < partition.count()) {
            *shared.entry((number, cluster)).or_default() += 1;
        }
    }
    let mut pairs: Vec<((u32, u32), u32)> = shared.into_iter().collect();
    pairs.sort_by_key(|&(_, vertices)| Reverse(vertices));
    let mut number_of = vec![None; partition.count()];
    let mut taken = vec![false; partition.count()];
    for (number, cluster) in one_to_one(pairs.into_iter().map(|(pair, _)| pair)) {
        number_of[cluster as usize] = Some(number);
        taken[number as usize] = true;
    }
    let mut left = (0..partition.count() as u32).filter(|&number| !taken[number as usize]);
    let next = |number: Option<u32>| {
        number.unwrap_or_else(|| left.next().expect("there are as many numbers as clusters"))
    };
    number_of.into_iter().map(next).collect()
}

/// Of pairs in their order, those of which neither side was in one before.
pub(super) fn one_to_one(pairs: impl Iterator<Item = (u32, u32)>) -> impl Iterator<Item = (u32, u32)> {
    let (mut left, mut right) = (FxHashSet::default(), FxHashSet::default());
    pairs.filter(move |&(a, b)| {
        let free = !left.contains(&a) && !right.contains(&b);
        if free {
            left.insert(a);
            right.insert(b);
        }
        free
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_earlier_cluster_in_two_parts_gives_its_number_to_the_larger() {
        // Sizes 4, 3, 2; the earlier cluster 1 is in the first (1 vertex) and the second (2 vertices).
        let partition = Partition::new(&[0, 0, 0, 0, 1, 1, 1, 2, 2]);
        let earlier = [None, None, None, Some(1), Some(1), Some(1), None, Some(9), None];
        assert_eq!(matched(&partition, &earlier), [0, 1, 2]);
        let earlier = [Some(2), Some(2), None, Some(1), Some(1), Some(1), None, None, None];
        assert_eq!(matched(&partition, &earlier), [2, 1, 0]);
    }

    proptest! {
        #[test]
        fn numbers_are_a_permutation_and_come_back(
            labels in prop::collection::vec((0u32..6, prop::option::of(0u32..9)), 0..60),
        ) {
            let (labels, earlier): (Vec<_>, Vec<_>) = labels.into_iter().unzip();
            let partition = Partition::new(&labels);
            let mut numbers = matched(&partition, &earlier);
            // The same partition under other numbers gets these numbers back.
            let renamed: Vec<Option<u32>> =
                partition.clusters().iter().map(|&cluster| Some(numbers[cluster as usize])).collect();
            prop_assert_eq!(&matched(&partition, &renamed), &numbers);
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (0..partition.count() as u32).collect::<Vec<_>>());
        }
    }
}
