//! Who gets more attention than before.

/// A citation, a link or votes: how much attention which paper got, and how long ago.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// The paper that got it.
    pub paper: u32,
    /// Years from then to the newest paper; 0 or more.
    pub age: f64,
    /// How much; 0 or more.
    pub weight: f64,
}

/// What is recent is measured against a memory that is so many times as long.
const LONG_RUN: f64 = 4.0;

/// By how much the share of each paper in all attention has grown.
///
/// With the half-life *h* (in years, above 0) the share of a paper is s<sub>h</sub>(p) = Σ w 2<sup>−a/h</sup> over its own events ÷ the same
/// sum over all events, of weight *w* and age *a*. Its growth is s<sub>h</sub>(p) − s<sub>4h</sub>(p): the share that it has of late less
/// the share that it has in the long run. So a paper that always got the same part of the attention has 0, whatever is popular of old
/// and rests has less, and a last year of which only a part is known biases nobody, since shares of one year are compared within it.
///
/// Gives a number a paper, −1 to 1; they add up to 0. Without events all are 0. Time linear in the events; sums run in their order.
pub fn growth(papers: usize, events: &[Event], half_life: f64) -> Vec<f64> {
    let recent = shares(papers, events, half_life);
    let ever = shares(papers, events, LONG_RUN * half_life);
    recent.iter().zip(&ever).map(|(recent, ever)| recent - ever).collect()
}

fn shares(papers: usize, events: &[Event], half_life: f64) -> Vec<f64> {
    let mut shares = vec![0.0; papers];
    let mut all = 0.0;
    for event in events {
        let counts = event.weight * (-event.age / half_life).exp2();
        shares[event.paper as usize] += counts;
        all += counts;
    }
    if all > 0.0 {
        shares.iter_mut().for_each(|share| *share /= all);
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(paper: u32, age: f64) -> Event {
        Event { paper, age, weight: 1.0 }
    }

    #[test]
    fn worked_by_hand() {
        // Paper 0 is cited now and a year ago, paper 1 four years ago and now. With a half-life of one year the events count 1, 1/2,
        // 1/16 and 1; with four they count 1, 2^(-1/4), 1/2 and 1.
        let events = [event(0, 0.0), event(0, 1.0), event(1, 4.0), event(1, 0.0)];
        let quarter = 0.5f64.powf(0.25);
        let expected = 1.5 / 2.5625 - (1.0 + quarter) / (2.5 + quarter);
        let growth = growth(3, &events, 1.0);
        assert!((growth[0] - expected).abs() < 1e-15 && (growth[1] + expected).abs() < 1e-15, "{growth:?}");
        assert!((expected - 0.034_347).abs() < 1e-6, "{expected}");
        assert_eq!(growth[2], 0.0);
    }

    #[test]
    fn a_share_that_is_always_the_same_does_not_grow() {
        // Two of three citations of every year go to paper 0, in years of any number of citations.
        let year = |(age, many): (usize, usize)| {
            (0..3 * many).map(move |citation| event(u32::from(citation % 3 == 0), age as f64))
        };
        let events: Vec<Event> = [1, 5, 2, 9].into_iter().enumerate().flat_map(year).collect();
        assert!(growth(2, &events, 2.0).iter().all(|growth| growth.abs() < 1e-15));
    }

    proptest! {
        #[test]
        fn what_one_gains_others_lose(
            events in prop::collection::vec((0u32..9, 0.0f64..50.0, 0.0f64..5.0), 0..40),
            half_life in 0.1f64..9.0,
        ) {
            let events: Vec<Event> =
                events.into_iter().map(|(paper, age, weight)| Event { paper, age, weight }).collect();
            let growth = growth(9, &events, half_life);
            prop_assert!(growth.iter().sum::<f64>().abs() < 1e-9);
            prop_assert!(growth.iter().all(|growth| growth.abs() <= 1.0));
        }

        /// One citation today lifts a paper, one of long ago does not.
        #[test]
        fn a_citation_of_today_lifts(ages in prop::collection::vec(0.0f64..20.0, 1..20)) {
            let mut events: Vec<Event> = ages.iter().map(|&age| event(0, age)).collect();
            events.push(event(1, 0.0));
            prop_assert!(growth(2, &events, 1.0)[1] >= 0.0);
            let oldest = ages.iter().copied().fold(0.0, f64::max);
            events.pop();
            events.push(event(1, oldest));
            prop_assert!(growth(2, &events, 1.0)[1] <= 1e-12);
        }
    }
}
