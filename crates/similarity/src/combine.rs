//! Relations to the similarity graph.

use corpus::Corpus;
use network::{Graph, GraphError, Link};
use parallel::Progress;

use crate::{
    GraphSettings, RELATIONS, Relation, SettingsError, TermSpace, Terms, Vectors,
    relations::{
        self, Tie,
        items::{self, Items},
        shared,
    },
};

/// How many links a task completes at a time.
const CHUNK: usize = 4096;

/// The similarity graph, with what each link is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Similarity {
    /// Ascending by (source, target), the paper with the smaller number first, each pair once. The weight is the weighted sum
    /// of the parts.
    pub links: Vec<Link>,
    /// What each relation says of each link, beside `links`; `None` where the relation counts nothing.
    parts: [Option<Vec<f64>>; RELATIONS],
    /// The same links as a graph; vertex `i` is paper `i`.
    pub graph: Graph,
    /// What was left out and why, to be told in the report.
    pub limits: Vec<Limit>,
}

impl Similarity {
    /// What `relation` says of each link, 0 to 1, in the order of [`Similarity::links`]; `None` where it counts nothing.
    pub fn parts(&self, relation: Relation) -> Option<&[f64]> {
        self.parts[relation as usize].as_deref()
    }

    /// The similarity graph of links that come from elsewhere, in any order, each with what some relations say of it.
    ///
    /// `parts` has a value a link for each relation that is told. Links from a paper to itself are left out; of a pair that stands
    /// several times the weights add up, and the strongest part of each relation stays. Time `O(m log m)`.
    ///
    /// # Errors
    ///
    /// An end that is no paper, a weight that is negative or not finite.
    pub fn given(
        papers: usize,
        links: &[Link],
        parts: [Option<Vec<f64>>; RELATIONS],
    ) -> Result<Self, GraphError> {
        let pair = |at: usize| {
            let Link { source, target, .. } = links[at];
            (source.min(target), source.max(target))
        };
        let mut order: Vec<usize> =
            (0..links.len()).filter(|&at| links[at].source != links[at].target).collect();
        order.sort_by_key(|&at| pair(at));
        let groups: Vec<&[usize]> = order.chunk_by(|&a, &b| pair(a) == pair(b)).collect();
        let link = |group: &&[usize]| {
            let (source, target) = pair(group[0]);
            Link { source, target, weight: group.iter().map(|&at| links[at].weight).sum() }
        };
        let strongest = |part: Vec<f64>| {
            groups.iter().map(|group| group.iter().map(|&at| part[at]).fold(0.0, f64::max)).collect()
        };
        let links: Vec<Link> = groups.iter().map(link).collect();
        let graph = Graph::from_links(papers, &links)?;
        Ok(Self { links, parts: parts.map(|part| part.map(strongest)), graph, limits: Vec::new() })
    }

    /// How many links rest on `relation`, alone or with others.
    pub fn links_by(&self, relation: Relation) -> usize {
        self.parts(relation).map_or(0, |parts| parts.iter().filter(|&&part| part > 0.0).count())
    }
}

/// Something that more papers have in common than the cap, so that it ties nobody together.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The relation that left it out.
    pub relation: Relation,
    /// What it is: the name of a repository, an author or a keyword, the title of a work or of a citing paper.
    pub name: String,
    /// How many papers have it in common.
    pub papers: u32,
    /// The cap.
    pub cap: usize,
}

/// The similarity graph of the papers of `corpus`.
///
/// Two papers are linked if any relation that counts ties them: [`relations`] lists when each does. Of every relation but
/// repositories and citations, at most [`GraphSettings::neighbours`] ties of each paper are taken, the strongest. The weight of
/// a link is the sum over relations of setting × strength, and the strength of a relation is told on every link, found by it
/// or not.
///
/// `terms` and `vectors` are those of the same papers; without vectors that relation counts nothing. Time is that of
/// [`TermSpace::top_k`] and of the relations that count; space `O(n k)` and the pairs that repositories and citations give. The
/// same bits at any number of threads.
///
/// # Errors
///
/// A setting that is out of its range.
pub fn relate(
    corpus: &Corpus,
    terms: &Terms,
    vectors: Option<&Vectors>,
    settings: &GraphSettings,
    progress: &Progress,
) -> Result<Similarity, SettingsError> {
    settings.check()?;
    let mut limits = Vec::new();
    let found: Vec<Found<'_>> = Relation::ALL
        .into_iter()
        .filter(|&relation| settings.weight(relation) > 0.0)
        .filter_map(|relation| match relation {
            Relation::Terms => Some(by_terms(terms, settings, progress)),
            Relation::Citations => Some(by_citations(corpus)),
            Relation::Vectors => vectors.map(|vectors| by_vectors(vectors, settings, progress)),
            _ => by_items(relation, corpus, settings, &mut limits),
        })
        .collect();
    let mut links = pairs(&found);
    let mut parts: [Option<Vec<f64>>; RELATIONS] = Default::default();
    for found in &found {
        let column = found.column(&links);
        let weight = settings.weight(found.relation);
        for (link, part) in links.iter_mut().zip(&column) {
            link.weight += weight * part;
        }
        parts[found.relation as usize] = Some(column);
    }
    drop(found);
    if let Some(strongest) = settings.prune {
        let keep = strongest_of(corpus.papers.len(), &links, strongest);
        kept(&mut links, &keep);
        parts.iter_mut().flatten().for_each(|column| kept(column, &keep));
    }
    let graph = Graph::from_links(corpus.papers.len(), &links)
        .expect("ends are papers, and weights sums of finite numbers at or above 0");
    Ok(Similarity { links, parts, graph, limits })
}

