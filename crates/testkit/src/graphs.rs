//! Graphs as edge lists: shapes, random graphs, planted partitions, and slow reference algorithms on them.
//!
//! A graph is a number of vertices and a list of (source, target, weight), each pair once. The references
//! follow the definitions word by word, on a full matrix of distances or by trying everything, so that a
//! reader can check them by eye.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Undirected links as (source, target, weight).
pub type Edges = Vec<(u32, u32, f64)>;

/// A path: 0–1–2–…
pub fn path(nodes: u32) -> Edges {
    (1..nodes).map(|node| (node - 1, node, 1.0)).collect()
}

/// A star: vertex 0 linked to all others.
pub fn star(nodes: u32) -> Edges {
    (1..nodes).map(|node| (0, node, 1.0)).collect()
}

/// A ring: a path whose ends are linked.
pub fn ring(nodes: u32) -> Edges {
    (0..nodes).map(|node| (node, (node + 1) % nodes, 1.0)).collect()
}

/// Everybody linked to everybody.
pub fn complete(nodes: u32) -> Edges {
    (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b, 1.0))).collect()
}

/// Triangles 0–1–2 and 3–4–5 with the bridge 2–3.
pub fn two_triangles() -> Edges {
    [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)].map(|(a, b)| (a, b, 1.0)).to_vec()
}

/// Every pair linked with this probability, weights from 0.5 to 1.5.
pub fn random(nodes: u32, probability: f64, seed: u64) -> Edges {
    planted(1, nodes, probability, 0.0, seed)
}

/// Groups of equal size: vertex `v` belongs to group `v / size`. Pairs in one group are linked with
/// probability `inside`, others with `between`; weights from 0.5 to 1.5.
pub fn planted(groups: u32, size: u32, inside: f64, between: f64, seed: u64) -> Edges {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut edges = Edges::new();
    for a in 0..groups * size {
        for b in a + 1..groups * size {
            let probability = if a / size == b / size { inside } else { between };
            if random.random::<f64>() < probability {
                edges.push((a, b, 0.5 + random.random::<f64>()));
            }
        }
    }
    edges
}

/// A sparse graph for benches, made in `O(n degree)`: each vertex draws `degree / 2` partners, four of five
/// from its own group of `size` vertices. A pair may come twice.
pub fn planted_sparse(groups: u32, size: u32, degree: u32, seed: u64) -> Edges {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let nodes = groups * size;
    let mut below = |bound: u32| ((u64::from(random.next_u32()) * u64::from(bound)) >> 32) as u32;
    let mut edges = Edges::new();
    for node in 0..nodes {
        for _ in 0..degree / 2 {
            let own = below(5) < 4;
            let partner = if own { node / size * size + below(size) } else { below(nodes) };
            if partner != node {
                edges.push((node, partner, 0.5 + f64::from(below(1000)) / 1000.0));
            }
        }
    }
    edges
}

/// Zachary (1977), "An information flow model for conflict and fission in small groups": 34 members of a
/// karate club and the 78 ties between them.
pub fn karate() -> Edges {
    // The partners above each member.
    const PARTNERS: [&[u32]; 33] = [
        &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
        &[2, 3, 7, 13, 17, 19, 21, 30],
        &[3, 7, 8, 9, 13, 27, 28, 32],
        &[7, 12, 13],
        &[6, 10],
        &[6, 10, 16],
        &[16],
        &[],
        &[30, 32, 33],
        &[33],
        &[],
        &[],
        &[],
        &[33],
        &[32, 33],
        &[32, 33],
        &[],
        &[],
        &[32, 33],
        &[33],
        &[32, 33],
        &[],
        &[32, 33],
        &[25, 27, 29, 32, 33],
        &[25, 27, 31],
        &[31],
        &[29, 33],
        &[33],
        &[31, 33],
        &[32, 33],
        &[32, 33],
        &[32, 33],
        &[33],
    ];
    PARTNERS
        .iter()
        .enumerate()
        .flat_map(|(member, partners)| partners.iter().map(move |&partner| (member as u32, partner, 1.0)))
        .collect()
}

/// The same graph with vertex `v` named `names[v]`.
pub fn relabelled(edges: &[(u32, u32, f64)], names: &[u32]) -> Edges {
    edges.iter().map(|&(a, b, weight)| (names[a as usize], names[b as usize], weight)).collect()
}

/// `0..count` in random order.
pub fn permutation(count: u32, seed: u64) -> Vec<u32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut keyed: Vec<(u64, u32)> = (0..count).map(|value| (random.next_u64(), value)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, value)| value).collect()
}

