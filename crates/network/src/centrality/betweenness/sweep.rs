//! Exact betweenness over paths of fewest links: eight sources a sweep.
//!
//! Brandes (2001), "A faster algorithm for betweenness centrality", finds the dependencies of all vertices
//! on one source in one sweep forth and one back. Here eight sources share their sweeps: the neighbours
//! of a vertex are read once for all sources that reach it at the same depth, and the sums run over rows of
//! numbers that stand side by side.

use parallel::{Progress, reduce};

use super::PARTS;
use crate::Graph;
use crate::centrality::order;

/// Sources that share their sweeps: a row of `f64` fills a cache line.
const LANES: usize = 8;
/// One number for each source.
type Row = [f64; LANES];

/// The sum over all sources of their dependency on each vertex.
pub(super) fn dependencies(graph: &Graph, progress: &Progress) -> Vec<f64> {
    let nodes = graph.nodes();
    let sources = order::breadth_first(graph);
    let stage = progress.stage("betweenness", nodes);
    reduce::sum_rows(
        nodes.div_ceil(LANES),
        nodes,
        PARTS,
        || Sweep::new(nodes),
        |sweep, batch, sums| {
            let batch = &sources[batch * LANES..nodes.min((batch + 1) * LANES)];
            sweep.forth(graph, batch);
            sweep.back(graph, sums);
            stage.tick(batch.len());
        },
    )
}

/// A vertex at the depth at which it is reached from some of the sources.
#[derive(Clone, Copy)]
struct Visit {
    node: u32,
    /// One bit for each of those sources.
    lanes: u8,
}

/// The sweeps from a batch of sources. All rows are by vertex.
struct Sweep {
    /// Sources that have reached a vertex, and that reach it at the next depth.
    seen: Vec<u8>,
    arriving: Vec<u8>,
    /// The vertices that some source reaches at the next depth: the first `found_len` entries of `n + 1`.
    found: Vec<u32>,
    found_len: usize,
    /// Shortest paths from each source (σ) on the way forth; `(1 + δ)/σ` on the way back.
    values: Vec<Row>,
    /// The values of the vertices at one depth, 0 for all others: summing over all neighbours then sums
    /// over those at that depth.
    front: Vec<Row>,
    /// All visits by depth; those of depth `d` are `visits[depths[d]..depths[d + 1]]`.
    visits: Vec<Visit>,
    depths: Vec<usize>,
}

impl Sweep {
    fn new(nodes: usize) -> Self {
        Self {
            seen: vec![0; nodes],
            arriving: vec![0; nodes],
            found: vec![0; nodes + 1],
            found_len: 0,
            values: vec![[0.0; LANES]; nodes],
            front: vec![[0.0; LANES]; nodes],
            visits: Vec::new(),
            depths: Vec::new(),
        }
    }

    /// Counts the shortest paths from each source to all vertices, depth by depth.
    fn forth(&mut self, graph: &Graph, sources: &[u32]) {
        self.visits.clear();
        self.depths.clear();
        for (lane, &source) in sources.iter().enumerate() {
            self.seen[source as usize] = 1 << lane;
            self.values[source as usize][lane] = 1.0;
            self.visits.push(Visit { node: source, lanes: 1 << lane });
        }
        let mut begin = 0;
        while begin < self.visits.len() {
            let end = self.visits.len();
            self.depths.push(begin);
            self.raise_front(begin..end);
            self.discover(graph, begin..end);
            for at in end..self.visits.len() {
                let node = self.visits[at].node as usize;
                let lanes = std::mem::take(&mut self.arriving[node]);
                self.visits[at].lanes = lanes;
                self.seen[node] |= lanes;
                let paths = self.sum_of_neighbours(graph, node);
                select(&mut self.values[node], lanes, |lane, _| paths[lane]);
            }
            self.lower_front(begin..end);
            begin = end;
        }
        self.depths.push(begin);
        for visit in &self.visits {
            self.seen[visit.node as usize] = 0;
        }
    }

    /// Adds to `sums` the dependency δ of all sources on each vertex, from the deepest to the nearest.
    ///
    /// Brandes' recursion `δ(v) = Σ over successors w of σ(v)/σ(w) · (1 + δ(w))`, divided by σ(v).
    fn back(&mut self, graph: &Graph, sums: &mut [f64]) {
        let deepest = self.depths.len() - 2;
        for depth in (1..=deepest).rev() {
            let range = self.depths[depth]..self.depths[depth + 1];
            for at in range.clone() {
                let Visit { node, lanes } = self.visits[at];
                let node = node as usize;
                let successors = self.sum_of_neighbours(graph, node);
                let mut dependency = 0.0;
                select(&mut self.values[node], lanes, |lane, paths| {
                    dependency += paths * successors[lane];
                    1.0 / paths + successors[lane]
                });
                sums[node] += dependency;
            }
            if depth < deepest {
                self.lower_front(self.depths[depth + 1]..self.depths[depth + 2]);
            }
            self.raise_front(range);
        }
        if deepest > 0 {
            self.lower_front(self.depths[1]..self.depths[2]);
        }
    }

    /// Appends the vertices that are reached next, and notes from which sources.
    fn discover(&mut self, graph: &Graph, front: std::ops::Range<usize>) {
        for at in front {
            let Visit { node, lanes } = self.visits[at];
            for &neighbour in graph.neighbours(node as usize) {
                // No branches: whether a neighbour is new is as good as random.
                let fresh = lanes & !self.seen[neighbour as usize];
                let arriving = &mut self.arriving[neighbour as usize];
                let first = (*arriving == 0) & (fresh != 0);
                *arriving |= fresh;
                self.found[self.found_len] = neighbour;
                self.found_len += usize::from(first);
            }
        }
        let found = self.found[..self.found_len].iter();
        self.visits.extend(found.map(|&node| Visit { node, lanes: 0 }));
        self.found_len = 0;
    }

    #[inline]
    fn sum_of_neighbours(&self, graph: &Graph, node: usize) -> Row {
        let mut sums = [0.0; LANES];
        for &neighbour in graph.neighbours(node) {
            let row = &self.front[neighbour as usize];
            for lane in 0..LANES {
                sums[lane] += row[lane];
            }
        }
        sums
    }

    fn raise_front(&mut self, range: std::ops::Range<usize>) {
        for visit in &self.visits[range] {
            let values = &self.values[visit.node as usize];
            select(&mut self.front[visit.node as usize], visit.lanes, |lane, _| values[lane]);
        }
    }

    fn lower_front(&mut self, range: std::ops::Range<usize>) {
        for visit in &self.visits[range] {
            self.front[visit.node as usize] = [0.0; LANES];
        }
    }
}

/// Replaces the numbers of some lanes.
#[inline]
fn select(row: &mut Row, lanes: u8, mut value: impl FnMut(usize, f64) -> f64) {
    for (lane, slot) in row.iter_mut().enumerate() {
        if lanes >> lane & 1 == 1 {
            *slot = value(lane, *slot);
        }
    }
}
