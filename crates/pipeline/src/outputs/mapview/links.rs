//! The links that the page tells, with their reasons.

use ::report::mapview::{Link, Relation};
use parallel::chunks;
use similarity::{Reasons, Relation as Kind};

use super::Numbered;
use crate::analysis::Analysis;

/// Shared terms that are told of a link.
const SHARED_TERMS: usize = 3;
/// Repositories, works, citing papers, authors or keywords that are told of a link, at most of each.
const SHARED_ITEMS: usize = 3;
/// Links explained by one task.
const CHUNK: usize = 1024;

/// A relation that counts, and what it says of each link of the graph.
type Counting<'a> = (Kind, &'a [f64]);

/// The `nearest` strongest links of each paper with their reasons, between the papers as they stand in `order`.
pub(super) fn told<'a>(
    analysis: &'a Analysis,
    order: &[u32],
    nearest: usize,
    terms: &mut Numbered,
) -> (Vec<Link<'a>>, Vec<Relation<'a>>) {
    let kept = renumbered(analysis, order, &strongest(analysis, nearest));
    let counting: Vec<Counting<'_>> = Kind::ALL
        .into_iter()
        .filter_map(|relation| Some((relation, analysis.similarity.parts(relation)?)))
        .collect();
    let reasons = analysis.reasons();
    let told = chunks::collect(kept.len(), CHUNK, |at| {
        let link = &analysis.similarity.links[kept[at].number];
        let shared = reasons.terms(link.source, link.target, SHARED_TERMS);
        (shared, common(analysis, &reasons, &counting, kept[at].number))
    });
    let citation = |citing: u32, cited: u32| {
        let pair = (order[citing as usize], order[cited as usize]);
        analysis.corpus.citations.binary_search(&pair).is_ok()
    };
    let links = kept
        .iter()
        .zip(told)
        .map(|(&Kept { source, target, .. }, (shared, common))| Link {
            source,
            target,
            terms: shared.into_iter().map(|shared| (terms.number(shared.term), shared.share)).collect(),
            cites: citation(source, target),
            cited: citation(target, source),
            common,
        })
        .collect();
    let relations = counting
        .iter()
        .map(|&(relation, parts)| Relation {
            name: relation.name(),
            weight: analysis.graph_settings.weight(relation),
            parts: kept.iter().map(|link| parts[link.number]).collect(),
        })
        .collect();
    (links, relations)
}

/// A link of the graph: its number there, and its papers as the page numbers them, the smaller first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kept {
    source: u32,
    target: u32,
    number: usize,
}

/// Links between the papers as they stand in `order`, ascending.
fn renumbered(analysis: &Analysis, order: &[u32], links: &[usize]) -> Vec<Kept> {
    let mut place = vec![0u32; order.len()];
    (0u32..).zip(order).for_each(|(at, &paper)| place[paper as usize] = at);
    let ends = |number: usize| {
        let link = &analysis.similarity.links[number];
        (place[link.source as usize], place[link.target as usize])
    };
    let mut kept: Vec<Kept> = links
        .iter()
        .map(|&number| (ends(number), number))
        .map(|((a, b), number)| Kept { source: a.min(b), target: a.max(b), number })
        .collect();
    kept.sort_unstable();
    kept
}

/// The links that are among the `nearest` strongest of either end, ascending.
fn strongest(analysis: &Analysis, nearest: usize) -> Vec<usize> {
    let links = &analysis.similarity.links;
    let mut of_paper: Vec<Vec<u32>> = vec![Vec::new(); analysis.positions.len()];
    for (number, link) in links.iter().enumerate() {
        of_paper[link.source as usize].push(number as u32);
        of_paper[link.target as usize].push(number as u32);
    }
    let mut kept = vec![false; links.len()];
    for numbers in &mut of_paper {
        let weight = |number: u32| links[number as usize].weight;
        numbers.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
        numbers.iter().take(nearest).for_each(|&number| kept[number as usize] = true);
    }
    (0..links.len()).filter(|&number| kept[number]).collect()
}

/// What a link rests on besides terms and citations, by the position of the relation among those that count.
fn common<'a>(
    analysis: &'a Analysis,
    reasons: &Reasons<'a>,
    counting: &[Counting<'_>],
    number: usize,
) -> Vec<(usize, Vec<&'a str>)> {
    let link = &analysis.similarity.links[number];
    let names = |relation: Kind| match relation {
        Kind::Terms | Kind::Citations | Kind::Vectors => Vec::new(),
        Kind::Cocitation => reasons
            .items(relation, link.source, link.target)
            .into_iter()
            .take(SHARED_ITEMS)
            .map(|paper| analysis.corpus.papers[paper as usize].title.as_str())
            .collect(),
        Kind::Repos | Kind::Coupling | Kind::Authors | Kind::Keywords => {
            reasons.names(relation, link.source, link.target).into_iter().take(SHARED_ITEMS).collect()
        }
    };
    counting
        .iter()
        .enumerate()
        .filter(|(_, (_, parts))| parts[number] > 0.0)
        .map(|(at, &(relation, _))| (at, names(relation)))
        .filter(|(_, names)| !names.is_empty())
        .collect()
}
