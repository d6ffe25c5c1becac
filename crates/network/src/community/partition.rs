//! Partitions: every vertex in exactly one cluster.

use std::collections::BTreeSet;

use crate::Graph;
use crate::border;

/// Every vertex in one cluster, clusters numbered from 0 by size, the largest first, ties by smallest
/// vertex; none is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    clusters: Vec<u32>,
    sizes: Vec<u32>,
}

impl Partition {
    /// The partition in which vertices of one label share a cluster. Labels may be any numbers. Time `O(n
    /// log n)`.
    ///
    /// ```
    /// let partition = network::community::Partition::new(&[70, 9, 9, 5, 5]);
    /// assert_eq!(partition.clusters(), [2, 0, 0, 1, 1]);
    /// assert_eq!(partition.sizes(), [2, 2, 1]);
    /// ```
    pub fn new(labels: &[u32]) -> Self {
        let mut known = labels.to_vec();
        known.sort_unstable();
        known.dedup();
        let dense: Vec<u32> =
            labels.iter().map(|label| known.partition_point(|other| other < label) as u32).collect();
        let clusters = border::by_size(&dense);
        let mut sizes = vec![0; known.len()];
        for &cluster in &clusters {
            sizes[cluster as usize] += 1;
        }
        Self { clusters, sizes }
    }

    /// The cluster of each vertex.
    pub fn clusters(&self) -> &[u32] {
        &self.clusters
    }

    /// How many vertices each cluster has, descending.
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// How many clusters there are.
    pub fn count(&self) -> usize {
        self.sizes.len()
    }

    /// The vertices of each cluster, ascending.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members: Vec<Vec<u32>> =
            self.sizes.iter().map(|&size| Vec::with_capacity(size as usize)).collect();
        for (node, &cluster) in self.clusters.iter().enumerate() {
            members[cluster as usize].push(node as u32);
        }
        members
    }
}

/// Dissolves small clusters into their neighbours.
///
/// As long as a cluster with fewer than `min_size` vertices has a link to another cluster, the smallest
/// such cluster (among equals the one whose number is highest) joins the cluster it is linked to with the
/// largest total weight (among equals the one with the lowest number). Small clusters without a link
/// outside stay. Connected clusters stay connected.
///
/// Time `O((n + m) min_size)` at most, near `O(n + m)` in practice.
///
/// # Panics
///
/// If graph and partition differ in their number of vertices.
///
/// ```
/// use network::{Graph, Link, community::{Partition, merge_small}};
/// let link = |source, target, weight| Link { source, target, weight };
/// // 0–1–2 and a pendant 3; vertex 4 stands alone.
/// let graph = Graph::from_links(5, &[link(0, 1, 1.0), link(1, 2, 1.0), link(2, 3, 0.5)])?;
/// let merged = merge_small(&graph, &Partition::new(&[0, 0, 0, 1, 2]), 2);
/// assert_eq!(merged.clusters(), [0, 0, 0, 0, 1]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn merge_small(graph: &Graph, partition: &Partition, min_size: usize) -> Partition {
    assert_eq!(graph.nodes(), partition.clusters.len(), "graph and partition have the same vertices");
    let mut clusters = partition.clusters.clone();
    let mut members = partition.members();
    let mut waiting: BTreeSet<(usize, std::cmp::Reverse<u32>)> = (0..members.len() as u32)
        .map(|cluster| (members[cluster as usize].len(), std::cmp::Reverse(cluster)))
        .filter(|&(size, _)| size < min_size)
        .collect();
    let mut links = crate::community::aggregation::Sums::new(members.len());
    while let Some((_, std::cmp::Reverse(small))) = waiting.pop_first() {
        for &node in &members[small as usize] {
            for (neighbour, weight) in graph.links_of(node as usize) {
                if clusters[neighbour] != small {
                    links.add(clusters[neighbour], weight);
                }
            }
        }
        let strongest = links
            .touched()
            .iter()
            .copied()
            .max_by(|&a, &b| links.of(a).total_cmp(&links.of(b)).then(b.cmp(&a)));
        links.clear();
        if let Some(target) = strongest {
            let joining = std::mem::take(&mut members[small as usize]);
            for &node in &joining {
                clusters[node as usize] = target;
            }
            let host = &mut members[target as usize];
            waiting.remove(&(host.len(), std::cmp::Reverse(target)));
            host.extend(joining);
            if host.len() < min_size {
                waiting.insert((host.len(), std::cmp::Reverse(target)));
            }
        }
    }
    Partition::new(&clusters)
}

