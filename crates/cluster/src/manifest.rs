//! What a run has done so far: `manifest.json` in the folder of the run.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{error::Error, tables::Size};

/// The name of the file.
pub const NAME: &str = "manifest.json";

/// The steps that are done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Each step by its name.
    pub steps: BTreeMap<String, Done>,
}

/// A step that is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Its queries as they were run.
    pub queries: Vec<String>,
    /// What it was made of: the tables that it read, each with a mark that changes when the table is made anew.
    pub from: BTreeMap<String, String>,
    /// The mark of its own table.
    pub mark: String,
    /// What its table holds.
    pub size: Size,
    /// Parts or iterations.
    pub rounds: usize,
    /// Wall time.
    pub seconds: f64,
    /// What a cap left out.
    pub left_out: Option<String>,
}

impl Manifest {
    /// What stands in the folder; nothing where there is no manifest.
    ///
    /// # Errors
    ///
    /// The file is no manifest.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(NAME);
        match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| Error::file(path)(error.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::file(path)(error)),
        }
    }

    /// Writes it beside the old one and puts it in its place.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(NAME);
        let part: PathBuf = folder.join(format!("{NAME}.partial"));
        let text = serde_json::to_string_pretty(self).expect("strings and numbers become JSON");
        fs::write(&part, text + "\n").and_then(|()| fs::rename(&part, &path)).map_err(Error::file(path))
    }
}
