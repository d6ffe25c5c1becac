//! Logistic regression: from what speaks for a citation to how likely it is.

use super::features::{ALL, Reason, Row};

/// A pair to learn from.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its features.
    pub row: Row,
    /// Whether the citation is there.
    pub cites: bool,
    /// How many pairs it stands for.
    pub weight: f32,
}

/// What was learnt: the log odds of a citation as a weighted sum of features in standard units.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The mean of each feature.
    pub means: Vec<f64>,
    /// The standard deviation of each feature; 1 where it is always the same.
    pub deviations: Vec<f64>,
    /// What a standard deviation of each feature adds to the log odds.
    pub weights: Vec<f64>,
    /// The log odds of a pair whose features are all average.
    pub intercept: f64,
}

/// Numbers that are learnt: a weight a feature and the intercept.
const UNKNOWN: usize = ALL.len() + 1;

/// What the square of a weight costs beside the log-likelihood (L2): little, so that features that say nearly the same share
/// what they give.
const PENALTY: f64 = 3.0;

/// Newton's method doubles the digits with every round.
const ROUNDS: usize = 15;

/// A round in which no weight moves by more than this is the last: what it leaves is near to the square of it.
const STILL: f64 = 1e-4;

/// One example of so many is enough to find the neighbourhood of the maximum, …
const SOME: usize = 10;

/// … where so many of them are citations: among few the intercept would run off to where nothing leads back.
const ENOUGH: usize = 100;

/// Sums are added in so many parts, whatever the threads.
const PARTS: usize = 64;

impl Model {
    /// The weights that make what is cited and what is not most likely, less 3 times half the squares of the weights.
    ///
    /// Newton's method on the penalised log-likelihood, which has one maximum: on some of the examples until it is near, then
    /// on all. With `n` examples and `d` features, time is `O(n d²)` a round. The same bits at any number of threads.
    pub fn fit(examples: &[Example]) -> Self {
        let (means, deviations) = scale(examples);
        let mut model = Self { means, deviations, weights: vec![0.0; ALL.len()], intercept: 0.0 };
        let some: Vec<Example> = examples.iter().step_by(SOME).copied().collect();
        if some.iter().filter(|example| example.cites).count() >= ENOUGH {
            model.climb(&some);
        }
        model.climb(examples);
        model
    }

    /// Goes on to the maximum.
    fn climb(&mut self, examples: &[Example]) {
        for _ in 0..ROUNDS {
            let step = self.step(examples);
            for (weight, step) in self.weights.iter_mut().zip(&step) {
                *weight += step;
            }
            self.intercept += step[ALL.len()];
            if step.iter().all(|step| step.abs() < STILL) {
                break;
            }
        }
    }

    /// The log odds that the pair is a citation.
    pub fn score(&self, row: &Row) -> f64 {
        self.sum(&self.standard(row))
    }

    /// The log odds for features in standard units.
    fn sum(&self, standard: &[f64; ALL.len()]) -> f64 {
        standard.iter().zip(&self.weights).map(|(x, weight)| x * weight).sum::<f64>() + self.intercept
    }

    /// The probability for these log odds.
    pub fn probability(score: f64) -> f64 {
        1.0 / (1.0 + (-score).exp())
    }

    /// What each reason adds to the log odds over an average pair, if it adds anything; most first.
    pub fn reasons(&self, row: &Row) -> Vec<(Reason, f64)> {
        let mut sums = Reason::ALL.map(|reason| (reason, 0.0));
        for ((feature, x), weight) in ALL.into_iter().zip(self.standard(row)).zip(&self.weights) {
            if let Some(reason) = feature.reason() {
                sums[reason as usize].1 += x * weight;
            }
        }
        let mut told: Vec<(Reason, f64)> = sums.into_iter().filter(|&(_, sum)| sum > 0.0).collect();
        told.sort_by(|a, b| b.1.total_cmp(&a.1));
        told
    }

    fn standard(&self, row: &Row) -> [f64; ALL.len()] {
        std::array::from_fn(|feature| {
            (f64::from(row[feature]) - self.means[feature]) / self.deviations[feature]
        })
    }

    /// A step of Newton's method.
    fn step(&self, examples: &[Example]) -> Vec<f64> {
        let sums = parallel::reduce::sum_rows(
            examples.len(),
            UNKNOWN * UNKNOWN + UNKNOWN,
            PARTS,
            || (),
            |(), at, sums| {
                let Example { row, cites, weight } = &examples[at];
                let standard = self.standard(row);
                let mut x = [1.0; UNKNOWN];
                x[..ALL.len()].copy_from_slice(&standard);
                let p = Self::probability(self.sum(&standard));
                let error = f64::from(*weight) * (f64::from(u8::from(*cites)) - p);
                let curvature = f64::from(*weight) * p * (1.0 - p);
                let (curvatures, slopes) = sums.split_at_mut(UNKNOWN * UNKNOWN);
                for (a, row) in curvatures.chunks_exact_mut(UNKNOWN).enumerate() {
                    slopes[a] += error * x[a];
                    let of_row = curvature * x[a];
                    for (sum, x) in row[..=a].iter_mut().zip(&x) {
                        *sum += of_row * x;
                    }
                }
            },
        );
        let (curvatures, slopes) = sums.split_at(UNKNOWN * UNKNOWN);
        let (mut curvatures, mut slopes) = (curvatures.to_vec(), slopes.to_vec());
        for (a, weight) in self.weights.iter().enumerate() {
            curvatures[a * UNKNOWN + a] += PENALTY;
            slopes[a] -= PENALTY * weight;
        }
        solve(curvatures, slopes)
    }
}

