//! What a run computes: papers to graph, clusters, centralities, positions and topics.

use std::{collections::BTreeMap, path::Path};

use corpus::{Corpus, ReadError};
use network::{
    DirectedGraph, Graph, Link,
    centrality::{self, Accuracy, PageRankError, Roles},
    community::{self, CommunityError, Leiden, Quality},
    layout,
};
use parallel::{Progress, chunks};
use similarity::{GraphSettings, Reasons, Similarity, Terms, Thesaurus};
use topics::{
    Members,
    growth::{self, Years},
    labels::KeyTerm,
    representatives::{self, Bridge},
};

use crate::{
    RunError,
    certainty::{Certainty, Chosen},
    clock::Clock,
    config::{Settings, settings::NameThesaurus},
    earlier,
    embeddings::{self, Embeddings},
    labels::{self, Label, Named, Subtopic},
    links::{self, GivenLinks},
    missing::MissingCitations,
    time::{self, Time},
};

/// Fewer papers are no topic within a topic: they stay with those they are linked to.
const SMALLEST_SUBCLUSTER: usize = 5;

/// Everything that the outputs show. Papers, clusters and terms are named by their positions, from 0.
#[derive(Debug)]
pub struct Analysis {
    /// The papers.
    pub corpus: Corpus,
    /// Their terms.
    pub terms: Terms,
    /// The links between them, with evidence.
    pub similarity: Similarity,
    /// The clusters as Leiden found them.
    pub leiden: Leiden,
    /// The cluster of each paper; 0 is the largest.
    pub cluster_of: Vec<u32>,
    /// The papers of each cluster.
    pub members: Members,
    /// The sub-cluster of each paper within its cluster; 0 is the largest.
    pub subcluster_of: Vec<u32>,
    /// The share of starts that put each paper with most of its cluster; empty where there was only one start.
    pub stability: Vec<f64>,
    /// What other resolutions, random numbers and fewer relations make of the clusters; empty where that was not asked for.
    pub certainty: Certainty,
    /// What each cluster is about.
    pub topics: Vec<Topic>,
    /// Coherence and diversity of the key terms; `None` where there are too few.
    pub label_quality: Option<(f64, f64)>,
    /// Labels by hand that fit no cluster, a sentence each.
    pub stray_labels: Vec<String>,
    /// How central each paper is.
    pub centrality: Centrality,
    /// Where each paper stands on the map, in the unit square.
    pub positions: Vec<[f64; 2]>,
    /// Modularity of the clusters as they are, at resolution 1.
    pub modularity: f64,
    /// How the field moved.
    pub time: Time,
    /// The vectors that the user brought.
    pub embeddings: Option<Embeddings>,
    /// Where links were made elsewhere: how many there were, and how many of them had an end that is no paper here.
    pub given_links: Option<(usize, usize)>,
    /// Citations that are likely missing; `None` where that was not asked for or cannot be learnt.
    pub missing: Option<MissingCitations>,
    /// How the links came about.
    pub graph_settings: GraphSettings,
    /// Names that stand for others.
    pub names: Vec<NameThesaurus>,
}

/// What a cluster is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// A few terms, what was written by hand, or a title where the cluster has no terms.
    pub label: String,
    /// The terms that make up the label, and where it comes from.
    pub named: Label,
    /// The terms that mark it, best first.
    pub key_terms: Vec<KeyTerm>,
    /// The same as its papers write them.
    pub terms: Vec<Named>,
    /// The clusters within it; none where it is one piece.
    pub subtopics: Vec<Subtopic>,
    /// The papers that stand for it, best first.
    pub representatives: Vec<u32>,
    /// The papers that tie it to other clusters, strongest first.
    pub bridges: Vec<Bridge>,
    /// Its years; `None` where no paper has one.
    pub years: Option<Years>,
    /// Share of the link weight of its papers that stays inside.
    pub share_inside: Option<f64>,
}

/// A number a paper for each measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Centrality {
    /// Links.
    pub degree: Vec<u32>,
    /// Sum of the weights of the links.
    pub strength: Vec<f64>,
    /// PageRank; adds up to 1.
    pub pagerank: Vec<f64>,
    /// Share of shortest paths, 0 to 1.
    pub betweenness: Vec<f64>,
    /// Whether betweenness is exact.
    pub betweenness_accuracy: Accuracy,
    /// Closeness, 0 to 1.
    pub closeness: Vec<f64>,
    /// Harmonic centrality, 0 to 1.
    pub harmonic: Vec<f64>,
    /// Whether closeness and harmonic centrality are exact.
    pub closeness_accuracy: Accuracy,
    /// Core number.
    pub core: Vec<u32>,
    /// Eigenvector centrality, 0 to 1.
    pub eigenvector: Vec<f64>,
    /// The part that papers play within and between clusters.
    pub roles: Roles,
    /// How central papers are by citations; `None` where no paper cites another.
    pub citations: Option<CitationCentrality>,
}

