//! Clusters within clusters.

use std::borrow::Cow;

use crate::Graph;
use crate::community::aggregation::{Groups, Level};
use crate::community::leiden::{CommunityError, LeidenSettings, check};
use crate::community::partition::{Partition, connected, merge_small};
use crate::community::run::Run;

/// Runs inside clusters take random numbers that no run on the whole graph takes.
const NUMBERS: u64 = 1 << 32;

/// Splits each cluster at a higher resolution: the sub-cluster of each vertex, numbered from 0 within its
/// cluster, the largest first, ties by smallest vertex.
///
/// Each cluster is split on its own by one start of Leiden, with the quality and the resolution of `settings`
/// as they are on the whole graph: a vertex weighs what it weighs there, so that one resolution means the same
/// in every cluster. Links between clusters do not count, which is why sub-clusters never reach across; each is
/// connected. Sub-clusters with fewer than `min_size` vertices then join a neighbour in their cluster as in
/// [`merge_small`].
///
/// Clusters run in parallel; the result depends on the seed, not on threads. Time `O(m)` an iteration, space
/// `O(n + m)`.
///
/// # Errors
///
/// As [`leiden`](crate::community::leiden()).
///
/// # Panics
///
/// If graph and partition differ in their number of vertices.
///
/// ```
/// use network::{Graph, Link, community::{LeidenSettings, Partition, subclusters}};
/// // Two triangles and a bridge, in one cluster.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let links = [link(0, 1), link(1, 2), link(2, 0), link(2, 3), link(3, 4), link(4, 5), link(5, 3)];
/// let graph = Graph::from_links(6, &links)?;
/// let inner = subclusters(&graph, &Partition::new(&[0; 6]), &LeidenSettings::default(), 1)?;
/// assert_eq!(inner, [0, 0, 0, 1, 1, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn subclusters(
    graph: &Graph,
    partition: &Partition,
    settings: &LeidenSettings,
    min_size: usize,
) -> Result<Vec<u32>, CommunityError> {
    check(settings)?;
    let clusters = partition.clusters();
    assert_eq!(graph.nodes(), clusters.len(), "graph and partition have the same vertices");
    let groups = Groups::new(clusters, partition.count());
    let place = groups.places();
    let weights = settings.quality.node_weights(graph);
    let objective = settings.quality.objective(graph, settings.resolution);
    let split = parallel::chunks::map(partition.count(), 1, |range| {
        let members = groups.members(range.start);
        let inside = inside(graph, clusters, members, &place);
        let level = Level {
            graph: Cow::Borrowed(&inside),
            node_weights: members.iter().map(|&node| weights[node as usize]).collect(),
            loops: vec![0.0; members.len()],
        };
        let number = NUMBERS + range.start as u64;
        let found = Run { level: &level, objective, seed: settings.seed, number }
            .begin(settings.max_iterations, || ());
        merge_small(&inside, &Partition::new(&connected(&inside, &found.clusters)), min_size)
    });
    let mut inner = vec![0; clusters.len()];
    for (cluster, part) in split.iter().enumerate() {
        for (&node, &sub) in groups.members(cluster).iter().zip(part.clusters()) {
            inner[node as usize] = sub;
        }
    }
    Ok(inner)
}

/// The graph of the members of one cluster, in their order. `place` has the place of each vertex among the
/// members of its cluster.
fn inside(graph: &Graph, clusters: &[u32], members: &[u32], place: &[u32]) -> Graph {
    let mut inside = Graph { offsets: vec![0], targets: Vec::new(), weights: Vec::new() };
    for &member in members {
        let cluster = clusters[member as usize];
        for (neighbour, weight) in graph.links_of(member as usize) {
            if clusters[neighbour] == cluster {
                inside.targets.push(place[neighbour]);
                inside.weights.push(weight);
            }
        }
        inside.offsets.push(inside.targets.len());
    }
    inside
}

#[cfg(test)]
mod tests {
    use parallel::{Progress, with_threads};
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::community::{Quality, adjusted_rand_index, leiden};

    #[test]
    fn groups_planted_in_groups_are_found() {
        // Four groups of 4 × 25: dense within 25, sparser within 100, sparse elsewhere.
        let mut edges = Vec::new();
        for outer in 0..4 {
            edges.extend(
                graphs::planted(4, 25, 0.7, 0.15, outer)
                    .iter()
                    .map(|&(a, b, weight)| (a + 100 * outer as u32, b + 100 * outer as u32, weight)),
            );
        }
        edges.extend(graphs::random(400, 0.01, 9).into_iter().filter(|&(a, b, _)| a / 100 != b / 100));
        let graph = from_edges(400, &edges);
        let outer = leiden(&graph, &LeidenSettings::default(), &Progress::none()).unwrap().partition;
        let truth: Vec<u32> = (0..400).map(|node| node / 100).collect();
        assert_eq!(adjusted_rand_index(outer.clusters(), &truth), Ok(1.0));
        let settings = LeidenSettings { resolution: 4.0, ..Default::default() };
        let inner = subclusters(&graph, &outer, &settings, 1).unwrap();
        let both: Vec<u32> =
            outer.clusters().iter().zip(&inner).map(|(cluster, sub)| cluster * 1000 + sub).collect();
        let truth: Vec<u32> = (0..400).map(|node| node / 25).collect();
        assert!(adjusted_rand_index(&both, &truth).unwrap() > 0.98, "{both:?}");
        let small = subclusters(&graph, &outer, &settings, 26).unwrap();
        let mut sizes = vec![0; 4000];
        for (&cluster, &sub) in outer.clusters().iter().zip(&small) {
            sizes[cluster as usize * 1000 + sub as usize] += 1;
        }
        assert!(sizes.iter().all(|&size| size == 0 || size >= 26), "{sizes:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn sub_clusters_are_connected_numbered_by_size_and_the_same_on_every_number_of_threads(
            seed: u64,
            clusters in prop::collection::vec(0u32..4, 40),
            cpm: bool,
        ) {
            let graph = from_edges(40, &graphs::random(40, 0.1, seed));
            let partition = Partition::new(&clusters);
            let quality = if cpm { Quality::Cpm } else { Quality::Modularity };
            let settings = LeidenSettings { quality, resolution: 0.5, seed, ..Default::default() };
            let run = |threads| with_threads(threads, || subclusters(&graph, &partition, &settings, 1)).unwrap();
            let inner = run(1).unwrap();
            prop_assert_eq!(&inner, &run(3).unwrap());
            let both: Vec<u32> =
                partition.clusters().iter().zip(&inner).map(|(cluster, sub)| cluster * 100 + sub).collect();
            prop_assert_eq!(Partition::new(&connected(&graph, &both)), Partition::new(&both));
            for members in partition.members() {
                let mut sizes = vec![0; 40];
                members.iter().for_each(|&node| sizes[inner[node as usize] as usize] += 1);
                prop_assert!(sizes.is_sorted_by(|a, b| a >= b), "{:?}", sizes);
            }
        }
    }
}
