//! Colours that readers can tell apart, colour-blind readers too.
//!
//! The first six are those of Okabe and Ito (Color Universal Design, 2008) without black and yellow, which vanish beside
//! text and on white. The other six were searched for among published schemes, and all twelve ordered, so that any two stay
//! apart and neighbours in the list lie far apart, for usual sight, protanopia and deuteranopia (CIE 1976 ΔE; the
//! tests state how far). Clusters after the twelfth are grey: nobody tells twenty colours apart, and grey says so.

/// Red, green and blue, 0 to 255 (sRGB).
pub type Rgb = (u8, u8, u8);

/// The colours of the twelve largest clusters, in order.
pub const CLUSTERS: [Rgb; 12] = [
    (0x00, 0x72, 0xb2),
    (0x00, 0x9e, 0x73),
    (0xe6, 0x9f, 0x00),
    (0xcc, 0x79, 0xa7),
    (0xd5, 0x5e, 0x00),
    (0x56, 0xb4, 0xe9),
    (0x8c, 0x56, 0x4b),
    (0x3f, 0x00, 0x7d),
    (0xa5, 0x00, 0x26),
    (0x08, 0x30, 0x6b),
    (0xbd, 0xb7, 0x6b),
    (0x88, 0x22, 0x55),
];

/// All clusters after the twelfth.
pub const OTHERS: Rgb = (0xbc, 0xc0, 0xc4);

/// Text.
pub const TEXT: Rgb = (0x1f, 0x24, 0x2a);

/// Text of lesser weight: subtitles, captions, ticks.
pub const MUTED: Rgb = (0x5b, 0x63, 0x6b);

/// Lines of a grid.
pub const GRID: Rgb = (0xe3, 0xe6, 0xe9);

/// The ground.
pub const WHITE: Rgb = (255, 255, 255);

/// The colour of cluster `group`; 0 is the largest.
pub fn cluster(group: usize) -> Rgb {
    CLUSTERS.get(group).copied().unwrap_or(OTHERS)
}

/// The colour, `share` of the way to black: coloured type on white needs more contrast than a disc.
pub fn darker(colour: Rgb, share: f64) -> Rgb {
    let dim = |channel: u8| (f64::from(channel) * (1.0 - share)).round() as u8;
    (dim(colour.0), dim(colour.1), dim(colour.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Matrix = [[f64; 3]; 3];

    const USUAL: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    // Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency (2009),
    // severity 1.0; applied to linear RGB.
    const PROTANOPIA: Matrix =
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    const DEUTERANOPIA: Matrix =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
    const XYZ: Matrix = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ];

    fn times(matrix: &Matrix, v: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    fn linear(channel: u8) -> f64 {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    }

    /// CIE Lab (D65) of a colour as seen through `sight`.
    fn lab(colour: Rgb, sight: &Matrix) -> [f64; 3] {
        let seen =
            times(sight, [linear(colour.0), linear(colour.1), linear(colour.2)]).map(|c| c.clamp(0.0, 1.0));
        let [x, y, z] = times(&XYZ, seen);
        let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
        let (fx, fy, fz) = (f(x / 0.95047), f(y), f(z / 1.08883));
        [116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz)]
    }

    fn difference(a: Rgb, b: Rgb, sight: &Matrix) -> f64 {
        let (a, b) = (lab(a, sight), lab(b, sight));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn lab_of_red_is_the_published_value() {
        let [l, a, b] = lab((255, 0, 0), &USUAL);
        assert!((l - 53.24).abs() < 0.02 && (a - 80.09).abs() < 0.02 && (b - 67.20).abs() < 0.02);
    }

    #[test]
    fn any_two_clusters_can_be_told_apart() {
        for (sight, least) in [(USUAL, 26.0), (PROTANOPIA, 14.0), (DEUTERANOPIA, 14.0)] {
            for (i, &a) in CLUSTERS.iter().enumerate() {
                for &b in &CLUSTERS[..i] {
                    assert!(
                        difference(a, b, &sight) > least,
                        "{a:?} and {b:?}: {}",
                        difference(a, b, &sight)
                    );
                }
            }
        }
    }

    #[test]
    fn neighbours_in_the_list_are_far_apart() {
        for sight in [USUAL, PROTANOPIA, DEUTERANOPIA] {
            for pair in CLUSTERS.windows(2) {
                let found = difference(pair[0], pair[1], &sight);
                assert!(found > 50.0, "{pair:?}: {found}");
            }
        }
    }

    #[test]
    fn clusters_stand_out_from_white_and_from_grey_and_grey_from_white() {
        for sight in [USUAL, PROTANOPIA, DEUTERANOPIA] {
            assert!(difference(OTHERS, WHITE, &sight) > 20.0);
            for colour in CLUSTERS {
                assert!(
                    difference(colour, WHITE, &sight) > 35.0,
                    "{colour:?}: {}",
                    difference(colour, WHITE, &sight)
                );
                assert!(
                    difference(colour, OTHERS, &sight) > 14.0,
                    "{colour:?}: {}",
                    difference(colour, OTHERS, &sight)
                );
            }
        }
    }
}
