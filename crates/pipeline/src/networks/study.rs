//! What is computed of a network: clusters and positions where the file has none, and how central items are.

use std::cmp::Reverse;

use charts::map::View;
use exchange::{Network, network::Column};
use network::{
    Graph,
    community::{self, CommunityError, LeidenSettings, Quality},
    layout::{self, Method},
};
use parallel::Progress;

use super::Wishes;
use crate::{
    RunError,
    analysis::{self, Centrality},
    clock::Clock,
    config::Settings,
    outputs::report::layout_method,
    words::{count, thousands},
};

/// Signs of a label that is made from that of an item.
const LONGEST: usize = 40;

/// A network with all that is shown of it.
pub(super) struct Study {
    pub network: Network,
    pub graph: Graph,
    /// The cluster of each item; 0 is the largest.
    pub cluster_of: Vec<u32>,
    pub clusters: Vec<Cluster>,
    pub modularity: f64,
    pub centrality: Centrality,
    /// In the unit square.
    pub positions: Vec<[f64; 2]>,
    /// Whether clusters, and positions, are those of the file.
    pub kept: Kept,
    /// How positions are computed that are not those of the file.
    method: Method,
    /// What the size of a point shows, where it is a column of the file.
    pub size: Option<usize>,
    /// What the overlay shows: a column of the file.
    pub overlay: Option<usize>,
}

/// What clusters and positions are computed from, where that is not the network itself.
pub(super) struct Basis {
    /// The same links, weighted otherwise.
    pub graph: Graph,
    pub clusters: LeidenSettings,
}

/// What of the file was kept.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub clusters: bool,
    pub layout: bool,
}

/// A cluster as it is shown.
pub(super) struct Cluster {
    pub label: String,
    pub size: usize,
    /// Its number or name in the file.
    pub in_file: Option<String>,
}

impl Study {
    pub(super) fn of(
        network: Network,
        basis: Option<Basis>,
        wishes: &Wishes,
        settings: &Settings,
        clock: &mut Clock,
        progress: &Progress,
    ) -> Result<Self, RunError> {
        let size = wishes.size.as_deref().map(|name| size_column(&network, name)).transpose()?;
        let overlay = match &wishes.overlay {
            Some(name) => Some(column(&network, name)?),
            None => first_score(&network),
        };
        let graph = Graph::from_links(network.items.len(), &network.links)
            .expect("readers give ends that are there and weights that are numbers");
        let (basis_graph, basis_clusters) = match &basis {
            Some(basis) => (&basis.graph, &basis.clusters),
            None => (&graph, &settings.clusters),
        };
        let has_clusters = !network.clusters.is_empty();
        let kept = Kept {
            clusters: has_clusters && !wishes.new_clusters,
            layout: network.is_laid_out() && !wishes.new_layout,
        };
        let (cluster_of, sizes, in_file) = clock.stage("clusters", || {
            if kept.clusters {
                return Ok(by_size(&network));
            }
            let leiden = community::leiden(basis_graph, basis_clusters, progress)?;
            let partition = community::merge_small(basis_graph, &leiden.partition, settings.min_cluster_size);
            let cluster_of = partition.clusters().to_vec();
            let sizes = sizes(&cluster_of);
            let in_file = vec![None; sizes.len()];
            Ok::<_, CommunityError>((cluster_of, sizes, in_file))
        })?;
        let centrality = analysis::measure(&graph, &cluster_of, settings, clock, progress)?;
        let positions = clock.stage("layout", || {
            if kept.layout {
                fitted(&network)
            } else {
                layout::embed(basis_graph, &settings.layout, progress)
            }
        });
        let labels = labels(&network, &cluster_of, &in_file, &centrality.strength);
        let named = labels.into_iter().zip(sizes).zip(in_file);
        let clusters = named.map(|((label, size), in_file)| Cluster {
            label,
            size,
            in_file: in_file.map(|cluster| network.clusters[cluster].name.clone()),
        });
        Ok(Self {
            clusters: clusters.collect(),
            modularity: community::quality(&graph, &cluster_of, Quality::Modularity, 1.0),
            network,
            graph,
            cluster_of,
            centrality,
            positions,
            kept,
            method: settings.layout.method,
            size,
            overlay,
        })
    }