/// What one relation found.
struct Found<'a> {
    relation: Relation,
    /// Ascending by (source, target), each pair once.
    ties: Vec<Tie>,
    /// What it says of two papers that it did not tie.
    strength: Box<dyn Fn(u32, u32) -> f64 + Sync + 'a>,
}

fn by_terms<'a>(terms: &'a Terms, settings: &GraphSettings, progress: &Progress) -> Found<'a> {
    let space = TermSpace::new(terms, settings.space, progress);
    let nearest = space.top_k(settings.neighbours, settings.floor, progress);
    let strength = move |a: u32, b: u32| space.cosine(a as usize, b as usize);
    Found { relation: Relation::Terms, ties: relations::terms::ties(&nearest), strength: Box::new(strength) }
}

fn by_citations(corpus: &Corpus) -> Found<'static> {
    let ties = relations::citations::ties(corpus.papers.len(), &corpus.citations);
    // Every citation is a tie.
    Found { relation: Relation::Citations, ties, strength: Box::new(|_, _| 0.0) }
}

fn by_vectors<'a>(vectors: &'a Vectors, settings: &GraphSettings, progress: &Progress) -> Found<'a> {
    let ties = vectors.ties(settings.neighbours, settings.floor, progress);
    Found { relation: Relation::Vectors, ties, strength: Box::new(|a, b| vectors.cosine(a, b)) }
}

fn by_items(
    relation: Relation,
    corpus: &Corpus,
    settings: &GraphSettings,
    limits: &mut Vec<Limit>,
) -> Option<Found<'static>> {
    let sharing = settings.sharing(relation)?;
    let Items { of_paper, name } = items::items(relation, corpus)?;
    // Few papers share a repository, and each two that do are meant to be linked.
    let most = if relation == Relation::Repos { usize::MAX } else { settings.neighbours };
    let shared::Found { ties, shared, hubs } = shared::find(of_paper, sharing, most);
    limits.extend(hubs.into_iter().map(|(item, papers)| Limit {
        relation,
        name: name(item).to_owned(),
        papers,
        cap: sharing.cap,
    }));
    let strength = move |a: u32, b: u32| shared.strength(a as usize, b as usize);
    Some(Found { relation, ties, strength: Box::new(strength) })
}

/// Every pair that a relation ties, ascending, without weight.
fn pairs(found: &[Found<'_>]) -> Vec<Link> {
    let mut keys: Vec<u64> = found.iter().flat_map(|found| found.ties.iter().map(Tie::key)).collect();
    // Sorted lists one after the other: a stable sort merges them.
    keys.sort();
    keys.dedup();
    let link = |key: u64| Link { source: (key >> 32) as u32, target: key as u32, weight: 0.0 };
    keys.into_iter().map(link).collect()
}

impl Found<'_> {
    /// What the relation says of each link: the strength of its tie, or what it says of the pair without one.
    fn column(&self, links: &[Link]) -> Vec<f64> {
        let pair = |link: &Link| Tie::between(link.source, link.target, 0.0).key();
        let chunks = parallel::chunks::map(links.len(), CHUNK, |range| {
            let links = &links[range];
            let mut next =
                links.first().map_or(0, |link| self.ties.partition_point(|tie| tie.key() < pair(link)));
            let part = |link: &Link| match self.ties.get(next) {
                Some(tie) if tie.key() == pair(link) => {
                    next += 1;
                    tie.strength
                }
                _ => (self.strength)(link.source, link.target),
            };
            links.iter().map(part).collect::<Vec<f64>>()
        });
        chunks.concat()
    }
}

/// Which links are among the strongest of either end; of equal ones the first is.
fn strongest_of(papers: usize, links: &[Link], strongest: usize) -> Vec<bool> {
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
    keep
}

/// Keeps the values of the links that stay.
fn kept<T>(values: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    values.retain(|_| keep.next() == Some(&true));
}

