//! The colour and shape of each cluster.

use super::Map;
use crate::canvas::Pixel;
use crate::geometry::distance;
use crate::palette::{OWN, Palette, Rgb};

/// What points of a cluster look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Round: the largest twelve clusters, and all that is grey.
    #[default]
    Disc,
    /// A square: the next twelve.
    Square,
    /// A square on its corner: the next twelve.
    Diamond,
}

/// The shapes, in the order in which they are used up.
const SHAPES: [Shape; 3] = [Shape::Disc, Shape::Square, Shape::Diamond];

/// How a cluster is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its colour.
    pub rgb: Rgb,
    /// The shape of its points.
    pub shape: Shape,
    /// Whether the colour tells it from others; where not, it is grey.
    pub coloured: bool,
}

/// The look of each group. The largest twelve have a colour of their own; each of the next takes, in another shape, the
/// colour whose nearest bearer on the map is farthest away. What is left, and clusters of one point, are grey.
///
/// `peaks` are the indices of the points where groups are densest. Time is the number of coloured groups squared.
pub(super) fn looks(
    map: &Map<'_>,
    places: &[Pixel],
    peaks: &[Option<usize>],
    palette: &Palette,
) -> Vec<Look> {
    let grey = Look { rgb: palette.others, shape: Shape::Disc, coloured: false };
    let mut bearers: [Vec<Pixel>; OWN] = Default::default();
    let mut coloured = 0;
    let peaks = peaks.iter().map(|peak| peak.map(|point| places[point]));
    map.groups
        .iter()
        .zip(peaks)
        .map(|(group, peak)| {
            if coloured == OWN * SHAPES.len() || group.size <= 1 && coloured > 0 {
                return grey;
            }
            let colour = match peak {
                Some(place) if coloured >= OWN => farthest(&bearers, place, coloured % OWN),
                _ => coloured % OWN,
            };
            bearers[colour].extend(peak);
            let shape = SHAPES[coloured / OWN];
            coloured += 1;
            Look { rgb: palette.clusters[colour], shape, coloured: true }
        })
        .collect()
}

/// The colour whose nearest bearer is farthest from `place`, among those that have been borne no more often than needed.
fn farthest(bearers: &[Vec<Pixel>; OWN], place: Pixel, used: usize) -> usize {
    let round = bearers.iter().map(Vec::len).min().unwrap_or(0);
    let nearest = |colour: usize| {
        bearers[colour].iter().map(|&bearer| distance(bearer, place)).fold(f64::INFINITY, f64::min)
    };
    (0..OWN)
        .filter(|&colour| bearers[colour].len() == round)
        .max_by(|&a, &b| nearest(a).total_cmp(&nearest(b)).then(b.cmp(&a)))
        .unwrap_or(used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Group, Point, density};
    use crate::palette::LIGHT;

    /// `count` groups of two points each on a square grid.
    fn grid(count: usize) -> Vec<Point> {
        let place = |group: usize| (10.0 * (group % 7) as f64, 10.0 * (group / 7) as f64);
        (0..2 * count)
            .map(|i| {
                let (x, y) = place(i / 2);
                Point { x: x + (i % 2) as f64, y, size: 1.0, group: i / 2 }
            })
            .collect()
    }

    fn looks_of(count: usize, size: usize) -> Vec<Look> {
        let points = grid(count);
        let groups = vec![Group { label: "topic".to_owned(), size }; count];
        let map = Map { points: &points, groups: &groups, ..Map::default() };
        let places: Vec<Pixel> = points.iter().map(|point| (point.x, point.y)).collect();
        looks(&map, &places, &density::peaks(&points, &places, count), &LIGHT)
    }

    #[test]
    fn twelve_have_colours_of_their_own_and_the_next_other_shapes() {
        let looks = looks_of(40, 2);
        let colours: Vec<Rgb> = looks[..OWN].iter().map(|look| look.rgb).collect();
        assert_eq!(colours, LIGHT.clusters);
        for (at, look) in looks.iter().enumerate() {
            assert_eq!(look.coloured, at < 36, "{at}");
            assert_eq!(look.shape, if at < 36 { SHAPES[at / OWN] } else { Shape::Disc });
        }
        for (at, look) in looks.iter().enumerate().take(36) {
            let twin = looks[..at].iter().any(|other| (other.rgb, other.shape) == (look.rgb, look.shape));
            assert!(!twin, "{at} looks like an earlier one");
        }
    }

    #[test]
    fn neighbours_never_share_a_colour() {
        let looks = looks_of(35, 2);
        for at in 0..35 {
            for next in
                [at + 1, at + 7].into_iter().filter(|&next| next < 35 && (next == at + 7 || next % 7 > 0))
            {
                assert!(looks[at].rgb != looks[next].rgb, "{at} and {next}");
            }
        }
    }

    #[test]
    fn single_papers_are_grey() {
        assert!(looks_of(5, 1)[1..].iter().all(|look| !look.coloured && look.rgb == LIGHT.others));
    }
}
