//! Repositories: the same one however it is written.

use std::fmt;

/// A repository of code, models, data or an archived record, in one normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repo {
    /// Host and path, lower case, without scheme: `github.com/microsoft/mars`,
    /// `huggingface.co/datasets/nvidia/helpsteer2`, `zenodo.org/records/1234`.
    name: String,
}

impl Repo {
    /// Host and path without scheme.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A link that opens it.
    pub fn url(&self) -> String {
        format!("https://{}", self.name)
    }
}

impl fmt::Display for Repo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
