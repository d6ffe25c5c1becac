//! Citations that are made, and such as are likely, by year.

use std::collections::BTreeMap;

use corpus::Corpus;

use super::Suggestion;

/// The citations of one paper from one year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOfCitations {
    /// The cited paper, as a position in the corpus.
    pub cited: u32,
    /// The year of the citing papers.
    pub year: i32,
    /// How many papers of that year cite it.
    pub explicit: u32,
    /// To how many that do not it was suggested.
    pub likely: u32,
    /// The sum of the probabilities of these suggestions.
    pub expected: f64,
}

/// For each paper that is suggested, its citations by year of the citing papers; papers in the order of the corpus, years
/// ascending. Citing papers without a year are left out.
pub fn overview(corpus: &Corpus, suggestions: &[Suggestion]) -> Vec<YearOfCitations> {
    let mut years: BTreeMap<(u32, i32), YearOfCitations> = BTreeMap::new();
    let mut count = |citing: u32, cited: u32, add: &dyn Fn(&mut YearOfCitations)| {
        if let Some(year) = corpus.papers[citing as usize].year {
            let none = YearOfCitations { cited, year, explicit: 0, likely: 0, expected: 0.0 };
            add(years.entry((cited, year)).or_insert(none));
        }
    };
    let mut suggested = vec![false; corpus.papers.len()];
    suggestions.iter().for_each(|suggestion| suggested[suggestion.cited as usize] = true);
    for &(citing, cited) in corpus.citations.iter().filter(|(_, cited)| suggested[*cited as usize]) {
        count(citing, cited, &|year| year.explicit += 1);
    }
    for suggestion in suggestions {
        count(suggestion.citing, suggestion.cited, &|year| {
            year.likely += 1;
            year.expected += suggestion.probability;
        });
    }
    years.into_values().collect()
}
