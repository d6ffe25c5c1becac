//! What clusters are called: by their terms as their papers write them, by hand, or by a title where there is nothing else.

use crate::analysis::Topic;
use corpus::Corpus;
use parallel::chunks;
use rustc_hash::FxHashMap;
use similarity::Terms;
use topics::{
    Members,
    labels::{self, KeyTerm, wording},
    part,
};

/// A term as papers write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The term.
    pub text: String,
    /// How many papers of the cluster have it.
    pub papers: usize,
}

/// Where a label comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The terms of the cluster.
    Terms,
    /// `[labels]` of `workspace.toml`.
    Hand,
    /// The title of a paper, since the cluster has no terms.
    Title,
}

impl Origin {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Hand => "hand",
            Self::Title => "title",
        }
    }
}

/// The name of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The label.
    pub text: String,
    /// The terms that make it up, or would without a label by hand.
    pub terms: Vec<Named>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A cluster within a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Subtopic {
    /// What tells it from the others of its cluster; a title where it has no terms.
    pub label: String,
    /// Its papers, ascending.
    pub papers: Vec<u32>,
}

/// Key terms as the papers of their cluster write them; those that they write the same way are one.
pub fn named(corpus: &Corpus, terms: &Terms, papers: &[u32], keys: &[KeyTerm]) -> Vec<Named> {
    let written = |key: &KeyTerm| {
        let has = |&&paper: &&u32| terms.vectors.row(paper as usize).0.binary_search(&key.term).is_ok();
        let having = papers.iter().filter(has).map(|&paper| &corpus.papers[paper as usize]);
        let text = wording::wording(&terms.vocabulary[key.term as usize].text, having);
        Named { text, papers: key.papers as usize }
    };
    let mut named: Vec<Named> = Vec::new();
    for term in keys.iter().map(written) {
        match named.iter_mut().find(|other| other.text.to_lowercase() == term.text.to_lowercase()) {
            Some(other) => other.papers = other.papers.max(term.papers),
            None => named.push(term),
        }
    }
    named
}

/// Without terms that stand in another one: of "unmanned aerial vehicles" and "vehicles" the first says it all.
fn apart(terms: Vec<Named>) -> Vec<Named> {
    let words = |term: &Named| format!(" {} ", term.text.to_lowercase());
    let all: Vec<String> = terms.iter().map(words).collect();
    let within =
        |own: &String| all.iter().any(|other| other.len() > own.len() && other.contains(own.as_str()));
    terms.into_iter().zip(&all).filter(|(_, own)| !within(own)).map(|(term, _)| term).collect()
}

/// A label for each cluster from its terms, or else from `representatives`, its papers by how typical they are.
pub fn labels(
    corpus: &Corpus,
    terms: &Terms,
    members: &Members,
    key_terms: &[Vec<KeyTerm>],
    representatives: &[Vec<u32>],
) -> Vec<Label> {
    let chosen = labels::label_terms(terms, key_terms);
    chunks::collect(members.clusters(), 1, |cluster| {
        let terms = apart(named(corpus, terms, members.of(cluster), &chosen[cluster]));
        match terms.is_empty() {
            true => Label { text: title(corpus, &representatives[cluster]), terms, origin: Origin::Title },
            false => Label { text: joined(&terms), terms, origin: Origin::Terms },
        }
    })
}

/// The sub-clusters of each cluster with labels that tell them apart; none where a cluster is one piece.
pub fn subtopics(
    corpus: &Corpus,
    terms: &Terms,
    members: &Members,
    subcluster_of: &[u32],
    strength: &[f64],
) -> Vec<Vec<Subtopic>> {
    /// Key terms of which the label is made.
    const TERMS: usize = 6;
    chunks::collect(members.clusters(), 1, |cluster| {
        let papers = members.of(cluster);
        let last = papers.iter().map(|&paper| subcluster_of[paper as usize]).max().unwrap_or(0);
        if last == 0 {
            return Vec::new();
        }
        let mut groups = vec![Vec::new(); last as usize + 1];
        for &paper in papers {
            groups[subcluster_of[paper as usize] as usize].push(paper);
        }
        let (own, inner) = part::part(terms, papers, &groups);
        let key_terms = labels::key_terms(&own, &inner, TERMS);
        let label_terms = labels::label_terms(&own, &key_terms);
        let subtopic = |(papers, keys): (Vec<u32>, Vec<KeyTerm>)| {
            let label = match keys.is_empty() {
                true => title(corpus, &crate::analysis::highest(strength, papers.iter().copied(), 1)),
                false => joined(&apart(named(corpus, terms, &papers, &keys))),
            };
            Subtopic { label, papers }
        };
        groups.into_iter().zip(label_terms).map(subtopic).collect()
    })
}

