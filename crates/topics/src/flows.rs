//! What became of topics from one period to the next: they go on, split, merge, are born and die.

use rustc_hash::FxHashMap;

/// What a topic is known by when it is looked for in the next period: sorted, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The terms that mark it.
    pub terms: Vec<u32>,
    /// The works that its papers cite.
    pub works: Vec<u32>,
}

/// What happens along a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Each is what the other has most in common with: the topic goes on.
    Continues,
    /// The later topic comes from the earlier one, which goes on mainly elsewhere.
    SplitsOff,
    /// The earlier topic goes into the later one, which comes mainly from elsewhere.
    MergesInto,
}

impl Kind {
    /// What happens between two topics, told by whether the later one is what the earlier one has most in common with, and the other
    /// way round; `None` where neither holds.
    pub(crate) fn between(later_is_best: bool, earlier_is_best: bool) -> Option<Self> {
        match (later_is_best, earlier_is_best) {
            (true, true) => Some(Self::Continues),
            (false, true) => Some(Self::SplitsOff),
            (true, false) => Some(Self::MergesInto),
            (false, false) => None,
        }
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Continues => "continues",
            Self::SplitsOff => "splits off",
            Self::MergesInto => "merges into",
        }
    }
}

/// A topic that leads to one of the next period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// The earlier topic.
    pub from: usize,
    /// The later topic.
    pub to: usize,
    /// How much the two have in common, up to 1: the mean of the two that follow, as far as they are known.
    pub strength: f64,
    /// Inclusion of their terms.
    pub terms: f64,
    /// Cosine of the works they cite; `None` where one of them cites none.
    pub works: Option<f64>,
    /// What happens.
    pub kind: Kind,
}

/// The flows from the topics of one period to those of the next, by earlier, then by later topic.
///
/// Terms are compared by the inclusion index: those that both have over those of the topic that has fewer, 1 where one holds the
/// other (M. J. Cobo and others, 2012, "SciMAT: A new science mapping analysis software tool"). Works are compared by the cosine, those
/// that both cite over the geometric mean: with a list of four works, a small topic would be included everywhere. A
/// flow runs from each topic to the later one that it has most in common with, and to each topic from the earlier one that it has
/// most in common with, if that is at least `least`. A topic to which none runs is born, one from which none runs dies.
///
/// Time and space `O(earlier × later)` beside the profiles.
pub fn flows(earlier: &[Profile], later: &[Profile], least: f64) -> Vec<Flow> {
    let common = common(earlier, later);
    let strength = |from: usize, to: usize| common[from * later.len() + to].0;
    let best = |count: usize, strength: &dyn Fn(usize) -> f64| {
        let best = (0..count).reduce(|best, at| if strength(at) > strength(best) { at } else { best });
        best.filter(|&best| strength(best) >= least && strength(best) > 0.0)
    };
    let next: Vec<Option<usize>> =
        (0..earlier.len()).map(|from| best(later.len(), &|to| strength(from, to))).collect();
    let origin: Vec<Option<usize>> =
        (0..later.len()).map(|to| best(earlier.len(), &|from| strength(from, to))).collect();
    let pairs = (0..earlier.len()).flat_map(|from| (0..later.len()).map(move |to| (from, to)));
    pairs
        .filter_map(|(from, to)| {
            let kind = Kind::between(next[from] == Some(to), origin[to] == Some(from))?;
            let (strength, terms, works) = common[from * later.len() + to];
            Some(Flow { from, to, strength, terms, works, kind })
        })
        .collect()
}

/// Strength, inclusion of terms and cosine of works of each earlier topic with each later one, by rows.
fn common(earlier: &[Profile], later: &[Profile]) -> Vec<(f64, f64, Option<f64>)> {
    let terms = shared(earlier, later, |profile| &profile.terms);
    let works = shared(earlier, later, |profile| &profile.works);
    let inclusion = |both: u32, a: usize, b: usize| f64::from(both) / a.min(b).max(1) as f64;
    let pairs = earlier.iter().flat_map(|a| later.iter().map(move |b| (a, b)));
    pairs
        .zip(terms.into_iter().zip(works))
        .map(|((a, b), (terms, works))| {
            let terms = inclusion(terms, a.terms.len(), b.terms.len());
            let cite = !a.works.is_empty() && !b.works.is_empty();
            let mean = ((a.works.len() * b.works.len()) as f64).sqrt();
            let works = cite.then(|| f64::from(works) / mean);
            (works.map_or(terms, |works| (terms + works) / 2.0), terms, works)
        })
        .collect()
}

/// How many things each earlier topic shares with each later one, by rows.
fn shared(earlier: &[Profile], later: &[Profile], things: fn(&Profile) -> &Vec<u32>) -> Vec<u32> {
    let mut having: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (topic, profile) in later.iter().enumerate() {
        for &thing in things(profile) {
            having.entry(thing).or_default().push(topic as u32);
        }
    }
    let mut counts = vec![0; earlier.len() * later.len()];
    for (topic, profile) in earlier.iter().enumerate() {
        for &to in things(profile).iter().filter_map(|thing| having.get(thing)).flatten() {
            counts[topic * later.len() + to as usize] += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(terms: &[u32], works: &[u32]) -> Profile {
        Profile { terms: terms.to_vec(), works: works.to_vec() }
    }

    #[test]
    fn topics_go_on_split_merge_die_and_are_born() {
        let earlier =
            [profile(&[1, 2, 3, 4], &[]), profile(&[5, 6], &[]), profile(&[7, 8], &[]), profile(&[9], &[])];
        let later = [
            profile(&[1, 2, 3], &[]),
            profile(&[4, 10], &[]),
            profile(&[5, 6, 7, 11], &[]),
            profile(&[12], &[]),
        ];
        let found = flows(&earlier, &later, 0.2);
        let told: Vec<(usize, usize, &str, f64)> =
            found.iter().map(|flow| (flow.from, flow.to, flow.kind.name(), flow.strength)).collect();
        let expected = [
            (0, 0, "continues", 1.0),
            (0, 1, "splits off", 0.5),
            (1, 2, "continues", 1.0),
            (2, 2, "merges into", 0.5),
        ];
        assert_eq!(told, expected);
        assert!(flows(&earlier, &later, 0.6).iter().all(|flow| flow.kind == Kind::Continues));
    }

    #[test]
    fn terms_and_works_count_alike_where_both_are_known() {
        let found = flows(&[profile(&[1, 2], &[1, 2, 3, 4, 5, 6, 7, 8])], &[profile(&[1, 3], &[4, 9])], 0.0);
        // Terms: 1 of 2; works: 1 over the root of 8 · 2.
        assert_eq!((found[0].terms, found[0].works, found[0].strength), (0.5, Some(0.25), 0.375));
        let found = flows(&[profile(&[1, 2], &[1, 2])], &[profile(&[1, 3], &[])], 0.0);
        assert_eq!((found[0].works, found[0].strength), (None, 0.5));
    }

    #[test]
    fn nothing_flows_from_or_to_nothing() {
        assert_eq!(flows(&[], &[profile(&[1], &[])], 0.0), []);
        assert_eq!(flows(&[profile(&[1], &[])], &[], 0.0), []);
        assert_eq!(flows(&[profile(&[1], &[])], &[profile(&[2], &[])], 0.0), []);
    }
}
