//! The Leiden algorithm: several starts, and what they agree upon.

use parallel::Progress;

use crate::Graph;
use crate::community::aggregation::{Groups, Level};
use crate::community::consensus;
use crate::community::order::Ordered;
use crate::community::partition::{self, Partition};
use crate::community::quality::{self, Quality};
use crate::community::run::{Found, Run};

/// The most iterations on the aggregate of what all starts agree upon, which is small.
const TOGETHER: usize = 100;

/// What [`leiden`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeidenSettings {
    /// What is maximised.
    pub quality: Quality,
    /// The higher, the more and smaller the clusters; finite, not negative. For modularity 1 is the
    /// classical value; for CPM a link weight.
    pub resolution: f64,
    /// Where the random numbers come from.
    pub seed: u64,
    /// The most iterations of one start, at least 1. A start ends earlier where an iteration no longer improves
    /// the quality.
    pub max_iterations: usize,
    /// How many times to begin anew with other random numbers, at least 1.
    pub starts: usize,
}

impl Default for LeidenSettings {
    /// Modularity at resolution 1, four starts of two iterations: on graphs of papers that takes less than half the time
    /// of one start run to convergence, and is better, because what starts agree upon moves as one.
    fn default() -> Self {
        Self { quality: Quality::Modularity, resolution: 1.0, seed: 0, max_iterations: 2, starts: 4 }
    }
}

/// What [`leiden`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Leiden {
    /// The clusters.
    pub partition: Partition,
    /// Their quality, on the scale of [`quality`](crate::community::quality()).
    pub quality: f64,
    /// How many iterations the longest start took.
    pub iterations: usize,
    /// The clusters that each start found by itself; their numbers mean nothing beyond the start. See
    /// [`stability`](crate::community::stability).
    pub starts: Vec<Vec<u32>>,
}

/// Why [`leiden`] cannot run.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CommunityError {
    /// The resolution is negative, NaN or infinite.
    #[error("the resolution is {0}; it must be a finite number at or above 0 (1 is usual for modularity)")]
    Resolution(f64),
    /// A count that must be 1 or more is 0.
    #[error("{0} is 0; it must be at least 1")]
    Zero(&'static str),
}

/// Clusters of a graph by the Leiden algorithm.
///
/// Each start runs from single vertices. Then what the starts know is put together: groups of vertices that every
/// start keeps together become the vertices of a small graph, on which the best start is improved to convergence,
/// and one iteration on the graph itself lets single vertices move once more. That is better than any start, and takes less than one more.
///
/// * Every cluster is connected; a vertex without links is a cluster of its own.
/// * Clusters are numbered from 0, the largest first ([`Partition`]).
/// * Starts run in parallel, and within a start refinement and aggregation do. Among starts of one quality the
///   earlier counts as the best. The result depends on the seed, not on threads.
/// * The quality is not below that of any start.
/// * Progress: stage `clusters`, one unit an iteration.
///
/// Time about `O(m)` an iteration; space `O(n + m)` a start.
///
/// Traag, Waltman, van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected communities"; starts are
/// put together after Ovelgönne, Geyer-Schulz (2013), "An ensemble learning strategy for graph clustering".
///
/// # Errors
///
/// A resolution that is negative or not finite; no iteration or no start.
///
/// ```
/// use network::{Graph, Link, community::{LeidenSettings, leiden}};
/// // Two triangles and a bridge.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let links = [link(0, 1), link(1, 2), link(2, 0), link(2, 3), link(3, 4), link(4, 5), link(5, 3)];
/// let found = leiden(
///     &Graph::from_links(6, &links)?,
///     &LeidenSettings::default(),
///     &parallel::Progress::none(),
/// )?;
/// assert_eq!(found.partition.clusters(), [0, 0, 0, 1, 1, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn leiden(
    graph: &Graph,
    settings: &LeidenSettings,
    progress: &Progress,
) -> Result<Leiden, CommunityError> {
    check(settings)?;
    let stage = progress.stage("clusters", settings.starts * settings.max_iterations + 1);
    let objective = settings.quality.objective(graph, settings.resolution);
    let ordered = Ordered::new(graph);
    let base = Level::of_graph(&ordered.graph, settings.quality);
    let run = |number| Run { level: &base, objective, seed: settings.seed, number };
    let starts = parallel::chunks::map(settings.starts, 1, |range| {
        run(range.start as u64).begin(settings.max_iterations, || stage.tick(1))
    });
    let found = combine(&run(settings.starts as u64), &starts);
    stage.tick(1);
    // Moving aggregates may have cut a cluster in two; its pieces are better on their own.
    let partition = Partition::new(&partition::connected(graph, &ordered.by_old_names(&found)));
    let quality = quality::quality(graph, partition.clusters(), settings.quality, settings.resolution);
    let iterations = starts.iter().map(|start| start.iterations).max().unwrap_or_default();
    let starts = starts.iter().map(|start| ordered.by_old_names(&start.clusters)).collect();
    Ok(Leiden { partition, quality, iterations, starts })
}

