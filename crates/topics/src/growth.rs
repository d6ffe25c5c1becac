//! When a cluster's papers appeared, and whether it grows.

use std::collections::BTreeMap;

/// The years of a group of papers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Years {
    /// Of the earliest paper.
    pub first: i32,
    /// Of the latest paper.
    pub last: i32,
    /// The middle one; of an even number, the earlier of the two in the middle.
    pub median: i32,
    /// See [`growth`].
    pub growth: Option<f64>,
}

/// How many years make a period of [`growth`].
pub const PERIOD: i32 = 5;

/// The years of papers (those that have one), with the growth up to `until`, the last year of the whole corpus.
/// `None` where no paper has a year.
///
/// ```
/// let years = topics::growth::years([2001, 2003, 2003, 2010], 2010).unwrap();
/// assert_eq!((years.first, years.median, years.last), (2001, 2003, 2010));
/// ```
pub fn years(of_papers: impl IntoIterator<Item = i32>, until: i32) -> Option<Years> {
    let mut sorted: Vec<i32> = of_papers.into_iter().collect();
    sorted.sort_unstable();
    let (&first, &last) = (sorted.first()?, sorted.last()?);
    Some(Years { first, last, median: sorted[(sorted.len() - 1) / 2], growth: growth(&sorted, until) })
}

/// Papers of the last [`PERIOD`] years up to `until` over those of the period before, less one: 0.5 is half as many
/// again, -1 is silence. `None` where the period before has no paper.
///
/// ```
/// // 2006 to 2010: three papers; 2001 to 2005: two.
/// assert_eq!(topics::growth::growth(&[2002, 2005, 2006, 2008, 2010], 2010), Some(0.5));
/// assert_eq!(topics::growth::growth(&[2008, 2010], 2010), None);
/// ```
pub fn growth(years: &[i32], until: i32) -> Option<f64> {
    let count = |from: i32, to: i32| years.iter().filter(|&&year| from < year && year <= to).count();
    let before = count(until - 2 * PERIOD, until - PERIOD);
    let recent = count(until - PERIOD, until);
    (before > 0).then(|| recent as f64 / before as f64 - 1.0)
}

/// The last year that papers appeared in. Years behind a gap of more than two empty years that hold fewer than one paper in 500 are
/// taken for misprints: one 2033 for 2023 would make the last ten years of everything empty.
///
/// ```
/// let papers = [(2021, 900), (2022, 1000), (2033, 1)].into();
/// assert_eq!(topics::growth::last_year(&papers), Some(2022));
/// ```
pub fn last_year(papers_by_year: &BTreeMap<i32, usize>) -> Option<i32> {
    /// Empty years that a field may have.
    const GAP: i32 = 2;
    /// Of so many papers one may be misdated.
    const ONE_IN: usize = 500;
    let all: usize = papers_by_year.values().sum();
    let mut behind = 0;
    let mut years = papers_by_year.iter().rev().peekable();
    let mut last = papers_by_year.keys().next_back().copied();
    while let Some((&year, papers)) = years.next() {
        behind += papers;
        let Some(&(&before, _)) = years.peek() else { break };
        if ONE_IN * behind >= all {
            break;
        }
        if year - before > GAP + 1 {
            last = Some(before);
        }
    }
    last
}

/// The last year that seems to be complete: the last one with papers, or the one before it where the last has fewer than
/// half of the median of the three years before. What was exported in May has not all papers of the year; no clock
/// is asked, so that the same papers give the same numbers tomorrow.
///
/// ```
/// let papers = [(2020, 80), (2021, 90), (2022, 100), (2023, 40)].into();
/// assert_eq!(topics::growth::last_complete_year(&papers), Some(2022));
/// ```
pub fn last_complete_year(papers_by_year: &BTreeMap<i32, usize>) -> Option<i32> {
    let last = last_year(papers_by_year)?;
    let papers = papers_by_year.get(&last).copied().unwrap_or_default();
    let mut before = [1, 2, 3].map(|years| papers_by_year.get(&(last - years)).copied().unwrap_or_default());
    before.sort_unstable();
    Some(if 2 * papers < before[1] { last - 1 } else { last })
}

/// How fast counts rise or fall, and whether that is more than chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Growth a year: 0.1 is a tenth more each year, -0.1 a tenth less.
    pub rate: f64,
    /// Standard deviations of Kendall's S from 0: beyond ±1.96 there is a trend, with an error of 5 %.
    pub z: f64,
}

