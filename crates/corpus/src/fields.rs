//! Which column or key means what: one table of names for all formats that name their fields.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a field of a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Abstract,
    Year,
    Venue,
    Authors,
    /// Numbers of the authors, beside their names.
    AuthorIds,
    Keywords,
    Repos,
    References,
    CitedBy,
    Votes,
    Doi,
    Arxiv,
    PubMed,
    OpenAlex,
    Volume,
    Issue,
    /// First and last page in one.
    PageRange,
    FirstPage,
    LastPage,
    ArticleNumber,
    Publisher,
    Kind,
    Language,
    Url,
    /// Running text or links that are of use only for the repositories and pages they name.
    Note,
    /// Classes of arXiv.
    Categories,
    /// What only a list of links between papers and repositories says; the values are of no use.
    Link,
    /// An object whose entries are fields of the paper: ids, imprint, the paper itself inside an answer.
    Parts,
}

/// Names of a field, best first: where a record has several, the first that holds something wins.
///
/// Written in lower case without spaces and punctuation, as [`squeeze`] makes them.
const NAMES: [(Field, &[&str]); 30] = [
    (
        Field::Id,
        &[
            "id",
            "paperid",
            "workid",
            "key",
            "citationkey",
            "citekey",
            "identifier",
            "uid",
            "eid",
            "ut",
            "lensid",
            "publicationid",
            "corpusid",
            // By these the papers of the table of IEEE VIS cite each other.
            "ieeexplorearticlenumber",
            "ieeexplorenumberguessed",
        ],
    ),
    (
        Field::Title,
        &[
            "title",
            "documenttitle",
            "articletitle",
            "papertitle",
            "itemtitle",
            "ti",
            "titles",
            "primarytitle",
            "displayname",
        ],
    ),
    (
        Field::Abstract,
        &[
            "abstract",
            "abstracttext",
            "abstractnote",
            "paperabstract",
            "summary",
            "ab",
            "description",
            "abstractinvertedindex",
            "tldr",
        ],
    ),
    (
        Field::Year,
        &[
            "year",
            "publicationyear",
            "pubyear",
            "publishedyear",
            "py",
            "publicationdate",
            "published",
            "date",
            "issued",
            "publishedprint",
            "publishedonline",
            "dp",
            "created",
            "versions",
            "datepublished",
            "onlinedate",
            "ea",
            "earlyaccessdate",
        ],
    ),
    (
        Field::Venue,
        &[
            "venue",
            "journal",
            "booktitle",
            "containertitle",
            "journaltitle",
            "sourcetitle",
            "sourcetitleanthologytitle",
            "publicationtitle",
            "journalref",
            "conference",
            "so",
            "jt",
            "primarylocationsourcedisplayname",
            "publicationvenue",
            "hostvenue",
            "hostvenuedisplayname",
            "abbreviatedsourcetitle",
            "journalabbreviation",
            "source",
            "series",
        ],
    ),
    (
        Field::Authors,
        &[
            "authorsparsed",
            "authorfullnames",
            "authors",
            "author",
            "authornames",
            "af",
            "au",
            "creators",
            "creator",
            "authorships",
            "authorshipsauthordisplayname",
        ],
    ),
    (
        Field::AuthorIds,
        &[
            "authorids",
            "authorsid",
            "authorshipsauthorid",
            "orcidnumbers",
            "oi",
            "orcid",
            "orcids",
            "authorshipsauthororcid",
        ],
    ),
    (
        Field::Keywords,
        &[
            "authorkeywords",
            "keywords",
            "keyword",
            "keywordsauthor",
            "de",
            "tags",
            "indexkeywords",
            "indexedkeywords",
            "keywordsplus",
            "ieeeterms",
            "subjects",
            "subject",
            "fieldsofstudy",
            "keywordsdisplayname",
            "topics",
            "topicsdisplayname",
            "concepts",
            "conceptsdisplayname",
            "s2fieldsofstudy",
            "inspeccontrolledterms",
            "meshterms",
            "fieldsofresearchanzsrc2020",
            "fieldsofresearch",
        ],
    ),
    (
        Field::Repos,
        &[
            "repos",
            "repo",
            "repositories",
            "repository",
            "repositoryurl",
            "repourl",
            "code",
            "codeurl",
            "codelink",
            "coderepository",
            "github",
            "githuburl",
            "githublink",
            "githubrepo",
            "huggingface",
            "dataset",
            "dataseturl",
            "datasets",
            "models",
        ],
    ),
    (
        Field::References,
        &[
            "references",
            "referencedworks",
            "citedreferences",
            "reference",
            "bibliography",
            "internalreferences",
            "cr",
        ],
    ),
    (
        Field::CitedBy,
        &[
            "citedbycount",
            "citedby",
            "citationcount",
            "citations",
            "timescited",
            "numcitations",
            "ncitations",
            "articlecitationcount",
            "isreferencedbycount",
            "scholarlycitationcount",
            "citingworkscount",
            "tc",
            "z9",
        ],
    ),
    (Field::Votes, &["votes", "upvotes", "numvotes", "votecount", "likes"]),
    (Field::Doi, &["doi", "paperdoi", "itemdoi", "di", "digitalobjectidentifier"]),
    (Field::Arxiv, &["arxivid", "arxiv", "eprint", "paperarxivid"]),
    (Field::PubMed, &["pmid", "pubmedid", "pm", "pubmed", "idspmid"]),
    (Field::OpenAlex, &["openalexid", "openalex", "idsopenalex"]),
    (Field::Volume, &["volume", "vl", "volumenumber", "journalvolume", "bibliovolume"]),
    (Field::Issue, &["issue", "number", "is", "issuenumber", "journalissue", "biblioissue"]),
    (Field::PageRange, &["pagerange", "pages", "page", "pagination"]),
    (Field::FirstPage, &["pagestart", "startpage", "firstpage", "bp", "bibliofirstpage"]),
    (Field::LastPage, &["pageend", "endpage", "lastpage", "ep", "bibliolastpage"]),
    (Field::ArticleNumber, &["artno", "articlenumber", "ar"]),
    (Field::Publisher, &["publisher", "pu"]),
    (
        Field::Kind,
        &[
            "documenttype",
            "dt",
            "publicationtype",
            "contenttype",
            "type",
            "publicationtypes",
            "documentidentifier",
        ],
    ),
    (Field::Language, &["languageoforiginaldocument", "language", "languages", "la"]),
    (
        Field::Url,
        &[
            "url",
            "link",
            "paperurlabs",
            "paperurl",
            "links",
            "landingpageurl",
            "primarylocationlandingpageurl",
            "dimensionsurl",
            "externalurl",
            "pdfurl",
            "pdf",
            "pdflink",
            "openaccesspdf",
        ],
    ),
    (
        Field::Note,
        &[
            "comments",
            "comment",
            "note",
            "notes",
            "project",
            "projectpage",
            "projecturl",
            "website",
            "homepage",
            "demo",
            "extra",
        ],
    ),
    (Field::Categories, &["categories"]),
    (Field::Link, &["isofficial", "mentionedinpaper", "mentionedingithub"]),
    (
        Field::Parts,
        &["ids", "externalids", "biblio", "primarylocation", "message", "citedpaper", "citingpaper"],
    ),
];

