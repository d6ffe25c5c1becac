//! Gradient descent.

use parallel::progress::Stage;
use rayon::prelude::*;

use super::{Point, affinities::Affinities, attraction::pull, repulsion::Repulsion};

/// How much the links pull harder in the first third.
const EXAGGERATION: f32 = 12.0;
/// Share of the last step that is kept.
const MOMENTUM: f32 = 0.8;
/// Longest step, so that a vertex far out does not fly off.
const LONGEST: f32 = 5.0;
/// Vertices in a task.
const CHUNK: usize = 1024;

/// What a vertex remembers from step to step.
#[derive(Clone, Copy)]
struct Motion {
    step: Point,
    gain: Point,
}

/// Moves `points` down the gradient.
pub(super) fn descend(
    affinities: &Affinities,
    mut points: Vec<Point>,
    iterations: usize,
    stage: &Stage<'_>,
) -> Vec<Point> {
    let n = affinities.len();
    let mut repulsion = Repulsion::of(n);
    let mut pushes = vec![[0.0; 2]; n];
    let mut motions = vec![Motion { step: [0.0; 2], gain: [1.0; 2] }; n];
    for iteration in 0..iterations {
        let exaggeration = if 3 * iteration < iterations { EXAGGERATION } else { 1.0 };
        let rate = n as f32 / exaggeration;
        let scale = 1.0 / repulsion.push(&points, &mut pushes) as f32;
        motions.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, motions)| {
            for (offset, motion) in motions.iter_mut().enumerate() {
                let i = chunk * CHUNK + offset;
                let (pull, push) = (pull(affinities, &points, i), pushes[i]);
                motion.turn([0, 1].map(|axis| exaggeration * pull[axis] - scale * push[axis]), rate);
            }
        });
        points.par_iter_mut().zip(&motions).with_min_len(CHUNK).for_each(|(point, motion)| {
            point[0] += motion.step[0];
            point[1] += motion.step[1];
        });
        stage.tick(n);
    }
    points
}

impl Motion {
    /// The next step: momentum, and a gain that grows while the gradient keeps its direction (Jacobs 1988, as in van der Maaten's
    /// t-SNE).
    fn turn(&mut self, gradient: Point, rate: f32) {
        for axis in [0, 1] {
            let (step, gain) = (&mut self.step[axis], &mut self.gain[axis]);
            // A step goes against the gradient: the same sign means that it overshot.
            *gain = if (gradient[axis] > 0.0) == (*step > 0.0) { *gain * 0.8 } else { *gain + 0.2 };
            *gain = gain.max(0.01);
            *step = MOMENTUM * *step - rate * *gain * gradient[axis];
        }
        let length = self.step[0].hypot(self.step[1]);
        if length > LONGEST {
            self.step = self.step.map(|part| part * (LONGEST / length));
        }
    }
}
