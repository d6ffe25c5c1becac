//! What a question about a report needs, in one file that is not read as a whole.
//!
//! The file begins with a line that names format and version. Then come the things themselves: for each term the papers that have
//! it, for each paper a record. A table of contents follows with vocabulary, names, and where each list and record lies; its own
//! place and checksum are the end. A question reads the table of contents, the lists of its terms and the records that it shows.
//!
//! Whatever is read is checked, by a checksum and for sense: a damaged file gives an error that says so, never a panic.

mod postings;
mod read;
mod write;

pub use postings::Postings;
pub use read::Index;
pub use write::write;

use corpus::{Date, Paper};
use serde::{Deserialize, Serialize};
use similarity::{Lexicon, Term, TermSettings, Weighting};

/// The first line of a file; the number changes whenever older programs could not read it.
const MAGIC: &[u8] = b"bibliograph index 1\n";

/// What every such line begins with, whatever the version.
const FORMAT: &[u8] = b"bibliograph index ";

/// Bytes at the end: where the table of contents begins, and its checksum.
const TAIL: u64 = 16;

/// Bytes of an entry of a list: the number of a paper and a weight.
const ENTRY: usize = 8;

/// A paper as answers show it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The title.
    pub title: String,
    /// The abstract.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// The year.
    pub year: Option<i32>,
    /// The date within the year, where the source gives one.
    pub date: Option<Date>,
    /// The venue.
    pub venue: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// Where to read it.
    pub url: Option<String>,
    /// The DOI.
    pub doi: Option<String>,
    /// How often it is cited, by the source's count.
    pub cited_by: Option<u64>,
    /// How many readers voted for it.
    pub votes: Option<u64>,
    /// Its cluster, from 0; what it is called stands in [`Contents::clusters`].
    pub cluster: u32,
    /// Names of its repositories.
    pub repos: Vec<String>,
    /// Its terms, ascending; what they weigh stands in their lists.
    pub terms: Vec<u32>,
    /// The papers of the corpus that it cites.
    pub cites: Vec<u32>,
    /// Its links in the similarity graph, papers ascending.
    pub links: Vec<Tie>,
}

/// A link of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// The other paper.
    #[serde(rename = "t")]
    pub to: u32,
    /// The weight of the link.
    #[serde(rename = "w")]
    pub weight: f32,
    /// What each relation gives to it, by the numbers of [`Contents::relations`]; those that give nothing are left out.
    #[serde(rename = "p")]
    pub parts: Vec<(u8, f32)>,
}

/// How to find a paper: its id, DOI and title.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// The id.
    pub id: String,
    /// The DOI.
    pub doi: Option<String>,
    /// The title.
    pub title: String,
}

/// A term of the vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Its commonest form.
    pub text: String,
    /// How many papers have it.
    pub papers: u32,
    /// The terms that it is made of.
    pub parts: Vec<u32>,
}

/// A relation that makes links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationWeight {
    /// Its name.
    pub name: String,
    /// What it counts.
    pub weight: f64,
    /// What more papers than this have in common ties nobody together; `None` where there is no such bound.
    pub cap: Option<usize>,
}

/// The table of contents, and all that is small.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// The papers.
    pub names: Vec<Name>,
    /// The vocabulary.
    pub words: Vec<Word>,
    /// What an occurrence in title, keywords and abstract counts.
    pub fields: [f32; 3],
    /// Whether terms are weighed by BM25, otherwise by TF-IDF.
    pub bm25: bool,
    /// The relations that count.
    pub relations: Vec<RelationWeight>,
    /// How many nearest papers by terms each is linked to.
    pub neighbours: usize,
    /// At or below this cosine terms link nobody.
    pub floor: f32,
    /// Of each paper so many links were kept, the strongest, and those that are among the strongest of their other end; `None` where
    /// all were kept, and in files that are older than this entry.
    #[serde(default)]
    pub prune: Option<usize>,
    /// The labels of the clusters; none in files that are older than this entry.
    #[serde(default)]
    pub clusters: Vec<String>,
    /// Where the list of each term begins, and where the last ends; in bytes from the beginning of the file. Found by [`write()`],
    /// like the next.
    pub lists: Vec<u64>,
    /// Where the record of each paper begins, and where the last ends.
    pub records: Vec<u64>,
}

impl Record {
    /// What of it is text, as a paper.
    pub fn text(&self) -> Paper {
        Paper {
            title: self.title.clone(),
            abstract_text: self.abstract_text.clone(),
            keywords: self.keywords.clone(),
            ..Paper::default()
        }
    }
}

impl Contents {
    /// The vocabulary.
    pub fn vocabulary(&self) -> Vec<Term> {
        let term =
            |word: &Word| Term { text: word.text.clone(), papers: word.papers, parts: word.parts.clone() };
        self.words.iter().map(term).collect()
    }

    /// What weighs any text in these terms.
    pub fn lexicon(&self) -> Lexicon {
        let [title, keywords, abstract_text] = self.fields;
        let weighting = if self.bm25 { Weighting::Bm25 } else { Weighting::TfIdf };
        let settings = TermSettings { title, keywords, abstract_text, weighting, ..TermSettings::default() };
        Lexicon::new(&self.vocabulary(), self.names.len(), &settings)
    }

    /// What a relation counts; 0 where it does not.
    pub fn weight(&self, relation: &str) -> f64 {
        self.relations.iter().find(|known| known.name == relation).map_or(0.0, |known| known.weight)
    }
}

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// It is no such file.
    #[error("this is no index of bibliograph; run `bibliograph run` to write one")]
    NotAnIndex,
    /// Another version wrote it.
    #[error(
        "the index was written by another version of bibliograph; run `bibliograph run` again to renew it"
    )]
    Version,
    /// What was read is not what was written.
    #[error("the index is damaged ({0}); run `bibliograph run` again to renew it")]
    Damaged(&'static str),
    /// It could not be read.
    #[error("the index cannot be read: {0}")]
    Read(#[from] std::io::Error),
}
