//! What the fuzz targets do with their bytes.

pub mod law;

use std::{path::PathBuf, sync::Once};

use corpus::ReadOptions;
use libfuzzer_sys::Corpus;
use parallel::Progress;

/// Checks the bytes; worth keeping where they are read as the format of the target.
pub fn keep(format: &str, bytes: &[u8]) -> Corpus {
    alone();
    let formats = law::check_bytes(bytes).map(|corpus| corpus.files);
    match formats.is_some_and(|files| files.iter().any(|card| card.format == format)) {
        true => Corpus::Keep,
        false => Corpus::Reject,
    }
}

/// Checks the bytes as a packed file. The list of a ZIP archive stands at its end: it is read from disk.
pub fn packed(bytes: &[u8]) {
    alone();
    if bytes.starts_with(b"PK\x03\x04") {
        let path: PathBuf = std::env::temp_dir().join(format!("{}-{}.zip", law::NAME, std::process::id()));
        std::fs::write(&path, bytes).expect("the folder for temporary files is there");
        law::check(corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()));
    } else {
        law::check_bytes(bytes);
    }
}

/// Makes the fuzzing thread the only one that reads: waking others for a hundred bytes is most of the time.
fn alone() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        pool.build_global().expect("nothing ran in parallel yet");
    });
}
