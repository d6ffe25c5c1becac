//! Analysis to the view model of the report.

use std::collections::BTreeMap;

use ::report::view::{
    Bridge, CentralPaper, Cluster, ClusterName, Clustering, Coverage, FieldShare, LabelQuality, Methods,
    NameCount, Network, NetworkItem, Paper, Parameter, Picture, Relation, Repo, ReportView, Repos,
    SourceFile, Sources, Subtopic, Summary, TermCount, WrittenFile, YearCount, Years,
};
use network::{centrality::Accuracy, layout::Method};
use similarity::{Kind, Normalisation, Space, Weighting};

use super::{
    CARD, CHARTS, INDEX, MAP_PAGE, REPORTS, YEARS_CHART, certainty, drawn, graphs, notes, pictures, time,
};
use crate::{
    analysis::{Analysis, Topic, highest},
    config::Settings,
    groups::{self, Group},
    labels::{Named, Origin},
    networks::people,
    words::census,
};

/// What the report says.
pub fn view(analysis: &Analysis, networks: &[people::Written], settings: &Settings) -> ReportView {
    let repos = groups::repos(analysis);
    ReportView {
        title: settings.title.clone(),
        summary: summary(analysis),
        map: Some(Picture {
            path: "map.png".to_owned(),
            alt: format!("Map of the papers of {}, coloured by cluster", settings.title),
        }),
        sources: sources(analysis),
        clusters: clusters(analysis, settings, &repos),
        certainty: certainty::section(analysis, settings),
        central: central(analysis, settings.top),
        years: years(analysis),
        movement: time::section::view(analysis),
        repos: shared_repos(analysis, settings.top, &repos),
        networks: networks.iter().map(|network| self::network(network, settings)).collect(),
        limits: notes::limits_of_the_graph(analysis, settings)
            .into_iter()
            .chain(notes::given_links(analysis))
            .chain(notes::undrawn(analysis, settings))
            .collect(),
        methods: methods(analysis, settings),
        files: files(analysis, networks, settings),
    }
}

fn summary(analysis: &Analysis) -> Summary {
    let papers = &analysis.corpus.papers;
    let years = || papers.iter().filter_map(|paper| paper.year);
    Summary {
        papers: papers.len(),
        first_year: years().min(),
        last_year: years().max(),
        venues: groups::things(Kind::Venues, analysis).groups.len(),
        authors: groups::things(Kind::Authors, analysis).groups.len(),
        links: analysis.similarity.links.len(),
        unlinked: analysis.unlinked(),
        clusters: analysis.topics.len(),
        modularity: Some(analysis.modularity),
    }
}

fn sources(analysis: &Analysis) -> Sources {
    let corpus = &analysis.corpus;
    let files = corpus.files.iter().map(|file| SourceFile {
        path: file.path.clone(),
        format: file.format.clone(),
        records: file.records,
        read: file.read,
        repaired: file.repaired,
        skipped: file.skipped,
    });
    let filled: Vec<_> = corpus.papers.iter().map(corpus::Paper::filled).collect();
    let share = |field: usize| {
        let papers = filled.iter().filter(|fields| fields[field]).count();
        papers as f64 / corpus.papers.len().max(1) as f64
    };
    let fields = corpus::paper::FIELDS
        .iter()
        .enumerate()
        .map(|(field, &name)| FieldShare { name: name.to_owned(), share: share(field) });
    Sources {
        files: files.collect(),
        fields: fields.collect(),
        duplicates: corpus.duplicates.len(),
        problems: corpus.problems.len(),
        missing: notes::missing_fields(analysis),
    }
}

/// Sections for the largest clusters that hold more than one paper.
fn clusters(analysis: &Analysis, settings: &Settings, repos: &[Group<&corpus::Repo>]) -> Vec<Cluster> {
    analysis
        .topics
        .iter()
        .enumerate()
        .take(settings.map.clusters)
        .filter(|&(cluster, _)| analysis.members.of(cluster).len() > 1 || analysis.topics.len() == 1)
        .map(|(cluster, topic)| section(analysis, settings.top, repos, cluster, topic))
        .collect()
}

