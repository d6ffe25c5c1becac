//! Find, explain, check: what to read, what to cite, what is wrong in a list of references.
//!
//! Papers, their terms and their graph go in; ranked papers with reasons come out. This crate knows nothing of files, pictures or
//! terminals.

pub mod digest;
pub mod explain;
pub mod find;
pub mod index;
pub mod missing;
pub mod path;
pub mod references;
pub mod sentences;
pub mod similar;
