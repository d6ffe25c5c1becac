//! Tagged formats: RIS, Web of Science plain text, PubMed and EndNote XML, flavour by flavour.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use corpus::{Paper, Place, ReadOptions, Records};
use parallel::Progress;

/// The records of a file of these bytes; nothing where it is no file of papers.
fn read(bytes: &[u8]) -> Option<Records> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    std::fs::write(&path, bytes).unwrap();
    corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()).ok()
}

/// The only paper of a file in this format, without its place, and the problems as "line: reason".
fn one(format: &str, text: &str) -> (Paper, Vec<String>) {
    let mut records = read(text.as_bytes()).unwrap();
    assert_eq!((records.files[0].format.as_str(), records.papers.len()), (format, 1), "{text}");
    (Paper { place: Place::default(), ..records.papers.remove(0) }, problems(&records))
}

fn problems(records: &Records) -> Vec<String> {
    records.problems.iter().map(|problem| format!("{}: {}", problem.place.line, problem.reason)).collect()
}

/// Papers without the places they were found at.
fn papers(bytes: &[u8]) -> Vec<Paper> {
    let records = read(bytes).unwrap_or_default();
    records.papers.into_iter().map(|paper| Paper { place: Place::default(), ..paper }).collect()
}

fn titles(text: &str) -> Vec<String> {
    papers(text.as_bytes()).into_iter().map(|paper| paper.title).collect()
}

