//! JSON and JSON Lines of services and reference managers.

use super::{expect, read};

const OPENALEX: [&str; 2] = [
    "The state of maps & trees
     in 2018
     at MapJ
     doi 10.1000/oa.1
     by Jane Doe / Richard Roe
     cites w1560783210 / w1724212071
     on Maps / Trees",
    "Second work
     in 2020",
];

#[test]
fn openalex_as_a_page_an_array_and_lines() {
    for seed in ["json/openalex-page.json", "json/openalex-array.json", "jsonl/openalex.jsonl"] {
        expect(seed, &OPENALEX, &[]);
        let papers = read(seed).papers;
        assert_eq!(papers[0].abstract_text.as_deref(), Some("Despite growing maps, we like maps,"));
        assert_eq!((papers[0].pubmed.as_deref(), papers[0].cited_by), (Some("29456894"), Some(815)));
    }
}

#[test]
fn crossref() {
    expect(
        "json/crossref.json",
        &[
            "Maps of H2O
             in 2019
             at Journal of Maps
             doi 10.1000/cr.1
             by Jane Doe / The Map Group
             cites 10.1000/r / Roe R. Something. 2001. / Poe, Else (1999) J, 7, p. 1
             on Geography / Maps",
            "Retraction: Maps
             in 2020
             doi 10.1000/cr.3",
        ],
        &["9: the record \"10.1000/cr.2\" has no title"],
    );
}

#[test]
fn semantic_scholar() {
    expect(
        "json/semantic-scholar.json",
        &[
            "Constructing a map
             in 2018
             at MAPS
             doi 10.1000/s2.1
             by Jane Doe / R. Roe
             cites abc / Only a title
             on Computer Science",
            "Second",
        ],
        &[],
    );
    let paper = &read("json/semantic-scholar.json").papers[0];
    assert_eq!((paper.arxiv.as_deref(), paper.pubmed.as_deref()), (Some("1805.02262"), Some("77")));
    assert_eq!(paper.abstract_text.as_deref(), Some("Maps in short."));
}

#[test]
fn csl() {
    expect(
        "json/csl.json",
        &[
            "Styled maps
             in 2020
             at Journal of Maps
             doi 10.1000/csl.1
             by Jane Doe / Pieter van der Berg / The Group
             code github.com/a/b",
            "An atlas
             in 1998",
        ],
        &[],
    );
}

#[test]
fn papers_with_code() {
    expect(
        "json/papers-with-code.json",
        &[
            "Maps with code
             code github.com/maps/code
             code github.com/other/maps",
            "Trees with code
             code gitlab.com/trees/code",
        ],
        &[],
    );
}

#[test]
fn arxiv() {
    expect(
        "jsonl/arxiv.jsonl",
        &[
            "On maps of graphs
             in 2007
             at J. Maps 12 (2008) 34
             doi 10.1000/1
             by J. Doe / René Roe Jr
             on cs.LG / math-ph
             code github.com/a/b",
            "On trees
             in 2003
             by E. Poe
             on math.GT",
        ],
        &[],
    );
}

#[test]
fn lines_by_hand() {
    expect(
        "jsonl/plain.jsonl",
        &[
            "On maps
             in 1999
             by A B
             code github.com/a/b",
            "On trees
             cites 1",
        ],
        &["3: no record in JSON: it ends before its last bracket, at the end of \"{\"title\":\""],
    );
    assert_eq!(read("jsonl/plain.jsonl").citations, [(1, 0)]);
}
