//! What speaks for a citation: numbers for a paper that asks and one that it may cite.

use std::iter;

use super::{
    gather::Gathered,
    having::Having,
    past::{Past, earlier},
};

/// A paper that asks what else it should cite.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Where it stands.
    pub place: u32,
    /// Its year.
    pub year: i32,
    /// The places that it is known to cite, ascending.
    pub references: Vec<u32>,
}

impl Asking {
    /// The paper at `place`, of which only these references are known; ascending.
    pub fn new(past: &Past, place: u32, references: Vec<u32>) -> Self {
        Self { place, year: past.years[place as usize], references }
    }
}

/// A number that may speak for or against a citation. Logarithms are of one more than what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Cosine of the terms of the two papers.
    Text,
    /// Mean cosine of the candidate with the known references.
    ReferenceText,
    /// The largest of these.
    ReferenceTextMax,
    /// Logarithm of the summed cosines of the papers most like the asking one that cite the candidate.
    Similar,
    /// The largest of these cosines.
    SimilarMax,
    /// Logarithm of how often the candidate is cited together with known references, often cited ones counting less.
    Cocitation,
    /// Logarithm of how many known references cite the candidate.
    ReferencesCite,
    /// Logarithm of how many known references the candidate cites, often cited ones counting less.
    Coupling,
    /// Logarithm of what a walk over citations leaves at the candidate that starts at known references and similar papers.
    Walk,
    /// Logarithm of how many authors the two papers share.
    Authors,
    /// Logarithm of how often earlier papers of the same authors cite the candidate.
    AuthorsCite,
    /// Logarithm of how often the authors of the candidate wrote known references.
    ReferenceAuthors,
    /// Logarithm of the citations of the candidate.
    Citations,
    /// The square of it.
    CitationsSquared,
    /// Logarithm of its citations, each counting less by a factor e in three years.
    Recent,
    /// Logarithm of its citations a year.
    Rate,
    /// Logarithm of the years between the papers.
    Age,
    /// Whether both are of one year.
    SameYear,
    /// Whether both are of one venue.
    SameVenue,
    /// Share of the known references that are of the candidate's venue.
    ReferenceVenue,
    /// Logarithm of the repositories that both link, each over the papers that link it.
    Repositories,
    /// Logarithm of how many references are known.
    References,
}

/// Every feature, in the order of their numbers.
pub const ALL: [Feature; 22] = {
    use Feature::*;
    [
        Text,
        ReferenceText,
        ReferenceTextMax,
        Similar,
        SimilarMax,
        Cocitation,
        ReferencesCite,
        Coupling,
        Walk,
        Authors,
        AuthorsCite,
        ReferenceAuthors,
        Citations,
        CitationsSquared,
        Recent,
        Rate,
        Age,
        SameYear,
        SameVenue,
        ReferenceVenue,
        Repositories,
        References,
    ]
};

/// The features of a pair, in the order of [`ALL`].
pub type Row = [f32; ALL.len()];

/// What features tell together, as reasons are told to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The two texts are alike.
    Text,
    /// It is like what the paper cites already.
    ReferenceText,
    /// Papers like this one cite it.
    Similar,
    /// It is near to the known references in the graph of citations.
    Graph,
    /// The same people.
    Authors,
    /// How much and how lately it is cited.
    Standing,
    /// The same venue as the paper or its references.
    Venue,
    /// The same repositories.
    Repositories,
}

impl Reason {
    /// All reasons, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::ReferenceText,
        Self::Similar,
        Self::Graph,
        Self::Authors,
        Self::Standing,
        Self::Venue,
        Self::Repositories,
    ];

    /// How it is told.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "alike in text",
            Self::ReferenceText => "like what it cites",
            Self::Similar => "cited by similar papers",
            Self::Graph => "near its references by citation",
            Self::Authors => "by or known to the authors",
            Self::Standing => "cited much or lately",
            Self::Venue => "of the same venue",
            Self::Repositories => "links the same repository",
        }
    }
}

impl Feature {
    /// What it tells together with others; `None` for what is the same for all candidates.
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::Text => Some(Reason::Text),
            Self::ReferenceText | Self::ReferenceTextMax => Some(Reason::ReferenceText),
            Self::Similar | Self::SimilarMax => Some(Reason::Similar),
            Self::Cocitation | Self::ReferencesCite | Self::Coupling | Self::Walk => Some(Reason::Graph),
            Self::Authors | Self::AuthorsCite | Self::ReferenceAuthors => Some(Reason::Authors),
            Self::Citations
            | Self::CitationsSquared
            | Self::Recent
            | Self::Rate
            | Self::Age
            | Self::SameYear => Some(Reason::Standing),
            Self::SameVenue | Self::ReferenceVenue => Some(Reason::Venue),
            Self::Repositories => Some(Reason::Repositories),
            Self::References => None,
        }
    }
}