/// Mean and standard deviation of each feature.
fn scale(examples: &[Example]) -> (Vec<f64>, Vec<f64>) {
    let total: f64 = examples.iter().map(|example| f64::from(example.weight)).sum::<f64>().max(1.0);
    let mean = |of: &dyn Fn(&Row) -> f64| -> f64 {
        examples.iter().map(|example| f64::from(example.weight) * of(&example.row)).sum::<f64>() / total
    };
    let means: Vec<f64> = (0..ALL.len()).map(|feature| mean(&|row| f64::from(row[feature]))).collect();
    let deviation = |feature: usize| {
        let variance = mean(&|row| (f64::from(row[feature]) - means[feature]).powi(2));
        if variance > 1e-12 { variance.sqrt() } else { 1.0 }
    };
    let deviations = (0..ALL.len()).map(deviation).collect();
    (means, deviations)
}

/// Solves `A x = b` for a positive definite matrix of which the lower half is given, by Cholesky's factors.
fn solve(mut a: Vec<f64>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for row in 0..n {
        for column in 0..=row {
            let done: f64 = (0..column).map(|k| a[row * n + k] * a[column * n + k]).sum();
            let left = a[row * n + column] - done;
            // Rounding, or a curvature of 0 where all examples are alike, must not end in NaN.
            a[row * n + column] =
                if row == column { left.max(1e-9).sqrt() } else { left / a[column * n + column] };
        }
    }
    for row in 0..n {
        let done: f64 = (0..row).map(|k| a[row * n + k] * b[k]).sum();
        b[row] = (b[row] - done) / a[row * n + row];
    }
    for row in (0..n).rev() {
        let done: f64 = (row + 1..n).map(|k| a[k * n + row] * b[k]).sum();
        b[row] = (b[row] - done) / a[row * n + row];
    }
    b
}

#[cfg(test)]
mod tests {
    use parallel::seed::stream;
    use rand::RngExt;

    use super::*;

    #[test]
    fn equations_by_hand() {
        // 4x + 2y = 10, 2x + 3y = 11: x = 1, y = 3.
        let x = solve(vec![4.0, 0.0, 2.0, 3.0], vec![10.0, 11.0]);
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 3.0).abs() < 1e-12, "{x:?}");
    }

    /// `yes` of `of` pairs with this first feature are citations.
    fn group(value: f32, yes: usize, of: usize) -> impl Iterator<Item = Example> {
        (0..of).map(move |at| {
            let mut row = Row::default();
            row[0] = value;
            Example { row, cites: at < yes, weight: 1.0 }
        })
    }

    #[test]
    fn probabilities_are_the_shares_that_were_seen() {
        // One feature of two values: without penalty the fit gives the share of each group, and with so many examples the
        // penalty moves it little.
        let examples: Vec<Example> = group(0.0, 100, 1000).chain(group(1.0, 600, 1000)).collect();
        let model = Model::fit(&examples);
        let of = |value: f32| Model::probability(model.score(&group(value, 0, 1).next().unwrap().row));
        assert!((of(0.0) - 0.1).abs() < 0.005 && (of(1.0) - 0.6).abs() < 0.005, "{} {}", of(0.0), of(1.0));
        // An example of weight 2 is two examples.
        let halved: Vec<Example> = group(0.0, 50, 500)
            .chain(group(1.0, 300, 500))
            .map(|example| Example { weight: 2.0, ..example })
            .collect();
        let same = Model::fit(&halved);
        assert!((same.weights[0] - model.weights[0]).abs() < 1e-9);
        let (reason, adds) = model.reasons(&group(1.0, 0, 1).next().unwrap().row)[0];
        assert_eq!(reason, Reason::Text);
        assert!(adds > 0.0);
    }

    /// So many that the first rounds go over some of them only. At the maximum the likelihood has no slope.
    #[test]
    fn many_examples_end_at_the_maximum() {
        let mut random = stream(1, "examples of a test", 0);
        let example = |_| {
            let mut row = Row::default();
            row[..4].fill_with(|| random.random_range(-1.0..1.0));
            let odds = f64::from(3.0 * row[0] - row[1] + 0.5 * row[2]) - 2.0;
            let cites = random.random_bool(Model::probability(odds));
            Example { row, cites, weight: if cites { 1.0 } else { 2.5 } }
        };
        let examples: Vec<Example> = (0..60_000).map(example).collect();
        let model = Model::fit(&examples);
        let (mut slopes, mut curvature) = ([0.0; 4], 0.0);
        for Example { row, cites, weight } in &examples {
            let p = Model::probability(model.score(row));
            let error = f64::from(*weight) * (f64::from(u8::from(*cites)) - p);
            slopes.iter_mut().zip(model.standard(row)).for_each(|(slope, x)| *slope += error * x);
            curvature += f64::from(*weight) * p * (1.0 - p);
        }
        for (slope, weight) in slopes.iter().zip(&model.weights) {
            assert!(((slope - PENALTY * weight) / curvature).abs() < 1e-8, "{slopes:?} {:?}", model.weights);
        }
    }

    /// No citation is among the examples that the first rounds would go over.
    #[test]
    fn few_citations_among_many_examples_are_rare_and_no_more() {
        let examples: Vec<Example> = (0..100_000)
            .map(|at| Example { row: Row::default(), cites: at % 10_000 == 5, weight: 1.0 })
            .collect();
        let odds = (10.0f64 / 99_990.0).ln();
        let found = Model::fit(&examples).score(&Row::default());
        assert!((found - odds).abs() < 1e-6, "{found}, not {odds}");
    }

    #[test]
    fn nothing_to_learn_from_is_no_panic() {
        assert!(Model::fit(&[]).score(&Row::default()).is_finite());
    }
}
