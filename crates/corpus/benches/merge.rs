//! Merging and resolving on generated records: 100,000 papers of which a tenth are duplicates, 100,000 references.

use corpus::{Paper, Records, paper::Imprint};
use divan::{Bencher, counter::ItemsCount};
use parallel::Progress;
use rand::Rng;

fn main() {
    divan::main();
}

const PAPERS: usize = 100_000;

/// Made-up papers; every tenth is the one before with a misprint, initials and another case.
fn papers() -> Vec<Paper> {
    let words = [
        "graph",
        "learning",
        "sparse",
        "citation",
        "models",
        "bound",
        "deep",
        "map",
        "survey",
        "robust",
        "theory",
        "random",
        "network",
        "of",
        "for",
        "a",
        "spectral",
        "efficient",
        "causal",
        "inference",
    ];
    let mut random = parallel::seed::stream(1, "bench", 0);
    let mut below = |bound: usize| random.next_u32() as usize % bound;
    let mut papers: Vec<Paper> = Vec::with_capacity(PAPERS);
    for at in 0..PAPERS {
        if at % 10 == 9 {
            let mut copy = papers.last().expect("the first is no copy").clone();
            copy.title = copy.title.to_uppercase();
            copy.doi = None;
            copy.authors
                .iter_mut()
                .for_each(|name| name.truncate(name.find(", ").map_or(0, |comma| comma + 3)));
            papers.push(copy);
            continue;
        }
        let title: Vec<&str> = (0..8).map(|_| words[below(words.len())]).collect();
        papers.push(Paper {
            id: String::new(),
            title: format!("On {}", title.join(" ")),
            year: Some(1990 + below(35) as i32),
            authors: (0..3).map(|_| format!("Name{}, Jane", below(2000))).collect(),
            venue: Some("Journal of Maps".to_owned()),
            doi: Some(format!("10.1000/{at}")),
            imprint: Imprint {
                volume: Some(below(50).to_string()),
                page_range: Some(format!("{}-999", below(900))),
                ..Imprint::default()
            },
            ..Paper::default()
        });
    }
    papers
}

fn bench(bencher: Bencher<'_, '_>, papers: &[Paper], items: usize) {
    let records = Records { papers: papers.to_vec(), ..Records::default() };
    bencher
        .counter(ItemsCount::new(items))
        .with_inputs(|| records.clone())
        .bench_values(|records| records.merge(&Progress::none()));
}

#[divan::bench(sample_count = 5)]
fn merge_a_tenth(bencher: Bencher<'_, '_>) {
    bench(bencher, &papers(), PAPERS);
}

/// A thousand papers with a hundred references each, in two shapes, to thirty thousand works.
#[divan::bench(sample_count = 5)]
fn resolve_references(bencher: Bencher<'_, '_>) {
    let cited = papers();
    let mut random = parallel::seed::stream(2, "bench", 0);
    let mut below = |bound: usize| random.next_u32() as usize % bound;
    let mut citing: Vec<Paper> = cited[..1000].to_vec();
    for paper in &mut citing {
        paper.references = (0..100)
            .map(|at| {
                let work = &cited[below(30_000)];
                let page = work.imprint.page_range.clone().unwrap_or_default();
                let (year, volume) =
                    (work.year.unwrap_or_default(), work.imprint.volume.clone().unwrap_or_default());
                let name = work.authors.first().map_or("", |name| name.split(',').next().unwrap_or(name));
                match at % 2 {
                    0 => format!("{name} J, {year}, J MAPS, V{volume}, P{}", page.replace("-999", "")),
                    _ => format!("{name}, J., {} ({year}) Journal of Maps, {volume}, pp. {page}", work.title),
                }
            })
            .collect();
    }
    bench(bencher, &citing, 100_000);
}
