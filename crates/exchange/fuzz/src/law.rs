//! What holds for any file, whatever stands in it. The fuzz target and the tests of the crate share this page.

use exchange::{
    Drawn, Network,
    read::{File, WEIGHTS, read},
};
use network::Graph;

/// Reads bytes as a network and sees that it is one: ends are there, weights within their range, numbers finite. Nothing where
/// they are none.
///
/// # Panics
///
/// Where a law is broken.
pub fn check(bytes: &[u8]) -> Option<Network> {
    let network = match read(&[File { name: "law.in", bytes }]) {
        Ok(network) => network,
        Err(error) => {
            assert!(error.to_string().starts_with("law.in:"), "the file is not named: {error}");
            return None;
        }
    };
    let items = network.items.len();
    assert!(items > 0);
    let mut ids: Vec<&str> = network.items.iter().map(|item| &*item.id).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]) && !ids[0].is_empty(), "ids are unique");
    for item in &network.items {
        assert!(item.position.is_none_or(|place| place.iter().all(|part| part.is_finite())));
        assert!(item.cluster.is_none_or(|cluster| (cluster as usize) < network.clusters.len()));
    }
    for link in &network.links {
        assert!(link.source != link.target && link.source.max(link.target) < items as u32);
        assert!(WEIGHTS.contains(&link.weight));
    }
    for column in &network.columns {
        assert_eq!(column.values.len(), items);
        assert!(column.values.iter().all(|value| !value.is_infinite()));
    }
    let graph = Graph::from_links(items, &network.links).expect("ends and weights are good");
    Drawn::of(&network, &graph).expect("what was read can be written");
    Some(network)
}
