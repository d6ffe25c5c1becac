//! The push between many vertices, by way of a mesh.
//!
//! Vertices are spread onto a regular mesh with cubic B-splines, the mesh is convolved with the kernel by Fourier transform
//! ([`super::fourier`]), and the field is read back at the vertices with the same splines. With the splines divided out of the
//! kernel's transform this is the interpolation of the kernel by cardinal cubic splines in both of its arguments, an error of
//! `O(h⁴)` for a mesh of width `h`.
//!
//! The idea of a mesh is from Linderman, Rachh, Hoskins, Steinerberger and Kluger 2019, "Fast interpolation-based t-SNE for
//! improved visualization of single-cell RNA-seq data"; splines and their division are from Essmann, Perera, Berkowitz, Darden, Lee
//! and Pedersen 1995, "A smooth particle mesh Ewald method".

use parallel::chunks;
use rayon::prelude::*;

use super::{Point, fourier::Convolution};

/// Vertices in a task.
const CHUNK: usize = 2048;
/// Rows of the mesh in a band. A spline reaches over 4 rows, so what a band spreads stays within it and the next.
const BAND: usize = 8;
/// The width of the mesh where nothing speaks against it: a third of the width of the kernel, where the error of the push stays
/// below 1 % even on sparse maps (with a half it would reach 4 %).
const WIDTH: f32 = 1.0 / 3.0;
/// A map that is still small gets a finer mesh, with at least so many nodes along it, so that its rows can share the work.
const FEWEST: f32 = 96.0;
/// A map that is very wide gets a coarser mesh: this bounds memory and time at the cost of the push between near vertices.
const MOST: f32 = 2048.0;

/// Buffers that are kept from step to step.
pub(super) struct Mesh {
    convolution: Option<Convolution>,
    places: Vec<Point>,
    density: Vec<f32>,
}

impl Mesh {
    pub fn new() -> Self {
        Self { convolution: None, places: Vec::new(), density: Vec::new() }
    }

    /// See [`super::repulsion::Repulsion::push`].
    pub fn push(&mut self, points: &[Point], pushes: &mut [Point]) -> f64 {
        let (low, extent) = bounds(points);
        let width = width(extent);
        // One node before the first vertex and two behind the last carry the ends of the splines.
        let nodes = (extent / width) as usize + 4;

        self.places.resize(points.len(), [0.0; 2]);
        chunks::fill(&mut self.places, CHUNK, |i| {
            [0, 1].map(|axis| 1.0 + (points[i][axis] - low[axis]) / width)
        });
        spread(&self.places, nodes, &mut self.density);
        let convolution = Convolution::fitting(self.convolution.take(), nodes, width);
        let convolution = self.convolution.insert(convolution);
        let total = convolution.apply(nodes, &self.density);
        let field = convolution.field();
        chunks::fill(pushes, CHUNK, |i| read(field, nodes, self.places[i]));
        // Each vertex met itself once, with the kernel 1.
        total - points.len() as f64
    }
}

/// The lowest coordinates, and the larger of the two extents.
pub(super) fn bounds(points: &[Point]) -> (Point, f32) {
    let ends = chunks::map(points.len(), CHUNK, |range| {
        points[range].iter().fold(([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]), |(low, high), point| {
            ([0, 1].map(|a| point[a].min(low[a])), [0, 1].map(|a| point[a].max(high[a])))
        })
    });
    let low = [0, 1].map(|a| ends.iter().map(|end| end.0[a]).fold(f32::INFINITY, f32::min));
    let high = [0, 1].map(|a| ends.iter().map(|end| end.1[a]).fold(f32::NEG_INFINITY, f32::max));
    (low, (high[0] - low[0]).max(high[1] - low[1]))
}

/// The distance of nodes. It changes in steps, so that the transform of the kernel serves many steps of the descent.
fn width(extent: f32) -> f32 {
    let mut width = WIDTH;
    while width * FEWEST > extent && width > f32::EPSILON {
        width /= 2.0;
    }
    while width * MOST < extent {
        width *= 2.0;
    }
    width
}

/// The node before a place, and what the cubic B-spline at the place gives to that node's forerunner, itself and
/// the two after.
fn spline(place: f32) -> (usize, [f32; 4]) {
    let node = place as usize;
    let t = place - node as f32;
    let s = 1.0 - t;
    let sixth = 1.0 / 6.0;
    let weights = [
        s * s * s * sixth,
        (3.0 * t * t * (t - 2.0) + 4.0) * sixth,
        (3.0 * s * s * (s - 2.0) + 4.0) * sixth,
        t * t * t * sixth,
    ];
    (node, weights)
}

/// Fills `density` (`nodes` rows of `nodes`) with the splines of all places.
///
/// Even bands of rows go first, in parallel, then the odd ones; a band takes its places in their order. So a node adds up in
/// the same order always, and no two tasks share one.
fn spread(places: &[Point], nodes: usize, density: &mut Vec<f32>) {
    let bands = nodes.div_ceil(BAND);
    density.clear();
    density.resize((bands + 1) * BAND * nodes, 0.0);
    let (starts, order) = by_band(places, bands);
    for odd in [0, 1] {
        density[odd * BAND * nodes..].par_chunks_mut(2 * BAND * nodes).enumerate().for_each(
            |(pair, rows)| {
                let band = 2 * pair + odd;
                if band < bands {
                    for &place in &order[starts[band]..starts[band + 1]] {
                        add(places[place as usize], band * BAND, nodes, rows);
                    }
                }
            },
        );
    }
}

/// The places of each band of rows: those of `band` stand at `starts[band]..starts[band + 1]` in the second, ascending.
fn by_band(places: &[Point], bands: usize) -> (Vec<usize>, Vec<u32>) {
    let band = |place: &Point| (place[1] as usize - 1) / BAND;
    let mut starts = vec![0; bands + 1];
    for place in places {
        starts[band(place) + 1] += 1;
    }
    for band in 0..bands {
        starts[band + 1] += starts[band];
    }
    let mut next = starts.clone();
    let mut order = vec![0; places.len()];
    for (number, place) in places.iter().enumerate() {
        let slot = &mut next[band(place)];
        order[*slot] = number as u32;
        *slot += 1;
    }
    (starts, order)
}

/// Adds the spline of a place to `rows`, the first of which is row `first` of the mesh.
fn add(place: Point, first: usize, nodes: usize, rows: &mut [f32]) {
    let (column, across) = spline(place[0]);
    let (row, down) = spline(place[1]);
    for (line, weight) in down.into_iter().enumerate() {
        let begin = (row - 1 - first + line) * nodes + column - 1;
        for (node, share) in rows[begin..begin + 4].iter_mut().zip(across) {
            *node += weight * share;
        }
    }
}

/// The field at a place.
fn read(field: &[Point], nodes: usize, place: Point) -> Point {
    let (column, across) = spline(place[0]);
    let (row, down) = spline(place[1]);
    let mut sum = [0.0f32; 2];
    for (line, weight) in down.into_iter().enumerate() {
        let begin = (row - 1 + line) * nodes + column - 1;
        for (node, share) in field[begin..begin + 4].iter().zip(across) {
            sum[0] += weight * share * node[0];
            sum[1] += weight * share * node[1];
        }
    }
    sum
}
