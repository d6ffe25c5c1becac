//! Links between papers that have things in common: repositories, cited works, citing papers, authors, keywords.

use super::{
    Incidence, Normalisation, Tie, each_once,
    strongest::{self, Candidate},
};

/// Papers that a task counts for at a time.
const CHUNK: usize = 256;

/// How things in common become ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// How counts become strengths.
    pub normalisation: Normalisation,
    /// What more papers have than this ties nobody together; 2 or more.
    pub cap: usize,
}

/// What papers have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The items of each paper without the hubs.
    items_of: Incidence,
    /// How many papers have each item.
    papers: Vec<u32>,
    normalisation: Normalisation,
    /// What strengths are divided by to stay within 1.
    scale: f64,
}

/// Ties of papers, what they rest on, and what was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Ascending by (source, target), each pair once.
    pub ties: Vec<Tie>,
    /// The strength of any two papers, tied or not.
    pub shared: Shared,
    /// Items that more papers have than the cap, as (item, papers), ascending; they are as if nobody had them.
    pub hubs: Vec<(u32, u32)>,
}

/// Ties papers that have items in common, each with at most `most` others that it has most in common with.
///
/// `items_of` has a row a paper and a column an item. Strengths are those of [`Normalisation`], above 0 and up to 1. A pair is
/// tied if either paper has the other among its strongest; of equal ones go those that stand nearest in the order of the
/// corpus. With `most` at its largest, every two papers with anything in common are tied.
///
/// This is the product of the matrix and its transpose, row by row (Gustavson 1978, "Two fast algorithms for sparse matrices:
/// multiplication and permuted transposition"), of which only the best of a row are kept: time `O(Σ dₖ²)` over items that
/// `dₖ` papers have, at most entries × cap; space `O(entries + n most)`, and a number a paper for each thread. The same bits at
/// any number of threads.
pub fn find(mut items_of: Incidence, sharing: Sharing, most: usize) -> Found {
    let hubs = items_of.take_hubs(sharing.cap);
    let papers_of = items_of.transposed();
    let papers = items_of.column_counts();
    let mut shared = Shared { items_of, papers, normalisation: sharing.normalisation, scale: 1.0 };
    let chunks = parallel::chunks::map_with(
        shared.items_of.rows(),
        CHUNK,
        || Sums { all: vec![0.0; shared.items_of.rows()], touched: Vec::new() },
        |sums, range| {
            let mut ties = Vec::new();
            for paper in range {
                let mut candidates = sums.count(paper, &shared, &papers_of);
                strongest::keep(&mut candidates, most, paper as u32);
                ties.extend(
                    candidates.iter().map(|other| Tie::between(paper as u32, other.paper, other.strength)),
                );
            }
            ties
        },
    );
    let mut ties = each_once(chunks.concat());
    if shared.normalisation == Normalisation::Count {
        shared.scale = ties.iter().map(|tie| tie.strength).fold(1.0, f64::max);
        ties.iter_mut().for_each(|tie| tie.strength /= shared.scale);
    }
    Found { ties, shared, hubs }
}

/// What one paper shares with each other, a number a paper; zero but for those that were touched.
struct Sums {
    all: Vec<f64>,
    touched: Vec<u32>,
}

impl Sums {
    /// Every paper that shares an item with `paper`. Leaves nothing but zeros behind.
    fn count(&mut self, paper: usize, shared: &Shared, papers_of: &Incidence) -> Vec<Candidate> {
        for &item in shared.items_of.of(paper) {
            let says = shared.says(item);
            for &other in papers_of.of(item as usize).iter().filter(|&&other| other as usize != paper) {
                let all = &mut self.all[other as usize];
                *all = if *all == 0.0 {
                    self.touched.push(other);
                    says
                } else {
                    shared.normalisation.add(*all, says)
                };
            }
        }
        let candidate = |other: u32| {
            let all = std::mem::take(&mut self.all[other as usize]);
            Candidate { paper: other, strength: shared.normalised(all, paper, other as usize) }
        };
        self.touched.drain(..).map(candidate).collect()
    }
}

impl Shared {
    /// How strongly two papers are tied; 0 where they have nothing in common.
    ///
    /// Items are taken in their order, so that the bits are those of the tie, whoever asks.
    pub fn strength(&self, a: usize, b: usize) -> f64 {
        let says = self.items_of.shared(a, b).map(|item| self.says(item));
        let all = says.reduce(|all, item| self.normalisation.add(all, item));
        all.map_or(0.0, |all| self.normalised(all, a, b) / self.scale)
    }