/// Numbers of links between all pairs, `None` where there is no way (Floyd, Warshall). Time `O(n³)`.
pub fn distances(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<Vec<Option<u32>>> {
    let mut distance = vec![vec![None; nodes]; nodes];
    for (node, row) in distance.iter_mut().enumerate() {
        row[node] = Some(0);
    }
    for &(a, b, _) in edges {
        if a != b {
            distance[a as usize][b as usize] = Some(1);
            distance[b as usize][a as usize] = Some(1);
        }
    }
    for via in 0..nodes {
        for a in 0..nodes {
            for b in 0..nodes {
                if let (Some(first), Some(second)) = (distance[a][via], distance[via][b])
                    && distance[a][b].is_none_or(|known| first + second < known)
                {
                    distance[a][b] = Some(first + second);
                }
            }
        }
    }
    distance
}

/// Betweenness by its definition, normalised by pairs: for each pair the share of shortest paths through
/// each third vertex. Time `O(n³)`.
pub fn betweenness(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<f64> {
    let distance = distances(nodes, edges);
    let adjacent = |a: usize, b: usize| distance[a][b] == Some(1);
    // Paths from a to b: those to the neighbours of b that are one nearer. Nearer ones first.
    let mut paths = vec![vec![0.0f64; nodes]; nodes];
    for a in 0..nodes {
        let mut reached: Vec<usize> = (0..nodes).filter(|&b| distance[a][b].is_some()).collect();
        reached.sort_by_key(|&b| distance[a][b]);
        for b in reached {
            paths[a][b] = if a == b {
                1.0
            } else {
                (0..nodes)
                    .filter(|&c| adjacent(c, b) && distance[a][c].map(|steps| steps + 1) == distance[a][b])
                    .map(|c| paths[a][c])
                    .sum()
            };
        }
    }
    let share = |a: usize, via: usize, b: usize| match (distance[a][via], distance[via][b], distance[a][b]) {
        (Some(first), Some(second), Some(whole)) if first + second == whole => {
            paths[a][via] * paths[via][b] / paths[a][b]
        }
        _ => 0.0,
    };
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    (0..nodes)
        .map(|via| {
            let others = || (0..nodes).filter(move |&node| node != via);
            let through = |a: usize| others().filter(|&b| b != a).map(|b| share(a, via, b)).sum::<f64>();
            let sum: f64 = others().map(through).sum();
            if nodes < 3 { 0.0 } else { sum / pairs }
        })
        .collect()
}

/// Closeness in the form of Wasserman and Faust, and harmonic centrality, from the matrix of distances.
/// Time `O(n³)`.
pub fn closeness_and_harmonic(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<(f64, f64)> {
    let others = (nodes as f64 - 1.0).max(1.0);
    distances(nodes, edges)
        .iter()
        .map(|row| {
            let steps: Vec<f64> =
                row.iter().flatten().filter(|&&steps| steps > 0).map(|&steps| f64::from(steps)).collect();
            let reached = steps.len() as f64;
            let far: f64 = steps.iter().sum();
            let closeness = if far > 0.0 { reached / others * reached / far } else { 0.0 };
            (closeness, steps.iter().map(|steps| 1.0 / steps).sum::<f64>() / others)
        })
        .collect()
}

/// Core numbers by their definition: for each `k`, take off vertices with fewer than `k` neighbours until
/// none is left.
pub fn core_numbers(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<u32> {
    let mut core = vec![0; nodes];
    for k in 1..nodes as u32 {
        let mut kept = vec![true; nodes];
        loop {
            let mut degree = vec![0; nodes];
            for &(a, b, _) in edges.iter().filter(|&&(a, b, _)| kept[a as usize] && kept[b as usize]) {
                degree[a as usize] += 1;
                degree[b as usize] += 1;
            }
            let leaving: Vec<usize> = (0..nodes).filter(|&node| kept[node] && degree[node] < k).collect();
            if leaving.is_empty() {
                break;
            }
            for node in leaving {
                kept[node] = false;
            }
        }
        for node in 0..nodes {
            if kept[node] {
                core[node] = k;
            }
        }
    }
    core
}

/// Modularity by its definition over all pairs: `1/2m Σ (A_ij − γ k_i k_j / 2m)` for `i` and `j` in one
/// cluster. Time `O(n²)`.
pub fn modularity(nodes: usize, edges: &[(u32, u32, f64)], clusters: &[u32], resolution: f64) -> f64 {
    let mut matrix = vec![vec![0.0; nodes]; nodes];
    for &(a, b, weight) in edges {
        matrix[a as usize][b as usize] += weight;
        matrix[b as usize][a as usize] += weight;
    }
    let strength: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
    let twice: f64 = strength.iter().sum();
    let mut sum = 0.0;
    for a in 0..nodes {
        for b in (0..nodes).filter(|&b| clusters[a] == clusters[b]) {
            sum += matrix[a][b] - resolution * strength[a] * strength[b] / twice;
        }
    }
    sum / twice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_karate_club_has_34_members_and_78_ties() {
        let ties = karate();
        assert_eq!(ties.len(), 78);
        let degree = |member| ties.iter().filter(|&&(a, b, _)| a == member || b == member).count();
        // Mr. Hi, the president, and the member with one tie, as published.
        assert_eq!((degree(0), degree(33), degree(11)), (16, 17, 1));
    }

    #[test]
    fn references_by_hand() {
        let edges = path(4);
        assert_eq!(distances(4, &edges)[0], [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(betweenness(4, &edges), [0.0, 2.0 / 3.0, 2.0 / 3.0, 0.0]);
        assert_eq!(closeness_and_harmonic(3, &path(3))[0], (2.0 / 3.0, 0.75));
        assert_eq!(core_numbers(6, &two_triangles()), [2; 6]);
        let halves = modularity(6, &two_triangles(), &[0, 0, 0, 1, 1, 1], 1.0);
        assert!((halves - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
    }

    #[test]
    fn planted_groups_are_denser_inside() {
        let edges = planted(3, 20, 0.8, 0.05, 7);
        let inside = edges.iter().filter(|&&(a, b, _)| a / 20 == b / 20).count();
        assert!((400..520).contains(&inside), "456 expected, {inside} found");
        assert!(edges.len() - inside < 110, "60 expected, {} found", edges.len() - inside);
    }

    #[test]
    fn a_permutation_has_everybody_once() {
        let mut names = permutation(50, 3);
        assert_ne!(names, (0..50).collect::<Vec<_>>());
        names.sort_unstable();
        assert_eq!(names, (0..50).collect::<Vec<_>>());
    }
}