/// The longest name that is looked up; longer ones are no field of ours.
const LONGEST: usize = 48;

static LOOKUP: LazyLock<FxHashMap<&'static [u8], (Field, u8)>> = LazyLock::new(|| {
    let ranked = |&(field, names): &(Field, &'static [&'static str])| {
        names.iter().enumerate().map(move |(rank, name)| (name.as_bytes(), (field, rank as u8)))
    };
    NAMES.iter().flat_map(ranked).collect()
});

/// The field that a column or key named `name` holds, and its rank among the names of that field; 0 is best.
pub(crate) fn lookup(name: &str) -> Option<(Field, u8)> {
    // Many sources write the names just so.
    let as_written = LOOKUP.get(name.as_bytes());
    as_written.or_else(|| LOOKUP.get(squeeze(name, &mut [0; LONGEST])?)).copied()
}

/// Names of the title in a message.
pub(crate) fn title_names() -> String {
    "`document title`, `article title`, `paper title`, `item title`, `TI`".to_owned()
}

/// `name` in lower case with only its letters and digits. `None` where it is too long or empty.
fn squeeze<'a>(name: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let mut length = 0;
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    (length > 0).then_some(&buffer[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_spelled() {
        assert_eq!(lookup("Document Title"), Some((Field::Title, 1)));
        assert_eq!(lookup("cited_by_count"), Some((Field::CitedBy, 0)));
        assert_eq!(lookup("container-title"), lookup("ContainerTitle"));
        assert_eq!(lookup("Author(s) ID"), lookup("authors_id"));
        assert_eq!(lookup("Correspondence Address"), None);
        assert_eq!(lookup(""), None);
        assert_eq!(lookup(&"x".repeat(1000)), None);
    }

    #[test]
    fn no_name_stands_twice() {
        let all: usize = NAMES.iter().map(|(_, names)| names.len()).sum();
        assert_eq!(LOOKUP.len(), all);
        for (_, names) in NAMES {
            for name in names {
                assert_eq!(squeeze(name, &mut [0; LONGEST]), Some(name.as_bytes()));
            }
        }
    }
}
