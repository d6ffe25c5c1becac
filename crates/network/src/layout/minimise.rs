//! A local minimum of a smooth function of many points.

use std::collections::VecDeque;

use parallel::reduce;

/// A point in double precision.
pub(super) type Place = [f64; 2];

/// How many earlier steps tell the curvature.
const MEMORY: usize = 8;
/// A step has to bring this share of what the slope promises (Armijo 1966).
const ENOUGH: f64 = 1e-4;
/// Halvings of a step before it counts as none.
const HALVINGS: usize = 20;

/// A step, the change of slope along it, and the inverse of their product.
struct Curvature {
    step: Vec<Place>,
    change: Vec<Place>,
    inverse: f64,
}

/// Goes downhill from `places`, at most `steps` steps, each to a lower value; stops where no step is found.
///
/// `value(places, slope)` gives the value and sets the slope. The method is L-BFGS with steps halved until they pay (Liu and Nocedal
/// 1989, "On the limited memory BFGS method for large scale optimization"). Time a step: an evaluation or a few, and `O(n)`.
pub(super) fn minimise(
    mut places: Vec<Place>,
    steps: usize,
    mut value: impl FnMut(&[Place], &mut [Place]) -> f64,
) -> Vec<Place> {
    let n = places.len();
    let mut slope = vec![[0.0; 2]; n];
    let mut here = value(&places, &mut slope);
    let mut memory: VecDeque<Curvature> = VecDeque::with_capacity(MEMORY);
    for _ in 0..steps {
        let mut direction = downhill(&slope, &memory);
        if product(&direction, &slope) >= 0.0 {
            memory.clear();
            direction = downhill(&slope, &memory);
        }
        let promised = product(&direction, &slope);
        let mut length = 1.0;
        let mut next = None;
        for _ in 0..HALVINGS {
            let tried: Vec<Place> =
                (0..n).map(|i| [0, 1].map(|a| places[i][a] + length * direction[i][a])).collect();
            let mut its_slope = vec![[0.0; 2]; n];
            let there = value(&tried, &mut its_slope);
            if there < here + ENOUGH * length * promised {
                next = Some((tried, its_slope, there));
                break;
            }
            length /= 2.0;
        }
        let Some((tried, its_slope, there)) = next else { break };
        let (step, change) = (difference(&tried, &places), difference(&its_slope, &slope));
        let curved = product(&step, &change);
        if curved > 0.0 {
            if memory.len() == MEMORY {
                memory.pop_front();
            }
            memory.push_back(Curvature { step, change, inverse: 1.0 / curved });
        }
        (places, slope, here) = (tried, its_slope, there);
    }
    places
}

/// The slope, turned round and corrected by what is known of the curvature, oldest step last and first (the two loops of Nocedal
/// 1980). Without any knowledge no point moves further than 1.
fn downhill(slope: &[Place], memory: &VecDeque<Curvature>) -> Vec<Place> {
    let mut direction: Vec<Place> = slope.iter().map(|part| part.map(|value| -value)).collect();
    let Some(last) = memory.back() else {
        let steepest = slope.iter().flatten().fold(1e-300, |most: f64, part| most.max(part.abs()));
        direction.iter_mut().flatten().for_each(|part| *part /= steepest);
        return direction;
    };
    let mut shares = Vec::with_capacity(memory.len());
    for known in memory.iter().rev() {
        let share = known.inverse * product(&known.step, &direction);
        add(&mut direction, -share, &known.change);
        shares.push(share);
    }
    let scale = 1.0 / (last.inverse * product(&last.change, &last.change));
    direction.iter_mut().flatten().for_each(|part| *part *= scale);
    for (known, share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = known.inverse * product(&known.change, &direction);
        add(&mut direction, share - back, &known.step);
    }
    direction
}

fn product(a: &[Place], b: &[Place]) -> f64 {
    reduce::sum(a.len(), |i| a[i][0] * b[i][0] + a[i][1] * b[i][1])
}

fn difference(a: &[Place], b: &[Place]) -> Vec<Place> {
    a.iter().zip(b).map(|(a, b)| [a[0] - b[0], a[1] - b[1]]).collect()
}

fn add(sum: &mut [Place], share: f64, parts: &[Place]) {
    for (sum, part) in sum.iter_mut().zip(parts) {
        sum[0] += share * part[0];
        sum[1] += share * part[1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_followed_to_its_end() {
        // (1 - x)² + 100 (y - x²)², whose minimum is at (1, 1).
        let valley = |places: &[Place], slope: &mut [Place]| {
            let [x, y] = places[0];
            slope[0] = [-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)];
            (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
        };
        let [x, y] = minimise(vec![[-1.2, 1.0]], 100, valley)[0];
        assert!((x - 1.0).abs() < 1e-6 && (y - 1.0).abs() < 1e-6, "{x} {y}");
    }

    #[test]
    fn every_step_leads_down_and_a_minimum_stays() {
        let mut best = f64::INFINITY;
        let bowl = |places: &[Place], slope: &mut [Place]| {
            slope.copy_from_slice(
                &places.iter().map(|place| place.map(|part| part.powi(3))).collect::<Vec<_>>(),
            );
            places.iter().flatten().map(|part| part.powi(4) / 4.0).sum()
        };
        for steps in 0..6 {
            let end = minimise(vec![[3.0, -2.0], [0.5, 0.0]], steps, bowl);
            let value = bowl(&end, &mut [[0.0; 2]; 2]);
            assert!(value < best, "{value} {best}");
            best = value;
        }
        assert_eq!(minimise(vec![[0.0; 2]], 5, bowl), [[0.0; 2]]);
    }
}