fn list(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn imprint([volume, issue, page_range, publisher, kind, language]: [&str; 6]) -> corpus::paper::Imprint {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    corpus::paper::Imprint {
        volume: some(volume),
        issue: some(issue),
        page_range: some(page_range),
        publisher: some(publisher),
        kind: some(kind),
        language: some(language),
    }
}

#[test]
fn ris_with_ids_in_notes_and_entities_in_lists() {
    let (paper, problems) = one(
        "ris",
        "TY  - GEN\nTI  - On maps\nAU  - M&uuml;ller, J.; Roe, R.\nKW  - sea&#8208;based maps\nKW  - R&amp;D; trees\n\
         N1  - PMID: 12345678\nN1  - arXiv:2301.00001v2\nER  - \n",
    );
    assert_eq!(problems, [""; 0]);
    assert_eq!(paper.authors, ["Müller, J.", "Roe, R."]);
    assert_eq!(paper.keywords, ["sea‐based maps", "R&D", "trees"]);
    assert_eq!((paper.pubmed.as_deref(), paper.arxiv.as_deref()), (Some("12345678"), Some("2301.00001")));
    assert_eq!(paper.imprint.kind, None);
}

#[test]
fn ris_of_scopus() {
    let (paper, problems) = one(
        "ris",
        "TY  - JOUR\nTI  - On the use of maps\nT2  - Journal of Maps\nVL  - 12\nIS  - 3\nSP  - 413\nEP  - 436\nPY  - 2019\n\
         DO  - 10.1000/Maps.1\nAU  - Doe, J.\nAU  - Roe, R.\nA2  - Editor, E.\nAD  - Univ A\nAD  - Univ B\n\
         AB  - We draw maps. Code: https://github.com/a/maps.\nKW  - maps\nKW  - graphs\nKW  - maps\nM3  - Article\n\
         DB  - Scopus\nN1  - Cited By :23\nN1  - Export Date: 11 January 2020\nLA  - English\nPB  - Map Press\n\
         UR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-1\nER  - \n\n",
    );
    let expected = Paper {
        title: "On the use of maps".into(),
        abstract_text: Some("We draw maps. Code: https://github.com/a/maps.".into()),
        year: Some(2019),
        venue: Some("Journal of Maps".into()),
        authors: list(&["Doe, J.", "Roe, R."]),
        keywords: list(&["maps", "graphs"]),
        repos: paper.repos.clone(),
        cited_by: Some(23),
        doi: Some("10.1000/maps.1".into()),
        imprint: imprint(["12", "3", "413-436", "Map Press", "Article", "English"]),
        url: Some("https://www.scopus.com/inward/record.uri?eid=2-s2.0-1".into()),
        ..Paper::default()
    };
    assert_eq!(paper, expected);
    assert_eq!(paper.repos.iter().map(corpus::Repo::name).collect::<Vec<_>>(), ["github.com/a/maps"]);
    assert_eq!(problems, [""; 0]);
}

#[test]
fn ris_of_web_of_science_ends_some_lines_in_a_carriage_return() {
    let (paper, problems) = one(
        "ris",
        "\u{feff}TY  - CPAPER\nAU  - Doe, J\nA1  - IEEE\nTI  - On maps\nAD  - Univ A\rAD  - Univ B\nAB  - Text.\n\
         DA  - MAR 15\nPY  - 2023\nC7  - 1147670\nWE  - Index\rAN  - WOS:000958911600001\n\
         N1  - Times Cited in Web of Science Core Collection:  3\nTotal Times Cited:  4\nCited Reference Count:  25\nER  -\n\n\n",
    );
    assert_eq!((paper.id.as_str(), paper.year, paper.cited_by), ("WOS:000958911600001", Some(2023), Some(3)));
    assert_eq!(paper.authors, ["Doe, J"]);
    assert_eq!(paper.imprint, imprint(["", "", "1147670", "", "Conference Paper", ""]));
    assert_eq!(problems, [""; 0]);
}

#[test]
fn ris_of_ovid_and_embase() {
    let (paper, problems) = one(
        "ris",
        "1. \r\nTY  - JOUR\r\nID  - 12\r\nT1  - On maps\r\nA1  - Doe J.\r\nA1  - Roe R.\r\nY1  - 2014//\r\nN2  - Maps of things.\r\n\
         KW  - *map\r\nKW  - human\r\nJF  - Journal of Maps\r\nJA  - J. Maps\r\nVL  - 5\r\nIS  - 2\r\nSP  - 12-19\r\nAN  - 625000001\r\n\
         M3  - doi:10.1000/maps\r\nUR  - <Go to ISI>://1\r\nUR  - https://a.example/x?id=1; https://b.example/y\r\nER  - \r\nLink to the Full Text\r\n\r\n",
    );
    let expected = Paper {
        id: "625000001".into(),
        title: "On maps".into(),
        abstract_text: Some("Maps of things.".into()),
        year: Some(2014),
        venue: Some("Journal of Maps".into()),
        authors: list(&["Doe J.", "Roe R."]),
        keywords: list(&["*map", "human"]),
        doi: Some("10.1000/maps".into()),
        imprint: imprint(["5", "2", "12-19", "", "Article", ""]),
        url: Some("https://a.example/x?id=1".into()),
        pages: list(&["https://b.example/y"]),
        ..Paper::default()
    };
    assert_eq!(paper, expected);
    assert_eq!(problems, [""; 0]);
}

#[test]
fn ris_that_says_things_twice_or_in_one_line() {
    let (paper, _) = one(
        "ris",
        "TY  - JOUR\nTI  - On maps\nT1  - On maps\nAB  - The same.\nN2  - The same.\nAU  - Doe, J.; Roe, R.\n\
         KW  - maps; graphs\nN1  - doi: 10.1000/maps\nN1  - Cited By the court, 12 of 13 pages are open access\n\
         UR  - http://doi.org/10.1000/other\nER  - \n",
    );
    assert_eq!(paper.abstract_text.as_deref(), Some("The same."));
    assert_eq!(paper.authors, ["Doe, J.", "Roe, R."]);
    assert_eq!(paper.keywords, ["maps", "graphs"]);
    assert_eq!((paper.doi.as_deref(), paper.cited_by), (Some("10.1000/maps"), None));

    let medline = one("ris", "TY  - JOUR\nTI  - On maps\nAN  - 12345678\nDB  - Ovid MEDLINE(R)\nER  - \n").0;
    assert_eq!((medline.id.as_str(), medline.pubmed.as_deref()), ("12345678", Some("12345678")));

    let lines = one("ris", "TY  - JOUR\nTI  - On\n maps\nKW  - maps\ngraphs, trees\n\ncharts\nER  - \n").0;
    assert_eq!(lines.title, "On maps");
    assert_eq!(lines.keywords, ["maps", "graphs, trees", "charts"]);
}

#[test]
fn ris_with_odd_tags() {
    for text in [
        "TY - JOUR\nTI - On maps\nPY - 2001\nER - \n",
        "TY  -JOUR\nTI  -On maps\nPY  -2001\nER  -",
        "ty  - jour\nti  - On maps\npy  - 2001\ner  - \n",
        "Provider: a database\n\n  TY  - JOUR\n  TI  - On maps\n  PY  - 2001\n  ER  - \n",
    ] {
        let (paper, problems) = one("ris", text);
        assert_eq!((paper.title.as_str(), paper.year), ("On maps", Some(2001)), "{text}");
        assert_eq!(problems, [""; 0], "{text}");
    }
}

#[test]
fn ris_records_that_lost_a_mark() {
    let text = "TI  - A\nAU  - X\nER  - \n\nTY  - JOUR\nTI  - B\n\nTY  - JOUR\nPY  - 2001\nER  - \nTY  - JOUR\nTI  - C\nER  - \nTI  - D";
    let records = read(text.as_bytes()).unwrap();
    assert_eq!(titles(text), ["A", "B", "C", "D"]);
    assert_eq!(
        problems(&records),
        [
            "1: the record has no TY line",
            "5: the record has no ER line",
            "8: the record has no title",
            "14: the record has no TY line; the record has no ER line",
        ]
    );
    let card = &records.files[0];
    assert_eq!((card.records, card.read, card.repaired, card.skipped), (5, 4, 3, 1));
}

const WOS: &str = "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\n   Roe, R\nAF Doe, Jane\n   Roe, Richard\n\
    TI On the use of\n   maps\nSO JOURNAL OF MAPS\nLA English\nDT Article\nDE maps; citation\n   graphs\nID SCIENCE; TREES\n\
    AB We draw maps\n   of science.\nC1 [Doe, Jane; Roe, Richard] Univ Maps, Oslo, Norway.\n\
    CR Coe C, 1999, J MAPS, V1, P2, DOI 10.1000/A\n   Poe P, 1998, ATLAS\n   [Anonymous], 1997, MAPS AND MORE\n\
    NR 3\nTC 7\nZ9 9\nPU MAP PRESS\nJ9 J MAPS\nPY \nEA JAN 2020\nVL 12\nIS 3\nBP 413\nEP 436\nAR 99\nDI 10.1000/Maps\nUT WOS:000000000000001\nPM 12345678\nER\n\n";

#[test]
fn one_record_of_the_web_of_science() {
    let (paper, problems) = one("wos", &format!("\u{feff}{WOS}EF"));
    let expected = Paper {
        id: "WOS:000000000000001".into(),
        title: "On the use of maps".into(),
        abstract_text: Some("We draw maps of science.".into()),
        year: Some(2020),
        date: "2020-01".parse().ok(),
        venue: Some("JOURNAL OF MAPS".into()),
        authors: list(&["Doe, Jane", "Roe, Richard"]),
        keywords: list(&["maps", "citation graphs"]),
        references: paper.references.clone(),
        cited_by: Some(7),
        doi: Some("10.1000/maps".into()),
        pubmed: Some("12345678".into()),
        imprint: imprint(["12", "3", "413-436", "MAP PRESS", "Article", "English"]),
        ..Paper::default()
    };
    assert_eq!(paper, expected);
    assert_eq!(problems, [""; 0]);
    let nobody =
        WOS.replace("Doe, J\n   Roe, R", "[Anonymous]").replace("Doe, Jane\n   Roe, Richard", "[Anonymous]");
    assert_eq!(one("wos", &nobody).0.authors, [""; 0]);
    // One entry a line; what it is reduced to is not for the reader of the format to say.
    assert_eq!(paper.references.len(), 3);
    assert!(paper.references[0].to_lowercase().contains("10.1000/a"));
    assert_eq!(paper.references[1..], ["Poe P, 1998, ATLAS", "[Anonymous], 1997, MAPS AND MORE"]);
}

#[test]
fn blocks_of_the_web_of_science_joined_and_cut_off() {
    let first = WOS.replace("WOS:000000000000001", "WOS:1");
    let unclosed = first.replace("\nER\n", "\n").replace("WOS:1", "WOS:2");
    let opened_late = first.replace("PT J\n", "").replace("WOS:1", "WOS:3");
    let cut_off = &first.replace("WOS:1", "WOS:4")[..first.len() / 2];
    let text = format!("{first}EF\n{unclosed}{opened_late}EF\n{cut_off}");
    let records = read(text.as_bytes()).unwrap();
    let ids: Vec<&str> = records.papers.iter().map(|paper| paper.id.as_str()).collect();
    assert_eq!(ids, ["WOS:1", "WOS:2", "WOS:3", ""]);
    assert!(records.papers[..3].iter().all(|paper| paper.authors.len() == 2 && paper.references.len() == 3));
    assert_eq!(
        records.problems.iter().map(|problem| problem.reason.as_str()).collect::<Vec<_>>(),
        ["the record has no ER line", "the record has no PT line", "the record has no ER line"]
    );
}

#[test]
fn cited_references_that_strayed_among_the_addresses() {
    let text =
        WOS.replace("   Poe P, 1998, ATLAS\n", "").replace("Norway.\n", "Norway.\n   Poe P, 1998, ATLAS\n");
    let (paper, problems) = one("wos", &text);
    assert_eq!(paper.references[1..], ["[Anonymous], 1997, MAPS AND MORE", "Poe P, 1998, ATLAS"]);
    assert_eq!(problems, ["3: 1 of the cited references stood among the addresses: taken from there"]);
}

const NBIB: &str = "\nPMID- 12345678\nOWN - NLM\nSTAT- MEDLINE\nIS  - 1234-5678 (Linking)\nVI  - 10\nIP  - 1 Pt 3\nDP  - 2019 Nov-Dec\n\
    TI  - On the use of maps: A very long\n      title.\nPG  - 466-75\nLID - S0378(15)1 [pii]\nLID - 10.1000/Maps [doi]\n\
    AB  - We draw maps\n      of science.\nFAU - Doe, Jane\nAU  - Doe J\nAUID- ORCID: 0000\nAD  - Univ A.\nFAU - Roe, Richard\nAU  - Roe R\n\
    CN  - The Map Group\nFED - Editor, Eve\nED  - Editor E\nFIR - Helper, H\nLA  - eng\nPT  - Journal Article\nPT  - Review\nTA  - J Maps\n\
    JT  - Journal of maps\nMH  - *Models, Theoretical/methods\nMH  - Humans\nOT  - *maps\nOT  - graphs\nPMC - PMC1\nAID - 10.1000/other [doi]\nSO  - J Maps. 2019.\n";

#[test]
fn one_record_of_pubmed() {
    let (paper, problems) = one("nbib", NBIB);
    let expected = Paper {
        id: "12345678".into(),
        title: "On the use of maps: A very long title".into(),
        abstract_text: Some("We draw maps of science.".into()),
        year: Some(2019),
        venue: Some("Journal of maps".into()),
        authors: list(&["Doe, Jane", "Roe, Richard", "The Map Group"]),
        keywords: list(&["maps", "graphs"]),
        doi: Some("10.1000/maps".into()),
        pubmed: Some("12345678".into()),
        imprint: imprint(["10", "1 Pt 3", "466-75", "", "Journal Article", "eng"]),
        ..Paper::default()
    };
    assert_eq!(paper, expected);
    assert_eq!(problems, [""; 0]);
}

#[test]
fn pubmed_with_less() {
    let text = "PMID- 1\nTI  - [On maps.].\nTT  - Sur les cartes.\nAU  - Doe J\nMH  - *Models, Theoretical/*methods\nMH  - Humans\nDEP - 20200131\n";
    let (paper, _) = one("nbib", text);
    assert_eq!((paper.title.as_str(), paper.year), ("On maps", Some(2020)));
    assert_eq!((paper.authors, paper.keywords), (list(&["Doe J"]), list(&["Models, Theoretical", "Humans"])));

    let chapter = one("nbib", "PMID- 1\nBTI - Book of maps.\nTI  - On maps.\n").0;
    assert_eq!((chapter.title.as_str(), chapter.venue.as_deref()), ("On maps", Some("Book of maps")));
    let book = one("nbib", "PMID- 1\nBTI - Book of maps.\n").0;
    assert_eq!((book.title.as_str(), book.venue), ("Book of maps", None));
}

const ENDNOTE: &str = r#"<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="a.enl">a.enl</database>
<source-app name="EndNote" version="20">EndNote</source-app><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Doe, Jane</style></author><author>Roe, R&#233;ne</author></authors>
<secondary-authors><author>Editor, E</author></secondary-authors></contributors>
<titles><title><style face="normal">Maps of </style><style face="italic">Homo sapiens</style><style> &amp; more</style></title>
<secondary-title>J Maps</secondary-title></titles><periodical><full-title>Journal of Maps</full-title><abbr-1>J. Maps</abbr-1></periodical>
<pages>413-436</pages><volume>12</volume><number>3</number><keywords><keyword>maps&#xD;graphs</keyword><keyword><style>trees</style></keyword></keywords>
<dates><year><style>2019</style></year><pub-dates><date>Mar 1</date></pub-dates></dates><publisher>Map Press</publisher>
<accession-num>WOS:1</accession-num><abstract><![CDATA[We draw <maps>.]]></abstract>
<urls><related-urls><url>&lt;Go to ISI&gt;://1</url><url><style>https://a.example/x?a=1&amp;b=2</style></url></related-urls><pdf-urls><url>internal-pdf://1.pdf</url></pdf-urls></urls>
<electronic-resource-num>10.1000/Maps</electronic-resource-num><language>English</language></record>
"#;

#[test]
fn one_record_of_endnote() {
    let (paper, problems) = one("endnote-xml", &format!("{ENDNOTE}</records></xml>"));
    let expected = Paper {
        id: "WOS:1".into(),
        title: "Maps of Homo sapiens & more".into(),
        abstract_text: Some("We draw <maps>.".into()),
        year: Some(2019),
        venue: Some("Journal of Maps".into()),
        authors: list(&["Doe, Jane", "Roe, Réne"]),
        keywords: list(&["maps", "graphs", "trees"]),
        doi: Some("10.1000/maps".into()),
        imprint: imprint(["12", "3", "413-436", "Map Press", "Journal Article", "English"]),
        url: Some("https://a.example/x?a=1&b=2".into()),
        ..Paper::default()
    };
    assert_eq!(paper, expected);
    assert_eq!(problems, [""; 0]);
}

#[test]
fn damaged_records_of_endnote() {
    let record = |body: &str| format!("<record><ref-type name=\"Book\">6</ref-type>\n{body}\n");
    let text = [
        "<xml><records>".to_owned(),
        record("<titles><title>A</title></titles></record>"),
        record("<titles><title>B</title></titles>"),
        record("<titles><title>C</title></titles><year>2001</year><!-- </record>"),
        "<titles><title>D</title></titles></record>".to_owned(),
        record("<titles><title>E</title></titles></record>"),
        "</records></xml>".to_owned(),
    ];
    let records = read(text.concat().as_bytes()).unwrap();
    assert!(records.papers.iter().map(|paper| paper.title.as_str()).eq(["A", "B", "C", "E"]));
    let problems = problems(&records);
    assert_eq!(problems[0], "3: the record has no </record>");
    assert!(problems[1].starts_with("5: from some place on this is no XML ("), "{problems:?}");
    assert_eq!(problems[2], "6: a record ends that has no <record>");
    assert_eq!(problems.len(), 3);
}

#[test]
fn encodings() {
    let text = "TY  - JOUR\nTI  - Étude – “x”\nER  - \n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = [0xfeff].into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for bytes in [format!("\u{feff}{text}").into_bytes(), utf16(true), utf16(false)] {
        assert_eq!(papers(&bytes), papers(text.as_bytes()));
    }
    let records = read(b"TY  - JOUR\nTI  - \xc9tude \x96 \x93x\x94\nER  - \n").unwrap();
    assert_eq!(records.papers[0].title, "Étude – “x”");
    assert_eq!(problems(&records), ["1: bytes that are no UTF-8 were read as Windows-1252"]);
}

