//! The strategic diagram: how developed themes are, and how much the field hangs on them.
//!
//! A theme is a set of terms. Of two terms, `e = c(ij)² / (c(i) c(j))` tells how far they are of one theme, where `c` counts papers
//! that have them (the equivalence index). The *density* of a theme is the sum of `e` over its pairs of terms, times 100 and
//! over the number of its terms; its *centrality* is the sum over pairs of one of its terms and one of another theme, times
//! 10 (Michel Callon, Jean-Pierre Courtial and Françoise Laville, 1991, "Co-word analysis as a tool for describing the network of
//! interactions between basic and technological research"; M. J. Cobo, A. G. López-Herrera, E. Herrera-Viedma and F. Herrera,
//! 2011, "An approach for detecting, quantifying, and visualizing the evolution of a research field").

use rustc_hash::FxHashMap;
use similarity::Terms;

use crate::labels::KeyTerm;

/// Where a theme stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// How much its terms go together with those of other themes, 0 or more.
    pub centrality: f64,
    /// How much its terms go together, 0 or more.
    pub density: f64,
    /// Against the medians of all themes.
    pub quadrant: Quadrant,
}

/// A corner of the strategic diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Developed, and tied to the rest: the motors of the field.
    Motor,
    /// Tied to the rest, not developed: general themes that others rest upon.
    Basic,
    /// Developed, but apart.
    Niche,
    /// Neither: new, or on its way out.
    Marginal,
}

impl Quadrant {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Motor => "motor",
            Self::Basic => "basic",
            Self::Niche => "niche",
            Self::Marginal => "emerging or declining",
        }
    }

    fn of(central: bool, dense: bool) -> Self {
        match (central, dense) {
            (true, true) => Self::Motor,
            (true, false) => Self::Basic,
            (false, true) => Self::Niche,
            (false, false) => Self::Marginal,
        }
    }
}

/// Where each of `themes` stands, by the terms of `papers`. A term of several themes belongs to the one that it marks best, of
/// equals the first. Above the median or on it is high.
///
/// Time `O(Σ t²)` over the number `t` of theme terms of each paper; space `O(pairs met)`.
pub fn standings(terms: &Terms, papers: &[u32], themes: &[Vec<KeyTerm>]) -> Vec<Standing> {
    let theme_of = owners(themes);
    let mut single: FxHashMap<u32, u32> = FxHashMap::default();
    let mut double: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for &paper in papers {
        let known = terms.vectors.row(paper as usize).0.iter().filter(|term| theme_of.contains_key(term));
        let own: Vec<u32> = known.copied().collect();
        for (at, &term) in own.iter().enumerate() {
            *single.entry(term).or_default() += 1;
            for &other in &own[at + 1..] {
                *double.entry((term, other)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<((u32, u32), u32)> = double.into_iter().collect();
    pairs.sort_unstable();
    let mut sizes = vec![0.0; themes.len()];
    for (theme, keys) in themes.iter().enumerate() {
        sizes[theme] = keys.iter().filter(|key| theme_of[&key.term].0 == theme).count() as f64;
    }
    let (mut centrality, mut density) = (vec![0.0; themes.len()], vec![0.0; themes.len()]);
    for ((a, b), both) in pairs {
        let both = f64::from(both);
        let equivalence = both * both / (f64::from(single[&a]) * f64::from(single[&b]));
        let (of_a, of_b) = (theme_of[&a].0, theme_of[&b].0);
        if of_a == of_b {
            density[of_a] += 100.0 * equivalence / sizes[of_a];
        } else {
            centrality[of_a] += 10.0 * equivalence;
            centrality[of_b] += 10.0 * equivalence;
        }
    }
    let (middle_centrality, middle_density) = (median(&centrality), median(&density));
    centrality
        .into_iter()
        .zip(density)
        .map(|(centrality, density)| Standing {
            centrality,
            density,
            quadrant: Quadrant::of(centrality >= middle_centrality, density >= middle_density),
        })
        .collect()
}

/// The theme that each term marks best, with the score.
fn owners(themes: &[Vec<KeyTerm>]) -> FxHashMap<u32, (usize, f64)> {
    let mut owners: FxHashMap<u32, (usize, f64)> = FxHashMap::default();
    for (theme, keys) in themes.iter().enumerate() {
        for key in keys {
            let owner = owners.entry(key.term).or_insert((theme, key.score));
            if key.score > owner.1 {
                *owner = (theme, key.score);
            }
        }
    }
    owners
}

/// The middle value, or the mean of the two in the middle; 0 of none.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => (sorted[even / 2 - 1] + sorted[even / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagram_by_hand() {
        // Themes {0, 1} and {2, 3}; papers: 0 1 | 0 1 | 0 2 | 2 3 | 2.
        let mut terms = Terms::default();
        for row in [vec![0, 1], vec![0, 1], vec![0, 2], vec![2, 3], vec![2]] {
            terms.vectors.push(row.into_iter().map(|term| (term, 1.0)));
        }
        let theme = |of: [u32; 2]| of.map(|term| KeyTerm { term, papers: 1, score: 1.0 }).to_vec();
        let found = standings(&terms, &[0, 1, 2, 3, 4], &[theme([0, 1]), theme([2, 3])]);
        // c(0) = 3, c(1) = 2, c(2) = 3, c(3) = 1. e(01) = 4/6, e(23) = 1/3, e(02) = 1/9.
        assert!((found[0].density - 100.0 * (2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert!((found[1].density - 100.0 * (1.0 / 3.0) / 2.0).abs() < 1e-9);
        assert!(found.iter().all(|standing| (standing.centrality - 10.0 / 9.0).abs() < 1e-9));
        assert_eq!((found[0].quadrant, found[1].quadrant), (Quadrant::Motor, Quadrant::Basic));
    }

    #[test]
    fn the_median_by_hand() {
        assert_eq!([median(&[]), median(&[3.0, 1.0, 2.0]), median(&[4.0, 1.0])], [0.0, 2.0, 2.5]);
    }
}
