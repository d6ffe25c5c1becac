//! What lies around a paper that asks, gathered into sums by paper.

use super::{
    features::Asking,
    having::Having,
    past::{Past, earlier},
    sums::Sums,
};

/// So many papers most like the asking one tell what such papers cite.
const SIMILAR: usize = 60;

/// So many products of terms are added up for a paper. Where its terms make more, the rare ones say whom it is compared with:
/// otherwise the work would grow with the square of the papers.
const PRODUCTS: usize = 16_000;

/// At most so many candidates come from the text alone, …
const BY_TEXT: usize = 200;

/// … and so many from each other source.
const BY_OTHERS: usize = 100;

/// A reference that more papers cite speaks through the latest of them, so that a classic does not cost its whole field.
const CITING: usize = 100;

/// Steps of the walk.
const STEPS: usize = 3;

/// A step goes on from so many papers at most, those where most of the walk is.
const WALKERS: usize = 300;

/// What a step leaves of the walk.
const DAMPING: f64 = 0.7;

/// The sums, and room to use them again for the next paper.
#[derive(Debug)]
pub struct Gathered {
    /// Cosine of the terms: of all papers, or of those that were compared.
    pub text: Sums,
    /// Summed cosines of similar papers that cite it.
    pub similar: Sums,
    /// The largest of these.
    pub nearest: Sums,
    /// How often it is cited with a known reference.
    pub cocitation: Sums,
    /// How many known references cite it.
    pub references_cite: Sums,
    /// How many known references it cites.
    pub coupling: Sums,
    /// How often earlier papers of the authors cite it.
    pub authors_cite: Sums,
    /// How many authors it shares.
    pub own: Sums,
    /// How many known references each author wrote.
    pub reference_authors: Sums,
    /// The repositories that it shares.
    pub repositories: Sums,
    /// What the walk leaves there.
    pub walk: Sums,
    /// Room for a few texts that many are compared with.
    pub few: Having,
    steps: [Sums; 2],
}

impl Gathered {
    /// Room for the papers of `past`.
    pub fn new(past: &Past) -> Self {
        let papers = || Sums::new(past.len());
        Self {
            text: papers(),
            similar: papers(),
            nearest: papers(),
            cocitation: papers(),
            references_cite: papers(),
            coupling: papers(),
            authors_cite: papers(),
            own: papers(),
            reference_authors: Sums::new(past.written.rows()),
            repositories: papers(),
            walk: papers(),
            few: Having::new(past.postings.terms()),
            steps: [papers(), papers()],
        }
    }

    /// Gathers anew, for `asking`.
    pub fn gather(&mut self, past: &Past, asking: &Asking) {
        self.clear();
        let before = past.before(asking.year);
        self.texts(past, asking);
        let similar = self.text.largest(SIMILAR, before);
        for &paper in &similar {
            let cosine = self.text.of(paper);
            for &cited in past.cites.of(paper as usize) {
                self.similar.add(cited, cosine);
                self.nearest.raise(cited, cosine);
            }
        }
        self.citations(past, asking, before);
        self.authors(past, asking, before);
        self.repositories(past, asking);
        self.walk(past, asking, &similar, before);
    }

