//! The main path of a citation graph: the citations along which most of a field's knowledge runs.
//!
//! Norman P. Hummon and Patrick Doreian (1989), "Connectivity in a citation network: the development of DNA theory".
//! Knowledge runs from the paper cited to the paper that cites it. The *search path count* of a citation is the number of
//! paths from any source (a paper that cites none) to any sink (a paper that none cites) that run through it (Vladimir
//! Batagelj, 2003, "Efficient algorithms for citation network analysis"); [`MainPaths::share`] has it as a share of all such paths.
//!
//! Three paths are read from the counts. The *local* one begins with the citation of a source that has the highest count, and
//! goes on by the highest count at each paper. The *global* one is the path from a source to a sink whose counts have
//! the highest sum. The *key routes* (John S. Liu and Louis Y. Y. Lu, 2012, "An integrated approach for main path
//! analysis: development of the Hirsch index as an example") begin with the citations that have the highest counts anywhere
//! and are extended either way, by the highest sum, to a source and a sink: they show how paths branch and meet. Of equal
//! counts the paper that comes first wins.
//!
//! **Back in time and in circles.** A citation of a paper of a later year is a mistake of the data or the work of preprints:
//! along it knowledge would run backwards, and it is left out. Papers of one year, or of none, can still cite each other in a
//! circle, such as companions of one volume: among papers that reach each other, only citations of an older paper count.

mod count;

use count::Paths;
use network::{DirectedGraph, GraphError, Link, border};

/// A citation, from the paper cited to the paper that cites it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The paper cited.
    pub from: u32,
    /// The paper that cites it.
    pub to: u32,
}

/// The main paths of a citation graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MainPaths {
    /// Every citation that counts, ascending.
    pub steps: Vec<Step>,
    /// Of each of them, the share of all paths from sources to sinks that run through it, above 0 and up to 1.
    ///
    /// Exact but for the last bit while there are fewer than 2^53 paths; then every count is rounded to 53 bits at each
    /// addition, an error of one part in 10^12 for a million papers. Shares too small for a number are 0.
    pub share: Vec<f64>,
    /// Steps of the local path, from its source on, as positions in `steps`.
    pub local: Vec<usize>,
    /// Steps of the global path.
    pub global: Vec<usize>,
    /// Steps of the key routes, ascending.
    pub key_routes: Vec<usize>,
    /// Citations that were left out, since they lead back in time or in a circle.
    pub left_out: usize,
}

/// The main paths of `citations`, (citing, cited) positions of papers, each once, with the year of each paper.
///
/// Key routes begin at the `routes` citations with the highest counts. Time `O(n + m log m)`, space `O(n + m)`.
///
/// # Errors
///
/// A citation of or by a paper that is not there.
pub fn main_paths(
    citations: &[(u32, u32)],
    years: &[Option<i32>],
    routes: usize,
) -> Result<MainPaths, GraphError> {
    let (steps, order) = forward(citations, years)?;
    let flow = Flow::new(steps, &order, years.len());
    let (local, global) = (flow.local(), flow.global());
    let key_routes = flow.key_routes(routes);
    let left_out = citations.len() - flow.steps.len();
    Ok(MainPaths { steps: flow.steps, share: flow.share, local, global, key_routes, left_out })
}

/// The citations that count as steps, ascending, and an order of the papers in which all of them lead forward.
fn forward(citations: &[(u32, u32)], years: &[Option<i32>]) -> Result<(Vec<Step>, Vec<u32>), GraphError> {
    let graph = |steps: &[Step]| {
        let links: Vec<Link> =
            steps.iter().map(|step| Link { source: step.from, target: step.to, weight: 1.0 }).collect();
        DirectedGraph::from_links(years.len(), &links)
    };
    let mut steps: Vec<Step> = citations.iter().map(|&(to, from)| Step { from, to }).collect();
    steps.sort_unstable();
    let years_of = |step: &Step| (years[step.from as usize], years[step.to as usize]);
    steps.retain(|step| !matches!(years_of(step), (Some(from), Some(to)) if from > to));
    let group = border::strong_components(&graph(&steps)?);
    let older = |step: &Step| matches!(years_of(step), (Some(from), Some(to)) if from < to);
    // Between groups there is no way back, and within a group all that is left leads to a later year.
    steps.retain(|step| group[step.from as usize] != group[step.to as usize] || older(step));
    let order = border::topological_order(&graph(&steps)?);
    Ok((steps, order))
}

