//! How well merging does: records whose other versions are known, generated and real, and pairs that only look alike.
//!
//! Every class of change is counted for itself, so that a fault names what it is about. The bounds are what was measured;
//! a change that merges fewer versions, or one pair of different papers, fails.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, path::Path};

use corpus::{Paper, ReadOptions, Records};
use parallel::Progress;

/// The rule under which two records are one, in either order.
fn rule(a: &Paper, b: &Paper) -> Option<&'static str> {
    let of = |papers: [&Paper; 2]| {
        let papers = papers.map(Clone::clone).to_vec();
        let merged = Records { papers, ..Records::default() }.merge(&Progress::none());
        merged.duplicates.first().map(|found| found.rule)
    };
    let found = of([a, b]);
    assert_eq!(found, of([b, a]), "the order of records matters: {a:?} {b:?}");
    found
}

/// A record as a database gives it that knows no identifier.
fn plain(paper: &Paper) -> Paper {
    Paper {
        title: paper.title.clone(),
        year: paper.year,
        venue: paper.venue.clone(),
        authors: paper.authors.clone(),
        ..Paper::default()
    }
}

/// `text` with its letter at `share` of its length changed by `change`.
fn at_letter(text: &str, share: f64, change: impl Fn(char) -> String) -> String {
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    let wanted = (letters as f64 * share) as usize;
    let mut seen = 0;
    let mut changed = String::new();
    for char in text.chars() {
        let here = char.is_alphabetic() && seen == wanted;
        seen += usize::from(char.is_alphabetic());
        match here {
            true => changed.push_str(&change(char)),
            false => changed.push(char),
        }
    }
    changed
}

fn initials(name: &str) -> String {
    let (family, given) = name.split_once(", ").unwrap_or_else(|| {
        let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
        (family, given)
    });
    let letters: Vec<String> =
        given.split([' ', '-']).filter_map(|word| Some(format!("{}.", word.chars().next()?))).collect();
    format!("{family}, {}", letters.concat())
}

type Change = fn(&Paper) -> Paper;

/// A change of the title alone.
fn title(paper: &Paper, change: impl Fn(&str) -> String) -> Paper {
    Paper { title: change(&paper.title), ..plain(paper) }
}

/// Ways in which databases and people write one paper differently, and the share of versions that is found at least, in per
/// cent. Short words are the price: `men` and `women`, `cats` and `rats` must stay apart.
const VERSIONS: [(&str, usize, Change); 16] = [
    ("initials", 100, |paper| Paper {
        authors: paper.authors.iter().map(|name| initials(name)).collect(),
        ..plain(paper)
    }),
    ("capitals", 100, |paper| title(paper, str::to_uppercase)),
    ("full stop and spaces", 100, |paper| title(paper, |text| format!("  {} .", text.replace(' ', "  ")))),
    ("hyphens", 100, |paper| title(paper, |text| text.replace('-', "\u{2010}").replace(": ", " – "))),
    ("hyphens left out", 99, |paper| title(paper, |text| text.replace('-', ""))),
    ("quotes", 100, |paper| title(paper, |text| format!("“{text}”").replace('\'', "’"))),
    ("a letter lost", 81, |paper| title(paper, |text| at_letter(text, 0.6, |_| String::new()))),
    ("a letter doubled", 88, |paper| {
        title(paper, |text| at_letter(text, 0.3, |char| format!("{char}{char}")))
    }),
    ("a letter misread", 87, |paper| title(paper, |text| at_letter(text, 0.8, |_| "c".to_owned()))),
    ("rn for m", 100, |paper| title(paper, |text| text.replacen('m', "rn", 1))),
    ("spelling", 96, |paper| {
        title(paper, |text| {
            [
                ("isation", "ization"),
                ("ization", "isation"),
                ("olour", "olor"),
                ("olor", "olour"),
                ("odeling", "odelling"),
                ("aviour", "avior"),
                ("avior", "aviour"),
                ("entre", "enter"),
                ("abeling", "abelling"),
                ("izing", "ising"),
                ("yzing", "ysing"),
                ("ised", "ized"),
                ("ized", "ised"),
            ]
            .iter()
            .find(|(from, _)| text.contains(from))
            .map_or_else(|| text.to_owned(), |(from, to)| text.replace(from, to))
        })
    }),
    ("extended abstract", 100, |paper| title(paper, |text| format!("{text} (Extended Abstract)"))),
    ("no subtitle", 20, |paper| {
        title(paper, |text| text.split_once(": ").map_or(text, |(front, _)| front).to_owned())
    }),
    ("year before", 98, |paper| Paper { year: paper.year.map(|year| year - 1), ..plain(paper) }),
    ("preprint", 98, |paper| Paper {
        arxiv: Some("2001.00001".to_owned()),
        venue: None,
        year: paper.year.map(|year| year - 1),
        ..plain(paper)
    }),
    ("no authors", 98, |paper| Paper { authors: Vec::new(), ..plain(paper) }),
];

