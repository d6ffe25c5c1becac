//! The papers that stand for a cluster, and those that tie it to others.

use network::Graph;

use crate::Members;

/// A paper that ties its cluster to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridge {
    /// The paper.
    pub paper: u32,
    /// The other cluster to which its links are strongest.
    pub towards: u32,
    /// Sum of the weights of its links into that cluster.
    pub strength: f64,
}

/// Of each cluster, the `top` papers whose links inside the cluster are strongest in sum, strongest first, ties by
/// paper. Time `O(n log n + m)`.
pub fn representatives(graph: &Graph, cluster_of: &[u32], members: &Members, top: usize) -> Vec<Vec<u32>> {
    per_cluster(members, |cluster| {
        let inside = |paper: u32| {
            graph
                .links_of(paper as usize)
                .filter(|&(other, _)| cluster_of[other] as usize == cluster)
                .map(|(_, weight)| weight)
                .sum::<f64>()
        };
        strongest(members.of(cluster).iter().map(|&paper| (inside(paper), paper)), top)
            .into_iter()
            .map(|(_, paper)| paper)
            .collect()
    })
}

/// Of each cluster, the `top` papers whose links into one other cluster are strongest in sum, strongest first, ties
/// by paper. Papers without a link outside are no bridge. Time `O(n log n + m log d)`.
pub fn bridges(graph: &Graph, cluster_of: &[u32], members: &Members, top: usize) -> Vec<Vec<Bridge>> {
    per_cluster(members, |cluster| {
        let outward = members.of(cluster).iter().filter_map(|&paper| {
            let (towards, strength) = strongest_other_cluster(graph, cluster_of, paper)?;
            Some((strength, Bridge { paper, towards, strength }))
        });
        strongest(outward, top).into_iter().map(|(_, bridge)| bridge).collect()
    })
}

/// Share of the weight of a cluster's links that stays inside it, for each cluster; `None` without links.
/// A link inside counts at both of its ends. Time `O(n + m)`.
pub fn share_inside(graph: &Graph, cluster_of: &[u32], members: &Members) -> Vec<Option<f64>> {
    per_cluster(members, |cluster| {
        let (mut inside, mut all) = (0.0, 0.0);
        for &paper in members.of(cluster) {
            for (other, weight) in graph.links_of(paper as usize) {
                all += weight;
                if cluster_of[other] as usize == cluster {
                    inside += weight;
                }
            }
        }
        (all > 0.0).then(|| inside / all)
    })
}

fn per_cluster<T: Send>(members: &Members, of_cluster: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    parallel::chunks::collect(members.clusters(), 1, of_cluster)
}

fn strongest_other_cluster(graph: &Graph, cluster_of: &[u32], paper: u32) -> Option<(u32, f64)> {
    let own = cluster_of[paper as usize];
    let mut outside: Vec<(u32, f64)> = graph
        .links_of(paper as usize)
        .map(|(other, weight)| (cluster_of[other], weight))
        .filter(|&(cluster, _)| cluster != own)
        .collect();
    outside.sort_by_key(|&(cluster, _)| cluster);
    outside
        .chunk_by(|a, b| a.0 == b.0)
        .map(|links| (links[0].0, links.iter().map(|&(_, weight)| weight).sum::<f64>()))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

/// The `top` items of the largest key; items come in ascending order of paper, which a stable sort keeps among ties.
fn strongest<T>(items: impl Iterator<Item = (f64, T)>, top: usize) -> Vec<(f64, T)> {
    let mut items: Vec<(f64, T)> = items.collect();
    items.sort_by(|a, b| b.0.total_cmp(&a.0));
    items.truncate(top);
    items
}

#[cfg(test)]
mod tests {
    use network::Link;

    use super::*;

    /// Two triangles, 0 1 2 and 3 4 5, joined by 2 – 3; the link 0 – 1 is strong.
    fn bow_tie() -> (Graph, Vec<u32>, Members) {
        let link = |source, target, weight| Link { source, target, weight };
        let links = [
            link(0, 1, 3.0),
            link(0, 2, 1.0),
            link(1, 2, 1.5),
            link(3, 4, 1.0),
            link(3, 5, 1.0),
            link(4, 5, 1.0),
            link(2, 3, 0.5),
        ];
        let cluster_of = vec![0, 0, 0, 1, 1, 1];
        let members = Members::new(&cluster_of);
        (Graph::from_links(6, &links).unwrap(), cluster_of, members)
    }

    #[test]
    fn representatives_are_the_strongest_inside() {
        let (graph, cluster_of, members) = bow_tie();
        // Inside sums: 0: 4, 1: 4.5, 2: 2.5; 3, 4, 5: 2 each, so by number.
        assert_eq!(representatives(&graph, &cluster_of, &members, 2), [[1, 0], [3, 4]]);
    }

    #[test]
    fn bridges_are_the_ends_of_the_link_between() {
        let (graph, cluster_of, members) = bow_tie();
        let found = bridges(&graph, &cluster_of, &members, 5);
        assert_eq!(found[0], [Bridge { paper: 2, towards: 1, strength: 0.5 }]);
        assert_eq!(found[1], [Bridge { paper: 3, towards: 0, strength: 0.5 }]);
    }

    #[test]
    fn the_share_inside_by_hand() {
        let (graph, cluster_of, members) = bow_tie();
        // Cluster 0: 2 × 5.5 inside, 0.5 out; cluster 1: 2 × 3 inside, 0.5 out.
        assert_eq!(share_inside(&graph, &cluster_of, &members), [Some(11.0 / 11.5), Some(6.0 / 6.5)]);
        let alone = Graph::from_links(1, &[]).unwrap();
        assert_eq!(share_inside(&alone, &[0], &Members::new(&[0])), [None]);
    }
}
