//! Past one machine: the joins and counts of bibliograph as SQL, in process or on a cluster.
//!
//! `bibliograph export --parquet DIR` writes papers as tables ([`tables`]). Each [`plan`] makes one more table out of them, by
//! a query in `sql/`; [`run`] goes through the plans in order, writes each table whole or not at all, and goes on where an
//! earlier run stopped. [`engine`] answers the queries: DataFusion in this process, or a Ballista cluster whose scheduler and
//! executors [`server`] starts and whose [`slots`] it counts. `bibliograph run PAPERS --links OUT/links` takes what came out.
//! [`cut`] gives the papers around a question back as a corpus for one machine, and [`invent`] makes tables of any size to
//! measure with.
//!
//! Begin reading in [`plan`], then [`run`].

pub mod cut;
pub mod engine;
pub mod error;
pub mod invent;
pub mod log;
pub mod manifest;
pub mod plan;
pub mod run;
pub mod server;
pub mod settings;
pub mod slots;
pub mod tables;
