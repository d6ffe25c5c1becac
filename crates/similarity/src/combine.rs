//! Relations to the similarity graph.

use corpus::Paper;
use network::{Graph, Link};
use parallel::Progress;
use rustc_hash::FxHashMap;

use crate::{
    GraphSettings, RELATIONS, Relation, SettingsError, Terms, Vectors,
    relations::{self, Tie},
};

/// How many links a task completes at a time.
const CHUNK: usize = 4096;

/// The similarity graph, with what each link is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Similarity {
    /// Ascending by (source, target), each pair once.
    pub links: Vec<SimilarityLink>,
    /// The same links as a graph; vertex `i` is paper `i`.
    pub graph: Graph,
    /// What was left out and why, to be told in the report.
    pub limits: Vec<Limit>,
}

/// A link between two papers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SimilarityLink {
    /// The paper with the smaller number.
    pub source: u32,
    /// The paper with the larger number.
    pub target: u32,
    /// The weighted sum of the parts.
    pub weight: f64,
    /// What each relation says, 0 to 1, in the order of [`Relation::ALL`].
    pub parts: [f64; RELATIONS],
}

impl SimilarityLink {
    /// What `relation` says.
    pub fn part(&self, relation: Relation) -> f64 {
        self.parts[relation as usize]
    }
}

/// Something that more papers share than the cap, so that it tied nobody together.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The relation that left it out.
    pub relation: Relation,
    /// What it is: the name of a repository.
    pub name: String,
    /// How many papers share it.
    pub papers: u32,
    /// The cap.
    pub cap: usize,
}

/// The similarity graph of `papers`.
///
/// Two papers are linked if any relation that counts ties them: terms if one is among the other's most similar
/// ([`Vectors::top_k`]), repositories if they share one below the cap, citations if one cites the other. The weight is the sum
/// over relations of setting × strength. The part of the terms is their cosine on every link, found by terms or not.
///
/// `citations` are (citing, cited) positions in `papers`, `terms` those of the same papers. Time is that of
/// [`Vectors::top_k`]; space `O(n k)` and the pairs that repositories and citations give. The same bits at any number of
/// threads.
///
/// # Errors
///
/// A setting that is out of its range.
pub fn relate(
    papers: &[Paper],
    citations: &[(u32, u32)],
    terms: &Terms,
    settings: &GraphSettings,
    progress: &Progress,
) -> Result<Similarity, SettingsError> {
    settings.check()?;
    let vectors = Vectors::new(terms, settings.space, progress);
    let mut ties: [Vec<Tie>; RELATIONS] = Default::default();
    let mut limits = Vec::new();
    for relation in Relation::ALL.into_iter().filter(|&relation| settings.weight(relation) > 0.0) {
        ties[relation as usize] = match relation {
            Relation::Terms => {
                relations::terms::ties(&vectors.top_k(settings.neighbours, settings.floor, progress))
            }
            Relation::Repos => repo_ties(papers, settings, &mut limits),
            Relation::Citations => relations::citations::ties(papers.len(), citations),
        };
    }
    let mut links = join(&ties);
    complete(&mut links, &vectors, settings);
    if let Some(strongest) = settings.prune {
        links = prune(papers.len(), links, strongest);
    }
    let edges: Vec<Link> = links
        .iter()
        .map(|&SimilarityLink { source, target, weight, .. }| Link { source, target, weight })
        .collect();
    let graph = Graph::from_links(papers.len(), &edges)
        .expect("ends are papers, and weights sums of finite numbers at or above 0");
    Ok(Similarity { links, graph, limits })
}

fn repo_ties(papers: &[Paper], settings: &GraphSettings, limits: &mut Vec<Limit>) -> Vec<Tie> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut names: Vec<&str> = Vec::new();
    let mut links = Vec::new();
    for (paper, record) in papers.iter().enumerate() {
        for repo in &record.repos {
            let number = *numbers.entry(repo.name()).or_insert_with(|| {
                names.push(repo.name());
                names.len() as u32 - 1
            });
            links.push((number, paper as u32));
        }
    }
    let found = relations::repos::ties(links, settings.repo_cap);
    limits.extend(found.capped.into_iter().map(|(repo, papers)| Limit {
        relation: Relation::Repos,
        name: names[repo as usize].to_owned(),
        papers,
        cap: settings.repo_cap,
    }));
    found.ties
}

