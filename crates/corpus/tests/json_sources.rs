//! JSON as services hand it out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use corpus::{Paper, ReadOptions};
use parallel::Progress;

fn papers(text: &str) -> Vec<Paper> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    std::fs::write(&path, text).unwrap();
    let records = corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()).unwrap();
    assert_eq!(records.problems, []);
    records.papers
}

const OPENALEX: &str = r#"{"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/1", "title": "A <i>title</i>",
  "display_name": "A title", "publication_year": 2020, "type": "article", "language": "en", "cited_by_count": 7,
  "ids": {"openalex": "https://openalex.org/W1", "mag": "5", "pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
  "primary_location": {"id": "doi:10.1000/1", "landing_page_url": "https://doi.org/10.1000/1", "source": {"id": "https://openalex.org/S1", "display_name": "Journal"}},
  "authorships": [{"author": {"id": "https://openalex.org/A1", "display_name": "Jane Doe", "orcid": null}, "institutions": []}],
  "abstract_inverted_index": {"of": [1], "Maps": [0, 3], "and": [2]},
  "biblio": {"volume": "4", "issue": "2", "first_page": "12", "last_page": "19"},
  "keywords": [], "topics": [{"id": "https://openalex.org/T1", "display_name": "Cartography", "score": 0.9}],
  "referenced_works": ["https://openalex.org/W2"]}"#;

#[test]
fn works_of_openalex_in_every_wrapping() {
    let line = OPENALEX.replace('\n', " ");
    for text in [
        OPENALEX.to_owned(),
        line.clone(),
        format!("[{OPENALEX}]"),
        format!("{{\"meta\": {{\"count\": 1}}, \"results\": [{OPENALEX}], \"group_by\": []}}"),
    ] {
        let papers = papers(&text);
        assert_eq!(papers.len(), 1);
        let paper = &papers[0];
        assert_eq!((paper.id.as_str(), paper.title.as_str()), ("W1", "A title"));
        assert_eq!(paper.abstract_text.as_deref(), Some("Maps of and Maps"));
        assert_eq!(
            (paper.year, paper.cited_by, paper.venue.as_deref()),
            (Some(2020), Some(7), Some("Journal"))
        );
        assert_eq!((paper.doi.as_deref(), paper.pubmed.as_deref()), (Some("10.1000/1"), Some("123")));
        assert_eq!(
            (&*paper.authors, &*paper.references),
            (&["Jane Doe".to_owned()][..], &["w2".to_owned()][..])
        );
        assert_eq!(paper.keywords, ["Cartography"]);
        assert_eq!(
            (paper.imprint.volume.as_deref(), paper.imprint.page_range.as_deref()),
            (Some("4"), Some("12-19"))
        );
    }
    // Pages of one answer, one a line.
    let page = format!("{{\"meta\": {{}}, \"results\": [{line}], \"group_by\": []}}");
    assert_eq!(papers(&format!("{page}\n{page}\n{page}\n")).len(), 3);
}

#[test]
fn works_of_crossref() {
    let work = r#"{"DOI": "10.1000/X", "type": "journal-article", "title": ["On &amp;amp; off"], "container-title": ["Journal"],
      "abstract": "<jats:title>Abstract</jats:title><jats:p>We find p&lt;0.05.</jats:p>", "page": "12-19", "volume": "3",
      "author": [{"given": "Jane", "family": "Doe", "sequence": "first"}, {"name": "The Group"}],
      "issued": {"date-parts": [[null]]}, "published-print": {"date-parts": [[2019, 4]]}, "is-referenced-by-count": 5,
      "link": [{"URL": "https://example.org/x.pdf", "content-type": "unspecified"}], "URL": "http://dx.doi.org/10.1000/x",
      "reference": [{"key": "1", "DOI": "10.1000/R", "doi-asserted-by": "publisher"}, {"key": "2", "unstructured": "Roe R. Something. 2001."},
        {"key": "3", "author": "Poe", "year": "1999", "journal-title": "J", "volume": "7", "first-page": "1", "article-title": "Else"}, {"key": "4"}]}"#;
    for text in [
        format!(
            r#"{{"status": "ok", "message-type": "work-list", "message": {{"facets": {{}}, "total-results": 1, "items": [{work}], "items-per-page": 20}}}}"#
        ),
        format!(r#"{{"status": "ok", "message-type": "work", "message": {work}}}"#),
        work.replace('\n', " "),
    ] {
        let papers = papers(&text);
        assert_eq!(papers.len(), 1);
        let paper = &papers[0];
        assert_eq!(
            (paper.title.as_str(), paper.abstract_text.as_deref()),
            ("On & off", Some("We find p<0.05."))
        );
        assert_eq!(
            (paper.year, paper.doi.as_deref(), paper.cited_by),
            (Some(2019), Some("10.1000/x"), Some(5))
        );
        assert_eq!(paper.authors, ["Jane Doe", "The Group"]);
        assert_eq!(paper.references, ["10.1000/r", "Roe R. Something. 2001.", "Poe, Else (1999) J, 7, p. 1"]);
        assert_eq!(
            (paper.venue.as_deref(), paper.url.as_deref()),
            (Some("Journal"), Some("http://dx.doi.org/10.1000/x"))
        );
    }
}

