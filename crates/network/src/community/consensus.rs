//! What several runs agree upon.
//!
//! Lancichinetti, Fortunato (2012), "Consensus clustering in complex networks", Scientific Reports 2:336: how
//! often runs of a randomised algorithm put vertices together tells which clusters are in the data.

use rustc_hash::FxHashMap;

use crate::Graph;
use crate::community::partition::{self, Partition};

/// The stability of each vertex, 0 to 1: the share of runs that put it where they put most of its cluster.
///
/// For a vertex in cluster `C` of `partition`, a run agrees if the vertex is in that cluster of the run which
/// holds more of the vertices of `C` than any other (the one with the lower number, where two hold as many). 1
/// means that every run keeps the vertex with the core of its cluster, 1/2 that every other run takes it
/// elsewhere. A run that joins two clusters into one agrees with both.
///
/// `runs` has the cluster of each vertex for each run, any numbers; with no run the result is 1. Time and space
/// `O(n)` a run.
///
/// # Panics
///
/// If a run has fewer vertices than the partition.
///
/// ```
/// use network::community::{Partition, stability};
/// // Vertex 3 goes with the others in one run of two.
/// let partition = Partition::new(&[0, 0, 0, 0]);
/// let runs = [vec![5, 5, 5, 5], vec![1, 1, 1, 2]];
/// assert_eq!(stability(&partition, &runs), [1.0, 1.0, 1.0, 0.5]);
/// ```
pub fn stability(partition: &Partition, runs: &[Vec<u32>]) -> Vec<f64> {
    let clusters = partition.clusters();
    let mut agreeing = vec![0u32; clusters.len()];
    for run in runs {
        let host = hosts(partition, run);
        for (node, &cluster) in clusters.iter().enumerate() {
            agreeing[node] += u32::from(run[node] == host[cluster as usize]);
        }
    }
    let all = runs.len().max(1) as f64;
    agreeing.iter().map(|&runs_that| if runs.is_empty() { 1.0 } else { f64::from(runs_that) / all }).collect()
}

/// The cluster of a run that holds most of each cluster of a partition.
fn hosts(partition: &Partition, run: &[u32]) -> Vec<u32> {
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for (&cluster, &other) in partition.clusters().iter().zip(run) {
        *shared.entry((cluster, other)).or_default() += 1;
    }
    let mut most = vec![(0u32, 0u32); partition.count()]; // how many, and in which cluster of the run
    for (&cluster, &other) in partition.clusters().iter().zip(run) {
        let held = shared[&(cluster, other)];
        let (largest, host) = &mut most[cluster as usize];
        if held > *largest || (held == *largest && other < *host) {
            (*largest, *host) = (held, other);
        }
    }
    most.into_iter().map(|(_, host)| host).collect()
}

/// The connected groups of vertices that all runs put together: the group of each vertex, numbered without gaps,
/// and how many there are. Time `O(n)` a run and `O(n + m)`.
pub(super) fn together<'a>(graph: &Graph, runs: impl Iterator<Item = &'a [u32]>) -> (Vec<u32>, usize) {
    let mut groups = vec![0u32; graph.nodes()];
    for run in runs {
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (group, &cluster) in groups.iter_mut().zip(run) {
            let next = numbers.len() as u32;
            *group = *numbers.entry((*group, cluster)).or_insert(next);
        }
    }
    let mut groups = partition::connected(graph, &groups);
    let count = partition::close_gaps(&mut groups);
    (groups, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    #[test]
    fn stability_by_hand() {
        let partition = Partition::new(&[0, 0, 0, 1, 1, 2]);
        let runs = [
            vec![0, 0, 0, 1, 1, 2], // the same
            vec![4, 4, 4, 4, 4, 4], // all in one: nobody is parted from its cluster
            vec![7, 7, 1, 1, 1, 1], // 2 goes over
            vec![0, 1, 2, 3, 4, 5], // ties: the lower number is the host
        ];
        assert_eq!(stability(&partition, &runs), [1.0, 0.75, 0.5, 1.0, 0.75, 1.0]);
        assert_eq!(stability(&partition, &[]), [1.0; 6]);
    }

    #[test]
    fn groups_are_together_in_every_run_and_connected() {
        // A path of six: {0 1 2 | 3 4 5}, then {0 1 | 2 3 4 | 5} and, 5 being with 0, pieces that do not hang together.
        let graph = from_edges(6, &graphs::path(6));
        let runs = [[0, 0, 0, 1, 1, 1], [0, 0, 2, 2, 2, 0]];
        let (groups, count) = together(&graph, runs.iter().map(|run| &run[..]));
        assert_eq!((groups, count), (vec![0, 0, 1, 2, 2, 3], 4));
        let apart = [[0, 1, 0, 1, 0, 1]];
        assert_eq!(together(&graph, apart.iter().map(|run| &run[..])).1, 6);
    }

    proptest! {
        #[test]
        fn numbers_of_a_run_mean_nothing_but_for_ties(
            clusters in prop::collection::vec(0u32..3, 15),
            run in prop::collection::vec(0u32..4, 15),
        ) {
            let partition = Partition::new(&clusters);
            let raised: Vec<u32> = run.iter().map(|cluster| cluster + 70).collect();
            let values = stability(&partition, &[run, raised]);
            prop_assert!(values.iter().all(|&value| value == 0.0 || value == 1.0));
            // Every cluster has a core that agrees, of at least its share of four.
            for (members, size) in partition.members().iter().zip(partition.sizes()) {
                let core = members.iter().filter(|&&node| values[node as usize] == 1.0).count();
                prop_assert!(core * 4 >= *size as usize);
            }
        }
    }
}