/// A number a paper for each measure of the citation graph.
#[derive(Clone, Debug, PartialEq)]
pub struct CitationCentrality {
    /// PageRank along citations, from recent papers; adds up to 1.
    pub pagerank: Vec<f64>,
    /// How much it cites the authorities, 0 to 1.
    pub hub: Vec<f64>,
    /// How much hubs cite it, 0 to 1.
    pub authority: Vec<f64>,
}

impl Analysis {
    /// Computes everything from the papers, each stage under the clock.
    pub fn compute(
        corpus: Corpus,
        settings: &Settings,
        clock: &mut Clock,
        progress: &Progress,
    ) -> Result<Self, RunError> {
        let terms =
            clock.stage("terms", || similarity::terms::build(&corpus.papers, &settings.terms, progress))?;
        let earlier = settings.earlier.as_ref().map(|folder| earlier::read(folder, &corpus)).transpose()?;
        let files = settings.embeddings.as_ref();
        let embeddings = files.map(|files| embeddings::read(files, &corpus)).transpose()?;
        let (similarity, given_links) = clock.stage("links", || match &settings.links {
            Some(folder) => {
                let GivenLinks { similarity, rows, strangers } = links::read(folder, &corpus)?;
                Ok::<_, RunError>((similarity, Some((rows, strangers))))
            }
            None => {
                let vectors = embeddings.as_ref().map(|embeddings| &embeddings.vectors);
                Ok((similarity::relate(&corpus, &terms, vectors, &settings.graph, progress)?, None))
            }
        })?;
        let graph = &similarity.graph;
        let least = settings.min_cluster_size;
        let (leiden, partition) = clock.stage("clusters", || {
            let leiden = community::leiden(graph, &settings.clusters, progress)?;
            let partition = community::merge_small(graph, &leiden.partition, least);
            Ok::<_, CommunityError>((leiden, partition))
        })?;
        let subcluster_of = clock.stage("subclusters", || {
            community::subclusters(graph, &partition, &settings.subclusters, least.max(SMALLEST_SUBCLUSTER))
        })?;
        let stability = match settings.clusters.starts {
            1 => Vec::new(),
            _ => community::stability(&partition, &leiden.starts),
        };
        let certainty = match settings.certainty {
            false => Certainty::default(),
            true => clock.stage("certainty", || {
                let chosen = Chosen {
                    partition: &partition,
                    settings: &settings.clusters,
                    min_size: least,
                    stability: &stability,
                };
                let weights = given_links.is_none().then_some(&settings.graph);
                Certainty::compute(&similarity, weights, &chosen, progress)
            })?,
        };
        let cluster_of = match &earlier {
            Some(earlier) => {
                let numbers = community::matched(&partition, &earlier.clusters);
                partition.clusters().iter().map(|&cluster| numbers[cluster as usize]).collect()
            }
            None => partition.clusters().to_vec(),
        };
        let members = Members::new(&cluster_of);
        let mut centrality = measure(graph, &cluster_of, settings, clock, progress)?;
        if !corpus.citations.is_empty() {
            let citations = clock.stage("citations", || cited(&corpus, settings, progress))?;
            centrality.citations = Some(citations);
        }
        let positions = clock.stage("layout", || match &earlier {
            Some(earlier) => layout::embed_from(graph, &earlier.positions, &settings.layout, progress),
            None => layout::embed(graph, &settings.layout, progress),
        });
        let (topics, stray_labels, label_quality) = clock.stage("labels", || {
            let field = Field {
                corpus: &corpus,
                terms: &terms,
                graph,
                cluster_of: &cluster_of,
                members: &members,
                subcluster_of: &subcluster_of,
                strength: &centrality.strength,
            };
            let (topics, stray) = topics(&field, settings);
            let quality = labels::quality(&terms, &topics);
            (topics, stray, quality)
        });
        let key_terms: Vec<&[KeyTerm]> = topics.iter().map(|topic| topic.key_terms.as_slice()).collect();
        let sources =
            time::Sources { corpus: &corpus, terms: &terms, graph, members: &members, key_terms: &key_terms };
        let time = clock.stage("time", || Time::compute(&sources, &settings.time, &settings.clusters))?;
        let missing = match corpus.citations.is_empty() {
            true => None,
            false => clock.stage("missing", || MissingCitations::find(&corpus, &terms, settings)),
        };
        let modularity = community::quality(graph, &cluster_of, Quality::Modularity, 1.0);
        Ok(Self {
            corpus,
            terms,
            similarity,
            leiden,
            cluster_of,
            members,
            subcluster_of,
            stability,
            certainty,
            topics,
            label_quality,
            stray_labels,
            centrality,
            positions,
            modularity,
            time,
            embeddings,
            given_links,
            missing,
            graph_settings: settings.graph.clone(),
            names: settings.names.clone(),
        })
    }

