//! Aggregation: the graph whose vertices are the groups of a finer one.

use std::borrow::Cow;

use crate::Graph;
use crate::community::quality::Quality;

/// A graph on the way up: the given one at first, then aggregates of it.
#[derive(Debug)]
pub(super) struct Level<'a> {
    /// Links between different vertices. In aggregates the two ends of a link may differ in the last bit.
    pub graph: Cow<'a, Graph>,
    /// The weight of each vertex in the quality function.
    pub node_weights: Vec<f64>,
    /// The weight of the links inside each vertex.
    pub loops: Vec<f64>,
}

/// Vertices by group: those of group `g` are `members[offsets[g]..offsets[g + 1]]`, ascending.
#[derive(Debug)]
pub(super) struct Groups {
    pub offsets: Vec<u32>,
    pub members: Vec<u32>,
}

impl Groups {
    /// By counting sort; `labels` are `0..count`.
    pub fn new(labels: &[u32], count: usize) -> Self {
        let mut offsets = vec![0u32; count + 1];
        for &label in labels {
            offsets[label as usize + 1] += 1;
        }
        for group in 0..count {
            offsets[group + 1] += offsets[group];
        }
        let mut next = offsets.clone();
        let mut members = vec![0u32; labels.len()];
        for (node, &label) in labels.iter().enumerate() {
            members[next[label as usize] as usize] = node as u32;
            next[label as usize] += 1;
        }
        Self { offsets, members }
    }

    pub fn count(&self) -> usize {
        self.offsets.len() - 1
    }

    pub fn members(&self, group: usize) -> &[u32] {
        &self.members[self.offsets[group] as usize..self.offsets[group + 1] as usize]
    }

    /// The place of each vertex among the members of its group, from 0.
    pub fn places(&self) -> Vec<u32> {
        let mut places = vec![0u32; self.members.len()];
        for group in 0..self.count() {
            for (place, &node) in self.members(group).iter().enumerate() {
                places[node as usize] = place as u32;
            }
        }
        places
    }
}

/// Groups are handed out in this many parts at most: a few for every core.
const PARTS: usize = 32;

impl<'a> Level<'a> {
    /// The given graph itself.
    pub fn of_graph(graph: &'a Graph, quality: Quality) -> Self {
        Level {
            graph: Cow::Borrowed(graph),
            node_weights: quality.node_weights(graph),
            loops: vec![0.0; graph.nodes()],
        }
    }

    pub fn nodes(&self) -> usize {
        self.graph.nodes()
    }

    /// The graph whose vertex `g` is group `g`: weights of vertices and of links between two groups are
    /// added up, links inside a group become its loop. Every partition that keeps groups together has the
    /// same quality on both.
    ///
    /// Groups run in parallel. Time `O(n + m log d)`, `d` the largest degree of an aggregate.
    pub fn aggregate(&self, groups: &Groups, labels: &[u32]) -> Level<'static> {
        let count = groups.count();
        let size = count.div_ceil(PARTS).max(1);
        let scratch = || Sums::new(count);
        let parts = parallel::chunks::map_with(count, size, scratch, |sums, range| {
            let mut part = Part::default();
            for group in range {
                part.add(self, groups.members(group), labels, group, sums);
            }
            part
        });
        concatenate(parts)
    }
}

/// Some rows of an aggregate.
#[derive(Default)]
struct Part {
    degrees: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f64>,
    node_weights: Vec<f64>,
    loops: Vec<f64>,
}

impl Part {
    fn add(&mut self, level: &Level<'_>, members: &[u32], labels: &[u32], group: usize, sums: &mut Sums) {
        let (mut node_weight, mut inside, mut loops) = (0.0, 0.0, 0.0);
        for &member in members {
            let member = member as usize;
            node_weight += level.node_weights[member];
            loops += level.loops[member];
            for (neighbour, weight) in level.graph.links_of(member) {
                let other = labels[neighbour];
                if other as usize == group {
                    inside += weight;
                } else {
                    sums.add(other, weight);
                }
            }
        }
        self.node_weights.push(node_weight);
        self.loops.push(loops + inside / 2.0);
        let first = self.targets.len();
        self.targets.extend(sums.touched());
        self.targets[first..].sort_unstable();
        self.weights.extend(self.targets[first..].iter().map(|&other| sums.of(other)));
        self.degrees.push(self.targets.len() - first);
        sums.clear();
    }
}

