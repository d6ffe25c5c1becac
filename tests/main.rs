//! End-to-end tests: the binary, as people use it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod arrows;
mod bad_input;
mod browser;
mod check_references;
mod compare;
mod convert;
mod determinism;
mod digest;
mod earlier;
mod export;
mod find;
mod init;
mod inspect;
mod labels;
mod map;
mod networks;
mod relations;
mod run;
mod samples;
mod snapshot;
mod util;
mod webdriver;
