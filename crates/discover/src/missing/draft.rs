//! A draft among the papers of a corpus.

use std::{cmp::Reverse, ops::Range};

use corpus::{Corpus, Paper, id};

use crate::references::is_telling;

/// Papers that a task looks for in the draft.
const CHUNK: usize = 256;

/// The corpus with a draft as its last paper.
///
/// The first line of `text` that is not blank is the title, the rest counts as the abstract. Papers are cited by it whose DOI stands
/// in the text, or whose title does; case, accents and punctuation of titles do not matter. Titles of few words may stand in a text
/// without being cited, and so may one that is a part of a longer title: they do not count. Its year is `year`, or the last of
/// the corpus. Time `O(papers × text)`, by a fast search.
pub fn with_draft(mut corpus: Corpus, text: &str, year: Option<i32>) -> Corpus {
    let text = text.trim();
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let draft = corpus.papers.len() as u32;
    let cited = cited(&corpus.papers, text);
    let year = year.or_else(|| corpus.papers.iter().filter_map(|paper| paper.year).max());
    corpus.citations.extend(cited.into_iter().map(|paper| (draft, paper)));
    corpus.papers.push(Paper {
        id: "draft".to_owned(),
        title: title.trim().to_owned(),
        abstract_text: Some(rest.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty()),
        year,
        ..Paper::default()
    });
    corpus
}

/// The papers that a text cites, ascending.
fn cited(papers: &[Paper], text: &str) -> Vec<u32> {
    let (lower, folded) = (text.to_lowercase(), id::folded(text));
    let by_doi = parallel::chunks::collect(papers.len(), CHUNK, |paper| {
        papers[paper].doi.as_deref().is_some_and(|doi| holds_doi(&lower, doi))
    });
    let places = parallel::chunks::collect(papers.len(), CHUNK, |paper| {
        let title = id::folded(&papers[paper].title);
        if is_telling(&title) { places(&folded, &title) } else { Vec::new() }
    });
    let mut titled: Vec<(Range<usize>, u32)> =
        (0..).zip(places).flat_map(|(paper, places)| places.into_iter().map(move |at| (at, paper))).collect();
    titled.sort_by_key(|(at, paper)| (at.start, Reverse(at.end), *paper));
    // Whatever lies within a longer place begins behind it, or stands behind it in this order.
    let mut longest = 0..0;
    titled.retain(|(at, _)| {
        let within = at.end <= longest.end && *at != longest;
        if at.end > longest.end {
            longest = at.clone();
        }
        !within
    });
    let mut cited: Vec<u32> =
        (0..).zip(by_doi).filter(|&(_, stands)| stands).map(|(paper, _)| paper).collect();
    cited.extend(titled.into_iter().map(|(_, paper)| paper));
    cited.sort_unstable();
    cited.dedup();
    cited
}

/// Where a folded title stands in a folded text as whole words.
fn places(text: &str, title: &str) -> Vec<Range<usize>> {
    let whole = |at: &Range<usize>| {
        (at.start == 0 || text[..at.start].ends_with(' '))
            && (at.end == text.len() || text[at.end..].starts_with(' '))
    };
    text.match_indices(title).map(|(at, _)| at..at + title.len()).filter(whole).collect()
}

/// Whether `doi` stands in `text` and is no part of another one; a full stop or bracket behind it is none of the DOI.
fn holds_doi(text: &str, doi: &str) -> bool {
    let goes_on = |end: usize| {
        let joins = |sign: &char| matches!(sign, '.' | '-' | '_' | '/' | ':' | '(' | ')');
        text[end..].chars().find(|sign| !joins(sign)).is_some_and(char::is_alphanumeric)
    };
    let begins_before =
        |start: usize| text[..start].ends_with(|sign: char| sign == '.' || sign.is_ascii_digit());
    text.match_indices(doi).any(|(at, _)| !begins_before(at) && !goes_on(at + doi.len()))
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

    /// The papers with these titles that a text cites.
    fn titled(titles: &[&str], text: &str) -> Vec<u32> {
        let papers: Vec<Paper> =
            titles.iter().map(|&title| Paper { title: title.into(), ..Paper::default() }).collect();
        cited(&papers, text)
    }

    #[test]
    fn titles_are_telling_and_end_with_their_last_word() {
        let titles = ["Information Visualization Techniques", "The art of drawing a tree"];
        assert!(
            titled(&titles, "Information visualization techniques; the art of drawing a treemap").is_empty()
        );
        assert!(titled(&titles, "Bathe art of drawing a tree").is_empty());
        assert_eq!(titled(&titles, "“The Art of Drawing a Tree.”"), [1]);
    }

    #[test]
    fn a_title_within_a_longer_one_counts_only_where_it_stands_alone() {
        let titles = [
            "Drawing of very large trees",
            "On the drawing of very large trees: a survey",
            "Very large trees: a survey",
        ];
        let text = "Doe: On the drawing of very large trees: a survey. Maps, 2009.";
        assert_eq!(titled(&titles, text), [1]);
        assert_eq!(titled(&titles, &format!("{text} Roe: Drawing of very large trees. Maps, 2010.")), [0, 1]);
        assert_eq!(titled(&[titles[1], titles[1]], text), [0, 1]);
    }

    #[test]
    fn a_doi_is_no_part_of_another_one() {
        for text in ["10.1145/1122445.1122456", "10.1145/1122445-2", "110.1145/1122445", "10.1145/11224459"] {
            assert!(!holds_doi(text, "10.1145/1122445"), "{text}");
        }
        for text in [
            "see 10.1145/1122445.",
            "(doi10.1145/1122445). And",
            "https://doi.org/10.1145/1122445\nRoe",
            "10.1145/1122445.1 10.1145/1122445",
        ] {
            assert!(holds_doi(text, "10.1145/1122445"), "{text}");
        }
    }
}