fn section(
    analysis: &Analysis,
    top: usize,
    repos: &[Group<&corpus::Repo>],
    cluster: usize,
    topic: &Topic,
) -> Cluster {
    let members = analysis.members.of(cluster);
    let paper = |&paper: &u32| self::paper(analysis, paper);
    let counted = |terms: &[Named]| {
        let count = |term: &Named| TermCount { term: term.text.clone(), papers: term.papers };
        terms.iter().map(count).collect()
    };
    let papers = || members.iter().map(|&paper| &analysis.corpus.papers[paper as usize]);
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for year in papers().filter_map(|paper| paper.year) {
        *years.entry(year).or_default() += 1;
    }
    let bridges = topic.bridges.iter().map(|bridge| Bridge {
        paper: self::paper(analysis, bridge.paper),
        to: vec![cluster_name(analysis, bridge.towards)],
    });
    let here = |group: &&Group<&corpus::Repo>| {
        group.clusters.iter().any(|&(of, papers)| of as usize == cluster && papers > 1)
    };
    Cluster {
        name: cluster_name(analysis, cluster as u32),
        size: members.len(),
        first_year: topic.years.map(|years| years.first),
        median_year: topic.years.map(|years| f64::from(years.median)),
        last_year: topic.years.map(|years| years.last),
        growth: topic.years.and_then(|years| years.growth),
        share_of_links_inside: topic.share_inside,
        label_terms: counted(&topic.named.terms),
        label_by_hand: topic.named.origin == Origin::Hand,
        terms: counted(&topic.terms),
        subtopics: subtopics(analysis, cluster, topic, top),
        years: years.into_iter().map(|(year, papers)| YearCount { year, papers }).collect(),
        venues: commonest(papers().filter_map(|paper| paper.venue.as_deref())),
        authors: commonest(papers().flat_map(|paper| paper.authors.iter().map(String::as_str))),
        representatives: topic.representatives.iter().take(top).map(paper).collect(),
        central: analysis.most_central(members, top.min(5)).iter().map(paper).collect(),
        bridges: bridges.collect(),
        repos: repos.iter().filter(here).take(top).map(repo).collect(),
    }
}

/// The largest sub-clusters, with the paper of each that has the strongest links.
fn subtopics(analysis: &Analysis, cluster: usize, topic: &Topic, top: usize) -> Vec<Subtopic> {
    let subtopic = |(number, subtopic): (usize, &crate::labels::Subtopic)| {
        let strongest = highest(&analysis.centrality.strength, subtopic.papers.iter().copied(), 1);
        Subtopic {
            number: format!("{}.{}", cluster + 1, number + 1),
            label: subtopic.label.clone(),
            size: subtopic.papers.len(),
            paper: strongest.first().map(|&index| paper(analysis, index)),
        }
    };
    topic.subtopics.iter().take(top).enumerate().map(subtopic).collect()
}

/// The names that most papers bear, two or more; ties by name.
fn commonest<'a>(names: impl Iterator<Item = &'a str>) -> Vec<NameCount> {
    const NAMES: usize = 5;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|&(_, papers)| papers > 1).collect();
    counts.sort_by_key(|&(_, papers)| std::cmp::Reverse(papers));
    counts.truncate(NAMES);
    counts.into_iter().map(|(name, papers)| NameCount { name: name.to_owned(), papers }).collect()
}

fn central(analysis: &Analysis, top: usize) -> Vec<CentralPaper> {
    let all: Vec<u32> = (0..analysis.corpus.papers.len() as u32).collect();
    let cited = analysis.cited_in_corpus();
    let row = |&index: &u32| CentralPaper {
        paper: paper(analysis, index),
        cluster: cluster_name(analysis, analysis.cluster_of[index as usize]),
        pagerank: analysis.centrality.pagerank[index as usize],
        betweenness: analysis.centrality.betweenness[index as usize],
        cited_in_corpus: cited[index as usize] as usize,
    };
    analysis.most_central(&all, top).iter().map(row).collect()
}

fn years(analysis: &Analysis) -> Years {
    let counts = analysis.papers_by_year();
    Years {
        without_year: analysis.corpus.papers.iter().filter(|paper| paper.year.is_none()).count(),
        chart: (!counts.is_empty())
            .then(|| Picture { path: YEARS_CHART.to_owned(), alt: "Papers a year, by cluster".to_owned() }),
        counts: counts.into_iter().map(|(year, papers)| YearCount { year, papers }).collect(),
    }
}

fn shared_repos(analysis: &Analysis, top: usize, repos: &[Group<&corpus::Repo>]) -> Repos {
    let shared = repos.iter().filter(|group| analysis.ties(group.papers.len()));
    let capped = repos.iter().filter(|group| group.papers.len() > 1 && !analysis.ties(group.papers.len()));
    Repos {
        named: repos.len(),
        papers: analysis.corpus.papers.iter().filter(|paper| !paper.repos.is_empty()).count(),
        shared: shared.take(2 * top).map(repo).collect(),
        capped: capped.map(repo).collect(),
    }
}