/// Steps with their shares, as each paper sees them.
struct Flow {
    steps: Vec<Step>,
    share: Vec<f64>,
    /// Papers, those cited before those that cite them.
    order: Vec<u32>,
    /// Steps that leave each paper: `steps[leaving[paper]..leaving[paper + 1]]`.
    leaving: Vec<usize>,
    /// Steps that arrive at each paper, by paper: `arrivals[arriving[paper]..arriving[paper + 1]]`.
    arriving: Vec<usize>,
    arrivals: Vec<usize>,
}

impl Flow {
    fn new(steps: Vec<Step>, order: &[u32], papers: usize) -> Self {
        let leaving = offsets(papers, steps.iter().map(|step| step.from));
        let arriving = offsets(papers, steps.iter().map(|step| step.to));
        let mut arrivals: Vec<usize> = (0..steps.len()).collect();
        arrivals.sort_by_key(|&step| (steps[step].to, step));
        let mut flow = Self { steps, share: Vec::new(), order: order.to_vec(), leaving, arriving, arrivals };
        flow.share = flow.shares();
        flow
    }

    /// Steps that leave a paper, ascending.
    fn out(&self, paper: u32) -> std::ops::Range<usize> {
        self.leaving[paper as usize]..self.leaving[paper as usize + 1]
    }

    /// Steps that arrive at a paper, ascending.
    fn into(&self, paper: u32) -> &[usize] {
        &self.arrivals[self.arriving[paper as usize]..self.arriving[paper as usize + 1]]
    }

    /// Paths from sources to each paper times paths from there to sinks, over all paths.
    fn shares(&self) -> Vec<f64> {
        let mut before = vec![Paths::ONE; self.order.len()];
        for &paper in &self.order {
            let arriving = self.into(paper);
            if !arriving.is_empty() {
                let from = arriving.iter().map(|&step| before[self.steps[step].from as usize]);
                before[paper as usize] = from.fold(Paths::NONE, Paths::plus);
            }
        }
        let mut after = vec![Paths::ONE; self.order.len()];
        for &paper in self.order.iter().rev() {
            if !self.out(paper).is_empty() {
                let to = self.out(paper).map(|step| after[self.steps[step].to as usize]);
                after[paper as usize] = to.fold(Paths::NONE, Paths::plus);
            }
        }
        // Papers that neither cite nor are cited are no paths.
        let ends = (0..self.order.len() as u32).filter(|&paper| self.out(paper).is_empty());
        let all = ends
            .filter(|&paper| !self.into(paper).is_empty())
            .fold(Paths::NONE, |sum, paper| sum.plus(before[paper as usize]));
        let through = |step: &Step| before[step.from as usize].times(after[step.to as usize]).over(all);
        self.steps.iter().map(through).collect()
    }

    /// The first of the steps that has the highest value.
    fn highest(&self, steps: impl Iterator<Item = usize>, value: impl Fn(usize) -> f64) -> Option<usize> {
        steps.reduce(|best, step| if value(step) > value(best) { step } else { best })
    }

    fn local(&self) -> Vec<usize> {
        let first = (0..self.steps.len()).filter(|&step| self.into(self.steps[step].from).is_empty());
        let mut path = Vec::new();
        let mut next = self.highest(first, |step| self.share[step]);
        while let Some(step) = next {
            path.push(step);
            next = self.highest(self.out(self.steps[step].to), |step| self.share[step]);
        }
        path
    }

    /// The highest sum of shares from each paper on to a sink.
    fn ahead(&self) -> Vec<f64> {
        let mut ahead = vec![0.0; self.order.len()];
        for &paper in self.order.iter().rev() {
            let sums = self.out(paper).map(|step| self.share[step] + ahead[self.steps[step].to as usize]);
            ahead[paper as usize] = sums.fold(0.0, f64::max);
        }
        ahead
    }

    /// The highest sum of shares from a source to each paper.
    fn behind(&self) -> Vec<f64> {
        let mut behind = vec![0.0; self.order.len()];
        for &paper in &self.order {
            let sums = self
                .into(paper)
                .iter()
                .map(|&step| self.share[step] + behind[self.steps[step].from as usize]);
            behind[paper as usize] = sums.fold(0.0, f64::max);
        }
        behind
    }

    /// The steps from a paper to a sink with the highest sum.
    fn onward(&self, from: u32, ahead: &[f64], path: &mut Vec<usize>) {
        let sum = |step: usize| self.share[step] + ahead[self.steps[step].to as usize];
        let mut paper = from;
        while let Some(step) = self.highest(self.out(paper), sum) {
            path.push(step);
            paper = self.steps[step].to;
        }
    }

