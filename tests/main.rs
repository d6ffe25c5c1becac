//! End-to-end tests: the binary, as people use it.

mod arrows;
mod bad_input;
mod convert;
mod determinism;
mod init;
mod inspect;
mod run;
mod samples;
mod snapshot;
mod util;
