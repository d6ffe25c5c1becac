//! The papers around a question, as a corpus that one machine takes.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use datafusion::arrow::{
    array::{Array, AsArray, RecordBatch},
    compute::cast,
    datatypes::{DataType, Int64Type},
};
use serde_json::{Map, Value};

use crate::{engine::Engine, error::Error, tables::Description};

/// What is cut out: the papers for which all that is asked holds, and with `--around` what they cite and what cites them.
#[derive(Clone, Debug, clap::Args)]
pub struct Cut {
    /// The file to write, JSON Lines for `bibliograph run`; it must not be there yet
    #[arg(short, long)]
    pub out: PathBuf,

    /// Papers with this term, as the table terms writes it
    #[arg(long)]
    pub term: Option<String>,

    /// Papers of this journal or conference
    #[arg(long)]
    pub venue: Option<String>,

    /// The paper of this id
    #[arg(long)]
    pub id: Option<String>,

    /// Papers of this year or later
    #[arg(long)]
    pub from: Option<i32>,

    /// Papers of this year or before
    #[arg(long)]
    pub to: Option<i32>,

    /// So many citations away from these papers, in either direction
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=3))]
    pub around: u32,

    /// At most so many papers: those that are cited most
    #[arg(long, default_value_t = 1_000_000)]
    pub most: u64,
}

/// The columns of the export that go along under their own names.
const COLUMNS: [&str; 8] = ["id", "title", "abstract", "venue", "authors", "keywords", "doi", "url"];

/// Writes them, of the records that stay and with the citations between them, and gives their number.
///
/// # Errors
///
/// Nothing was asked, nothing is found, the results lack the steps `kept_papers` and `citations`, what the engine says.
pub async fn cut(cut: &Cut, engine: &Engine, input: &Path, results: &Path) -> Result<usize, Error> {
    if cut.out.exists() {
        return Err(Error::Usage(format!("{} is there already", cut.out.display())));
    }
    let wanted = cut.wanted()?;
    Description::read(input)?;
    let failed = |error| Error::of_engine("cut", &cut.out, &error);
    for table in ["papers", "postings", "terms"] {
        engine.table(table, &input.join(table)).await.map_err(failed)?;
    }
    for table in ["kept_papers", "citations"] {
        let folder = results.join(table);
        if !folder.is_dir() {
            let missing = format!("{} is not there; `run` makes it", folder.display());
            return Err(Error::Usage(missing));
        }
        engine.table(table, &folder).await.map_err(failed)?;
    }
    let name = cut.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let work = cut.out.with_file_name(format!("{name}.partial"));
    fs::create_dir_all(&work).map_err(Error::file(&work))?;
    let chosen = async {
        choose(engine, &wanted, cut, &work).await.map_err(failed)?;
        let papers = engine.rows(&papers()).await.map_err(failed)?;
        let references = engine.rows(REFERENCES).await.map_err(failed)?;
        Ok((papers, references))
    };
    let chosen = chosen.await;
    fs::remove_dir_all(&work).map_err(Error::file(&work))?;
    let (papers, references) = chosen?;
    if papers.iter().all(|batch| batch.num_rows() == 0) {
        return Err(Error::Usage("no paper is found by that".to_owned()));
    }
    write(&papers, &references, &cut.out).map_err(Error::file(&cut.out))
}

impl Cut {
    /// The query for the papers that are asked for.
    fn wanted(&self) -> Result<String, Error> {
        let mut conditions = Vec::new();
        let texts = [("p.venue", &self.venue), ("p.id", &self.id)];
        conditions.extend(
            texts.iter().filter_map(|(column, text)| Some(format!("{column} = {}", quoted(text.as_ref()?)))),
        );
        conditions.extend(self.from.map(|year| format!("p.year >= {year}")));
        conditions.extend(self.to.map(|year| format!("p.year <= {year}")));
        conditions.extend(self.term.as_ref().map(|term| {
            let term = quoted(term);
            format!(
                "p.paper IN (SELECT o.paper FROM postings o JOIN terms t ON t.term = o.term WHERE t.text = {term})"
            )
        }));
        if conditions.is_empty() {
            return Err(Error::Usage(
                "say what to cut out: --term, --venue, --id, --from or --to".to_owned(),
            ));
        }
        let conditions = conditions.join(" AND ");
        Ok(format!("SELECT p.paper FROM papers p JOIN kept_papers k ON k.paper = p.paper WHERE {conditions}"))
    }
}

