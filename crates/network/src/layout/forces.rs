//! The map as an equilibrium of forces: LinLog.
//!
//! Links pull with a constant force, all vertices push each other with one that falls with the distance; the energy is
//!
//! ```text
//! U = Σ w(i, j) d(i, j) − Σ ln d(i, j)      over links, and over pairs
//! ```
//!
//! At its minimum two groups with `c` of link weight between them stand about `n₁ n₂ / c` apart: the sparser the cut, the wider
//! the gap. ForceAtlas2 and VOSviewer's layout have the same form with other powers of the distance. Linear springs (`w d² / 2`, as in
//! ForceAtlas2), which have few bad minima, find the rough picture first.
//!
//! Literature: Noack 2007, "Energy models for graph clustering"; Jacomy, Venturini, Heymann and Bastian 2014, "ForceAtlas2, a
//! continuous graph layout algorithm"; van Eck, Waltman, Dekker and van den Berg 2010, "A comparison of two techniques for
//! bibliometric mapping: multidimensional scaling and VOS".

use parallel::{chunks, progress::Stage, reduce};

use super::{
    Point,
    minimise::{Place, minimise},
    pieces::Piece,
    quadtree::Quadtree,
};
use crate::Graph;

/// Up to here all pairs are counted, which is exact; above, vertices far away count together.
const EXACT: usize = 1000;
/// Least weight of a link as a share of the mean weight: what hangs by a thread would else be flung away.
const WEAKEST: f64 = 1e-3;
/// Below this share of the length of a mean link between two vertices, distances count as this: no force is infinite.
const SOFT: f64 = 1e-3;
/// Vertices in a task.
const CHUNK: usize = 64;

/// With which power of the distance links pull.
#[derive(Clone, Copy)]
enum Pull {
    Linear,
    Constant,
}

/// The links of a piece, by its own numbers, weights over their mean.
pub(super) struct Springs(Vec<Vec<(u32, f64)>>);

impl Springs {
    /// `O(n + m)`.
    pub fn of(graph: &Graph, piece: &Piece) -> Self {
        // Divided before they are added: the sum of the largest numbers there are is none.
        let largest =
            piece.vertices.iter().flat_map(|&v| graph.weights(v as usize)).fold(0.0f64, |a, &b| a.max(b));
        let number =
            |vertex: usize| piece.vertices.partition_point(|&other| (other as usize) < vertex) as u32;
        let mut rows: Vec<Vec<(u32, f64)>> = chunks::collect(piece.len(), CHUNK, |i| {
            let links = graph.links_of(piece.vertices[i] as usize);
            links.map(|(other, weight)| (number(other), weight / largest)).collect()
        });
        let ends: usize = rows.iter().map(Vec::len).sum();
        let mean = rows.iter().flatten().map(|&(_, weight)| weight).sum::<f64>() / ends as f64;
        rows.iter_mut().flatten().for_each(|(_, weight)| *weight = (*weight / mean).max(WEAKEST));
        Self(rows)
    }
}

/// Where pulls and pushes balance, from `start`; at most `iterations` steps with either kind of pull.
///
/// Time: a step takes `O(n²)` up to 1,000 vertices, above `O(n log n + m)`. Space `O(n + m)`.
pub(super) fn balance(
    springs: &Springs,
    start: &[Point],
    iterations: usize,
    stage: &Stage<'_>,
) -> Vec<Point> {
    let start: Vec<Place> = start.iter().map(|point| point.map(f64::from)).collect();
    let places = fall(springs, spread_out(&start), Pull::Linear, iterations / 2, stage);
    narrow(fall(springs, places, Pull::Constant, iterations / 2, stage))
}

/// Like [`balance`], from places on an earlier map of the same kind: links pull as they do in the end from the first step on.
pub(super) fn rebalance(
    springs: &Springs,
    start: &[Place],
    iterations: usize,
    stage: &Stage<'_>,
) -> Vec<Point> {
    narrow(fall(springs, spread_out(start), Pull::Constant, iterations, stage))
}

fn fall(springs: &Springs, places: Vec<Place>, pull: Pull, steps: usize, stage: &Stage<'_>) -> Vec<Place> {
    minimise(places, steps, |places, slope| {
        stage.tick(places.len());
        energy(springs, pull, places, slope)
    })
}

