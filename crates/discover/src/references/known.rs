//! What a corpus knows: its papers, and the works that they cite.

use std::hash::{Hash, Hasher};

use corpus::{CitedWork, Corpus, Paper, references::number};
use parallel::chunks;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::{Reference, names::Name, titles::Title};

/// Works whose keys make a task.
const CHUNK: usize = 2048;

/// Postings that one search looks at, beginning with the rarest key: bounds its time.
const POSTINGS: usize = 20_000;

/// Works that a reference is compared with in full.
const CANDIDATES: usize = 12;

/// Works of the very same title that a reference is compared with: prefaces and editorials are many.
const NAMESAKES: usize = 64;

/// An index of the works of a corpus: papers first, then cited works that are none.
///
/// Building takes the time of sorting about twelve keys a work, and 16 bytes a key; a search looks at 20,000 postings at most.
#[derive(Debug)]
pub struct Known<'a> {
    corpus: &'a Corpus,
    /// Positions of cited works that are no papers.
    cited: Vec<u32>,
    /// Works by the hash of an identifier or a whole title, sorted.
    exact: Vec<(u64, u32)>,
    /// Works by the hash of a word of their title, or of author, year and place, sorted.
    keys: Vec<(u64, u32)>,
    /// Length of the vector of each work.
    norms: Vec<f32>,
}

/// A work in a form that compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Form<'a> {
    pub paper: Option<&'a Paper>,
    /// Reference lists that name it; 0 for a paper that nobody cites.
    pub lists: u32,
    pub title: Option<(&'a str, Title)>,
    pub authors: Vec<&'a str>,
    pub names: Vec<Name>,
    pub year: Option<i32>,
    pub venue: Option<&'a str>,
    pub volume: String,
    pub page: String,
    pub doi: Option<&'a str>,
    pub arxiv: Option<&'a str>,
}

impl<'a> Known<'a> {
    /// Makes the index.
    pub fn new(corpus: &'a Corpus) -> Self {
        let cited =
            (0..corpus.works.len() as u32).filter(|&at| corpus.works[at as usize].paper.is_none()).collect();
        let mut known = Self { corpus, cited, exact: Vec::new(), keys: Vec::new(), norms: Vec::new() };
        let count = known.len();
        let parts = chunks::map(count, CHUNK, |range| {
            let (mut exact, mut keys) = (Vec::new(), Vec::new());
            for at in range {
                let form = known.form(at as u32);
                exact.extend(form.exact().into_iter().map(|key| (key, at as u32)));
                keys.extend(form.keys().into_iter().map(|key| (key, at as u32)));
            }
            (exact, keys)
        });
        let (exact, keys): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        (known.exact, known.keys) = (exact.concat(), keys.concat());
        known.exact.extend(known.dois_of_citations());
        known.exact.par_sort_unstable();
        known.keys.par_sort_unstable();
        let mut squares = vec![0.0; count];
        for run in known.keys.chunk_by(|a, b| a.0 == b.0) {
            let weight = weight(run.len(), count);
            run.iter().for_each(|&(_, at)| squares[at as usize] += weight * weight);
        }
        known.norms = squares.into_iter().map(f32::sqrt).collect();
        known
    }

    /// Papers and cited works together.
    fn len(&self) -> usize {
        self.corpus.papers.len() + self.cited.len()
    }

    /// The cited work at a position of this index, if it is no paper.
    pub(super) fn cited(&self, at: u32) -> Option<u32> {
        self.cited.get((at as usize).checked_sub(self.corpus.papers.len())?).copied()
    }

    /// DOIs by which papers are cited whose own record has none.
    fn dois_of_citations(&self) -> Vec<(u64, u32)> {
        let of = |work: &CitedWork| {
            let paper = work.paper.filter(|&at| self.corpus.papers[at as usize].doi.is_none())?;
            Some((hash(('d', work.doi.as_deref()?)), paper))
        };
        self.corpus.works.iter().filter_map(of).collect()
    }

    /// The work at a position of this index.
    pub(super) fn form(&self, at: u32) -> Form<'a> {
        match self.cited(at) {
            Some(work) => Form::of_cited(&self.corpus.works[work as usize]),
            None => Form::of_paper(&self.corpus.papers[at as usize]),
        }
    }

    /// Works that have an identifier of the reference.
    pub(super) fn identified(&self, reference: &Reference) -> Vec<u32> {
        let keys = identifiers(&[
            ('d', reference.doi.as_deref()),
            ('a', reference.arxiv.as_deref()),
            ('p', reference.pubmed.as_deref()),
        ]);
        keys.iter().flat_map(|&key| postings(&self.exact, key)).map(|&(_, at)| at).take(CANDIDATES).collect()
    }

    /// The works that are most like the reference by the words of their titles, authors, years and places, weighted by their
    /// inverse document frequency; the likest first, of equals the first in the corpus.
    pub(super) fn candidates(&self, reference: &Reference) -> Vec<u32> {
        let whole =
            reference.title.iter().flat_map(|(_, title)| postings(&self.exact, whole_title(&title.folded)));
        let mut found: Vec<u32> = whole.map(|&(_, at)| at).take(NAMESAKES).collect();
        let mut runs: Vec<&[(u64, u32)]> = keys_of(reference)
            .iter()
            .map(|&key| postings(&self.keys, key))
            .filter(|run| !run.is_empty())
            .collect();
        runs.sort_by_key(|run| (run.len(), run[0].0));
        let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
        let mut looked_at = 0;
        for run in runs {
            looked_at += run.len();
            if looked_at > POSTINGS {
                break;
            }
            let weight = weight(run.len(), self.len());
            for &(_, at) in run {
                *scores.entry(at).or_default() += weight * weight;
            }
        }
        let mut ranked: Vec<(f32, u32)> =
            scores.into_iter().map(|(at, score)| (score / self.norms[at as usize].max(1e-6), at)).collect();
        ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.extend(ranked.into_iter().take(CANDIDATES).map(|(_, at)| at));
        found
    }
}

