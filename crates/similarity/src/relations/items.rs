//! What papers can have in common, numbered: repositories, cited works, citing papers, authors, keywords.

use std::sync::LazyLock;

use corpus::Corpus;

use super::{Incidence, Relation};
use crate::{Kind, Named, Thesaurus, named};

/// Which paper has which items.
pub struct Items<'a> {
    /// A row a paper, a column an item.
    pub of_paper: Incidence,
    /// What people call an item.
    pub name: Box<dyn Fn(u32) -> &'a str + Send + Sync + 'a>,
}

/// The items that `relation` counts; `None` where it is not about items: terms, citations, vectors.
///
/// Cited works are those of [`Corpus::works`], papers of the corpus or not, each once however it is written: so papers of
/// different databases couple. Citing papers are those of the corpus. When two names of authors or two keywords are the same
/// says [`named`](mod@crate::named).
///
/// Numbers are positions in the corpus, or go by first appearance. Time and space linear in what is listed.
pub fn items(relation: Relation, corpus: &Corpus) -> Option<Items<'_>> {
    let papers = &corpus.papers;
    match relation {
        Relation::Repos => Some(of_named(Kind::Repos, corpus)),
        Relation::Coupling => {
            let mut of_paper = Incidence::default();
            for paper in 0..papers.len() {
                of_paper.push(corpus.references_of.get(paper).into_iter().flatten().copied());
            }
            let name = |work: u32| {
                let work = &corpus.works[work as usize];
                work.title.as_deref().unwrap_or(&work.text)
            };
            Some(Items { of_paper, name: Box::new(name) })
        }
        Relation::Cocitation => {
            let mut citing_of = vec![Vec::new(); papers.len()];
            for &(citing, cited) in &corpus.citations {
                citing_of[cited as usize].push(citing);
            }
            let mut of_paper = Incidence::default();
            citing_of.into_iter().for_each(|citing| of_paper.push(citing));
            Some(Items { of_paper, name: Box::new(|paper| &papers[paper as usize].title) })
        }
        Relation::Authors => Some(of_named(Kind::Authors, corpus)),
        Relation::Keywords => Some(of_named(Kind::Keywords, corpus)),
        Relation::Terms | Relation::Citations | Relation::Vectors => None,
    }
}

/// What papers name, as the tables count it.
fn of_named(kind: Kind, corpus: &Corpus) -> Items<'_> {
    // What a thesaurus says is for people who read tables and maps of authors; papers are linked by what they say themselves.
    static NONE: LazyLock<Thesaurus> = LazyLock::new(Thesaurus::default);
    let Named { of_paper, names, .. } = named(kind, corpus, &NONE);
    Items { of_paper, name: Box::new(move |item| names[item as usize]) }
}

#[cfg(test)]
mod tests {
    use corpus::{CitedWork, Paper};

    use super::*;

    fn row<'a>(items: &Items<'a>, paper: usize) -> Vec<&'a str> {
        items.of_paper.of(paper).iter().map(|&item| (items.name)(item)).collect()
    }

    #[test]
    fn spellings_are_one_name() {
        let paper = |authors: &[&str]| Paper {
            authors: authors.iter().map(|&author| author.to_owned()).collect(),
            ..Paper::default()
        };
        let papers =
            vec![paper(&["Smith, J.", "Šmídová E"]), paper(&["SMITH J", "–"]), paper(&["Smith, J-P"])];
        let corpus = Corpus { papers, ..Corpus::default() };
        let authors = items(Relation::Authors, &corpus).unwrap();
        assert_eq!(row(&authors, 0), ["Smith, J.", "Šmídová E"]);
        assert_eq!(row(&authors, 1), ["Smith, J."]);
        assert_eq!(row(&authors, 2), ["Smith, J-P"]);
    }

    #[test]
    fn works_and_citing_papers_by_hand() {
        // 0 and 1 cite a work outside, and 2; 2 cites nothing.
        let work = |text: &str, title: Option<&str>| CitedWork {
            text: text.into(),
            title: title.map(str::to_owned),
            ..CitedWork::default()
        };
        let corpus = Corpus {
            papers: ["a", "b", "c"].map(|title| Paper { title: title.into(), ..Paper::default() }).to_vec(),
            works: vec![work("Doe J, 1990", None), work("10.1/c", Some("c"))],
            references_of: vec![vec![0, 1], vec![0, 1], vec![]],
            citations: vec![(0, 2), (1, 2)],
            ..Corpus::default()
        };
        let works = items(Relation::Coupling, &corpus).unwrap();
        assert_eq!((row(&works, 0), row(&works, 2)), (vec!["Doe J, 1990", "c"], vec![]));
        let citing = items(Relation::Cocitation, &corpus).unwrap();
        assert_eq!((row(&citing, 0), row(&citing, 2)), (vec![], vec!["a", "b"]));
        assert!(items(Relation::Terms, &corpus).is_none());
    }
}