/// The places around their mean, at the size that brings the constant pulls of a sparse graph near to balance.
fn spread_out(places: &[Place]) -> Vec<Place> {
    let n = places.len();
    let mean = [0, 1].map(|a| reduce::sum(n, |i| places[i][a]) / n as f64);
    let square = |i: usize| (0..2).map(|a| (places[i][a] - mean[a]).powi(2)).sum::<f64>();
    let deviation = (reduce::sum(n, square) / n as f64).sqrt();
    let scale = if deviation > 0.0 { (n as f64).sqrt() / deviation } else { 1.0 };
    places.iter().map(|place| [0, 1].map(|a| (place[a] - mean[a]) * scale)).collect()
}

fn narrow(places: Vec<Place>) -> Vec<Point> {
    places.into_iter().map(|place| place.map(|part| part as f32)).collect()
}

/// The energy, and its slope at every vertex.
fn energy(springs: &Springs, pull: Pull, places: &[Place], slope: &mut [Place]) -> f64 {
    let tree = (places.len() > EXACT).then(|| Quadtree::over(places));
    let of: Vec<(Place, f64)> = chunks::collect(places.len(), CHUNK, |i| {
        let (mut force, mut energy) = ([0.0; 2], 0.0);
        let mut push = |other: Place, count: f64| {
            let [dx, dy] = [0, 1].map(|a| places[i][a] - other[a]);
            let square = dx * dx + dy * dy + SOFT * SOFT;
            force[0] -= count * dx / square;
            force[1] -= count * dy / square;
            energy -= count * square.ln() / 2.0;
        };
        match &tree {
            Some(tree) => tree.visit(i, push),
            None => (0..places.len()).filter(|&j| j != i).for_each(|j| push(places[j], 1.0)),
        }
        for &(j, weight) in &springs.0[i] {
            let [dx, dy] = [0, 1].map(|a| places[i][a] - places[j as usize][a]);
            let square = dx * dx + dy * dy + SOFT * SOFT;
            let (strength, potential) = match pull {
                Pull::Linear => (weight, weight * square / 2.0),
                Pull::Constant => (weight / square.sqrt(), weight * square.sqrt()),
            };
            force[0] += strength * dx;
            force[1] += strength * dy;
            energy += potential;
        }
        (force, energy)
    });
    chunks::fill(slope, CHUNK, |i| of[i].0);
    // Every link and every pair was met at both of its ends.
    reduce::sum(of.len(), |i| of[i].1) / 2.0
}

#[cfg(test)]
mod tests {
    use parallel::Progress;

    use super::*;
    use crate::{Link, layout::pieces};

    fn springs(nodes: usize, links: &[(u32, u32, f64)]) -> Springs {
        let links: Vec<Link> =
            links.iter().map(|&(source, target, weight)| Link { source, target, weight }).collect();
        let graph = Graph::from_links(nodes, &links).unwrap();
        Springs::of(&graph, &pieces::connected(&graph)[0])
    }

    fn balanced(springs: &Springs, iterations: usize) -> Vec<Point> {
        let start = crate::layout::descent::random_points(springs.0.len(), 1, 1.0);
        balance(springs, &start, iterations, &Progress::none().stage("layout", 0))
    }

    fn distance(a: Point, b: Point) -> f64 {
        f64::from((a[0] - b[0]).hypot(a[1] - b[1]))
    }

    /// All pairs of `first..end`, linked with weight 1.
    fn clique(first: u32, end: u32) -> impl Iterator<Item = (u32, u32, f64)> {
        (first..end).flat_map(move |a| (first..a).map(move |b| (a, b, 1.0)))
    }