/// A text in SQL.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Makes the table `chosen` of papers.
async fn choose(engine: &Engine, wanted: &str, cut: &Cut, work: &Path) -> datafusion::error::Result<()> {
    let mut sql = wanted.to_owned();
    for round in 0..=cut.around {
        let folder = work.join(format!("around-{round}"));
        fs::create_dir_all(&folder)?;
        engine.write(&sql, &folder).await?;
        engine.table("chosen", &folder).await?;
        sql = AROUND.to_owned();
    }
    let folder = work.join("most");
    fs::create_dir_all(&folder)?;
    engine.write(&format!("{MOST_CITED} LIMIT {}", cut.most), &folder).await?;
    engine.table("chosen", &folder).await
}

/// Papers, what they cite and what cites them.
const AROUND: &str = "
SELECT paper FROM chosen
UNION SELECT c.cited AS paper FROM citations c JOIN chosen s ON s.paper = c.citing
UNION SELECT c.citing AS paper FROM citations c JOIN chosen s ON s.paper = c.cited";

/// Papers, the most cited first.
const MOST_CITED: &str = "
SELECT s.paper
FROM chosen s
LEFT JOIN (SELECT cited, COUNT(*) AS citations FROM citations GROUP BY cited) c ON c.cited = s.paper
ORDER BY COALESCE(c.citations, 0) DESC, s.paper";

/// Of each citation between chosen papers the citing one and the id of the cited one.
const REFERENCES: &str = "
SELECT c.citing, k.id
FROM citations c
JOIN chosen a ON a.paper = c.citing
JOIN chosen b ON b.paper = c.cited
JOIN kept_papers k ON k.paper = c.cited
ORDER BY c.citing, c.cited";

fn papers() -> String {
    let columns = COLUMNS.map(|column| format!("CAST(p.{column} AS VARCHAR) AS {column}")).join(", ");
    format!(
        "SELECT p.paper, p.year, {columns} FROM papers p JOIN chosen s ON s.paper = p.paper ORDER BY p.paper"
    )
}

/// Writes a line a paper; both lists are in the order of papers.
fn write(papers: &[RecordBatch], references: &[RecordBatch], out: &Path) -> std::io::Result<usize> {
    let mut references = references.iter().flat_map(pairs).peekable();
    let mut file = BufWriter::new(File::create(out)?);
    let mut written = 0;
    for batch in papers {
        let numbers = batch.column(0).as_primitive::<Int64Type>();
        let years = cast(batch.column(1), &DataType::Int64).map_err(std::io::Error::other)?;
        let years = years.as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            let mut line = Map::new();
            for (position, column) in COLUMNS.into_iter().enumerate() {
                if let Some(text) = text(batch, position + 2, row) {
                    line.insert(column.to_owned(), value(column, &text));
                }
            }
            if years.is_valid(row) {
                line.insert("year".to_owned(), years.value(row).into());
            }
            let mut cited = Vec::new();
            while let Some((_, id)) = references.next_if(|(citing, _)| *citing == numbers.value(row)) {
                cited.push(Value::from(id));
            }
            if !cited.is_empty() {
                line.insert("references".to_owned(), cited.into());
            }
            writeln!(file, "{}", Value::from(line))?;
            written += 1;
        }
    }
    file.flush()?;
    Ok(written)
}

/// Authors and keywords are lists.
fn value(column: &str, text: &str) -> Value {
    match column {
        "authors" | "keywords" => text.split("; ").map(Value::from).collect(),
        _ => text.into(),
    }
}

fn pairs(batch: &RecordBatch) -> Vec<(i64, String)> {
    let citing = batch.column(0).as_primitive::<Int64Type>();
    (0..batch.num_rows()).filter_map(|row| Some((citing.value(row), text(batch, 1, row)?))).collect()
}

fn text(batch: &RecordBatch, column: usize, row: usize) -> Option<String> {
    let cells = batch.column(column);
    let one = cast(&cells.slice(row, 1), &DataType::Utf8).ok()?;
    let one = one.as_string::<i32>();
    one.is_valid(0).then(|| one.value(0).to_owned())
}
