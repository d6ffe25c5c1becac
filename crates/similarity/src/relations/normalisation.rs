//! From what two papers share to a strength between 0 and 1.

/// How shared items become a strength.
///
/// Let paper `i` have `sᵢ` items, `C` be the items that papers `i` and `j` share and `c` their number, and item `k` be one that
/// `dₖ` papers have. Hubs above the cap are not counted anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Normalisation {
    /// `c` over the largest `c` of any two papers: full counting. Who has many items is linked strongly to many.
    Count,
    /// `c / √(sᵢ sⱼ)`: cosine, or Salton's measure.
    Cosine,
    /// `c / (sᵢ + sⱼ − c)`: Jaccard's index.
    Jaccard,
    /// `c / (sᵢ sⱼ)`: association strength, proportional to what is shared over what would be shared by chance (van Eck and
    /// Waltman 2009, "How to normalize cooccurrence data? An analysis of some well-known similarity measures"). Small where
    /// papers have many items: at 30 each it ends at 1/30, which asks for a larger weight.
    Association,
    /// `Σ 1/(dₖ − 1) / √(sᵢ sⱼ)` over `C`: fractional counting, by which an item counts 1 for each paper that has it, spread
    /// over the others that do (Perianes-Rodriguez, Waltman and van Eck 2016, "Constructing bibliometric networks: A comparison
    /// between full and fractional counting"), over the lengths of the two lists so that it stays within 1.
    Fractional,
    /// `1 − Π (1 − 1/log₂ dₖ)` over `C`: 1 where an item is theirs alone, 0.5 at four papers, 0.18 at fifty (after Adamic and
    /// Adar 2003, "Friends and neighbors on the Web"). What else the two have does not matter.
    Rarity,
}

impl Normalisation {
    /// Every normalisation.
    pub const ALL: [Self; 6] =
        [Self::Count, Self::Cosine, Self::Jaccard, Self::Association, Self::Fractional, Self::Rarity];

    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Cosine => "cosine",
            Self::Jaccard => "jaccard",
            Self::Association => "association",
            Self::Fractional => "fractional",
            Self::Rarity => "rarity",
        }
    }

    /// The normalisation of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|normalisation| normalisation.name() == name)
    }

    /// What an item that `papers` papers have, 2 or more, says of two of them.
    pub(super) fn item(self, papers: u32) -> f64 {
        match self {
            Self::Fractional => 1.0 / (f64::from(papers) - 1.0),
            Self::Rarity => 1.0 / f64::from(papers).log2(),
            Self::Count | Self::Cosine | Self::Jaccard | Self::Association => 1.0,
        }
    }

    /// What all shared items say, after one more. Independent pieces of evidence never pass 1; counts add up.
    pub(super) fn add(self, all: f64, item: f64) -> f64 {
        match self {
            Self::Rarity => 1.0 - (1.0 - all) * (1.0 - item),
            _ => all + item,
        }
    }

    /// The strength, from what all shared items say and how many items either paper has; that of [`Self::Count`] is still a count.
    pub(super) fn strength(self, all: f64, a: usize, b: usize) -> f64 {
        let (a, b) = (a as f64, b as f64);
        match self {
            Self::Count | Self::Rarity => all,
            Self::Cosine | Self::Fractional => all / (a * b).sqrt(),
            Self::Jaccard => all / (a + b - all),
            Self::Association => all / (a * b),
        }
    }
}
