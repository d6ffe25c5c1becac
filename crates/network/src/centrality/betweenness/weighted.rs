//! Shortest paths over strong links: Dijkstra's searches that count ties.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use parallel::{Progress, reduce};

use super::PARTS;
use crate::Graph;

/// Lengths that differ by less than this, relatively, are equal: sums of the same numbers in another order are.
const TIE: f64 = 1e-10;

/// The sum over all sources of their dependency on each vertex.
pub(super) fn dependencies(graph: &Graph, progress: &Progress) -> Vec<f64> {
    let nodes = graph.nodes();
    let stage = progress.stage("betweenness", nodes);
    reduce::sum_rows(
        nodes,
        nodes,
        PARTS,
        || Ways::new(graph),
        |ways, source, sums| {
            ways.search(source as u32, None);
            ways.dependencies(sums);
            stage.tick(1);
        },
    )
}

/// All shortest ways from a source.
pub(super) struct Ways<'a> {
    graph: &'a Graph,
    /// The length of the shortest ways to each vertex, how many there are, and their last vertices but one.
    length: Vec<f64>,
    paths: Vec<f64>,
    before: Vec<Vec<u32>>,
    /// What depends on each vertex; all 0 between searches.
    share: Vec<f64>,
    /// Vertices in the order of their lengths, as far as the search went.
    settled: Vec<u32>,
    is_settled: Vec<bool>,
    /// Lengths by their bits, which for numbers above 0 are in the order of the numbers.
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes();
        Self {
            graph,
            length: vec![f64::INFINITY; nodes],
            paths: vec![0.0; nodes],
            before: vec![Vec::new(); nodes],
            share: vec![0.0; nodes],
            settled: Vec::new(),
            is_settled: vec![false; nodes],
            queue: BinaryHeap::new(),
        }
    }

    /// Adds to `sums` the share of the shortest paths from `source` to `target` that leads through each vertex.
    pub(super) fn spread(&mut self, source: u32, target: u32, sums: &mut [f64]) {
        self.search(source, Some(target));
        if self.is_settled[target as usize] {
            self.share[target as usize] = 1.0;
            while let Some(node) = self.settled.pop() {
                let share = self.hand_back(node, 0.0);
                if node != source && node != target {
                    sums[node as usize] += share;
                }
            }
        }
        self.settled.clear();
    }

    /// Adds to `sums` the dependency of the source on each vertex.
    fn dependencies(&mut self, sums: &mut [f64]) {
        while let Some(node) = self.settled.pop() {
            let dependency = self.hand_back(node, 1.0);
            if !self.settled.is_empty() {
                sums[node as usize] += dependency;
            }
        }
    }

    /// Divides the share of a vertex, and what it adds of its own, among the vertices before it. Gives the share.
    fn hand_back(&mut self, node: u32, own: f64) -> f64 {
        let share = std::mem::take(&mut self.share[node as usize]);
        let a_path = (share + own) / self.paths[node as usize];
        for &before in &self.before[node as usize] {
            self.share[before as usize] += self.paths[before as usize] * a_path;
        }
        share
    }

    /// Finds the shortest ways from `source` to all vertices, or to those that are no further than `target`.
    fn search(&mut self, source: u32, target: Option<u32>) {
        self.length.fill(f64::INFINITY);
        self.is_settled.fill(false);
        self.queue.clear();
        self.length[source as usize] = 0.0;
        self.paths[source as usize] = 1.0;
        self.before[source as usize].clear();
        self.queue.push(Reverse((0, source)));
        while let Some(Reverse((_, node))) = self.queue.pop() {
            if std::mem::replace(&mut self.is_settled[node as usize], true) {
                continue;
            }
            self.settled.push(node);
            if target == Some(node) {
                break;
            }
            for (neighbour, weight) in self.graph.links_of(node as usize) {
                if !self.is_settled[neighbour] {
                    self.relax(node, neighbour, self.length[node as usize] + 1.0 / weight);
                }
            }
        }
    }

    /// A way to `there` by `node` is found.
    fn relax(&mut self, node: u32, there: usize, length: f64) {
        let known = self.length[there];
        if length < known * (1.0 - TIE) {
            self.length[there] = length;
            self.paths[there] = self.paths[node as usize];
            self.before[there].clear();
            self.before[there].push(node);
            self.queue.push(Reverse((length.to_bits(), there as u32)));
        } else if length <= known * (1.0 + TIE) {
            self.paths[there] += self.paths[node as usize];
            self.before[there].push(node);
        }
    }
}