fn concatenate(parts: Vec<Part>) -> Level<'static> {
    let mut offsets = vec![0];
    let mut whole = Part::default();
    for part in parts {
        for degree in part.degrees {
            offsets.push(offsets[offsets.len() - 1] + degree);
        }
        whole.targets.extend(part.targets);
        whole.weights.extend(part.weights);
        whole.node_weights.extend(part.node_weights);
        whole.loops.extend(part.loops);
    }
    Level {
        graph: Cow::Owned(Graph { offsets, targets: whole.targets, weights: whole.weights }),
        node_weights: whole.node_weights,
        loops: whole.loops,
    }
}

/// Link weights by cluster, in an array that is cleared only where it was touched.
#[derive(Debug)]
pub(super) struct Sums {
    weights: Vec<f64>,
    /// The clusters that something was added to, in order of first touch: the first `len` of them.
    touched: Vec<u32>,
    len: usize,
}

impl Sums {
    pub fn new(clusters: usize) -> Self {
        Self { weights: vec![0.0; clusters], touched: vec![0; clusters + 1], len: 0 }
    }

    /// Adds a weight above 0.
    #[inline]
    pub fn add(&mut self, cluster: u32, weight: f64) {
        let sum = &mut self.weights[cluster as usize];
        // Whether a cluster is new is hard to foretell, so that the processor is given no branch to guess.
        self.touched[self.len] = cluster;
        self.len += usize::from(*sum == 0.0);
        *sum += weight;
    }

    /// The sum of a cluster; 0 where nothing was added.
    #[inline]
    pub fn of(&self, cluster: u32) -> f64 {
        self.weights[cluster as usize]
    }

    /// The clusters that something was added to, in order of first touch.
    pub fn touched(&self) -> &[u32] {
        &self.touched[..self.len]
    }

    pub fn clear(&mut self) {
        for &cluster in &self.touched[..self.len] {
            self.weights[cluster as usize] = 0.0;
        }
        self.len = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::community::quality::potts;

    #[test]
    fn two_triangles_become_two_vertices() {
        let graph = from_edges(6, &graphs::two_triangles());
        let labels = [0, 0, 0, 1, 1, 1];
        let level = Level::of_graph(&graph, Quality::Modularity).aggregate(&Groups::new(&labels, 2), &labels);
        assert_eq!(level.graph.links_of(0).collect::<Vec<_>>(), [(1, 1.0)]);
        assert_eq!(level.graph.links_of(1).collect::<Vec<_>>(), [(0, 1.0)]);
        assert_eq!(level.node_weights, [7.0, 7.0]);
        assert_eq!(level.loops, [3.0, 3.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn an_aggregate_has_the_quality_of_what_it_stands_for(
            seed: u64,
            mut parts in prop::collection::vec(0u32..20, 20),
            clusters in prop::collection::vec(0u32..5, 20),
            cpm: bool,
        ) {
            let graph = from_edges(20, &graphs::random(20, 0.3, seed));
            let quality = if cpm { Quality::Cpm } else { Quality::Modularity };
            let objective = quality.objective(&graph, 0.7);
            let count = crate::community::partition::close_gaps(&mut parts);
            let fine = Level::of_graph(&graph, quality);
            let coarse = fine.aggregate(&Groups::new(&parts, count), &parts);
            let kept: Vec<u32> = parts.iter().map(|&part| clusters[part as usize]).collect();
            let (below, above) = (potts(&fine, &kept, objective), potts(&coarse, &clusters[..count], objective));
            prop_assert!((below - above).abs() < 1e-9, "{below} {above}");
        }
    }
}
