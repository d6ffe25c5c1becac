//! Bursts: stretches of time in which something is named far more often than usual.
//!
//! Jon Kleinberg (2003), "Bursty and Hierarchical Structure in Streams", in its variant for batches: of the `d(t)`
//! papers of year `t`, `r(t)` are relevant, that is, have the term. An automaton is in one state a year. In state `i`
//! a paper is relevant with probability `p(i) = p(0) · s^i`, where `p(0) = Σ r / Σ d`. Being in state `i` costs
//!
//! `σ(i, t) = − r(t) ln p(i) − (d(t) − r(t)) ln (1 − p(i))`,
//!
//! the binomial coefficient being left out, since it is the same for all states. Going up from state `i` to `j` costs
//! `(j − i) γ ln n`, where `n` is the number of years; going down is free; before the first year the automaton is in
//! state 0. The cheapest sequence of states is found by Viterbi's algorithm; a burst of level `i` is a longest stretch
//! in states `i` and above.

use parallel::chunks;

/// How bursts are looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstSettings {
    /// `s`: how many times as frequent a term is in a state as in the one below; above 1.
    pub scaling: f64,
    /// `γ`: how dear it is to go up, 0 or more; the higher, the fewer bursts.
    pub gamma: f64,
    /// States, 2 or more. States in which every paper would be relevant do not exist.
    pub states: usize,
}

impl Default for BurstSettings {
    /// Two states, `s = 2` and `γ = 1`, as in the paper.
    fn default() -> Self {
        Self { scaling: 2.0, gamma: 1.0, states: 2 }
    }
}

/// A stretch of batches in states of at least a level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// Its first batch, from 0.
    pub first: usize,
    /// Its last batch.
    pub last: usize,
    /// Its level, from 1.
    pub level: usize,
    /// What it saves against the state below: `Σ σ(level − 1, t) − σ(level, t)`; above 0.
    pub weight: f64,
}

/// The bursts of one series: `relevant[t]` of the `all[t]` papers of batch `t`, by first batch, then by level.
///
/// Time `O(batches × states²)`.
///
/// # Panics
///
/// If the two series differ in length or a batch has more relevant papers than papers.
///
/// ```
/// use topics::bursts::{BurstSettings, bursts};
/// let found = bursts(&[1, 1, 8, 2], &[10, 10, 10, 10], &BurstSettings::default());
/// assert_eq!((found[0].first, found[0].last, found.len()), (2, 2, 1));
/// ```
pub fn bursts(relevant: &[u32], all: &[u32], settings: &BurstSettings) -> Vec<Burst> {
    let Some(automaton) = Automaton::new(relevant, all, settings) else { return Vec::new() };
    let states = automaton.cheapest();
    let mut found = Vec::new();
    for level in 1..automaton.probabilities.len() {
        let mut at = 0;
        for run in states.chunk_by(|&a, &b| (a >= level) == (b >= level)) {
            let (first, last) = (at, at + run.len() - 1);
            at += run.len();
            if run[0] >= level {
                let saved = |batch| automaton.fit(level - 1, batch) - automaton.fit(level, batch);
                found.push(Burst { first, last, level, weight: (first..=last).map(saved).sum() });
            }
        }
    }
    found.sort_by_key(|burst| (burst.first, burst.level));
    found
}

/// The bursts of many series over the same batches, in their order; series run in parallel.
pub fn bursts_of_all(series: &[Vec<u32>], all: &[u32], settings: &BurstSettings) -> Vec<Vec<Burst>> {
    const CHUNK: usize = 256;
    chunks::collect(series.len(), CHUNK, |at| bursts(&series[at], all, settings))
}

/// The states and what they cost.
struct Automaton<'a> {
    relevant: &'a [u32],
    all: &'a [u32],
    probabilities: Vec<f64>,
    /// What a step upwards costs.
    step: f64,
}

