//! Clusters: vertices that are linked more strongly with each other than with the rest.
//!
//! [`leiden`](leiden::leiden) finds them, after Traag, Waltman and van Eck (2019), "From Louvain to Leiden:
//! guaranteeing well-connected communities", Scientific Reports 9:5233. The files are named by the parts of
//! that paper:
//!
//! * [`quality`](mod@quality): what is maximised, modularity or the constant Potts model (CPM), through one
//!   formula;
//! * `local_moving`, `refinement`, `aggregation`: the three phases of an iteration; `run`: iterations, until none
//!   improves; `order`: what makes them fast;
//! * [`leiden`](mod@leiden): several starts, and what is made of them all;
//! * [`consensus`]: what starts agree upon, and how stable that makes each vertex;
//! * [`nested`]: clusters within clusters;
//! * [`partition`]: the result, and what is done about tiny clusters;
//! * [`matching`]: numbers that stay what they were in an earlier partition;
//! * [`agreement`]: how far two partitions say the same;
//! * [`variant`](mod@variant): clusters of other settings or another graph, beside chosen ones.

mod aggregation;
pub mod agreement;
pub mod consensus;
pub mod leiden;
mod local_moving;
pub mod matching;
pub mod nested;
mod order;
pub mod partition;
pub mod quality;
mod refinement;
mod run;
pub mod variant;

pub use agreement::{AgreementError, adjusted_mutual_information, adjusted_rand_index};
pub use consensus::stability;
pub use leiden::{CommunityError, Leiden, LeidenSettings, leiden};
pub use matching::matched;
pub use nested::subclusters;
pub use partition::{Partition, merge_small};
pub use quality::{Quality, quality};
pub use variant::{Variant, variant};
