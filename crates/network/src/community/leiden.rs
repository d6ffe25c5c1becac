//! The Leiden algorithm: iterations of moving, refining and aggregating, until none improves.

use parallel::{Progress, seed};

use crate::Graph;
use crate::community::aggregation::{Groups, Level};
use crate::community::local_moving::move_nodes;
use crate::community::partition::{self, Partition};
use crate::community::quality::{Objective, Quality, potts};
use crate::community::refinement::refine;

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
    /// The most iterations of one start, at least 1. Iterations end earlier where one no longer improves
    /// the quality.
    pub max_iterations: usize,
    /// How many times to begin anew with other random numbers, at least 1; the best partition is kept.
    pub starts: usize,
}

impl Default for LeidenSettings {
    /// Modularity at resolution 1, one start, run to convergence (at most 100 iterations).
    fn default() -> Self {
        Self { quality: Quality::Modularity, resolution: 1.0, seed: 0, max_iterations: 100, starts: 1 }
    }
}

/// What [`leiden`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Leiden {
    /// The clusters.
    pub partition: Partition,
    /// Their quality, on the scale of [`quality`](crate::community::quality()).
    pub quality: f64,
    /// How many iterations the best start took.
    pub iterations: usize,
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

/// Clusters of a graph by the Leiden algorithm, run until no iteration improves the quality.
///
/// * Every cluster is connected; a vertex without links is a cluster of its own.
/// * Clusters are numbered from 0, the largest first ([`Partition`]).
/// * Starts run in parallel, the best quality wins, the earlier start among equals. Within a start,
///   refinement and aggregation run in parallel. The result depends on the seed, not on threads.
/// * Progress: stage `clusters`, one unit an iteration.
///
/// Time about `O(m)` an iteration, 20 to 40 iterations on graphs of papers (the first three reach all but
/// 0.001 of the modularity); space `O(n + m)` a start.
///
/// Traag, Waltman, van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected communities".
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
    let stage = progress.stage("clusters", settings.starts * settings.max_iterations);
    let objective = settings.quality.objective(graph, settings.resolution);
    let base = Level::of_graph(graph, settings.quality);
    let starts = parallel::chunks::map(settings.starts, 1, |range| {
        let start = Start { base: &base, objective, seed: settings.seed, number: range.start };
        start.run(settings.max_iterations, || stage.tick(1))
    });
    let best = starts
        .into_iter()
        .reduce(|best, other| if other.value > best.value { other } else { best })
        .expect("there is at least one start");
    let partition = Partition::new(&best.clusters);
    let total = graph.total_weight();
    let value = potts(&base, partition.clusters(), objective);
    let quality = if total > 0.0 { value / total } else { 0.0 };
    Ok(Leiden { partition, quality, iterations: best.iterations })
}

fn check(settings: &LeidenSettings) -> Result<(), CommunityError> {
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

/// One run from single vertices to convergence.
struct Start<'a> {
    base: &'a Level<'a>,
    objective: Objective,
    seed: u64,
    number: usize,
}

struct Converged {
    clusters: Vec<u32>,
    value: f64,
    iterations: usize,
}

