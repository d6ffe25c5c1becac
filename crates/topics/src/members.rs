//! Which papers are in which cluster.

/// The papers of each cluster, ascending, clusters in order of their number.
///
/// `members.of(c)` are the papers of cluster `c`, where clusters are `0..members.clusters()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Members {
    offsets: Vec<usize>,
    papers: Vec<u32>,
}

impl Members {
    /// From the cluster number of each paper. Time and space `O(papers + clusters)`.
    ///
    /// ```
    /// let members = topics::Members::new(&[1, 0, 1]);
    /// assert_eq!(members.of(1), [0, 2]);
    /// ```
    pub fn new(cluster_of: &[u32]) -> Self {
        let clusters = cluster_of.iter().max().map_or(0, |&last| last as usize + 1);
        let mut offsets = vec![0; clusters + 1];
        for &cluster in cluster_of {
            offsets[cluster as usize + 1] += 1;
        }
        for cluster in 0..clusters {
            offsets[cluster + 1] += offsets[cluster];
        }
        let mut next = offsets.clone();
        let mut papers = vec![0; cluster_of.len()];
        for (paper, &cluster) in cluster_of.iter().enumerate() {
            papers[next[cluster as usize]] = paper as u32;
            next[cluster as usize] += 1;
        }
        Self { offsets, papers }
    }

    /// How many clusters there are.
    pub fn clusters(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The papers of a cluster, ascending.
    pub fn of(&self, cluster: usize) -> &[u32] {
        &self.papers[self.offsets[cluster]..self.offsets[cluster + 1]]
    }
}
