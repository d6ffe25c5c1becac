//! One run of Leiden: iterations of moving, refining and aggregating, until none improves.

use parallel::seed;

use crate::community::aggregation::{Groups, Level};
use crate::community::local_moving::move_nodes;
use crate::community::partition;
use crate::community::quality::{Objective, potts};
use crate::community::refinement::refine;

/// A run on a graph or an aggregate.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub level: &'a Level<'a>,
    pub objective: Objective,
    pub seed: u64,
    /// Runs with one seed and different numbers have different random numbers.
    pub number: u64,
}

/// Where a run came to.
pub(super) struct Found {
    /// The cluster of each vertex, numbered from 0 without gaps.
    pub clusters: Vec<u32>,
    /// Their quality `H`.
    pub value: f64,
    pub iterations: usize,
}

impl Run<'_> {
    /// From single vertices on.
    pub fn begin(&self, max_iterations: usize, tick: impl Fn()) -> Found {
        self.improve((0..self.level.nodes() as u32).collect(), max_iterations, tick)
    }

    /// Iterates from these clusters on (numbers below the number of vertices), until an iteration gains nothing.
    /// Calls `tick` after each iteration. The result is never worse than the beginning, beyond rounding.
    pub fn improve(&self, mut clusters: Vec<u32>, max_iterations: usize, tick: impl Fn()) -> Found {
        let mut value = potts(self.level, &clusters, self.objective);
        let mut iterations = 0;
        while iterations < max_iterations {
            let (improved, improved_value) = self.iterate(&clusters, iterations);
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
        partition::close_gaps(&mut clusters);
        Found { clusters, value, iterations }
    }

    /// One iteration (the paper's algorithm 1): move, refine, aggregate by the refined parts, and again on
    /// the aggregate, which begins with the clusters that were not refined. Returns clusters and quality.
    fn iterate(&self, clusters: &[u32], iteration: usize) -> (Vec<u32>, f64) {
        let mut clusters = clusters.to_vec();
        let mut vertex_of: Option<Vec<u32>> = None; // of each given vertex on the present level
        let mut owned: Option<Level<'static>> = None;
        for depth in 0.. {
            let level = owned.as_ref().unwrap_or(self.level);
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
        // The quality is the same on every level; the last is the smallest.
        let value = potts(owned.as_ref().unwrap_or(self.level), &clusters, self.objective);
        match vertex_of {
            None => (clusters, value),
            Some(above) => (above.iter().map(|&vertex| clusters[vertex as usize]).collect(), value),
        }
    }

    /// Random numbers of one phase of one level of one iteration.
    fn stream(&self, phase: &str, iteration: usize, depth: usize, cluster: u64) -> impl rand::Rng + use<> {
        // Fewer than 2^40 runs, 2^16 iterations and 2^8 levels for all purposes; clusters are u32.
        let place = (self.number << 16 | iteration as u64) << 8 | depth as u64;
        seed::stream(self.seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15), phase, cluster)
    }
}
