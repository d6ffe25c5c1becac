//! Sums by paper of which few are not 0.

/// A sum for each paper, and the papers whose sum was added to.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    values: Vec<f64>,
    touched: Vec<u32>,
}

impl Sums {
    /// All 0, for `papers` papers.
    pub fn new(papers: usize) -> Self {
        Self { values: vec![0.0; papers], touched: Vec::new() }
    }

    /// Adds `value`, which is above 0.
    pub fn add(&mut self, paper: u32, value: f64) {
        let sum = &mut self.values[paper as usize];
        if *sum == 0.0 {
            self.touched.push(paper);
        }
        *sum += value;
    }

    /// Raises the sum to `value`, which is above 0, where it is below.
    pub fn raise(&mut self, paper: u32, value: f64) {
        if value > self.values[paper as usize] {
            self.add(paper, value - self.values[paper as usize]);
        }
    }

    /// The sum of `paper`.
    pub fn of(&self, paper: u32) -> f64 {
        self.values[paper as usize]
    }

    /// Each paper that was added to with its sum, in the order of the first addition.
    pub fn entries(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.touched.iter().map(|&paper| (paper, self.of(paper)))
    }

    /// The `most` papers below `end` with the largest sums, in no order; of equal sums the later paper first.
    pub fn largest(&self, most: usize, end: u32) -> Vec<u32> {
        let mut papers: Vec<u32> = self.touched.iter().copied().filter(|&paper| paper < end).collect();
        if papers.len() > most {
            papers.select_nth_unstable_by(most, |&a, &b| self.of(b).total_cmp(&self.of(a)).then(b.cmp(&a)));
            papers.truncate(most);
        }
        papers
    }

    /// All 0 again; time linear in what was added to.
    pub fn clear(&mut self) {
        for paper in self.touched.drain(..) {
            self.values[paper as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_hand() {
        let mut sums = Sums::new(5);
        for (paper, value) in [(4, 1.0), (0, 2.0), (4, 2.5), (1, 2.0)] {
            sums.add(paper, value);
        }
        sums.raise(1, 1.0);
        sums.raise(2, 0.5);
        assert_eq!(sums.entries().collect::<Vec<_>>(), [(4, 3.5), (0, 2.0), (1, 2.0), (2, 0.5)]);
        // Of the equal sums of 0 and 1 the later paper wins; 4 is not below the end.
        assert_eq!(sums.largest(1, 4), [1]);
        assert_eq!(sums.largest(9, 2), [0, 1]);
        sums.clear();
        assert_eq!((sums.of(4), sums.largest(9, 5)), (0.0, vec![]));
    }
}
