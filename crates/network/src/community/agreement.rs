//! Agreement: how far two partitions of the same vertices say the same, beyond what chance would give.

/// Why two partitions cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the partitions have {0} and {1} vertices; only partitions of the same vertices can be compared")]
pub struct AgreementError(pub usize, pub usize);

/// The adjusted Rand index of two partitions given as the cluster of each vertex (any numbers).
///
/// ```text
/// ARI = (Σ C(n_ij, 2) − E) / ((Σ C(a_i, 2) + Σ C(b_j, 2)) / 2 − E)      E = Σ C(a_i, 2) · Σ C(b_j, 2) / C(n, 2)
/// ```
///
/// with `n_ij` the vertices in cluster `i` of one and `j` of the other, `a_i` and `b_j` the sizes. 1 for
/// equal partitions, about 0 for unrelated ones, possibly below. Time `O(n log n)`.
///
/// Hubert, Arabie (1985), "Comparing partitions".
///
/// # Errors
///
/// When the partitions differ in length.
///
/// ```
/// use network::community::adjusted_rand_index;
/// assert_eq!(adjusted_rand_index(&[0, 0, 1, 1], &[7, 7, 3, 3]), Ok(1.0));
/// ```
pub fn adjusted_rand_index(a: &[u32], b: &[u32]) -> Result<f64, AgreementError> {
    let table = Contingency::new(a, b)?;
    let pairs =
        |sizes: &[u64]| sizes.iter().map(|&size| size as f64 * (size as f64 - 1.0) / 2.0).sum::<f64>();
    let (together, in_a, in_b) = (pairs(&table.shared), pairs(&table.rows), pairs(&table.columns));
    let all = pairs(&[table.total]);
    let expected = if all > 0.0 { in_a * in_b / all } else { 0.0 };
    Ok(adjusted(together, expected, (in_a + in_b) / 2.0))
}

/// The adjusted mutual information of two partitions given as the cluster of each vertex (any numbers).
///
/// ```text
/// AMI = (MI − E[MI]) / ((H(a) + H(b)) / 2 − E[MI])
/// ```
///
/// with the expectation over all pairs of partitions with these cluster sizes. 1 for equal partitions,
/// about 0 for unrelated ones. Time `O(n log n + R C + n min(R, C))` for `R` and `C` clusters, at worst;
/// space `O(n)`.
///
/// Vinh, Epps, Bailey (2010), "Information theoretic measures for clusterings comparison: variants,
/// properties, normalization and correction for chance".
///
/// # Errors
///
/// When the partitions differ in length.
///
/// ```
/// use network::community::adjusted_mutual_information;
/// assert_eq!(adjusted_mutual_information(&[0, 0, 1, 1], &[7, 7, 3, 3]), Ok(1.0));
/// ```
pub fn adjusted_mutual_information(a: &[u32], b: &[u32]) -> Result<f64, AgreementError> {
    let table = Contingency::new(a, b)?;
    let entropies = (table.entropy(&table.rows) + table.entropy(&table.columns)) / 2.0;
    let joint = table.entropy(&table.shared);
    Ok(adjusted(2.0 * entropies - joint, table.expected_information(), entropies))
}

/// (value − expected) / (largest − expected); 1 where nothing but agreement is possible.
fn adjusted(value: f64, expected: f64, largest: f64) -> f64 {
    if (largest - expected).abs() <= 1e-12 * largest.abs() {
        1.0
    } else {
        (value - expected) / (largest - expected)
    }
}

/// How many vertices two partitions put where.
struct Contingency {
    total: u64,
    /// Sizes of the clusters of each partition, and of all intersections that are not empty.
    rows: Vec<u64>,
    columns: Vec<u64>,
    shared: Vec<u64>,
}

impl Contingency {
    fn new(a: &[u32], b: &[u32]) -> Result<Self, AgreementError> {
        if a.len() != b.len() {
            return Err(AgreementError(a.len(), b.len()));
        }
        Ok(Self {
            total: a.len() as u64,
            rows: runs(a.to_vec()),
            columns: runs(b.to_vec()),
            shared: runs(a.iter().zip(b).collect()),
        })
    }

    fn entropy(&self, sizes: &[u64]) -> f64 {
        let total = self.total as f64;
        sizes.iter().map(|&size| size as f64 / total).map(|share| -share * share.ln()).sum()
    }