    #[test]
    fn two_and_three_vertices_by_hand() {
        // A pull of 1 against a push of 1 / d.
        let two = balanced(&springs(2, &[(0, 1, 5.0)]), 100);
        assert!((distance(two[0], two[1]) - 1.0).abs() < 1e-4, "{two:?}");
        // Every pair as the two.
        let three = balanced(&springs(3, &[(0, 1, 2.0), (1, 2, 2.0), (2, 0, 2.0)]), 100);
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            assert!((distance(three[a], three[b]) - 1.0).abs() < 1e-4, "{three:?}");
        }
        // On a path a pull of 1 holds an end against 1 / d + 1 / 2d: d is 3/2.
        let path = balanced(&springs(3, &[(0, 1, 2.0), (1, 2, 2.0)]), 100);
        assert!((distance(path[0], path[1]) - 1.5).abs() < 1e-3, "{path:?}");
        assert!((distance(path[0], path[2]) - 3.0).abs() < 1e-3, "{path:?}");
    }

    /// Noack 2007: at the minimum of LinLog the distance of two groups is the product of their sizes over the weight between them.
    #[test]
    fn groups_stand_as_far_apart_as_their_cut_is_sparse() {
        for weight in [1.0, 0.25] {
            // Every vertex of one group is linked to every one of the other, so that the groups stay together.
            let (n, m) = (8u32, 12u32);
            let across = (0..n).flat_map(|a| (n..n + m).map(move |b| (a, b, weight / 50.0)));
            let links: Vec<_> = clique(0, n).chain(clique(n, n + m)).chain(across).collect();
            let springs = springs(20, &links);
            let points = balanced(&springs, 600);
            let middle = |range: std::ops::Range<usize>| {
                let count = range.len() as f32;
                [0, 1].map(|a| points[range.clone()].iter().map(|point| point[a]).sum::<f32>() / count)
            };
            let cut: f64 =
                springs.0[..8].iter().flatten().filter(|link| link.0 >= 8).map(|link| link.1).sum();
            let (found, expected) = (distance(middle(0..8), middle(8..20)), 96.0 / cut);
            assert!((found / expected - 1.0).abs() < 0.02, "{found} {expected}");
        }
    }

    #[test]
    fn two_cliques_on_a_bridge_are_apart() {
        let links: Vec<_> = clique(0, 10).chain(clique(10, 20)).chain([(0, 10, 1.0)]).collect();
        let points = balanced(&springs(20, &links), 400);
        let within =
            (0..10).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| distance(points[a], points[b]));
        let across =
            (0..10).flat_map(|a| (10..20).map(move |b| (a, b))).map(|(a, b)| distance(points[a], points[b]));
        let (widest, nearest) = (within.fold(0.0, f64::max), across.fold(f64::INFINITY, f64::min));
        assert!(widest < nearest, "{widest} {nearest}");
    }

    #[test]
    fn the_slope_is_that_of_the_energy() {
        let springs = springs(5, &[(0, 1, 1.0), (1, 2, 0.5), (2, 0, 0.2), (2, 3, 2.0), (3, 4, 1.0)]);
        let places: Vec<Place> = crate::layout::descent::random_points(5, 4, 3.0)
            .into_iter()
            .map(|point| point.map(f64::from))
            .collect();
        for pull in [Pull::Linear, Pull::Constant] {
            let mut slope = vec![[0.0; 2]; 5];
            energy(&springs, pull, &places, &mut slope);
            for i in 0..5 {
                for axis in [0, 1] {
                    let at = |shift: f64| {
                        let mut moved = places.clone();
                        moved[i][axis] += shift;
                        energy(&springs, pull, &moved, &mut [[0.0; 2]; 5])
                    };
                    let expected = (at(1e-5) - at(-1e-5)) / 2e-5;
                    assert!((slope[i][axis] - expected).abs() < 1e-6, "{i} {axis}");
                }
            }
        }
    }

    #[test]
    fn the_energy_falls_with_every_further_step() {
        let links: Vec<_> = clique(0, 6).chain([(5, 6, 0.3), (6, 7, 2.0)]).collect();
        let springs = springs(8, &links);
        let start: Vec<Place> = crate::layout::descent::random_points(8, 3, 5.0)
            .into_iter()
            .map(|point| point.map(f64::from))
            .collect();
        let mut last = f64::INFINITY;
        for steps in [0, 1, 2, 5, 20, 100] {
            let progress = Progress::none();
            let places = fall(&springs, start.clone(), Pull::Constant, steps, &progress.stage("layout", 0));
            let now = energy(&springs, Pull::Constant, &places, &mut [[0.0; 2]; 8]);
            assert!(now < last, "{steps}: {now} {last}");
            last = now;
        }
    }

    #[test]
    fn vertices_on_one_spot_stay_finite() {
        let springs = springs(3, &[(0, 1, 1e-300), (1, 2, 1e300)]);
        let points = balance(&springs, &[[0.5, 0.5]; 3], 50, &Progress::none().stage("layout", 0));
        assert!(points.iter().flatten().all(|part| part.is_finite()), "{points:?}");
    }
}