impl<'a> Automaton<'a> {
    /// `None` where nothing or everything is relevant.
    fn new(relevant: &'a [u32], all: &'a [u32], settings: &BurstSettings) -> Option<Self> {
        assert_eq!(relevant.len(), all.len(), "a count of relevant papers for each count of papers");
        assert!(relevant.iter().zip(all).all(|(r, d)| r <= d), "relevant papers are papers");
        let sum = |counts: &[u32]| counts.iter().copied().map(f64::from).sum::<f64>();
        let usual = sum(relevant) / sum(all);
        let level = |state: usize| usual * settings.scaling.powi(state as i32);
        let probabilities: Vec<f64> =
            (0..settings.states).map(level).take_while(|&probability| probability < 1.0).collect();
        let step = settings.gamma * (all.len() as f64).ln();
        (usual > 0.0 && !probabilities.is_empty()).then_some(Self { relevant, all, probabilities, step })
    }

    /// `σ(state, batch)`.
    fn fit(&self, state: usize, batch: usize) -> f64 {
        let (relevant, all) = (f64::from(self.relevant[batch]), f64::from(self.all[batch]));
        let probability = self.probabilities[state];
        -relevant * probability.ln() - (all - relevant) * (1.0 - probability).ln()
    }

    fn transition(&self, from: usize, to: usize) -> f64 {
        to.saturating_sub(from) as f64 * self.step
    }

    /// The state of each batch in the cheapest sequence; of equal costs the lower state.
    fn cheapest(&self) -> Vec<usize> {
        let states = self.probabilities.len();
        let mut costs: Vec<f64> = (0..states).map(|to| self.transition(0, to)).collect();
        let mut came_from: Vec<Vec<usize>> = Vec::with_capacity(self.all.len());
        for batch in 0..self.all.len() {
            let mut from_of = vec![0; states];
            let mut next = vec![0.0; states];
            for to in 0..states {
                // Before the first batch stands state 0: the transition is in the costs already.
                let arriving = |from: usize| match batch {
                    0 => costs[to],
                    _ => costs[from] + self.transition(from, to),
                };
                let from = lowest(states, arriving);
                from_of[to] = from;
                next[to] = arriving(from) + self.fit(to, batch);
            }
            costs = next;
            came_from.push(from_of);
        }
        let mut state = lowest(states, |state| costs[state]);
        let mut sequence = vec![0; self.all.len()];
        for (batch, from_of) in came_from.iter().enumerate().rev() {
            sequence[batch] = state;
            state = from_of[state];
        }
        sequence
    }
}

