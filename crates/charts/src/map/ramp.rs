//! From values to colours: the scale of an overlay.

use super::Values;
use crate::palette::{Rgb, Theme};
use crate::scale;

/// Share of values at each end that the scale does not reach: a wrong year must not take it for itself.
const TAIL: f64 = 0.02;

/// Parts of a scale by rank.
const PARTS: usize = 20;

/// A scale from values to shares of 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ramp {
    /// Rising values, equally far apart on the scale.
    knots: Vec<f64>,
    /// Whether there are values below the first knot and above the last.
    beyond: (bool, bool),
    /// Whether all values are whole.
    whole: bool,
}

impl Ramp {
    /// The scale of values, `NaN` for none; `None` where there are none at all.
    ///
    /// It is linear between the 2nd and the 98th percentile. Where the median lies in the lowest or highest eighth of that
    /// range, as of citations, nearly all points would have one colour: there, equal steps of the scale are equal numbers of points.
    pub fn new(values: &[f64]) -> Option<Self> {
        let mut known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        known.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| known[(share * (known.len() - 1) as f64).round() as usize];
        let (&least, &most) = (known.first()?, known.last()?);
        let (low, middle, high) = (at(TAIL), at(0.5), at(1.0 - TAIL));
        let skewed = high > low && !(0.125..=0.875).contains(&((middle - low) / (high - low)));
        let mut knots = match skewed {
            true => (0..=PARTS).map(|part| at(part as f64 / PARTS as f64)).collect(),
            false => vec![low, high],
        };
        knots.dedup();
        let beyond = (least < knots[0], most > knots[knots.len() - 1]);
        Some(Self { knots, beyond, whole: known.iter().all(|value| value.fract() == 0.0) })
    }

    /// Where a value lies on the scale, 0 to 1; the middle where there is only one value.
    pub fn share(&self, value: f64) -> f64 {
        let parts = self.knots.len() - 1;
        if parts == 0 {
            return 0.5;
        }
        let above = self.knots.partition_point(|&knot| knot <= value).clamp(1, parts);
        let (low, high) = (self.knots[above - 1], self.knots[above]);
        let within = ((value - low) / (high - low)).clamp(0.0, 1.0);
        (above as f64 - 1.0 + within) / parts as f64
    }

    /// The value at a share of the scale.
    fn value(&self, share: f64) -> f64 {
        let parts = self.knots.len() - 1;
        let below = ((share * parts as f64) as usize).min(parts.saturating_sub(1));
        let (low, high) = (self.knots[below], self.knots[(below + 1).min(parts)]);
        low + (high - low) * (share * parts as f64 - below as f64)
    }

    /// Five values or fewer to mark the scale with, and what to write beside them.
    pub fn ticks(&self, values: &Values<'_>) -> Vec<(f64, String)> {
        const STEPS: usize = 4;
        let mut marks: Vec<f64> = (0..=STEPS)
            .map(|step| self.value(step as f64 / STEPS as f64))
            .map(|value| if self.whole { value.round() } else { value })
            .collect();
        marks.dedup();
        let last = marks.len() - 1;
        let written = |value: f64| if values.years { format!("{value:.0}") } else { scale::number(value) };
        let told = |(at, value): (usize, f64)| {
            let sign = match at {
                0 if self.beyond.0 => "≤ ",
                _ if at == last && self.beyond.1 => "≥ ",
                _ => "",
            };
            (self.share(value), format!("{sign}{}", written(value)))
        };
        marks.into_iter().enumerate().map(told).collect()
    }
}

/// The colour of a share of an overlay's scale: viridis (Smith and van der Walt 2015), without the end that is too near to
/// the ground.
pub(super) fn viridis(share: f64, theme: Theme) -> Rgb {
    let (low, high) = match theme {
        Theme::Light => (0.0, 0.93),
        Theme::Dark => (0.15, 1.0),
    };
    colour(low + (high - low) * share)
}

/// The colour of a density, the whole scale: the densest is farthest from the ground.
pub(super) fn glow(share: f64, theme: Theme) -> Rgb {
    match theme {
        Theme::Light => colour(1.0 - share),
        Theme::Dark => colour(share),
    }
}

fn colour(share: f64) -> Rgb {
    let colour = colorous::VIRIDIS.eval_continuous(share.clamp(0.0, 1.0));
    (colour.r, colour.g, colour.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(values: &[f64], years: bool) -> Vec<String> {
        let of = Values { name: "", of: values, years };
        Ramp::new(values).unwrap().ticks(&of).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn years_are_linear_and_a_wrong_one_does_not_stretch_the_scale() {
        let mut years: Vec<f64> = (0..200).map(|i| f64::from(2000 + i / 10)).collect();
        years[0] = 19.0;
        let ramp = Ramp::new(&years).unwrap();
        assert_eq!((ramp.share(2000.0), ramp.share(2019.0), ramp.share(19.0)), (0.0, 1.0, 0.0));
        assert!((ramp.share(2009.5) - 0.5).abs() < 1e-12);
        assert_eq!(written(&years, true), ["≤ 2000", "2005", "2010", "2014", "2019"]);
    }

    #[test]
    fn skewed_values_are_ranked() {
        let citations: Vec<f64> = (0..1000).map(|i| f64::from(i).powi(4)).collect();
        let ramp = Ramp::new(&citations).unwrap();
        for at in [0, 250, 500, 999] {
            assert!((ramp.share(citations[at]) - at as f64 / 999.0).abs() < 0.03, "{at}");
        }
    }

    #[test]
    fn one_value_and_none() {
        assert_eq!(Ramp::new(&[f64::NAN]), None);
        assert_eq!(Ramp::new(&[7.0, 7.0]).unwrap().share(7.0), 0.5);
        assert_eq!(written(&[7.0], false), ["7"]);
        assert_eq!(written(&[1.0, 2.0], true), ["1", "2"]);
    }

    #[test]
    fn shares_rise_with_values() {
        let values: Vec<f64> = (0..300).map(|i| f64::from(i * 37 % 300).exp2().min(1e30)).collect();
        let ramp = Ramp::new(&values).unwrap();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|two| ramp.share(two[0]) <= ramp.share(two[1])));
        assert!(values.iter().all(|&value| (0.0..=1.0).contains(&ramp.share(value))));
    }
}
