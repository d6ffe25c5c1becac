//! What the program returns: 0 done, 1 the run failed, 2 wrong usage or configuration.

use std::{io, process::ExitCode};

use pipeline::config::ConfigError;

use crate::reporter::printable;

/// Prints what went wrong and gives the status.
pub fn code(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads our output has read enough: `bibliograph inspect … | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say!("bibliograph: {}", printable(&told(&error)));
            ExitCode::from(if error.is::<ConfigError>() || error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// The error with its causes, but for those that its own words name already.
fn told(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        words if words.contains(&cause) => told,
        words => format!("{words}: {cause}"),
    })
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

#[cfg(test)]
mod tests {
    use pipeline::publish::PublishError;

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let source = io::Error::other("read-only");
        let error = anyhow::Error::from(PublishError::Io { target: "x".into(), source });
        assert_eq!(told(&error).matches("read-only").count(), 1, "{}", told(&error));
        assert_eq!(
            told(&anyhow::Error::from(io::Error::other("gone")).context("cannot read x")),
            "cannot read x: gone"
        );
    }
}
