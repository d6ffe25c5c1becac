//! The best few of many candidates.

/// A candidate with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) score: f32,
    pub(super) row: u32,
}

impl Scored {
    /// Higher scores first; of equal ones the smaller row.
    fn beats(self, other: Self) -> bool {
        self.score > other.score || (self.score == other.score && self.row < other.row)
    }
}

/// The best `k` candidates above a floor: a heap with the worst of them on top.
#[derive(Debug)]
pub(super) struct Best {
    k: usize,
    floor: f32,
    heap: Vec<Scored>,
}

impl Best {
    pub(super) fn new(k: usize, floor: f32) -> Self {
        Self { k, floor, heap: Vec::new() }
    }

    /// No score below this can come in any more; one equal to it may, by a smaller row.
    pub(super) fn threshold(&self) -> f32 {
        if self.heap.len() < self.k { self.floor } else { self.heap[0].score }
    }

    /// Takes a candidate if it is above the floor and among the best.
    pub(super) fn offer(&mut self, candidate: Scored) {
        if candidate.score <= self.floor {
            return;
        }
        if self.heap.len() < self.k {
            self.heap.push(candidate);
            self.rise(self.heap.len() - 1);
        } else if candidate.beats(self.heap[0]) {
            self.heap[0] = candidate;
            self.sink();
        }
    }

    fn rise(&mut self, mut at: usize) {
        while at > 0 && self.heap[(at - 1) / 2].beats(self.heap[at]) {
            self.heap.swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    fn sink(&mut self) {
        let mut at = 0;
        loop {
            let worse = |a: usize, b: usize| if self.heap[a].beats(self.heap[b]) { b } else { a };
            let worst =
                [2 * at + 1, 2 * at + 2].into_iter().filter(|&child| child < self.heap.len()).fold(at, worse);
            if worst == at {
                return;
            }
            self.heap.swap(at, worst);
            at = worst;
        }
    }

    /// Hands out what is kept, best first, and is empty again.
    pub(super) fn take(&mut self) -> Vec<Scored> {
        let mut kept = std::mem::take(&mut self.heap);
        kept.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
        kept
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keeps_what_sorting_keeps(scores in prop::collection::vec(0u8..8, 0..40), k in 1usize..6) {
            let all: Vec<Scored> =
                scores.iter().enumerate().map(|(row, &score)| Scored { score: score.into(), row: row as u32 }).collect();
            let mut best = Best::new(k, 2.0);
            // Backwards: ties must go to the smaller row all the same.
            for &candidate in all.iter().rev() {
                best.offer(candidate);
            }
            let mut expected: Vec<Scored> = all.into_iter().filter(|candidate| candidate.score > 2.0).collect();
            expected.sort_by(|a, b| b.score.total_cmp(&a.score));
            expected.truncate(k);
            prop_assert_eq!(best.take(), expected);
        }
    }
}
