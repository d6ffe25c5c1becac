//! The program `bibliograph`: arguments to work, results to files and standard output, messages to standard error.
//!
//! [`args`] says what can be typed; each command is a file in [`commands`]; [`exit`] decides the status.

/// Says a line on standard error. Where nobody reads it any more (`bibliograph run … 2>&1 | head`), nothing happens.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::reporter::say(format_args!($($words)*))
    };
}

mod args;
mod commands;
mod exit;
mod reporter;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    exit::code(commands::dispatch(args))
}
