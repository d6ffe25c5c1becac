//! Analysis to the view model of `map.html`.

mod links;

use ::report::mapview::{Cluster, Column, MapView, Nouns, Paper, Repo, Rgb};
use charts::palette;
use parallel::chunks;
use rustc_hash::FxHashMap;
use tables::catalogue;

use super::pictures;
use crate::{
    analysis::{self, Analysis},
    config::{Settings, settings::Measure},
};

/// Links that are told of each paper, the strongest.
const NEAREST: usize = 10;
/// Terms that are told of each paper.
const TERMS: usize = 12;
/// Papers worked on by one task.
const CHUNK: usize = 1024;

/// Nine steps of viridis (Smith and van der Walt 2015): even to the eye, and so in grey and to colour-blind readers.
pub(crate) const SCALE: [Rgb; 9] = [
    (0x44, 0x01, 0x54),
    (0x47, 0x2d, 0x7b),
    (0x3b, 0x52, 0x8b),
    (0x2c, 0x72, 0x8e),
    (0x21, 0x91, 0x8c),
    (0x28, 0xae, 0x80),
    (0x5e, 0xc9, 0x62),
    (0xad, 0xdc, 0x30),
    (0xfd, 0xe7, 0x25),
];

/// What the page shows: the papers with the largest discs first, and all else numbered as they stand.
pub fn view<'a>(analysis: &'a Analysis, settings: &'a Settings) -> MapView<'a> {
    let sizes = pictures::sizes(analysis, settings.map.size);
    let papers = sizes.len() as u32;
    // Where all are of one size, the most central come first.
    let ranks = if settings.map.size == Measure::Equal { &analysis.centrality.pagerank } else { &sizes };
    let order = analysis::highest(ranks, 0..papers, papers as usize);
    let mut terms = Numbered::default();
    let marks = chunks::collect(order.len(), CHUNK, |at| marks(analysis, order[at]));
    let papers = order
        .iter()
        .zip(marks)
        .map(|(&paper, marks)| Paper {
            terms: marks.into_iter().map(|term| terms.number(term)).collect(),
            ..self::paper(analysis, paper as usize, sizes[paper as usize])
        })
        .collect();
    let (links, relations) = links::told(analysis, &order, NEAREST, &mut terms);
    MapView {
        title: &settings.title,
        nouns: Nouns::default(),
        papers,
        clusters: clusters(analysis),
        columns: columns(analysis, &order),
        size_measure: settings.map.size.label(),
        scale: SCALE.to_vec(),
        terms: terms.all.iter().map(|&term| analysis.terms.vocabulary[term as usize].text.as_str()).collect(),
        relations,
        links,
        nearest: NEAREST,
    }
}

fn paper(analysis: &Analysis, number: usize, size: f64) -> Paper<'_> {
    let paper = &analysis.corpus.papers[number];
    let [x, y] = analysis.positions[number];
    let repo = |repo: &'_ corpus::Repo| repo.url();
    Paper {
        id: &paper.id,
        title: &paper.title,
        abstract_text: paper.abstract_text.as_deref(),
        year: paper.year,
        venue: paper.venue.as_deref(),
        authors: &paper.authors,
        keywords: &paper.keywords,
        url: paper.url.as_deref(),
        doi: paper.doi.as_deref(),
        repos: paper.repos.iter().map(|found| Repo { name: found.name(), url: repo(found) }).collect(),
        x,
        y,
        size,
        cluster: analysis.cluster_of[number],
        terms: Vec::new(),
    }
}

/// The terms that weigh most in a paper; a word of a phrase that is told is not told besides.
fn marks(analysis: &Analysis, paper: u32) -> Vec<u32> {
    let (terms, weights) = analysis.terms.vectors.row(paper as usize);
    let mut best: Vec<usize> = (0..terms.len()).collect();
    best.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
    best.truncate(2 * TERMS);
    let best: Vec<u32> = best.into_iter().map(|at| terms[at]).collect();
    let parts = |term: &u32| &analysis.terms.vocabulary[*term as usize].parts;
    let told = |term: &&u32| !best.iter().any(|phrase| phrase != *term && parts(phrase).contains(term));
    best.iter().filter(told).copied().take(TERMS).collect()
}

