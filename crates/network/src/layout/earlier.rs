//! A start from an earlier map.

use parallel::{chunks, reduce, seed};
use rand::RngExt;

use super::{Point, affinities::Affinities, attraction::pull, pieces::Piece, repulsion::Repulsion};

/// Vertices in a task.
const CHUNK: usize = 1024;
/// Rounds in which new vertices get a place: so far may one be from those that have one.
const ROUNDS: usize = 8;
/// New vertices with the same neighbours must not begin on one spot: they are moved by this share of the map.
const NOISE: f64 = 1e-4;
/// Halvings of the range in which the scale is looked for, down to a thousandth of it.
const HALVINGS: usize = 14;
/// The least deviation of a map from its middle, in units of the width of the kernel, and the largest as a multiple of `√n`.
const DEVIATIONS: (f64, f64) = (1e-2, 2.0);

/// The earlier positions of a piece's vertices, and places for new ones: the mean of their neighbours', by affinity, those of
/// unknown place left out, round by round; what is further off begins in the middle. `None` where fewer than two have a position,
/// or all have the same: that is no map.
pub(super) fn places(
    affinities: &Affinities,
    piece: &Piece,
    earlier: &[Option<[f64; 2]>],
    seed: u64,
) -> Option<Vec<[f64; 2]>> {
    let mut known: Vec<Option<[f64; 2]>> = piece.vertices.iter().map(|&v| earlier[v as usize]).collect();
    let given: Vec<[f64; 2]> = known.iter().copied().flatten().collect();
    if given.iter().all(|&place| place == given[0]) {
        return None;
    }
    for _ in 0..ROUNDS {
        known = chunks::collect(known.len(), CHUNK, |i| {
            known[i].or_else(|| among_neighbours(affinities, &known, i))
        });
    }
    let middle = [0, 1].map(|a| reduce::sum(given.len(), |i| given[i][a]) / given.len() as f64);
    Some(chunks::collect(known.len(), CHUNK, |i| {
        let vertex = piece.vertices[i];
        if let Some(place) = earlier[vertex as usize] {
            return place;
        }
        let mut random = seed::stream(seed, "earlier", u64::from(vertex));
        known[i].unwrap_or(middle).map(|part| part + NOISE * (random.random::<f64>() - 0.5))
    }))
}

fn among_neighbours(affinities: &Affinities, known: &[Option<[f64; 2]>], i: usize) -> Option<[f64; 2]> {
    let (mut sum, mut total) = ([0.0; 2], 0.0);
    for (j, weight) in affinities.row(i) {
        if let Some(place) = known[j] {
            let weight = f64::from(weight);
            sum = [0, 1].map(|a| sum[a] + weight * place[a]);
            total += weight;
        }
    }
    (total > 0.0).then(|| sum.map(|part| part / total))
}

/// The map at the size at which pulls and pushes balance as a whole: `Σ y · pull = Σ y · push / Z`, where what the gradient brings
/// down does not change with the scale. It is where the descent begins, not where it ends: groups drift apart for long. An earlier
/// report tells shapes, not this size. (Where links pull less than the gradient says, as at the end of the descent, a map has no size
/// of its own: it would grow for ever.)
pub(super) fn at_balance(affinities: &Affinities, places: &[[f64; 2]]) -> Vec<Point> {
    let n = places.len();
    let middle = [0, 1].map(|a| reduce::sum(n, |i| places[i][a]) / n as f64);
    let scaled = |scale: f64| -> Vec<Point> {
        chunks::collect(n, CHUNK, |i| [0, 1].map(|a| ((places[i][a] - middle[a]) * scale) as f32))
    };
    let mut repulsion = Repulsion::of(n);
    let mut pushes = vec![[0.0; 2]; n];
    let square = |i: usize| (0..2).map(|a| (places[i][a] - middle[a]).powi(2)).sum::<f64>();
    let deviation = (reduce::sum(n, square) / n as f64).sqrt();
    let (least, most) = DEVIATIONS;
    let (mut low, mut high) = (least / deviation, most * (n as f64).sqrt() / deviation);
    for _ in 0..HALVINGS {
        let scale = (low * high).sqrt();
        let points = scaled(scale);
        let total = repulsion.push(&points, &mut pushes);
        let along = |point: Point, force: Point| f64::from(point[0] * force[0] + point[1] * force[1]);
        let inward = reduce::sum(n, |i| along(points[i], pull(affinities, &points, i)));
        let outward = reduce::sum(n, |i| along(points[i], pushes[i])) / total;
        if inward < outward {
            low = scale;
        } else {
            high = scale;
        }
    }
    scaled((low * high).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Graph, Link, layout::pieces};

    fn path(n: u32) -> (Affinities, Piece) {
        let links: Vec<Link> =
            (1..n).map(|i| Link { source: i - 1, target: i, weight: f64::from(i) }).collect();
        let graph = Graph::from_links(n as usize, &links).unwrap();
        let piece = pieces::connected(&graph).remove(0);
        (Affinities::of(&graph, &piece), piece)
    }

    #[test]
    fn new_vertices_begin_among_their_neighbours() {
        let (affinities, piece) = path(5);
        let earlier = [Some([0.0, 0.0]), None, Some([1.0, 0.5]), None, None];
        let places = places(&affinities, &piece, &earlier, 1).unwrap();
        assert_eq!([places[0], places[2]], [[0.0, 0.0], [1.0, 0.5]]);
        // The links of the second have shares 1 and 1/3, and 2/3 and 2/5.
        let share = (2.0 / 3.0 + 2.0 / 5.0) / (1.0 + 1.0 / 3.0 + 2.0 / 3.0 + 2.0 / 5.0);
        assert!(
            (places[1][0] - share).abs() < NOISE && (places[1][1] - share / 2.0).abs() < NOISE,
            "{places:?}"
        );
        // The last two follow the third, one round after the other, but not onto one spot.
        assert!((places[4][0] - 1.0).abs() < NOISE && places[4] != places[3], "{places:?}");
    }

    #[test]
    fn less_than_two_places_are_no_map() {
        let (affinities, piece) = path(3);
        for earlier in [[None; 3], [None, Some([0.3, 0.3]), None], [Some([0.3, 0.3]); 3]] {
            assert_eq!(places(&affinities, &piece, &earlier, 1), None);
        }
    }

    #[test]
    fn the_size_comes_from_the_shape_alone() {
        let graph = crate::layout::tests::planted(300, 4, 2);
        let piece = pieces::connected(&graph).remove(0);
        let affinities = Affinities::of(&graph, &piece);
        let small: Vec<[f64; 2]> = crate::layout::start::spectral(&affinities, &piece, 1)
            .iter()
            .map(|point| point.map(f64::from))
            .collect();
        let large: Vec<[f64; 2]> = small.iter().map(|point| point.map(|part| 640.0 * part + 5.0)).collect();
        let spread = |points: &[Point]| points.iter().flatten().map(|part| part.abs()).sum::<f32>();
        let (one, other) = (at_balance(&affinities, &small), at_balance(&affinities, &large));
        assert!(spread(&one) > 1.0 && (spread(&one) / spread(&other) - 1.0).abs() < 0.01);
    }
}