#[test]
fn papers_of_semantic_scholar() {
    let papers = papers(
        r#"{"data": [{"paperId": "abc", "corpusId": 5, "externalIds": {"DOI": "10.1000/1", "ArXiv": "2301.00001", "PubMed": "77", "CorpusId": 5},
          "title": "A title", "abstract": null, "tldr": {"model": "v2", "text": "In short."}, "year": 2023, "venue": "",
          "publicationVenue": {"id": "v", "name": "Conference"}, "authors": [{"authorId": "1", "name": "Jane Doe"}], "citationCount": 9,
          "references": [{"paperId": "def", "title": "Other"}, {"paperId": null, "title": "Third"}], "citations": [{"paperId": "x"}],
          "s2FieldsOfStudy": [{"category": "Medicine", "source": "model"}]}]}"#,
    );
    let paper = &papers[0];
    assert_eq!(
        (paper.id.as_str(), paper.doi.as_deref(), paper.arxiv.as_deref(), paper.pubmed.as_deref()),
        ("abc", Some("10.1000/1"), Some("2301.00001"), Some("77"))
    );
    assert_eq!(
        (paper.abstract_text.as_deref(), paper.venue.as_deref()),
        (Some("In short."), Some("Conference"))
    );
    assert_eq!((paper.cited_by, &*paper.references), (Some(9), &["def".to_owned(), "Third".to_owned()][..]));
    assert_eq!(paper.keywords, ["Medicine"]);
}

#[test]
fn lines_of_arxiv() {
    let papers = papers(
        "{\"id\":\"0704.0010\",\"submitter\":\"S\",\"authors\":\"J. Doe and R. Roe\",\"title\":\"On\\n  maps\",\"comments\":\"Code: https://github.com/a/b\",\"journal-ref\":null,\"doi\":\"10.1000/1 10.1000/2\",\"report-no\":null,\"categories\":\"cs.LG math-ph\",\"license\":null,\"abstract\":\"  We\\nmap. \",\"versions\":[{\"version\":\"v1\",\"created\":\"Mon, 2 Apr 2007 19:18:42 GMT\"}],\"update_date\":\"2015-05-13\",\"authors_parsed\":[[\"Doe\",\"J.\",\"\"],[\"Roe\",\"R.\",\"Jr\"]]}\n\
         {\"id\":\"math.GT/0309136\",\"title\":\"On trees\",\"categories\":\"math.GT\",\"authors_parsed\":[]}\n",
    );
    assert_eq!((papers[0].arxiv.as_deref(), papers[0].year), (Some("0704.0010"), Some(2007)));
    assert_eq!(papers[0].authors, ["J. Doe", "R. Roe Jr"]);
    assert_eq!((papers[0].title.as_str(), papers[0].repos[0].name()), ("On maps", "github.com/a/b"));
    assert_eq!(papers[0].keywords, ["cs.LG", "math-ph"]);
    assert_eq!((papers[1].arxiv.as_deref(), papers[1].year), (Some("math.gt/0309136"), Some(2003)));
}

#[test]
fn links_between_papers_and_code() {
    let papers = papers(
        r#"[{"paper_url": "https://example.org/paper/a-title", "paper_title": "A title", "paper_arxiv_id": "1805.08770", "paper_url_abs": "https://arxiv.org/abs/1805.08770v2",
          "paper_url_pdf": null, "repo_url": "https://github.com/A/B", "is_official": true, "mentioned_in_paper": true, "framework": "pytorch"},
         {"paper_title": "No id", "paper_arxiv_id": null, "paper_url_abs": "https://arxiv.org/abs/1805.08771v1", "repo_url": "https://github.com/c/d"}]"#,
    );
    assert_eq!(
        (papers[0].arxiv.as_deref(), papers[0].repos[0].name()),
        (Some("1805.08770"), "github.com/a/b")
    );
    assert_eq!(papers[1].arxiv.as_deref(), Some("1805.08771"));
    assert_eq!((papers[0].is_link, papers[1].is_link), (true, false));
}

#[test]
fn csl_as_reference_managers_write_it() {
    let papers = papers(
        r#"[{"id": "doe2020", "type": "article-journal", "title": "A title", "container-title": "Journal", "issued": {"date-parts": [["2020", 3]]},
          "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Group"}], "DOI": "10.1000/1", "page": "1-9", "note": "see https://github.com/a/b"}]"#,
    );
    let paper = &papers[0];
    assert_eq!(
        (paper.id.as_str(), paper.year, paper.venue.as_deref()),
        ("doe2020", Some(2020), Some("Journal"))
    );
    assert_eq!((paper.authors.len(), paper.repos.len()), (2, 1));
}
