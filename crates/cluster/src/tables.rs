//! Tables in folders: Parquet files, and a description beside them of what must be there.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
};

use datafusion::parquet::file::reader::{FileReader, SerializedFileReader};
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The version of the tables that is read and written; docs/parquet.md says what they hold.
pub const VERSION: u64 = 1;

/// The description of the tables of an export.
pub const DESCRIPTION: &str = "schema.json";

/// The tables of an export.
pub const EXPORTED: [&str; 6] =
    ["papers", "identifiers", "paper_references", "repositories", "postings", "terms"];

/// How much a table holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Rows.
    pub rows: u64,
    /// Parquet files.
    pub files: u64,
    /// Their bytes.
    #[serde(default)]
    pub bytes: u64,
}

/// The description of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// [`VERSION`] of who wrote it.
    pub version: u64,
    /// How much each table holds.
    pub tables: BTreeMap<String, Size>,
}

impl Description {
    /// Reads the description of an export and sees that all is there.
    ///
    /// # Errors
    ///
    /// No export, another version, a file that is missing or too much.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(DESCRIPTION);
        let text = fs::read_to_string(&path).map_err(|_| Error::NoExport(folder.to_owned()))?;
        let found: Self = serde_json::from_str(&text).map_err(|_| Error::NoExport(folder.to_owned()))?;
        if found.version != VERSION {
            return Err(Error::Version { path, found: found.version, known: VERSION });
        }
        for name in EXPORTED {
            let expected = found.tables.get(name).ok_or_else(|| Error::NoExport(folder.to_owned()))?;
            check(&folder.join(name), *expected)?;
        }
        Ok(found)
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(DESCRIPTION);
        let text = serde_json::to_string_pretty(self).expect("strings and numbers become JSON");
        fs::write(&path, text + "\n").map_err(Error::file(path))
    }
}

/// Sees that a table holds as much as was written.
///
/// # Errors
///
/// A file is missing, too much, or cannot be read.
pub fn check(folder: &Path, expected: Size) -> Result<(), Error> {
    let found = if folder.is_dir() { size(folder)? } else { Size::default() };
    if (found.rows, found.files) == (expected.rows, expected.files) {
        return Ok(());
    }
    Err(Error::Incomplete {
        path: folder.to_owned(),
        rows: found.rows,
        files: found.files,
        expected_rows: expected.rows,
        expected_files: expected.files,
    })
}

/// How much the Parquet files of a folder hold, by their footers.
///
/// # Errors
///
/// A file that is no whole Parquet file.
pub fn size(folder: &Path) -> Result<Size, Error> {
    let mut size = Size::default();
    for path in files(folder)? {
        let file = File::open(&path).map_err(Error::file(&path))?;
        size.bytes += file.metadata().map_err(Error::file(&path))?.len();
        let reader = SerializedFileReader::new(file).map_err(|error| {
            Error::file(&path)(std::io::Error::new(std::io::ErrorKind::InvalidData, error))
        })?;
        size.rows += reader.metadata().file_metadata().num_rows() as u64;
        size.files += 1;
    }
    Ok(size)
}

/// The Parquet files of a folder, by name.
///
/// # Errors
///
/// The folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "parquet") {
            files.push(path);
        }
    }
    files.sort_unstable();
    Ok(files)
}
