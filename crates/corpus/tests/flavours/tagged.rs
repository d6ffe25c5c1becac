//! RIS, Web of Science, PubMed and EndNote.

use super::expect;

#[test]
fn ris_of_scopus() {
    expect(
        "ris/scopus.ris",
        &[
            "On the use of maps
             in 2019
             at Journal of Maps
             doi 10.1000/maps.1
             by Doe, J. / Roe, R.
             on maps / graphs",
            "A second one
             in 2018
             by Poe, E.",
        ],
        &[],
    );
}

#[test]
fn ris_of_ovid() {
    expect(
        "ris/ovid.ris",
        &[
            "Maps in medicine. [Review]
             in 2014
             at Journal of Maps
             doi 10.1000/ovid.5
             by Doe J. / Roe R.
             on *map / human",
            "Trees in medicine
             in 2013",
        ],
        &[],
    );
}

#[test]
fn ris_of_ebsco() {
    expect(
        "ris/ebsco.ris",
        &["Nursing with maps: A study.
           in 2017
           at Maps & Nursing
           doi 10.1000/ebsco.34
           by Doe, Jane / Roe, Richard
           on Maps -- In Nursing / Human"],
        &[],
    );
}

#[test]
fn ris_of_lens() {
    expect(
        "ris/lens.ris",
        &["Patents of maps
           in 2016
           at Journal of Patents
           doi 10.1000/lens.4
           by Jane Doe / Richard Roe
           on Patent"],
        &[],
    );
}

#[test]
fn ris_of_endnote() {
    expect(
        "ris/endnote.ris",
        &[
            "Maps that wrap: a study of lines
             in 2012
             at Journal of Maps
             doi 10.1000/endnote.1
             by Doe, Jane / Roe, Richard, Jr.
             on maps / graphs / charts",
            "The atlas
             in 1998
             by Poe, Eve",
        ],
        &["26: the record has no ER line"],
    );
}

const FIRST: &str = "On the use of maps
    in 2020
    at JOURNAL OF MAPS
    doi 10.1000/maps
    by Doe, Jane / Roe, Richard
    cites Coe C, 1999, J MAPS, V1, P2, DOI 10.1000/A / Poe P, 1998, ATLAS / [Anonymous], 1997, MAPS AND MORE
    on maps / citation graphs";

const EARLY: &str = "Early trees
    in 2021
    by Poe, E";

#[test]
fn web_of_science() {
    expect("wos/plain.txt", &[FIRST, EARLY], &[]);
}

/// Two files in one, the second broken off: its first record is the same paper, though it lost its number.
#[test]
fn web_of_science_joined_and_broken_off() {
    expect("wos/joined.ciw", &[FIRST, EARLY], &["48: the record has no ER line"]);
    assert_eq!(super::read("wos/joined.ciw").duplicates.len(), 1);
}

#[test]
fn pubmed() {
    expect(
        "nbib/pubmed.nbib",
        &[
            "On the use of maps: A very long title
             in 2019
             at Journal of maps
             doi 10.1000/maps.10
             by Doe, Jane / Roe, René / The Map Group
             on maps / graphs",
            "Trees
             in 2022
             on Trees",
        ],
        &[],
    );
}

#[test]
fn endnote_xml() {
    expect(
        "endnote-xml/library.xml",
        &[
            "Maps of Homo sapiens & more
             in 2019
             at Journal of Maps
             doi 10.1000/maps
             by Doe, Jane / Roe, Réne
             on maps / graphs / trees",
            "The <atlas>
             in 1998
             by Poe, Eve",
        ],
        &[],
    );
}
