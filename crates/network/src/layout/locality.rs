//! An order of vertices in which those near on the map are near in memory.

use parallel::chunks;

use super::{Point, mesh::bounds};

/// Vertices in a task.
const CHUNK: usize = 2048;

/// The vertices along a Z-order curve over the map (Morton 1966, "A computer oriented geodetic data base and a new technique in
/// file sequencing"), ties by number.
pub(super) fn order(points: &[Point]) -> Vec<u32> {
    let (low, extent) = bounds(points);
    let scale = if extent > 0.0 { 65535.0 / extent } else { 0.0 };
    let mut keys: Vec<(u32, u32)> = chunks::collect(points.len(), CHUNK, |i| {
        let [x, y] = [0, 1].map(|axis| spaced(((points[i][axis] - low[axis]) * scale) as u16));
        (x | y << 1, i as u32)
    });
    keys.sort_unstable();
    keys.into_iter().map(|(_, vertex)| vertex).collect()
}

/// The bits with a 0 before each.
fn spaced(bits: u16) -> u32 {
    let mut bits = u32::from(bits);
    for (shift, mask) in [(8, 0x00ff_00ff), (4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_corners_and_a_tie_by_hand() {
        assert_eq!(spaced(0b1011), 0b0100_0101);
        let points = [[1.0, 1.0], [0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 0.0]];
        assert_eq!(order(&points), [1, 4, 3, 2, 0]);
        assert_eq!(order(&[[7.0, 7.0]; 3]), [0, 1, 2]);
    }
}
