//! A map of the graph: neighbours in the graph become neighbours in the plane.
//!
//! Each connected piece is drawn by itself, then the pieces are packed beside each other, so that a piece without links to the rest
//! is not flung away. There are two ways to draw one, [`Method`]: t-SNE on the graph's own weights, and an equilibrium of forces.
//!
//! 1. [`pieces`]: the connected pieces, each as its own small graph; [`affinities`]: weights to probabilities;
//! 2. where to begin: [`start`], from the links alone, or [`earlier`], from an earlier map;
//! 3. t-SNE: [`descent`], pulls ([`attraction`]) against pushes ([`repulsion`], on a [`mesh`] by [`fourier`] transforms), vertices in
//!    an order of good [`locality`];
//! 4. or [`forces`]: the energy of LinLog, brought down by [`minimise`], far vertices by a [`quadtree`];
//! 5. [`spacing`]: room between the vertices of a small piece; [`packing`]: pieces to one picture.
//!
//! Begin reading in [`embed`], then [`descent`].

mod affinities;
mod attraction;
mod descent;
mod earlier;
mod forces;
mod fourier;
mod locality;
mod mesh;
mod minimise;
mod packing;
mod pieces;
mod quadtree;
mod repulsion;
mod spacing;
mod start;

use parallel::{Progress, chunks, progress::Stage};

use crate::Graph;
use pieces::Piece;

/// A place on a piece's own map, in units of the width of the kernel `1 / (1 + d²)`.
type Point = [f32; 2];

/// How a map is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutSettings {
    /// Which of the possible maps: seeds the random numbers that the start is made from.
    pub seed: u64,
    /// Steps of the descent. A quarter of them goes to the rough picture (early exaggeration), the rest to the
    /// details.
    pub iterations: usize,
    /// What the map shows best.
    pub method: Method,
}

/// What a map shows best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// t-SNE on the weights of the graph: who is near whom. Scales to hundreds of thousands of vertices.
    Neighbours,
    /// LinLog, a balance of forces: how far groups are from each other. For graphs of up to some ten thousand vertices.
    Forces,
}

impl Default for LayoutSettings {
    fn default() -> Self {
        Self { seed: 0, iterations: 400, method: Method::Neighbours }
    }
}

/// A position in the unit square for every vertex: the longer side of the map spans 0 to 1, the other is in the middle.
///
/// Brings down `Σ p ln(p / q)` (the divergence of Kullback and Leibler; links pull at 0.8 of its slope in the end) over pairs of vertices, where `p(i, j)` is the weight of their
/// link as a share of the strength of `i` and of `j`, averaged and scaled to a sum of 1, so that every vertex counts the same; and
/// `q(i, j)` is `1 / (1 + d²)` of their distance `d`, scaled to a sum of 1. Connected pieces are drawn one by one and get areas that
/// go with their numbers of vertices, each turned so that its principal axis is horizontal (the first coordinate); small pieces and
/// vertices without links stand in rows below (smaller second coordinate). For the other [`Method`], [`Method::Forces`], see Noack 2007,
/// "Energy models for graph clustering": it minimises `Σ w d − Σ ln d` over links and pairs.
///
/// Positions are finite. Vertices are told apart by number where the graph does not tell them apart, so that renaming them gives
/// another map, as good.
///
/// Time: per iteration `O(n + m)` and transforms over the area of the map, which grows with `n`; pieces of up to 512 vertices
/// take `O(n²)` instead. Space `O(n + m)`. The result does not depend on the number of threads; it may differ in
/// the last digits between processors with different vector units, which the Fourier transforms make use of.
///
/// Literature: van der Maaten and Hinton 2008, "Visualizing data using t-SNE"; Linderman, Rachh, Hoskins, Steinerberger and Kluger
/// 2019, "Fast interpolation-based t-SNE for improved visualization of single-cell RNA-seq data"; Belkina et al. 2019,
/// "Automated optimized parameters for T-distributed stochastic neighbor embedding"; Kobak and Linderman 2021, "Initialization is
/// critical for preserving global data structure in both t-SNE and UMAP".
///
/// ```
/// use network::{Graph, Link, layout};
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let path = Graph::from_links(3, &[link(0, 1), link(1, 2)])?;
/// let map = layout::embed(&path, &layout::LayoutSettings::default(), &parallel::Progress::none());
/// let distance = |a: usize, b: usize| (map[a][0] - map[b][0]).hypot(map[a][1] - map[b][1]);
/// assert!(distance(0, 1) < distance(0, 2));
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn embed(graph: &Graph, settings: &LayoutSettings, progress: &Progress) -> Vec<[f64; 2]> {
    embed_from(graph, &vec![None; graph.nodes()], settings, progress)
}

