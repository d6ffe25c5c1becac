//! References as the sources give them, resolved to papers of the corpus and to one another.
//!
//! A reference is a DOI, an id, or a line of text in one of many shapes. All that mean one work make one
//! [`CitedWork`], whether the work is a paper of the corpus or not: that is what co-citation and coupling count.
//! [`parse`] takes a reference to its parts, [`keys`] makes the keys under which equal works meet, `resolve.rs`
//! joins them.

mod keys;
pub mod parse;
mod resolve;

pub use self::keys::number;
pub(crate) use self::resolve::{Alias, resolve};

/// A work that papers of the corpus cite, in the corpus or not.
///
/// Parts are those of the first reference that has them, as it writes them; identifiers are in the form of [`Paper`](crate::Paper)'s.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedWork {
    /// The first reference to it, as its source writes it.
    pub text: String,
    /// How many papers of the corpus cite it, 1 or more.
    pub citing: u32,
    /// Its position in the papers of the corpus, if it is one of them.
    pub paper: Option<u32>,
    /// How the references to it were found to mean one work, or this paper; nothing where there is but one form and no paper.
    pub rule: Option<Rule>,
    /// DOI, lower case and bare.
    pub doi: Option<String>,
    /// The first author as written.
    pub author: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// Title; Web of Science gives none.
    pub title: Option<String>,
    /// Journal, often abbreviated.
    pub venue: Option<String>,
    /// Volume.
    pub volume: Option<String>,
    /// First page or article number.
    pub page: Option<String>,
}

/// What shows that two references mean one work; the surest first.
///
/// After the keys of VOSviewer's manual (van Eck and Waltman), with the first letter of the journal added to the first
/// of them, so that two journals with a Zhang on page 1 of volume 10 stay apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The id that a source gives to one of its records, whatever the case.
    Id,
    /// DOI.
    Doi,
    /// arXiv id.
    Arxiv,
    /// PubMed id.
    PubMed,
    /// OpenAlex id.
    OpenAlex,
    /// First author, year, volume, first page, first letter of the journal.
    VolumePage,
    /// Title with first author or year.
    Title,
    /// First author, year, page or volume, three letters of the journal, where one side lacks volume or page.
    Journal,
    /// Title but for misprints, with first author and year.
    NearTitle,
    /// The same text but for case, accents and punctuation.
    Text,
}

impl Rule {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Doi => "doi",
            Self::Arxiv => "arxiv",
            Self::PubMed => "pubmed",
            Self::OpenAlex => "openalex",
            Self::VolumePage => "author-year-volume-page",
            Self::Title => "title",
            Self::Journal => "author-year-journal",
            Self::NearTitle => "near-title",
            Self::Text => "text",
        }
    }
}
