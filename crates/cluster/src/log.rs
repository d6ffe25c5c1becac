//! What the engine says, on standard error.

use std::time::{SystemTime, UNIX_EPOCH};

use log::{Level, LevelFilter, Log, Metadata, Record};

struct Lines;

static LINES: Lines = Lines;

/// Shows warnings and errors; with `verbose` also what scheduler and executors do.
pub fn show(verbose: bool) {
    let level = if verbose { LevelFilter::Info } else { LevelFilter::Warn };
    // Only a second logger is refused, and there is none.
    if log::set_logger(&LINES).is_ok() {
        log::set_max_level(level);
    }
}

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Crates below the engine tell of every connection.
        metadata.level() <= Level::Warn || metadata.target().starts_with("ballista")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            eprintln!("{seconds} {} {}: {}", record.level(), record.target(), record.args());
        }
    }

    fn flush(&self) {}
}
