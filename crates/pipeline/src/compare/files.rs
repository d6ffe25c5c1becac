//! A comparison as files of a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use ::tables::{Table, write_csv};
use tempfile::NamedTempFile;

use super::{Comparison, report::CompareError, view};

/// The comparison as text, by which a folder is known to hold one.
const TEXT: &str = "compare.md";

impl Comparison {
    /// As Markdown.
    pub fn markdown(&self) -> String {
        report::comparison_markdown(&view::view(self))
    }

    /// As one HTML page.
    pub fn html(&self) -> String {
        report::comparison_html(&view::view(self))
    }

    /// What became of the topics, as CSV.
    ///
    /// # Errors
    ///
    /// The table does not fit its catalogue.
    pub fn topics_csv(&self) -> Result<Vec<u8>, CompareError> {
        Ok(csv(&self.topics_table()?))
    }
}

fn csv(table: &Table<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_csv(table, &mut bytes).expect("memory takes whatever is written");
    bytes
}

/// Writes `compare.md`, `compare.html`, `topics.csv` and `papers.csv` into `folder`, each whole or not at all, over those of an earlier
/// comparison.
///
/// # Errors
///
/// The folder holds something else, or the system refuses.
pub fn write(comparison: &Comparison, folder: &Path) -> Result<(), CompareError> {
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| CompareError::Write { path, source }
    };
    if is_taken(folder) {
        return Err(CompareError::Taken(folder.to_owned()));
    }
    fs::create_dir_all(folder).map_err(fail(folder))?;
    let files = [
        (TEXT, comparison.markdown().into_bytes()),
        ("compare.html", comparison.html().into_bytes()),
        ("topics.csv", comparison.topics_csv()?),
        ("papers.csv", csv(&comparison.papers_table()?)),
    ];
    for (name, content) in files {
        let path: PathBuf = folder.join(name);
        let draft = NamedTempFile::new_in(folder).map_err(fail(&path))?;
        fs::write(draft.path(), content).map_err(fail(&path))?;
        draft.persist(&path).map_err(|error| fail(&path)(error.error))?;
    }
    Ok(())
}

/// Whether something is there that is no comparison.
fn is_taken(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some() && !folder.join(TEXT).exists(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}