    /// How many papers of the corpus cite each paper.
    pub fn cited_in_corpus(&self) -> Vec<u32> {
        let mut cited = vec![0; self.corpus.papers.len()];
        for &(_, paper) in &self.corpus.citations {
            cited[paper as usize] += 1;
        }
        cited
    }

    /// Whether a repository that so many papers link ties them together.
    pub fn ties(&self, papers: usize) -> bool {
        (2..=self.graph_settings.repos.cap).contains(&papers)
    }

    /// The mean stability of all papers; `None` where there are no papers or a single start.
    pub fn mean_stability(&self) -> Option<f64> {
        let sum: f64 = self.stability.iter().sum();
        (!self.stability.is_empty()).then(|| sum / self.stability.len() as f64)
    }

    /// How many papers are linked to no other.
    pub fn unlinked(&self) -> usize {
        self.centrality.degree.iter().filter(|&&degree| degree == 0).count()
    }

    /// The `top` of `papers` by PageRank, highest first, ties by paper.
    pub fn most_central(&self, papers: &[u32], top: usize) -> Vec<u32> {
        highest(&self.centrality.pagerank, papers.iter().copied(), top)
    }

    /// How many papers each year has, ascending; years without papers are left out.
    pub fn papers_by_year(&self) -> BTreeMap<i32, usize> {
        papers_by_year(&self.corpus)
    }

    /// What links are explained from.
    pub fn reasons(&self) -> Reasons<'_> {
        Reasons::new(&self.corpus, &self.terms, &self.graph_settings)
    }

    /// For each term, the cluster that holds most of its papers, and the share of its papers that are there.
    pub fn term_homes(&self) -> Vec<(u32, f64)> {
        let mut homes = vec![(0, 0u32); self.terms.vocabulary.len()];
        let mut counts = vec![0u32; homes.len()];
        for cluster in 0..self.members.clusters() {
            let terms_of = |paper: &u32| self.terms.vectors.row(*paper as usize).0;
            for &term in self.members.of(cluster).iter().flat_map(terms_of) {
                counts[term as usize] += 1;
            }
            for &term in self.members.of(cluster).iter().flat_map(terms_of) {
                let count = std::mem::take(&mut counts[term as usize]);
                if count > homes[term as usize].1 {
                    homes[term as usize] = (cluster as u32, count);
                }
            }
        }
        let share = |(&(cluster, count), term): (&(u32, u32), &similarity::Term)| {
            (cluster, f64::from(count) / f64::from(term.papers))
        };
        homes.iter().zip(&self.terms.vocabulary).map(share).collect()
    }
}

/// The `top` of `papers` by their value, highest first, ties by paper.
pub fn highest(values: &[f64], papers: impl IntoIterator<Item = u32>, top: usize) -> Vec<u32> {
    let value = |paper: u32| values[paper as usize];
    let mut papers: Vec<u32> = papers.into_iter().collect();
    papers.sort_by(|&a, &b| value(b).total_cmp(&value(a)).then(a.cmp(&b)));
    papers.truncate(top);
    papers
}

/// The settings with what stands in the files of thesauri: before the papers are read, so that a mistake in one is known now.
pub fn with_thesauri(settings: &Settings) -> Result<Settings, RunError> {
    let mut settings = settings.clone();
    if let Some(path) = &settings.thesaurus {
        settings.terms.thesaurus = thesaurus(path, "terms.thesaurus")?;
    }
    for names in &mut settings.names {
        names.thesaurus = thesaurus(&names.path, names.key)?;
    }
    Ok(settings)
}

fn thesaurus(path: &Path, key: &'static str) -> Result<Thesaurus, RunError> {
    let text = std::fs::read_to_string(path).map_err(|source| RunError::NoThesaurus {
        path: path.to_owned(),
        key,
        source,
    })?;
    Thesaurus::parse(&text).map_err(|source| RunError::Thesaurus { path: path.to_owned(), source })
}

/// Reads the papers of `settings`: the stages `read` and `merge`.
pub fn read(settings: &Settings, clock: &mut Clock, progress: &Progress) -> Result<Corpus, ReadError> {
    let records = clock.stage("read", || corpus::read_files(&settings.papers, &settings.read, progress))?;
    let corpus = clock.stage("merge", || records.merge(progress));
    match corpus.problems.first() {
        Some(problem) if settings.read.strict => Err(ReadError::Strict(Box::new(problem.clone()))),
        _ => Ok(corpus),
    }
}

