//! Where the descent begins: the slowest modes of a random walk on the links.

use parallel::{chunks, reduce, seed};
use rand::RngExt;

use super::{Point, affinities::Affinities, pieces::Piece};

/// Steps of the walk.
const STEPS: usize = 100;
/// Rows in a task.
const CHUNK: usize = 1024;
/// How far apart the start puts vertices (standard deviation along each axis): far less than the width of the kernel.
const SPREAD: f64 = 1e-2;

/// Two functions on the vertices that change slowly along links.
pub(super) fn spectral(affinities: &Affinities, piece: &Piece, seed: u64) -> Vec<Point> {
    let n = affinities.len();
    let noise: Vec<[f64; 2]> = chunks::collect(n, CHUNK, |i| {
        let mut random = seed::stream(seed, "layout", u64::from(piece.vertices[i]));
        [random.random::<f64>() - 0.5, random.random::<f64>() - 0.5]
    });
    let strengths: Vec<f64> =
        chunks::collect(n, CHUNK, |i| affinities.row(i).map(|(_, p)| f64::from(p)).sum::<f64>());
    let mut modes = noise.clone();
    for _ in 0..STEPS {
        modes = chunks::collect(n, CHUNK, |i| {
            let mut sum = [0.0; 2];
            for (j, p) in affinities.row(i) {
                sum[0] += f64::from(p) * modes[j][0];
                sum[1] += f64::from(p) * modes[j][1];
            }
            [0, 1].map(|a| (modes[i][a] + sum[a] / strengths[i]) / 2.0)
        });
        orthonormalise(&mut modes, &strengths);
    }
    (0..n).map(|i| [0, 1].map(|a| (SPREAD * (modes[i][a] + 1e-2 * noise[i][a])) as f32)).collect()
}

/// Makes both modes orthogonal to the constant and to each other, with variance 1, all weighted by the strengths (which add up
/// to 1).
fn orthonormalise(modes: &mut [[f64; 2]], strengths: &[f64]) {
    let n = modes.len();
    for axis in [0, 1] {
        let mean = reduce::sum(n, |i| strengths[i] * modes[i][axis]);
        let along =
            if axis == 0 { 0.0 } else { reduce::sum(n, |i| strengths[i] * modes[i][0] * modes[i][1]) };
        for mode in modes.iter_mut() {
            mode[axis] -= mean;
            if axis == 1 {
                mode[1] -= along * mode[0];
            }
        }
        let variance = reduce::sum(n, |i| strengths[i] * modes[i][axis] * modes[i][axis]);
        if variance > 0.0 {
            let scale = variance.sqrt().recip();
            modes.iter_mut().for_each(|mode| mode[axis] *= scale);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Graph, Link, layout::pieces};

    #[test]
    fn a_path_is_drawn_from_end_to_end() {
        let links: Vec<Link> = (0..7).map(|i| Link { source: i, target: i + 1, weight: 1.0 }).collect();
        let graph = Graph::from_links(8, &links).unwrap();
        let piece = &pieces::connected(&graph)[0];
        let points = spectral(&Affinities::of(&graph, piece), piece, 3);
        // The slowest mode of a walk on a path is half a wave of the cosine.
        let rising = points.windows(2).filter(|pair| pair[0][0] < pair[1][0]).count();
        assert!(rising == 0 || rising == 7, "{points:?}");
    }

    #[test]
    fn modes_are_made_orthonormal() {
        let strengths = [0.1, 0.2, 0.3, 0.4];
        let mut modes = [[1.0, 2.0], [3.0, -1.0], [0.0, 5.0], [2.0, 2.0]];
        orthonormalise(&mut modes, &strengths);
        let product =
            |f: fn(&[f64; 2]) -> f64| modes.iter().zip(strengths).map(|(mode, s)| s * f(mode)).sum::<f64>();
        for (value, expected) in [
            (product(|m| m[0]), 0.0),
            (product(|m| m[1]), 0.0),
            (product(|m| m[0] * m[1]), 0.0),
            (product(|m| m[0] * m[0]), 1.0),
            (product(|m| m[1] * m[1]), 1.0),
        ] {
            assert!((value - expected).abs() < 1e-12, "{value} {expected}");
        }
    }
}