    /// What somebody who looks at the map should know.
    pub(super) fn notes(&self, settings: &Settings) -> Vec<String> {
        let Network { format, items, problems, notes: of_file, .. } = &self.network;
        let from = |kept: bool, computed: &str| if kept { "those of the file" } else { computed }.to_owned();
        let mut notes = vec![format!(
            "read as {}; clusters are {}, positions are {}",
            format.title(),
            from(self.kept.clusters, "new, by Leiden"),
            from(self.kept.layout, &format!("new, {}", layout_method(self.method)))
        )];
        notes.extend(of_file.iter().cloned());
        let placed = items.iter().filter(|item| item.position.is_some()).count();
        if !self.kept.layout && placed > 0 && placed < items.len() {
            let without = count(items.len() - placed, "item");
            notes.push(format!("the file has no position for {without}, so all were laid out anew"));
        }
        let wants_overlay = settings.map.views.iter().any(|(_, view)| *view == View::Overlay);
        match self.overlay {
            Some(column) if wants_overlay => {
                notes.push(format!("the overlay shows {:?}", self.network.columns[column].name));
            }
            None if wants_overlay => notes.push(
                "there is no overlay: the file has no score to colour items by; --overlay names another column"
                    .to_owned(),
            ),
            _ => {}
        }
        if self.graph.links() == 0 {
            notes.push("there are no links, so every item stands for itself".to_owned());
        }
        if !problems.is_empty() {
            let listed = "the first are in tables/problems.csv";
            notes.push(format!("problems in the file: {}; {listed}", thousands(problems.len())));
        }
        notes
    }
}

/// The column of this name, or what to say instead.
fn column(network: &Network, name: &str) -> Result<usize, RunError> {
    let found = network.columns.iter().position(|column| column.name == name);
    found.ok_or_else(|| RunError::NoColumn {
        name: name.to_owned(),
        known: network.columns.iter().map(|column| column.name.clone()).collect(),
    })
}

/// A column that items can be sized by.
fn size_column(network: &Network, name: &str) -> Result<usize, RunError> {
    let column = column(network, name)?;
    match network.columns[column].values.iter().any(|&value| value < 0.0) {
        true => Err(RunError::SizeBelowZero { name: name.to_owned() }),
        false => Ok(column),
    }
}

/// The first score, years before others.
fn first_score(network: &Network) -> Option<usize> {
    let columns = || network.columns.iter().enumerate().filter(|(_, column)| column.is_score);
    columns().find(|(_, column)| is_year(column)).or_else(|| columns().next()).map(|(at, _)| at)
}

/// Whether numbers are years, by their name and their range.
pub(super) fn is_year(column: &Column) -> bool {
    let mut known = column.values.iter().filter(|value| value.is_finite()).peekable();
    column.name.to_lowercase().contains("year")
        && known.peek().is_some()
        && known.all(|value| (1000.0..3000.0).contains(value))
}

fn sizes(cluster_of: &[u32]) -> Vec<usize> {
    let clusters = cluster_of.iter().max().map_or(0, |&last| last as usize + 1);
    let mut sizes = vec![0; clusters];
    for &cluster in cluster_of {
        sizes[cluster as usize] += 1;
    }
    sizes
}

/// The clusters of the file, largest first, of one size as in the file; those that are in none come last, together. With their
/// sizes, and which cluster of the file each is.
fn by_size(network: &Network) -> (Vec<u32>, Vec<usize>, Vec<Option<usize>>) {
    let none = network.clusters.len();
    let in_file: Vec<usize> =
        network.items.iter().map(|item| item.cluster.map_or(none, |cluster| cluster as usize)).collect();
    let mut sizes = vec![0; none + 1];
    for &cluster in &in_file {
        sizes[cluster] += 1;
    }
    let mut order: Vec<usize> = (0..=none).filter(|&cluster| sizes[cluster] > 0).collect();
    order.sort_by_key(|&cluster| (cluster == none, Reverse(sizes[cluster])));
    let mut rank = vec![0; none + 1];
    for (place, &cluster) in order.iter().enumerate() {
        rank[cluster] = place as u32;
    }
    let cluster_of = in_file.into_iter().map(|cluster| rank[cluster]).collect();
    let of_file = |&cluster: &usize| (cluster < none).then_some(cluster);
    (cluster_of, order.iter().map(|&cluster| sizes[cluster]).collect(), order.iter().map(of_file).collect())
}

