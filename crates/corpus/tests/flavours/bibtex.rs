//! BibTeX of databases, of proceedings, of reference managers and by hand.

use super::expect;

#[test]
fn of_scopus() {
    expect(
        "bibtex/scopus.bib",
        &["A map of graphs: Reading 10% more
           in 2021
           at Journal of Maps
           doi 10.1000/maps.2021.07
           by Müller, A. / Łukasik, B.
           cites Doe, J., Roe, R., On trees (1999) J Trees, 12 (3), pp. 1-9 / Poe, E., (2001) Atlas, 4, p. 283
           on Graph drawing / Maps / Text mining
           code github.com/maps/draw"],
        &[],
    );
}

#[test]
fn of_web_of_science() {
    expect(
        "bibtex/wos.bib",
        &["Forests of Études & more
           in 2020
           at JOURNAL OF TREES
           doi 10.1000/trees_8
           by Doe, Jane / Roe, Richard
           cites Coe C, 1999, J MAPS, V1, P2, DOI 10.1000/a_b. / [Anonymous], 1997, MAPS AND MORE. / Poe P, 1998, ATLAS.
           on trees / forests"],
        &[],
    );
}

#[test]
fn of_openreview() {
    expect(
        "bibtex/openreview.bib",
        &[
            "Maps of Graphs with $k$ Nearest Neighbours
             in 2023
             at The Eleventh International Conference on Maps
             by Jane Doe / Richard Roe / Wei Xu",
            "Trees — a study
             in 2024
             at Transactions on Trees
             by Richard Roe",
        ],
        &[],
    );
}

#[test]
fn of_the_acl_anthology() {
    expect(
        "bibtex/acl.bib",
        &["Reading BibTeX without à Parser
           in 2022
           at Proceedings of the 60th Meeting on Association for Maps (Volume 1: Long Papers)
           doi 10.18653/v1/2022.maps-long.7
           by Doe, Jane / Martínez, María / Roe, Richard"],
        &[],
    );
}

#[test]
fn of_pmlr() {
    expect(
        "bibtex/pmlr.bib",
        &["A Bound for Maps with ε-Errors
           in 2022
           at Proceedings of the 39th Conference on Maps
           by Doe, Jane / van der Berg, Pieter"],
        &[],
    );
}

#[test]
fn of_zotero() {
    expect(
        "bibtex/zotero.bib",
        &[
            "Maps of Homo sapiens
             in 2019
             at Journal of Maps
             doi 10.1000/zotero_1
             by Doe, Jane / The Map Group
             on Computer Science - Graphics / maps",
            "Trees
             in 2020
             at Web of Trees
             by Roe, Richard",
        ],
        &[],
    );
    assert_eq!(super::read("bibtex/zotero.bib").papers[1].arxiv.as_deref(), Some("2005.00001"));
}

#[test]
fn by_hand() {
    expect(
        "bibtex/by-hand.bib",
        &[
            "Of Mice & Men
             in 1999
             at J. of Maps
             by Döe, Jr., J.",
            "A title without an end, author = Roe, R., year = 2001",
            "An atlas
             by Poe, Eve",
            "No key
             in 1998",
            "Second of one key
             at An atlas",
        ],
        &[
            "6: the list of authors breaks off with \"others\": the others are not in the file",
            "12: the entry has no closing brace",
            "15: \"soon\" is no year: dropped",
            "18: the id \"roe01\" belongs to another paper already, \"A title without an end, author = Roe, R....\" at papers:12",
        ],
    );
}
