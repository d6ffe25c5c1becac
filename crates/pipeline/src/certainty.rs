//! How sure the clusters are: what other resolutions, other random numbers and fewer relations make of them.

use network::{
    Graph,
    community::{self, CommunityError, LeidenSettings, Partition, Quality, Variant, quality},
};
use parallel::{Progress, progress::Stage};
use rayon::prelude::*;
use similarity::{GraphSettings, RELATIONS, Relation, Similarity, reweighted};

/// Resolutions on either side of the chosen one.
const STEPS: i32 = 4;
/// So many steps double the resolution.
const STEPS_TO_TWICE: i32 = 2;

/// What variants say of the chosen clusters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certainty {
    /// The clusters at a quarter to four times the chosen resolution, ascending; the chosen ones among them.
    pub resolutions: Vec<AtResolution>,
    /// The clusters of other random numbers and of fewer relations.
    pub ablation: Vec<Ablation>,
    /// For each paper, the share of clusterings at half to twice the chosen resolution that put it where they put most of its cluster;
    /// empty where there was none.
    pub stability: Vec<f64>,
}

/// Clusters at a resolution.
#[derive(Clone, Debug, PartialEq)]
pub struct AtResolution {
    /// The resolution.
    pub resolution: f64,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// How many clusters it gives.
    pub clusters: usize,
    /// The share of papers in the largest.
    pub largest: f64,
    /// Their modularity, at resolution 1 so that resolutions can be compared.
    pub modularity: f64,
    /// How far its random starts agree, 0 to 1; `None` with a single start.
    pub stability: Option<f64>,
    /// Adjusted mutual information with the chosen clusters.
    pub agreement: f64,
    /// Papers outside of the cluster that is paired with theirs.
    pub moved: usize,
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing but the random numbers: what the others are to be measured against.
    Seed,
    /// A relation left out.
    Without(Relation),
    /// All other relations left out.
    Alone(Relation),
}

impl Change {
    /// In words, as tables and the report have it.
    pub fn words(self) -> String {
        match self {
            Self::Seed => "other random numbers".to_owned(),
            Self::Without(relation) => format!("without {}", relation.name()),
            Self::Alone(relation) => format!("{} alone", relation.name()),
        }
    }
}

/// Clusters after a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Ablation {
    /// The change.
    pub change: Change,
    /// Links that are left.
    pub links: usize,
    /// Papers without a link.
    pub unlinked: usize,
    /// Clusters, each of these papers one.
    pub clusters: usize,
    /// Modularity in the links that are left, at resolution 1.
    pub modularity: f64,
    /// Modularity of the same clusters in the whole graph, at resolution 1.
    pub modularity_whole: f64,
    /// Adjusted mutual information with the chosen clusters.
    pub agreement: f64,
    /// Papers outside of the cluster that is paired with theirs.
    pub moved: usize,
}

/// The clusters that were chosen, and how.
pub struct Chosen<'a> {
    /// The clusters, after small ones were merged.
    pub partition: &'a Partition,
    /// How Leiden was asked.
    pub settings: &'a LeidenSettings,
    /// Smaller clusters were merged.
    pub min_size: usize,
    /// How far the starts agree on each paper; empty with a single start.
    pub stability: &'a [f64],
}

impl Certainty {
    /// Clusters again, several variants at a time: eight resolutions, other random numbers, and of several relations each left out and,
    /// where there are three or more, each alone. The work is that of so many clusterings.
    ///
    /// `weights` are those by which the links came about; without them, as for links from elsewhere, no relation is left out.
    ///
    /// # Errors
    ///
    /// As [`community::leiden()`].
    pub fn compute(
        similarity: &Similarity,
        weights: Option<&GraphSettings>,
        chosen: &Chosen<'_>,
        progress: &Progress,
    ) -> Result<Self, CommunityError> {
        if chosen.partition.clusters().is_empty() {
            return Ok(Self::default());
        }
        let graph = &similarity.graph;
        let changes = changes(similarity, weights);
        let stage = progress.stage("certainty", 2 * STEPS as usize + changes.len());
        let (resolutions, ablation) = rayon::join(
            || resolutions(graph, chosen, &stage),
            || ablation(similarity, &changes, chosen, &stage),
        );
        let (resolutions, near) = resolutions?;
        let stability = community::stability(chosen.partition, &near);
        Ok(Self { resolutions, ablation: ablation?, stability })
    }

    /// The clustering with nothing but other random numbers.
    pub fn of_seed(&self) -> Option<&Ablation> {
        self.ablation.iter().find(|ablation| ablation.change == Change::Seed)
    }
}

