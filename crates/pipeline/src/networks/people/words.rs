//! What a reader is told of a network of what papers name.

use similarity::{
    Kind,
    cooccurrence::{Counting, Strength},
};

use super::{
    Counted,
    shared::{MOST, Shared},
};
use crate::{
    config::Settings,
    words::{count, thousands},
};

/// What a reader should know of a network.
pub(super) fn notes(counted: &Counted<'_>, settings: &Settings) -> Vec<String> {
    let Counted { kind, shared, .. } = counted;
    let wanted = &settings.networks;
    let name = kind.name();
    let mut notes = Vec::new();
    if shared.enough > shared.chosen.len() {
        notes.push(format!(
            "The network of {name} has the {} with most papers; {} more are named by {} or more papers (network.items).",
            thousands(shared.chosen.len()),
            thousands(shared.enough - shared.chosen.len()),
            wanted.min_papers
        ));
    }
    if shared.left_out > 0 {
        let (rows, most) = match kind {
            Kind::Authors => ("paper", wanted.max_authors),
            Kind::Venues => ("author", MOST),
            _ => ("paper", MOST),
        };
        let remedy = if *kind == Kind::Authors { " (network.max_authors)" } else { "" };
        notes.push(format!(
            "{} with more than {most} {name} link nobody in the network of {name}{remedy}.",
            count(shared.left_out, rows)
        ));
    }
    if shared.links.is_empty() {
        notes.push(format!("In the network of {name} there are no links: nothing is named together."));
    }
    notes
}

/// Why there is no network.
pub(super) fn empty(kind: Kind, shared: &Shared, settings: &Settings) -> String {
    format!(
        "The network of {} is empty and was not written: of {}, none is named by {} or more (network.min_papers).",
        kind.name(),
        count(shared.things, kind.one()),
        count(settings.networks.min_papers, "paper")
    )
}

/// How the network came about, in a sentence for a report.
pub fn method(kind: Kind, settings: &Settings) -> String {
    let wanted = &settings.networks;
    let linked = match kind {
        Kind::Venues => "Two venues are linked by the authors who publish in both",
        Kind::Authors => "Two authors are linked by the papers that they wrote together",
        Kind::Keywords => "Two keywords are linked by the papers that have both",
        Kind::Repos | Kind::Owners => "Two of them are linked by the papers that name both",
    };
    let counting = match wanted.counting {
        Counting::Full => "each counting 1 (full counting)",
        Counting::Fractional => "each counting 1/(n−1) among its n items (fractional counting)",
    };
    let strength = match wanted.strength {
        Strength::Association => {
            "Clusters (Leiden, constant Potts model) and map rest on the association strength: the count over the one that chance would give"
        }
        Strength::Fractionalisation => {
            "Clusters (Leiden, constant Potts model) and map rest on the share that the count has in those of either item"
        }
        Strength::None => "Clusters (Leiden, modularity) and map rest on the counts",
    };
    format!(
        "{linked}, {counting}. {strength}; resolution {}. Items are named by {} or more.",
        wanted.resolution,
        count(wanted.min_papers, "paper")
    )
}
