//! Numbers of paths, however many there are.

/// A number of paths: a fraction times a power of two, since twelve hundred papers that cite all before them have more
/// paths than a floating-point number can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paths {
    /// 0, or from 1 to below 2.
    fraction: f64,
    exponent: i64,
}

impl Paths {
    /// No path.
    pub const NONE: Self = Self { fraction: 0.0, exponent: 0 };
    /// A single path.
    pub const ONE: Self = Self { fraction: 1.0, exponent: 0 };

    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        let (large, small) = if self.is_above(other) { (self, other) } else { (other, self) };
        let apart = (large.exponent - small.exponent).min(2000) as i32;
        let fraction = large.fraction + small.fraction * 0.5f64.powi(apart);
        Self { fraction, exponent: large.exponent }.normal()
    }

    /// The product.
    pub fn times(self, other: Self) -> Self {
        Self { fraction: self.fraction * other.fraction, exponent: self.exponent + other.exponent }.normal()
    }

    /// This number over another that is not 0.
    pub fn over(self, other: Self) -> f64 {
        let apart = (self.exponent - other.exponent).clamp(-2000, 1000) as i32;
        self.fraction / other.fraction * 2f64.powi(apart)
    }

    fn is_above(self, other: Self) -> bool {
        other.fraction == 0.0
            || self.fraction > 0.0 && (self.exponent, self.fraction) > (other.exponent, other.fraction)
    }

    fn normal(self) -> Self {
        if self.fraction >= 2.0 {
            return Self { fraction: self.fraction / 2.0, exponent: self.exponent + 1 };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_exact_and_large_ones_do_not_overflow() {
        let three = Paths::ONE.plus(Paths::ONE).plus(Paths::ONE);
        assert_eq!(three.times(three).over(Paths::ONE), 9.0);
        assert_eq!((Paths::NONE.plus(three), Paths::NONE.over(three)), (three, 0.0));
        let mut large = Paths::ONE;
        for _ in 0..5000 {
            large = large.plus(large);
        }
        assert_eq!(large.over(large.plus(large)), 0.5);
        assert_eq!(Paths::ONE.over(large), 0.0);
        assert_eq!(large.plus(Paths::ONE), large);
    }
}