impl<'a> Form<'a> {
    fn of_paper(paper: &'a Paper) -> Self {
        let pages = paper.imprint.page_range.as_deref().unwrap_or_default();
        Self {
            paper: Some(paper),
            lists: 0,
            title: some_title(Some(&paper.title)),
            authors: paper.authors.iter().map(String::as_str).collect(),
            names: Name::all(&paper.authors),
            year: paper.year,
            venue: paper.venue.as_deref(),
            volume: paper.imprint.volume.as_deref().map(number).unwrap_or_default(),
            page: number(pages.split(['-', '–']).next().unwrap_or_default()),
            doi: paper.doi.as_deref(),
            arxiv: paper.arxiv.as_deref(),
        }
    }

    fn of_cited(work: &'a CitedWork) -> Self {
        let author = work.author.as_deref();
        Self {
            paper: None,
            lists: work.citing,
            title: some_title(work.title.as_deref()),
            authors: author.into_iter().collect(),
            names: author.and_then(Name::new).into_iter().collect(),
            year: work.year,
            venue: work.venue.as_deref(),
            volume: work.volume.as_deref().map(number).unwrap_or_default(),
            page: work.page.as_deref().map(number).unwrap_or_default(),
            doi: work.doi.as_deref(),
            arxiv: None,
        }
    }

    fn exact(&self) -> Vec<u64> {
        let pubmed = self.paper.and_then(|paper| paper.pubmed.as_deref());
        let mut keys = identifiers(&[('d', self.doi), ('a', self.arxiv), ('p', pubmed)]);
        keys.extend(self.title.iter().map(|(_, title)| whole_title(&title.folded)));
        keys
    }

    fn keys(&self) -> Vec<u64> {
        let title = self.title.as_ref().map_or("", |(_, title)| title.folded.as_str());
        let first = self.names.first().map(|name| name.surname.as_str());
        keys(title.split(' '), first, self.year, &self.volume, &self.page)
    }
}

/// The keys under which a reference looks for works.
fn keys_of(reference: &Reference) -> Vec<u64> {
    let part = |part: &Option<String>| part.as_deref().map(number).unwrap_or_default();
    let first = reference.names.first().map(|name| name.surname.as_str());
    let title = reference.title.as_ref().map_or("", |(_, title)| title.folded.as_str());
    let words: Vec<&str> = match &reference.running {
        Some(text) if !reference.is_without_title() => text.words().collect(),
        _ => title.split(' ').collect(),
    };
    let (volume, page) = (part(&reference.volume), part(&reference.page));
    keys(words.into_iter(), first, reference.year, &volume, &page)
}

/// Each once: the words of a title; the first author, alone and with year or place; year and place.
fn keys<'w>(
    words: impl Iterator<Item = &'w str>,
    first: Option<&str>,
    year: Option<i32>,
    volume: &str,
    page: &str,
) -> Vec<u64> {
    let mut keys: Vec<u64> = words.filter(|word| word.len() > 1).map(|word| hash(('w', word))).collect();
    let placed = !volume.is_empty() && !page.is_empty();
    if let Some(name) = first {
        keys.push(hash(('s', name)));
        keys.extend(year.map(|year| hash(('y', name, year))));
        keys.extend(placed.then(|| hash(('v', name, volume, page))));
    }
    keys.extend(year.filter(|_| placed).map(|year| hash(('p', year, volume, page))));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn identifiers(ids: &[(char, Option<&str>)]) -> Vec<u64> {
    ids.iter().filter_map(|&(kind, id)| Some(hash((kind, id?)))).collect()
}

/// The hash of a title, whatever its spaces.
fn whole_title(folded: &str) -> u64 {
    hash(('t', folded.replace(' ', "")))
}

fn some_title(raw: Option<&str>) -> Option<(&str, Title)> {
    raw.map(|raw| (raw, Title::new(raw))).filter(|(_, title)| !title.folded.is_empty())
}

/// The logarithm of the inverse document frequency.
fn weight(found_in: usize, works: usize) -> f32 {
    (1.0 + works as f32 / found_in as f32).ln()
}

/// The run of a key.
fn postings(sorted: &[(u64, u32)], key: u64) -> &[(u64, u32)] {
    let start = sorted.partition_point(|&(other, _)| other < key);
    let length = sorted[start..].partition_point(|&(other, _)| other == key);
    &sorted[start..start + length]
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
