//! Pairs of papers worth a comparison: never all with all.

use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
};

use parallel::chunks;
use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};

use super::{Rule, marks::Marks};

/// Papers that make a task.
const CHUNK: usize = 2048;

/// Neighbours under one key that a paper is compared with, after Hernández and Stolfo (1995), The merge/purge problem for
/// large databases: keeps "Editorial" linear.
const WINDOW: usize = 12;

/// Letters of a title, from its front or its back, under which near-equal titles meet.
const BLOCK: usize = 12;

/// Two papers that are one, by positions, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub a: u32,
    pub b: u32,
    pub rule: Rule,
    pub similarity: f64,
}

/// All pairs that meet under a key and are one paper; the surest first, in an order that does not depend on that of the papers.
///
/// Only pairs are looked at of which `fresh` holds for one at least: the others were, before.
pub(super) fn pairs(marks: &[Marks], fresh: &[bool]) -> Vec<Pair> {
    let of_fresh: FxHashSet<u64> = marks
        .iter()
        .zip(fresh)
        .filter(|(_, fresh)| **fresh)
        .flat_map(|(marks, _)| marks.keys.iter().copied())
        .collect();
    let keyed = chunks::map(marks.len(), CHUNK, |range| {
        let shared = |at: usize| {
            let keys = marks[at].keys.iter().filter(|key| of_fresh.contains(key));
            keys.map(move |&key| (key, at as u32))
        };
        range.flat_map(shared).collect::<Vec<_>>()
    });
    let mut keys = keyed.concat();
    let by_content = |a: u32, b: u32| order(&marks[a as usize], &marks[b as usize]).then(a.cmp(&b));
    keys.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| by_content(a.1, b.1)));
    let found = chunks::map(keys.len(), CHUNK, |range| {
        let near = |at: usize| {
            let (key, paper) = keys[at];
            let followers = keys[at + 1..].iter().take(WINDOW).take_while(move |next| next.0 == key);
            followers.map(move |next| (paper.min(next.1), paper.max(next.1)))
        };
        let candidates =
            range.flat_map(near).filter(|&(a, b)| a != b && (fresh[a as usize] || fresh[b as usize]));
        let same = |(a, b): (u32, u32)| {
            let (rule, similarity) = marks[a as usize].same(&marks[b as usize])?;
            Some(Pair { a, b, rule, similarity })
        };
        candidates.filter_map(same).collect::<Vec<_>>()
    });
    let mut found = found.concat();
    let contents = |pair: &Pair| {
        let (a, b) = (marks[pair.a as usize].content, marks[pair.b as usize].content);
        (a.min(b), a.max(b))
    };
    let order = |x: &Pair, y: &Pair| {
        let surest = x.rule.cmp(&y.rule).then(y.similarity.total_cmp(&x.similarity));
        surest.then_with(|| contents(x).cmp(&contents(y))).then((x.a, x.b).cmp(&(y.a, y.b)))
    };
    found.sort_unstable_by(order);
    found
}

/// Papers that may be one stand side by side.
fn order(a: &Marks, b: &Marks) -> Ordering {
    let key = |marks: &Marks| (marks.year, marks.content);
    a.title.cmp(&b.title).then_with(|| a.first().cmp(b.first())).then_with(|| key(a).cmp(&key(b)))
}

/// The keys of one paper: identifiers, the title, and both ends of the title with the first author.
pub(super) fn keys(marks: &Marks) -> Vec<u64> {
    let mut keys: Vec<u64> = marks.ids.iter().map(hash).collect();
    if marks.title.is_empty() {
        return keys;
    }
    keys.push(hash(('t', &marks.title)));
    if !marks.first().is_empty() {
        let letters = |letters: &mut dyn Iterator<Item = char>| -> String {
            letters.filter(|char| *char != ' ').take(BLOCK).collect()
        };
        keys.push(hash(('f', marks.first(), letters(&mut marks.title.chars()))));
        keys.push(hash(('b', marks.first(), letters(&mut marks.title.chars().rev()))));
    }
    keys
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
