//! Loops over fixed chunks of `0..len`.
//!
//! The size of a chunk is chosen by the caller from the work in it, never from the number of threads, so that
//! chunk borders, and with them every intermediate result, are the same on every machine.

use std::ops::Range;

use rayon::prelude::*;

/// The chunks of `0..len`, each of `size` but the last, which may be shorter.
///
/// # Panics
///
/// If `size` is 0.
pub fn ranges(len: usize, size: usize) -> impl ExactSizeIterator<Item = Range<usize>> + Clone {
    (0..len.div_ceil(size)).map(move |chunk| chunk * size..((chunk + 1) * size).min(len))
}

/// What `work` gives for each chunk, in the order of the chunks. Chunks run in parallel.
///
/// ```
/// let lengths = parallel::chunks::map(10, 4, |range| range.len());
/// assert_eq!(lengths, [4, 4, 2]);
/// ```
pub fn map<T: Send>(len: usize, size: usize, work: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    map_with(len, size, || (), |(), range| work(range))
}

/// Like [`map`], with a scratch value that `scratch` makes and that is handed from chunk to chunk of one task; rayon cuts a few
/// tasks a thread.
///
/// `work` must leave no trace of one chunk in the scratch that the next could see: which chunks share a scratch
/// depends on timing.
pub fn map_with<S, T: Send>(
    len: usize,
    size: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, Range<usize>) -> T + Sync + Send,
) -> Vec<T> {
    let chunks: Vec<Range<usize>> = ranges(len, size).collect();
    chunks.into_par_iter().map_init(scratch, work).collect()
}

/// Sets `values[i]` to `value(i)` for every `i`, in parallel chunks of `size`.
pub fn fill<T: Send>(values: &mut [T], size: usize, value: impl Fn(usize) -> T + Sync + Send) {
    values.par_chunks_mut(size).enumerate().for_each(|(chunk, part)| {
        for (offset, slot) in part.iter_mut().enumerate() {
            *slot = value(chunk * size + offset);
        }
    });
}

/// Sets `values[i]` to `value(i, values[i])` for every `i`, in parallel chunks of `size`.
pub fn update<T: Copy + Send>(values: &mut [T], size: usize, value: impl Fn(usize, T) -> T + Sync + Send) {
    values.par_chunks_mut(size).enumerate().for_each(|(chunk, part)| {
        for (offset, slot) in part.iter_mut().enumerate() {
            *slot = value(chunk * size + offset, *slot);
        }
    });
}

/// `value(i)` for every `i` of `0..len`, in parallel chunks of `size`.
pub fn collect<T: Send>(len: usize, size: usize, value: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    map(len, size, |range| range.map(&value).collect::<Vec<T>>()).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_cover_everything_once_and_nothing_twice() {
        assert_eq!(ranges(7, 3).collect::<Vec<_>>(), [0..3, 3..6, 6..7]);
        assert_eq!(ranges(6, 3).collect::<Vec<_>>(), [0..3, 3..6]);
        assert_eq!(ranges(0, 3).len(), 0);
    }

    #[test]
    fn collect_keeps_the_order() {
        assert_eq!(collect(5, 2, |i| i * i), [0, 1, 4, 9, 16]);
    }

    #[test]
    fn fill_reaches_every_slot() {
        let mut values = vec![0; 5];
        fill(&mut values, 2, |i| i + 1);
        assert_eq!(values, [1, 2, 3, 4, 5]);
        update(&mut values, 2, |i, old| old * i);
        assert_eq!(values, [0, 2, 6, 12, 20]);
    }
}