/// From the best start on: vertices that all starts put together move as one, then on their own.
fn combine(run: &Run<'_>, starts: &[Found]) -> Vec<u32> {
    let best = starts
        .iter()
        .reduce(|best, other| if other.value > best.value { other } else { best })
        .expect("there is at least one start");
    let (labels, count) =
        consensus::together(&run.level.graph, starts.iter().map(|start| &start.clusters[..]));
    let groups = Groups::new(&labels, count);
    let level = run.level.aggregate(&groups, &labels);
    let begin = (0..count).map(|group| best.clusters[groups.members(group)[0] as usize]).collect();
    let agreed = Run { level: &level, ..*run }.improve(begin, TOGETHER, || ());
    let spread = labels.iter().map(|&group| agreed.clusters[group as usize]).collect();
    Run { number: run.number + 1, ..*run }.improve(spread, 1, || ()).clusters
}

pub(super) fn check(settings: &LeidenSettings) -> Result<(), CommunityError> {
    if !settings.resolution.is_finite() || settings.resolution < 0.0 {
        return Err(CommunityError::Resolution(settings.resolution));
    }
    if settings.max_iterations == 0 {
        return Err(CommunityError::Zero("the number of iterations"));
    }
    if settings.starts == 0 {
        return Err(CommunityError::Zero("the number of starts"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use parallel::with_threads;
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::community::adjusted_mutual_information;
    use crate::community::quality;

    fn found(graph: &Graph, settings: LeidenSettings) -> Leiden {
        leiden(graph, &settings, &Progress::none()).unwrap()
    }

    #[test]
    fn zachary_reaches_the_published_optimum() {
        // Brandes et al. (2008), "On modularity clustering": 0.4198 is the maximum, proved by integer
        // programming.
        let graph = from_edges(34, &graphs::karate());
        let best = found(&graph, LeidenSettings { starts: 20, max_iterations: 20, ..Default::default() });
        assert!((best.quality - 0.419_789_6).abs() < 1e-6, "{}", best.quality);
        assert_eq!(best.partition.sizes(), [12, 11, 6, 5]);
    }

    #[test]
    fn zachary_by_cpm_as_igraph_has_it() {
        // python-igraph: the best of 200 runs of community_leiden("CPM", resolution=0.2, n_iterations=-1).
        let graph = from_edges(34, &graphs::karate());
        let settings = LeidenSettings {
            quality: Quality::Cpm,
            resolution: 0.2,
            starts: 20,
            max_iterations: 20,
            ..Default::default()
        };
        assert!((found(&graph, settings).quality - 0.348_717_948_717_948_64).abs() < 1e-9);
    }

    #[test]
    fn a_ring_of_cliques_is_found_by_cpm() {
        // Fortunato, Barthélemy (2007): 30 cliques of 5 in a ring, which modularity joins in pairs and CPM
        // does not.
        let mut edges = Vec::new();
        for clique in 0..30 {
            edges.extend(
                graphs::complete(5).iter().map(|&(a, b, weight)| (5 * clique + a, 5 * clique + b, weight)),
            );
            edges.push((5 * clique + 4, (5 * clique + 5) % 150, 1.0));
        }
        let graph = from_edges(150, &edges);
        let cpm =
            found(&graph, LeidenSettings { quality: Quality::Cpm, resolution: 0.1, ..Default::default() });
        assert_eq!(cpm.partition.sizes(), [5; 30]);
        let modularity = found(&graph, LeidenSettings::default());
        assert!(modularity.partition.count() < 20, "{:?}", modularity.partition.sizes());
    }

    #[test]
    fn planted_groups_are_found_as_well_as_by_igraph() {
        // python-igraph 1.0.0 on the same links, community_leiden("modularity", weights, n_iterations=-1), seeds 0 to 19:
        // adjusted mutual information with the planted groups 0.9873 in the mean (0.9734 to 0.9895), modularity
        // 0.352015 in the mean.
        let names = graphs::permutation(1000, 5);
        let edges = graphs::relabelled(&graphs::planted(20, 50, 0.2, 0.015, 21), &names);
        let mut truth = vec![0; 1000];
        for (node, &name) in names.iter().enumerate() {
            truth[name as usize] = node as u32 / 50;
        }
        let graph = from_edges(1000, &edges);
        for seed in 0..5 {
            let found = found(&graph, LeidenSettings { seed, ..Default::default() });
            let agreement = adjusted_mutual_information(found.partition.clusters(), &truth).unwrap();
            assert!(agreement > 0.987 && found.quality > 0.352, "{agreement} {}", found.quality);
        }
    }

    #[test]
    fn what_a_graph_leaves_out_does_not_disturb() {
        // Loops, links of weight 0 and repeated pairs around two triangles; 6 has nothing else.
        let mut edges = [graphs::two_triangles(), graphs::two_triangles()].concat();
        edges.extend([(6, 6, 9.0), (6, 0, 0.0), (3, 3, 1.0)]);
        let found = found(&from_edges(7, &edges), LeidenSettings::default());
        assert_eq!(found.partition.clusters(), [0, 0, 0, 1, 1, 1, 2]);
        assert!((found.quality - (6.0 / 7.0 - 0.5)).abs() < 1e-12, "repeats double every weight");
    }

    #[test]
    fn graphs_without_links() {
        for nodes in [0, 1, 3] {
            let alone = found(&from_edges(nodes, &[]), LeidenSettings::default());
            assert_eq!((alone.partition.count(), alone.quality), (nodes, 0.0));
        }
    }

    #[test]
    fn a_resolution_of_0_gives_the_components() {
        let graph = from_edges(9, &[graphs::two_triangles(), vec![(6, 7, 1.0)]].concat());
        let clusters = found(&graph, LeidenSettings { resolution: 0.0, ..Default::default() }).partition;
        assert_eq!(clusters.clusters(), [0, 0, 0, 0, 0, 0, 1, 1, 2]);
    }

    #[test]
    fn settings_out_of_range_are_named() {
        let graph = from_edges(2, &graphs::path(2));
        let refused = |settings| leiden(&graph, &settings, &Progress::none()).unwrap_err().to_string();
        for resolution in [-0.5, f64::NAN, f64::INFINITY] {
            let message = refused(LeidenSettings { resolution, ..Default::default() });
            assert!(
                message.contains(&resolution.to_string()) && message.contains("at or above 0"),
                "{message}"
            );
        }
        assert!(refused(LeidenSettings { starts: 0, ..Default::default() }).contains("starts is 0"));
        assert!(
            refused(LeidenSettings { max_iterations: 0, ..Default::default() }).contains("iterations is 0")
        );
    }

    #[test]
    fn a_seed_means_one_result_at_any_number_of_threads() {
        let graph = from_edges(20_000, &graphs::planted_sparse(200, 100, 20, 5));
        let settings = LeidenSettings { starts: 3, seed: 42, ..Default::default() };
        let run = |threads| with_threads(threads, || found(&graph, settings)).unwrap();
        let one = run(1);
        for threads in [2, 7] {
            let more = run(threads);
            assert_eq!(one, more);
            assert_eq!(one.quality.to_bits(), more.quality.to_bits());
        }
    }

    #[test]
    fn weights_in_another_unit_give_the_same_clusters() {
        let edges = graphs::planted(5, 40, 0.2, 0.04, 9);
        // A power of two scales without rounding.
        let scaled: graphs::Edges = edges.iter().map(|&(a, b, weight)| (a, b, weight * 1024.0)).collect();
        let run = |edges| found(&from_edges(200, edges), LeidenSettings::default()).partition;
        assert_eq!(run(&edges), run(&scaled));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn clusters_are_connected_and_better_than_none(
            seed: u64,
            density in 0.02f64..0.3,
            resolution in 0.0f64..2.0,
            cpm: bool,
        ) {
            let quality = if cpm { Quality::Cpm } else { Quality::Modularity };
            let graph = from_edges(40, &graphs::random(40, density, seed));
            let found = found(&graph, LeidenSettings { quality, resolution, seed, ..Default::default() });
            let clusters = found.partition.clusters();
            let pieces = Partition::new(&partition::connected(&graph, clusters));
            prop_assert_eq!(&pieces, &found.partition);
            prop_assert!((found.quality - self::quality(&graph, clusters, quality, resolution)).abs() < 1e-12);
            let alone: Vec<u32> = (0..40).collect();
            for worse in found.starts.iter().chain([&alone]) {
                prop_assert!(found.quality >= self::quality(&graph, worse, quality, resolution) - 1e-12);
            }
            for node in (0..40).filter(|&node| graph.degree(node) == 0) {
                prop_assert_eq!(found.partition.sizes()[clusters[node] as usize], 1);
            }
        }
    }
}
