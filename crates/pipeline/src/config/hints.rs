//! "Did you mean": the known word nearest to one that is not known.

/// The candidate nearest to `word`, if it is near enough to be what was meant.
///
/// Nearness is the Jaro–Winkler similarity of strsim, on lower-case text; a candidate whose last part (after the
/// last dot) is nearly the whole word counts as well, so that `neighbors` finds `graph.neighbours`.
///
/// ```
/// use pipeline::config::hints::nearest;
/// assert_eq!(nearest("graph.neighbors", ["graph.floor", "graph.neighbours"]), Some("graph.neighbours"));
/// assert_eq!(nearest("resolution", ["clusters.resolution", "map.size"]), Some("clusters.resolution"));
/// assert_eq!(nearest("zzz", ["graph.floor", "map.size"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR_ENOUGH: f64 = 0.84;
    let word = word.to_lowercase();
    let last = |path: &'_ str| path.rsplit('.').next().unwrap_or(path).to_owned();
    let score = |candidate: &str| {
        let whole = strsim::jaro_winkler(&word, &candidate.to_lowercase());
        let part = strsim::jaro_winkler(&last(&word), &last(candidate));
        whole.max(part - 0.02)
    };
    candidates
        .into_iter()
        .map(|candidate| (score(candidate), candidate))
        .filter(|&(score, _)| score >= NEAR_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}