/// The curve, and the clusters at half to twice the chosen resolution.
fn resolutions(
    graph: &Graph,
    chosen: &Chosen<'_>,
    stage: &Stage<'_>,
) -> Result<(Vec<AtResolution>, Vec<Vec<u32>>), CommunityError> {
    let labels = chosen.partition.clusters();
    let at = |step: i32| {
        if step == 0 {
            return Ok((as_chosen(graph, chosen), None));
        }
        let factor = 2f64.powf(f64::from(step) / f64::from(STEPS_TO_TWICE));
        let settings = LeidenSettings { resolution: chosen.settings.resolution * factor, ..*chosen.settings };
        let found = community::variant(graph, labels, &settings, chosen.min_size, &Progress::none())?;
        stage.tick(1);
        let at = AtResolution {
            resolution: settings.resolution,
            chosen: false,
            clusters: found.partition.count(),
            largest: largest(&found.partition),
            modularity: found.modularity,
            stability: found.stability,
            agreement: found.agreement,
            moved: found.moved,
        };
        let near = step.abs() <= STEPS_TO_TWICE;
        Ok((at, near.then(|| found.partition.clusters().to_vec())))
    };
    let found: Vec<_> = (-STEPS..=STEPS).into_par_iter().map(at).collect::<Result<_, _>>()?;
    let (curve, near): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    Ok((curve, near.into_iter().flatten().collect()))
}

fn as_chosen(graph: &Graph, chosen: &Chosen<'_>) -> AtResolution {
    let sum: f64 = chosen.stability.iter().sum();
    AtResolution {
        resolution: chosen.settings.resolution,
        chosen: true,
        clusters: chosen.partition.count(),
        largest: largest(chosen.partition),
        modularity: quality(graph, chosen.partition.clusters(), Quality::Modularity, 1.0),
        stability: (!chosen.stability.is_empty()).then(|| sum / chosen.stability.len() as f64),
        agreement: 1.0,
        moved: 0,
    }
}

fn largest(partition: &Partition) -> f64 {
    let all = partition.clusters().len().max(1);
    f64::from(partition.sizes().first().copied().unwrap_or(0)) / all as f64
}

/// The clusters after each change. They are made one after the other beside the resolutions: no two graphs of theirs are in memory at a
/// time.
fn ablation(
    similarity: &Similarity,
    changes: &[(Change, Option<[f64; RELATIONS]>)],
    chosen: &Chosen<'_>,
    stage: &Stage<'_>,
) -> Result<Vec<Ablation>, CommunityError> {
    let labels = chosen.partition.clusters();
    let whole = &similarity.graph;
    let row = |change: Change, graph: &Graph, settings: &LeidenSettings| {
        let found: Variant = community::variant(graph, labels, settings, chosen.min_size, &Progress::none())?;
        stage.tick(1);
        Ok(Ablation {
            change,
            links: graph.links(),
            unlinked: (0..graph.nodes()).filter(|&paper| graph.degree(paper) == 0).count(),
            clusters: found.partition.count(),
            modularity: found.modularity,
            modularity_whole: quality(whole, found.partition.clusters(), Quality::Modularity, 1.0),
            agreement: found.agreement,
            moved: found.moved,
        })
    };
    let other = LeidenSettings { seed: chosen.settings.seed.wrapping_add(1), ..*chosen.settings };
    let clustered = |(change, weights): &(Change, Option<[f64; RELATIONS]>)| match weights {
        None => row(*change, whole, &other),
        Some(weights) => row(*change, &reweighted(similarity, weights), chosen.settings),
    };
    changes.iter().map(clustered).collect()
}

/// Other random numbers, and relations left out with the weights that this leaves. Of two relations each alone is what is left
/// without the other; of one nothing is left without it.
fn changes(
    similarity: &Similarity,
    given: Option<&GraphSettings>,
) -> Vec<(Change, Option<[f64; RELATIONS]>)> {
    let mut changes = vec![(Change::Seed, None)];
    let Some(given) = given else { return changes };
    let relations: Vec<Relation> =
        Relation::ALL.into_iter().filter(|&relation| similarity.links_by(relation) > 0).collect();
    let weights = |counts: &dyn Fn(Relation) -> bool| {
        Some(Relation::ALL.map(|relation| if counts(relation) { given.weight(relation) } else { 0.0 }))
    };
    if relations.len() > 1 {
        let without =
            |&left_out: &Relation| (Change::Without(left_out), weights(&|relation| relation != left_out));
        changes.extend(relations.iter().map(without));
    }
    if relations.len() > 2 {
        let alone = |&only: &Relation| (Change::Alone(only), weights(&|relation| relation == only));
        changes.extend(relations.iter().map(alone));
    }
    changes
}