/// The label of each cluster: that of the file, its name there unless it is a number, or the label of its item with the
/// strongest links.
fn labels(network: &Network, cluster_of: &[u32], in_file: &[Option<usize>], strength: &[f64]) -> Vec<String> {
    let mut strongest: Vec<Option<usize>> = vec![None; in_file.len()];
    for (item, &cluster) in cluster_of.iter().enumerate() {
        let best = &mut strongest[cluster as usize];
        if best.is_none_or(|best| strength[item] > strength[best]) {
            *best = Some(item);
        }
    }
    let told = |cluster: usize| {
        let exchange::network::Cluster { name, label } = &network.clusters[cluster];
        label.clone().or_else(|| name.parse::<f64>().is_err().then(|| name.clone()))
    };
    let kept = in_file.iter().any(Option::is_some);
    let label = |(in_file, strongest): (&Option<usize>, Option<usize>)| match in_file {
        None if kept => "in no cluster".to_owned(),
        _ => in_file
            .and_then(told)
            .or_else(|| strongest.map(|item| analysis::shortened(&network.items[item].label, LONGEST)))
            .unwrap_or_default(),
    };
    in_file.iter().zip(strongest).map(label).collect()
}

/// The positions of the file, moved and scaled into the unit square as [`layout::embed`] fills it: the longer side spans it, the
/// other is in the middle.
fn fitted(network: &Network) -> Vec<[f64; 2]> {
    // Halved, so that no span is beyond the range of numbers.
    let places: Vec<[f64; 2]> = network
        .items
        .iter()
        .filter_map(|item| item.position)
        .map(|place| place.map(|part| part / 2.0))
        .collect();
    let bounds = [0, 1].map(|axis| {
        let parts = || places.iter().map(|place| place[axis]);
        (parts().fold(f64::INFINITY, f64::min), parts().fold(f64::NEG_INFINITY, f64::max))
    });
    let longer = bounds.map(|(low, high)| high - low).into_iter().fold(f64::MIN_POSITIVE, f64::max);
    let place = |place: &[f64; 2]| {
        [0, 1].map(|axis| {
            let (low, high) = bounds[axis];
            let margin = (1.0 - (high - low) / longer) / 2.0;
            (margin + (place[axis] - low) / longer).clamp(0.0, 1.0)
        })
    };
    places.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use exchange::read::{File, read};

    use super::*;

    fn network(text: &str) -> Network {
        read(&[File { name: "net", bytes: text.as_bytes() }]).unwrap()
    }

    #[test]
    fn clusters_of_the_file_are_numbered_by_size() {
        let network = network("id,label,x,y,cluster\n1,a,0,0,7\n2,b,2,1,\n3,c,4,0,5\n4,d,4,0,5\n");
        let (cluster_of, sizes, in_file) = by_size(&network);
        assert_eq!(cluster_of, [1, 2, 0, 0]);
        assert_eq!(sizes, [2, 1, 1]);
        assert_eq!(in_file, [Some(1), Some(0), None]);
        let labels = labels(&network, &cluster_of, &in_file, &[1.0, 1.0, 1.0, 2.0]);
        assert_eq!(labels, ["d", "a", "in no cluster"]);
    }

    #[test]
    fn positions_fill_the_unit_square_with_their_aspect() {
        let laid_out = network("id,label,x,y\n1,a,-10,5\n2,b,10,5\n3,c,0,15\n");
        assert_eq!(fitted(&laid_out), [[0.0, 0.25], [1.0, 0.25], [0.5, 0.75]]);
        let far = network("id,label,x,y\n1,a,-1.7e308,0\n2,b,1.7e308,0\n");
        assert_eq!(fitted(&far), [[0.0, 0.5], [1.0, 0.5]]);
    }
}
