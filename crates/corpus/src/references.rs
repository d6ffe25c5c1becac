//! References as the sources give them, resolved to papers of the corpus.

use parallel::chunks;
use rustc_hash::FxHashMap;

use crate::Paper;

/// Papers whose references make a task.
const CHUNK: usize = 1024;

/// What the references lead to.
pub(crate) struct Citations {
    /// (citing, cited) positions of papers, ascending, each once, no loops.
    pub pairs: Vec<(u32, u32)>,
    /// All references.
    pub references: usize,
    /// Those that lead to a paper.
    pub resolved: usize,
}

/// Looks every reference up under the ids and DOIs of all records, also of those that were merged, whatever the case.
pub(crate) fn resolve(
    papers: &[Paper],
    ids: &FxHashMap<String, u32>,
    dois: &FxHashMap<String, u32>,
) -> Citations {
    let lower = lower_case(ids);
    let find = |reference: &String| {
        let folded = || reference.to_lowercase();
        ids.get(reference).or_else(|| dois.get(reference)).copied().or_else(|| lower.get(&folded()).copied())
    };
    let found = chunks::map(papers.len(), CHUNK, |range| {
        let citing =
            |at: usize| papers[at].references.iter().filter_map(find).map(move |cited| (at as u32, cited));
        range.flat_map(citing).collect::<Vec<_>>()
    });
    let mut pairs = found.concat();
    let resolved = pairs.len();
    pairs.retain(|(citing, cited)| citing != cited);
    pairs.sort_unstable();
    pairs.dedup();
    Citations { pairs, references: papers.iter().map(|paper| paper.references.len()).sum(), resolved }
}

/// Ids in lower case. Where two differ in case alone, the paper that came first has the name.
#[expect(clippy::iter_over_hash_type, reason = "the smallest position wins in any order")]
fn lower_case(ids: &FxHashMap<String, u32>) -> FxHashMap<String, u32> {
    let mut lower: FxHashMap<String, u32> = FxHashMap::default();
    for (id, &at) in ids {
        let first = lower.entry(id.to_lowercase()).or_insert(at);
        *first = at.min(*first);
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_by_id_and_doi_and_loops_are_dropped() {
        let paper = |references: &[&str]| Paper {
            references: references.iter().map(|&reference| reference.to_owned()).collect(),
            ..Paper::default()
        };
        let papers =
            [paper(&["b", "10.1000/c", "elsewhere"]), paper(&["B", "A"]), paper(&["c", "10.1000/c"])];
        let ids = [("A", 0), ("b", 1), ("c", 2)].map(|(id, at)| (id.to_owned(), at)).into_iter().collect();
        let dois = [("10.1000/c".to_owned(), 2)].into_iter().collect();
        let citations = resolve(&papers, &ids, &dois);
        assert_eq!(citations.pairs, [(0, 1), (0, 2), (1, 0)]);
        assert_eq!((citations.references, citations.resolved), (7, 6));
    }
}
