//! What can be set, as the queries take it.

/// Numbers of the analysis; the defaults are those of `bibliograph run`, the caps apart.
#[derive(Clone, Debug, PartialEq, clap::Args)]
pub struct Settings {
    /// A paper is linked to so many of those most like it, by each relation
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    pub neighbours: u32,

    /// By terms, if their cosine is above this
    #[arg(long, default_value_t = 0.05)]
    pub floor: f64,

    /// A term is in at least so many papers
    #[arg(long, default_value_t = 2)]
    pub min_papers: u32,

    /// A term that more papers have than this says nothing
    #[arg(long, default_value_t = 1000)]
    pub term_cap: u64,

    /// A repository that more papers link than this ties nobody
    #[arg(long, default_value_t = 50)]
    pub repository_cap: u64,

    /// A work that more papers cite than this couples nobody
    #[arg(long, default_value_t = 500)]
    pub coupling_cap: u64,

    /// A paper that cites more papers than this co-cites none
    #[arg(long, default_value_t = 200)]
    pub cocitation_cap: u64,

    /// What more records share than this makes no duplicates
    #[arg(long, default_value_t = 20)]
    pub duplicate_cap: u64,

    /// Weight of terms in a link
    #[arg(long, default_value_t = 1.0)]
    pub terms_weight: f64,

    /// Weight of repositories in a link
    #[arg(long, default_value_t = 1.0)]
    pub repos_weight: f64,

    /// Weight of citations in a link
    #[arg(long, default_value_t = 1.0)]
    pub citations_weight: f64,

    /// The chance that a walk along citations goes on
    #[arg(long, default_value_t = 0.5)]
    pub damping: f64,

    /// Walks along citations begin e times less often with so many years of age
    #[arg(long, default_value_t = 2.6)]
    pub recency: f64,

    /// The errors of all ranks add up to at most this
    #[arg(long, default_value_t = 1e-9)]
    pub tolerance: f64,

    /// Labels are settled when no more than this share of the links' papers changes its own
    #[arg(long, default_value_t = 0.001)]
    pub restless: f64,

    /// At most so many products in a part of a pair join: less memory, more parts
    #[arg(long, default_value_t = 40_000_000)]
    pub products: u64,
}

impl Settings {
    /// The names in the queries, and what stands for them.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        vec![
            ("neighbours", self.neighbours.to_string()),
            ("floor", double(self.floor)),
            ("min_papers", self.min_papers.to_string()),
            ("term_cap", self.term_cap.to_string()),
            ("repository_cap", self.repository_cap.to_string()),
            ("coupling_cap", self.coupling_cap.to_string()),
            ("cocitation_cap", self.cocitation_cap.to_string()),
            ("duplicate_cap", self.duplicate_cap.to_string()),
            ("terms_weight", double(self.terms_weight)),
            ("repos_weight", double(self.repos_weight)),
            ("citations_weight", double(self.citations_weight)),
            ("damping", double(self.damping)),
            ("recency", double(self.recency)),
        ]
    }

    /// Whether all is in range.
    ///
    /// # Errors
    ///
    /// The first setting that is not.
    pub fn check(&self) -> Result<(), crate::error::Error> {
        let wrong = |what: &str| Err(crate::error::Error::Usage(what.to_owned()));
        match () {
            () if !(0.0..1.0).contains(&self.floor) => wrong("--floor must be 0 or more and below 1"),
            () if !(0.0..1.0).contains(&self.damping) => wrong("--damping must be 0 or more and below 1"),
            () if self.recency.is_nan() || self.recency <= 0.0 => wrong("--recency must be above 0"),
            () if self.tolerance.is_nan() || self.tolerance <= 0.0 => wrong("--tolerance must be above 0"),
            () if self.products == 0 => wrong("--products must be 1 or more"),
            () if [self.terms_weight, self.repos_weight, self.citations_weight]
                .iter()
                .any(|weight| !weight.is_finite() || *weight < 0.0) =>
            {
                wrong("weights must be finite and not negative")
            }
            () => Ok(()),
        }
    }
}

/// A number that every dialect takes for one of double precision, not for a decimal.
fn double(value: f64) -> String {
    format!("{value:e}")
}

impl Default for Settings {
    fn default() -> Self {
        #[derive(clap::Parser)]
        struct Defaults {
            #[command(flatten)]
            settings: Settings,
        }
        <Defaults as clap::Parser>::parse_from(["defaults"]).settings
    }
}