/// How central the vertices of a graph are; nothing of citations.
pub(crate) fn measure(
    graph: &Graph,
    cluster_of: &[u32],
    settings: &Settings,
    clock: &mut Clock,
    progress: &Progress,
) -> Result<Centrality, PageRankError> {
    let pagerank = clock.stage("pagerank", || centrality::pagerank(graph, &settings.pagerank, progress))?;
    let betweenness =
        clock.stage("betweenness", || centrality::betweenness(graph, &settings.betweenness, progress));
    let closeness = clock.stage("closeness", || centrality::closeness(graph, settings.sampling, progress));
    let core = clock.stage("core", || centrality::core_numbers(graph, progress));
    let eigenvector = clock.stage("eigenvector", || centrality::eigenvector(graph, progress));
    Ok(Centrality {
        degree: centrality::degrees(graph),
        strength: centrality::strengths(graph),
        pagerank: pagerank.scores,
        betweenness: betweenness.scores,
        betweenness_accuracy: betweenness.accuracy,
        closeness: closeness.closeness,
        harmonic: closeness.harmonic,
        closeness_accuracy: closeness.accuracy,
        core,
        eigenvector: eigenvector.scores,
        roles: centrality::roles(graph, cluster_of),
        citations: None,
    })
}

fn cited(
    corpus: &Corpus,
    settings: &Settings,
    progress: &Progress,
) -> Result<CitationCentrality, PageRankError> {
    let links: Vec<Link> =
        corpus.citations.iter().map(|&(source, target)| Link { source, target, weight: 1.0 }).collect();
    let graph = DirectedGraph::from_links(corpus.papers.len(), &links)
        .expect("citations lead from paper to paper, and count 1");
    let years: Vec<Option<i32>> = corpus.papers.iter().map(|paper| paper.year).collect();
    let restart = centrality::recency(&years, settings.citations.recency);
    let pagerank = centrality::cite_rank(&graph, &restart, &settings.citations.pagerank, progress)?;
    let hits = centrality::hits(&graph, progress);
    Ok(CitationCentrality { pagerank: pagerank.scores, hub: hits.hubs, authority: hits.authorities })
}

/// What topics are made from.
struct Field<'a> {
    corpus: &'a Corpus,
    terms: &'a Terms,
    graph: &'a Graph,
    cluster_of: &'a [u32],
    members: &'a Members,
    subcluster_of: &'a [u32],
    strength: &'a [f64],
}

/// What each cluster is about, and what was said of labels by hand that fit none.
fn topics(field: &Field<'_>, settings: &Settings) -> (Vec<Topic>, Vec<String>) {
    let &Field { corpus, terms, graph, cluster_of, members, subcluster_of, strength } = field;
    let key_terms = topics::labels::key_terms(terms, members, settings.top);
    let representatives = representatives::representatives(graph, cluster_of, members, settings.top);
    let mut labels = labels::labels(corpus, terms, members, &key_terms, &representatives);
    let stray = labels::put(&settings.labels, corpus, cluster_of, &mut labels);
    let bridges = representatives::bridges(graph, cluster_of, members, settings.top.min(5));
    let inside = representatives::share_inside(graph, cluster_of, members);
    let subtopics = labels::subtopics(corpus, terms, members, subcluster_of, strength);
    // As in the charts and tables of time: a year that has only begun would make everything shrink.
    let until = growth::last_complete_year(&papers_by_year(corpus)).unwrap_or_default();
    let parts =
        labels.into_iter().zip(key_terms).zip(representatives).zip(bridges).zip(inside).zip(subtopics);
    let parts: Vec<_> = parts.collect();
    let topics = chunks::collect(parts.len(), 1, |cluster| {
        let (((((named, key_terms), representatives), bridges), share_inside), subtopics) =
            parts[cluster].clone();
        let papers = members.of(cluster);
        let years = papers.iter().filter_map(|&paper| corpus.papers[paper as usize].year);
        Topic {
            label: named.text.clone(),
            terms: labels::named(corpus, terms, papers, &key_terms),
            named,
            key_terms,
            subtopics,
            representatives,
            bridges,
            years: growth::years(years, until),
            share_inside,
        }
    });
    (topics, stray)
}

/// Text of at most `longest` signs, with a mark where it is cut.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// How many papers each year has.
pub(crate) fn papers_by_year(corpus: &Corpus) -> BTreeMap<i32, usize> {
    let mut counts = BTreeMap::new();
    for year in corpus.papers.iter().filter_map(|paper| paper.year) {
        *counts.entry(year).or_default() += 1;
    }
    counts
}
