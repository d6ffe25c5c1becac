//! Gradient descent on the divergence between links and distances.
//!
//! First the links pull harder than the gradient says, which brings clusters together while the map is still small; this takes a
//! quarter of the steps (early exaggeration, van der Maaten and Hinton 2008). Then vertices are renumbered so that those near on the map
//! are near in memory, and the details follow with a smaller rate and more momentum: on 83,081 papers 300 such steps keep as many
//! neighbours as 400 with the rate `n` and the momentum of the first part.

use parallel::progress::Stage;
use rayon::prelude::*;

use super::{Point, affinities::Affinities, attraction::pull, locality, repulsion::Repulsion};

/// Longest step, so that a vertex far out does not fly off.
const LONGEST: f32 = 5.0;
/// Vertices in a task.
const CHUNK: usize = 1024;

/// How a part of the descent goes.
struct Phase {
    /// How much harder links pull than the gradient says.
    exaggeration: f32,
    /// The rate, in units of the number of vertices over the exaggeration (Belkina et al. 2019).
    rate: f32,
    /// Share of the last step that is kept.
    momentum: f32,
}

/// The rough picture.
const ROUGH: Phase = Phase { exaggeration: 12.0, rate: 1.0, momentum: 0.8 };
/// How hard links pull in the end. A little less than the gradient says: that keeps more neighbours (0.568 of ten to 0.531 on 83,081 papers)
/// and labels as well (0.890).
const PULL: f32 = 0.8;

/// The details.
const FINE: Phase = Phase { exaggeration: PULL, rate: 0.4, momentum: 0.9 };
/// From an earlier map: it is near a minimum, and should not swing out of it.
const GENTLE: Phase = Phase { exaggeration: PULL, rate: 0.2, momentum: 0.5 };

/// What a vertex remembers from step to step.
#[derive(Clone, Copy)]
struct Motion {
    step: Point,
    gain: Point,
}

/// Moves `points` down the gradient `4 (Σ p k (y(i) - y(j)) - Σ k² (y(i) - y(j)) / Z)`; its factor 4 is taken as part of the rate.
pub(super) fn descend(
    affinities: &Affinities,
    mut points: Vec<Point>,
    iterations: usize,
    stage: &Stage<'_>,
) -> Vec<Point> {
    let rough = iterations / 4;
    go(&ROUGH, affinities, &mut points, rough, stage);
    in_good_order(&FINE, affinities, &points, iterations - rough, stage)
}

/// Like [`descend`], from an earlier map at its full size: in small steps, and without a rough picture.
pub(super) fn refine(
    affinities: &Affinities,
    points: &[Point],
    iterations: usize,
    stage: &Stage<'_>,
) -> Vec<Point> {
    in_good_order(&GENTLE, affinities, points, iterations, stage)
}

/// A phase with vertices renumbered by where they are.
fn in_good_order(
    phase: &Phase,
    affinities: &Affinities,
    points: &[Point],
    steps: usize,
    stage: &Stage<'_>,
) -> Vec<Point> {
    let order = locality::order(points);
    let mut ordered: Vec<Point> = order.iter().map(|&vertex| points[vertex as usize]).collect();
    go(phase, &affinities.reordered(&order), &mut ordered, steps, stage);
    let mut points = vec![[0.0; 2]; order.len()];
    for (vertex, point) in order.into_iter().zip(ordered) {
        points[vertex as usize] = point;
    }
    points
}

/// So many steps of a phase, from rest.
fn go(phase: &Phase, affinities: &Affinities, points: &mut [Point], steps: usize, stage: &Stage<'_>) {
    let n = affinities.len();
    let mut repulsion = Repulsion::of(n);
    let mut pushes = vec![[0.0; 2]; n];
    let mut motions = vec![Motion { step: [0.0; 2], gain: [1.0; 2] }; n];
    for _ in 0..steps {
        let scale = 1.0 / repulsion.push(points, &mut pushes) as f32;
        motions.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, motions)| {
            for (offset, motion) in motions.iter_mut().enumerate() {
                let i = chunk * CHUNK + offset;
                let (pull, push) = (pull(affinities, points, i), pushes[i]);
                let slope = [0, 1].map(|axis| phase.exaggeration * pull[axis] - scale * push[axis]);
                motion.turn(slope, phase, n);
            }
        });
        points.par_iter_mut().zip(&motions).with_min_len(CHUNK).for_each(|(point, motion)| {
            point[0] += motion.step[0];
            point[1] += motion.step[1];
        });
        stage.tick(n);
    }
}

