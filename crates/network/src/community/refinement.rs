//! Refinement: each cluster is split into well-connected parts, which then move as one.
//!
//! Traag, Waltman, van Eck (2019), algorithm 2, `MergeNodesSubset`: inside a cluster every vertex begins as
//! a part of its own; vertices that are well connected to the cluster and still alone join a well-connected
//! part, chosen at random with a preference for larger gains. Parts are grown along links only, so that
//! each is connected; this is what keeps Leiden's clusters connected.

use rand::seq::SliceRandom;
use rand::{Rng, RngExt};

use crate::community::aggregation::{Groups, Level, Sums};
use crate::community::quality::Objective;

/// How freely a part is chosen: gains are divided by this many mean link weights (the paper's θ).
const RANDOMNESS: f64 = 0.01;

/// Clusters are handed out in this many parts at most.
const PARTS: usize = 64;

/// The parts of every cluster, numbered 0.. cluster by cluster: the part of each vertex, and how many there
/// are.
///
/// `clusters[v]` is the cluster of vertex `v`, `groups` the same by cluster. `random(cluster)` gives a
/// cluster its own stream of random numbers: clusters are independent and run in parallel. Time `O(n + m)`.
pub(super) fn refine<R: Rng>(
    level: &Level<'_>,
    clusters: &[u32],
    groups: &Groups,
    objective: Objective,
    random: impl Fn(u64) -> R + Sync,
) -> (Vec<u32>, usize) {
    let place = groups.places();
    let size = groups.count().div_ceil(PARTS).max(1);
    let refined = parallel::chunks::map(groups.count(), size, |range| {
        range
            .map(|cluster| {
                let members = groups.members(cluster);
                Subset { level, clusters, place: &place, members, objective }.merge(random(cluster as u64))
            })
            .collect::<Vec<_>>()
    });

    let mut parts = vec![0u32; level.nodes()];
    let mut count = 0;
    for (cluster, (labels, own)) in refined.into_iter().flatten().enumerate() {
        for (&node, label) in groups.members(cluster).iter().zip(labels) {
            parts[node as usize] = count + label;
        }
        count += own;
    }
    (parts, count as usize)
}

/// One cluster, its members numbered from 0.
struct Subset<'a> {
    level: &'a Level<'a>,
    clusters: &'a [u32],
    /// The place of each vertex among the members of its cluster.
    place: &'a [u32],
    members: &'a [u32],
    objective: Objective,
}

/// The parts while they grow; a part is named by the member that began it.
struct Parts {
    of: Vec<u32>,
    sizes: Vec<u32>,
    weights: Vec<f64>,
    /// The weight of the links between a part and the rest of the cluster.
    outside: Vec<f64>,
}

impl Subset<'_> {
    /// The links of a member inside the cluster: (member, weight).
    fn links(&self, member: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let node = self.members[member] as usize;
        let cluster = self.clusters[node];
        self.level
            .graph
            .links_of(node)
            .filter(move |&(neighbour, _)| self.clusters[neighbour] == cluster)
            .map(|(neighbour, weight)| (self.place[neighbour] as usize, weight))
    }

    /// The part of each member, numbered from 0 by first member, and how many parts there are.
    fn merge(&self, mut random: impl Rng) -> (Vec<u32>, u32) {
        let count = self.members.len();
        if count == 1 {
            return (vec![0], 1);
        }
        let weights: Vec<f64> =
            self.members.iter().map(|&node| self.level.node_weights[node as usize]).collect();
        let mut parts = Parts {
            of: (0..count as u32).collect(),
            sizes: vec![1; count],
            outside: (0..count).map(|member| self.links(member).map(|(_, weight)| weight).sum()).collect(),
            weights,
        };
        let total: f64 = parts.weights.iter().sum();
        let well_connected = |parts: &Parts, part: usize| {
            let weight = parts.weights[part];
            parts.outside[part] >= self.objective.resolution * weight * (total - weight)
        };

        let mut order: Vec<u32> = (0..count as u32).collect();
        order.shuffle(&mut random);
        let mut links = Sums::new(count);
        let mut options: Vec<(u32, f64)> = Vec::new();
        for member in order {
            let at = member as usize;
            if parts.of[at] != member || parts.sizes[at] != 1 || !well_connected(&parts, at) {
                continue;
            }
            for (neighbour, weight) in self.links(at) {
                links.add(parts.of[neighbour], weight);
            }
            let penalty = self.objective.resolution * parts.weights[at];
            options.clear();
            options.push((member, 0.0)); // staying alone
            for &part in links.touched() {
                let gain = links.of(part) - penalty * parts.weights[part as usize];
                if gain >= 0.0 && well_connected(&parts, part as usize) {
                    options.push((part, gain));
                }
            }
            let part = choose(&mut options, RANDOMNESS * self.objective.unit, &mut random);
            parts.join(member, part, links.of(part));
            links.clear();
        }
        number(&parts.of)
    }
}

