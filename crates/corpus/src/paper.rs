//! A paper, as everything downstream sees it.

use crate::{Date, Place, Repo};

/// A paper. All text is clean: NFC, no control or zero-width characters, white space folded to single spaces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Unique in a corpus and stable from run to run: the source's own id, else the DOI, else made from title and year.
    pub id: String,
    /// Never empty.
    pub title: String,
    /// The abstract.
    pub abstract_text: Option<String>,
    /// Year of publication, 1000 to 2999.
    pub year: Option<i32>,
    /// The date within the year, where the source gives one.
    pub date: Option<Date>,
    /// Journal or conference.
    pub venue: Option<String>,
    /// As the source writes them, in order.
    pub authors: Vec<String>,
    /// What a database knows each of `authors` by, in their order: `openalex:a5023888391`, `scopus:57202138757`,
    /// `orcid:0000-0002-1825-0097`. Empty where the source gives the number of none.
    pub author_ids: Vec<Option<String>>,
    /// As the source writes them, in order, each once.
    pub keywords: Vec<String>,
    /// Code, model and data repositories from fields and from running text; sorted, each once.
    pub repos: Vec<Repo>,
    /// What this paper cites: ids or DOIs (lower case, bare) as the source gives them, each once.
    pub references: Vec<String>,
    /// How often the paper is cited, by the source's count.
    pub cited_by: Option<u64>,
    /// How many readers voted for the paper, where the source counts that.
    pub votes: Option<u64>,
    /// Lower case, bare: `10.1109/tvcg.2010.195`.
    pub doi: Option<String>,
    /// arXiv id without version: `2301.00001`, `math.gt/0309136`; lower case.
    pub arxiv: Option<String>,
    /// PubMed id: digits.
    pub pubmed: Option<String>,
    /// OpenAlex id of the work: `w2741809807`; lower case, bare.
    pub openalex: Option<String>,
    /// Where and as what it was published.
    pub imprint: Imprint,
    /// Where to read it; `http` or `https`.
    pub url: Option<String>,
    /// Other web pages named in fields or running text: project pages, demos. In order, each once.
    pub pages: Vec<String>,
    /// Whether this is no record of a paper but a link from a paper to a repository, as lists of Papers with Code have them:
    /// read together with records, it only adds to the papers that these are.
    pub is_link: bool,
    /// Where the record stands.
    pub place: Place,
}

/// Where and as what a paper was published, as the source writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Volume of the journal or series.
    pub volume: Option<String>,
    /// Issue or number.
    pub issue: Option<String>,
    /// First and last page, `413-436`; the first alone where no last one is known; or the article number.
    pub page_range: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// What it is: `Article`, `Conference Paper`, `Review`.
    pub kind: Option<String>,
    /// Language, as a name or a code.
    pub language: Option<String>,
}

/// The fields whose share `inspect` tells, in order.
pub const FIELDS: [&str; 9] =
    ["abstract", "year", "venue", "authors", "keywords", "repos", "references", "cited_by", "doi"];

impl Paper {
    /// Whether the paper has each of [`FIELDS`], in their order.
    pub fn filled(&self) -> [bool; FIELDS.len()] {
        [
            self.abstract_text.is_some(),
            self.year.is_some(),
            self.venue.is_some(),
            !self.authors.is_empty(),
            !self.keywords.is_empty(),
            !self.repos.is_empty(),
            !self.references.is_empty(),
            self.cited_by.is_some(),
            self.doi.is_some(),
        ]
    }
}
