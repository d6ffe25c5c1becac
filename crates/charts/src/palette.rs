//! Colours that readers can tell apart, colour-blind readers too.
//!
//! The twelve of each theme were searched for by simulated annealing: the least difference of any two, for usual sight and as
//! protanopes, deuteranopes and tritanopes see them (Machado, Oliveira and Fernandes 2009), is as large as was found within
//! a range of lightness that stands out from the ground and a chroma that is not garish. The difference is CIEDE2000 (Sharma,
//! Wu and Dalal 2005); the tests state how large it is. Nobody tells twenty colours apart: on a map, clusters after the twelfth
//! take a colour once more and points of another shape.

/// Red, green and blue, 0 to 255 (sRGB).
pub type Rgb = (u8, u8, u8);

/// How many clusters have a colour of their own.
pub const OWN: usize = 12;

/// The colours of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The ground, and the halo of text and discs.
    pub ground: Rgb,
    /// Text.
    pub text: Rgb,
    /// Text of lesser weight: subtitles, captions, ticks.
    pub muted: Rgb,
    /// Lines of a grid.
    pub grid: Rgb,
    /// What belongs to no coloured cluster.
    pub others: Rgb,
    /// The colours of the largest clusters, in order.
    pub clusters: [Rgb; OWN],
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white, for paper.
    #[default]
    Light,
    /// Light on nearly black, for slides.
    Dark,
}

impl Theme {
    /// The colours of the theme.
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }

    /// `colour`, as type: coloured type needs more contrast to the ground than a disc.
    pub fn type_in(self, colour: Rgb) -> Rgb {
        match self {
            Self::Light => mix(colour, (0, 0, 0), 0.4),
            Self::Dark => mix(colour, (255, 255, 255), 0.35),
        }
    }
}

/// Dark on white.
pub const LIGHT: Palette = Palette {
    ground: (255, 255, 255),
    text: (0x1f, 0x24, 0x2a),
    muted: (0x5b, 0x63, 0x6b),
    grid: (0xe3, 0xe6, 0xe9),
    others: (0xbc, 0xc0, 0xc4),
    clusters: [
        (0x1c, 0x65, 0xce),
        (0xf5, 0xb4, 0x74),
        (0x3d, 0xac, 0x8f),
        (0xfb, 0x59, 0x79),
        (0x4c, 0x3e, 0x74),
        (0x92, 0x9b, 0x05),
        (0x94, 0xc5, 0xfb),
        (0x7d, 0x27, 0x42),
        (0xa0, 0x81, 0xf5),
        (0x52, 0x78, 0x42),
        (0x9a, 0x69, 0x8c),
        (0x58, 0x44, 0x0e),
    ],
};

/// Light on nearly black.
pub const DARK: Palette = Palette {
    ground: (0x16, 0x19, 0x1e),
    text: (0xee, 0xf0, 0xf2),
    muted: (0xa7, 0xae, 0xb6),
    grid: (0x33, 0x39, 0x41),
    others: (0x58, 0x5e, 0x66),
    clusters: [
        (0x01, 0x83, 0xf7),
        (0xee, 0xcb, 0x4b),
        (0x38, 0xc5, 0xa4),
        (0xf4, 0x80, 0x6e),
        (0xc3, 0x89, 0xb7),
        (0xcd, 0xec, 0xa9),
        (0x71, 0x6c, 0xa0),
        (0x93, 0xf1, 0xff),
        (0x93, 0x69, 0x3f),
        (0xad, 0xb5, 0xff),
        (0x93, 0x8e, 0x02),
        (0x34, 0x80, 0x6d),
    ],
};

impl Palette {
    /// The colour of cluster `group`; 0 is the largest.
    pub fn cluster(&self, group: usize) -> Rgb {
        self.clusters.get(group).copied().unwrap_or(self.others)
    }
}

