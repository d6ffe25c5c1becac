//! Small exports, written by the engine from lists in SQL.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::path::{Path, PathBuf};

use bibliograph_cluster::{
    engine::{Engine, Place, Resources},
    manifest::Manifest,
    run::{self, Run},
    settings::Settings,
    tables::{self, DESCRIPTION, Description, EXPORTED, VERSION},
};
use datafusion::arrow::{array::AsArray, compute::cast, datatypes::DataType, datatypes::Float64Type};

/// Tables of a few rows; a paper cites and is known by the key `-1000 - paper`.
#[derive(Default)]
pub struct Small {
    papers: i64,
    years: Vec<(i64, Option<i32>)>,
    titles: Vec<(i64, i64, i64)>,
    dois: Vec<(i64, &'static str)>,
    identifiers: Vec<(i64, i64)>,
    references: Vec<(i64, i64)>,
    repositories: Vec<(i64, &'static str)>,
    postings: Vec<(i64, i64, f64)>,
}

impl Small {
    /// So many papers, from 1, of the year 2000, of titles and authors of their own.
    pub fn papers(self, papers: i64) -> Self {
        Self { papers, ..self }
    }

    pub fn year(mut self, paper: i64, year: Option<i32>) -> Self {
        self.years.push((paper, year));
        self
    }

    /// Paper, key of its title, key of its first author.
    pub fn titled(self, titles: &[(i64, i64, i64)]) -> Self {
        Self { titles: titles.to_vec(), ..self }
    }

    pub fn dois(self, dois: &[(i64, &'static str)]) -> Self {
        Self { dois: dois.to_vec(), ..self }
    }

    /// Paper and key, besides its own.
    pub fn identifiers(self, identifiers: &[(i64, i64)]) -> Self {
        Self { identifiers: identifiers.to_vec(), ..self }
    }

    /// Citing and cited paper.
    pub fn references(mut self, references: &[(i64, i64)]) -> Self {
        self.references.extend(references.iter().map(|&(citing, cited)| (citing, -1000 - cited)));
        self
    }

    /// Citing paper and key of a work.
    pub fn elsewhere(mut self, references: &[(i64, i64)]) -> Self {
        self.references.extend(references);
        self
    }

    pub fn repositories(self, repositories: &[(i64, &'static str)]) -> Self {
        Self { repositories: repositories.to_vec(), ..self }
    }

    /// Paper, term, occurrences.
    pub fn postings(self, postings: &[(i64, i64, f64)]) -> Self {
        Self { postings: postings.to_vec(), ..self }
    }

    /// Writes the tables into a folder.
    pub async fn write(&self, folder: &Path) {
        let engine = engine(&Place::Here, folder).await;
        let year = |paper: i64| match self.years.iter().find(|(of, _)| *of == paper) {
            Some((_, Some(year))) => year.to_string(),
            Some((_, None)) => "NULL".to_owned(),
            None => "2000".to_owned(),
        };
        let titled = |paper: i64| {
            let found = self.titles.iter().find(|(of, ..)| *of == paper);
            found.map_or((paper + 100, paper + 100), |&(_, title, author)| (title, author))
        };
        let papers: Vec<String> = (1..=self.papers)
            .map(|paper| {
                let (title, author) = titled(paper);
                let doi = self.dois.iter().find(|(of, _)| *of == paper);
                let doi = doi.map_or("NULL".to_owned(), |(_, doi)| format!("'{doi}'"));
                format!("({paper}, 'p{paper}', {}, {title}, {author}, {doi})", year(paper))
            })
            .collect();
        let own = (1..=self.papers).map(|paper| (paper, -1000 - paper));
        let identifiers = own
            .chain(self.identifiers.iter().copied())
            .map(|(paper, key)| format!("({paper}, 'doi', {key})"));
        let references = self.references.iter().map(|(paper, key)| format!("({paper}, {key})"));
        let repositories = self.repositories.iter().map(|(paper, name)| format!("({paper}, '{name}')"));
        let postings =
            self.postings.iter().map(|(paper, term, count)| format!("({paper}, {term}, {count:e})"));
        let tables: [(&str, &str, Vec<String>); 6] = [
            (
                "papers",
                "CAST(a AS BIGINT) AS paper, b AS id, CAST(c AS INT) AS year, CAST(d AS BIGINT) AS title_key, CAST(e AS BIGINT) AS author_key, CAST(f AS VARCHAR) AS doi",
                papers,
            ),
            (
                "identifiers",
                "CAST(a AS BIGINT) AS paper, b AS kind, CAST(c AS BIGINT) AS key",
                identifiers.collect(),
            ),
            (
                "paper_references",
                "CAST(a AS BIGINT) AS paper, CAST(b AS BIGINT) AS key",
                references.collect(),
            ),
            ("repositories", "CAST(a AS BIGINT) AS paper, b AS repository", repositories.collect()),
            (
                "postings",
                "CAST(a AS BIGINT) AS paper, CAST(b AS BIGINT) AS term, CAST(c AS DOUBLE) AS occurrences",
                postings.collect(),
            ),
            ("terms", "CAST(a AS BIGINT) AS term", vec!["(1)".to_owned()]),
        ];
        let mut description = Description { version: VERSION, tables: Default::default() };
        for (name, columns, rows) in tables {
            let path = folder.join(name);
            std::fs::create_dir_all(&path).unwrap();
            let nothing = ["(0, 'x', 0, 0, 0, 'x')", "(0, 'x', 0)", "(0, 0)", "(0, 'x')", "(0, 0, 0)", "(0)"];
            let at = EXPORTED.iter().position(|exported| *exported == name).unwrap();
            let (rows, keep) =
                if rows.is_empty() { (nothing[at].to_owned(), "false") } else { (rows.join(", "), "true") };
            let names = ["a", "b", "c", "d", "e", "f"]
                [..columns.matches(" AS ").count() - columns.matches("CAST").count()]
                .join(", ");
            engine
                .write(&format!("SELECT {columns} FROM (VALUES {rows}) AS rows({names}) WHERE {keep}"), &path)
                .await
                .unwrap();
            description.tables.insert(name.to_owned(), tables::size(&path).unwrap());
        }
        assert!(!folder.join(DESCRIPTION).exists());
        description.write(folder).unwrap();
    }

    /// Runs the steps in process.
    pub async fn run(&self, only: &[&str], settings: &[&str]) -> Answers {
        let folder = tempfile::tempdir().unwrap();
        let (input, out) = (folder.path().join("in"), folder.path().join("out"));
        std::fs::create_dir_all(&input).unwrap();
        self.write(&input).await;
        let manifest = run(&Place::Here, &input, &out, only, &self::settings(settings)).await.unwrap();
        Answers { engine: engine(&Place::Here, folder.path()).await, out, manifest, _folder: folder }
    }
}

/// Runs steps.
pub async fn run(
    place: &Place,
    input: &Path,
    out: &Path,
    only: &[&str],
    settings: &Settings,
) -> Result<Manifest, bibliograph_cluster::error::Error> {
    let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
    let engine = engine(place, out).await;
    let run = Run {
        input,
        out,
        settings,
        engine: &engine,
        tell: &|line| {
            if std::env::var_os("TELL").is_some() {
                eprintln!("{line}");
            }
        },
    };
    run.run(&run::wanted(&only).unwrap()).await
}

/// An engine of two cores and 1 GB.
pub async fn engine(place: &Place, folder: &Path) -> Engine {
    let resources = Resources { memory: 1 << 30, spill: folder.join("spill"), partitions: 2 };
    Engine::new(place, &resources).await.unwrap()
}

/// Settings as they are typed.
pub fn settings(arguments: &[&str]) -> Settings {
    #[derive(clap::Parser)]
    struct Typed {
        #[command(flatten)]
        settings: Settings,
    }
    <Typed as clap::Parser>::parse_from([&["test"], arguments].concat()).settings
}

/// Tables of results, to be asked.
pub struct Answers {
    pub engine: Engine,
    pub out: PathBuf,
    pub manifest: Manifest,
    _folder: tempfile::TempDir,
}

impl Answers {
    /// What a query on the results gives, all columns as numbers.
    pub async fn numbers(&self, sql: &str) -> Vec<Vec<f64>> {
        for name in self.manifest.steps.keys() {
            self.engine.table(name, &self.out.join(name)).await.unwrap();
        }
        numbers(&self.engine, sql).await
    }

    /// Sees that a query gives these rows, but for the last digits.
    pub async fn expect(&self, sql: &str, expected: &[&[f64]]) {
        let found = self.numbers(sql).await;
        assert_eq!(found.len(), expected.len(), "{sql}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            let near = found.iter().zip(*expected).all(|(found, expected)| (found - expected).abs() < 1e-9);
            assert!(near && found.len() == expected.len(), "{sql}: {found:?} for {expected:?}");
        }
    }
}

/// All columns as numbers.
pub async fn numbers(engine: &Engine, sql: &str) -> Vec<Vec<f64>> {
    let mut rows = Vec::new();
    for batch in engine.rows(sql).await.unwrap() {
        let columns: Vec<_> =
            batch.columns().iter().map(|column| cast(column, &DataType::Float64).unwrap()).collect();
        for row in 0..batch.num_rows() {
            rows.push(columns.iter().map(|column| column.as_primitive::<Float64Type>().value(row)).collect());
        }
    }
    rows
}