/// Like [`embed`], from the positions of an earlier map, so that maps of a growing graph line up.
///
/// `earlier` has a position for every vertex that stood on the earlier map, in any units. New vertices begin among their neighbours,
/// the map takes the size at which pulls and pushes balance, and a quarter of the steps follow, without exaggeration. A piece of
/// which fewer than two positions are known is drawn as by [`embed`]. Pieces that begin from earlier positions are not turned.
///
/// # Panics
///
/// If `earlier` is not as long as the graph has vertices.
pub fn embed_from(
    graph: &Graph,
    earlier: &[Option<[f64; 2]>],
    settings: &LayoutSettings,
    progress: &Progress,
) -> Vec<[f64; 2]> {
    assert_eq!(earlier.len(), graph.nodes(), "a position, or none, for every vertex");
    let pieces = pieces::connected(graph);
    let drawn: usize = pieces.iter().map(Piece::len).filter(|&size| size > 1).sum();
    let stage = progress.stage("layout", drawn * settings.iterations);
    let maps: Vec<PieceMap> =
        chunks::map(pieces.len(), 1, |range| draw(graph, &pieces[range.start], earlier, settings, &stage));
    packing::pack(graph.nodes(), &pieces, &maps)
}

/// A piece's own map.
struct PieceMap {
    points: Vec<Point>,
    /// Whether it stands as on an earlier map, and is not to be turned.
    upright: bool,
}