/// `share` of the way from one colour to another.
pub(crate) fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    (mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Matrix = [[f64; 3]; 3];

    // Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency (2009),
    // severity 1.0; applied to linear RGB. The first is usual sight.
    const SIGHTS: [Matrix; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];
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

    /// CIEDE2000, as Sharma, Wu and Dalal write it (2005).
    fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
        let seven = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
        let g = 0.5 * (1.0 - seven((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
        let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
        let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
        let hue = |b: f64, a: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
        let (h1, h2) = (hue(b1, a1), hue(b2, a2));
        let grey = c1 * c2 == 0.0;
        let turn = match h2 - h1 {
            _ if grey => 0.0,
            turn if turn > 180.0 => turn - 360.0,
            turn if turn < -180.0 => turn + 360.0,
            turn => turn,
        };
        let mean = match h1 + h2 {
            sum if grey => sum,
            sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
            sum if sum < 360.0 => (sum + 360.0) / 2.0,
            sum => (sum - 360.0) / 2.0,
        };
        let cos = |degrees: f64| degrees.to_radians().cos();
        let (dl, dc) = (l2 - l1, c2 - c1);
        let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
        let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
        let t = 1.0 - 0.17 * cos(mean - 30.0) + 0.24 * cos(2.0 * mean) + 0.32 * cos(3.0 * mean + 6.0)
            - 0.20 * cos(4.0 * mean - 63.0);
        let theta = 30.0 * (-((mean - 275.0) / 25.0).powi(2)).exp();
        let rotation = -(2.0 * theta).to_radians().sin() * 2.0 * seven(c);
        let off = (l - 50.0).powi(2);
        let (dl, dc, dh) = (
            dl / (1.0 + 0.015 * off / (20.0 + off).sqrt()),
            dc / (1.0 + 0.045 * c),
            dh / (1.0 + 0.015 * c * t),
        );
        (dl * dl + dc * dc + dh * dh + rotation * dc * dh).sqrt()
    }

    fn difference(a: Rgb, b: Rgb, sight: &Matrix) -> f64 {
        ciede2000(lab(a, sight), lab(b, sight))
    }

    #[test]
    fn lab_of_red_is_the_published_value() {
        let [l, a, b] = lab((255, 0, 0), &SIGHTS[0]);
        assert!((l - 53.24).abs() < 0.02 && (a - 80.09).abs() < 0.02 && (b - 67.20).abs() < 0.02);
    }

    #[test]
    fn differences_are_the_published_ones() {
        // Sharma, Wu and Dalal, table 1: pairs 1, 7, 17 and 25.
        let pairs = [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ];
        for (a, b, published) in pairs {
            assert!((ciede2000(a, b) - published).abs() < 1e-4, "{} is not {published}", ciede2000(a, b));
        }
    }

    /// The least difference of any two that `pairs` gives, over all sights.
    fn least(pairs: impl Iterator<Item = (Rgb, Rgb)>, sights: &[Matrix]) -> f64 {
        pairs
            .flat_map(|(a, b)| sights.iter().map(move |sight| difference(a, b, sight)))
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn any_two_clusters_can_be_told_apart() {
        for Palette { clusters, .. } in [LIGHT, DARK] {
            let pairs = || (0..OWN).flat_map(|i| (0..i).map(move |j| (clusters[i], clusters[j])));
            assert!(least(pairs(), &SIGHTS[..1]) > 20.0, "usual sight: {}", least(pairs(), &SIGHTS[..1]));
            assert!(least(pairs(), &SIGHTS) > 12.0, "any sight: {}", least(pairs(), &SIGHTS));
        }
    }

    #[test]
    fn clusters_stand_out_from_the_ground_and_from_grey_and_grey_from_the_ground() {
        for Palette { clusters, ground, others, .. } in [LIGHT, DARK] {
            let to_ground = least(clusters.into_iter().map(|colour| (colour, ground)), &SIGHTS);
            let to_grey = least(clusters.into_iter().map(|colour| (colour, others)), &SIGHTS);
            let grey = least(std::iter::once((others, ground)), &SIGHTS);
            assert!(to_ground > 20.0 && to_grey > 9.0 && grey > 14.0, "{to_ground} {to_grey} {grey}");
        }
    }

    /// Contrast of two colours (Web Content Accessibility Guidelines 2.2).
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let luminance = |c: Rgb| times(&XYZ, [linear(c.0), linear(c.1), linear(c.2)])[1] + 0.05;
        luminance(a).max(luminance(b)) / luminance(a).min(luminance(b))
    }

    #[test]
    fn type_can_be_read() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = theme.palette();
            assert!(contrast(palette.text, palette.ground) > 12.0);
            assert!(contrast(palette.muted, palette.ground) > 4.5);
            for colour in palette.clusters {
                let found = contrast(theme.type_in(colour), palette.ground);
                assert!(found > 3.0, "labels are large type: {colour:?} {found}");
            }
        }
    }
}
