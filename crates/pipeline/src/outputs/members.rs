//! Who is in a cluster, read back from a report.

use std::path::{Path, PathBuf};

use tables::defuse::defuse;

/// Why a report does not tell the papers of a cluster.
#[derive(Debug, thiserror::Error)]
pub enum MembersError {
    /// Its table of papers cannot be read.
    #[error("{}: {source}; is this the folder of a report?", .path.display())]
    Table {
        /// The table.
        path: PathBuf,
        /// What is wrong.
        source: csv::Error,
    },
    /// It has no such cluster.
    #[error("{}: there is no cluster {cluster}; clusters are numbered from 1 to {clusters}", .path.display())]
    NoCluster {
        /// The table.
        path: PathBuf,
        /// The cluster asked for.
        cluster: u32,
        /// The last cluster there is.
        clusters: u32,
    },
}

/// The ids of the papers in a cluster of the report in this folder, in the order of `papers.csv`.
///
/// # Errors
///
/// No report, or no such cluster in it.
pub fn of_cluster(report: &Path, cluster: u32) -> Result<Vec<String>, MembersError> {
    let path = report.join("tables/papers.csv");
    let table = |source| MembersError::Table { path: path.clone(), source };
    let mut reader = csv::Reader::from_path(&path).map_err(table)?;
    let headers = reader.headers().map_err(table)?;
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap_or(usize::MAX);
    let (id, of) = (column("id"), column("cluster"));
    let (mut ids, mut clusters) = (Vec::new(), 0);
    for record in reader.into_records() {
        let record = record.map_err(table)?;
        let number = record.get(of).and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
        clusters = clusters.max(number);
        if number == cluster
            && let Some(id) = record.get(id)
        {
            ids.push(as_it_was(id).to_owned());
        }
    }
    if ids.is_empty() { Err(MembersError::NoCluster { path, cluster, clusters }) } else { Ok(ids) }
}

/// A cell of a table without the apostrophe that keeps spreadsheets from running it.
fn as_it_was(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| defuse(text) == cell).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_what_they_were_before_they_were_defused() {
        for id in ["-12", "@a", "'quoted'", "'", "", "a", "＝x"] {
            assert_eq!(as_it_was(&defuse(id)), id);
        }
    }
}
