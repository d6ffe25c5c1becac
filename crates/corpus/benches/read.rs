//! Reading on generated files: JSON Lines, CSV, a page, and links in running text.

use std::{fmt::Write, path::PathBuf};

use corpus::{ReadOptions, links};
use divan::{Bencher, counter::BytesCount};
use parallel::Progress;
use rand::Rng;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const PAPERS: usize = 5000;

/// Made-up papers as (title, abstract, repository).
fn papers() -> Vec<(String, String, String)> {
    let words = [
        "graph", "learning", "of", "sparse", "citation", "models", "we", "show", "a", "bound", "naïve",
        "that",
    ];
    let mut random = parallel::seed::stream(1, "bench", 0);
    let mut text = |length: usize| {
        let words: Vec<&str> = (0..length).map(|_| words[random.next_u32() as usize % words.len()]).collect();
        words.join(" ")
    };
    (0..PAPERS)
        .map(|at| {
            (format!("{} {at}", text(9)), text(180) + ".", format!("https://github.com/owner{at}/name."))
        })
        .collect()
}

/// A folder with one file of `text`.
fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let path = folder.path().join("papers");
    std::fs::write(&path, text).expect("room for the bench");
    (folder, path)
}

fn read(bencher: Bencher<'_, '_>, text: &str) {
    let (_folder, path) = file(text);
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        corpus::read_files(std::slice::from_ref(&path), &ReadOptions::default(), &Progress::none())
            .expect("a valid file")
    });
}

#[divan::bench]
fn json_lines(bencher: Bencher<'_, '_>) {
    let text = papers().iter().enumerate().fold(String::new(), |mut text, (at, (title, prose, repo))| {
        let _ = writeln!(
            text,
            "{{\"id\":{at},\"title\":\"{title}\",\"abstract\":\"{prose} Code: {repo}\",\"year\":2001}}"
        );
        text
    });
    read(bencher, &text);
}

#[divan::bench]
fn csv(bencher: Bencher<'_, '_>) {
    let text = papers().iter().fold("title,abstract,year\n".to_owned(), |mut text, (title, prose, repo)| {
        let _ = writeln!(text, "{title},\"{prose} Code: {repo}\",2001");
        text
    });
    read(bencher, &text);
}

#[divan::bench]
fn page(bencher: Bencher<'_, '_>) {
    let text = papers().iter().fold("Home\n\n".to_owned(), |mut text, (title, prose, repo)| {
        let _ = write!(text, "{title}\n\n{prose} Code: {repo}\n\n");
        text
    });
    read(bencher, &text);
}

#[divan::bench]
fn find_links(bencher: Bencher<'_, '_>) {
    let texts: Vec<String> =
        papers().into_iter().map(|(_, prose, repo)| format!("{prose} Code: {repo}")).collect();
    let bytes = texts.iter().map(String::len).sum::<usize>();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| texts.iter().map(|text| links::find(text).len()).sum::<usize>());
}

#[divan::bench]
fn merge(bencher: Bencher<'_, '_>) {
    let text = papers().iter().fold("title\n".to_owned(), |text, (title, _, _)| text + title + "\n");
    let (_folder, path) = file(&text);
    let records =
        corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()).expect("a valid file");
    bencher.with_inputs(|| records.clone()).bench_values(|records| records.merge(&Progress::none()));
}
