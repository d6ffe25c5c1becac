//! The kinds of evidence that two papers belong together. Each gives links with a strength between 0 and 1.

pub mod citations;
pub mod repos;
pub mod terms;

/// A kind of evidence that two papers belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They use the same terms.
    Terms,
    /// They link the same repositories.
    Repos,
    /// One cites the other.
    Citations,
}

/// How many relations there are.
pub const RELATIONS: usize = Relation::ALL.len();

impl Relation {
    /// Every relation; the position of each is its number.
    pub const ALL: [Self; 3] = [Self::Terms, Self::Repos, Self::Citations];

    /// The name in tables and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Repos => "repos",
            Self::Citations => "citations",
        }
    }
}

/// What one relation says about two papers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The paper with the smaller number.
    pub source: u32,
    /// The paper with the larger number.
    pub target: u32,
    /// How strongly they belong together, above 0 and up to 1.
    pub strength: f64,
}

/// Independent pieces of evidence for the same pair add up so that 1 is never passed: `1 − Π(1 − sᵢ)`.
///
/// `ties` are put in order of (source, target); pieces are combined in the order in which they came.
fn merge(mut ties: Vec<Tie>) -> Vec<Tie> {
    ties.sort_by_key(|tie| (tie.source, tie.target));
    ties.dedup_by(|next, kept| {
        let same = (next.source, next.target) == (kept.source, kept.target);
        if same {
            kept.strength = 1.0 - (1.0 - kept.strength) * (1.0 - next.strength);
        }
        same
    });
    ties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positions() {
        for (number, relation) in Relation::ALL.into_iter().enumerate() {
            assert_eq!(relation as usize, number);
        }
    }

    #[test]
    fn two_halves_make_three_quarters() {
        let tie = |source, target, strength| Tie { source, target, strength };
        let merged = merge(vec![tie(1, 2, 0.5), tie(0, 2, 0.1), tie(1, 2, 0.5)]);
        assert_eq!(merged, [tie(0, 2, 0.1), tie(1, 2, 0.75)]);
    }
}
