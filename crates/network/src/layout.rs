//! A map of the graph: neighbours in the graph become neighbours in the plane.
//!
//! The method is t-SNE on the graph's own weights. Each connected piece is drawn by itself, then the pieces are packed
//! beside each other, so that a piece without links to the rest is not flung away:
//!
//! 1. [`pieces`]: the connected pieces, each as its own small graph;
//! 2. [`affinities`]: weights to probabilities; [`start`]: where the descent begins;
//! 3. [`descent`]: pulls ([`attraction`]) against pushes ([`repulsion`], on a [`mesh`] by [`fourier`] transforms);
//! 4. [`packing`]: pieces to one picture.
//!
//! Begin reading in [`embed`], then [`descent`].

mod affinities;
mod attraction;
mod descent;
mod fourier;
mod mesh;
mod packing;
mod pieces;
mod repulsion;
mod start;

use parallel::{Progress, chunks};

use crate::Graph;
use pieces::Piece;

/// A place on a piece's own map, in units of the width of the kernel `1 / (1 + d²)`.
type Point = [f32; 2];

/// How a map is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutSettings {
    /// Which of the possible maps: seeds the random numbers that the start is made from.
    pub seed: u64,
    /// Steps of the descent. A third of them go to the rough picture (early exaggeration), the rest to the details.
    pub iterations: usize,
}

impl Default for LayoutSettings {
    fn default() -> Self {
        Self { seed: 0, iterations: 750 }
    }
}

/// A position in the unit square for every vertex.
pub fn embed(
    graph: &Graph,
    settings: &LayoutSettings,
    _clusters: &[u32],
    progress: &Progress,
) -> Vec<[f64; 2]> {
    let pieces = pieces::connected(graph);
    let drawn: usize = pieces.iter().map(Piece::len).filter(|&size| size > 1).sum();
    let stage = progress.stage("layout", drawn * settings.iterations);
    let maps: Vec<Vec<Point>> =
        chunks::map(pieces.len(), 1, |range| draw(graph, &pieces[range.start], settings, &stage));
    packing::pack(graph.nodes(), &pieces, &maps)
}

/// The map of one piece.
fn draw(
    graph: &Graph,
    piece: &Piece,
    settings: &LayoutSettings,
    stage: &parallel::progress::Stage<'_>,
) -> Vec<Point> {
    if piece.len() == 1 {
        return vec![[0.0; 2]];
    }
    let affinities = affinities::Affinities::of(graph, piece);
    let points = start::spectral(&affinities, piece, settings.seed);
    descent::descend(&affinities, points, settings.iterations, stage)
}