/// The map of one piece.
fn draw(
    graph: &Graph,
    piece: &Piece,
    earlier: &[Option<[f64; 2]>],
    settings: &LayoutSettings,
    stage: &Stage<'_>,
) -> PieceMap {
    if piece.len() == 1 {
        return PieceMap { points: vec![[0.0; 2]], upright: true };
    }
    let affinities = affinities::Affinities::of(graph, piece);
    let places = earlier::places(&affinities, piece, earlier, settings.seed);
    let upright = places.is_some();
    let mut points = match (settings.method, places) {
        (Method::Neighbours, None) => {
            let start = start::spectral(&affinities, piece, settings.seed);
            descent::descend(&affinities, start, settings.iterations, stage)
        }
        (Method::Neighbours, Some(places)) => {
            let start = earlier::at_balance(&affinities, &places);
            descent::refine(&affinities, &start, settings.iterations / 4, stage)
        }
        (Method::Forces, None) => {
            let start = start::spectral(&affinities, piece, settings.seed);
            forces::balance(&forces::Springs::of(graph, piece), &start, settings.iterations, stage)
        }
        (Method::Forces, Some(places)) => {
            forces::rebalance(&forces::Springs::of(graph, piece), &places, settings.iterations / 4, stage)
        }
    };
    spacing::separate(&mut points);
    PieceMap { points, upright }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::RngExt;

    use super::*;
    use crate::Link;

    fn map(graph: &Graph, iterations: usize) -> Vec<[f64; 2]> {
        embed(graph, &LayoutSettings { seed: 1, iterations, ..LayoutSettings::default() }, &Progress::none())
    }

    /// `n` vertices in `groups` groups, vertex `v` in group `v % groups`, each with 6 links, one in ten of them anywhere.
    pub(super) fn planted(n: u32, groups: u32, seed: u64) -> Graph {
        let mut random = parallel::seed::stream(seed, "planted", 0);
        let mut links = Vec::new();
        for source in 0..n {
            for _ in 0..6 {
                let anywhere = random.random_range(0..n);
                let within = anywhere / groups * groups + source % groups;
                let target = if random.random_range(0..10) == 0 { anywhere } else { within.min(n - 1) };
                links.push(Link { source, target, weight: random.random_range(0.5..1.0) });
            }
        }
        Graph::from_links(n as usize, &links).unwrap()
    }

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        (a[0] - b[0]).hypot(a[1] - b[1])
    }

    #[test]
    fn the_smallest_graphs() {
        let none = Graph::from_links(0, &[]).unwrap();
        assert!(map(&none, 10).is_empty());
        let one = Graph::from_links(1, &[]).unwrap();
        assert_eq!(map(&one, 10), [[0.5, 0.5]]);
        let link = |source, target| Link { source, target, weight: 2.0 };
        let two = map(&Graph::from_links(2, &[link(0, 1)]).unwrap(), 200);
        assert!(distance(two[0], two[1]) >= 1.0 - 1e-9, "{two:?}");
        let three = map(&Graph::from_links(3, &[link(0, 1), link(1, 2), link(2, 0)]).unwrap(), 1000);
        let sides = [(0, 1), (1, 2), (2, 0)].map(|(a, b)| distance(three[a], three[b]));
        assert!(sides.iter().all(|&side| side > 0.3), "{sides:?}");
    }

    #[test]
    fn a_clique_does_not_fall_on_one_spot() {
        let ends = (0..12).flat_map(|a| (0..a).map(move |b| (a, b)));
        let links: Vec<Link> = ends.map(|(source, target)| Link { source, target, weight: 1.0 }).collect();
        let map = map(&Graph::from_links(12, &links).unwrap(), 300);
        for a in 0..12 {
            for b in 0..a {
                assert!(distance(map[a], map[b]) > 0.05, "{a} {b}: {map:?}");
            }
        }
    }

    #[test]
    fn the_bytes_do_not_depend_on_threads() {
        let graph = planted(3200, 8, 5);
        let run = |threads| parallel::with_threads(threads, || map(&graph, 60)).unwrap();
        let (one, three) = (run(1), run(3));
        let bits = |map: &[[f64; 2]]| map.iter().flatten().map(|part| part.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&one), bits(&three));
    }

    #[test]
    fn planted_groups_end_apart() {
        // Above the size from which the mesh pushes, and below it.
        for (n, groups) in [(1200, 6), (240, 4)] {
            let graph = planted(n, groups, 2);
            let map = map(&graph, 400);
            let alike = (0..map.len())
                .filter(|&v| {
                    let others = (0..map.len()).filter(|&u| u != v);
                    let near =
                        others.min_by(|&a, &b| distance(map[v], map[a]).total_cmp(&distance(map[v], map[b])));
                    near.is_some_and(|near| near % groups as usize == v % groups as usize)
                })
                .count();
            assert!(alike * 100 >= map.len() * 90, "{alike} of {} stand beside their own", map.len());
        }
    }

    const METHODS: [Method; 2] = [Method::Neighbours, Method::Forces];

    fn bits(map: &[[f64; 2]]) -> Vec<u64> {
        map.iter().flatten().map(|part| part.to_bits()).collect()
    }

    /// The share of linked pairs that are among each other's ten nearest.
    fn kept(graph: &Graph, map: &[[f64; 2]]) -> f64 {
        let (mut hits, mut all) = (0usize, 0usize);
        for v in 0..map.len() {
            let mut others: Vec<usize> = (0..map.len()).filter(|&u| u != v).collect();
            others.sort_by(|&a, &b| distance(map[v], map[a]).total_cmp(&distance(map[v], map[b])));
            let nearest = &others[..10];
            hits += nearest.iter().filter(|&&u| graph.neighbours(v).contains(&(u as u32))).count();
            all += graph.degree(v).min(10);
        }
        hits as f64 / all as f64
    }

    #[test]
    fn either_method_gives_the_same_bytes_on_any_number_of_threads() {
        let graph = planted(1300, 5, 3);
        for method in METHODS {
            let settings = LayoutSettings { seed: 3, iterations: 24, method };
            let earlier: Vec<_> =
                (0..1300).map(|v| (v % 3 > 0).then(|| [f64::from(v % 36), f64::from(v / 36)])).collect();
            let run = |threads| {
                parallel::with_threads(threads, || {
                    let fresh = embed(&graph, &settings, &Progress::none());
                    (bits(&fresh), bits(&embed_from(&graph, &earlier, &settings, &Progress::none())))
                })
                .unwrap()
            };
            let one = run(1);
            assert!(one == run(2) && one == run(5), "{method:?}");
        }
    }

    /// The start draws numbers by vertex, so that vertices under other numbers get another map; what can be asked is that it be as good.
    #[test]
    fn under_other_numbers_the_map_is_as_good() {
        let graph = planted(600, 5, 3);
        let number = |v: usize| (v * 7 + 11) % 600;
        let links = (0..600).flat_map(|v| {
            let to = |(u, weight): (usize, f64)| Link {
                source: number(v) as u32,
                target: number(u) as u32,
                weight,
            };
            graph.links_of(v).filter(move |&(u, _)| u > v).map(to).collect::<Vec<_>>()
        });
        let renumbered = Graph::from_links(600, &links.collect::<Vec<_>>()).unwrap();
        for method in METHODS {
            let settings = LayoutSettings { seed: 3, iterations: 300, method };
            let of = |graph: &Graph| kept(graph, &embed(graph, &settings, &Progress::none()));
            let (a, b) = (of(&graph), of(&renumbered));
            assert!((a - b).abs() < 0.03 && a > 0.1, "{method:?}: {a} {b}");
        }
    }

    #[test]
    fn a_map_that_grows_moves_little() {
        let after = planted(660, 6, 4);
        let links: Vec<Link> = (0..600usize)
            .flat_map(|v| after.links_of(v).map(move |(u, weight)| (v, u, weight)))
            .filter(|&(v, u, _)| u > v && u < 600)
            .map(|(v, u, weight)| Link { source: v as u32, target: u as u32, weight })
            .collect();
        let before = Graph::from_links(600, &links).unwrap();
        for method in METHODS {
            let settings = LayoutSettings { seed: 3, method, ..LayoutSettings::default() };
            let old = embed(&before, &settings, &Progress::none());
            let earlier: Vec<_> = (0..660).map(|v| old.get(v).copied()).collect();
            let moved = |new: &[[f64; 2]]| (0..600).map(|v| distance(old[v], new[v])).sum::<f64>() / 600.0;
            let grown = embed_from(&after, &earlier, &settings, &Progress::none());
            let fresh = embed(&after, &settings, &Progress::none());
            assert!(
                moved(&grown) < 0.1 && moved(&grown) < moved(&fresh) / 2.0,
                "{method:?}: {} {}",
                moved(&grown),
                moved(&fresh)
            );
            assert!(kept(&after, &grown) > 0.9 * kept(&after, &fresh), "{method:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_start_and_method_stays_in_the_unit_square(
            ends in prop::collection::vec((0u32..20, 0u32..20, 1e-300f64..1e300), 0..40),
            earlier in prop::collection::vec(prop::option::of((-2i32..3, -2i32..3)), 20),
            forces in any::<bool>(),
        ) {
            let links: Vec<Link> =
                ends.into_iter().map(|(source, target, weight)| Link { source, target, weight }).collect();
            let graph = Graph::from_links(20, &links).unwrap();
            let earlier: Vec<_> =
                earlier.into_iter().map(|at| at.map(|(x, y)| [f64::from(x), f64::from(y)])).collect();
            let settings = LayoutSettings { seed: 1, iterations: 40, method: METHODS[usize::from(forces)] };
            let map = embed_from(&graph, &earlier, &settings, &Progress::none());
            prop_assert!(map.iter().flatten().all(|part| (0.0..=1.0).contains(part)), "{:?}", map);
        }

        #[test]
        fn every_position_is_in_the_unit_square(
            nodes in 1usize..40,
            ends in prop::collection::vec((0u32..40, 0u32..40, 1e-300f64..1e300), 0..60),
        ) {
            let links: Vec<Link> = ends
                .into_iter()
                .map(|(a, b, weight)| Link { source: a % nodes as u32, target: b % nodes as u32, weight })
                .collect();
            let map = map(&Graph::from_links(nodes, &links).unwrap(), 50);
            prop_assert_eq!(map.len(), nodes);
            prop_assert!(map.iter().flatten().all(|part| (0.0..=1.0).contains(part)), "{:?}", map);
            let spans = [0, 1].map(|axis| {
                let parts = || map.iter().map(|position| position[axis]);
                parts().fold(0.0, f64::max) - parts().fold(1.0, f64::min)
            });
            prop_assert!(nodes == 1 || spans[0].max(spans[1]) > 1.0 - 1e-9, "{:?}", spans);
        }
    }
}