/// Coherence and diversity of the key terms; `None` where no cluster has two.
pub fn quality(terms: &Terms, topics: &[Topic]) -> Option<(f64, f64)> {
    let list = |topic: &Topic| topic.key_terms.iter().map(|key| key.term).collect::<Vec<_>>();
    let lists: Vec<Vec<u32>> = topics.iter().map(list).filter(|list| list.len() > 1).collect();
    Some((labels::quality::coherence(terms, &lists)?, labels::quality::diversity(&lists)?))
}

fn joined(terms: &[Named]) -> String {
    terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// The title of the first paper, as far as a label goes.
fn title(corpus: &Corpus, papers: &[u32]) -> String {
    const LONGEST: usize = 60;
    let title = papers.first().map_or("", |&paper| &corpus.papers[paper as usize].title);
    crate::analysis::shortened(title, LONGEST)
}

/// A label by hand: what it is bound to, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The id of a paper, or words of the label that is replaced.
    pub of: String,
    /// The label.
    pub text: String,
}

/// Puts labels by hand in their places; gives back a sentence for each that has none.
///
/// A label is bound to the cluster of the paper with that id, whatever number the cluster has; if there is no such paper, to the cluster
/// whose own label is the same words, or else to the only one that has these words among the terms of its label. Of several for one
/// cluster the first counts.
pub fn put(by_hand: &[ByHand], corpus: &Corpus, cluster_of: &[u32], labels: &mut [Label]) -> Vec<String> {
    let papers = crate::earlier::papers_by_id(corpus);
    let mut taken: FxHashMap<usize, &str> = FxHashMap::default();
    let mut stray = Vec::new();
    for ByHand { of, text } in by_hand {
        let written = tables::defuse::defuse(of);
        let cluster = match papers.get(&written) {
            Some(&paper) => Some(cluster_of[paper] as usize),
            None => by_words(of, labels),
        };
        match cluster {
            None => stray.push(format!(
                "The label \"{text}\" is not used: no paper has the id \"{of}\", and it is not the label of a cluster, nor a term of \
                 one label alone ([labels] in workspace.toml)."
            )),
            Some(cluster) => match taken.get(&cluster) {
                Some(first) => stray.push(format!(
                    "The label \"{text}\" for \"{of}\" is not used: the same cluster is already called \"{first}\" ([labels] in \
                     workspace.toml)."
                )),
                None => {
                    taken.insert(cluster, text);
                }
            },
        }
    }
    // Written only now: words of labels mean those that the program gave.
    for (cluster, label) in labels.iter_mut().enumerate() {
        if let Some(&text) = taken.get(&cluster) {
            text.clone_into(&mut label.text);
            label.origin = Origin::Hand;
        }
    }
    stray
}

