//! Reading generated files of tagged formats, on one thread and on all.

use std::path::PathBuf;

use corpus::{ReadOptions, Records};
use divan::{Bencher, counter::BytesCount};
use parallel::Progress;
use rand::Rng;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const PAPERS: usize = 10_000;

/// Records that `write` makes of a number, a title and an abstract.
fn records(write: impl Fn(usize, &str, &str) -> String) -> String {
    let words =
        ["graph", "learning", "of", "sparse", "citation", "models", "we", "show", "a", "bound", "that"];
    let mut random = parallel::seed::stream(1, "bench", 0);
    let mut text = |length: usize| {
        let words: Vec<&str> = (0..length).map(|_| words[random.next_u32() as usize % words.len()]).collect();
        words.join(" ")
    };
    (0..PAPERS).map(|at| write(at, &text(9), &text(180))).collect()
}

/// A folder with one file of `text`.
fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let path = folder.path().join("papers");
    std::fs::write(&path, text).expect("room for the bench");
    (folder, path)
}

fn read(bencher: Bencher<'_, '_>, threads: usize, text: &str) {
    let (_folder, path) = file(text);
    let once = || -> Records {
        corpus::read_files(std::slice::from_ref(&path), &ReadOptions::default(), &Progress::none())
            .expect("a valid file")
    };
    let read = || parallel::with_threads(threads, once).expect("threads");
    assert_eq!(read().papers.len(), PAPERS);
    bencher.counter(BytesCount::of_str(text)).bench(read);
}

#[divan::bench(args = [1, 2])]
fn ris(bencher: Bencher<'_, '_>, threads: usize) {
    let text = records(|at, title, prose| {
        format!(
            "TY  - JOUR\nAU  - Doe, J.\nAU  - Roe, R.\nTI  - {title} {at}\nT2  - Journal of Maps\nPY  - 2001\nVL  - 12\n\
             SP  - 1\nEP  - 9\nAB  - {prose}.\nKW  - maps\nKW  - graphs\nKW  - citations\nDO  - 10.1000/{at}\nER  - \n\n"
        )
    });
    read(bencher, threads, &text);
}

#[divan::bench(args = [1, 2])]
fn wos(bencher: Bencher<'_, '_>, threads: usize) {
    let text = records(|at, title, prose| {
        let cited: String = (0..30)
            .map(|n| format!("   DOE J, 1999, J MAPS, V{n}, P{at}, DOI 10.1000/{}\n", at * 7 + n))
            .collect();
        format!(
            "PT J\nAU Doe, J\n   Roe, R\nTI {title} {at}\nSO JOURNAL OF MAPS\nDE maps; graphs\nAB {prose}.\n\
             CR COE C, 1998, ATLAS\n{cited}NR 31\nTC 3\nPY 2001\nUT WOS:{at}\nER\n\n"
        )
    });
    read(bencher, threads, &text);
}

#[divan::bench(args = [1, 2])]
fn nbib(bencher: Bencher<'_, '_>, threads: usize) {
    let text = records(|at, title, prose| {
        format!(
            "PMID- {at}\nOWN - NLM\nDP  - 2001 Jan\nTI  - {title} {at}.\nLID - 10.1000/{at} [doi]\nAB  - {}.\nFAU - Doe, Jane\n\
             AU  - Doe J\nJT  - Journal of maps\nOT  - maps\nOT  - graphs\n\n",
            prose.replace(" we ", " we\n      ")
        )
    });
    read(bencher, threads, &text);
}

#[divan::bench(args = [1, 2])]
fn endnote_xml(bencher: Bencher<'_, '_>, threads: usize) {
    let text = records(|at, title, prose| {
        format!(
            "<record><ref-type name=\"Journal Article\">17</ref-type><contributors><authors><author><style>Doe, J.</style></author>\
             </authors></contributors><titles><title><style>{title} {at}</style></title></titles><dates><year><style>2001</style>\
             </year></dates><abstract><style>{prose}.</style></abstract></record>"
        )
    });
    read(bencher, threads, &format!("<xml><records>{text}</records></xml>"));
}
