//! The papers around a question, as a corpus that one machine takes.

use std::path::{Path, PathBuf};

use crate::{engine::Engine, error::Error};

/// What is cut out. What is asked for together must hold together; the ball is drawn around what holds.
#[derive(Clone, Debug, clap::Args)]
pub struct Cut {
    /// The file to write, JSON Lines
    #[arg(short, long)]
    pub out: PathBuf,
}

/// Writes them.
///
/// # Errors
///
/// What the engine says; that nothing is found.
pub async fn cut(_cut: &Cut, _engine: &Engine, _input: &Path, _results: &Path) -> Result<usize, Error> {
    Ok(0)
}
