//! The same bytes at any thread count.
//!
//! Every parallel loop of bibliograph goes through this crate or follows its three rules:
//!
//! 1. work is cut into chunks whose size does not depend on the number of threads ([`chunks`]);
//! 2. what the chunks give is combined in the order of the chunks ([`reduce`]); this crate is the only place
//!    that adds floating-point numbers across threads;
//! 3. random numbers come from (seed, stage, index), never from a generator that is passed along ([`seed`]).
//!
//! It knows nothing of papers or graphs. Begin reading in [`chunks`].
//!
//! ```
//! let thirds = |i: usize| 1.0 / (i as f64 + 3.0);
//! let one = parallel::with_threads(1, || parallel::reduce::sum(100_000, thirds)).unwrap();
//! let four = parallel::with_threads(4, || parallel::reduce::sum(100_000, thirds)).unwrap();
//! assert_eq!(one.to_bits(), four.to_bits());
//! ```

pub mod chunks;
pub mod progress;
pub mod reduce;
pub mod seed;

pub use progress::Progress;

/// Runs `work` on a pool of `threads` threads; 0 means one per core.
///
/// # Errors
///
/// When the operating system refuses the threads.
pub fn with_threads<T: Send>(
    threads: usize,
    work: impl FnOnce() -> T + Send,
) -> Result<T, rayon::ThreadPoolBuildError> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?.install(work))
}

/// The number of threads that parallel loops use where this is called.
pub fn threads() -> usize {
    rayon::current_num_threads()
}
