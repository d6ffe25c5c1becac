//! Made-up exports of any size.

use std::path::PathBuf;

use crate::error::Error;

/// How much is made up.
#[derive(Clone, Debug, clap::Args)]
pub struct Invention {
    /// The folder to write
    pub out: PathBuf,
}

/// Writes it.
///
/// # Errors
///
/// The folder cannot be written.
pub fn write(_invention: &Invention) -> Result<(), Error> {
    Ok(())
}