    /// Whom something speaks for, ascending: papers of the year of `asking` or before that it is not known to cite.
    pub fn candidates(&self, past: &Past, asking: &Asking) -> Vec<u32> {
        let until = past.until(asking.year);
        let mut candidates = self.text.largest(BY_TEXT, until);
        let others = [
            &self.similar,
            &self.cocitation,
            &self.references_cite,
            &self.coupling,
            &self.authors_cite,
            &self.own,
            &self.repositories,
            &self.walk,
        ];
        candidates.extend(others.iter().flat_map(|sums| sums.largest(BY_OTHERS, until)));
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|paper| *paper != asking.place && asking.references.binary_search(paper).is_err());
        candidates
    }

    /// Notes the cosines of the terms of `place` with those of `others`, of which none is noted yet.
    fn compare(&mut self, past: &Past, place: u32, others: &[u32]) {
        self.few.push(past.vectors.row(place as usize));
        let mut cosines = Vec::new();
        for &other in others {
            self.few.products(past.vectors.row(other as usize), &mut cosines);
            for &cosine in cosines.iter().filter(|&&cosine| cosine > 0.0) {
                self.text.add(other, cosine);
            }
        }
        self.few.clear();
    }

    fn clear(&mut self) {
        let Self { text, similar, nearest, cocitation, references_cite, coupling, authors_cite, .. } = self;
        for sums in [text, similar, nearest, cocitation, references_cite, coupling, authors_cite] {
            sums.clear();
        }
        for sums in [&mut self.own, &mut self.reference_authors, &mut self.repositories, &mut self.walk] {
            sums.clear();
        }
    }

    fn texts(&mut self, past: &Past, asking: &Asking) {
        let until = past.until(asking.year);
        let (terms, weights) = past.vectors.row(asking.place as usize);
        let having = |(&term, &weight)| {
            let (papers, others) = past.postings.term(term);
            let papers = earlier(papers, until);
            (papers, &others[..papers.len()], weight)
        };
        let mut having: Vec<(&[u32], &[f32], f32)> = terms.iter().zip(weights).map(having).collect();
        let products: usize = having.iter().map(|(papers, ..)| papers.len()).sum();
        let all = products <= PRODUCTS;
        if !all {
            having.sort_by_key(|(papers, ..)| papers.len());
        }
        let mut left = PRODUCTS;
        for (papers, others, weight) in having {
            // The latest of a term that is too common.
            let from = papers.len().saturating_sub(left);
            left -= papers.len() - from;
            for (&paper, &other) in papers[from..].iter().zip(&others[from..]) {
                if paper != asking.place {
                    self.text.add(paper, f64::from(weight) * f64::from(other));
                }
            }
        }
        if !all {
            let mut near = self.text.largest(BY_TEXT, until);
            near.extend(self.text.largest(SIMILAR, past.before(asking.year)));
            near.sort_unstable();
            near.dedup();
            self.text.clear();
            self.compare(past, asking.place, &near);
        }
    }

    fn citations(&mut self, past: &Past, asking: &Asking, before: u32) {
        for &reference in &asking.references {
            let citing = earlier(past.cited_by.of(reference as usize), before);
            let share = 1.0 / (citing.len().max(1) as f64).sqrt();
            for &paper in citing.iter().rev().take(CITING) {
                self.coupling.add(paper, share);
                for &cited in past.cites.of(paper as usize).iter().filter(|&&cited| cited != reference) {
                    self.cocitation.add(cited, share);
                }
            }
            for &cited in cited_before(past, reference, before) {
                self.references_cite.add(cited, 1.0);
            }
            for &author in past.authors.of(reference as usize) {
                self.reference_authors.add(author, 1.0);
            }
        }
    }

    fn authors(&mut self, past: &Past, asking: &Asking, before: u32) {
        let until = past.until(asking.year);
        for &author in past.authors.of(asking.place as usize) {
            let written = earlier(past.written.of(author as usize), until);
            for &paper in written.iter().filter(|&&paper| paper != asking.place) {
                self.own.add(paper, 1.0);
                for &cited in cited_before(past, paper, before) {
                    self.authors_cite.add(cited, 1.0);
                }
            }
        }
    }

    fn repositories(&mut self, past: &Past, asking: &Asking) {
        let until = past.until(asking.year);
        for &repository in past.repos.of(asking.place as usize) {
            let linking = earlier(past.linking.of(repository as usize), until);
            for &paper in linking.iter().filter(|&&paper| paper != asking.place) {
                self.repositories.add(paper, 1.0 / linking.len() as f64);
            }
        }
    }

    /// A walk over citations either way that starts in halves at the references and at similar papers, and at either alone
    /// where the other is missing.
    fn walk(&mut self, past: &Past, asking: &Asking, similar: &[u32], before: u32) {
        let [here, next] = &mut self.steps;
        let half = if asking.references.is_empty() || similar.is_empty() { 1.0 } else { 0.5 };
        for &reference in &asking.references {
            here.add(reference, half / asking.references.len() as f64);
        }
        let all: f64 = similar.iter().map(|&paper| self.text.of(paper)).sum();
        for &paper in similar {
            here.add(paper, half * self.text.of(paper) / all);
        }
        for _ in 0..STEPS {
            for paper in here.largest(WALKERS, u32::MAX) {
                let share = here.of(paper);
                let citing = earlier(past.cited_by.of(paper as usize), before);
                let citing = &citing[citing.len().saturating_sub(CITING)..];
                let cited = cited_before(past, paper, before);
                let each = DAMPING * share / (citing.len() + cited.len()).max(1) as f64;
                for &neighbour in citing.iter().chain(cited) {
                    next.add(neighbour, each);
                    self.walk.add(neighbour, each);
                }
            }
            here.clear();
            std::mem::swap(here, next);
        }
        here.clear();
    }
}

/// What a paper cites, if that was known before.
fn cited_before(past: &Past, place: u32, before: u32) -> &[u32] {
    if place < before { past.cites.of(place as usize) } else { &[] }
}
