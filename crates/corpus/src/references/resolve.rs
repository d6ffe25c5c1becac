//! From reference strings to works: equal keys, joined.

use parallel::chunks;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    CitedWork, Rule,
    keys::{self, Key, Known, PASSES},
    parse,
};
use crate::Paper;

/// Works that make a task.
const CHUNK: usize = 1024;

/// Works under one key that a further one is compared with: keeps a key that says little linear.
const LEADERS: usize = 8;

/// What the references lead to.
pub(crate) struct Resolution {
    /// Every work that is cited, in the order in which papers cite it first.
    pub works: Vec<CitedWork>,
    /// The works that each paper cites, ascending, each once.
    pub references_of: Vec<Vec<u32>>,
    /// (citing, cited) positions of papers, ascending, each once, no loops.
    pub citations: Vec<(u32, u32)>,
    /// Those works, over all papers, that are papers of the corpus.
    pub resolved: usize,
}

/// An identifier of a record that went into the paper at the position: its id, or the record itself for all of them.
pub(crate) struct Alias<'a> {
    pub paper: u32,
    pub record: &'a Paper,
}

/// Resolves all references, and leaves to each paper one reference a work: where two databases list the same work in two
/// forms, the first stays.
///
/// Every distinct text is parsed once, on all threads; works meet under hashes of keys that are sorted. Time is that of
/// sorting about eight keys a text, space a few hundred bytes a text. The result does not depend on threads.
pub(crate) fn resolve(papers: &mut [Paper], aliases: &[Alias<'_>]) -> Resolution {
    let (texts, texts_of) = distinct(papers);
    if texts.is_empty() {
        return Resolution { works: Vec::new(), references_of: texts_of, citations: Vec::new(), resolved: 0 };
    }
    let (known, keys) = describe(papers, aliases, &texts);
    let joined = join(papers.len(), known, &keys);
    let resolution = collect(papers, &texts, &texts_of, &joined);
    let keep = one_a_work(&texts_of, papers.len(), &joined);
    for (paper, keep) in papers.iter_mut().zip(keep) {
        let mut keep = keep.into_iter();
        paper.references.retain(|_| keep.next().unwrap_or(true));
    }
    resolution
}

/// Every text once, and the texts of each paper as positions in that list.
fn distinct(papers: &[Paper]) -> (Vec<&str>, Vec<Vec<u32>>) {
    let mut texts = Vec::new();
    let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
    let mut position = |text| {
        *seen.entry(text).or_insert_with(|| {
            texts.push(text);
            texts.len() as u32 - 1
        })
    };
    let of =
        papers.iter().map(|paper| paper.references.iter().map(|text| position(text)).collect()).collect();
    (texts, of)
}

/// What is known of every paper, then of every text, and all keys as (pass, hash, position), sorted.
fn describe(papers: &[Paper], aliases: &[Alias<'_>], texts: &[&str]) -> (Vec<Known>, Vec<(u8, u64, u32)>) {
    let count = papers.len() + texts.len();
    let described = chunks::map(count, CHUNK, |range| {
        let mut all: Vec<(u8, u64, u32)> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        let known = range.map(|at| {
            let known = match at.checked_sub(papers.len()) {
                None => keys::of_paper(&papers[at], &mut keys),
                Some(text) => keys::of_reference(texts[text], &parse::parse(texts[text]), &mut keys),
            };
            all.extend(keys.drain(..).map(|(pass, hash)| (pass, hash, at as u32)));
            known
        });
        (known.collect::<Vec<_>>(), all)
    });
    let (known, keys): (Vec<_>, Vec<_>) = described.into_iter().unzip();
    let (mut known, mut all) = (known.concat(), keys.concat());
    for Alias { paper, record } in aliases {
        let mut keys = Vec::new();
        keys::alias(&record.id, &mut keys);
        keys::identifiers([&record.doi, &record.arxiv, &record.pubmed, &record.openalex], &mut keys);
        known[*paper as usize].dois.extend(record.doi.clone());
        all.extend(keys.into_iter().map(|(pass, hash)| (pass, hash, *paper)));
    }
    all.par_sort_unstable();
    (known, all)
}

/// Which positions are one work.
struct Joined {
    /// The first position of the work of each.
    root: Vec<u32>,
    /// The weakest rule that the work needed, by root.
    rule: Vec<Option<Rule>>,
}

impl Joined {
    fn root(&mut self, mut at: u32) -> u32 {
        while self.root[at as usize] != at {
            let above = self.root[self.root[at as usize] as usize];
            self.root[at as usize] = above;
            at = above;
        }
        at
    }

    /// Makes one work of two; gives its root and the one that was.
    fn join(&mut self, a: u32, b: u32, rule: Rule) -> (u32, u32) {
        let (first, second) = (a.min(b), a.max(b));
        self.root[second as usize] = first;
        self.rule[first as usize] = self.rule[first as usize].max(self.rule[second as usize]).max(Some(rule));
        (first, second)
    }
}

/// Joins what shares a key and agrees, the surest rules first. Papers come before texts, so that the root of a work is the
/// paper where there is one; two papers are never joined.
fn join(papers: usize, mut known: Vec<Known>, keys: &[(u8, u64, u32)]) -> Joined {
    let mut joined = Joined { root: (0..known.len() as u32).collect(), rule: vec![None; known.len()] };
    for run in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let rule = PASSES[usize::from(run[0].0)];
        let mut leaders: Vec<u32> = Vec::new();
        for &(_, _, at) in run {
            let b = joined.root(at);
            let one = leaders.iter().map(|&leader| (leader, joined.root(leader))).find(|&(leader, a)| {
                let apart = (a.max(b) as usize) < papers;
                a == b
                    || !apart
                        && known[leader as usize].is(&known[at as usize], rule)
                        && (rule < Rule::Title || known[a as usize].dois_agree(&known[b as usize]))
            });
            match one {
                Some((_, a)) if a != b => {
                    let (first, second) = joined.join(a, b, rule);
                    let more = std::mem::take(&mut known[second as usize].dois);
                    known[first as usize].dois.extend(more);
                }
                Some(_) => {}
                None if leaders.len() < LEADERS => leaders.push(at),
                None => {}
            }
        }
    }
    for at in 0..known.len() as u32 {
        joined.root[at as usize] = joined.root(at);
    }
    joined
}

/// Works, what each paper cites, and citations between papers.
fn collect(papers: &[Paper], texts: &[&str], texts_of: &[Vec<u32>], joined: &Joined) -> Resolution {
    let mut works: Vec<CitedWork> = Vec::new();
    let mut work_of_root: FxHashMap<u32, u32> = FxHashMap::default();
    let mut work_of = vec![0; texts.len()];
    // Texts are in the order in which papers name them first.
    for (text, &raw) in texts.iter().enumerate() {
        let root = joined.root[papers.len() + text];
        let work = *work_of_root.entry(root).or_insert(works.len() as u32);
        work_of[text] = work;
        if work as usize == works.len() {
            let paper = papers.get(root as usize).map(|_| root);
            works.push(CitedWork {
                text: raw.to_owned(),
                paper,
                rule: joined.rule[root as usize],
                ..CitedWork::default()
            });
        }
        works[work as usize].add(&parse::parse(raw));
    }
    let mut references_of = Vec::with_capacity(papers.len());
    for texts in texts_of {
        let mut cited: Vec<u32> = texts.iter().map(|&text| work_of[text as usize]).collect();
        cited.sort_unstable();
        cited.dedup();
        cited.iter().for_each(|&work| works[work as usize].citing += 1);
        references_of.push(cited);
    }
    let of_paper = |(citing, cited): (usize, &Vec<u32>)| {
        let papers = cited.iter().filter_map(|&work| works[work as usize].paper);
        papers.map(|paper| (citing as u32, paper)).collect::<Vec<_>>()
    };
    let mut citations: Vec<(u32, u32)> = references_of.iter().enumerate().flat_map(of_paper).collect();
    let resolved = citations.len();
    citations.retain(|(citing, cited)| citing != cited);
    citations.sort_unstable();
    Resolution { works, references_of, citations, resolved }
}

impl CitedWork {
    /// Takes over the parts that are not known yet.
    fn add(&mut self, parts: &parse::Parts<'_>) {
        let take = |own: &mut Option<String>, part: Option<&str>| {
            if own.is_none() {
                *own = part.map(str::to_owned);
            }
        };
        take(&mut self.doi, parts.doi.as_deref());
        take(&mut self.author, parts.author);
        take(&mut self.title, parts.title);
        take(&mut self.venue, parts.venue);
        take(&mut self.volume, parts.volume);
        take(&mut self.page, parts.page);
        self.year = self.year.or(parts.year);
    }
}

/// For each reference of each paper, whether it is the first to its work.
fn one_a_work(texts_of: &[Vec<u32>], papers: usize, joined: &Joined) -> Vec<Vec<bool>> {
    let of_paper = |texts: &Vec<u32>| {
        let mut seen = FxHashSet::default();
        texts.iter().map(|&text| seen.insert(joined.root[papers + text as usize])).collect()
    };
    texts_of.iter().map(of_paper).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(id: &str, references: &[&str]) -> Paper {
        let references = references.iter().map(|&reference| reference.to_owned()).collect();
        Paper { id: id.to_owned(), title: id.to_owned(), references, ..Paper::default() }
    }

    #[test]
    fn references_are_found_by_id_and_doi_and_loops_are_dropped() {
        let mut papers = [
            paper("A", &["b", "10.1000/c", "elsewhere"]),
            paper("b", &["B", "A"]),
            paper("c", &["c", "10.1000/c"]),
        ];
        papers[2].doi = Some("10.1000/c".to_owned());
        let found = resolve(&mut papers, &[]);
        assert_eq!(found.citations, [(0, 1), (0, 2), (1, 0)]);
        // Both references of the last mean itself: one of them is left.
        assert_eq!((found.resolved, papers[2].references.len()), (5, 1));
        assert_eq!(found.references_of, [vec![0, 1, 2], vec![0, 3], vec![1]]);
        let works = found.works.iter().map(|work| (work.text.as_str(), work.paper, work.citing));
        assert!(works.eq([
            ("b", Some(1), 2),
            ("10.1000/c", Some(2), 2),
            ("elsewhere", None, 1),
            ("A", Some(0), 1)
        ]));
    }

    #[test]
    fn ids_that_differ_in_case_alone_are_told_apart_where_the_reference_does() {
        let mut papers = [paper("a", &["A"]), paper("A", &["a"]), paper("x", &["A"])];
        assert_eq!(resolve(&mut papers, &[]).citations, [(0, 1), (1, 0), (2, 1)]);
    }

    #[test]
    fn a_work_cited_in_two_databases_is_one_though_it_is_no_paper() {
        let of_web = "Doe J, 2009, J MAPS, V173, P413, DOI 10.1000/1";
        let of_scopus =
            "Doe, J.K., Roe, R., On maps, trees and nets (2009) Journal of Maps, 173 (3-4), pp. 413-436";
        let mut papers = [
            paper("a", &[of_web, "10.1000/2"]),
            paper("b", &[of_scopus, of_web]),
            paper("c", &["10.1000/1"]),
        ];
        let found = resolve(&mut papers, &[]);
        assert_eq!(found.references_of, [vec![0, 1], vec![0], vec![0]]);
        let work = &found.works[0];
        assert_eq!(
            (work.citing, work.rule, work.doi.as_deref()),
            (3, Some(Rule::VolumePage), Some("10.1000/1"))
        );
        assert_eq!((work.title.as_deref(), work.text.as_str()), (Some("On maps, trees and nets"), of_web));
        assert_eq!(papers[1].references, [of_scopus]);
    }

    #[test]
    fn two_dois_are_not_made_one_by_a_chain_of_weak_rules() {
        let mut papers = [paper(
            "a",
            &[
                "Doe, J., On maps, trees and nets (2009) Journal of Maps. DOI 10.1000/1",
                "Doe, J., On maps, trees and nets (2009) Journal of Nets",
                "Doe, J., On maps, trees and nets (2009) Journal of Trees. DOI 10.1000/2",
            ],
        )];
        assert_eq!(resolve(&mut papers, &[]).works.len(), 2);
    }
}
