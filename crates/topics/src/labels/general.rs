//! Stop words of the discipline: terms that are at home in all clusters, and scraps of broken text.
//!
//! The corpus tells them itself, but for a few. Papers that have a term `t` are spread over clusters as `p(c | t)`, all papers as `p(c)`. What the term
//! tells of the cluster is the divergence of Solomon Kullback and Richard A. Leibler (1951, "On Information and Sufficiency")
//!
//! `D(t) = Σ p(c | t) log (p(c | t) / p(c))`,
//!
//! and it is general if that is less than an eighth of what there is to tell, the entropy of `p(c)`. On 83,081 conference papers
//! "method", "algorithm" and "learning" are general, "gradient" and "image" are not.

use similarity::Terms;

use super::score::Counts;
use crate::Members;

/// The least share of the entropy of clusters that a term must tell.
const LEAST_TOLD: f64 = 0.125;

/// What is left of markup, addresses and glyphs that were not decoded.
const SCRAPS: &[&str] = &[
    "cid", "nbsp", "mathcal", "mathbb", "mathrm", "mathbf", "textit", "textbf", "href", "http", "https",
    "www",
];

/// Words that name nothing, whatever a small corpus makes of them: prepositions, numbers, adverbs. Where papers are few, chance puts
/// them into one cluster.
const HOLLOW: &[&str] = &[
    "across",
    "along",
    "alongside",
    "among",
    "amongst",
    "beyond",
    "concerning",
    "despite",
    "towards",
    "toward",
    "throughout",
    "upon",
    "versus",
    "via",
    "within",
    "without",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "directly",
    "easily",
    "effectively",
    "efficiently",
    "fully",
    "largely",
    "mainly",
    "nearly",
    "often",
    "recently",
    "simply",
    "typically",
    "usually",
    "various",
    "several",
    "many",
];

/// For each term, whether it can speak for no cluster. Time `O(terms of all clusters)`.
pub fn general(terms: &Terms, counts: &Counts, members: &Members) -> Vec<bool> {
    let sizes: Vec<f64> = (0..members.clusters()).map(|cluster| members.of(cluster).len() as f64).collect();
    let papers: f64 = sizes.iter().sum();
    let entropy: f64 =
        sizes.iter().filter(|&&size| size > 0.0).map(|size| -size / papers * (size / papers).ln()).sum();
    let mut with = vec![0.0; terms.vocabulary.len()];
    for cluster in 0..sizes.len() {
        for &(term, papers) in counts.of(cluster) {
            with[term as usize] += f64::from(papers);
        }
    }
    let mut told = vec![0.0; with.len()];
    for (cluster, size) in sizes.iter().enumerate() {
        for &(term, count) in counts.of(cluster) {
            let share = f64::from(count) / with[term as usize];
            told[term as usize] += share * (share / (size / papers)).ln();
        }
    }
    let scrap = |text: &str| text.split([' ', '-']).any(|word| SCRAPS.contains(&word));
    let hollow = |text: &str| text.split([' ', '-']).all(|word| HOLLOW.contains(&word));
    // A single cluster leaves nothing to tell: nothing is general there.
    told.iter()
        .zip(&terms.vocabulary)
        .map(|(&told, term)| told < LEAST_TOLD * entropy || scrap(&term.text) || hollow(&term.text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::tests::terms_of;

    #[test]
    fn what_is_spread_as_papers_are_is_general() {
        // Two clusters of four papers: an eighth of ln 2 is 0.087. Term 0 is in three and three papers: D = 0. Term 1 is in three
        // and two: 0.6 ln 1.2 + 0.4 ln 0.8 = 0.020. Term 2 is in three and one: 0.75 ln 1.5 + 0.25 ln 0.5 = 0.131. Term 3 is a scrap.
        let papers = [
            vec![0, 1, 2, 3],
            vec![0, 1, 2, 3],
            vec![0, 1, 2],
            vec![],
            vec![0, 1, 2],
            vec![0, 1],
            vec![0],
            vec![],
        ];
        let terms = terms_of(&papers, &["method", "data", "volume", "cid 3"]);
        let members = Members::new(&[0, 0, 0, 0, 1, 1, 1, 1]);
        let counts = Counts::new(&terms, &members);
        assert_eq!(general(&terms, &counts, &members), [true, true, false, true]);
    }

    #[test]
    fn words_that_name_nothing_are_general_where_they_stand_alone() {
        let terms = terms_of(&[vec![0, 1, 2], vec![0, 1, 2]], &["towards", "two-way", "many body"]);
        let members = Members::new(&[0, 0]);
        assert_eq!(general(&terms, &Counts::new(&terms, &members), &members), [true, false, false]);
    }

    #[test]
    fn in_a_single_cluster_nothing_is_general() {
        let terms = terms_of(&[vec![0], vec![0]], &["volume"]);
        let members = Members::new(&[0, 0]);
        assert_eq!(general(&terms, &Counts::new(&terms, &members), &members), [false]);
    }
}