/// Every pair that a relation ties, with the parts of all, ascending.
fn join(ties: &[Vec<Tie>; RELATIONS]) -> Vec<SimilarityLink> {
    let one = |relation: usize| {
        move |tie: &Tie| {
            let mut parts = [0.0; RELATIONS];
            parts[relation] = tie.strength;
            SimilarityLink { source: tie.source, target: tie.target, weight: 0.0, parts }
        }
    };
    let mut links: Vec<SimilarityLink> =
        ties.iter().enumerate().flat_map(|(relation, ties)| ties.iter().map(one(relation))).collect();
    links.sort_by_key(|link| (link.source, link.target));
    links.dedup_by(|next, kept| {
        let same = (next.source, next.target) == (kept.source, kept.target);
        if same {
            for (sum, part) in kept.parts.iter_mut().zip(next.parts) {
                *sum += part;
            }
        }
        same
    });
    links
}

/// Adds the part of the terms where another relation found the pair, and the weight.
fn complete(links: &mut [SimilarityLink], vectors: &Vectors<'_>, settings: &GraphSettings) {
    let parts = parallel::chunks::collect(links.len(), CHUNK, |position| {
        let SimilarityLink { source, target, mut parts, .. } = links[position];
        let cosine = &mut parts[Relation::Terms as usize];
        if *cosine == 0.0 && settings.weight(Relation::Terms) > 0.0 {
            *cosine = vectors.cosine(source as usize, target as usize);
        }
        parts
    });
    for (link, parts) in links.iter_mut().zip(parts) {
        link.parts = parts;
        link.weight = settings.weights.iter().zip(parts).map(|(weight, part)| weight * part).sum();
    }
}

/// The links that are among the strongest of either end; of equal ones the first stays.
fn prune(papers: usize, links: Vec<SimilarityLink>, strongest: usize) -> Vec<SimilarityLink> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    // Stable: equal weights stay in the order of the pairs.
    order.sort_by(|&a, &b| links[b].weight.total_cmp(&links[a].weight));
    let mut taken = vec![0usize; papers];
    let mut keep = vec![false; links.len()];
    for position in order {
        for end in [links[position].source, links[position].target] {
            let taken = &mut taken[end as usize];
            keep[position] |= *taken < strongest;
            *taken += 1;
        }
    }
    links.into_iter().zip(keep).filter(|&(_, keep)| keep).map(|(link, _)| link).collect()
}

#[cfg(test)]
mod tests {
    use testkit::papers::Plan;

    use super::*;
    use crate::{Space, TermSettings, terms};

    fn made(count: u32) -> (Vec<Paper>, Vec<(u32, u32)>) {
        let made =
            testkit::papers::corpus(Plan { papers: count, topics: 3, length: 30, ..Plan::default() }, 5);
        let cites = |(citing, paper): (u32, &testkit::papers::MadePaper)| {
            paper.references.clone().into_iter().map(move |cited| (citing, cited))
        };
        let citations = (0..).zip(&made).flat_map(cites).collect();
        let paper = |made: testkit::papers::MadePaper| Paper {
            title: made.title,
            abstract_text: Some(made.abstract_text),
            ..Paper::default()
        };
        (made.into_iter().map(paper).collect(), citations)
    }

    fn run(count: u32, settings: &GraphSettings) -> (Terms, Similarity) {
        let (papers, citations) = made(count);
        let terms = terms::build(&papers, &TermSettings::default(), &Progress::none()).unwrap();
        let similarity = relate(&papers, &citations, &terms, settings, &Progress::none()).unwrap();
        (terms, similarity)
    }

    #[test]
    fn every_part_is_there_whoever_found_the_pair() {
        let settings = GraphSettings { neighbours: 3, weights: [2.0, 1.0, 0.5], ..GraphSettings::default() };
        let (terms, similarity) = run(80, &settings);
        let (_, citations) = made(80);
        let cited = relations::citations::ties(80, &citations);
        for tie in &cited {
            let found = |link: &&SimilarityLink| (link.source, link.target) == (tie.source, tie.target);
            assert_eq!(similarity.links.iter().find(found).unwrap().part(Relation::Citations), tie.strength);
        }
        for link in &similarity.links {
            let cosine = f64::from(terms.vectors.dot(link.source as usize, link.target as usize)).min(1.0);
            assert_eq!(link.part(Relation::Terms), cosine);
            assert_eq!(link.weight, 2.0 * cosine + 0.5 * link.part(Relation::Citations));
        }
        assert!(similarity.links.is_sorted_by(|a, b| (a.source, a.target) < (b.source, b.target)));
        assert_eq!(similarity.graph.links(), similarity.links.len());
    }

