//! Who wrote with whom, against the projections of networkx: `fixtures/make_cooccurrence.py` says how they were made.

use serde_json::Value;
use similarity::{
    Incidence,
    cooccurrence::{Counting, count},
};

fn whole(value: &Value) -> u32 {
    value.as_u64().and_then(|number| u32::try_from(number).ok()).expect("a small number")
}

#[test]
fn counts_are_those_of_networkx() {
    let fixture: Value = serde_json::from_str(include_str!("fixtures/cooccurrence.json")).expect("JSON");
    let mut authors_of = Incidence::default();
    let mut authors = 0;
    for paper in fixture["papers"].as_array().expect("a list") {
        let of_paper: Vec<u32> = paper.as_array().expect("a list").iter().map(whole).collect();
        authors = of_paper.iter().fold(authors, |most, &author| most.max(author + 1));
        authors_of.push(of_paper);
    }
    let numbers: Vec<Option<u32>> = (0..authors).map(Some).collect();
    for counting in Counting::ALL {
        let ours = count(&authors_of, &numbers, counting, usize::MAX);
        let theirs = fixture[counting.name()].as_array().expect("a list");
        assert_eq!((ours.links.len(), ours.left_out), (theirs.len(), 0));
        for (link, of_networkx) in ours.links.iter().zip(theirs) {
            assert_eq!([link.source, link.target], [whole(&of_networkx[0]), whole(&of_networkx[1])]);
            let weight = of_networkx[2].as_f64().expect("a number");
            assert!((link.weight - weight).abs() < 1e-12, "{counting:?} {link:?} {weight}");
        }
    }
}
