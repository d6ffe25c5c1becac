//! What the program returns: 0 done, 1 the run failed, 2 wrong usage or configuration.

use std::{io, process::ExitCode};

use pipeline::config::ConfigError;

/// Prints what went wrong and gives the status.
pub fn code(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads our output has read enough: `bibliograph inspect … | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bibliograph: {error:#}");
            ExitCode::from(if error.is::<ConfigError>() || error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// What was typed cannot be meant.
#[derive(Debug)]
pub struct Usage(pub String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
