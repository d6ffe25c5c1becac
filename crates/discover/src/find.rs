//! The paper that somebody means.

use crate::index::Name;

/// At most so many papers are proposed.
const PROPOSED: usize = 5;

/// Nobody, or more than one.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FindError {
    /// No paper has this id or DOI, or a title that begins so.
    #[error("no paper has the id or DOI {asked:?}, or a title that begins so; nearest: {}", list(.nearest))]
    Unknown {
        /// What was asked for.
        asked: String,
        /// The papers whose ids or titles are most like it, best first, as ids and titles.
        nearest: Vec<(String, String)>,
    },
    /// Several titles begin so.
    #[error("{count} titles begin with {asked:?}; say an id: {}", list(.among))]
    Several {
        /// What was asked for.
        asked: String,
        /// How many.
        count: usize,
        /// Some of them, as ids and titles.
        among: Vec<(String, String)>,
    },
}

fn list(papers: &[(String, String)]) -> String {
    papers.iter().map(|(id, title)| format!("\n  {id}  {title}")).collect()
}

/// The position of the paper with this id, DOI, or, of papers whose title begins so, the only one; the case does not matter,
/// and a whole title goes before one that is longer.
///
/// # Errors
///
/// None, with those that are nearest by the similarity of Jaro and Winkler; or several.
pub fn find(names: &[Name], asked: &str) -> Result<u32, FindError> {
    let lower = asked.trim().to_lowercase();
    let doi = lower.trim_start_matches("https://").trim_start_matches("doi.org/").trim_start_matches("doi:");
    let exact = |name: &Name| name.id == asked.trim() || name.doi.as_deref() == Some(doi);
    let position = names
        .iter()
        .position(exact)
        .or_else(|| names.iter().position(|name| name.id.to_lowercase() == lower));
    if let Some(position) = position {
        return Ok(position as u32);
    }
    let titles: Vec<String> = names.iter().map(|name| name.title.to_lowercase()).collect();
    let begin: Vec<usize> =
        (0..names.len()).filter(|&at| !lower.is_empty() && titles[at].starts_with(&lower)).collect();
    let whole: Vec<usize> = begin.iter().copied().filter(|&at| titles[at] == lower).collect();
    let told = |at: &[usize]| -> Vec<(String, String)> {
        at.iter().take(PROPOSED).map(|&at| (names[at].id.clone(), names[at].title.clone())).collect()
    };
    match (&whole[..], &begin[..]) {
        ([one], _) | ([], [one]) => Ok(*one as u32),
        ([], []) => Err(FindError::Unknown {
            asked: asked.to_owned(),
            nearest: told(&nearest(names, &titles, &lower)),
        }),
        _ => Err(FindError::Several { asked: asked.to_owned(), count: begin.len(), among: told(&begin) }),
    }
}

/// The papers whose id or title is most like `asked`, best first.
fn nearest(names: &[Name], titles: &[String], asked: &str) -> Vec<usize> {
    // Nobody types more than this to name a paper, and time grows with the square.
    let short = |text: &str| text[..text.floor_char_boundary(200)].to_owned();
    let asked = &short(asked);
    let alike = parallel::chunks::collect(names.len(), 1024, |at| {
        let title = strsim::jaro_winkler(&short(&titles[at]), asked);
        title.max(strsim::jaro_winkler(&short(&names[at].id.to_lowercase()), asked))
    });
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|&a, &b| alike[b].total_cmp(&alike[a]).then(a.cmp(&b)));
    order.truncate(PROPOSED);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_by_id_doi_and_title() {
        let name = |id: &str, doi: &str, title: &str| Name {
            id: id.into(),
            doi: Some(doi.into()),
            title: title.into(),
        };
        let names = [
            name("w1", "10.1/a", "Volume rendering"),
            name("w2", "10.1/b", "Volume rendering of clouds"),
            name("w3", "10.1/c", "Graph drawing"),
        ];
        let found = |asked: &str| find(&names, asked);
        assert_eq!(found("w2"), Ok(1));
        assert_eq!(found("W3"), Ok(2));
        assert_eq!(found("https://doi.org/10.1/A"), Ok(0));
        assert_eq!(found("volume rendering"), Ok(0));
        assert_eq!(found("Graph"), Ok(2));
        assert!(matches!(found("volume"), Err(FindError::Several { count: 2, .. })));
        let Err(FindError::Unknown { nearest, .. }) = found("graf drawing") else { panic!("found") };
        assert_eq!(nearest[0].0, "w3");
        assert!(matches!(found(""), Err(FindError::Unknown { .. })));
    }
}
