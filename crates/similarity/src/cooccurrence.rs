//! Networks of what papers name: authors who wrote together, keywords that stand together.
//!
//! [`count`] counts for every two things the papers that name both, [`normalised`] relates counts to how often things stand with
//! any other. Literature: van Eck and Waltman 2009, "How to normalize cooccurrence data? An analysis of some well-known similarity
//! measures"; van Eck and Waltman 2014, "Visualizing bibliometric networks"; Perianes-Rodriguez, Waltman and van Eck 2016,
//! "Constructing bibliometric networks: A comparison between full and fractional counting".

use network::Link;

use crate::Incidence;

/// Things that a task counts for at a time.
const CHUNK: usize = 128;

/// What a paper counts for the pairs of its things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// 1 for every pair: a paper of many authors counts more than one of few.
    Full,
    /// `1 / (n − 1)` for every pair of its `n` things, so that each of them gets 1 in all: every paper counts the same to every
    /// author of it.
    Fractional,
}

impl Counting {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Fractional];

    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Fractional => "fractional",
        }
    }
}

/// Links by counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Ascending by (source, target), source below target, each pair once; the weight is the count, above 0.
    pub links: Vec<Link>,
    /// Rows that have more things than was allowed, which count nothing.
    pub left_out: usize,
}

/// Counts for every two of the things that are wanted the rows, papers mostly, that have both.
///
/// `things_of` has a row a paper and a column a thing; `numbers[thing]` is the number of a thing that is wanted, ascending from 0
/// without gaps, in the order of the things. A row with more than `most` things counts nothing. What a row counts is a matter of all its
/// things, wanted or not, so that fractional counts do not depend on who else is looked at.
///
/// This is `A' D A` without its diagonal, with `A` the incidence and `D` what each row counts, row by row (Gustavson 1978): time
/// `O(Σ nₖ²)` over rows of `nₖ` things, at most entries × `most`; space `O(entries + links)` and a number a thing for each
/// thread. The same bits at any number of threads.
pub fn count(things_of: &Incidence, numbers: &[Option<u32>], counting: Counting, most: usize) -> Counted {
    let mut wanted = Incidence::default();
    let mut counts = Vec::with_capacity(things_of.rows());
    let mut left_out = 0;
    for row in 0..things_of.rows() {
        let things = things_of.of(row);
        let is_left_out = things.len() > most;
        left_out += usize::from(is_left_out);
        let kept = things.iter().filter_map(|&thing| numbers[thing as usize]);
        wanted.push(kept.filter(|_| !is_left_out));
        counts.push(match counting {
            Counting::Full => 1.0,
            // A row of one thing has no pair.
            Counting::Fractional => 1.0 / (things.len().max(2) - 1) as f64,
        });
    }
    let rows_of = wanted.transposed();
    let things = rows_of.rows();
    let chunks = parallel::chunks::map_with(
        things,
        CHUNK,
        || (vec![0.0f64; things], Vec::new()),
        |(sums, touched), range| {
            let mut links = Vec::new();
            for source in range {
                for &row in rows_of.of(source) {
                    let row = row as usize;
                    let others = wanted.of(row);
                    let behind = others.partition_point(|&other| other as usize <= source);
                    for &target in &others[behind..] {
                        let sum = &mut sums[target as usize];
                        if *sum == 0.0 {
                            touched.push(target);
                        }
                        *sum += counts[row];
                    }
                }
                touched.sort_unstable();
                links.extend(touched.drain(..).map(|target: u32| Link {
                    source: source as u32,
                    target,
                    weight: std::mem::take(&mut sums[target as usize]),
                }));
            }
            links
        },
    );
    Counted { links: chunks.concat(), left_out }
}

/// How counts become what clusters and positions are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// `2m c / (kᵢ kⱼ)` with `c` the count of a pair, `kᵢ` the sum of the counts of thing `i` and `m` that of all pairs: the count
    /// over the one that chance would give, as VOSviewer does unless told otherwise.
    Association,
    /// `n/2 (c / kᵢ + c / kⱼ)` with `n` the things that have a link: the mean of the shares that the pair has in either; 1 is again
    /// what chance would give, over all pairs.
    Fractionalisation,
    /// `c`: counts as they are.
    None,
}

impl Strength {
    /// All.
    pub const ALL: [Self; 3] = [Self::Association, Self::Fractionalisation, Self::None];

    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Association => "association",
            Self::Fractionalisation => "fractionalisation",
            Self::None => "none",
        }
    }
}

