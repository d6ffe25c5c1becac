//! The connected pieces of a graph.

use crate::Graph;

/// A connected piece: its vertices, ascending.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    pub vertices: Vec<u32>,
}

impl Piece {
    pub fn len(&self) -> usize {
        self.vertices.len()
    }
}

/// The connected pieces, the largest first, equal ones in the order of their first vertex.
pub(super) fn connected(graph: &Graph) -> Vec<Piece> {
    let mut seen = vec![false; graph.nodes()];
    let mut pieces = Vec::new();
    for first in 0..graph.nodes() {
        if !seen[first] {
            seen[first] = true;
            pieces.push(Piece { vertices: reach(graph, first as u32, &mut seen) });
        }
    }
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    pieces
}

/// What can be reached from `first` over vertices not yet seen.
fn reach(graph: &Graph, first: u32, seen: &mut [bool]) -> Vec<u32> {
    let mut vertices = vec![first];
    let mut next = 0;
    while next < vertices.len() {
        for &neighbour in graph.neighbours(vertices[next] as usize) {
            if !std::mem::replace(&mut seen[neighbour as usize], true) {
                vertices.push(neighbour);
            }
        }
        next += 1;
    }
    vertices.sort_unstable();
    vertices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Link;

    #[test]
    fn the_largest_piece_comes_first() {
        let links = [(4, 1), (1, 3), (5, 2)].map(|(source, target)| Link { source, target, weight: 1.0 });
        let pieces = connected(&Graph::from_links(7, &links).unwrap());
        let vertices: Vec<_> = pieces.into_iter().map(|piece| piece.vertices).collect();
        assert_eq!(vertices, [vec![1, 3, 4], vec![2, 5], vec![0], vec![6]]);
    }
}
