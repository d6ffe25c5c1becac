//! Tables of databases, and pages.

use super::expect;

#[test]
fn scopus_of_four_generations() {
    expect(
        "csv/scopus-old.csv",
        &["On YBa2 & more
           in 2016
           at Journal of Maps
           doi 10.1000/sc.1
           by Doe J.C. / Roe R.
           cites Poe, E., (1999) J Comp Phys, 151, p. 283 / Moe, A., A title (2001) Atlas, 3 (2), pp. 1-9
           on maps / graphs"],
        &[],
    );
    expect(
        "csv/scopus-ids.csv",
        &[
            "A title of 2020
             in 2020
             at Journal of Maps
             doi 10.1000/sc.2
             by Doe, J. / Roe, R.
             cites Poe, E., Trees (1999) J Trees, 1, p. 2
             on maps",
            "Front matter
             in 2020
             at Journal of Maps",
        ],
        &[],
    );
    expect(
        "csv/scopus-names.csv",
        &["A title of 2023
           in 2023
           at Journal of Maps
           doi 10.1000/sc.4
           by Doe, Jane / Roe, Richard
           cites Poe, E., Moe, A., Trees (1999) J Trees, 1, p. 2 / Coe, C., (2000) J, 3
           on maps / trees"],
        &[],
    );
    assert_eq!(super::read("csv/scopus-names.csv").papers[0].abstract_text, None);
    expect(
        "csv/scopus-2025.csv",
        &["A title of 2025
           in 2025
           at Journal of Maps
           doi 10.1000/sc.5
           by Doe, Jane / Roe, Richard
           cites Poe, E.; Moe, A., Trees, J Trees, 1, 2, pp. 3-4, (1999) / Coe, C., Other, (2000)
           on maps"],
        &[],
    );
}

#[test]
fn web_of_science_between_tabs() {
    for seed in ["tsv/wos.txt", "tsv/wos-utf16.txt"] {
        expect(
            seed,
            &[
                "\"Maps\" are useful
                 in 2020
                 at JOURNAL OF MAPS
                 doi 10.1000/maps
                 by Doe, Jane / Roe, Richard
                 cites Coe C, 1999, J MAPS, V1, P2, DOI 10.1000/A / Poe P, 1998, ATLAS
                 on maps / citation graphs",
                "\"Quoted at the front only
                 in 2021
                 by Poe, Eve",
            ],
            &[],
        );
    }
}

#[test]
fn openalex_of_both_layouts() {
    expect(
        "csv/openalex-dotted.csv",
        &["Dotted maps
           in 2020
           at Journal of Maps
           by Jane Doe / Roe; Richard
           cites w2 / w3
           on Maps / Trees"],
        &[],
    );
    expect(
        "csv/openalex-plain.csv",
        &[
            "Plain maps
             in 2026
             at Journal of Maps
             doi 10.1000/oa.3
             by Jane Doe / Roe; Richard",
            "Plain trees
             in 2025
             by Eve Poe",
        ],
        &[],
    );
}

#[test]
fn dimensions() {
    expect(
        "csv/dimensions.csv",
        &["Dimensions of maps
           in 2019
           at Journal of Maps
           doi 10.1000/dim.1
           by Doe, Jane / Roe, Richard
           cites 10.1000/2 / Moe, A; Woe, W, Third (1999) K, 5, p. 7"],
        &[],
    );
}

#[test]
fn lens() {
    expect(
        "csv/lens.csv",
        &["A lens on maps
           in 2018
           at Journal of Maps
           doi 10.1000/lens.1
           by Jane Doe / Richard Roe
           cites 000-2 / 000-3
           on maps / trees"],
        &[],
    );
}

#[test]
fn ieee_xplore() {
    expect(
        "csv/ieee.csv",
        &["Maps in circuits
           in 2020
           at IEEE Transactions on Maps
           doi 10.1109/tmap.2020.1
           by J. Doe / R. Roe
           on Maps / circuits"],
        &[],
    );
}

#[test]
fn springer() {
    expect(
        "csv/springer.csv",
        &["Maps, in short
           in 2015
           at Journal of Maps
           doi 10.1007/s1
           by Jane Doe / John M. McRoe / Eve Poe"],
        &[],
    );
}

#[test]
fn tables_by_hand() {
    expect("csv/semicolons.csv", &["On; maps\nin 1999", "On trees\nin 2001"], &[]);
    expect("tsv/plain.tsv", &["On maps\nin 1999\non a / b", "On trees\nin 2001"], &[]);
    expect(
        "csv/damaged.csv",
        &["A\nin 2001", "B\nin 2002", "E\nin 2004"],
        &[
            "3: the row has 2 cells where the header has 3: the rest counts as empty",
            "4: the row has 4 cells where the header has 3: a cell with a delimiter in it needs quotes",
            "6: a quote opens a cell and never closes",
        ],
    );
}

#[test]
fn pages() {
    for seed in ["page/conference.txt", "page/no-blank-lines.txt"] {
        expect(seed, &["On maps\ncode github.com/a/b", "On trees\ncode github.com/a/b"], &[]);
    }
}