    /// The steps from a source to a paper with the highest sum, the last first.
    fn backward(&self, to: u32, behind: &[f64], path: &mut Vec<usize>) {
        let sum = |step: usize| self.share[step] + behind[self.steps[step].from as usize];
        let mut paper = to;
        while let Some(step) = self.highest(self.into(paper).iter().copied(), sum) {
            path.push(step);
            paper = self.steps[step].from;
        }
    }

    fn global(&self) -> Vec<usize> {
        let ahead = self.ahead();
        let sources = (0..self.steps.len()).filter(|&step| self.into(self.steps[step].from).is_empty());
        let sum = |step: usize| self.share[step] + ahead[self.steps[step].to as usize];
        let mut path = Vec::new();
        if let Some(first) = self.highest(sources, sum) {
            path.push(first);
            self.onward(self.steps[first].to, &ahead, &mut path);
        }
        path
    }

    fn key_routes(&self, routes: usize) -> Vec<usize> {
        let mut ranked: Vec<usize> = (0..self.steps.len()).collect();
        ranked.sort_by(|&a, &b| self.share[b].total_cmp(&self.share[a]));
        let (ahead, behind) = (self.ahead(), self.behind());
        let mut taken = Vec::new();
        for &step in ranked.iter().take(routes) {
            taken.push(step);
            self.onward(self.steps[step].to, &ahead, &mut taken);
            self.backward(self.steps[step].from, &behind, &mut taken);
        }
        taken.sort_unstable();
        taken.dedup();
        taken
    }
}

