//! What papers can have in common, numbered: repositories, cited works, citing papers, authors, keywords.

use corpus::Corpus;
use rustc_hash::FxHashMap;

use super::{Incidence, Relation};

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
/// different databases couple. Citing papers are those of the corpus. Authors and keywords are the same where their letters
/// and digits are, whatever the case and the signs between them; a name is not a person.
///
/// Numbers are positions in the corpus, or go by first appearance. Time and space linear in what is listed.
pub fn items(relation: Relation, corpus: &Corpus) -> Option<Items<'_>> {
    let papers = &corpus.papers;
    match relation {
        Relation::Repos => Some(named(
            papers.iter().map(|paper| paper.repos.iter().map(|repo| (repo.name(), repo.name().to_owned()))),
        )),
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
        Relation::Authors => Some(named(papers.iter().map(|paper| spelled(&paper.authors)))),
        Relation::Keywords => Some(named(papers.iter().map(|paper| spelled(&paper.keywords)))),
        Relation::Terms | Relation::Citations | Relation::Vectors => None,
    }
}

/// Names as written, each with what is the same for all its spellings; names without a letter or digit are none.
fn spelled(names: &[String]) -> impl Iterator<Item = (&str, String)> {
    names.iter().map(|name| (name.as_str(), folded(name))).filter(|(_, key)| !key.is_empty())
}

/// Letters and digits in lower case, a space for whatever stands between them.
fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

/// Items with names, numbered by first appearance; what is called is the first spelling.
fn named<'a>(papers: impl Iterator<Item = impl Iterator<Item = (&'a str, String)>>) -> Items<'a> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut names = Vec::new();
    let mut of_paper = Incidence::default();
    for paper in papers {
        of_paper.push(paper.map(|(name, key)| {
            *numbers.entry(key).or_insert_with(|| {
                names.push(name);
                names.len() as u32 - 1
            })
        }));
    }
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
