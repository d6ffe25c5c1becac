//! Reference publication year spectroscopy: the years that a field goes back to.
//!
//! Werner Marx, Lutz Bornmann, Andreas Barth and Loet Leydesdorff (2014), "Detecting the historical roots of research
//! fields by reference publication year spectroscopy (RPYS)". References are counted by the year of the work cited; a
//! year that stands out from the median of the five years around it has works that the field rests upon.

use std::cmp::Reverse;

/// A year of works that are cited.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedYear {
    /// The year.
    pub year: i32,
    /// References to works of the year.
    pub references: u64,
    /// Works of the year that are cited.
    pub works: usize,
    /// References less their median over the years from two before to two after.
    pub deviation: f64,
    /// Whether its deviation is above 0 and above those of the years beside it.
    pub peak: bool,
    /// Its works that are cited most, by their positions, the most cited first, ties by position.
    pub leading: Vec<u32>,
}

/// The spectrum of `works`, given as (year, papers that cite it), ascending by year; years without references are left out,
/// works without a year or after `until`, the last year of the citing papers, too. Each year names its `top` works.
///
/// In the median a year without references counts 0. Years after `until` cannot be cited yet and are no part of it: the
/// medians of the last two years are over four and three years.
///
/// Time `O(works log works)`, space `O(works)`.
///
/// ```
/// let found = topics::rpys::spectrum(&[(Some(1987), 9), (Some(1988), 1), (Some(1987), 2), (None, 5)], 1990, 1);
/// assert_eq!((found[0].year, found[0].references, found[0].peak), (1987, 11, true));
/// assert_eq!(found[0].leading, [0]);
/// ```
pub fn spectrum(works: &[(Option<i32>, u32)], until: i32, top: usize) -> Vec<CitedYear> {
    let mut dated: Vec<(i32, u32)> = works
        .iter()
        .enumerate()
        .filter_map(|(work, &(year, citing))| {
            year.filter(|&year| year <= until && citing > 0).map(|year| (year, work as u32))
        })
        .collect();
    dated.sort_by_key(|&(year, work)| (year, Reverse(works[work as usize].1), work));
    let mut years: Vec<CitedYear> = dated
        .chunk_by(|a, b| a.0 == b.0)
        .map(|of_year| CitedYear {
            year: of_year[0].0,
            references: of_year.iter().map(|&(_, work)| u64::from(works[work as usize].1)).sum(),
            works: of_year.len(),
            deviation: 0.0,
            peak: false,
            leading: of_year.iter().take(top).map(|&(_, work)| work).collect(),
        })
        .collect();
    for at in 0..years.len() {
        years[at].deviation = deviation(&years, years[at].year, until);
    }
    for at in 0..years.len() {
        let own = years[at].deviation;
        let beside = |year: i32| year > until || deviation(&years, year, until) < own;
        years[at].peak = own > 0.0 && beside(years[at].year - 1) && beside(years[at].year + 1);
    }
    years
}

/// References of a year, 0 where it has none.
fn references(years: &[CitedYear], year: i32) -> f64 {
    years.binary_search_by_key(&year, |cited| cited.year).map_or(0.0, |at| years[at].references as f64)
}

fn deviation(years: &[CitedYear], year: i32, until: i32) -> f64 {
    let mut around: Vec<f64> =
        (year - 2..=(year + 2).min(until)).map(|near| references(years, near)).collect();
    around.sort_by(f64::total_cmp);
    let middle = around.len() / 2;
    let median =
        if around.len() % 2 == 1 { around[middle] } else { (around[middle - 1] + around[middle]) / 2.0 };
    references(years, year) - median
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spectrum_by_hand() {
        // 1990: 1, 1991: 3, 1992: 9 (of 4 + 5), 1993: 2, 1994: 4; the corpus ends with 1994; 1995 is a misprint.
        let works = [
            (Some(1990), 1),
            (Some(1991), 3),
            (Some(1992), 4),
            (Some(1992), 5),
            (Some(1993), 2),
            (Some(1994), 4),
            (Some(1995), 7),
            (None, 8),
        ];
        let found = spectrum(&works, 1994, 5);
        let numbers: Vec<(i32, u64, f64)> =
            found.iter().map(|year| (year.year, year.references, year.deviation)).collect();
        // Medians: {0 0 1 3 9} 1; {0 1 3 9 2} 2; {1 3 9 2 4} 3; {3 9 2 4} 3.5; {9 2 4} 4.
        let expected = [(1990, 1, 0.0), (1991, 3, 1.0), (1992, 9, 6.0), (1993, 2, -1.5), (1994, 4, 0.0)];
        assert_eq!(numbers, expected);
        assert_eq!(found.iter().filter(|year| year.peak).map(|year| year.year).collect::<Vec<_>>(), [1992]);
        assert_eq!((found[2].works, found[2].leading.as_slice()), (2, [3, 2].as_slice()));
    }

    #[test]
    fn a_year_that_stands_alone_is_a_peak() {
        let found = spectrum(&[(Some(1687), 3)], 2000, 1);
        assert_eq!((found[0].deviation, found[0].peak), (3.0, true));
        assert_eq!(spectrum(&[], 2000, 1), []);
    }
}