/// Terms numbered in the order in which they are first named, so that those of the papers that matter have small numbers.
#[derive(Default)]
struct Numbered {
    all: Vec<u32>,
    numbers: FxHashMap<u32, u32>,
}

impl Numbered {
    fn number(&mut self, term: u32) -> u32 {
        *self.numbers.entry(term).or_insert_with(|| {
            self.all.push(term);
            self.all.len() as u32 - 1
        })
    }
}

fn clusters(analysis: &Analysis) -> Vec<Cluster<'_>> {
    let colours = |cluster| (palette::LIGHT.cluster(cluster), palette::DARK.cluster(cluster));
    let topics = analysis.topics.iter().enumerate();
    topics.map(|(cluster, topic)| Cluster { label: &topic.label, colours: colours(cluster) }).collect()
}

/// Every number of `tables/papers.csv` that tells something of a paper besides its place, as far as any is known.
fn columns<'a>(analysis: &'a Analysis, order: &[u32]) -> Vec<Column<'a>> {
    let papers = &analysis.corpus.papers;
    let centrality = &analysis.centrality;
    let cited = analysis.cited_in_corpus();
    let of_citations = |values: fn(&analysis::CitationCentrality) -> &Vec<f64>| {
        let values = centrality.citations.as_ref().map(values);
        move |paper: usize| values.map(|values| values[paper])
    };
    let (rank, hub, authority) = (
        of_citations(|found| &found.pagerank),
        of_citations(|found| &found.hub),
        of_citations(|found| &found.authority),
    );
    type OfPaper<'a> = &'a dyn Fn(usize) -> Option<f64>;
    let all: [(&str, OfPaper<'_>); 18] = [
        ("year", &|paper| papers[paper].year.map(f64::from)),
        ("cited_by", &|paper| papers[paper].cited_by.map(|count| count as f64)),
        ("citations_in_corpus", &|paper| Some(f64::from(cited[paper]))),
        ("references", &|paper| Some(papers[paper].references.len() as f64)),
        ("degree", &|paper| Some(f64::from(centrality.degree[paper]))),
        ("strength", &|paper| Some(centrality.strength[paper])),
        ("pagerank", &|paper| Some(centrality.pagerank[paper])),
        ("betweenness", &|paper| Some(centrality.betweenness[paper])),
        ("closeness", &|paper| Some(centrality.closeness[paper])),
        ("harmonic", &|paper| Some(centrality.harmonic[paper])),
        ("eigenvector", &|paper| Some(centrality.eigenvector[paper])),
        ("core", &|paper| Some(f64::from(centrality.core[paper]))),
        ("participation", &|paper| Some(centrality.roles.participation[paper])),
        ("within_cluster", &|paper| Some(centrality.roles.within[paper])),
        ("stability", &|paper| analysis.stability.get(paper).copied()),
        ("cite_pagerank", &rank),
        ("hub", &hub),
        ("authority", &authority),
    ];
    let meaning = |name: &str| {
        let spec = catalogue::PAPERS.columns.iter().find(|column| column.name == name);
        spec.map_or("", |column| column.meaning)
    };
    all.into_iter()
        .map(|(name, value)| Column {
            name,
            meaning: meaning(name),
            values: order.iter().map(|&paper| value(paper as usize)).collect(),
        })
        .filter(|column| column.values.iter().flatten().any(|&value| value != 0.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_one_of_the_tables() {
        for name in ["year", "cited_by", "citations_in_corpus", "within_cluster", "cite_pagerank"] {
            assert!(catalogue::PAPERS.columns.iter().any(|column| column.name == name), "{name}");
        }
    }

    #[test]
    fn terms_are_numbered_as_they_come() {
        let mut terms = Numbered::default();
        assert_eq!([7, 3, 7, 9].map(|term| terms.number(term)), [0, 1, 0, 2]);
        assert_eq!(terms.all, [7, 3, 9]);
    }
}