impl Motion {
    /// The next step: momentum, and a gain that grows while the gradient keeps its direction (Jacobs 1988, as in van der Maaten's
    /// t-SNE).
    fn turn(&mut self, gradient: Point, phase: &Phase, n: usize) {
        let rate = phase.rate * n as f32 / phase.exaggeration;
        for axis in [0, 1] {
            let (step, gain) = (&mut self.step[axis], &mut self.gain[axis]);
            // A step goes against the gradient: the same sign means that it overshot.
            *gain = if (gradient[axis] > 0.0) == (*step > 0.0) { *gain * 0.8 } else { *gain + 0.2 };
            *gain = gain.max(0.01);
            *step = phase.momentum * *step - rate * *gain * gradient[axis];
        }
        let square = self.step[0] * self.step[0] + self.step[1] * self.step[1];
        if square > LONGEST * LONGEST {
            self.step = self.step.map(|part| part * (LONGEST / square.sqrt()));
        }
    }
}

/// Points uniform over a square, for tests.
#[cfg(test)]
pub(super) fn random_points(n: usize, seed: u64, side: f32) -> Vec<Point> {
    use rand::RngExt;
    let mut random = parallel::seed::stream(seed, "points", 0);
    (0..n).map(|_| [random.random::<f32>() * side, random.random::<f32>() * side]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{pieces, repulsion::all_pairs};
    use crate::{Graph, Link};

    fn affinities() -> Affinities {
        let links = [(0, 1, 1.0), (1, 2, 0.5), (2, 0, 0.2), (2, 3, 2.0), (3, 4, 1.0)]
            .map(|(source, target, weight)| Link { source, target, weight });
        let graph = Graph::from_links(5, &links).unwrap();
        Affinities::of(&graph, &pieces::connected(&graph)[0])
    }

    /// `Σ p ln(p / q)`, written out.
    fn divergence(affinities: &Affinities, points: &[[f64; 2]]) -> f64 {
        let kernel = |i: usize, j: usize| {
            1.0 / (1.0 + (points[i][0] - points[j][0]).powi(2) + (points[i][1] - points[j][1]).powi(2))
        };
        let n = points.len();
        let pairs = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
        let z: f64 = pairs.filter(|(i, j)| i != j).map(|(i, j)| kernel(i, j)).sum();
        let terms = (0..n).flat_map(|i| affinities.row(i).map(move |(j, p)| (i, j, f64::from(p))));
        terms.map(|(i, j, p)| p * (p * z / kernel(i, j)).ln()).sum()
    }

    #[test]
    fn pull_less_push_is_the_slope_of_the_divergence() {
        let affinities = affinities();
        let points = random_points(5, 4, 3.0);
        let mut pushes = vec![[0.0; 2]; 5];
        let z = all_pairs(&points, &mut pushes);
        let exact: Vec<[f64; 2]> = points.iter().map(|point| point.map(f64::from)).collect();
        for i in 0..5 {
            for axis in [0, 1] {
                let at = |shift: f64| {
                    let mut moved = exact.clone();
                    moved[i][axis] += shift;
                    divergence(&affinities, &moved)
                };
                let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
                let gradient =
                    4.0 * (f64::from(pull(&affinities, &points, i)[axis]) - f64::from(pushes[i][axis]) / z);
                assert!((slope - gradient).abs() < 1e-6, "{i} {axis}: {slope} {gradient}");
            }
        }
    }

    #[test]
    fn the_divergence_goes_down() {
        let affinities = affinities();
        let start = random_points(5, 4, 0.01);
        let progress = parallel::Progress::none();
        let end = descend(&affinities, start.clone(), 200, &progress.stage("layout", 0));
        let of = |points: &[Point]| {
            divergence(&affinities, &points.iter().map(|point| point.map(f64::from)).collect::<Vec<_>>())
        };
        assert!(of(&end) < 0.7 * of(&start), "{} {}", of(&start), of(&end));
    }
}