/// In so many years a citation comes to count 1/e.
const FADING: f64 = 3.0;

/// A paper that the walk hardly reaches counts as this share of it; keeps the logarithm finite.
const HARDLY: f64 = 1e-4;

/// The candidates of an asking paper, ascending, with their features: papers of its year or before that it is not known to
/// cite and that something speaks for.
///
/// Only what papers of earlier years cite speaks, besides the known references of the asking paper. Whatever the size of the
/// corpus, texts make at most sixteen thousand products, the walk goes on from three hundred papers a step, and there are less than
/// two thousand candidates.
pub fn features(past: &Past, asking: &Asking, gathered: &mut Gathered) -> Vec<(u32, Row)> {
    gathered.gather(past, asking);
    let candidates = gathered.candidates(past, asking);
    rows(past, asking, gathered, &candidates)
}

/// The features of some of the candidates of `asking`, for which was gathered last. Most of the work goes into these.
pub fn rows(past: &Past, asking: &Asking, gathered: &mut Gathered, candidates: &[u32]) -> Vec<(u32, Row)> {
    let mut rows: Vec<(u32, Row)> = candidates.iter().map(|&candidate| (candidate, Row::default())).collect();
    texts(past, asking, &mut gathered.few, &mut rows);
    for (candidate, row) in &mut rows {
        for (feature, value) in of_candidate(past, asking, gathered, *candidate) {
            row[feature as usize] = value as f32;
        }
    }
    rows
}

/// The features of texts: those of the asking paper and of its references are compared with a candidate's in one pass.
fn texts(past: &Past, asking: &Asking, having: &mut Having, rows: &mut [(u32, Row)]) {
    for &place in iter::once(&asking.place).chain(&asking.references) {
        having.push(past.vectors.row(place as usize));
    }
    let mut cosines = Vec::new();
    for (candidate, row) in rows {
        having.products(past.vectors.row(*candidate as usize), &mut cosines);
        row[Feature::Text as usize] = cosines[0] as f32;
        for &cosine in &cosines[1..] {
            row[Feature::ReferenceText as usize] += cosine as f32 / asking.references.len() as f32;
            let largest = &mut row[Feature::ReferenceTextMax as usize];
            *largest = largest.max(cosine as f32);
        }
    }
    having.clear();
}

/// All features but those of texts.
fn of_candidate(past: &Past, asking: &Asking, gathered: &Gathered, candidate: u32) -> [(Feature, f64); 19] {
    let at = candidate as usize;
    let known = asking.references.len() as f64;
    let citing = earlier(past.cited_by.of(at), past.before(asking.year));
    let citations = citing.len() as f64;
    let age = f64::from(asking.year - past.years[at]);
    let fading = |&paper: &u32| (f64::from(past.years[paper as usize] - asking.year) / FADING).exp();
    let recent: f64 = citing.iter().map(fading).sum();
    let wrote: f64 = past.authors.of(at).iter().map(|&author| gathered.reference_authors.of(author)).sum();
    let venue = past.venues[at];
    let same = |place: u32| venue != 0 && past.venues[place as usize] == venue;
    let of_venue = asking.references.iter().filter(|&&reference| same(reference)).count() as f64;
    let flag = |is: bool| f64::from(u8::from(is));
    [
        (Feature::Similar, gathered.similar.of(candidate).ln_1p()),
        (Feature::SimilarMax, gathered.nearest.of(candidate)),
        (Feature::Cocitation, gathered.cocitation.of(candidate).ln_1p()),
        (Feature::ReferencesCite, gathered.references_cite.of(candidate).ln_1p()),
        (Feature::Coupling, gathered.coupling.of(candidate).ln_1p()),
        (Feature::Walk, (gathered.walk.of(candidate) + HARDLY).ln()),
        (Feature::Authors, gathered.own.of(candidate).ln_1p()),
        (Feature::AuthorsCite, gathered.authors_cite.of(candidate).ln_1p()),
        (Feature::ReferenceAuthors, wrote.ln_1p()),
        (Feature::Citations, citations.ln_1p()),
        (Feature::CitationsSquared, citations.ln_1p().powi(2)),
        (Feature::Recent, recent.ln_1p()),
        (Feature::Rate, (citations / (1.0 + age)).ln_1p()),
        (Feature::Age, age.ln_1p()),
        (Feature::SameYear, flag(age == 0.0)),
        (Feature::SameVenue, flag(same(asking.place))),
        (Feature::ReferenceVenue, (of_venue + 0.5) / (known + 1.0)),
        (Feature::Repositories, gathered.repositories.of(candidate).ln_1p()),
        (Feature::References, known.ln_1p()),
    ]
}