/// A network of what papers name.
fn network(network: &people::Written, settings: &Settings) -> Network {
    /// Clusters that are listed.
    const CLUSTERS: usize = 12;
    let clusters = network.clusters.iter().filter(|(_, size, _)| *size > 1).take(CLUSTERS);
    let folder = network.folder();
    Network {
        title: format!("Network of {folder}"),
        one: network.kind.one().to_owned(),
        map: Picture {
            path: format!("{folder}/map.png"),
            alt: format!("Map of {folder}, coloured by cluster"),
        },
        page: settings.map.html.then(|| format!("{folder}/{MAP_PAGE}")),
        table: format!("{folder}/tables/items.csv"),
        counts: format!(
            "{}. {}",
            census(network.items, network.kind.one(), network.links, network.clusters.len()),
            people::method(network.kind, settings)
        ),
        items: network
            .first
            .iter()
            .map(|(name, papers, strength, citations, cluster)| NetworkItem {
                name: name.clone(),
                papers: *papers,
                strength: *strength,
                citations: *citations,
                cluster: *cluster,
            })
            .collect(),
        clusters: clusters.map(|(_, size, items)| (*size, items.clone())).collect(),
    }
}

fn repo(group: &Group<&corpus::Repo>) -> Repo {
    Repo {
        name: group.key.name().to_owned(),
        url: Some(group.key.url()),
        papers: group.papers.len(),
        clusters: group.clusters.iter().map(|&(cluster, _)| cluster + 1).collect(),
    }
}

/// A paper as the report names it.
pub fn paper(analysis: &Analysis, index: u32) -> Paper {
    let paper = &analysis.corpus.papers[index as usize];
    Paper {
        id: paper.id.clone(),
        title: paper.title.clone(),
        url: paper.url.clone(),
        year: paper.year,
        venue: paper.venue.clone(),
        authors: paper.authors.clone(),
    }
}

/// A cluster as others refer to it.
pub fn cluster_name(analysis: &Analysis, cluster: u32) -> ClusterName {
    ClusterName { number: cluster + 1, label: analysis.topics[cluster as usize].label.clone() }
}

fn methods(analysis: &Analysis, settings: &Settings) -> Methods {
    let counts = |relation: &similarity::Relation| analysis.similarity.parts(*relation).is_some();
    let relations = similarity::Relation::ALL.into_iter().filter(counts).map(|relation| Relation {
        name: relation.name().to_owned(),
        weight: settings.graph.weight(relation),
        measure: measure(relation, settings),
        links: analysis.similarity.links_by(relation),
    });
    Methods {
        program: format!("bibliograph {}", env!("CARGO_PKG_VERSION")),
        seed: settings.seed,
        relations: relations.collect(),
        labels: analysis.label_quality.map(|(coherence, diversity)| LabelQuality { coherence, diversity }),
        neighbours: settings.graph.prune,
        clustering: Some(Clustering {
            quality: settings.clusters.quality.name().to_owned(),
            resolution: settings.clusters.resolution,
            starts: settings.clusters.starts,
            stability: analysis.mean_stability(),
        }),
        damping: Some(settings.pagerank.damping),
        betweenness: Some(coverage(analysis.centrality.betweenness_accuracy)),
        closeness: Some(coverage(analysis.centrality.closeness_accuracy)),
        layout: Some(layout(settings)),
        parameters: settings
            .resolved
            .iter()
            // Results do not depend on threads, and neither does a byte of the report.
            .filter(|(key, _)| *key != "run.threads")
            .map(|(key, value)| Parameter { key: (*key).to_owned(), value: value.to_string() })
            .collect(),
    }
}

/// What places the points of a map.
pub fn layout_method(method: Method) -> &'static str {
    match method {
        Method::Neighbours => "by t-SNE on the weights of the graph",
        Method::Forces => "by the forces of LinLog on the weights of the graph",
    }
}

/// How the map was laid out.
fn layout(settings: &Settings) -> String {
    let method = layout_method(settings.layout.method);
    let start = if settings.earlier.is_some() { ", from the positions of an earlier report" } else { "" };
    format!("{method}{start}, each connected piece for itself")
}