/// The pace of counts of years in a row. `None` for fewer than four years or no papers.
///
/// The rate is `exp(b) − 1`, where `b` is the median of the slopes of `ln(count + ½)` between any two years (Henri Theil, 1950, "A
/// rank-invariant method of linear and polynomial regression analysis"; Pranab Kumar Sen, 1968): up to 29 % of the years can be
/// freaks without moving it far. `z` is that of Mann and Kendall with the correction for ties (Henry B. Mann, 1945,
/// "Nonparametric tests against trend"). Time `O(years²)`.
pub fn pace(counts: &[u32]) -> Option<Pace> {
    const FEWEST: usize = 4;
    if counts.len() < FEWEST || counts.iter().all(|&count| count == 0) {
        return None;
    }
    let size = |year: usize| (f64::from(counts[year]) + 0.5).ln();
    let pairs = || (0..counts.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
    let mut slopes: Vec<f64> = pairs().map(|(a, b)| (size(b) - size(a)) / (b - a) as f64).collect();
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    let slope =
        if slopes.len() % 2 == 1 { slopes[middle] } else { (slopes[middle - 1] + slopes[middle]) / 2.0 };
    let s: i64 = pairs().map(|(a, b)| (i64::from(counts[b]) - i64::from(counts[a])).signum()).sum();
    let tied = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let ties: f64 = sorted.chunk_by(|a, b| a == b).map(|same| tied(same.len() as f64)).sum();
    let variance = (tied(counts.len() as f64) - ties) / 18.0;
    let z = if s == 0 { 0.0 } else { (s - s.signum()) as f64 / variance.sqrt() };
    Some(Pace { rate: slope.exp() - 1.0, z })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_misprinted_years_change_nothing() {
        let sound: BTreeMap<i32, usize> = [(2018, 700), (2019, 800), (2021, 900), (2022, 300)].into();
        assert_eq!((last_year(&sound), last_complete_year(&sound)), (Some(2022), Some(2021)));
        for misprints in [vec![(2999, 1)], vec![(2033, 2), (2103, 1)], vec![(2026, 1), (2027, 1)]] {
            let mut papers = sound.clone();
            papers.extend(misprints);
            assert_eq!(
                (last_year(&papers), last_complete_year(&papers)),
                (Some(2022), Some(2021)),
                "{papers:?}"
            );
        }
        // Close by, or many: that is how the field is.
        assert_eq!(last_year(&[(2020, 700), (2023, 1)].into()), Some(2023));
        assert_eq!(last_year(&[(1990, 70), (2023, 1)].into()), Some(2023));
        assert_eq!(last_year(&BTreeMap::new()), None);
    }

    #[test]
    fn a_pace_by_hand() {
        // 0.5, 1.5, 4.5 and 13.5 after the half is added: each year three times the last, whatever two years are taken.
        let found = pace(&[0, 1, 4, 13]).unwrap();
        assert!((found.rate - 2.0).abs() < 1e-12);
        // All six pairs rise: S = 6; variance 4 · 3 · 13 / 18 = 8.667; z = 5 / 2.944.
        assert!((found.z - 1.698_42).abs() < 1e-5, "{}", found.z);
    }

    #[test]
    fn a_freak_year_does_not_matter_and_ties_are_no_trend() {
        let steady = pace(&[10, 10, 10, 300, 10, 10, 10]).unwrap();
        assert_eq!((steady.rate, steady.z), (0.0, 0.0));
        assert_eq!(pace(&[1, 2, 3]), None);
        assert_eq!(pace(&[0; 9]), None);
    }

    #[test]
    fn ties_lower_the_variance() {
        // 1 1 2 3: S = 5; variance (4 · 3 · 13 − 2 · 1 · 9) / 18 = 7.667; z = 4 / 2.769.
        assert!((pace(&[1, 1, 2, 3]).unwrap().z - 1.444_63).abs() < 1e-5);
    }

    #[test]
    fn a_year_is_complete_unless_it_is_far_below_those_before() {
        let last = |counts: &[(i32, usize)]| last_complete_year(&counts.iter().copied().collect());
        assert_eq!(last(&[(2000, 10), (2001, 12), (2002, 11), (2003, 6)]), Some(2003));
        assert_eq!(last(&[(2000, 10), (2001, 12), (2002, 11), (2003, 5)]), Some(2002));
        assert_eq!(last(&[(2003, 5)]), Some(2003));
        assert_eq!(last(&[]), None);
    }
}