/// Where the things of each paper begin, if they are sorted by paper.
fn offsets(papers: usize, of: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut offsets = vec![0; papers + 1];
    for paper in of {
        offsets[paper as usize + 1] += 1;
    }
    for paper in 0..papers {
        offsets[paper + 1] += offsets[paper];
    }
    offsets
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(citations: &[(u32, u32)], years: &[i32], routes: usize) -> MainPaths {
        let years: Vec<Option<i32>> = years.iter().copied().map(Some).collect();
        main_paths(citations, &years, routes).unwrap()
    }

    fn pairs(found: &MainPaths, path: &[usize]) -> Vec<(u32, u32)> {
        path.iter().map(|&step| (found.steps[step].from, found.steps[step].to)).collect()
    }

    /// Sources 0 and 1, sinks 6, 7 and 8: 0→2, 1→2, 1→3, 2→4, 3→4, 3→5, 4→6, 4→7, 5→7, 5→8.
    const EXAMPLE: [(u32, u32); 10] =
        [(2, 0), (2, 1), (3, 1), (4, 2), (4, 3), (5, 3), (6, 4), (7, 4), (7, 5), (8, 5)];
    const YEARS: [i32; 9] = [1, 1, 2, 2, 3, 3, 4, 4, 4];

    #[test]
    fn search_path_counts_by_hand() {
        // Paths from sources: 0, 1: 1; 2: 2; 3: 1; 4: 2 + 1 = 3; 5: 1. Paths to sinks: 4, 5: 2; 2: 2; 3: 4; 0: 2; 1: 6.
        // All paths: 2 + 6 = 8. Counts, from the start of each step times to the end of it:
        // 0→2: 1·2; 1→2: 1·2; 1→3: 1·4; 2→4: 2·2; 3→4: 1·2; 3→5: 1·2; 4→6: 3; 4→7: 3; 5→7: 1; 5→8: 1.
        let found = found(&EXAMPLE, &YEARS, 1);
        let counts: Vec<f64> = found.share.iter().map(|share| share * 8.0).collect();
        assert_eq!(counts, [2.0, 2.0, 4.0, 4.0, 2.0, 2.0, 3.0, 3.0, 1.0, 1.0]);
        // Local: of the steps of sources 1→3 has 4; 3→4 and 3→5 have 2, the first wins; then 4→6.
        assert_eq!(pairs(&found, &found.local), [(1, 3), (3, 4), (4, 6)]);
        // Global: 0→2→4→6 has 2 + 4 + 3 = 9, so has 1→3→4→6 with 4 + 2 + 3; the first wins.
        assert_eq!(pairs(&found, &found.global), [(0, 2), (2, 4), (4, 6)]);
        // The key route from 1→3, the first with 4: on by 3→4→6 (5) against 3→5→7 (3).
        assert_eq!(pairs(&found, &found.key_routes), [(1, 3), (3, 4), (4, 6)]);
    }

    #[test]
    fn key_routes_join_what_a_single_path_cannot() {
        let found = found(&EXAMPLE, &YEARS, 2);
        // The second key route is 2→4: back to 0, on to 6.
        assert_eq!(pairs(&found, &found.key_routes), [(0, 2), (1, 3), (2, 4), (3, 4), (4, 6)]);
    }

    #[test]
    fn nothing_leads_back_in_time_or_in_a_circle() {
        // 1 and 2 of one year cite each other, 2 and 3 too, but 3 is younger; 3 cites 0.
        let found = found(&[(1, 2), (2, 1), (2, 3), (3, 2), (3, 0)], &[1, 2, 2, 3], 1);
        assert_eq!(pairs(&found, &[0, 1]), [(0, 3), (2, 3)]);
        assert_eq!((found.steps.len(), found.left_out), (2, 3));
    }

    #[test]
    fn no_citations_no_path() {
        let found = found(&[], &[1, 2], 5);
        assert_eq!((found.local.len(), found.global.len(), found.key_routes.len()), (0, 0, 0));
        assert_eq!(main_paths(&[], &[], 1).unwrap(), MainPaths::default());
    }

    #[test]
    fn counts_beyond_any_floating_point_number() {
        // Each paper cites all before it: 2^(n − 2) paths, half of them through the first step, half of those that
        // remain through each further one.
        let papers = 1100u32;
        let citations: Vec<(u32, u32)> =
            (0..papers).flat_map(|citing| (0..citing).map(move |cited| (citing, cited))).collect();
        let years: Vec<i32> = (0..papers as i32).collect();
        let found = found(&citations, &years, 1);
        assert!(found.share.iter().all(|share| share.is_finite()));
        assert_eq!(found.share[0], 0.5);
        assert_eq!(found.global.len(), papers as usize - 1);
    }

    /// Every path from a source to a sink as steps.
    fn every_path(steps: &[Step], papers: u32) -> Vec<Vec<usize>> {
        fn walk(steps: &[Step], at: u32, path: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
            let next: Vec<usize> = (0..steps.len()).filter(|&step| steps[step].from == at).collect();
            if next.is_empty() && !path.is_empty() {
                all.push(path.clone());
            }
            for step in next {
                path.push(step);
                walk(steps, steps[step].to, path, all);
                path.pop();
            }
        }
        let mut all = Vec::new();
        for source in (0..papers).filter(|&paper| steps.iter().all(|step| step.to != paper)) {
            walk(steps, source, &mut Vec::new(), &mut all);
        }
        all
    }

    fn chained(found: &MainPaths, path: &[usize]) -> bool {
        path.windows(2).all(|two| found.steps[two[0]].to == found.steps[two[1]].from)
    }

    proptest! {
        #[test]
        fn counts_and_paths_are_those_of_enumeration(
            pairs in prop::collection::btree_set((0u32..9, 0u32..9), 0..20),
            years in prop::collection::vec(0i32..5, 9),
            routes in 1usize..4,
        ) {
            let citations: Vec<(u32, u32)> = pairs.into_iter().filter(|(a, b)| a != b).collect();
            let found = found(&citations, &years, routes);
            prop_assert_eq!(found.steps.len() + found.left_out, citations.len());
            let all = every_path(&found.steps, 9);
            for (step, share) in found.share.iter().enumerate() {
                let through = all.iter().filter(|path| path.contains(&step)).count();
                prop_assert!((share - through as f64 / all.len() as f64).abs() < 1e-12);
            }
            let sum = |path: &[usize]| path.iter().map(|&step| found.share[step]).sum::<f64>();
            let best = all.iter().map(|path| sum(path)).fold(0.0, f64::max);
            prop_assert!((sum(&found.global) - best).abs() < 1e-12);
            prop_assert!(all.is_empty() || all.contains(&found.global) && all.contains(&found.local));
            prop_assert!(chained(&found, &found.global) && chained(&found, &found.local));
            // Each key route is the best of the paths through its step.
            let mut ranked: Vec<usize> = (0..found.steps.len()).collect();
            ranked.sort_by(|&a, &b| found.share[b].total_cmp(&found.share[a]));
            for key in ranked.into_iter().take(routes) {
                let through = all.iter().filter(|path| path.contains(&key));
                let best = through.clone().map(|path| sum(path)).fold(0.0, f64::max);
                let taken = through.filter(|path| path.iter().all(|step| found.key_routes.contains(step)));
                prop_assert!((taken.map(|path| sum(path)).fold(0.0, f64::max) - best).abs() < 1e-12);
            }
        }
    }
}