/// What a strength of a relation is.
fn measure(relation: similarity::Relation, settings: &Settings) -> String {
    let what = match relation {
        similarity::Relation::Terms => return measure_of_terms(settings),
        similarity::Relation::Citations => "a direct citation, by how many citations the two papers have",
        similarity::Relation::Vectors => "the cosine of the vectors in input.vectors",
        similarity::Relation::Repos => "shared repositories of code, models and data",
        similarity::Relation::Coupling => "works that both papers cite",
        similarity::Relation::Cocitation => "papers of this corpus that cite both",
        similarity::Relation::Authors => "shared authors",
        similarity::Relation::Keywords => "shared keywords",
    };
    match settings.graph.sharing(relation) {
        Some(sharing) => format!("{what}, {}", by(sharing.normalisation)),
        None => what.to_owned(),
    }
}

/// How shared things are counted, worded to follow what they are.
fn by(normalisation: Normalisation) -> &'static str {
    match normalisation {
        Normalisation::Count => "their number over the largest of any two papers",
        Normalisation::Cosine => {
            "their number over the geometric mean of those that either paper has (cosine)"
        }
        Normalisation::Jaccard => "their number over those that either paper has (Jaccard)",
        Normalisation::Association => {
            "their number over the product of those of both papers (association strength)"
        }
        Normalisation::Fractional => {
            "each over the papers that have it, and over the lengths of both lists (fractional counting)"
        }
        Normalisation::Rarity => "by how rare they are",
    }
}

fn measure_of_terms(settings: &Settings) -> String {
    let weighting = match settings.terms.weighting {
        Weighting::TfIdf => "TF-IDF",
        Weighting::Bm25 => "BM25",
    };
    let space = match settings.graph.space {
        Space::Terms => String::new(),
        Space::Latent { dimensions, .. } => format!(" in their {dimensions} strongest dimensions"),
    };
    format!("the cosine of the {weighting} vectors of words and phrases{space}")
}

fn coverage(accuracy: Accuracy) -> Coverage {
    match accuracy {
        Accuracy::Exact => Coverage::Exact,
        Accuracy::Sampled { samples, error, confidence } => Coverage::Sampled { samples, error, confidence },
    }
}

/// Every file of a report, with what it holds in a line.
pub fn files(analysis: &Analysis, networks: &[people::Written], settings: &Settings) -> Vec<WrittenFile> {
    let file = |path: &str, content: &str| WrittenFile { path: path.to_owned(), content: content.to_owned() };
    let mut files: Vec<WrittenFile> =
        REPORTS.into_iter().map(|(path, content)| file(path, content)).collect();
    files.extend(maps(settings));
    if settings.map.html {
        files.push(file(
            MAP_PAGE,
            "the map to look around in: search, filters, reasons of each link; one file, no network",
        ));
    }
    let charts = CHARTS.into_iter().chain(certainty::chart(analysis)).chain(time::charts(&analysis.time));
    for (path, content) in charts {
        files.push(file(path, content));
        files.push(file(&drawn::vector(path), "the same for print"));
    }
    files.extend(graphs::files(&settings.graph_files).map(|(path, content)| file(&path, content)));
    files.extend([INDEX, CARD].map(|(path, content)| file(path, content)));
    if settings.xlsx {
        files.push(file(
            "tables/report.xlsx",
            "all tables in one workbook, with a sheet that explains every column",
        ));
    }
    let written = |table: &&&_| time::writes(&analysis.time, table) && certainty::writes(analysis, table);
    for table in ::tables::catalogue::ALL.iter().filter(written) {
        files.push(file(&format!("tables/{}.csv", table.name), table.rows));
        if settings.parquet {
            files.push(file(&format!("tables/{}.parquet", table.name), "the same as Parquet"));
        }
    }
    let of_networks = networks.iter().flat_map(|network| &network.files);
    files.extend(of_networks.map(|(path, content)| file(path, content)));
    files
}

/// The map in every view that was asked for.
fn maps(settings: &Settings) -> impl Iterator<Item = WrittenFile> {
    settings.map.views.iter().flat_map(|&(view, _)| {
        let shown = match view {
            "network" => "the map".to_owned(),
            "clusters" => "the map, with the areas of clusters".to_owned(),
            "overlay" => format!("the map, coloured by {}", settings.map.overlay.label().to_lowercase()),
            "cluster-density" => "the map: how dense the papers of each cluster are".to_owned(),
            _ => "the map: how dense papers are".to_owned(),
        };
        let [png, svg] = pictures::files_of(view);
        [
            WrittenFile {
                path: png,
                content: format!("{shown}, at {} dots per inch", settings.map.page.dpi),
            },
            WrittenFile { path: svg, content: format!("{shown}, for drawing programs") },
        ]
    })
}
