//! When a cluster's papers appeared, and whether it grows.

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