/// The first index of `0..count` with the lowest cost.
fn lowest(count: usize, cost: impl Fn(usize) -> f64) -> usize {
    (1..count).fold(0, |best, at| if cost(at) < cost(best) { at } else { best })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_series_by_hand() {
        // p(0) = 12/40 = 0.3, p(1) = 0.6. A batch of ten with r relevant papers saves
        // r ln(0.6/0.3) + (10 − r) ln(0.4/0.7) in state 1:
        //   r = 1: 0.69315 − 5.03654 = −4.34340;   r = 8: 5.54518 − 1.11923 = 4.42595;   r = 2: −3.09063.
        // Going up costs ln 4 = 1.38629: the third batch pays for it, no other does.
        let (relevant, all) = ([1, 1, 8, 2], [10; 4]);
        let found = bursts(&relevant, &all, &BurstSettings::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].first, found[0].last, found[0].level), (2, 2, 1));
        assert!((found[0].weight - 4.425_946).abs() < 1e-6, "{}", found[0].weight);
        // 4.42595 / 1.38629 = 3.19264: above that γ it no longer pays.
        let dear = |gamma| bursts(&relevant, &all, &BurstSettings { gamma, ..BurstSettings::default() });
        assert_eq!((dear(3.19).len(), dear(3.20).len()), (1, 0));
    }

    #[test]
    fn a_dip_that_costs_less_than_a_new_rise_is_part_of_the_burst() {
        // p(0) = 18/60 = 0.3 and p(1) = 0.6 as above; coming back costs ln 6 = 1.792. State 1 saves 3.173 for r = 7, and for
        // r = 4 it loses 0.585, which is less: one burst that saves 2 · 3.173 − 0.585. For r = 1 it loses 4.343: two bursts.
        let found = bursts(&[0, 0, 7, 4, 7, 0], &[10; 6], &BurstSettings::default());
        assert_eq!((found[0].first, found[0].last, found.len()), (2, 4, 1));
        assert!((found[0].weight - 5.761_3).abs() < 1e-3, "{}", found[0].weight);
        let found = bursts(&[0, 0, 8, 1, 8, 1], &[10; 6], &BurstSettings::default());
        assert_eq!(found.iter().map(|burst| (burst.first, burst.last)).collect::<Vec<_>>(), [(2, 2), (4, 4)]);
    }

    #[test]
    fn another_program_finds_the_same_weight() {
        // Titles of data/vis.csv with "volume", and all titles, 1990 to 2015. The Python package burst_detection 0.1.3,
        // mended to run under today's NumPy (s = 2, γ = 1, no smoothing), gives the burst of 2003 the weight 5.507717979076562.
        // It decides year by year instead of looking for the cheapest sequence and misses 1991 to 1994, which save 4.19 and
        // cost ln 26 = 3.26.
        let volume =
            [6, 9, 10, 8, 12, 10, 13, 13, 6, 9, 10, 11, 13, 23, 16, 16, 12, 12, 10, 10, 8, 10, 7, 5, 5, 5];
        let all = [
            54, 57, 59, 55, 59, 74, 89, 91, 94, 91, 93, 98, 103, 114, 174, 120, 114, 131, 123, 148, 130, 149,
            138, 101, 133, 160,
        ];
        let found = bursts(&volume, &all, &BurstSettings::default());
        assert_eq!(
            found.iter().map(|burst| (burst.first, burst.last)).collect::<Vec<_>>(),
            [(1, 4), (13, 13)]
        );
        assert!((found[1].weight - 5.507_717_979_076_562).abs() < 1e-9, "{}", found[1].weight);
    }

    #[test]
    fn what_is_always_or_never_there_does_not_burst() {
        let settings = BurstSettings::default();
        assert_eq!(bursts(&[0, 0], &[3, 3], &settings), []);
        assert_eq!(bursts(&[3, 3], &[3, 3], &settings), []);
        assert_eq!(bursts(&[], &[], &settings), []);
        assert_eq!(bursts(&[0, 0], &[0, 0], &settings), []);
    }

    /// What a sequence of states costs.
    fn price(automaton: &Automaton<'_>, states: &[usize]) -> f64 {
        let mut before = 0;
        states
            .iter()
            .enumerate()
            .map(|(batch, &state)| {
                let step = automaton.transition(before, state);
                before = state;
                step + automaton.fit(state, batch)
            })
            .sum()
    }

    proptest! {
        #[test]
        fn no_other_sequence_is_cheaper(
            batches in prop::collection::vec((0u32..30, 0u32..30), 1..8),
            gamma in 0.0f64..3.0,
            states in 2usize..4,
        ) {
            let relevant: Vec<u32> = batches.iter().map(|&(r, _)| r).collect();
            let all: Vec<u32> = batches.iter().map(|&(r, rest)| r + rest).collect();
            let settings = BurstSettings { gamma, states, scaling: 1.7 };
            let Some(automaton) = Automaton::new(&relevant, &all, &settings) else { return Ok(()) };
            let states = automaton.probabilities.len();
            let found = price(&automaton, &automaton.cheapest());
            for number in 0..states.pow(batches.len() as u32) {
                let sequence: Vec<usize> =
                    (0..batches.len()).map(|batch| number / states.pow(batch as u32) % states).collect();
                prop_assert!(found <= price(&automaton, &sequence) + 1e-9);
            }
        }

        #[test]
        fn every_burst_pays(batches in prop::collection::vec((0u32..30, 0u32..30), 1..20)) {
            let relevant: Vec<u32> = batches.iter().map(|&(r, _)| r).collect();
            let all: Vec<u32> = batches.iter().map(|&(r, rest)| r + rest).collect();
            let step = (batches.len() as f64).ln();
            for burst in bursts(&relevant, &all, &BurstSettings::default()) {
                prop_assert!(burst.weight > step - 1e-9);
            }
        }
    }
}