#[cfg(test)]
mod tests {
    use corpus::{CitedWork, Paper};
    use testkit::papers::Plan;

    use super::*;
    use crate::{Space, TermSettings, evidence::Reasons, terms};

    fn made(count: u32) -> Corpus {
        let made =
            testkit::papers::corpus(Plan { papers: count, topics: 3, length: 30, ..Plan::default() }, 5);
        let cites = |(citing, paper): (u32, &testkit::papers::MadePaper)| {
            paper.references.clone().into_iter().map(move |cited| (citing, cited))
        };
        let citations = (0..).zip(&made).flat_map(cites).collect();
        // Every paper is a work, too.
        let references_of = made.iter().map(|paper| paper.references.clone()).collect();
        let works = made
            .iter()
            .map(|paper| CitedWork { text: paper.title.clone(), ..CitedWork::default() })
            .collect();
        let paper = |made: testkit::papers::MadePaper| Paper {
            title: made.title,
            abstract_text: Some(made.abstract_text),
            ..Paper::default()
        };
        let papers = made.into_iter().map(paper).collect();
        Corpus { papers, citations, references_of, works, ..Corpus::default() }
    }

    fn weights(of: &[(Relation, f64)]) -> [f64; RELATIONS] {
        let weight =
            |relation| of.iter().find(|(other, _)| *other == relation).map_or(0.0, |(_, weight)| *weight);
        Relation::ALL.map(weight)
    }

    fn run(count: u32, settings: &GraphSettings) -> (Terms, Similarity) {
        let corpus = made(count);
        let terms = terms::build(&corpus.papers, &TermSettings::default(), &Progress::none()).unwrap();
        let similarity = relate(&corpus, &terms, None, settings, &Progress::none()).unwrap();
        (terms, similarity)
    }

    #[test]
    fn every_part_is_there_whoever_found_the_pair() {
        let of = weights(&[(Relation::Terms, 2.0), (Relation::Citations, 0.5), (Relation::Coupling, 0.25)]);
        let settings = GraphSettings { neighbours: 3, weights: of, ..GraphSettings::default() };
        let (terms, similarity) = run(80, &settings);
        let corpus = made(80);
        let cited = relations::citations::ties(80, &corpus.citations);
        let part = |relation, link| similarity.parts(relation).unwrap()[link];
        for tie in &cited {
            let found = |link: &Link| (link.source, link.target) == (tie.source, tie.target);
            let link = similarity.links.iter().position(found).unwrap();
            assert_eq!(part(Relation::Citations, link), tie.strength);
        }
        for (position, link) in similarity.links.iter().enumerate() {
            let (source, target) = (link.source as usize, link.target as usize);
            let cosine = f64::from(terms.vectors.dot(source, target)).min(1.0);
            let (ours, theirs) = (&corpus.references_of[source], &corpus.references_of[target]);
            let both = ours.iter().filter(|work| theirs.contains(work)).count() as f64;
            let coupling = if both > 0.0 { both / ((ours.len() * theirs.len()) as f64).sqrt() } else { 0.0 };
            assert_eq!(part(Relation::Terms, position), cosine);
            assert_eq!(part(Relation::Coupling, position), coupling);
            let weight = 2.0 * cosine + 0.5 * part(Relation::Citations, position) + 0.25 * coupling;
            assert_eq!(link.weight, weight);
        }
        assert!(similarity.links_by(Relation::Coupling) > 0);
        assert!(similarity.links.is_sorted_by(|a, b| (a.source, a.target) < (b.source, b.target)));
        assert_eq!(similarity.graph.links(), similarity.links.len());
    }

    #[test]
    fn links_from_elsewhere_are_put_in_order_each_pair_once() {
        let link = |source, target, weight| Link { source, target, weight };
        let mut parts: [Option<Vec<f64>>; RELATIONS] = Default::default();
        parts[Relation::Terms as usize] = Some(vec![0.1, 0.2, 0.3, 0.4]);
        let given = [link(2, 1, 1.0), link(0, 2, 0.5), link(1, 2, 2.0), link(1, 1, 9.0)];
        let similarity = Similarity::given(3, &given, parts).unwrap();
        assert_eq!(similarity.links, [link(0, 2, 0.5), link(1, 2, 3.0)]);
        assert_eq!(similarity.parts(Relation::Terms), Some(&[0.2, 0.3][..]));
        assert_eq!((similarity.parts(Relation::Repos), similarity.graph.links()), (None, 2));
        assert!(Similarity::given(3, &[link(0, 1, f64::NAN)], Default::default()).is_err());
    }