    #[test]
    fn a_relation_that_counts_nothing_gives_no_links() {
        let (_, similarity) =
            run(40, &GraphSettings { weights: [0.0, 1.0, 1.0], ..GraphSettings::default() });
        assert!(similarity.links.iter().all(|link| link.part(Relation::Terms) == 0.0));
        assert!(!similarity.links.is_empty());
    }

    #[test]
    fn a_shared_repository_links_two_papers_and_one_of_the_many_none() {
        let paper = |title: &str, repos: &[&str]| Paper {
            title: title.into(),
            repos: repos.iter().map(|repo| corpus::Repo::parse(repo).unwrap()).collect(),
            ..Paper::default()
        };
        let (ours, everybodys) = ("https://github.com/lab/code", "https://github.com/big/framework");
        let papers = [
            paper("apples", &[ours, everybodys]),
            paper("zebras", &[ours, everybodys]),
            paper("quarks", &[everybodys]),
        ];
        let terms = terms::build(&papers, &TermSettings::default(), &Progress::none()).unwrap();
        let settings = GraphSettings { repo_cap: 2, ..GraphSettings::default() };
        let similarity = relate(&papers, &[], &terms, &settings, &Progress::none()).unwrap();
        // Two papers: 1 / log₂ 2 = 1.
        assert_eq!(
            similarity.links,
            [SimilarityLink { source: 0, target: 1, weight: 1.0, parts: [0.0, 1.0, 0.0] }]
        );
        let name = "github.com/big/framework".to_owned();
        assert_eq!(similarity.limits, [Limit { relation: Relation::Repos, name, papers: 3, cap: 2 }]);
        let found = crate::evidence::evidence(0, 1, &papers, &[], &terms, 5);
        assert_eq!(
            found.repos.iter().map(|repo| repo.name()).collect::<Vec<_>>(),
            ["github.com/lab/code", "github.com/big/framework"]
        );
    }

    #[test]
    fn pruned_links_are_among_the_strongest_of_an_end() {
        let all = run(60, &GraphSettings::default()).1.links;
        let kept = run(60, &GraphSettings { prune: Some(2), ..GraphSettings::default() }).1.links;
        let stronger = |link: &SimilarityLink, end: u32| {
            let at_end = all.iter().filter(|other| other.source == end || other.target == end);
            at_end.filter(|other| other.weight > link.weight).count()
        };
        assert!(kept.len() < all.len());
        for link in &all {
            let strong = stronger(link, link.source) < 2 || stronger(link, link.target) < 2;
            assert_eq!(kept.contains(link), strong);
        }
    }

    #[test]
    fn small_and_unlike_corpora_work() {
        for count in 0..3 {
            assert_eq!(run(count, &GraphSettings::default()).1.graph.nodes(), count as usize);
        }
        let papers = ["bird", "tree", "sky"].map(|title| Paper { title: title.into(), ..Paper::default() });
        let terms = terms::build(&papers, &TermSettings::default(), &Progress::none()).unwrap();
        let similarity = relate(&papers, &[], &terms, &GraphSettings::default(), &Progress::none()).unwrap();
        assert_eq!((terms.vocabulary.len(), similarity.links.len(), similarity.graph.nodes()), (0, 0, 3));
    }

    #[test]
    fn papers_are_compared_where_it_is_said() {
        let latent =
            GraphSettings { space: Space::Latent { dimensions: 4, seed: 1 }, ..GraphSettings::default() };
        let (terms, similarity) = run(80, &latent);
        let vectors = Vectors::new(&terms, latent.space, &Progress::none());
        assert!(similarity.links.len() > 80);
        for link in &similarity.links {
            let cosine = vectors.cosine(link.source as usize, link.target as usize);
            assert_eq!(link.part(Relation::Terms), cosine);
        }
    }

    #[test]
    fn threads_change_nothing() {
        let latent =
            GraphSettings { space: Space::Latent { dimensions: 9, seed: 1 }, ..GraphSettings::default() };
        for settings in [GraphSettings::default(), latent] {
            let of = |threads| parallel::with_threads(threads, || run(1500, &settings)).unwrap();
            assert_eq!(of(1), of(3));
        }
    }
}