#[cfg(test)]
mod tests {
    use corpus::{Corpus, Paper};
    use similarity::TermSettings;

    use super::*;

    /// Twelve papers: words tell two groups of six, citations tie the even papers and the odd ones, which says nothing of the words.
    fn planted() -> (Similarity, GraphSettings) {
        let title =
            |paper: u32| if paper < 6 { "volume rendering of clouds" } else { "graph drawing with edges" };
        let papers = (0..12).map(|paper| Paper { title: title(paper).into(), ..Paper::default() }).collect();
        let cites = |paper: u32| {
            (0..paper).filter(move |cited| (paper - cited).is_multiple_of(2)).map(move |cited| (paper, cited))
        };
        let corpus = Corpus { papers, citations: (0..12).flat_map(cites).collect(), ..Corpus::default() };
        let terms =
            similarity::terms::build(&corpus.papers, &TermSettings::default(), &Progress::none()).unwrap();
        let mut settings = GraphSettings::default();
        settings.weights[Relation::Terms as usize] = 5.0;
        (similarity::relate(&corpus, &terms, None, &settings, &Progress::none()).unwrap(), settings)
    }

    fn certainty(similarity: &Similarity, graph: &GraphSettings) -> (Certainty, Partition) {
        let settings = LeidenSettings::default();
        let leiden = community::leiden(&similarity.graph, &settings, &Progress::none()).unwrap();
        let stability = community::stability(&leiden.partition, &leiden.starts);
        let chosen =
            Chosen { partition: &leiden.partition, settings: &settings, min_size: 1, stability: &stability };
        let found = Certainty::compute(similarity, Some(graph), &chosen, &Progress::none()).unwrap();
        (found, leiden.partition)
    }

    #[test]
    fn the_relation_that_carries_the_clusters_is_told() {
        let (similarity, settings) = planted();
        let (found, partition) = certainty(&similarity, &settings);
        assert_eq!(partition.clusters(), [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
        let rows: Vec<(Change, usize, usize)> =
            found.ablation.iter().map(|row| (row.change, row.clusters, row.moved)).collect();
        // Without words the even papers and the odd ones are left: of the six of each cluster three are elsewhere.
        let expected = [
            (Change::Seed, 2, 0),
            (Change::Without(Relation::Terms), 2, 6),
            (Change::Without(Relation::Citations), 2, 0),
        ];
        assert_eq!(rows, expected);
        let agreement = |row: usize| found.ablation[row].agreement;
        assert!(agreement(0) > 1.0 - 1e-12 && agreement(1) < 0.05 && agreement(2) > 1.0 - 1e-12, "{found:?}");
        // Two cliques of six without a link between them: modularity 1/2.
        assert!((found.ablation[2].modularity - 0.5).abs() < 1e-12);
        // They are the chosen clusters: in the whole graph they have the modularity of those.
        assert!((found.ablation[2].modularity_whole - found.resolutions[4].modularity).abs() < 1e-12);
        assert!(found.ablation[1].modularity_whole < 0.1, "{found:?}");
        assert_eq!(found.ablation.iter().map(|row| row.unlinked).collect::<Vec<_>>(), [0, 0, 0]);
    }

    #[test]
    fn the_curve_goes_from_a_quarter_to_four_times() {
        let (similarity, settings) = planted();
        let (found, _) = certainty(&similarity, &settings);
        let resolutions: Vec<f64> = found.resolutions.iter().map(|at| at.resolution).collect();
        assert_eq!((resolutions.len(), resolutions[0], resolutions[4], resolutions[8]), (9, 0.25, 1.0, 4.0));
        assert!(found.resolutions.windows(2).all(|pair| pair[0].clusters <= pair[1].clusters), "{found:?}");
        assert!(found.resolutions.iter().all(|at| at.chosen == (at.resolution == 1.0)));
        // Two groups as distinct as these are the same at half to twice the resolution.
        assert_eq!(found.stability, [1.0; 12]);
    }

    #[test]
    fn of_no_papers_nothing_is_said() {
        let empty = similarity::relate(
            &Corpus::default(),
            &similarity::terms::build(&[], &TermSettings::default(), &Progress::none()).unwrap(),
            None,
            &GraphSettings::default(),
            &Progress::none(),
        );
        assert_eq!(certainty(&empty.unwrap(), &GraphSettings::default()).0, Certainty::default());
    }
}
