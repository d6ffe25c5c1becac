//! A draft among the papers of a corpus.

use corpus::{Corpus, Paper};

/// A title that is shorter, in bytes, may stand in a text without being cited.
const SHORTEST_TITLE: usize = 25;

/// The corpus with a draft as its last paper.
///
/// The first line of `text` that is not blank is the title, the rest counts as the abstract. Papers whose DOI, or whose title of 25
/// bytes or more, stands in the text are cited by it; the case does not matter. Its year is `year`, or the last of the corpus.
/// Time `O(papers × text)`, by a fast search.
pub fn with_draft(mut corpus: Corpus, text: &str, year: Option<i32>) -> Corpus {
    let text = text.trim();
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let draft = corpus.papers.len() as u32;
    let lower = one_spaced(&text.to_lowercase());
    let stands = |paper: &Paper| {
        let title = paper.title.to_lowercase();
        paper.doi.as_deref().is_some_and(|doi| holds_whole(&lower, doi))
            || title.len() >= SHORTEST_TITLE && lower.contains(&title)
    };
    let cited = parallel::chunks::collect(corpus.papers.len(), 256, |paper| stands(&corpus.papers[paper]));
    let cited = (0..draft).filter(|&paper| cited[paper as usize]);
    let year = year.or_else(|| corpus.papers.iter().filter_map(|paper| paper.year).max());
    corpus.citations.extend(cited.map(|paper| (draft, paper)));
    corpus.papers.push(Paper {
        id: "draft".to_owned(),
        title: title.trim().to_owned(),
        abstract_text: Some(one_spaced(rest)).filter(|text| !text.is_empty()),
        year,
        ..Paper::default()
    });
    corpus
}

/// Whether `doi` stands in `text` and does not go on there: one DOI may be the beginning of another.
fn holds_whole(text: &str, doi: &str) -> bool {
    let goes_on = |at: usize| text[at + doi.len()..].starts_with(char::is_alphanumeric);
    text.match_indices(doi).any(|(at, _)| !goes_on(at))
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_draft_is_cited() {
        let paper = |title: &str, doi: Option<&str>| Paper {
            title: title.into(),
            doi: doi.map(str::to_owned),
            year: Some(1999),
            ..Paper::default()
        };
        let papers = vec![
            paper("Trees", None),
            paper("On the drawing of very large trees", None),
            paper("Maps", Some("10.1000/maps")),
            paper("Clouds", Some("10.1000/map")),
        ];
        let text = "My draft\n\nTrees are drawn [1].\n[1] Doe. On the Drawing of very\nlarge trees.\n[2] doi:10.1000/MAPS\n";
        let corpus = with_draft(Corpus { papers, ..Corpus::default() }, text, None);
        assert_eq!(corpus.citations, [(4, 1), (4, 2)]);
        assert_eq!((corpus.papers[4].title.as_str(), corpus.papers[4].year), ("My draft", Some(1999)));
    }
}
