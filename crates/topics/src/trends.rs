//! Trend topics: when each term had its time.
//!
//! For each term the years of the papers that have it, told by their median and quartiles, as in the trend topics of
//! bibliometrix (Massimo Aria and Corrado Cuccurullo, 2017, "bibliometrix: An R-tool for comprehensive science mapping
//! analysis"). Of each median year the terms with most papers are shown.

/// The years of a term's papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The term, by its number.
    pub term: u32,
    /// Papers of a known year that have it.
    pub papers: u32,
    /// The year up to which a quarter of them appeared.
    pub first_quartile: i32,
    /// The year in the middle.
    pub median: i32,
    /// The year up to which three quarters appeared.
    pub third_quartile: i32,
}

/// The quartiles of each term with `least` papers or more, in order of terms.
///
/// `counts[term][year]` are papers of year `first + year`. Quartiles are interpolated between neighbours (type 7 of Rob J. Hyndman
/// and Yanan Fan, 1996, "Sample Quantiles in Statistical Packages") and rounded to the nearest year, halves to the even one.
pub fn trends(counts: &[Vec<u32>], first: i32, least: u32) -> Vec<Trend> {
    let trend = |(term, years): (usize, &Vec<u32>)| {
        let papers: u32 = years.iter().sum();
        let year = |share: f64| first + quantile(years, share).round_ties_even() as i32;
        (papers >= least.max(1)).then(|| Trend {
            term: term as u32,
            papers,
            first_quartile: year(0.25),
            median: year(0.5),
            third_quartile: year(0.75),
        })
    };
    counts.iter().enumerate().filter_map(trend).collect()
}

/// The quantile of positions of which each stands there as often as it is counted; at least one is.
fn quantile(counts: &[u32], share: f64) -> f64 {
    let total: u64 = counts.iter().copied().map(u64::from).sum();
    let place = share * (total - 1) as f64;
    let (low, high) = (at(counts, place.floor() as u64), at(counts, place.ceil() as u64));
    low + place.fract() * (high - low)
}

/// The position of the `rank`th counted thing, from 0.
fn at(counts: &[u32], rank: u64) -> f64 {
    let mut seen = 0;
    let reached = |&count: &u32| {
        seen += u64::from(count);
        seen > rank
    };
    counts.iter().position(reached).unwrap_or(counts.len()) as f64
}

/// The `each` terms with most papers of each median year, by year, then most papers first, ties by term.
pub fn leading(trends: &[Trend], each: usize) -> Vec<Trend> {
    let mut sorted = trends.to_vec();
    sorted.sort_by_key(|trend| (trend.median, std::cmp::Reverse(trend.papers), trend.term));
    sorted.chunk_by(|a, b| a.median == b.median).flat_map(|year| year.iter().take(each)).copied().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quartiles_by_hand() {
        // Years 2000, 2000, 2001, 2003, 2003, 2003: ranks 1.25, 2.5 and 3.75 of 0 to 5 give 2000.25, 2002 and 2003.
        let found = trends(&[vec![2, 1, 0, 3]], 2000, 5);
        let expected = Trend { term: 0, papers: 6, first_quartile: 2000, median: 2002, third_quartile: 2003 };
        assert_eq!(found, [expected]);
        assert_eq!(trends(&[vec![2, 1, 0, 3], vec![]], 2000, 7), []);
    }

    #[test]
    fn the_leaders_of_each_year() {
        let trend = |term, papers, median| Trend {
            term,
            papers,
            median,
            first_quartile: median,
            third_quartile: median,
        };
        let all = [trend(0, 9, 2001), trend(1, 5, 2000), trend(2, 7, 2000), trend(3, 7, 2000)];
        let terms: Vec<u32> = leading(&all, 2).iter().map(|trend| trend.term).collect();
        assert_eq!(terms, [2, 3, 0]);
    }

    proptest! {
        #[test]
        fn quantiles_are_those_of_the_sorted_list(
            counts in prop::collection::vec(0u32..5, 1..12),
            share in 0.0f64..=1.0,
        ) {
            let list: Vec<f64> = counts
                .iter()
                .enumerate()
                .flat_map(|(year, &count)| std::iter::repeat_n(year as f64, count as usize))
                .collect();
            prop_assume!(!list.is_empty());
            let place = share * (list.len() - 1) as f64;
            let (low, high) = (list[place.floor() as usize], list[place.ceil() as usize]);
            prop_assert!((quantile(&counts, share) - (low + place.fract() * (high - low))).abs() < 1e-12);
        }
    }
}