    fn says(&self, item: u32) -> f64 {
        self.normalisation.item(self.papers[item as usize])
    }

    fn normalised(&self, all: f64, a: usize, b: usize) -> f64 {
        self.normalisation.strength(all, self.items_of.of(a).len(), self.items_of.of(b).len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn incidence(rows: &[&[u32]]) -> Incidence {
        let mut incidence = Incidence::default();
        rows.iter().for_each(|row| incidence.push(row.iter().copied()));
        incidence
    }

    fn ties(rows: &[&[u32]], normalisation: Normalisation, cap: usize) -> Vec<(u32, u32, f64)> {
        let found = find(incidence(rows), Sharing { normalisation, cap }, usize::MAX);
        found.ties.iter().map(|tie| (tie.source, tie.target, tie.strength)).collect()
    }

    /// Five works: 0 is cited by all four papers, 1 and 2 by papers 0 and 1, 3 and 4 by one each.
    const CITED: [&[u32]; 4] = [&[0, 1, 2, 3], &[0, 1, 2], &[0, 4], &[0]];

    #[test]
    fn each_normalisation_by_hand() {
        let strengths = |normalisation| {
            let ties = ties(&CITED, normalisation, 4);
            assert!(ties.iter().map(|tie| (tie.0, tie.1)).eq([
                (0, 1),
                (0, 2),
                (0, 3),
                (1, 2),
                (1, 3),
                (2, 3)
            ]));
            ties.iter().map(|tie| tie.2).collect::<Vec<_>>()
        };
        let third = 1.0 / 3.0;
        // Papers 0 and 1 share three works, all others work 0.
        assert_eq!(strengths(Normalisation::Count), [1.0, third, third, third, third, third]);
        let roots = [
            3.0 / 12f64.sqrt(),
            1.0 / 8f64.sqrt(),
            0.5,
            1.0 / 6f64.sqrt(),
            1.0 / 3f64.sqrt(),
            1.0 / 2f64.sqrt(),
        ];
        assert_eq!(strengths(Normalisation::Cosine), roots);
        assert_eq!(strengths(Normalisation::Jaccard), [0.75, 0.2, 0.25, 0.25, third, 0.5]);
        assert_eq!(strengths(Normalisation::Association), [0.25, 0.125, 0.25, 1.0 / 6.0, third, 0.5]);
        // Work 0 says 1/3, works 1 and 2 say 1: seven thirds.
        let fractional = strengths(Normalisation::Fractional);
        assert_eq!(fractional[0], (third + 1.0 + 1.0) / 12f64.sqrt());
        assert_eq!(fractional[5], third / 2f64.sqrt());
        // Work 0 says 1 / log₂ 4, works 1 and 2 all that can be said.
        assert_eq!(strengths(Normalisation::Rarity), [1.0, 0.5, 0.5, 0.5, 0.5, 0.5]);
    }

    #[test]
    fn hubs_tie_nobody_and_count_in_no_length() {
        let found =
            find(incidence(&CITED), Sharing { normalisation: Normalisation::Jaccard, cap: 3 }, usize::MAX);
        assert_eq!(found.hubs, [(0, 4)]);
        // {1, 2, 3} and {1, 2}; papers 2 and 3 have nothing left in common.
        assert_eq!(found.ties, [Tie { source: 0, target: 1, strength: 2.0 / 3.0 }]);
        assert_eq!(found.shared.strength(2, 3), 0.0);
    }

    #[test]
    fn a_hub_does_not_make_the_first_paper_a_star() {
        // Twenty papers with one keyword: each is tied to its neighbours in the order of the corpus.
        let rows = [&[7u32][..]; 20];
        let found = find(incidence(&rows), Sharing { normalisation: Normalisation::Cosine, cap: 20 }, 2);
        assert!(found.ties.iter().all(|tie| tie.target - tie.source <= 2));
        assert!((0..20).all(|paper| found.ties.iter().any(|tie| tie.source == paper || tie.target == paper)));
    }

    #[test]
    fn nothing_shared_gives_nothing() {
        assert_eq!(ties(&[], Normalisation::Count, 9), []);
        assert_eq!(ties(&[&[], &[1], &[2]], Normalisation::Count, 9), []);
    }

    /// Every paper with every other, by the formulas and nothing else.
    fn every_pair(rows: &[Vec<u32>], normalisation: Normalisation, cap: usize) -> Vec<(u32, u32, f64)> {
        let holders = |item: u32| rows.iter().filter(|row| row.contains(&item)).count();
        let rows: Vec<Vec<u32>> = rows
            .iter()
            .map(|row| row.iter().copied().filter(|&item| holders(item) <= cap).collect())
            .collect();
        let mut pairs = Vec::new();
        for a in 0..rows.len() {
            for b in a + 1..rows.len() {
                let common: Vec<u32> =
                    rows[a].iter().copied().filter(|item| rows[b].contains(item)).collect();
                let (c, sa, sb) = (common.len() as f64, rows[a].len() as f64, rows[b].len() as f64);
                let over = |f: &dyn Fn(f64) -> f64| {
                    common.iter().map(|&item| f(holders(item) as f64)).collect::<Vec<_>>()
                };
                let strength = match normalisation {
                    Normalisation::Count => c,
                    Normalisation::Cosine => c / (sa * sb).sqrt(),
                    Normalisation::Jaccard => c / (sa + sb - c),
                    Normalisation::Association => c / (sa * sb),
                    Normalisation::Fractional => {
                        over(&|d| 1.0 / (d - 1.0)).iter().sum::<f64>() / (sa * sb).sqrt()
                    }
                    Normalisation::Rarity => 1.0 - over(&|d| 1.0 - 1.0 / d.log2()).iter().product::<f64>(),
                };
                if !common.is_empty() {
                    pairs.push((a as u32, b as u32, strength));
                }
            }
        }
        if normalisation == Normalisation::Count {
            let largest = pairs.iter().map(|pair| pair.2).fold(1.0, f64::max);
            pairs.iter_mut().for_each(|pair| pair.2 /= largest);
        }
        pairs
    }

    proptest! {
        #[test]
        fn equals_every_pair_one_by_one(
            rows in prop::collection::vec(prop::collection::btree_set(0u32..25, 0..9), 0..40),
            normalisation in prop::sample::select(Normalisation::ALL.to_vec()),
            cap in 2usize..40,
        ) {
            let rows: Vec<Vec<u32>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let slices: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
            let all = ties(&slices, normalisation, cap);
            let expected = every_pair(&rows, normalisation, cap);
            prop_assert_eq!(all.len(), expected.len());
            for (found, expected) in all.iter().zip(&expected) {
                prop_assert_eq!((found.0, found.1), (expected.0, expected.1));
                prop_assert!((found.2 - expected.2).abs() < 1e-12 && found.2 > 0.0 && found.2 <= 1.0);
            }
        }
    }

    proptest! {
        // Hundreds of rows a case, so that there are several chunks.
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn the_strongest_are_kept_at_any_number_of_threads(
            rows in prop::collection::vec(prop::collection::btree_set(0u32..12, 0..6), 0..700),
            normalisation in prop::sample::select(Normalisation::ALL.to_vec()),
            most in 1usize..4,
        ) {
            let mut items = Incidence::default();
            rows.iter().for_each(|row| items.push(row.iter().copied()));
            let sharing = Sharing { normalisation, cap: 300 };
            let run = |threads, most| parallel::with_threads(threads, || find(items.clone(), sharing, most)).unwrap();
            let (all, kept) = (run(1, usize::MAX), run(1, most));
            prop_assert_eq!(&kept, &run(3, most));
            let mut strengths = vec![Vec::new(); rows.len()];
            for tie in &all.ties {
                // A strength is the same to the bit whoever asks for it.
                prop_assert_eq!(tie.strength, all.shared.strength(tie.target as usize, tie.source as usize));
                for (paper, other) in [(tie.source, tie.target), (tie.target, tie.source)] {
                    strengths[paper as usize].push((-tie.strength, other.abs_diff(paper), other));
                }
            }
            let mut expected = std::collections::BTreeSet::new();
            for (paper, others) in (0u32..).zip(&mut strengths) {
                others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
                expected.extend(others.iter().take(most).map(|other| (paper.min(other.2), paper.max(other.2))));
            }
            let found: std::collections::BTreeSet<_> = kept.ties.iter().map(|tie| (tie.source, tie.target)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