/// Renumbers labels below the number of vertices so that none is skipped, in the order of the old numbers;
/// returns how many there are.
pub(super) fn close_gaps(labels: &mut [u32]) -> usize {
    let mut numbers = vec![0u32; labels.len()];
    for &label in &*labels {
        numbers[label as usize] = 1;
    }
    let mut count = 0;
    for number in &mut numbers {
        let used = *number;
        *number = count;
        count += used;
    }
    for label in labels {
        *label = numbers[*label as usize];
    }
    count as usize
}

/// Splits every cluster into its connected pieces. Labels are vertices' numbers afterwards: the first
/// vertex of the piece.
pub(super) fn connected(graph: &Graph, clusters: &[u32]) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let mut pieces = vec![UNSEEN; clusters.len()];
    let mut ahead = Vec::new();
    for first in 0..clusters.len() {
        if pieces[first] != UNSEEN {
            continue;
        }
        pieces[first] = first as u32;
        ahead.push(first);
        while let Some(node) = ahead.pop() {
            for &neighbour in graph.neighbours(node) {
                let neighbour = neighbour as usize;
                if pieces[neighbour] == UNSEEN && clusters[neighbour] == clusters[node] {
                    pieces[neighbour] = first as u32;
                    ahead.push(neighbour);
                }
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    #[test]
    fn clusters_are_numbered_by_size_then_smallest_vertex() {
        let partition = Partition::new(&[4_000_000_000, 8, 8, 1, 1, 8]);
        assert_eq!(partition.clusters(), [2, 0, 0, 1, 1, 0]);
        assert_eq!(partition.members(), [vec![1, 2, 5], vec![3, 4], vec![0]]);
        assert_eq!(Partition::new(&[]).count(), 0);
    }

    #[test]
    fn gaps_close_in_the_order_of_the_numbers() {
        let mut labels = [5, 2, 5, 0, 4, 4];
        assert_eq!(close_gaps(&mut labels), 4);
        assert_eq!(labels, [3, 1, 3, 0, 2, 2]);
    }

    #[test]
    fn a_cluster_is_split_where_it_does_not_hang_together() {
        let graph = from_edges(5, &graphs::path(5));
        assert_eq!(connected(&graph, &[1, 0, 1, 1, 0]), [0, 1, 2, 2, 4]);
    }

    #[test]
    fn small_clusters_join_where_the_links_are_strongest() {
        // 0–1–2 = 3–4–5, vertex 6 with links to both sides.
        let mut edges = graphs::path(6);
        edges.extend([(6, 0, 0.5), (6, 1, 0.5), (6, 5, 0.9)]);
        let graph = from_edges(7, &edges);
        let partition = Partition::new(&[0, 0, 0, 1, 1, 1, 2]);
        assert_eq!(merge_small(&graph, &partition, 1), partition);
        assert_eq!(merge_small(&graph, &partition, 2).clusters(), [0, 0, 0, 1, 1, 1, 0]);
    }

    #[test]
    fn small_clusters_may_join_each_other_first() {
        // A chain of pairs: the last pair joins the one before it, and both are then large enough.
        let mut edges = graphs::path(6);
        edges[1].2 = 0.1;
        edges[3].2 = 0.2;
        let merged = merge_small(&from_edges(6, &edges), &Partition::new(&[0, 0, 1, 1, 2, 2]), 3);
        assert_eq!(merged.clusters(), [0; 6], "the first pair is then too small alone");
        let merged = merge_small(&from_edges(8, &edges), &Partition::new(&[0, 0, 0, 1, 2, 2, 3, 4]), 3);
        assert_eq!(
            merged.clusters(),
            [0, 0, 0, 0, 0, 0, 1, 2],
            "3 goes first, then 4 and 5; 6 and 7 have no links"
        );
    }
}