#[test]
fn other_formats_are_left_to_their_readers() {
    let format =
        |text: &str| read(text.as_bytes()).map(|records| records.files[0].format.clone()).unwrap_or_default();
    assert_eq!(format("PT\tAU\tTI\nJ\tDoe\tOn maps\n"), "tsv");
    assert_eq!(format("title,abstract\nOn maps,\"TY  - is a tag\"\n"), "csv");
    assert_eq!(format("{\"title\": \"TI - x\"}\n"), "jsonl");
    assert_eq!(format("<html><record><titles>a</titles></record></html>"), "");
    let prose = "We show that a page of papers can be read. It holds text. ".repeat(5);
    assert_eq!(format(&format!("PT or not\n\nOn maps\n\n{prose}\n")), "page");
}

#[test]
fn endnote_of_a_proceedings_site_and_of_a_search_engine() {
    let (paper, problems) = one(
        "endnote",
        "%0 Conference Proceedings\n%T On the use\n of maps\n%A Doe, Jane\n%A Roe, Richard\n%Y Poe, Eve\n\
         %S Proceedings of Maps\n%D 2019\n%8 July\n%I Map Press\n%C Oslo\n%F doe-roe-2019-use\n\
         %X Maps are 5 % of all.\n%R 10.1000/maps.1\n%U https://maps.example/1\n%P 413-436\n\n",
    );
    let expected = Paper {
        id: "doe-roe-2019-use".into(),
        title: "On the use of maps".into(),
        abstract_text: Some("Maps are 5 % of all.".into()),
        year: Some(2019),
        venue: Some("Proceedings of Maps".into()),
        authors: list(&["Doe, Jane", "Roe, Richard"]),
        doi: Some("10.1000/maps.1".into()),
        imprint: imprint(["", "", "413-436", "Map Press", "Conference Proceedings", ""]),
        url: Some("https://maps.example/1".into()),
        ..Paper::default()
    };
    assert_eq!(paper, expected);
    assert_eq!(problems, [""; 0]);
}
