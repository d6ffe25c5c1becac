//! Made-up term vectors: what a corpus of [`crate::papers`] becomes, without the words, for corpora of any size.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How a matrix is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How many rows; row `i` is of topic `i % topics`.
    pub rows: u32,
    /// How many topics.
    pub topics: u32,
    /// Terms drawn for each row, some of them more than once.
    pub length: u32,
    /// Terms that all rows share.
    pub common_terms: u32,
    /// Terms of each topic.
    pub topic_terms: u32,
    /// The share of terms that are the topic's, 0 to 1.
    pub topic_share: f64,
}

impl Default for Plan {
    /// A thousand rows on eight topics, about as long and as much alike as those of abstracts.
    fn default() -> Self {
        Self { rows: 1000, topics: 8, length: 80, common_terms: 20_000, topic_terms: 1000, topic_share: 0.3 }
    }
}

/// The rows of a plan: (term, weight) with terms ascending and the length 1; terms follow Zipf's law, and weigh by the logarithm
/// of their rank and how often they were drawn. Each row draws from its own stream of numbers.
///
/// # Panics
///
/// If the plan has no topics, or no terms where some are to be drawn.
pub fn rows(plan: Plan, seed: u64) -> impl Iterator<Item = Vec<(u32, f32)>> {
    (0..plan.rows).map(move |row| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(u64::from(row));
        let mut drawn: Vec<(u32, u32)> =
            (0..plan.length).map(|_| term(&mut random, plan, row % plan.topics)).collect();
        drawn.sort_unstable();
        weighted(&drawn)
    })
}

/// A term with its rank among the common ones or those of the topic.
fn term(random: &mut impl Rng, plan: Plan, topic: u32) -> (u32, u32) {
    if random.random_bool(plan.topic_share) {
        let rank = crate::papers::zipf(random, plan.topic_terms);
        (plan.common_terms + topic * plan.topic_terms + rank, rank)
    } else {
        let rank = crate::papers::zipf(random, plan.common_terms);
        (rank, rank)
    }
}

fn weighted(drawn: &[(u32, u32)]) -> Vec<(u32, f32)> {
    let weight = |same: &[(u32, u32)]| (f64::from(same[0].1) + 2.0).ln() * (1.0 + (same.len() as f64).ln());
    let mut row: Vec<(u32, f64)> =
        drawn.chunk_by(|a, b| a == b).map(|same| (same[0].0, weight(same))).collect();
    let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    row.iter_mut().for_each(|(_, weight)| *weight /= length);
    row.into_iter().map(|(term, weight)| (term, weight as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_ascending_and_of_length_one_and_a_longer_plan_begins_alike() {
        let made: Vec<_> = rows(Plan::default(), 3).collect();
        assert_eq!(made.len(), 1000);
        for row in &made {
            assert!(row.is_sorted_by(|a, b| a.0 < b.0));
            let square: f32 = row.iter().map(|(_, weight)| weight * weight).sum();
            assert!((square - 1.0).abs() < 1e-5);
        }
        assert!(rows(Plan { rows: 1010, ..Plan::default() }, 3).take(1000).eq(made));
    }
}
