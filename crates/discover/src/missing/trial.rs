//! How well hidden citations are found again.

use parallel::seed::stream;
use rand::RngExt;

use super::{
    features::{Asking, Feature, Row, features},
    gather::Gathered,
    learn::learn,
    past::Past,
};
use corpus::Corpus;
use similarity::Terms;

/// How well hidden citations are found, as means over the papers that have some hidden, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    /// Share of them among the first ten.
    pub recall_at_10: f64,
    /// Share of them among the first fifty.
    pub recall_at_50: f64,
    /// Mean over them of how many of the papers ranked so high are hidden ones (average precision). One that is no candidate
    /// counts 0.
    pub average_precision: f64,
}

/// A trial on the citations of a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// How many citations were hidden from the papers that were asked.
    pub hidden: usize,
    /// How many papers were asked.
    pub papers: usize,
    /// What the model finds.
    pub model: Found,
    /// What the cosine of the two texts finds.
    pub text: Found,
    /// What that and the mean cosine with the known references find together.
    pub text_and_references: Found,
}

/// Share of the citations that are hidden.
const HIDDEN: f64 = 0.2;

/// At most so many papers are asked; an estimate needs no more.
const ASKED: usize = 2000;

/// Papers that a task asks at a time.
const CHUNK: usize = 8;

/// Hides a fifth of the citations, learns from the rest, and looks how well the hidden ones are found.
pub fn hold_out(corpus: &Corpus, terms: &Terms, seed: u64) -> Trial {
    let mut random = stream(seed, "missing trial", 0);
    let year = |paper: u32| corpus.papers[paper as usize].year;
    let may_hide = |&(citing, cited): &(u32, u32)| year(cited).is_some() && year(cited) <= year(citing);
    let (hidden, known): (Vec<_>, Vec<_>) =
        corpus.citations.iter().partition(|pair| may_hide(pair) && random.random_bool(HIDDEN));
    run(corpus, terms, &known, &hidden, seed)
}

/// The trial with these citations known and those hidden. At most two thousand papers are asked, evenly over time; papers
/// without a year are neither asked nor asked for.
pub fn run(corpus: &Corpus, terms: &Terms, known: &[(u32, u32)], hidden: &[(u32, u32)], seed: u64) -> Trial {
    let past = Past::new(corpus, terms, known);
    let model = learn(&past, seed);
    let mut of_place: Vec<Vec<u32>> = vec![Vec::new(); past.len()];
    for &(citing, cited) in hidden {
        if let (Some(citing), Some(cited)) = (past.place(citing), past.place(cited)) {
            of_place[citing as usize].push(cited);
        }
    }
    let mut asked: Vec<u32> =
        (0..past.len() as u32).filter(|&place| !of_place[place as usize].is_empty()).collect();
    let every = asked.len().div_ceil(ASKED).max(1);
    asked = asked.into_iter().step_by(every).collect();
    let value = |row: &Row, feature: Feature| f64::from(row[feature as usize]);
    let text = |row: &Row| value(row, Feature::Text);
    let both = |row: &Row| text(row) + value(row, Feature::ReferenceText);
    let found = parallel::chunks::map_with(
        asked.len(),
        CHUNK,
        || Gathered::new(&past),
        |gathered, range| {
            let each = |&place: &u32| {
                let known = past.cites.of(place as usize).to_vec();
                let candidates = features(&past, &Asking::new(&past, place, known), gathered);
                let hidden = &of_place[place as usize];
                [
                    judge(&candidates, hidden, |row| model.score(row)),
                    judge(&candidates, hidden, text),
                    judge(&candidates, hidden, both),
                ]
            };
            asked[range].iter().map(each).collect::<Vec<_>>()
        },
    )
    .concat();
    let [model, text, text_and_references] =
        std::array::from_fn(|ranking| mean(found.iter().map(|found| found[ranking])));
    let hidden = asked.iter().map(|&place| of_place[place as usize].len()).sum();
    Trial { hidden, papers: asked.len(), model, text, text_and_references }
}

/// How well ranking candidates by `score`, highest first, finds the `hidden` ones; of equal scores the earlier place first.
fn judge(candidates: &[(u32, Row)], hidden: &[u32], score: impl Fn(&Row) -> f64) -> Found {
    let mut ranked: Vec<(f64, u32)> = candidates.iter().map(|(place, row)| (score(row), *place)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let ranks: Vec<usize> =
        (1..).zip(&ranked).filter(|(_, (_, place))| hidden.contains(place)).map(|(rank, _)| rank).collect();
    let share =
        |within: usize| ranks.iter().filter(|&&rank| rank <= within).count() as f64 / hidden.len() as f64;
    let precision = ranks.iter().zip(1..).map(|(&rank, found)| f64::from(found) / rank as f64).sum::<f64>();
    Found {
        recall_at_10: share(10),
        recall_at_50: share(50),
        average_precision: precision / hidden.len() as f64,
    }
}

fn mean(found: impl ExactSizeIterator<Item = Found>) -> Found {
    let count = found.len().max(1) as f64;
    found.fold(Found::default(), |mean, found| Found {
        recall_at_10: mean.recall_at_10 + found.recall_at_10 / count,
        recall_at_50: mean.recall_at_50 + found.recall_at_50 / count,
        average_precision: mean.average_precision + found.average_precision / count,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_by_hand() {
        let candidates: Vec<(u32, Row)> = (0..60u32).map(|place| (place, [-(place as f32); 22])).collect();
        // Ranks 2 and 21; the third is no candidate.
        let found = judge(&candidates, &[1, 20, 99], |row| f64::from(row[0]));
        assert_eq!((found.recall_at_10, found.recall_at_50), (1.0 / 3.0, 2.0 / 3.0));
        assert!((found.average_precision - (1.0 / 2.0 + 2.0 / 21.0) / 3.0).abs() < 1e-12);
    }
}
