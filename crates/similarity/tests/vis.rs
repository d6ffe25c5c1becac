//! The papers of IEEE VIS in `data/vis.csv`, whose figures scipy gave: with `A` the papers and their items, the upper triangle of
//! `A @ A.T` has so many entries, adds up to so much, and so do its cosines and those of `A @ diag(1 / (d - 1)) @ A.T`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use corpus::Corpus;
use parallel::Progress;
use similarity::{
    Normalisation, Relation, Sharing,
    relations::{items, shared},
};

fn vis() -> Corpus {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/vis.csv").into();
    corpus::read(&[path], &corpus::ReadOptions::default(), &Progress::none()).unwrap()
}

/// Pairs, and the sum of their strengths.
fn totals(corpus: &Corpus, relation: Relation, normalisation: Normalisation) -> (usize, f64) {
    let of_paper = items::items(relation, corpus).unwrap().of_paper;
    let ties = shared::find(of_paper, Sharing { normalisation, cap: usize::MAX }, usize::MAX).ties;
    (ties.len(), ties.iter().map(|tie| tie.strength).sum())
}

#[test]
fn pairs_and_strengths_are_those_of_a_matrix_product() {
    let corpus = vis();
    let expected = [
        (Relation::Coupling, 48_350, 59_180.0 / 12.0, 10_264.257_164_967_152, 850.348_370_315_034_3),
        (Relation::Cocitation, 26_476, 34_444.0 / 17.0, 4_932.075_375_370_803, 712.058_143_881_741_7),
        (Relation::Authors, 25_592, 29_570.0 / 7.0, 8_435.912_203_655_225, 872.822_665_860_276_9),
        (Relation::Keywords, 60_401, 62_348.0 / 7.0, 13_374.218_122_608_88, 528.928_786_263_335_4),
    ];
    for (relation, pairs, count, cosine, fractional) in expected {
        let by = [Normalisation::Count, Normalisation::Cosine, Normalisation::Fractional];
        for (normalisation, sum) in by.into_iter().zip([count, cosine, fractional]) {
            let found = totals(&corpus, relation, normalisation);
            assert_eq!(found.0, pairs, "{relation:?}");
            assert!(
                (found.1 - sum).abs() < 1e-8 * sum,
                "{relation:?} {normalisation:?}: {} is not {sum}",
                found.1
            );
        }
    }
}