    /// The mutual information of random partitions with these sizes: for every pair of clusters, the
    /// hypergeometric mean over the sizes that their intersection can have.
    fn expected_information(&self) -> f64 {
        let ln_factorial = ln_factorials(self.total as usize);
        let total = self.total;
        let pair = |a: u64, b: u64| -> f64 {
            let fixed = ln_factorial[a as usize]
                + ln_factorial[b as usize]
                + ln_factorial[(total - a) as usize]
                + ln_factorial[(total - b) as usize]
                - ln_factorial[total as usize];
            let least = (a + b).saturating_sub(total).max(1);
            (least..=a.min(b))
                .map(|shared| {
                    let probability = (fixed
                        - ln_factorial[shared as usize]
                        - ln_factorial[(a - shared) as usize]
                        - ln_factorial[(b - shared) as usize]
                        - ln_factorial[(total + shared - a - b) as usize])
                        .exp();
                    let (n, shared) = (total as f64, shared as f64);
                    probability * shared / n * (n * shared / (a as f64 * b as f64)).ln()
                })
                .sum()
        };
        // Many clusters have the same size: each pair of sizes is worked out once.
        let (rows, columns) = (tally(&self.rows), tally(&self.columns));
        let mut expected = 0.0;
        for &(a, many_a) in &rows {
            for &(b, many_b) in &columns {
                expected += (many_a * many_b) as f64 * pair(a, b);
            }
        }
        expected
    }
}

/// How often each value occurs, in the order of values.
fn runs<T: Ord>(mut values: Vec<T>) -> Vec<u64> {
    values.sort_unstable();
    values.chunk_by(|a, b| a == b).map(|run| run.len() as u64).collect()
}

/// Each value with how often it occurs.
fn tally(values: &[u64]) -> Vec<(u64, u64)> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect()
}

/// ln(0!) to ln(n!).
fn ln_factorials(n: usize) -> Vec<f64> {
    let mut sums = vec![0.0; n + 1];
    for value in 1..=n {
        sums[value] = sums[value - 1] + (value as f64).ln();
    }
    sums
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_of_scikit_learn() {
        // sklearn.metrics.adjusted_rand_score and adjusted_mutual_info_score on these labels.
        let a = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3];
        let b = [0, 0, 1, 1, 1, 1, 2, 2, 2, 0, 0, 3];
        assert!((adjusted_rand_index(&a, &b).unwrap() - 0.137_254_901_960_784_33).abs() < 1e-12);
        assert!((adjusted_mutual_information(&a, &b).unwrap() - 0.252_468_892_548_038_06).abs() < 1e-12);
    }

    #[test]
    fn partitions_without_choice_agree() {
        for labels in [vec![], vec![3], vec![1, 1, 1], vec![1, 2, 3]] {
            assert_eq!(adjusted_rand_index(&labels, &labels), Ok(1.0), "{labels:?}");
            assert_eq!(adjusted_mutual_information(&labels, &labels), Ok(1.0), "{labels:?}");
        }
    }

    #[test]
    fn lengths_must_agree() {
        let error = adjusted_rand_index(&[1], &[1, 2]).unwrap_err();
        assert!(error.to_string().contains("1 and 2 vertices"), "{error}");
    }

    #[test]
    fn the_expected_information_is_the_mean_over_all_orders() {
        // All 24 orders of b beside a, by hand of a loop.
        let (a, b) = ([0u32, 0, 1, 2], [0u32, 0, 0, 1]);
        let (mut sum, mut orders) = (0.0, 0.0);
        for code in 0..256usize {
            let order = [code % 4, code / 4 % 4, code / 16 % 4, code / 64];
            if (0..4).all(|value| order.contains(&value)) {
                let table = Contingency::new(&a, &order.map(|at| b[at])).unwrap();
                sum +=
                    table.entropy(&table.rows) + table.entropy(&table.columns) - table.entropy(&table.shared);
                orders += 1.0;
            }
        }
        let expected = Contingency::new(&a, &b).unwrap().expected_information();
        assert!((expected - sum / orders).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn agreement_is_symmetric_and_blind_to_names(
            pairs in prop::collection::vec((0u32..4, 0u32..4), 1..40),
        ) {
            let (a, b): (Vec<u32>, Vec<u32>) = pairs.into_iter().unzip();
            let renamed: Vec<u32> = b.iter().map(|label| 90 - label).collect();
            for index in [adjusted_rand_index, adjusted_mutual_information] {
                let value = index(&a, &b).unwrap();
                prop_assert!(value <= 1.0 + 1e-9);
                prop_assert!((value - index(&renamed, &a).unwrap()).abs() < 1e-9);
            }
        }
    }
}