    #[test]
    fn a_relation_that_counts_nothing_gives_no_links() {
        let weights = weights(&[(Relation::Repos, 1.0), (Relation::Citations, 1.0)]);
        let (_, similarity) = run(40, &GraphSettings { weights, ..GraphSettings::default() });
        assert_eq!((similarity.parts(Relation::Terms), similarity.links_by(Relation::Terms)), (None, 0));
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
        let papers = vec![
            paper("apples", &[ours, everybodys]),
            paper("zebras", &[ours, everybodys]),
            paper("quarks", &[everybodys]),
        ];
        let corpus = Corpus { papers, ..Corpus::default() };
        let terms = terms::build(&corpus.papers, &TermSettings::default(), &Progress::none()).unwrap();
        let mut settings = GraphSettings::default();
        settings.repos.cap = 2;
        let similarity = relate(&corpus, &terms, None, &settings, &Progress::none()).unwrap();
        // Two papers: 1 / log₂ 2 = 1.
        assert_eq!(similarity.links, [Link { source: 0, target: 1, weight: 1.0 }]);
        assert_eq!(similarity.parts(Relation::Repos), Some(&[1.0][..]));
        assert_eq!((similarity.links_by(Relation::Terms), similarity.parts(Relation::Vectors)), (0, None));
        let name = "github.com/big/framework".to_owned();
        assert_eq!(similarity.limits, [Limit { relation: Relation::Repos, name, papers: 3, cap: 2 }]);
        let found = Reasons::new(&corpus, &terms, &settings).of(0, 1, 5);
        assert_eq!(found.repos, ["github.com/lab/code"]);
    }

    #[test]
    fn vectors_link_papers_that_share_no_word() {
        let papers =
            ["bird", "tree", "sky"].map(|title| Paper { title: title.into(), ..Paper::default() }).to_vec();
        let corpus = Corpus { papers, ..Corpus::default() };
        let vectors = Vectors::new(2, &[1.0, 0.0, 3.0, 4.0], &[Some(0), Some(2)]).unwrap();
        let terms = terms::build(&corpus.papers, &TermSettings::default(), &Progress::none()).unwrap();
        let similarity =
            relate(&corpus, &terms, Some(&vectors), &GraphSettings::default(), &Progress::none());
        let part = f64::from(0.6f32);
        assert_eq!(similarity.unwrap().links, [Link { source: 0, target: 2, weight: part }]);
    }

    #[test]
    fn pruned_links_are_among_the_strongest_of_an_end() {
        let all = run(60, &GraphSettings::default()).1.links;
        let pruned = run(60, &GraphSettings { prune: Some(2), ..GraphSettings::default() }).1;
        let stronger = |link: &Link, end: u32| {
            let at_end = all.iter().filter(|other| other.source == end || other.target == end);
            at_end.filter(|other| other.weight > link.weight).count()
        };
        assert!(pruned.links.len() < all.len());
        for link in &all {
            let strong = stronger(link, link.source) < 2 || stronger(link, link.target) < 2;
            assert_eq!(pruned.links.contains(link), strong);
        }
        assert_eq!(pruned.parts(Relation::Terms).unwrap().len(), pruned.links.len());
    }

    #[test]
    fn small_and_unlike_corpora_work() {
        for count in 0..3 {
            assert_eq!(run(count, &GraphSettings::default()).1.graph.nodes(), count as usize);
        }
        let papers =
            ["bird", "tree", "sky"].map(|title| Paper { title: title.into(), ..Paper::default() }).to_vec();
        let corpus = Corpus { papers, ..Corpus::default() };
        let terms = terms::build(&corpus.papers, &TermSettings::default(), &Progress::none()).unwrap();
        let settings = GraphSettings { weights: [1.0; RELATIONS], ..GraphSettings::default() };
        let similarity = relate(&corpus, &terms, None, &settings, &Progress::none()).unwrap();
        assert_eq!((terms.vocabulary.len(), similarity.links.len(), similarity.graph.nodes()), (0, 0, 3));
    }

    #[test]
    fn papers_are_compared_where_it_is_said() {
        let latent =
            GraphSettings { space: Space::Latent { dimensions: 4, seed: 1 }, ..GraphSettings::default() };
        let (terms, similarity) = run(80, &latent);
        let space = TermSpace::new(&terms, latent.space, &Progress::none());
        assert!(similarity.links.len() > 80);
        for (link, &part) in similarity.links.iter().zip(similarity.parts(Relation::Terms).unwrap()) {
            assert_eq!(part, space.cosine(link.source as usize, link.target as usize));
        }
    }

    #[test]
    fn threads_change_nothing() {
        let every = GraphSettings { weights: [1.0; RELATIONS], ..GraphSettings::default() };
        let latent = GraphSettings { space: Space::Latent { dimensions: 9, seed: 1 }, ..every.clone() };
        for settings in [every, latent] {
            let of = |threads| parallel::with_threads(threads, || run(1500, &settings)).unwrap();
            assert_eq!(of(1), of(3));
        }
    }
}
