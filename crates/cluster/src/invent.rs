//! Made-up exports of any size, to measure with: planted topics, terms and citations by Zipf's law, some records twice.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
};

use datafusion::{
    arrow::{
        array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray},
        error::ArrowError,
    },
    parquet::{
        arrow::ArrowWriter,
        basic::{Compression, ZstdLevel},
        errors::ParquetError,
        file::properties::WriterProperties,
    },
};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::{
    error::Error,
    tables::{self, Description, EXPORTED, VERSION},
};

/// How much is made up.
#[derive(Clone, Debug, clap::Args)]
pub struct Invention {
    /// The folder to write; it must not be there yet
    pub out: PathBuf,

    /// Papers
    #[arg(long, default_value_t = 100_000)]
    pub papers: i64,

    /// References of a paper, on average
    #[arg(long, default_value_t = 10)]
    pub references: i64,

    /// Terms of a paper
    #[arg(long, default_value_t = 10)]
    pub terms: i64,

    /// Topics; a paper cites papers of its own topic four times of five
    #[arg(long, default_value_t = 200)]
    pub topics: i64,

    /// Seed of the random numbers
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// Papers of a file.
const PART: i64 = 100_000;

/// Of so many records one is there twice.
const TWICE: i64 = 100;

/// Terms that any paper may have, and terms of a topic.
const COMMON_TERMS: i64 = 200_000;
const TOPIC_TERMS: i64 = 2000;

/// Writes an export. The same arguments give the same tables.
///
/// # Errors
///
/// The folder is there already, or cannot be written.
pub fn write(invention: &Invention) -> Result<(), Error> {
    let out = &invention.out;
    if out.exists() {
        return Err(Error::Usage(format!("{} is there already", out.display())));
    }
    for table in EXPORTED {
        let folder = out.join(table);
        fs::create_dir_all(&folder).map_err(Error::file(folder))?;
    }
    let parts = (invention.papers + PART - 1) / PART;
    for part in 0..parts {
        let papers = part * PART..invention.papers.min((part + 1) * PART);
        // A stream of random numbers a file.
        let mut random = ChaCha8Rng::seed_from_u64(invention.seed);
        random.set_stream(part as u64);
        for (table, rows) in invention.rows(papers, &mut random) {
            let path = out.join(table).join(format!("part-{part:05}.parquet"));
            store(&rows, &path).map_err(|error| Error::file(&path)(std::io::Error::other(error)))?;
        }
    }
    let mut description = Description { version: VERSION, tables: Default::default() };
    for table in EXPORTED {
        description.tables.insert(table.to_owned(), tables::size(&out.join(table))?);
    }
    description.write(out)
}

type Columns = Vec<(&'static str, ArrayRef)>;

impl Invention {
    /// The rows of some papers, table by table.
    fn rows(&self, papers: std::ops::Range<i64>, random: &mut impl Rng) -> Vec<(&'static str, Columns)> {
        let (mut cited, mut citing, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let (mut with_term, mut terms) = (Vec::new(), Vec::new());
        let numbers: Vec<i64> = papers.clone().collect();
        // The second record of a paper comes right behind the first.
        let work = |paper: i64| if paper % TWICE == TWICE - 1 { paper - 1 } else { paper };
        for paper in papers {
            for place in 0..random.random_range(0..=2 * self.references) {
                if let Some(older) = self.older(paper, random) {
                    citing.push(paper);
                    places.push(place);
                    cited.push(key(work(older)));
                }
            }
            let mut own: Vec<i64> = (0..self.terms).map(|_| self.term(paper, random)).collect();
            own.sort_unstable();
            own.dedup();
            with_term.extend(own.iter().map(|_| paper));
            terms.extend(own);
        }
        let integers = |values: Vec<i64>| Arc::new(Int64Array::from(values)) as ArrayRef;
        let texts = |values: Vec<String>| Arc::new(StringArray::from(values)) as ArrayRef;
        let nothing = || Arc::new(StringArray::new_null(numbers.len())) as ArrayRef;
        let works: Vec<i64> = numbers.iter().map(|&paper| work(paper)).collect();
        let years = numbers.iter().map(|&paper| 1980 + 45 * paper / self.papers.max(1)).collect();
        let dois = works.iter().map(|work| format!("10.5555/{work}")).collect();
        let venues =
            numbers.iter().map(|paper| format!("Journal of topic {}", paper % self.topics)).collect();
        let count = terms.len();
        vec![
            (
                "papers",
                vec![
                    ("paper", integers(numbers.clone())),
                    ("id", texts(numbers.iter().map(|paper| format!("p{paper}")).collect())),
                    ("title", texts(works.iter().map(|work| format!("Paper {work}")).collect())),
                    ("abstract", nothing()),
                    ("year", integers(years)),
                    ("venue", texts(venues)),
                    ("authors", texts(works.iter().map(|work| format!("Author {}", work % 9973)).collect())),
                    ("keywords", nothing()),
                    ("doi", texts(dois)),
                    ("url", nothing()),
                    ("title_key", integers(works.iter().map(|work| -2 - work).collect())),
                    ("author_key", integers(works.iter().map(|work| -2 - work % 9973).collect())),
                ],
            ),
            (
                "identifiers",
                vec![
                    ("paper", integers(numbers.clone())),
                    ("kind", texts(vec!["doi".to_owned(); numbers.len()])),
                    ("key", integers(works.iter().map(|&work| key(work)).collect())),
                ],
            ),
            (
                "paper_references",
                vec![("paper", integers(citing)), ("position", integers(places)), ("key", integers(cited))],
            ),
            (
                "repositories",
                vec![
                    ("paper", integers(numbers.iter().copied().filter(|paper| paper % 50 == 0).collect())),
                    (
                        "repository",
                        texts(
                            numbers
                                .iter()
                                .filter(|paper| *paper % 50 == 0)
                                .map(|paper| format!("github.com/lab/{}", paper / 150))
                                .collect(),
                        ),
                    ),
                ],
            ),
            (
                "postings",
                vec![
                    ("paper", integers(with_term)),
                    ("term", integers(terms)),
                    ("occurrences", Arc::new(Float64Array::from(vec![2.0; count])) as ArrayRef),
                ],
            ),
            ("terms", vec![("term", integers(vec![0])), ("text", texts(vec!["term 0".to_owned()]))]),
        ]
    }

    /// An older paper, rather an old and famous one; four times of five of the same topic. Topics go in turn.
    fn older(&self, paper: i64, random: &mut impl Rng) -> Option<i64> {
        if random.random_bool(0.8) {
            let (topic, older) = (paper % self.topics, paper / self.topics);
            (older > 0).then(|| topic + self.topics * zipf(older, random))
        } else {
            (paper > 0).then(|| zipf(paper, random))
        }
    }

    fn term(&self, paper: i64, random: &mut impl Rng) -> i64 {
        if random.random_bool(0.5) {
            zipf(COMMON_TERMS, random)
        } else {
            COMMON_TERMS + TOPIC_TERMS * (paper % self.topics) + zipf(TOPIC_TERMS, random)
        }
    }
}

/// A number below `most`, the number k as often as k to the power −0.7: between Zipf's law and an even spread, as counts of citations
/// fall.
fn zipf(most: i64, random: &mut impl Rng) -> i64 {
    let at: f64 = random.random();
    ((most as f64 * at.powf(1.0 / 0.3)) as i64).min(most - 1)
}

/// A number below 0 that every paper has of its own.
fn key(paper: i64) -> i64 {
    // Spread as hashes are: an odd factor makes a permutation of the 62 bits.
    -1 - (paper.wrapping_mul(0x1E37_79B9_7F4A_7C15) & (i64::MAX >> 1))
}

fn store(columns: &Columns, path: &Path) -> Result<(), ParquetError> {
    let rows = RecordBatch::try_from_iter(columns.iter().cloned()).map_err(|error: ArrowError| error)?;
    let properties =
        WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?)).build();
    let mut writer = ArrowWriter::try_new(File::create(path)?, rows.schema(), Some(properties))?;
    writer.write(&rows)?;
    writer.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_made_that_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("made");
        let invention =
            Invention { out: out.clone(), papers: 1000, references: 4, terms: 5, topics: 10, seed: 1 };
        write(&invention).unwrap();
        let found = Description::read(&out).unwrap();
        assert_eq!(found.tables["papers"].rows, 1000);
        let references = found.tables["paper_references"].rows;
        assert!((3500..4500).contains(&references), "{references}");
        assert!(write(&invention).is_err());
    }
}
