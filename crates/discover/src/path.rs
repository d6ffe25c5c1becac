//! The best path between two papers in a graph that is read as one goes.

use std::{cmp::Reverse, collections::BinaryHeap};

use rustc_hash::FxHashMap;

/// What is known from one end.
struct Side {
    /// Of each paper met: the length of the best way to it, the paper before it and the weight of the link from there.
    met: FxHashMap<u32, (f64, u32, f64)>,
    /// Papers to go on from, nearest first. Lengths are not negative, so their bits order them.
    open: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Side {
    fn new(start: u32) -> Self {
        let met = [(start, (0.0, start, 0.0))].into_iter().collect();
        Self { met, open: BinaryHeap::from([Reverse((0, start))]) }
    }

    /// How far it is to the nearest paper that is open.
    fn reach(&self) -> f64 {
        self.open.peek().map_or(f64::INFINITY, |Reverse((bits, _))| f64::from_bits(*bits))
    }

    fn length(&self, paper: u32) -> f64 {
        self.met.get(&paper).map_or(f64::INFINITY, |&(length, ..)| length)
    }

    /// The papers from `paper` back to the start, with the weight of the link that leads to each from the next one.
    fn back(&self, mut paper: u32) -> Vec<(u32, f64)> {
        let mut way = Vec::new();
        loop {
            let (length, before, weight) = self.met[&paper];
            way.push((paper, weight));
            if length == 0.0 {
                return way;
            }
            paper = before;
        }
    }
}

/// The path from `a` to `b` on which 1/weight adds up to least, both ends included, with the weight of the link that leads to each
/// paper; `None` where there is none, or none is found among the `most` papers looked at.
///
/// Dijkstra's search (1959) from both ends in turn (Nicholson 1966, "Finding the shortest route between two points in a
/// network"): it stops when what is open on both sides is together no nearer than the best path seen. `links` gives the links of a
/// paper as (paper, weight above 0). Of equal paths the first met is taken, which depends on nothing but the graph.
///
/// # Errors
///
/// That of `links`.
pub fn best<E>(
    a: u32,
    b: u32,
    most: usize,
    mut links: impl FnMut(u32) -> Result<Vec<(u32, f64)>, E>,
) -> Result<Option<Vec<(u32, f64)>>, E> {
    let mut sides = [Side::new(a), Side::new(b)];
    let mut meeting = (f64::INFINITY, a);
    for _ in 0..most {
        let reach = [sides[0].reach(), sides[1].reach()];
        if reach[0] + reach[1] >= meeting.0 {
            break;
        }
        let [here, there] = match &mut sides {
            [ahead, back] if reach[0] <= reach[1] => [ahead, back],
            [ahead, back] => [back, ahead],
        };
        let Some(Reverse((bits, paper))) = here.open.pop() else { break };
        let length = f64::from_bits(bits);
        if length > here.length(paper) {
            continue;
        }
        for (next, weight) in links(paper)? {
            let longer = length + 1.0 / weight;
            if longer < here.length(next) {
                here.met.insert(next, (longer, paper, weight));
                here.open.push(Reverse((longer.to_bits(), next)));
                if longer + there.length(next) < meeting.0 {
                    meeting = (longer + there.length(next), next);
                }
            }
        }
    }
    if meeting.0 == f64::INFINITY && a != b {
        return Ok(None);
    }
    let mut path = sides[0].back(meeting.1);
    path.reverse();
    let mut onward = sides[1].back(meeting.1);
    // From the far end each weight belongs to the link to the paper after it.
    for at in (1..onward.len()).rev() {
        onward[at].1 = onward[at - 1].1;
    }
    path.extend(onward.into_iter().skip(1));
    Ok(Some(path))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn between(links: &[(u32, u32, f64)], a: u32, b: u32) -> Option<Vec<(u32, f64)>> {
        let of = |paper: u32| {
            let ends = links.iter().flat_map(|&(x, y, weight)| [(x, y, weight), (y, x, weight)]);
            Ok::<_, Infallible>(
                ends.filter(|&(x, ..)| x == paper).map(|(_, y, weight)| (y, weight)).collect(),
            )
        };
        best(a, b, 1000, of).unwrap()
    }

    #[test]
    fn a_detour_of_strong_links_is_better_than_a_weak_one() {
        let links = [(0, 3, 0.1), (0, 1, 0.5), (1, 2, 0.4), (2, 3, 0.5)];
        assert_eq!(between(&links, 0, 3).unwrap(), [(0, 0.0), (1, 0.5), (2, 0.4), (3, 0.5)]);
        assert_eq!(between(&links, 3, 0).unwrap(), [(3, 0.0), (2, 0.5), (1, 0.4), (0, 0.5)]);
        assert_eq!(between(&links, 0, 9), None);
    }

    proptest! {
        #[test]
        fn no_path_is_shorter(links in prop::collection::vec((0u32..12, 0u32..12, 1u32..9), 0..30)) {
            let links: Vec<(u32, u32, f64)> = links.into_iter().map(|(x, y, w)| (x, y, f64::from(w) / 8.0)).collect();
            // Bellman and Ford: every link, as often as there are papers.
            let mut lengths = [f64::INFINITY; 12];
            lengths[0] = 0.0;
            for _ in 0..12 {
                for &(x, y, weight) in &links {
                    for (x, y) in [(x as usize, y as usize), (y as usize, x as usize)] {
                        lengths[y] = lengths[y].min(lengths[x] + 1.0 / weight);
                    }
                }
            }
            for b in 1..12 {
                let found = between(&links, 0, b);
                prop_assert_eq!(found.is_some(), lengths[b as usize].is_finite());
                if let Some(path) = found {
                    let length: f64 = path[1..].iter().map(|&(_, weight)| 1.0 / weight).sum();
                    prop_assert!((length - lengths[b as usize]).abs() < 1e-9);
                    let is_link = |from: u32, to: u32, by: f64| {
                        links.iter().any(|&(x, y, weight)| weight == by && [(x, y), (y, x)].contains(&(from, to)))
                    };
                    let real = path.windows(2).all(|step| is_link(step[0].0, step[1].0, step[1].1));
                    prop_assert!(real);
                }
            }
        }
    }
}
