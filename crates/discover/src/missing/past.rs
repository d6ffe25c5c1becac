//! What was known before a year.
//!
//! Papers stand in the order of their years, so that what was there before a year is a prefix of every list: of all papers, of
//! those that have a term, of those that cite a paper.

use corpus::Corpus;
use rustc_hash::FxHashMap;
use similarity::{Incidence, Relation, SparseRows, Terms, relations::items};

use crate::index::Postings;

/// What no paper is.
const NOT_DATED: u32 = u32::MAX;

/// The papers that have a year, in the order of time, and the citations that may speak.
///
/// A *place* is the position of a paper among those with a year, by year and then by position in the corpus.
#[derive(Debug)]
pub struct Past {
    /// The paper at each place.
    pub papers: Vec<u32>,
    /// The place of each paper, or a number that is none.
    place_of: Vec<u32>,
    /// The year of each place, ascending.
    pub years: Vec<i32>,
    /// The terms of each place.
    pub vectors: SparseRows,
    /// The places that have each term.
    pub postings: Postings,
    /// The places that each place cites.
    pub cites: Incidence,
    /// The places that cite each place.
    pub cited_by: Incidence,
    /// The authors of each place.
    pub authors: Incidence,
    /// The places of each author.
    pub written: Incidence,
    /// The repositories of each place.
    pub repos: Incidence,
    /// The places that link each repository.
    pub linking: Incidence,
    /// The venue of each place; 0 stands for none.
    pub venues: Vec<u32>,
}

impl Past {
    /// The papers of `corpus` that have a year, and of its citations the given (citing, cited) ones alone.
    ///
    /// Time and space linear in what the papers list.
    pub fn new(corpus: &Corpus, terms: &Terms, citations: &[(u32, u32)]) -> Self {
        let year = |&paper: &u32| corpus.papers[paper as usize].year;
        let mut papers: Vec<u32> =
            (0..corpus.papers.len() as u32).filter(|paper| year(paper).is_some()).collect();
        papers.sort_by_key(year);
        let mut place_of = vec![NOT_DATED; corpus.papers.len()];
        for (place, &paper) in papers.iter().enumerate() {
            place_of[paper as usize] = place as u32;
        }
        let mut vectors = SparseRows::default();
        for &paper in &papers {
            let (columns, values) = terms.vectors.row(paper as usize);
            vectors.push(columns.iter().copied().zip(values.iter().copied()));
        }
        let mut cited = vec![Vec::new(); papers.len()];
        for &(citing, of) in citations {
            let (citing, of) = (place_of[citing as usize], place_of[of as usize]);
            if citing != NOT_DATED && of != NOT_DATED && citing != of {
                cited[citing as usize].push(of);
            }
        }
        let mut cites = Incidence::default();
        cited.into_iter().for_each(|cited| cites.push(cited));
        let cited_by = turned(&cites, papers.len());
        let (authors, written) = listed(Relation::Authors, corpus, &papers);
        let (repos, linking) = listed(Relation::Repos, corpus, &papers);
        Self {
            years: papers.iter().filter_map(year).collect(),
            venues: venues(corpus, &papers),
            postings: Postings::of(&vectors, terms.vocabulary.len()),
            papers,
            place_of,
            vectors,
            cites,
            cited_by,
            authors,
            written,
            repos,
            linking,
        }
    }

    /// How many papers have a year.
    pub fn len(&self) -> usize {
        self.papers.len()
    }

    /// Whether no paper has a year.
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty()
    }

    /// The place of a paper of the corpus; `None` where it has no year.
    pub fn place(&self, paper: u32) -> Option<u32> {
        Some(self.place_of[paper as usize]).filter(|&place| place != NOT_DATED)
    }

    /// The end of the places whose year is before `year`: what they cite was known then.
    pub fn before(&self, year: i32) -> u32 {
        self.years.partition_point(|&other| other < year) as u32
    }

    /// The end of the places whose year is `year` or before: what a paper of that year may cite.
    pub fn until(&self, year: i32) -> u32 {
        self.years.partition_point(|&other| other <= year) as u32
    }
}

/// Of a list of places, ascending, those before `end`.
pub fn earlier(places: &[u32], end: u32) -> &[u32] {
    &places[..places.partition_point(|&place| place < end)]
}

/// The transpose, with a row for each of `rows` columns.
fn turned(incidence: &Incidence, rows: usize) -> Incidence {
    let mut turned = incidence.transposed();
    while turned.rows() < rows {
        turned.push([]);
    }
    turned
}

/// What papers list, by place and turned round.
fn listed(relation: Relation, corpus: &Corpus, papers: &[u32]) -> (Incidence, Incidence) {
    let of_paper = items::items(relation, corpus).map(|items| items.of_paper).unwrap_or_default();
    let mut by_place = Incidence::default();
    for &paper in papers {
        by_place.push(of_paper.of(paper as usize).iter().copied());
    }
    let turned = turned(&by_place, of_paper.width());
    (by_place, turned)
}

/// The venue of each paper by first appearance, from 1.
fn venues(corpus: &Corpus, papers: &[u32]) -> Vec<u32> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut number = |venue| {
        let next = numbers.len() as u32 + 1;
        *numbers.entry(venue).or_insert(next)
    };
    let venue = |&paper: &u32| corpus.papers[paper as usize].venue.as_deref().map_or(0, &mut number);
    papers.iter().map(venue).collect()
}
