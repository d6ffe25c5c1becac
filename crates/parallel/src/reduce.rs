//! Sums and maxima whose bits do not depend on threads.
//!
//! Each chunk is added from left to right, then the chunks from first to last.

use crate::chunks;

/// How many numbers a chunk of a plain sum holds: enough to pay for a task.
const CHUNK: usize = 4096;

/// The sum of `value(i)` for `i` in `0..len`.
pub fn sum(len: usize, value: impl Fn(usize) -> f64 + Sync + Send) -> f64 {
    chunks::map(len, CHUNK, |range| range.map(&value).sum::<f64>()).into_iter().sum()
}

/// The largest `value(i)` for `i` in `0..len`; negative infinity where `len` is 0. NaN is passed over.
pub fn max(len: usize, value: impl Fn(usize) -> f64 + Sync + Send) -> f64 {
    chunks::map(len, CHUNK, |range| range.map(&value).fold(f64::NEG_INFINITY, f64::max))
        .into_iter()
        .fold(f64::NEG_INFINITY, f64::max)
}

/// Adds up vectors of `width` numbers, one made by each of at most `parts` parts of `0..len`.
///
/// `work(scratch, i, row)` adds what `i` gives to `row`. The number of parts bounds the memory: `parts × width`
/// numbers. It must not depend on the number of threads.
///
/// # Panics
///
/// If `parts` is 0.
pub fn sum_rows<S>(
    len: usize,
    width: usize,
    parts: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize, &mut [f64]) + Sync + Send,
) -> Vec<f64> {
    let size = len.div_ceil(parts).max(1);
    let rows = chunks::map_with(len, size, scratch, |scratch, range| {
        let mut row = vec![0.0; width];
        for index in range {
            work(scratch, index, &mut row);
        }
        row
    });
    let mut total = vec![0.0; width];
    for row in rows {
        for (sum, value) in total.iter_mut().zip(row) {
            *sum += value;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::with_threads;

    #[test]
    fn sums_by_hand() {
        assert_eq!(sum(5, |i| i as f64), 10.0);
        assert_eq!(sum(0, |_| 1.0), 0.0);
        assert_eq!(max(4, |i| -(i as f64)), 0.0);
        let rows = sum_rows(4, 2, 3, || (), |(), i, row| row[i % 2] += i as f64);
        assert_eq!(rows, [2.0, 4.0]);
    }

    proptest! {
        #[test]
        fn the_bits_do_not_depend_on_threads(values in prop::collection::vec(-1e9f64..1e9, 0..20_000)) {
            let run = |threads| with_threads(threads, || sum(values.len(), |i| values[i])).unwrap().to_bits();
            prop_assert_eq!(run(1), run(3));
        }
    }
}