/// Papers of the sample file, or of the workplace where it is.
fn conferences() -> Option<Vec<Paper>> {
    let path =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports/conferences.bib"));
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    Some(corpus::read_files(&[path.to_owned()], &ReadOptions::default(), &Progress::none()).unwrap().papers)
}

#[test]
fn versions_of_real_papers_are_found() {
    let Some(papers) = conferences() else { return };
    let sample: Vec<&Paper> = papers.iter().step_by(15).filter(|paper| !paper.authors.is_empty()).collect();
    for (name, share, change) in VERSIONS {
        let (mut changed, mut rules) = (0, BTreeMap::new());
        let mut missed = Vec::new();
        for paper in &sample {
            let version = change(paper);
            if version == plain(paper) {
                continue;
            }
            changed += 1;
            match rule(&plain(paper), &version) {
                Some(rule) => *rules.entry(rule).or_insert(0) += 1,
                None => missed.push(format!("{} | {}", paper.title, version.title)),
            }
        }
        let found: usize = rules.values().sum();
        eprintln!("{name}: {found} of {changed} {rules:?}");
        assert!(found * 100 >= share * changed, "{name}: {found} of {changed}: {missed:#?}");
    }
}

/// Ways to make another paper of one.
const OTHERS: [(&str, Change); 11] = [
    ("part II", |paper| title(paper, |text| format!("{text}, part II"))),
    ("part 2", |paper| title(paper, |text| format!("{text} 2"))),
    ("erratum", |paper| title(paper, |text| format!("Erratum: {text}"))),
    ("correction to", |paper| title(paper, |text| format!("Correction to: {text}"))),
    ("reply to", |paper| title(paper, |text| format!("Reply to \"{text}\""))),
    ("comment on", |paper| title(paper, |text| format!("Comment on \"{text}\""))),
    ("other authors", |paper| Paper {
        authors: vec!["Quirkland, Zoe".into(), "Zzyzx, Ann".into()],
        ..plain(paper)
    }),
    ("five years on", |paper| Paper { year: paper.year.map(|year| year + 5), ..plain(paper) }),
    ("another word", |paper| {
        title(paper, |text| {
            let words: Vec<&str> = text.split(' ').collect();
            let at = words.iter().enumerate().max_by_key(|(_, word)| word.len()).map_or(0, |(at, _)| at);
            words
                .iter()
                .enumerate()
                .map(|(here, word)| if here == at { "elephants" } else { word })
                .collect::<Vec<_>>()
                .join(" ")
        })
    }),
    ("not", |paper| title(paper, |text| format!("Not {text}"))),
    ("un-", |paper| {
        title(paper, |text| {
            format!(" {text}")
                .replacen(" supervised", " unsupervised", 1)
                .replacen(" Linear", " Nonlinear", 1)
                .replacen(" symmetric", " asymmetric", 1)
                .trim()
                .to_owned()
        })
    }),
];

#[test]
fn other_papers_stay_apart() {
    let Some(papers) = conferences() else { return };
    let sample: Vec<&Paper> = papers.iter().step_by(15).filter(|paper| !paper.authors.is_empty()).collect();
    for (name, change) in OTHERS {
        let (mut changed, mut wrong) = (0, Vec::new());
        for paper in &sample {
            let other = change(paper);
            if other.title == paper.title && other.authors == paper.authors && other.year == paper.year {
                continue;
            }
            changed += 1;
            if let Some(rule) = rule(&plain(paper), &other) {
                wrong.push(format!("{rule}: {} | {}", paper.title, other.title));
            }
        }
        eprintln!("{name}: {} of {changed} merged", wrong.len());
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}