fn by_words(words: &str, labels: &[Label]) -> Option<usize> {
    let same = |text: &str| text.to_lowercase() == words.trim().to_lowercase();
    let whole = labels.iter().position(|label| same(&label.text));
    whole.or_else(|| {
        let has = |label: &Label| label.terms.iter().any(|term| same(&term.text));
        let mut having = (0..labels.len()).filter(|&cluster| has(&labels[cluster]));
        having.next().filter(|_| having.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;

    fn corpus(ids: &[&str]) -> Corpus {
        let paper = |id: &&str| Paper { id: (*id).into(), ..Paper::default() };
        Corpus { papers: ids.iter().map(paper).collect(), ..Corpus::default() }
    }

    fn label(terms: &[&str]) -> Label {
        let terms: Vec<Named> = terms.iter().map(|&term| Named { text: term.into(), papers: 2 }).collect();
        Label { text: joined(&terms), terms, origin: Origin::Terms }
    }

    fn by_hand(labels: &[(&str, &str)]) -> Vec<ByHand> {
        labels.iter().map(|&(of, text)| ByHand { of: of.into(), text: text.into() }).collect()
    }

    #[test]
    fn terms_that_papers_write_the_same_way_are_one() {
        let text = |at: usize| {
            Some(
                ["We treat", "They treat", "Some treat", "All treat"][at].to_owned()
                    + " large cell lymphoma well.",
            )
        };
        let papers = (0..4).map(|at| Paper { abstract_text: text(at), ..Paper::default() }).collect();
        let corpus = Corpus { papers, ..Corpus::default() };
        let term = |text: &str| similarity::Term { text: text.into(), papers: 4, parts: Vec::new() };
        let mut terms =
            Terms { vocabulary: vec![term("large cell"), term("cell lymphoma")], ..Terms::default() };
        (0..4).for_each(|_| terms.vectors.push([(0, 1.0), (1, 1.0)]));
        let keys = [0, 1].map(|term| KeyTerm { term, papers: 4 - term, score: 1.0 });
        let found = named(&corpus, &terms, &[0, 1, 2, 3], &keys);
        assert_eq!(found, [Named { text: "treat large cell lymphoma well".into(), papers: 4 }]);
    }

    #[test]
    fn a_label_says_nothing_twice() {
        let terms = ["aerial vehicles", "Vehicles", "aerial", "vehicle"];
        let terms = terms.map(|text| Named { text: text.into(), papers: 2 }).to_vec();
        assert_eq!(joined(&apart(terms)), "aerial vehicles, vehicle");
    }

    #[test]
    fn a_label_follows_its_paper_whatever_the_number_of_the_cluster() {
        let corpus = corpus(&["a", "b", "=c"]);
        let wanted = by_hand(&[("b", "Graphs"), ("=c", "Flows")]);
        for (clusters, expected) in [([0, 1, 0], ["Flows", "Graphs"]), ([1, 0, 1], ["Graphs", "Flows"])] {
            let mut labels = vec![label(&["volume"]), label(&["graph"])];
            assert_eq!(put(&wanted, &corpus, &clusters, &mut labels), Vec::<String>::new());
            assert_eq!(labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>(), expected);
            assert!(labels.iter().all(|label| label.origin == Origin::Hand));
        }
    }

    #[test]
    fn a_label_follows_the_words_that_it_replaces() {
        let corpus = corpus(&["a"]);
        let found = vec![label(&["volume", "ray"]), label(&["graph", "ray"])];
        let texts = |of| {
            let mut labels = found.clone();
            let stray = put(&by_hand(&[(of, "New")]), &corpus, &[0], &mut labels);
            (labels.into_iter().map(|label| label.text).collect::<Vec<_>>(), stray.len())
        };
        assert_eq!(texts("Graph, ray"), (vec!["volume, ray".into(), "New".into()], 0));
        assert_eq!(texts("volume"), (vec!["New".into(), "graph, ray".into()], 0));
        // Two labels have it: it tells nothing.
        assert_eq!(texts("ray"), (vec!["volume, ray".into(), "graph, ray".into()], 1));
    }

    #[test]
    fn what_fits_nowhere_or_twice_is_told() {
        let mut labels = vec![label(&["volume"])];
        let wanted = by_hand(&[("a", "First"), ("volume", "Second"), ("mesh", "Third")]);
        let stray = put(&wanted, &corpus(&["a"]), &[0], &mut labels);
        assert_eq!(labels[0].text, "First");
        assert!(stray[0].contains("already called \"First\""), "{stray:?}");
        assert!(
            stray[1].starts_with("The label \"Third\" is not used: no paper has the id \"mesh\""),
            "{stray:?}"
        );
    }
}
