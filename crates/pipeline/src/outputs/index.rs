//! The index for questions: `index.bin`.

use std::{fs::File, io::BufWriter, path::Path};

use corpus::Repo;
use discover::index::{self, Contents, Name, Postings, Record, RelationWeight, Tie, Word};
use similarity::{Relation, Term, Weighting};

use crate::{RunError, analysis::Analysis, config::Settings};

/// Its name in the folder of a report.
pub const INDEX: &str = "index.bin";

/// Writes the index into `folder`.
pub fn write(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<(), RunError> {
    let path = folder.join(INDEX);
    let postings = Postings::of(&analysis.terms.vectors, analysis.terms.vocabulary.len());
    let records = Records::new(analysis);
    let papers = 0..analysis.corpus.papers.len() as u32;
    File::create(&path)
        .and_then(|file| {
            let out = BufWriter::new(file);
            index::write(contents(analysis, settings), &postings, papers.map(|paper| records.of(paper)), out)
        })
        .map_err(|source| RunError::File { path, source })
}

/// The relations that count.
fn relations(analysis: &Analysis) -> impl Iterator<Item = Relation> + '_ {
    Relation::ALL.into_iter().filter(|&relation| analysis.similarity.parts(relation).is_some())
}

fn contents(analysis: &Analysis, settings: &Settings) -> Contents {
    let name = |paper: &corpus::Paper| Name {
        id: paper.id.clone(),
        doi: paper.doi.clone(),
        title: paper.title.clone(),
    };
    let word = |term: &Term| Word { text: term.text.clone(), papers: term.papers, parts: term.parts.clone() };
    let relation = |relation: Relation| RelationWeight {
        name: relation.name().to_owned(),
        weight: settings.graph.weight(relation),
        cap: settings.graph.sharing(relation).map(|sharing| sharing.cap),
    };
    Contents {
        names: analysis.corpus.papers.iter().map(name).collect(),
        words: analysis.terms.vocabulary.iter().map(word).collect(),
        fields: [settings.terms.title, settings.terms.keywords, settings.terms.abstract_text],
        bm25: settings.terms.weighting == Weighting::Bm25,
        relations: relations(analysis).map(relation).collect(),
        neighbours: settings.graph.neighbours,
        floor: settings.graph.floor,
        prune: settings.graph.prune,
        clusters: analysis.topics.iter().map(|topic| topic.label.clone()).collect(),
        ..Contents::default()
    }
}

/// What the record of a paper is made of.
struct Records<'a> {
    analysis: &'a Analysis,
    /// What each relation that counts gives to each link.
    parts: Vec<&'a [f64]>,
    /// The links of each paper, as positions in the list of links; by the other paper, ascending.
    links_of: Vec<Vec<u32>>,
}

impl<'a> Records<'a> {
    fn new(analysis: &'a Analysis) -> Self {
        let mut links_of = vec![Vec::new(); analysis.corpus.papers.len()];
        // Links ascend by source, then target: of each paper first those to smaller ones, then those to larger, both ascending.
        for (at, link) in analysis.similarity.links.iter().enumerate() {
            links_of[link.target as usize].push(at as u32);
        }
        for (at, link) in analysis.similarity.links.iter().enumerate() {
            links_of[link.source as usize].push(at as u32);
        }
        let parts = relations(analysis).filter_map(|relation| analysis.similarity.parts(relation)).collect();
        Self { analysis, parts, links_of }
    }

    fn of(&self, number: u32) -> Record {
        let corpus = &self.analysis.corpus;
        let paper = &corpus.papers[number as usize];
        let first = corpus.citations.partition_point(|&(citing, _)| citing < number);
        let cites = corpus.citations[first..].iter().take_while(|&&(citing, _)| citing == number);
        Record {
            title: paper.title.clone(),
            abstract_text: paper.abstract_text.clone(),
            year: paper.year,
            date: paper.date,
            venue: paper.venue.clone(),
            authors: paper.authors.clone(),
            keywords: paper.keywords.clone(),
            url: paper.url.clone(),
            doi: paper.doi.clone(),
            cited_by: paper.cited_by,
            votes: paper.votes,
            cluster: self.analysis.cluster_of[number as usize],
            repos: paper.repos.iter().map(Repo::name).map(str::to_owned).collect(),
            terms: self.analysis.terms.vectors.row(number as usize).0.to_vec(),
            cites: cites.map(|&(_, cited)| cited).collect(),
            links: self.links_of[number as usize].iter().map(|&at| self.tie(number, at as usize)).collect(),
        }
    }

    fn tie(&self, number: u32, at: usize) -> Tie {
        let link = &self.analysis.similarity.links[at];
        let given = (0..).zip(&self.parts).map(|(relation, parts)| (relation, parts[at] as f32));
        Tie {
            to: if link.source == number { link.target } else { link.source },
            weight: link.weight as f32,
            parts: given.filter(|&(_, part)| part > 0.0).collect(),
        }
    }
}