/// The links of `things` things with their weights as `strength` says; in the same order. Time and space linear.
pub fn normalised(things: usize, links: &[Link], strength: Strength) -> Vec<Link> {
    let mut sums = vec![0.0; things];
    for link in links {
        sums[link.source as usize] += link.weight;
        sums[link.target as usize] += link.weight;
    }
    let twice_all: f64 = sums.iter().sum();
    let linked = sums.iter().filter(|&&sum| sum > 0.0).count() as f64;
    let weight = |link: &Link| {
        let (a, b) = (sums[link.source as usize], sums[link.target as usize]);
        match strength {
            Strength::Association => twice_all * link.weight / (a * b),
            Strength::Fractionalisation => linked / 2.0 * (link.weight / a + link.weight / b),
            Strength::None => link.weight,
        }
    };
    links.iter().map(|link| Link { weight: weight(link), ..*link }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn incidence(rows: &[Vec<u32>]) -> Incidence {
        let mut incidence = Incidence::default();
        rows.iter().for_each(|row| incidence.push(row.iter().copied()));
        incidence
    }

    fn all(things: usize) -> Vec<Option<u32>> {
        (0..things as u32).map(Some).collect()
    }

    fn links(counted: &[Link]) -> Vec<(u32, u32, f64)> {
        counted.iter().map(|link| (link.source, link.target, link.weight)).collect()
    }

    /// Anna and Bert wrote a paper, then one with Carl; Anna wrote one with Carl and Dora, and Bert one alone.
    fn papers() -> Incidence {
        incidence(&[vec![0, 1], vec![0, 1, 2], vec![0, 2, 3], vec![1]])
    }

    #[test]
    fn full_and_fractional_counting_by_hand() {
        let count = |counting| links(&count(&papers(), &all(4), counting, 25).links);
        assert_eq!(count(Counting::Full), [(0, 1, 2.0), (0, 2, 2.0), (0, 3, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
        let fractional = count(Counting::Fractional);
        assert_eq!(fractional, [(0, 1, 1.5), (0, 2, 1.0), (0, 3, 0.5), (1, 2, 0.5), (2, 3, 0.5)]);
    }

    #[test]
    fn who_is_not_wanted_still_has_a_share() {
        let only = [Some(0), Some(1), None, None];
        let counted = count(&papers(), &only, Counting::Fractional, 25);
        assert_eq!((links(&counted.links), counted.left_out), (vec![(0, 1, 1.5)], 0));
        let small = count(&papers(), &all(4), Counting::Full, 2);
        assert_eq!((links(&small.links), small.left_out), (vec![(0, 1, 1.0)], 2));
    }

    #[test]
    fn strengths_by_hand() {
        // Sums of the full counts: 5, 3, 4, 2; 14 in all.
        let counted = count(&papers(), &all(4), Counting::Full, 25).links;
        let weights = |strength| -> Vec<f64> {
            normalised(4, &counted, strength).iter().map(|link| link.weight).collect()
        };
        assert_eq!(
            weights(Strength::Association),
            [28.0 / 15.0, 28.0 / 20.0, 14.0 / 10.0, 14.0 / 12.0, 14.0 / 8.0]
        );
        let shares =
            [2.0 / 5.0 + 2.0 / 3.0, 2.0 / 5.0 + 2.0 / 4.0, 1.0 / 5.0 + 1.0 / 2.0, 1.0 / 3.0 + 0.25, 0.75];
        for (weight, share) in weights(Strength::Fractionalisation).into_iter().zip(shares) {
            assert!((weight - 2.0 * share).abs() < 1e-15);
        }
        assert_eq!(weights(Strength::None), [2.0, 2.0, 1.0, 1.0, 1.0]);
        assert_eq!(normalised(3, &[], Strength::Association), []);
    }

    proptest! {
        #[test]
        fn equals_the_product_of_matrices(
            rows in prop::collection::vec(prop::collection::btree_set(0u32..300, 0..12), 0..300),
            most in 2usize..15,
            counting in prop::sample::select(Counting::ALL.to_vec()),
        ) {
            let rows: Vec<Vec<u32>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let things = incidence(&rows);
            let run = |threads| parallel::with_threads(threads, || count(&things, &all(300), counting, most)).unwrap();
            let counted = run(1);
            prop_assert_eq!(&counted, &run(3));
            let mut product = vec![[0.0; 300]; 300];
            for row in rows.iter().filter(|row| row.len() <= most) {
                for (&a, &b) in row.iter().flat_map(|a| row.iter().map(move |b| (a, b))) {
                    let share = if counting == Counting::Full { 1.0 } else { 1.0 / (row.len() as f64 - 1.0) };
                    product[a as usize][b as usize] += share;
                }
            }
            let mut pairs = 0;
            for (source, row) in product.iter().enumerate() {
                for (target, &weight) in row.iter().enumerate().skip(source + 1).filter(|(_, weight)| **weight > 0.0) {
                    let link = counted.links[pairs];
                    prop_assert_eq!((link.source as usize, link.target as usize), (source, target));
                    prop_assert!((link.weight - weight).abs() < 1e-9);
                    pairs += 1;
                }
            }
            prop_assert_eq!(pairs, counted.links.len());
            if counting == Counting::Fractional {
                // In fractional counting every paper with others gives each of its authors 1.
                for thing in 0..300u32 {
                    let mine = counted.links.iter().filter(|link| link.source == thing || link.target == thing);
                    let strength: f64 = mine.map(|link| link.weight).sum();
                    let papers = rows.iter().filter(|row| (2..=most).contains(&row.len()) && row.contains(&thing)).count();
                    prop_assert!((strength - papers as f64).abs() < 1e-9);
                }
            }
        }

        #[test]
        fn associations_add_up_as_chance_does(
            rows in prop::collection::vec(prop::collection::btree_set(0u32..20, 2..6), 1..30),
        ) {
            let rows: Vec<Vec<u32>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let counted = count(&incidence(&rows), &all(20), Counting::Full, 25).links;
            let mut sums = [0.0; 20];
            for link in &counted {
                sums[link.source as usize] += link.weight;
                sums[link.target as usize] += link.weight;
            }
            // The mean of what is over what is expected, weighted by what is expected, is 1.
            let all: f64 = sums.iter().sum();
            let mean = |strength| -> f64 {
                normalised(20, &counted, strength)
                    .iter()
                    .map(|link| 2.0 * link.weight * sums[link.source as usize] * sums[link.target as usize] / (all * all))
                    .sum()
            };
            prop_assert!((mean(Strength::Association) - 1.0).abs() < 1e-12);
        }
    }
}