impl Parts {
    /// Lets a member that is alone join a part it is linked to with this weight.
    fn join(&mut self, member: u32, part: u32, linked: f64) {
        if part == member {
            return;
        }
        let (from, to) = (member as usize, part as usize);
        self.of[from] = part;
        self.sizes[from] = 0;
        self.sizes[to] += 1;
        self.weights[to] += self.weights[from];
        self.outside[to] += self.outside[from] - 2.0 * linked;
    }
}

/// Draws an option with probability proportional to `exp(gain / temperature)`.
fn choose(options: &mut [(u32, f64)], temperature: f64, random: &mut impl Rng) -> u32 {
    let largest = options.iter().map(|&(_, gain)| gain).fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for (_, gain) in &mut *options {
        // Relative to the largest gain, which leaves the proportions and keeps exp() finite.
        let exponent = (*gain - largest) / temperature;
        // Below e^-40 an option adds nothing to the 1 of the largest, and exp() costs time.
        if exponent > -40.0 {
            total += exponent.exp();
        }
        *gain = total;
    }
    let drawn = random.random::<f64>() * total;
    let at = options.partition_point(|&(_, cumulative)| cumulative <= drawn);
    options[at.min(options.len() - 1)].0
}

/// Numbers groups from 0 in the order of their first member.
fn number(labels: &[u32]) -> (Vec<u32>, u32) {
    let mut numbers = vec![u32::MAX; labels.len()];
    let mut count = 0;
    let renumbered = labels
        .iter()
        .map(|&label| {
            let number = &mut numbers[label as usize];
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            *number
        })
        .collect();
    (renumbered, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::community::partition::connected;
    use crate::community::quality::Quality;

    fn parts_of(
        graph: &crate::Graph,
        clusters: &[u32],
        (quality, resolution): (Quality, f64),
        seed: u64,
    ) -> (Vec<u32>, usize) {
        let count = clusters.iter().max().map_or(0, |&last| last as usize + 1);
        let level = Level::of_graph(graph, quality);
        let objective = quality.objective(graph, resolution);
        refine(&level, clusters, &Groups::new(clusters, count), objective, |cluster| {
            parallel::seed::stream(seed, "test", cluster)
        })
    }

    #[test]
    fn who_is_badly_connected_stays_alone() {
        // Four that know each other and one that knows one of them: 1 is below the 0.5 · 1 · 4 of the CPM.
        let graph = from_edges(5, &[graphs::complete(4), vec![(0, 4, 1.0)]].concat());
        for seed in 0..20 {
            let (parts, count) = parts_of(&graph, &[0; 5], (Quality::Cpm, 0.5), seed);
            assert!(parts[..4].iter().all(|&part| part != parts[4]), "{parts:?}");
            assert!(count < 5);
        }
    }

    #[test]
    fn options_are_drawn_by_their_gain() {
        let mut random = parallel::seed::stream(1, "test", 0);
        let drawn = (0..10_000)
            .filter(|_| choose(&mut [(0, 0.0), (1, 0.01 * 3.0f64.ln())], 0.01, &mut random) == 1)
            .count();
        // Three to one; the standard deviation is 43.
        assert!((7_300..7_700).contains(&drawn), "{drawn}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn parts_are_connected_and_inside_their_cluster(
            seed: u64,
            mut clusters in prop::collection::vec(0u32..4, 24),
        ) {
            let graph = from_edges(24, &graphs::random(24, 0.2, seed));
            crate::community::partition::close_gaps(&mut clusters);
            let (parts, part_count) = parts_of(&graph, &clusters, (Quality::Modularity, 1.0), seed);
            let mut cluster_of = vec![None; part_count];
            for (&part, &cluster) in parts.iter().zip(&clusters) {
                prop_assert_eq!(*cluster_of[part as usize].get_or_insert(cluster), cluster);
            }
            let pieces: std::collections::BTreeSet<u32> = connected(&graph, &parts).into_iter().collect();
            prop_assert_eq!(pieces.len(), part_count);
        }
    }
}
