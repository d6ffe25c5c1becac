//! Random numbers from (seed, stage, index).
//!
//! A generator that is passed along gives each piece of work numbers that depend on what ran before it. Here a
//! piece of work asks for its own stream by name and index, so that order and threads do not matter.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// The stream of random numbers of piece `index` of `stage` in a run with `seed`.
///
/// ```
/// use rand::Rng;
/// let mut a = parallel::seed::stream(7, "layout", 3);
/// let mut b = parallel::seed::stream(7, "layout", 3);
/// assert_eq!(a.next_u64(), b.next_u64());
/// ```
pub fn stream(seed: u64, stage: &str, index: u64) -> ChaCha8Rng {
    let mut key = [0u8; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&fnv1a(stage.as_bytes()).to_le_bytes());
    key[16..24].copy_from_slice(&index.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits: a short hash with published constants, so that what is made from it, the numbers of a
/// stage or the id of a paper, stays the same for ever.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Values of the reference test suite of FNV-1a.
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn seed_stage_and_index_each_matter() {
        let first = |seed, stage, index| stream(seed, stage, index).next_u64();
        let base = first(1, "a", 0);
        assert_ne!(base, first(2, "a", 0));
        assert_ne!(base, first(1, "b", 0));
        assert_ne!(base, first(1, "a", 1));
    }
}
