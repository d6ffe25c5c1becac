//! Sums over all vertices in which those far away stand together (Barnes and Hut 1986, "A hierarchical O(N log N)
//! force-calculation algorithm").

use super::minimise::Place;

/// A cell of at most so many vertices is not cut.
const LEAF: usize = 8;
/// Cells within cells, at most: vertices on one spot cannot be told apart.
const DEEPEST: usize = 40;
/// A cell counts as one where its side is below this share of its distance. The error of the push is then about a percent.
const FAR: f64 = 0.7;

/// A square cell; those within it follow it.
struct Cell {
    /// The first cell behind those within.
    next: usize,
    centre: Place,
    side: f64,
    /// Its vertices, as a range of [`Quadtree::vertices`].
    first: usize,
    end: usize,
}

/// Squares within squares over the vertices.
pub(super) struct Quadtree<'a> {
    places: &'a [Place],
    vertices: Vec<u32>,
    cells: Vec<Cell>,
}

impl<'a> Quadtree<'a> {
    /// `O(n log n)`.
    pub fn over(places: &'a [Place]) -> Self {
        let (low, high) =
            places.iter().fold(([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]), |(low, high), place| {
                ([0, 1].map(|a| place[a].min(low[a])), [0, 1].map(|a| place[a].max(high[a])))
            });
        let mut tree = Self { places, vertices: (0..places.len() as u32).collect(), cells: Vec::new() };
        if !places.is_empty() {
            tree.cut(0..places.len(), low, (high[0] - low[0]).max(high[1] - low[1]), 0);
        }
        tree
    }

    fn cut(&mut self, range: std::ops::Range<usize>, low: Place, side: f64, depth: usize) {
        let within = &mut self.vertices[range.clone()];
        let sum = within.iter().fold([0.0; 2], |sum, &v| [0, 1].map(|a| sum[a] + self.places[v as usize][a]));
        let number = self.cells.len();
        let centre = sum.map(|part| part / range.len() as f64);
        self.cells.push(Cell { next: 0, centre, side, first: range.start, end: range.end });
        if range.len() > LEAF && depth < DEEPEST {
            let half = side / 2.0;
            let middle = low.map(|part| part + half);
            let quarter = |v: u32| {
                let [x, y] = self.places[v as usize];
                usize::from(x > middle[0]) + 2 * usize::from(y > middle[1])
            };
            within.sort_by_key(|&v| quarter(v));
            let mut ends = [0; 4];
            for (part, end) in ends.iter_mut().enumerate() {
                *end = range.start + within.partition_point(|&v| quarter(v) <= part);
            }
            let mut start = range.start;
            for (part, end) in ends.into_iter().enumerate() {
                if end > start {
                    let corner = [low[0] + half * (part % 2) as f64, low[1] + half * (part / 2) as f64];
                    self.cut(start..end, corner, half, depth + 1);
                }
                start = end;
            }
        }
        self.cells[number].next = self.cells.len();
    }

    /// Calls `meet(other, how many)` for every vertex but `vertex`: those near one by one, those far away by the cell.
    pub fn visit(&self, vertex: usize, mut meet: impl FnMut(Place, f64)) {
        let [x, y] = self.places[vertex];
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let square = (x - cell.centre[0]).powi(2) + (y - cell.centre[1]).powi(2);
            if cell.side * cell.side < FAR * FAR * square {
                meet(cell.centre, (cell.end - cell.first) as f64);
                at = cell.next;
            } else if cell.next == at + 1 {
                let others =
                    self.vertices[cell.first..cell.end].iter().filter(|&&other| other as usize != vertex);
                others.for_each(|&other| meet(self.places[other as usize], 1.0));
                at = cell.next;
            } else {
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::descent::random_points;

    fn places(n: usize, seed: u64) -> Vec<Place> {
        random_points(n, seed, 10.0).into_iter().map(|point| point.map(f64::from)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn everybody_else_is_met_once(seed in 0u64..1000, n in 1usize..400) {
            let mut places = places(n, seed);
            // Some on one spot.
            for i in 0..n / 3 {
                places[i] = places[0];
            }
            let tree = Quadtree::over(&places);
            for vertex in 0..n {
                let (mut count, mut sum) = (0.0, [0.0; 2]);
                tree.visit(vertex, |place, many| {
                    count += many;
                    sum = [0, 1].map(|a| sum[a] + many * place[a]);
                });
                prop_assert_eq!(count, (n - 1) as f64);
                for a in [0, 1] {
                    let expected: f64 = places.iter().map(|place| place[a]).sum::<f64>() - places[vertex][a];
                    prop_assert!((sum[a] - expected).abs() < 1e-6);
                }
            }
        }

        #[test]
        fn the_push_errs_by_little(seed in 0u64..1000) {
            let places = places(1500, seed);
            let tree = Quadtree::over(&places);
            let (mut error, mut size) = (0.0, 0.0);
            for vertex in (0..1500).step_by(50) {
                let (mut near, mut exact) = ([0.0; 2], [0.0; 2]);
                let push = |sum: &mut Place, other: Place, many: f64| {
                    let d = [0, 1].map(|a| places[vertex][a] - other[a]);
                    let square = d[0] * d[0] + d[1] * d[1] + 1e-6;
                    *sum = [0, 1].map(|a| sum[a] + many * d[a] / square);
                };
                tree.visit(vertex, |other, many| push(&mut near, other, many));
                (0..1500).filter(|&j| j != vertex).for_each(|j| push(&mut exact, places[j], 1.0));
                error += (0..2).map(|a| (near[a] - exact[a]).powi(2)).sum::<f64>();
                size += (0..2).map(|a| exact[a].powi(2)).sum::<f64>();
            }
            prop_assert!((error / size).sqrt() < 0.02, "{}", (error / size).sqrt());
        }
    }
}
