//! The clusters that other settings or another graph give, beside those that were chosen.

use std::{cmp::Reverse, collections::BTreeMap};

use parallel::Progress;

use crate::Graph;
use crate::community::adjusted_mutual_information;
use crate::community::consensus;
use crate::community::leiden::{CommunityError, LeidenSettings, leiden};
use crate::community::matching;
use crate::community::partition::{Partition, merge_small};
use crate::community::quality::{Quality, quality};

/// Clusters that were found another way, compared with chosen ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The clusters.
    pub partition: Partition,
    /// Their modularity at resolution 1, in the graph that they were found in.
    pub modularity: f64,
    /// The mean stability of the vertices over the starts ([`stability`](consensus::stability)); `None` with a single start.
    pub stability: Option<f64>,
    /// Adjusted mutual information with the chosen clusters: 1 for the same, about 0 for unrelated ones.
    pub agreement: f64,
    /// Vertices that are not in the cluster that was [paired](moved) with theirs.
    pub moved: usize,
}

/// Clusters of `graph` by `settings`, those below `min_size` merged, compared with the `chosen` cluster of each vertex.
///
/// Time and space are those of [`leiden`] and of [`adjusted_mutual_information`].
///
/// # Errors
///
/// As [`leiden`].
///
/// # Panics
///
/// If `chosen` is not as long as the graph has vertices.
///
/// ```
/// use network::{Graph, Link, community::{LeidenSettings, variant}};
/// // Two triangles that were one cluster.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(6, &[link(0, 1), link(1, 2), link(2, 0), link(3, 4), link(4, 5), link(5, 3)])?;
/// let found = variant(&graph, &[0; 6], &LeidenSettings::default(), 1, &parallel::Progress::none())?;
/// assert_eq!((found.partition.count(), found.modularity, found.agreement, found.moved), (2, 0.5, 0.0, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn variant(
    graph: &Graph,
    chosen: &[u32],
    settings: &LeidenSettings,
    min_size: usize,
    progress: &Progress,
) -> Result<Variant, CommunityError> {
    let found = leiden(graph, settings, progress)?;
    let partition = merge_small(graph, &found.partition, min_size);
    let all = chosen.len() as f64;
    let stability = (settings.starts > 1 && !chosen.is_empty())
        .then(|| consensus::stability(&partition, &found.starts).iter().sum::<f64>() / all);
    let agreement = adjusted_mutual_information(chosen, partition.clusters());
    Ok(Variant {
        modularity: quality(graph, partition.clusters(), Quality::Modularity, 1.0),
        stability,
        agreement: agreement.expect("a chosen cluster for every vertex"),
        moved: moved(chosen, partition.clusters()),
        partition,
    })
}

/// How many vertices two partitions do not put into the same cluster, where clusters are paired one to one: those that
/// share most vertices first, ties by number.
///
/// So of a cluster that was cut in two, the smaller part has moved. Time `O(n log n)`.
///
/// # Panics
///
/// If the partitions differ in length.
///
/// ```
/// use network::community::variant::moved;
/// assert_eq!(moved(&[0, 0, 0, 1, 1], &[7, 7, 7, 2, 2]), 0);
/// assert_eq!(moved(&[0, 0, 0, 0, 0], &[0, 0, 0, 1, 1]), 2);
/// ```
pub fn moved(a: &[u32], b: &[u32]) -> usize {
    assert_eq!(a.len(), b.len(), "two partitions of the same vertices");
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (&a, &b) in a.iter().zip(b) {
        *shared.entry((a, b)).or_default() += 1;
    }
    let mut pairs: Vec<((u32, u32), u32)> = shared.into_iter().collect();
    pairs.sort_by_key(|&(_, vertices)| Reverse(vertices));
    let vertices: BTreeMap<(u32, u32), u32> = pairs.iter().copied().collect();
    let together: u32 =
        matching::one_to_one(pairs.iter().map(|&(pair, _)| pair)).map(|pair| vertices[&pair]).sum();
    a.len() - together as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Link;

    /// A ring of cliques, each tied to the next by one link: the graph for which Fortunato and Barthélemy (2007), "Resolution
    /// limit in community detection", work out by hand where modularity joins neighbours.
    fn ring(cliques: u32, size: u32) -> Graph {
        let mut links = Vec::new();
        for clique in 0..cliques {
            let first = clique * size;
            for a in 0..size {
                for b in a + 1..size {
                    links.push(Link { source: first + a, target: first + b, weight: 1.0 });
                }
            }
            links.push(Link { source: first, target: (first + size + 1) % (cliques * size), weight: 1.0 });
        }
        Graph::from_links((cliques * size) as usize, &links).unwrap()
    }

    /// At 30 cliques of 5 modularity is highest with pairs of cliques (0.888 against 0.876 of single ones, their figures);
    /// at twice the resolution single cliques win: 0.909 − 2 / 30 > 0.955 − 2 / 15.
    #[test]
    fn the_resolution_limit_of_a_ring_of_cliques() {
        let graph = ring(30, 5);
        let single: Vec<u32> = (0..150).map(|vertex| vertex / 5).collect();
        let at = |resolution| {
            let settings = LeidenSettings { resolution, ..LeidenSettings::default() };
            variant(&graph, &single, &settings, 1, &Progress::none()).unwrap()
        };
        let (one, two) = (at(1.0), at(2.0));
        assert_eq!((two.partition.count(), two.moved), (30, 0));
        assert!((two.modularity - 0.876).abs() < 5e-4 && two.agreement > 1.0 - 1e-12, "{}", two.modularity);
        // Pairs, but where they do not come out even: a pair moves one of its cliques.
        let pairs = 30 - one.partition.count();
        assert!(pairs >= 13 && one.moved == 5 * pairs, "{pairs} {}", one.moved);
        assert!(one.modularity > 0.886 && one.modularity < 0.8885, "{}", one.modularity);
        assert_eq!(one.stability.map(|stability| stability > 0.5), Some(true));
    }

    #[test]
    fn the_smaller_part_of_what_was_cut_has_moved() {
        // Cluster 0 of four is cut into 3 + 1, cluster 1 of three loses one to the part of one.
        assert_eq!(moved(&[0, 0, 0, 0, 1, 1, 1], &[5, 5, 5, 6, 6, 8, 8]), 2);
        // Two that swap numbers have not.
        assert_eq!(moved(&[0, 0, 1, 1], &[1, 1, 0, 0]), 0);
        assert_eq!(moved(&[], &[]), 0);
    }

    proptest! {
        #[test]
        fn nobody_moves_to_the_same_partition_and_the_count_goes_both_ways(
            labels in prop::collection::vec((0u32..5, 0u32..5), 0..40),
        ) {
            let (a, b): (Vec<u32>, Vec<u32>) = labels.into_iter().unzip();
            let renamed: Vec<u32> = a.iter().map(|&label| 9 - label).collect();
            prop_assert_eq!(moved(&a, &renamed), 0);
            // Each vertex alone: every cluster keeps one.
            let alone: Vec<u32> = (0..a.len() as u32).collect();
            prop_assert_eq!(moved(&a, &alone), a.len() - Partition::new(&a).count());
            prop_assert!(moved(&a, &b) < a.len().max(1));
        }
    }
}
