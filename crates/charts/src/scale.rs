//! Axes: from values to pixels, and round numbers to mark them by.

/// Values from `low` to `high` on pixels from `start` to `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    pub fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self { low, high, start, end }
    }

    /// The pixel of a value.
    pub fn place(&self, value: f64) -> f64 {
        self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
    }
}

/// Round numbers from 0 to the first that is not below `max`: 1, 2 or 5 times a power of ten apart, about `wanted` of
/// them; whole where `whole` says so.
pub(crate) fn ticks(max: f64, wanted: usize, whole: bool) -> Vec<f64> {
    let max = if max > 0.0 { max } else { 1.0 };
    let least = max / wanted.max(1) as f64;
    let power = 10f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|m| m * power)
        .into_iter()
        .find(|&s| s >= least * 0.999_999)
        .unwrap_or(least);
    let step = if whole { step.max(1.0) } else { step };
    let count = (max / step - 1e-9).ceil().max(1.0) as usize;
    (0..=count).map(|i| i as f64 * step).collect()
}

/// Years to mark: multiples of 1, 2, 5, 10, … years, at most `most` of them; the first year alone where none fits.
pub(crate) fn years(first: i32, last: i32, most: usize) -> Vec<i32> {
    let span = i64::from(last) - i64::from(first) + 1;
    let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]
        .into_iter()
        .find(|&step| span.div_euclid(i64::from(step)) < most.max(1) as i64)
        .unwrap_or(5000);
    let marked: Vec<i32> = (first..=last).filter(|year| year.rem_euclid(step) == 0).collect();
    if marked.is_empty() { vec![first] } else { marked }
}

/// The largest round number (1, 2 or 5 times a power of ten) that is not above `value`, which is above 0.
pub(crate) fn round_down(value: f64) -> f64 {
    let power = 10f64.powi(value.log10().floor() as i32);
    // A hair of rounding must not turn 5 into 2.
    let fits = |multiple: &f64| multiple * power <= value * (1.0 + 1e-9);
    [10.0, 5.0, 2.0, 1.0].into_iter().find(fits).unwrap_or(0.5) * power
}

/// A number as readers write it: whole with thousands apart, or with three significant digits.
pub(crate) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return grouped(value as i64);
    }
    if value.abs() >= 1000.0 {
        return grouped(value.round() as i64);
    }
    let digits = (2 - value.abs().log10().floor() as i32).max(0) as usize;
    if digits > 6 {
        return format!("{value:.1e}");
    }
    let text = format!("{value:.digits$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_largest_value() {
        assert_eq!(ticks(9.0, 5, true), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(0.3, 3, false), [0.0, 0.1, 0.2, 0.1 * 3.0]);
        assert_eq!(ticks(2.0, 5, true), [0.0, 1.0, 2.0]);
        assert_eq!(ticks(0.0, 5, true), [0.0, 1.0]);
    }

    #[test]
    fn years_are_whole_multiples() {
        assert_eq!(years(1990, 2015, 6), [1990, 1995, 2000, 2005, 2010, 2015]);
        assert_eq!(years(2019, 2021, 6), [2019, 2020, 2021]);
        assert_eq!(years(2021, 2021, 6), [2021]);
    }

    #[test]
    fn the_largest_round_number_is_not_above_the_value() {
        let found =
            [69.0, 50.0, 49.9, 1.0, 0.0212, 0.000_146, 5e-7].map(round_down).map(|v| format!("{v:e}"));
        assert_eq!(found, ["5e1", "5e1", "2e1", "1e0", "2e-2", "1e-4", "5e-7"]);
    }

    #[test]
    fn numbers_are_short_and_plain() {
        let texts = [0.0, 12.0, 83_169.0, 0.000_123, 0.5, 12.34, 1234.5].map(number);
        assert_eq!(texts, ["0", "12", "83,169", "0.000123", "0.5", "12.3", "1,235"]);
    }
}