impl Start<'_> {
    fn run(&self, max_iterations: usize, tick: impl Fn()) -> Converged {
        let mut clusters: Vec<u32> = (0..self.base.nodes() as u32).collect();
        let mut value = potts(self.base, &clusters, self.objective);
        let mut iterations = 0;
        while iterations < max_iterations {
            let improved = self.iterate(&clusters, iterations);
            let improved_value = potts(self.base, &improved, self.objective);
            iterations += 1;
            tick();
            let gained = improved_value - value;
            if gained > 0.0 {
                (clusters, value) = (improved, improved_value);
            }
            if gained <= self.objective.least_gain() {
                break;
            }
        }
        // Moving aggregates may have cut a cluster in two; its pieces are better on their own.
        let clusters = partition::connected(&self.base.graph, &clusters);
        let value = potts(self.base, &clusters, self.objective);
        Converged { clusters, value, iterations }
    }

    /// One iteration (the paper's algorithm 1): move, refine, aggregate by the refined parts, and again on
    /// the aggregate, which begins with the clusters that were not refined.
    fn iterate(&self, clusters: &[u32], iteration: usize) -> Vec<u32> {
        let mut clusters = clusters.to_vec();
        let mut vertex_of: Option<Vec<u32>> = None; // of each given vertex on the present level
        let mut owned: Option<Level<'static>> = None;
        for depth in 0.. {
            let level = owned.as_ref().unwrap_or(self.base);
            let mut random = self.stream("clusters: moving", iteration, depth, 0);
            move_nodes(level, &mut clusters, self.objective, &mut random);
            let count = partition::close_gaps(&mut clusters);
            if count == level.nodes() {
                break;
            }
            let groups = Groups::new(&clusters, count);
            let (parts, part_count) = refine(level, &clusters, &groups, self.objective, |cluster| {
                self.stream("clusters: refining", iteration, depth, cluster)
            });
            if part_count == level.nodes() {
                break;
            }
            let part_groups = Groups::new(&parts, part_count);
            let coarse = level.aggregate(&part_groups, &parts);
            clusters = (0..part_count).map(|part| clusters[part_groups.members(part)[0] as usize]).collect();
            vertex_of = Some(match vertex_of {
                None => parts,
                Some(above) => above.iter().map(|&vertex| parts[vertex as usize]).collect(),
            });
            owned = Some(coarse);
        }
        match vertex_of {
            None => clusters,
            Some(above) => above.iter().map(|&vertex| clusters[vertex as usize]).collect(),
        }
    }

    /// Random numbers of one phase of one level of one iteration.
    fn stream(&self, phase: &str, iteration: usize, depth: usize, cluster: u64) -> impl rand::Rng + use<> {
        // Fewer than 2^16 starts and iterations and 2^8 levels for all purposes; clusters are u32.
        let place = ((self.number as u64) << 16 | iteration as u64) << 8 | depth as u64;
        seed::stream(self.seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15), phase, cluster)
    }
}

#[cfg(test)]
mod tests {
    use parallel::with_threads;
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::community::adjusted_rand_index;
    use crate::community::quality;

    fn found(graph: &Graph, settings: LeidenSettings) -> Leiden {
        leiden(graph, &settings, &Progress::none()).unwrap()
    }

    #[test]
    fn zachary_reaches_the_published_optimum() {
        // Brandes et al. (2008), "On modularity clustering": 0.4198 is the maximum, proved by integer
        // programming.
        let graph = from_edges(34, &graphs::karate());
        let best = found(&graph, LeidenSettings { starts: 20, ..Default::default() });
        assert!((best.quality - 0.419_789_6).abs() < 1e-6, "{}", best.quality);
        assert_eq!(best.partition.sizes(), [12, 11, 6, 5]);
    }

    #[test]
    fn zachary_by_cpm_as_igraph_has_it() {
        // python-igraph: the best of 200 runs of community_leiden("CPM", resolution=0.2, n_iterations=-1).
        let graph = from_edges(34, &graphs::karate());
        let settings =
            LeidenSettings { quality: Quality::Cpm, resolution: 0.2, starts: 20, ..Default::default() };
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
    fn planted_groups_are_found() {
        let graph = from_edges(400, &graphs::planted(8, 50, 0.3, 0.02, 11));
        let truth: Vec<u32> = (0..400).map(|node| node / 50).collect();
        let clusters = found(&graph, LeidenSettings::default()).partition;
        assert!(adjusted_rand_index(clusters.clusters(), &truth).unwrap() > 0.98);
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
        let graph = from_edges(600, &graphs::planted(6, 100, 0.08, 0.02, 5));
        let settings = LeidenSettings { starts: 3, seed: 42, ..Default::default() };
        let run = |threads| with_threads(threads, || found(&graph, settings)).unwrap();
        let (one, three) = (run(1), run(3));
        assert_eq!(one, three);
        assert_eq!(one.quality.to_bits(), three.quality.to_bits());
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
            prop_assert!(found.quality >= self::quality(&graph, &alone, quality, resolution) - 1e-12);
            for node in (0..40).filter(|&node| graph.degree(node) == 0) {
                prop_assert_eq!(found.partition.sizes()[clusters[node] as usize], 1);
            }
        }
    }
}
